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
	const harvest = await runUnits(unitsOf(wanted), { program, demo, flags, onResult: tell });

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
