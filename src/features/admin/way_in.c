/* Somebody's way in: one-time links, a new PIN, a lost second step. */
#include "core/auth/locked_hash.h"
#include "features/admin/place.h"

/* One's own log-in is looked after under /konto, where the present password is asked for. */
static enum err
somebody_else(struct action *act, account_id *id)
{
	*id = (account_id){ act->ctx.at.id };
	return id->v == act->ctx.account.v ? ERR_FORBIDDEN : OK;
}

static enum err
done(struct action *act, account_id id, struct str code)
{
	return see_other(act, url_account(act->ctx.arena, id, code));
}

/* ---- links ---- */

/* Whoever has no password yet is invited; a link made for her is no reset. */
enum err
admin_make_link(struct action *act)
{
	struct account account;
	account_id id;

	TRY(somebody_else(act, &id));
	TRY(account_may_change(act->db, act->ctx.scope, id));
	TRY(account_by_id(act->db, act->ctx.arena, id, &account));
	TRY(once_make_link(act, id, account.has_password ? LINK_RESET : LINK_INVITATION));
	return done(act, id, STR("hemlighet"));
}

enum err
admin_end_link(struct action *act)
{
	account_id id = { act->ctx.at.id };

	TRY(link_withdraw(act->tx, act->ctx.scope, id));
	return done(act, id, STR("lank-bort"));
}

/* ---- the PIN ---- */

struct made {
	struct str pin, hash;
};

enum err
admin_prepare_pin(struct action *act)
{
	struct made *made = ARENA_NEW(act->ctx.arena, struct made);
	char *hash = arena_alloc(act->ctx.arena, LOCKED_HASH_TEXT);

	if (!made || !hash)
		return ERR_LIMIT;
	made->pin = pin_generate(act->ctx.arena);
	TRY(locked_hash_of(made->pin, hash));
	made->hash = str_of(hash);
	act->prepared = made;
	return OK;
}

enum err
admin_set_pin(struct action *act)
{
	const struct made *made = act->prepared;
	account_id id;

	TRY(somebody_else(act, &id));
	TRY(account_set_pin(act->tx, act->ctx.scope, id, made->hash));
	TRY(once_keep(act, id, true, made->pin));
	return done(act, id, STR("hemlighet"));
}

/* ---- the second step ---- */

enum err
admin_end_second_step(struct action *act)
{
	account_id id;

	TRY(somebody_else(act, &id));
	TRY(reset_second_step(act->tx, act->ctx.scope, id));
	return done(act, id, STR("tvasteg"));
}

enum err
admin_ask_reset(struct action *act)
{
	approval_id approval;
	account_id id;
	enum err e;

	TRY(somebody_else(act, &id));
	e = approval_ask_reset(act->tx, act->ctx.scope, id, &approval);
	if (e == ERR_CONFLICT) {
		form_error(act->state, -1, N_("Återställningen är redan begärd."));
		return ERR_INVALID;
	}
	TRY(e);
	return done(act, id, STR("aterstall-begard"));
}
