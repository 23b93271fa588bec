// A demo on a day of its own, and servers that each have a copy of it; ended by their process ids.
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

async function freePort() {
	const probe = createServer();

	await new Promise((done) => probe.listen(0, '127.0.0.1', done));
	const { port } = probe.address();
	await new Promise((done) => probe.close(done));
	return port;
}

// The lines "login USER PASSWORD ROLE" and "pin USER PIN" of `lotsa demo`.
function readUsers(text) {
	const users = [];

	for (const line of text.split('\n')) {
		const [kind, login, secret, role] = line.trim().split(/\s+/);

		if (kind === 'login')
			users.push({ login, password: secret, role });
		if (kind === 'pin')
			users.find((user) => user.login === login).pin = secret;
	}
	return users;
}

async function waitUntilAnswering(origin, child) {
	for (let i = 0; i < 200; i++) {
		if (child.exitCode !== null)
			throw new Error(`lotsa serve ended with ${child.exitCode}`);
		try {
			await fetch(`${origin}/in`, { redirect: 'manual' });
			return;
		} catch {
			await new Promise((done) => setTimeout(done, 50));
		}
	}
	throw new Error('lotsa serve does not answer');
}

/*
 * What stands on a page follows the day and the hour (due dates, what is open now), so every run
 * has the same ones: libfaketime moves the program's calendar there, and it goes on from there.
 * Only the wall clock is moved; whatever measures how long something takes does not see it.
 */
const DAY = Date.parse('2026-11-25T10:07:00+01:00');

const thatFarAway = (away) => ({
	...process.env,
	LD_PRELOAD: '/usr/$LIB/faketime/libfaketime.so.1',
	FAKETIME: `${Math.round(away / 1000)}s`.replace(/^(?!-)/, '+'),
	FAKETIME_DONT_FAKE_MONOTONIC: '1',
	NO_FAKE_STAT: '1',
});

const newFolder = () => mkdtempSync(join(tmpdir(), 'lotsa-web-'));

// Made once and never served itself; its calendar is the one of all servers of its copies.
export function makeDemo(program) {
	const folder = newFolder();
	const away = DAY - Date.now();
	const users = readUsers(execFileSync(program, ['demo', '--data', join(folder, 'demo')],
		{ encoding: 'utf8', env: thatFarAway(away) }));

	return { folder, users, away };
}

// An installation on the same day in which nothing was done but `lotsa migrate`.
export function makeNothing(program, away) {
	const folder = newFolder();

	execFileSync(program, ['migrate', '--data', join(folder, 'demo')],
		{ stdio: 'ignore', env: thatFarAway(away) });
	return { folder, users: [], away };
}

export function forgetDemo({ folder }) {
	rmSync(folder, { recursive: true, force: true });
}

// Serves a copy of the demo.
export async function startServer(program, demo) {
	const folder = newFolder();
	const data = join(folder, 'demo');
	const log = join(folder, 'serve.log');
	const { users, away } = demo;
	const env = thatFarAway(away);

	try {
		cpSync(demo.folder, folder, { recursive: true, preserveTimestamps: true });
		const listen = `127.0.0.1:${await freePort()}`;
		const output = openSync(log, 'a');
		const child = spawn(program, ['serve', '--data', data, '--listen', listen],
			{ stdio: ['ignore', output, output], env });
		const origin = `http://${listen}`;

		await waitUntilAnswering(origin, child);
		return {
			origin, users, data, away,
			now: () => new Date(Date.now() + away),
			// What the program prints when it is called with these words, on the same day.
			run: (...words) => execFileSync(program, words,
				{ encoding: 'utf8', env }),
			// The first of a role, or the one of that log-in name.
			user: (who) => users.find(({ role, login }) =>
				role === who || login === who),
			log: () => readFileSync(log, 'utf8'),
			async stop() {
				const ended = new Promise((done) => child.once('exit', done));

				child.kill('SIGTERM');
				await ended;
				forgetDemo({ folder });
			},
		};
	} catch (error) {
		forgetDemo({ folder });
		throw error;
	}
}
