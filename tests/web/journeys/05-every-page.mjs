// Every kind of page is inspected, as every role, before the journeys change what stands on them.
import { readFileSync } from 'node:fs';
import { withPage } from '../browser.mjs';
import { check, equal, note, test, testApart } from '../harness.mjs';
import { inspect, inspectFrame } from '../inspect.mjs';
import {
	NOT_MEASURED, NO_PAGE, openPage, openPages, pages, roles, routeOf, routesOfProgram,
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

test('every page is measured by make bench, or has a reason not to be', () => {
	const source = readFileSync('tests/bench/pages.c', 'utf8');
	const measured = new Set([...source.matchAll(/^\t\{ [A-Z_]+, "([^"]+)"/gm)]
		.map(([, route]) => route));

	check(measured.size > 50, `only ${measured.size} pages of tests/bench/pages.c are found`);
	for (const route of routes.filter((one) => !(one in NO_PAGE)))
		if (measured.has(route) === route in NOT_MEASURED)
			note(`${route}: ${measured.has(route) ? 'measured and left out'
				: 'is neither in tests/bench/pages.c nor left out in pages.mjs'}`);
	for (const route of [...measured, ...Object.keys(NOT_MEASURED)])
		check(routes.includes(route), `${route} is no route any more`);
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
