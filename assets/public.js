// Public pages: their steps leave one entry in the history (see assets/README.md).
(() => {
	'use strict';

	const isOurs = (url) => url.origin === location.origin;
	const opensHere = (link) => isOurs(new URL(link.href)) && !link.hash && !link.target &&
		!link.hasAttribute('download');
	const isPlain = (event) => !event.defaultPrevented && !event.button && !event.shiftKey &&
		!event.ctrlKey && !event.altKey && !event.metaKey;

	// A question travels by fetch, so the history has one entry however many steps there were.
	async function ask(form, submitter) {
		const body = new URLSearchParams(new FormData(form, submitter));

		try {
			const answer = await fetch(form.action, { method: 'POST', body });
			const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
			document.querySelector('main').replaceWith(next.querySelector('main'));
			document.title = next.title;
			scrollTo(0, 0);
			document.querySelector('main h1').focus();
		} catch {
			location.replace(form.action);
		}
	}

	// Pages replace one another, so that Back leads past all of them.
	function replacePage(event) {
		const link = event.target.closest('a[href]');

		if (!link || !isPlain(event) || !opensHere(link))
			return;
		event.preventDefault();
		location.replace(link.href);
	}

	function submit(event) {
		const form = event.target;
		const url = new URL(form.action);

		if (form.matches('[data-ask]')) {
			event.preventDefault();
			ask(form, event.submitter);
		} else if (form.method === 'get' && isOurs(url)) {
			event.preventDefault();
			url.search = new URLSearchParams(new FormData(form, event.submitter));
			location.replace(url);
		}
	}

	if (document.querySelector('[data-public]')) {
		document.addEventListener('click', replacePage);
		document.addEventListener('submit', submit);
	}
})();
