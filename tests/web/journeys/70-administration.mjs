// An administrator's day: a new colleague, a second person, a first log-in; at a telephone's width.
import { withPage } from '../browser.mjs';
import { check, testInBoth } from '../harness.mjs';
import { inspect } from '../inspect.mjs';
import { button, inWords, link, logIn, says } from '../steps.mjs';

const PASSWORD = 'lugn sjö med tre öar';
const CONFIRMED = 'Du har bekräftat. Det gäller från och med nu.';
const nameOf = ({ lang }) => lang === 'sv' ? 'Ny Kollega' : 'Annan Kollega';
const loginOf = (context) => nameOf(context).toLowerCase().replace(' ', '.');
const NARROW = { width: 360, height: 740 };

async function invite(context) {
	return withPage(context, {}, async (page) => {
		await page.setViewportSize(NARROW);
		await logIn(page, context.server.user('administrator'));
		await page.goto('/admin/konton/nytt');
		await page.locator('[name=login]').fill(loginOf(context));
		await page.locator('[name=name]').fill(nameOf(context));
		await page.getByRole('radio', { name: inWords(page, 'Handläggare') }).check();
		await button(page, 'Lägg till').click();
		await page.locator('.once').waitFor();
		check(await says(page, 'Väntar på bekräftelse'), 'nothing waits');
		context.invitation = (await page.locator('.once').innerText()).trim();
		await inspect(page, 'admin-inbjudan');
	});
}

// With the keyboard alone: Enter follows the link and presses the button.
async function confirm(context) {
	return withPage(context, {}, async (page) => {
		await logIn(page, context.server.user('team_lead'));
		await link(page, 'Se vad det gäller').focus();
		await page.keyboard.press('Enter');
		await page.waitForURL('**/bekraftelser');
		await inspect(page, 'bekraftelser');
		await page.getByRole('link', { name: nameOf(context) }).first().focus();
		await page.keyboard.press('Enter');
		await button(page, 'Bekräfta').waitFor();
		await inspect(page, 'bekraftelse');
		await button(page, 'Bekräfta').focus();
		await page.keyboard.press('Enter');
		await page.getByText(inWords(page, CONFIRMED)).waitFor();
	});
}

testInBoth(
	'a colleague is invited, a team lead confirms, and she logs in with a password of her own',
	async (context) => {
		await invite(context);
		await confirm(context);
		await withPage(context, {}, async (page) => {
			const at = new URL(context.invitation);

			await page.goto(at.pathname + at.hash);
			await page.locator('input[type=password]').first().waitFor();
			for (const field of await page.locator('input[type=password]').all())
				await field.fill(PASSWORD);
			await page.locator('main button[type=submit]').last().click();
			await page.waitForURL((url) => !url.pathname.includes('/lank'));
			await logIn(page, { login: loginOf(context), password: PASSWORD });
			check(await says(page, 'Att fråga'), 'no work for her');
		});
	});
