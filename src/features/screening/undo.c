/* Taking the last form back, as long as its slips lie in their boxes. */
#include "features/screening/card_lock.h"

#include "features/screening/undo.sql.h"
#include "features/screening/screening.sql.h"

static struct sql_screening_undo_slip_in
slip_at(const struct ballot_handle *h, int i)
{
	return (struct sql_screening_undo_slip_in){
		.association_id = h->association,
		.half_year = h->half_year,
		.cut = CUT_INTERVENTION + i,
		.label = h->labels[i],
		.slip = { (const char *)h->slips[i], BALLOT_SLIP_ID_BYTES },
	};
}

static enum err
slips_are_there(struct db *db, struct arena *a, const struct ballot_handle *h)
{
	struct sql_screening_undo_slip_there row;
	int i;

	for (i = 0; i < BALLOT_SLIPS; i++) {
		struct sql_screening_undo_slip_in slip = slip_at(h, i);

		TRY(sql_screening_undo_slip_there(db, a,
			&(struct sql_screening_undo_slip_there_in){ slip.association_id,
				slip.half_year, slip.cut, slip.label, slip.slip }, &row));
	}
	return OK;
}

static enum err
take_slips(struct tx *tx, const struct ballot_handle *h)
{
	int i;

	for (i = 0; i < BALLOT_SLIPS; i++) {
		struct sql_screening_undo_slip_in slip = slip_at(h, i);

		TRY(sql_screening_undo_slip(tx, &slip));
	}
	return OK;
}

/* Not met after all, and the one that followed on it is gone. */
static enum err
unmeet(struct tx *tx, const struct scope *scope, const struct screening_handle *h)
{
	TRY(sql_screening_take_person_out(tx, scope, h->card));
	if (h->next_due.v != 0)
		TRY(sql_screening_undo_next_due(tx, scope, h->next_due));
	TRY(sql_screening_undo_met(tx, scope, h->due));
	TRY(sql_screening_put_person_in(tx, scope, h->card));
	return sql_screening_drop_empty_persons(tx, scope);
}

/* The due date as it was before; counts-only occasions have none. */
static enum err
move_back(struct tx *tx, const struct scope *scope, const struct screening_handle *h)
{
	if (h->due.v == 0)
		return OK;
	switch (h->outcome) {
	case SCREENING_ASKED:
	case SCREENING_DECLINED:
		return unmeet(tx, scope, h);
	case SCREENING_POSTPONED:
		return sql_screening_set_ask_month(tx, scope, h->ask_month, h->due);
	case SCREENING_NOT_ASKED:
		return sql_screening_undo_close(tx, scope, h->card);
	default:
		return ERR_INVALID;
	}
}

/* Out of the ask list, and out of its sum. */
static enum err
take_occasion(struct tx *tx, const struct scope *scope, struct arena *a, screening_id id)
{
	struct sql_screening_undo_occasion was;

	TRY(sql_screening_undo_occasion(tx, scope, a, id, &was));
	TRY(sql_screening_undo_in_sum(tx, scope, &(struct sql_screening_undo_in_sum_in){
		.intervention_id = was.intervention_id, .team_id = was.team_id,
		.month = was.month, .sex = was.sex, .outcome = was.outcome,
		.reason = was.reason }));
	return sql_screening_undo_empty_sums(tx, scope);
}

enum err
screening_undo(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct screening_handle *h)
{
	bool has_slips = h->outcome == SCREENING_ASKED;
	struct lock_viewer viewer = card_viewer(scope, a);
	struct sql_screening_undo_occasion_there_in there = { .id = h->occasion,
		.team_id = scope_team(scope), .next_due_id = h->next_due, .who = viewer.who,
		.now = viewer.now };
	struct sql_screening_undo_occasion_there row;

	TRY(sql_screening_undo_occasion_there(tx_db(tx), scope, a, &there, &row));
	if (has_slips)
		TRY(slips_are_there(tx_db(tx), a, &h->ballot));

	if (has_slips)
		TRY(take_slips(tx, &h->ballot));
	TRY(take_occasion(tx, scope, a, h->occasion));
	TRY(move_back(tx, scope, h));
	return sql_screening_undo_posting(tx,
		(struct str){ (const char *)h->posting, sizeof(h->posting) });
}
