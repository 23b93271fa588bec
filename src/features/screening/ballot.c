/* A ballot: what its answers mean, how it is sealed, and how its slips come into their boxes. */
#include "features/screening/ballot.h"

#include "core/crypto/keys.h"
#include "features/screening/ballot.sql.h"

/*
 * The first byte of every slip: its version in the lower half, for a later form of it, and in the upper
 * how it was to be asked.  A slip from before that was collected is therefore one that says nothing of
 * it, and no slip is longer than another.
 */
enum { SLIP_VERSION = 1, SLIP_HALF = 4, SLIP_LOWER = 0x0f };

static bool
is_childhood(int topic)
{
	return topic == TOPIC_WITNESSED_AS_CHILD || topic == TOPIC_EXPOSED_AS_CHILD;
}

bool
ballot_is_valid(const struct ballot *ballot)
{
	int t;

	if (ballot->answers[TOPIC_NONE] != 0 || ballot->experience >= EXPERIENCE_COUNT)
		return false;
	for (t = TOPIC_NONE + 1; t < TOPIC_COUNT; t++)
		if (ballot->answers[t] >= ANSWER_COUNT ||
				(is_childhood(t) && ballot->answers[t] == ANSWER_ONGOING))
			return false;
	return true;
}

static unsigned
states_of_yes(int topic, bool is_ongoing)
{
	if (is_childhood(topic))
		return STATE_WITNESSED;
	if (topic == TOPIC_OWN_USE)
		return is_ongoing ? STATE_OWN_ONGOING : STATE_OWN_EARLIER;
	return is_ongoing ? STATE_ONGOING : STATE_EARLIER;
}

unsigned
ballot_states(const struct ballot *ballot)
{
	unsigned states = 0;
	bool has_no = false;
	int t;

	for (t = TOPIC_NONE + 1; t < TOPIC_COUNT; t++) {
		int answer = ballot->answers[t];

		if (answer == ANSWER_NO)
			has_no = true;
		else if (answer == ANSWER_EARLIER || answer == ANSWER_ONGOING)
			states |= STATE_ANY | states_of_yes(t, answer == ANSWER_ONGOING);
	}
	return states == 0 && has_no ? STATE_NONE : states;
}

/*
 * Three sealed boxes, each with an ephemeral key of its own.  One key for the three would be seen in
 * each of them and join intervention, sex and age band of one posting; the price of three is a
 * quarter of a millisecond outside the transaction (doc/decisions/0014-three-sealed-slips.md).
 */
enum err
ballot_seal(struct arena *a, const struct ballot *ballot, const struct ballot_sealed **out)
{
	struct ballot_sealed *sealed = ARENA_NEW(a, struct ballot_sealed);
	uint8_t plain[BALLOT_PLAIN];
	enum err e = OK;
	int i;

	_Static_assert((int)BALLOT_PLAIN == (int)TOPIC_COUNT,
		"a version in the place of topic 0, then the topics");
	if (!sealed)
		return ERR_LIMIT;
	if (!ballot_is_valid(ballot))
		return ERR_INVALID;

	plain[0] = (uint8_t)(SLIP_VERSION | ballot->experience << SLIP_HALF);
	memcpy(plain + 1, ballot->answers + 1, TOPIC_COUNT - 1);
	for (i = 0; i < BALLOT_SLIPS && e == OK; i++)
		e = crypto_seal((struct str){ (const char *)plain, sizeof(plain) },
			keys_ballot_public(), sealed->slips[i]);
	crypto_wipe(plain, sizeof(plain));
	if (e == OK)
		*out = sealed;
	return e;
}

enum err
ballot_open(struct str slip, const uint8_t *public_key, const uint8_t *secret_key,
	struct ballot *out)
{
	uint8_t plain[BALLOT_PLAIN];
	struct ballot ballot = { .experience = 0 };
	bool is_ours;

	if (slip.n != BALLOT_SLIP_BYTES)
		return ERR_INVALID;
	TRY(crypto_seal_open(slip, public_key, secret_key, plain));
	is_ours = (plain[0] & SLIP_LOWER) == SLIP_VERSION;
	ballot.experience = plain[0] >> SLIP_HALF;
	memcpy(ballot.answers + 1, plain + 1, TOPIC_COUNT - 1);
	crypto_wipe(plain, sizeof(plain));
	if (!is_ours || !ballot_is_valid(&ballot))
		return ERR_INVALID;
	*out = ballot;
	return OK;
}

static struct str
bytes(const uint8_t *p, size_t n)
{
	return (struct str){ (const char *)p, n };
}

/* Fisher and Yates. */
static void
shuffle(struct sql_screening_ballot_neighbours *slips, size_t n)
{
	size_t i;

	for (i = n; i > 1; i--) {
		size_t k = crypto_random_below((uint32_t)i);
		struct sql_screening_ballot_neighbours kept = slips[i - 1];

		slips[i - 1] = slips[k];
		slips[k] = kept;
	}
}

/*
 * A page of the database keeps its rows sorted by key, but the bytes of a new row go to the next free
 * place of the page, so places tell who came when although slip ids are random.  Therefore the
 * nearest slips on either side are lifted out and put in again together with the new one, in an order
 * by lot (doc/decisions/0014-three-sealed-slips.md has the figures).
 */
static enum err
put_in_box(struct tx *tx, struct arena *a, const struct sql_screening_ballot_put_in *new,
	uint8_t id[BALLOT_SLIP_ID_BYTES])
{
	struct sql_screening_ballot_put_in slip = *new;
	struct sql_screening_ballot_lift_in range = { .association_id = slip.association_id,
		.half_year = slip.half_year, .cut = slip.cut, .label = slip.label };
	struct sql_screening_ballot_neighbours *near, *all;
	size_t n, i;

	crypto_random(id, BALLOT_SLIP_ID_BYTES);
	slip.slip = bytes(id, BALLOT_SLIP_ID_BYTES);
	TRY(sql_screening_ballot_neighbours(tx_db(tx), a,
		&(struct sql_screening_ballot_neighbours_in){
			.association_id = slip.association_id, .half_year = slip.half_year,
			.cut = slip.cut, .label = slip.label, .slip = slip.slip },
		&near, &n));
	all = ARENA_ARRAY(a, struct sql_screening_ballot_neighbours, n + 1);
	if (!all)
		return ERR_LIMIT;
	all[n] = (struct sql_screening_ballot_neighbours){ slip.slip, slip.sealed };
	range.lowest = range.highest = slip.slip;
	for (i = 0; i < n; i++) {
		all[i] = near[i];
		if (str_cmp(near[i].slip, range.lowest) < 0)
			range.lowest = near[i].slip;
		if (str_cmp(near[i].slip, range.highest) > 0)
			range.highest = near[i].slip;
	}

	TRY(sql_screening_ballot_lift(tx, &range));
	shuffle(all, n + 1);
	for (i = 0; i <= n; i++) {
		slip.slip = all[i].slip;
		slip.sealed = all[i].sealed;
		TRY(sql_screening_ballot_put(tx, &slip));
	}
	return OK;
}

enum err
ballot_cast(struct tx *tx, struct arena *a, const struct ballot_labels *labels,
	const struct ballot_sealed *sealed, struct ballot_handle *out)
{
	struct ballot_handle handle = {
		.association = labels->association,
		.half_year = month_half_year(labels->month),
		.labels = { labels->intervention.v, labels->sex, labels->age_band },
	};
	int i;

	if (labels->association.v == 0 || labels->intervention.v == 0 ||
			!month_is_set(labels->month))
		return ERR_INVALID;
	for (i = 0; i < BALLOT_SLIPS; i++) {
		struct sql_screening_ballot_put_in slip = {
			.association_id = labels->association,
			.half_year = handle.half_year,
			.cut = CUT_INTERVENTION + i,
			.label = handle.labels[i],
			.sealed = bytes(sealed->slips[i], BALLOT_SLIP_BYTES),
		};

		TRY(put_in_box(tx, a, &slip, handle.slips[i]));
	}
	*out = handle;
	return OK;
}

enum err
ballot_note_experience(struct tx *tx, org_id association, struct month month)
{
	return sql_screening_ballot_note_experience(tx, association, month_half_year(month));
}
