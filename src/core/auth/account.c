/* Accounts and roles: made and changed under a scope, every change audited. */
#include "core/auth/approval.h"
#include "core/auth/internal.h"

#include "core/audit/audit.h"
#include "core/auth/auth.sql.h"
#include "core/auth/locked_hash.h"
#include "core/auth/notice.h"
#include "core/time/clock.h"

enum { LOGIN_MIN = 2, LOGIN_MAX = 40, NAME_MIN = 2, NAME_MAX = 200 };

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
account_is_only_here(struct db *db, const struct scope *scope, struct arena *a, account_id id)
{
	/* a role that is ended today has held until yesterday */
	const struct sql_auth_grants_elsewhere_in in = { .account_id = id, .org_id = scope->org,
		.left_on = date_add_days(clock_today(), -CHANGE_UNDO_DAYS - 1),
		.today_on = clock_today() };
	struct sql_auth_grants_elsewhere elsewhere;

	TRY(sql_auth_grants_elsewhere(db, a, &in, &elsewhere));
	return elsewhere.n == 0 ? OK : ERR_FORBIDDEN;
}

enum err
account_may_change(struct db *db, const struct scope *scope, account_id id)
{
	struct sql_auth_grants_here here;
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
	if (e == OK && here.n == 0)
		e = ERR_NOT_FOUND;
	if (e == OK)
		e = account_is_only_here(db, scope, a, id);
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
	TRY(e);
	*id = row.id;
	return change_note(tx, scope, row.id,
		&(struct change_note){ .kind = CHANGE_CREATED });
}

/* What a person does to her own log-in is no change by somebody else. */
static enum err
note_by_other(struct tx *tx, const struct scope *scope, account_id id, enum change_kind kind)
{
	if (scope->account.v && scope->account.v == id.v)
		return OK;
	return change_note(tx, scope, id, &(struct change_note){ .kind = kind });
}

/* Both halves of a log-in are reset by two (core/auth/approval.h). */
static enum err
may_set_password(struct db *db, const struct scope *scope, account_id id)
{
	struct arena *a;
	bool needs_second;
	enum err e;

	TRY(account_may_change(db, scope, id));
	a = arena_new(16 * 1024);
	if (!a)
		return ERR_LIMIT;
	e = reset_needs_second(db, scope, a, id, RESET_PASSWORD, &needs_second);
	arena_free(a);
	return e == OK && needs_second ? ERR_FORBIDDEN : e;
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

	TRY(may_set_password(tx_db(tx), scope, id));
	TRY(sql_auth_account_set_password(tx, scope, password_hash, !is_own, id));
	TRY(sql_auth_link_drop(tx, id));
	TRY(tell(tx, scope, id, NOTICE_PASSWORD));
	TRY(note_by_other(tx, scope, id, CHANGE_PASSWORD));
	return sql_auth_session_close_all(tx, id);
}

enum err
account_set_own_password(struct tx *tx, org_id org, account_id id, struct str password_hash)
{
	struct audit_event event = { AUDIT_VERB_WRITE, "account.password", id.v };

	TRY(sql_auth_account_set_own_password(tx, password_hash, id));
	TRY(sql_auth_link_drop(tx, id));
	TRY(sql_auth_session_close_all(tx, id));
	return audit_append_as(tx, org, id, &event);
}

enum err
account_set_pin(struct tx *tx, const struct scope *scope, account_id id, struct str pin_hash)
{
	TRY(account_may_change(tx_db(tx), scope, id));
	TRY(tell(tx, scope, id, NOTICE_PIN));
	TRY(sql_auth_account_set_pin(tx, scope, pin_hash, id));
	return note_by_other(tx, scope, id, CHANGE_PIN);
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
	TRY(note_by_other(tx, scope, id, is_disabled ? CHANGE_DISABLED : CHANGE_ENABLED));
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
account_works_with(struct db *db, struct arena *a, account_id id, org_id association)
{
	struct sql_auth_works_with found;

	TRY(sql_auth_works_with(db, a, id, clock_today(), association, &found));
	return found.n > 0 ? OK : ERR_INVALID;
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
		.login_before = row.login_before_on,
		.days_known = (unsigned)row.days_known,
	};
	return OK;
}

enum err
account_knows_days(struct tx *tx, account_id id, unsigned roles)
{
	return sql_auth_account_knows_days(tx, roles, id);
}

enum err
password_check(struct db *db, struct arena *a, account_id id, struct str password)
{
	struct sql_auth_account_of row;

	TRY(sql_auth_account_of(db, a, id, &row));
	return locked_hash_verify(row.password_hash, password);
}
