// Every page once in English: its language is said, its HTML is valid, no Swedish word of the program is
// left, and what people have written in Swedish says that it is Swedish (WCAG 3.1.2).
import { withPage } from '../browser.mjs';
import { faultsOfEnglish } from '../english.mjs';
import { equal, note, test } from '../harness.mjs';
import { faultsOfNames } from '../inspect.mjs';
import { choose } from '../keyboard.mjs';
import { openPage, openPages, roles, routesOfProgram } from '../pages.mjs';
import { logIn } from '../steps.mjs';

const routes = routesOfProgram();
// Who is not logged in chooses an edition instead, /en, which 12-finder goes through.
const staff = roles.filter(Boolean);

for (const role of staff)
	test(`every page of ${role} is in English when she has chosen that`, async (context) => {
		await withPage(context, {}, async (page) => {
			const user = context.server.user(role);

			await logIn(page, user);
			await choose(page, 'en');
			for (const one of openPages.filter((other) => other.role === role)) {
				await openPage(page, one, routes, user);
				equal('en', await page.locator('html').getAttribute('lang'), one.name);
				for (const fault of await faultsOfEnglish(page))
					note(`${one.name} at ${page.url()}: ${fault}`);
				for (const fault of await faultsOfNames(page))
					note(`${one.name}: ${fault}`);
			}
		});
	});
