/* The table of steps against the one of the domain, line by line. */
#include "features/referral/referral.h"

#include "tests/harness/harness.h"

/* domain.md, "Referral", written once more by hand: a row per state, a letter per next state. */
static const struct {
	enum referral_state from;
	const char *next;	/* c caseworker, w on somebody's word, l team lead; R with a reason */
	enum referral_state to[8];
} expected[] = {
	{ REFERRAL_NEW, "c", { REFERRAL_OFFERED } },
	{ REFERRAL_OFFERED, "ccL",
		{ REFERRAL_DECLINED, REFERRAL_ACCEPTED, REFERRAL_NOT_FOLLOWED_UP } },
	{ REFERRAL_ACCEPTED, "cCCL",
		{ REFERRAL_CONTACTED, REFERRAL_NO_CAPACITY, REFERRAL_NOT_REACHED,
			REFERRAL_NOT_FOLLOWED_UP } },
	{ REFERRAL_CONTACTED, "wWL",
		{ REFERRAL_ARRIVED, REFERRAL_NOT_REACHED, REFERRAL_NOT_FOLLOWED_UP } },
	{ REFERRAL_ARRIVED, "wwWL",
		{ REFERRAL_ONGOING, REFERRAL_COMPLETED, REFERRAL_ENDED_EARLY,
			REFERRAL_NOT_FOLLOWED_UP } },
	{ REFERRAL_ONGOING, "wwWL",
		{ REFERRAL_ONGOING, REFERRAL_COMPLETED, REFERRAL_ENDED_EARLY,
			REFERRAL_NOT_FOLLOWED_UP } },
};
enum { N_EXPECTED = sizeof(expected) / sizeof(expected[0]) };

static char
letter_of(enum referral_state from, enum referral_state to)
{
	size_t i, k;

	for (i = 0; i < N_EXPECTED; i++) {
		for (k = 0; expected[i].from == from && expected[i].next[k]; k++) {
			if (expected[i].to[k] == to)
				return expected[i].next[k];
		}
	}
	return 0;
}

/* Nothing follows after it. */
static bool
is_end(enum referral_state state)
{
	size_t i;

	for (i = 0; i < referral_n_transitions; i++) {
		if (referral_transitions[i].from == state)
			return false;
	}
	return true;
}

TEST(the_table_of_steps_has_every_step_of_the_domain_and_no_other)
{
	int from, to;

	for (from = 0; from < REFERRAL_STATE_COUNT; from++) {
		for (to = 0; to < REFERRAL_STATE_COUNT; to++) {
			char letter =
				letter_of((enum referral_state)from, (enum referral_state)to);
			const struct referral_transition *t = referral_transition_of(
				(enum referral_state)from, (enum referral_state)to);

			CHECK((letter != 0) == (t != NULL));
			if (!t)
				continue;
			CHECK(t->perm ==
				(letter == 'L' ? PERM_REFERRAL_GIVE_UP : PERM_REFERRAL_WRITE));
			CHECK(t->needs_overdue == (letter == 'L'));
			CHECK(t->needs_reason
				== (letter == 'C' || letter == 'W' || letter == 'L'));
			CHECK(t->needs_word == (letter == 'w' || letter == 'W'));
			CHECK(t->is_end == is_end(t->to));
		}
	}
}

TEST(every_end_that_needs_a_reason_has_some_and_no_reason_is_without_an_end)
{
	int state, reason;

	for (reason = 1; reason < REFERRAL_REASON_CHOICES; reason++) {
		int ends = 0;

		for (state = 0; state < REFERRAL_STATE_COUNT; state++)
			ends += referral_reason_fits(
				(enum referral_state)state, (enum referral_reason)reason);
		CHECK(ends > 0);
	}
	CHECK(referral_reason_fits(REFERRAL_NO_CAPACITY, REFERRAL_REASON_QUEUE));
	CHECK(!referral_reason_fits(REFERRAL_NO_CAPACITY, REFERRAL_REASON_STAFF_CHANGED));
	CHECK(!referral_reason_fits(REFERRAL_ARRIVED, REFERRAL_REASON_QUEUE));
	CHECK(!referral_reason_fits(REFERRAL_NO_CAPACITY, REFERRAL_REASON_NONE));
}

TEST(every_state_but_the_first_has_a_label)
{
	int state;

	for (state = 1; state < REFERRAL_STATE_COUNT; state++)
		CHECK(choice_of(referral_state_choices, REFERRAL_STATE_CHOICES, state));
}
