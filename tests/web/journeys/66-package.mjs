// The tabular data package: each of its files is what the schema of HSDS 3.0 says of the tables.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import { check, equal, test } from '../harness.mjs';

const folder = process.env.HSDS_SCHEMAS;
const formats = {
	uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
	uri: /^https:\/\/[^ ]+$/,
	email: /^[^@ ]+@[^@ ]+$/,
	'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
};

// A service with every kind of fact that has a table of its own.
const organisations = 'id,name,kind,parent_id,municipality,note,visibility,website\n'
	+ 'omega,Omega,civil_society,,Södertälje,,public,https://omega.example\n';
const services = 'id,organisation_id,name,tracks,target_groups,age_from,age_to,entry_routes,'
	+ 'requires,response_time,same_day,anonymous,phone,phone_note,note,languages,hours,'
	+ 'visibility,hours_visibility,practical_visibility,note_visibility,website,cost,'
	+ 'cost_text,bring,area\n'
	+ 'alltet,omega,Allt,exposed,kvinnor,18,64,self,none,,yes,yes,08-465 004 77,=växel,'
	+ '"Rad ett, ""rad"" två",sv;en,mån–fre 8–16,public,public,public,public,'
	+ 'https://omega.example/allt,free,,legitimation,0181\n';

function write(data, name, text) {
	const dir = join(dirname(data), 'omega');

	mkdirSync(dir, { recursive: true });
	writeFileSync(join(dir, name), text);
	return dir;
}

// Rows of cells (RFC 4180).
function cells(text) {
	return text.split('\r\n').filter(Boolean).map((line) =>
		[...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
			([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain));
}

function rows(path, fields) {
	const [head, ...rest] = cells(readFileSync(path, 'utf8'));

	equal(fields.map((field) => field.name).join(), head.join(), path);
	return rest.map((row) => Object.fromEntries(row.flatMap((cell, i) => cell === '' ? []
		: [[head[i], fields[i].type === 'number' ? Number(cell) : cell]])));
}

// A table holds columns only; what is a list in JSON is a table of its own.
function validator(schema) {
	const columns = Object.entries(schema.properties).filter(
		([, field]) => field.type !== 'array');
	const ajv = new Ajv({ strict: false, allErrors: true, formats });

	return ajv.compile({ type: 'object', required: schema.required,
		additionalProperties: false, properties: Object.fromEntries(columns) });
}

function expectFields(resource, schema) {
	for (const field of resource.schema.fields) {
		const theirs = schema.properties[field.name];
		const what = `${resource.name}.${field.name}`;

		equal(theirs?.type, field.type, what);
		if (field.format)
			equal(theirs.format, field.format, what);
	}
}

function expectKeys(resource, tables) {
	for (const { fields, reference } of resource.schema.foreignKeys ?? []) {
		const ids = tables.get(reference.resource).map((row) => row.id);

		for (const row of tables.get(resource.name))
			check(!row[fields] || ids.includes(row[fields]),
				`${resource.name}.${fields} ${row[fields]}`);
	}
}

test('the data package is what the schema of HSDS 3.0 says', async ({ server }) => {
	const dir = write(server.data, 'organisations.csv', organisations);
	const to = join(dirname(server.data), 'package');

	write(server.data, 'services.csv', services);
	server.run('import', 'catalogue', dir, '--data', server.data);
	server.run('export', '--open-data', '--to', to, '--data', server.data);
	const { profile, resources } = JSON.parse(
		readFileSync(join(to, 'datapackage.json'), 'utf8'));
	const tables = new Map(resources.map(({ name, path, schema }) =>
		[name, rows(join(to, path), schema.fields)]));

	equal('tabular-data-package', profile, 'profile');
	equal(resources.map(({ path }) => path).concat('datapackage.json').sort().join(),
		readdirSync(to).sort().join(), 'files');
	for (const resource of resources) {
		check(tables.get(resource.name).length > 0, `${resource.name} has no row`);
		expectKeys(resource, tables);
	}
	equal(tables.get('service').length,
		(await (await fetch(`${server.origin}/services`)).json()).total_items, 'services');
	if (!folder || !existsSync(join(folder, 'tabular.json'))) {
		console.log('skipped: HSDS_SCHEMAS names no folder of schemas');
		return;
	}
	const { properties } = JSON.parse(readFileSync(join(folder, 'tabular.json'), 'utf8'));
	for (const resource of resources) {
		const schema = properties[resource.name].items;
		const validate = validator(schema);

		equal(schema.path, resource.path, 'path');
		expectFields(resource, schema);
		for (const row of tables.get(resource.name))
			check(validate(row), `${resource.path}: ${JSON.stringify(validate.errors)}`);
	}
});
