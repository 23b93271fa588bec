// Every kind of page that the program has: one list for inspection, pictures and goldens.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const CASEWORKER = 'caseworker', LEAD = 'team_lead', EDITOR = 'catalogue_editor';
const MANAGER = 'association_manager', ANALYST = 'national_analyst';
const AUDITOR = 'auditor', ADMIN = 'administrator', NATION_ADMIN = 'administrator.landet';

// The key of a second step is shown once it was asked for; nothing is turned on.
async function beginSecondStep(page, user) {
	await page.goto('/konto');
	await page.locator('main input[name=kod-password]').fill(user.password);
	await page.locator('main form:has(input[name=kod-password]) button').click();
	await page.waitForURL('**/konto/kod');
	return page.sentDocument;
}

/*
 * Pages that anybody of a role can open at once: [name, route, role, way].  The way is an address, or
 * for a route with a hole the page whose first link fits it, or a function that goes there.
 */
const OPEN = [
	['start', '/', null],
	['finder-k', '/k', null],
	['finder-tryckt', '/K', null],
	['finder-english', '/en', null],
	['finder-latt', '/latt', null],
	['kort-att-skriva-ut', '/k/kort', null],
	['kort-english', '/en/kort', null],
	['kort-latt', '/latt/kort', null],
	['akut', '/akut', null],
	['in', '/in', null],
	['in-kod-utan', '/in/kod', null],
	['in-lank-utan', '/in/lank', null],
	['tillganglighet', '/tillganglighet', null],
	['personuppgifter', '/personuppgifter', null],
	['finns-inte', null, null, '/finns-inte'],

	['hem', '/hem', CASEWORKER],
	['hem-dagen', '/hem/dagen', CASEWORKER],
	['samtal', '/samtal', CASEWORKER],
	['egna-ord', '/samtal/egna-ord', CASEWORKER],
	['samtal-nytt', '/samtal/nytt/:id', CASEWORKER, '/samtal'],
	['kort-nytt', '/samtal/kort/nytt', CASEWORKER],
	['kort-sokt', '/samtal/oppning', CASEWORKER],
	['papper-tomt', '/samtal/papper', CASEWORKER],
	['vagledning-tom', '/vagledning', CASEWORKER],
	['lotsningar', '/lotsningar', CASEWORKER],
	['lotsning-ny', '/lotsningar/ny', CASEWORKER, '/lotsningar/ny'],
	['lotsning-visad', '/lotsningar/:id', CASEWORKER, '/lotsningar'],
	['lotsning-las', '/lotsningar/:id/las', CASEWORKER, '/lotsningar/:id'],
	['lotsning-oppning', '/lotsningar/oppning', CASEWORKER],
	['katalog', '/katalog', CASEWORKER],
	['katalog-visad', '/katalog/:id', CASEWORKER, '/katalog'],
	['katalog-ny', '/katalog/ny', CASEWORKER],
	['katalog-upphorda', '/katalog/upphorda', CASEWORKER],
	['katalog-forslag', '/katalog/:id/andring', CASEWORKER, '/katalog/:id'],
	['katalog-historik', '/katalog/:id/historik', CASEWORKER, '/katalog/:id'],
	['statistik-team', '/statistik', CASEWORKER],
	['konto', '/konto', CASEWORKER],
	['konto-kod', '/konto/kod', CASEWORKER, beginSecondStep],
	['konto-kvar', '/konto/kvar', CASEWORKER],
	['plats', '/plats', CASEWORKER],
	['handbok-framsida', '/handbok', CASEWORKER],
	['handbok-kapitel', '/handbok/:code', CASEWORKER, '/handbok'],

	['hem-teamsamordnare', '/hem', LEAD],
	['samtal-teamsamordnare', '/samtal', LEAD],
	['kort-oppningar', '/samtal/oppningar', LEAD],
	['inte-tillfragade', '/samtal/ej-tillfragade', LEAD],
	['antal-att-fraga', '/samtal/underlag', LEAD],
	['lotsningar-teamsamordnare', '/lotsningar', LEAD],
	['lotsning-oppningar', '/lotsningar/oppningar', LEAD],
	['statistik-teamsamordnare', '/statistik', LEAD],
	['bekraftelser-inga', '/bekraftelser', LEAD],

	['hem-katalogredaktor', '/hem', EDITOR],
	['katalog-redaktor', '/katalog', EDITOR],
	['katalog-kontrollera', '/katalog/att-kontrollera', EDITOR],
	['katalog-redaktor-visad', '/katalog/:id', EDITOR, '/katalog'],
	['katalog-uppgifter', '/katalog/:id/uppgifter', EDITOR, '/katalog/:id'],
	['katalog-andringar', '/katalog/andringar', EDITOR],
	['katalog-andring', '/katalog/andringar/:id', EDITOR, '/katalog/andringar'],
	['material', '/material', EDITOR],
	['material-version', '/material/:id', EDITOR, '/material'],
	['texter', '/vagledning/texter', EDITOR],
	['text', '/vagledning/texter/:code', EDITOR, '/vagledning/texter'],

	['hem-forbundschef', '/hem', MANAGER],
	['statistik-forbundschef', '/statistik', MANAGER],
	['rapport', '/rapport', MANAGER],
	['rapport-ar', '/rapport', MANAGER, '/rapport?ar=2025'],
	['rapport-text', '/rapport/text', MANAGER],
	['publicerat', '/statistik/forbund', MANAGER],

	['hem-analytiker', '/hem', ANALYST],
	['nation', '/statistik/nation', ANALYST],
	['statistik-analytiker', '/statistik', ANALYST],
	['nekad-analytiker', null, ANALYST, '/samtal'],

	['hem-granskare', '/hem', AUDITOR],
	['granskning-logg', '/granskning', AUDITOR],
	['granskning-borja', '/granskning/ny', AUDITOR],
	['granskning-lista', '/granskning/lista', AUDITOR],

	['hem-administrator', '/hem', ADMIN],
	['admin', '/admin', ADMIN],
	['admin-konto-nytt', '/admin/konton/nytt', ADMIN],
	['admin-konto-befintligt', '/admin/konton/befintligt', ADMIN],
	['admin-konto', '/admin/konton/:id', ADMIN, '/admin'],
	['admin-roll', '/admin/konton/:id/roll', ADMIN, '/admin/konton/:id'],
	['admin-begaran', '/admin/begaran', ADMIN],
	['admin-insatser', '/admin/insatser', ADMIN],
	['admin-insats-ny', '/admin/insatser/ny', ADMIN],
	['admin-insats', '/admin/insatser/:id', ADMIN, '/admin/insatser'],
	['admin-team-nytt', '/admin/team/nytt', ADMIN],
	['admin-team', '/admin/team/:id', ADMIN, '/admin/insatser'],

	['admin-program', '/admin/program', NATION_ADMIN],
];

// States of pages that a journey comes to: [name, route].
const MET = [
	['in-fel', '/in'], ['in-slut', '/in'], ['in-lank', '/in/lank'],
	['in-lank-anvand', '/in/lank'], ['in-losenord', '/in/losenord'],
	['hem-handelser', '/hem'], ['snart-ut', '/hem'], ['snart-slut', '/hem'],
	['nekad', null],
	['papper', '/samtal/papper'], ['papper-sparat', '/samtal/papper'],
	['papper-fel', '/samtal/papper'], ['papper-upplevelse', '/samtal/papper'],
	['papper-kan-angras', '/samtal/papper'],
	['innan', '/samtal/nytt/:id'], ['fragor', '/samtal/fragor'],
	['fragor-upplevelse', '/samtal/fragor'], ['fragor-sista', '/samtal/fragor'],
	['fragor-tva-sprak', '/samtal/fragor'],
	['slut', '/samtal/slut'], ['paus', '/samtal/dold'], ['pin', '/samtal/personal'],
	['vagledning', '/samtal/personal'], ['vagledning-lage', '/vagledning'],
	['kort-oppnat', '/samtal/kort/:id'], ['las', '/samtal/kort/:id/las'],
	['las-oppnat', '/samtal/kort/:id/las'], ['las-samordnare', '/samtal/kort/:id/las'],
	['oppning', '/samtal/oppning'], ['oppningar', '/samtal/oppningar'],
	['ej-tillfragade', '/samtal/ej-tillfragade'], ['underlag', '/samtal/underlag'],
	['samtal-angra', '/samtal'],
	['lotsning', '/lotsningar/:id'], ['lotsning-slut', '/lotsningar/:id'],
	['lotsning-nej', '/lotsningar/:id'],
	['lotsning-steg', '/lotsningar/:id/steg'], ['lapp', '/lotsningar/:id/lapp'],
	['statistik', '/statistik'], ['tjanst', '/katalog/:id'],
	['att-kontrollera', '/katalog/att-kontrollera'],
	['bekrafta-lank', '/katalog/:id'], ['bekrafta-utan', '/bekrafta'],
	['bekrafta', '/bekrafta'], ['bekrafta-tack', '/bekrafta/tack'],
	['bekrafta-slut', '/bekrafta'],
	['synlighet', '/katalog/:id/uppgifter'],
	['andring', '/katalog/:id/andring'], ['andring-vantar', '/katalog/:id'],
	['andringar', '/katalog/andringar'], ['andring-godta', '/katalog/andringar/:id'],
	['andring-historik', '/katalog/:id/historik'],
	['ny', '/katalog/ny'], ['ny-godta', '/katalog/andringar/:id'],
	['upphord', '/katalog/:id'], ['upphorda', '/katalog/upphorda'],
	['andring-egen', '/katalog/andringar/:id'], ['andring-krock', '/katalog/:id/andring'],
	['logg', '/granskning'], ['granskning-ny', '/granskning/ny'],
	['granskning', '/granskning/:id'], ['granskningar', '/granskning/lista'],
	['admin-inbjudan', '/admin/konton/nytt'], ['bekraftelser', '/bekraftelser'],
	['bekraftelse', '/bekraftelser/:id'], ['handbok', '/handbok'],
	['handbok-fraga', '/handbok/:code'], ['meny', '/hem'],
	['ovning', '/ovning'], ['ovning-innan', '/ovning/samtal/nytt'],
	['ovning-fragor', '/ovning/samtal/fragor'], ['ovning-dold', '/ovning/samtal/dold'],
	['ovning-slut', '/ovning/samtal/slut'], ['ovning-vagledning', '/ovning/samtal/personal'],
	['ovning-lotsning', '/ovning/lotsningar/ny'], ['ovning-klart', '/ovning/klart'],
	...[['sv', '/k'], ['en', '/en'], ['latt', '/latt']].flatMap(([edition, route]) => [
		...[1, 2, 3, 4].map((step) => [`finder-${edition}-${step}`, route]),
		[`finder-${edition}-kort`, `${route}/kort`]]),
	['finder-plain', '/latt'],
	['material-haller', '/material/:id'], ['material-utgiven', '/material/:id'],
];

// Routes that show no page of their own, and why.
export const NO_PAGE = {
	'/ut': 'leads out of the house',
	'/bekrafta/slut': 'shows what bekrafta-slut shows',
	'/healthz': 'plain text for a machine',
	'/readyz': 'plain text for a machine',
	'/.well-known/security.txt': 'plain text',
	'/samtal/nytt': 'as /samtal/nytt/:id, for a team that counts only',
	'/api': 'open data', '/services': 'open data', '/services/:code': 'open data',
	'/organizations': 'open data', '/organizations/:code': 'open data',
	'/service_at_locations': 'open data', '/service_at_locations/:code': 'open data',
	'/taxonomies': 'open data', '/taxonomies/:code': 'open data',
	'/taxonomy_terms': 'open data', '/taxonomy_terms/:code': 'open data',
	'/statistik/tackning': 'a file',
	'/rapport/pdf': 'a file', '/rapport/xlsx': 'a file',
	'/statistik/nation/:code': 'a file',
	'/granskning/utdrag': 'a file',
	'/material/:id/fil': 'a file',
	'/handbok/bild/:code': 'a picture',
	'/konto/kod/bild': 'a picture',
};

// Pages that no GET alone shows, so that `make bench` leaves them out, and why.
export const NOT_MEASURED = {
	'/in/losenord': 'after a first log-in; a form as /in',
	'/konto/kod': 'after its posting',
	'/samtal/fragor': 'as /ovning/samtal/fragor, once a talk was begun',
	'/samtal/dold': 'as /ovning/samtal/dold', '/samtal/personal': 'as /ovning/samtal/personal',
	'/samtal/kort/:id': 'after a search', '/samtal/kort/:id/las': 'after a search',
	'/lotsningar/:id/steg': 'only where a step was refused',
	'/granskning/:id': 'after a review was begun',
	'/admin/konton/:id/roll': 'a form as /admin/konton/nytt',
};

const listed = [...OPEN, ...MET].map(([name, route, role, way]) =>
	({ name, route, role, way }));

export const pages = new Map(listed.map((page) => [page.name, page]));
export const openPages = OPEN.map(([name]) => pages.get(name));
export const roles = [...new Set(openPages.map(({ role }) => role))];

// "/katalog/:id" as an expression that an address fits.
const fits = (route) =>
	new RegExp(`^${route.replace(/:id/g, '\\d+').replace(/:code/g, '[\\w-]+')}$`);

// The page that serves an address, by its route: what is written out goes before what has holes.
export function routeOf(path, routes) {
	const found = routes.filter((route) => fits(route).test(path));

	return found.find((route) => !route.includes(':')) ||
		found.find((route) => !route.includes(':code')) || found[0];
}

// Stands on a page of OPEN; gives what the server answered.
export async function openPage(page, { route, way }, routes, user) {
	if (typeof way === 'function')
		return way(page, user);
	if (way?.includes(':'))
		await openPage(page, [...pages.values()].find((other) => other.route === way),
			routes, user);
	if (!route?.includes(':'))
		return page.goto(way ?? route);
	if (!way.includes(':'))
		await page.goto(way);
	const links = await page.locator('main a[href^="/"]').evaluateAll((found) =>
		found.map((a) => a.getAttribute('href')));
	const link = links.find((href) => routeOf(href.split('?')[0], routes) === route);

	if (!link)
		throw new Error(`${page.url()} has no link to ${route}`);
	return page.goto(link);
}

function sources(folder) {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);

		if (entry.isDirectory())
			return sources(path);
		return entry.name.endsWith('.c') && !entry.name.startsWith('test_') ? [path] : [];
	});
}

// The GET routes of every room, as its table names them: by a string, or by a macro for one.
export function routesOfProgram() {
	return ['src/app', 'src/features'].flatMap(sources).flatMap((path) => {
		const text = readFileSync(path, 'utf8');
		const macros = Object.fromEntries([...text.matchAll(/^#define (\w+) "([^"]+)"$/gm)]
			.map(([, name, value]) => [name, value]));

		const found = [...text.matchAll(/^\s*GET\(([A-Z_]+|"[^"]+")( "[^"]+")?/gm)];

		return found.map(([, head, tail]) =>
			(macros[head] ?? head.slice(1, -1)) + (tail?.slice(2, -1) ?? ''));
	});
}
