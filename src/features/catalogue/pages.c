/* The pages of the catalogue: look, search, confirm that a fact still holds. */
#include "features/catalogue/catalogue.html.h"
#include "features/catalogue/forms.h"
#include "features/catalogue/rows.h"

static enum err
show_list(struct page *page)
{
	struct request_context *ctx = &page->ctx;
	struct catalogue_service *rows;
	struct catalogue_search_input input = { 0 };
	struct form_state state = { 0 };
	struct catalogue_page list = { .today = ctx->today,
		.may_guide = scope_may(ctx->scope, PERM_GUIDANCE) };

	/* An address that nobody could have typed into the field is no search. */
	if (form_parse(&catalogue_search_form, ctx->query, ctx->arena, &state, &input) == OK)
		list.words = input.words;
	TRY(catalogue_search(page->db, ctx->scope, ctx->arena, list.words, &rows, &list.n));
	list.rows = rows;
	if (scope_may(ctx->scope, PERM_CATALOGUE_EDIT))
		TRY(catalogue_to_verify(
			page->db, ctx->scope, ctx->arena, ctx->today, &list.n_to_verify));
	page->title = str_of(tr(ctx->lang, N_("Katalog")));
	html_catalogue_list(&page->html, &list);
	return OK;
}

/* The title says nothing: names of services may not stand in a browser's history (ux.md S6). */
static enum err
show_service(struct page *page)
{
	struct request_context *ctx = &page->ctx;
	service_id id = { ctx->at.id };
	struct catalogue_service service;
	struct catalogue_page one = { .rows = &service, .n = 1, .today = ctx->today };

	TRY(catalogue_service(page->db, ctx->scope, ctx->arena, id, &service));
	page->title = str_of(tr(ctx->lang, N_("Verksamhet")));
	html_catalogue_show(&page->html, page, &one);
	return OK;
}

static enum err
show_to_verify(struct page *page)
{
	struct request_context *ctx = &page->ctx;
	struct catalogue_service *rows;
	struct catalogue_page list = { .today = ctx->today,
		.is_saved = str_eq(query_value(ctx, "m"), STR("sparat")) };

	TRY(catalogue_stale_own(page->db, ctx->scope, ctx->arena, ctx->today, &rows, &list.n));
	list.rows = rows;
	page->title = str_of(tr(ctx->lang, N_("Att kontrollera")));
	html_catalogue_to_verify(&page->html, page, &list);
	return OK;
}

static enum err
verify(struct action *act)
{
	service_id id = { act->ctx.at.id };

	TRY(catalogue_verify(act->tx, act->ctx.scope, id, act->ctx.today));
	return see_other(act,
		url_with(act->ctx.arena, url_path("/katalog/att-kontrollera"), "m",
			STR("sparat")));
}

struct url
url_service(struct arena *a, service_id id)
{
	return url_id(a, "/katalog/%lld", id.v);
}

static const struct route routes[] = {
	GET("/katalog", PERM_CATALOGUE_READ, AUDIT_NONE("services are no case data"),
		show_list),
	GET("/katalog/att-kontrollera", PERM_CATALOGUE_EDIT,
		AUDIT_NONE("services are no case data"), show_to_verify),
	GET("/katalog/:id", PERM_CATALOGUE_READ, AUDIT_NONE("services are no case data"),
		show_service),
	POST("/katalog/:id/kontroll", PERM_CATALOGUE_EDIT, NULL, verify),
};

const struct room catalogue_room = { .name = "catalogue",
	.routes = routes,
	.n_routes = sizeof(routes) / sizeof(routes[0]) };
