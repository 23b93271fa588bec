/* /rapport: the report to the board, as a page and as files. */
#include "features/release/release.h"
#include "features/report/document.h"
#include "features/report/nation.h"
#include "features/report/own_text.h"
#include "features/report/report.h"
#include "features/report/report.html.h"
#include "features/report/templates.h"

static const struct status statuses[] = {
	{ "sparat", N_("Texten är sparad och står i rapporten.") },
};

/* As many lines of a figure as a page of A4 has room for, with a heading above. */
enum { LINES_ON_PAPER = 15 };

bool
report_has_figure(const struct report_table *table)
{
	size_t i, n = 0;

	for (i = 0; i < table->n; i++)
		n += table->lines[i].value.share >= 0;
	return table->figure != FIGURE_NONE && n > 0 && table->n <= SVG_ROWS_MAX;
}

bool
report_is_longer_than_paper(const struct report_table *table)
{
	return table->n > LINES_ON_PAPER;
}

void
report_put_figure(struct html *h, const struct report_table *table)
{
	const struct svg_figure figure = {
		.id = arena_cstr(h->arena, arena_printf(h->arena, "fig-%s", table->id)),
		.title = table->title, .desc = table->about };
	struct svg_row *rows = ARENA_ARRAY(h->arena, struct svg_row, table->n);
	size_t i;

	for (i = 0; rows && i < table->n; i++)
		rows[i] = (struct svg_row){ table->lines[i].cells[0].words,
			table->lines[i].words, table->lines[i].value };
	if (rows && figure.id)
		svg_rows(h, &figure, table->figure == FIGURE_DOTS ? SVG_DOT : SVG_BAR, rows,
			table->n);
}

static enum err
make(struct page *page, struct report *out)
{
	struct request_context *ctx = &page->ctx;
	const struct report_order order = { .db = page->db, .scope = ctx->scope,
		.arena = ctx->arena, .lang = ctx->lang, .today = ctx->today,
		.year = query_int(ctx, "ar", 0) };

	return report_make(&order, out);
}

static struct url
url_of(struct arena *a, const char *path, int64_t year)
{
	return year == 0 ? url_path(path)
			 : url_with(a, url_path(path), "ar",
				   arena_printf(a, "%lld", (long long)year));
}

/* As it stands today, and each year that has answers. */
static enum err
list_links(struct page *page, struct report_page *view)
{
	struct request_context *ctx = &page->ctx;
	int64_t year = query_int(ctx, "ar", 0), before = 0;
	struct release_period *periods;
	size_t n, i;

	TRY(release_periods(
		page->db, ctx->arena, "association", scope_org(ctx->scope), &periods, &n));
	view->links[view->n_links++] = (struct choice_link){
		str_of(tr(ctx->lang, N_("I år"))), url_path("/rapport"), year == 0 };
	for (i = 0; i < n && view->n_links < REPORT_LINKS_MAX; i++) {
		int64_t y = periods[i].from_half / 2;

		if (y == before)
			continue;
		before = y;
		view->links[view->n_links++] = (struct choice_link){
			arena_printf(ctx->arena, "%lld", (long long)y),
			url_of(ctx->arena, "/rapport", y), y == year };
	}
	return OK;
}

static enum err
show(struct page *page)
{
	struct request_context *ctx = &page->ctx;
	int64_t year = query_int(ctx, "ar", 0);
	struct report report;
	struct report_page view = { .report = &report, .status = STATUS_OF(statuses, ctx) };

	TRY(make(page, &report));
	TRY(list_links(page, &view));
	view.paper = url_of(ctx->arena, "/rapport/pdf", year);
	view.book = url_of(ctx->arena, "/rapport/xlsx", year);
	view.text = url_of(ctx->arena, "/rapport/text", year);
	page->title = report.title;
	html_report(&page->html, &view);
	return OK;
}

static struct str
file_name(struct page *page, const char *suffix)
{
	struct str month = month_text(page->ctx.arena, date_month(page->ctx.today));
	int64_t year = query_int(&page->ctx, "ar", 0);

	/* That of a year that is over does not take the place of this year's. */
	if (year > 0)
		return arena_printf(page->ctx.arena, "rapport-for-%lld-%.*s.%s",
			(long long)year, STR_ARG(month), suffix);
	return arena_printf(page->ctx.arena, "rapport-%.*s.%s", STR_ARG(month), suffix);
}

static enum err
show_paper(struct page *page)
{
	struct report report;
	struct str file;

	TRY(make(page, &report));
	TRY(report_paper(&report, page->ctx.lang, page->ctx.arena, &file));
	buf_put(page->html.out, file);
	page->content_type = "application/pdf";
	page->file_name = file_name(page, "pdf");
	return OK;
}

static enum err
show_book(struct page *page)
{
	struct report report;
	struct str file;

	TRY(make(page, &report));
	TRY(report_book(&report, page->ctx.arena, &file));
	buf_put(page->html.out, file);
	page->content_type =
		"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
	page->file_name = file_name(page, "xlsx");
	return OK;
}

static const struct route report_routes[] = {
	GET("/rapport", PERM_REPORT, AUDIT_READ("report.show"), show),
	GET("/rapport/pdf", PERM_REPORT, AUDIT_READ("report.file"), show_paper,
		.is_slow = true),
	GET("/rapport/xlsx", PERM_REPORT, AUDIT_READ("report.file"), show_book,
		.is_slow = true),
	GET("/rapport/text", PERM_REPORT, AUDIT_READ("report.show"), own_text_show),
	GET("/statistik/nation", PERM_NATION, AUDIT_READ("release.show"), nation_show),
	GET("/statistik/nation/:code", PERM_NATION, AUDIT_READ("release.show"), nation_file,
		.is_slow = true),
	POST("/rapport/text", PERM_REPORT, &own_text_form, own_text_save,
		.show = own_text_show),
};

const struct room report_room = {
	.name = "report",
	.routes = report_routes,
	.n_routes = sizeof(report_routes) / sizeof(report_routes[0]),
};
