/* The pages of the catalogue: look, search, confirm that a fact still holds. */
#include "features/catalogue/api.h"
#include "features/catalogue/catalogue.html.h"
#include "features/catalogue/forms.h"
#include "features/catalogue/rows.h"

static enum err
count_work(struct page *page, struct catalogue_page *list)
{
	struct request_context *ctx = &page->ctx;
	struct helpline *lines;
	int64_t of_others;
	size_t n_lines;

	TRY(catalogue_to_verify(
		page->db, ctx->scope, ctx->arena, ctx->today, &list->n_to_verify));
	TRY(helplines_to_check(page->db, ctx->arena, ctx->today, &lines, &n_lines));
	list->n_to_verify += (int64_t)n_lines;
	return catalogue_changes_waiting(
		page->db, ctx->scope, ctx->arena, &list->n_changes, &of_others);
}

/* Where the same search is, for its other parts. */
static struct url
url_search(struct arena *a, const struct form_state *asked)
{
	struct url here = url_path("/katalog");
	size_t i;

	for (i = 0; i < catalogue_search_form.n_fields; i++)
		if (!str_is_empty(asked->raw[i]))
			here = url_with(
				a, here, catalogue_search_form.fields[i].name, asked->raw[i]);
	return here;
}

/* All that are there, or all that have ended. */
static enum err
read_all(struct page *page, bool is_ended, struct url here, struct catalogue_page *list)
{
	struct request_context *ctx = &page->ctx;
	struct catalogue_part part = { .is_ended = is_ended };
	struct catalogue_service *rows;
	int64_t n_all;

	TRY(catalogue_count(page->db, ctx->scope, ctx->arena, is_ended, &n_all));
	list->n_all = (size_t)n_all;
	list->pager = pager_of(ctx, list->n_all, here);
	part.first = (int64_t)list->pager.first;
	part.size = (int64_t)list->pager.n;
	TRY(catalogue_some(page->db, ctx->scope, ctx->arena, &part, &rows, &list->n));
	list->rows = rows;
	return OK;
}

static enum err
read_found(struct page *page, struct catalogue_page *list)
{
	struct request_context *ctx = &page->ctx;
	struct catalogue_finds *found = &list->found;

	TRY(catalogue_look_up(page->db, ctx->scope, ctx->arena, &list->lookup, found));
	list->n_all = found->n;
	list->pager = pager_of(ctx, found->n, url_search(ctx->arena, list->search));
	list->rows = found->n > 0 ? found->services + list->pager.first : found->services;
	list->n = list->pager.n;
	list->is_more = found->n == CATALOGUE_FOUND_MAX;
	return OK;
}

/* An address that nobody could have typed into the fields is no search; a place may be misspelt. */
static enum err
read_search(struct page *page, struct form_state *state, struct catalogue_lookup *out)
{
	struct request_context *ctx = &page->ctx;
	struct catalogue_search_input input = { 0 };
	enum err e;

	if (form_parse(&catalogue_search_form, ctx->query, ctx->arena, state, &input) != OK) {
		*state = (struct form_state){ .form = &catalogue_search_form };
		return OK;
	}
	*out = (struct catalogue_lookup){
		.words = input.words, .tracks = (unsigned)input.track
	};
	if (str_is_empty(input.place))
		return OK;
	e = catalogue_lookup_place(ctx->arena, input.place, out);
	if (e == ERR_NOT_FOUND)
		form_error(state, SEARCH_PLACE,
			N_("Ingen kommun och inget län heter så. Skriv till exempel "
			   "Södertälje eller Stockholms län."));
	return e == ERR_NOT_FOUND ? OK : e;
}

static const struct status list_statuses[] = {
	{ "ny", N_("Tack. Verksamheten väntar nu på att katalogens redaktör godtar den.") },
};

static enum err
show_list(struct page *page)
{
	struct request_context *ctx = &page->ctx;
	struct form_state state = { .form = &catalogue_search_form };
	struct catalogue_page list = { .today = ctx->today, .search = &state,
		.status = STATUS_OF(list_statuses, ctx),
		.may_guide = scope_may(ctx->scope, PERM_GUIDANCE),
		.may_edit = scope_may(ctx->scope, PERM_CATALOGUE_EDIT) };

	TRY(read_search(page, &state, &list.lookup));
	TRY(catalogue_count(page->db, ctx->scope, ctx->arena, true, &list.n_ended));
	TRY(catalogue_lookup_is_empty(&list.lookup)
			? read_all(page, false, url_path("/katalog"), &list)
			: read_found(page, &list));
	if (list.may_edit)
		TRY(count_work(page, &list));
	page->title = str_of(tr(ctx->lang, N_("Katalog")));
	html_catalogue_list(&page->html, &list);
	return OK;
}

static enum err
show_ended(struct page *page)
{
	struct catalogue_page list = { .today = page->ctx.today };

	TRY(read_all(page, true, url_path("/katalog/upphorda"), &list));
	page->title = str_of(tr(page->ctx.lang, N_("Verksamheter som har upphört")));
	html_catalogue_ended(&page->html, &list);
	return OK;
}

static const struct status service_statuses[] = {
	{ "foreslagen",
		N_("Tack. Förslaget väntar nu på att katalogens redaktör godtar det.") },
	{ "sparat", N_("Uppgifterna är sparade.") },
	{ "ansvar", N_("Du ser nu till att verksamhetens uppgifter kontrolleras.") },
};

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
	TRY(catalogue_standing(page->db, ctx->scope, ctx->arena, id, &one.standing));
	one.status = STATUS_OF(service_statuses, ctx);
	if (one.may_edit)
		one.link = catalogue_take_link(page, id);
	page->title = catalogue_is_neutral(ctx->arena, service.name)
		? service.name
		: str_of(tr(ctx->lang, N_("Verksamhet")));
	html_catalogue_show(&page->html, page, &one);
	return OK;
}

struct url
url_service(struct arena *a, service_id id)
{
	return url_id(a, "/katalog/%lld", id.v);
}

#define NO_CASE_DATA AUDIT_NONE("services are no case data")

#define OPEN_DATA AUDIT_NONE("what the public may know")

static const struct route routes[] = {
	GET("/api", PERM_PUBLIC, OPEN_DATA, catalogue_api_root),
	GET("/services", PERM_PUBLIC, OPEN_DATA, catalogue_api_services, .is_slow = true),
	GET("/services/:code", PERM_PUBLIC, OPEN_DATA, catalogue_api_service),
	GET("/organizations", PERM_PUBLIC, OPEN_DATA, catalogue_api_organisations,
		.is_slow = true),
	GET("/organizations/:code", PERM_PUBLIC, OPEN_DATA, catalogue_api_organisation,
		.is_slow = true),
	GET("/service_at_locations", PERM_PUBLIC, OPEN_DATA, catalogue_api_at_locations,
		.is_slow = true),
	GET("/service_at_locations/:code", PERM_PUBLIC, OPEN_DATA, catalogue_api_at_location),
	GET("/taxonomies", PERM_PUBLIC, OPEN_DATA, catalogue_api_taxonomies),
	GET("/taxonomies/:code", PERM_PUBLIC, OPEN_DATA, catalogue_api_taxonomy),
	GET("/taxonomy_terms", PERM_PUBLIC, OPEN_DATA, catalogue_api_terms),
	GET("/taxonomy_terms/:code", PERM_PUBLIC, OPEN_DATA, catalogue_api_term),
	GET("/katalog", PERM_CATALOGUE_READ, NO_CASE_DATA, show_list),
	GET("/bekrafta", PERM_PUBLIC, NO_CASE_DATA, catalogue_show_inquiry),
	ASK("/bekrafta", &catalogue_inquiry_form, catalogue_show_inquiry),
	POST("/bekrafta/svar", PERM_PUBLIC, &catalogue_answer_form, catalogue_take_answer,
		.show = catalogue_show_inquiry),
	GET("/bekrafta/tack", PERM_PUBLIC, NO_CASE_DATA, catalogue_show_thanks),
	GET("/bekrafta/slut", PERM_PUBLIC, NO_CASE_DATA, catalogue_show_over),
	GET("/katalog/att-kontrollera", PERM_CATALOGUE_EDIT, NO_CASE_DATA,
		catalogue_show_due),
	GET("/katalog/ny", PERM_CATALOGUE_READ, NO_CASE_DATA, catalogue_show_new_form),
	POST("/katalog/ny", PERM_CATALOGUE_READ, &catalogue_change_form,
		catalogue_add_new_service, .show = catalogue_show_new_form),
	GET("/katalog/upphorda", PERM_CATALOGUE_READ, NO_CASE_DATA, show_ended),
	POST("/katalog/att-kontrollera/:code", PERM_CATALOGUE_EDIT, &catalogue_line_form,
		catalogue_check_line, .show = catalogue_show_due),
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
	POST("/katalog/:id/kontroll", PERM_CATALOGUE_EDIT, &catalogue_check_form,
		catalogue_add_check, .show = catalogue_show_due),
	POST("/katalog/:id/ansvar", PERM_CATALOGUE_EDIT, NULL, catalogue_take_over),
	POST("/katalog/:id/fraga", PERM_CATALOGUE_EDIT, NULL, catalogue_make_link),
};

const struct room catalogue_room = { .name = "catalogue",
	.routes = routes,
	.n_routes = sizeof(routes) / sizeof(routes[0]) };
