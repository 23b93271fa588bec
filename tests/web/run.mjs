// The browser tests: node tests/web/run.mjs [--look] [--renew] [part of a sentence ...]
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { launch } from './browser.mjs';
import { forgottenGoldens } from './golden.mjs';
import { check, runAll, test } from './harness.mjs';
import { neverInspected } from './inspect.mjs';
import { writeContactSheet } from './look.mjs';
import { startServer } from './server.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));

process.chdir(join(here, '..', '..'));
for (const name of readdirSync(join(here, 'journeys')).sort())
	await import(pathToFileURL(join(here, 'journeys', name)));

// Only a run of all tests can tell what nobody came to.
if (wanted.length === 0)
	test('every page of the list was inspected, and every golden is of one of them', () => {
		const left = [...neverInspected(), ...forgottenGoldens()];

		check(left.length === 0, left.join(', '));
	});

const server = await startServer(process.env.LOTSA_PROGRAM ?? 'build/lotsa');
const browser = await launch();
let status = 1;

try {
	status = await runAll(wanted, { server, browser });
	writeContactSheet();
} finally {
	await browser.close();
	await server.stop();
}
process.exit(status);
