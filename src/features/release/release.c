/* What is due, and the order in which a release becomes one that may be shown. */
#include "core/audit/audit.h"
#include "features/people/people.h"
#include "features/release/internal.h"
#include "features/release/release.sql.h"

struct running {
	struct db *writer;
	struct arena *arena;
	const struct release_order *order;
	const struct scope *scope;
	struct journal *journal;
	struct release_done done;
};

/* ---- journal and database ---- */

typedef struct sql_release_releases release_row;

static bool
has_release(const release_row *rows, size_t n, int64_t number)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (rows[i].id.v == number)
			return true;
	return false;
}

/* The journal of a lost keys folder is written anew from what the database has. */
static enum err
rebuild_journal(struct running *r, const release_row *rows, size_t n)
{
	struct sql_release_levels *levels;
	size_t n_levels, i, k;

	TRY(sql_release_levels(r->writer, r->arena, &levels, &n_levels));
	for (i = 0; i < n; i++) {
		struct journal_entry entry = { .number = rows[i].id.v };

		if (journal_find(r->journal, entry.number))
			continue;
		for (k = 0; k < n_levels; k++)
			if (levels[k].release_id.v == entry.number)
				entry.through[levels[k].level] = levels[k].through_half;
		TRY(journal_begin(r->journal, &entry));
	}
	return OK;
}

static enum err
compare_journal(struct running *r, const release_row *rows, size_t n)
{
	size_t i;

	if (r->order->may_make_journal)
		TRY(rebuild_journal(r, rows, n));
	for (i = 0; i < n; i++)
		if (!journal_find(r->journal, rows[i].id.v))
			return ERR_CONFLICT;
	return OK;
}

/* A stored release that a crash kept from being shown is shown from now on: it is whole. */
static enum err
open_release(struct running *r, int64_t number)
{
	const struct journal_entry *entry = journal_find(r->journal, number);
	struct tx *tx;
	enum err e;

	assert_always(entry != NULL);
	if (!entry->has_ended)
		TRY(journal_end(r->journal, number));
	TRY(tx_begin(r->writer, &tx));
	e = sql_release_open_it(tx, r->scope, (release_id){ number });
	if (e == OK)
		return tx_commit(tx);
	tx_rollback(tx);
	return e;
}

static enum err
open_stored(struct running *r, const release_row *rows, size_t n)
{
	size_t i;

	for (i = 0; i < n && !r->order->is_dry; i++) {
		if (rows[i].is_open)
			continue;
		TRY(open_release(r, rows[i].id.v));
		r->done.opened++;
	}
	return OK;
}

/*
 * What a newer database than this one has drawn and shown must not be drawn again, and this one does
 * not know which ballots it was: the half-years up to there are left alone for good.
 */
static void
find_blocked(struct running *r, const release_row *rows, size_t n, int32_t blocked[LEVELS])
{
	size_t i;
	int level;

	for (i = 0; i < r->journal->n; i++) {
		const struct journal_entry *entry = &r->journal->entries[i];

		if (!entry->has_ended || has_release(rows, n, entry->number))
			continue;
		r->done.is_restored = true;
		for (level = 1; level < LEVELS; level++)
			if (entry->through[level] > blocked[level])
				blocked[level] = (int32_t)entry->through[level];
	}
}

/* ---- what is due ---- */

/* The last half-year whose period has ended. */
static int32_t
last_ended(const struct running *r, const struct reading *reading, enum our_layer layer)
{
	int32_t now = month_half_year(date_month(r->order->today));
	int at = reading->layers[layer];

	if (at < 0)
		return 0;
	return plan_period_first(r->order->plan->layers[at].period, now) - 1;
}

static enum err
find_places(struct running *r, struct making *m)
{
	struct org_row *rows;
	size_t n;

	TRY(org_list(r->writer, r->arena, ORG_NATION, &rows, &n));
	if (n > 0)
		m->nation = rows[0].id;
	TRY(org_list(r->writer, r->arena, ORG_ASSOCIATION, &m->associations,
		&m->n_associations));
	return associations_sort(m);
}

/* A level is due when a period of it has ended since it was drawn last. */
static enum err
find_due(struct running *r, struct making *m)
{
	int32_t drawn[LEVELS] = { 0 };
	struct sql_release_levels *levels;
	size_t n, i;
	int level;

	TRY(find_places(r, m));
	TRY(sql_release_levels(m->db, r->arena, &levels, &n));
	for (i = 0; i < n; i++)
		if (levels[i].through_half > drawn[levels[i].level])
			drawn[levels[i].level] = (int32_t)levels[i].through_half;
	m->through[LEVEL_INTERVENTION] = last_ended(r, &m->reading, OUR_INTERVENTION);
	m->through[LEVEL_ASSOCIATION] = last_ended(r, &m->reading, OUR_ASSOCIATION);
	if (m->nation.v != 0) {
		m->through[LEVEL_NATION] = last_ended(r, &m->reading, OUR_NATION);
		m->through[LEVEL_COUNTY] = last_ended(r, &m->reading, OUR_COUNTY);
	}
	for (level = 1; level < LEVELS; level++)
		if (m->through[level] <= drawn[level] || m->through[level] <= m->blocked[level])
			m->through[level] = 0;
	return OK;
}

static void
say_due(struct running *r, const struct making *m)
{
	size_t i;
	int level;

	for (level = 1; level < LEVELS; level++)
		r->done.levels[level].through = m->through[level];
	for (i = 0; i < m->n_groups; i++) {
		const struct group *g = &m->groups[i];

		if (g->kind != GROUP_NEW)
			continue;
		level = (int)layer_level(g->layer);
		r->done.levels[level].groups++;
		if (g->layer != OUR_SEX && g->layer != OUR_AGE)
			r->done.levels[level].ballots += g->n;
	}
}

/* ---- one release ---- */

static int64_t
next_number(const struct running *r, const release_row *rows, size_t n)
{
	int64_t last = journal_last(r->journal);

	return 1 + (n > 0 && rows[n - 1].id.v > last ? rows[n - 1].id.v : last);
}

static enum err
announce(struct running *r, const struct making *m, int64_t number)
{
	struct journal_entry entry = { .number = number };
	int level;

	for (level = 1; level < LEVELS; level++)
		entry.through[level] = m->through[level];
	return journal_begin(r->journal, &entry);
}

/* In the transaction; `number` 0 when there is nothing to draw, or only to say what is due. */
static enum err
make(struct running *r, struct tx *tx, const release_row *rows, size_t n, int64_t *number)
{
	struct making m = { .db = tx_db(tx), .arena = r->arena, .order = r->order };
	bool has_referrals;

	TRY(reading_of(r->order->plan, &m.reading));
	find_blocked(r, rows, n, m.blocked);
	TRY(find_due(r, &m));
	TRY(undrawn_read(&m));
	TRY(groups_make(&m));
	say_due(r, &m);
	TRY(referrals_are_due(&m, &has_referrals));
	if (r->order->is_dry || (m.n_groups == 0 && !has_referrals))
		return OK;
	*number = next_number(r, rows, n);
	TRY(making_store(&m, tx, r->scope, *number));
	return announce(r, &m, *number);
}

static enum err
draw_what_is_due(struct running *r, const release_row *rows, size_t n)
{
	int64_t number = 0;
	struct tx *tx;
	enum err e;

	TRY(tx_begin(r->writer, &tx));
	e = make(r, tx, rows, n, &number);
	if (e != OK || number == 0) {
		tx_rollback(tx);
		return e;
	}
	TRY(tx_commit(tx));
	TRY(open_release(r, number));
	r->done.number = number;
	return OK;
}

/* The list is read again under the lock of the journal: another process may have been faster. */
static enum err
run(struct running *r)
{
	release_row *rows;
	size_t n;

	TRY(scope_for_job(r->arena, (org_id){ 0 }, "release", &r->scope));
	TRY(sql_release_releases(r->writer, r->arena, &rows, &n));
	TRY(journal_open(r->order->keys_dir, n == 0 || r->order->may_make_journal, r->arena,
		&r->journal));
	TRY(sql_release_releases(r->writer, r->arena, &rows, &n));
	TRY(compare_journal(r, rows, n));
	TRY(open_stored(r, rows, n));
	return draw_what_is_due(r, rows, n);
}

enum err
release_run(struct db *writer, const struct release_order *order, struct arena *a,
	struct release_done *out)
{
	struct running r = { .writer = writer, .arena = a, .order = order };
	enum err e = run(&r);

	journal_close(r.journal);
	if (e == OK)
		*out = r.done;
	return e;
}

enum err
release_now(struct db *writer, const struct release_order *order, struct arena *a,
	struct release_done *out)
{
	struct noise_bytes store;
	struct noise_source noise = noise_source_of(&store, release_fill, NULL);
	struct release_order real = *order;
	enum err e;

	real.plan_text = release_plan_text();
	real.noise = &noise;
	e = release_plan(a, &real.plan);
	if (e == OK)
		e = release_run(writer, &real, a, out);
	noise_bytes_wipe(&store);
	return e;
}
