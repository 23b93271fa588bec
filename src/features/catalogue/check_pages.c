/* The pages of checking: the queue with the next entry open, links, and the service's own answer. */
#include "core/auth/vault.h"
#include "core/crypto/crypto.h"
#include "core/http/one_time.h"
#include "features/catalogue/catalogue.html.h"
#include "features/catalogue/forms.h"
#include "features/catalogue/rows.h"

enum { LISTED = 20 };

static const struct status statuses[] = {
	{ "sparat", N_("Noterat: uppgifterna är kontrollerade i dag.") },
	{ "fel", N_("Noterat: numret märks som ej bekräftat överallt tills det är rättat. "
		    "Säg till den som sköter Lotsa hos er.") },
};

/* ---- the queue ---- */

/* The entry at the place that the address says, or the one whose posting failed. */
static enum err
read_open(struct page *page, struct catalogue_due_page *view, struct catalogue_service *rows,
	size_t n)
{
	struct request_context *ctx = &page->ctx;
	struct catalogue_service *one;

	view->open = n > 0 ? &rows[0] : NULL;
	if (page->form && page->form->form == &catalogue_check_form) {
		one = arena_alloc(ctx->arena, sizeof(*one));
		if (!one)
			return ERR_LIMIT;
		TRY(catalogue_service(page->db, ctx->scope, ctx->arena,
			(service_id){ ctx->at.id }, one));
		view->open = one;
	}
	if (!view->open)
		return OK;
	return catalogue_standing(
		page->db, ctx->scope, ctx->arena, view->open->id, &view->standing);
}

/* Where in the queue: by the address, or by the form that is shown again. */
static int64_t
position_of(const struct page *page, int64_t n_all)
{
	int64_t position = query_int(&page->ctx, "plats", 1);

	if (page->form && page->form->form == &catalogue_check_form &&
		str_to_int(page->form->raw[CHECK_POSITION], &position) != OK)
		position = 1;
	return position < 1 || position > n_all ? 1 : position;
}

/* The national line that the address or a posting names, or the first. */
static enum err
read_lines(struct page *page, struct catalogue_due_page *view)
{
	struct request_context *ctx = &page->ctx;
	bool is_posted = page->form && page->form->form == &catalogue_line_form;
	struct str code = is_posted ? ctx->at.code : query_value(ctx, "nummer");
	struct helpline *lines;
	size_t i;

	TRY(helplines_to_check(page->db, ctx->arena, ctx->today, &lines, &view->n_lines));
	view->lines = lines;
	view->line = view->n_lines > 0 ? &lines[0] : NULL;
	for (i = 0; i < view->n_lines; i++)
		if (str_eq(lines[i].code, code)) {
			view->line = &lines[i];
			view->is_line_chosen = true;
		}
	return OK;
}

enum err
catalogue_show_due(struct page *page)
{
	struct request_context *ctx = &page->ctx;
	struct catalogue_due_page view = { .today = ctx->today,
		.status = STATUS_OF(statuses, ctx) };
	struct catalogue_service *rows;
	int64_t n_services;
	size_t n;

	TRY(catalogue_count(page->db, ctx->scope, ctx->arena, false, &n_services));
	view.is_empty = n_services == 0;
	TRY(catalogue_to_verify(page->db, ctx->scope, ctx->arena, ctx->today, &view.n_all));
	view.position = position_of(page, view.n_all);
	TRY(catalogue_due(page->db, ctx->scope, ctx->arena, ctx->today, view.position - 1,
		LISTED + 1, &rows, &n));
	TRY(read_open(page, &view, rows, n));
	view.next = rows + 1;
	view.n_next = n > 0 ? n - 1 : 0;
	TRY(read_lines(page, &view));
	page->title = str_of(tr(ctx->lang, N_("Att kontrollera")));
	html_catalogue_due(&page->html, page, &view);
	return OK;
}

/* The entry leaves the queue, so that the next one now stands in its place. */
enum err
catalogue_add_check(struct action *act)
{
	const struct catalogue_check_input *in = act->form;
	struct arena *a = act->ctx.arena;
	const struct catalogue_checking checking = { .service = { act->ctx.at.id },
		.version = in->version,
		.how = (enum catalogue_source)in->how,
		.evidence = in->evidence };
	enum err e;

	if (csv_looks_like_personal_number(in->evidence)) {
		form_error(act->state, CHECK_EVIDENCE,
			N_("Det ser ut som ett personnummer. Sådana får aldrig stå i "
			   "katalogen."));
		return ERR_INVALID;
	}
	e = catalogue_verify(act->tx, act->ctx.scope, a, &checking, act->ctx.today);
	if (e == ERR_CONFLICT)
		form_error(act->state, -1,
			N_("Uppgifterna har ändrats sedan du såg dem. Så här ser de ut nu."));
	if (e == ERR_INVALID)
		form_error(act->state, CHECK_EVIDENCE,
			N_("Det ser ut som en adress. Ett skyddat boende har ingen adress i "
			   "katalogen."));
	TRY(e);
	return see_other(act,
		url_with(a,
			url_with(a, url_path("/katalog/att-kontrollera"), "m", STR("sparat")),
			"plats", arena_printf(a, "%lld", (long long)in->position)));
}

struct url
url_line_check(struct arena *a, const struct helpline *line)
{
	static const char base[] = "/katalog/att-kontrollera/";

	return (struct url){ arena_printf(a, "%s%.*s", base, STR_ARG(line->code)) };
}

/* The next one opens in its place, with what a key does first. */
enum err
catalogue_check_line(struct action *act)
{
	const struct catalogue_line_input *in = act->form;
	struct arena *a = act->ctx.arena;
	const struct helpline_checking checking = { .code = act->ctx.at.code,
		.phone = in->phone,
		.is_right = in->answer == ANSWER_RIGHT,
		.how = in->how,
		.evidence = in->evidence };
	struct helpline *lines;
	struct url next = url_path("/katalog/att-kontrollera");
	size_t n;
	enum err e;

	if (csv_looks_like_personal_number(in->evidence)) {
		form_error(act->state, LINE_EVIDENCE,
			N_("Det ser ut som ett personnummer. Sådana får aldrig stå i "
			   "katalogen."));
		return ERR_INVALID;
	}
	e = helpline_check(act->tx, act->ctx.scope, a, &checking, act->ctx.today);
	if (e == ERR_CONFLICT)
		form_error(act->state, -1,
			N_("Uppgifterna har ändrats sedan du såg dem. Så här ser de ut nu."));
	TRY(e);
	TRY(helplines_to_check(tx_db(act->tx), a, act->ctx.today, &lines, &n));
	next = url_with(a, next, "m", checking.is_right ? STR("sparat") : STR("fel"));
	if (n > 0)
		next = url_with(a, next, "nummer", lines[0].code);
	return see_other(act, next);
}

enum err
catalogue_take_over(struct action *act)
{
	struct arena *a = act->ctx.arena;
	service_id id = { act->ctx.at.id };

	TRY(catalogue_keep(act->tx, act->ctx.scope, a, id));
	return see_other(act, url_with(a, url_service(a, id), "m", STR("ansvar")));
}

/* ---- a link for the service itself: it lies in the session's locked drawer until it is shown ---- */

struct once {
	char mark[8];
	service_id service;
	char token[CATALOGUE_TOKEN_TEXT];
};

static const char once_mark[8] = "cat-once";

enum err
catalogue_make_link(struct action *act)
{
	struct once once = { .service = { act->ctx.at.id } };
	enum err e;

	memcpy(once.mark, once_mark, sizeof(once.mark));
	TRY(catalogue_ask(act->tx, act->ctx.scope, act->ctx.arena, once.service,
		act->ctx.today, once.token));
	e = vault_put(act->ctx.vault, (struct str){ (const char *)&once, sizeof(once) });
	crypto_wipe(&once, sizeof(once));
	TRY(e);
	return see_other(act,
		url_service(act->ctx.arena, (service_id){ act->ctx.at.id }));
}

struct str
catalogue_take_link(struct page *page, service_id id)
{
	struct arena *a = page->ctx.arena;
	struct str bytes, link;
	struct once once;

	if (vault_get(page->ctx.vault, a, &bytes) != OK || bytes.n != sizeof(once))
		return STR_NULL;
	memcpy(&once, bytes.p, sizeof(once));
	if (memcmp(once.mark, once_mark, sizeof(once_mark)) != 0 || once.service.v != id.v)
		return STR_NULL;
	vault_wipe(page->ctx.vault);
	link = one_time_link(a, page->ctx.config, "/bekrafta", str_of(once.token));
	crypto_wipe(&once, sizeof(once));
	return link;
}

/* ---- the service's own page; nobody is logged in ---- */

static enum err
show_inquiry(struct page *page, struct str token)
{
	struct request_context *ctx = &page->ctx;
	struct catalogue_inquiry inquiry;
	enum err e = catalogue_inquiry(page->db, ctx->arena, token, ctx->today, &inquiry);

	if (e == ERR_NOT_FOUND) {
		html_catalogue_inquiry_over(&page->html);
		return OK;
	}
	TRY(e);
	html_catalogue_inquiry(&page->html, page, &inquiry, token);
	return OK;
}

static void
set_inquiry_title(struct page *page)
{
	page->title = str_of(tr(page->ctx.lang, N_("Stämmer uppgifterna?")));
}

/* Opened without its secret, which a script posts at once, and a reader without one by hand. */
enum err
catalogue_show_inquiry(struct page *page)
{
	const struct catalogue_link_input *asked = page->asked;

	set_inquiry_title(page);
	if (page->form)
		return show_inquiry(page, page->form->raw[ANSWER_LINK]);
	if (asked)
		return show_inquiry(page, one_time_token(asked->link));
	html_catalogue_inquiry_begin(&page->html, page);
	return OK;
}

enum err
catalogue_show_thanks(struct page *page)
{
	set_inquiry_title(page);
	html_catalogue_inquiry_thanks(&page->html);
	return OK;
}

enum err
catalogue_show_over(struct page *page)
{
	set_inquiry_title(page);
	html_catalogue_inquiry_over(&page->html);
	return OK;
}

/* Why a link opens nothing is not told: its page says that it is over. */
enum err
catalogue_take_answer(struct action *act)
{
	const struct catalogue_answer_input *in = act->form;
	enum err e = catalogue_answer(act->tx, act->ctx.arena, in->link,
		(enum catalogue_answer)in->answer, act->ctx.today);

	if (e == ERR_NOT_FOUND)
		return see_other(act, url_path("/bekrafta/slut"));
	TRY(e);
	return see_other(act, url_path("/bekrafta/tack"));
}
