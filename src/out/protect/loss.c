/* What a plan may cost one answer. */
#include "out/protect/plan.h"

static bool
moves(const struct measure *m, size_t topic, size_t from, size_t to)
{
	bool was = m->answers >> from & 1, is = m->answers >> to & 1;

	return (m->topics >> topic & 1) && was != is;
}

static enum err
change_loss(const struct plan *plan, size_t layer, size_t topic, size_t from, size_t to,
	struct fraction *out)
{
	struct fraction sum = FRACTION_ZERO;
	size_t m;

	for (m = 0; m < plan->n_measures; m++)
		if (moves(&plan->measures[m], topic, from, to))
			TRY(fraction_add(sum, plan->layers[layer].epsilon[m], &sum));
	*out = sum;
	return OK;
}

enum err
plan_layer_loss(const struct plan *plan, size_t layer, size_t topic, struct fraction *out)
{
	struct fraction worst = FRACTION_ZERO, loss;
	size_t from, to;

	/* there and back costs the same */
	for (from = 0; from < plan->n_answers; from++)
		for (to = from + 1; to < plan->n_answers; to++) {
			if (!(plan->possible[topic] >> from & 1) ||
					!(plan->possible[topic] >> to & 1))
				continue;
			TRY(change_loss(plan, layer, topic, from, to, &loss));
			if (fraction_cmp(loss, worst) > 0)
				worst = loss;
		}
	*out = worst;
	return OK;
}

enum err
plan_loss(const struct plan *plan, size_t topic, struct fraction *out)
{
	struct fraction sum = FRACTION_ZERO, loss;
	size_t layer;

	for (layer = 0; layer < plan->n_layers; layer++) {
		TRY(plan_layer_loss(plan, layer, topic, &loss));
		TRY(fraction_add(sum, loss, &sum));
	}
	*out = sum;
	return OK;
}

enum err
plan_worst_loss(const struct plan *plan, struct fraction *out)
{
	struct fraction worst = FRACTION_ZERO, loss;
	size_t topic;

	for (topic = 0; topic < plan->n_topics; topic++) {
		TRY(plan_loss(plan, topic, &loss));
		if (fraction_cmp(loss, worst) > 0)
			worst = loss;
	}
	*out = worst;
	return OK;
}

enum err
plan_layer_ballot_loss(const struct plan *plan, size_t layer, struct fraction *out)
{
	struct fraction sum = FRACTION_ZERO, loss;
	size_t topic;

	for (topic = 0; topic < plan->n_topics; topic++) {
		TRY(plan_layer_loss(plan, layer, topic, &loss));
		TRY(fraction_add(sum, loss, &sum));
	}
	*out = sum;
	return OK;
}

enum err
plan_ballot_loss(const struct plan *plan, struct fraction *out)
{
	struct fraction sum = FRACTION_ZERO, loss;
	size_t layer;

	for (layer = 0; layer < plan->n_layers; layer++) {
		TRY(plan_layer_ballot_loss(plan, layer, &loss));
		TRY(fraction_add(sum, loss, &sum));
	}
	*out = sum;
	return OK;
}

uint64_t
plan_parts(const struct plan *plan, size_t layer, size_t measure)
{
	const struct measure *whole = &plan->measures[measure];
	uint32_t covered = 0;
	uint64_t parts = 0;
	size_t m;

	for (m = 0; m < plan->n_measures; m++) {
		const struct measure *part = &plan->measures[m];

		if (m == measure || part->topics != whole->topics ||
				fraction_is_zero(plan->layers[layer].epsilon[m]) ||
				(part->answers & ~whole->answers) || (part->answers & covered))
			continue;
		covered |= part->answers;
		parts |= UINT64_C(1) << m;
	}
	return covered == whole->answers ? parts : 0;
}

int
plan_layer(const struct plan *plan, struct str name)
{
	size_t i;

	for (i = 0; i < plan->n_layers; i++)
		if (str_eq(plan->layers[i].name, name))
			return (int)i;
	return -1;
}

int
plan_measure(const struct plan *plan, struct str topic, struct str answer)
{
	size_t i;

	for (i = 0; i < plan->n_measures; i++)
		if (str_eq(plan->measures[i].topic, topic) &&
				str_eq(plan->measures[i].answer, answer))
			return (int)i;
	return -1;
}

int32_t
plan_period_first(enum plan_period period, int32_t half)
{
	if (period == PERIOD_YEAR)
		return half - half % 2;
	if (period == PERIOD_YEAR_JULY)
		return half - (half + 1) % 2;
	return half;
}

int32_t
plan_period_halves(enum plan_period period)
{
	return period == PERIOD_HALF ? 1 : 2;
}
