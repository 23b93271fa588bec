// Debian's Chromium, and pages that remember everything that should not happen on them.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { check } from './harness.mjs';

// What never comes is a fault; what a busy machine brings late is none.
const PATIENCE_MS = 30000;
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser'];

export function launch() {
	return chromium.launch({
		executablePath: CHROMIUM.find(existsSync),
		args: [
			'--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
			'--disable-background-networking', '--disable-component-update',
			'--disable-sync',
		],
	});
}

// Words that must not stand in a title, an address or a file name.
const TELLING = /(?<!\p{L})(våld|kvinnofrid|misshandel|utsatt|hot|violence|abuse)(?!\p{L})/iu;

// What a browser says of a status that the test asked for is no fault of the page.
const isExpected = (text) => text.startsWith('Failed to load resource: the server responded');

// page.sentDocument is what the server sent last, before the browser mended it.
function watch(page, origin, faults) {
	page.on('console', (message) => {
		const isFault = ['error', 'warning'].includes(message.type());

		if (isFault && !isExpected(message.text()))
			faults.push(`console: ${message.text()}`);
	});
	page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
	page.on('request', (request) => {
		const url = new URL(request.url());

		if (url.origin !== origin && url.protocol !== 'data:')
			faults.push(`foreign request: ${url.href}`);
		if (TELLING.test(decodeURIComponent(url.pathname + url.search)))
			faults.push(`telling address: ${url.href}`);
	});
	page.on('requestfailed', (request) => {
		if (/CSP|BLOCKED_BY_CSP/.test(request.failure()?.errorText || ''))
			faults.push(`blocked by policy: ${request.url()}`);
	});
	page.on('response', (response) => {
		if (response.request().isNavigationRequest() && response.status() !== 303)
			page.sentDocument = response;
	});
	page.on('load', async () => {
		const title = await page.title().catch(() => '');

		if (TELLING.test(title))
			faults.push(`telling title: ${title}`);
	});
}

// The neutral site that /ut leads to; what /ut itself answers has a test of its own.
function answerElsewhere(route) {
	return route.fulfill({ contentType: 'text/html', body: '<title>Nytt</title>' });
}

/*
 * A click is over when the page it leads to is there whole: the library waits for its first bytes
 * only, and whoever counts what stands on it would count on a page that is still being read.
 */
function waitAfterClicks(page) {
	const kind = Object.getPrototypeOf(page.locator('main'));
	const { click } = kind;

	if (click.waits)
		return;
	kind.click = async function clickAndWait(options) {
		await click.call(this, options);
		if (!this.page().isClosed())
			await this.page().waitForLoadState();
	};
	kind.click.waits = true;
}

/*
 * Opens a page for `work` and afterwards fails for everything the page should not have done.
 * The page knows its server, and in which language (context.lang) its user reads.
 * Options: js (default true), colorScheme, viewport, forcedColors; foreign: true lets it leave by /ut.
 */
export async function withPage(context, options, work) {
	const { js = true, foreign = false, ...rest } = options;
	const faults = [];
	const browsing = await context.browser.newContext({
		baseURL: context.server.origin, javaScriptEnabled: js, locale: 'sv-SE', ...rest,
	});

	browsing.hasScript = js;
	browsing.setDefaultTimeout(PATIENCE_MS);
	try {
		const page = await browsing.newPage();

		page.lang = context.lang ?? 'sv';
		page.server = context.server;
		waitAfterClicks(page);
		if (foreign)
			await page.route('**/ut', answerElsewhere);
		watch(page, context.server.origin, faults);
		await work(page, browsing);
	} finally {
		await browsing.close();
	}
	check(faults.length === 0, faults.join('\n'));
}

// Counts what a hand does: clicks and keys, so that a target of the design is a number in a test.
export function hand(page) {
	const count = { clicks: 0, keys: 0 };

	return {
		count,
		async click(what) {
			count.clicks++;
			await page.locator(what).first().click();
		},
		async key(name) {
			count.keys++;
			await page.keyboard.press(name);
		},
	};
}
