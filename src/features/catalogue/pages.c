/* The pages of the catalogue: look, search, confirm that a fact still holds. */
#include "features/catalogue/api.h"
#include "features/catalogue/catalogue.html.h"
#include "features/catalogue/forms.h"
#include "features/catalogue/rows.h"

static enum err
count_work(struct page *page, struct catalogue_page *list)
{
	struct request_context *ctx = &page->ctx;
	int64_t of_others;

	TRY(catalogue_to_verify(
		page->db, ctx->scope, ctx->arena, ctx->today, &list->n_to_verify));
	return catalogue_changes_waiting(
		page->db, ctx->scope, ctx->arena, &list->n_changes, &of_others);
}

static enum err
show_list(struct page *page)
{
	struct request_context *ctx = &page->ctx;
	struct catalogue_service *rows;
	struct catalogue_search_input input = { 0 };
	struct form_state state = { 0 };
	struct url here = url_path("/katalog");
	struct catalogue_page list = { .today = ctx->today,
		.may_guide = scope_may(ctx->scope, PERM_GUIDANCE) };

	/* An address that nobody could have typed into the field is no search. */
	if (form_parse(&catalogue_search_form, ctx->query, ctx->arena, &state, &input) == OK)
		list.words = input.words;
	TRY(catalogue_search(page->db, ctx->scope, ctx->arena, list.words, &rows, &list.n_all));
	if (!str_is_empty(list.words))
		here = url_with(ctx->arena, here, catalogue_search_form.fields[0].name,
			list.words);
	list.pager = pager_of(ctx, list.n_all, here);
	list.rows = list.pager.n > 0 ? rows + list.pager.first : rows;
	list.n = list.pager.n;
	if (scope_may(ctx->scope, PERM_CATALOGUE_EDIT))
		TRY(count_work(page, &list));
	page->title = str_of(tr(ctx->lang, N_("Katalog")));
	html_catalogue_list(&page->html, &list);
	return OK;
}

static enum err
show_service(struct page *page)
{
	struct request_context *ctx = &page->ctx;
	service_id id = { ctx->at.id };
	struct catalogue_service service, chain[CATALOGUE_CHAIN_MAX];
	struct catalogue_page one = { .rows = &service, .n = 1, .today = ctx->today };

	TRY(catalogue_service(page->db, ctx->scope, ctx->arena, id, &service));
	TRY(catalogue_details(page->db, ctx->scope, ctx->arena, id, &one.details));
	TRY(catalogue_chain(page->db, ctx->scope, ctx->arena, id, chain, &one.n_chain));
	one.chain = chain;
	one.may_edit = scope_may(ctx->scope, PERM_CATALOGUE_EDIT);
	if (str_eq(query_value(ctx, "m"), STR("foreslagen")))
		one.status = N_(
			"Tack. Förslaget väntar nu på att katalogens redaktör godtar det.");
	if (str_eq(query_value(ctx, "m"), STR("sparat")))
		one.status = N_("Uppgifterna är sparade.");
	page->title = catalogue_is_neutral(ctx->arena, service.name)
		? service.name
		: str_of(tr(ctx->lang, N_("Verksamhet")));
	html_catalogue_show(&page->html, page, &one);
	return OK;
}

static enum err
show_to_verify(struct page *page)
{
	struct request_context *ctx = &page->ctx;
	struct catalogue_service *rows;
	struct catalogue_page list = { .today = ctx->today };

	if (str_eq(query_value(ctx, "m"), STR("sparat")))
		list.status = N_("Noterat: uppgifterna är kontrollerade i dag.");
	TRY(catalogue_stale_own(page->db, ctx->scope, ctx->arena, ctx->today, &rows, &list.n));
	list.rows = rows;
	page->title = str_of(tr(ctx->lang, N_("Att kontrollera")));
	html_catalogue_to_verify(&page->html, page, &list);
	return OK;
}

static enum err
verify(struct action *act)
{
	const struct catalogue_seen_input *seen = act->form;
	service_id id = { act->ctx.at.id };
	enum err e = catalogue_verify(act->tx, act->ctx.scope, act->ctx.arena, id,
		seen->version, act->ctx.today);

	if (e == ERR_CONFLICT)
		form_error(act->state, -1,
			N_("Uppgifterna har ändrats sedan du såg dem. Så här ser de ut nu."));
	TRY(e);
	return see_other(act,
		url_with(act->ctx.arena, url_path("/katalog/att-kontrollera"), "m",
			STR("sparat")));
}

struct url
url_service(struct arena *a, service_id id)
{
	return url_id(a, "/katalog/%lld", id.v);
}

#define NO_CASE_DATA AUDIT_NONE("services are no case data")

#define OPEN_DATA AUDIT_NONE("what the public may know")

static const struct route routes[] = {
	GET("/services", PERM_PUBLIC, OPEN_DATA, catalogue_api_services),
	GET("/services/:code", PERM_PUBLIC, OPEN_DATA, catalogue_api_service),
	GET("/organizations", PERM_PUBLIC, OPEN_DATA, catalogue_api_organisations),
	GET("/organizations/:code", PERM_PUBLIC, OPEN_DATA, catalogue_api_organisation),
	GET("/katalog", PERM_CATALOGUE_READ, NO_CASE_DATA, show_list),
	GET("/katalog/att-kontrollera", PERM_CATALOGUE_EDIT, NO_CASE_DATA, show_to_verify),
	GET("/katalog/andringar", PERM_CATALOGUE_EDIT, NO_CASE_DATA, catalogue_show_changes),
	GET("/katalog/andringar/:id", PERM_CATALOGUE_READ, NO_CASE_DATA, catalogue_show_change),
	POST("/katalog/andringar/:id/godtagande", PERM_CATALOGUE_EDIT, &catalogue_seen_form,
		catalogue_accept, .show = catalogue_show_change),
	POST("/katalog/andringar/:id/avslag", PERM_CATALOGUE_EDIT, &catalogue_seen_form,
		catalogue_decline, .show = catalogue_show_change),
	POST("/katalog/andringar/:id/atertagande", PERM_CATALOGUE_READ, NULL,
		catalogue_withdraw),
	GET("/katalog/:id", PERM_CATALOGUE_READ, NO_CASE_DATA, show_service),
	GET("/katalog/:id/andring", PERM_CATALOGUE_READ, NO_CASE_DATA,
		catalogue_show_change_form),
	POST("/katalog/:id/andring", PERM_CATALOGUE_READ, &catalogue_change_form,
		catalogue_add_change, .show = catalogue_show_change_form),
	GET("/katalog/:id/uppgifter", PERM_CATALOGUE_EDIT, NO_CASE_DATA,
		catalogue_show_details_form),
	POST("/katalog/:id/uppgifter", PERM_CATALOGUE_EDIT, &catalogue_details_form,
		catalogue_save_details, .show = catalogue_show_details_form),
	GET("/katalog/:id/historik", PERM_CATALOGUE_READ, NO_CASE_DATA,
		catalogue_show_history),
	POST("/katalog/:id/kontroll", PERM_CATALOGUE_EDIT, &catalogue_seen_form, verify,
		.show = show_to_verify),
};

const struct room catalogue_room = { .name = "catalogue",
	.routes = routes,
	.n_routes = sizeof(routes) / sizeof(routes[0]) };
