// A service says itself whether its facts are right, by a link that works once.
import { withPage } from '../browser.mjs';
import { check, equal, test } from '../harness.mjs';
import { inspect } from '../inspect.mjs';
import { button, logIn, text } from '../steps.mjs';

for (const js of [true, false])
	test(`a service answers by a link of its own, once${js ? '' : ', without JavaScript'}`,
		async (context) => {
			let service, address;

			await withPage(context, { js }, async (page) => {
				await logIn(page, context.server.user('catalogue_editor'));
				await page.goto('/katalog/att-kontrollera');
				await page.locator('main li h2 a').first().click();
				service = page.url();
				await button(page, 'Gör en länk till verksamheten').click();
				equal(service, page.url(), 'where the link is shown');
				address = /https?:\/\/\S+\/bekrafta\/\S+/.exec(await text(page))?.[0];
				check(address, `no link: ${await text(page)}`);
				await inspect(page, 'bekrafta-lank');
				await page.goto(service);
				check(!(await text(page)).includes(address), 'the link is shown twice');
			});
			await withPage(context, { js }, async (page) => {
				await page.goto(address);
				await inspect(page, 'bekrafta');
				await page.locator('main input[type=radio]').first().check();
				await button(page, 'Svara').click();
				check((await text(page)).includes('Svaret är sparat'), 'no thanks');
				await inspect(page, 'bekrafta-tack');
				await page.goto(address);
				check((await text(page)).includes('gäller inte längre'), 'it works twice');
				await inspect(page, 'bekrafta-slut');
			});
		});
