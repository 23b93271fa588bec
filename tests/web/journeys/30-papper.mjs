// Keying a paper form: eight keys, saved once, and seen in coverage.
import { hand, withPage } from '../browser.mjs';
import { check, equal, test } from '../harness.mjs';
import { inspect } from '../inspect.mjs';
import { answerByClick, button, keysFor, logIn, text } from '../steps.mjs';

const ASKED_NOW = /(\d[\d\s]*) av (\d[\d\s]*) personer/;

// How many of the team's participants that were due this year have been asked.
async function asked(page, server) {
	await page.goto(`/statistik?period=${server.now().getFullYear()}`);
	const found = ASKED_NOW.exec(await text(page));

	check(found, `no number of asked persons: ${await text(page)}`);
	return Number(found[1].replace(/\s/g, ''));
}

test('a paper form is keyed with one click and eight keys, and the next one is focused',
	async (context) => {
		await withPage(context, {}, async (page) => {
			await logIn(page, context.server.user('caseworker'));
			const before = await asked(page, context.server);

			await page.goto('/hem');
			const { click, key, count } = hand(page);
			await click('a[href^="/samtal/papper"]');
			await page.locator('form[data-quick-entry]').waitFor();
			await inspect(page, 'papper');
			await page.goto(page.url());
			const code = await page.locator('main strong').first().innerText();
			for (const answer of await keysFor(page, '2'))
				await key(answer);
			await key('Enter');
			await page.locator('main [role=status]').waitFor();

			equal(1, count.clicks, 'clicks');
			check(count.keys >= 8 && count.keys <= 10, `${count.keys} keys`);
			check((await text(page)).includes('Sparat'), 'not told that it was saved');
			check(await page.locator('main strong').first().innerText() !== code,
				'the same participant again');
			const isFocused = await page.evaluate(() =>
				Boolean(document.activeElement.closest('fieldset[data-question]')));
			check(isFocused, 'the next form has no focus');
			await inspect(page, 'papper-sparat');
			equal(before + 1, await asked(page, context.server), 'asked persons');
			await inspect(page, 'statistik');
		});
	});

test('keying works without JavaScript, and declining is one click', async (context) => {
	await withPage(context, { js: false }, async (page) => {
		await logIn(page, context.server.user('caseworker'));
		const before = await asked(page, context.server);

		await page.goto('/samtal/papper');
		await answerByClick(page, await keysFor(page, '1'));
		await button(page, 'Spara').click();
		check((await text(page)).includes('Sparat'), 'not told that it was saved');
		await button(page, 'Avstår helt').click();
		check(await page.locator('main [role=status]').count() === 1,
			'declining was not noted');
		equal(before + 2, await asked(page, context.server), 'asked persons');
	});
});

test('a slip of the hand is taken back without a mouse', async (context) => {
	await withPage(context, {}, async (page) => {
		await logIn(page, context.server.user('caseworker'));
		const before = await asked(page, context.server);

		await page.goto('/samtal/papper');
		const code = await page.locator('main strong').first().innerText();
		for (const answer of await keysFor(page, '1'))
			await page.keyboard.press(answer);
		await page.keyboard.press('Enter');
		await page.locator('main [role=status]').waitFor();
		await inspect(page, 'papper-kan-angras');
		await page.keyboard.press('Control+z');
		await page.waitForURL(/m=angrat/);
		equal(code, await page.locator('main strong').first().innerText(), 'the card');
		check((await text(page)).includes('borttaget'), 'not told that it is gone');
		equal(before, await asked(page, context.server), 'asked persons');
	});
});

test('the same posting again counts nothing', async (context) => {
	await withPage(context, {}, async (page) => {
		await logIn(page, context.server.user('caseworker'));
		await page.goto('/samtal/papper');
		await answerByClick(page, await keysFor(page, '1'));
		const post = (body) => page.evaluate(async (text) => {
			const answer = await fetch('/samtal/papper', { method: 'POST',
				body: new URLSearchParams(text) });
			return answer.url;
		}, body);
		const form = page.locator('form[data-quick-entry]');
		const body = await form.evaluate((el) =>
			new URLSearchParams([...new FormData(el), ['gor', 'spara']]).toString());

		const first = await post(body);
		check(first.endsWith('m=sparat'), `the first posting led to ${first}`);
		const before = await asked(page, context.server);
		await page.goto(await post(body));
		check((await text(page)).includes('Redan sparat'), `not told so at ${page.url()}`);
		equal(before, await asked(page, context.server), 'asked persons after a repeat');
	});
});

test('an unfinished form says what is missing and keeps the rest', async (context) => {
	await withPage(context, {}, async (page) => {
		await logIn(page, context.server.user('caseworker'));
		await page.goto('/samtal/papper');
		const keys = await keysFor(page, '1');

		for (const answer of keys.slice(0, 3))
			await page.keyboard.press(answer);
		await button(page, 'Spara').click();
		await page.locator('.ds-error-summary').waitFor();
		equal(3, await page.locator('fieldset[data-question] input:checked').count(),
			'answers kept');
		await inspect(page, 'papper-fel');
	});
});
