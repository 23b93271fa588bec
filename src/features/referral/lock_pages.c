/* The pages of locked referrals: the lock of one, looking in, and who looked in. */
#include "features/referral/lock.h"
#include "features/referral/referral_lock.sql.h"

static const char *
lock_status(struct str code)
{
	static const struct choice texts[] = {
		{ 1, "last", N_("Lotsningen är låst. Andra i teamet ser den inte.") },
		{ 2, "nyckel", N_("Nycklarna är ändrade.") },
	};
	const struct choice *text = choice_by_code(texts, 2, code);

	return text ? text->label : NULL;
}

static enum err
load_openings(struct page *page, referral_id id, team_id team, struct lock_page *view)
{
	struct sql_referral_overrides_of_referral *rows;
	struct lock_opening *out;
	size_t i;

	TRY(sql_referral_overrides_of_referral(page->db, page->ctx.scope, page->ctx.arena, id,
		&rows, &view->n_openings));
	out = ARENA_ARRAY(page->ctx.arena, struct lock_opening, view->n_openings + 1);
	if (!out)
		return ERR_LIMIT;
	for (i = 0; i < view->n_openings; i++) {
		out[i] = (struct lock_opening){ .reason = rows[i].reason,
			.month = rows[i].opened_month };
		TRY(lock_name_of(page->db, page->ctx.scope, page->ctx.arena, team,
			LOCK_OF_REFERRAL, rows[i].who, &out[i].name));
	}
	view->openings = out;
	return OK;
}

enum err
referral_lock_show(struct page *page)
{
	struct arena *a = page->ctx.arena;
	referral_id id = { page->ctx.at.id };
	struct referral referral;
	struct referral_lock lock;
	struct lock_page view = {
		.lock = url_id(a, "/lotsningar/%lld/las", id.v),
		.key = url_id(a, "/lotsningar/%lld/nyckel", id.v),
		.unlock = url_id(a, "/lotsningar/%lld/upplasning", id.v),
		.back = url_id(a, "/lotsningar/%lld", id.v),
		.status = lock_status(query_value(&page->ctx, "m")),
	};

	page->title = str_of(tr(page->ctx.lang, N_("Lås")));
	TRY(referral_by_id(page->db, page->ctx.scope, a, id, &referral));
	TRY(referral_lock_load(page->db, page->ctx.scope, a, id, &lock));
	view.code = referral.slip_code;
	view.is_locked = lock.is_locked;
	view.may_change = lock.may_change;
	view.ground = lock.ground;
	TRY(lock_page_fill(page, referral.team, LOCK_OF_REFERRAL, lock.keys, lock.n_keys,
		&view));
	TRY(load_openings(page, id, referral.team, &view));
	lock_put_page(page, &view);
	return OK;
}

/* Where to after a change: the lock, or the list for whoever sees it no more. */
static enum err
after_change(struct action *act, referral_id id, const char *code)
{
	struct arena *a = act->ctx.arena;
	struct referral referral;
	enum err e = referral_by_id(act->db, act->ctx.scope, a, id, &referral);

	if (e == ERR_NOT_FOUND)
		return see_other(act, url_with(a, url_path("/lotsningar"), "m", STR("last")));
	TRY(e);
	return see_other(act, url_with(a, url_id(a, "/lotsningar/%lld/las", id.v), "m",
		str_of(code)));
}

enum err
referral_lock_save(struct action *act)
{
	referral_id id = { act->ctx.at.id };
	enum err e = referral_lock(act->tx, act->ctx.scope, act->ctx.arena, id,
		act->form);

	if (e == ERR_INVALID)
		form_error(act->state, LOCK_COLLEAGUE,
			N_("Välj en annan kollega: någon måste ha nyckel."));
	if (e == ERR_CONFLICT)
		return after_change(act, id, "last");
	TRY(e);
	return after_change(act, id, "last");
}

enum err
referral_key_save(struct action *act)
{
	referral_id id = { act->ctx.at.id };
	enum err e = referral_change_key(act->tx, act->ctx.scope, act->ctx.arena, id,
		act->form);

	if (e == ERR_INVALID)
		form_error(act->state, KEY_GIVE, N_("Välj en kollega."));
	if (e != ERR_CONFLICT)
		TRY(e);
	return after_change(act, id, "nyckel");
}

enum err
referral_unlock_save(struct action *act)
{
	referral_id id = { act->ctx.at.id };

	TRY(referral_unlock(act->tx, act->ctx.scope, act->ctx.arena, id));
	return see_other(act, url_with(act->ctx.arena,
		url_id(act->ctx.arena, "/lotsningar/%lld", id.v), "m", STR("upplast")));
}

/* ---- looking in ---- */

enum err
referral_opening_show(struct page *page)
{
	page->title = str_of(tr(page->ctx.lang, N_("Öppna en låst lotsning")));
	lock_put_opening_form(page, N_("Öppna en låst lotsning"),
		url_path("/lotsningar/oppning"),
		url_path("/lotsningar"));
	return OK;
}

enum err
referral_opening_save(struct action *act)
{
	referral_id id;
	enum err e = referral_open_locked(act->tx, act->ctx.scope, act->ctx.arena, act->form,
		&id);

	if (e == OK)
		return see_other(act, url_id(act->ctx.arena, "/lotsningar/%lld", id.v));
	if (e == ERR_INVALID)
		form_error(act->state, OPENING_CODE, N_("Koden är felskriven."));
	if (e != ERR_NOT_FOUND)
		return e;
	form_error(act->state, OPENING_CODE, N_("Koden finns inte här."));
	return ERR_FORBIDDEN;
}

/* ---- for the team lead ---- */

enum err
referral_openings_show(struct page *page)
{
	struct arena *a = page->ctx.arena;
	struct sql_referral_overrides_to_see *rows;
	struct lock_opening *out;
	size_t n, i;

	page->title = str_of(tr(page->ctx.lang, N_("Öppnat utan nyckel")));
	TRY(sql_referral_overrides_to_see(page->db, page->ctx.scope, a,
		lock_viewer_of(page->ctx.scope, a, LOCK_OF_REFERRAL).who, &rows, &n));
	out = ARENA_ARRAY(a, struct lock_opening, n + 1);
	if (!out)
		return ERR_LIMIT;
	for (i = 0; i < n; i++) {
		out[i] = (struct lock_opening){ .code = rows[i].slip_code,
			.reason = rows[i].reason, .month = rows[i].opened_month,
			.about = url_id(a, "/lotsningar/%lld/las", rows[i].referral_id.v),
			.done = url_id(a, "/lotsningar/oppningar/%lld", rows[i].id.v) };
		TRY(lock_name_of(page->db, page->ctx.scope, a, rows[i].team_id,
			LOCK_OF_REFERRAL,
			rows[i].who, &out[i].name));
	}
	lock_put_openings(page, N_("Låsta lotsningar som öppnats"), out, n);
	return OK;
}

enum err
referral_opening_seen(struct action *act)
{
	enum err e = sql_referral_see_override(act->tx, act->ctx.scope,
		(referral_override_id){ act->ctx.at.id },
		lock_viewer_of(act->ctx.scope, act->ctx.arena, LOCK_OF_REFERRAL).who);

	if (e == ERR_CONFLICT)
		return ERR_NOT_FOUND;
	TRY(e);
	return see_other(act, url_path("/lotsningar/oppningar"));
}
