/* What is published of each association in a year, beside its coverage. */
#include "features/report/nation.h"

#include "features/report/making.h"

static void
add_year(struct nation *nation, int64_t year)
{
	size_t i, at = 0;

	while (at < nation->n_years && nation->years[at] > year)
		at++;
	if (at < nation->n_years && nation->years[at] == year)
		return;
	if (nation->n_years == sizeof(nation->years) / sizeof(nation->years[0]))
		return;
	for (i = nation->n_years++; i > at; i--)
		nation->years[i] = nation->years[i - 1];
	nation->years[at] = year;
}

static enum err
read_years(const struct report_order *o, struct nation *nation)
{
	struct release_period *periods;
	size_t i, k, n;

	for (i = 0; i < nation->n; i++) {
		TRY(release_periods(o->db, o->arena, "association", nation->places[i].org.id,
			&periods, &n));
		for (k = 0; k < n; k++)
			add_year(nation, periods[k].from_half / 2);
	}
	for (i = 0; i < nation->n_years; i++)
		if (nation->years[i] == (o->year ? o->year : nation->years[0]))
			nation->year = nation->years[i];
	return o->year && !nation->year ? ERR_NOT_FOUND : OK;
}

/* Its year may begin in January or in July. */
static enum err
read_place(const struct report_order *o, const struct plan *plan, int64_t year,
	struct nation_place *place)
{
	struct release_cut cut = { "association", place->org.id, (int32_t)year * 2, 2, plan };
	enum err e = release_table(o->db, o->arena, &cut, &place->table);

	if (e == ERR_NOT_FOUND) {
		cut.from_half++;
		e = release_table(o->db, o->arena, &cut, &place->table);
	}
	if (e == ERR_NOT_FOUND) {
		place->table = NULL;
		return OK;
	}
	TRY(e);
	return release_about(o->db, o->arena, &cut, &place->about);
}

static enum err
read_coverage(const struct report_order *o, struct nation *nation)
{
	struct coverage c = { .n_tables = 0 };
	struct period period;
	size_t t, i, k;

	TRY(period_parse(o->arena, arena_printf(o->arena, "%04lld", (long long)nation->year),
		&period));
	TRY(coverage_read(o->db, o->scope, o->arena, &period, o->today, &c));
	for (i = 0; i < nation->n; i++) {
		nation->places[i].coverage.is_few = true;
		for (t = 0; t < c.n_tables; t++)
			for (k = 0; k < c.tables[t].n; k++)
				if (strcmp(c.tables[t].code, "association") == 0 &&
					c.tables[t].rows[k].key == nation->places[i].org.id.v)
					nation->places[i].coverage = c.tables[t].rows[k].cell;
	}
	return OK;
}

enum err
nation_read(const struct report_order *o, struct nation *out)
{
	struct nation nation = { .year = 0 };
	const struct plan *plan;
	struct org_row *orgs;
	size_t i;

	TRY(release_plan(o->arena, &plan));
	TRY(org_list(o->db, o->arena, ORG_ASSOCIATION, &orgs, &nation.n));
	nation.places = ARENA_ARRAY(o->arena, struct nation_place, nation.n + 1);
	if (!nation.places)
		return ERR_LIMIT;
	for (i = 0; i < nation.n; i++)
		nation.places[i].org = orgs[i];
	TRY(read_years(o, &nation));
	if (nation.year != 0) {
		for (i = 0; i < nation.n; i++)
			TRY(read_place(o, plan, nation.year, &nation.places[i]));
		TRY(read_coverage(o, &nation));
	}
	*out = nation;
	return OK;
}

/* ---- as a document ---- */

static void
write_place(struct writing *w, struct report_table *table, const struct nation_place *p)
{
	struct report_line *line = &table->lines[table->n++];
	struct safe_figure any;
	size_t i;

	line->cells[0] = cell_words(p->org.name);
	for (i = 1; i < 7; i++)
		line->cells[i] = cell_none();
	line->value = value_none();
	line->words = words_of(w, p->table ? N_("för få svar") : N_("inget publicerat"));
	line->cells[1] = cell_words(line->words);
	if (p->table && safe_table_figure(p->table, 0, "ANY", "yes", &any) && any.of > 0) {
		line->cells[1] = cell_share(w, any.share.share);
		line->cells[2] = cell_range(w, any.share.low, any.share.high);
		line->cells[3] = cell_number(w, any.value);
		line->cells[4] = cell_number(w, any.of);
		line->value = value_of_share(&any.share);
		line->words = SAY(w, N_("{1} %, {2} av {3}"), percent_words(w, any.share.share),
			number_words(w, any.value), number_words(w, any.of));
	}
	if (!p->coverage.is_few) {
		line->cells[5] = cell_number(w, p->coverage.asked);
		line->cells[6] = cell_number(w, p->coverage.due);
	} else {
		line->cells[6] = cell_words(words_of(w, N_("färre än tio")));
	}
}

static void
write_table(struct writing *w, const struct nation *nation)
{
	static const char *const columns[] = { N_("Förbund"), N_("Andel"), N_("Osäkerhet"),
		N_("Ja"), N_("Av"), N_("Tillfrågade"), N_("Ska tillfrågas") };
	struct report_table *table;
	size_t i;

	section_begin(w, "forbunden", N_("Förbunden sida vid sida"));
	w->at->lead = words_of(w, N_("Andel som har sagt ja på minst en fråga"));
	table = section_table(w, "nation", N_("Ja på minst en fråga, efter förbund"),
		FIGURE_DOTS, nation->n);
	if (!table)
		return;
	for (i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		report_column(w, table, words_of(w, columns[i]));
	for (i = 0; i < nation->n; i++)
		write_place(w, table, &nation->places[i]);
	section_say(w, words_of(w, N_("Förbunden står i bokstavsordning och rangordnas inte: "
				      "under 30 svar säger ordningen ingenting.")));
}

static void
write_missing(struct writing *w, const struct nation *nation)
{
	int64_t n_missing = 0;
	size_t i;

	for (i = 0; i < nation->n; i++)
		n_missing += !nation->places[i].table;
	section_begin(w, "saknas", N_("Hur fullständig tabellen är"));
	section_say(w, SAY(w, N_("{1} av {2} förbund har publicerade svar för året."),
		number_words(w, (int64_t)nation->n - n_missing),
		number_words(w, (int64_t)nation->n)));
	if (n_missing > 0)
		section_say(w, words_of(w, N_("De andra står kvar i tabellen som \"inget "
					      "publicerat\".")));
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
		write_table(&w, nation);
	}
	write_how_to_read(&w);
	*out = report;
	return arena_is_full(o->arena) ? ERR_LIMIT : OK;
}
