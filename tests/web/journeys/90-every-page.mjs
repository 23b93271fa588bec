// Every page that a role reaches by links, whatever journeys there are, is inspected once.
import { withPage } from '../browser.mjs';
import { check, test } from '../harness.mjs';
import { inspect } from '../inspect.mjs';
import { logIn } from '../steps.mjs';

// Pages that end the session, leave the house, or are files.
const NOT_FOLLOWED = /^\/(ut|fil|logga-ut|in)(\/|$)|\/(bild|tackning|fil)$/;

// "/lotsningar/17" and "/lotsningar/18" are one page, and so is every text of guidance.
function pattern(path) {
	return path.replace(/\/\d+(?=\/|$)/g, '/id').replace(/(\/texter)\/[\w-]+/, '$1/kod');
}

async function linksOf(page) {
	return page.locator('main a[href^="/"], .site-nav a, .site-tools a').evaluateAll((links) =>
		links.map((a) => a.pathname + a.search));
}

const inspected = new Set();

async function walk(page) {
	const waiting = await linksOf(page), seen = new Set();

	while (waiting.length) {
		const way = waiting.shift(), name = pattern(way.split('?')[0]);

		if (seen.has(name) || NOT_FOLLOWED.test(name))
			continue;
		seen.add(name);
		const response = await page.goto(way).catch((error) => {
			if (!/Download is starting/.test(error.message))
				throw error;
		});
		if (!response || !response.headers()['content-type']?.startsWith('text/html'))
			continue;
		check(response.status() === 200, `${response.status()} at ${way}`);
		waiting.push(...await linksOf(page));
		if (!inspected.has(name))
			await inspect(page, `sida${name.replaceAll('/', '-')}`);
		inspected.add(name);
	}
}

for (const role of ['caseworker', 'team_lead', 'catalogue_editor', 'association_manager',
	'national_analyst', 'auditor', 'administrator'])
	test(`every page that the ${role} reaches by links is sound`, async (context) => {
		await withPage(context, {}, async (page) => {
			await logIn(page, context.server.user(role));
			await walk(page);
		});
	});
