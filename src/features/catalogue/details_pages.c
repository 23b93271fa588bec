/* The pages of a service's details: changing them, and what they were. */
#include "features/catalogue/catalogue.html.h"
#include "features/catalogue/forms.h"
#include "features/catalogue/rows.h"

static enum err
read_page(struct page *page, struct catalogue_details_page *view)
{
	struct request_context *ctx = &page->ctx;
	struct form_option *options;
	service_id id = { ctx->at.id };

	TRY(catalogue_service(page->db, ctx->scope, ctx->arena, id, &view->service));
	TRY(catalogue_details(page->db, ctx->scope, ctx->arena, id, &view->now));
	TRY(catalogue_own_names(page->db, ctx->scope, ctx->arena, &options, &view->n_options));
	TRY(catalogue_details_versions(
		page->db, ctx->scope, ctx->arena, id, &view->versions, &view->n_versions));
	view->options = options;
	view->preset = view->now;
	return OK;
}

/* The details of that version, or those that hold. */
static void
go_back_to(struct catalogue_details_page *view, int64_t version)
{
	size_t i;

	for (i = 0; i < view->n_versions; i++)
		if (view->versions[i].version == version)
			view->preset = view->versions[i].details;
}

enum err
catalogue_show_details_form(struct page *page)
{
	struct request_context *ctx = &page->ctx;
	struct catalogue_details_page view = { 0 };
	int64_t seen;

	TRY(read_page(page, &view));
	go_back_to(&view, query_int(ctx, "fran", 0));
	if (page->form && str_to_int(page->form->raw[DETAIL_VERSION], &seen) == OK &&
		seen != view.now.version) {
		view.has_conflict = true;
		view.seen = view.now;
		for (size_t i = 0; i < view.n_versions; i++)
			if (view.versions[i].version == seen)
				view.seen = view.versions[i].details;
	}
	page->title = str_of(tr(ctx->lang, N_("Uppgifter och synlighet")));
	html_catalogue_details_form(&page->html, page, &view);
	return OK;
}

/* Its texts have no field here: the mark that they speak against says so. */
static enum err
check_organisation(struct action *act, const struct catalogue_details *in)
{
	struct db *db = tx_db(act->tx);
	service_id id = { act->ctx.at.id };
	struct catalogue_details now;
	bool has_address = false;

	TRY(catalogue_details(db, act->ctx.scope, act->ctx.arena, id, &now));
	if (catalogue_is_newly_protected(&now, in))
		TRY(catalogue_organisation_has_address(
			db, act->ctx.scope, act->ctx.arena, id, &has_address));
	if (has_address)
		form_error(act->state, DETAIL_PROTECTED, REASON_ADDRESS_BESIDE);
	return OK;
}

/* A text that may not stand where it stands; each field says so itself. */
static enum err
check(struct action *act, struct catalogue_details *in)
{
	enum catalogue_detail field;

	for (field = DETAIL_ENTRY; field < DETAILS; field++) {
		struct str text = act->state->raw[field];

		if (catalogue_details_form.fields[field].kind != FIELD_TEXT)
			continue;
		if (csv_looks_like_personal_number(text))
			form_error(act->state, (int)field,
				N_("Det ser ut som ett personnummer. "
				   "Sådana får aldrig stå i katalogen."));
		else if (in->is_protected && catalogue_looks_like_address(act->ctx.arena, text))
			form_error(act->state, (int)field, REASON_ADDRESS);
	}
	if (!str_is_empty(in->website) && !catalogue_is_website(in->website))
		form_error(act->state, DETAIL_WEBSITE,
			N_("Webbadressen ska börja med https:// och sakna mellanslag."));
	if (!catalogue_sort_areas(act->ctx.arena, in->area, &in->area))
		form_error(act->state, DETAIL_AREA,
			N_("Ett område är en kommunkod med fyra siffror, en länskod med två, "
			   "eller 00 för hela landet, en gång var."));
	if (in->next.v == act->ctx.at.id)
		form_error(act->state, DETAIL_NEXT, N_("Välj en annan verksamhet."));
	if (in->code_word_trained_on.days > act->ctx.today.days)
		form_error(act->state, DETAIL_CODE_WORD_TRAINED, REASON_NOT_TRAINED_YET);
	TRY(check_organisation(act, in));
	return form_has_errors(act->state) ? ERR_INVALID : OK;
}

enum err
catalogue_save_details(struct action *act)
{
	struct catalogue_details in = *(struct catalogue_details *)act->form;
	struct arena *a = act->ctx.arena;
	service_id id = { act->ctx.at.id };
	enum err e;

	TRY(check(act, &in));
	e = catalogue_change_details(act->tx, act->ctx.scope, a, id, &in, act->ctx.today);
	if (e == ERR_INVALID)
		form_error(act->state, -1,
			N_("Inget är ändrat, eller så står en adress i någon av de andra "
			   "texterna om det skyddade boendet."));
	if (e == ERR_CONFLICT)
		form_error(act->state, -1,
			N_("Någon annan har ändrat uppgifterna medan du skrev."));
	TRY(e);
	return see_other(act, url_with(a, url_service(a, id), "m", STR("sparat")));
}

void
catalogue_put_detail(struct html *h, const struct catalogue_details_page *view,
	const struct catalogue_details *details, enum catalogue_detail field)
{
	const struct field *f = &catalogue_details_form.fields[field];
	struct str raw = form_raw(h->arena, &catalogue_details_form, (int)field, details);
	const struct choice *choice = choice_by_code(f->choices, f->n_choices, raw);
	size_t i;

	if (f->kind == FIELD_CHECK)
		html_put_tr(h, str_is_empty(raw) ? N_("nej") : N_("ja"));
	else if (choice)
		html_put_tr(h, choice->label);
	else if (field == DETAIL_NEXT) {
		for (i = 0; i < view->n_options; i++)
			if (view->options[i].id == details->next.v)
				html_put_swedish(h, in_swedish(view->options[i].label));
	} else
		html_put_swedish(h, in_swedish(raw));
}

/* ---- who may see each fact ---- */

void
catalogue_put_hidden_facts(struct html *h, const struct form_state *state,
	const struct catalogue_details *preset)
{
	bool is_posted = state && state->form == &catalogue_details_form;
	size_t field, n = 0;

	for (field = DETAIL_VISIBLE; field < DETAIL_PROTECTED; field++) {
		struct str raw = is_posted ? state->raw[field] :
			form_raw(h->arena, &catalogue_details_form, (int)field, preset);
		const struct choice *choice = choice_by_code(
			fact_visibility_choices, FACT_VISIBILITY_CHOICES, raw);

		if (!choice || choice->value == VISIBLE_AS_ENTRY)
			continue;
		if (n++ == 0)
			html_put_tr(h, N_("Undantag:"));
		html_put_cstr(h, n == 1 ? " " : ", ");
		html_put_tr(h, catalogue_details_form.fields[field].label);
		html_put_cstr(h, " (");
		html_put_tr(h, choice->label);
		html_put_cstr(h, ")");
	}
	if (n == 0)
		html_put_tr(h, N_("Som verksamheten i övrigt"));
}

bool
catalogue_has_visibility_error(const struct form_state *state)
{
	size_t field;

	for (field = DETAIL_VISIBLE; state && state->form == &catalogue_details_form &&
		field < DETAIL_PROTECTED; field++)
		if (state->errors[field])
			return true;
	return false;
}
