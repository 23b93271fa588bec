// What every page must fulfil: WCAG by axe-core, valid HTML, the reader's own settings, its budget.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import { HtmlValidate } from 'html-validate';
import { faultsOfEnglish } from './english.mjs';
import { walkByTab } from './focus.mjs';
import { goldenFaults, heard } from './golden.mjs';
import { check, note } from './harness.mjs';
import { layoutFaults, readersFaults } from './layout.mjs';
import { isLookedAt, look, lookAround } from './look.mjs';
import { pages } from './pages.mjs';
import { isUntouched, mayStandForNoScript, openPlain } from './plain.mjs';

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
const ALL = { type: 'tag',
	values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };
const NARROW = { width: 320, height: 568 };
// In the dark the same elements stand in the same places: only what is about colours can differ.
const COLOURS = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };
// Rows of one kind, of which light has seen every one.
const MORE_ROWS = ['main tbody tr:nth-child(n+13)'];
// What may differ between two languages of one page.
const NAMES = { type: 'tag', values: ['cat.language', 'cat.name-role-value', 'cat.forms'] };
const HTML_MAX = 30 * 1024;
const FRAME = '.exit-bar, .practice, .site-header, .site-footer';
const seen = new Set();
const told = new Set();

// What stands on every page is told in full once.
function noteFaults(name, url, faults) {
	const fresh = [...new Set(faults)].filter((fault) => !told.has(fault));
	const others = new Set(faults).size - fresh.length;

	fresh.forEach((fault) => told.add(fault));
	if (faults.length)
		note([`${name} at ${url}`, ...fresh,
			...(others ? [`${others} faults told before`] : [])].join('\n    '));
}

async function bringAxe(page) {
	if (!await page.evaluate(() => 'axe' in window)) {
		await page.evaluate(axeSource);
		await page.evaluate((locale) => window.axe.configure({ locale }), axeSwedish);
	}
}

// All rules on all of the page, or some on what is not left out.
async function axeFaults(page, { rules = ALL, leftOut = [] } = {}) {
	await bringAxe(page);
	const violations = await page.evaluate(async ({ rules, leftOut }) => {
		const result = await window.axe.run({ exclude: leftOut }, {
			runOnly: rules,
			resultTypes: ['violations'],
			preload: false,
		});
		return result.violations.map(({ id, help, nodes }) => ({ id, help,
			where: nodes.slice(0, 3).map((node) => node.html.slice(0, 160)) }));
	}, { rules, leftOut });

	return violations.map(({ id, help, where }) =>
		[`${id}: ${help}`, ...where].join('\n        '));
}

async function htmlFaults(html) {
	const report = await validator.validateString(html);

	return report.results.flatMap((result) => result.messages)
		.filter((message) => message.severity === 2)
		.map(({ ruleId, message, line }) => `${ruleId}: ${message} (line ${line})`);
}

// The bytes as the server sent them (what the browser shows is mended already), when they are HTML.
async function sentPage(page) {
	const response = page.sentDocument;

	if (!response?.headers()['content-type']?.startsWith('text/html'))
		return null;
	return { url: page.url(), headers: response.headers(), html: await response.text() };
}

const named = (what, faults) => faults.map((fault) => `${what}: ${fault}`);

/*
 * What a page that never got the script shows: the same bytes, in a page kept for it.  When the
 * script has changed nothing in the page that was looked at, axe would say the same again.
 */
async function faultsWithoutScript(context, sent, name, isSame = false) {
	if (isSame && !isLookedAt())
		return mayStandForNoScript(sent.html) ? [] : ['more than the one script is there'];
	const faults = mayStandForNoScript(sent.html) ? [] : ['more than the one script is there'];
	const page = await openPlain(context, sent);

	await look(page, name, 'plain');
	return [...faults, ...await axeFaults(page)];
}

/*
 * Tables that do not show all their columns: on a phone lists are cards (class as-cards), and figures
 * may have to be moved sideways.
 */
async function cutTables(page, kind) {
	return page.locator(`main table${kind}`).evaluateAll((tables) =>
		tables.filter((table) => {
			const box = table.closest('.table-scroll') || table;

			return table.checkVisibility() && Math.max(box.scrollWidth - box.clientWidth,
				table.scrollWidth - table.clientWidth) > 1;
		}).map((table) => table.rows[0]?.innerText.replace(/\s+/g, ' ')));
}

// A page hears of its new size when it is drawn, not when the browser is told of it.
const drawn = (page) => page.evaluate(() => new Promise((done) => {
	requestAnimationFrame(() => requestAnimationFrame(done));
}));

// In light, dark and at 320 px, with the script; the focus goes along at 320 px.
async function faultsWithScript(page, name) {
	const faults = [];
	const size = page.viewportSize();

	await look(page, name, 'light');
	faults.push(...await axeFaults(page), ...named('table cut', await cutTables(page, '')));
	await page.emulateMedia({ colorScheme: 'dark' });
	await look(page, name, 'dark');
	faults.push(...named('dark', await axeFaults(page, { rules: COLOURS })));
	await page.emulateMedia({ colorScheme: 'light' });
	await page.setViewportSize(NARROW);
	await drawn(page);
	await look(page, name, '320');
	faults.push(...named('320 px', await axeFaults(page, { leftOut: MORE_ROWS })));
	faults.push(...named('320 px, table cut', await cutTables(page, ':not(.figures)')));
	const walked = await walkByTab(page);
	faults.push(...walked.faults);
	await page.setViewportSize(size);
	faults.push(...await readersFaults(page));
	faults.push(...goldenFaults(name, await heard(page, 'main',
		walked.stops.filter((stop) => stop.isInMain))));
	await lookAround(page, name);
	return faults;
}

// False when a page of that name was inspected before.
function isFresh(name) {
	if (seen.has(name))
		return false;
	seen.add(name);
	if (!pages.has(name))
		note(`${name} is not in tests/web/pages.mjs`);
	return true;
}

async function faultsOfBytes({ html }) {
	const faults = await htmlFaults(html);

	const bytes = Buffer.byteLength(html);

	if (bytes > HTML_MAX)
		faults.push(`${bytes} bytes of HTML, at most ${HTML_MAX}`);
	return faults;
}

/*
 * Inspects the page as it stands.  `name` stands in the list of pages.mjs; a page that was
 * inspected under it is not inspected again.  A journey without script comes to the same pages as
 * the one with it, and leaves them to that one; what only it comes to is for inspectPlain.  Of an
 * English page only the words are looked at.
 */
export async function inspect(page, name) {
	if (page.lang === 'en') {
		noteFaults(`${name} in English`, page.url(), await faultsOfEnglish(page));
		return;
	}
	if (!page.context().hasScript || !isFresh(name))
		return;
	const sent = await sentPage(page);
	const isSame = sent && await isUntouched(page, sent.html);
	const faults = await faultsWithScript(page, name);
	const plain = sent ? await faultsWithoutScript(page.context(), sent, name, isSame) : [];

	faults.push(...named('without script', plain));
	if (sent)
		faults.push(...await faultsOfBytes(sent));
	noteFaults(name, page.url(), faults);
}

// Inspects what a journey without script came to: what was sent, and its boxes at this width.
export async function inspectPlain(page, name) {
	check(!page.context().hasScript, `${name} has script`);
	if (!isFresh(name))
		return;
	const sent = await sentPage(page);

	check(sent, `${name} is no page that was sent`);
	const faults = await faultsWithoutScript(page.context(), sent, name);
	faults.push(...await faultsOfBytes(sent), ...await layoutFaults(page));
	noteFaults(name, page.url(), faults);
}

// What may be wrong in a page in another language that was right in the first.
export async function faultsOfNames(page) {
	const sent = await sentPage(page);

	return [...await axeFaults(page, { rules: NAMES }),
		...sent ? await htmlFaults(sent.html) : []];
}

// What stands around the page of a role, which is the same on all of them.
export async function inspectFrame(page, name) {
	await bringAxe(page);
	const { stops, faults } = await walkByTab(page);
	const text = await heard(page, FRAME, stops.filter((stop) => !stop.isInMain));

	faults.push(...goldenFaults(name, text));
	noteFaults(name, page.url(), faults);
}

export const inspectedNames = () => [...seen];

export function gzipped(bytes) {
	return gzipSync(bytes, { level: 9 }).length;
}
