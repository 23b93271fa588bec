// Lighthouse on ten kinds of page, accessibility only: make lighthouse.  Anything under 100 fails.
// node tools/lighthouse/run.mjs [NAME ...] for some of them.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import lighthouse from 'lighthouse';
import { chromium } from 'playwright-core';
import { openPage, pages, routesOfProgram } from '../../tests/web/pages.mjs';
import { forgetDemo, makeDemo, startServer } from '../../tests/web/server.mjs';
import { button, logIn } from '../../tests/web/steps.mjs';

// Names of tests/web/pages.mjs; each is opened by the role that stands there.
const TEN = ['finder-k', 'akut', 'in', 'hem', 'fragor', 'papper-tomt', 'katalog-visad',
	'statistik-forbundschef', 'granskning-logg', 'admin-konto'];
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser'];
const routes = routesOfProgram();

async function freePort() {
	const probe = createServer();

	await new Promise((done) => probe.listen(0, '127.0.0.1', done));
	const { port } = probe.address();
	await new Promise((done) => probe.close(done));
	return port;
}

// The seven questions come after a talk was begun, so no address alone leads there.
async function beginTalk(page, user) {
	await logIn(page, user);
	await page.locator('main a[href^="/samtal/nytt"]').first().click();
	await button(page, 'Allt stämmer, börja').click();
	await page.waitForURL('**/samtal/fragor');
}

async function standOn(page, name, server) {
	const one = pages.get(name);
	const user = server.user(name === 'fragor' ? 'caseworker' : one.role);

	if (name === 'fragor')
		return beginTalk(page, user);
	if (user)
		await logIn(page, user);
	await openPage(page, one, routes, user);
}

const faultsOf = ({ audits, categories }) => categories.accessibility.auditRefs
	.filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 1)
	.map(({ id }) => `    ${id}: ${audits[id].title}`);

/*
 * A browser of its own for each page: Lighthouse asks the running one for the page once more, with
 * the cookies that are there, as somebody with a telephone would see it.
 */
async function examine(name, server) {
	const profile = mkdtempSync(join(tmpdir(), 'lotsa-lighthouse-'));
	const port = await freePort();
	const browsing = await chromium.launchPersistentContext(profile, {
		executablePath: CHROMIUM.find(existsSync), baseURL: server.origin, locale: 'sv-SE',
		args: ['--no-sandbox', '--disable-gpu', `--remote-debugging-port=${port}`],
	});

	try {
		const page = browsing.pages()[0];

		await standOn(page, name, server);
		const { lhr } = await lighthouse(page.url(), { port, logLevel: 'error',
			onlyCategories: ['accessibility'], disableStorageReset: true });

		if (lhr.runtimeError)
			throw new Error(`${name}: ${lhr.runtimeError.message}`);
		const arrived = new URL(lhr.finalDisplayedUrl).pathname;
		if (arrived !== new URL(page.url()).pathname)
			throw new Error(`${name}: came to ${arrived}`);
		return { score: Math.round(100 * lhr.categories.accessibility.score),
			version: lhr.lighthouseVersion, path: pages.get(name).route,
			faults: faultsOf(lhr) };
	} finally {
		await browsing.close();
		rmSync(profile, { recursive: true, force: true });
	}
}

const named = process.argv.slice(2);
const wanted = TEN.filter((name) => !named.length || named.includes(name));

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..', '..'));
const demo = makeDemo('build/lotsa');
const server = await startServer('build/lotsa', demo);
let below = 0;

try {
	for (const name of wanted) {
		const { score, version, path, faults } = await examine(name, server);

		console.log([`| ${name} | \`${path}\` | ${score} (Lighthouse ${version}) |`,
			...faults].join('\n'));
		below += score < 100;
	}
} finally {
	await server.stop();
	forgetDemo(demo);
}
console.log(`${wanted.length - below} pages have 100, ${below} have less`);
process.exit(below || !wanted.length ? 1 : 0);
