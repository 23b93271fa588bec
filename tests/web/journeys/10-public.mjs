// What somebody sees who is not logged in, and how they leave.
import { readFileSync, readdirSync } from 'node:fs';
import { withPage } from '../browser.mjs';
import { check, equal, test } from '../harness.mjs';
import { gzipped, inspect } from '../inspect.mjs';
import { text } from '../steps.mjs';

const ACUTE = ['112', '114 14', '020-50 50 50'];

test('the first page and the acute numbers are open to everybody', async (context) => {
	await withPage(context, {}, async (page) => {
		await page.goto('/');
		await inspect(page, 'start');
		await page.goto('/akut');
		await inspect(page, 'akut');
		for (const number of ACUTE)
			check((await text(page)).includes(number), `${number} is not there`);
		const links = await page.locator('main a[href^="tel:"]').count();
		check(links >= ACUTE.length, `${links} tel: links`);
	});
});

test('acute numbers and the exit work without JavaScript', async (context) => {
	await withPage(context, { js: false, foreign: true }, async (page) => {
		await page.goto('/');
		await page.locator('a[href="/akut"]').first().click();
		check((await text(page)).includes('112'), '112 is not there');
		await page.locator('[data-exit]').click();
		equal('Nytt', await page.title(), 'title of where it led');
	});
});

test('the exit is seen, not covered, and among the first two Tab stops', async (context) => {
	for (const viewport of [{ width: 320, height: 568 }, { width: 1280, height: 800 }])
		await withPage(context, { viewport }, async (page) => {
			await page.goto('/akut');
			await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
			const isOnTop = await page.locator('[data-exit]').evaluate((exit) => {
				const box = exit.getBoundingClientRect();
				const there = document.elementFromPoint(box.x + box.width / 2,
					box.y + box.height / 2);
				return box.top >= 0 && box.bottom <= innerHeight && exit.contains(there);
			});
			check(isOnTop, `covered or out of sight at ${viewport.width} px`);
			await page.goto('/akut');
			const stops = [];
			for (let i = 0; i < 2; i++) {
				await page.keyboard.press('Tab');
				stops.push(await page.evaluate(() => 'exit' in document.activeElement.dataset));
			}
			check(stops.includes(true), 'two Tabs do not reach the exit');
		});
});

test('a click, Enter and three Shifts leave, and Back does not come back', async (context) => {
	const ways = {
		click: (page) => page.locator('[data-exit]').click(),
		enter: async (page) => {
			await page.locator('[data-exit]').focus();
			await page.keyboard.press('Enter');
		},
		shift: async (page) => {
			for (let i = 0; i < 3; i++)
				await page.keyboard.press('Shift');
		},
	};

	for (const leave of Object.values(ways))
		await withPage(context, { foreign: true }, async (page) => {
			await page.goto('about:blank');
			await page.goto('/');
			await page.locator('main a[href="/akut"]').first().click();
			await page.waitForURL('**/akut');
			await leave(page);
			await page.waitForURL('**/ut');
			await page.goBack();
			equal('about:blank', page.url(), 'what Back shows');
		});
});

test('the content is gone in the very task of the third Shift', async (context) => {
	await withPage(context, { foreign: true }, async (page) => {
		await page.goto('/akut');
		const left = await page.evaluate(() => {
			const press = (kind) => dispatchEvent(new KeyboardEvent(kind, { key: 'Shift' }));

			for (let i = 0; i < 3; i++) {
				press('keydown');
				press('keyup');
			}
			return { text: document.body.innerText.trim(), title: document.title.trim() };
		});
		equal('', left.text, 'text left');
		equal('', left.title, 'title left');
	});
});

test('writing capital letters never leaves', async (context) => {
	await withPage(context, {}, async (page) => {
		await page.goto('/akut');
		for (const key of ['Shift+A', 'Shift+B', 'Shift+C', 'Shift', 'Shift+D', 'Shift'])
			await page.keyboard.press(key);
		await page.waitForTimeout(200);
		check(page.url().endsWith('/akut'), `went to ${page.url()}`);
	});
});

test('three Shifts spread over more than five seconds do not leave', async (context) => {
	await withPage(context, {}, async (page) => {
		await page.goto('/akut');
		for (let i = 0; i < 3; i++) {
			await page.keyboard.press('Shift');
			await page.waitForTimeout(2600);
		}
		check(page.url().endsWith('/akut'), `went to ${page.url()}`);
	});
});

test('the way out carries no referrer, is not kept, and clears cookies of the public only',
	async (context) => {
		const answer = await fetch(`${context.server.origin}/ut`, { redirect: 'manual' });

		equal(303, answer.status, 'status');
		equal('no-referrer', answer.headers.get('referrer-policy'), 'referrer policy');
		equal('"cookies"', answer.headers.get('clear-site-data'), 'clear-site-data');
		check(answer.headers.get('cache-control').includes('no-store'), 'kept in caches');
	});

test('our own rules of style keep their budget', () => {
	const own = readdirSync('assets').filter((file) => file.endsWith('.css'))
		.map((file) => readFileSync(`assets/${file}`, 'utf8')).join('')
		.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\s+/g, ' ');

	check(own.length > 10 * 1024 && own.length <= 22 * 1024, `${own.length} bytes of CSS`);
});

test('style sheet and script keep their budgets', async (context) => {
	await withPage(context, {}, async (page) => {
		await page.goto('/');
		const sizes = await page.evaluate(async () => {
			const link = document.querySelector('link[rel=stylesheet]').href;
			const script = document.querySelector('script').src;
			const text = async (url) => (await fetch(url)).text();
			return { css: await text(link), js: await text(script) };
		});

		check(gzipped(sizes.css) <= 20 * 1024, `${gzipped(sizes.css)} bytes of CSS`);
		check(gzipped(sizes.js) <= 12 * 1024, `${gzipped(sizes.js)} bytes of JavaScript`);
	});
});

test('a stranger is sent to the log-in or told that there is no such page', async (context) => {
	await withPage(context, {}, async (page) => {
		await page.goto('/hem');
		check(page.url().includes('/in'), `at ${page.url()}`);
		await inspect(page, 'in');
		const response = await page.goto('/finns-inte');
		equal(404, response.status(), 'status');
		await inspect(page, 'finns-inte');
	});
});

// Addresses of this site on a page, but the ways to other languages and out.
const waysOn = (page) => page.locator('a[href^="/"]:not([hreflang]):not([data-exit])')
	.evaluateAll((links) => links.map((link) => link.getAttribute('href')));

test('who reads in English without an account stays in English, wherever a link leads',
	async (context) => {
		await withPage(context, {}, async (page) => {
			const seen = new Set();
			const waiting = ['/en'];

			while (waiting.length) {
				const way = waiting.shift();

				if (seen.has(way))
					continue;
				seen.add(way);
				await page.goto(way);
				equal('en', await page.locator('html').getAttribute('lang'), way);
				waiting.push(...await waysOn(page));
			}
			for (const way of ['/en', '/akut', '/tillganglighet', '/personuppgifter', '/in'])
				check([...seen].some((one) => one.split('?')[0] === way), `${way} not met`);
		});
	});
