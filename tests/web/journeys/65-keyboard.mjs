// The day's work in Swedish and in English with nothing but the keyboard.
import { withPage } from '../browser.mjs';
import { check, equal, test, testInBoth } from '../harness.mjs';
import { choose, comeIn, press, say, tabTo, type } from '../keyboard.mjs';
import { keysFor, says, text } from '../steps.mjs';

// Who works: comes in by keyboard, reads in `lang`, and has Swedish again afterwards.
async function asRole(context, role, lang, work) {
	await withPage(context, {}, async (page) => {
		const user = context.server.user(role);

		await comeIn(page, user);
		if (lang !== 'sv')
			await choose(page, lang);
		try {
			await page.goto('/hem');
			await work(page, user);
		} finally {
			if (lang !== 'sv')
				await choose(page, 'sv');
		}
	});
}

// Of the demo's stale entries so many in each language, and there is one after them.
const CONFIRMED = 2;

// The entry whose button has focus without a key being pressed.
async function focusedEntry(page, lang) {
	await page.waitForFunction((words) => document.activeElement.textContent === words,
		say(lang, 'Uppgifterna stämmer'));
	return page.locator('#post a').getAttribute('href');
}

async function expectStatus(page) {
	await page.locator('main [role=status]').first().waitFor();
}

for (const lang of ['sv', 'en']) {
	const test_ = (sentence, role, work) => test(`by keyboard alone, in ${lang}: ${sentence}`,
		(context) => asRole(context, role, lang, work));

	test_('the seven questions, guidance, and a referral', 'caseworker', async (page, user) => {
		await press(page, { href: /^\/samtal\/nytt/ });
		await press(page, { name: say(lang, 'Allt stämmer, börja') });
		await page.waitForURL(/\/samtal\/fragor/);
		const keys = await keysFor(page, '2');
		await tabTo(page, { name: await page.locator('[data-next]').innerText() });
		await page.keyboard.press('Enter');
		for (const key of keys) {
			await page.keyboard.press(key);
			await page.keyboard.press('Enter');
		}
		await page.waitForURL(/\/samtal\/slut/);
		await press(page, { href: /^\/samtal\/personal/ });
		await page.locator('main input[type=password]').waitFor();
		await tabTo(page, { field: await page.locator('main input[type=password]')
			.getAttribute('name') });
		await page.keyboard.type(user.pin);
		await page.keyboard.press('Enter');
		await page.locator('main [aria-pressed=true]').first().waitFor();
		equal(say(lang, 'Det här kan du säga och göra'),
			await page.locator('h1').innerText(), 'heading');
		await press(page, { href: /^\/lotsningar\/ny/ });
		// Who it is for is chosen already, unless the service is there for several.
		await page.locator('main input[name=spar]').first().waitFor();
		if (await page.locator('main input[name=spar]:checked').count() === 0) {
			await tabTo(page, { field: 'spar' });
			await page.keyboard.press('Space');
		}
		await press(page, { name: say(lang, 'Spara lotsningen') });
		await page.waitForURL(/\/lotsningar\/\d+/);
	});

	test_('a paper form', 'caseworker', async (page) => {
		await press(page, { href: /^\/samtal\/papper/, name: say(lang, 'Papper') });
		await page.locator('form[data-quick-entry]').waitFor();
		for (const key of await keysFor(page, '1'))
			await page.keyboard.press(key);
		await page.keyboard.press('Enter');
		await expectStatus(page);
		check((await text(page)).includes(say(lang, 'Sparat.')), 'not told that it was saved');
	});

	test_('services are confirmed, one key each', 'catalogue_editor', async (page) => {
		await press(page, { href: /^\/katalog\/att-kontrollera$/ });
		await page.waitForURL('**/att-kontrollera');
		for (let n = 0; n < CONFIRMED; n++) {
			const one = await focusedEntry(page, lang);

			await page.keyboard.press('Enter');
			await page.waitForFunction((before) => document.readyState === 'complete' &&
				document.querySelector('#post a').getAttribute('href') !== before, one);
			await expectStatus(page);
		}
		await focusedEntry(page, lang);
	});

	test_('the log is reviewed to the end', 'auditor', async (page) => {
		await press(page, { href: /^\/granskning\/ny$/ });
		await page.waitForURL('**/granskning/ny');
		await tabTo(page, { name: say(lang, 'Börja granska') });
		await page.keyboard.press('Shift+Tab');
		await page.keyboard.press('Control+A');
		await page.keyboard.type('5');
		await page.keyboard.press('Enter');
		await page.waitForURL(/\/granskning\/\d+/);
		const open = page.locator('article:not(:has([aria-pressed=true]))');
		for (let n = await open.count(); n > 0; n = await open.count()) {
			const row = await open.first().locator('button').first().innerText();

			await press(page, { name: row.replace(/\s+/g, ' ').trim() });
			await page.waitForFunction((before) => document.querySelectorAll(
				'article:not(:has([aria-pressed=true]))').length < before, n);
		}
		await press(page, { name: say(lang, 'Avsluta granskningen') });
		await expectStatus(page);
		check((await text(page)).includes(say(lang, 'Granskningen är avslutad.')),
			'not closed');
	});

	test_('a colleague is invited', 'administrator', async (page) => {
		await press(page, { href: /^\/admin$/ });
		await page.waitForURL('**/admin');
		await press(page, { href: /^\/admin\/konton\/nytt$/ });
		await page.waitForURL('**/nytt');
		await type(page, 'login', `tangent.${lang}`);
		await type(page, 'name', `Tangent ${lang.toUpperCase()}`);
		await tabTo(page, { name: say(lang, 'Handläggare') });
		await page.keyboard.press('Space');
		await press(page, { name: say(lang, 'Lägg till') });
		await page.locator('.once').waitFor();
	});
}

test('the open pages are reached and left by keyboard', async (context) => {
	await withPage(context, { foreign: true }, async (page) => {
		await page.goto('/');
		await press(page, { href: /^\/akut$/ });
		await page.waitForURL('**/akut');
		await press(page, { href: /^\/tillganglighet$/ });
		await page.waitForURL('**/tillganglighet');
		await press(page, { href: /^\/ut$/ });
		await page.waitForURL('**/ut');
	});
});

const REFUSED = 'Det ser ut att stå ett nummer, en adress eller en kod till någon här. '
	+ 'Ta bort det, och skriv bara om sidan.';
const THANKS = 'Tack. Din anmärkning är sparad och läses av den som sköter Lotsa.';

testInBoth('what does not work is said by keyboard, and what points at somebody comes back',
	async (context) => {
		await withPage(context, {}, async (page) => {
			await page.goto(`/tillganglighet?lang=${context.lang}`);
			await tabTo(page, { field: 'sida' });
			await page.keyboard.press('ArrowDown');
			await tabTo(page, { field: 'vad' });
			await page.keyboard.press('Space');
			await type(page, 'ord', 'ring 070-174 06 35');
			await press(page, { name: say(context.lang, 'Skicka') });
			await page.locator('.ds-error-summary').waitFor();
			check(await says(page, REFUSED), 'not told why');
			await type(page, 'ord', 'Knappen syns inte när texten är stor.');
			await press(page, { name: say(context.lang, 'Skicka') });
			await page.waitForURL(/tillganglighet\?.*m=tack/);
			check(await says(page, THANKS), 'no thanks');
		});
	});
