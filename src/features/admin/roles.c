/* The roles of one user: a new one, another last day, the end. */
#include "features/admin/admin.html.h"
#include "features/admin/place.h"

enum err
admin_grant(struct action *act)
{
	const struct grant_input *in = act->form;
	struct grant grant = { .role = (enum role)in->role, .team = place_team(in->team),
		.until = in->until };
	struct str code;

	TRY(known_here(act, &grant.account));
	TRY(grant_failed(act->state, GRANT_ROLE, give_or_ask(act, &grant, &code)));
	return see_other(act, url_account(act->ctx.arena, grant.account, code));
}

struct str
grant_value(struct arena *a, const struct account_row *row)
{
	return arena_printf(a, "%d-%lld", (int)row->role, (long long)row->team.v);
}

/* "role-team" out of a form or an address; ERR_NOT_FOUND when it is none. */
static enum err
read_grant(struct str text, struct grant *grant)
{
	struct str team = text, role;
	int64_t role_value, team_value;

	if (!str_split(&team, '-', &role) || !team.p || str_to_int(role, &role_value) != OK
		|| str_to_int(team, &team_value) != OK || role_value <= ROLE_NONE
		|| role_value >= ROLE_COUNT)
		return ERR_NOT_FOUND;
	grant->role = (enum role)role_value;
	grant->team = (team_id){ team_value };
	return OK;
}

/* ---- one role ---- */

enum err
admin_show_role(struct page *page)
{
	struct grant grant = { .account = { page->ctx.at.id } };
	struct str which = page->form ? page->form->raw[UNTIL_GRANT]
				      : query_value(&page->ctx, "roll");
	struct role_page shown;
	struct person person;
	size_t i;

	TRY(read_grant(which, &grant));
	TRY(person_by_id(page->db, page->ctx.scope, page->ctx.arena, grant.account, &person));
	TRY(account_by_id(page->db, page->ctx.arena, grant.account, &shown.account));
	for (i = 0; i < person.n_roles; i++)
		if (person.roles[i].role == grant.role
			&& person.roles[i].team.v == grant.team.v)
			break;
	if (i == person.n_roles)
		return ERR_NOT_FOUND;
	shown.row = person.roles[i];
	page->title = str_of(tr(page->ctx.lang, N_("En roll")));
	html_admin_role(&page->html, page, &shown);
	return OK;
}

/* Shorter at once; longer with a role that opens what concerns participants is asked for. */
enum err
admin_set_until(struct action *act)
{
	const struct until_input *in = act->form;
	struct grant grant = { .until = in->day };
	struct str code = STR("sista-dag");
	approval_id id;
	enum err e;

	TRY(known_here(act, &grant.account));
	TRY(read_grant(in->grant, &grant));
	if (grant.account.v == act->ctx.account.v)
		return ERR_FORBIDDEN;
	e = grant_set_until(act->tx, act->ctx.scope, &grant);
	if (e == ERR_FORBIDDEN) {
		code = STR("sista-dag-begard");
		e = approval_ask_role(act->tx, act->ctx.scope, &grant, &id);
	}
	if (e == ERR_CONFLICT)
		form_error(act->state, UNTIL_DAY, N_("Rollen har redan den sista dagen, eller "
			"så är en längre tid redan begärd."));
	else if (e == ERR_INVALID)
		form_error(act->state, UNTIL_DAY, N_("Sista dagen får inte ha passerat. Ta "
			"bort rollen om den ska upphöra nu."));
	if (e == ERR_CONFLICT)
		return ERR_INVALID;
	TRY(e);
	return see_other(act, url_account(act->ctx.arena, grant.account, code));
}

/* Nobody locks herself out: another administrator takes back one's administrator role. */
enum err
admin_revoke(struct action *act)
{
	const struct revoke_input *in = act->form;
	struct grant grant = { .role = ROLE_NONE };

	TRY(known_here(act, &grant.account));
	TRY(read_grant(in->grant, &grant));
	if (grant.account.v == act->ctx.account.v && grant.role == ROLE_ADMINISTRATOR)
		return ERR_FORBIDDEN;
	TRY(role_revoke(act->tx, act->ctx.scope, grant.account, grant.role, grant.team));
	return see_other(act, url_account(act->ctx.arena, grant.account, STR("bort")));
}
