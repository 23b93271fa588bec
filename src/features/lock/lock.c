/* The rules of a lock: who gets a key, and the pages that say so. */
#include "features/lock/lock.html.h"

enum { HOUR = 60 * 60 };

static const struct colleague *
colleague_of(const struct colleague *rows, size_t n, int64_t id)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (rows[i].id.v == id)
			return &rows[i];
	return NULL;
}

static void
add_once(account_id *out, size_t *n, account_id id)
{
	size_t i;

	for (i = 0; i < *n; i++)
		if (out[i].v == id.v)
			return;
	out[(*n)++] = id;
}

enum err
lock_first_keys(struct db *db, const struct scope *scope, struct arena *a, team_id team,
	const struct lock_input *in, account_id **out, size_t *n)
{
	account_id self = scope_account(scope), *keys;
	struct colleague *rows;
	size_t n_rows, count = 0, i;

	if (!choice_of(lock_ground_choices, LOCK_GROUNDS, in->ground))
		return ERR_INVALID;
	TRY(lock_colleagues(db, scope, a, team, &rows, &n_rows));
	keys = ARENA_ARRAY(a, account_id, n_rows + 2);
	if (!keys)
		return ERR_LIMIT;
	if (in->colleague != 0 && !colleague_of(rows, n_rows, in->colleague))
		return ERR_INVALID;
	if (in->ground == LOCK_SELF && in->colleague == self.v)
		return ERR_INVALID;
	if (in->ground != LOCK_SELF)
		add_once(keys, &count, self);
	if (in->colleague != 0)
		add_once(keys, &count, (account_id){ in->colleague });
	for (i = 0; i < n_rows; i++)
		if (rows[i].is_lead && in->ground != LOCK_LEAD &&
			(in->ground != LOCK_SELF || rows[i].id.v != self.v))
			add_once(keys, &count, rows[i].id);
	if (count == 0)
		return ERR_INVALID;
	*out = keys;
	*n = count;
	return OK;
}

int64_t
lock_open_until(int64_t now)
{
	return (now / HOUR + 2) * HOUR;
}

void
lock_put_page(struct page *page, const struct lock_page *view)
{
	html_lock(&page->html, page, view);
}

void
lock_put_opening_form(struct page *page, const char *heading, struct url action,
	struct url back)
{
	const struct opening_page view = { heading, action, back };

	html_lock_opening(&page->html, page, &view);
}

void
lock_put_openings(struct page *page, const char *heading, const struct lock_opening *rows,
	size_t n)
{
	html_lock_openings(&page->html, page, heading, rows, n);
}
