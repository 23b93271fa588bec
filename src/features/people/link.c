/* One-time links at the way in: the page that one opens, and the password that it sets. */
#include "core/auth/link.h"
#include "core/http/one_time.h"
#include "features/people/people.html.h"
#include "features/people/second.h"

struct str
url_login_link(struct arena *a, const struct config *config, struct str token)
{
	return one_time_link(a, config, "/in/lank", token);
}

enum err
people_show_link(struct page *page)
{
	page->title = str_of(tr(page->ctx.lang, N_("Välj lösenord")));
	html_link_password(&page->html, page);
	return OK;
}

static struct guess_set
guess_of(const struct action *act)
{
	return (struct guess_set){ .by = { { GUESS_ADDRESS, act->peer } }, .n = 1 };
}

static enum err
refuse(struct action *act, int field, const char *text)
{
	form_error(act->state, field, text);
	return ERR_INVALID;
}

/* One text for every reason. */
static enum err
unless_dead(struct action *act, enum err e)
{
	if (e != ERR_NOT_FOUND)
		return e;
	form_error(act->state, LINK_TOKEN, N_("Länken gäller inte. Den kan vara använd, för "
		"gammal eller ersatt av en nyare. Be den som gav dig den om en ny."));
	return ERR_FORBIDDEN;
}

/*
 * Why a link opens nothing is not told, and costs no argon2 call.  Only what was asked too often and
 * passwords that are no good leave the link as it was.
 */
enum err
people_prepare_link(struct action *act)
{
	const struct link_input *in = act->form;
	struct guess_set guess = guess_of(act);
	struct link_found found;
	const char *reason;
	enum err e;

	if (!str_eq(in->fresh, in->again))
		return refuse(act, LINK_AGAIN, N_("De två nya lösenorden är olika."));
	e = guess_take(act->db, act->ctx.arena, &guess);
	if (e == ERR_LIMIT)
		return refuse(act, -1, N_("Det har blivit många försök. Vänta några minuter "
			"och försök igen."));
	TRY(e);
	TRY(unless_dead(
		act, link_find(act->db, act->ctx.arena, one_time_token(in->link), &found)));
	if (password_acceptable(in->fresh, found.login, &reason) != OK)
		return refuse(act, LINK_PASSWORD, reason);
	return people_prepare_hash(act, in->fresh);
}

enum err
people_refused_link(struct action *act)
{
	struct guess_set guess = guess_of(act);

	return guess_keep(act->tx, &guess);
}

/* Whoever was logged in here is no longer: the next to log in is the owner of the link. */
enum err
people_use_link(struct action *act)
{
	const struct link_input *in = act->form;
	struct guess_set guess = guess_of(act);

	TRY(unless_dead(act, link_use(act->tx, act->ctx.arena, one_time_token(in->link),
		str_of(act->prepared))));
	TRY(guess_forgive(act->tx, &guess));
	TRY(session_close(act->tx, act->token, act->session));
	return see_other(act, people_with_status(act->ctx.arena, "/in", STR("lank")));
}
