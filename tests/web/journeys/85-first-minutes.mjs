// The first ten minutes of README.md, done as they are written.
import { readFileSync } from 'node:fs';
import { withPage } from '../browser.mjs';
import { check, equal, test } from '../harness.mjs';
import { keysFor, logIn, openMenu, text } from '../steps.mjs';

// The words in *emphasis* of each step: what is pressed, in this order.
function stepsOfReadme() {
	const part = readFileSync('README.md', 'utf8').split('## The first ten minutes')[1]
		.split(/^## /m)[0];

	return part.split(/^\d+\. /m).slice(1).map((step) =>
		[...step.matchAll(/(?<!\*)\*([^*\n]+)\*(?!\*)/g)].map((found) => found[1]));
}

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

test('a newcomer gets through the first ten minutes of the README', async (context) => {
	const steps = stepsOfReadme(), user = context.server.user('caseworker');

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
		for (const words of steps[6])
			await press(page, words);
		await page.waitForURL('**/in*');
		for (const login of ['teamsamordnare', 'samordnare', 'forbundschef', 'granskare'])
			check(context.server.users.some((one) => one.login === login), login);
	});
});
