// One of those that run units at the same time, with a browser of its own: started by crew.mjs.
import { launch } from './browser.mjs';
import { comparedGoldens } from './golden.mjs';
import { runTest } from './harness.mjs';
import { inspectedNames } from './inspect.mjs';
import { loadJourneys } from './journeys.mjs';
import { pagesLookedAt } from './look.mjs';
import { startServer } from './server.mjs';

const [program, demo] = process.argv.slice(2, 4);

await loadJourneys();
const browser = await launch();

async function runUnit(numbers) {
	const server = await startServer(program, JSON.parse(demo));
	const results = [];

	try {
		for (const number of numbers)
			results.push(await runTest(number, { server, browser }));
	} finally {
		await server.stop();
	}
	return results;
}

process.on('message', async (numbers) => {
	if (numbers.length) {
		process.send({ results: await runUnit(numbers) });
		return;
	}
	await browser.close();
	process.send({ inspected: inspectedNames(), compared: comparedGoldens(),
		looked: pagesLookedAt() }, () => process.disconnect());
});
process.send({ results: [] });
