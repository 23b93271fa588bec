// Keying paper forms: eight keys each, saved once, one after another, and seen in coverage.
import { hand, withPage } from '../browser.mjs';
import { check, equal, test, testApart, testInBoth } from '../harness.mjs';
import { inspect } from '../inspect.mjs';
import { comeIn, press } from '../keyboard.mjs';
import { answerByClick, button, inNumbers, keysFor, logIn, says, text } from '../steps.mjs';

const ASKED_NOW =
	'{1} procent har tillfrågats: {2} av {3} personer. Av dem avstod {4}.';

const UNDONE = 'Det förra formuläret är borttaget. Här kan du skriva in det igen.';

// How many of the team's participants that were due this year have been asked.
async function asked(page, server) {
	await page.goto(`/statistik?period=${server.now().getFullYear()}`);
	const found = inNumbers(page, ASKED_NOW).exec(await text(page));

	check(found, `no number of asked persons: ${await text(page)}`);
	return Number(found[2].replace(/[\s,]/g, ''));
}

testInBoth('a paper form is keyed with one click and eight keys, and the next one is focused',
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
			check(await says(page, 'Sparat.'), 'not told that it was saved');
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

testInBoth('a slip of the hand is taken back without a mouse', async (context) => {
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
		check(await says(page, UNDONE), 'not told that it is gone');
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

testInBoth('an unfinished form says what is missing and keeps the rest', async (context) => {
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

// The queue of one team: whole when somebody asks for it at night, a few of it otherwise.
const FORMS = Number(process.env.LOTSA_FORMS ?? 10);

// What a typist sees of where she is.
async function place(page) {
	return page.evaluate(() => ({
		number: Number(/Formulär (\d+) i rad/.exec(document.body.innerText)?.[1]),
		code: document.querySelector('main strong').textContent,
		question: [...document.querySelectorAll('fieldset[data-question]')]
			.findIndex((question) => question.contains(document.activeElement)),
	}));
}

// One form by digits and Enter; gives the keys it took.
async function keyForm(page, number, answer) {
	const keys = [...await keysFor(page, answer), 'Enter'];

	for (const key of keys)
		await page.keyboard.press(key);
	await page.waitForFunction((next) => document.readyState === 'complete' &&
		document.body.innerText.includes(`Formulär ${next} i rad`), number + 1);
	return keys.length;
}

testApart(`${FORMS} paper forms in a row without a mouse: each has its number, the next begins `
	+ 'at its first question, the last can be taken back', async (context) => {
	await withPage(context, {}, async (page) => {
		const codes = new Set();
		let keys = 0;

		await comeIn(page, context.server.user('caseworker'));
		const before = await asked(page, context.server);
		await page.goto('/hem');
		await press(page, { href: /^\/samtal\/papper/, name: 'Papper' });
		await page.waitForURL('**/samtal/papper');
		for (let number = 1; number <= FORMS; number++) {
			const at = await place(page);

			equal(number, at.number, 'running number');
			equal(0, at.question, `the question with focus on form ${number}`);
			check(!codes.has(at.code), `${at.code} came twice`);
			codes.add(at.code);
			keys += await keyForm(page, number, '1230'[number % 4]);
		}
		check(keys <= 10 * FORMS, `${keys} keys for ${FORMS} forms`);

		await page.keyboard.press('Control+z');
		await page.waitForURL(/m=angrat/);
		const back = await place(page);
		equal(FORMS, back.number, 'running number after the last was taken back');
		equal([...codes].pop(), back.code, 'the card that came back');
		await keyForm(page, FORMS, '1');
		equal(before + FORMS, await asked(page, context.server), 'asked persons');
	});
});
