/* The pages of locked cards: the lock of one, looking in, and who looked in. */
#include "features/screening/asking.h"

#include "features/screening/card_lock.h"
#include "features/screening/card_lock.sql.h"

static struct url
url_card(struct arena *a, card_id id, const char *pattern)
{
	return url_id(a, pattern, id.v);
}

static const char *
lock_status(struct str code)
{
	static const struct choice texts[] = {
		{ 1, "last", N_("Kortet är låst. Andra i teamet ser det inte.") },
		{ 2, "nyckel", N_("Nycklarna är ändrade.") },
	};
	const struct choice *text = choice_by_code(texts, 2, code);

	return text ? text->label : NULL;
}

static enum err
load_openings(struct page *page, card_id id, team_id team, struct lock_page *view)
{
	struct sql_screening_overrides_of_card *rows;
	struct lock_opening *out;
	size_t i;

	TRY(sql_screening_overrides_of_card(page->db, page->ctx.scope, page->ctx.arena, id,
		&rows, &view->n_openings));
	out = ARENA_ARRAY(page->ctx.arena, struct lock_opening, view->n_openings + 1);
	if (!out)
		return ERR_LIMIT;
	for (i = 0; i < view->n_openings; i++) {
		out[i] = (struct lock_opening){ .reason = rows[i].reason,
			.month = rows[i].opened_month };
		TRY(lock_name_of(page->db, page->ctx.scope, page->ctx.arena, team,
			LOCK_OF_CARD, rows[i].who, &out[i].name));
	}
	view->openings = out;
	return OK;
}

enum err
card_lock_show(struct page *page)
{
	struct arena *a = page->ctx.arena;
	card_id id = { page->ctx.at.id };
	struct sql_screening_card card;
	struct card_lock lock;
	struct lock_page view = {
		.lock = url_card(a, id, "/samtal/kort/%lld/las"),
		.key = url_card(a, id, "/samtal/kort/%lld/nyckel"),
		.unlock = url_card(a, id, "/samtal/kort/%lld/upplasning"),
		.back = url_card(a, id, "/samtal/kort/%lld"),
		.status = lock_status(query_value(&page->ctx, "m")),
	};

	page->title = str_of(tr(page->ctx.lang, N_("Lås")));
	TRY(card_load(page->db, page->ctx.scope, a, id, &card));
	TRY(card_lock_load(page->db, page->ctx.scope, a, id, &lock));
	view.code = card.code;
	view.is_locked = lock.is_locked;
	view.may_change = lock.may_change;
	view.ground = lock.ground;
	TRY(lock_page_fill(page, card.team_id, LOCK_OF_CARD, lock.keys, lock.n_keys, &view));
	TRY(load_openings(page, id, card.team_id, &view));
	lock_put_page(page, &view);
	return OK;
}

/* Where to after a change: the lock, or the list for whoever sees the card no more. */
static enum err
after_change(struct action *act, card_id id, const char *code)
{
	struct arena *a = act->ctx.arena;
	struct sql_screening_card card;
	enum err e = card_load(act->db, act->ctx.scope, a, id, &card);

	if (e == ERR_NOT_FOUND)
		return see_other(act, url_with(a, url_path("/samtal"), "m", STR("last")));
	TRY(e);
	return see_other(act, url_with(a, url_card(a, id, "/samtal/kort/%lld/las"), "m",
		str_of(code)));
}

enum err
card_lock_save(struct action *act)
{
	card_id id = { act->ctx.at.id };
	enum err e = screening_lock_card(act->tx, act->ctx.scope, act->ctx.arena, id,
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
card_key_save(struct action *act)
{
	card_id id = { act->ctx.at.id };
	enum err e = screening_change_key(act->tx, act->ctx.scope, act->ctx.arena, id,
		act->form);

	if (e == ERR_INVALID)
		form_error(act->state, KEY_GIVE, N_("Välj en kollega."));
	if (e != ERR_CONFLICT)
		TRY(e);
	return after_change(act, id, "nyckel");
}

enum err
card_unlock(struct action *act)
{
	card_id id = { act->ctx.at.id };

	TRY(screening_unlock_card(act->tx, act->ctx.scope, act->ctx.arena, id));
	return see_other(act, url_with(act->ctx.arena,
		url_card(act->ctx.arena, id, "/samtal/kort/%lld"), "m", STR("upplast")));
}

/* ---- looking in ---- */

enum err
card_opening_show(struct page *page)
{
	page->title = str_of(tr(page->ctx.lang, N_("Öppna ett låst kort")));
	lock_put_opening_form(page, N_("Öppna ett låst kort"), url_path("/samtal/oppning"),
		url_path("/samtal"));
	return OK;
}

enum err
card_opening_save(struct action *act)
{
	card_id id;
	enum err e = screening_open_card(act->tx, act->ctx.scope, act->ctx.arena, act->form,
		&id);

	if (e == OK)
		return see_other(act, url_card(act->ctx.arena, id, "/samtal/kort/%lld"));
	return card_not_found(act, OPENING_CODE, e);
}

/* ---- for the team lead ---- */

enum err
card_openings_show(struct page *page)
{
	struct arena *a = page->ctx.arena;
	struct sql_screening_overrides_to_see *rows;
	struct lock_opening *out;
	size_t n, i;

	page->title = str_of(tr(page->ctx.lang, N_("Öppnat utan nyckel")));
	TRY(sql_screening_overrides_to_see(page->db, page->ctx.scope, a,
		card_viewer(page->ctx.scope, a).who, &rows, &n));
	out = ARENA_ARRAY(a, struct lock_opening, n + 1);
	if (!out)
		return ERR_LIMIT;
	for (i = 0; i < n; i++) {
		out[i] = (struct lock_opening){ .code = rows[i].code,
			.reason = rows[i].reason, .month = rows[i].opened_month,
			.about = url_card(a, rows[i].card_id, "/samtal/kort/%lld/las"),
			.done = url_id(a, "/samtal/oppningar/%lld", rows[i].id.v) };
		TRY(lock_name_of(page->db, page->ctx.scope, a, rows[i].team_id, LOCK_OF_CARD,
			rows[i].who, &out[i].name));
	}
	lock_put_openings(page, N_("Låsta kort som öppnats"), out, n);
	return OK;
}

enum err
card_opening_seen(struct action *act)
{
	enum err e = sql_screening_see_override(act->tx, act->ctx.scope,
		(card_override_id){ act->ctx.at.id },
		card_viewer(act->ctx.scope, act->ctx.arena).who);

	if (e == ERR_CONFLICT)
		return ERR_NOT_FOUND;
	TRY(e);
	return see_other(act, url_path("/samtal/oppningar"));
}
