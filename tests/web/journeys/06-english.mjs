// Every page once in English: its language is said, its HTML is valid, no Swedish word of the program is
// left, and what people have written in Swedish says that it is Swedish (WCAG 3.1.2).
import { withPage } from '../browser.mjs';
import { unmarkedContent } from '../content.mjs';
import { equal, note, test } from '../harness.mjs';
import { faultsOfNames } from '../inspect.mjs';
import { choose, leftInSwedish } from '../keyboard.mjs';
import { openPage, openPages, roles, routesOfProgram } from '../pages.mjs';
import { logIn } from '../steps.mjs';

const routes = routesOfProgram();
// Who is not logged in chooses an edition instead, /en, which 12-finder goes through.
const staff = roles.filter(Boolean);
// What people have written, and the program says as well: accounts called as their roles, and facts.
const WRITTEN = ['Administratör', 'Analytiker', 'Förbundschef', 'Granskare', 'samma dag',
	'övningsnummer'];

// Runs in the page: every text and every name, but what is marked as another language.
function wordsOfPage() {
	const words = [];
	const isEnglish = (element) => element.closest('[lang]')?.lang === 'en';
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);

	while (walker.nextNode())
		if (isEnglish(walker.currentNode.parentElement))
			words.push(walker.currentNode.data);
	const told = '[aria-label], [placeholder], [title], [alt]';
	for (const element of document.querySelectorAll(told))
		if (isEnglish(element))
			words.push(...['aria-label', 'placeholder', 'title', 'alt']
				.map((name) => element.getAttribute(name) ?? ''));
	words.push(document.title);
	return words.map((text) => text.trim().replace(/\s+/g, ' ')).filter(Boolean);
}

for (const role of staff)
	test(`every page of ${role} is in English when she has chosen that`, async (context) => {
		await withPage(context, {}, async (page) => {
			const user = context.server.user(role);

			await logIn(page, user);
			await choose(page, 'en');
			for (const one of openPages.filter((other) => other.role === role)) {
				await openPage(page, one, routes, user);
				equal('en', await page.locator('html').getAttribute('lang'), one.name);
				const words = await page.evaluate(wordsOfPage);
				const left = leftInSwedish(words.filter((text) => !WRITTEN.includes(text)));

				if (left.length)
					note(`${one.name} at ${page.url()}: ${left.slice(0, 12).join(' · ')}`);
				for (const text of await unmarkedContent(page, context.server))
					note(`${one.name}: "${text}" is not marked as Swedish`);
				for (const fault of await faultsOfNames(page))
					note(`${one.name}: ${fault}`);
			}
		});
	});
