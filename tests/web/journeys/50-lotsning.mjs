// A proposed service becomes a referral and is followed to its end; the catalogue; the team lead.
import { hand, withPage } from '../browser.mjs';
import { check, equal, test, testInBoth } from '../harness.mjs';
import { inspect } from '../inspect.mjs';
import { button, inWords, link, logIn, says } from '../steps.mjs';

// The way of a referral that goes well, in the words of its buttons.
const STEPS = ['Deltagaren tackade ja', 'Kontakt är tagen', 'Deltagaren har kommit fram',
	'Stödet har börjat', 'En träff till', 'Stödet är genomfört'];

// From the guidance page to a saved referral.
async function refer(page, by) {
	await by.click('main a[href^="/lotsningar/ny"]');
	await page.locator('main form').first().waitFor();
	await by.click('main button[type=submit]:not([formaction])');
}

// Plain steps post at once; the others ask a little more first, with all of it preset or first chosen.
async function step(page, words) {
	const plain = button(page, words);

	if (await plain.count()) {
		await plain.click();
	} else {
		await link(page, words).click();
		await inspect(page, 'lotsning-steg');
		for (const group of await page.locator('main fieldset').all())
			if (!await group.locator('input:checked').count())
				await group.locator('input').first().check();
		for (const list of await page.locator('main select').all())
			if (!await list.inputValue())
				await list.selectOption({ index: 1 });
		await page.locator('main button[type=submit]').first().click();
	}
	check(await page.locator('.ds-error-summary').count() === 0, `"${words}" was refused`);
}

for (const js of [true, false])
	(js ? testInBoth : test)(`a proposed service is recorded in four clicks and followed to ${
		js ? 'its end' : 'its end without JavaScript'}`, async (context) => {
		await withPage(context, { js }, async (page) => {
			await logIn(page, context.server.user('caseworker'));
			await page.goto('/vagledning');
			await button(page, 'Pågår').click();
			await inspect(page, 'vagledning-lage');
			check(!/lage|[?&]/.test(page.url()), `the situation is in ${page.url()}`);
			const by = hand(page);

			await refer(page, by);
			check(by.count.clicks <= 4, `${by.count.clicks} clicks`);
			check(/\/lotsningar\/\d+/.test(page.url()), `at ${page.url()}`);
			await inspect(page, 'lotsning');
			for (const words of STEPS)
				await step(page, words);
			check(await page.locator('main form button[name=till]').count() === 0,
				'a closed referral has steps left');
			check(await says(page, 'Avslutad'), 'not closed');
			await inspect(page, 'lotsning-slut');
			await link(page, 'Lappen att skriva ut').click();
			await inspect(page, 'lapp');
		});
	});

testInBoth('from Hem a referral to a service of a group is four clicks', async (context) => {
	await withPage(context, {}, async (page) => {
		await logIn(page, context.server.user('caseworker'));
		const by = hand(page);

		await by.click('.site-nav a[href="/lotsningar"]');
		await by.click('main a[href="/lotsningar/ny"]');
		await by.click('main section:nth-of-type(3) button[name=tjanst]');
		equal('?vald=1', new URL(page.url()).search.replace(/tjanst=\d+&/, ''), 'address');
		equal('child', await page.locator('main input[name=spar]:checked').inputValue(),
			'for whom');
		await by.click('main button[type=submit]:not([formaction])');
		check(/\/lotsningar\/\d+/.test(page.url()), `at ${page.url()}`);
		equal(4, by.count.clicks, 'clicks');
	});
});

testInBoth('guidance is one click from where a caseworker works', async (context) => {
	await withPage(context, {}, async (page) => {
		await logIn(page, context.server.user('caseworker'));
		for (const way of ['/hem', '/samtal', '/lotsningar']) {
			await page.goto(way);
			await link(page, 'Vägledning: vad säga, vad göra, vem ringa').click();
			equal('/vagledning', new URL(page.url()).pathname, `from ${way}`);
		}
	});
});

testInBoth('a no by mistake is told, taken back at once, and a no leads to another service',
	async (context) => {
		await withPage(context, {}, async (page) => {
			const status = page.locator('main [role=status]');
			const tells = async (words) => check((await status.innerText())
				.startsWith(inWords(page, words)), await status.innerText());

			await logIn(page, context.server.user('caseworker'));
			await page.goto('/vagledning');
			await button(page, 'Pågår').click();
			await refer(page, hand(page));
			await tells('Lotsningen är erbjuden.');
			await step(page, 'Deltagaren tackade nej');
			await tells('Tackade nej: lotsningen är avslutad.');
			await inspect(page, 'lotsning-nej');
			await button(page, 'Ångra').click();
			await tells('Steget är taget tillbaka, som om det inte hade tagits.');
			equal(0, await page.locator('main [data-undo]').count(), 'more to take back');
			await step(page, 'Deltagaren tackade nej');
			await page.keyboard.press('Control+z');
			await button(page, 'Deltagaren tackade ja').waitFor();
			await step(page, 'Deltagaren tackade nej');
			await link(page, 'Erbjud en annan verksamhet').click();
			check(page.url().endsWith('/lotsningar/ny'), `at ${page.url()}`);
		});
	});

testInBoth('services are found by a word and shown with numbers to call', async (context) => {
	await withPage(context, {}, async (page) => {
		await logIn(page, context.server.user('caseworker'));
		await page.goto('/katalog');
		await page.locator('main input[name=sok]').fill('jour');
		await button(page, 'Sök').click();
		const rows = page.locator('main tbody tr');
		check(await rows.count() > 0, 'no service with "jour"');
		await rows.first().locator('a').first().click();
		await inspect(page, 'tjanst');
		check(await page.locator('main a[href^="tel:"]').count() > 0, 'no number to call');
	});
});

testInBoth('a catalogue entry is confirmed with two clicks', async (context) => {
	await withPage(context, {}, async (page) => {
		await logIn(page, context.server.user('catalogue_editor'));
		const by = hand(page);

		await by.click('main a[href="/katalog/att-kontrollera"]');
		await inspect(page, 'att-kontrollera');
		const before = await page.locator('main li').count();
		await by.click('main li button');
		check(await page.locator('main [role=status]').count() === 1,
			'not told that it was noted');
		check(await page.locator('main li').count() < before, 'the entry is still there');
		equal(2, by.count.clicks, 'clicks');
	});
});

testInBoth('a team lead sees who has not been asked in one click', async (context) => {
	await withPage(context, {}, async (page) => {
		await logIn(page, context.server.user('team_lead'));
		const by = hand(page);

		await by.click('main a[href="/samtal/ej-tillfragade"], .site-nav a[href="/samtal"]');
		check(await page.locator('main tbody tr').count() > 0, 'nobody is listed');
		equal(1, by.count.clicks, 'clicks');
		await page.goto('/samtal/ej-tillfragade');
		await inspect(page, 'ej-tillfragade');
		await page.goto('/samtal/underlag');
		await inspect(page, 'underlag');
	});
});

test('other roles get 403 for what is not theirs, even by address', async (context) => {
	await withPage(context, {}, async (page) => {
		await logIn(page, context.server.user('national_analyst'));
		for (const way of ['/samtal', '/samtal/papper', '/lotsningar', '/admin'])
			equal(403, (await page.goto(way)).status(), way);
		await inspect(page, 'nekad');
	});
});
