// Acute facts: one proposes, another accepts, and two who write at once see each other's version.
import { withPage } from '../browser.mjs';
import { check, equal, test, testApartInBoth, testInBoth } from '../harness.mjs';
import { inspect } from '../inspect.mjs';
import { button, inWords, link, logIn, says, text } from '../steps.mjs';

const OWN = 'Det är ditt eget förslag. Någon annan än du, en redaktör för katalogen, '
	+ 'ska godta det.';
const number = (page) => page.locator('main dl a[href^="tel:"]').first();

// From the catalogue to the form of one service.
async function openForm(page, words) {
	await page.goto('/katalog');
	await page.locator('main input[name=sok]').fill(words);
	await button(page, 'Sök').click();
	await page.locator('main tbody a').first().click();
	const service = page.url();
	await link(page, 'Föreslå en ändring').click();
	return service;
}

async function fill(page, phone) {
	await page.locator('input[name=telefon]').fill(phone);
	await page.locator('input[name=kalla]').first().check();
}

for (const js of [true, false])
	(js ? testInBoth : test)(
		`a changed number waits for a second person${js ? '' : ' without JavaScript'}`,
		async (context) => {
			const phone = !js ? '08-465 004 93' : context.lang === 'sv' ? '08-465 004 92'
				: '08-465 004 96';
			let service;

			await withPage(context, { js }, async (page) => {
				await logIn(page, context.server.user('caseworker'));
				service = await openForm(page, 'kvinnojour');
				await inspect(page, 'andring');
				await fill(page, phone);
				await button(page, 'Skicka förslaget').click();
				check(await page.locator('main [role=status]').count() === 1,
					'no thanks');
				check(await says(page, 'ändring väntar'), 'not marked');
				check(await number(page).innerText() !== phone, 'valid at once');
				await inspect(page, 'andring-vantar');
			});
			await withPage(context, { js }, async (page) => {
				await logIn(page, context.server.user('catalogue_editor'));
				await page.goto('/katalog/andringar');
				await inspect(page, 'andringar');
				await page.locator('main li', { hasText: phone }).locator('a').click();
				await inspect(page, 'andring-godta');
				await button(page, 'Godta ändringen').click();
				check(await page.locator('main [role=status]').count() === 1,
					'not told');
				await page.goto(service);
				equal(phone, await number(page).innerText(), 'the number');
				await link(page, 'Ändringar genom tiden').click();
				await inspect(page, 'andring-historik');
				check(await page.locator('main del').count() > 0, 'no difference shown');
			});
		});

// The boxes of one group that are ticked, by their words.
const ticked = (page, name) => page.locator(`input[name=${name}]:checked`).evaluateAll(
	(boxes) => boxes.map((box) => box.parentElement.innerText.trim()));

for (const js of [true, false])
	(js ? testApartInBoth : test)(
		`name, ways in and languages are proposed, accepted and undone${
			js ? '' : ' without JavaScript'}`,
		async (context) => {
			const name = js ? 'Stöd för unga' : 'Samtal för unga';
			let service, before;

			await withPage(context, { js }, async (page) => {
				await logIn(page, context.server.user('caseworker'));
				service = await openForm(page, 'ungdomsmottagning');
				before = await page.locator('input[name=namn]').inputValue();
				await page.locator('input[name=namn]').fill(name);
				for (const way of ['chat', 'landlord'])
					await page.locator(`input[name=ingangar][value=${way}]`).check();
				await page.locator('input[name=sprak]').fill('svenska, finska');
				await page.locator('input[name=kalla]').first().check();
				await button(page, 'Skicka förslaget').click();
				check(await says(page, 'ändring väntar'), 'not marked');
				check(!(await text(page)).includes(name), 'valid at once');
			});
			await withPage(context, { js }, async (page) => {
				await logIn(page, context.server.user('catalogue_editor'));
				await page.goto('/katalog/andringar');
				await page.locator('main li', { hasText: name }).locator('a').click();
				check((await text(page)).includes(inWords(page, 'chatt')), 'no difference');
				await button(page, 'Godta ändringen').click();
				await page.goto(service);
				equal(name, await page.locator('h1').innerText(), 'the name');
				check(await says(page, 'via hyresvärden'), 'no way in');
				await link(page, 'Ändringar genom tiden').click();
				await page.locator('main ol a[href*="fran=1"]').click();
				equal(before, await page.locator('input[name=namn]').inputValue(), 'had back');
				check(!(await ticked(page, 'ingangar')).includes(inWords(page, 'chatt')),
					'a box that was not ticked');
			});
		});

for (const js of [true, false])
	(js ? testApartInBoth : test)(
		`a service that is missing is proposed and comes in as not checked${
			js ? '' : ' without JavaScript'}`,
		async (context) => {
			const name = js ? 'Jouren vid ån' : 'Jouren vid sjön';

			await withPage(context, { js }, async (page) => {
				await logIn(page, context.server.user('caseworker'));
				await page.goto('/katalog');
				await link(page, 'Föreslå en verksamhet som saknas').click();
				await inspect(page, 'ny');
				await page.locator('select[name=organisation]').selectOption({ index: 2 });
				await page.locator('input[name=namn]').fill(name);
				await page.locator('input[name=for-vem]').first().check();
				await page.locator('select[name=samma-dag]').selectOption('unknown');
				await page.locator('select[name=anonym]').selectOption('unknown');
				await page.locator('input[name=kalla]').first().check();
				await button(page, 'Skicka förslaget').click();
				check(await page.locator('main [role=status]').count() === 1, 'no thanks');
				check(!(await text(page)).includes(name), 'there at once');
			});
			await withPage(context, { js }, async (page) => {
				await logIn(page, context.server.user('catalogue_editor'));
				await page.goto('/katalog/andringar');
				await page.locator('main li', { hasText: name }).locator('a').click();
				await inspect(page, 'ny-godta');
				await button(page, 'Godta ändringen').click();
				await openForm(page, name);
				await page.goBack();
				check(await says(page, 'inte kontrollerad'), 'confirmed from the beginning');
			});
		});

async function accept(page, words) {
	await page.goto('/katalog/andringar');
	await page.locator('main li', { hasText: words }).locator('a').click();
	await button(page, 'Godta ändringen').click();
}

for (const js of [true, false])
	(js ? testApartInBoth : test)(
		`a service that has ended is in no list and can be had back${
			js ? '' : ' without JavaScript'}`,
		async (context) => {
			const name = js ? 'Annfrid' : 'Barnahus';
			const inData = async () => (await (await fetch(
				`${context.server.origin}/services?search=${name}`)).json()).total_items;
			let service;

			await withPage(context, { js }, async (page) => {
				await logIn(page, context.server.user('caseworker'));
				await openForm(page, name);
				await page.goBack();
				service = page.url();
				await link(page, 'Verksamheten har upphört').click();
				await page.locator('select[name=upphort-skal]').selectOption('closed');
				await page.locator('input[name=kalla]').first().check();
				await button(page, 'Skicka förslaget').click();
				check(await says(page, 'ändring väntar'), 'not marked');
			});
			const before = await inData();

			await withPage(context, { js }, async (page) => {
				await logIn(page, context.server.user('catalogue_editor'));
				await accept(page, inWords(page, 'lagts ned'));
				equal(before - 1, await inData(), 'services of open data');
				await page.goto('/katalog');
				check(await page.locator(`main tbody a[href="${new URL(service).pathname}"]`)
					.count() === 0, 'still in the list');
				await page.locator('main a[href="/katalog/upphorda"]').click();
				await inspect(page, 'upphorda');
				await page.locator('main li a').first().click();
				check(await link(page, 'Lotsa hit').count() === 0, 'can be referred to');
				await inspect(page, 'upphord');
			});
			await withPage(context, { js }, async (page) => {
				await logIn(page, context.server.user('caseworker'));
				await page.goto(service);
				await link(page, 'Föreslå att den tas in igen').click();
				await page.locator('input[name=kalla]').first().check();
				await button(page, 'Skicka förslaget').click();
			});
			await withPage(context, { js }, async (page) => {
				await logIn(page, context.server.user('catalogue_editor'));
				await accept(page, inWords(page, 'har inte upphört'));
				equal(before, await inData(), 'services of open data');
			});
		});

testInBoth('an editor cannot accept what she proposed herself', async (context) => {
	await withPage(context, {}, async (page) => {
		await logIn(page, context.server.user('catalogue_editor'));
		await openForm(page, 'barnahus');
		await fill(page, '08-465 004 94');
		await button(page, 'Skicka förslaget').click();
		await page.goto('/katalog/andringar');
		await page.locator('main li', { hasText: '08-465 004 94' }).locator('a').click();
		check(await button(page, 'Godta ändringen').count() === 0, 'there is a button');
		check(await says(page, OWN), 'not told why');
		await inspect(page, 'andring-egen');
		await button(page, 'Ta tillbaka förslaget').click();
		check(await says(page, 'återtagen'), 'not withdrawn');
	});
});

testApartInBoth('whoever writes over a change sees both versions', async (context) => {
	await withPage(context, { viewport: { width: 360, height: 800 } }, async (page) => {
		await logIn(page, context.server.user('catalogue_editor'));
		await openForm(page, 'brottsofferjouren');
		const form = page.url();

		await fill(page, '08-465 004 95');
		await page.goto('/katalog/andringar');
		await page.locator('main li', { hasText: 'Brottsoffer' }).locator('a').click();
		await button(page, 'Godta ändringen').click();
		await page.goto(form);
		await page.locator('input[name=version]').evaluate((input) => { input.value = '1'; });
		await fill(page, '08-465 004 95');
		await button(page, 'Skicka förslaget').click();
		check(await page.locator('main table').count() === 1, 'nothing to compare');
		equal('08-465 004 95', await page.locator('input[name=telefon]').inputValue(), 'kept');
		await inspect(page, 'andring-krock');
	});
});

const HIDES = 'an editor hides one fact of a service, and the others stay public';

testApartInBoth(HIDES, async (context) => {
	const open = async () => (await (await fetch(
		`${context.server.origin}/services?search=Annfrid`)).json()).contents[0];

	await withPage(context, { viewport: { width: 320, height: 800 } }, async (page) => {
		await logIn(page, context.server.user('catalogue_editor'));
		await page.goto(`${await openForm(page, 'annfrid')}/uppgifter`);
		check(!await page.locator('select[name=synlig-telefon]').isVisible(), 'not folded');
		await page.locator('main summary').click();
		await page.locator('select[name=synlig-telefon]').selectOption('professionals');
		await inspect(page, 'synlighet');
		check((await open()).phones.length === 1, 'no number from the beginning');
		await button(page, 'Spara').click();
		check(await number(page).count() === 1, 'staff see no number');
		await link(page, 'Uppgifter och synlighet').click();
		const words = await text(page);
		const [fact, whom, asked] = ['Telefonnumret', 'yrkesverksamma', 'vem får se'].map(
			(swedish) => inWords(page, swedish));

		check(words.includes(`${fact} (${whom})`), 'the fold does not say so');
		check(words.includes(`${fact}, ${asked}:`), 'the history does not say so');
	});
	const { phones, wait_time: promise } = await open();

	equal(undefined, phones, 'the hidden number');
	equal('samma dag', promise, 'the promised time');
});
