// A small harness: sentences that pass or fail, run one after another, counted at the end.
const tests = [];
const noted = [];

export function test(sentence, run) {
	tests.push({ sentence, run });
}

export function check(claim, message) {
	if (!claim)
		throw new Error(message);
}

// A fault that does not end the journey; the test fails when it is over.
export function note(fault) {
	noted.push(fault);
}

export function equal(expected, got, what) {
	check(Object.is(expected, got),
		`${what}: ${JSON.stringify(got)}, expected ${JSON.stringify(expected)}`);
}

const shorten = (error) => String(error.stack || error).split('\n').slice(0, 60).join('\n    ');

// Runs those whose sentence contains one of `wanted` (all when empty); gives the exit status.
export async function runAll(wanted, context) {
	let passed = 0, failed = 0;

	for (const { sentence, run } of tests) {
		if (wanted.length && !wanted.some((part) => sentence.includes(part)))
			continue;
		const started = Date.now();

		try {
			noted.length = 0;
			await run(context);
			check(noted.length === 0, noted.join('\n    '));
			passed++;
			console.log(`ok      ${sentence} (${Date.now() - started} ms)`);
		} catch (error) {
			failed++;
			console.log(`NOT OK  ${sentence}\n    ${shorten(error)}`);
		}
	}
	console.log(`${passed} passed, ${failed} failed`);
	return failed || passed === 0 ? 1 : 0;
}
