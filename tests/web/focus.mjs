// Where the Tab key goes: in the order of reading, to every control, always to be seen.
const STOPS_MAX = 400;

// Runs in the page: to the top, so that the next Tab finds the first stop.
function toTheTop() {
	const { body } = document;

	globalThis.focusBefore = document.activeElement;
	body.tabIndex = -1;
	body.focus();
	body.removeAttribute('tabindex');
	scrollTo(0, 0);
	globalThis.stopsMet = [];
	globalThis.axe.setup(document);
}

function back() {
	globalThis.axe.teardown();
	document.activeElement?.blur();
	if (globalThis.focusBefore?.isConnected && globalThis.focusBefore !== document.body)
		globalThis.focusBefore.focus({ preventScroll: true });
	scrollTo(0, 0);
}

// Runs in the page: what has focus now; null when it has left the page or been there before.
function stop() {
	const el = document.activeElement;

	// A field for a month has stops within itself.
	if (el && el === globalThis.stopsMet.at(-1))
		return { isSame: true };
	if (!el || el === document.body || globalThis.stopsMet.includes(el))
		return null;
	globalThis.stopsMet.push(el);
	const { text, aria } = globalThis.axe.commons;
	const label = text.accessibleText(el).replace(/\s+/g, ' ').trim();
	const faults = [];
	const shown = [el, el.closest('label'), el.parentElement].filter(Boolean)
		.map((one) => getComputedStyle(one));
	const hasRing = shown.some((style) => style.boxShadow !== 'none' ||
		(style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2));
	const box = el.getBoundingClientRect();
	const bars = [...document.querySelectorAll('.exit-bar, .hide-now')].filter((bar) =>
		!bar.contains(el) && bar.checkVisibility() &&
		/fixed|sticky/.test(getComputedStyle(bar).position));
	const isUnder = !el.closest('.exit-bar, .hide-now') && bars.some((bar) => {
		const over = bar.getBoundingClientRect();
		return over.top <= box.top + 1 && over.bottom >= box.bottom - 1 &&
			over.left < box.right && over.right > box.left;
	});

	if (!hasRing)
		faults.push(`"${label}" has focus that is not seen`);
	if (isUnder)
		faults.push(`"${label}" has focus under what lies above`);
	if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth)
		faults.push(`"${label}" has focus outside the screen`);
	if (!label)
		faults.push(`<${el.localName}> has focus and no name`);
	return { role: aria.getRole(el) ?? el.localName, label, faults,
		isInMain: Boolean(el.closest('main')) };
}

// Runs in the page when every stop is met: the order, and what was left out.
function faultsOfOrder() {
	const met = globalThis.stopsMet;
	const isBefore = (a, b) => a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING;
	const name = (el) => el.textContent.trim().slice(0, 40) || el.name || el.localName;
	const isGroupMet = (el) => el.type === 'radio' && met.some((one) =>
		one.type === 'radio' && one.name === el.name && one.form === el.form);
	const controls = document.querySelectorAll('a[href], button:enabled, select:enabled,'
		+ 'input:enabled:not([type=hidden]), textarea:enabled, summary');

	return [
		...met.filter((el, i) => i > 0 && !isBefore(met[i - 1], el)).map((el) =>
			`"${name(el)}" has its stop before what is read before it`),
		...[...controls].filter((el) => el.checkVisibility({ visibilityProperty: true }) &&
			el.tabIndex >= 0 && !met.includes(el) && !isGroupMet(el))
			.map((el) => `"${name(el)}" cannot be reached by Tab`),
	];
}

// Presses Tab until the page is left; axe must stand in the page, which tells names.
export async function walkByTab(page) {
	const stops = [];

	await page.evaluate(toTheTop);
	for (let presses = 0; presses < STOPS_MAX; presses++) {
		await page.keyboard.press('Tab');
		const met = await page.evaluate(stop);
		if (!met)
			break;
		if (!met.isSame)
			stops.push(met);
	}
	const faults = stops.flatMap((met) => met.faults);
	faults.push(...await page.evaluate(faultsOfOrder));
	await page.evaluate(back);
	return { stops, faults: [...new Set(faults)] };
}
