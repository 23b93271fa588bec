/* The pages of reviews: made, judged row by row, closed. */
#include "features/review/review.html.h"

static const struct status statuses[] = {
	{ "klar", N_("Granskningen är avslutad.") },
	{ "sparat", N_("Bedömningen är sparad.") },
	{ "kvar", N_("Alla rader behöver en bedömning innan granskningen avslutas.") },
};

const char *
verdict_label(enum review_verdict verdict)
{
	static const char *const labels[VERDICT_COUNT] = {
		[VERDICT_NONE] = N_("Inte bedömd"),
		[VERDICT_IN_ORDER] = N_("I sin ordning"),
		[VERDICT_ASK] = N_("Fråga"),
		[VERDICT_NOT_IN_ORDER] = N_("Inte i sin ordning"),
	};

	return labels[verdict];
}

struct str
verdict_value(struct arena *a, int64_t seq, enum review_verdict verdict)
{
	return arena_printf(a, "%lld-%d", (long long)seq, (int)verdict);
}

struct url
url_review_part(struct arena *a, review_id id, int64_t part)
{
	struct url url = url_id(a, "/granskning/%lld", id.v);

	return part <= 1 ? url
		: url_with(a, url, "del", arena_printf(a, "%lld", (long long)part));
}

/* ---- a new one ---- */

enum err
review_show_new(struct page *page)
{
	struct arena *a = page->ctx.arena;

	page->title = str_of(tr(page->ctx.lang, N_("Ny granskning")));
	html_review_new(&page->html, page,
		date_text(a, date_add_days(page->ctx.today, 1 - REVIEW_EVERY_DAYS)),
		date_text(a, page->ctx.today));
	return OK;
}

static enum err
check_period(struct action *act, const struct review_input *in)
{
	const char *wrong = NULL;

	if (in->until.days > act->ctx.today.days)
		wrong = N_("Perioden kan inte sluta längre fram än i dag.");
	else if (in->until.days < in->from.days)
		wrong = N_("Perioden slutar före sin början.");
	else if (in->until.days - in->from.days >= REVIEW_DAYS_MAX)
		wrong = N_("Perioden får vara högst 92 dagar.");
	if (!wrong)
		return OK;
	form_error(act->state, REVIEW_UNTIL, wrong);
	return ERR_INVALID;
}

enum err
review_prepare(struct action *act)
{
	const struct review_input *in = act->form;
	struct review_draw *draw = ARENA_NEW(act->ctx.arena, struct review_draw);
	enum err e;

	if (!draw)
		return ERR_LIMIT;
	TRY(check_period(act, in));
	*draw = (struct review_draw){ .from = in->from, .until = in->until,
		.sample_size = in->sample_size };
	e = review_pick(act->db, act->ctx.scope, act->ctx.arena, draw);
	if (e == ERR_LIMIT)
		form_error(act->state, REVIEW_UNTIL,
			N_("Det blir för många rader att granska. Välj en kortare period."));
	if (e == OK && draw->n == 0)
		form_error(act->state, REVIEW_UNTIL, N_("Loggen har inga rader i perioden."));
	if (form_has_errors(act->state))
		return ERR_INVALID;
	act->prepared = draw;
	return e;
}

enum err
review_begin(struct action *act)
{
	review_id id;

	TRY(review_add(act->tx, act->ctx.scope, act->ctx.arena, act->prepared, act->ctx.today,
		&id));
	return see_other(act, url_review_part(act->ctx.arena, id, 1));
}

/* ---- the list ---- */

enum err
review_show_list(struct page *page)
{
	struct arena *a = page->ctx.arena;
	struct review_list_page view = { .today = page->ctx.today,
		.status = STATUS_OF(statuses, &page->ctx) };
	struct names *names = names_new(page->db, a);
	const struct review *review;
	struct review *reviews;
	size_t n;

	TRY(review_list(page->db, page->ctx.scope, a, &reviews, &n));
	TRY(review_standing(page->db, page->ctx.scope, a, &view.standing));
	view.pager = pager_of(&page->ctx, n, url_path("/granskning/lista"));
	view.rows = ARENA_ARRAY(a, struct review_row, view.pager.n + 1);
	if (!names || !view.rows)
		return ERR_LIMIT;
	for (; view.n < view.pager.n; view.n++) {
		review = &reviews[view.pager.first + view.n];
		view.rows[view.n].review = *review;
		TRY(name_of(names, review->maker, &view.rows[view.n].who));
	}
	page->title = str_of(tr(page->ctx.lang, N_("Granskningar")));
	html_review_list(&page->html, &view);
	return OK;
}

/* ---- one ---- */

/* Which part of the rows the page shows: what the address or a failed posting says. */
static int64_t
part_of(struct page *page, int64_t n_parts)
{
	int64_t part = query_int(&page->ctx, "del", 1);

	return part < 1 || part > n_parts ? 1 : part;
}

static enum err
read_items(struct page *page, struct names *names, struct review_page *view)
{
	struct arena *a = page->ctx.arena;
	struct review_item *items;
	struct audit_row row;
	size_t n, i, from;

	TRY(review_items(page->db, page->ctx.scope, a, view->of.review.id, &items, &n));
	view->n_parts = n ? (int64_t)((n - 1) / REVIEW_PART_ITEMS + 1) : 1;
	view->part = part_of(page, view->n_parts);
	from = (size_t)(view->part - 1) * REVIEW_PART_ITEMS;
	view->items = ARENA_ARRAY(a, struct item_row, REVIEW_PART_ITEMS);
	if (!view->items)
		return ERR_LIMIT;
	for (i = from; i < n && view->n < REVIEW_PART_ITEMS; i++) {
		struct item_row *item = &view->items[view->n++];
		enum err e = audit_row(page->db, page->ctx.scope, a, items[i].seq, &row);

		item->item = items[i];
		item->row = (struct trail_row){ .seq = items[i].seq, .is_gone = true };
		if (e == ERR_NOT_FOUND)
			continue;
		TRY(e);
		TRY(trail_row_of(names, &row, &item->row));
	}
	return OK;
}

enum err
review_show_one(struct page *page)
{
	struct arena *a = page->ctx.arena;
	struct names *names = names_new(page->db, a);
	struct review_page view = { .status = STATUS_OF(statuses, &page->ctx) };
	struct review *review = &view.of.review;

	if (!names)
		return ERR_LIMIT;
	TRY(review_by_id(page->db, page->ctx.scope, a, (review_id){ page->ctx.at.id }, review));
	TRY(name_of(names, review->maker, &view.of.who));
	TRY(read_items(page, names, &view));
	view.may_change = review->maker.v == page->ctx.account.v &&
		!date_is_set(review->closed_on);
	view.n_left = review->n_items - review->n_in_order - review->n_ask -
		review->n_not_in_order;
	page->title = str_of(tr(page->ctx.lang, N_("Granskning")));
	html_review_one(&page->html, page, &view);
	return OK;
}

enum err
review_set_verdict(struct action *act)
{
	const struct judge_input *in = act->form;
	struct review_item judged = { 0 };
	struct str verdict = in->verdict, seq;
	review_id id = { act->ctx.at.id };
	int64_t value, part = 1;

	if (!str_split(&verdict, '-', &seq) || !verdict.p ||
			str_to_int(seq, &judged.seq) != OK ||
			str_to_int(verdict, &value) != OK || value <= VERDICT_NONE ||
			value >= VERDICT_COUNT)
		return ERR_NOT_FOUND;
	judged.verdict = (enum review_verdict)value;
	if (!str_is_empty(in->part) && str_to_int(in->part, &part) != OK)
		return ERR_NOT_FOUND;
	TRY(review_judge(act->tx, act->ctx.scope, act->ctx.arena, id, &judged));
	return see_other(act, url_with(act->ctx.arena,
		url_review_part(act->ctx.arena, id, part), "m", STR("sparat")));
}

enum err
review_end(struct action *act)
{
	review_id id = { act->ctx.at.id };
	struct arena *a = act->ctx.arena;
	enum err e = review_close(act->tx, act->ctx.scope, a, id, act->ctx.today);

	if (e == ERR_INVALID)
		return see_other(act,
			url_with(a, url_review_part(a, id, 1), "m", STR("kvar")));
	TRY(e);
	return see_other(act, url_with(a, url_path("/granskning/lista"), "m", STR("klar")));
}
