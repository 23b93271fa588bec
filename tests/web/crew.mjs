// Hands the units out to workers, so many as there are cores; whoever is free takes the next.
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sentenceOf } from './harness.mjs';

const WORKER = join(dirname(fileURLToPath(import.meta.url)), 'worker.mjs');
const WORKERS_MAX = 4;

function startWorker({ program, demo, flags, waiting, onResult }) {
	const child = fork(WORKER, [program, JSON.stringify(demo), ...flags]);
	let unit = null, harvest = null;

	child.on('message', (message) => {
		if (!message.results) {
			harvest = message;
			return;
		}
		message.results.forEach(onResult);
		unit = waiting.shift() ?? [];
		child.send(unit);
	});
	return new Promise((done) => child.once('exit', () => {
		// One that has died has proved nothing of what it was given.
		if (!harvest)
			(unit ?? waiting.shift() ?? []).forEach((number) => onResult({ number,
				sentence: sentenceOf(number), ms: 0, fault: 'the worker died' }));
		done(harvest ?? { inspected: [], compared: [], looked: [] });
	}));
}

/*
 * Runs the units, tells each result as it comes, and gives all that the workers gathered: the names
 * inspected, the goldens compared, the pages looked at.
 */
export async function runUnits(units, { program, demo, flags, onResult }) {
	const waiting = [...units];
	const n = Math.min(units.length, WORKERS_MAX,
		Number(process.env.LOTSA_WORKERS) || availableParallelism());
	const harvests = await Promise.all(Array.from({ length: n }, () =>
		startWorker({ program, demo, flags, waiting, onResult })));

	waiting.flat().forEach((number) => onResult({ number, sentence: sentenceOf(number),
		ms: 0, fault: 'no worker was left' }));
	return {
		inspected: harvests.flatMap(({ inspected }) => inspected),
		compared: harvests.flatMap(({ compared }) => compared),
		looked: harvests.flatMap(({ looked }) => looked),
	};
}
