// Every link between our own documents leads somewhere, heading included, and every test that
// doc/tests.md names by its sentence is there.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const documents = execFileSync('git', ['ls-files', '-z', '--', '*.md'], { encoding: 'utf8' })
	.split('\0').filter((name) => name && !name.startsWith('content/demo/'));
const withoutCode = (text) => text.replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, '');
let links = 0, named = 0, faults = 0;

// "a_sentence_of_four_words" or more: nothing else that we write as code looks like that.
const SENTENCE = /`([a-z0-9]+(?:_[a-z0-9]+){4,})`/g;
const grep = ['grep', '-ho', '--untracked', '^TEST([a-z0-9_]*', '--', '*.c'];
const tests = new Set(execFileSync('git', grep, { encoding: 'utf8' }).split('\n')
	.map((line) => line.slice('TEST('.length)));

// The way most hosts make an anchor of a heading.
const anchor = (heading) =>
	heading.trim().toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').replace(/ /g, '-');

function hasAnchor(file, name) {
	const headings = readFileSync(file, 'utf8').matchAll(/^#+ +(.*)$/gm);

	return [...headings].some((m) => anchor(m[1]) === name);
}

for (const file of documents) {
	const text = withoutCode(readFileSync(file, 'utf8'));

	for (const [, target] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
		if (/^(https?|mailto|tel):/.test(target))
			continue;
		const [path, name] = decodeURI(target).split('#');
		const to = path ? normalize(join(dirname(file), path)) : file;

		links++;
		if (!existsSync(to) || (name && to.endsWith('.md') && !hasAnchor(to, name))) {
			console.log(`${file}: ${target} leads nowhere`);
			faults++;
		}
	}
}
for (const [, name] of readFileSync('doc/tests.md', 'utf8').matchAll(SENTENCE)) {
	named++;
	if (!tests.has(name)) {
		console.log(`doc/tests.md: there is no test ${name}`);
		faults++;
	}
}
console.log(`${documents.length} documents, ${links} links, ${named} tests, ${faults} faults`);
process.exit(faults ? 1 : 0);
