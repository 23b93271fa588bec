/* Looking at the trail of a place: rows opened, newest first. */
#include "core/audit/audit.h"
#include "core/audit/audit.sql.h"
#include "core/audit/chain.h"

enum { CHUNK_CAP = 1024 * 1024, PAGE_LOOKS_AT = 50000 };

static enum err
open_row(struct arena *a, const struct sql_audit_trail *got, struct audit_row *out)
{
	struct audit_row row = { .seq = got->seq, .day = { (int32_t)got->day },
		.verb = (enum audit_verb)got->verb };
	enum err e = audit_open_detail(a, row.day, got->sealed, &row.detail);

	row.is_sealed = e == ERR_INVALID;
	if (e != OK && e != ERR_INVALID)
		return e;
	*out = row;
	return OK;
}

static bool
is_wanted(const struct audit_filter *filter, const struct audit_row *row)
{
	if (filter->account.v && row->detail.account.v != filter->account.v)
		return false;
	return str_is_empty(filter->kind) || str_eq(row->detail.kind, filter->kind);
}

struct walk {
	struct sql_audit_trail_in in;
	const struct audit_filter *filter;
	audit_each *each;
	void *context;
	int64_t may_look_at;	/* so many rows more */
	bool is_ended;		/* nothing follows */
};

static enum err
walk_chunk(struct walk *w, struct db *db, const struct scope *scope, struct arena *chunk,
	bool *goes_on)
{
	struct sql_audit_trail *rows;
	struct audit_row row;
	size_t n, i;

	TRY(sql_audit_trail(db, scope, chunk, &w->in, &rows, &n));
	w->is_ended = n == 0;
	*goes_on = n > 0;
	for (i = 0; i < n && *goes_on; i++) {
		TRY(open_row(chunk, &rows[i], &row));
		w->in.before = row.seq;
		if (is_wanted(w->filter, &row))
			*goes_on = w->each(w->context, &row);
		if (--w->may_look_at == 0)
			*goes_on = false;
	}
	return OK;
}

static enum err
walk(struct walk *w, struct db *db, const struct scope *scope)
{
	const struct audit_filter *filter = w->filter;
	struct arena *chunk = arena_new(CHUNK_CAP);
	bool goes_on = chunk != NULL;
	enum err e = chunk ? OK : ERR_LIMIT;

	w->in = (struct sql_audit_trail_in){
		.before = filter->before > 0 ? filter->before : INT64_MAX,
		.from_day = date_is_set(filter->from) ? filter->from.days : INT32_MIN,
		.until_day = date_is_set(filter->until) ? filter->until.days : INT32_MAX,
		.verb = filter->verb };
	while (e == OK && goes_on) {
		arena_reset(chunk);
		e = walk_chunk(w, db, scope, chunk, &goes_on);
	}
	arena_free(chunk);
	return e;
}

enum err
audit_walk(struct db *db, const struct scope *scope, const struct audit_filter *filter,
	audit_each *each, void *context)
{
	struct walk w = { .filter = filter, .each = each, .context = context,
		.may_look_at = INT64_MAX };

	return walk(&w, db, scope);
}

struct gathered {
	struct arena *arena;
	struct audit_page page;
};

static bool
gather(void *context, const struct audit_row *row)
{
	struct gathered *g = context;
	struct audit_row *kept = &g->page.rows[g->page.n++];

	*kept = *row;
	kept->detail.kind = arena_str(g->arena, row->detail.kind);
	kept->detail.job = arena_str(g->arena, row->detail.job);
	return g->page.n < AUDIT_PAGE_ROWS;
}

enum err
audit_page(struct db *db, const struct scope *scope, struct arena *a,
	const struct audit_filter *filter, struct audit_page *out)
{
	struct gathered g = { .arena = a,
		.page = { .rows = ARENA_ARRAY(a, struct audit_row, AUDIT_PAGE_ROWS) } };
	struct walk w = { .filter = filter, .each = gather, .context = &g,
		.may_look_at = PAGE_LOOKS_AT };

	if (!g.page.rows)
		return ERR_LIMIT;
	TRY(walk(&w, db, scope));
	if (arena_is_full(a))
		return ERR_LIMIT;
	/* the first row of a chain is number 1 */
	g.page.next = w.is_ended || w.in.before == 1 ? 0 : w.in.before;
	*out = g.page;
	return OK;
}

enum err
audit_row(struct db *db, const struct scope *scope, struct arena *a, int64_t seq,
	struct audit_row *out)
{
	struct sql_audit_trail_row got;
	struct sql_audit_trail same;

	TRY(sql_audit_trail_row(db, scope, a, seq, &got));
	same = (struct sql_audit_trail){ got.seq, got.day, got.verb, got.sealed };
	return open_row(a, &same, out);
}
