// A page as a browser without JavaScript shows it, where axe can still run.
const pageOf = new WeakMap();
let sent;

/*
 * With scripts off in the browser itself axe would not run either.  Aborting the program's one script
 * comes to the same, as long as there is no other, no <noscript> and no @media (scripting): the policy
 * lets no script run that is not a file, and the style sheet is looked at by the test of budgets.
 */
export function mayStandForNoScript(html) {
	const scripts = html.match(/<script\b[^>]*>/g) ?? [];

	return scripts.length === 1 && / src="\/fil\/[0-9a-f]+\/lotsa\.js"/.test(scripts[0]) &&
		!/<noscript/.test(html);
}

// Whether the script has made or taken no element and no attribute since the bytes were sent.
export function isUntouched(page, html) {
	return page.evaluate((text) => {
		const sent = new DOMParser().parseFromString(text, 'text/html');

		return sent.documentElement.outerHTML === document.documentElement.outerHTML;
	}, html);
}

function answer(route) {
	const request = route.request();

	if (request.isNavigationRequest())
		return route.fulfill({ status: 200, headers: sent.headers, body: sent.html });
	return request.url().endsWith('.js') ? route.abort() : route.continue();
}

// The bytes that were sent to somebody, in a page of its own that asks the server for nothing else.
export async function openPlain(browsing, what) {
	const browser = browsing.browser();

	if (!pageOf.has(browser)) {
		const page = await (await browser.newContext({ locale: 'sv-SE' })).newPage();

		await page.route('**/*', answer);
		pageOf.set(browser, page);
	}
	const page = pageOf.get(browser);
	sent = what;
	await page.goto(what.url.split('#')[0]);
	return page;
}
