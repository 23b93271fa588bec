// What every page must fulfil: WCAG by axe-core, valid HTML, neutral words, no more than its budget.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import { HtmlValidate } from 'html-validate';
import { note } from './harness.mjs';
import { look, lookAround } from './look.mjs';

const require = createRequire(import.meta.url);
const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const axeSwedish = require('axe-core/locales/sv.json');
const validator = new HtmlValidate({
	extends: ['html-validate:standard', 'html-validate:document'],
	rules: {
		'long-title': 'off',
		'no-trailing-whitespace': 'off',
		// "112" is no number to be spelled with hyphens.
		'tel-non-breaking': 'off',
		// Not Now and Decline are two ways to post one form.
		'form-dup-name': 'off',
		'void-style': 'off',
		'attribute-boolean-style': 'off',
		'doctype-style': 'off',
		'require-sri': 'off',
	},
});
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// What can differ between light and dark, and between wide and narrow.
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];
const NARROW_RULES = ['color-contrast', 'scrollable-region-focusable', 'target-size'];
const HTML_MAX = 30 * 1024;
const seen = new Set();

async function axeFaults(page, rules) {
	if (!await page.evaluate(() => 'axe' in window))
		await page.evaluate(axeSource);
	const runOnly = rules ? { type: 'rule', values: rules } : { type: 'tag', values: TAGS };
	const violations = await page.evaluate(async ({ locale, runOnly }) => {
		window.axe.configure({ locale });
		const result = await window.axe.run(document, {
			runOnly,
			resultTypes: ['violations'],
		});
		return result.violations.map(({ id, help, nodes }) => ({ id, help,
			where: nodes.slice(0, 3).map((node) => node.html.slice(0, 160)) }));
	}, { locale: axeSwedish, runOnly });

	return violations.map(({ id, help, where }) =>
		[`${id}: ${help}`, ...where].join('\n        '));
}

async function htmlFaults(html) {
	const report = await validator.validateString(html);

	return report.results.flatMap((result) => result.messages)
		.filter((message) => message.severity === 2)
		.map(({ ruleId, message, line }) => `${ruleId}: ${message} (line ${line})`);
}

// The bytes as the server sent them: what the browser shows is mended already.
async function sentHtml(page) {
	const type = page.sentDocument?.headers()['content-type'] || '';

	return type.startsWith('text/html') ? page.sentDocument.text() : null;
}

async function overflow(page) {
	return page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}

// Lists of rows that do not show all their columns: on a phone they are cards (class as-cards).
async function cutTables(page) {
	return page.locator('main table:not(.figures)').evaluateAll((tables) =>
		tables.filter((table) => {
			const box = table.closest('.table-scroll') || table;

			return Math.max(box.scrollWidth - box.clientWidth,
				table.scrollWidth - table.clientWidth) > 1;
		}).map((table) => table.rows[0]?.innerText.replace(/\s+/g, ' ')));
}

/*
 * Inspects the page as it stands, in light, dark and at 320 px.  `name` names the picture; a page
 * that was inspected under that name is not inspected again.
 */
export async function inspect(page, name, { hasScript = true } = {}) {
	const faults = [];

	if (seen.has(name))
		return;
	seen.add(name);
	const size = page.viewportSize();

	if (hasScript) {
		await look(page, name, 'light');
		faults.push(...await axeFaults(page));
		await page.emulateMedia({ colorScheme: 'dark' });
		await look(page, name, 'dark');
		faults.push(...(await axeFaults(page, COLOUR_RULES)).map((text) => `dark: ${text}`));
		await page.emulateMedia({ colorScheme: 'light' });
		await page.setViewportSize({ width: 320, height: 568 });
		await look(page, name, '320');
		faults.push(...(await axeFaults(page, NARROW_RULES)).map((text) => `320 px: ${text}`));
		const beyond = await overflow(page);
		if (beyond > 1)
			faults.push(`320 px: ${beyond} px too wide`);
		faults.push(...(await cutTables(page)).map((head) => `320 px: table cut: ${head}`));
		await page.setViewportSize(size);
		await lookAround(page, name);
	}
	const html = await sentHtml(page);
	if (html) {
		faults.push(...await htmlFaults(html));
		if (html.length > HTML_MAX)
			faults.push(`${html.length} bytes of HTML, at most ${HTML_MAX}`);
	}
	if (faults.length)
		note(`${name} at ${page.url()}\n    ${[...new Set(faults)].join('\n    ')}`);
}

export function gzipped(bytes) {
	return gzipSync(bytes, { level: 9 }).length;
}
