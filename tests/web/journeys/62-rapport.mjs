// The report to the board: two clicks to the paper, what a board asks, and files that open.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hand, withPage } from '../browser.mjs';
import { check, equal, test, testApartInBoth, testInBoth } from '../harness.mjs';
import { leftInSwedish } from '../keyboard.mjs';
import { inWords, logIn, text } from '../steps.mjs';

const TITLE = 'Rapport till styrelsen', LAST_PART = 'Så ska talen läsas';
const PARTS = ['Hur många som tillfrågas', 'Vad svaren säger', 'Vad lotsningarna ledde till'];

// What board members ask, and where the report answers; each in the words that its readers look for.
const QUESTIONS = [
	['Hur många av deltagarna har fått frågorna?',
		/\d+ procent har tillfrågats: \d+ av \d+ personer/],
	['Hur många ville inte svara alls?', /Av dem avstod \d+/],
	['Frågar vi män lika ofta som kvinnor?',
		/(Män|Kvinnor) tillfrågas mer sällan|Ingen säker skillnad finns mellan hur ofta/],
	['Är det bättre än förra året?',
		/(Fler|Färre) tillfrågas än året före: \d+|Ingen säker skillnad finns mot året/],
	['Hur många har varit utsatta?',
		/av dem som svarade har sagt ja på minst en av frågorna/],
	['Hur vanligt är psykiskt våld?',
		/av dem som svarade har levt med psykiskt våld: \d+ procent/],
	['Pågår det nu?',
		/lever med något som pågår nu|För osäkert att säga, .*Något som pågår/],
	['Hur säkra är talen, och vad bygger de på?',
		/osäkerhet \d+–\d+\)\. Det bygger på \d+ svar/],
	['Fick de hjälp?', /\d+ av \d+ erbjudna lotsningar fullföljdes, \d+ procent \(osäkerhet/],
	['Kan någon kännas igen?', /Lätt slumpade tal: .*skydda enskilda/],
];

// The bytes that a press on a link gives.
async function fetched(page, name, by = hand(page)) {
	const [download] = await Promise.all([page.waitForEvent('download'),
		by.click(`main a:has-text("${inWords(page, name)}")`)]);

	return { name: download.suggestedFilename(), path: await download.path() };
}

testInBoth(
	'a manager has the report to the board as PDF in two clicks, and a board its answers',
	async (context) => {
		await withPage(context, {}, async (page) => {
			await logIn(page, context.server.user('association_manager'));
			const by = hand(page);

			await by.click(`main a:has-text("${inWords(page, TITLE)}")`);
			const words = await text(page);
			const places = PARTS.map((part) => words.indexOf(inWords(page, part)));

			for (const [question, answer] of page.lang === 'sv' ? QUESTIONS : [])
				check(answer.test(words), `no answer to: ${question}`);
			check(places.every((at, i) => at > (places[i - 1] ?? 0)), `parts at ${places}`);
			const pdf = await fetched(page, 'Hämta som PDF', by);

			equal(2, by.count.clicks, 'clicks');

			check(/^rapport-\d{4}-\d{2}\.pdf$/.test(pdf.name), pdf.name);
			const paper = execFileSync('pdftotext', ['-layout', pdf.path, '-'],
				{ encoding: 'utf8' });

			check(paper.includes(inWords(page, TITLE))
				&& paper.includes(inWords(page, LAST_PART)), 'the paper is not whole');
			// The heading of a narrow column, in a table of seven.
			equal(paper.match(/Uncertain(?!ty)|Osäker(?!het|t)/g), null, 'words cut in two');
			if (page.lang !== 'sv')
				equal('', leftInSwedish(paper.split('\n').map((line) => line.trim())).join(),
					'Swedish in the English paper');
			check(/Tagged:\s+yes/.test(execFileSync('pdfinfo', [pdf.path],
				{ encoding: 'utf8' })), 'the paper has no tags');
		});
	});

testInBoth('a year in which age was not counted says so once', async (context) => {
	await withPage(context, {}, async (page) => {
		const before = context.server.now().getFullYear() - 1;

		await logIn(page, context.server.user('association_manager'));
		await page.goto(`/rapport?ar=${before}`);
		const words = await text(page);

		check(words.includes(inWords(page, '{1}: färre än tio ska tillfrågas i varje grupp, '
			+ 'eller så räknar insatserna inte grupperna var för sig.')
			.replace('{1}', inWords(page, 'Ålder'))), 'it is not said');
	});
});

// What LibreOffice makes of a file: one CSV file for each sheet, and not a word of complaint.
function sheets(path, filter) {
	const folder = mkdtempSync(join(tmpdir(), 'lotsa-book-'));

	try {
		const said = execFileSync('soffice', [
			`-env:UserInstallation=file://${folder}/profile`, '--headless',
			`--infilter=${filter}`, '--convert-to',
			'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1',
			'--outdir', folder, path], { encoding: 'utf8', stdio: 'pipe' });

		check(!/error|warning|repair/i.test(said), said);
		return readdirSync(folder).filter((name) => name.endsWith('.csv'))
			.map((name) => ({ name, words: readFileSync(join(folder, name), 'utf8') }));
	} finally {
		rmSync(folder, { recursive: true });
	}
}

const WORKBOOK = 'Calc MS Excel 2007 XML';
const COMMAS = 'Text - txt - csv (StarCalc):44,34,76,1,,0,false,true';

test('a spreadsheet opens the workbook of the report, numbers as numbers', async (context) => {
	await withPage(context, {}, async (page) => {
		await logIn(page, context.server.user('association_manager'));
		await page.goto('/rapport');
		const file = await fetched(page, 'Hämta som kalkylblad (XLSX)');
		const book = sheets(file.path, WORKBOOK);

		check(book.length >= 3, `${book.length} sheets`);
		const answers = book.find(({ name }) => name.includes('Vad svaren')).words;

		check(/Psykiskt(,\d+(\.\d+)?%){3},\d+,\d+/.test(answers), answers);
		equal(0, (answers.match(/Err:|#/g) ?? []).length, 'cells in error');
	});
});

testApartInBoth(
	'an analyst takes the national table away in three clicks, and a spreadsheet opens it',
	async (context) => {
		await withPage(context, {}, async (page) => {
			const history = join(context.server.data, 'tallies.csv');

			writeFileSync(history,
				'association,year,topic,yes,of\nsodertalje,2018,ANY,33,60\n');
			context.server.run('import', 'tallies', history, '--data', context.server.data);
			await logIn(page, context.server.user('national_analyst'));
			const by = hand(page);

			await by.click(`main a:has-text("${inWords(page, 'Förbunden i landet')}")`);
			const list = await fetched(page, 'Hämta som CSV', by);

			check(by.count.clicks <= 3, `${by.count.clicks} clicks`);
			const [rows] = sheets(list.path, COMMAS);

			check(/Samordningsförbundet i Södertälje/.test(rows.words), rows.words);
			check(/programme,arbetslivsinriktad,Arbetslivsinriktad rehabilitering,/
				.test(rows.words), rows.words);
			check(await page.locator('main tr', { hasText:
				'Arbetslivsinriktad rehabilitering' }).count() === 1, 'its line');
			check(/lotsa-3/.test(rows.words) && /lotsa-protect \d/.test(rows.words),
				'where the figures come from');
			const book = sheets((await fetched(page, 'Hämta som kalkylblad (XLSX)')).path,
				WORKBOOK);
			const words = book.map((sheet) => sheet.words).join('');

			check(/Samordningsförbundet i Södertälje,/.test(words), words);
			check(new RegExp(`Södertälje,2018,[^\\n]*,33,60,${
				inWords(page, 'oskyddad historik')}`).test(words), words);
			equal(0, (words.match(/Err:|#/g) ?? []).length, 'cells in error');
		});
	});

// How wide a blank is on paper is chance: the reader of the file leaves out the narrow ones.
const unspaced = (text) => text.replace(/\s+/g, '');

// Lines of each page, unspaced.
async function printed(page) {
	const folder = mkdtempSync(join(tmpdir(), 'lotsa-print-'));

	try {
		writeFileSync(join(folder, 'p.pdf'), await page.pdf({ format: 'A4' }));
		execFileSync('pdftotext', ['-layout', join(folder, 'p.pdf'), join(folder, 'p.txt')]);
		return readFileSync(join(folder, 'p.txt'), 'utf8').split('\f').map((sheet) => sheet
			.split('\n').map(unspaced).filter(Boolean));
	} finally {
		rmSync(folder, { recursive: true });
	}
}

// The numbers of a row, and the headings, as the page has them.
const tableRows = (page) => page.evaluate(() =>
	[...document.querySelectorAll('main table tbody tr')].map((row) =>
		[...row.querySelectorAll('td')].map((cell) =>
			cell.textContent.trim().replace(/\s+/g, ' ')).filter(Boolean).join(' '))
		.filter((words) => /\d/.test(words)));

test('statistics are printed with every row of every table whole, and no heading alone',
	async (context) => {
		await withPage(context, {}, async (page) => {
			await logIn(page, context.server.user('association_manager'));
			for (const path of ['/rapport', '/statistik', '/statistik/forbund']) {
				await page.goto(path);
				const rows = await tableRows(page);
				const headings = (await page.locator('main h2').allInnerTexts())
					.map(unspaced);
				const sheets = (await printed(page)).filter((sheet) => sheet.length > 0);
				const lines = sheets.flat();

				check(rows.length > 5, `${path}: ${rows.length} rows`);
				for (const row of rows)
					check(lines.some((line) => line.endsWith(unspaced(row))),
						`${path}: "${row}" is not one line on paper`);
				for (const sheet of sheets)
					check(!headings.includes(sheet.at(-1)),
						`${path}: "${sheet.at(-1)}" stands alone at the foot`);
			}
		});
	});
