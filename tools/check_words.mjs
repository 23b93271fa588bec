// The words that users see: none of those that the term list rules out, no praise, no exclamation marks.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

// Whole words, in every form that is spelled out here.  "Brottsofferjouren" is a name and no "offer".
const NEVER = {
	sv: ['valsedel', 'valsedeln', 'valsedlar', 'sedel', 'sedlar', 'screening', 'klient',
		'klienten', 'klienter', 'brukare', 'brukaren', 'patient', 'patienten',
		'patienter', 'offer', 'offret', 'förövare', 'förövaren', 'gärningsman',
		'gärningsmannen', 'drabbad', 'drabbade', 'missbrukare', 'tyvärr', 'hoppsan',
		'oj', 'grattis', 'toppen', 'jättebra', 'bra jobbat', 'snyggt'],
	en: ['ballot', 'ballots', 'slip box', 'client', 'clients', 'patient', 'patients',
		'victim', 'victims', 'perpetrator', 'perpetrators', 'abuser', 'abusers',
		'offender', 'offenders', 'oops', 'sorry', 'congratulations', 'great job',
		'well done'],
};
const pattern = (words) => new RegExp(`(?<![\\p{L}-])(${words.join('|')})(?![\\p{L}])`, 'giu');
const NEVER_WORD = { sv: pattern(NEVER.sv), en: pattern(NEVER.en) };
let faults = 0, texts = 0;

function check(where, lang, text) {
	const found = [...text.matchAll(NEVER_WORD[lang])].map(([word]) => `"${word}"`);

	texts++;
	if (/\p{L}!/u.test(text))
		found.push('an exclamation mark');
	for (const what of new Set(found)) {
		console.log(`${where}: ${what} in: ${text.slice(0, 120)}`);
		faults++;
	}
}

// A po file as pairs of Swedish and English.
function entries(path) {
	const text = readFileSync(path, 'utf8').replace(/"\n"/g, '');

	return [...text.matchAll(/^msgid "(.+)"\nmsgstr "(.*)"$/gm)].map(([, sv, en]) => [sv, en]);
}

for (const [sv, en] of entries('po/en.po')) {
	check('po/en.po', 'sv', sv);
	check('po/en.po', 'en', en);
}
const written = execFileSync('git', ['ls-files', '-z', 'content/guidance', 'content/material',
	'content/statement', 'content/instruments', 'doc/handbok.sv.md', 'doc/oversikt.sv.md'],
{ encoding: 'utf8' }).split('\0').filter(Boolean);

for (const path of written) {
	const lang = /(^|[/.])en([/.]|$)/.test(path) ? 'en' : 'sv';

	for (const [i, line] of readFileSync(path, 'utf8').split('\n').entries())
		if (line.trim() && !/^\s*!\[/.test(line))
			check(`${path}:${i + 1}`, lang, line);
}
console.log(`${texts} texts read, ${faults} faults`);
process.exit(faults || texts < 2000 ? 1 : 0);
