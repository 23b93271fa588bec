// Every kind of page is inspected, as every role, before the journeys change what stands on them.
import { withPage } from '../browser.mjs';
import { check, equal, note, test, testApart } from '../harness.mjs';
import { inspect, inspectFrame } from '../inspect.mjs';
import {
	NO_PAGE, openPage, openPages, pages, roles, routeOf, routesOfProgram,
} from '../pages.mjs';
import { logIn } from '../steps.mjs';

const routes = routesOfProgram();
const statusOf = ({ name }) =>
	name.startsWith('finns-inte') ? 404 : name.startsWith('nekad') ? 403 : 200;

test('every route that shows something is in the list of pages, or has a reason not to be',
	() => {
		const listed = new Set([...pages.values()].map(({ route }) => route));

		for (const route of routes) {
			const isNamed = listed.has(route), hasReason = route in NO_PAGE;

			if (isNamed === hasReason)
				note(`${route}: ${isNamed ? 'in the list and left out'
					: 'is neither in tests/web/pages.mjs nor left out there'}`);
		}
		for (const route of [...listed, ...Object.keys(NO_PAGE)])
			check(!route || routes.includes(route), `${route} is no route any more`);
	});

for (const role of roles)
	testApart(`every kind of page that ${role ?? 'a stranger'} opens is sound in light, dark, `
		+ 'at 320 px, without script, by keyboard and as it is heard', async (context) => {
		await withPage(context, {}, async (page) => {
			if (role)
				await logIn(page, context.server.user(role));
			else
				await page.goto('/');
			await inspectFrame(page, `ram-${role ?? 'ingen'}`);
			for (const one of openPages.filter((other) => other.role === role)) {
				const response = await openPage(page, one, routes,
					context.server.user(role));

				equal(statusOf(one), response.status(), `${one.name} at ${page.url()}`);
				if (one.route && routeOf(new URL(page.url()).pathname, routes) !== one.route)
					note(`${one.name} led to ${page.url()}`);
				await inspect(page, one.name);
			}
		});
	});
