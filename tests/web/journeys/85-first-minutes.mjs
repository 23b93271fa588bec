// The first ten minutes of README.md, done as they are written.
import { readFileSync } from 'node:fs';
import { withPage } from '../browser.mjs';
import { check, equal, test } from '../harness.mjs';
import { keysFor, logIn, openMenu, text } from '../steps.mjs';

// Of each step the words in *emphasis*, which are pressed in this order, or those in `code`.
function stepsOfReadme(marked) {
	const part = readFileSync('README.md', 'utf8').split('## The first ten minutes')[1]
		.split(/^## /m)[0];

	return part.split(/^\d+\. /m).slice(1).map((step) =>
		[...step.matchAll(marked)].map((found) => found[1]));
}

const PRESSED = /(?<!\*)\*([^*\n]+)\*(?!\*)/g, CODE = /`([^`]+)`/g;

// What is pressed is a link or a button with just these words (and, for the ear alone, what it is
// about): of the page, or else of its frame, or else of the menu.
async function press(page, words) {
	const named = page.locator('a:visible, button:visible').filter({
		hasText: new RegExp(`^\\s*${words}\\s*(:.*)?$`),
	});
	const ofPage = page.locator('main').locator(named);

	if (!await named.count())
		await openMenu(page);
	await (await ofPage.count() ? ofPage : named).first().click();
}

async function answer(page) {
	const keys = await keysFor(page, '3');

	for (const key of keys) {
		await page.keyboard.press(key);
		await page.keyboard.press('Enter');
	}
	return keys.length;
}

async function keyAForm(page) {
	await page.locator('form[data-quick-entry]').waitFor();
	for (const key of await keysFor(page, '1'))
		await page.keyboard.press(key);
	await page.keyboard.press('Enter');
	await page.waitForURL('**m=sparat**');
	check((await text(page)).includes('Sparat'), 'the form was not saved');
}

// The command of the README, about the demo that is served here.
function coverageByCommand({ run, data }, command) {
	const [program, ...words] = command.replace('build/demo', data).split(' ');

	equal('build/lotsa', program, 'what the command calls');
	check(words.includes(data), `${command} is not about the demo`);
	return run(...words).trim().split('\n').map((row) => row.split(','));
}

// What stands first for somebody who logs in, and out again.
async function firstPage(page, user, leave) {
	await logIn(page, user);
	const words = await text(page);

	await press(page, leave);
	await page.waitForURL('**/in*');
	return words;
}

test('a newcomer gets through the first ten minutes of the README', async (context) => {
	const steps = stepsOfReadme(PRESSED), code = stepsOfReadme(CODE),
		user = context.server.user('caseworker');

	equal(7, steps.length, 'steps in the README');
	equal('handlaggare.mia', user.login, 'the caseworker of the demo');
	await withPage(context, {}, async (page) => {
		await logIn(page, user);
		const [home, ...begin] = steps[1];

		check(await page.locator('.site-nav [aria-current]').innerText() === home, home);
		for (const words of begin)
			await press(page, words);
		await page.waitForURL('**/samtal/fragor');
		const [next, toStaff, goOn] = steps[2];

		await press(page, next);
		equal(7, await answer(page), 'questions');
		await page.waitForURL('**/samtal/slut');
		await press(page, toStaff);
		await page.locator('main input[type=password]').fill(user.pin);
		await press(page, goOn);
		await page.locator('main [aria-pressed=true]').first().waitFor();
		for (const words of steps[3])
			await press(page, words);
		await page.waitForURL('**/lotsningar');
		for (const words of steps[4])
			await press(page, words);
		await keyAForm(page);
		for (const words of steps[5])
			await press(page, words);
		check(await page.locator('svg.fig').count() > 2, 'no figures');
		const rows = coverageByCommand(context.server, code[5][0]);

		check(rows.length > 10, `${rows.length} rows`);
		check(rows.every(({ length }) => length === rows[0].length), 'rows of several lengths');
		for (const words of steps[6])
			await press(page, words);
		await page.waitForURL('**/in*');
		const firsts = [];

		equal(4, code[6].length, 'other log-ins');
		for (const login of code[6])
			firsts.push(await firstPage(page, context.server.user(login), steps[6].at(-1)));
		equal(firsts.length, new Set(firsts).size, 'first pages of their own');
	});
});
