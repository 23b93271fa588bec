// The style that a machine can see: 96 columns, tabs, no trailing space, short functions and files.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

// A comment or a text may end a little later than code: a word is not worth a new line.
const COLUMNS = 96, COMMENT_COLUMNS = 108;
const FUNCTION_LINES = 60, FILE_LINES = 500, TOOL_LINES = 600;
const KINDS = /\.(c|h|sql|html|js|mjs|css|sh|md)$|meson\.build$/;
const files = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' }).split('\0')
	.filter((name) => KINDS.test(name) && !/^content\/|golden|corpus/.test(name));
let faults = 0;

function fault(file, line, text) {
	console.log(`${file}:${line}: ${text}`);
	faults++;
}

// Code for the browser nests deeper than C, so its tabs are counted as four.
function columns(line, tab) {
	let n = 0;

	for (const c of line)
		n = c === '\t' ? n + tab - n % tab : n + 1;
	return n;
}

function checkLines(file, lines) {
	const tab = /\.(m?js|css)$/.test(file) ? 4 : 8;
	const isProse = /\.(md|html)$/.test(file);
	const isText = (line) => /^\s*(N_\()?"/.test(line);
	const isComment = (line) => /^\s*(\/?\*|--|#|\/\/)|\/\*|\/\/ | -- |\t# /.test(line);

	lines.forEach((line, i) => {
		if (/[ \t]$/.test(line))
			fault(file, i + 1, 'space at the end of the line');
		const isLoose = isComment(line) || isText(line);
		const limit = isLoose ? COMMENT_COLUMNS : COLUMNS;
		const n = columns(line, tab);

		if (!isProse && n > limit)
			fault(file, i + 1, `${n} columns, at most ${limit}`);
		if (/\.[ch]$/.test(file) && /^ {2,}\S/.test(line) && !/^ {2,}\*/.test(line))
			fault(file, i + 1, 'indented with spaces');
	});
}

function checkC(file, lines) {
	let start = -1;

	if (!/^\/\*/.test(lines[0]))
		fault(file, 1, 'the first line says in a comment what the file is');
	lines.forEach((line, i) => {
		if (line === '{')
			start = i;
		if (line === '}' && start >= 0) {
			const n = i - start - 1;

			if (n > FUNCTION_LINES)
				fault(file, start + 1, `a function of ${n} lines, at most ${FUNCTION_LINES}`);
			start = -1;
		}
	});
}

for (const file of files) {
	const text = readFileSync(file, 'utf8');
	const lines = text.replace(/\n$/, '').split('\n');
	const limit = file.startsWith('tools/') ? TOOL_LINES : FILE_LINES;

	if (!text.endsWith('\n'))
		fault(file, lines.length, 'no line end at the end of the file');
	if (/\.(c|h|js|mjs|css)$/.test(file) && lines.length > limit)
		fault(file, lines.length, `${lines.length} lines, at most ${limit}`);
	checkLines(file, lines);
	if (/\.[ch]$/.test(file))
		checkC(file, lines);
}
console.log(`${files.length} files read, ${faults} faults`);
process.exit(faults ? 1 : 0);
