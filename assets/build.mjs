// Makes the one stylesheet: the used components of Designsystemet, without what nothing refers to,
// then our own rules.  Usage: node build.mjs OUTPUT.css, or --check to see that all is there.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const output = process.argv[2];
const here = dirname(fileURLToPath(import.meta.url));

// The components that templates use; a new one is added here.
const COMPONENTS = [
	'alert', 'button', 'card', 'details', 'divider', 'error-summary', 'field', 'fieldset',
	'heading', 'input', 'label', 'link', 'list', 'paragraph', 'skip-link', 'table', 'tag',
	'validation-message',
];
// Colours that no page uses (and red, which none may use).
const COLOURS_LEFT_OUT = ['brand1', 'brand2', 'brand3', 'danger'];

// A file of an npm package, found where node looks for packages.
function fromPackage(name, file) {
	const folders = createRequire(import.meta.url).resolve.paths(name);
	const path = folders.map((folder) => join(folder, name, file)).find(existsSync);

	if (path)
		return readFileSync(path, 'utf8');
	console.error(`The npm package ${name} is missing: "make build" fetches it.`);
	return process.exit(1);
}

// Splits a list of rules or declarations at `separator`, outside brackets, strings and comments.
function splitTop(css) {
	const parts = [];
	let depth = 0, start = 0, quote = '';

	for (let i = 0; i < css.length; i++) {
		const c = css[i];

		if (quote) {
			if (c === '\\')
				i++;
			else if (c === quote)
				quote = '';
		} else if (c === '"' || c === "'") {
			quote = c;
		} else if ('({['.includes(c)) {
			depth++;
		} else if (')}]'.includes(c)) {
			depth--;
			if (c === '}' && depth === 0) {
				parts.push(css.slice(start, i + 1));
				start = i + 1;
			}
		} else if (c === ';' && depth === 0) {
			parts.push(css.slice(start, i + 1));
			start = i + 1;
		}
	}
	if (css.slice(start).trim())
		parts.push(css.slice(start));
	return parts.map((part) => part.trim()).filter((part) => part && part !== ';');
}

// Rewrites every declaration and rule: `keep` decides by selector and declaration.
function filter(css, keep) {
	return splitTop(css).map((part) => {
		const brace = part.indexOf('{');
		const isBlock = part.endsWith('}') && !/^--[\w-]+\s*:/.test(part);

		if (!isBlock)
			return keep(part) ? part.replace(/;?$/, ';') : '';
		const head = part.slice(0, brace).trim();
		if (!keep(head + '{'))
			return '';
		const body = filter(part.slice(brace + 1, -1), keep);
		return body ? `${head}{${body}}` : '';
	}).join('');
}

function minify(css) {
	return css.replace(/\/\*[\s\S]*?\*\//g, '').replace(/@charset [^;]*;/, '')
		.replace(/\s+/g, ' ').replace(/ ?([{};]) ?/g, '$1').replace(/: /g, ':')
		.replace(/;}/g, '}').trim();
}

// A custom property that nothing reads is dropped, until nothing more falls away.
function dropUnread(css) {
	for (;;) {
		const reads = [...css.matchAll(/var\(\s*(--[\w-]+)/g)];
		const isRead = new Set(reads.map((m) => m[1]));
		const kept = filter(css, (part) => {
			const name = /^(--[\w-]+)\s*:/.exec(part);
			return !name || isRead.has(name[1]);
		});

		if (kept.length === css.length)
			return kept;
		css = kept;
	}
}

const CSS = '@digdir/designsystemet-css';
const THEME = '@digdir/designsystemet-theme';
const leftOut = new RegExp(`(--ds-color-|data-color="?)(${COLOURS_LEFT_OUT.join('|')})\\b`);
const theme = filter(minify(fromPackage(THEME, 'src/themes/designsystemet.css')), (part) =>
	!leftOut.test(part.split('var(')[0]) && !part.includes('data-typography="secondary"'));
const base = minify(fromPackage(CSS, 'dist/src/base.css'));
const components = COMPONENTS.map((name) => minify(fromPackage(CSS, `dist/src/${name}.css`)));
const OWN = ['lotsa.css', 'frame.css', 'figures.css', 'handbook.css', 'public.css',
	'questions.css'];
const own = OWN.map((name) => minify(readFileSync(join(here, name), 'utf8'))).join('');
const all = '@layer ds.theme,ds.base,ds.components;' + theme + `@layer ds.base{${base}}` +
	`@layer ds.components{${components.join('')}}` + own;

if (output !== '--check')
	writeFileSync(output, `/* Designsystemet (MIT), Lotsa (EUPL-1.2) */\n${minify(dropUnread(all))}\n`);
