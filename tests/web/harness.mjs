// A small harness: sentences that pass or fail, in units that each have a demo of their own.
const tests = [];
const noted = [];
let unit = 0;

// The tests that follow stand on what those before them in the same unit left.
export function beginUnit() {
	unit++;
}

export function test(sentence, run) {
	tests.push({ sentence, run, unit });
}

// A test that wants a fresh demo and may run beside the others of its file.
export function testApart(sentence, run) {
	beginUnit();
	test(sentence, run);
	beginUnit();
}

const inBoth = (how) => (sentence, run) => {
	for (const lang of ['sv', 'en'])
		how(lang === 'sv' ? sentence : `${sentence}, in English`,
			(context) => run({ ...context, lang }));
};

// One journey in each language of the staff; what it does is told by context.lang.
export const testInBoth = inBoth(test);
export const testApartInBoth = inBoth(testApart);

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

/*
 * The units as lists of numbers of tests, those whose sentence contains one of `wanted` (all when
 * empty).  The numbers are the same in every process that has loaded the journeys.
 */
export function unitsOf(wanted) {
	const units = new Map();

	for (const [i, one] of tests.entries())
		if (!wanted.length || wanted.some((part) => one.sentence.includes(part)))
			units.set(one.unit, [...(units.get(one.unit) ?? []), i]);
	return [...units.values()];
}

export const sentenceOf = (number) => tests[number].sentence;

const shorten = (error) => String(error.stack || error).split('\n').slice(0, 60).join('\n    ');

// Runs one test: its number, its sentence, its milliseconds, and its fault when it has one.
export async function runTest(number, context) {
	const { sentence, run } = tests[number];
	const started = Date.now();
	let fault = null;

	noted.length = 0;
	try {
		await run(context);
		check(noted.length === 0, noted.join('\n    '));
	} catch (error) {
		fault = shorten(error);
	}
	return { number, sentence, ms: Date.now() - started, fault };
}
