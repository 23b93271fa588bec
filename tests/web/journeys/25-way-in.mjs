// Links, handed-out passwords, the idle limit, and what hiding does to the other tabs.
import { withPage } from '../browser.mjs';
import { check, equal, test } from '../harness.mjs';
import { inspect } from '../inspect.mjs';
import { button, logIn, text } from '../steps.mjs';

const FRESH = 'gurka lampa tidvatten';
const MINUTE = 60 * 1000;

// What `lotsa user` prints: "link LOGIN ADDRESS", "login LOGIN PASSWORD".
function user(context, ...words) {
	return context.server.run('user', ...words, '--data', context.server.data,
		'--host', new URL(context.server.origin).host).trim();
}

// A new caseworker, who gets a link to choose a password by.
function invite(context, login) {
	const address = user(context, 'invite', login, '--name', 'Nya Person').split(' ')[2];

	user(context, 'grant', login, 'catalogue_editor', '--at', 'sodertalje');
	return address;
}

async function choosePassword(page) {
	const fields = page.locator('input[type=password]');

	await fields.nth(-2).fill(FRESH);
	await fields.nth(-1).fill(FRESH);
	await page.locator('main button[type=submit]').first().click();
}

test('a link opens a form that shows no code and leaves none behind', async (context) => {
	const address = invite(context, 'ny.ett');

	await withPage(context, {}, async (page) => {
		await page.goto(address);
		equal('/in/lank', new URL(page.url()).pathname + new URL(page.url()).hash, 'address');
		check(!await page.locator('[name=lank]').isVisible(), 'the code is shown');
		await inspect(page, 'in-lank');
		await choosePassword(page);
		await page.waitForURL('**/in?m=lank');
		await logIn(page, { login: 'ny.ett', password: FRESH });
		check((await text(page)).includes('näst på tur'), 'not at home');
	});
	await withPage(context, {}, async (page) => {
		await page.goto(address);
		await choosePassword(page);
		await page.locator('.ds-error-summary').waitFor();
		check((await text(page)).includes('Länken gäller inte'), 'used twice');
		await inspect(page, 'in-lank-anvand');
	});
});

test('without JavaScript the whole link is pasted', async (context) => {
	const address = invite(context, 'ny.tva');

	await withPage(context, { js: false }, async (page) => {
		await page.goto(address);
		await page.locator('[name=lank]').fill(address);
		await choosePassword(page);
		check(page.url().endsWith('/in?m=lank'), `at ${page.url()}`);
	});
});

test('a password from the command line is changed before anything else', async (context) => {
	user(context, 'add', 'ny.tre', '--name', 'Nya Tredje');
	user(context, 'grant', 'ny.tre', 'catalogue_editor', '--at', 'sodertalje');
	const handed = user(context, 'password', 'ny.tre').split(' ')[2];

	await withPage(context, {}, async (page) => {
		await page.goto('/in');
		await page.locator('input[autocomplete=username]').fill('ny.tre');
		await page.locator('input[type=password]').fill(handed);
		await page.locator('main button[type=submit]').click();
		await page.waitForURL('**/in/losenord');
		await inspect(page, 'in-losenord');
		await page.goto('/katalog');
		check(page.url().endsWith('/in/losenord'), 'a page opens before the change');
		await page.locator('input[autocomplete=current-password]').fill(handed);
		await choosePassword(page);
		await page.waitForURL('**/hem');
		check((await text(page)).includes('Ditt lösenord har återställts'), 'no notice');
		await inspect(page, 'hem-handelser');
		await button(page, 'Jag har läst det').click();
		await page.waitForURL('**/hem');
		check(!(await text(page)).includes('återställts'), 'the notice stays');
	});
});

// The page as it is `seconds` before the end of its session.
async function openNearEnd(page, seconds) {
	await page.route('**/hem', async (route) => {
		const answer = await route.fetch();
		const body = (await answer.text()).replace(/data-ends="\d+"/,
			`data-ends="${seconds}"`);

		await route.fulfill({ response: answer, body });
	});
	await page.goto('/hem');
}

test('the end after twelve hours is announced ten minutes before, and leaves nothing behind',
	async (context) => {
		await withPage(context, {}, async (page) => {
			const line = page.locator('[data-ends]');

			await page.clock.install();
			await logIn(page, context.server.user('caseworker'));
			check(Number(await line.getAttribute('data-ends')) > 11 * 3600, 'it ends early');
			await openNearEnd(page, 12 * 60);
			await page.clock.runFor(MINUTE);
			check(!await line.isVisible(), 'warned too early');
			await page.clock.runFor(2 * MINUTE);
			check(await line.isVisible(), 'no warning');
			check((await line.innerText()).includes('om 10 minuter'), 'not how long');
			await inspect(page, 'snart-slut');
			await page.context().clearCookies();
			await page.clock.runFor(10 * MINUTE);
			await page.waitForURL('**/in?m=slut');
		});
	});

test('the idle limit is announced, can be moved by keyboard, and leaves nothing behind',
	async (context) => {
		await withPage(context, {}, async (page) => {
			const stay = button(page, 'Stanna kvar');

			await page.clock.install();
			await logIn(page, context.server.user('caseworker'));
			await page.clock.runFor(26 * MINUTE);
			check(!await stay.isVisible(), 'warned too early');
			await page.clock.runFor(2 * MINUTE);
			check(await stay.isVisible(), 'no warning');
			await inspect(page, 'snart-ut');
			await stay.focus();
			await page.keyboard.press('Enter');
			await stay.waitFor({ state: 'hidden' });
			await page.clock.runFor(28 * MINUTE);
			check(await stay.isVisible(), 'no second warning');
			await page.context().clearCookies();
			await page.clock.runFor(3 * MINUTE);
			await page.waitForURL('**/in?m=slut');
			check((await text(page)).includes('efter 30 minuter'), 'no reason');
			await inspect(page, 'in-slut');
		});
	});
