/* The pages of changes: proposing one, those that wait, deciding, and what has been. */
#include "core/auth/session.h"
#include "features/catalogue/catalogue.html.h"
#include "features/catalogue/forms.h"
#include "features/catalogue/rows.h"

static const struct status statuses[] = {
	{ "godtagen", N_("Ändringen gäller nu.") },
	{ "avbojd", N_("Förslaget är avböjt. Det som gällde gäller fortfarande.") },
	{ "atertagen", N_("Förslaget är återtaget.") },
};

/* ---- proposing ---- */

/* The facts of a version, if the service has had it. */
static enum err
facts_of_version(struct page *page, service_id id, int64_t version, struct catalogue_facts *out)
{
	struct catalogue_version *versions;
	size_t n, i;

	TRY(catalogue_versions(
		page->db, page->ctx.scope, page->ctx.arena, id, &versions, &n));
	for (i = 0; i < n; i++)
		if (versions[i].version == version)
			*out = versions[i].facts;
	return OK;
}

/* The form shown again: beside what was typed stand the facts that it was typed over. */
static enum err
compare_typed(struct page *page, struct catalogue_changes_page *view)
{
	struct catalogue_change_input typed;

	form_typed(page->form, page->ctx.arena, &typed);
	view->preset = typed.facts;
	if (typed.version == 0)
		return OK;
	view->has_conflict = typed.version != view->service.version;
	return facts_of_version(page, view->service.id, typed.version, &view->seen);
}

/* The form as it begins for whoever says that the service has ended, or that it is there again. */
static void
preset_end(struct catalogue_facts *facts, struct date ended_on)
{
	facts->ended_on = ended_on;
	if (!date_is_set(ended_on))
		facts->end_reason = END_NONE;
}

enum err
catalogue_show_change_form(struct page *page)
{
	struct request_context *ctx = &page->ctx;
	struct catalogue_changes_page view = { 0 };
	int64_t back_to = query_int(ctx, "fran", 0), is_end = query_int(ctx, "slut", -1);
	service_id id = { ctx->at.id };

	TRY(catalogue_service(page->db, ctx->scope, ctx->arena, id, &view.service));
	view.now = view.seen = view.preset = catalogue_facts_of(&view.service);
	if (page->form)
		TRY(compare_typed(page, &view));
	else if (back_to > 0)
		TRY(facts_of_version(page, id, back_to, &view.preset));
	else if (is_end >= 0)
		preset_end(&view.preset, is_end > 0 ? ctx->today : (struct date){ 0 });
	page->title = str_of(tr(ctx->lang, N_("Föreslå en ändring")));
	html_catalogue_change_form(&page->html, page, &view);
	return OK;
}

static bool
is_phone(struct str phone)
{
	size_t i;

	for (i = 0; i < phone.n; i++)
		if (!phone.p[i] || !strchr("0123456789 +-()/", phone.p[i]))
			return false;
	return true;
}

/* An end that has been, and says why. */
static void
check_end(struct action *act, const struct catalogue_facts *in)
{
	bool is_ended = date_is_set(in->ended_on), has_reason = in->end_reason != END_NONE;

	if (is_ended && !has_reason)
		form_error(act->state, FACT_END_REASON, N_("Välj varför den har upphört."));
	if (!is_ended && has_reason && !act->state->errors[FACT_ENDED_ON])
		form_error(act->state, FACT_ENDED_ON, N_("Fyll i ett datum."));
	if (in->ended_on.days > act->ctx.today.days)
		form_error(act->state, FACT_ENDED_ON,
			N_("Dagen har inte varit än. Föreslå det när verksamheten har upphört."));
}

/* What the closed sets and the numbers may not say together. */
static void
check_codes(struct action *act, const struct catalogue_facts *in)
{
	check_end(act, in);
	if ((in->requirements & REQUIRES_NOTHING) && in->requirements != REQUIRES_NOTHING)
		form_error(act->state, FACT_REQUIREMENTS,
			N_("Antingen krävs inget eller något."));
	if (in->age_to != 0 && in->age_to < in->age_from)
		form_error(act->state, FACT_AGE_TO,
			N_("Den övre åldern är lägre än den undre."));
}

enum err
catalogue_check_typed(struct action *act, const struct catalogue_facts *in)
{
	int fact;

	for (fact = 0; fact < FACTS; fact++)
		if (form_is_written(&catalogue_facts_form, fact) &&
			csv_looks_like_personal_number(act->state->raw[fact]))
			form_error(act->state, fact,
				N_("Det ser ut som ett personnummer. "
				   "Sådana får aldrig stå i katalogen."));
	if (!is_phone(in->phone))
		form_error(act->state, FACT_PHONE, N_("Skriv numret med siffror."));
	check_codes(act, in);
	return form_has_errors(act->state) ? ERR_INVALID : OK;
}

enum err
catalogue_add_change(struct action *act)
{
	const struct catalogue_change_input *in = act->form;
	struct request_context *ctx = &act->ctx;
	const struct catalogue_proposing proposing = { .service = { ctx->at.id },
		.version = in->version,
		.source = (enum catalogue_source)in->source,
		.checked_on = in->source == SOURCE_HEARD ? (struct date){ 0 } : ctx->today,
		.facts = in->facts };
	enum err e;

	TRY(catalogue_check_typed(act, &in->facts));
	if (catalogue_check_facts(act->db, ctx->scope, ctx->arena, proposing.service,
		    &proposing.facts) == ERR_INVALID) {
		form_error(act->state, -1,
			N_("Det ser ut som en adress. Ett skyddat boende har ingen adress i "
			   "katalogen."));
		return ERR_INVALID;
	}
	e = catalogue_propose_change(act->tx, ctx->scope, ctx->arena, &proposing, ctx->today);
	if (e == ERR_INVALID)
		form_error(act->state, -1, N_("Inget är ändrat. Det som står gäller redan."));
	if (e == ERR_CONFLICT)
		form_error(act->state, -1,
			N_("Någon annan har ändrat uppgifterna medan du skrev."));
	if (e == ERR_LIMIT)
		form_error(act->state, -1, CATALOGUE_TOO_MANY);
	TRY(e);
	return see_other(act, url_with(ctx->arena, url_service(ctx->arena, proposing.service),
		"m", STR("foreslagen")));
}

/* ---- showing ---- */

/* Whoever decides knows whom to ask; others see that a colleague did it. */
static enum err
name_of(struct page *page, account_id id, struct str *out)
{
	struct account account;

	if (id.v == 0 || !scope_may(page->ctx.scope, PERM_CATALOGUE_EDIT))
		return OK;
	TRY(account_by_id(page->db, page->ctx.arena, id, &account));
	*out = account.display_name;
	return OK;
}

/* The part of them that the page shows; `here` is the list's address. */
static enum err
read_shown(struct page *page, service_id service, bool is_waiting_only, struct url here,
	struct catalogue_changes_page *view)
{
	struct request_context *ctx = &page->ctx;
	struct catalogue_shown_change *rows;
	struct catalogue_change *changes;
	size_t n, i;

	TRY(catalogue_changes(
		page->db, ctx->scope, ctx->arena, service, is_waiting_only, &changes, &n));
	view->pager = pager_of(ctx, n, here);
	view->n = view->pager.n;
	rows = ARENA_ARRAY(ctx->arena, struct catalogue_shown_change, view->n + 1);
	if (!rows)
		return ERR_LIMIT;
	for (i = 0; i < view->n; i++) {
		rows[i].change = changes[view->pager.first + i];
		TRY(name_of(page, rows[i].change.by, &rows[i].by));
		TRY(name_of(page, rows[i].change.decided_by, &rows[i].decided_by));
	}
	view->rows = rows;
	return OK;
}

enum err
catalogue_show_changes(struct page *page)
{
	struct catalogue_changes_page view = { .status = STATUS_OF(statuses, &page->ctx) };

	TRY(read_shown(page, (service_id){ 0 }, true, url_path("/katalog/andringar"), &view));
	page->title = str_of(tr(page->ctx.lang, N_("Ändringar som väntar")));
	html_catalogue_changes(&page->html, &view);
	return OK;
}

enum err
catalogue_show_history(struct page *page)
{
	struct request_context *ctx = &page->ctx;
	struct catalogue_changes_page view = { 0 };
	struct catalogue_version *versions;
	service_id id = { ctx->at.id };

	TRY(catalogue_service(page->db, ctx->scope, ctx->arena, id, &view.service));
	TRY(read_shown(page, id, false, url_id(ctx->arena, "/katalog/%lld/historik", id.v),
		&view));
	TRY(catalogue_versions(
		page->db, ctx->scope, ctx->arena, id, &versions, &view.n_versions));
	view.versions = versions;
	page->title = str_of(tr(ctx->lang, N_("Ändringar genom tiden")));
	html_catalogue_history(&page->html, &view);
	return OK;
}

enum err
catalogue_show_change(struct page *page)
{
	struct request_context *ctx = &page->ctx;
	struct catalogue_shown_change row = { 0 };
	struct catalogue_change *change = &row.change;
	struct catalogue_changes_page view = { .rows = &row, .n = 1,
		.status = STATUS_OF(statuses, ctx) };

	TRY(catalogue_change_by_id(page->db, ctx->scope, ctx->arena,
		(service_proposal_id){ ctx->at.id }, change));
	TRY(name_of(page, change->by, &row.by));
	TRY(name_of(page, change->decided_by, &row.decided_by));
	view.now = change->now;
	view.seen = change->base;
	view.preset = change->proposed;
	view.has_conflict = change->version != change->base_version;
	view.is_own = change->by.v != 0 && change->by.v == ctx->account.v;
	view.may_decide = scope_may(ctx->scope, PERM_CATALOGUE_EDIT) &&
		change->owner.v == scope_org(ctx->scope).v;
	page->title = str_of(tr(ctx->lang, N_("Föreslagen ändring")));
	html_catalogue_change(&page->html, page, &view);
	return OK;
}

/* ---- deciding ---- */

/* Back to the list, or to the same page with what it is now. */
static enum err
decided(struct action *act, enum err e, struct str done)
{
	if (e == ERR_CONFLICT)
		form_error(act->state, -1,
			N_("Någon annan har ändrat uppgifterna eller avgjort förslaget. "
			   "Så här ser det ut nu."));
	if (e == ERR_INVALID)
		form_error(act->state, -1,
			N_("Det ser ut som en adress. Ett skyddat boende har ingen adress i "
			   "katalogen."));
	if (e == ERR_FORBIDDEN)
		form_error(act->state, -1, N_("Ingen godtar sitt eget förslag."));
	TRY(e);
	return see_other(
		act, url_with(act->ctx.arena, url_path("/katalog/andringar"), "m", done));
}

enum err
catalogue_accept(struct action *act)
{
	const struct catalogue_seen_input *seen = act->form;

	return decided(act,
		catalogue_accept_change(act->tx, act->ctx.scope, act->ctx.arena,
			(service_proposal_id){ act->ctx.at.id }, seen->version,
			act->ctx.today),
		STR("godtagen"));
}

enum err
catalogue_decline(struct action *act)
{
	const struct catalogue_seen_input *seen = act->form;

	return decided(act,
		catalogue_decline_change(act->tx, act->ctx.scope, act->ctx.arena,
			(service_proposal_id){ act->ctx.at.id }, seen->version,
			act->ctx.today),
		STR("avbojd"));
}

enum err
catalogue_withdraw(struct action *act)
{
	struct url here = url_id(act->ctx.arena, "/katalog/andringar/%lld", act->ctx.at.id);

	TRY(catalogue_withdraw_change(act->tx, act->ctx.scope, act->ctx.arena,
		(service_proposal_id){ act->ctx.at.id }, act->ctx.today));
	return see_other(act, url_with(act->ctx.arena, here, "m", STR("atertagen")));
}
