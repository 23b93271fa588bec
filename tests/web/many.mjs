// Many rows of one kind, each by the program's own form, as a year of work leaves them.

/*
 * Runs in the page: opens the form at `path` and posts it, once for each of `rows`.  A row says the
 * fields that matter; the rest stands as the form has it, and of a choice that nobody made the first
 * one is taken.  Gives what was refused.
 */
async function postAll({ path, action, rows }) {
	const AT_A_TIME = 6;
	const refused = [];
	const open = async () => new DOMParser().parseFromString(
		await (await fetch(path)).text(), 'text/html');
	const filled = (form, row) => {
		const data = new URLSearchParams(new FormData(form));

		for (const radio of form.querySelectorAll('input[type=radio]'))
			if (!data.has(radio.name))
				data.set(radio.name, radio.value);
		for (const [name, value] of Object.entries(row))
			data.set(name, value);
		return data;
	};

	const post = async (row) => {
		const form = (await open()).querySelector(`form[action="${action}"]`);
		const answer = await fetch(action,
			{ method: 'POST', body: filled(form, row), redirect: 'manual' });

		// A form that was taken leads on; what it says is not read.
		if (answer.type !== 'opaqueredirect')
			refused.push(`${answer.status}: ${JSON.stringify(row)}`);
	};

	while (rows.length)
		await Promise.all(rows.splice(0, AT_A_TIME).map(post));
	return refused;
}

// Fails with the first refused row.
export async function postMany(page, path, rows, action = path) {
	const refused = await page.evaluate(postAll, { path, action, rows });

	if (refused.length)
		throw new Error(`${path}: ${refused.length} refused, first ${refused[0]}`);
}
