/* The rules of a review: who may judge what, and that a closed one stays as it is. */
#include "features/review/review.h"

#include "core/time/clock.h"
#include "features/review/review.sql.h"

bool
review_is_odd_time(int64_t at)
{
	struct date day;
	int hour, minute;

	clock_local(at, &day, &hour, &minute);
	return hour < REVIEW_HOUR_BEGIN || hour >= REVIEW_HOUR_END || date_weekday(day) > 5;
}

bool
review_is_override(struct str kind)
{
	return str_eq(kind, STR("card.override")) || str_eq(kind, STR("referral.override"));
}

/*
 * Whoever locks a card away from its team leads works unseen, and whoever takes off a lock lets a party
 * in: neither is told to anybody else.
 */
bool
review_is_of_lock(struct str kind)
{
	static const char *const kinds[] = { "card.lock", "card.unlock", "card.lock_moved",
		"referral.lock", "referral.unlock", "referral.lock_moved" };
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (str_eq(kind, str_of(kinds[i])))
			return true;
	return false;
}

enum err
review_add(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct review_draw *draw, struct date made_on, review_id *id)
{
	const struct sql_review_add_in in = { .account_id = scope_account(scope),
		.made_on = made_on, .from_on = draw->from, .until_on = draw->until,
		.sample_size = draw->sample_size };
	struct sql_review_add added;
	size_t i;

	TRY(sql_review_add(tx, scope, a, &in, &added));
	for (i = 0; i < draw->n; i++) {
		const struct sql_review_add_item_in item = { .review_id = added.id,
			.seq = draw->picks[i].seq, .is_random = draw->picks[i].is_random,
			.is_rule = draw->picks[i].is_rule };

		TRY(sql_review_add_item(tx, scope, &item));
	}
	*id = added.id;
	return OK;
}

static enum err
read_rows(struct db *db, const struct scope *scope, struct arena *a, review_id id,
	struct review **out, size_t *n)
{
	struct sql_review_rows *got;
	struct review *rows;
	size_t n_rows, i;

	TRY(sql_review_rows(db, scope, a, id, &got, &n_rows));
	rows = ARENA_ARRAY(a, struct review, n_rows ? n_rows : 1);
	if (!rows)
		return ERR_LIMIT;
	for (i = 0; i < n_rows; i++)
		rows[i] = (struct review){ .id = got[i].id, .maker = got[i].account_id,
			.made_on = got[i].made_on, .from_on = got[i].from_on,
			.until_on = got[i].until_on, .closed_on = got[i].closed_on,
			.sample_size = got[i].sample_size, .n_items = got[i].n_items,
			.n_in_order = got[i].n_in_order, .n_ask = got[i].n_ask,
			.n_not_in_order = got[i].n_not_in_order };
	*out = rows;
	*n = n_rows;
	return OK;
}

enum err
review_list(struct db *db, const struct scope *scope, struct arena *a, struct review **rows,
	size_t *n)
{
	return read_rows(db, scope, a, (review_id){ 0 }, rows, n);
}

enum err
review_by_id(struct db *db, const struct scope *scope, struct arena *a, review_id id,
	struct review *out)
{
	struct review *rows;
	size_t n;

	if (id.v == 0)
		return ERR_NOT_FOUND;
	TRY(read_rows(db, scope, a, id, &rows, &n));
	if (n == 0)
		return ERR_NOT_FOUND;
	*out = rows[0];
	return OK;
}

enum err
review_items(struct db *db, const struct scope *scope, struct arena *a, review_id id,
	struct review_item **out, size_t *n)
{
	struct sql_review_items *got;
	struct review_item *rows;
	size_t n_rows, i;

	TRY(sql_review_items(db, scope, a, id, &got, &n_rows));
	rows = ARENA_ARRAY(a, struct review_item, n_rows ? n_rows : 1);
	if (!rows)
		return ERR_LIMIT;
	for (i = 0; i < n_rows; i++)
		rows[i] = (struct review_item){ got[i].seq, got[i].is_random, got[i].is_rule,
			(enum review_verdict)got[i].verdict };
	*out = rows;
	*n = n_rows;
	return OK;
}

/*
 * Who made a review answers for it: a colleague who is an auditor too makes one of her own.  The
 * queries hold the same rule, between two processes as well.
 */
static enum err
open_and_own(struct db *db, const struct scope *scope, struct arena *a, review_id id,
	struct review *out)
{
	TRY(review_by_id(db, scope, a, id, out));
	if (out->maker.v != scope_account(scope).v)
		return ERR_FORBIDDEN;
	return date_is_set(out->closed_on) ? ERR_CONFLICT : OK;
}

enum err
review_judge(struct tx *tx, const struct scope *scope, struct arena *a, review_id id,
	const struct review_item *judged)
{
	const struct sql_review_judge_in in = { .id = id, .seq = judged->seq,
		.verdict = judged->verdict, .account_id = scope_account(scope) };
	struct review review;
	enum err e;

	if (judged->verdict <= VERDICT_NONE || judged->verdict >= VERDICT_COUNT)
		return ERR_INVALID;
	TRY(open_and_own(tx_db(tx), scope, a, id, &review));
	e = sql_review_judge(tx, scope, &in);
	return e == ERR_CONFLICT ? ERR_NOT_FOUND : e;
}

enum err
review_close(struct tx *tx, const struct scope *scope, struct arena *a, review_id id,
	struct date today)
{
	struct review review;

	TRY(open_and_own(tx_db(tx), scope, a, id, &review));
	if (review.n_in_order + review.n_ask + review.n_not_in_order < review.n_items)
		return ERR_INVALID;
	return sql_review_close(tx, scope, today, id, scope_account(scope));
}

enum err
review_standing(struct db *db, const struct scope *scope, struct arena *a,
	struct review_standing *out)
{
	struct sql_review_last last;

	TRY(sql_review_last(db, scope, a, &last));
	*out = (struct review_standing){ .last_on = last.last_on };
	if (date_is_set(last.last_on))
		out->next_on = date_add_days(last.last_on, REVIEW_EVERY_DAYS);
	return OK;
}

enum err
review_purge(struct tx *tx, const struct scope *scope, struct arena *a, struct date before,
	int64_t *n)
{
	struct sql_review_purge_count old;

	TRY(sql_review_purge_count(tx_db(tx), scope, a, before, &old));
	TRY(sql_review_purge_items(tx, scope, before));
	TRY(sql_review_purge(tx, scope, before));
	*n = old.n;
	return OK;
}
