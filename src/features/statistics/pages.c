/* /statistik: coverage as a page and as a file, and what came of the place's own referrals. */
#include "features/statistics/statistics.h"

#include "features/people/people.h"
#include "features/statistics/statistics.html.h"
#include "features/statistics/templates.h"

bool
coverage_row_is_shown(const struct coverage_table *table, const struct coverage_row *row)
{
	if (!str_eq(str_of(table->code), STR("reason")))
		return true;
	return !row->cell.is_few && row->cell.asked > 0;
}

bool
coverage_has_number(const struct coverage_table *table)
{
	size_t i;

	for (i = 0; i < table->n; i++) {
		if (coverage_row_is_shown(table, &table->rows[i]))
			return true;
	}
	return false;
}

bool
coverage_has_few(const struct coverage_table *table)
{
	size_t i;

	for (i = 0; i < table->n; i++) {
		if (table->rows[i].cell.is_few)
			return true;
	}
	return false;
}

bool
coverage_is_of_nobody(const struct coverage *coverage)
{
	size_t i;

	for (i = 0; i < coverage->occasions.n; i++) {
		if (coverage->occasions.rows[i].cell.asked > 0)
			return false;
	}
	return !coverage->all.is_few && coverage->all.due == 0 &&
		!coverage_has_few(&coverage->occasions);
}

/* The period of the query, or this year. */
static enum err
period_asked_for(struct page *page, struct period *out)
{
	struct str code = query_value(&page->ctx, "period");

	if (str_is_empty(code)) {
		*out = period_year_of(page->ctx.arena, page->ctx.today);
		return OK;
	}
	return period_parse(page->ctx.arena, code, out) == OK ? OK : ERR_NOT_FOUND;
}

/* "Södertälje, team Norr": whose coverage this is. */
static enum err
place_name(struct page *page, struct str *out)
{
	const struct scope *scope = page->ctx.scope;
	struct arena *a = page->ctx.arena;
	struct org_row org;
	struct team_row team;

	TRY(org_by_id(page->db, a, scope_org(scope), &org));
	if (scope_team(scope).v == 0) {
		*out = org.name;
		return OK;
	}
	TRY(team_by_id(page->db, scope, a, scope_team(scope), &team));
	*out = arena_printf(a, "%.*s, %.*s", STR_ARG(org.name), STR_ARG(team.name));
	return OK;
}

static enum err
read_for_page(struct page *page, struct coverage *out)
{
	struct period period;
	struct str place;
	enum err e;

	TRY(period_asked_for(page, &period));
	TRY(place_name(page, &place));
	e = coverage_read(
		page->db, page->ctx.scope, page->ctx.arena, &period, page->ctx.today, out);
	out->place = place;
	/* A period that has not begun is no page of ours. */
	return e == ERR_INVALID ? ERR_NOT_FOUND : e;
}

static struct str
quarter_words(const struct request_context *ctx, int year, int quarter)
{
	struct month first = month_of(year, quarter * 3 - 2);

	return lang_months(ctx->arena, ctx->lang, first, month_add(first, 2));
}

/* The rows of quarters are named by code in files, and in the reader's words on the page. */
static void
name_quarters(const struct request_context *ctx, struct coverage *coverage)
{
	size_t t, i;

	for (t = 0; t < coverage->n_tables; t++) {
		struct coverage_table *table = &coverage->tables[t];

		for (i = 0; str_eq(str_of(table->code), STR("quarter")) && i < table->n; i++)
			table->rows[i].label = quarter_words(ctx, (int)(table->rows[i].key / 4),
				(int)(table->rows[i].key % 4) + 1);
	}
}

/* `code` is the period as it stands in an address: "2026-K1". */
static void
add_period(struct page *page, struct coverage_page *view, struct str code, struct str words)
{
	struct url url = url_with(page->ctx.arena, url_path("/statistik"), "period", code);

	view->periods[view->n_periods++] = (struct choice_link){ words, url,
		str_eq(code, view->coverage->period.code) };
}

/* This year, its quarters so far, and last year. */
static void
list_periods(struct page *page, struct coverage_page *view)
{
	struct month now = date_month(page->ctx.today);
	int year = month_year(now), quarter;
	struct arena *a = page->ctx.arena;
	struct str code = arena_printf(a, "%04d", year);

	add_period(page, view, code, code);
	for (quarter = (month_number(now) - 1) / 3 + 1; quarter >= 1; quarter--)
		add_period(page, view, arena_printf(a, "%04d-K%d", year, quarter),
			quarter_words(&page->ctx, year, quarter));
	code = arena_printf(a, "%04d", year - 1);
	add_period(page, view, code, code);
}

bool
team_referrals_are_few(const struct team_referrals *referrals, int64_t of)
{
	return !referrals->is_exact && of < COVERAGE_FEW;
}

/* Those that the reader could open one by one: whoever may read no referral has no such table. */
static enum err
read_referrals(struct page *page, const struct coverage *coverage, struct team_referrals *out)
{
	*out = (struct team_referrals){ .is_exact = coverage->is_exact,
		.is_kept = referral_are_kept_since(coverage->period.from, page->ctx.today) };
	if (!out->is_kept)
		return OK;
	return referral_count(page->db, page->ctx.scope, page->ctx.arena, coverage->period.from,
		coverage->through, &out->counts);
}

static enum err
show(struct page *page)
{
	struct coverage coverage = { 0 };
	struct team_referrals referrals;
	struct coverage_page view = { .coverage = &coverage,
		.may_ask = scope_may(page->ctx.scope, PERM_ASK) };

	TRY(read_for_page(page, &coverage));
	if (scope_may(page->ctx.scope, PERM_REFERRAL_READ)) {
		TRY(read_referrals(page, &coverage, &referrals));
		view.referrals = &referrals;
	}
	list_periods(page, &view);
	name_quarters(&page->ctx, &coverage);
	view.period = lang_months(page->ctx.arena, page->ctx.lang, coverage.period.from,
		coverage.period.to);
	page->title = str_of(tr(page->ctx.lang, N_("Andel tillfrågade")));
	html_coverage(&page->html, page, &view);
	return OK;
}

static enum err
download(struct page *page)
{
	struct coverage coverage = { 0 };

	TRY(read_for_page(page, &coverage));
	coverage_put_csv(&coverage, page->html.out);
	page->content_type = "text/csv; charset=utf-8";
	page->file_name = arena_printf(
		page->ctx.arena, "andel-tillfragade-%.*s.csv", STR_ARG(coverage.period.code));
	return OK;
}

static const struct route statistics_routes[] = {
	GET("/statistik", PERM_COVERAGE, AUDIT_READ("coverage"), show),
	GET("/statistik/tackning", PERM_COVERAGE, AUDIT_READ("coverage.csv"), download),
};

const struct room statistics_room = {
	.name = "statistics",
	.routes = statistics_routes,
	.n_routes = sizeof(statistics_routes) / sizeof(statistics_routes[0]),
};
