// The seven questions together at the screen, hiding them, and the page for the caseworker.
import { hand, withPage } from '../browser.mjs';
import { check, equal, test, testInBoth } from '../harness.mjs';
import { inspect } from '../inspect.mjs';
import {
	answerByClick, askInOwnLanguage, button, keysFor, link, logIn, text,
} from '../steps.mjs';

// From /hem into the questions; gives the hand that did it.
async function begin(page, user) {
	await logIn(page, user);
	const by = hand(page);

	await by.click('main a[href^="/samtal/nytt"]');
	await askInOwnLanguage(page);
	await by.click('main button[value=borja]');
	await page.waitForURL('**/samtal/fragor');
	return by;
}

async function givePin(page, user) {
	await page.locator('main input[type=password]').fill(user.pin);
	await button(page, 'Fortsätt').click();
}

// What a computer with one English voice of its own and one on the net would say.
function listen() {
	const voices = [{ lang: 'en-GB', localService: false, name: 'net' },
		{ lang: 'en-GB', localService: true, name: 'own' }];
	globalThis.spoken = [];
	globalThis.SpeechSynthesisUtterance = class {
		constructor(words) { this.words = words; }
	};
	Object.defineProperty(globalThis, 'speechSynthesis', { value: {
		getVoices: () => voices,
		addEventListener() {},
		speak: (said) => globalThis.spoken.push([said.voice.name, said.words]),
		cancel: () => globalThis.spoken.push(['silence', '']),
	} });
}

// One step at a time with the keyboard: the key of each answer, and Enter.
async function answerByKeys(page, keys) {
	await button(page, 'Nästa').click();
	for (const [i, key] of keys.entries()) {
		await page.keyboard.press(key);
		if (i < keys.length - 1)
			await page.keyboard.press('Enter');
	}
}

/*
 * Somebody who sees half as sharply as most reads letters of ten minutes of arc: at a metre an x-height
 * of 2.9 mm, which is 20 px of our font.  The answers are larger, and the question larger still.
 */
const QUESTION_PX = 28, ANSWER_PX = 22;

async function checkSizes(page) {
	const px = (what) => page.locator(what).evaluateAll((elements) => Math.min(
		...elements.map((element) => parseFloat(getComputedStyle(element).fontSize))));
	const beside = await page.locator('.staff-half:visible').boundingBox();
	const shared = await page.locator('[data-step]:visible > p').first().boundingBox();

	check(await px('[data-question] legend') >= QUESTION_PX, 'a question is too small');
	check(await px('[data-question] .options label') >= ANSWER_PX, 'an answer is too small');
	check(beside.x >= shared.x + shared.width && beside.y < shared.y + shared.height,
		'the half for staff does not stand beside the shared one');
}

testInBoth('two clicks start the seven questions, one step at a time, to the end and the PIN',
	async (context) => {
		const user = context.server.user('caseworker');

		await withPage(context, {}, async (page) => {
			const by = await begin(page, user);

			equal(2, by.count.clicks, 'clicks to the questions');
			equal(1, await page.locator('[data-step]:visible').count(), 'steps to be seen');
			await checkSizes(page);
			await inspect(page, 'fragor');
			equal(0, await page.locator('.site-nav').count(), 'staff navigation');
			const keys = await keysFor(page, '3');
			await answerByKeys(page, keys);
			await inspect(page, 'fragor-sista');
			await button(page, 'Klar').click();
			await page.waitForURL('**/samtal/slut');
			await inspect(page, 'slut');
			await link(page, 'Till personalen').click();
			await inspect(page, 'pin');
			await givePin(page, user);
			await page.locator('main [aria-pressed=true]').first().waitFor();
			await inspect(page, 'vagledning');
			const words = await text(page);
			for (const number of ['112', '020-50 50 50'])
				check(words.includes(number), `${number} is not on the staff page`);
		});
	});

test('the talk works without JavaScript, and a wrong PIN shows nothing', async (context) => {
	const user = context.server.user('caseworker');

	await withPage(context, { js: false }, async (page) => {
		await begin(page, user);
		await answerByClick(page, await keysFor(page, '1'));
		await button(page, 'Klar').click();
		await link(page, 'Till personalen').click();
		await page.locator('main input[type=password]').fill('000000');
		await button(page, 'Fortsätt').click();
		check(await page.locator('.ds-error-summary').count() === 1, 'a wrong PIN was taken');
		await givePin(page, user);
		check((await text(page)).includes('Det här kan du säga och göra'),
			'the staff page did not open');
	});
});

// One click, and the page that the two sit at is not left.
async function foldOutNumbers(page) {
	const before = page.url();

	await page.locator('.numbers summary').click();
	for (const number of ['112', '114 14', '020-50 50 50'])
		check(await page.locator('.numbers').getByRole('link', { name: number }).isVisible(),
			`${number} is not to be seen at ${before}`);
	equal(before, page.url(), 'the page after the click');
}

testInBoth('the acute numbers are one click away in the middle of a talk, and the answers stay',
	async (context) => {
		await withPage(context, {}, async (page) => {
			await begin(page, context.server.user('caseworker'));
			const keys = await keysFor(page, '2');

			await answerByKeys(page, keys.slice(0, 2));
			await foldOutNumbers(page);
			equal(2, await page.locator('[data-question] input:checked').count(),
				'answers that stand');
			await answerByKeys(page, keys.slice(2));
			await button(page, 'Klar').click();
			await page.waitForURL('**/samtal/slut');
			await foldOutNumbers(page);
			await page.goto('/samtal/personal');
			check(await page.locator('.site-acute').isVisible(), 'the way to the numbers');
		});
	});

test('the end of a talk is the same page whatever was answered', async (context) => {
	const ends = [];

	for (const key of ['1', '3', '0'])
		await withPage(context, {}, async (page) => {
			await begin(page, context.server.user('caseworker'));
			await answerByKeys(page, await keysFor(page, key));
			await button(page, 'Klar').click();
			await page.waitForURL('**/samtal/slut');
			ends.push(await page.sentDocument.text());
		});
	check(ends.every((html) => html === ends[0]), 'the end pages differ');
});

testInBoth('Escape hides the talk at once, and the PIN brings it back with its answers',
	async (context) => {
		const user = context.server.user('caseworker');

		await withPage(context, {}, async (page) => {
			await begin(page, user);
			const keys = await keysFor(page, '2');
			await answerByKeys(page, keys.slice(0, 3));
			const isBlank = await page.evaluate(() => {
				document.activeElement.dispatchEvent(new KeyboardEvent('keydown',
					{ key: 'Escape', bubbles: true, cancelable: true }));
				return document.body.innerText.trim() === '';
			});
			check(isBlank, 'something is left to see');
			await page.waitForURL('**/samtal/dold');
			await inspect(page, 'paus');
			await page.goto('/samtal/fragor');
			check(page.url().endsWith('/samtal/dold'), 'the questions show without a PIN');
			await givePin(page, user);
			await page.waitForURL('**/samtal/fragor');
			equal(3, await page.locator('fieldset[data-question] input:checked').count(),
				'answers kept');
		});
	});

test('hiding empties the other tabs, and no page of any tab opens before the PIN',
	async (context) => {
		const user = context.server.user('caseworker');

		await withPage(context, {}, async (page, browsing) => {
			await begin(page, user);
			const other = await browsing.newPage();
			await other.goto('/lotsningar');
			await page.keyboard.press('Escape');
			await page.waitForURL('**/samtal/dold');
			await other.waitForURL('**/samtal/dold');
			for (const path of ['/hem', '/lotsningar', '/samtal/personal', '/konto']) {
				await other.goto(path);
				check(other.url().endsWith('/samtal/dold'), `${path} opens`);
			}
			await givePin(other, user);
			await other.waitForURL('**/samtal/fragor');
			await other.goto('/hem');
			check(other.url().endsWith('/hem'), 'locked after the PIN');
		});
	});

test('leaving by the exit locks the session', async (context) => {
	const user = context.server.user('caseworker');

	await withPage(context, {}, async (page, browsing) => {
		await begin(page, user);
		const cookies = (await browsing.cookies()).map((c) => `${c.name}=${c.value}`);
		await fetch(`${context.server.origin}/ut`, { redirect: 'manual',
			headers: { cookie: cookies.join('; ') } });
		await page.goto('/samtal');
		check(page.url().endsWith('/samtal/dold'), `at ${page.url()}`);
		await givePin(page, user);
		await page.waitForURL('**/hem');
	});
});

test('two idle minutes hide the talk and lose nothing', async (context) => {
	const user = context.server.user('caseworker');

	await withPage(context, {}, async (page) => {
		await page.clock.install();
		await begin(page, user);
		await answerByKeys(page, (await keysFor(page, '1')).slice(0, 2));
		await page.clock.runFor(100 * 1000);
		check(page.url().endsWith('/samtal/fragor'), 'hidden too early');
		await page.clock.runFor(30 * 1000);
		await page.waitForURL('**/samtal/dold');
		await givePin(page, user);
		await page.waitForURL('**/samtal/fragor');
		equal(2, await page.locator('fieldset[data-question] input:checked').count(),
			'answers kept');
	});
});

test('hiding works without JavaScript', async (context) => {
	await withPage(context, { js: false }, async (page) => {
		await begin(page, context.server.user('caseworker'));
		await button(page, 'Dölj').click();
		check(page.url().endsWith('/samtal/dold'), `at ${page.url()}`);
	});
});

testInBoth('"not now" with a reason takes one choice and one click', async (context) => {
	await withPage(context, {}, async (page) => {
		await logIn(page, context.server.user('caseworker'));
		await page.locator('main a[href^="/samtal/nytt"]').first().click();
		await inspect(page, 'innan');
		await page.locator('select[name=skal]').selectOption({ index: 1 });
		await page.locator('main button[value=inte-nu]').click();
		check(await page.locator('main [role=status]').count() === 1,
			'not told that it was noted');
	});
});

testInBoth('a talk that was ended by mistake is taken back from the list', async (context) => {
	await withPage(context, {}, async (page) => {
		await logIn(page, context.server.user('caseworker'));
		await page.goto('/samtal');
		const first = page.locator('main tbody th a').first();
		const card = await first.innerText();

		await first.click();
		await page.locator('select[name=skal]').selectOption('left');
		await page.locator('main button[value=inte-nu]').click();
		const told = await page.locator('main [role=status]').innerText();

		check(told.includes(card), `${told} does not name ${card}`);
		check(!(await page.locator('main tbody').innerText()).includes(card), 'still listed');
		await inspect(page, 'samtal-angra');
		await button(page, 'Ångra').click();
		equal(card, await first.innerText(), 'first of the list again');
		equal(0, await page.locator('main [data-undo]').count(), 'more to take back');
	});
});

test('answers are in no address and in no storage', async (context) => {
	await withPage(context, {}, async (page) => {
		const addresses = [];

		page.on('request', (request) => addresses.push(request.url()));
		await begin(page, context.server.user('caseworker'));
		await answerByKeys(page, await keysFor(page, '3'));
		await button(page, 'Klar').click();
		await page.waitForURL('**/samtal/slut');
		check(!addresses.some((url) => /svar|ongoing|earlier/.test(url)), addresses.join(' '));
		const stored = await page.evaluate(() => localStorage.length + sessionStorage.length);
		equal(0, stored, 'things stored in the browser');
	});
});

test('in another language both stand there, and only a voice of this computer reads aloud',
	async (context) => {
		await withPage(context, {}, async (page) => {
			await page.addInitScript(listen);
			await logIn(page, context.server.user('caseworker'));
			await page.locator('main a[href^="/samtal/nytt"]').first().click();
			await page.locator('main details summary').first().click();
			await page.locator('select[name=sprak]').selectOption('en');
			await page.locator('main button[value=borja]').click();
			await page.waitForURL('**/samtal/fragor');
			await inspect(page, 'fragor-tva-sprak');
			await button(page, 'Next').click();
			const words = await page.locator('[data-step]:visible').innerText();
			for (const some of ['Has somebody', 'Har någon', 'Yes, earlier', 'Ja, tidigare'])
				check(words.includes(some), `${some} is not there`);
			await button(page, 'Read aloud').click();
			const spoken = await page.evaluate(() => globalThis.spoken
				.filter(([voice]) => voice !== 'silence'));
			check(spoken.length > 4, `${spoken.length} texts were read`);
			check(spoken.every(([voice]) => voice === 'own'), 'a voice on the net read');
			check(spoken.every(([, said]) => !/Har någon|Ja, /.test(said)), 'both were read');
			await page.keyboard.press('Escape');
			await page.waitForURL('**/samtal/dold');
		});
	});
