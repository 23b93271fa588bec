// Makes the pages faster to use; every one of them works without it (see assets/README.md).
(() => {
	'use strict';

	const find = (selector, from = document) => from.querySelector(selector);
	const findAll = (selector, from = document) => [...from.querySelectorAll(selector)];
	const TYPING = 'input:not([type=radio]):not([type=checkbox]), textarea, select';
	const hasModifier = (event) => event.ctrlKey || event.altKey || event.metaKey;

	// Nothing is left to see, not even for the time that the next page needs.
	function blank() {
		silence();
		document.body.replaceChildren();
		document.title = '\u00a0';
	}

	// ---- the exit: click, Enter, or Shift three times within five seconds ----

	function setUpExit(link) {
		const WINDOW_MS = 5000;
		let presses = [];
		let isAlone = false;

		function leave(event) {
			event.preventDefault();
			blank();
			location.replace(link.href);
		}

		link.addEventListener('click', leave);
		addEventListener('keydown', (event) => {
			if (event.key !== 'Shift') {
				// Shift with a letter is writing, not leaving.
				isAlone = false;
				presses = [];
			} else if (!event.repeat) {
				isAlone = true;
			}
		}, true);
		addEventListener('keyup', (event) => {
			if (event.key !== 'Shift' || !isAlone)
				return;
			isAlone = false;
			presses = presses.filter((at) => event.timeStamp - at < WINDOW_MS);
			presses.push(event.timeStamp);
			if (presses.length === 3)
				leave(event);
		}, true);
	}

	// ---- reading aloud: by voices on this computer only, for a text may not leave it ----

	const silence = () => globalThis.speechSynthesis?.cancel();

	function localVoice(lang) {
		return speechSynthesis.getVoices().find((voice) => voice.localService &&
			voice.lang.slice(0, 2).toLowerCase() === lang.slice(0, 2));
	}

	// What the participant is asked, without what stands beneath in a second language.
	function wordsOf(step) {
		return findAll('legend, p, label', step).map((el) =>
			el.matches('[data-second], [data-beside] *') ? ''
				: (find(':scope > span:not(.second)', el) || el).textContent)
			.filter(Boolean);
	}

	function setUpSpeech(button) {
		const lang = find('h1[lang]')?.lang || document.documentElement.lang;

		if (!globalThis.speechSynthesis)
			return;
		const offer = () => { button.hidden = !localVoice(lang); };

		button.addEventListener('click', () => {
			silence();
			for (const words of wordsOf(find('[data-step]:not([hidden])'))) {
				const said = new SpeechSynthesisUtterance(words);

				said.voice = localVoice(lang);
				said.lang = lang;
				speechSynthesis.speak(said);
			}
		});
		speechSynthesis.addEventListener('voiceschanged', offer);
		addEventListener('pagehide', silence);
		offer();
	}

	// ---- hiding the conversation: a key, the button, or two idle minutes ----

	// The form travels with what is answered so far; the page is covered at once.
	function hide(button) {
		silence();
		document.body.classList.add('is-hidden');
		document.title = '\u00a0';
		button.form.noValidate = true;
		tell('hide');
		button.form.requestSubmit(button);
	}

	function setUpHiding(button) {
		addEventListener('keydown', (event) => {
			const isKey = event.key === (button.dataset.hide || 'Escape');

			if (!isKey || hasModifier(event))
				return;
			event.preventDefault();
			hide(button);
		});
		button.addEventListener('click', () => {
			silence();
			document.body.classList.add('is-hidden');
			button.form.noValidate = true;
			tell('hide');
		});
	}

	function setUpIdling(seconds, whenIdle) {
		let timer = 0;
		const restart = () => {
			clearTimeout(timer);
			timer = setTimeout(whenIdle, seconds * 1000);
		};

		for (const kind of ['pointerdown', 'pointermove', 'keydown', 'scroll'])
			addEventListener(kind, restart, { passive: true, capture: true });
		restart();
	}

	// ---- the questions, as fieldsets of radio buttons ----

	const radiosOf = (question) => findAll('input[type=radio]', question);
	const radioByKey = (question, key) =>
		radiosOf(question).find((radio) => radio.dataset.key === key);

	// Whether a key is meant for the questions: not for a text field, and not for another form.
	function isForAnswers(event, form) {
		const el = event.target;
		const isHere = el === document.body || form.contains(el);

		return isHere && !hasModifier(event) && !el.matches(TYPING);
	}

	function choose(radio) {
		radio.checked = true;
		radio.dispatchEvent(new Event('change', { bubbles: true }));
	}

	function focusQuestion(question) {
		const radios = radiosOf(question);

		(radios.find((radio) => radio.checked) || radios[0])?.focus({
			preventScroll: true });
		question.scrollIntoView({ block: 'nearest' });
	}

	// Papper: one key answers and moves on, Backspace goes back, Enter saves.
	function setUpQuickEntry(form) {
		const questions = findAll('fieldset[data-question]', form);
		const isOpen = (question) => !radiosOf(question).some((radio) => radio.checked);
		const save = find('button[type=submit], input[type=submit]', form);

		function goTo(index) {
			if (index < questions.length)
				focusQuestion(questions[index]);
			else
				save?.focus();
		}

		document.addEventListener('keydown', (event) => {
			if (!isForAnswers(event, form))
				return;
			const inside = event.target.closest('fieldset[data-question]');
			const at = inside ? questions.indexOf(inside)
				: questions.findIndex(isOpen);

			if (event.key === 'Backspace') {
				event.preventDefault();
				goTo(inside ? Math.max(at - 1, 0) : questions.length - 1);
				return;
			}
			const radio = at < 0 ? undefined : radioByKey(questions[at], event.key);

			if (!radio)
				return;
			event.preventDefault();
			radio.focus({ preventScroll: true });
			choose(radio);
			goTo(at + 1);
		});
		if (questions.length && !find('[role=alert]'))
			focusQuestion(questions[Math.max(questions.findIndex(isOpen), 0)]);
	}

	// Ctrl+Z takes the form before this one back, as long as nothing is answered in this one.
	function setUpUndo(form) {
		addEventListener('keydown', (event) => {
			const isUndo = event.key.toLowerCase() === 'z' && !event.shiftKey &&
				!event.altKey && (event.ctrlKey || event.metaKey);
			const isBegun = find('fieldset[data-question] input:checked');

			if (!isUndo || isBegun || event.target.matches(TYPING))
				return;
			event.preventDefault();
			form.requestSubmit();
		});
	}

	// The first step with a fault; after a pause the first without an answer; else the first.
	function whereToGoOn(steps) {
		const isAnswered = (step) => radiosOf(step).some((radio) => radio.checked);
		const wrong = steps.findIndex((step) => step.matches('[aria-invalid=true]'));

		if (wrong >= 0 || !steps.some(isAnswered))
			return wrong;
		const open = steps.findIndex((step) => radiosOf(step).length && !isAnswered(step));
		return open >= 0 ? open : steps.length - 1;
	}

	// Samtal: the same document, one fieldset at a time.
	function setUpSteps(form) {
		const steps = findAll('[data-step]', form);
		const nav = find('[data-steps-nav]', form);
		const progress = find('[data-progress]', form);
		const lastOnly = findAll('[data-last-step]', form);
		let at = 0;

		if (steps.length < 2 || !nav)
			return;
		const back = find('[data-back]', nav);
		const next = find('[data-next]', nav);

		function show(index, moveFocus) {
			at = index;
			silence();
			steps.forEach((step, i) => { step.hidden = i !== at; });
			lastOnly.forEach((part) => {
				part.hidden = at !== steps.length - 1;
			});
			back.hidden = at === 0;
			next.hidden = at === steps.length - 1;
			if (progress)
				progress.textContent = progress.dataset.progress
					.replace('{n}', at + 1).replace('{m}', steps.length);
			if (!moveFocus)
				return;
			const heading = find('legend, h1, h2', steps[at]) || steps[at];
			heading.tabIndex = -1;
			heading.focus({ preventScroll: true });
			scrollTo(0, 0);
		}

		back.addEventListener('click', () => show(at - 1, true));
		next.addEventListener('click', () => show(at + 1, true));
		document.addEventListener('keydown', (event) => {
			const isControl = event.target.matches('button, a, summary');

			if (isControl || !isForAnswers(event, form))
				return;
			const radio = radioByKey(steps[at], event.key);

			if (radio) {
				event.preventDefault();
				choose(radio);
				radio.focus();
			} else if (event.key === 'Enter' && at < steps.length - 1) {
				event.preventDefault();
				show(at + 1, true);
			}
		});
		nav.hidden = false;
		form.classList.add('is-stepwise');
		show(Math.max(whereToGoOn(steps), 0), false);
	}

	// ---- small things ----

	// A second press while the first posting travels would only be told "already saved".
	function setUpSingleSubmit() {
		const sent = new WeakSet();

		document.addEventListener('submit', (event) => {
			if (event.defaultPrevented || event.target.method !== 'post')
				return;
			if (sent.has(event.target))
				event.preventDefault();
			sent.add(event.target);
		});
		addEventListener('pageshow', (event) => {
			if (event.persisted)
				location.reload();
		});
	}

	// What scrolls by itself can be reached with the keyboard, as long as it scrolls.
	function markScrolling() {
		for (const box of findAll('main table, main .table-scroll')) {
			const isScroller = getComputedStyle(box).overflowX === 'auto';

			if (isScroller && box.scrollWidth > box.clientWidth)
				box.tabIndex = 0;
			else
				box.removeAttribute('tabindex');
		}
	}

	// Rows that are shown as cards are read as rows of a table all the same.
	function keepTable(table) {
		const roles = { tbody: 'rowgroup', thead: 'rowgroup', tr: 'row', td: 'cell',
			'th[scope=col]': 'columnheader', 'th[scope=row]': 'rowheader' };

		table.setAttribute('role', 'table');
		for (const [selector, role] of Object.entries(roles))
			findAll(selector, table).forEach((el) => el.setAttribute('role', role));
	}

	// ---- the tabs of one browser: hiding in one of them covers them all ----

	const tabs = 'BroadcastChannel' in window ? new BroadcastChannel('lotsa') : null;
	// What is practised is nobody's business in another tab.
	const tell = (what) => find('[data-alone]') || tabs?.postMessage(what);

	function setUpTabs(whenActive) {
		if (!tabs)
			return;
		tabs.addEventListener('message', (event) => {
			if (event.data === 'hide') {
				blank();
				location.replace('/samtal/dold');
			} else {
				whenActive();
			}
		});
	}

	// ---- the idle limit of a session: 30 minutes; the server alone decides when it is over ----

	// The page that says why, in the language of this one.
	function leaveForWayIn() {
		const { lang } = document.documentElement;

		blank();
		location.replace(`/in?m=slut${lang === 'sv' ? '' : `&lang=${lang}`}`);
	}

	// Three minutes before, the form shows itself; after the end nothing is left on the screen.
	function setUpStaying(form) {
		const WARN_MS = 27 * 60 * 1000;
		const END_MS = 30 * 60 * 1000 + 5000;
		let since = Date.now();

		const restart = () => {
			since = Date.now();
			form.hidden = true;
		};
		const look = () => {
			const idle = Date.now() - since;

			if (idle >= END_MS) {
				leaveForWayIn();
			} else if (idle >= WARN_MS) {
				form.hidden = false;
			}
		};

		form.addEventListener('submit', async (event) => {
			event.preventDefault();
			event.stopPropagation();
			try {
				const answer = await fetch(form.action, { method: 'POST',
					body: new URLSearchParams(new FormData(form)) });

				if (!answer.ok || new URL(answer.url).pathname !== '/konto/kvar') {
					blank();
					location.replace('/hem');
					return;
				}
				restart();
				tell('active');
			} catch {
				// The network is gone: the button stays, to be tried again.
			}
		});
		setInterval(look, 10000);
		document.addEventListener('visibilitychange', look);
		tell('active');
		return restart;
	}

	// Escape, or a click beside it, closes the menu; a second press on its word does so anyhow.
	function setUpMenu(menu) {
		const summary = find('summary', menu);

		menu.addEventListener('keydown', (event) => {
			if (event.key !== 'Escape' || !menu.open)
				return;
			menu.open = false;
			summary.focus();
		});
		document.addEventListener('click', (event) => {
			if (!menu.contains(event.target))
				menu.open = false;
		});
	}

	// The end of a session that nothing moves: ten minutes before it the line shows itself.
	function setUpEnding(line) {
		const end = Date.now() + Number(line.dataset.ends) * 1000;
		const look = () => {
			const left = end - Date.now();

			if (left <= -5000) {
				clearInterval(timer);
				leaveForWayIn();
			} else if (left <= 10 * 60 * 1000) {
				line.hidden = false;
			}
		};
		const timer = setInterval(look, 10000);

		document.addEventListener('visibilitychange', look);
	}

	// What stands after the '#' of a one-time link goes into the form, and out of the history.
	function setUpLink(form) {
		const field = find('[name=lank]', form);
		const isLink = () => location.hash.length > 30;	// and not "#main"

		addEventListener('hashchange', () => isLink() && location.reload());
		if (isLink()) {
			field.value = location.hash.slice(1);
			history.replaceState(null, '', location.pathname);
			if (form.matches('[data-ask]'))
				setTimeout(() => form.requestSubmit());
		}
		// Whoever changes the language still has the link.
		for (const edition of findAll('.editions a'))
			edition.hash = field.value;
		if (field.value && !field.matches('[aria-invalid=true]'))
			field.closest('.ds-field').hidden = true;
	}

	function setUpPrinting(button) {
		button.hidden = false;
		button.addEventListener('click', () => print());
	}

	// ---- on every page ----

	const exit = find('[data-exit]');
	const hiding = find('button[data-hide]');
	const idleSeconds = Number(find('[data-idle]')?.dataset.idle || 0);
	const summary = find('.ds-error-summary, [data-error-summary]');

	document.documentElement.classList.add('has-js');
	setUpSingleSubmit();
	if (exit)
		setUpExit(exit);
	if (hiding)
		setUpHiding(hiding);
	if (idleSeconds && hiding)
		setUpIdling(idleSeconds, () => hide(hiding));
	findAll('table.as-cards').forEach(keepTable);
	markScrolling();
	addEventListener('resize', markScrolling);
	const staying = find('form[data-stay]');
	const restart = staying ? setUpStaying(staying) : () => {};
	findAll('[data-ends]').forEach(setUpEnding);
	if (!find('[data-public]'))
		setUpTabs(restart);
	findAll('details[data-menu]').forEach(setUpMenu);
	findAll('form[data-link]').forEach(setUpLink);
	findAll('button[data-print]').forEach(setUpPrinting);
	findAll('form[data-samtal]').forEach(setUpSteps);
	findAll('button[data-speak]').forEach(setUpSpeech);
	findAll('form[data-quick-entry]').forEach(setUpQuickEntry);
	findAll('form[data-undo]').forEach(setUpUndo);
	if (summary) {
		summary.tabIndex = -1;
		summary.focus();
	}
})();
