// The auditor: the log, a review made, judged and closed; and a card that is locked and looked into.
import { withPage } from '../browser.mjs';
import { check, equal, test, testInBoth } from '../harness.mjs';
import { inspect } from '../inspect.mjs';
import { button, inWords, link, logIn, says, text } from '../steps.mjs';

const OWN_PARTY = 'Jag är själv part eller står en part nära';

for (const js of [true, false])
	(js ? testInBoth : test)(
		`the auditor reads the log and closes a review${js ? '' : ' without JavaScript'}`,
		async (context) => {
			await withPage(context, { js }, async (page) => {
				await logIn(page, context.server.user('auditor'));
				await inspect(page, 'hem-granskare');
				await page.goto('/granskning');
				await inspect(page, 'logg');
				await link(page, 'Ny granskning').click();
				await inspect(page, 'granskning-ny');
				await page.locator('main input[type=text], main input[type=number]').last()
					.fill('5');
				await button(page, 'Börja granska').click();
				check(/\/granskning\/\d+/.test(page.url()), `at ${page.url()}`);
				await inspect(page, 'granskning');
				for (let n = await page.locator('article').count(); n > 0; n--) {
					const open = page.locator('article:not(:has([aria-pressed=true]))');

					if (!await open.count())
						break;
					await open.first().getByRole('button',
						{ name: inWords(page, 'I sin ordning') }).first().click();
				}
				await button(page, 'Avsluta granskningen').click();
				check(await says(page, 'Granskningen är avslutad.'), 'not closed');
				await inspect(page, 'granskningar');
				await page.locator('main tbody a').first().click();
				equal(0, await page.locator('main article button').count(), 'buttons left');
			});
		});

const LOCKS = 'whoever is a party locks a card away, and opens it with a reason';

testInBoth(LOCKS, async (context) => {
	await withPage(context, {}, async (page) => {
		await logIn(page, context.server.user('caseworker'));
		await page.goto('/samtal');
		const first = page.locator('main tbody th a').nth(context.lang === 'sv' ? 5 : 6);
		const code = (await first.innerText()).trim();
		const id = (await first.getAttribute('href')).split('/').pop();

		await page.goto(`/samtal/kort/${id}`);
		await link(page, 'Lås kortet').click();
		await inspect(page, 'las');
		await page.getByText(inWords(page, OWN_PARTY)).click();
		await button(page, 'Lås').click();
		check(!(await text(page)).includes(code), 'the card is still in the list');
		equal(404, (await page.goto(`/samtal/kort/${id}`)).status(), 'the card');
		await page.goto('/samtal');
		await link(page, 'Är kortet låst?').click();
		await inspect(page, 'oppning');
		await page.locator('main input[name=kod]').fill(code);
		await page.getByText(inWords(page, 'Deltagaren behöver stöd nu')).click();
		await button(page, 'Öppna').click();
		check((await text(page)).includes(code), 'the card does not open');
		await inspect(page, 'kort-oppnat');
		await link(page, 'Låset').click();
		await inspect(page, 'las-oppnat');
	});
	await withPage(context, {}, async (page) => {
		await logIn(page, context.server.user('team_lead'));
		await link(page, 'Se vem och varför').click();
		await inspect(page, 'oppningar');
		await link(page, 'Visa').click();
		await inspect(page, 'las-samordnare');
		await button(page, 'Lås upp för hela teamet').click();
		check(await says(page, 'Kortet är upplåst för hela teamet.'), 'not unlocked');
	});
});
