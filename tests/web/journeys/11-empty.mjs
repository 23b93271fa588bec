// What stands where nothing is yet: on every list of every role a sentence and a way on; and what a
// form says that is sent as it is.
import { withPage } from '../browser.mjs';
import { check, equal, note, testApart } from '../harness.mjs';
import { layoutFaults } from '../layout.mjs';
import { lookAtParts } from '../look.mjs';
import { logInFirst, makeUser } from '../made.mjs';
import { forgetDemo, makeNothing, startServer } from '../server.mjs';
import { logIn, text } from '../steps.mjs';

const EVERYBODY = ['/hem', '/katalog', '/katalog/upphorda', '/material'];
const ASKING = [...EVERYBODY, '/samtal', '/samtal/papper', '/samtal/kort/nytt',
	'/samtal/egna-ord', '/lotsningar', '/lotsningar/ny', '/vagledning', '/statistik',
	'/statistik/forbund'];
const LEADING = [...ASKING, '/samtal/ej-tillfragade', '/samtal/underlag', '/samtal/oppningar',
	'/lotsningar/oppningar', '/bekraftelser'];
const ROLES = [
	['caseworker', 'parten', ASKING],
	['team_lead', 'parten', LEADING],
	['administrator', 'parten', ['/hem', '/admin', '/admin/begaran', '/admin/insatser',
		'/admin/team/nytt']],
	['auditor', 'parten', [...EVERYBODY, '/granskning', '/granskning/lista']],
	['catalogue_editor', 'forbundet', [...EVERYBODY, '/katalog/att-kontrollera',
		'/katalog/andringar', '/vagledning/texter', '/statistik', '/statistik/forbund']],
	['association_manager', 'forbundet', [...EVERYBODY, '/rapport', '/rapport/text',
		'/statistik', '/statistik/forbund']],
	['national_analyst', 'landet', [...EVERYBODY, '/statistik/nation', '/statistik/forbund']],
	['administrator', 'landet', ['/hem', '/admin', '/admin/program']],
];
// Once there is a team, and nobody in it.
const OF_TEAM = ['/hem', '/samtal', '/samtal/papper', '/samtal/kort/nytt',
	'/samtal/ej-tillfragade', '/statistik'];
// What only that page can say.
const WORDS = {
	'/katalog': 'Katalogen är tom', '/katalog/att-kontrollera': 'Katalogen är tom',
	'/lotsningar/ny': 'Katalogen har ingen verksamhet att lotsa till',
	'/statistik': /Tal kommer när|Färre än tio/,
};

// Runs in the page: what promises something and has nothing, and whether there is a way on.
function emptyFaults() {
	const main = document.querySelector('main');
	const words = (el) => el.textContent.trim().replace(/\s+/g, ' ');
	const isSeen = (el) => el.checkVisibility();
	const level = (el) => Number(/^H([1-6])$/.exec(el?.tagName ?? '')?.[1] ?? 9);
	const faults = [];

	for (const el of [...main.querySelectorAll('h2, h3')].filter(isSeen)) {
		const next = el.nextElementSibling;

		if (!next || level(next) <= level(el))
			faults.push(`nothing stands under "${words(el)}"`);
	}
	for (const el of [...main.querySelectorAll('tbody, ul, ol, select')].filter(isSeen))
		if (!el.children.length)
			faults.push(`an empty <${el.localName}>`);
	if (![...main.querySelectorAll('p, li')].some((el) => isSeen(el) && words(el).length > 20))
		faults.push('no sentence says what to do');
	if (![...main.querySelectorAll('a[href], button')].some(isSeen))
		faults.push('no link and no button leads on');
	return faults;
}

async function inspectEmpty(page, path, name) {
	const response = await page.goto(path);

	if (response.status() !== 200) {
		note(`${path} is ${response.status()}`);
		return;
	}
	if (!(await text(page)).match(WORDS[path] ?? ''))
		note(`${name} does not say ${WORDS[path]}`);
	for (const fault of await page.evaluate(emptyFaults))
		note(`${name}: ${fault}`);
	for (const width of [320, 1280]) {
		await page.setViewportSize({ width, height: 800 });
		for (const fault of await layoutFaults(page))
			note(`${name} at ${width} px: ${fault}`);
	}
	await lookAtParts(page, name);
}

// Serves an installation with three places and nothing in them.
async function withNothing(context, work) {
	const nothing = makeNothing(context.program, context.server.away);
	const server = await startServer(context.program, nothing);
	const place = (kind, code, name) => server.run('user', kind, code, '--name', name,
		'--data', server.data);

	try {
		place('nation', 'landet', 'Landet');
		place('association', 'forbundet', 'Samordningsförbundet');
		place('party', 'parten', 'Kommunen');
		await work({ ...context, server });
	} finally {
		await server.stop();
		forgetDemo(nothing);
	}
}

const inspectAll = (context, made, paths) => withPage(context, {}, async (page) => {
	await logInFirst(page, made);
	for (const path of paths)
		await inspectEmpty(page, path, `tomt-${made.login}${path.replaceAll('/', '-')}`);
});

testApart('every list of an empty installation says what it is for and leads on',
	async (context) => withNothing(context, async (empty) => {
		const { server } = empty;
		const make = (...words) => server.run('user', ...words, '--party', 'parten',
			'--data', server.data);

		for (const [role, place, paths] of ROLES) {
			const login = `${role}.${place}`.replace('_', '.');

			await inspectAll(empty, makeUser(server, login, login, role, place), paths);
		}
		make('intervention', 'Steget', '--association', 'forbundet');
		make('team', 'Team Norr', '--intervention', 'Steget');
		await inspectAll(empty, makeUser(server, 'ensam', 'Ensam', 'team_lead', 'parten',
			'--team', 'Team Norr'), OF_TEAM);
	}));

// A form by the page it stands on and where it is sent, and what is typed in it before: it is kept.
const FORMS = [
	['caseworker', '/samtal/kort/nytt', '/samtal/kort/nytt', { start: '2026-10' }],
	['caseworker', '/konto', '/konto/losenord', {}],
	['catalogue_editor', '/material', '/material', {}],
	['auditor', '/granskning/ny', '/granskning/lista', { antal: '7' }],
	['administrator', '/admin/konton/nytt', '/admin/konton', { name: 'Ny Kollega' }],
	['administrator', '/admin/insatser/ny', '/admin/insatser', { name: 'Steget' }],
	['administrator', '/admin/team/nytt', '/admin/team', { municipality: 'Nykvarn' }],
	['administrator.landet', '/admin/program', '/admin/program', { code: 'steget' }],
];

// Runs in the page: nothing is chosen or typed in the form.
function emptyForm(form) {
	for (const field of form.elements)
		if (['radio', 'checkbox'].includes(field.type))
			field.checked = false;
		else if (!['hidden', 'submit'].includes(field.type) && 'value' in field)
			field.value = '';
}

async function sendEmpty(page, path, action, typed) {
	const form = page.locator(`main form[action="${action}"][method=post]`).first();
	const summary = page.locator('main .ds-error-summary');

	await page.goto(path);
	await form.evaluate(emptyForm);
	for (const [name, value] of Object.entries(typed))
		await form.locator(`[name=${name}]`).fill(value);
	await form.locator('button[type=submit]').first().click();
	equal(422, page.sentDocument.status(), `${path} sent empty`);
	await summary.waitFor();
	for (const [name, value] of Object.entries(typed))
		equal(value, await page.locator(`main form [name=${name}]`).first().inputValue(),
			`${path} has kept ${name}`);
	const links = summary.locator('a[href^="#"]');

	check(await links.count() > 0, `${path} does not say which field`);
	for (const link of await links.all()) {
		const target = page.locator(`[id="${(await link.getAttribute('href')).slice(1)}"]`);

		equal(1, await target.count(), `${path}: where ${await link.innerText()} leads`);
		check(await target.evaluate((el) => el.matches('input, select, textarea, fieldset') ||
			el.querySelector('input') !== null), `${path} leads to no field`);
	}
	for (const width of [320, 1280]) {
		await page.setViewportSize({ width, height: 800 });
		for (const fault of await layoutFaults(page))
			note(`${path} sent empty at ${width} px: ${fault}`);
	}
	await lookAtParts(page, `fel${path.replaceAll('/', '-')}`);
}

testApart('a form that is sent empty says which fields, leads to them and keeps what was typed',
	async (context) => {
		for (const role of new Set(FORMS.map(([who]) => who)))
			await withPage(context, {}, async (page) => {
				await logIn(page, context.server.user(role));
				for (const [who, ...form] of FORMS)
					if (who === role)
						await sendEmpty(page, ...form);
			});
	});
