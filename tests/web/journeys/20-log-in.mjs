// The way in for staff, and what each role finds on its first page.
import { withPage } from '../browser.mjs';
import { check, equal, test } from '../harness.mjs';
import { inspect } from '../inspect.mjs';
import { link, logIn, text } from '../steps.mjs';

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

test('every role logs in, sees only its own ways, and every page of them is sound',
	async (context) => {
		for (const role of new Set(context.server.users.map((user) => user.role)))
			await withPage(context, {}, async (page) => {
				await logIn(page, context.server.user(role));
				await inspect(page, `hem-${role}`);
				check((await page.locator('body').innerText()).includes('ÖVNING'), 'no ÖVNING');
				const ways = await page.locator('.site-nav a').evaluateAll((links) =>
					links.map((a) => a.getAttribute('href')));
				for (const way of ways) {
					const response = await page.goto(way);
					equal(200, response.status(), `${role} at ${way}`);
					await inspect(page, `${role}${way.replaceAll('/', '-')}`);
				}
			});
	});

test('acute numbers are one click from anywhere', async (context) => {
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
		await page.getByRole('button', { name: 'Logga ut' }).click();
		await page.goto('/hem');
		check(page.url().includes('/in'), `still in at ${page.url()}`);
	});
});
