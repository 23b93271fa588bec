// Links, handed-out passwords, and the two limits of a session, in the language of whoever reads.
import { withPage } from '../browser.mjs';
import { check, equal, test, testInBoth } from '../harness.mjs';
import { inspect } from '../inspect.mjs';
import { button, logIn, readHome, says } from '../steps.mjs';

const FRESH = 'gurka lampa tidvatten';
const MINUTE = 60 * 1000;
const LOGGED_OUT = 'Du är inte inloggad längre. Lotsa loggar ut efter 30 minuter utan att ' +
	'något händer, efter tolv timmar, och överallt när lösenordet byts. ' +
	'Det du höll på att skriva är inte sparat.';

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

// What the way in says in the language of the page's user, who has no account to say which.
async function readInOwnLanguage(page) {
	if (page.lang === 'en')
		await page.locator('.editions').getByText('English').click();
	equal(page.lang, await page.locator('html').getAttribute('lang'), 'language');
}

async function choosePassword(page) {
	const fields = page.locator('input[type=password]');

	await fields.nth(-2).fill(FRESH);
	await fields.nth(-1).fill(FRESH);
	await page.locator('main button[type=submit]').first().click();
}

testInBoth('a link opens a form that shows no code and leaves none behind', async (context) => {
	const login = `ny.ett.${context.lang}`;
	const address = invite(context, login);

	await withPage(context, {}, async (page) => {
		await page.goto(address);
		await readInOwnLanguage(page);
		equal('/in/lank', new URL(page.url()).pathname + new URL(page.url()).hash, 'address');
		check(!await page.locator('[name=lank]').isVisible(), 'the code is shown');
		await inspect(page, 'in-lank');
		await choosePassword(page);
		await page.waitForURL('**/in?m=lank*');
		equal(page.lang, await page.locator('html').getAttribute('lang'), 'after the form');
		await logIn(page, { login, password: FRESH });
		check(await says(page, 'Det här är näst på tur'), 'not at home');
	});
	await withPage(context, {}, async (page) => {
		await page.goto(address);
		await readInOwnLanguage(page);
		await choosePassword(page);
		await page.locator('.ds-error-summary').waitFor();
		check(await says(page, 'Länken gäller inte. Den kan vara använd, för gammal eller ' +
			'ersatt av en nyare. Be den som gav dig den om en ny.'), 'used twice');
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

testInBoth('a password from the command line is changed first of all', async (context) => {
	const login = `ny.tre.${context.lang}`;

	user(context, 'add', login, '--name', 'Nya Tredje');
	user(context, 'grant', login, 'catalogue_editor', '--at', 'sodertalje');
	const handed = user(context, 'password', login).split(' ')[2];

	await withPage(context, {}, async (page) => {
		await page.goto('/in');
		await readInOwnLanguage(page);
		await page.locator('input[autocomplete=username]').fill(login);
		await page.locator('input[type=password]').fill(handed);
		await page.locator('main button[type=submit]').click();
		await page.waitForURL('**/in/losenord*');
		equal(page.lang, await page.locator('html').getAttribute('lang'), 'after the log-in');
		await inspect(page, 'in-losenord');
		await page.goto('/katalog');
		equal('/in/losenord', new URL(page.url()).pathname, 'before the change');
		await page.locator('input[autocomplete=current-password]').fill(handed);
		await choosePassword(page);
		await readHome(page);
		check(await says(page, 'Ditt lösenord har återställts.'), 'no notice');
		await inspect(page, 'hem-handelser');
		await button(page, 'Jag har läst det').click();
		await page.waitForURL('**/hem');
		check(!await says(page, 'Ditt lösenord har återställts.'), 'the notice stays');
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

testInBoth('the end after twelve hours is announced ten minutes before, and leaves nothing',
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
			check((await line.innerText()).includes(
				page.lang === 'en' ? 'in 10 minutes' : 'om 10 minuter'), 'not how long');
			await inspect(page, 'snart-slut');
			await page.context().clearCookies();
			await page.clock.runFor(10 * MINUTE);
			await page.waitForURL('**/in?m=slut*');
			check(await says(page, LOGGED_OUT), 'no reason in the language of before');
		});
	});

testInBoth('the idle limit is announced, can be moved by keyboard, and leaves nothing behind',
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
			await page.waitForURL('**/in?m=slut*');
			check(await says(page, LOGGED_OUT), 'no reason in the language of before');
			await inspect(page, 'in-slut');
		});
	});
