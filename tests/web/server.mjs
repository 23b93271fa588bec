// A demo of its own and a server of its own, on a day of its own, ended by its process id.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
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
const away = DAY - Date.now();
const onThatDay = {
	...process.env,
	LD_PRELOAD: '/usr/$LIB/faketime/libfaketime.so.1',
	FAKETIME: `${Math.round(away / 1000)}s`.replace(/^(?!-)/, '+'),
	FAKETIME_DONT_FAKE_MONOTONIC: '1',
	NO_FAKE_STAT: '1',
};

export async function startServer(program) {
	const folder = mkdtempSync(join(tmpdir(), 'lotsa-web-'));
	const data = join(folder, 'demo');
	const log = join(folder, 'serve.log');
	const forget = () => rmSync(folder, { recursive: true, force: true });

	try {
		const users = readUsers(execFileSync(program, ['demo', '--data', data],
			{ encoding: 'utf8', env: onThatDay }));
		const listen = `127.0.0.1:${await freePort()}`;
		const output = openSync(log, 'a');
		const child = spawn(program, ['serve', '--data', data, '--listen', listen],
			{ stdio: ['ignore', output, output], env: onThatDay });
		const origin = `http://${listen}`;

		await waitUntilAnswering(origin, child);
		return {
			origin, users, data,
			now: () => new Date(Date.now() + away),
			// What the program prints when it is called with these words, on the same day.
			run: (...words) => execFileSync(program, words,
				{ encoding: 'utf8', env: onThatDay }),
			user: (role) => users.find((user) => user.role === role),
			log: () => readFileSync(log, 'utf8'),
			async stop() {
				const ended = new Promise((done) => child.once('exit', done));

				child.kill('SIGTERM');
				await ended;
				forget();
			},
		};
	} catch (error) {
		forget();
		throw error;
	}
}
