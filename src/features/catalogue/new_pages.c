/* The page on which anybody of the staff proposes a service that the catalogue does not have. */
#include "features/catalogue/catalogue.html.h"
#include "features/catalogue/forms.h"

enum err
catalogue_show_new_form(struct page *page)
{
	struct request_context *ctx = &page->ctx;
	struct form_option *organisations;
	size_t n;

	TRY(catalogue_organisation_names(
		page->db, ctx->scope, ctx->arena, &organisations, &n));
	page->title = str_of(tr(ctx->lang, N_("Föreslå en ny verksamhet")));
	html_catalogue_new_form(&page->html, page, organisations, n);
	return OK;
}

/* What comes in has no end, and is one of an organisation that is there. */
static enum err
check(struct action *act, const struct catalogue_change_input *in)
{
	enum err e = catalogue_check_typed(act, &in->facts);

	if (in->organisation == 0)
		form_error(act->state, CHANGE_ORGANISATION, N_("Välj ett av alternativen."));
	return form_has_errors(act->state) ? ERR_INVALID : e;
}

enum err
catalogue_add_new_service(struct action *act)
{
	const struct catalogue_change_input *in = act->form;
	struct request_context *ctx = &act->ctx;
	const struct catalogue_proposing proposing = { .organisation = { in->organisation },
		.version = 1,
		.source = (enum catalogue_source)in->source,
		.checked_on = in->source == SOURCE_HEARD ? (struct date){ 0 } : ctx->today,
		.facts = in->facts };
	enum err e;

	TRY(check(act, in));
	e = catalogue_propose_change(act->tx, ctx->scope, ctx->arena, &proposing, ctx->today);
	if (e == ERR_CONFLICT)
		form_error(act->state, FACT_NAME,
			N_("Organisationen har redan en verksamhet som heter så i katalogen."));
	if (e == ERR_LIMIT)
		form_error(act->state, -1, CATALOGUE_TOO_MANY);
	TRY(e);
	return see_other(act, url_with(ctx->arena, url_path("/katalog"), "m", STR("ny")));
}
