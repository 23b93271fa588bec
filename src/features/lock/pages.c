/* The pages of locks: the lock of one thing, looking in, and who looked in. */
#include "features/lock/lock.html.h"

static const char *
lock_status(const struct lockable *of, struct str code)
{
	if (str_eq(code, STR("last")))
		return of->told;
	if (str_eq(code, STR("flyttat")))
		return N_("Låset är flyttat. Kollegan har nu den enda nyckeln.");
	return str_eq(code, STR("nyckel")) ? N_("Nycklarna är ändrade.") : NULL;
}

/* Those who have a key, and those who could get one. */
static enum err
load_colleagues(struct page *page, const struct lockable *of, team_id team,
	struct lock_page *view)
{
	struct arena *a = page->ctx.arena;
	struct colleague *rows, *holders;
	struct form_option *others;
	size_t n, i;

	TRY(lock_colleagues(page->db, page->ctx.scope, a, team, &rows, &n));
	holders = ARENA_ARRAY(a, struct colleague, n + 1);
	others = ARENA_ARRAY(a, struct form_option, n + 1);
	if (!holders || !others)
		return ERR_LIMIT;
	for (i = 0; i < n; i++)
		if (lock_is_key(&view->lock, lock_who(a, rows[i].id, of->ledger)))
			holders[view->n_holders++] = rows[i];
		else if (view->lock.is_locked || rows[i].id.v != page->ctx.account.v)
			others[view->n_others++] =
				(struct form_option){ rows[i].id.v, rows[i].name, false };
	view->holders = holders;
	view->others = others;
	return OK;
}

/* To whom the lock can be moved, where nobody here has a key. */
static enum err
load_heirs(struct page *page, const struct lockable *of, const struct lock_thing *thing,
	struct lock_page *view)
{
	const struct scope *scope = page->ctx.scope;
	struct arena *a = page->ctx.arena;
	struct colleague *rows;
	struct form_option *heirs;
	size_t n, i;

	TRY(lock_may_move(page->db, scope, a, of, thing, &view->lock, &view->may_move));
	TRY(lock_heirs(page->db, scope, a, thing, &view->lock, &rows, &n));
	heirs = ARENA_ARRAY(a, struct form_option, n + 1);
	if (!heirs)
		return ERR_LIMIT;
	for (i = 0; i < n; i++)
		heirs[i] = (struct form_option){ rows[i].id.v, rows[i].name, false };
	view->heirs = heirs;
	view->n_heirs = n;
	return OK;
}

/* The name behind a key; "" when nobody with a role here has it. */
static enum err
name_of(struct page *page, const struct lockable *of, team_id team, struct str who,
	struct str *name)
{
	struct arena *a = page->ctx.arena;
	struct colleague *rows;
	size_t n, i;

	TRY(lock_colleagues(page->db, page->ctx.scope, a, team, &rows, &n));
	*name = STR_NULL;
	for (i = 0; i < n; i++)
		if (str_eq(lock_who(a, rows[i].id, of->ledger), who))
			*name = rows[i].name;
	return OK;
}

static enum err
view_openings(struct page *page, const struct lockable *of, const struct lock_opening *rows,
	size_t n, const struct opening_row **out)
{
	struct arena *a = page->ctx.arena;
	struct opening_row *view = ARENA_ARRAY(a, struct opening_row, n + 1);
	size_t i;

	if (!view)
		return ERR_LIMIT;
	for (i = 0; i < n; i++) {
		const struct lock_thing *thing = &rows[i].thing;

		view[i] = (struct opening_row){ .code = thing->code,
			.reason = rows[i].reason, .month = rows[i].month,
			.about = url_id(a, of->at.lock, thing->id),
			.done = url_id(a, of->at.seen, rows[i].id) };
		TRY(name_of(page, of, thing->team, rows[i].who, &view[i].name));
	}
	*out = view;
	return OK;
}

static enum err
load_openings(struct page *page, const struct lockable *of, const struct lock_thing *thing,
	struct lock_page *view)
{
	struct lock_opening *rows;
	size_t i;

	TRY(of->openings_of(page->db, page->ctx.scope, page->ctx.arena, thing->id, &rows,
		&view->n_openings));
	for (i = 0; i < view->n_openings; i++)
		rows[i].thing = *thing;
	return view_openings(page, of, rows, view->n_openings, &view->openings);
}

enum err
lock_show(struct page *page)
{
	const struct lockable *of = page->ctx.about;
	struct arena *a = page->ctx.arena;
	int64_t id = page->ctx.at.id;
	struct lock_thing thing;
	struct lock_page view = {
		.put_on = url_id(a, of->at.lock, id),
		.key = url_id(a, of->at.key, id),
		.take_off = url_id(a, of->at.take_off, id),
		.move = url_id(a, of->at.move, id),
		.back = url_id(a, of->at.one, id),
		.status = lock_status(of, query_value(&page->ctx, "m")),
	};

	page->title = str_of(tr(page->ctx.lang, N_("Lås")));
	TRY(of->see(page->db, page->ctx.scope, a, id, &thing));
	TRY(lock_load(page->db, page->ctx.scope, a, of, id, &view.lock));
	view.code = thing.code;
	TRY(load_colleagues(page, of, thing.team, &view));
	TRY(load_heirs(page, of, &thing, &view));
	TRY(load_openings(page, of, &thing, &view));
	html_lock(&page->html, page, &view);
	return OK;
}

/* Where to after a change: the lock, or the list for whoever sees the thing no more. */
static enum err
after_change(struct action *act, const char *code)
{
	const struct lockable *of = act->ctx.about;
	struct arena *a = act->ctx.arena;
	int64_t id = act->ctx.at.id;
	struct lock_thing thing;
	enum err e = of->see(act->db, act->ctx.scope, a, id, &thing);

	if (e == ERR_NOT_FOUND)
		return see_other(act, url_with(a, url_path(of->at.list), "m", STR("last")));
	TRY(e);
	return see_other(act, url_with(a, url_id(a, of->at.lock, id), "m", str_of(code)));
}

/* Whoever finds it locked or its last key kept is shown how it stands. */
enum err
lock_save(struct action *act)
{
	enum err e = lock_put_on(act->tx, act->ctx.scope, act->ctx.arena, act->ctx.about,
		act->ctx.at.id, act->form);

	if (e == ERR_INVALID)
		form_error(act->state, LOCK_COLLEAGUE,
			N_("Välj en annan kollega: någon måste ha nyckel."));
	if (e != ERR_CONFLICT)
		TRY(e);
	return after_change(act, "last");
}

enum err
lock_key_save(struct action *act)
{
	enum err e = lock_change_key(act->tx, act->ctx.scope, act->ctx.arena, act->ctx.about,
		act->ctx.at.id, act->form);

	if (e == ERR_INVALID)
		form_error(act->state, KEY_GIVE, N_("Välj en kollega."));
	if (e != ERR_CONFLICT)
		TRY(e);
	return after_change(act, "nyckel");
}

enum err
lock_off_save(struct action *act)
{
	const struct lockable *of = act->ctx.about;
	struct arena *a = act->ctx.arena;
	int64_t id = act->ctx.at.id;

	TRY(lock_take_off(act->tx, act->ctx.scope, a, of, id));
	return see_other(act, url_with(a, url_id(a, of->at.one, id), "m", STR("upplast")));
}

enum err
lock_move_save(struct action *act)
{
	enum err e = lock_move(act->tx, act->ctx.scope, act->ctx.arena, act->ctx.about,
		act->ctx.at.id, act->form);

	if (e == ERR_INVALID)
		form_error(act->state, MOVE_COLLEAGUE, N_("Välj en kollega som kan få "
			"nyckeln."));
	TRY(e);
	return after_change(act, "flyttat");
}

/* ---- looking in ---- */

enum err
lock_opening_show(struct page *page)
{
	const struct lockable *of = page->ctx.about;
	const struct opening_page view = { of->open_heading, url_path(of->at.opening),
		url_path(of->at.list) };

	page->title = str_of(tr(page->ctx.lang, of->open_heading));
	html_lock_opening(&page->html, page, &view);
	return OK;
}

/*
 * A code that is not there is a refusal: the page stands with what was typed, and the trail has a row,
 * so that somebody who tries codes is seen.
 */
enum err
lock_code_not_found(struct action *act, const struct lockable *of, int field, enum err e)
{
	if (e == ERR_INVALID)
		form_error(act->state, field, of->misread);
	if (e != ERR_NOT_FOUND)
		return e;
	form_error(act->state, field, N_("Koden finns inte här."));
	return ERR_FORBIDDEN;
}

enum err
lock_opening_save(struct action *act)
{
	const struct lockable *of = act->ctx.about;
	int64_t id;
	enum err e = lock_look_in(act->tx, act->ctx.scope, act->ctx.arena, of, act->form, &id);

	if (e != OK)
		return lock_code_not_found(act, of, OPENING_CODE, e);
	return see_other(act, url_id(act->ctx.arena, of->at.one, id));
}

/* ---- for the team lead ---- */

enum err
lock_openings_show(struct page *page)
{
	const struct lockable *of = page->ctx.about;
	const struct scope *scope = page->ctx.scope;
	struct arena *a = page->ctx.arena;
	const struct opening_row *view;
	struct lock_opening *rows;
	size_t n;

	page->title = str_of(tr(page->ctx.lang, N_("Öppnat utan nyckel")));
	TRY(of->openings_to_see(page->db, scope, a, lock_viewer_of(scope, a, of->ledger).who,
		&rows, &n));
	TRY(view_openings(page, of, rows, n, &view));
	html_lock_openings(&page->html, page, of->opened_heading, view, n);
	return OK;
}

enum err
lock_opening_seen(struct action *act)
{
	const struct lockable *of = act->ctx.about;
	const struct scope *scope = act->ctx.scope;
	struct arena *a = act->ctx.arena;
	enum err e = of->set_seen(act->tx, scope, act->ctx.at.id,
		lock_viewer_of(scope, a, of->ledger).who);

	if (e == ERR_CONFLICT)
		return ERR_NOT_FOUND;
	TRY(e);
	return see_other(act, url_path(of->at.openings));
}
