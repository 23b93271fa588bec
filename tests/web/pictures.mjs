// The pictures of the handbook: where each is taken, and what of a page it must still show.
import { button, keysFor, link, logIn } from './steps.mjs';

export const FOLDER = 'doc/bilder';
export const GOLDEN = `${FOLDER}/golden.txt`;
const WORDS = 'h1, h2, h3, legend, label, button, summary, thead th, caption';
export const VIEWPORT = { width: 960, height: 600 };

// The first question of the next talk.
async function question(page) {
	await page.goto('/hem');
	await page.locator('main a[href^="/samtal/nytt"]').first().click();
	await page.locator('main button[value=borja]').click();
	await page.waitForURL('**/samtal/fragor');
	await button(page, 'Nästa').click();
}

// To the end of a talk, and behind the PIN.
async function guidance(page, user) {
	await question(page);
	for (const key of await keysFor(page, '3')) {
		await page.keyboard.press(key);
		await page.keyboard.press('Enter');
	}
	await page.waitForURL('**/samtal/slut');
	await link(page, 'Till personalen').click();
	await page.locator('main input[type=password]').fill(user.pin);
	await button(page, 'Fortsätt').click();
	await page.locator('main [aria-pressed=true]').first().waitFor();
}

async function firstReferral(page) {
	await page.goto('/lotsningar');
	await page.locator('main td a, main th a').first().click();
}

const go = (path) => (page) => page.goto(path);

export const PICTURES = [
	{ name: 'hem', role: 'caseworker', open: go('/hem') },
	{ name: 'samtal', role: 'caseworker', open: question },
	{ name: 'papper', role: 'caseworker', open: go('/samtal/papper') },
	// What follows depends on who or what is first in its list.
	{ name: 'vagledning', role: 'caseworker', open: guidance, words: 'h1, h2' },
	{ name: 'lotsning', role: 'caseworker', open: firstReferral, words: 'h1, h2, dt' },
	{ name: 'statistik', role: 'team_lead', open: go('/statistik'), from: '#sex' },
	{ name: 'katalog', role: 'catalogue_editor', open: go('/katalog/att-kontrollera'),
		words: 'h1, legend, label, button' },
	{ name: 'material', role: 'catalogue_editor', open: go('/material') },
	// What can be shown of small groups depends on the numbers that were drawn.
	{ name: 'rapport', role: 'association_manager', open: go('/rapport'), words: 'h1, h2' },
	{ name: 'nation', role: 'national_analyst', open: go('/statistik/nation') },
	{ name: 'stod', role: null, open: go('/k') },
	{ name: 'logg', role: 'auditor', open: go('/granskning') },
	{ name: 'admin', role: 'administrator', open: go('/admin') },
];

// Stands on the page of a picture.
export async function openPicture(context, page, picture) {
	const user = context.server.user(picture.role);

	if (user)
		await logIn(page, user);
	await picture.open(page, user);
	await page.locator('main h1, main legend').first().waitFor();
}

// Headings, labels and buttons: what a reader looks for, without what changes from day to day.
export async function golden(page, { words = WORDS }) {
	const found = await page.locator('main').locator(words).evaluateAll((elements) =>
		elements.filter((element) => element.checkVisibility())
			.map((element) => element.textContent.trim().replace(/\s+/g, ' ')));

	return [...new Set(found.map((line) =>
		line.replace(/[\p{Lu}\d]{3,}(-[\p{Lu}\d]+)+/gu, 'KOD').replace(/\d+/g, '#')))]
		.filter((line) => line && line !== 'KOD').join('\n');
}

export function goldenOf(text, name) {
	return text.split(/^== /m).find((part) => part.startsWith(`${name}\n`))
		?.slice(name.length + 1).trim();
}
