/* What goes when its time is over: closed cards, and the keys of postings. */
#include "features/screening/screening.h"
#include "features/screening/ballot.sql.h"
#include "features/screening/purge.sql.h"
#include "features/screening/screening.sql.h"

enum err
screening_purge_cards(struct tx *tx, const struct scope *scope, struct arena *a,
	struct month before, struct month now, struct cards_purged *out)
{
	struct sql_screening_purge_old old;

	TRY(sql_screening_purge_old(tx_db(tx), scope, a, now, before, &old));
	TRY(sql_screening_purge_keep_sums(tx, scope, before, now));
	TRY(sql_screening_purge_persons(tx, scope, before));
	TRY(sql_screening_drop_empty_persons(tx, scope));
	TRY(sql_screening_purge_loosen(tx, scope, before));
	TRY(sql_screening_purge_dues(tx, scope, before));
	TRY(sql_screening_purge_cards(tx, scope, before));
	*out = (struct cards_purged){ .cards = old.cards, .dues = old.dues,
		.dues_ahead = old.dues_ahead, .occasions = old.occasions };
	return OK;
}

enum err
screening_purge_postings(struct tx *tx, struct arena *a, struct date before, int64_t *n)
{
	struct sql_screening_purge_old_postings old;

	TRY(sql_screening_purge_old_postings(tx_db(tx), a, before.days, &old));
	TRY(sql_screening_ballot_forget_postings(tx, before.days));
	*n = old.n;
	return OK;
}
