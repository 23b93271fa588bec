/* The national table as CSV and JSON-stat, each with what its numbers come from. */
#include "core/i18n/i18n.h"
#include "core/json/json.h"
#include "features/report/nation.h"
#include "out/csv/csv_out.h"

static struct str
fraction_text(struct arena *a, struct fraction f)
{
	return arena_printf(a, f.den == 1 ? "%lld" : "%lld/%lld", (long long)f.num,
		(long long)f.den);
}

/* ---- CSV ---- */

static void
put_place(struct buf *out, int64_t year, const struct nation_place *p)
{
	csv_put_text(out, true, str_of(nation_level_word(p->level)));
	csv_put_text(out, false, p->code);
	csv_put_text(out, false, p->name);
	csv_put_int(out, false, year);
}

static void
put_coverage(struct buf *out, const struct nation_place *p)
{
	const struct coverage_cell *cell = &p->coverage;

	/* the sum of a county or programme would tell what is few in one part of it */
	if (p->level != NATION_ASSOCIATION) {
		buf_put(out, STR(",,"));
		return;
	}
	if (cell->is_few) {
		buf_put(out, STR(",few,few"));
		return;
	}
	csv_put_int(out, false, cell->due);
	csv_put_int(out, false, cell->asked);
}

static struct str
first_month(struct arena *a, int32_t from_half)
{
	return month_text(a, month_of(from_half / 2, from_half % 2 ? 7 : 1));
}

static struct str
last_month(struct arena *a, int32_t from_half)
{
	return month_text(a, month_add(month_of(from_half / 2, from_half % 2 ? 7 : 1), 11));
}

/* How many interventions a programme's line is the sum of, and which months its year is; 0 = not known. */
static void
put_end(struct buf *out, struct arena *a, const struct nation_place *p, int32_t from_half)
{
	if (p->level == NATION_PROGRAMME) {
		csv_put_int(out, false, p->n_published);
		csv_put_int(out, false, p->n_interventions);
	} else {
		buf_put(out, STR(",,"));
	}
	if (from_half > 0) {
		csv_put_text(out, false, first_month(a, from_half));
		csv_put_text(out, false, last_month(a, from_half));
	} else {
		buf_put(out, STR(",,"));
	}
	csv_end_row(out);
}

static void
put_about(struct buf *out, struct arena *a, const struct release_about *about)
{
	csv_put_int(out, false, about->number);
	csv_put_text(out, false, month_text(a, about->drawn_month));
	csv_put_text(out, false, about->plan);
	csv_put_text(out, false, fraction_text(a, about->cap));
	csv_put_text(out, false, about->engine);
}

static void
put_share(struct buf *out, int64_t value, int64_t of, const struct share *share)
{
	csv_put_int(out, false, value);
	csv_put_int(out, false, of);
	csv_put_int(out, false, share->share);
	csv_put_int(out, false, share->low);
	csv_put_int(out, false, share->high);
}

/* Rows of other years: their status says what they are, and no release has them. */
static void
put_history(struct buf *out, struct arena *a, const struct nation_place *p)
{
	size_t i;

	for (i = 0; i < p->n_earlier; i++) {
		const struct earlier_figure *e = &p->earlier[i];

		put_place(out, e->year, p);
		buf_put(out, STR(",,"));
		csv_put_text(out, false, str_of(history_word(e)));
		/* how many ballots there were is not told of them */
		buf_put_byte(out, ',');
		csv_put_text(out, false, e->topic);
		csv_put_text(out, false, STR("yes"));
		put_share(out, e->yes, e->of, &e->share);
		buf_put(out, STR(",,,"));
		csv_put_text(out, false, e->epsilon);
		buf_put_byte(out, ',');
		put_end(out, a, p, 0);
	}
}

static void
put_figure_row(struct buf *out, struct arena *a, const struct nation *nation,
	const struct nation_place *p, size_t i)
{
	struct nation_line line = nation_line(a, i);
	struct safe_figure f;

	if (!nation_figure(p, i, &f))
		return;
	put_place(out, nation->year, p);
	put_coverage(out, p);
	csv_put_text(out, false, STR("published"));
	csv_put_int(out, false, safe_table_n(p->table, p->group));
	csv_put_text(out, false, str_of(line.topic));
	csv_put_text(out, false, str_of(line.answer));
	put_share(out, f.value, f.of, &f.share);
	put_about(out, a, &p->about);
	put_end(out, a, p, p->from_half);
}

void
nation_put_csv(const struct nation *nation, struct arena *a, struct buf *out)
{
	size_t i, k;

	buf_put(out, STR("level,place,name,year,due,asked,status,ballots,topic,answer,value,of,"
			 "share_thousandths,low_thousandths,high_thousandths,release,"
			 "drawn_month,plan,epsilon,engine,interventions_published,"
			 "interventions,from_month,to_month\r\n"));
	for (i = 0; i < nation->n; i++) {
		const struct nation_place *p = &nation->places[i];
		bool is_few = p->table && safe_table_is_few(p->table, p->group);

		for (k = 0; !is_few && k < NATION_LINES; k++)
			put_figure_row(out, a, nation, p, k);
		if (p->table && !is_few)
			continue;
		put_place(out, nation->year, p);
		put_coverage(out, p);
		csv_put_text(out, false, is_few ? STR("few") : STR("missing"));
		buf_put(out, STR(",,,,,,,,,,,,,"));
		put_end(out, a, p, p->table ? p->from_half : 0);
	}
	for (i = 0; i < nation->n; i++)
		put_history(out, a, &nation->places[i]);
}

/* ---- JSON-stat ---- */

static const char *const figures[] = { "value", "of", "share", "low", "high" };
enum { FIGURES = sizeof(figures) / sizeof(figures[0]) };

static void
put_words(struct buf *out, const char *before, struct str text)
{
	buf_put_cstr(out, before);
	json_put_text(out, text);
}

static void
put_dimension(struct buf *out, const char *name, const char *label)
{
	put_words(out, ",\n\t\t", str_of(name));
	put_words(out, ": {\"label\": ", str_of(label));
	buf_put(out, STR(", \"category\": {\"index\": ["));
}

/* The digits of a county, and the code of a programme, could be an association's code. */
static struct str
place_id(struct arena *a, const struct nation_place *p)
{
	if (p->level != NATION_COUNTY && p->level != NATION_PROGRAMME)
		return p->code;
	return arena_printf(a, "%s-%.*s", nation_level_word(p->level), STR_ARG(p->code));
}

static void
put_dimensions(struct buf *out, struct arena *a, const struct nation *nation)
{
	size_t i;

	buf_printf(out, ",\n\t\"id\": [\"place\", \"topic\", \"figure\"],\n\t\"size\": "
			"[%zu, %d, %d],\n\t\"role\": {\"metric\": [\"figure\"]},\n\t\"dimension\": "
			"{\n\t\t\"place\": {\"label\": \"Nation, county, programme or association\", "
			"\"category\": "
			"{\"index\": [", nation->n, (int)NATION_LINES, (int)FIGURES);
	for (i = 0; i < nation->n; i++)
		put_words(out, i ? ", " : "", place_id(a, &nation->places[i]));
	buf_put(out, STR("], \"label\": {"));
	for (i = 0; i < nation->n; i++) {
		put_words(out, i ? ", " : "", place_id(a, &nation->places[i]));
		put_words(out, ": ", nation->places[i].name);
	}
	buf_put(out, STR("}}}"));
	put_dimension(out, "topic", "Answered yes to, and how it was to be asked");
	for (i = 0; i < NATION_LINES; i++)
		put_words(out, i ? ", " : "", nation_line(a, i).id);
	buf_put(out, STR("], \"label\": {"));
	for (i = 0; i < NATION_LINES; i++) {
		put_words(out, i ? ", " : "", nation_line(a, i).id);
		put_words(out, ": ", str_of(tr(LANG_EN, nation_line(a, i).label)));
	}
	buf_put(out, STR("}, \"note\": {"));
	for (i = 0; i < NATION_LINES; i++) {
		put_words(out, i ? ", " : "", nation_line(a, i).id);
		put_words(out, ": [", str_of(tr(LANG_EN, nation_line(a, i).about)));
		buf_put_byte(out, ']');
	}
	buf_put(out, STR("}}}"));
	put_dimension(out, "figure", "Persons, and shares with 95 % intervals in thousandths");
	for (i = 0; i < FIGURES; i++)
		put_words(out, i ? ", " : "", str_of(figures[i]));
	buf_put(out, STR("]}}\n\t}"));
}

static void
put_values(struct buf *out, const struct nation *nation)
{
	struct safe_figure f;
	size_t i, k;

	buf_put(out, STR(",\n\t\"value\": ["));
	for (i = 0; i < nation->n; i++)
		for (k = 0; k < NATION_LINES; k++) {
			buf_put_cstr(out, i + k ? ", " : "");
			if (nation_figure(&nation->places[i], k, &f))
				buf_printf(out, "%lld, %lld, %d, %d, %d", (long long)f.value,
					(long long)f.of, f.share.share, f.share.low,
					f.share.high);
			else
				buf_put(out, STR("null, null, null, null, null"));
		}
	buf_put_byte(out, ']');
}

static void
put_releases(struct buf *out, struct arena *a, const struct nation *nation)
{
	size_t i;
	bool is_first = true;

	buf_put(out, STR(",\n\t\"extension\": {\"releases\": {"));
	for (i = 0; i < nation->n; i++) {
		const struct release_about *about = &nation->places[i].about;

		if (!nation->places[i].table)
			continue;
		put_words(out, is_first ? "" : ", ", place_id(a, &nation->places[i]));
		is_first = false;
		buf_printf(out, ": {\"release\": %lld", (long long)about->number);
		put_words(out, ", \"drawn_month\": ", month_text(a, about->drawn_month));
		put_words(out, ", \"plan\": ", about->plan);
		put_words(out, ", \"epsilon\": ", fraction_text(a, about->cap));
		put_words(out, ", \"engine\": ", about->engine);
		if (nation->places[i].from_half > 0) {
			put_words(out, ", \"from_month\": ",
				first_month(a, nation->places[i].from_half));
			put_words(out, ", \"to_month\": ",
				last_month(a, nation->places[i].from_half));
		}
		buf_put_byte(out, '}');
	}
	buf_put_byte(out, '}');
}

/* Of how many interventions the numbers of a programme are the sum. */
static void
put_programmes(struct buf *out, struct arena *a, const struct nation *nation)
{
	size_t i;

	buf_put(out, STR(", \"programmes\": {"));
	for (i = nation->n_wide; i < nation_associations(nation); i++) {
		const struct nation_place *p = &nation->places[i];

		put_words(out, i > nation->n_wide ? ", " : "", place_id(a, p));
		buf_printf(out, ": {\"interventions_published\": %lld, "
			"\"interventions\": %lld}", (long long)p->n_published,
			(long long)p->n_interventions);
	}
	buf_put_byte(out, '}');
}

/* The dataset is one year; other years stand beside it. */
static void
put_other_years(struct buf *out, const struct nation *nation)
{
	const char *before = "";
	size_t i, k;

	buf_put(out, STR(", \"history\": ["));
	for (i = 0; i < nation->n; i++)
		for (k = 0; k < nation->places[i].n_earlier; k++) {
			const struct earlier_figure *e = &nation->places[i].earlier[k];

			buf_printf(out, "%s{\"status\": \"%s\"", before, history_word(e));
			before = ", ";
			put_words(out, ", \"place\": ", nation->places[i].code);
			buf_printf(out, ", \"year\": %lld", (long long)e->year);
			put_words(out, ", \"topic\": ", e->topic);
			put_words(out, ", \"epsilon\": ", e->epsilon);
			buf_printf(out, ", \"value\": %lld, \"of\": %lld, \"share\": %d, "
				"\"low\": %d, \"high\": %d}", (long long)e->yes,
				(long long)e->of, e->share.share, e->share.low,
				e->share.high);
		}
	buf_put(out, STR("]}"));
}

void
nation_put_json(const struct nation *nation, struct arena *a, struct buf *out)
{
	buf_put(out,
		STR("{\n\t\"version\": \"2.0\",\n\t\"class\": \"dataset\",\n\t\"label\": "));
	json_put_text(out,
		arena_printf(a, "The nation, its counties, programmes and associations, %lld",
			(long long)nation->year));
	put_words(out, ",\n\t\"source\": ", STR("Lotsa"));
	put_words(out, ",\n\t\"note\": [",
		STR("Each number is randomised under differential privacy (label DP), epsilon "
		    "at most as given for one answer to one topic; intervals cover sampling and "
		    "noise. of: who answered the question, for states all ballots. null: fewer "
		    "than ten ballots, or nothing published. A year is that of from_month and "
		    "to_month under releases: of some it begins in July. A programme is the sum of its "
		    "interventions with ten ballots or more, its intervals of their variances. "
		    "history: years before Lotsa, in no sum."));
	buf_put_byte(out, ']');
	put_dimensions(out, a, nation);
	put_values(out, nation);
	put_releases(out, a, nation);
	put_programmes(out, a, nation);
	put_other_years(out, nation);
	buf_put(out, STR("\n}\n"));
}
