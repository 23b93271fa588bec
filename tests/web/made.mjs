// Users that are made on the server's command line, as whoever installs Lotsa does it.
import { button, logIn } from './steps.mjs';

const PASSWORD = 'lugn sjö med tre öar';

// `where` is the code of a place, and perhaps one of its teams: '--team', NAME.
export function makeUser(server, login, name, role, ...where) {
	const user = (...words) => server.run('user', ...words, '--data', server.data);
	const link = user('invite', login, '--name', name).trim().split(' ').pop();

	user('grant', login, role, '--at', ...where);
	return { login, name, role, link: new URL(link), password: PASSWORD };
}

// Chooses her password, logs in and stands on /hem.
export async function logInFirst(page, { login, link, password }) {
	await page.goto(link.pathname + link.hash);
	for (const field of await page.locator('main input[type=password]').all())
		await field.fill(password);
	await button(page, 'Spara lösenordet').click();
	await logIn(page, { login, password });
}
