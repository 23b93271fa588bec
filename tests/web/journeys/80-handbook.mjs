// The handbook: read by every role, and its pictures show the pages as they are.
import { readFileSync, statSync } from 'node:fs';
import { withPage } from '../browser.mjs';
import { check, equal, test } from '../harness.mjs';
import { inspect } from '../inspect.mjs';
import {
	FOLDER, GOLDEN, PICTURES, VIEWPORT, golden, goldenOf, openPicture,
} from '../pictures.mjs';
import { link, logIn, text } from '../steps.mjs';

const PICTURE_MAX = 40 * 1024;

test('the pictures of the handbook show the pages as they are', async (context) => {
	const goldens = readFileSync(GOLDEN, 'utf8');

	for (const picture of PICTURES)
		await withPage(context, { viewport: VIEWPORT }, async (page) => {
			await openPicture(context, page, picture);
			equal(goldenOf(goldens, picture.name), await golden(page, picture),
				`${picture.name} is not as in the handbook (make pictures)`);
		});
	for (const { name } of PICTURES) {
		const { size } = statSync(`${FOLDER}/${name}.webp`);

		check(size <= PICTURE_MAX, `${name}.webp has ${size} bytes`);
	}
});

test('the handbook is one click away, and one\'s own chapter stands first', async (context) => {
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
		await link(page, 'sidan för dig').click();
		check((await text(page)).includes('30 minuter'), 'not at the chapter about guidance');
	});
});
