// The handbook: read by every role.
import { withPage } from '../browser.mjs';
import { check, equal, testInBoth } from '../harness.mjs';
import { inspect } from '../inspect.mjs';
import { link, logIn, text } from '../steps.mjs';

const HANDBOOK = 'the handbook is one click away, and one\'s own chapter stands first';

testInBoth(HANDBOOK, async (context) => {
	await withPage(context, {}, async (page) => {
		await logIn(page, context.server.user('caseworker'));
		await link(page, 'Handbok').click();
		await inspect(page, 'handbok');
		await page.locator('main .ways a').first().click();
		equal('Fråga', await page.locator('h1').innerText(), 'chapter');
		await inspect(page, 'handbok-fraga');
		const broken = await page.locator('main img').evaluateAll((pictures) =>
			pictures.filter((picture) => !picture.naturalWidth).length);
		equal(0, broken, 'pictures that are not shown');
		await page.getByRole('link', { name: 'sidan för dig' }).first().click();
		check((await text(page)).includes('30 minuter'), 'not at the chapter about guidance');
	});
});
