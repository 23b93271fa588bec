/* All measures together, by the shipped plan: no part is published above what contains it. */
#include "out/protect/protect.h"

#include <stdio.h>

#include "core/crypto/crypto.h"
#include "tests/harness/harness.h"
#include "tests/paths.h"

enum { ARENA = 32 << 20, CELLS = 64, TOPICS = 7, ROUNDS = 400 };

static const struct plan *
shipped_plan(struct arena *a)
{
	struct plan_fault fault;
	const struct plan *plan = NULL;
	char *bytes = arena_alloc(a, 64 * 1024);
	FILE *f = fopen(SOURCE_ROOT "/content/statistics/plan.json", "rb");
	struct str text = { bytes, 0 };

	CHECK(f != NULL && bytes != NULL);
	text.n = fread(bytes, 1, 64 * 1024, f);
	fclose(f);
	CHECK_ERR(OK, plan_read(text, a, &plan, &fault));
	return plan;
}

static void
fill(void *context, void *bytes, size_t n)
{
	(void)context;
	crypto_random(bytes, n);
}

/* ---- a small nation of small groups ---- */

struct nation {
	const struct plan *plan;
	struct cell cells[CELLS];
	size_t n_cells;
	struct counts *counts;
	struct figure *figures;
};

static size_t
add_cell(struct nation *nation, int32_t parent, int32_t part, const char *layer)
{
	struct cell *cell = &nation->cells[nation->n_cells];

	*cell = (struct cell){ CELL_DRAWN, parent, part,
		plan_layer(nation->plan, str_of(layer)), 0 };
	CHECK(cell->layer >= 0);
	return nation->n_cells++;
}

/* A ballot is in its group and all that this is a part of. */
static void
count_in(struct nation *nation, const int *answers, size_t cell)
{
	size_t m, t;

	nation->cells[cell].n++;
	for (m = 0; m < nation->plan->n_measures; m++)
		for (t = 0; t < TOPICS; t++)
			if ((nation->plan->measures[m].topics >> t & 1) &&
				(nation->plan->measures[m].answers >> answers[t] & 1)) {
				counts_add(nation->counts, cell, m, 1);
				break;
			}
}

/* From "nobody was exposed" to "everybody to everything", as `yes` of a hundred says. */
static void
invent_answers(const struct plan *plan, uint32_t yes, int answers[TOPICS])
{
	size_t t;

	for (t = 0; t < TOPICS; t++) {
		answers[t] = crypto_random_below(100) < 10 ? 4 : 1;
		if (crypto_random_below(100) >= yes)
			continue;
		answers[t] = crypto_random_below(3) == 0 ? 3 : 2;
		if (!(plan->possible[t] >> answers[t] & 1))
			answers[t] = 2;
	}
}

static void
fill_association(struct nation *nation, int32_t first)
{
	uint32_t yes = crypto_random_below(101), ballots = crypto_random_below(40);
	int answers[TOPICS];

	for (; ballots > 0; ballots--) {
		invent_answers(nation->plan, yes, answers);
		count_in(nation, answers, 0);
		count_in(nation, answers, (size_t)first);
		count_in(nation, answers, (size_t)first + 1 + crypto_random_below(2));
		count_in(nation, answers, (size_t)first + 3 + crypto_random_below(3));
		count_in(nation, answers, (size_t)first + 6 + crypto_random_below(4));
	}
}

/* A nation of four associations, each with two sexes, three age bands and four interventions. */
static void
found(struct nation *nation, struct arena *a)
{
	int i, k;

	nation->n_cells = 0;
	nation->counts = counts_new(a, 41, nation->plan->n_measures);
	nation->figures = ARENA_ARRAY(a, struct figure, 41 * nation->plan->n_measures);
	CHECK(nation->counts != NULL && nation->figures != NULL);
	add_cell(nation, -1, 0, "nation");
	for (i = 0; i < 4; i++) {
		int32_t first = (int32_t)add_cell(nation, 0, 1, "association");

		for (k = 0; k < 2; k++)
			add_cell(nation, first, 1, "association.sex");
		for (k = 0; k < 3; k++)
			add_cell(nation, first, 2, "association.age");
		for (k = 0; k < 4; k++)
			add_cell(nation, first, 3, "intervention");
		fill_association(nation, first);
	}
}

static void
release(struct nation *nation, struct arena *a)
{
	struct noise_bytes store;
	struct noise_source source = noise_source_of(&store, fill, NULL);

	CHECK_ERR(OK, protect_draw(nation->plan, nation->cells, nation->n_cells, nation->counts,
		&source, nation->figures));
	CHECK_ERR(OK, protect_fit(nation->plan, nation->cells, nation->n_cells, a,
		nation->figures));
}

/* ---- what must hold ---- */

static void
check_nested(const struct nation *nation, size_t cell)
{
	const struct plan *plan = nation->plan;
	size_t m, outer;

	for (m = 0; m < plan->n_measures; m++) {
		const struct figure *f = &nation->figures[m * nation->n_cells + cell];

		CHECK(!f->is_known || (f->value >= 0 && f->value <= nation->cells[cell].n));
		for (outer = 0; outer < m; outer++) {
			const struct figure *o =
				&nation->figures[outer * nation->n_cells + cell];

			if (!(plan->measures[m].within >> outer & 1) || !f->is_known)
				continue;
			ck_assert_msg(f->value <= o->value, "%.*s.%.*s above %.*s.%.*s",
				STR_ARG(plan->measures[m].topic),
				STR_ARG(plan->measures[m].answer),
				STR_ARG(plan->measures[outer].topic),
				STR_ARG(plan->measures[outer].answer));
		}
	}
}

/* Each partition of a cell, where its groups are known. */
static void
check_sums(const struct nation *nation, size_t cell)
{
	const size_t n = nation->n_cells;
	int32_t part;
	size_t m, c;

	for (m = 0; m < nation->plan->n_measures; m++)
		for (part = 1; part <= 3; part++) {
			const struct figure *f = &nation->figures[m * n];
			int64_t sum = 0;
			bool is_known = f[cell].is_known, has_parts = false;

			for (c = 0; c < n; c++) {
				if (nation->cells[c].parent != (int32_t)cell ||
						nation->cells[c].part != part)
					continue;
				has_parts = true;
				is_known = is_known && f[c].is_known;
				sum += f[c].value;
			}
			CHECK(!has_parts || !is_known || sum == f[cell].value);
		}
}

/* The parts of ANY as a reader understands them, whatever the plan says of them. */
static void
check_any(const struct nation *nation, size_t cell)
{
	const struct plan *plan = nation->plan;
	int any = plan_measure(plan, STR("ANY"), STR("yes"));
	size_t m;

	for (m = 0; m < plan->n_measures; m++)
		if (str_eq(plan->measures[m].answer, STR("yes")))
			CHECK(nation->figures[m * nation->n_cells + cell].value <=
				nation->figures[(size_t)any * nation->n_cells + cell].value);
}

TEST(no_state_and_no_topic_is_ever_published_above_yes_to_anything)
{
	struct arena *plans = arena_new(ARENA), *a = arena_new(ARENA);
	struct nation nation = { .plan = shipped_plan(plans) };
	int round;
	size_t c;

	CHECK_ERR(OK, crypto_init());
	crypto_seed_for_tests(31);
	for (round = 0; round < ROUNDS; round++) {
		arena_reset(a);
		found(&nation, a);
		release(&nation, a);
		for (c = 0; c < nation.n_cells; c++) {
			check_nested(&nation, c);
			check_sums(&nation, c);
			check_any(&nation, c);
		}
	}
	arena_free(a);
	arena_free(plans);
}

/* ---- what is known well is not moved by what is known badly ---- */

/* One group of a hundred: ANY drawn as 40, ONGOING as 70, with these variances. */
static void
fit_two(const struct plan *plan, double any_variance, double part_variance, int64_t *any,
	int64_t *part)
{
	struct arena *a = arena_new(ARENA);
	struct cell cell = { CELL_DRAWN, -1, 0, 0, 100 };
	struct figure *f = ARENA_ARRAY(a, struct figure, plan->n_measures);
	int i = plan_measure(plan, STR("ANY"), STR("yes"));
	int k = plan_measure(plan, STR("ONGOING"), STR("yes"));

	f[i] = (struct figure){ 40, any_variance, true };
	f[k] = (struct figure){ 70, part_variance, true };
	CHECK_ERR(OK, protect_fit(plan, &cell, 1, a, f));
	*any = f[i].value;
	*part = f[k].value;
	CHECK(!f[plan_measure(plan, STR("PHYSICAL"), STR("yes"))].is_known);
	arena_free(a);
}

TEST(parts_lift_a_measure_by_how_well_they_are_known_and_not_when_they_are_known_badly)
{
	struct arena *plans = arena_new(ARENA);
	const struct plan *plan = shipped_plan(plans);
	int64_t any, part;

	fit_two(plan, 10, 10, &any, &part);
	CHECK(any == 55 && part == 55);
	/* twice the variance: a third of the way */
	fit_two(plan, 10, 20, &any, &part);
	CHECK(any == 50 && part == 50);
	fit_two(plan, 30, 10, &any, &part);
	CHECK(any == 63 && part == 63);
	fit_two(plan, 10, 21, &any, &part);
	CHECK(any == 40 && part == 40);
	arena_free(plans);
}
