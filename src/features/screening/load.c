/* Ask lists of an invented nation: sums without occasions. */
#include "features/screening/screening.h"
#include "features/screening/screening.sql.h"

static enum err
load_occasions(struct tx *tx, const struct scope *scope, const struct screening_quarter *in,
	enum screening_outcome outcome, int64_t n)
{
	if (n == 0)
		return OK;
	return sql_screening_add_to_sum(tx, scope, &(struct sql_screening_add_to_sum_in){
		.intervention_id = in->intervention, .team_id = in->team,
		.month = { (int32_t)in->quarter * 3 }, .sex = in->sex, .outcome = outcome,
		.reason = outcome == SCREENING_DECLINED ? REASON_DECLINED_ALL : REASON_NONE,
		.n = n });
}

enum err
screening_load_quarter(struct tx *tx, const struct scope *scope,
	const struct screening_quarter *in)
{
	TRY(sql_screening_load_denominator(tx, scope,
		&(struct sql_screening_load_denominator_in){
			.intervention_id = in->intervention, .quarter = in->quarter,
			.sex = in->sex, .n = in->due }));
	TRY(load_occasions(tx, scope, in, SCREENING_ASKED, in->asked));
	return load_occasions(tx, scope, in, SCREENING_DECLINED, in->declined);
}
