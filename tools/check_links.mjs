// Every link between our own documents leads somewhere, heading included.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const documents = execFileSync('git', ['ls-files', '-z', '--', '*.md'], { encoding: 'utf8' })
	.split('\0').filter((name) => name && !name.startsWith('content/demo/'));
const withoutCode = (text) => text.replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, '');
let links = 0, faults = 0;

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
console.log(`${documents.length} documents, ${links} links, ${faults} of them broken`);
process.exit(faults ? 1 : 0);
