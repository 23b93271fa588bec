// Boxes rather than pixels: what may be said of any page at any width, whatever the browser's fonts.
const CONTROLS = 'a[href], button, input:not([type=hidden]), select, textarea, summary';

// Runs in the page: everything that is wrong with where things stand.
function boxFaults(selector) {
	const faults = [];
	const UNSEEN = '.ds-sr-only, .sr-only, .ds-skip-link, .as-cards thead';
	const isSeen = (el) => el.checkVisibility({ visibilityProperty: true }) &&
		el.getClientRects().length > 0 && !el.closest(UNSEEN);
	const name = (el) => `<${el.localName}> "${(el.textContent || el.name || '').trim()
		.replace(/\s+/g, ' ').slice(0, 40)}"`;
	const size = (box) => `${Math.round(box.width)} × ${Math.round(box.height)} px`;
	const union = (a, b) => new DOMRect(Math.min(a.left, b.left), Math.min(a.top, b.top),
		Math.max(a.right, b.right) - Math.min(a.left, b.left),
		Math.max(a.bottom, b.bottom) - Math.min(a.top, b.top));
	const controls = [...document.querySelectorAll(selector)].filter(isSeen);
	// What a finger may meet: the label of a field, too.
	const measured = (el) => [...(el.labels ?? [])].filter(isSeen)
		.reduce((box, label) => union(box, label.getBoundingClientRect()),
			el.getBoundingClientRect());
	const targets = new Map(controls.map((el) => [el, measured(el)]));
	const boxes = controls.map((el) => el.getBoundingClientRect());
	const target = (el) => targets.get(el);
	// A link among words is as high as its line (WCAG 2.5.8, inline).
	const isAmongWords = (el) => el.localName === 'a' &&
		getComputedStyle(el).display === 'inline' &&
		[...el.parentElement.childNodes].some((node) =>
			node.nodeType === Node.TEXT_NODE && node.data.trim());
	// Alone, with so much air that a circle of 24 px meets nothing else (WCAG 2.5.8, spacing).
	const hasAir = (el, box) => controls.every((other) => {
		if (other === el || other.contains(el) || el.contains(other))
			return true;
		const there = target(other);
		const x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2;
		const dx = Math.max(there.left - x, 0, x - there.right);
		const dy = Math.max(there.top - y, 0, y - there.bottom);
		const isSmall = there.width < 24 || there.height < 24;
		return Math.hypot(dx, dy) >= (isSmall ? 24 : 12);
	});

	for (const el of controls) {
		const box = target(el);
		const isMain = el.matches('[data-exit], [data-hide], ' +
			'main .ds-button[data-variant=primary]:not([data-size=sm])');
		const isSmall = box.width < 24 || box.height < 24;

		if (isSmall && !isAmongWords(el) && !hasAir(el, box))
			faults.push(`${name(el)} is ${size(box)}, too small to meet`);
		if (isMain && (box.height < 44 || box.width < 44))
			faults.push(`${name(el)} is ${size(box)}, a main one wants 44`);
	}
	for (const [i, a] of controls.entries())
		for (let j = i + 1; j < controls.length; j++) {
			const b = controls[j], one = boxes[i], two = boxes[j];
			const x = Math.min(one.right, two.right) - Math.max(one.left, two.left);
			const y = Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top);
			const isOver = (el) => el.closest('.exit-bar, .hide-now, .stay');

			if (x > 1 && y > 1 && !a.contains(b) && !b.contains(a) &&
				!isOver(a) && !isOver(b))
				faults.push(`${name(a)} and ${name(b)} lie over each other`);
		}
	const headings = [...document.querySelectorAll('main :is(h1, h2, h3, h4)')].filter(isSeen);
	let biggest = Infinity, level = 1;
	for (const el of headings) {
		const px = parseFloat(getComputedStyle(el).fontSize), its = Number(el.localName[1]);
		const isDeeper = its > level;

		if (isDeeper && px > biggest)
			faults.push(`${name(el)} is bigger than the heading above it`);
		[biggest, level] = [px, its];
	}
	for (const el of [...headings, ...controls]) {
		const box = el.getBoundingClientRect();

		if (!el.closest('table') && (box.left < -1 || box.right > innerWidth + 1))
			faults.push(`${name(el)} stands outside the screen`);
	}
	// Words that do not fit are wrapped, never cut off.
	for (const el of document.querySelectorAll('body *')) {
		const { overflowX, overflowY, clipPath } = getComputedStyle(el);
		const isCut = (overflowX !== 'visible' && overflowX !== 'auto' &&
			overflowX !== 'scroll' && el.scrollWidth > el.clientWidth + 1) ||
			(overflowY === 'hidden' && el.scrollHeight > el.clientHeight + 1);

		// The menu that opens there says it in full.
		const isHeardOnly = clipPath !== 'none';
		if (isHeardOnly || el.closest('svg, select, option, .site-menu summary'))
			continue;
		if (isCut && isSeen(el) && el.textContent.trim())
			faults.push(`${name(el)} is cut off`);
	}
	const beyond = document.documentElement.scrollWidth - innerWidth;
	// What has two dimensions may need both (WCAG 1.4.10); narrow screens scroll the table alone.
	const isTable = innerWidth > 1000 && [...document.querySelectorAll('main table')]
		.some((table) => table.getBoundingClientRect().right > innerWidth);
	if (beyond > 1 && !isTable)
		faults.push(`${beyond} px too wide`);
	return faults;
}

// Runs in the page: words of a drawing, which the browser does not wrap, that run into each other.
function drawnFaults() {
	const faults = [];

	for (const figure of document.querySelectorAll('svg.fig')) {
		const texts = [...figure.querySelectorAll('text')]
			.filter((el) => el.checkVisibility() && el.textContent.trim());
		const boxes = texts.map((el) => el.getBoundingClientRect());

		for (const [i, one] of boxes.entries())
			for (let j = i + 1; j < boxes.length; j++) {
				const two = boxes[j];
				const x = Math.min(one.right, two.right) - Math.max(one.left, two.left);
				const y = Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top);

				// A line of text is higher than its letters.
				if (x > -2 && y > one.height / 2)
					faults.push(`"${texts[i].textContent}" and "${texts[j].textContent}"`
						+ ' run into each other');
			}
	}
	return faults;
}

// Runs in the page: a word of a heading, or a number to call, that goes on in the next line.
function brokenFaults() {
	const lines = (range) => new Set([...range.getClientRects()].map((box) => box.top)).size;
	const broken = (node) => [...node.data.matchAll(/[^\s\u00ad–-]+/g)].filter((word) => {
		const range = document.createRange();

		range.setStart(node, word.index);
		range.setEnd(node, word.index + word[0].length);
		return lines(range) > 1;
	}).map(([word]) => `"${word}" is broken`);
	const words = [...document.querySelectorAll('main :is(h1, h2, h3)')].flatMap((el) =>
		[...el.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE)
			.flatMap(broken));
	const numbers = [...document.querySelectorAll('a[href^="tel:"]')].filter((el) => {
		const range = document.createRange();

		range.selectNodeContents(el);
		return lines(range) > 1;
	}).map((el) => `the number ${el.textContent} is broken`);

	return [...words, ...numbers];
}

export const layoutFaults = async (page) =>
	[...await page.evaluate(boxFaults, CONTROLS), ...await page.evaluate(drawnFaults)];

// Styles of the reader's own: they come over ours, and no policy of the page minds them.
async function withReadersStyle(page, css, work) {
	await page.evaluate((text) => {
		const sheet = new CSSStyleSheet();

		sheet.replaceSync(text);
		document.adoptedStyleSheets = [sheet];
	}, css);
	try {
		return await work();
	} finally {
		await page.evaluate(() => { document.adoptedStyleSheets = []; });
	}
}

const named = (what, faults) => faults.map((fault) => `${what}: ${fault}`);

// WCAG 1.4.12: the least that a reader may ask for.
const SPACING = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
	word-spacing: 0.16em !important; }
	p { margin-block-end: 2em !important; }`;

// Runs in the page: what can only be told by its colour when the reader's own colours are forced.
function forcedFaults() {
	const faults = [];
	const words = (el) => el.textContent.trim().slice(0, 40);
	const isSeen = (el) => el.checkVisibility() && el.getClientRects().length > 0;
	const hasEdge = (style) => ['Top', 'Right', 'Bottom', 'Left'].some((side) =>
		style[`border${side}Style`] !== 'none' && parseFloat(style[`border${side}Width`]) > 0);
	const look = (el) => {
		const s = getComputedStyle(el);
		return [s.borderBlockEndColor, s.borderBlockEndWidth, s.fontWeight, s.backgroundColor,
			s.outlineStyle, s.textDecorationLine].join();
	};

	for (const el of document.querySelectorAll('button, .ds-button, input, select, textarea')) {
		const isNative = el.matches('[type=hidden]');

		if (!isNative && isSeen(el) && !el.matches('[data-variant=tertiary]') &&
			!hasEdge(getComputedStyle(el)))
			faults.push(`<${el.localName}> "${words(el)}" has no edge`);
	}
	for (const el of document.querySelectorAll('[aria-current], [aria-pressed=true]')) {
		const list = el.closest('ul, nav, form, div');
		const other = [...list.querySelectorAll(el.localName)].find((one) =>
			one !== el && one.className === el.className &&
			!one.matches('[aria-current], [aria-pressed=true]'));

		if (other && isSeen(el) && look(other) === look(el))
			faults.push(`"${words(el)}" looks like what is not chosen`);
	}
	return faults;
}

// Runs in the page: what moves although the reader asked for rest.
function motionFaults() {
	const MOVING = /transform|translate|rotate|scale|size|margin|padding|inset|idth|eight/;
	const seconds = (text) => Math.max(...text.split(',').map(parseFloat));

	return [...document.querySelectorAll('*')].flatMap((el) => {
		const s = getComputedStyle(el);
		const moves = seconds(s.transitionDuration) > 0.01 && MOVING.test(s.transitionProperty);
		const isAnimated = s.animationName !== 'none' && seconds(s.animationDuration) > 0.01;

		return moves || isAnimated ? [`<${el.localName}> moves although rest is wanted`] : [];
	});
}

/*
 * The page at 320 px (which is also 1280 px enlarged four times), with a reader's own spacing, with
 * letters of twice the size, in forced colours and at rest.  Leaves the page as it was.
 */
export async function readersFaults(page) {
	const faults = [];
	const size = page.viewportSize();

	await page.setViewportSize({ width: 320, height: 568 });
	faults.push(...named('320 px', [...await layoutFaults(page),
		...await page.evaluate(brokenFaults)]));
	faults.push(...named('text spacing', await withReadersStyle(page, SPACING, () =>
		layoutFaults(page))));
	await page.setViewportSize({ width: 1280, height: 800 });
	faults.push(...named('1280 px', await layoutFaults(page)));
	faults.push(...named('text of 200 %', await withReadersStyle(page,
		'html { font-size: 200% !important; }', () => layoutFaults(page))));
	await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
	faults.push(...named('forced colours', await page.evaluate(forcedFaults)));
	faults.push(...await page.evaluate(motionFaults));
	await page.emulateMedia({ forcedColors: 'none', reducedMotion: 'no-preference' });
	await page.setViewportSize(size);
	return [...new Set(faults)];
}
