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

let server = null;

async function runUnit(numbers) {
	const results = [];

	server = await startServer(program, JSON.parse(demo));
	try {
		for (const number of numbers)
			results.push(await runTest(number, { server, browser, program }));
	} finally {
		await server.stop();
		server = null;
	}
	return results;
}

// Also when whoever started it is gone: no server and no browser stays behind.
process.on('disconnect', async () => {
	await server?.stop();
	await browser.close();
	process.exit();
});

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
