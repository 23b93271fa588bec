/* Log-in in two steps: the code after the password; turning it on and off. */
#include "features/people/second.h"

#include "core/crypto/crypto.h"
#include "features/people/people.html.h"

enum err
second_show_log_in(struct page *page)
{
	if (page->ctx.account.v)
		return page_see_other(page, url_path(page->ctx.scope ? "/hem" : "/plats"));
	page->title = str_of(tr(page->ctx.lang, N_("Logga in")));
	html_second_log_in(&page->html, page);
	return OK;
}

/* Who waits, and what the try is counted under. */
struct second_try {
	struct second_step_waiting who;
	struct guess_set guess;
};

enum err
second_prepare_log_in(struct action *act)
{
	struct arena *a = act->ctx.arena;
	struct second_try *try = ARENA_NEW(a, struct second_try);
	enum err e;

	if (!try)
		return ERR_LIMIT;
	e = second_step_waiting(act->db, a, act->token, &try->who);
	if (e == ERR_NOT_FOUND) {
		form_error(
			act->state, -1, N_("Det tog för lång tid. Börja om med lösenordet."));
		return ERR_INVALID;
	}
	TRY(e);
	act->prepared = try;
	try->guess = (struct guess_set){ .by = { { GUESS_CODE, arena_printf(a, "%lld",
		(long long)try->who.account.v) }, { GUESS_ADDRESS, act->peer } }, .n = 2 };
	e = guess_take(act->db, a, &try->guess);
	if (e != ERR_LIMIT)
		return e;
	form_error(act->state, -1, N_("Det har blivit många försök. Vänta några minuter "
		"och försök igen."));
	return ERR_INVALID;
}

enum err
second_refused(struct action *act)
{
	const struct second_try *try = act->prepared;

	return guess_keep(act->tx, &try->guess);
}

enum err
second_log_in(struct action *act)
{
	const struct second_try *try = act->prepared;
	const struct guess_set password = {
		.by = { { GUESS_PASSWORD, try->who.login } }, .n = 1 };
	struct place *places;
	size_t n;
	enum err e = second_step_finish(act->tx, act->ctx.arena, act->token,
		((const struct code_input *)act->form)->code, act->session);

	if (e == ERR_FORBIDDEN)
		form_error(act->state, CODE_TEXT, N_("Koden stämmer inte, eller är redan "
			"använd."));
	TRY(e);
	TRY(guess_forgive(act->tx, &try->guess));
	TRY(guess_forgive(act->tx, &password));
	TRY(session_places(act->db, act->ctx.arena, try->who.account, &places, &n));
	return see_other(act, url_path(n == 1 ? "/hem" : "/plats"));
}

/* ---- on and off, at one's own account ---- */

enum err
second_check_password(struct action *act)
{
	const struct second_input *in = act->form;

	return people_check_present(act, SECOND_PASSWORD, in->password);
}

enum err
second_begin(struct action *act)
{
	TRY(people_forgive_present(act));
	TRY(second_step_begin(act->tx, act->ctx.scope, act->ctx.account));
	return see_other(act, url_path("/konto/kod"));
}

/* The codes lie in the session's drawer until the next page has shown them. */
struct kept_codes {
	char mark[8];
	struct recovery_codes codes;
};

static const char codes_mark[8] = "tvastegk";

static enum err
take_codes(struct page *page, struct second_page *shown)
{
	struct kept_codes *kept = ARENA_NEW(page->ctx.arena, struct kept_codes);
	struct str bytes;

	if (!kept)
		return ERR_LIMIT;
	if (vault_get(page->ctx.vault, page->ctx.arena, &bytes) != OK ||
		bytes.n != sizeof(*kept) ||
		memcmp(bytes.p, codes_mark, sizeof(codes_mark)) != 0)
		return OK;
	memcpy(kept, bytes.p, sizeof(*kept));
	vault_wipe(page->ctx.vault);
	shown->codes = &kept->codes;
	return OK;
}

enum err
second_show(struct page *page)
{
	struct second_page shown = { .codes = NULL };

	TRY(second_step_of(page->db, page->ctx.arena, page->ctx.account, &shown.step));
	if (shown.step.is_on)
		TRY(take_codes(page, &shown));
	if (!shown.step.is_begun && !shown.codes)
		return page_see_other(page, url_path("/konto"));
	page->title = str_of(tr(page->ctx.lang, N_("Inloggning i två steg")));
	html_second_set_up(&page->html, page, &shown);
	return OK;
}

enum err
second_show_image(struct page *page)
{
	struct second_step step;

	TRY(second_step_of(page->db, page->ctx.arena, page->ctx.account, &step));
	if (!step.is_begun)
		return ERR_NOT_FOUND;
	page->content_type = "image/svg+xml";
	return qr_put_svg(step.address, page->ctx.arena, page->html.out);
}

/* Whoever finds the session open at the screen must not find the code by trying. */
static enum err
own_code_guess(struct action *act, struct guess_set *out)
{
	struct str name = arena_printf(
		act->ctx.arena, "%lld", (long long)act->ctx.account.v);

	if (arena_is_full(act->ctx.arena))
		return ERR_LIMIT;
	*out = (struct guess_set){ .by = { { GUESS_CODE, name } }, .n = 1 };
	return OK;
}

enum err
second_prepare_turn_on(struct action *act)
{
	struct guess_set guess;
	enum err e;

	TRY(own_code_guess(act, &guess));
	e = guess_take(act->db, act->ctx.arena, &guess);
	if (e != ERR_LIMIT)
		return e;
	form_error(act->state, CODE_TEXT, N_("Det har blivit många försök. Vänta några minuter "
		"och försök igen."));
	return ERR_INVALID;
}

enum err
second_refused_turn_on(struct action *act)
{
	struct guess_set guess;

	TRY(own_code_guess(act, &guess));
	return guess_keep(act->tx, &guess);
}

enum err
second_turn_on(struct action *act)
{
	const struct code_input *in = act->form;
	struct guess_set guess;
	struct kept_codes kept;
	enum err e = second_step_confirm(act->tx, act->ctx.scope, act->ctx.account, in->code,
		&kept.codes);

	if (e == ERR_FORBIDDEN)
		form_error(act->state, CODE_TEXT, N_("Koden stämmer inte. Vänta på nästa och "
			"försök igen."));
	TRY(e);
	TRY(own_code_guess(act, &guess));
	TRY(guess_forgive(act->tx, &guess));
	memcpy(kept.mark, codes_mark, sizeof(kept.mark));
	e = vault_put(act->ctx.vault, (struct str){ (const char *)&kept, sizeof(kept) });
	crypto_wipe(&kept, sizeof(kept));
	TRY(e);
	return see_other(act, url_path("/konto/kod"));
}

enum err
second_turn_off(struct action *act)
{
	TRY(people_forgive_present(act));
	TRY(second_step_end(act->tx, act->ctx.scope, act->ctx.account));
	return see_other(act, people_with_status(act->ctx.arena, "/konto", STR("kod-av")));
}
