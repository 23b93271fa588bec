// The browser tests: node tests/web/run.mjs [part of a sentence ...]
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { launch } from './browser.mjs';
import { runAll } from './harness.mjs';
import { writeContactSheet } from './look.mjs';
import { startServer } from './server.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));

process.chdir(join(here, '..', '..'));
for (const name of readdirSync(join(here, 'journeys')).sort())
	await import(pathToFileURL(join(here, 'journeys', name)));

const server = await startServer('build/lotsa');
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
