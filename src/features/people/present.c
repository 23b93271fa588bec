/* One's own password, asked for again before something important changes. */
#include "core/auth/session.h"
#include "features/people/second.h"

/* Tries at one's own password count with those at the log-in under the same name. */
static enum err
own_guess(struct action *act, struct guess_set *out)
{
	struct account account;

	TRY(account_by_id(act->db, act->ctx.arena, act->ctx.account, &account));
	*out = (struct guess_set){ .by = { { GUESS_PASSWORD, account.login } }, .n = 1 };
	return OK;
}

/* Whoever finds the session open at the screen must not find the password by trying. */
enum err
people_check_present(struct action *act, int field, struct str password)
{
	struct guess_set guess;
	enum err e;

	TRY(own_guess(act, &guess));
	e = guess_take(act->db, act->ctx.arena, &guess);
	if (e == ERR_LIMIT) {
		form_error(act->state, field,
			N_("Det har blivit många försök. Vänta några minuter och försök "
			   "igen."));
		return ERR_INVALID;
	}
	TRY(e);
	e = password_check(act->db, act->ctx.arena, act->ctx.account, password);
	if (e != ERR_FORBIDDEN)
		return e;
	form_error(act->state, field, N_("Lösenordet stämmer inte."));
	return ERR_FORBIDDEN;
}

enum err
people_refused_present(struct action *act)
{
	struct guess_set guess;

	TRY(own_guess(act, &guess));
	return guess_keep(act->tx, &guess);
}

enum err
people_forgive_present(struct action *act)
{
	struct guess_set guess;

	TRY(own_guess(act, &guess));
	return guess_forgive(act->tx, &guess);
}
