// The help finder: three questions, at most five answers, and nothing of it left behind.
import { hand, withPage } from '../browser.mjs';
import { unmarkedContent } from '../content.mjs';
import { check, equal, test } from '../harness.mjs';
import { inspect, inspectPlain } from '../inspect.mjs';
import { logIn, text } from '../steps.mjs';

const ACUTE = ['112', '114 14', '020-50 50 50'];
const EDITIONS = { sv: '/', en: '/en', latt: '/latt' };

// Walks to the answers; `municipality` is a code of the list, '' = the whole country.
async function walk(page, { door = 'jag', what = 'prata', municipality = '181' } = {}) {
	const by = hand(page);

	await by.click(`button[name=for][value=${door}]`);
	await by.click(`button[name=vad][value=${what}]`);
	if (municipality)
		await page.locator('select[name=var]').selectOption(municipality);
	await by.click('button[name=klar]');
	await page.locator('.answers').waitFor();
	return by.count.clicks;
}

async function acuteNumbersStandThere(page) {
	const words = await page.locator('body').innerText();

	for (const number of ACUTE)
		check(words.includes(number), `${number} is not on the page`);
	check(await page.locator('a[href="tel:112"]').first().isVisible(), 'no link to call 112');
}

test('the public reaches a number that fits in three clicks, with acute numbers all the way',
	async (context) => {
		await withPage(context, {}, async (page) => {
			await page.goto('/');
			await acuteNumbersStandThere(page);
			equal(3, await walk(page), 'clicks');
			await acuteNumbersStandThere(page);
			const answers = await page.locator('.answers > li').count();
			check(answers >= 1 && answers <= 5, `${answers} answers`);
			check(await page.locator('.answers > li a[href^="tel:"]').count() === answers,
				'an answer without a number to call');
			check((await text(page)).includes('syns på telefonräkningen:'), 'no bill');
		});
	});

for (const [edition, start] of Object.entries(EDITIONS))
	test(`every step of the finder is sound (${edition})`, async (context) => {
		await withPage(context, {}, async (page) => {
			await page.goto(start);
			await inspect(page, `finder-${edition}-1`);
			await page.locator('button[name=for][value=annan]').click();
			await page.locator('button[name=vad]').first().waitFor();
			await inspect(page, `finder-${edition}-2`);
			await page.locator('button[name=vad][value=plats]').click();
			await page.locator('select[name=var]').waitFor();
			await inspect(page, `finder-${edition}-3`);
			await page.locator('select[name=var]').selectOption('181');
			await page.locator('button[name=klar]').click();
			await page.locator('.answers').waitFor();
			await inspect(page, `finder-${edition}-4`);
			if (edition === 'en')
				equal('', (await unmarkedContent(page, context.server)).join(),
					'not marked as Swedish');
			await page.goto(`${start === '/' ? '/k' : start}/kort`);
			await inspect(page, `finder-${edition}-kort`);
		});
	});

test('the finder works without JavaScript, and every answer as it was sent is sound',
	async (context) => {
		await withPage(context, { js: false, viewport: { width: 320, height: 568 } },
			async (page) => {
				await page.goto('/latt');
				equal(3, await walk(page, { door: 'barn', what: 'plats' }), 'clicks');
				await inspectPlain(page, 'finder-plain');
				check((await text(page)).includes('Bris'), 'Bris is not there');
				check(!page.url().includes('?'), `an answer in ${page.url()}`);
				await acuteNumbersStandThere(page);
			});
	});

test('three steps of the finder, the exit, and Back does not show us', async (context) => {
	await withPage(context, { foreign: true }, async (page) => {
		await page.goto('about:blank');
		await page.goto('/k');
		const before = await page.evaluate(() => history.length);
		await walk(page);
		equal(before, await page.evaluate(() => history.length), 'entries in the history');
		await page.locator('[data-exit]').click();
		await page.waitForURL('**/ut');
		await page.goBack();
		equal('about:blank', page.url(), 'what Back shows');
	});
});

const lines = (context) =>
	context.server.log().split('\n').filter((line) => line.includes('event='));
const linesOfPublic = (context) =>
	lines(context).filter((line) => line.includes('class=public'));

test('what was chosen is in no address, storage, cookie or log', async (context) => {
	await withPage(context, {}, async (page, browsing) => {
		const addresses = [];

		page.on('request', (request) => addresses.push(request.url()));
		const before = linesOfPublic(context).length;
		await page.goto('/');
		await walk(page, { door: 'egen', what: 'sluta' });
		for (const address of addresses)
			check(!/egen|sluta|181|\?/.test(new URL(address).pathname +
				new URL(address).search), `chosen: ${address}`);
		equal(0, (await browsing.cookies()).length, 'cookies');
		const kept = await page.evaluate(async () => localStorage.length +
			sessionStorage.length + (await indexedDB.databases()).length +
			(await caches.keys()).length);
		equal(0, kept, 'things in storage');
		// That somebody walked at all is in no line of the log: the scripts' and styles' are.
		equal(before, linesOfPublic(context).length, 'lines of the help finder');
		check(!/egen|sluta|Södert|127\.0\.0\.1|Mozilla|Chrome/.test(lines(context).join('\n')),
			'the log tells');
	});
});

test('the exit is seen and not covered on every step, at both sizes', async (context) => {
	for (const viewport of [{ width: 320, height: 568 }, { width: 1280, height: 800 }])
		await withPage(context, { viewport }, async (page) => {
			await page.goto('/');
			await walk(page);
			await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
			const isOnTop = await page.locator('[data-exit]').evaluate((exit) => {
				const box = exit.getBoundingClientRect();
				const there = document.elementFromPoint(box.x + box.width / 2,
					box.y + box.height / 2);
				return box.top >= 0 && box.bottom <= innerHeight && exit.contains(there);
			});
			check(isOnTop, `covered or out of sight at ${viewport.width} px`);
		});
});

test('three Shifts leave the answers, gone in that very task', async (context) => {
	await withPage(context, { foreign: true }, async (page) => {
		await page.goto('/');
		await walk(page);
		const left = await page.evaluate(() => {
			const press = (kind) =>
				dispatchEvent(new KeyboardEvent(kind, { key: 'Shift' }));

			for (let i = 0; i < 3; i++) {
				press('keydown');
				press('keyup');
			}
			return document.body.innerText.trim() + document.title.trim();
		});
		equal('', left, 'what is left');
		await page.waitForURL('**/ut');
	});
});

test('the finder goes by keyboard alone, and each step is announced by its heading',
	async (context) => {
		await withPage(context, {}, async (page) => {
			const focused = () =>
				page.evaluate(() => document.activeElement.textContent.trim());

			await page.goto('/');
			await page.locator('button[name=for][value=jag]').focus();
			await page.keyboard.press('Enter');
			await page.locator('button[name=vad]').first().waitFor();
			equal('Vad vill du ha hjälp med?', await focused(), 'focus');
			await page.keyboard.press('Tab');
			await page.keyboard.press('Enter');
			await page.locator('select[name=var]').waitFor();
			equal('Var?', await focused(), 'focus');
			await page.keyboard.press('Tab');
			await page.keyboard.type('Söder');
			await page.keyboard.press('Tab');
			await page.keyboard.press('Tab');
			await page.keyboard.press('Enter');
			await page.locator('.answers').waitFor();
			equal('Här kan du få hjälp', await focused(), 'focus');
		});
	});

test('choices and fields of the finder are remembered by no browser', async (context) => {
	await withPage(context, {}, async (page) => {
		await page.goto('/');
		await page.locator('button[name=for][value=jag]').click();
		await page.locator('button[name=vad]').first().click();
		await page.locator('select[name=var]').waitFor();
		const select = page.locator('select[name=var]');
		equal('off', await select.getAttribute('autocomplete'), 'select');
		const careless = page.locator('form[data-ask]:not([autocomplete=off])');
		equal(0, await careless.count(), 'forms that are remembered');
	});
});

test('a municipality with nothing of its own falls back to the nation', async (context) => {
	await withPage(context, {}, async (page) => {
		await page.goto('/');
		await walk(page, { municipality: '2584' });
		const words = await text(page);
		check(words.includes('Vi känner inte till något just för Kiruna.'), 'it is not said');
		check(words.includes('Kvinnofridslinjen'), 'no national line');
	});
});

test('the public pages turn with the direction of their language', async (context) => {
	await withPage(context, { viewport: { width: 320, height: 568 } }, async (page) => {
		await page.goto('/');
		equal('ltr', await page.locator('html').getAttribute('dir'), 'direction');
		await walk(page);
		await page.evaluate(() => { document.documentElement.dir = 'rtl'; });
		const beyond = await page.evaluate(() =>
			document.documentElement.scrollWidth - innerWidth);
		check(beyond <= 1, `${beyond} px too wide from right to left`);
		const edges = await page.locator('.answers h2').first().evaluate((h) => {
			const box = h.getBoundingClientRect();
			return getComputedStyle(h).direction + ' ' + (box.right > innerWidth / 2);
		});
		equal('rtl true', edges, 'the first heading');
	});
});

test('leaving clears the cookies of a stranger and never those of staff', async (context) => {
	const clearing = async (cookie) => (await fetch(`${context.server.origin}/ut`,
		{ redirect: 'manual', headers: { cookie } })).headers.get('clear-site-data');

	equal('"cookies"', await clearing(''), 'of a stranger');
	await withPage(context, {}, async (page, browsing) => {
		await logIn(page, context.server.user('auditor'));
		const cookies = (await browsing.cookies()).map(({ name, value }) => `${name}=${value}`);
		equal(null, await clearing(cookies.join('; ')), 'of staff');
	});
});

test('the finder says honestly that the history remains, and never asks to notify anybody',
	async (context) => {
		await withPage(context, {}, async (page) => {
			await page.addInitScript(() => {
				globalThis.asked = [];
				const note = (what) => () => {
					globalThis.asked.push(what);
					return Promise.reject(new Error('a test'));
				};

				if (globalThis.Notification)
					Notification.requestPermission = note('notification');
				if (navigator.serviceWorker)
					navigator.serviceWorker.register = note('service worker');
			});
			await page.goto('/');
			check((await page.locator('body').innerText())
				.includes('historik kan visa att du har varit på sidan'), 'it is not said');
			await walk(page);
			equal('', (await page.evaluate(() => globalThis.asked)).join(), 'asked for');
		});
	});

test('the card to print has no name, no answer, no day of a talk, and a neutral title',
	async (context) => {
		await withPage(context, {}, async (page) => {
			await page.goto('/');
			await walk(page, { door: 'egen', what: 'sluta' });
			await page.goto('/k/kort');
			await page.emulateMedia({ media: 'print' });
			const words = await page.locator('body').innerText();

			check(words.includes('112') && words.includes('020-50 50 50'), 'no numbers');
			check(!/\d{4}-\d{2}-\d{2}/.test(words), 'a day');
			equal('Stöd och kontakt', (await page.title()).split(' – ')[0], 'title');
			equal(false, await page.locator('[data-exit]').isVisible(), 'the exit on paper');
		});
	});
