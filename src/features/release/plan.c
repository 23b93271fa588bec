/* The shipped plan. */
#include "base/embedded.h"
#include "features/release/internal.h"

extern const struct embedded_set embedded_release_content;

struct str
release_plan_text(void)
{
	return embedded_str(
		embedded_find(&embedded_release_content, STR("statistics/plan.json")));
}

enum err
release_plan(struct arena *a, const struct plan **out)
{
	struct plan_fault fault;

	return plan_read(release_plan_text(), a, out, &fault);
}
