// Names as long as people make them: wrapped on every list, on a phone and on a desk.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withPage } from '../browser.mjs';
import { equal, testApart } from '../harness.mjs';
import { layoutFaults } from '../layout.mjs';
import { logIn, text } from '../steps.mjs';

const LONG = 'Krisochtraumamottagningsverksamhetssamordningsenheten för ';
const CATALOGUE = 'content/demo/sodertalje';

// The demo's catalogue as files, with `column` of each row lengthened.
function lengthen(folder, file, column) {
	const path = join(folder, file);
	const [head, ...rows] = readFileSync(path, 'utf8').trimEnd().split('\n');
	const longer = rows.map((row) => row.split(',')
		.map((cell, i) => (i === column ? LONG + cell : cell)).join(','));

	writeFileSync(path, `${[head, ...longer].join('\n')}\n`);
}

function renameAll(server) {
	const folder = mkdtempSync(join(tmpdir(), 'lotsa-names-'));

	try {
		cpSync(CATALOGUE, folder, { recursive: true });
		lengthen(folder, 'organisations.csv', 1);
		lengthen(folder, 'services.csv', 2);
		server.run('import', 'catalogue', folder, '--data', server.data);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

const PAGES = {
	caseworker: ['/katalog', '/lotsningar', '/lotsningar/ny'],
	catalogue_editor: ['/katalog/att-kontrollera', '/material'],
};

testApart('a name longer than a phone is wide is wrapped on every list', async (context) => {
	renameAll(context.server);
	for (const [role, paths] of Object.entries(PAGES))
		await withPage(context, {}, async (page) => {
			await logIn(page, context.server.user(role));
			for (const path of paths)
				for (const width of [320, 1280]) {
					await page.setViewportSize({ width, height: 800 });
					await page.goto(path);
					equal('', (await layoutFaults(page)).join('; '),
						`${path} at ${width} px`);
				}
			await page.goto('/katalog');
			equal(true, (await text(page)).includes(LONG.trim()), 'the long name is there');
		});
});
