/* Verifying the audit trail: every chain link by link, and each against its head. */
#include "core/audit/audit.h"
#include "core/audit/audit.sql.h"
#include "core/audit/chain.h"
#include "core/audit/head.h"

enum { PAGE_CAP = 4 * 1024 * 1024, HEADS_CAP = 16 * 1024 * 1024 };

struct walk {
	const struct head *heads;
	size_t n_heads;
	size_t met;			/* heads whose chain has been walked to its end */
	struct chain_anchor *anchors;
	size_t n_anchors;
	const struct head *head;	/* of the chain that is being walked, NULL = none known */
	org_id org;
	int64_t seq;			/* of the last good row */
	uint8_t mac[CRYPTO_HASH_BYTES];
	int64_t rows;
	struct audit_fault fault;
};

static enum err
found(struct walk *w, org_id org, int64_t seq, const char *reason)
{
	w->fault = (struct audit_fault){ .org = org, .seq = seq, .reason = reason };
	return ERR_CONFLICT;
}

static const struct head *
head_of(const struct walk *w, org_id org)
{
	size_t i;

	for (i = 0; i < w->n_heads; i++)
		if (w->heads[i].org.v == org.v)
			return &w->heads[i];
	return NULL;
}

/*
 * A head may lag behind its chain by what a crash kept from being written; it leads only when rows
 * were taken away.
 */
static enum err
chain_end(struct walk *w)
{
	if (w->head && w->head->seq > w->seq)
		return found(w, w->org, w->seq + 1, "truncated");
	w->met += w->head != NULL;
	return OK;
}

/* A chain begins with row 1, or after the last row that a purge took away. */
static void
chain_begin(struct walk *w, org_id org)
{
	size_t i;

	w->org = org;
	w->head = head_of(w, org);
	w->seq = 0;
	memset(w->mac, 0, sizeof(w->mac));
	for (i = 0; i < w->n_anchors; i++)
		if (w->anchors[i].org.v == org.v) {
			w->seq = w->anchors[i].seq;
			memcpy(w->mac, w->anchors[i].mac, sizeof(w->mac));
		}
}

static enum err
read_anchors(struct walk *w, struct db *db, struct arena *kept)
{
	struct sql_audit_anchors *rows;
	size_t n, i;

	TRY(sql_audit_anchors(db, kept, &rows, &n));
	w->anchors = ARENA_ARRAY(kept, struct chain_anchor, n + 1);
	if (!w->anchors)
		return ERR_LIMIT;
	for (i = 0; i < n; i++) {
		struct chain_anchor *anchor = &w->anchors[i];
		uint8_t seal[CRYPTO_HASH_BYTES];

		*anchor = (struct chain_anchor){ .org = rows[i].org_id, .seq = rows[i].seq,
			.day = { (int32_t)rows[i].day } };
		if (rows[i].mac.n != sizeof(anchor->mac))
			return found(w, anchor->org, anchor->seq, "anchor");
		memcpy(anchor->mac, rows[i].mac.p, sizeof(anchor->mac));
		chain_seal_anchor(anchor, seal);
		if (!str_eq_secret(rows[i].seal,
				(struct str){ (const char *)seal, sizeof(seal) }))
			return found(w, anchor->org, anchor->seq, "anchor");
	}
	w->n_anchors = n;
	return OK;
}

/* A purge leaves the newest row, so an anchor without a chain has lost one. */
static enum err
check_anchors_have_chains(struct walk *w, struct db *db, struct arena *page)
{
	struct sql_audit_last last;
	size_t i;

	for (i = 0; i < w->n_anchors; i++) {
		enum err e;

		arena_reset(page);
		e = sql_audit_last(db, page, w->anchors[i].org.v, &last);
		if (e == ERR_NOT_FOUND || (e == OK && last.seq <= w->anchors[i].seq))
			return found(w, w->anchors[i].org, w->anchors[i].seq + 1, "truncated");
		TRY(e);
	}
	return OK;
}

static enum err
check_row(struct walk *w, const struct sql_audit_walk *got)
{
	struct chain_row row = { .org = got->org_id, .seq = got->seq,
		.day = { (int32_t)got->day }, .verb = got->verb, .sealed = got->sealed };

	if (got->seq != w->seq + 1)
		return found(w, w->org, w->seq + 1, "gap");
	if (got->sealed.n != CHAIN_SEALED_BYTES || got->day != row.day.days)
		return found(w, w->org, got->seq, "mac");
	chain_mac(w->mac, &row, w->mac);
	if (!str_eq_secret(got->mac, (struct str){ (const char *)w->mac, sizeof(w->mac) }))
		return found(w, w->org, got->seq, "mac");
	if (w->head && w->head->seq == got->seq &&
			memcmp(w->head->mac, w->mac, sizeof(w->mac)) != 0)
		return found(w, w->org, got->seq, "head");
	w->seq = got->seq;
	w->rows++;
	return OK;
}

static enum err
walk_rows(struct walk *w, struct db *db, struct arena *page)
{
	struct sql_audit_walk *rows;
	size_t n, i;

	/* the system's chain is number 0, so the walk begins before it */
	w->org = (org_id){ -1 };
	w->seq = INT64_MAX;
	for (;;) {
		arena_reset(page);
		TRY(sql_audit_walk(db, page, w->org.v, w->seq, &rows, &n));
		if (n == 0)
			return w->rows > 0 ? chain_end(w) : OK;
		for (i = 0; i < n; i++) {
			if (rows[i].org_id.v != w->org.v) {
				if (w->rows > 0)
					TRY(chain_end(w));
				chain_begin(w, rows[i].org_id);
			}
			TRY(check_row(w, &rows[i]));
		}
	}
}

/* Which chains have a head and no row at all? */
static enum err
walk_lost_chains(struct walk *w, struct db *db, struct arena *page)
{
	struct sql_audit_last last;
	size_t i;

	for (i = 0; i < w->n_heads && w->met < w->n_heads; i++) {
		enum err e;

		arena_reset(page);
		e = sql_audit_last(db, page, w->heads[i].org.v, &last);
		if (e == ERR_NOT_FOUND)
			return found(w, w->heads[i].org, 1, "truncated");
		TRY(e);
	}
	return OK;
}

static enum err
walk_chains(struct walk *w, struct db *db, struct arena *page, struct arena *kept)
{
	TRY(read_anchors(w, db, kept));
	TRY(walk_rows(w, db, page));
	return check_anchors_have_chains(w, db, page);
}

static enum err
walk_all(struct walk *w, struct db *db, struct arena *page, struct arena *kept)
{
	struct head *heads = NULL;
	enum err e;

	/* the heads first: what is appended while the rows are read only makes chains longer */
	e = head_all(kept, &heads, &w->n_heads);
	if (e == ERR_CONFLICT)
		return found(w, (org_id){ 0 }, 0, "head");
	TRY(e);
	w->heads = heads;
	TRY(walk_chains(w, db, page, kept));
	return walk_lost_chains(w, db, page);
}

static enum err
verify(struct db *db, bool has_heads, int64_t *rows, struct audit_fault *fault)
{
	struct arena *page, *kept;
	struct walk w = { .n_heads = 0 };
	enum err e = ERR_LIMIT;

	if (!chain_has_keys())
		return ERR_IO;
	page = arena_new(PAGE_CAP);
	kept = arena_new(HEADS_CAP);
	if (page && kept)
		e = has_heads ? walk_all(&w, db, page, kept) :
			walk_chains(&w, db, page, kept);
	arena_free(page);
	arena_free(kept);
	if (e == OK)
		*rows = w.rows;
	else if (e == ERR_CONFLICT)
		*fault = w.fault;
	return e;
}

enum err
audit_verify(struct db *db, int64_t *rows, struct audit_fault *fault)
{
	return verify(db, true, rows, fault);
}

enum err
audit_verify_copy(struct db *db, int64_t *rows, struct audit_fault *fault)
{
	return verify(db, false, rows, fault);
}

static enum err
reach(struct walk *w, struct db *db, struct arena *page, struct arena *kept)
{
	struct head *heads = NULL;
	struct sql_audit_last last;
	size_t n, i;
	enum err e = head_all(kept, &heads, &n);

	if (e == ERR_CONFLICT)
		return found(w, (org_id){ 0 }, 0, "head");
	TRY(e);
	for (i = 0; i < n; i++) {
		arena_reset(page);
		last.seq = 0;
		e = sql_audit_last(db, page, heads[i].org.v, &last);
		if (e != OK && e != ERR_NOT_FOUND)
			return e;
		if (last.seq < heads[i].seq)
			return found(w, heads[i].org, last.seq + 1, "truncated");
	}
	return OK;
}

enum err
audit_reaches_heads(struct db *db, struct audit_fault *fault)
{
	struct arena *page = arena_new(PAGE_CAP), *kept = arena_new(HEADS_CAP);
	struct walk w = { .n_heads = 0 };
	enum err e = page && kept ? reach(&w, db, page, kept) : ERR_LIMIT;

	arena_free(page);
	arena_free(kept);
	if (e == ERR_CONFLICT)
		*fault = w.fault;
	return e;
}

static enum err
follow(struct db *db, struct arena *a)
{
	struct sql_audit_tails *tails;
	size_t n, i;

	TRY(sql_audit_tails(db, a, &tails, &n));
	TRY(head_forget_all());
	for (i = 0; i < n; i++) {
		struct head head = { .org = tails[i].org_id, .seq = tails[i].seq };

		if (tails[i].mac.n != sizeof(head.mac))
			return ERR_CONFLICT;
		memcpy(head.mac, tails[i].mac.p, sizeof(head.mac));
		TRY(head_move(&head));
	}
	return OK;
}

enum err
audit_heads_follow(struct db *db)
{
	struct arena *a = arena_new(HEADS_CAP);
	enum err e = a ? follow(db, a) : ERR_LIMIT;

	arena_free(a);
	return e;
}
