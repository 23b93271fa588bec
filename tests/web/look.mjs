// Pictures of the pages for a person to leaf through, when asked for: build/look/index.html.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';

const FOLDER = 'build/look';
const VARIANTS = {
	light: 'ljust', dark: 'mörkt', 320: '320 px', 360: 'mörkt, 360 px', forced: 'egna färger',
	print: 'utskrift', plain: 'utan skript',
};
const pages = new Map();

export const isLookedAt = () => process.argv.includes('--look');

// Forgets the pictures of the last time.
export function clearPictures() {
	if (!isLookedAt())
		return;
	rmSync(FOLDER, { recursive: true, force: true });
	mkdirSync(FOLDER, { recursive: true });
}

export async function look(page, name, variant) {
	if (!isLookedAt())
		return;
	if (!pages.has(name))
		pages.set(name, { title: await page.title(), path: new URL(page.url()).pathname,
			variants: [] });
	pages.get(name).variants.push(variant);
	await page.screenshot({ path: `${FOLDER}/${name}-${variant}.png`, fullPage: true });
}

// The variants that nobody inspects by machine: a dark telephone, own colours, paper.
export async function lookAround(page, name) {
	if (!isLookedAt())
		return;
	const size = page.viewportSize();

	await page.setViewportSize({ width: 360, height: 740 });
	await page.emulateMedia({ colorScheme: 'dark' });
	await look(page, name, '360');
	await page.setViewportSize(size);
	await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
	await look(page, name, 'forced');
	await page.setViewportSize({ width: 680, height: 960 });
	await page.emulateMedia({ forcedColors: 'none', media: 'print' });
	await look(page, name, 'print');
	await page.emulateMedia({ media: 'screen' });
	await page.setViewportSize(size);
}

// A page that an inspection by name has not come to, by day, on a telephone and on paper.
export async function lookAtParts(page, name) {
	if (!isLookedAt())
		return;
	await look(page, name, 'light');
	await lookAround(page, name);
}

const escape = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

function section([name, { title, path, variants }]) {
	const pictures = variants.map((variant) => {
		const file = `${name}-${variant}.png`, words = VARIANTS[variant];

		return `<figure><figcaption>${words}</figcaption>
<a href="${file}"><img src="${file}" loading="lazy"
alt="${escape(title)}, ${words}"></a></figure>`;
	});

	return `<section id="${name}"><h2>${escape(title)} <code>${escape(path)}</code> ${name}</h2>
<div>${pictures.join('')}</div></section>`;
}

// As [name, { title, path, variants }].
export const pagesLookedAt = () => [...pages];

// The contact sheet of all pictures taken.
export function writeContactSheet(looked) {
	if (!isLookedAt() || looked.length === 0)
		return;
	const entries = [...looked].sort(([a], [b]) => a.localeCompare(b, 'sv'));
	const links = entries.map(([name]) => `<a href="#${name}">${name}</a>`);

	writeFileSync(`${FOLDER}/index.html`, `<!doctype html>
<html lang="sv"><meta charset="utf-8"><title>Lotsa: alla sidor</title>
<style>
body { font: 16px/1.4 sans-serif; margin: 1rem; }
nav { columns: 14rem; }
nav a { display: block; }
h2 { border-block-start: 1px solid; margin-block: 2rem 0.5rem; padding-block-start: 0.5rem; }
h2, code { font-size: 1rem; }
div { align-items: start; display: flex; gap: 1rem; overflow-x: auto; }
figure { flex: none; margin: 0; }
img { border: 1px solid #888; max-block-size: 44rem; max-inline-size: 38rem; }
</style>
<h1>Lotsa: ${entries.length} sidor</h1><nav>${links.join('')}</nav>
${entries.map(section).join('\n')}
</html>
`);
	console.log(`${entries.length} pages to leaf through: ${FOLDER}/index.html`);
}
