// What is done seldom: one's own account, another place, the association's texts, and endings.
import { createHmac } from 'node:crypto';
import { withPage } from '../browser.mjs';
import { check, equal, testApartInBoth, testInBoth } from '../harness.mjs';
import { button, inWords, link, logIn, main, openMenu, says, text } from '../steps.mjs';

const PASSWORD = 'stilla vik med fyra båtar', PIN = '927461';
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', STEP_MS = 30000;

// What an app shows for a key at that time.
function codeOf(key, now) {
	const bits = [...key.replace(/\s/g, '')].map((letter) =>
		BASE32.indexOf(letter).toString(2).padStart(5, '0')).join('');
	const secret = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
	const count = Buffer.alloc(8);

	count.writeBigUInt64BE(BigInt(Math.floor(now / STEP_MS)));
	const sum = createHmac('sha1', secret).update(count).digest();
	const at = sum.readUInt32BE(sum.at(-1) & 0xf) & 0x7fffffff;

	return String(at % 1000000).padStart(6, '0');
}

// Fills fields by their names, and presses the button of their form.
async function send(page, fields) {
	const [first] = Object.keys(fields);

	for (const [name, value] of Object.entries(fields))
		await page.locator(`main [name=${name}]`).fill(value);
	await page.locator(`main form:has([name=${first}]) button[type=submit]`).click();
	equal(0, await page.locator('.ds-error-summary').count(), `refused: ${first}`);
}

const isTold = async (page, what) =>
	equal(1, await page.locator('main [role=status]').count(), `told of ${what}`);

// To the log-in, with nothing checked after it.
async function knock(page, { login }, password) {
	await page.goto('/in');
	await page.locator('input[name=login]').fill(login);
	await page.locator('input[name=password]').fill(password);
	await page.locator('main button[type=submit]').click();
}

testApartInBoth('a PIN, a password and a second step of her own, used at the next log-in',
	async (context) => {
		const user = context.server.user('caseworker');
		let spare;

		await withPage(context, {}, async (page) => {
			await logIn(page, user);
			await openMenu(page);
			await link(page, 'Mitt konto').click();
			await send(page, { 'pin-password': user.password, pin: PIN });
			await isTold(page, 'the PIN');
			await send(page, { present: user.password, new: PASSWORD, again: PASSWORD });
			await isTold(page, 'the password');
			await send(page, { 'kod-password': PASSWORD });
			const key = await main(page).locator('code').innerText();

			await send(page, { kod: codeOf(key, context.server.now()) });
			check(await says(page, 'Inloggning i två steg är påslagen.'), 'not turned on');
			spare = await main(page).locator('li code').first().innerText();
		});
		await withPage(context, {}, async (page) => {
			await knock(page, user, user.password);
			equal(1, await page.locator('.ds-error-summary').count(), 'the old password');
			await knock(page, user, PASSWORD);
			await page.waitForURL('**/in/kod');
			await send(page, { kod: spare });
			await page.waitForURL('**/hem');
			await main(page).locator('a[href^="/samtal/nytt"]').first().click();
			await main(page).locator('button[value=borja]').click();
			await page.keyboard.press('Escape');
			await page.waitForURL('**/samtal/dold');
			await send(page, { pin: PIN });
			await page.waitForURL('**/samtal/fragor');
		});
	});

testApartInBoth('who works in two teams goes to the other one', async (context) => {
	const { run, data } = context.server;
	const OTHER = 'Alis arbetsrehabilitering';

	await withPage(context, {}, async (page) => {
		const user = context.server.user('caseworker');

		await logIn(page, user);
		check(!(await page.locator('header').innerText()).includes(OTHER), 'there already');
		run('user', 'grant', user.login, 'caseworker', '--at', 'sodertalje-kommun', '--team',
			OTHER, '--data', data);
		await page.goto('/hem');
		await openMenu(page);
		await link(page, 'Byt plats').click();
		await main(page).getByRole('button', { name: OTHER }).click();
		await page.waitForURL('**/hem');
		await openMenu(page);
		check((await page.locator('header').innerText()).includes(OTHER), 'not there');
	});
});

testInBoth('what the association writes stands in its report and in its guidance',
	async (context) => {
		const words = `Vi har övat samtalet i alla team, ${context.lang}.`;

		await withPage(context, {}, async (page) => {
			await logIn(page, context.server.user('association_manager'));
			await page.goto('/rapport');
			await link(page, 'Skriv om arbetet').click();
			await page.locator('main textarea').fill(words);
			await button(page, 'Spara').click();
			await page.goto('/rapport');
			check((await text(page)).includes(words), 'not in the report');
		});
		await withPage(context, {}, async (page) => {
			await logIn(page, context.server.user('catalogue_editor'));
			await page.goto('/vagledning/texter');
			const first = main(page).locator('tbody a').first();
			const about = await first.innerText();

			await first.click();
			await send(page, { text: words, kalla: 'Övningen, 2026' });
			check(await says(page, 'Texten är sparad och gäller från och med nu.'), 'not told');
			await link(page, 'Alla texter').click();
			equal(1, await main(page).locator('tr', { hasText: about })
				.getByText(inWords(page, 'egen text')).count(), 'marked as own');
		});
	});

testApartInBoth('an account is closed, and an intervention', async (context) => {
	const user = context.server.user('handlaggare.alis');

	await withPage(context, {}, async (page) => {
		await logIn(page, context.server.user('administrator'));
		await page.goto('/admin');
		await main(page).locator('a', { hasText: 'Handläggare, Alis' }).first().click();
		await button(page, 'Stäng av kontot').click();
		check(await says(page, 'Kontot är avstängt och utloggat överallt.'), 'not told');
		await page.goto('/admin/insatser');
		await main(page).getByRole('link', { name: 'Alis', exact: true }).click();
		await button(page, 'Stäng insatsen').click();
		check((await text(page)).includes(inWords(page, 'Stängt sedan {1}').split('{')[0]),
			'not closed');
		check(await button(page, 'Öppna igen').count() === 1, 'no way back');
	});
	await withPage(context, {}, async (page) => {
		await knock(page, user, user.password);
		equal(1, await page.locator('.ds-error-summary').count(), 'a closed account');
	});
});
