// What an English page must fulfil: no text of the program in Swedish, no content in Swedish that hides it.
import { unmarkedContent } from './content.mjs';
import { leftInSwedish } from './keyboard.mjs';

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

/*
 * Texts of the program that are left in Swedish, and content that is not marked as Swedish
 * (WCAG 3.1.2), where a page claims to be English.
 */
export async function faultsOfEnglish(page) {
	const words = await page.evaluate(wordsOfPage);
	const left = leftInSwedish(words.filter((text) => !WRITTEN.includes(text)));
	const unmarked = await unmarkedContent(page, page.server);

	return [...left.slice(0, 12),
		...unmarked.map((text) => `"${text}" is not marked as Swedish`)];
}
