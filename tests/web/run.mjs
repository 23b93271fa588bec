// The browser tests: node tests/web/run.mjs [--look] [--renew] [part of a sentence ...]
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runUnits } from './crew.mjs';
import { forgottenGoldens } from './golden.mjs';
import { unitsOf } from './harness.mjs';
import { loadJourneys } from './journeys.mjs';
import { clearPictures, writeContactSheet } from './look.mjs';
import { pages } from './pages.mjs';
import { forgetDemo, makeDemo } from './server.mjs';

const AGAIN_MAX = 3;
const words = process.argv.slice(2);
const flags = words.filter((word) => word.startsWith('--'));
const wanted = words.filter((word) => !word.startsWith('--'));
const count = { passed: 0, failed: 0 };
const failures = [];

function tell({ sentence, ms, fault }) {
	count[fault === null ? 'passed' : 'failed']++;
	if (fault !== null)
		failures.push(`NOT OK  ${sentence}\n    ${fault.split('\n', 12).join('\n')}`);
	console.log(fault === null ? `ok      ${sentence} (${ms} ms)`
		: `NOT OK  ${sentence}\n    ${fault}`);
}

/*
 * Runs the units.  Where something fails, its unit is run once more when all others are done, by a
 * worker that has seen nothing: what is broken fails again, what a busy machine brought about does
 * not, and is told.  When much fails there is no chance in it.
 */
async function runTwice(units, how) {
	const first = new Map();
	const once = await runUnits(units, { ...how, onResult: (result) => {
		if (result.fault === null) {
			tell(result);
			return;
		}
		first.set(result.number, result);
		console.log(`FAILED  ${result.sentence}\n    ${result.fault}`);
	} });
	const again = units.filter((unit) => unit.some((number) => first.has(number)));

	if (again.length > AGAIN_MAX) {
		first.forEach(tell);
		return once;
	}
	const twice = await runUnits(again, { ...how, onResult: (result) => {
		if (result.fault === null && first.has(result.number))
			tell({ ...result, sentence: `${result.sentence}, at the second try` });
		else if (result.fault !== null)
			tell(result);
	} });
	return Object.fromEntries(Object.keys(once).map((key) =>
		[key, [...once[key], ...twice[key]]]));
}

// Only a run of all tests can tell what nobody came to.
function tellWhatIsLeft({ inspected, compared }) {
	const left = [...pages.keys()].filter((name) => !inspected.includes(name));

	left.push(...forgottenGoldens(compared));
	tell({ sentence: 'every page of the list was inspected, and every golden is of one of them',
		ms: 0, fault: left.length ? left.join(', ') : null });
}

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..', '..'));
await loadJourneys();
clearPictures();
const program = process.env.LOTSA_PROGRAM ?? 'build/lotsa';
const demo = makeDemo(program);

try {
	const harvest = await runTwice(unitsOf(wanted), { program, demo, flags });

	if (wanted.length === 0)
		tellWhatIsLeft(harvest);
	writeContactSheet(harvest.looked);
} finally {
	forgetDemo(demo);
}
// Again where a reader of the end finds them.
failures.forEach((failure) => console.log(failure));
console.log(`${count.passed} passed, ${count.failed} failed`);
process.exit(count.failed || count.passed === 0 ? 1 : 0);
