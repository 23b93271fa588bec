/* Taking the last step of a referral back, until something comes after it or the day is over. */
#include "features/referral/pages.h"

#include <string.h>

#include "core/auth/vault.h"
#include "features/referral/referral.sql.h"

_Static_assert(sizeof(struct referral_handle) <= VAULT_BYTES, "the drawer holds it");

bool
referral_may_undo(const struct referral *now, const struct referral_handle *taken,
	struct date today)
{
	return now->id.v == taken->id.v && taken->day.days == today.days &&
		now->state == taken->to && now->sessions_done == taken->sessions_after &&
		now->followup_on.days == taken->followup_after.days &&
		now->closed_month.m == taken->closed_month.m;
}

/* The ended one is counted no more, under what it was counted by then. */
static enum err
untally(struct tx *tx, const struct scope *scope, const struct referral *was,
	const struct referral_handle *taken)
{
	struct sql_referral_untally_last_in last = { .association_id = taken->association,
		.closed_half = month_half_year(taken->closed_month),
		.track = was->track,
		.state = taken->to,
		.contact = taken->contact };
	struct sql_referral_untally_in one = { .association_id = last.association_id,
		.closed_half = last.closed_half,
		.track = last.track,
		.state = last.state,
		.contact = last.contact };

	/* in this order: a count of two must not go to one, and then away as the last */
	TRY(sql_referral_untally_last(tx, scope, &last));
	return sql_referral_untally(tx, scope, &one);
}

enum err
referral_undo(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct referral_handle *taken, struct date today)
{
	const struct referral_transition *t = referral_transition_of(taken->from, taken->to);
	struct referral now;
	struct sql_referral_undo_step_in row = { .id = taken->id,
		.state = taken->from,
		.to_state = taken->to,
		.sessions_before = taken->sessions_before,
		.sessions_after = taken->sessions_after,
		.contact_delay = taken->delay_before,
		.followup_before = taken->followup_before,
		.followup_on = taken->followup_after,
		.closed_month = taken->closed_month };

	TRY(referral_by_id(tx_db(tx), scope, a, taken->id, &now));
	if (!t || !scope_may(scope, t->perm))
		return ERR_FORBIDDEN;
	if (!referral_may_undo(&now, taken, today))
		return ERR_CONFLICT;
	TRY(sql_referral_undo_step(tx, scope, &row));
	return t->is_end ? untally(tx, scope, &now, taken) : OK;
}

/* ---- the session ---- */

enum err
last_step_keep(struct vault_key vault, const struct referral_handle *taken)
{
	return vault_put(vault_last_step(vault),
		(struct str){ (const char *)taken, sizeof(*taken) });
}

static bool
kept(const struct request_context *ctx, referral_id id, struct referral_handle *taken)
{
	struct str bytes;

	if (vault_get(vault_last_step(ctx->vault), ctx->arena, &bytes) != OK
		|| bytes.n != sizeof(*taken))
		return false;
	memcpy(taken, bytes.p, sizeof(*taken));
	return taken->id.v == id.v;
}

bool
last_step_of(const struct request_context *ctx, const struct referral *now,
	struct referral_handle *taken)
{
	return kept(ctx, now->id, taken) && referral_may_undo(now, taken, ctx->today);
}

enum err
step_undo(struct action *act)
{
	struct arena *a = act->ctx.arena;
	struct referral_handle taken;
	struct referral now;
	referral_id id = { act->ctx.at.id };
	enum err e = ERR_CONFLICT;

	TRY(referral_by_id(act->db, act->ctx.scope, a, id, &now));
	if (kept(&act->ctx, id, &taken))
		e = referral_undo(act->tx, act->ctx.scope, a, &taken, act->ctx.today);
	if (e != OK && e != ERR_CONFLICT)
		return e;
	if (e == OK)
		vault_wipe(vault_last_step(act->ctx.vault));
	return see_other(act, url_with(a, url_referral(a, id), "m",
		e == OK ? STR("angrat") : STR("for-sent")));
}
