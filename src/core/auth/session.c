/* Sessions: opened by a log-in, loaded for every request, closed by leaving or by time. */
#include "core/auth/internal.h"

#include "core/audit/audit.h"
#include "core/auth/auth.sql.h"
#include "core/auth/locked_hash.h"
#include "core/time/clock.h"

static struct str
hash_of(const struct token *token)
{
	return (struct str){ (const char *)token->hash, sizeof(token->hash) };
}

/*
 * What the database knows of a session that is not too old.  One of the future was opened while the
 * clock was wrong, and would outlive its limits by as much: it is over.
 */
static enum err
find(struct db *db, struct arena *a, const struct token *token,
	struct sql_auth_session_of *row)
{
	int64_t now = clock_now();

	TRY(sql_auth_session_of(db, a, hash_of(token), row));
	if (now - row->seen_at > SESSION_IDLE_SECONDS
		|| now - row->opened_at > SESSION_AGE_SECONDS
		|| row->seen_at - now > SESSION_FUTURE_SECONDS)
		return ERR_NOT_FOUND;
	return OK;
}

enum err
session_places(struct db *db, struct arena *a, account_id account, struct place **out,
	size_t *n)
{
	struct sql_auth_grants_of *grants;
	struct place *places;
	size_t n_grants, i, found = 0;

	TRY(sql_auth_grants_of(db, a, account, clock_today(), &grants, &n_grants));
	places = ARENA_ARRAY(a, struct place, n_grants ? n_grants : 1);
	if (!places)
		return ERR_LIMIT;
	for (i = 0; i < n_grants; i++) {
		const struct sql_auth_grants_of *g = &grants[i];
		struct place *p = found ? &places[found - 1] : NULL;

		/* the query's order puts the roles of one place next to one another */
		if (!p || p->org.v != g->org_id.v || p->team.v != g->team_id.v) {
			p = &places[found++];
			p->org = g->org_id;
			p->team = g->team_id;
			p->org_name = g->place_name;
			p->team_name = g->team_name;
		}
		p->roles |= 1u << g->role;
	}
	*out = places;
	*n = found;
	return OK;
}

/* ERR_NOT_FOUND when it is none of them. */
static enum err
find_place(const struct place *places, size_t n, org_id org, team_id team, struct place *out)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (places[i].org.v == org.v && places[i].team.v == team.v) {
			*out = places[i];
			return OK;
		}
	}
	return ERR_NOT_FOUND;
}

/*
 * Roles are read anew for every request: a role taken back, or past its last day, is gone at once,
 * and whoever has lost the chosen place stands before the choice again.
 */
static enum err
add_place(struct db *db, struct arena *a, const struct sql_auth_session_of *row,
	struct session *session)
{
	struct scope scope = { .org = row->place_org_id, .team = row->place_team_id,
		.account = row->account_id };
	struct place *places;
	size_t n;

	if (!row->place_org_id.v)
		return OK;
	TRY(session_places(db, a, row->account_id, &places, &n));
	if (find_place(places, n, row->place_org_id, row->place_team_id, &session->place) != OK)
		return OK;
	session->n_places = n;
	scope.roles = session->place.roles;
	return scope_new(a, &scope, &session->scope);
}

enum err
session_load(struct db *db, struct arena *a, struct str text, struct session *out)
{
	struct sql_auth_session_of row;
	struct session session = { 0 };
	struct token token;
	bool is_shut;

	TRY(token_read(text, &token));
	TRY(find(db, a, &token, &row));
	session.account = row.account_id;
	session.display_name = row.display_name;
	session.lang = row.lang == LANG_EN ? LANG_EN : LANG_SV;
	session.vault = token.vault;
	session.csrf = arena_str(a, str_of(token.csrf));
	is_shut = shut_has(&token);
	/* locked by a process that is no more, with the count of wrong PINs */
	if (row.is_locked && !is_shut)
		return ERR_NOT_FOUND;
	session.is_lock_fresh = is_shut && !row.is_locked;
	if (is_shut)
		session.gate = GATE_PIN;
	else if (row.is_password_handed)
		session.gate = GATE_PASSWORD;
	session.seconds_left = row.opened_at + SESSION_AGE_SECONDS - clock_now();
	session.is_touch_due = clock_now() - row.seen_at >= SESSION_TOUCH_SECONDS;
	TRY(add_place(db, a, &row, &session));
	if (arena_is_full(a))
		return ERR_LIMIT;
	*out = session;
	return OK;
}

void
session_shut(struct str text)
{
	struct token token;

	if (token_read(text, &token) == OK)
		shut_add(&token);
}

enum err
session_lock(struct tx *tx, struct str text)
{
	struct token token;

	TRY(token_read(text, &token));
	shut_add(&token);
	return sql_auth_session_set_locked(tx, true, hash_of(&token));
}

enum err
session_unlock(struct tx *tx, struct str text)
{
	struct token token;

	TRY(token_read(text, &token));
	TRY(sql_auth_session_set_locked(tx, false, hash_of(&token)));
	shut_remove(&token);
	return OK;
}

enum err
session_touch(struct tx *tx, struct str text)
{
	struct token token;

	TRY(token_read(text, &token));
	return sql_auth_session_touch(tx, clock_now(), hash_of(&token));
}

/*
 * The name is looked up first and the hash checked in any case: against nothing for an unknown or
 * disabled account, which costs the same argon2 call.
 */
enum err
login_check(struct db *db, struct arena *a, struct str login, struct str password,
	struct login_attempt *out)
{
	struct sql_auth_account_for_login row = { 0 };
	enum err e = sql_auth_account_for_login(db, a, login, &row);
	bool is_known = e == OK && !row.is_disabled;

	*out = (struct login_attempt){ .account = { 0 } };
	if (e != OK && e != ERR_NOT_FOUND)
		return e;
	e = locked_hash_verify(is_known ? row.password_hash : STR_NULL, password);
	if (e == ERR_FORBIDDEN)
		return OK;
	TRY(e);
	if (is_known)
		out->account = row.id;
	return OK;
}

/* A session under a new token; its age goes on when it stands in for an older one. */
static enum err
open_anew(struct tx *tx, const struct sql_auth_session_open_in *like,
	struct session_change *change)
{
	struct sql_auth_session_open_in in = *like;
	struct session_change opened = { .kind = SESSION_OPENED };
	struct token token;

	token_new(opened.token);
	TRY(token_read(str_of(opened.token), &token));
	if (in.is_locked)
		shut_add(&token);
	in.token_hash = hash_of(&token);
	in.seen_at = clock_now();
	TRY(sql_auth_session_open(tx, &in));
	opened.awaits_code = in.awaits_code != 0;
	*change = opened;
	return OK;
}

static enum err
close_old(struct tx *tx, struct str text)
{
	struct token token;

	if (token_read(text, &token) != OK)
		return OK;
	vault_close(token.vault);
	return sql_auth_session_close(tx, hash_of(&token));
}

static enum err
needs_code(struct tx *tx, struct arena *a, account_id account, bool *out)
{
	struct sql_auth_totp_of row;
	enum err e = sql_auth_totp_of(tx_db(tx), a, account, &row);

	if (e != OK && e != ERR_NOT_FOUND)
		return e;
	*out = e == OK && row.is_trusted;
	return OK;
}

enum err
session_open(struct tx *tx, struct arena *a, const struct login_attempt *attempt,
	struct str old_token, struct session_change *change)
{
	struct sql_auth_session_open_in in = { .account_id = attempt->account,
		.opened_at = clock_now() };
	struct audit_event event = { AUDIT_VERB_LOGIN, "session.open", attempt->account.v };
	struct place *places;
	bool awaits_code;
	size_t n;

	if (!attempt->account.v)
		return ERR_FORBIDDEN;
	TRY(needs_code(tx, a, attempt->account, &awaits_code));
	in.awaits_code = awaits_code && !attempt->has_second && !attempt->is_renewal;
	TRY(session_places(tx_db(tx), a, attempt->account, &places, &n));
	if (n == 1) {
		in.place_org_id = places[0].org;
		in.place_team_id = places[0].team;
	}
	TRY(close_old(tx, old_token));
	TRY(sql_auth_session_drop_old(tx, clock_now() - SESSION_IDLE_SECONDS,
		clock_now() - SESSION_AGE_SECONDS));
	TRY(open_anew(tx, &in, change));
	if (attempt->lang != LANG_SV)
		TRY(sql_auth_account_reads(tx, attempt->lang, attempt->account));
	if (in.awaits_code)
		return OK;
	if (attempt->is_renewal)
		return OK;
	pin_tries_forgive(attempt->account);
	TRY(sql_auth_account_logged_in(tx, clock_today(), attempt->account));
	return audit_append_as(tx, in.place_org_id, attempt->account, &event);
}

enum err
session_close(struct tx *tx, struct str text, struct session_change *change)
{
	TRY(close_old(tx, text));
	*change = (struct session_change){ .kind = SESSION_CLOSED };
	return OK;
}

enum err
session_close_after_pins(struct tx *tx, org_id org, account_id account, struct str token,
	struct session_change *change)
{
	struct audit_event event = { AUDIT_VERB_REFUSE, "session.pin_end", account.v };

	TRY(session_close(tx, token, change));
	return audit_append_as(tx, org, account, &event);
}

enum err
session_close_everywhere(struct tx *tx, org_id org, account_id account, struct str token,
	struct session_change *change)
{
	struct audit_event event = { AUDIT_VERB_LOGIN, "session.close_all", account.v };

	TRY(close_old(tx, token));
	TRY(sql_auth_session_close_all(tx, account));
	*change = (struct session_change){ .kind = SESSION_CLOSED };
	return audit_append_as(tx, org, account, &event);
}

enum err
session_count(struct db *db, struct arena *a, account_id account, int64_t *n)
{
	struct sql_auth_sessions_open row;

	TRY(sql_auth_sessions_open(db, a, account, clock_now() - SESSION_IDLE_SECONDS,
		clock_now() - SESSION_AGE_SECONDS, &row));
	*n = row.n;
	return OK;
}

enum err
session_choose_place(struct tx *tx, struct arena *a, struct str text, org_id org, team_id team,
	struct session_change *change)
{
	struct audit_event event = { AUDIT_VERB_LOGIN, "session.place", 0 };
	struct sql_auth_session_open_in in = { .place_org_id = org, .place_team_id = team };
	struct sql_auth_session_of row;
	struct place *places, place;
	struct token token;
	size_t n;

	TRY(token_read(text, &token));
	TRY(find(tx_db(tx), a, &token, &row));
	TRY(session_places(tx_db(tx), a, row.account_id, &places, &n));
	TRY(find_place(places, n, org, team, &place));
	in.account_id = row.account_id;
	in.opened_at = row.opened_at;
	in.is_locked = row.is_locked || shut_has(&token);
	TRY(close_old(tx, text));
	TRY(open_anew(tx, &in, change));
	event.subject = row.account_id.v;
	return audit_append_as(tx, org, row.account_id, &event);
}

enum err
pin_check(struct db *db, struct arena *a, account_id account, struct vault_key vault,
	struct str pin)
{
	struct sql_auth_account_of row;
	enum err e;

	if (!account.v || !vault.is_set)
		return ERR_FORBIDDEN;
	TRY(sql_auth_account_of(db, a, account, &row));
	if (!pin_try_take(account))
		e = ERR_LIMIT;
	else
		e = locked_hash_verify(row.pin_hash, pin);
	if (e == OK)
		pin_tries_forgive(account);
	if (e == ERR_FORBIDDEN && pin_try_was_last(account))
		e = ERR_LIMIT;
	if (e == ERR_LIMIT)
		vault_close(vault);
	return e;
}

enum err
session_purge(struct tx *tx, struct arena *a, int64_t before, int64_t *n)
{
	struct sql_auth_session_count_old old;

	TRY(sql_auth_session_count_old(tx_db(tx), a, before, &old));
	TRY(sql_auth_session_drop_old(tx, 0, before));
	*n = old.n;
	return OK;
}
