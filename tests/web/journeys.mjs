// All journeys in their order; each file is a unit.
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { beginUnit } from './harness.mjs';

const folder = join(dirname(fileURLToPath(import.meta.url)), 'journeys');

export async function loadJourneys() {
	for (const name of readdirSync(folder).sort()) {
		beginUnit();
		await import(pathToFileURL(join(folder, name)));
	}
}
