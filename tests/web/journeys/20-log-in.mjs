// The way in for staff, and what each role finds on its first page.
import { withPage } from '../browser.mjs';
import { check, equal, test, testInBoth } from '../harness.mjs';
import { inspect } from '../inspect.mjs';
import { inWords, link, logIn, openMenu, text } from '../steps.mjs';

test('a wrong password is refused without saying what was wrong', async (context) => {
	await withPage(context, {}, async (page) => {
		await page.goto('/in');
		await page.locator('input[autocomplete=username]').fill('ingen.alls');
		await page.locator('input[type=password]').fill('helt fel losenord');
		await page.locator('main button[type=submit]').click();
		await page.locator('.ds-error-summary').waitFor();
		const isFocused = await page.evaluate(() =>
			document.activeElement.matches('.ds-error-summary'));
		check(isFocused, 'the error summary has no focus');
		equal('', await page.locator('input[type=password]').inputValue(), 'password kept');
		await inspect(page, 'in-fel');
	});
});

testInBoth('every role logs in and sees only ways that open', async (context) => {
	for (const role of new Set(context.server.users.map((user) => user.role)))
		await withPage(context, {}, async (page) => {
			await logIn(page, context.server.user(role));
			check((await page.locator('body').innerText())
				.includes(inWords(page, 'ÖVNING – påhittade deltagare')), 'no ÖVNING');
			const ways = await page.locator('.site-nav a').evaluateAll((links) =>
				links.map((a) => a.getAttribute('href')));
			for (const way of ways)
				equal(200, (await page.goto(way)).status(), `${role} at ${way}`);
		});
});

testInBoth('acute numbers are one click from anywhere', async (context) => {
	await withPage(context, {}, async (page) => {
		await logIn(page, context.server.user('caseworker'));
		for (const way of ['/hem', '/samtal', '/lotsningar', '/katalog', '/statistik']) {
			await page.goto(way);
			await link(page, 'Akuta nummer').click();
			check((await text(page)).includes('112'), `no 112 one click from ${way}`);
		}
	});
});

test('logging in and out works without JavaScript', async (context) => {
	await withPage(context, { js: false }, async (page) => {
		await logIn(page, context.server.user('caseworker'));
		await openMenu(page);
		await page.getByRole('button', { name: 'Logga ut' }).click();
		await page.goto('/hem');
		check(page.url().includes('/in'), `still in at ${page.url()}`);
	});
});

// What a person on a telephone has above the page: one row, of less than a tenth of the screen.
const rowOf = (page) => page.locator('.site-header').evaluate((header) => header.offsetHeight);

for (const js of [true, false])
	test(`on a phone the menu opens by keyboard${js ? '' : ' without JavaScript'}`,
		async (context) => {
			const viewport = { width: 360, height: 740 };

			await withPage(context, { js, viewport }, async (page) => {
				await logIn(page, context.server.user('caseworker'));
				const menu = page.locator('.site-menu summary');
				const way = page.locator('.menu-ways a').first();

				check(await rowOf(page) < 74, `${await rowOf(page)} px of header`);
				check(!await way.isVisible(), 'a way of the closed menu is shown');
				await menu.focus();
				await page.keyboard.press('Enter');
				const { y, height } = await page.locator('.menu-panel').boundingBox();
				const { y: below } = await page.locator('main').boundingBox();

				check(y + height <= below, 'the menu lies over the page');
				if (js) {
					await inspect(page, 'meny');
					await page.setViewportSize(viewport);
					await way.focus();
					await page.keyboard.press('Escape');
					check(!await page.locator('.menu-panel').isVisible(), 'still open');
					await page.keyboard.press('Enter');
				}
				await page.locator('.menu-ways a[href="/statistik"]').click();
				await page.waitForURL('**/statistik');
			});
		});

test('at 1280 px the header is one row for every role, in both languages', async (context) => {
	for (const user of context.server.users)
		await withPage(context, {}, async (page) => {
			await logIn(page, user);
			for (const lang of ['sv', 'en']) {
				await page.goto(`/hem?lang=${lang}`);
				const row = await rowOf(page);

				check(row < 80, `${user.login}, ${lang}: ${row} px`);
			}
		});
});
