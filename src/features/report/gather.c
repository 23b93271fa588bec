/* What a report rests on: coverage, releases and the manager's text. */
#include "features/report/making.h"

/* A table, or NULL where nothing may be shown. */
static enum err
read_table(const struct report_order *o, const struct release_cut *cut,
	const struct safe_table **out)
{
	enum err e = release_table(o->db, o->arena, cut, out);

	if (e == ERR_NOT_FOUND)
		*out = NULL;
	return e == ERR_NOT_FOUND ? OK : e;
}

/* The year that is asked for, or the newest that has answers. */
static enum err
choose_answers(const struct report_order *o, struct report_facts *f, int32_t *halves)
{
	struct release_period *periods;
	size_t n, i;

	TRY(release_periods(o->db, o->arena, "association", f->place.id, &periods, &n));
	for (i = 0; i < n && f->from_half == 0; i++) {
		struct month from = month_of(periods[i].from_half / 2,
			periods[i].from_half % 2 ? 7 : 1);

		if (o->year != 0 && month_year(from) != o->year)
			continue;
		f->from_half = periods[i].from_half;
		*halves = periods[i].halves;
		f->answers_period = lang_months(
			o->arena, o->lang, from, month_add(from, *halves * 6 - 1));
	}
	return OK;
}

/* The nation and its layers are drawn by half-years, so their year is a sum. */
static enum err
nation_id(const struct report_order *o, org_id *out)
{
	struct org_row *rows;
	size_t n;

	TRY(org_list(o->db, o->arena, ORG_NATION, &rows, &n));
	*out = n == 1 ? rows[0].id : (org_id){ 0 };
	return OK;
}

static enum err
read_answers(const struct report_order *o, struct report_facts *f, int32_t halves)
{
	struct release_cut cut = { "association", f->place.id, f->from_half, halves, NULL };
	org_id nation;

	TRY(release_plan(o->arena, &cut.plan));
	TRY(read_table(o, &cut, &f->all));
	TRY(release_about(o->db, o->arena, &cut, &f->about));
	cut.from_half -= halves;
	TRY(read_table(o, &cut, &f->all_before));
	cut.from_half = f->from_half;
	cut.layer = "association.sex";
	TRY(read_table(o, &cut, &f->sexes));
	cut.layer = "association.age";
	TRY(read_table(o, &cut, &f->ages));
	cut.layer = "intervention";
	TRY(read_table(o, &cut, &f->interventions));
	cut.layer = "referral";
	TRY(read_table(o, &cut, &f->referrals));
	TRY(nation_id(o, &nation));
	cut.layer = "nation";
	cut.place = nation;
	return nation.v ? read_table(o, &cut, &f->nation) : OK;
}

static enum err
read_coverage(const struct report_order *o, struct report_facts *f)
{
	int64_t year = o->year ? o->year : month_year(date_month(o->today));
	struct period period;
	enum err e;

	TRY(period_parse(o->arena, arena_printf(o->arena, "%04lld", (long long)year), &period));
	e = coverage_read(o->db, o->scope, o->arena, &period, o->today, &f->coverage);
	if (e != OK)
		return e == ERR_INVALID ? ERR_NOT_FOUND : e;
	TRY(period_parse(
		o->arena, arena_printf(o->arena, "%04lld", (long long)year - 1), &period));
	TRY(coverage_read_all(o->db, o->scope, o->arena, &period, o->today, &f->before));
	f->has_before = f->before.due > 0;
	return OK;
}

enum err
facts_gather(const struct report_order *o, struct report_facts *out)
{
	struct report_facts f = { .is_annual = o->year != 0 };
	int32_t halves = 0;

	TRY(org_by_id(o->db, o->arena, scope_org(o->scope), &f.place));
	if (f.place.kind != ORG_ASSOCIATION || o->year < 0 || o->year > 9998)
		return ERR_NOT_FOUND;
	TRY(read_coverage(o, &f));
	TRY(choose_answers(o, &f, &halves));
	TRY(release_earlier(o->db, o->arena, f.place.id, &f.earlier, &f.n_earlier));
	if (f.from_half != 0)
		TRY(read_answers(o, &f, halves));
	TRY(own_text_newest(o->db, o->scope, o->arena, month_year(f.coverage.period.from),
		&f.text));
	*out = f;
	return OK;
}

enum err
report_make(const struct report_order *order, struct report *out)
{
	struct report report = { .made = date_month(order->today) };
	struct report_facts facts;
	struct writing w = { .facts = &facts, .a = order->arena, .lang = order->lang,
		.report = &report };

	TRY(facts_gather(order, &facts));
	report.title = words_of(&w, facts.is_annual ? N_("Till verksamhetsberättelsen")
						    : N_("Rapport till styrelsen"));
	report.place = facts.place.name;
	report.period = lang_months(order->arena, order->lang, facts.coverage.period.from,
		facts.coverage.through);
	write_short(&w);
	write_coverage(&w);
	write_answers(&w);
	write_sexes(&w);
	write_ages(&w);
	write_interventions(&w);
	write_earlier(&w);
	write_experience(&w);
	write_referrals(&w);
	write_own_text(&w);
	write_how_to_read(&w);
	if (arena_is_full(order->arena))
		return ERR_LIMIT;
	*out = report;
	return OK;
}
