/* Interventions with their partners, and teams: what the users of a party work in. */
#include "features/admin/admin.html.h"
#include "features/admin/place.h"

enum err
units_read_party(struct page *page, struct admin_place *place)
{
	TRY(place_read(page, "/admin/insatser", place));
	return place->org.kind == ORG_PARTY ? OK : ERR_NOT_FOUND;
}

static struct url
units_url(struct arena *a, struct str code)
{
	return url_with(a, url_path("/admin/insatser"), "m", code);
}

enum err
units_show(struct page *page)
{
	const struct scope *scope = page->ctx.scope;
	struct arena *a = page->ctx.arena;
	struct unit_list all = { .n_teams = 0 };
	struct admin_place place;

	TRY(units_read_party(page, &place));
	TRY(intervention_list_all(page->db, scope, a, &all.interventions,
		&all.n_interventions));
	TRY(team_list_all(page->db, scope, a, &all.teams, &all.n_teams));
	page->title = str_of(tr(page->ctx.lang, N_("Insatser och team")));
	html_admin_units(&page->html, &place, &all);
	return OK;
}

/* ---- interventions ---- */

enum err
units_show_new_intervention(struct page *page)
{
	struct admin_place place;

	TRY(units_read_party(page, &place));
	page->title = str_of(tr(page->ctx.lang, N_("Ny insats")));
	html_admin_new_intervention(&page->html, page, &place);
	return OK;
}

static enum err
put_into_programme(struct action *act, intervention_id id, int64_t chosen)
{
	programme_id programme = place_programme(chosen);
	enum err e = programme.v
		? intervention_set_programme(act->tx, act->ctx.scope, id, programme) : OK;

	if (e == ERR_INVALID)
		form_error(act->state, INTERVENTION_PROGRAMME,
			N_("Välj ett av alternativen."));
	return e;
}

enum err
units_add_intervention(struct action *act)
{
	const struct intervention_input *in = act->form;
	const struct intervention_new new = { .association = { in->association },
		.name = in->name, .uses_cards = !in->counts_only,
		.first_after = in->first_after, .again_after = in->again_after };
	intervention_id id;
	enum err e = intervention_create(act->tx, act->ctx.scope, &new, &id);

	if (e == ERR_CONFLICT) {
		form_error(act->state, INTERVENTION_NAME,
			N_("Det finns redan en insats med det namnet."));
		return ERR_INVALID;
	}
	if (e == ERR_INVALID)
		form_error(act->state, INTERVENTION_ASSOCIATION,
			N_("Välj ett samordningsförbund."));
	TRY(e);
	TRY(put_into_programme(act, id, in->programme));
	return see_other(act, units_url(act->ctx.arena, STR("insats")));
}

static bool
is_among(const struct org_row *rows, size_t n, org_id id)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (rows[i].id.v == id.v)
			return true;
	return false;
}

/* Every other party that is no partner yet. */
static enum err
read_parties(struct page *page, struct intervention_page *shown)
{
	struct org_row *rows;
	size_t n, i;

	TRY(org_list(page->db, page->ctx.arena, ORG_PARTY, &rows, &n));
	shown->parties = ARENA_ARRAY(page->ctx.arena, struct form_option, n + 1);
	if (!shown->parties)
		return ERR_LIMIT;
	for (i = 0; i < n; i++)
		if (rows[i].id.v != scope_org(page->ctx.scope).v
			&& !is_among(shown->partners, shown->n_partners, rows[i].id))
			shown->parties[shown->n_parties++] =
				(struct form_option){ rows[i].id.v, rows[i].name, true };
	return OK;
}

static enum err
read_teams(struct page *page, struct intervention_page *shown)
{
	size_t n, i;

	TRY(team_list_all(page->db, page->ctx.scope, page->ctx.arena, &shown->teams, &n));
	for (i = 0; i < n; i++)
		if (shown->teams[i].intervention.v == shown->intervention.id.v)
			shown->teams[shown->n_teams++] = shown->teams[i];
	return OK;
}

enum err
units_show_intervention(struct page *page)
{
	intervention_id id = { page->ctx.at.id };
	struct intervention_page shown = { .n_teams = 0 };
	struct admin_place place;

	TRY(units_read_party(page, &place));
	TRY(intervention_by_id(page->db, page->ctx.scope, page->ctx.arena, id,
		&shown.intervention));
	TRY(intervention_partners(page->db, page->ctx.scope, page->ctx.arena, id,
		&shown.partners, &shown.n_partners));
	TRY(read_parties(page, &shown));
	TRY(read_teams(page, &shown));
	shown.unit = (struct unit_page){ .id = id.v, .name = shown.intervention.name,
		.closed = shown.intervention.closed };
	TRY(unit_page_read(page, (struct unit){ id, { 0 } }, &shown.unit));
	page->title = str_of(tr(page->ctx.lang, N_("En insats")));
	html_admin_intervention(&page->html, page, &place, &shown);
	return OK;
}

enum err
units_add_partner(struct action *act)
{
	const struct partner_input *in = act->form;
	intervention_id id = { act->ctx.at.id };
	org_id party = { in->party };
	enum err e = intervention_add_partner(act->tx, act->ctx.scope, id, party);

	if (e == ERR_CONFLICT || e == ERR_INVALID) {
		form_error(act->state, PARTNER_PARTY, N_("Välj en annan huvudman, som inte "
			"redan är med i insatsen."));
		return ERR_INVALID;
	}
	TRY(e);
	return see_other(act, url_with(act->ctx.arena,
		url_id(act->ctx.arena, "/admin/insatser/%lld", id.v), "m", STR("part")));
}

/* ---- teams ---- */

enum err
units_show_new_team(struct page *page)
{
	struct admin_place place;

	TRY(units_read_party(page, &place));
	page->title = str_of(tr(page->ctx.lang, N_("Nytt team")));
	html_admin_new_team(&page->html, page, &place);
	return OK;
}

enum err
units_add_team(struct action *act)
{
	const struct team_input *in = act->form;
	const struct team_new new = { .intervention = { in->intervention }, .name = in->name,
		.municipality = in->municipality };
	team_id id;
	enum err e = team_create(act->tx, act->ctx.scope, &new, &id);

	if (e == ERR_CONFLICT) {
		form_error(act->state, TEAM_NAME,
			N_("Det finns redan ett team med det namnet."));
		return ERR_INVALID;
	}
	if (e == ERR_INVALID)
		form_error(act->state, TEAM_INTERVENTION, N_("Välj en insats som är öppen."));
	TRY(e);
	return see_other(act, units_url(act->ctx.arena, STR("team")));
}
