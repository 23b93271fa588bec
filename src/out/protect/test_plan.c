/* Reading plans, and what they cost. */
#include "out/protect/plan.h"

#include <stdio.h>

#include "tests/harness/harness.h"
#include "tests/paths.h"

enum { ARENA = 8 << 20 };

static struct str
shipped_plan(struct arena *a)
{
	char *bytes = arena_alloc(a, 64 * 1024);
	FILE *f = fopen(SOURCE_ROOT "/content/statistics/plan.json", "rb");
	struct str text = { bytes, 0 };

	CHECK(f != NULL && bytes != NULL);
	text.n = fread(bytes, 1, 64 * 1024, f);
	fclose(f);
	return text;
}

static const struct plan *
read_plan(struct arena *a, struct str json)
{
	struct plan_fault fault = { STR_NULL, STR_NULL };
	const struct plan *plan = NULL;
	enum err e = plan_read(json, a, &plan, &fault);

	ck_assert_msg(e == OK, "%.*s: %.*s", STR_ARG(fault.place), STR_ARG(fault.reason));
	return plan;
}

/* ---- fractions ---- */

TEST(fractions_are_added_and_compared_exactly)
{
	struct fraction sum = FRACTION_ZERO, third, tenth;
	int i;

	CHECK_ERR(OK, fraction_parse(STR("2/6"), &third));
	CHECK(third.num == 1 && third.den == 3);
	CHECK_ERR(OK, fraction_parse(STR("1/10"), &tenth));
	for (i = 0; i < 10; i++)
		CHECK_ERR(OK, fraction_add(sum, tenth, &sum));
	CHECK(sum.num == 1 && sum.den == 1);
	CHECK(fraction_cmp(third, tenth) > 0 && fraction_cmp(sum, sum) == 0);
	CHECK_ERR(ERR_LIMIT, fraction_add((struct fraction){ 1, INT64_MAX },
		(struct fraction){ 1, INT64_MAX - 1 }, &sum));
}

TEST(what_is_no_plain_fraction_is_refused)
{
	static const char *const bad[] = { "", "/", "1/", "/2", "1/0", "-1", "1/-2", "0.5",
		" 1", "1 ", "1/2/3", "1e3", "10000001", "+1", "0x1" };
	struct fraction f;
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ck_assert_msg(fraction_parse(str_of(bad[i]), &f) == ERR_INVALID, "%s", bad[i]);
}

/* ---- losses ---- */

static bool
is_counted(const struct measure *m, const int *answers, size_t n_topics)
{
	size_t t;

	for (t = 0; t < n_topics; t++)
		if ((m->topics >> t & 1) && (m->answers >> answers[t] & 1))
			return true;
	return false;
}

/* What changing one answer of this very ballot costs, over all layers. */
static double
cost_of_change(const struct plan *plan, const int *before, const int *after)
{
	double sum = 0;
	size_t m, layer;

	for (m = 0; m < plan->n_measures; m++) {
		if (is_counted(&plan->measures[m], before, plan->n_topics) ==
				is_counted(&plan->measures[m], after, plan->n_topics))
			continue;
		for (layer = 0; layer < plan->n_layers; layer++)
			sum += fraction_double(plan->layers[layer].epsilon[m]);
	}
	return sum;
}

/* The next ballot in the order of numbers with one digit per topic; false after the last. */
static bool
next_ballot(const struct plan *plan, int *answers)
{
	size_t t;

	for (t = 0; t < plan->n_topics; t++) {
		do
			answers[t]++;
		while (answers[t] < (int)plan->n_answers &&
				!(plan->possible[t] >> answers[t] & 1));
		if (answers[t] < (int)plan->n_answers)
			return true;
		answers[t] = 0;
	}
	return false;
}

/* The dearest change of a topic over all ballots that can be. */
static void
dearest_changes(const struct plan *plan, double *worst)
{
	int before[PLAN_TOPICS_MAX] = { 0 }, after[PLAN_TOPICS_MAX];
	size_t t;

	do {
		for (t = 0; t < plan->n_topics; t++) {
			memcpy(after, before, sizeof(after));
			for (after[t] = 0; after[t] < (int)plan->n_answers; after[t]++) {
				double cost;

				if (!(plan->possible[t] >> after[t] & 1))
					continue;
				cost = cost_of_change(plan, before, after);
				worst[t] = cost > worst[t] ? cost : worst[t];
			}
		}
	} while (next_ballot(plan, before));
}

TEST(the_loss_of_the_shipped_plan_is_that_of_its_dearest_change_of_any_ballot)
{
	struct arena *a = arena_new(ARENA);
	const struct plan *plan = read_plan(a, shipped_plan(a));
	double worst[PLAN_TOPICS_MAX] = { 0 };
	struct fraction loss;
	size_t t;

	dearest_changes(plan, worst);
	for (t = 0; t < plan->n_topics; t++) {
		CHECK_ERR(OK, plan_loss(plan, t, &loss));
		ck_assert_double_eq_tol(fraction_double(loss), worst[t], 1e-9);
		CHECK(fraction_cmp(loss, plan->cap) <= 0);
	}
	CHECK_ERR(OK, plan_worst_loss(plan, &loss));
	CHECK(fraction_cmp(loss, (struct fraction){ 3, 1 }) <= 0);
	arena_free(a);
}

/* ---- what is within what ---- */

static uint64_t
bit_of(const struct plan *plan, const char *topic, const char *answer)
{
	int m = plan_measure(plan, str_of(topic), str_of(answer));

	CHECK(m >= 0);
	return UINT64_C(1) << m;
}

static uint64_t
within(const struct plan *plan, const char *topic, const char *answer)
{
	return plan->measures[plan_measure(plan, str_of(topic), str_of(answer))].within;
}

TEST(every_yes_of_the_shipped_plan_lies_within_yes_to_anything)
{
	struct arena *a = arena_new(ARENA);
	const struct plan *plan = read_plan(a, shipped_plan(a));
	uint64_t any = bit_of(plan, "ANY", "yes"), witnessed = bit_of(plan, "WITNESSED", "yes");

	CHECK(within(plan, "ANY", "yes") == 0);
	CHECK(within(plan, "EARLIER", "yes") == any && within(plan, "ONGOING", "yes") == any);
	CHECK(within(plan, "WITNESSED", "yes") == any);
	CHECK(within(plan, "PHYSICAL", "yes") == (any | bit_of(plan, "PHYSICAL", "answered")));
	CHECK(within(plan, "OWN_USE", "yes") == (any | bit_of(plan, "OWN_USE", "answered")));
	CHECK(within(plan, "EXPOSED_AS_CHILD", "yes") ==
		(witnessed | bit_of(plan, "EXPOSED_AS_CHILD", "answered")));
	CHECK(within(plan, "PHYSICAL", "ongoing") ==
		(bit_of(plan, "PHYSICAL", "yes") | bit_of(plan, "ONGOING", "yes")));
	arena_free(a);
}

/* ---- what is refused ---- */

#define HEAD "{\"plan\": \"p\", \"cap\": \"1\", \"few\": 10, \"answers\": [\"NO\", \"YES\"], " \
	"\"topics\": {\"T\": [\"NO\", \"YES\"]}, "
#define YES "{\"topic\": \"T\", \"answer\": \"yes\", \"rate\": \"yes\", \"topics\": [\"T\"], " \
	"\"answers\": [\"YES\"]}"
#define MEASURES "\"measures\": [" YES "], "
#define PART(within) "{\"topic\": \"U\", \"answer\": \"yes\", \"rate\": \"part\", \"topics\": " \
	"[\"T\"], \"answers\": [\"YES\"], \"within\": " within "}"
#define LAYER(name, epsilon) "{\"name\": \"" name "\", \"epsilon\": {\"yes\": \"" epsilon "\"}}"

static const struct {
	const char *json, *place;
} bad_plans[] = {
	{ "", "rad 1, kolumn 0" },
	{ "[]", "plan" },
	{ "{\"plan\": \"p\", \"noise\": \"off\"}", "noise" },
	{ "{\"plan\": \"p\", \"cap\": \"1\", \"few\": 0}", "few" },
	{ HEAD MEASURES "\"layers\": [" LAYER("a", "1.5") "]}", "layers[0].yes" },
	{ HEAD MEASURES "\"layers\": [" LAYER("a", "0") "]}", "layers[0].yes" },
	{ HEAD MEASURES "\"layers\": [" LAYER("a", "11/10") "]}", "T" },
	{ HEAD MEASURES "\"layers\": [" LAYER("a", "1/2") ", " LAYER("b", "2/3") "]}", "T" },
	{ HEAD MEASURES "\"layers\": [" LAYER("a", "1/2") ", " LAYER("a", "1/4") "]}",
		"layers[1].name" },
	{ HEAD "\"measures\": [" YES ", " YES "], \"layers\": []}", "measures[1].answer" },
	{ HEAD "\"measures\": [{\"topic\": \"T\", \"answer\": \"no\", \"rate\": \"no\", "
	       "\"topics\": [\"X\"], \"answers\": [\"NO\"]}], \"layers\": []}",
		"measures[0].topics" },
	{ HEAD "\"measures\": [" YES
	       ", {\"topic\": \"T\", \"answer\": \"no\", \"rate\": \"no\", "
	       "\"topics\": [\"T\"], \"answers\": [\"NO\"], \"within\": \"yes\"}], "
	       "\"layers\": []}",
		"measures[1].within" },
	{ HEAD "\"measures\": [" YES ", " PART("\"X.yes\"") "], \"layers\": []}",
		"measures[1].within" },
	{ HEAD "\"measures\": [" YES ", " PART("[\"T.yes\", \"T.yes\"]") "], \"layers\": []}",
		"measures[1].within" },
	{ HEAD "\"measures\": [" YES ", " PART("[\"T.yes\", 1]") "], \"layers\": []}",
		"measures[1].within" },
	{ HEAD "\"measures\": [" YES ", " PART("\"T.yes\"") "], \"layers\": ["
	       "{\"name\": \"a\", \"epsilon\": {\"part\": \"1/2\"}}]}",
		"layers[0].part" },
	{ "{\"plan\": \"p\", \"cap\": \"5\", \"few\": 10, \"answers\": [\"NO\", \"YES\"], "
	  "\"topics\": {\"T\": [\"NO\", \"YES\"]}, " MEASURES
	  "\"layers\": [" LAYER("a", "1") "]}",
		"cap" },
};

TEST(a_plan_that_is_not_understood_or_costs_too_much_is_refused_with_its_place)
{
	struct arena *a = arena_new(ARENA);
	size_t i;

	for (i = 0; i < sizeof(bad_plans) / sizeof(bad_plans[0]); i++) {
		struct plan_fault fault = { STR_NULL, STR_NULL };
		const struct plan *plan = NULL;

		CHECK_ERR(ERR_INVALID, plan_read(str_of(bad_plans[i].json), a, &plan, &fault));
		CHECK(plan == NULL && !str_is_empty(fault.reason));
		if (i > 0)
			ck_assert_msg(str_eq(fault.place, str_of(bad_plans[i].place)),
				"%zu: %.*s: %.*s", i, STR_ARG(fault.place), STR_ARG(fault.reason));
	}
	CHECK(read_plan(a, STR(HEAD MEASURES "\"layers\": [" LAYER("a", "1/3") ", "
		LAYER("b", "2/3") "]}")) != NULL);
	arena_free(a);
}

/* ---- referrals ---- */

TEST(a_referral_costs_what_its_dearest_ends_cost_together)
{
	struct arena *a = arena_new(1 << 20);
	struct plan_fault fault;
	const struct plan *plan;
	struct fraction loss, layer;
	struct str shipped = shipped_plan(a), part = STR("\"contact\": \"2/5\"");
	struct buf dear BUF_CLEANUP = buf_new(1 << 16);
	const char *found;
	size_t at;

	CHECK_ERR(OK, plan_read(shipped, a, &plan, &fault));
	CHECK(plan->referrals != NULL);
	CHECK_ERR(OK, plan_ballot_loss(plan->referrals, &loss));
	/* ends 2 * 3/4 or offered + end, contact 2 * 2/5; 4/10 in the county, 2/10 in the nation */
	CHECK(fraction_cmp(loss, (struct fraction){ 29, 10 }) == 0);
	CHECK_ERR(OK, plan_layer_ballot_loss(plan->referrals, 2, &layer));
	CHECK(fraction_cmp(layer, (struct fraction){ 23, 10 }) == 0);
	/* each topic alone would stay under the cap; the referral does not */
	found = memmem(shipped.p, shipped.n, part.p, part.n);
	CHECK(found != NULL);
	at = (size_t)(found - shipped.p);
	buf_put(&dear, (struct str){ shipped.p, at });
	buf_put(&dear, STR("\"contact\": \"1/2\""));
	buf_put(&dear, (struct str){ shipped.p + at + part.n, shipped.n - at - part.n });
	CHECK_ERR(ERR_INVALID, plan_read(buf_str(&dear), a, &plan, &fault));
	CHECK(str_contains(fault.reason, STR("en lotsning")));
	arena_free(a);
}
