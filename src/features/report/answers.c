/* What the answers say, as sentences and tables. */
#include "features/report/making.h"
#include "features/screening/screening.h"

/* A headline of a topic: what whoever said yes has lived with. */
static const struct {
	const char *topic, *label, *sentence;
} headlines[] = {
	{ "ANY", N_("Minst en av frågorna"),
		N_("{1} av dem som svarade har sagt ja på minst en av frågorna: {2} procent "
		    "(osäkerhet {3}). Det bygger på {4} svar.") },
	{ "PSYCHOLOGICAL", N_("Psykiskt"),
		N_("{1} av dem som svarade har levt med psykiskt våld: {2} procent "
			      "(osäkerhet {3}; {4} svar).") },
	{ "PHYSICAL", N_("Fysiskt"),
		N_("{1} av dem som svarade har utsatts för fysiskt våld: {2} procent "
			 "(osäkerhet {3}; {4} svar).") },
	{ "ONGOING", N_("Något som pågår"),
		N_("{1} av dem som svarade lever med något som pågår nu: {2} procent "
			"(osäkerhet {3}; {4} svar).") },
	{ "WITNESSED", N_("Något som barn"),
		N_("{1} av dem som svarade var med om något som barn: {2} procent "
			  "(osäkerhet {3}; {4} svar).") },
	{ "OWN_USE", N_("Har utsatt andra"),
		N_("{1} av dem som svarade har själva utsatt någon: {2} procent "
			"(osäkerhet {3}; {4} svar).") },
};

static bool
figure_of(const struct safe_table *table, size_t group, const char *topic,
	struct safe_figure *out)
{
	return table && group < safe_table_groups(table) &&
		safe_table_figure(table, group, topic, "yes", out) && out->of > 0;
}

/* What the board reads first; what is too uncertain for that is named, so that nobody looks for it. */
static void
say_headlines(struct writing *w)
{
	const struct safe_table *all = w->facts->all;
	struct str unsure = STR_NULL;
	struct safe_figure figure;
	size_t i;

	for (i = 0; i < sizeof(headlines) / sizeof(headlines[0]); i++) {
		struct str label = words_of(w, headlines[i].label);

		if (!figure_of(all, 0, headlines[i].topic, &figure))
			continue;
		if (share_is_telling(&figure.share))
			section_say(w, SAY(w, headlines[i].sentence,
				words_of(w, rate_words(figure.share.share)),
				percent_words(w, figure.share.share),
				range_words(w, figure.share.low, figure.share.high),
				number_words(w, figure.of)));
		else
			unsure = unsure.n == 0 ? label : arena_printf(w->a, "%.*s, %.*s",
				STR_ARG(unsure), STR_ARG(label));
	}
	if (unsure.n > 0)
		section_say(w, SAY(w, N_("För osäkert att säga, av {1} svar: {2}."),
			number_words(w, safe_table_n(all, 0)), unsure));
}

void
write_short(struct writing *w)
{
	const struct report_facts *f = w->facts;

	section_begin(w, "korthet", N_("I korthet"));
	w->at->is_list = true;
	if (!f->coverage.all.is_few && f->coverage.all.due > 0)
		section_say(w, SAY(w,
			N_("{1} av dem som skulle tillfrågas har tillfrågats: {2} av {3} "
			   "personer. Av dem avstod {4}."),
			words_of(w, rate_words((int32_t)(f->coverage.all.asked * 1000 /
							 f->coverage.all.due))),
			number_words(w, f->coverage.all.asked),
			number_words(w, f->coverage.all.due),
			number_words(w, f->coverage.all.declined)));
	say_headlines(w);
	if (f->from_half == 0)
		section_say(w, words_of(w,
			N_("Inga svar är publicerade för året än. De publiceras när året är "
			   "slut och svaren är minst tio.")));
	else if (safe_table_is_few(f->all, 0))
		section_say(w, words_of(w, N_("För få svar: färre än tio.")));
	else
		section_say(w, SAY(w, N_("Svaren gäller {1}. Talen är lätt slumpade för att "
					 "skydda enskilda."), f->answers_period));
}

/* Share and interval of another table in two cells. */
static void
put_beside(const struct writing *w, struct report_line *line, size_t at,
	const struct safe_table *table, const char *topic)
{
	struct safe_figure figure;

	line->cells[at] = line->cells[at + 1] = cell_none();
	if (!figure_of(table, 0, topic, &figure))
		return;
	line->cells[at] = cell_telling(w, &figure.share);
	line->cells[at + 1] = cell_range(w, figure.share.low, figure.share.high);
}

void
line_put_figure(const struct writing *w, struct report_line *line, size_t at,
	const struct safe_figure *figure)
{
	line->cells[at] = cell_telling(w, &figure->share);
	line->cells[at + 1] = cell_range(w, figure->share.low, figure->share.high);
	line->cells[at + 2] = cell_number(w, figure->value);
	line->cells[at + 3] = cell_number(w, figure->of);
	if (!share_is_telling(&figure->share)) {
		line->words = line->cells[at].words;
		line->cells[at + 2].words = STR("–");
		line->value = value_none();
		return;
	}
	line->value = value_of_share(&figure->share);
	line->words = SAY(w, N_("{1}\u00a0%, {2} av {3}"),
		percent_words(w, figure->share.share), number_words(w, figure->value),
		number_words(w, figure->of));
}

static void
put_nothing(const struct writing *w, struct report_line *line, size_t at, bool is_few)
{
	size_t i;

	for (i = at; i < at + 4; i++)
		line->cells[i] = cell_none();
	line->value = value_none();
	line->words = STR("–");
	if (is_few)
		line->cells[at].words = line->words = words_of(w, N_("för få svar"));
}

static void
figure_columns(struct writing *w, struct report_table *table)
{
	report_column(w, table, words_of(w, N_("Andel")));
	report_column(w, table, words_of(w, N_("Osäkerhet")));
	report_column(w, table, words_of(w, N_("Ja")));
	report_column(w, table, words_of(w, N_("Av svar")));
}

static void
answer_line_put(struct writing *w, struct report_table *table, const struct answer_line *about)
{
	const struct report_facts *f = w->facts;
	struct report_line *line = &table->lines[table->n++];
	struct safe_figure figure;

	line->cells[0] = cell_words(words_of(w, about->label));
	if (figure_of(f->all, 0, about->topic, &figure))
		line_put_figure(w, line, 1, &figure);
	else
		put_nothing(w, line, 1, false);
	put_beside(w, line, 5, f->all_before, about->topic);
	put_beside(w, line, 7, f->nation, about->topic);
}

void
write_answers(struct writing *w)
{
	const struct report_facts *f = w->facts;
	struct report_table *table;
	size_t i;

	section_begin(w, "svaren", N_("Vad svaren säger"));
	if (!f->all || safe_table_is_few(f->all, 0)) {
		section_say(w,
			words_of(w,
				f->all ? N_("För få svar: färre än tio.")
				       : N_("Inga svar är publicerade för året än.")));
		return;
	}
	w->at->lead = SAY(w, N_("{1}: {2} svar"), f->answers_period,
		number_words(w, safe_table_n(f->all, 0)));
	table = section_table(w, "svar", N_("Andel som har sagt ja"), FIGURE_DOTS,
		ANSWER_STATES + ANSWER_TOPICS);
	if (!table)
		return;
	report_column(w, table, words_of(w, N_("Har sagt ja")));
	figure_columns(w, table);
	report_column(w, table, words_of(w, N_("Året före")));
	report_column(w, table, words_of(w, N_("Osäkerhet året före")));
	report_column(w, table, words_of(w, N_("Nationen")));
	report_column(w, table, words_of(w, N_("Osäkerhet i nationen")));
	for (i = 0; i < ANSWER_STATES; i++)
		answer_line_put(w, table, &answer_states[i]);
	for (i = 0; i < ANSWER_TOPICS; i++)
		answer_line_put(w, table, &answer_topics[i]);
	if (!f->all_before)
		section_say(w, words_of(w, N_("Året före har inga publicerade svar.")));
	if (!f->nation)
		section_say(w, words_of(w, N_("Nationen har inga publicerade svar för hela "
					      "året.")));
}

/* ---- groups beside each other, each with ANY ---- */

static void
any_line(struct writing *w, struct report_table *table, const struct safe_table *from,
	size_t group, struct str label)
{
	struct report_line *line = &table->lines[table->n++];
	struct safe_figure any;

	line->cells[0] = cell_words(label);
	if (figure_of(from, group, "ANY", &any))
		line_put_figure(w, line, 1, &any);
	else
		put_nothing(w, line, 1, safe_table_is_few(from, group));
}

static bool
group_of(const struct safe_table *table, int64_t label, size_t *group)
{
	for (*group = 0; table && *group < safe_table_groups(table); ++*group)
		if (safe_table_label(table, *group) == label)
			return true;
	return false;
}

/* Women first, men second: which is larger, if that is sure at all. */
static struct str
difference_words(const struct writing *w, const struct safe_figure figures[2])
{
	const int shares[] = { figures[0].share.share * 10, figures[1].share.share * 10 };
	const struct share_range ranges[] = {
		{ figures[0].share.low * 10, figures[0].share.high * 10 },
		{ figures[1].share.low * 10, figures[1].share.high * 10 },
	};
	struct share_range more = share_range_difference(shares, ranges);

	if (more.lo > 0)
		return words_of(w, N_("Kvinnor har oftare än män sagt ja på minst en fråga. "
				      "Skillnaden är säkerställd."));
	if (more.hi < 0)
		return words_of(w, N_("Män har oftare än kvinnor sagt ja på minst en fråga. "
				      "Skillnaden är säkerställd."));
	return words_of(w,
		N_("Skillnaden mellan kvinnor och män är inte säker: den kan bero på "
		   "slumpen."));
}

static struct report_table *
any_table(struct writing *w, const char *id, const char *title, const char *first, size_t n)
{
	/* Small groups have their numbers and no drawing: the intervals fill it, and the page. */
	struct report_table *table = section_table(w, id, title, FIGURE_NONE, n);

	if (table) {
		report_column(w, table, words_of(w, first));
		figure_columns(w, table);
	}
	return table;
}

/* A state of both sexes side by side: share, interval and yes of each. */
static void
sexes_line(struct writing *w, struct report_table *table, const struct answer_line *state)
{
	const struct safe_table *sexes = w->facts->sexes;
	struct report_line *line = &table->lines[table->n++];
	struct safe_figure figure;
	size_t group, i, at;

	line->cells[0] = cell_words(words_of(w, state->label));
	line->value = value_none();
	for (i = 0, at = 1; i < 2; i++, at += 3) {
		line->cells[at] = line->cells[at + 1] = line->cells[at + 2] = cell_none();
		if (!group_of(sexes, sex_choices[i].value, &group))
			continue;
		if (safe_table_is_few(sexes, group))
			line->cells[at].words = words_of(w, N_("för få svar"));
		if (!figure_of(sexes, group, state->topic, &figure))
			continue;
		line->cells[at] = cell_telling(w, &figure.share);
		line->cells[at + 1] = cell_range(w, figure.share.low, figure.share.high);
		line->cells[at + 2] = cell_number(w, figure.value);
		if (!share_is_telling(&figure.share))
			line->cells[at + 2].words = STR("–");
	}
}

/* "Kvinna, 45 svar", where the number may be said. */
static struct str
sex_heading(const struct writing *w, size_t sex)
{
	struct str label = words_of(w, sex_choices[sex].label);
	size_t group;

	if (!group_of(w->facts->sexes, sex_choices[sex].value, &group) ||
			safe_table_is_few(w->facts->sexes, group))
		return label;
	return SAY(w, N_("{1}, {2} svar"), label,
		number_words(w, safe_table_n(w->facts->sexes, group)));
}

static void
sexes_table(struct writing *w)
{
	/* Numbers only: eight intervals would be a wall of bars, and a page too heavy. */
	struct report_table *table = section_table(w, "kon-svar",
		N_("Andel som har sagt ja, kvinnor och män"), FIGURE_NONE, ANSWER_STATES);
	size_t i;

	if (!table)
		return;
	report_column(w, table, words_of(w, N_("Har sagt ja")));
	for (i = 0; i < 2; i++) {
		report_column(w, table, sex_heading(w, i));
		report_column(w, table, words_of(w, N_("Osäkerhet")));
		report_column(w, table, words_of(w, N_("Ja")));
	}
	for (i = 0; i < ANSWER_STATES; i++)
		sexes_line(w, table, &answer_states[i]);
}

void
write_sexes(struct writing *w)
{
	const struct safe_table *sexes = w->facts->sexes;
	struct safe_figure figures[2];
	size_t group, i, n_known = 0;

	if (!sexes)
		return;
	section_begin(w, "kon", N_("Kvinnor och män"));
	sexes_table(w);
	for (i = 0; i < 2; i++)
		if (group_of(sexes, sex_choices[i].value, &group))
			n_known += figure_of(sexes, group, "ANY", &figures[i]);
	if (n_known == 2)
		w->at->lead = difference_words(w, figures);
	section_say(w, words_of(w, N_("Talen för kvinnor och män är mer slumpade än talen för "
				      "alla. Därför visas inte varje fråga.")));
}

void
write_ages(struct writing *w)
{
	const struct safe_table *ages = w->facts->ages;
	struct report_table *table;
	size_t group, i;

	if (!ages)
		return;
	section_begin(w, "alder", N_("Ålder"));
	table = any_table(w, "alder-svar", N_("Ja på minst en fråga, efter ålder"), N_("Ålder"),
		5);
	for (i = 0; table && i < 5; i++)
		if (group_of(ages, age_band_choices[i].value, &group))
			any_line(w, table, ages, group, words_of(w, age_band_choices[i].label));
	section_say(w, words_of(w, N_("Varje åldersgrupp är liten och talen osäkra. Läs "
				      "osäkerheten före andelen.")));
}

static const struct coverage_table *
coverage_of(const struct coverage *c, const char *code)
{
	size_t i;

	for (i = 0; i < c->n_tables; i++)
		if (strcmp(c->tables[i].code, code) == 0)
			return &c->tables[i];
	return NULL;
}

static void
intervention_line(struct writing *w, struct report_table *table,
	const struct coverage_row *intervention)
{
	const struct safe_table *answers = w->facts->interventions;
	const struct coverage_cell *cell = &intervention->cell;
	struct report_line *line = &table->lines[table->n];
	size_t group;

	if (group_of(answers, intervention->key, &group)) {
		any_line(w, table, answers, group, intervention->label);
	} else {
		table->n++;
		line->cells[0] = cell_words(intervention->label);
		put_nothing(w, line, 1, false);
	}
	line->cells[5] = cell->is_few ? cell_none() : cell_number(w, cell->asked);
	line->cells[6] = cell->is_few ? cell_words(words_of(w, N_("färre än tio")))
				      : cell_number(w, cell->due);
}

void
write_interventions(struct writing *w)
{
	const struct coverage_table *names = coverage_of(&w->facts->coverage, "intervention");
	struct report_table *table;
	size_t i;

	if (!names)
		return;
	section_begin(w, "insatser", N_("Insatserna"));
	table = any_table(w, "insats-svar", N_("Ja på minst en fråga, efter insats"),
		N_("Insats"), names->n);
	if (!table)
		return;
	table->names_places = true;
	report_column(w, table, words_of(w, N_("Tillfrågade")));
	report_column(w, table, words_of(w, N_("Ska tillfrågas")));
	for (i = 0; i < names->n; i++)
		intervention_line(w, table, &names->rows[i]);
	if (!str_eq(w->facts->answers_period, w->report->period))
		section_say(w, SAY(w, N_("Svaren är från {1}; tillfrågade och ska tillfrågas "
					 "gäller {2}."),
			w->facts->answers_period, w->report->period));
	section_say(w, words_of(w, N_("I små insatser är talen mycket osäkra. Jämför dem inte "
				      "med varandra.")));
}
