/* Accounts and roles: made and changed under a scope, every change audited. */
#include "core/auth/internal.h"

#include "core/auth/auth.sql.h"
#include "core/auth/notice.h"
#include "core/time/clock.h"

enum { LOGIN_MIN = 2, LOGIN_MAX = 40, NAME_MIN = 2, NAME_MAX = 200 };

/* Stored in org.kind by the room people. */
enum { KIND_PARTY = 1, KIND_ASSOCIATION = 2, KIND_NATION = 3 };

static bool
is_login(struct str s)
{
	size_t i;

	for (i = 0; i < s.n; i++) {
		char c = s.p[i];
		bool is_inner = i > 0 && i + 1 < s.n;

		if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9')
			&& !(is_inner && (c == '.' || c == '-')))
			return false;
	}
	return s.n >= LOGIN_MIN && s.n <= LOGIN_MAX;
}

enum err
account_may_change(struct db *db, const struct scope *scope, account_id id)
{
	struct sql_auth_grants_here here;
	struct sql_auth_grants_elsewhere elsewhere;
	struct arena *a;
	enum err e;

	if (!str_is_empty(scope->job) || (scope->account.v == id.v && id.v != 0))
		return OK;
	if (!scope_may(scope, PERM_ADMIN))
		return ERR_FORBIDDEN;
	a = arena_new(4096);
	if (!a)
		return ERR_LIMIT;
	e = sql_auth_grants_here(db, scope, a, id, clock_today(), &here);
	if (e == OK)
		e = sql_auth_grants_elsewhere(db, a, id, scope->org, clock_today(), &elsewhere);
	if (e == OK && here.n == 0)
		e = ERR_NOT_FOUND;
	else if (e == OK && elsewhere.n > 0)
		e = ERR_FORBIDDEN;
	arena_free(a);
	return e;
}

enum err
account_create(struct tx *tx, const struct scope *scope, const struct account_new *new,
	account_id *id)
{
	struct sql_auth_account_add_in in = { .login = new->login,
		.display_name = new->display_name, .password_hash = new->password_hash,
		.is_password_handed = !str_is_empty(new->password_hash) && !new->is_practice,
		.pin_hash = new->pin_hash, .lang = new->lang, .created_on = clock_today() };
	size_t n = str_code_points(new->display_name);
	struct sql_auth_account_add row;
	struct arena *a;
	enum err e;

	if (!scope_may(scope, PERM_ADMIN))
		return ERR_FORBIDDEN;
	if (!is_login(new->login) || n < NAME_MIN || n > NAME_MAX)
		return ERR_INVALID;
	a = arena_new(4096);
	if (!a)
		return ERR_LIMIT;
	e = sql_auth_account_add(tx, scope, a, &in, &row);
	arena_free(a);
	if (e == OK)
		*id = row.id;
	return e;
}

/* What somebody else did to the account is told to its owner. */
static enum err
tell(struct tx *tx, const struct scope *scope, account_id id, enum notice_kind kind)
{
	const struct notice_new in = { .account = id, .kind = kind, .by = scope->account };

	return notice_put(tx, &in);
}

enum err
account_set_password(struct tx *tx, const struct scope *scope, account_id id,
	struct str password_hash)
{
	bool is_own = scope->account.v == id.v;

	TRY(account_may_change(tx_db(tx), scope, id));
	TRY(sql_auth_account_set_password(tx, scope, password_hash, !is_own, id));
	TRY(sql_auth_link_drop(tx, id));
	TRY(tell(tx, scope, id, NOTICE_PASSWORD));
	return sql_auth_session_close_all(tx, id);
}

enum err
account_set_pin(struct tx *tx, const struct scope *scope, account_id id, struct str pin_hash)
{
	TRY(account_may_change(tx_db(tx), scope, id));
	TRY(tell(tx, scope, id, NOTICE_PIN));
	return sql_auth_account_set_pin(tx, scope, pin_hash, id);
}

enum err
account_set_lang(struct tx *tx, const struct scope *scope, account_id id, enum lang lang)
{
	TRY(account_may_change(tx_db(tx), scope, id));
	return sql_auth_account_set_lang(tx, scope, lang, id);
}

enum err
account_set_disabled(struct tx *tx, const struct scope *scope, account_id id, bool is_disabled)
{
	TRY(account_may_change(tx_db(tx), scope, id));
	TRY(sql_auth_account_set_disabled(tx, scope, is_disabled, id));
	if (!is_disabled)
		return tell(tx, scope, id, NOTICE_ENABLED);
	TRY(sql_auth_link_drop(tx, id));
	return sql_auth_session_close_all(tx, id);
}

enum err
account_by_login(struct db *db, struct arena *a, struct str login, account_id *id)
{
	struct sql_auth_account_for_login row;

	TRY(sql_auth_account_for_login(db, a, login, &row));
	*id = row.id;
	return OK;
}

enum err
account_by_id(struct db *db, struct arena *a, account_id id, struct account *out)
{
	struct sql_auth_account_of row;

	TRY(sql_auth_account_of(db, a, id, &row));
	*out = (struct account){
		.id = row.id,
		.login = row.login,
		.display_name = row.display_name,
		.lang = row.lang == LANG_EN ? LANG_EN : LANG_SV,
		.has_password = !str_is_empty(row.password_hash),
		.has_pin = !str_is_empty(row.pin_hash),
		.is_disabled = row.is_disabled,
		.is_password_handed = row.is_password_handed,
	};
	return OK;
}

enum err
password_check(struct db *db, struct arena *a, account_id id, struct str password)
{
	struct sql_auth_account_of row;

	TRY(sql_auth_account_of(db, a, id, &row));
	return crypto_password_verify(row.password_hash, password);
}

/*
 * Who asks participants works for a party; an association never sees a participant, so those roles
 * do not exist there (domain.md: one place at a time).
 */
static bool
role_fits(enum role role, int64_t kind, team_id team)
{
	if (team.v && role != ROLE_CASEWORKER && role != ROLE_TEAM_LEAD)
		return false;
	switch (role) {
	case ROLE_CASEWORKER:
	case ROLE_TEAM_LEAD:
		return kind == KIND_PARTY;
	case ROLE_CATALOGUE_EDITOR:
	case ROLE_ASSOCIATION_MANAGER:
		return kind == KIND_ASSOCIATION;
	case ROLE_NATIONAL_ANALYST:
		return kind == KIND_NATION;
	case ROLE_AUDITOR:
	case ROLE_ADMINISTRATOR:
		return true;
	case ROLE_NONE:
	case ROLE_COUNT:
		break;
	}
	return false;
}

/* A grant that was ended is taken up again; else a new one. */
static enum err
grant_in(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct sql_auth_grant_add_in *in)
{
	struct sql_auth_grant_again_in again = { .account_id = in->account_id, .role = in->role,
		.team_id = in->team_id, .from_on = in->from_on };
	struct sql_auth_grant_add row;
	struct sql_auth_org_kind place;
	enum err e;

	TRY(sql_auth_org_kind(tx_db(tx), a, scope->org, &place));
	if (!role_fits((enum role)in->role, place.kind, in->team_id))
		return ERR_INVALID;
	e = sql_auth_grant_again(tx, scope, &again);
	return e == ERR_CONFLICT ? sql_auth_grant_add(tx, scope, a, in, &row) : e;
}

enum err
role_grant(struct tx *tx, const struct scope *scope, account_id account, enum role role,
	team_id team)
{
	struct sql_auth_grant_add_in in = { .account_id = account, .role = role,
		.team_id = team, .from_on = clock_today() };
	struct arena *a;
	enum err e;

	if (!scope_may(scope, PERM_ADMIN)
		|| (scope->account.v && scope->account.v == account.v))
		return ERR_FORBIDDEN;
	a = arena_new(4096);
	if (!a)
		return ERR_LIMIT;
	e = grant_in(tx, scope, a, &in);
	arena_free(a);
	return e;
}

/* The grant ends with yesterday: who had access when can still be told. */
enum err
role_revoke(struct tx *tx, const struct scope *scope, account_id account, enum role role,
	team_id team)
{
	struct sql_auth_grant_end_in in = { .account_id = account, .role = role,
		.team_id = team, .until_on = date_add_days(clock_today(), -1) };
	enum err e;

	if (!scope_may(scope, PERM_ADMIN))
		return ERR_FORBIDDEN;
	e = sql_auth_grant_end(tx, scope, &in);
	return e == ERR_CONFLICT ? ERR_NOT_FOUND : e;
}

enum err
account_list(struct db *db, const struct scope *scope, struct arena *a,
	struct account_row **rows, size_t *n)
{
	struct sql_auth_account_list *found;
	struct account_row *list;
	size_t n_found, i;

	if (!scope_may(scope, PERM_ADMIN))
		return ERR_FORBIDDEN;
	TRY(sql_auth_account_list(db, scope, a, clock_today(), &found, &n_found));
	list = ARENA_ARRAY(a, struct account_row, n_found ? n_found : 1);
	if (!list)
		return ERR_LIMIT;
	for (i = 0; i < n_found; i++)
		list[i] = (struct account_row){
			.id = found[i].id,
			.login = found[i].login,
			.display_name = found[i].display_name,
			.role = (enum role)found[i].role,
			.team = found[i].team_id,
			.team_name = found[i].team_name,
			.is_disabled = found[i].is_disabled,
		};
	*rows = list;
	*n = n_found;
	return OK;
}
