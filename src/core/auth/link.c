/* One-time links: made by an administrator, found and used by whoever got them. */
#include "core/auth/link.h"

#include "core/audit/audit.h"
#include "core/auth/approval.h"
#include "core/auth/auth.sql.h"
#include "core/auth/internal.h"
#include "core/auth/notice.h"
#include "core/time/clock.h"

enum { HOUR_SECONDS = 3600, KEPT_SECONDS = 7 * 24 * HOUR_SECONDS };

static const int64_t lifetimes[] = {
	[LINK_INVITATION] = 72 * HOUR_SECONDS,
	[LINK_RESET] = 24 * HOUR_SECONDS,
};

/* Names the purpose of the hash: the text of a link is no cookie, and the other way round. */
static const uint8_t link_purpose[CRYPTO_KEY_BYTES] = "lotsa one-time link, stored form";

static void
hash_link(struct str text, uint8_t out[CRYPTO_HASH_BYTES])
{
	crypto_keyed_hash(link_purpose, &text, 1, out);
}

static struct str
hash_str(const uint8_t hash[CRYPTO_HASH_BYTES])
{
	return (struct str){ (const char *)hash, CRYPTO_HASH_BYTES };
}

/* One that lasts longer than it can was made while the clock was wrong. */
static bool
is_over(int64_t kind, int64_t expires_at)
{
	int64_t left = expires_at - clock_now();

	return left <= 0 || left > lifetimes[kind] + SESSION_FUTURE_SECONDS;
}

/*
 * A closed account is opened again before anybody is let into it, and both halves of a log-in are
 * reset by two.  Whoever has a password already gets a new one, whatever the link is called.
 */
static enum err
check_account(struct db *db, const struct scope *scope, struct arena *a, account_id account,
	enum change_kind *kind)
{
	struct sql_auth_account_of row;
	bool needs_second;

	TRY(account_may_change(db, scope, account));
	TRY(sql_auth_account_of(db, a, account, &row));
	if (row.is_disabled)
		return ERR_CONFLICT;
	TRY(reset_needs_second(db, scope, a, account, RESET_PASSWORD, &needs_second));
	if (needs_second)
		return ERR_FORBIDDEN;
	*kind = str_is_empty(row.password_hash) ? CHANGE_INVITED : CHANGE_LINK;
	return OK;
}

enum err
link_make(struct tx *tx, const struct scope *scope, account_id account, enum link_kind kind,
	char token[LINK_TOKEN_TEXT])
{
	uint8_t hash[CRYPTO_HASH_BYTES];
	struct sql_auth_link_put_in in = { .id = account, .kind = kind,
		.expires_at = clock_now() + lifetimes[kind], .place_org_id = scope->org,
		.made_by = scope->account };
	struct change_note note = { .kind = CHANGE_LINK };
	char text[LINK_TOKEN_TEXT];
	struct arena *a;
	enum err e;

	if (scope->account.v && scope->account.v == account.v)
		return ERR_FORBIDDEN;
	a = arena_new(16 * 1024);
	if (!a)
		return ERR_LIMIT;
	e = check_account(tx_db(tx), scope, a, account, &note.kind);
	arena_free(a);
	TRY(e);
	token_new(text);
	hash_link(str_of(text), hash);
	in.token_hash = hash_str(hash);
	TRY(sql_auth_link_drop_old(tx, clock_now() - KEPT_SECONDS));
	TRY(sql_auth_link_put(tx, scope, &in));
	TRY(change_note(tx, scope, account, &note));
	memcpy(token, text, sizeof(text));
	crypto_wipe(text, sizeof(text));
	return OK;
}

enum err
link_withdraw(struct tx *tx, const struct scope *scope, account_id account)
{
	enum err e;

	TRY(account_may_change(tx_db(tx), scope, account));
	e = sql_auth_link_withdraw(tx, scope, account);
	return e == ERR_CONFLICT ? ERR_NOT_FOUND : e;
}

enum err
link_state_of(struct db *db, const struct scope *scope, struct arena *a, account_id account,
	struct link_state *out)
{
	struct sql_auth_link_of row;
	int hour, minute;
	enum err e;

	TRY(account_may_change(db, scope, account));
	e = sql_auth_link_of(db, a, account, &row);
	if (e == ERR_NOT_FOUND) {
		*out = (struct link_state){ .kind = LINK_NONE };
		return OK;
	}
	TRY(e);
	*out = (struct link_state){ .kind = (enum link_kind)row.kind,
		.is_used = row.is_used,
		.is_over = is_over(row.kind, row.expires_at),
		.made_by = row.made_by };
	clock_local(row.expires_at, &out->until, &hour, &minute);
	return OK;
}

/* ---- the person who got it ---- */

static enum err
find(struct db *db, struct arena *a, struct str token, struct sql_auth_link_find *row)
{
	uint8_t hash[CRYPTO_HASH_BYTES];

	hash_link(token, hash);
	TRY(sql_auth_link_find(db, a, hash_str(hash), row));
	return is_over(row->kind, row->expires_at) ? ERR_NOT_FOUND : OK;
}

enum err
link_find(struct db *db, struct arena *a, struct str token, struct link_found *out)
{
	struct sql_auth_link_find row;

	TRY(find(db, a, token, &row));
	*out = (struct link_found){ row.account_id, row.login, (enum link_kind)row.kind };
	return OK;
}

/*
 * The change that marks it used decides between two postings at the same time.  Nobody is logged in
 * here: the record goes to the chain of the place where the link was made.
 */
enum err
link_use(struct tx *tx, struct arena *a, struct str token, struct str password_hash)
{
	struct audit_event event = { AUDIT_VERB_WRITE, "account.link_used", 0 };
	struct notice_new told = { .kind = NOTICE_PASSWORD };
	uint8_t hash[CRYPTO_HASH_BYTES];
	struct sql_auth_link_find row;
	enum err e;

	TRY(find(tx_db(tx), a, token, &row));
	hash_link(token, hash);
	e = sql_auth_link_use(tx, hash_str(hash));
	if (e != OK)
		return e == ERR_CONFLICT ? ERR_NOT_FOUND : e;
	TRY(sql_auth_account_set_own_password(tx, password_hash, row.account_id));
	TRY(sql_auth_session_close_all(tx, row.account_id));
	told.account = row.account_id;
	told.by = row.made_by;
	if (row.kind == LINK_RESET)
		TRY(notice_put(tx, &told));
	event.subject = row.account_id.v;
	return audit_append_as(tx, row.place_org_id, row.account_id, &event);
}
