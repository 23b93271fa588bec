/* The statement of accessibility with its form, and what is kept about whom. */
#include "features/catalogue/catalogue.h"
#include "core/auth/session.h"
#include "features/statement/statement.html.h"
#include "features/statement/templates.h"

static enum err
show_statement(struct page *page)
{
	struct request_context *ctx = &page->ctx;
	struct statement statement;
	struct statement_page shown = { .statement = &statement,
		.contact = ctx->config->accessibility_contact };

	TRY(statement_read(statement_file(ctx->arena, "accessibility", ctx->lang), ctx->arena,
		&statement));
	if (str_eq(query_value(ctx, "m"), STR("tack")))
		shown.status = N_("Tack. Din anmärkning är sparad och läses av den som sköter "
				  "Lotsa.");
	page->title = str_of(tr(ctx->lang, N_("Tillgänglighet")));
	html_statement(&page->html, page, &shown);
	return OK;
}

/* Says what the rules of statement.c found. */
static enum err
keep_remark(struct action *act)
{
	const struct remark_input *in = act->form;
	/* in memory alone: who wrote when is nobody's to know afterwards */
	const struct guess_set by = { .by = { { GUESS_REMARK, act->peer } }, .n = 1 };
	enum err e = remark_names_somebody(in->words) ? ERR_INVALID
		: guess_take(act->db, act->ctx.arena, &by);

	if (e == ERR_LIMIT) {
		form_error(act->state, -1,
			N_("Härifrån har det nyss kommit flera anmärkningar. Vänta en stund och "
			   "skicka den sedan igen."));
		return ERR_INVALID;
	}
	if (e == OK)
		e = remark_keep(act->tx, act->ctx.arena, in, date_month(act->ctx.today));

	if (e == ERR_INVALID)
		form_error(act->state, REMARK_WORDS,
			N_("Det ser ut att stå ett nummer, en adress eller en kod till någon "
			   "här. Ta bort det, och skriv bara om sidan."));
	if (e == ERR_LIMIT) {
		form_error(act->state, -1,
			N_("Just nu väntar så många anmärkningar på att bli lästa att fler "
			   "inte ryms. Försök igen en annan dag, eller använd kontakten "
			   "ovan."));
		return ERR_INVALID;
	}
	TRY(e);
	return see_other(act,
		url_in_lang(act->ctx.arena,
			url_with(act->ctx.arena, url_path("/tillganglighet"), "m", STR("tack")),
			act->ctx.lang));
}

static enum err
show_kept(struct page *page)
{
	struct request_context *ctx = &page->ctx;
	struct kept kept;

	TRY(kept_read(statement_file(ctx->arena, "kept", ctx->lang), ctx->arena, &kept));
	page->title = str_of(tr(ctx->lang, N_("Personuppgifter")));
	html_kept(&page->html, &kept);
	return OK;
}

static const struct route statement_routes[] = {
	GET("/tillganglighet", PERM_PUBLIC, AUDIT_NONE("the same text for everybody"),
		show_statement),
	POST("/tillganglighet", PERM_PUBLIC, &remark_form, keep_remark, .show = show_statement,
		.is_tokenless = true),
	GET("/personuppgifter", PERM_PUBLIC, AUDIT_NONE("the same text for everybody"),
		show_kept, .is_constant = true, .stamp = catalogue_stamp),
};

const struct room statement_room = {
	.name = "statement",
	.routes = statement_routes,
	.n_routes = sizeof(statement_routes) / sizeof(statement_routes[0]),
};
