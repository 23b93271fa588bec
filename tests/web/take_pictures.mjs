// Takes the pictures of the handbook anew, with the words that they show: make pictures
import { readFileSync, writeFileSync } from 'node:fs';
import { launch, withPage } from './browser.mjs';
import { FOLDER, GOLDEN, PICTURES, VIEWPORT, golden, openPicture } from './pictures.mjs';
import { forgetDemo, makeDemo, startServer } from './server.mjs';

const demo = makeDemo('build/lotsa');
const server = await startServer('build/lotsa', demo);
const browser = await launch();
const context = { server, browser };
const sections = [];

async function take(page, browsing, picture) {
	const devtools = await browsing.newCDPSession(page);
	const y = picture.from
		? await page.locator(picture.from).evaluate((element) =>
			element.getBoundingClientRect().top + scrollY - 16)
		: 0;
	const end = await page.locator('main').evaluate((main) =>
		Math.ceil(main.lastElementChild.getBoundingClientRect().bottom + scrollY + 16));
	const clip = { x: 0, y, width: VIEWPORT.width, scale: 1,
		height: Math.min(VIEWPORT.height, end - y) };

	await page.evaluate(() => document.activeElement.blur());
	const { data } = await devtools.send('Page.captureScreenshot',
		{ format: 'webp', quality: 50, clip, captureBeyondViewport: true });
	writeFileSync(`${FOLDER}/${picture.name}.webp`, Buffer.from(data, 'base64'));
	sections.push(`== ${picture.name}\n${await golden(page, picture)}\n`);
}

try {
	for (const picture of PICTURES)
		await withPage(context, { viewport: VIEWPORT }, async (page, browsing) => {
			await openPicture(context, page, picture);
			await take(page, browsing, picture);
			const { length } = readFileSync(`${FOLDER}/${picture.name}.webp`);
			console.log(`${picture.name}.webp: ${length} bytes`);
		});
	writeFileSync(GOLDEN, sections.join('\n'));
} finally {
	await browser.close();
	await server.stop();
	forgetDemo(demo);
}
