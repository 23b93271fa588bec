/* /granskning: the trail of one's own place, as pages and as a file; and the routes of the room. */
#include "features/review/review.h"

#include "core/auth/session.h"
#include "features/review/review.html.h"

/* A log-in name that nobody has finds nothing, like one that did nothing here. */
static enum err
filter_of(struct page *page, const struct trail_input *in, struct audit_filter *out)
{
	const struct choice *kind = choice_of(audit_kinds, AUDIT_KINDS, in->kind);
	enum err e;

	*out = (struct audit_filter){ .from = in->from, .until = in->until, .verb = in->verb,
		.before = query_int(&page->ctx, "fore", 0) };
	if (kind)
		out->kind = str_of(kind->code);
	if (str_is_empty(in->account))
		return OK;
	e = account_by_login(page->db, page->ctx.arena, in->account, &out->account);
	if (e == ERR_NOT_FOUND)
		out->account = (account_id){ -1 };
	else
		TRY(e);
	return OK;
}

/* The same filter, further back. */
static struct url
next_url(struct page *page, const struct form_state *state, int64_t before)
{
	struct arena *a = page->ctx.arena;
	struct url url = url_path("/granskning");
	size_t i;

	for (i = 0; i < trail_form.n_fields; i++)
		if (!str_is_empty(state->raw[i]))
			url = url_with(a, url, trail_form.fields[i].name, state->raw[i]);
	return url_with(a, url, "fore", arena_printf(a, "%lld", (long long)before));
}

static bool
is_period(struct date from, struct date until)
{
	return date_is_set(from) && date_is_set(until) && from.days <= until.days &&
		until.days - from.days < REVIEW_DAYS_MAX;
}

static enum err
read_trail(struct page *page, const struct trail_input *in, struct trail_page *out)
{
	struct arena *a = page->ctx.arena;
	struct names *names = names_new(page->db, a);
	struct audit_filter filter;
	struct audit_page got;

	TRY(filter_of(page, in, &filter));
	TRY(audit_page(page->db, page->ctx.scope, a, &filter, &got));
	out->rows = ARENA_ARRAY(a, struct trail_row, got.n ? got.n : 1);
	if (!names || !out->rows)
		return ERR_LIMIT;
	for (; out->n < got.n; out->n++)
		TRY(trail_row_of(names, &got.rows[out->n], &out->rows[out->n]));
	if (got.next)
		out->next = next_url(page, out->state, got.next);
	if (is_period(in->from, in->until))
		out->file = url_with(a, url_with(a, url_path("/granskning/utdrag"), "fran",
			date_text(a, in->from)), "till", date_text(a, in->until));
	return OK;
}

static enum err
show_trail(struct page *page)
{
	struct trail_input in;
	struct form_state state;
	struct trail_page view = { .state = &state };
	enum err e = form_parse(&trail_form, page->ctx.query, page->ctx.arena, &state, &in);

	if (e == OK)
		e = read_trail(page, &in, &view);
	if (e != OK && e != ERR_INVALID)
		return e;
	if (str_eq(query_value(&page->ctx, "m"), STR("period")))
		view.status = N_("Ange från och till, högst 92 dagar, för att hämta en fil.");
	page->title = str_of(tr(page->ctx.lang, N_("Logg")));
	html_trail(&page->html, &view);
	return OK;
}

/* ---- the file ---- */

struct export {
	struct page *page;
	struct names *names;
	enum err err;
};

static bool
put_row(void *context, const struct audit_row *row)
{
	struct export *export = context;

	export->err = trail_put_csv(export->names, row, export->page->ctx.lang,
		export->page->html.out);
	return export->err == OK;
}

static enum err
download(struct page *page)
{
	struct arena *a = page->ctx.arena;
	struct trail_input in;
	struct form_state state;
	struct export export = { .page = page, .names = names_new(page->db, a) };
	struct audit_filter period;

	if (!export.names)
		return ERR_LIMIT;
	if (form_parse(&trail_form, page->ctx.query, a, &state, &in) != OK ||
			!is_period(in.from, in.until))
		return page_see_other(page,
			url_with(a, url_path("/granskning"), "m", STR("period")));
	period = (struct audit_filter){ .from = in.from, .until = in.until };
	trail_put_head(page->html.out);
	TRY(audit_walk(page->db, page->ctx.scope, &period, put_row, &export));
	TRY(export.err);
	page->content_type = "text/csv; charset=utf-8";
	page->file_name = arena_printf(a, "logg-%.*s-%.*s.csv",
		STR_ARG(date_text(a, in.from)), STR_ARG(date_text(a, in.until)));
	return OK;
}

#define NO_LOOK AUDIT_NONE("an empty form")

static const struct route review_routes[] = {
	GET("/granskning", PERM_AUDIT_READ, AUDIT_READ("audit.show"), show_trail,
		.is_slow = true),
	GET("/granskning/utdrag", PERM_AUDIT_READ, AUDIT_READ("audit.export"), download,
		.is_slow = true),
	GET("/granskning/lista", PERM_AUDIT_READ, AUDIT_READ("review.list"), review_show_list),
	GET("/granskning/ny", PERM_AUDIT_READ, NO_LOOK, review_show_new),
	POST("/granskning/lista", PERM_AUDIT_READ, &review_form, review_begin,
		.prepare = review_prepare, .show = review_show_new),
	GET("/granskning/:id", PERM_AUDIT_READ, AUDIT_READ("review.show"), review_show_one),
	POST("/granskning/:id/bedomning", PERM_AUDIT_READ, &judge_form, review_set_verdict,
		.show = review_show_one),
	POST("/granskning/:id/avslut", PERM_AUDIT_READ, NULL, review_end),
};

const struct room review_room = {
	.name = "review",
	.routes = review_routes,
	.n_routes = sizeof(review_routes) / sizeof(review_routes[0]),
};
