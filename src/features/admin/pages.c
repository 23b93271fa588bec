/* The overview, interventions and teams; and the table of every admin page. */
#include "features/admin/admin.h"
#include "features/admin/admin.html.h"
#include "features/admin/place.h"

static enum err
show_overview(struct page *page)
{
	const struct scope *scope = page->ctx.scope;
	struct arena *a = page->ctx.arena;
	struct admin_place place;
	struct overview all = { .n_accounts = 0 };

	TRY(place_read(page, &place));
	TRY(account_list(page->db, scope, a, &all.accounts, &all.n_accounts));
	TRY(intervention_list(page->db, scope, a, &all.interventions, &all.n_interventions));
	TRY(team_list(page->db, scope, a, &all.teams, &all.n_teams));
	page->title = str_of(tr(page->ctx.lang, N_("Administration")));
	html_admin_overview(&page->html, &place, &all);
	return OK;
}

/* Only a party has interventions and teams: elsewhere the address leads nowhere. */
static enum err
read_party(struct page *page, struct admin_place *place)
{
	TRY(place_read(page, place));
	return place->org.kind == ORG_PARTY ? OK : ERR_NOT_FOUND;
}

static enum err
show_new_intervention(struct page *page)
{
	struct admin_place place;

	TRY(read_party(page, &place));
	page->title = str_of(tr(page->ctx.lang, N_("Ny insats")));
	html_admin_new_intervention(&page->html, page, &place);
	return OK;
}

static enum err
add_intervention(struct action *act)
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
	return see_other(act, url_admin(act->ctx.arena, STR("insats")));
}

static enum err
show_new_team(struct page *page)
{
	struct admin_place place;

	TRY(read_party(page, &place));
	page->title = str_of(tr(page->ctx.lang, N_("Nytt team")));
	html_admin_new_team(&page->html, page, &place);
	return OK;
}

static enum err
add_team(struct action *act)
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
	TRY(e);
	return see_other(act, url_admin(act->ctx.arena, STR("team")));
}

#define NO_CASE_DATA AUDIT_NONE("staff of one's own place, no case data")

static const struct route admin_routes[] = {
	GET("/admin", PERM_ADMIN, NO_CASE_DATA, show_overview),
	GET("/admin/konton/nytt", PERM_ADMIN, NO_CASE_DATA, admin_show_new_account),
	POST("/admin/konton", PERM_ADMIN, &account_form, admin_add_account,
		.prepare = admin_prepare_password, .show = admin_show_new_account),
	GET("/admin/konton/befintligt", PERM_ADMIN, NO_CASE_DATA, admin_show_existing),
	POST("/admin/konton/befintligt", PERM_ADMIN, &existing_form, admin_add_existing,
		.show = admin_show_existing),
	GET("/admin/konton/:id", PERM_ADMIN, NO_CASE_DATA, admin_show_account),
	POST("/admin/konton/:id/roller", PERM_ADMIN, &grant_form, admin_grant,
		.show = admin_show_account),
	POST("/admin/konton/:id/roller/bort", PERM_ADMIN, &revoke_form, admin_revoke,
		.show = admin_show_account),
	POST("/admin/konton/:id/losenord", PERM_ADMIN, NULL, admin_set_password,
		.prepare = admin_prepare_password),
	POST("/admin/konton/:id/pin", PERM_ADMIN, NULL, admin_set_pin,
		.prepare = admin_prepare_pin),
	POST("/admin/konton/:id/avstangning", PERM_ADMIN, NULL, admin_disable),
	POST("/admin/konton/:id/oppning", PERM_ADMIN, NULL, admin_enable),
	GET("/admin/insatser/ny", PERM_ADMIN, NO_CASE_DATA, show_new_intervention),
	POST("/admin/insatser", PERM_ADMIN, &intervention_form, add_intervention,
		.show = show_new_intervention),
	GET("/admin/team/nytt", PERM_ADMIN, NO_CASE_DATA, show_new_team),
	POST("/admin/team", PERM_ADMIN, &team_form, add_team, .show = show_new_team),
};

const struct room admin_room = {
	.name = "admin",
	.routes = admin_routes,
	.n_routes = sizeof(admin_routes) / sizeof(admin_routes[0]),
};
