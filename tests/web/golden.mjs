// What a reader of the screen hears and where Tab stops, as text: tests/web/golden/NAME.txt.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';

const FOLDER = 'tests/web/golden';
const MONTHS = 'januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|'
	+ 'January|February|March|April|May|June|July|August|September|October|November|December';
const DAYS = 'måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag|'
	+ 'Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday';
const OPEN_NOW = new RegExp('öppet nu(, till #|, dygnet runt)?'
	+ '|öppnar( i morgon| (DAG|#) MÅNAD # klockan| (DAG|#) MÅNAD klockan)? #'
	+ '|(?<!\\p{L})stängt(?=$|"|:)', 'gu');
const isRenewing = () => process.argv.includes('--renew');
const compared = new Set();

// What chance and the calendar decide is not what a golden is about.
function mask(line) {
	return line.replace(/\/fil\/[0-9a-f]+\//g, '/fil/#/')
		.replace(/(\/in\/lank|\/bekrafta)#\S+/g, '$1#HEMLIGT')
		.replace(/[\p{Lu}\d]{3,}(-[\p{Lu}\d]+)+/gu, 'KOD')
		.replace(new RegExp(`\\b(${MONTHS})\\b`, 'g'), 'MÅNAD')
		.replace(new RegExp(`\\b(${DAYS})\\b`, 'g'), 'DAG')
		.replace(/\d+([\s\u00a0.,:–/-]*\d+)*/g, '#').replace(OPEN_NOW, 'ÖPPET-NU')
		.replace(/· (Kvinna|Man|Annat|Woman|Other)[^·]* ·/, '· KÖN ·')
		.replace(/^(\s*- code): .*/, '$1');
}

// The snapshot as a tree: each line, and what is indented under it.
function parse(snapshot) {
	const root = { children: [] };
	const open = [root];

	for (const line of snapshot.split('\n').filter((text) => text.trim())) {
		const depth = line.search(/\S/) / 2;
		const node = { line: line.trim(), children: [] };

		open[depth].children.push(node);
		open[depth + 1] = node;
	}
	return root.children;
}

// A cell and its row are named after what stands in them, which the rows of a list need not share.
const withoutContents = (line) =>
	line.replace(/^- '?(row|cell|rowheader)( ".*?")?'?(:.*)?$/, '- $1');

function print(nodes, indent = '') {
	const seen = new Set(), lines = [];

	for (const { line, children } of nodes) {
		const its = indent + mask(withoutContents(line));
		const block = [its, ...print(children, `${indent}  `)].join('\n');

		// A hundred rows of one kind are told once.
		if (/^- '?(row|listitem|article)\b/.test(line) && seen.has(block))
			continue;
		seen.add(block);
		lines.push(block);
	}
	return lines;
}

export async function heard(page, selector, stops) {
	const parts = [];

	for (const part of await page.locator(selector).all())
		parts.push(...print(parse(await part.ariaSnapshot())));
	// What scrolls sideways has all of its words for a name.
	const order = stops.map(({ role, label }) =>
		role === 'table' ? role : mask(`${role} "${label}"`));

	return `${parts.join('\n')}\n\nTab:\n${[...new Set(order)].join('\n')}\n`;
}

// What stands on these depends on no day and on no row of the demo, so another word is a fault.
const CONSTANT = new RegExp('^(ram-.*|in|in-(fel|slut|lank|lank-utan|kod-utan|losenord)|finns-inte'
	+ '|tillganglighet|personuppgifter|slut|paus|pin|nekad|kort-nytt|admin-(insats|team|konto)-nytt?'
	+ '|granskning-(ny|borja)|finder-[a-z]+-[123]|ovning|ovning-(dold|slut|klart))$');

/*
 * One fault when what is heard is not as recorded; `--renew` records it.  Of the others, whose rows follow
 * the day on which the demo was made, a difference is told and left to the reader.
 */
export function goldenFaults(name, text) {
	const path = `${FOLDER}/${name}.txt`;

	compared.add(`${name}.txt`);
	if (isRenewing()) {
		mkdirSync(FOLDER, { recursive: true });
		writeFileSync(path, text);
		return [];
	}
	const recorded = existsSync(path) ? readFileSync(path, 'utf8') : '';
	if (recorded === text)
		return [];
	const old = recorded.split('\n'), now = text.split('\n');
	const at = now.findIndex((line, i) => line !== old[i]);

	const told = `not as in ${path} ("make golden" records it anew), line ${at + 1}:`
		+ `\n        was: ${old[at] ?? '(nothing)'}\n        now: ${now[at] ?? '(nothing)'}`;

	if (CONSTANT.test(name))
		return [told];
	console.log(`        (${told})`);
	return [];
}

export const comparedGoldens = () => [...compared];

// After a whole run: what no page asked for is nobody's golden.
export function forgottenGoldens(asked) {
	const left = existsSync(FOLDER)
		? readdirSync(FOLDER).filter((file) => !asked.includes(file)) : [];

	if (isRenewing())
		left.forEach((file) => rmSync(`${FOLDER}/${file}`));
	return isRenewing() ? [] : left;
}
