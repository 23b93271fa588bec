// What several journeys do: log in, answer, read what stands on a page.
import { check } from './harness.mjs';

export const main = (page) => page.locator('main');

// Logs in and stands on /hem.
export async function logIn(page, user) {
	await page.goto('/in');
	await page.locator('input[autocomplete=username]').fill(user.login);
	await page.locator('input[type=password]').fill(user.password);
	await page.locator('main button[type=submit]').click();
	await page.waitForURL('**/hem');
}

// Place, account and the way out; on a phone all the ways, too.
export const openMenu = (page) => page.locator('.site-menu:not([open]) summary').click();

// One answer for each question of the page, by its key.
export async function answerByClick(page, keys) {
	const questions = page.locator('fieldset[data-question]');

	check(await questions.count() === keys.length, `${await questions.count()} questions`);
	for (let i = 0; i < keys.length; i++)
		await questions.nth(i).locator(`.ds-field:has([data-key="${keys[i]}"]) label`).click();
}

// The links of the main navigation and of the page, by their words.
export const link = (page, words) => page.getByRole('link', { name: words }).first();
export const button = (page, words) => page.getByRole('button', { name: words }).first();

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
