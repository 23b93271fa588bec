// Practising a conversation: the real pages with an invented participant, and nothing that stays.
import { withPage } from '../browser.mjs';
import { check, equal, test, testInBoth } from '../harness.mjs';
import { inspect } from '../inspect.mjs';
import {
	answerByClick, askInOwnLanguage, button, inNumbers, inWords, keysFor, link, logIn, says,
	text,
} from '../steps.mjs';

const SAVED_NOTHING = 'Inget har sparats. Det du valde finns inte kvar någonstans.';
const WAITING = '{1} att fråga, den som väntat längst först. Kortet leder till samtalet, '
	+ 'Papper till ett ifyllt formulär.';

async function waiting(page) {
	await page.goto('/samtal');
	return inNumbers(page, WAITING).exec(await text(page))[1];
}

async function marked(page, step) {
	const words = await page.locator('body').innerText();

	check(words.includes(inWords(page, 'ÖVNING – inget sparas')),
		`not marked at ${page.url()}`);
	check(words.includes(inWords(page, step)), `"${step}" does not stand beside ${page.url()}`);
}

for (const js of [true, false])
	(js ? testInBoth : test)(`a conversation is practised to a referral, and nothing is ${
		js ? 'saved' : 'saved, without JavaScript'}`, async (context) => {
		const user = context.server.user('caseworker');

		await withPage(context, { js }, async (page) => {
			await logIn(page, user);
			const before = await waiting(page);
			await page.goto('/lotsningar');
			const referrals = await page.locator('main tbody tr').count();

			await page.goto('/samtal');
			await link(page, 'Öva ett samtal').click();
			await inspect(page, 'ovning');
			await link(page, 'Börja öva').click();
			await marked(page, 'Steg 1 av 5: innan ni börjar');
			await inspect(page, 'ovning-innan');
			await askInOwnLanguage(page);
			await button(page, 'Allt stämmer, börja').click();
			await page.waitForURL('**/ovning/samtal/fragor');
			await marked(page, 'Steg 2 av 5: frågorna');
			await inspect(page, 'ovning-fragor');
			const keys = await keysFor(page, '3');
			if (js) {
				await button(page, 'Nästa').click();
				for (const [i, key] of keys.entries()) {
					await page.keyboard.press(key);
					if (i < keys.length - 1)
						await page.keyboard.press('Enter');
				}
			} else {
				await answerByClick(page, keys);
			}
			await button(page, 'Klar').click();
			await page.waitForURL('**/ovning/samtal/slut');
			await marked(page, 'Steg 3 av 5: slutet för deltagaren');
			await inspect(page, 'ovning-slut');
			await link(page, 'Till personalen').click();
			await marked(page, 'Steg 4 av 5: sidan för dig');
			await page.locator('main input[type=password]').fill(user.pin);
			await button(page, 'Fortsätt').click();
			await inspect(page, 'ovning-vagledning');
			await page.locator('main a[href^="/ovning/lotsningar/ny"]').first().click();
			await marked(page, 'Steg 5 av 5: lotsningen');
			await inspect(page, 'ovning-lotsning');
			await button(page, 'Spara lotsningen').click();
			await page.waitForURL('**/ovning/klart?m=lotsat');
			await marked(page, 'Klart');
			await inspect(page, 'ovning-klart');
			check(await says(page, SAVED_NOTHING), 'not told so');

			equal(before, await waiting(page), 'whom to ask');
			await page.goto('/lotsningar');
			equal(referrals, await page.locator('main tbody tr').count(), 'referrals');
		});
	});

test('hiding what is practised leaves the other tabs alone', async (context) => {
	const user = context.server.user('caseworker');

	await withPage(context, {}, async (page, browsing) => {
		await logIn(page, user);
		const other = await browsing.newPage();
		await other.goto('/lotsningar');
		await page.goto('/ovning/samtal/nytt');
		await button(page, 'Allt stämmer, börja').click();
		await page.waitForURL('**/ovning/samtal/fragor');
		await page.keyboard.press('Escape');
		await page.waitForURL('**/ovning/samtal/dold');
		await marked(page, 'Paus');
		await inspect(page, 'ovning-dold');
		check(other.url().endsWith('/lotsningar'), `the other tab is at ${other.url()}`);
		await page.locator('main input[type=password]').fill(user.pin);
		await button(page, 'Fortsätt').click();
		await page.waitForURL('**/ovning/samtal/fragor');
	});
});
