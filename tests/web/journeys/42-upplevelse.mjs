// How it was to be asked: collected where a form asks it, as one step more at the end, and reported.
import { execFileSync } from 'node:child_process';
import { hand, withPage } from '../browser.mjs';
import { check, equal, testApartInBoth, testInBoth } from '../harness.mjs';
import { inspect } from '../inspect.mjs';
import {
	askInOwnLanguage, button, inNumbers, inWords, link, logIn, says, text,
} from '../steps.mjs';

const FORM = 'content/instruments/sju-fragor-upplevelse.sv.json';
const QUESTION = { sv: 'Hur var det att få de här frågorna?',
	en: 'What was it like to be asked these questions?' };
const HARD = '{1} av dem som svarade på frågan tyckte att det var jobbigt att få frågorna: '
	+ '{2} procent (osäkerhet {3}).';
const OF_THOSE = 'Frågan ställs sist i de insatser som har den i sitt formulär. {1} av {2} som '
	+ 'svarade på frågorna har svarat på den. Också de talen är lätt slumpade.';
const LAST = 'fieldset[data-question]:last-of-type';

// The caseworker's intervention asks it from now on, as a command says.
function collect({ run, data }) {
	run('import', 'instrument', FORM, '--intervention', 'MIA Vidare',
		'--party', 'sodertalje-kommun', '--data', data);
}

testApartInBoth(
	'where the form asks how it was, it is one key more on paper, one step in a talk',
	async (context) => {
		collect(context.server);
		await withPage(context, {}, async (page) => {
			await logIn(page, context.server.user('caseworker'));
			await page.goto('/samtal/papper');
			await page.locator('form[data-quick-entry]').waitFor();
			equal('EXPERIENCE', await page.locator(LAST).getAttribute('data-question'),
				'the last question');
			await inspect(page, 'papper-upplevelse');
			for (const key of '11111113')
				await page.keyboard.press(key);
			equal('hard', await page.locator(`${LAST} input:checked`).inputValue(),
				'its answer');
			await page.keyboard.press('Enter');
			await page.locator('main [role=status]').waitFor();
			check(await says(page, 'Sparat.'), 'the form was not saved');

			// Left open on the paper: Enter after the seven saves all the same.
			for (const key of '1111111')
				await page.keyboard.press(key);
			await page.keyboard.press('Enter');
			await page.locator('main [role=status]').waitFor();
			check(await says(page, 'Sparat.'), 'a form without that answer was not saved');

			await page.goto('/hem');
			await hand(page).click('main a[href^="/samtal/nytt"]');
			await askInOwnLanguage(page);
			await hand(page).click('main button[value=borja]');
			await page.waitForURL('**/samtal/fragor');
			await button(page, 'Nästa').click();
			for (const key of '1111111') {
				await page.keyboard.press(key);
				await page.keyboard.press('Enter');
			}
			const words = await text(page);
			check(words.includes(QUESTION[context.lang]), 'the step of how it was');
			check(words.includes(context.lang === 'sv' ? 'Steg 9 av 9' : 'Step 9 of 9'),
				'it is not the last step');
			await inspect(page, 'fragor-upplevelse');
			await page.keyboard.press('2');
			await button(page, 'Klar').click();
			await page.waitForURL('**/samtal/slut');
		});
	});

const REPORTED = 'the report says how it was to be asked, on the page and on paper';

testInBoth(REPORTED, async (context) => {
	await withPage(context, {}, async (page) => {
		await logIn(page, context.server.user('association_manager'));
		await page.goto('/rapport');
		const words = await text(page);

		check(words.includes(inWords(page, HARD).split(/\{\d\}/)[1].trim()), words);
		check(inNumbers(page, OF_THOSE).test(words), words);
		const [download] = await Promise.all([page.waitForEvent('download'),
			link(page, 'Hämta som PDF').click()]);
		const paper = execFileSync('pdftotext', ['-layout', await download.path(), '-'],
			{ encoding: 'utf8' });

		for (const part of ['Hur det var att bli tillfrågad', 'Varken eller', 'Jobbigt'])
			check(paper.includes(inWords(page, part)), `${part} is not on the paper`);
	});
});
