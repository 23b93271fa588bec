// Open data: what programs fetch is HSDS 3.0, by the schemas of its publisher.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import { check, equal, test } from '../harness.mjs';

const folder = process.env.HSDS_SCHEMAS;
const formats = {
	uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
	uri: /^https:\/\/[^ ]+$/,
	email: /^[^@ ]+@[^@ ]+$/,
	'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
};

// Their schemas carry words of their own, such as "core" and "constraints".
function validator(name) {
	const ajv = new Ajv({ strict: false, allErrors: true, formats });

	return ajv.compile(JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')));
}

function expectValid(validate, thing) {
	check(validate(thing), `${thing.name}: ${JSON.stringify(validate.errors)}`);
}

async function all(server, path) {
	const found = [];

	for (let page = 1; ; page++) {
		const answer = await (await fetch(
			`${server.origin}${path}?per_page=10&page=${page}`)).json();

		found.push(...answer.contents);
		if (answer.last_page) {
			equal(answer.total_items, found.length, path);
			return found;
		}
	}
}

async function expectAllValid(server, path, name) {
	const one = validator(name), listed = validator(`${name}_list`);

	for (const thing of await all(server, path)) {
		expectValid(listed, thing);
		const whole = await (await fetch(`${server.origin}${path}/${thing.id}`)).json();

		equal(thing.name, whole.name, 'name');
		expectValid(one, whole);
	}
}

// What these are stands within the schema of a service.
async function expectPartsValid(server) {
	const { attributes, service_at_locations: locations } = JSON.parse(
		readFileSync(join(folder, 'service.json'), 'utf8')).properties;
	const term = attributes.items.properties.taxonomy_term;
	const ajv = new Ajv({ strict: false, allErrors: true, formats });
	const schemas = { '/taxonomy_terms': term,
		'/taxonomies': term.properties.taxonomy_detail,
		'/service_at_locations': locations.items };

	for (const [path, schema] of Object.entries(schemas)) {
		const validate = ajv.compile(schema);

		for (const thing of await all(server, path))
			expectValid(validate, thing);
	}
}

test('open data is what the schemas of HSDS 3.0 say', async ({ server }) => {
	if (!folder || !existsSync(join(folder, 'service.json'))) {
		console.log('skipped: HSDS_SCHEMAS names no folder of schemas');
		return;
	}
	await expectAllValid(server, '/services', 'service');
	await expectAllValid(server, '/organizations', 'organization');
	await expectPartsValid(server);
});

test('open data is there for any origin, and for nobody who posts', async ({ server }) => {
	const answer = await fetch(`${server.origin}/services`,
		{ headers: { Origin: 'https://elsewhere.example' } });

	equal('*', answer.headers.get('Access-Control-Allow-Origin'), 'origin');
	equal('no-cache', answer.headers.get('Cache-Control'), 'caching');
	equal(null, answer.headers.get('Set-Cookie'), 'cookie');
	const again = await fetch(`${server.origin}/services`,
		{ headers: { 'If-None-Match': answer.headers.get('ETag') } });
	equal(304, again.status, 'the same once more');
	equal(405, (await fetch(`${server.origin}/services`, { method: 'POST' })).status, 'POST');
	const { contents } = await answer.json();
	check(contents.every((service) => !('note' in service)), 'no note of the staff');
});
