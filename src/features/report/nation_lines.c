/* What the files of the national table have numbers of, and what their words mean. */
#include "core/i18n/i18n.h"
#include "features/report/making.h"
#include "features/report/nation.h"
#include "out/csv/csv_out.h"

static const char *const abouts[NATION_LINES] = {
	N_("Ja, tidigare eller pågående, på minst en av de sju frågorna. Av alla svar."),
	N_("Psykiskt, fysiskt, sexuell press eller sexuell kränkning pågår. Av alla svar."),
	N_("Psykiskt, fysiskt, sexuell press eller sexuell kränkning har hänt tidigare. Av alla "
	   "svar."),
	N_("Har som barn bevittnat våld i familjen eller själv blivit utsatt. Av alla svar."),
	N_("Någon närstående har skrämt, kontrollerat eller kränkt. Av dem som svarade på frågan."),
	N_("Någon närstående har skadat fysiskt. Av dem som svarade på frågan."),
	N_("Någon närstående har pressat eller tvingat till något sexuellt. Av dem som svarade på "
	   "frågan."),
	N_("Någon närstående har kränkt sexuellt på något annat sätt. Av dem som svarade på "
	   "frågan."),
	N_("Såg eller hörde som barn våld mot någon i familjen. Av dem som svarade på frågan."),
	N_("Blev som barn själv utsatt för våld i familjen. Av dem som svarade på frågan."),
	N_("Har själv skrämt, kontrollerat, skadat eller tvingat någon närstående. Av dem som "
	   "svarade på frågan."),
	N_("Tyckte att det var bra att få frågorna. Bara där formuläret frågar det; av dem som "
	   "svarade på det."),
	N_("Tyckte varken att det var bra eller jobbigt att få frågorna. Av dem som svarade på "
	   "det."),
	N_("Tyckte att det var jobbigt att få frågorna. Av dem som svarade på det."),
};

/* The columns of the CSV, and the words that stand in them. */
static const struct {
	const char *column, *word, *about;
} words[] = {
	{ "level", "nation",
		N_("Hela landet: det som förbundens år blir tillsammans, eller summan "
		   "av två halvår där det är allt som är publicerat.") },
	{ "level", "county",
		N_("Ett län: de förbund som låg i det när svaren publicerades.") },
	{ "level", "programme",
		N_("Insatser i ett eller flera förbund: summan av det som är "
		   "publicerat om dem.") },
	{ "level", "association",
		N_("Ett samordningsförbund.") },
	{ "place", "",
		N_("Platsens kod.") },
	{ "name", "",
		N_("Platsens namn.") },
	{ "year", "",
		N_("Året. Ett år från juli till juni heter som det år som det börjar "
		   "i: se from_month och to_month.") },
	{ "due", "",
		N_("Hur många som skulle tillfrågas, exakt. Bara för förbund.") },
	{ "asked", "",
		N_("Hur många som har tillfrågats, exakt. Bara för förbund.") },
	{ "status", "published",
		N_("Ett publicerat tal.") },
	{ "status", "few",
		N_("Färre än tio svar, eller färre än tio personer: inget tal visas.") },
	{ "status", "missing",
		N_("Inget är publicerat.") },
	{ "status", "protected_history",
		N_("Ett år före Lotsa, lätt slumpat av den som räknade. Med i ingen "
		   "summa.") },
	{ "status", "unprotected_history",
		N_("Ett år före Lotsa, exakt: löftet om skydd gäller inte det. Med i "
		   "ingen summa.") },
	{ "topic", "",
		N_("Frågan, eller det som räknas ur svaren.") },
	{ "answer", "yes",
		N_("Ja, tidigare eller pågående.") },
	{ "ballots", "",
		N_("Hur många svar raden bygger på, exakt.") },
	{ "value", "",
		N_("Hur många som har svarat så, lätt slumpat.") },
	{ "of", "",
		N_("Hur många andelen är av: alla svar, eller de som svarade på "
		   "frågan, och då lätt slumpat.") },
	{ "share_thousandths", "",
		N_("Andelen, i tusendelar.") },
	{ "low_thousandths", "",
		N_("Osäkerhetens nedre gräns. Det rätta ligger mellan gränserna 19 "
		   "gånger av 20: slumpen i talen och i vilka som råkade få frågorna.") },
	{ "high_thousandths", "",
		N_("Osäkerhetens övre gräns.") },
	{ "release", "",
		N_("Numret på den nyaste publiceringen som talen kommer ur.") },
	{ "drawn_month", "",
		N_("Månaden när den gjordes.") },
	{ "plan", "",
		N_("Planen: vad som publiceras, och hur mycket det slumpas.") },
	{ "epsilon", "",
		N_("ε: hur mycket alla publicerade tal tillsammans högst får berätta "
		   "om ett svar på en fråga. För år före Lotsa det som den som räknade "
		   "har angett.") },
	{ "engine", "",
		N_("Programmet som slumpade talen.") },
	{ "interventions_published", "",
		N_("Hur många insatser ett programs tal är summan av: de som har minst "
		   "tio svar.") },
	{ "interventions", "",
		N_("Hur många insatser programmet har under året.") },
	{ "from_month", "",
		N_("Periodens första månad: januari, eller juli.") },
	{ "to_month", "",
		N_("Periodens sista månad.") },
};

struct nation_line
nation_line(struct arena *a, size_t i)
{
	struct nation_line line = { .answer = "yes", .about = abouts[i] };

	if (i < ANSWER_STATES + ANSWER_TOPICS) {
		const struct answer_line *l = i < ANSWER_STATES
			? &answer_states[i] : &answer_topics[i - ANSWER_STATES];

		line.topic = l->topic;
		line.label = l->label;
		line.id = str_of(l->topic);
	} else {
		const struct experience_line *l =
			&experience_lines[i - ANSWER_STATES - ANSWER_TOPICS];

		line.topic = "EXPERIENCE";
		line.answer = l->answer;
		line.label = l->label;
		line.id = arena_printf(a, "EXPERIENCE.%s", l->answer);
	}
	return line;
}

bool
nation_figure(const struct nation_place *p, size_t line, struct safe_figure *out)
{
	struct safe_experience experience;
	size_t topics = ANSWER_STATES + ANSWER_TOPICS;

	if (!p->table)
		return false;
	if (line < topics)
		return safe_table_figure(p->table, p->group,
			       line < ANSWER_STATES ? answer_states[line].topic
						    : answer_topics[line - ANSWER_STATES].topic,
			       "yes", out) &&
			out->of > 0;
	if (!safe_table_experience(p->table, p->group, &experience))
		return false;
	*out = *experience_figure(&experience, line - topics);
	return out->of > 0;
}

/* ---- definitions ---- */

static void
put_definition(struct buf *out, const char *column, const char *word, const char *about)
{
	csv_put_text(out, true, str_of(column));
	csv_put_text(out, false, str_of(word));
	csv_put_text(out, false, str_of(tr(LANG_SV, about)));
	csv_put_text(out, false, str_of(tr(LANG_EN, about)));
	csv_end_row(out);
}

void
nation_put_definitions(struct arena *a, struct buf *out)
{
	size_t i;

	buf_put(out, STR("column,word,definition_sv,definition_en\r\n"));
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		put_definition(out, words[i].column, words[i].word, words[i].about);
	for (i = 0; i < NATION_LINES; i++) {
		struct nation_line line = nation_line(a, i);
		bool is_experience = i >= ANSWER_STATES + ANSWER_TOPICS;

		put_definition(out, is_experience ? "answer" : "topic",
			is_experience ? line.answer : line.topic, line.about);
	}
}

enum err
nation_add_definitions(const struct report_order *o, struct report *report)
{
	struct writing w = { .a = o->arena, .lang = o->lang, .report = report };
	struct report_table *table;
	size_t i;

	section_begin(&w, "definitioner", N_("Vad som räknas"));
	table = section_table(
		&w, "definition", N_("Vad som räknas"), FIGURE_NONE, NATION_LINES);
	if (!table)
		return ERR_LIMIT;
	report_column(&w, table, words_of(&w, N_("Svar")));
	report_column(&w, table, words_of(&w, N_("Betydelse")));
	for (i = 0; i < NATION_LINES; i++) {
		struct report_line *line = &table->lines[table->n++];
		struct nation_line about = nation_line(o->arena, i);

		line->cells[0] = cell_words(words_of(&w, about.label));
		line->cells[1] = cell_words(words_of(&w, about.about));
	}
	return arena_is_full(o->arena) ? ERR_LIMIT : OK;
}
