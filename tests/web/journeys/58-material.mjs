// What is printed: made for a place, read by a colleague, held back by what is stale, and released.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withPage } from '../browser.mjs';
import { check, equal, testApart } from '../harness.mjs';
import { inspect } from '../inspect.mjs';
import { button, inWords, link, logIn, says, text } from '../steps.mjs';

// The words of a PDF that somebody fetches by a link of the page.
async function fetchedWords(page) {
	const folder = mkdtempSync(join(tmpdir(), 'lotsa-paper-'));

	try {
		const fetching = page.waitForEvent('download');

		await link(page, 'Hämta som PDF').click();
		const file = await fetching;
		const path = join(folder, 'file.pdf');

		await file.saveAs(path);
		return { name: file.suggestedFilename(),
			words: execFileSync('pdftotext', ['-raw', path, '-'], { encoding: 'utf8' })
				.replace(/\s+/g, ' ') };
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

async function makeBrochure(page) {
	await page.goto('/material');
	await page.getByLabel(inWords(page, 'Fickbroschyr'), { exact: true }).check();
	await page.locator('main input[name=sprak]').first().check();
	await page.getByLabel('Södertälje', { exact: true }).check();
	await button(page, 'Gör versionen').click();
}

// Each stale fact has a link to it; the list of what is to be checked opens one after the other.
async function confirmWhatIsStale(page) {
	const version = page.url();
	const links = page.locator('main .ds-alert li a');
	const confirming = page.getByRole('button', { name: inWords(page, 'Uppgifterna stämmer') });
	const skipping = page.getByRole('link', { name: inWords(page, 'Hoppa över') });

	for (let i = 0; i < await links.count(); i++) {
		const name = await links.nth(i).innerText();

		await links.nth(i).click();
		check((await text(page)).includes(name.split(', ')[0]), `the link of ${name}`);
		await page.goto(version);
	}
	await link(page, 'Till det som ska kontrolleras').click();
	while (await confirming.or(skipping).count())
		await confirming.or(skipping).first().click();
	await page.goto(version);
	equal(0, await links.count(), 'stale facts after all was confirmed');
}

const release = (page) =>
	page.getByRole('button', { name: inWords(page, 'Ge ut'), exact: true });

async function makeReadAndRelease(context) {
	let version;

	await withPage(context, {}, async (page) => {
		await logIn(page, context.server.user('catalogue_editor'));
		await makeBrochure(page);
		version = new URL(page.url()).pathname;
		equal(true, (await page.locator('h1').innerText())
			.startsWith(`${inWords(page, 'Fickbroschyr')}, `), 'the heading');
		await inspect(page, 'material-haller');
		equal(0, await release(page).count(), 'buttons to release what is stale');
		await page.locator('main input[name=namn]')
			.fill(context.server.user('caseworker').login);
		await button(page, 'Bjud in').click();
	});
	await withPage(context, {}, async (page) => {
		await logIn(page, context.server.user('caseworker'));
		await page.goto(version);
		const { name, words } = await fetchedWords(page);

		equal(true, /^fickbroschyr-sv-0181-\d{4}-\d{2}\.pdf$/.test(name), name);
		check(words.includes('utkast') && words.includes('Södertälje'), 'the words');
		await page.locator('main select[name=sida]').selectOption('3');
		await page.locator('main textarea').fill('Numret till jouren är gammalt.');
		await button(page, 'Lämna anmärkningen').click();
		check(/ 3: Numret till jouren/.test(await text(page)), 'the remark');
	});
	await withPage(context, {}, async (page) => {
		await logIn(page, context.server.user('catalogue_editor'));
		await page.goto(version);
		await confirmWhatIsStale(page);
		await release(page).click();
		check(await says(page, 'Svara först på alla anmärkningar.'), 'released');
		await button(page, 'Behålls som det är').click();
		await release(page).click();
		await inspect(page, 'material-utgiven');
		check(await says(page, 'Utgiven. Alla kan hämta den under Material.'), 'released');
		check(await says(page, 'Gäller till och med'), 'for how long');
	});
}

const SENTENCE =
	'a brochure for a municipality is made, read, held back by what is stale, and released';

// Each on a catalogue of its own, in which something is stale.
for (const lang of ['sv', 'en'])
	testApart(lang === 'sv' ? SENTENCE : `${SENTENCE}, in English`,
		(context) => makeReadAndRelease({ ...context, lang }));
