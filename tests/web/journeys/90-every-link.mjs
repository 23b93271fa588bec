// Every link that a role can follow leads to a page, and to one that is in the list.
import { withPage } from '../browser.mjs';
import { check, testApart } from '../harness.mjs';
import { pages, roles, routeOf, routesOfProgram } from '../pages.mjs';
import { logIn } from '../steps.mjs';

const routes = routesOfProgram();
// Pages that end the session, leave the house, or are files.
const NOT_FOLLOWED = /^\/(ut|fil|logga-ut|in)(\/|$)|\/(bild|tackning|utdrag|fil)$/;

async function linksOf(page) {
	return page.locator(':is(main, .site-nav, .site-tools, .site-footer) a[href^="/"]')
		.evaluateAll((links) => links.map((a) => a.pathname + a.search));
}

async function walk(page) {
	const waiting = await linksOf(page), seen = new Set();
	const listed = new Set([...pages.values()].map(({ route }) => route));

	while (waiting.length) {
		const way = waiting.shift(), path = way.split('?')[0];
		const route = routeOf(path, routes);

		if (seen.has(route) || NOT_FOLLOWED.test(path))
			continue;
		seen.add(route);
		const response = await page.goto(way).catch((error) => {
			if (!/Download is starting/.test(error.message))
				throw error;
		});
		if (!response || !response.headers()['content-type']?.startsWith('text/html'))
			continue;
		check(response.status() === 200, `${response.status()} at ${way}`);
		check(listed.has(route), `${way} is not in the list of pages`);
		waiting.push(...await linksOf(page));
	}
}

for (const role of roles.filter(Boolean))
	testApart(`every link that the ${role} finds leads somewhere`, async (context) => {
		await withPage(context, {}, async (page) => {
			await logIn(page, context.server.user(role));
			await walk(page);
		});
	});
