// Lists as long as they become: in parts, within the budget of a page, as sound as short ones.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withPage } from '../browser.mjs';
import { check, note, testApart } from '../harness.mjs';
import { layoutFaults } from '../layout.mjs';
import { lookAtParts } from '../look.mjs';
import { postMany } from '../many.mjs';
import { logIn } from '../steps.mjs';

const ROWS = 500, PROPOSALS = 50, ROWS_OF_PART = 50;
const HTML_MAX = 30 * 1024;
const CATALOGUE = 'content/demo/sodertalje';

const numbered = (n, row) => Array.from({ length: n }, (_, i) => row(i + 1));
const numberIn = (path) => path.split('/').at(2);

// Every service of the demo several times over, under numbered names.
function importMany(server) {
	const folder = mkdtempSync(join(tmpdir(), 'lotsa-rows-'));
	const file = join(folder, 'services.csv');

	try {
		cpSync(CATALOGUE, folder, { recursive: true });
		const [head, ...rows] = readFileSync(file, 'utf8').trimEnd().split('\n');
		const more = numbered(ROWS, (i) => rows[i % rows.length]
			.replace(/^([^,]*),([^,]*),([^,]*)/, `$1-${i},$2,$3 ${i}`));

		writeFileSync(file, `${[head, ...rows, ...more].join('\n')}\n`);
		server.run('import', 'catalogue', folder, '--data', server.data);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

async function firstLink(page, list, expression) {
	await page.goto(list);
	const hrefs = await page.locator('main a[href^="/"]').evaluateAll((links) =>
		links.map((a) => a.getAttribute('href')));
	const found = hrefs.find((href) => expression.test(href));

	check(found, `${list} has no link that fits ${expression}`);
	return found;
}

const asUser = (context, role, work) => withPage(context, {}, async (page) => {
	await logIn(page, context.server.user(role));
	await work(page);
});

async function addAccounts(page) {
	await page.goto('/admin/konton/nytt');
	const role = await page.getByRole('radio', { name: 'Handläggare' }).getAttribute('value');
	const rows = numbered(ROWS, (i) =>
		({ login: `rad.${i}`, name: `Rad ${i} Radsson`, role }));

	await postMany(page, '/admin/konton/nytt', rows, '/admin/konton');
}

async function addCardsAndReferrals(page) {
	await postMany(page, '/samtal/kort/nytt', numbered(ROWS, () => ({})));
	await page.goto('/lotsningar/ny');
	await page.locator('main button[name=tjanst]').first().click();
	const offer = new URL(page.url());
	await postMany(page, offer.pathname + offer.search,
		numbered(ROWS, () => ({ grund: 'no_identity' })), '/lotsningar');
}

// As many as may wait of one hand, all about the same service.
async function proposeChanges(page, service) {
	const path = `${service}/andring`;

	await postMany(page, path, numbered(PROPOSALS, (i) => ({
		telefon: `08-465 04 ${String(i).padStart(2, '0')}`, svarar: `Växel ${i}`,
	})));
}

// How many rows stand in the longest list or table of the page.
const rowsOf = (page) => page.locator('main :is(tbody, ul, ol)').evaluateAll((lists) =>
	Math.max(0, ...lists.map((list) => list.children.length)));

// Goes through all parts of a list; gives how many rows it had.
async function walkParts(page, path) {
	const further = page.getByRole('link', { name: /^(Nästa sida|Äldre rader)$/ });
	let rows = 0, next = path;

	for (let part = 1; next; part++) {
		const response = await page.goto(next);
		const { length } = await response.body();
		const n = await rowsOf(page);

		if (length > HTML_MAX)
			note(`${path}, part ${part}: ${length} bytes`);
		if (n > ROWS_OF_PART)
			note(`${path}, part ${part}: ${n} rows`);
		rows += n;
		next = await further.count() ? await further.getAttribute('href') : null;
		check(part <= ROWS, `${path} does not end`);
	}
	return rows;
}

async function inspectList(page, path, least) {
	const rows = await walkParts(page, path);

	if (rows < least)
		note(`${path} shows ${rows} rows in all its parts, not ${least}`);
	for (const width of [320, 1280]) {
		await page.setViewportSize({ width, height: 800 });
		await page.goto(`${path}?sida=2`);
		for (const fault of await layoutFaults(page))
			note(`${path} at ${width} px: ${fault}`);
	}
	await lookAtParts(page, `rader${path.replaceAll('/', '-')}`);
}

testApart('a list of five hundred rows is shown in parts, each within the budget of a page',
	async (context) => {
		importMany(context.server);
		await asUser(context, 'administrator', async (page) => {
			await addAccounts(page);
			await inspectList(page, '/admin', ROWS);
			await inspectList(page, '/admin/begaran', ROWS);
		});
		await asUser(context, 'caseworker', async (page) => {
			await addCardsAndReferrals(page);
			await inspectList(page, '/samtal', ROWS);
			await inspectList(page, '/lotsningar', ROWS);
			await inspectList(page, '/katalog', ROWS);
			await proposeChanges(page, `/katalog/${numberIn(
				await firstLink(page, '/katalog', /^\/katalog\/\d+/))}`);
		});
		await asUser(context, 'team_lead', async (page) => {
			await inspectList(page, '/samtal/ej-tillfragade', ROWS);
			await inspectList(page, '/bekraftelser', ROWS);
			await inspectList(page, '/lotsningar', ROWS);
		});
		await asUser(context, 'catalogue_editor', async (page) => {
			await inspectList(page, '/katalog', ROWS);
			await inspectList(page, '/katalog/att-kontrollera', 1);
			await inspectList(page, '/katalog/andringar', PROPOSALS);
			const change = await firstLink(page, '/katalog/andringar',
				/^\/katalog\/andringar\/\d+/);
			await page.goto(change);
			await inspectList(page, await firstLink(page, change,
				/^\/katalog\/\d+\/historik/), PROPOSALS);
		});
		await asUser(context, 'auditor', async (page) => {
			await inspectList(page, '/granskning', ROWS);
		});
	});
