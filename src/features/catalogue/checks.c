/* Comparing the catalogue with the services themselves: what is due, by whom, and their own word. */
#include "core/crypto/crypto.h"
#include "features/catalogue/catalogue.h"

#include "features/catalogue/checks.sql.h"
#include "features/catalogue/rows.h"

/* ---- what is due ---- */

/* The last days of checking that make an entry stale today. */
static struct date
stale_since(struct date today, bool is_acute)
{
	return date_add_days(
		today, -(is_acute ? CATALOGUE_FRESH_DAYS_ACUTE : CATALOGUE_FRESH_DAYS));
}

enum err
catalogue_to_verify(struct db *db, const struct scope *scope, struct arena *a,
	struct date today, int64_t *n)
{
	struct sql_catalogue_due_count row;

	TRY(sql_catalogue_due_count(
		db, scope, a, stale_since(today, true), stale_since(today, false), &row));
	*n = row.n;
	return OK;
}

enum err
catalogue_due(struct db *db, const struct scope *scope, struct arena *a, struct date today,
	int64_t first, int64_t size, struct catalogue_service **rows, size_t *n)
{
	const struct sql_catalogue_due_in in = { .acute_on = stale_since(today, true),
		.other_on = stale_since(today, false),
		.account_id = scope_account(scope),
		.first = first,
		.size = size };
	struct sql_catalogue_due *due;
	struct catalogue_service *found;
	size_t n_due, i;

	TRY(sql_catalogue_due(db, scope, a, &in, &due, &n_due));
	found = ARENA_ARRAY(a, struct catalogue_service, n_due + 1);
	if (!found)
		return ERR_LIMIT;
	for (i = 0; i < n_due; i++)
		TRY(catalogue_service(db, scope, a, due[i].id, &found[i]));
	*rows = found;
	*n = n_due;
	return OK;
}

/* ---- by the staff ---- */

static enum err
add_check(struct tx *tx, const struct scope *scope, const struct catalogue_checking *in,
	struct date today)
{
	const struct sql_catalogue_add_check_in row = { .service_id = in->service,
		.version = in->version,
		.checked_on = today,
		.how = in->how,
		.account_id = scope_account(scope),
		.evidence = in->evidence };

	TRY(sql_catalogue_set_verified(tx, scope, today, in->service, in->version));
	return sql_catalogue_add_check(tx, scope, &row);
}

/* What somebody else has heard is no check. */
enum err
catalogue_verify(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct catalogue_checking *in, struct date today)
{
	struct sql_catalogue_own_service own;

	if (in->how < SOURCE_CALL || in->how > SOURCE_OWNER)
		return ERR_INVALID;
	TRY(sql_catalogue_own_service(tx_db(tx), scope, a, in->service, &own));
	if (own.is_protected && catalogue_looks_like_address(a, in->evidence))
		return ERR_INVALID;
	TRY(add_check(tx, scope, in, today));
	return sql_catalogue_settle(tx, scope, in->service);
}

enum err
catalogue_keep(struct tx *tx, const struct scope *scope, struct arena *a, service_id id)
{
	struct sql_catalogue_own_service own;

	TRY(sql_catalogue_own_service(tx_db(tx), scope, a, id, &own));
	return sql_catalogue_set_keeper(tx, scope, scope_account(scope), own.id);
}

enum err
catalogue_standing(struct db *db, const struct scope *scope, struct arena *a, service_id id,
	struct catalogue_standing *out)
{
	struct sql_catalogue_standing row;

	TRY(sql_catalogue_standing(db, scope, a, id, &row));
	*out = (struct catalogue_standing){ .keeper = row.keeper_account_id,
		.keeper_name = row.keeper_name,
		.checked_by = row.checked_by,
		.checked_on = row.checked_on,
		.how = (enum catalogue_source)row.how,
		.evidence = row.evidence,
		.asked_until = row.until_on,
		.answer = (enum catalogue_answer)row.answer };
	return OK;
}

/* ---- by the service itself ---- */

/* Names the purpose of the hash; it is no secret: the token itself is. */
static const uint8_t inquiry_purpose[CRYPTO_KEY_BYTES] = "lotsa catalogue inquiry, stored";

static struct str
hash_token(struct arena *a, struct str token)
{
	uint8_t *hash = arena_alloc(a, CRYPTO_HASH_BYTES);

	if (!hash)
		return STR_NULL;
	crypto_keyed_hash(inquiry_purpose, &token, 1, hash);
	return (struct str){ (const char *)hash, CRYPTO_HASH_BYTES };
}

/* 128 random bits as hexadecimal digits. */
static void
new_token(char token[CATALOGUE_TOKEN_TEXT])
{
	uint8_t bytes[(CATALOGUE_TOKEN_TEXT - 1) / 2];

	crypto_random(bytes, sizeof(bytes));
	crypto_hex(bytes, sizeof(bytes), token);
	crypto_wipe(bytes, sizeof(bytes));
}

enum err
catalogue_ask(struct tx *tx, const struct scope *scope, struct arena *a, service_id id,
	struct date today, char token[CATALOGUE_TOKEN_TEXT])
{
	struct sql_catalogue_own_service own;
	struct sql_catalogue_add_inquiry made;
	struct sql_catalogue_add_inquiry_in in = { .service_id = id,
		.account_id = scope_account(scope),
		.asked_on = today,
		.until_on = date_add_days(today, CATALOGUE_INQUIRY_DAYS) };

	if (in.account_id.v == 0)
		return ERR_FORBIDDEN;
	TRY(sql_catalogue_own_service(tx_db(tx), scope, a, id, &own));
	new_token(token);
	in.version = own.version;
	in.token_hash = hash_token(a, str_of(token));
	TRY(sql_catalogue_settle(tx, scope, id));
	return sql_catalogue_add_inquiry(tx, scope, a, &in, &made);
}

enum err
catalogue_inquiry(struct db *db, struct arena *a, struct str token, struct date today,
	struct catalogue_inquiry *out)
{
	struct sql_catalogue_inquiry row;

	TRY(sql_catalogue_inquiry(db, a, hash_token(a, token), today, &row));
	*out = (struct catalogue_inquiry){ .id = row.id,
		.owner = row.owner_org_id,
		.service = row.service_id,
		.version = row.version,
		.service_name = row.name,
		.organisation_name = row.organisation_name,
		.facts = { ACUTE_FACTS_OF(&row, ) } };
	return OK;
}

/* Nobody is logged in: the record goes to the chain of the place whose entry it is. */
enum err
catalogue_answer(struct tx *tx, struct arena *a, struct str token,
	enum catalogue_answer answer, struct date today)
{
	struct catalogue_inquiry inquiry;
	struct catalogue_checking checking = { .how = SOURCE_OWNER };
	const struct scope *scope;
	enum err e;

	if (answer != ANSWER_RIGHT && answer != ANSWER_WRONG)
		return ERR_INVALID;
	TRY(catalogue_inquiry(tx_db(tx), a, token, today, &inquiry));
	TRY(scope_for_job(a, inquiry.owner, "inquiry", &scope));
	e = sql_catalogue_set_answer(tx, scope, answer, today, inquiry.id);
	if (e != OK)
		return e == ERR_CONFLICT ? ERR_NOT_FOUND : e;
	if (answer == ANSWER_WRONG)
		return sql_catalogue_set_said_wrong(tx, scope, today, inquiry.service);
	checking.service = inquiry.service;
	checking.version = inquiry.version;
	return add_check(tx, scope, &checking, today);
}
