/* The national table as a document. */
#include "features/report/nation.h"

#include "features/report/making.h"

/* Share, interval, yes and of; or why there is none. */
static void
write_share(struct writing *w, struct report_line *line, const struct nation_place *p)
{
	struct safe_figure any;
	size_t i;

	line->cells[0] = cell_words(p->name);
	for (i = 1; i < REPORT_COLUMNS_MAX; i++)
		line->cells[i] = cell_none();
	line->value = value_none();
	line->words = words_of(w, p->table ? N_("för få svar") : N_("inget publicerat"));
	line->cells[1] = cell_words(line->words);
	if (!p->table || !safe_table_figure(p->table, p->group, "ANY", "yes", &any) ||
			any.of <= 0)
		return;
	line->cells[4] = cell_number(w, any.of);
	if (!share_is_telling(&any.share)) {
		line->words = words_of(w, N_("för osäkert"));
		line->cells[1] = cell_words(line->words);
		return;
	}
	line->cells[1] = cell_share(w, any.share.share);
	line->cells[2] = cell_range(w, any.share.low, any.share.high);
	line->cells[3] = cell_number(w, any.value);
	line->value = value_of_share(&any.share);
	line->words = SAY(w, N_("{1}\u00a0%, {2} av {3}"), percent_words(w, any.share.share),
		number_words(w, any.value), number_words(w, any.of));
}

static void
write_coverage_cells(struct writing *w, struct report_line *line, const struct nation_place *p)
{
	if (p->coverage.is_few) {
		line->cells[6] = cell_words(words_of(w, N_("färre än tio")));
		return;
	}
	line->cells[5] = cell_number(w, p->coverage.asked);
	line->cells[6] = cell_number(w, p->coverage.due);
}

/* A column more where some year is not January to December: which months it is. */
static void
write_months(struct writing *w, const struct nation *nation, struct report_table *table,
	size_t from)
{
	size_t i, n_other = 0, column = table->n_columns;

	for (i = 0; i < table->n; i++)
		n_other += nation_is_other_year(nation, &nation->places[from + i]);
	if (n_other == 0)
		return;
	report_column(w, table, words_of(w, N_("Månader")));
	for (i = 0; i < table->n; i++) {
		const struct nation_place *p = &nation->places[from + i];
		struct month first = month_of(p->from_half / 2, p->from_half % 2 ? 7 : 1);

		if (p->table)
			table->lines[i].cells[column] = cell_words(p->from_half > 0
				? lang_months(w->a, w->lang, first, month_add(first, 11))
				: words_of(w, N_("olika år")));
	}
}

/* The nation and its counties. */
static void
write_wide(struct writing *w, const struct nation *nation)
{
	static const char *const columns[] = { N_("Län"), N_("Andel"), N_("Osäkerhet"),
		N_("Ja"), N_("Av svar") };
	struct report_table *table;
	size_t i;

	section_begin(w, "lanen", N_("Landet och länen"));
	w->at->lead = words_of(w, N_("Andel som har sagt ja på minst en fråga"));
	table = section_table(w, "lan", N_("Ja på minst en fråga, efter län"), FIGURE_DOTS,
		nation->n_wide);
	if (!table)
		return;
	table->names_places = true;
	for (i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		report_column(w, table, words_of(w, columns[i]));
	for (i = 0; i < nation->n_wide; i++)
		write_share(w, &table->lines[table->n++], &nation->places[i]);
	section_say(w, words_of(w, N_("Ett län är de förbund som låg i det när svaren "
				      "publicerades. Året är kalenderår, två halvår. Län utan "
				      "publicerade svar står inte med.")));
	section_say(w, words_of(w, N_("För osäkert: det rätta talet kan ligga inom mer än 50 "
				      "procentenheter. Filerna har talet med sin osäkerhet.")));
}

/* Each with how many of its interventions the sum is of. */
static void
write_programmes(struct writing *w, const struct nation *nation)
{
	static const char *const columns[] = { N_("Program"), N_("Andel"), N_("Osäkerhet"),
		N_("Ja"), N_("Av svar"), N_("Insatser"), N_("Med svar") };
	struct report_table *table;
	size_t i;

	if (nation->n_programmes == 0)
		return;
	section_begin(w, "programmen", N_("Programmen"));
	w->at->lead = words_of(w, N_("Andel som har sagt ja på minst en fråga"));
	table = section_table(w, "program", N_("Ja på minst en fråga, efter program"),
		FIGURE_DOTS, nation->n_programmes);
	if (!table)
		return;
	table->names_places = true;
	for (i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		report_column(w, table, words_of(w, columns[i]));
	for (i = nation->n_wide; i < nation_associations(nation); i++) {
		struct report_line *line = &table->lines[table->n++];
		const struct nation_place *p = &nation->places[i];

		write_share(w, line, p);
		line->cells[5] = cell_number(w, p->n_interventions);
		line->cells[6] = cell_number(w, p->n_published);
		line->words = SAY(w, N_("{1}, {2} av {3} insatser"), line->words,
			number_words(w, p->n_published), number_words(w, p->n_interventions));
	}
	write_months(w, nation, table, nation->n_wide);
	section_say(w, words_of(w, N_("Ett program är insatser i ett eller flera förbund. "
				      "Talen är summan av det som är publicerat om insatserna, "
				      "och osäkerheten är deras sammanlagda. En insats med "
				      "färre än tio svar är inte med.")));
	section_say(w,
		words_of(w, N_("Programmen står i bokstavsordning och rangordnas inte.")));
}

static void
write_associations(struct writing *w, const struct nation *nation)
{
	static const char *const columns[] = { N_("Förbund"), N_("Andel"), N_("Osäkerhet"),
		N_("Ja"), N_("Av svar"), N_("Tillfrågade"), N_("Ska tillfrågas") };
	struct report_table *table;
	size_t i;

	section_begin(w, "forbunden", N_("Förbunden sida vid sida"));
	w->at->lead = words_of(w, N_("Andel som har sagt ja på minst en fråga"));
	table = section_table(w, "nation", N_("Ja på minst en fråga, efter förbund"),
		FIGURE_DOTS, nation->n - nation_associations(nation));
	if (!table)
		return;
	table->names_places = true;
	for (i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		report_column(w, table, words_of(w, columns[i]));
	for (i = nation_associations(nation); i < nation->n; i++) {
		struct report_line *line = &table->lines[table->n++];

		write_share(w, line, &nation->places[i]);
		write_coverage_cells(w, line, &nation->places[i]);
	}
	write_months(w, nation, table, nation_associations(nation));
	section_say(w, words_of(w, N_("Förbunden står i bokstavsordning och rangordnas inte: "
				      "under 30 svar säger ordningen ingenting.")));
}

static void
put_experience(struct writing *w, struct report_line *line, const struct nation_place *p,
	const struct safe_experience *experience)
{
	size_t i;

	line->cells[0] = cell_words(p->name);
	for (i = 0; i < EXPERIENCE_LINES; i++) {
		const struct share *share = &experience_figure(experience, i)->share;

		line->cells[1 + 2 * i] = cell_share(w, share->share);
		line->cells[2 + 2 * i] = cell_range(w, share->low, share->high);
	}
	line->cells[1 + 2 * EXPERIENCE_LINES] = cell_number(w, experience->answered);
}

static struct report_table *
experience_table(struct writing *w, size_t n)
{
	struct report_table *table;
	size_t i;

	section_begin(w, "upplevelse", N_("Hur det var att bli tillfrågad"));
	section_say(w, words_of(w, N_("Bara förbund vars formulär frågar det, och där minst "
				      "tio har svarat.")));
	table = section_table(
		w, "upplevelse-svar", N_("Hur det var att få frågorna"), FIGURE_NONE, n);
	if (!table)
		return NULL;
	table->names_places = true;
	report_column(w, table, words_of(w, N_("Förbund")));
	for (i = 0; i < EXPERIENCE_LINES; i++) {
		struct str answer = words_of(w, experience_lines[i].label);

		report_column(w, table, answer);
		report_column(w, table, SAY(w, N_("{1}: osäkerhet"), answer));
	}
	report_column(w, table, words_of(w, N_("Av svar")));
	return table;
}

/* No section where no form asks it. */
static void
write_experiences(struct writing *w, const struct nation *nation)
{
	struct safe_experience experience;
	struct report_table *table = NULL;
	size_t i;

	for (i = nation_associations(nation); i < nation->n; i++) {
		const struct nation_place *p = &nation->places[i];

		if (!p->table || !safe_table_experience(p->table, p->group, &experience))
			continue;
		if (!table)
			table = experience_table(w, nation->n - i);
		if (!table)
			return;
		put_experience(w, &table->lines[table->n++], p, &experience);
	}
}

static void
write_missing(struct writing *w, const struct nation *nation)
{
	int64_t n_missing = 0, n = (int64_t)(nation->n - nation_associations(nation));
	size_t i;

	for (i = nation_associations(nation); i < nation->n; i++)
		n_missing += !nation->places[i].table;
	section_begin(w, "saknas", N_("Hur fullständig tabellen är"));
	section_say(w, SAY(w, N_("{1} av {2} förbund har publicerade svar för året."),
		number_words(w, n - n_missing), number_words(w, n)));
	if (n_missing > 0)
		section_say(w, words_of(w, N_("De andra står kvar i tabellen som ”inget "
					      "publicerat”.")));
}

enum err
nation_report(const struct report_order *o, const struct nation *nation, struct report *out)
{
	struct report report = { .made = date_month(o->today) };
	struct report_facts facts = { .from_half = 0 };
	struct writing w = { .facts = &facts, .a = o->arena, .lang = o->lang,
		.report = &report };
	size_t i;

	for (i = 0; i < nation->n; i++)
		if (nation->places[i].table &&
				nation->places[i].about.number >= facts.about.number) {
			facts.about = nation->places[i].about;
			facts.from_half = (int32_t)nation->year * 2;
		}
	report.title = words_of(&w, N_("Förbunden i landet"));
	report.period = arena_printf(o->arena, "%lld", (long long)nation->year);
	if (nation->year == 0) {
		report.period = STR_NULL;
		section_begin(&w, "forbunden", N_("Förbunden sida vid sida"));
		section_say(&w,
			words_of(&w,
				N_("Inga svar är publicerade än. De publiceras när en "
				   "period är slut och svaren är tillräckligt "
				   "många.")));
	} else {
		write_missing(&w, nation);
		write_wide(&w, nation);
		write_programmes(&w, nation);
		write_associations(&w, nation);
		write_experiences(&w, nation);
	}
	write_how_to_read(&w);
	*out = report;
	return arena_is_full(o->arena) ? ERR_LIMIT : OK;
}
