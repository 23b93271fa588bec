/* Any plan of protection spends no more than it says; any file of counts fits its plan or is refused. */
#include "out/protect/counts_file.h"
#include "out/protect/plan.h"
#include "tests/fuzz/fuzz.h"

#include "features/release/internal.h"

/* A separator that neither file holds. */
enum { BETWEEN_FILES = 0x1e };

static void
check_plan(const struct plan *plan)
{
	struct fraction one;
	size_t i;

	FUZZ_CHECK(plan->n_topics > 0);
	for (i = 0; i < plan->n_topics; i++)
		FUZZ_CHECK(plan_loss(plan, i, &one) == OK && fraction_cmp(one, plan->cap) <= 0);
}

/* The shipped plan is read and checked once: doing so takes twenty times as long as a file of counts. */
static const struct plan *
shipped_plan(void)
{
	static struct arena *kept;
	static const struct plan *plan;

	if (!kept) {
		kept = arena_new(1 << 20);
		FUZZ_CHECK(kept && release_plan(kept, &plan) == OK);
		check_plan(plan);
	}
	return plan;
}

FUZZ(protect)
{
	struct str counts = { (const char *)bytes, n }, json;
	struct arena *a = arena_new(8 << 20);
	struct plan_fault plan_fault = { 0 };
	struct csv_fault fault = { 0 };
	struct counts_file file;
	const struct plan *plan = NULL;
	size_t i;
	enum err e = OK;

	FUZZ_CHECK(a != NULL);
	if (n == 0 || !str_split(&counts, BETWEEN_FILES, &json) || !counts.p)
		counts = STR("");
	if (n == 0 || json.n == 0) {
		plan = shipped_plan();
	} else {
		e = plan_read(json, a, &plan, &plan_fault);
		FUZZ_CHECK(e != ERR_INVALID || plan_fault.reason.n > 0);
		if (e == OK)
			check_plan(plan);
	}
	if (e == OK) {
		e = counts_file_read(counts, plan, a, &file, &fault);
		FUZZ_CHECK(e != ERR_INVALID || fault.reason != NULL);
		for (i = 0; e == OK && i < file.n_cells; i++)
			FUZZ_CHECK(str_is_utf8(file.groups[i]));
	}
	arena_free(a);
	return 0;
}
