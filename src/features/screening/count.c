/* Opening the ballot boxes: full enough ones go to the counters, and their slips are destroyed. */
#include "features/screening/ballot.h"

#include "core/audit/audit.h"
#include "core/crypto/keys.h"
#include "features/screening/ballot.sql.h"
#include "features/screening/screening.h"

/* A box as the query lists it. */
typedef struct sql_screening_ballot_boxes box_row;

enum { BOX_CAP = 256 * 1024 * 1024, POSTING_DAYS = 7 };

struct key_pair {
	uint8_t public_key[CRYPTO_PUBLIC_BYTES];
	uint8_t secret_key[CRYPTO_SECRET_BYTES];
};

struct counting {
	struct db *writer;
	struct key_pair *keys;		/* locked memory */
	struct arena *boxes_arena;	/* the list of boxes */
	struct arena *arena;		/* the slips of one transaction */
	box_row *boxes;
	size_t n;
	int32_t this_year;
	struct ballot_counted done;
};

static bool
box_is_left_over(const struct counting *c, const box_row *box)
{
	bool is_small = box->cut == CUT_OTHER ||
		(box->cut == CUT_INTERVENTION && box->n < BALLOT_BOX_MIN);

	return is_small && box->half_year / 2 < c->this_year;
}

/* ERR_INVALID when a slip does not open: then nothing of the box is counted. */
static enum err
tally_box(struct counting *c, struct tx *tx, const box_row *box,
	struct ballot_tally *t)
{
	struct sql_screening_ballot_box_slips *slips;
	struct ballot ballot;
	enum err e = OK;
	size_t n, i;

	TRY(sql_screening_ballot_box_slips(tx_db(tx), c->arena,
		&(struct sql_screening_ballot_box_slips_in){
			.association_id = box->association_id, .half_year = box->half_year,
			.cut = box->cut, .label = box->label },
		&slips, &n));
	for (i = 0; i < n && e == OK; i++) {
		e = ballot_open(slips[i].sealed, c->keys->public_key, c->keys->secret_key,
			&ballot);
		if (e == OK)
			ballot_tally_add(t, &ballot);
	}
	crypto_wipe(&ballot, sizeof(ballot));
	return e;
}

static enum err
empty_box(struct tx *tx, const box_row *box)
{
	return sql_screening_ballot_empty_box(tx, &(struct sql_screening_ballot_empty_box_in){
		.association_id = box->association_id, .half_year = box->half_year,
		.cut = box->cut, .label = box->label });
}

static enum err
audit_count(struct counting *c, struct tx *tx, org_id association)
{
	const struct scope *scope;

	TRY(scope_for_job(c->arena, association, "count", &scope));
	return audit_append(tx, scope, &(struct audit_event){ .verb = AUDIT_VERB_JOB,
		.kind = "ballot.count" });
}

/*
 * The boxes `from[0..n)` are counted together under `target`.  How many slips they hold is asked
 * again inside the transaction: another count may have been faster.  ERR_CONFLICT then.
 */
static enum err
count_together(struct counting *c, struct tx *tx, const box_row *const *from,
	size_t n, const box_row *target)
{
	struct ballot_tally tally = { { { 0 } } };
	int64_t slips;
	enum err e = OK;
	size_t i;

	for (i = 0; i < n && e == OK; i++)
		e = tally_box(c, tx, from[i], &tally);
	slips = tally.n[COUNTER_BALLOTS][0];
	if (e == OK && slips < BALLOT_BOX_MIN)
		e = ERR_CONFLICT;
	for (i = 0; i < n && e == OK; i++)
		e = empty_box(tx, from[i]);
	if (e == OK)
		e = ballot_count_up(tx, &(struct ballot_box){ target->association_id,
			target->half_year, target->cut, target->label }, &tally);
	if (e == OK)
		e = audit_count(c, tx, target->association_id);
	if (e == OK)
		c->done.slips += slips;
	crypto_wipe(&tally, sizeof(tally));
	return e;
}

static enum err
count_boxes(struct counting *c, const box_row *const *from, size_t n,
	const box_row *target)
{
	int64_t slips_before = c->done.slips;
	struct tx *tx;
	enum err e;

	arena_reset(c->arena);
	TRY(tx_begin(c->writer, &tx));
	e = count_together(c, tx, from, n, target);
	if (e == OK)
		e = tx_commit(tx);
	else
		tx_rollback(tx);
	if (e == OK) {
		c->done.boxes += (int64_t)n;
		return OK;
	}
	c->done.slips = slips_before;
	if (e == ERR_INVALID)
		c->done.boxes_bad += (int64_t)n;
	return e == ERR_INVALID || e == ERR_CONFLICT ? OK : e;
}

/* Left-over boxes of one association and half-year from `first` on go together, or all wait. */
static enum err
count_left_overs(struct counting *c, size_t first)
{
	const box_row *head = &c->boxes[first];
	box_row target = { .association_id = head->association_id,
		.half_year = head->half_year, .cut = CUT_OTHER, .label = 0 };
	const box_row **from;
	int64_t slips = 0;
	size_t n = 0, i;

	from = ARENA_ARRAY(c->boxes_arena, const box_row *, c->n - first);
	if (!from)
		return ERR_LIMIT;
	for (i = first; i < c->n; i++) {
		const box_row *box = &c->boxes[i];

		if (box->association_id.v != head->association_id.v ||
				box->half_year != head->half_year)
			break;
		if (box_is_left_over(c, box)) {
			from[n++] = box;
			slips += box->n;
		}
	}
	if (slips < BALLOT_BOX_MIN) {
		c->done.boxes_waiting += (int64_t)n;
		return OK;
	}
	return count_boxes(c, from, n, &target);
}

static enum err
count_every_box(struct counting *c)
{
	org_id association = { 0 };
	int64_t half_year = 0;
	size_t i;

	/* the list is sorted by association and half-year */
	for (i = 0; i < c->n; i++) {
		const box_row *box = &c->boxes[i];

		if (!box_is_left_over(c, box)) {
			if (box->n >= BALLOT_BOX_MIN)
				TRY(count_boxes(c, &box, 1, box));
			else
				c->done.boxes_waiting++;
		} else if (box->association_id.v != association.v ||
				box->half_year != half_year) {
			association = box->association_id;
			half_year = box->half_year;
			TRY(count_left_overs(c, i));
		}
	}
	return OK;
}

static enum err
forget_postings(struct counting *c, struct date today)
{
	struct tx *tx;
	enum err e;

	TRY(tx_begin(c->writer, &tx));
	e = sql_screening_ballot_forget_postings(tx, today.days - POSTING_DAYS);
	if (e == OK)
		return tx_commit(tx);
	tx_rollback(tx);
	return e;
}

static enum err
count_with(struct counting *c, const char *keys_dir, struct date today)
{
	enum err e;

	TRY(keys_ballot_pair(keys_dir, c->keys->public_key, c->keys->secret_key));
	TRY(sql_screening_ballot_boxes(c->writer, c->boxes_arena, &c->boxes, &c->n));
	TRY(count_every_box(c));
	TRY(forget_postings(c, today));
	/* also after a count that was interrupted between its commit and this line */
	e = db_rewrite(c->writer);
	c->done.has_traces = e == ERR_BUSY;
	return e == ERR_BUSY ? OK : e;
}

enum err
ballot_count(struct db *writer, const char *keys_dir, struct date today,
	struct ballot_counted *out)
{
	struct counting c = { .writer = writer };
	enum err e = ERR_LIMIT;
	int month, day, year;

	date_parts(today, &year, &month, &day);
	c.this_year = year;
	c.keys = crypto_locked_alloc(sizeof(*c.keys));
	c.boxes_arena = arena_new(BOX_CAP);
	c.arena = arena_new(BOX_CAP);
	if (c.keys && c.boxes_arena && c.arena)
		e = count_with(&c, keys_dir, today);
	crypto_locked_free(c.keys);
	arena_free(c.boxes_arena);
	arena_free(c.arena);
	if (e == OK)
		*out = c.done;
	return e;
}

enum err
screening_boxes_to_count(struct db *db, struct arena *a, int64_t *n)
{
	box_row *boxes;
	int64_t full = 0;
	size_t i, n_boxes;

	TRY(sql_screening_ballot_boxes(db, a, &boxes, &n_boxes));
	for (i = 0; i < n_boxes; i++)
		full += boxes[i].n >= BALLOT_BOX_MIN;
	*n = full;
	return OK;
}

enum err
ballot_try_slips(struct db *db, struct arena *a, const char *keys_dir, int64_t *n)
{
	struct key_pair *keys = crypto_locked_alloc(sizeof(*keys));
	struct sql_screening_ballot_waiting_slips *slips;
	struct ballot ballot;
	size_t n_slips = 0, i;
	enum err e;

	if (!keys)
		return ERR_LIMIT;
	e = keys_ballot_pair(keys_dir, keys->public_key, keys->secret_key);
	if (e == OK)
		e = sql_screening_ballot_waiting_slips(db, a, &slips, &n_slips);
	for (i = 0; i < n_slips && e == OK; i++)
		e = ballot_open(
			slips[i].sealed, keys->public_key, keys->secret_key, &ballot);
	crypto_wipe(&ballot, sizeof(ballot));
	crypto_locked_free(keys);
	if (e == OK)
		*n = (int64_t)n_slips;
	return e;
}
