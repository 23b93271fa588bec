// What people have written in Swedish and no catalogue of translations knows: names, and facts of services.
import { readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isEnglishText } from './keyboard.mjs';

// Columns that hold words; those of several words are parted by semicolons.
const WRITTEN = {
	'organisations.csv': ['name', 'note'],
	'services.csv': ['name', 'target_groups', 'response_time', 'phone_note', 'note',
		'languages', 'hours', 'cost_text', 'bring', 'agreement'],
	'interventions.csv': ['intervention', 'association'],
	'teams.csv': ['team', 'intervention', 'municipality'],
	'helplines.csv': ['name', 'audience', 'hours', 'languages', 'note'],
	'places.csv': ['name'],
};
const PARTED = ['target_groups', 'bring'];
const SHORTEST = 4;

// One row of CSV is one line here: what is exported of these files has no line ends within.
const cellsOf = (line) => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)]
	.map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain);

function wordsOfFile(path) {
	const [head, ...rows] = readFileSync(path, 'utf8').replace('\ufeff', '').trim()
		.split(/\r?\n/).map(cellsOf);

	return WRITTEN[basename(path)].flatMap((name) => rows.flatMap((row) => {
		const text = row[head.indexOf(name)] ?? '';

		return PARTED.includes(name) ? text.split(';') : [text];
	}));
}

const filesOf = (folder) => readdirSync(folder, { recursive: true })
	.filter((name) => basename(name) in WRITTEN).map((name) => join(folder, name));

// What is said of an account, a person: it is a name in no language.
const namesOfAccounts = (folder) => readdirSync(folder, { recursive: true })
	.filter((name) => basename(name) === 'roles.csv')
	.flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split(/\r?\n/).slice(1)
		.map((line) => cellsOf(line)[1]));

// The texts of a served demo: what its owner gets with `lotsa export`, and what is shipped.
function readContent(server) {
	const folder = join(dirname(server.data), 'exported');

	server.run('export', '--data', server.data, '--to', folder);
	const files = [...filesOf(folder), 'content/helplines.csv', 'content/places/places.csv'];
	const texts = files.flatMap(wordsOfFile).map((text) => text.trim().replace(/\s+/g, ' '))
		.filter((text) => text.length >= SHORTEST && /[a-zåäö]{3}/i.test(text));

	return { texts: [...new Set(texts)], accounts: [...new Set(namesOfAccounts(folder))] };
}

// Runs in the page: texts, and what stands in fields but a name, that claim to be English.
function saidInEnglish() {
	const isEnglish = (element) => element.closest('[lang]')?.lang === 'en' &&
		!element.closest('svg[role=img]');
	const texts = [];
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);

	while (walker.nextNode())
		if (isEnglish(walker.currentNode.parentElement))
			texts.push(walker.currentNode.data);
	for (const field of document.querySelectorAll('input[type=text], textarea'))
		if (isEnglish(field) && !['name', 'kommun'].includes(field.name))
			texts.push(field.value);
	return texts.map((text) => text.trim().replace(/\s+/g, ' ')).filter(Boolean);
}

const LETTER = /[\p{L}\p{N}]/u;

// Whether it stands in a text as words of its own.
function standsIn(text, one) {
	const at = text.indexOf(one);

	return at >= 0 && !LETTER.test(text[at - 1] ?? '') &&
		!LETTER.test(text[at + one.length] ?? '');
}

// What the program says to staff in English beside its catalogue; it names lines by their names.
const guidance = readdirSync('content/guidance/en').map((name) =>
	readFileSync(join('content/guidance/en', name), 'utf8').replace(/\s+/g, ' ')).join(' ');

const contents = new Map();

/*
 * What stands on an English page in Swedish and does not say so (WCAG 3.1.2).  The program's own English
 * may quote a Swedish word, and the name of a municipality in a field is a name.
 */
export async function unmarkedContent(page, server) {
	if (!contents.has(server.origin))
		contents.set(server.origin, readContent(server));
	const { texts, accounts } = contents.get(server.origin);
	const said = (await page.evaluate(saidInEnglish))
		.filter((text) => !isEnglishText(text) && !guidance.includes(text))
		.map((text) => accounts.reduce((rest, name) => rest.replaceAll(name, ''), text));

	return texts.filter((one) => said.some((text) => standsIn(text, one)));
}
