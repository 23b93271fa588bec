/* One user's page: roles, what waits, the way in, history; a new name, disabling, undoing. */
#include "features/admin/admin.html.h"
#include "features/admin/place.h"

/* ---- the page ---- */

/* Requests about her that wait, and whether a team lead is there for them. */
static enum err
read_waiting(struct page *page, struct account_page *shown)
{
	size_t n, i;

	TRY(approval_list(page->db, page->ctx.scope, page->ctx.arena, &shown->waiting, &n));
	for (i = 0; i < n; i++)
		if (shown->waiting[i].grant.account.v == shown->account.id.v
			&& shown->waiting[i].state == APPROVAL_WAITING)
			shown->waiting[shown->n_waiting++] = shown->waiting[i];
	return approval_has_decider(page->db, page->ctx.scope, page->ctx.arena,
		page->ctx.account, shown->account.id, &shown->has_decider);
}

static enum err
read_way_in(struct page *page, struct account_page *shown)
{
	struct arena *a = page->ctx.arena;
	account_id id = shown->account.id;
	struct second_step step;
	enum err e = account_may_change(page->db, page->ctx.scope, id);

	if (e != OK)
		return e == ERR_NOT_FOUND || e == ERR_FORBIDDEN ? OK : e;
	shown->may_change = !shown->is_self;
	TRY(second_step_of(page->db, a, id, &step));
	shown->has_second_step = step.is_on;
	TRY(link_state_of(page->db, page->ctx.scope, a, id, &shown->link));
	TRY(reset_needs_second(page->db, page->ctx.scope, a, id, RESET_PASSWORD,
		&shown->link_needs_two));
	return reset_needs_second(page->db, page->ctx.scope, a, id, RESET_SECOND,
		&shown->second_needs_two);
}

static enum err
read_roles(struct page *page, struct account_page *shown)
{
	struct arena *a = page->ctx.arena;
	struct person person;
	size_t i;

	TRY(person_by_id(page->db, page->ctx.scope, a, shown->account.id, &person));
	shown->last_login_on = person.last_login_on;
	shown->grants = ARENA_ARRAY(a, struct account_row, person.n_roles + 1);
	if (!shown->grants)
		return ERR_LIMIT;
	for (i = 0; i < person.n_roles; i++)
		shown->grants[shown->n_grants++] = person.roles[i];
	return OK;
}

enum err
admin_show_account(struct page *page)
{
	account_id id = { page->ctx.at.id };
	struct account_page shown = { .account.id = id, .today = page->ctx.today,
		.is_self = id.v == page->ctx.account.v };
	struct admin_place place;

	TRY(read_roles(page, &shown));
	TRY(place_read(page, "/admin", &place));
	TRY(account_by_id(page->db, page->ctx.arena, id, &shown.account));
	TRY(read_waiting(page, &shown));
	TRY(read_way_in(page, &shown));
	TRY(change_list(page->db, page->ctx.scope, page->ctx.arena, id, &shown.changes,
		&shown.n_changes));
	if (!page->form)
		once_take(page, &shown);
	page->title = str_of(tr(page->ctx.lang, N_("Användare")));
	html_admin_account(&page->html, page, &place, &shown);
	return OK;
}

/* ---- actions ---- */

enum err
known_here(struct action *act, account_id *id)
{
	struct person person;

	id->v = act->ctx.at.id;
	return person_by_id(act->db, act->ctx.scope, act->ctx.arena, *id, &person);
}

enum err
admin_rename(struct action *act)
{
	const struct name_input *in = act->form;
	account_id id = { act->ctx.at.id };
	enum err e = account_rename(act->tx, act->ctx.scope, id, in->name);

	if (e == ERR_CONFLICT) {
		form_error(act->state, NAME_NEW, N_("Personen heter redan så."));
		return ERR_INVALID;
	}
	TRY(e);
	return see_other(act, url_account(act->ctx.arena, id, STR("namn")));
}

enum err
admin_undo(struct action *act)
{
	const struct undo_input *in = act->form;
	account_id id;
	int64_t nr;
	enum err e;

	TRY(known_here(act, &id));
	if (str_to_int(in->nr, &nr) != OK)
		return ERR_NOT_FOUND;
	e = change_undo(act->tx, act->ctx.scope, id, nr);
	if (e == ERR_CONFLICT || e == ERR_INVALID) {
		form_error(act->state, -1, N_("Den ändringen går inte längre att ångra. Se "
			"historiken."));
		return ERR_INVALID;
	}
	TRY(e);
	return see_other(act, url_account(act->ctx.arena, id, STR("angrad")));
}

/* Nobody locks herself out. */
static enum err
set_disabled(struct action *act, bool is_disabled)
{
	account_id id = { act->ctx.at.id };

	if (id.v == act->ctx.account.v)
		return ERR_FORBIDDEN;
	TRY(account_set_disabled(act->tx, act->ctx.scope, id, is_disabled));
	return see_other(act, url_account(act->ctx.arena, id,
		is_disabled ? STR("avstangd") : STR("oppen")));
}

enum err
admin_disable(struct action *act)
{
	return set_disabled(act, true);
}

enum err
admin_enable(struct action *act)
{
	return set_disabled(act, false);
}
