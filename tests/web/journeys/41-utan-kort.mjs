// An intervention that only counts: nobody has a card, and Hem leads to the questions all the same.
import { withPage } from '../browser.mjs';
import { check, equal, test } from '../harness.mjs';
import { lookAtParts } from '../look.mjs';
import { logInFirst, makeUser } from '../made.mjs';
import { answerByClick, button, keysFor, link, main, says, text } from '../steps.mjs';

const PLACE = ['sodertalje-kommun', '--team', 'Öppna spåret'];
const ASKED = 'Alla som skulle tillfrågas det här kvartalet är tillfrågade.';

const hrefs = (page) => page.locator('main a').evaluateAll((links) =>
	links.map((a) => a.getAttribute('href')));

async function typeHowMany(page) {
	await link(page, 'Antal att fråga').click();
	for (const [field, n] of [['kvinnor', '31'], ['man', '27'], ['andra', '2']])
		await main(page).locator(`[name=${field}]`).fill(n);
	await button(page, 'Spara').click();
	await page.waitForURL('**/samtal/underlag**m=sparat**');
	equal('31 27 2', (await main(page).locator('tbody tr').first().locator('td')
		.allInnerTexts()).join(' '), 'what was typed');
	await lookAtParts(page, 'utan-kort-antal');
}

async function talk(page) {
	await page.goto('/hem');
	await link(page, 'Nytt samtal').click();
	await page.getByRole('radio', { name: 'Kvinna' }).check();
	await page.getByRole('radio', { name: '25–39' }).check();
	await button(page, 'Allt stämmer, börja').click();
	await page.waitForURL('**/samtal/fragor');
	check(await page.locator('fieldset[data-question]').count() > 0, 'no questions');
}

async function keyPaper(page) {
	await page.goto('/hem');
	await link(page, 'Skriv in pappersformulär').click();
	await page.getByRole('radio', { name: 'Man', exact: true }).check();
	await page.getByRole('radio', { name: '40–54' }).check();
	await answerByClick(page, await keysFor(page));
	await button(page, 'Spara').click();
	await page.waitForURL('**m=sparat**');
}

test('who asks in a team without cards is two clicks from the questions', async (context) => {
	const made = makeUser(context.server, 'rakne.handlaggare', 'Handläggare utan kort',
		'caseworker', ...PLACE);

	await withPage(context, {}, async (page) => {
		await logInFirst(page, made);
		check(!(await hrefs(page)).includes('/samtal/kort/nytt'), 'a card is offered');
		await lookAtParts(page, 'utan-kort-handlaggare');
		await keyPaper(page);
		await talk(page);
	});
});

test('a team lead without cards is told of no list, and types how many there were to ask',
	async (context) => {
		const made = makeUser(context.server, 'rakne.ledare', 'Teamsamordnare utan kort',
			'team_lead', ...PLACE);

		await withPage(context, {}, async (page) => {
			await logInFirst(page, made);
			check(!(await hrefs(page)).includes('/samtal/kort/nytt'), 'a card is offered');
			check(!await says(page, ASKED), 'everybody is said to be asked');
			await lookAtParts(page, 'utan-kort-ledare');
			await typeHowMany(page);
			await page.goto('/samtal/ej-tillfragade');
			check((await text(page)).includes('Ingen har kort här'), 'a list is promised');
			await talk(page);
		});
	});
