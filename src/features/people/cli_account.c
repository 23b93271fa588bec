/* `lotsa user`: accounts and their roles. */
#include "features/people/cli.h"

#include <stdio.h>

#include "core/auth/link.h"
#include "core/auth/locked_hash.h"
#include "core/crypto/crypto.h"

enum { SECRET_MAX = 1024 };

static const char name_is_taken[] = "inloggningsnamnet är upptaget.";
static const char name_is_bad[] = "inloggningsnamnet ska ha 2–40 tecken (a–z, 0–9, punkt, "
	"bindestreck) och namnet 2–200.";

int
user_find_account(struct call *call, account_id *id)
{
	if (account_by_login(tx_db(call->tx), call->arena, call->words[0], id) != OK)
		return user_fail_about("det finns inget konto med inloggningsnamnet",
			call->words[0]);
	return DONE;
}

/* One line of standard input without its line end; generated and printed when --stdin is not there. */
static int
take_secret(struct call *call, struct str generated, struct str *out)
{
	char *line = arena_alloc(call->arena, SECRET_MAX);

	*out = generated;
	if (!call->option[OPT_STDIN].p)
		return DONE;
	if (!line || !fgets(line, SECRET_MAX, stdin))
		return user_fail("det kom inget på standard in.");
	*out = str_of(line);
	while (str_ends(*out, STR("\n")) || str_ends(*out, STR("\r")))
		out->n--;
	return DONE;
}

static int
hash_secret(struct call *call, struct str secret, struct str *hash)
{
	char *text = arena_alloc(call->arena, LOCKED_HASH_TEXT);

	if (!text || locked_hash_of(secret, text) != OK)
		return user_fail("minnet räcker inte.");
	*hash = str_of(text);
	return DONE;
}

/* The hash of a password out of standard input or a fresh one, which is then told once. */
static int
take_password(struct call *call, struct str *hash)
{
	struct str password;
	const char *reason;

	if (take_secret(call, password_generate(call->arena), &password) != DONE)
		return FAILED;
	if (password_acceptable(password, call->words[0], &reason) != OK)
		return user_fail(reason);
	if (!call->option[OPT_STDIN].p)
		buf_printf(&call->out, "login %.*s %.*s\n", STR_ARG(call->words[0]),
			STR_ARG(password));
	return hash_secret(call, password, hash);
}

int
user_add_account(struct call *call)
{
	struct account_new in = { .login = call->words[0],
		.display_name = call->option[OPT_NAME], .lang = LANG_SV };
	const struct scope *scope;
	account_id id;

	if (take_password(call, &in.password_hash) != DONE
		|| user_find_scope(call, OPT_COUNT, &scope) != DONE)
		return FAILED;
	return user_ended(account_create(call->tx, scope, &in, &id), name_is_taken,
		name_is_bad);
}

/* The address of a one-time link, told once; it stands nowhere else. */
static int
give_link(struct call *call, account_id id, enum link_kind kind)
{
	const struct scope *scope;
	char token[LINK_TOKEN_TEXT];
	int status;

	if (user_find_scope(call, OPT_COUNT, &scope) != DONE)
		return FAILED;
	status = user_ended(link_make(call->tx, scope, id, kind, token),
		"kontot är stängt. Öppna det först: lotsa user enable",
		"länken går inte att spara.");
	if (status == DONE)
		buf_printf(&call->out, "link %.*s %.*s\n", STR_ARG(call->words[0]),
			STR_ARG(url_login_link(call->arena, call->config, str_of(token))));
	return status;
}

/* With a name the account is made, without a password: only the link opens it. */
int
user_invite(struct call *call)
{
	const struct account_new in = { .login = call->words[0],
		.display_name = call->option[OPT_NAME], .lang = LANG_SV };
	const struct scope *scope;
	account_id id;

	if (!in.display_name.p) {
		if (user_find_account(call, &id) != DONE)
			return FAILED;
		return give_link(call, id, LINK_INVITATION);
	}
	if (user_find_scope(call, OPT_COUNT, &scope) != DONE ||
		user_ended(account_create(call->tx, scope, &in, &id), name_is_taken,
			name_is_bad) != DONE)
		return FAILED;
	return give_link(call, id, LINK_INVITATION);
}

int
user_reset(struct call *call)
{
	account_id id;

	if (user_find_account(call, &id) != DONE)
		return FAILED;
	return give_link(call, id, LINK_RESET);
}

int
user_set_password(struct call *call)
{
	const struct scope *scope;
	struct str hash;
	account_id id;

	if (user_find_account(call, &id) != DONE || take_password(call, &hash) != DONE
		|| user_find_scope(call, OPT_COUNT, &scope) != DONE)
		return FAILED;
	return user_ended(account_set_password(call->tx, scope, id, hash),
		"kontot finns inte längre.", "lösenordet går inte att spara.");
}

int
user_set_pin(struct call *call)
{
	const struct scope *scope;
	const char *reason;
	struct str pin, hash;
	account_id id;

	if (user_find_account(call, &id) != DONE
		|| take_secret(call, pin_generate(call->arena), &pin) != DONE)
		return FAILED;
	if (pin_acceptable(pin, &reason) != OK)
		return user_fail(reason);
	if (hash_secret(call, pin, &hash) != DONE
		|| user_find_scope(call, OPT_COUNT, &scope) != DONE)
		return FAILED;
	if (!call->option[OPT_STDIN].p)
		buf_printf(&call->out, "pin %.*s %.*s\n", STR_ARG(call->words[0]),
			STR_ARG(pin));
	return user_ended(account_set_pin(call->tx, scope, id, hash),
		"kontot finns inte längre.", "PIN-koden går inte att spara.");
}

static int
set_disabled(struct call *call, bool is_disabled)
{
	const struct scope *scope;
	account_id id;

	if (user_find_account(call, &id) != DONE
		|| user_find_scope(call, OPT_COUNT, &scope) != DONE)
		return FAILED;
	return user_ended(account_set_disabled(call->tx, scope, id, is_disabled),
		"kontot finns inte längre.", "kontot går inte att ändra.");
}

int
user_disable(struct call *call)
{
	return set_disabled(call, true);
}

int
user_enable(struct call *call)
{
	return set_disabled(call, false);
}

/* ---- roles ---- */

struct granting {
	const struct scope *scope;
	struct grant grant;
};

static int
find_grant(struct call *call, struct granting *out)
{
	struct str team = call->option[OPT_TEAM], until = call->option[OPT_UNTIL];
	struct grant *grant = &out->grant;

	if (user_find_account(call, &grant->account) != DONE
		|| user_find_scope(call, OPT_AT, &out->scope) != DONE)
		return FAILED;
	if (role_parse(call->words[1], &grant->role) != OK)
		return user_fail_about("det finns ingen roll som heter", call->words[1]);
	if (team.p && team_by_name(tx_db(call->tx), out->scope, call->arena, team,
		&grant->team) != OK)
		return user_fail_about("platsen har inget team som heter", team);
	if (until.p && !str_eq(until, STR("-")) && date_parse(until, &grant->until) != OK)
		return user_fail_about("det här ska vara en dag, som 2027-06-30", until);
	return DONE;
}

int
user_grant_role(struct call *call)
{
	struct granting g = { .scope = NULL };

	if (find_grant(call, &g) != DONE)
		return FAILED;
	return user_ended(grant_give(call->tx, g.scope, &g.grant),
		"kontot har redan den rollen där.",
		"rollen finns inte på en sådan plats: caseworker och team_lead hör till en "
		"huvudman, catalogue_editor och association_manager till ett förbund, "
		"national_analyst till nationen; bara caseworker och team_lead kan gälla ett "
		"team, teamet ska vara öppet och sista dagen får inte ha passerat.");
}

int
user_set_until(struct call *call)
{
	struct granting g = { .scope = NULL };
	enum err e;

	if (find_grant(call, &g) != DONE)
		return FAILED;
	e = grant_set_until(call->tx, g.scope, &g.grant);
	if (e == ERR_NOT_FOUND)
		return user_fail("kontot har inte den rollen där.");
	return user_ended(e, "rollen har redan den sista dagen.",
		"sista dagen får inte ha passerat.");
}

int
user_revoke_role(struct call *call)
{
	struct granting g = { .scope = NULL };

	if (find_grant(call, &g) != DONE)
		return FAILED;
	if (role_revoke(call->tx, g.scope, g.grant.account, g.grant.role, g.grant.team) != OK)
		return user_fail("kontot har inte den rollen där.");
	return DONE;
}

int
user_list(struct call *call)
{
	const struct scope *scope;
	struct account_row *rows;
	size_t n, i;

	if (user_find_scope(call, OPT_AT, &scope) != DONE)
		return FAILED;
	if (account_list(tx_db(call->tx), scope, call->arena, &rows, &n) != OK)
		return user_fail("det gick inte att läsa.");
	for (i = 0; i < n; i++)
		buf_printf(&call->out, "%.*s\t%.*s\t%s\t%.*s\t%.*s%s\n",
			STR_ARG(rows[i].login), STR_ARG(rows[i].display_name),
			role_code(rows[i].role), STR_ARG(rows[i].team_name),
			STR_ARG(date_text(call->arena, rows[i].until)),
			rows[i].is_disabled ? "\tavstängt" : "");
	return DONE;
}
