/* /material: the list, one version, and its file. */
#include "core/auth/session.h"
#include "features/material/actions.h"
#include "features/material/material.h"
#include "features/material/material.html.h"

static const struct status statuses[] = {
	{ "gjord",
		N_("Versionen är gjord. Läs den, låt kolleger läsa den och ge sedan ut den.") },
	{ "utgiven", N_("Utgiven. Alla kan hämta den under Material.") },
	{ "undan", N_("Versionen är lagd åt sidan.") },
	{ "inbjuden",
		N_("Inbjudan är gjord. Versionen syns under Material för den som bjöds in.") },
	{ "sagt", N_("Anmärkningen är sparad.") },
	{ "svarat", N_("Svaret är sparat.") },
};

const char *
product_label(enum material_product product)
{
	return choice_of(product_choices, 4, product)->label;
}

struct url
url_version(struct arena *a, material_version_id id)
{
	return url_id(a, "/material/%lld", id.v);
}

struct url
url_version_part(struct arena *a, material_version_id id, const char *part)
{
	return (struct url){ arena_printf(a, "/material/%lld/%s", (long long)id.v, part) };
}

struct url
url_version_file(struct arena *a, material_version_id id)
{
	return url_version_part(a, id, "fil");
}

bool
version_is_past(const struct material_version *v, struct date today)
{
	return v->state == VERSION_RELEASED && date_is_set(v->valid_until) &&
		v->valid_until.days < today.days;
}

/* ---- the list ---- */

bool
list_has(const struct material_list *list, enum version_state state)
{
	size_t i;

	for (i = 0; i < list->n; i++)
		if (list->rows[i].state == state)
			return true;
	return false;
}

/* The rows stand by product, language, place and association, the newest first. */
static bool
is_of_same(const struct material_version *a, const struct material_version *b)
{
	return a->product == b->product && str_eq(a->code, b->code) &&
		str_eq(a->municipality, b->municipality) && a->owner.v == b->owner.v;
}

/* The newest released one of each product, language, place and association. */
static enum err
read_current(struct page *page, struct material_list *list)
{
	const struct material_version **current =
		ARENA_ARRAY(page->ctx.arena, const struct material_version *, list->n + 1);
	size_t i, n = 0;

	if (!current)
		return ERR_LIMIT;
	for (i = 0; i < list->n; i++)
		if (list->rows[i].state == VERSION_RELEASED &&
				(n == 0 || !is_of_same(current[n - 1], &list->rows[i])))
			current[n++] = &list->rows[i];
	list->pager = pager_of(&page->ctx, n, url_path("/material"));
	list->current = current + list->pager.first;
	return OK;
}

struct str
list_language(const struct material_list *list, const struct material_version *v)
{
	size_t i;

	for (i = 0; i < list->n_languages; i++)
		if (str_eq(list->texts[i].code, v->code))
			return list->texts[i].name;
	return v->code;
}

struct str
list_place(const struct material_list *list, const struct material_version *v)
{
	const struct area *place = places_of_digits(list->all_places, v->municipality);

	return place ? place->name : STR_NULL;
}

/* Whoever works in several associations is told whose each one is. */
static enum err
read_owners(struct page *page, struct material_list *list)
{
	size_t i, k;
	bool has_several = false;

	for (i = 1; i < list->n; i++)
		has_several |= list->rows[i].owner.v != list->rows[0].owner.v;
	list->owners = ARENA_ARRAY(page->ctx.arena, struct org_row, list->n + 1);
	if (!list->owners)
		return ERR_LIMIT;
	for (i = 0; has_several && i < list->n; i++) {
		for (k = 0; k < list->n_owners; k++)
			if (list->owners[k].id.v == list->rows[i].owner.v)
				break;
		if (k == list->n_owners)
			TRY(org_by_id(page->db, page->ctx.arena, list->rows[i].owner,
				&list->owners[list->n_owners++]));
	}
	return OK;
}

struct str
list_owner(const struct material_list *list, const struct material_version *v)
{
	size_t i;

	for (i = 0; i < list->n_owners; i++)
		if (list->owners[i].id.v == v->owner.v)
			return list->owners[i].name;
	return STR_NULL;
}

static enum err
read_places(struct page *page, struct material_list *list)
{
	struct request_context *ctx = &page->ctx;
	struct places *all = ARENA_NEW(ctx->arena, struct places);
	struct form_option *options;
	struct area *own;
	size_t n, i;

	if (!all)
		return ERR_LIMIT;
	TRY(places_read(ctx->arena, all));
	list->all_places = all;
	TRY(material_municipalities(page->db, ctx->scope, ctx->arena, &own, &n));
	options = ARENA_ARRAY(ctx->arena, struct form_option, n + 1);
	if (!options)
		return ERR_LIMIT;
	options[0] =
		(struct form_option){ 1, str_of(tr(ctx->lang, N_("Hela förbundet"))), false };
	for (i = 0; i < n; i++)
		options[i + 1] = (struct form_option){ (int64_t)i + 2, own[i].name, true };
	list->places = options;
	list->n_places = n + 1;
	return OK;
}

static enum err
read_languages(struct page *page, struct material_list *list)
{
	struct request_context *ctx = &page->ctx;
	struct material_texts *texts;
	struct form_option *options;
	size_t n, i;

	TRY(material_languages(page->db, ctx->scope, ctx->arena, &texts, &n));
	options = ARENA_ARRAY(ctx->arena, struct form_option, n);
	if (!options)
		return ERR_LIMIT;
	for (i = 0; i < n; i++)
		options[i] = (struct form_option){ (int64_t)i + 1, texts[i].name, false };
	list->texts = texts;
	list->languages = options;
	list->n_languages = n;
	return OK;
}

enum err
material_show_list(struct page *page)
{
	struct request_context *ctx = &page->ctx;
	struct material_list list = { .status = STATUS_OF(statuses, ctx), .today = ctx->today,
		.may_make = scope_may(ctx->scope, PERM_CATALOGUE_EDIT) };
	struct material_version *rows;

	TRY(versions_seen(page->db, ctx->scope, ctx->arena, &rows, &list.n));
	list.rows = rows;
	TRY(read_current(page, &list));
	TRY(read_languages(page, &list));
	TRY(read_places(page, &list));
	TRY(read_owners(page, &list));
	page->title = str_of(tr(ctx->lang, N_("Material")));
	html_material_list(&page->html, page, &list);
	return OK;
}

/* ---- one version ---- */

static enum err
name_of(struct page *page, account_id id, struct str *out)
{
	struct account account;

	if (id.v == 0)
		return OK;
	TRY(account_by_id(page->db, page->ctx.arena, id, &account));
	*out = account.display_name;
	return OK;
}

static enum err
read_remarks(struct page *page, struct material_page *view)
{
	struct request_context *ctx = &page->ctx;
	struct material_remark *remarks;
	struct shown_remark *shown;
	size_t i;

	TRY(version_remarks(page->db, ctx->scope, ctx->arena, view->version.id, &remarks,
		&view->n_remarks));
	shown = ARENA_ARRAY(ctx->arena, struct shown_remark, view->n_remarks + 1);
	if (!shown)
		return ERR_LIMIT;
	for (i = 0; i < view->n_remarks; i++) {
		shown[i].remark = remarks[i];
		TRY(name_of(page, remarks[i].by, &shown[i].by));
	}
	view->remarks = shown;
	return OK;
}

static enum err
read_reviewers(struct page *page, struct material_page *view)
{
	struct request_context *ctx = &page->ctx;
	account_id *accounts;
	struct str *names;
	size_t i;

	TRY(version_reviewers(page->db, ctx->scope, ctx->arena, view->version.id, &accounts,
		&view->n_reviewers));
	names = ARENA_ARRAY(ctx->arena, struct str, view->n_reviewers + 1);
	if (!names)
		return ERR_LIMIT;
	for (i = 0; i < view->n_reviewers; i++)
		TRY(name_of(page, accounts[i], &names[i]));
	view->reviewers = names;
	return OK;
}

/* What keeps it from being released, told before somebody tries. */
static enum err
read_stale(struct page *page, struct material_page *view)
{
	struct request_context *ctx = &page->ctx;
	struct material_gathered gathered;

	if (!view->may_edit || view->version.state != VERSION_IN_REVIEW)
		return OK;
	TRY(material_gather(page->db, ctx->scope, ctx->arena,
		&(struct gathering_for){
			.is_for_staff = view->version.product == PRODUCT_SHEET,
			.municipality = view->version.municipality,
			.today = ctx->today },
		&gathered));
	view->stale = gathered.stale_acute;
	view->n_stale = gathered.n_stale_acute;
	return OK;
}

enum err
material_show_version(struct page *page)
{
	struct request_context *ctx = &page->ctx;
	struct material_page view = { .status = STATUS_OF(statuses, ctx), .today = ctx->today };
	struct material_list all = { .n = 0 };
	material_version_id id = { ctx->at.id };

	TRY(version_seen(page->db, ctx->scope, ctx->arena, id, &view.version));
	TRY(read_languages(page, &all));
	TRY(read_places(page, &all));
	view.language = list_language(&all, &view.version);
	view.place = list_place(&all, &view.version);
	view.may_edit = view.version.is_own && scope_may(ctx->scope, PERM_CATALOGUE_EDIT);
	TRY(name_of(page, view.version.released_by, &view.released_by));
	/* who said what about a draft is for those who work on it */
	if (view.may_edit || view.version.is_invited)
		TRY(read_remarks(page, &view));
	TRY(read_reviewers(page, &view));
	TRY(read_stale(page, &view));
	page->title = str_of(tr(ctx->lang, product_label(view.version.product)));
	html_material_show(&page->html, page, &view);
	return OK;
}

/* Its name says nothing, wherever it ends up (ux.md S6). */
static enum err
send_file(struct page *page)
{
	struct request_context *ctx = &page->ctx;
	material_version_id id = { ctx->at.id };
	struct material_version v;
	struct str pdf;

	TRY(version_seen(page->db, ctx->scope, ctx->arena, id, &v));
	TRY(version_file(page->db, ctx->scope, ctx->arena, id, &pdf));
	page->content_type = "application/pdf";
	page->file_name = arena_printf(ctx->arena, "%s-%.*s%s%.*s-%.*s.pdf",
		choice_of(product_choices, 4, v.product)->code, STR_ARG(v.code),
		str_is_empty(v.municipality) ? "" : "-", STR_ARG(v.municipality),
		STR_ARG(month_text(ctx->arena, v.issue)));
	buf_put(page->html.out, pdf);
	return OK;
}

#define NO_CASE AUDIT_NONE("numbers and words that are printed")

static const struct route material_routes[] = {
	GET("/material", PERM_CATALOGUE_READ, NO_CASE, material_show_list),
	GET("/material/:id", PERM_CATALOGUE_READ, NO_CASE, material_show_version),
	GET("/material/:id/fil", PERM_CATALOGUE_READ, NO_CASE, send_file),
	POST("/material", PERM_CATALOGUE_EDIT, &material_new_form, material_add,
		.prepare = material_prepare_new, .show = material_show_list),
	POST("/material/:id/utgivning", PERM_CATALOGUE_EDIT, NULL, material_release,
		.prepare = material_prepare_release, .show = material_show_version),
	POST("/material/:id/undanlagd", PERM_CATALOGUE_EDIT, NULL, material_put_aside,
		.show = material_show_version),
	POST("/material/:id/inbjudan", PERM_CATALOGUE_EDIT, &material_invite_form,
		material_invite, .show = material_show_version),
	POST("/material/:id/anmarkning", PERM_CATALOGUE_READ, &material_remark_form,
		material_remark, .show = material_show_version),
	POST("/material/anmarkning/:id/svar", PERM_CATALOGUE_EDIT, &material_answer_form,
		material_answer),
};

const struct room material_room = {
	.name = "material",
	.routes = material_routes,
	.n_routes = sizeof(material_routes) / sizeof(material_routes[0]),
};
