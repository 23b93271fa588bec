// Names as long as people make them: wrapped on every list, on a phone and on a desk.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withPage } from '../browser.mjs';
import { equal, testApart } from '../harness.mjs';
import { layoutFaults } from '../layout.mjs';
import { lookAtParts } from '../look.mjs';
import { logInFirst, makeUser } from '../made.mjs';
import { logIn, text } from '../steps.mjs';

const LONG = 'Krisochtraumamottagningsverksamhetssamordningsenheten för ';
const CATALOGUE = 'content/demo/sodertalje';

// The demo's catalogue as files, with `column` of each row lengthened.
function lengthen(folder, file, column) {
	const path = join(folder, file);
	const [head, ...rows] = readFileSync(path, 'utf8').trimEnd().split('\n');
	const longer = rows.map((row) => row.split(',')
		.map((cell, i) => (i === column ? LONG + cell : cell)).join(','));

	writeFileSync(path, `${[head, ...longer].join('\n')}\n`);
}

function renameAll(server) {
	const folder = mkdtempSync(join(tmpdir(), 'lotsa-names-'));

	try {
		cpSync(CATALOGUE, folder, { recursive: true });
		lengthen(folder, 'organisations.csv', 1);
		lengthen(folder, 'services.csv', 2);
		server.run('import', 'catalogue', folder, '--data', server.data);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

const PAGES = {
	caseworker: ['/katalog', '/lotsningar', '/lotsningar/ny'],
	catalogue_editor: ['/katalog/att-kontrollera', '/material'],
};

async function inspectWidths(page, path) {
	for (const width of [320, 1280]) {
		await page.setViewportSize({ width, height: 800 });
		await page.goto(path);
		equal('', (await layoutFaults(page)).join('; '), `${path} at ${width} px`);
	}
}

const saysTheName = async (page) =>
	equal(true, (await text(page)).includes(LONG.trim()), 'the long name is there');

testApart('a name longer than a phone is wide is wrapped on every list', async (context) => {
	renameAll(context.server);
	for (const [role, paths] of Object.entries(PAGES))
		await withPage(context, {}, async (page) => {
			await logIn(page, context.server.user(role));
			for (const path of paths)
				await inspectWidths(page, path);
			await page.goto('/katalog');
			await saysTheName(page);
		});
});

const PARTY = 'sodertalje-kommun';

// An intervention that has cards and one that has none, with a team each, all of long names.
function addUnits({ run, data }) {
	const add = (...words) => run('user', ...words, '--party', PARTY, '--data', data);

	for (const [name, ...how] of [[`${LONG}kort`], [`${LONG}antal`, '--counts-only']]) {
		add('intervention', name, '--association', 'sodertalje', ...how);
		add('team', `${name}, norr`, '--intervention', name);
	}
}

async function inspectOwn(page, paths) {
	for (const path of paths) {
		await inspectWidths(page, path);
		await lookAtParts(page, `namn${path.replaceAll('/', '-')}`);
	}
}

testApart('people, teams and interventions may have names longer than a phone is wide',
	async (context) => {
		const { server } = context;

		addUnits(server);
		const lead = makeUser(server, 'langnamn', `${LONG}alla`, 'team_lead', PARTY);

		makeUser(server, 'langnamn.norr', `${LONG}norr`, 'caseworker', PARTY, '--team',
			`${LONG}antal, norr`);
		await withPage(context, {}, async (page) => {
			await logInFirst(page, lead);
			await inspectOwn(page, ['/hem', '/samtal', '/samtal/nytt', '/samtal/kort/nytt',
				'/samtal/underlag', '/statistik', '/konto']);
			await page.goto('/samtal');
			await saysTheName(page);
		});
		await withPage(context, {}, async (page) => {
			await logIn(page, server.user('administrator'));
			await inspectOwn(page, ['/admin', '/admin/insatser', '/admin/konton/nytt']);
			await page.goto('/admin/insatser');
			await saysTheName(page);
		});
	});
