/* From the counters of ballots to the measures of a plan. */
#include "features/release/internal.h"

const char *const our_layer_names[OUR_LAYERS] = { "nation", "county", "association",
	"association.sex", "association.age", "intervention" };

static const char *const topic_names[TOPIC_COUNT] = { "", "PSYCHOLOGICAL", "PHYSICAL",
	"SEXUAL_PRESSURE", "SEXUAL_VIOLATION", "WITNESSED_AS_CHILD", "EXPOSED_AS_CHILD",
	"OWN_USE" };
static const char *const answer_names[ANSWER_COUNT] = { "NOT_ASKED", "NO", "EARLIER",
	"ONGOING", "DECLINED" };
static const char *const experience_names[EXPERIENCE_COUNT] = { "NOT_ASKED", "GOOD", "NEITHER",
	"HARD", "DECLINED" };

#define TOPIC_BIT(t) (UINT32_C(1) << (t))
#define ADULT (TOPIC_BIT(TOPIC_PSYCHOLOGICAL) | TOPIC_BIT(TOPIC_PHYSICAL) | \
	TOPIC_BIT(TOPIC_SEXUAL_PRESSURE) | TOPIC_BIT(TOPIC_SEXUAL_VIOLATION))
#define CHILDHOOD (TOPIC_BIT(TOPIC_WITNESSED_AS_CHILD) | TOPIC_BIT(TOPIC_EXPOSED_AS_CHILD))

/* What ballot_states says of each state that is counted and drawn; NONE never is. */
static const struct {
	enum counter_topic counter;
	uint32_t topics, answers;
} states[] = {
	{ COUNTER_EARLIER, ADULT, 1 << ANSWER_EARLIER },
	{ COUNTER_ONGOING, ADULT, 1 << ANSWER_ONGOING },
	{ COUNTER_WITNESSED, CHILDHOOD, 1 << ANSWER_EARLIER },
	{ COUNTER_ANY, ADULT | CHILDHOOD | TOPIC_BIT(TOPIC_OWN_USE),
		1 << ANSWER_EARLIER | 1 << ANSWER_ONGOING },
};

static int
index_of(const char *const *names, int n, struct str name)
{
	int i;

	for (i = 0; i < n; i++)
		if (str_eq(str_of(names[i]), name))
			return i;
	return -1;
}

/* The plan's bits in our order; 0 when one is not ours. */
static uint32_t
translate(
	uint32_t bits, const struct str *theirs, size_t n, const char *const *ours, int n_ours)
{
	uint32_t out = 0;
	size_t i;

	for (i = 0; i < n; i++) {
		int at = index_of(ours, n_ours, theirs[i]);

		if (!(bits >> i & 1))
			continue;
		if (at < 0)
			return 0;
		out |= UINT32_C(1) << at;
	}
	return out;
}

static uint32_t
our_answers(const struct plan *plan, uint32_t bits)
{
	return translate(bits, plan->answers, plan->n_answers, answer_names, ANSWER_COUNT);
}

static uint32_t
our_experiences(const struct plan *plan, uint32_t bits)
{
	return translate(
		bits, plan->answers, plan->n_answers, experience_names, EXPERIENCE_COUNT);
}

/*
 * Every topic with every answer that a ballot may have: else the plan's loss is too small.  Of the
 * experience of being asked a plan need not speak; then nothing of it is drawn.
 */
static enum err
check_domain(const struct plan *plan)
{
	const uint32_t every = (1 << ANSWER_COUNT) - 1;
	uint32_t topics = 0;
	size_t t;

	for (t = 0; t < plan->n_topics; t++) {
		int topic = index_of(topic_names, TOPIC_COUNT, plan->topics[t]);
		uint32_t missing = every & ~our_answers(plan, plan->possible[t]);

		if (str_eq(plan->topics[t], STR(EXPERIENCE_TOPIC))) {
			if (our_experiences(plan, plan->possible[t]) != every)
				return ERR_INVALID;
			continue;
		}
		if (topic <= 0)
			return ERR_INVALID;
		if (CHILDHOOD & TOPIC_BIT(topic))
			missing &= ~(UINT32_C(1) << ANSWER_ONGOING);
		if (missing)
			return ERR_INVALID;
		topics |= TOPIC_BIT(topic);
	}
	return topics == (TOPIC_BIT(TOPIC_COUNT) - 2) ? OK : ERR_INVALID;
}

bool
measure_is_experience(const struct plan *plan, const struct measure *m)
{
	size_t t;

	for (t = 0; t < plan->n_topics; t++)
		if (str_eq(plan->topics[t], STR(EXPERIENCE_TOPIC)))
			return m->topics == TOPIC_BIT(t);
	return false;
}

static void
put_measure(struct reading *out, size_t m, int counter, uint32_t answers)
{
	int a;

	for (a = 0; a < ANSWER_COUNT; a++)
		if (answers >> a & 1)
			out->measures[counter][a] |= UINT64_C(1) << m;
}

/* Not asked stands in no counter, so that no measure can have it. */
static enum err
read_experience(const struct plan *plan, size_t m, struct reading *out)
{
	uint32_t answers = our_experiences(plan, plan->measures[m].answers);

	if (answers == 0 || answers & 1 << EXPERIENCE_NOT_ASKED)
		return ERR_INVALID;
	put_measure(out, m, COUNTER_EXPERIENCE, answers);
	return OK;
}

static enum err
read_measure(const struct plan *plan, size_t m, struct reading *out)
{
	const struct measure *measure = &plan->measures[m];
	uint32_t topics = translate(measure->topics, plan->topics, plan->n_topics, topic_names,
		TOPIC_COUNT);
	uint32_t answers = our_answers(plan, measure->answers);
	size_t i;

	if (measure_is_experience(plan, measure))
		return read_experience(plan, m, out);
	if (topics == 0 || answers == 0)
		return ERR_INVALID;
	if ((topics & (topics - 1)) == 0) {
		put_measure(out, m, __builtin_ctz(topics), answers);
		return OK;
	}
	for (i = 0; i < sizeof(states) / sizeof(states[0]); i++)
		if (states[i].topics == topics && states[i].answers == answers) {
			out->measures[states[i].counter][0] |= UINT64_C(1) << m;
			return OK;
		}
	return ERR_INVALID;
}

enum err
reading_of(const struct plan *plan, struct reading *out)
{
	struct reading reading = { .layers = { 0 } };
	size_t m;
	int i;

	TRY(check_domain(plan));
	for (i = 0; i < OUR_LAYERS; i++)
		reading.layers[i] = plan_layer(plan, str_of(our_layer_names[i]));
	for (i = OUR_ASSOCIATION; i <= OUR_AGE; i++)
		if (reading.layers[OUR_ASSOCIATION] < 0 || (reading.layers[i] >= 0 &&
				plan->layers[reading.layers[i]].period !=
					plan->layers[reading.layers[OUR_ASSOCIATION]].period))
			return ERR_INVALID;
	for (m = 0; m < plan->n_measures; m++)
		TRY(read_measure(plan, m, &reading));
	*out = reading;
	return OK;
}

enum release_level
layer_level(enum our_layer layer)
{
	static const enum release_level levels[OUR_LAYERS] = { LEVEL_NATION, LEVEL_COUNTY,
		LEVEL_ASSOCIATION, LEVEL_ASSOCIATION, LEVEL_ASSOCIATION,
		LEVEL_INTERVENTION };

	return levels[layer];
}

bool
layer_draws_box(enum our_layer layer, int64_t cut)
{
	if (layer == OUR_INTERVENTION)
		return cut == CUT_INTERVENTION || cut == CUT_OTHER;
	return cut == (layer == OUR_AGE ? CUT_AGE : CUT_SEX);
}
