// A service says itself whether its facts are right, by a link that works once.
import { withPage } from '../browser.mjs';
import { check, equal, test, testInBoth } from '../harness.mjs';
import { inspect } from '../inspect.mjs';
import { button, logIn, text } from '../steps.mjs';

// Without a script the whole link is pasted; with one the page of its facts opens by itself.
async function openLink(page, address, js) {
	await page.goto(address);
	if (!js) {
		await page.locator('[name=lank]').fill(address);
		await button(page, 'Visa uppgifterna').click();
	}
	await page.locator('[name=lank]:visible').waitFor({ state: 'detached' });
	equal('/bekrafta', new URL(page.url()).pathname + new URL(page.url()).search, 'address');
}

for (const js of [true, false])
	(js ? testInBoth : test)(
		`a service answers by a link of its own, once${js ? '' : ', without JavaScript'}`,
		async (context) => {
			const sent = [];
			let service, address;

			await withPage(context, { js }, async (page) => {
				await logIn(page, context.server.user('catalogue_editor'));
				await page.goto('/katalog/att-kontrollera');
				await page.locator('main li h2 a').first().click();
				service = page.url();
				await button(page, 'Gör en länk till verksamheten').click();
				equal(service, page.url(), 'where the link is shown');
				address = /https?:\/\/\S+\/bekrafta#\S+/.exec(await text(page))?.[0];
				check(address, `no link: ${await text(page)}`);
				await inspect(page, 'bekrafta-lank');
				await page.goto(service);
				check(!(await text(page)).includes(address), 'the link is shown twice');
			});
			// The service itself is asked in Swedish, whoever asks.
			await withPage({ ...context, lang: 'sv' }, { js }, async (page) => {
				page.on('request', (request) => sent.push(request.url().replace(/#.*/, ''),
					JSON.stringify(request.headers())));
				await page.goto('/bekrafta');
				await inspect(page, 'bekrafta-utan');
				await openLink(page, address, js);
				await inspect(page, 'bekrafta');
				await page.locator('main input[type=radio]').first().check();
				await button(page, 'Svara').click();
				check((await text(page)).includes('svaret är sparat'), 'no thanks');
				await inspect(page, 'bekrafta-tack');
				await openLink(page, address, js);
				check((await text(page)).includes('gäller inte längre'), 'it works twice');
				await inspect(page, 'bekrafta-slut');
			});
			check(sent.length > 4 && !sent.join().includes(address.split('#')[1]),
				'the secret stands in an address or a header');
		});
