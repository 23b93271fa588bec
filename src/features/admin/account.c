/* Users and their roles: made, granted, revoked, disabled, given a first password or PIN. */
#include "core/auth/approval.h"
#include "core/crypto/crypto.h"
#include "features/admin/admin.html.h"
#include "features/admin/place.h"

/* ---- a secret made by the system, shown once ---- */

struct made {
	struct str secret, hash;
};

/* What lies in the session's drawer until the next page has shown it. */
struct once {
	char mark[8];
	account_id account;
	bool is_pin;
	uint8_t n;
	char secret[32];
};

static const char once_mark[8] = "adm-once";

static enum err
prepare_secret(struct action *act, struct str secret)
{
	struct made *made = ARENA_NEW(act->ctx.arena, struct made);
	char *hash = arena_alloc(act->ctx.arena, CRYPTO_PASSWORD_TEXT);

	if (!made || !hash)
		return ERR_LIMIT;
	TRY(crypto_password_hash(secret, hash));
	made->secret = secret;
	made->hash = str_of(hash);
	act->prepared = made;
	return OK;
}

enum err
admin_prepare_password(struct action *act)
{
	return prepare_secret(act, password_generate(act->ctx.arena));
}

enum err
admin_prepare_pin(struct action *act)
{
	return prepare_secret(act, pin_generate(act->ctx.arena));
}

static enum err
keep_once(struct action *act, account_id account, bool is_pin)
{
	const struct made *made = act->prepared;
	struct once once = { .account = account, .is_pin = is_pin,
		.n = (uint8_t)made->secret.n };
	enum err e;

	assert_always(made->secret.n <= sizeof(once.secret));
	memcpy(once.mark, once_mark, sizeof(once.mark));
	memcpy(once.secret, made->secret.p, made->secret.n);
	e = vault_put(act->ctx.vault, (struct str){ (const char *)&once, sizeof(once) });
	crypto_wipe(&once, sizeof(once));
	return e;
}

/* Takes it out of the drawer: a second look finds nothing. */
static void
take_once(struct page *page, struct account_page *shown)
{
	struct str bytes;
	struct once once;

	if (vault_get(page->ctx.vault, page->ctx.arena, &bytes) != OK
		|| bytes.n != sizeof(once))
		return;
	memcpy(&once, bytes.p, sizeof(once));
	if (memcmp(once.mark, once_mark, sizeof(once_mark)) != 0
		|| once.account.v != shown->account.id.v || once.n > sizeof(once.secret))
		return;
	vault_wipe(page->ctx.vault);
	shown->once = arena_str(page->ctx.arena, (struct str){ once.secret, once.n });
	shown->once_is_pin = once.is_pin;
}

/* ---- pages ---- */

enum err
admin_show_new_account(struct page *page)
{
	struct admin_place place;

	TRY(place_read(page, &place));
	page->title = str_of(tr(page->ctx.lang, N_("Ny användare")));
	html_admin_new_account(&page->html, page, &place);
	return OK;
}

enum err
admin_show_existing(struct page *page)
{
	struct admin_place place;

	TRY(place_read(page, &place));
	page->title = str_of(tr(page->ctx.lang, N_("Ge en roll")));
	html_admin_existing_account(&page->html, page, &place);
	return OK;
}

static enum err
read_grants(struct page *page, struct account_page *shown)
{
	struct account_row *rows;
	size_t n, i;

	TRY(account_list(page->db, page->ctx.scope, page->ctx.arena, &rows, &n));
	shown->grants = rows;
	for (i = 0; i < n; i++)
		if (rows[i].id.v == shown->account.id.v)
			rows[shown->n_grants++] = rows[i];
	return OK;
}

struct str
grant_value(struct arena *a, const struct account_row *row)
{
	return arena_printf(a, "%d-%lld", (int)row->role, (long long)row->team.v);
}

enum err
admin_show_account(struct page *page)
{
	account_id id = { page->ctx.at.id };
	struct account_page shown = { .is_self = id.v == page->ctx.account.v };
	struct admin_place place;
	enum err e = account_may_change(page->db, page->ctx.scope, id);

	if (e != OK && e != ERR_FORBIDDEN)
		return e;
	shown.is_elsewhere = e == ERR_FORBIDDEN;
	TRY(place_read(page, &place));
	TRY(account_by_id(page->db, page->ctx.arena, id, &shown.account));
	TRY(read_grants(page, &shown));
	if (!page->form)
		take_once(page, &shown);
	page->title = str_of(tr(page->ctx.lang, N_("Användare")));
	html_admin_account(&page->html, page, &place, &shown);
	return OK;
}

/* ---- actions ---- */

/*
 * Gives a role, or asks a team lead to confirm it when it opens what concerns participants.  *code is
 * what the next page says.
 */
static enum err
give_or_ask(struct action *act, account_id account, int64_t role, int64_t team,
	struct str *code)
{
	const struct grant grant = { .account = account, .role = (enum role)role,
		.team = place_team(team) };
	approval_id id;

	*code = role_is_case_role(grant.role) ? STR("begard") : STR("roll");
	if (role_is_case_role(grant.role))
		return approval_ask_role(act->tx, act->ctx.scope, &grant, &id);
	return grant_give(act->tx, act->ctx.scope, &grant);
}

enum err
admin_add_account(struct action *act)
{
	const struct account_input *in = act->form;
	const struct made *made = act->prepared;
	const struct account_new new = { .login = in->login, .display_name = in->display_name,
		.password_hash = made->hash, .pin_hash = STR_NULL, .lang = act->ctx.lang };
	struct str code;
	account_id id;
	enum err e = account_create(act->tx, act->ctx.scope, &new, &id);

	if (e == ERR_CONFLICT) {
		form_error(act->state, ACCOUNT_LOGIN, N_("Inloggningsnamnet är upptaget."));
		return ERR_INVALID;
	}
	if (e == ERR_INVALID)
		form_error(act->state, ACCOUNT_LOGIN,
			N_("Inloggningsnamnet får bara ha små bokstäver a–z, siffror, punkt "
			"och bindestreck."));
	TRY(e);
	e = give_or_ask(act, id, in->role, in->team, &code);
	TRY(grant_failed(act->state, ACCOUNT_ROLE, e));
	TRY(keep_once(act, id, false));
	return see_other(act, url_account(act->ctx.arena, id,
		str_eq(code, STR("roll")) ? STR("konto") : STR("konto-begard")));
}

enum err
admin_add_existing(struct action *act)
{
	const struct existing_input *in = act->form;
	struct str code;
	account_id id;
	enum err e = account_by_login(act->db, act->ctx.arena, in->login, &id);

	if (e == ERR_NOT_FOUND) {
		form_error(act->state, EXISTING_LOGIN,
			N_("Det finns inget konto med det namnet."));
		return ERR_INVALID;
	}
	TRY(e);
	e = give_or_ask(act, id, in->role, in->team, &code);
	TRY(grant_failed(act->state, EXISTING_ROLE, e));
	return see_other(act, url_account(act->ctx.arena, id, code));
}

/* The account of the address, when it is known here: others look as if they did not exist. */
static enum err
known_here(struct action *act, account_id *id)
{
	account_id at = { act->ctx.at.id };
	enum err e = account_may_change(act->db, act->ctx.scope, at);

	*id = at;
	return e == ERR_FORBIDDEN ? OK : e;
}

enum err
admin_grant(struct action *act)
{
	const struct grant_input *in = act->form;
	struct str code;
	account_id id;
	enum err e;

	TRY(known_here(act, &id));
	e = give_or_ask(act, id, in->role, in->team, &code);
	TRY(grant_failed(act->state, GRANT_ROLE, e));
	return see_other(act, url_account(act->ctx.arena, id, code));
}

/* Nobody locks herself out: another administrator takes back one's administrator role. */
enum err
admin_revoke(struct action *act)
{
	const struct revoke_input *in = act->form;
	struct str team = in->grant, role;
	int64_t role_value;
	team_id team_value;
	account_id id;

	TRY(known_here(act, &id));
	if (!str_split(&team, '-', &role) || !team.p || str_to_int(role, &role_value) != OK
		|| str_to_int(team, &team_value.v) != OK)
		return ERR_NOT_FOUND;
	if (id.v == act->ctx.account.v && role_value == ROLE_ADMINISTRATOR)
		return ERR_FORBIDDEN;
	TRY(role_revoke(act->tx, act->ctx.scope, id, (enum role)role_value, team_value));
	return see_other(act, url_account(act->ctx.arena, id, STR("bort")));
}

/* One's own password is changed under /konto, where the present one is asked for. */
static enum err
somebody_else(struct action *act, account_id *id)
{
	*id = (account_id){ act->ctx.at.id };
	return id->v == act->ctx.account.v ? ERR_FORBIDDEN : OK;
}

enum err
admin_set_password(struct action *act)
{
	const struct made *made = act->prepared;
	account_id id;

	TRY(somebody_else(act, &id));
	TRY(account_set_password(act->tx, act->ctx.scope, id, made->hash));
	TRY(keep_once(act, id, false));
	return see_other(act, url_account(act->ctx.arena, id, STR("hemlighet")));
}

enum err
admin_set_pin(struct action *act)
{
	const struct made *made = act->prepared;
	account_id id;

	TRY(somebody_else(act, &id));
	TRY(account_set_pin(act->tx, act->ctx.scope, id, made->hash));
	TRY(keep_once(act, id, true));
	return see_other(act, url_account(act->ctx.arena, id, STR("hemlighet")));
}

enum err
admin_disable(struct action *act)
{
	account_id id;

	TRY(somebody_else(act, &id));
	TRY(account_set_disabled(act->tx, act->ctx.scope, id, true));
	return see_other(act, url_account(act->ctx.arena, id, STR("avstangd")));
}

enum err
admin_enable(struct action *act)
{
	account_id id;

	TRY(somebody_else(act, &id));
	TRY(account_set_disabled(act->tx, act->ctx.scope, id, false));
	return see_other(act, url_account(act->ctx.arena, id, STR("oppen")));
}
