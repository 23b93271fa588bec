// The pictures of the handbook, taken of a fresh demo, are looked at before the journeys change it.
import { readFileSync, statSync } from 'node:fs';
import { withPage } from '../browser.mjs';
import { check, equal, test } from '../harness.mjs';
import {
	FOLDER, GOLDEN, PICTURES, VIEWPORT, golden, goldenOf, openPicture,
} from '../pictures.mjs';

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
