/* The second step of a log-in: made, confirmed, used once per code, ended. */
#include "core/auth/second_step.h"

#include "core/auth/auth.sql.h"
#include "core/auth/internal.h"
#include "core/auth/totp.h"
#include "core/crypto/keys.h"
#include "core/time/clock.h"

enum {
	WAITING_SECONDS = 5 * 60,
	STORED_SECRET = TOTP_SECRET_BYTES + CRYPTO_WRAP_OVERHEAD,
	STEPS_KEPT = 10
};

static enum err
open_secret(struct str stored, uint8_t secret[TOTP_SECRET_BYTES])
{
	if (stored.n != STORED_SECRET)
		return ERR_DB;
	/* a restored database without its keys folder: nobody can tell a right code */
	return crypto_unwrap(stored, keys_totp(), secret) == OK ? OK : ERR_IO;
}

/* Bound to its account: the same code of another account has another hash. */
static void
hash_code(account_id account, struct str code, uint8_t out[CRYPTO_HASH_BYTES])
{
	struct str parts[] = { { (const char *)&account.v, sizeof(account.v) }, code };
	uint8_t key[CRYPTO_KEY_BYTES];

	crypto_subkey(keys_totp(), "recovery", key);
	crypto_keyed_hash(key, parts, 2, out);
	crypto_wipe(key, sizeof(key));
}

static struct str
hash_str(const uint8_t hash[CRYPTO_HASH_BYTES])
{
	return (struct str){ (const char *)hash, CRYPTO_HASH_BYTES };
}

/* ---- what the owner of the account sees ---- */

static enum err
describe(struct db *db, struct arena *a, account_id account, struct str stored,
	struct second_step *out)
{
	struct sql_auth_account_of row;
	uint8_t secret[TOTP_SECRET_BYTES];
	struct buf groups BUF_CLEANUP = buf_new(256);
	struct str text;
	size_t i;

	TRY(sql_auth_account_of(db, a, account, &row));
	TRY(open_secret(stored, secret));
	text = totp_text(a, secret);
	crypto_wipe(secret, sizeof(secret));
	for (i = 0; i < text.n; i += 4) {
		buf_put(&groups, i ? STR(" ") : STR(""));
		buf_put(&groups, str_sub(text, i, i + 4 < text.n ? i + 4 : text.n));
	}
	out->secret = arena_str(a, buf_str(&groups));
	out->address = arena_printf(a, "otpauth://totp/Lotsa:%.*s?secret=%.*s&issuer=Lotsa",
		STR_ARG(row.login), STR_ARG(text));
	return arena_is_full(a) ? ERR_LIMIT : OK;
}

enum err
second_step_of(struct db *db, struct arena *a, account_id account, struct second_step *out)
{
	struct second_step step = { .is_on = false };
	struct sql_auth_totp_of row;
	struct sql_auth_recovery_left left;
	enum err e = sql_auth_totp_of(db, a, account, &row);

	if (e == ERR_NOT_FOUND) {
		*out = step;
		return OK;
	}
	TRY(e);
	step.is_on = row.is_trusted;
	step.is_begun = !row.is_trusted;
	if (step.is_begun)
		TRY(describe(db, a, account, row.secret, &step));
	TRY(sql_auth_recovery_left(db, a, account, &left));
	step.codes_left = left.n;
	*out = step;
	return OK;
}

enum err
second_step_begin(struct tx *tx, const struct scope *scope, account_id account)
{
	uint8_t secret[TOTP_SECRET_BYTES], stored[STORED_SECRET];
	struct str plain = { (const char *)secret, sizeof(secret) };
	struct second_step now;
	struct arena *a;
	enum err e;

	if (scope->account.v != account.v)
		return ERR_FORBIDDEN;
	a = arena_new(16 * 1024);
	if (!a)
		return ERR_LIMIT;
	e = second_step_of(tx_db(tx), a, account, &now);
	arena_free(a);
	TRY(e);
	if (now.is_on)
		return ERR_CONFLICT;
	crypto_random(secret, sizeof(secret));
	crypto_wrap(plain, keys_totp(), stored);
	crypto_wipe(secret, sizeof(secret));
	return sql_auth_totp_begin(tx, account, (struct str){ (const char *)stored,
		sizeof(stored) });
}

/* 31 characters that cannot be mistaken for one another; ten of them are 49 bits. */
static enum err
make_codes(struct tx *tx, account_id account, struct recovery_codes *codes)
{
	static const char readable[] = "abcdefghjkmnpqrstuvwxyz23456789";
	int i, k;

	TRY(sql_auth_recovery_drop(tx, account));
	for (i = 0; i < RECOVERY_CODES; i++) {
		char plain[RECOVERY_CODE_TEXT - 2] = { 0 };
		uint8_t hash[CRYPTO_HASH_BYTES];

		for (k = 0; k < (int)sizeof(plain); k++)
			plain[k] = readable[crypto_random_below(sizeof(readable) - 1)];
		memcpy(codes->text[i], plain, 5);
		codes->text[i][5] = '-';
		memcpy(codes->text[i] + 6, plain + 5, 5);
		codes->text[i][11] = '\0';
		hash_code(account, (struct str){ plain, sizeof(plain) }, hash);
		TRY(sql_auth_recovery_add(tx, account, hash_str(hash)));
	}
	return OK;
}

/* What people type: digits in groups, capitals, a dash or none. */
static struct str
plain_code(struct str typed, char *out, size_t longest)
{
	size_t i, n = 0;

	for (i = 0; i < typed.n && n < longest; i++) {
		char c = typed.p[i];

		if (c != ' ' && c != '-')
			out[n++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
	}
	return (struct str){ out, n };
}

static enum err
check_app(struct str stored, struct str code, int64_t *step)
{
	uint8_t secret[TOTP_SECRET_BYTES];
	enum err e;

	TRY(open_secret(stored, secret));
	e = totp_check(secret, code, clock_now(), step);
	crypto_wipe(secret, sizeof(secret));
	return e;
}

enum err
second_step_confirm(struct tx *tx, const struct scope *scope, account_id account,
	struct str typed, struct recovery_codes *codes)
{
	struct recovery_codes made;
	struct sql_auth_totp_of row;
	char plain[32];
	int64_t step;
	struct arena *a;
	enum err e;

	if (scope->account.v != account.v)
		return ERR_FORBIDDEN;
	a = arena_new(16 * 1024);
	if (!a)
		return ERR_LIMIT;
	e = sql_auth_totp_of(tx_db(tx), a, account, &row);
	if (e == OK && row.is_trusted)
		e = ERR_CONFLICT;
	if (e == OK)
		e = check_app(row.secret, plain_code(typed, plain, sizeof(plain)), &step);
	arena_free(a);
	TRY(e);
	TRY(sql_auth_totp_confirm(tx, scope, step, account));
	TRY(make_codes(tx, account, &made));
	*codes = made;
	crypto_wipe(&made, sizeof(made));
	return OK;
}

enum err
second_step_end(struct tx *tx, const struct scope *scope, account_id account)
{
	enum err e;

	if (scope->account.v != account.v)
		return ERR_FORBIDDEN;
	TRY(sql_auth_recovery_drop(tx, account));
	e = sql_auth_totp_end(tx, scope, account);
	return e == ERR_CONFLICT ? ERR_NOT_FOUND : e;
}

/* ---- at log-in ---- */

static enum err
find_waiting(struct db *db, struct arena *a, struct str text, struct sql_auth_waiting_of *row)
{
	struct token token;
	int64_t age;

	TRY(token_read(text, &token));
	TRY(sql_auth_waiting_of(db, a, hash_str(token.hash), row));
	age = clock_now() - row->opened_at;
	return age > WAITING_SECONDS || age < -SESSION_FUTURE_SECONDS ? ERR_NOT_FOUND : OK;
}

enum err
second_step_waiting(struct db *db, struct arena *a, struct str token,
	struct second_step_waiting *out)
{
	struct sql_auth_waiting_of row;

	TRY(find_waiting(db, a, token, &row));
	*out = (struct second_step_waiting){ row.account_id, row.login };
	return OK;
}

/*
 * A code of the app is used up by the change that compares its step, so that of two requests with
 * the same code one is refused; a recovery code by the change that deletes it.
 */
static enum err
use_code(struct tx *tx, struct arena *a, account_id account, struct str code)
{
	uint8_t hash[CRYPTO_HASH_BYTES];
	struct sql_auth_totp_of row;
	int64_t step;
	enum err e;

	TRY(sql_auth_totp_of(tx_db(tx), a, account, &row));
	e = check_app(row.secret, code, &step);
	if (e == OK) {
		e = sql_auth_totp_use(tx, step, account);
	} else if (e == ERR_FORBIDDEN) {
		hash_code(account, code, hash);
		e = sql_auth_recovery_use(tx, account, hash_str(hash));
	}
	return e == ERR_CONFLICT ? ERR_FORBIDDEN : e;
}

enum err
second_step_finish(struct tx *tx, struct arena *a, struct str token, struct str typed,
	struct session_change *change)
{
	struct login_attempt attempt = { .has_second = true };
	struct sql_auth_waiting_of row;
	char plain[32];

	TRY(find_waiting(tx_db(tx), a, token, &row));
	TRY(use_code(tx, a, row.account_id, plain_code(typed, plain, sizeof(plain))));
	TRY(sql_auth_totp_forget_steps(tx, clock_now() / TOTP_STEP_SECONDS - STEPS_KEPT));
	attempt.account = row.account_id;
	return session_open(tx, a, &attempt, token, change);
}
