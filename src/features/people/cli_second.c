/* `lotsa user`: what waits for a second person, a lost second step, names, history, undoing. */
#include "core/auth/approval.h"
#include "features/people/cli.h"

static const char *const change_codes[CHANGE_KINDS] = {
	[CHANGE_CREATED] = "created",
	[CHANGE_GRANTED] = "granted",
	[CHANGE_UNTIL] = "until",
	[CHANGE_ENDED] = "revoked",
	[CHANGE_DISABLED] = "disabled",
	[CHANGE_ENABLED] = "enabled",
	[CHANGE_RENAMED] = "renamed",
	[CHANGE_PASSWORD] = "password",
	[CHANGE_PIN] = "pin",
	[CHANGE_SECOND_OFF] = "second-step-off",
	[CHANGE_INVITED] = "invited",
	[CHANGE_LINK] = "reset-link",
	[CHANGE_ASKED] = "requested",
	[CHANGE_REFUSED] = "refused",
	[CHANGE_WITHDRAWN] = "withdrawn",
	[CHANGE_ASKED_RESET] = "reset-requested",
};

static const char *const state_codes[] = {
	[APPROVAL_WAITING] = "waiting",
	[APPROVAL_CONFIRMED] = "confirmed",
	[APPROVAL_REFUSED] = "refused",
	[APPROVAL_WITHDRAWN] = "withdrawn",
	[APPROVAL_EXPIRED] = "expired",
};

/* ---- requests ---- */

int
user_requests(struct call *call)
{
	const struct scope *scope;
	struct approval *rows;
	size_t n, i;

	if (user_find_scope(call, OPT_AT, &scope) != DONE)
		return FAILED;
	if (approval_list(tx_db(call->tx), scope, call->arena, &rows, &n) != OK)
		return user_fail("det gick inte att läsa.");
	for (i = 0; i < n; i++)
		buf_printf(&call->out, "%lld\t%s\t%.*s\t%s\t%.*s\t%.*s\t%.*s\n",
			(long long)rows[i].id.v, state_codes[rows[i].state],
			STR_ARG(rows[i].login), rows[i].kind == APPROVAL_RESET ? "reset"
				: role_code(rows[i].grant.role),
			STR_ARG(rows[i].team_name),
			STR_ARG(date_text(call->arena, rows[i].grant.until)),
			STR_ARG(rows[i].asked_by_name));
	return DONE;
}

typedef enum err decide_fn(struct tx *tx, const struct scope *scope, approval_id id);

static int
decide(struct call *call, decide_fn *how)
{
	const struct scope *scope;
	approval_id id;
	enum err e;

	if (user_find_scope(call, OPT_AT, &scope) != DONE)
		return FAILED;
	if (str_to_int(call->words[0], &id.v) != OK)
		return user_fail_about("det här är inget nummer på en begäran", call->words[0]);
	e = how(call->tx, scope, id);
	if (e == ERR_NOT_FOUND)
		return user_fail_about("platsen har ingen begäran med numret", call->words[0]);
	if (e == ERR_FORBIDDEN)
		return user_fail("den som begärde det är inte längre administratör där.");
	return user_ended(e, "begäran är redan avgjord, återtagen eller för gammal.",
		"rollens sista dag har passerat.");
}

int
user_confirm(struct call *call)
{
	return decide(call, approval_confirm);
}

int
user_refuse(struct call *call)
{
	return decide(call, approval_refuse);
}

int
user_withdraw(struct call *call)
{
	return decide(call, approval_withdraw);
}

/* ---- one account ---- */

int
user_second_step(struct call *call)
{
	const struct scope *scope;
	account_id id;
	enum err e;

	if (user_find_account(call, &id) != DONE
		|| user_find_scope(call, OPT_COUNT, &scope) != DONE)
		return FAILED;
	e = reset_second_step(call->tx, scope, id);
	if (e == ERR_NOT_FOUND)
		return user_fail("kontot har inte inloggning i två steg.");
	return user_ended(e, "kontot finns inte längre.", "kontot går inte att ändra.");
}

int
user_rename(struct call *call)
{
	const struct scope *scope;
	account_id id;

	if (user_find_account(call, &id) != DONE
		|| user_find_scope(call, OPT_COUNT, &scope) != DONE)
		return FAILED;
	return user_ended(account_rename(call->tx, scope, id, call->option[OPT_NAME]),
		"personen heter redan så.", "namnet ska ha 2–200 tecken.");
}

int
user_history(struct call *call)
{
	const struct scope *scope;
	struct change *rows;
	account_id id;
	size_t n, i;

	if (user_find_account(call, &id) != DONE
		|| user_find_scope(call, OPT_AT, &scope) != DONE)
		return FAILED;
	if (change_list(tx_db(call->tx), scope, call->arena, id, &rows, &n) != OK)
		return user_fail("det gick inte att läsa.");
	for (i = 0; i < n; i++)
		buf_printf(&call->out, "%lld\t%.*s\t%s\t%s\t%.*s\t%.*s\t%.*s\t%.*s%s\n",
			(long long)rows[i].nr, STR_ARG(date_text(call->arena, rows[i].on)),
			change_codes[rows[i].kind],
			rows[i].role == ROLE_NONE ? "" : role_code(rows[i].role),
			STR_ARG(rows[i].team_name),
			STR_ARG(date_text(call->arena, rows[i].until)), STR_ARG(rows[i].by),
			STR_ARG(rows[i].second), rows[i].may_undo ? "\tundo" : "");
	return DONE;
}

int
user_undo(struct call *call)
{
	const struct scope *scope;
	account_id id;
	int64_t nr;
	enum err e;

	if (user_find_account(call, &id) != DONE
		|| user_find_scope(call, OPT_AT, &scope) != DONE)
		return FAILED;
	if (str_to_int(call->words[1], &nr) != OK)
		return user_fail_about("det här är inget nummer på en ändring", call->words[1]);
	e = change_undo(call->tx, scope, id, nr);
	if (e == ERR_NOT_FOUND)
		return user_fail("kontot har inga ändringar där.");
	return user_ended(e, "något har gjorts efter den ändringen.",
		"den ändringen går inte att ångra.");
}
