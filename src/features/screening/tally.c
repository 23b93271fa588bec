/* From ballots to counters. */
#include "features/screening/ballot.h"
#include "features/screening/ballot.sql.h"

void
ballot_tally_add(struct ballot_tally *tally, const struct ballot *ballot)
{
	static const struct {
		enum ballot_state state;
		enum counter_topic topic;
	} states[] = { { STATE_NONE, COUNTER_NONE }, { STATE_EARLIER, COUNTER_EARLIER },
		{ STATE_ONGOING, COUNTER_ONGOING }, { STATE_WITNESSED, COUNTER_WITNESSED },
		{ STATE_ANY, COUNTER_ANY } };
	unsigned in = ballot_states(ballot);
	size_t i;
	int topic;

	tally->n[COUNTER_BALLOTS][0]++;
	for (topic = TOPIC_NONE + 1; topic < TOPIC_COUNT; topic++)
		tally->n[topic][ballot->answers[topic]]++;
	if (ballot->experience != EXPERIENCE_NOT_ASKED)
		tally->n[COUNTER_EXPERIENCE][ballot->experience]++;
	for (i = 0; i < sizeof(states) / sizeof(states[0]); i++)
		if (in & states[i].state)
			tally->n[states[i].topic][0]++;
}

enum err
ballot_count_up(struct tx *tx, const struct ballot_box *box, const struct ballot_tally *tally)
{
	struct sql_screening_ballot_count_up_in in = { .association_id = box->association,
		.half_year = box->half_year, .cut = box->cut, .label = box->label };

	for (in.topic = 0; in.topic < COUNTER_TOPICS; in.topic++)
		for (in.answer = 0; in.answer < ANSWER_COUNT; in.answer++) {
			in.n = tally->n[in.topic][in.answer];
			if (in.n > 0)
				TRY(sql_screening_ballot_count_up(tx, &in));
		}
	return OK;
}
