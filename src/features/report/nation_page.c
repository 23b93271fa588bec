/* /statistik/nation: the associations side by side, as a page and as files. */
#include "features/report/nation.h"
#include "features/report/report.html.h"
#include "features/report/templates.h"

static enum err
read(struct page *page, struct report_order *order, struct nation *nation)
{
	struct request_context *ctx = &page->ctx;
	struct org_row org;

	*order = (struct report_order){ .db = page->db, .scope = ctx->scope,
		.arena = ctx->arena, .lang = ctx->lang, .today = ctx->today,
		.year = query_int(ctx, "ar", 0) };
	TRY(org_by_id(page->db, ctx->arena, scope_org(ctx->scope), &org));
	if (org.kind != ORG_NATION)
		return ERR_NOT_FOUND;
	return nation_read(order, nation);
}

static struct url
url_of(struct arena *a, const char *path, int64_t year)
{
	return url_with(a, url_path(path), "ar", arena_printf(a, "%lld", (long long)year));
}

enum err
nation_show(struct page *page)
{
	struct arena *a = page->ctx.arena;
	struct report_order order;
	struct nation nation;
	struct report report;
	struct nation_page view = { .report = &report };
	size_t i;

	TRY(read(page, &order, &nation));
	TRY(nation_report(&order, &nation, &report));
	for (i = 0; i < nation.n_years && i < REPORT_LINKS_MAX; i++)
		view.links[view.n_links++] = (struct choice_link){
			arena_printf(a, "%lld", (long long)nation.years[i]),
			url_of(a, "/statistik/nation", nation.years[i]),
			nation.years[i] == nation.year };
	view.has_files = nation.year != 0;
	view.csv = url_of(a, "/statistik/nation/csv", nation.year);
	view.book = url_of(a, "/statistik/nation/xlsx", nation.year);
	view.json = url_of(a, "/statistik/nation/json", nation.year);
	view.definitions = url_path("/statistik/nation/definitioner");
	page->title = report.title;
	html_nation(&page->html, &view);
	return OK;
}

static enum err
put_book(const struct report_order *order, const struct nation *nation, struct buf *out)
{
	struct report report;
	struct str file;

	TRY(nation_report(order, nation, &report));
	TRY(nation_add_history(order, nation, &report));
	TRY(nation_add_definitions(order, &report));
	TRY(report_book(&report, order->arena, &file));
	buf_put(out, file);
	return OK;
}

enum err
nation_file(struct page *page)
{
	struct arena *a = page->ctx.arena;
	struct str code = page->ctx.at.code;
	struct report_order order;
	struct nation nation;

	TRY(read(page, &order, &nation));
	if (nation.year == 0)
		return ERR_NOT_FOUND;
	TRY(nation_read_history(&order, &nation));
	if (str_eq(code, STR("csv"))) {
		nation_put_csv(&nation, a, page->html.out);
		page->content_type = "text/csv; charset=utf-8";
	} else if (str_eq(code, STR("json"))) {
		nation_put_json(&nation, a, page->html.out);
		page->content_type = "application/json";
	} else if (str_eq(code, STR("xlsx"))) {
		TRY(put_book(&order, &nation, page->html.out));
		page->content_type =
			"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
	} else if (str_eq(code, STR("definitioner"))) {
		nation_put_definitions(a, page->html.out);
		page->content_type = "text/csv; charset=utf-8";
		page->file_name = STR("forbunden-definitioner.csv");
		return OK;
	} else {
		return ERR_NOT_FOUND;
	}
	page->file_name = arena_printf(
		a, "forbunden-%lld.%.*s", (long long)nation.year, STR_ARG(code));
	return OK;
}
