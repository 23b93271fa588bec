/* How far the referrals of some months have come. */
#include "features/lock/lock.h"
#include "features/referral/referral.h"
#include "features/referral/referral.sql.h"

enum step { STEP_ACCEPTED = 1, STEP_ARRIVED = 2, STEP_COMPLETED = 4 };

/* The steps that a referral has taken when it is where it is; as drawn figures count them. */
static const unsigned steps_of[REFERRAL_STATE_COUNT] = {
	[REFERRAL_ACCEPTED] = STEP_ACCEPTED,
	[REFERRAL_CONTACTED] = STEP_ACCEPTED,
	[REFERRAL_NO_CAPACITY] = STEP_ACCEPTED,
	[REFERRAL_NOT_REACHED] = STEP_ACCEPTED,
	[REFERRAL_ARRIVED] = STEP_ACCEPTED | STEP_ARRIVED,
	[REFERRAL_ONGOING] = STEP_ACCEPTED | STEP_ARRIVED,
	[REFERRAL_ENDED_EARLY] = STEP_ACCEPTED | STEP_ARRIVED,
	[REFERRAL_COMPLETED] = STEP_ACCEPTED | STEP_ARRIVED | STEP_COMPLETED,
};

/* The view service_promise; what is promised in words only cannot be held against a delay. */
static bool
is_timed(int64_t promise)
{
	return promise == DELAY_SAME_DAY || promise == DELAY_24_HOURS;
}

static void
add_row(struct referral_counts *counts, const struct sql_referral_counts *row)
{
	unsigned steps =
		row->state > 0 && row->state < REFERRAL_STATE_COUNT ? steps_of[row->state] : 0;

	counts->offered += row->n;
	if (steps & STEP_ACCEPTED)
		counts->accepted += row->n;
	if (steps & STEP_ARRIVED)
		counts->arrived += row->n;
	if (steps & STEP_COMPLETED)
		counts->completed += row->n;
	if (row->state == REFERRAL_NOT_FOLLOWED_UP)
		counts->not_followed_up += row->n;
	if (row->contact_delay == DELAY_UNKNOWN || !is_timed(row->promise))
		return;
	counts->promised += row->n;
	if (row->contact_delay <= row->promise)
		counts->in_time += row->n;
}

enum err
referral_count(struct db *db, const struct scope *scope, struct arena *a, struct month from,
	struct month through, struct referral_counts *out)
{
	struct lock_viewer viewer = lock_viewer_of(scope, a, LOCK_OF_REFERRAL);
	struct sql_referral_counts_in in = { .team_id = scope_team(scope), .from_month = from,
		.through_month = through, .who = viewer.who, .now = viewer.now };
	struct sql_referral_counts *rows;
	size_t n, i;

	*out = (struct referral_counts){ 0 };
	TRY(sql_referral_counts(db, scope, a, &in, &rows, &n));
	for (i = 0; i < n; i++)
		add_row(out, &rows[i]);
	return OK;
}

bool
referral_are_kept_since(struct month from, struct date today)
{
	return from.m >= month_add(date_month(today), -REFERRAL_KEPT_MONTHS).m;
}
