/* /admin: looking for users, adding one, a role for one who has an account; and the room's routes. */
#include "features/admin/admin.h"
#include "features/admin/admin.html.h"
#include "features/admin/place.h"

/* ---- the list ---- */

/* The list with what it is narrowed by. */
static struct url
list_url(struct page *page, const struct user_list *list)
{
	struct arena *a = page->ctx.arena;
	struct url url = url_path("/admin");
	int i;

	for (i = FIND_WORDS; i <= FIND_ROLE; i++)
		if (!str_is_empty(list->state->raw[i]))
			url = url_with(a, url, user_search_form.fields[i].name,
				list->state->raw[i]);
	return url;
}

/* The few that end soon, the soonest first. */
static void
sort_by_end(struct account_row *rows, size_t n)
{
	size_t i, k;

	for (i = 1; i < n; i++) {
		struct account_row row = rows[i];

		for (k = i; k > 0 && rows[k - 1].until.days > row.until.days; k--)
			rows[k] = rows[k - 1];
		rows[k] = row;
	}
}

static enum err
read_ending(struct db *db, const struct scope *scope, struct arena *a, struct date today,
	struct account_row **rows, size_t *n_ending)
{
	struct account_row *all;
	size_t n, i, kept = 0;

	TRY(account_list(db, scope, a, &all, &n));
	for (i = 0; i < n; i++)
		if (is_ending(&all[i], today))
			all[kept++] = all[i];
	sort_by_end(all, kept);
	*rows = all;
	*n_ending = kept;
	return OK;
}

static enum err
count_waiting(struct db *db, const struct scope *scope, struct arena *a, int64_t *n_waiting)
{
	struct approval *rows;
	int64_t count = 0;
	size_t n, i;

	TRY(approval_list(db, scope, a, &rows, &n));
	for (i = 0; i < n; i++)
		count += rows[i].state == APPROVAL_WAITING;
	*n_waiting = count;
	return OK;
}

enum err
admin_standing(struct db *db, const struct scope *scope, struct arena *a, struct date today,
	struct admin_standing *out)
{
	struct admin_standing standing;
	struct account_row *rows;
	struct org_row place;

	TRY(read_ending(db, scope, a, today, &rows, &standing.n_ending));
	TRY(count_waiting(db, scope, a, &standing.n_waiting));
	TRY(org_by_id(db, a, scope_org(scope), &place));
	standing.has_interventions = place.kind == ORG_PARTY;
	standing.has_programmes = place.kind == ORG_NATION;
	*out = standing;
	return OK;
}

enum err
admin_show_users(struct page *page)
{
	struct arena *a = page->ctx.arena;
	struct form_state state;
	struct user_list list = { .state = &state, .today = page->ctx.today };
	struct person_filter filter = { .page = 1 };
	struct user_search_input in;
	struct admin_place place;

	TRY(place_read(page, "/admin", &place));
	if (form_parse(&user_search_form, page->ctx.query, a, &state, &in) == OK)
		filter = (struct person_filter){ in.words, in.role, in.page };
	list.is_search = filter.role || !str_is_empty(filter.words);
	TRY(person_find(page->db, page->ctx.scope, a, &filter, &list.people));
	TRY(read_ending(page->db, page->ctx.scope, a, list.today, &list.ending,
		&list.n_ending));
	TRY(count_waiting(page->db, page->ctx.scope, a, &list.n_waiting));
	list.pager = (struct pager){ .page = list.people.page,
		.n_pages = list.people.n_pages, .url = list_url(page, &list) };
	page->title = str_of(tr(page->ctx.lang, N_("Administration")));
	html_admin_users(&page->html, &place, &list);
	return OK;
}

/* ---- a new user, and a role for an old one ---- */

enum err
admin_show_new_account(struct page *page)
{
	struct admin_place place;

	TRY(place_read(page, "/admin", &place));
	page->title = str_of(tr(page->ctx.lang, N_("Ny användare")));
	html_admin_new_account(&page->html, page, &place);
	return OK;
}

enum err
admin_show_existing(struct page *page)
{
	struct admin_place place;

	TRY(place_read(page, "/admin", &place));
	page->title = str_of(tr(page->ctx.lang, N_("Ge en roll")));
	html_admin_existing_account(&page->html, page, &place);
	return OK;
}

enum err
give_or_ask(struct action *act, const struct grant *grant, struct str *code)
{
	approval_id id;

	*code = role_is_case_role(grant->role) ? STR("begard") : STR("roll");
	if (role_is_case_role(grant->role))
		return approval_ask_role(act->tx, act->ctx.scope, grant, &id);
	return grant_give(act->tx, act->ctx.scope, grant);
}

/* She has no password before she has used the link of her invitation. */
static enum err
create(struct action *act, const struct account_input *in, account_id *id)
{
	const struct account_new new = { .login = in->login, .display_name = in->display_name,
		.password_hash = STR_NULL, .pin_hash = STR_NULL, .lang = act->ctx.lang };
	enum err e = account_create(act->tx, act->ctx.scope, &new, id);

	if (e == ERR_CONFLICT) {
		form_error(act->state, ACCOUNT_LOGIN, N_("Inloggningsnamnet är upptaget."));
		return ERR_INVALID;
	}
	if (e == ERR_INVALID)
		form_error(act->state, ACCOUNT_LOGIN,
			N_("Inloggningsnamnet får bara ha små bokstäver a–z, siffror, punkt "
			"och bindestreck."));
	return e;
}

enum err
admin_add_account(struct action *act)
{
	const struct account_input *in = act->form;
	struct grant grant = { .role = (enum role)in->role, .team = place_team(in->team),
		.until = in->until };
	struct str code;

	TRY(create(act, in, &grant.account));
	TRY(grant_failed(act->state, ACCOUNT_ROLE, give_or_ask(act, &grant, &code)));
	TRY(once_make_link(act, grant.account, LINK_INVITATION));
	return see_other(act, url_account(act->ctx.arena, grant.account,
		str_eq(code, STR("roll")) ? STR("konto") : STR("konto-begard")));
}

enum err
admin_add_existing(struct action *act)
{
	const struct existing_input *in = act->form;
	struct grant grant = { .role = (enum role)in->role, .team = place_team(in->team),
		.until = in->until };
	struct str code;
	enum err e = account_by_login(act->db, act->ctx.arena, in->login, &grant.account);

	if (e == ERR_NOT_FOUND) {
		form_error(act->state, EXISTING_LOGIN,
			N_("Det finns inget konto med det namnet."));
		return ERR_INVALID;
	}
	TRY(e);
	TRY(grant_failed(act->state, EXISTING_ROLE, give_or_ask(act, &grant, &code)));
	return see_other(act, url_account(act->ctx.arena, grant.account, code));
}

/* ---- the room ---- */

#define NO_CASE_DATA AUDIT_NONE("staff of one's own place, no case data")
#define ACCOUNT "/admin/konton/:id"

static const struct route admin_routes[] = {
	GET("/admin", PERM_ADMIN, NO_CASE_DATA, admin_show_users),
	GET("/admin/konton/nytt", PERM_ADMIN, NO_CASE_DATA, admin_show_new_account),
	POST("/admin/konton", PERM_ADMIN, &account_form, admin_add_account,
		.show = admin_show_new_account),
	GET("/admin/konton/befintligt", PERM_ADMIN, NO_CASE_DATA, admin_show_existing),
	POST("/admin/konton/befintligt", PERM_ADMIN, &existing_form, admin_add_existing,
		.show = admin_show_existing),
	GET(ACCOUNT, PERM_ADMIN, NO_CASE_DATA, admin_show_account),
	POST(ACCOUNT "/namn", PERM_ADMIN, &name_form, admin_rename,
		.show = admin_show_account),
	POST(ACCOUNT "/angrande", PERM_ADMIN, &undo_form, admin_undo,
		.show = admin_show_account),
	POST(ACCOUNT "/roller", PERM_ADMIN, &grant_form, admin_grant,
		.show = admin_show_account),
	GET(ACCOUNT "/roll", PERM_ADMIN, NO_CASE_DATA, admin_show_role),
	POST(ACCOUNT "/roll", PERM_ADMIN, &until_form, admin_set_until,
		.show = admin_show_role),
	POST(ACCOUNT "/roller/bort", PERM_ADMIN, &revoke_form, admin_revoke,
		.show = admin_show_account),
	POST(ACCOUNT "/lank", PERM_ADMIN, NULL, admin_make_link, .show = admin_show_account),
	POST(ACCOUNT "/lank/bort", PERM_ADMIN, NULL, admin_end_link),
	POST(ACCOUNT "/pin", PERM_ADMIN, NULL, admin_set_pin, .prepare = admin_prepare_pin),
	POST(ACCOUNT "/tvasteg", PERM_ADMIN, NULL, admin_end_second_step),
	POST(ACCOUNT "/aterstallning", PERM_ADMIN, NULL, admin_ask_reset,
		.show = admin_show_account),
	POST(ACCOUNT "/avstangning", PERM_ADMIN, NULL, admin_disable),
	POST(ACCOUNT "/oppning", PERM_ADMIN, NULL, admin_enable),
	GET("/admin/begaran", PERM_ADMIN, NO_CASE_DATA, admin_show_requests),
	POST("/admin/begaran/:id/aterkallelse", PERM_ADMIN, NULL, admin_withdraw),
	GET("/bekraftelser", PERM_CONFIRM, NO_CASE_DATA, confirm_show_list),
	GET("/bekraftelser/:id", PERM_CONFIRM, NO_CASE_DATA, confirm_show),
	POST("/bekraftelser/:id/bifall", PERM_CONFIRM, NULL, confirm_yes, .show = confirm_show),
	POST("/bekraftelser/:id/avslag", PERM_CONFIRM, NULL, confirm_no, .show = confirm_show),
	GET("/admin/insatser", PERM_ADMIN, NO_CASE_DATA, units_show),
	GET("/admin/insatser/ny", PERM_ADMIN, NO_CASE_DATA, units_show_new_intervention),
	POST("/admin/insatser", PERM_ADMIN, &intervention_form, units_add_intervention,
		.show = units_show_new_intervention),
	GET("/admin/insatser/:id", PERM_ADMIN, NO_CASE_DATA, units_show_intervention),
	POST("/admin/insatser/:id/parter", PERM_ADMIN, &partner_form, units_add_partner,
		.show = units_show_intervention),
	POST("/admin/insatser/:id/namn", PERM_ADMIN, &name_form, unit_rename_intervention,
		.show = units_show_intervention),
	POST("/admin/insatser/:id/stangning", PERM_ADMIN, NULL, unit_close_intervention,
		.show = units_show_intervention),
	POST("/admin/insatser/:id/oppning", PERM_ADMIN, NULL, unit_open_intervention,
		.show = units_show_intervention),
	POST("/admin/insatser/:id/angrande", PERM_ADMIN, &undo_form, unit_undo_intervention,
		.show = units_show_intervention),
	POST("/admin/insatser/:id/program", PERM_ADMIN, &part_of_form, programmes_set,
		.show = units_show_intervention),
	GET("/admin/program", PERM_ADMIN, NO_CASE_DATA, programmes_show),
	POST("/admin/program", PERM_ADMIN, &programme_form, programmes_add,
		.show = programmes_show),
	POST("/admin/program/namn", PERM_ADMIN, &programme_name_form, programmes_rename,
		.show = programmes_show),
	GET("/admin/team/:id", PERM_ADMIN, NO_CASE_DATA, unit_show_team),
	POST("/admin/team/:id/namn", PERM_ADMIN, &name_form, unit_rename_team,
		.show = unit_show_team),
	POST("/admin/team/:id/stangning", PERM_ADMIN, NULL, unit_close_team,
		.show = unit_show_team),
	POST("/admin/team/:id/oppning", PERM_ADMIN, NULL, unit_open_team,
		.show = unit_show_team),
	POST("/admin/team/:id/angrande", PERM_ADMIN, &undo_form, unit_undo_team,
		.show = unit_show_team),
	GET("/admin/team/nytt", PERM_ADMIN, NO_CASE_DATA, units_show_new_team),
	POST("/admin/team", PERM_ADMIN, &team_form, units_add_team,
		.show = units_show_new_team),
};

const struct room admin_room = {
	.name = "admin",
	.routes = admin_routes,
	.n_routes = sizeof(admin_routes) / sizeof(admin_routes[0]),
};
