// What several journeys do: log in, answer, read what stands on a page.
import { check } from './harness.mjs';
import { choose, say } from './keyboard.mjs';

export const main = (page) => page.locator('main');

// Of a page that nobody gave a language.
const langOf = (page) => page.lang ?? 'sv';

// Logs in and stands on /hem, which is in the language of the page's user.
export async function logIn(page, user) {
	await page.goto('/in');
	await page.locator('input[autocomplete=username]').fill(user.login);
	await page.locator('input[type=password]').fill(user.password);
	await page.locator('main button[type=submit]').click();
	await readHome(page);
}

// The first page after a log-in, which the account has in Swedish until its owner says otherwise.
export async function readHome(page) {
	await page.waitForURL('**/hem');
	if (await page.locator('html').getAttribute('lang') !== langOf(page)) {
		await choose(page, langOf(page));
		await page.goto('/hem');
	}
}

// What the program says in Swedish, in the language of the page's user.
export const inWords = (page, swedish) =>
	langOf(page) === 'sv' ? swedish : say(page.lang, swedish);

// The same with holes: an expression whose groups are the numbers that fill them, in their order.
export const inNumbers = (page, swedish) => new RegExp(inWords(page, swedish)
	.replace(/[.*+?^$()|[\]\\]/g, '\\$&')
	.replace(/\{\d\}/g, '(\\d[\\d\\s,]*)'));

// Place, account and the way out; on a phone all the ways, too.
export const openMenu = (page) => page.locator('.site-menu:not([open]) summary').click();

// One answer for each question of the page, by its key.
export async function answerByClick(page, keys) {
	const questions = page.locator('fieldset[data-question]');

	check(await questions.count() === keys.length, `${await questions.count()} questions`);
	for (let i = 0; i < keys.length; i++)
		await questions.nth(i).locator(`.ds-field:has([data-key="${keys[i]}"]) label`).click();
}

// Before the questions: in the language of whoever asks, the Swedish ones beside them.
export async function askInOwnLanguage(page) {
	if (langOf(page) === 'sv')
		return;
	await page.locator('main details summary').first().click();
	await page.locator('select[name=sprak]').selectOption(page.lang);
}

// The links of the main navigation and of the page, by their words.
const byWords = (role) => (page, words) =>
	page.getByRole(role, { name: inWords(page, words) }).first();
export const link = byWords('link');
export const button = byWords('button');

// A key for each question; the childhood ones have no "ongoing".
export async function keysFor(page, wanted = '1') {
	return page.locator('fieldset[data-question]').evaluateAll((questions, key) =>
		questions.map((question) => {
			const radios = [...question.querySelectorAll('input')];
			return radios.some((radio) => radio.dataset.key === key) ? key : '1';
		}), wanted);
}

export async function text(page) {
	return (await main(page).innerText()).replace(/\s+/g, ' ');
}

// Whether the page says that, in whichever language it is.
export const says = async (page, swedish) =>
	(await text(page)).includes(inWords(page, swedish));
