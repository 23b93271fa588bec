/* From accounts to the names that keys have, and back. */
#include "features/lock/lock.h"

#include "core/crypto/keys.h"
#include "core/time/clock.h"
#include "features/lock/lock.sql.h"

/*
 * A key says who has it by a hash under posting.key, which lies outside the data folder.  The ledger is
 * part of what is hashed: the same person has other names in the keys of cards and of referrals.
 */
struct str
lock_who(struct arena *a, account_id account, enum lock_ledger ledger)
{
	const struct str parts[] = {
		ledger == LOCK_OF_CARD ? STR("lock of a card") : STR("lock of a referral"),
		arena_printf(a, "%lld", (long long)account.v),
	};
	uint8_t hash[CRYPTO_HASH_BYTES];

	crypto_keyed_hash(keys_posting(), parts, 2, hash);
	return arena_str(a, (struct str){ (const char *)hash, sizeof(hash) });
}

/* A job is nobody and has no key; who looks at everything says so in its query. */
struct lock_viewer
lock_viewer_of(const struct scope *scope, struct arena *a, enum lock_ledger ledger)
{
	struct lock_viewer viewer = { .now = clock_now() };

	if (scope_account(scope).v != 0)
		viewer.who = lock_who(a, scope_account(scope), ledger);
	return viewer;
}

enum err
lock_colleagues(struct db *db, const struct scope *scope, struct arena *a, team_id team,
	struct colleague **out, size_t *n)
{
	struct sql_lock_colleagues *found;
	struct colleague *rows;
	size_t n_found, i;

	TRY(sql_lock_colleagues(db, scope, a, team.v, clock_today(), &found, &n_found));
	rows = ARENA_ARRAY(a, struct colleague, n_found + 1);
	if (!rows)
		return ERR_LIMIT;
	for (i = 0; i < n_found; i++)
		rows[i] = (struct colleague){ found[i].account_id, found[i].display_name,
			found[i].is_lead };
	*out = rows;
	*n = n_found;
	return OK;
}

static bool
is_among(struct str who, const struct str *keys, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (str_eq(keys[i], who))
			return true;
	return false;
}

enum err
lock_has_lead(struct db *db, const struct scope *scope, struct arena *a, team_id team,
	enum lock_ledger ledger, const struct str *keys, size_t n, bool *has)
{
	struct colleague *rows;
	size_t n_rows, i;
	bool found = false;

	TRY(lock_colleagues(db, scope, a, team, &rows, &n_rows));
	for (i = 0; i < n_rows; i++)
		found |= rows[i].is_lead && rows[i].id.v != scope_account(scope).v &&
			is_among(lock_who(a, rows[i].id, ledger), keys, n);
	*has = found;
	return OK;
}

enum err
lock_page_fill(struct page *page, team_id team, enum lock_ledger ledger,
	const struct str *keys, size_t n, struct lock_page *view)
{
	struct arena *a = page->ctx.arena;
	struct colleague *rows, *holders;
	struct form_option *others;
	size_t n_rows, i;

	TRY(lock_colleagues(page->db, page->ctx.scope, a, team, &rows, &n_rows));
	holders = ARENA_ARRAY(a, struct colleague, n_rows + 1);
	others = ARENA_ARRAY(a, struct form_option, n_rows + 1);
	if (!holders || !others)
		return ERR_LIMIT;
	for (i = 0; i < n_rows; i++)
		if (is_among(lock_who(a, rows[i].id, ledger), keys, n))
			holders[view->n_holders++] = rows[i];
		else if (view->is_locked || rows[i].id.v != page->ctx.account.v)
			others[view->n_others++] =
				(struct form_option){ rows[i].id.v, rows[i].name };
	view->holders = holders;
	view->others = others;
	return OK;
}

enum err
lock_name_of(struct db *db, const struct scope *scope, struct arena *a, team_id team,
	enum lock_ledger ledger, struct str who, struct str *name)
{
	struct colleague *rows;
	size_t n, i;

	TRY(lock_colleagues(db, scope, a, team, &rows, &n));
	*name = STR_NULL;
	for (i = 0; i < n; i++)
		if (str_eq(lock_who(a, rows[i].id, ledger), who))
			*name = rows[i].name;
	return OK;
}
