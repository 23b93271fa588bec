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

bool
lock_is_key(const struct lock *lock, struct str who)
{
	size_t i;

	for (i = 0; i < lock->n_keys; i++)
		if (str_eq(lock->keys[i], who))
			return true;
	return false;
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
