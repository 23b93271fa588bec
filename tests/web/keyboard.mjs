// A hand that has only keys, and the words of a button in the language of its user.
import { readFileSync } from 'node:fs';
import { check } from './harness.mjs';

const STOPS_MAX = 150;

// What po/en.po says for the Swedish words of a control.
function readCatalogue() {
	const text = readFileSync('po/en.po', 'utf8').replace(/"\n"/g, '');
	const pairs = [...text.matchAll(/^msgid "(.+)"\nmsgstr "(.+)"$/gm)];

	return new Map(pairs.map(([, swedish, english]) => [swedish, english]));
}

const catalogue = readCatalogue();

export function say(lang, swedish) {
	const words = lang === 'sv' ? swedish : catalogue.get(swedish);

	check(words, `"${swedish}" has no ${lang}`);
	return words;
}

const englishTexts = new Set(catalogue.values());

// Whether all of a text is one that the program says in English.
export const isEnglishText = (text) => englishTexts.has(text);

// What of a Swedish text stands between its numbers and names, when that is enough to know it by.
function tellingParts(swedish) {
	return swedish.split(/\{\d\}/).map((part) => part.trim())
		.filter((part) => part.length >= 16 && part.includes(' '));
}

const translated = [...catalogue].filter(([swedish, english]) => swedish !== english);
const wholeTexts = new Set(translated.map(([swedish]) => swedish));
const parts = translated.flatMap(([swedish]) => tellingParts(swedish));

// Those of the texts of an English page that are Swedish ones of the program, or contain one.
export function leftInSwedish(texts) {
	return texts.filter((text) => wholeTexts.has(text) ||
		parts.some((part) => text.includes(part)));
}

// Runs in the page: what has focus now.
function focused() {
	const el = document.activeElement;
	const label = el.getAttribute('aria-label') || el.labels?.[0]?.textContent ||
		el.textContent;

	return { name: label.trim().replace(/\s+/g, ' '), tag: el.localName,
		href: el.getAttribute('href'), field: el.name };
}

// The page before may still be on its way out.
async function focusedNow(page) {
	try {
		return await page.evaluate(focused);
	} catch (error) {
		check(/context was destroyed/.test(error.message), error.message);
		await page.waitForLoadState();
		return { name: '', tag: '', href: null, field: null };
	}
}

/*
 * Presses Tab until something has focus that fits all of `want`: the beginning of its name, its href
 * as an expression, the name of its field.
 */
export async function tabTo(page, want) {
	const met = [];

	for (let i = 0; i < STOPS_MAX; i++) {
		await page.keyboard.press('Tab');
		const el = await focusedNow(page);
		const isIt = (!want.name || el.name.startsWith(want.name)) &&
			(!want.href || want.href.test(el.href ?? '')) &&
			(!want.field || el.field === want.field);

		if (isIt)
			return;
		met.push(el.name.slice(0, 20));
	}
	check(false, `Tab does not come to ${want.name ?? want.href ?? want.field} at `
		+ `${page.url()}: ${[...new Set(met)].join(', ')}`);
}

// Follows a link or presses a button.
export async function press(page, want) {
	await tabTo(page, want);
	await page.keyboard.press('Enter');
}

export async function type(page, field, text) {
	await tabTo(page, { field });
	await page.keyboard.press('Control+A');
	await page.keyboard.type(text);
}

// From the log-in to /hem.
export async function comeIn(page, user) {
	await page.goto('/in');
	await type(page, 'login', user.login);
	await type(page, 'password', user.password);
	await page.keyboard.press('Enter');
	await page.waitForURL('**/hem');
}

// The language of the account, as its owner chooses it; not a part of what is tested here.
export async function choose(page, lang) {
	await page.goto('/konto');
	await page.locator(`input[name=sprak][value=${lang}]`).check();
	await page.locator('main form:has(input[name=sprak]) button').click();
	await page.waitForLoadState();
	check(await page.locator('html').getAttribute('lang') === lang, `not in ${lang}`);
}
