/* No query of any room sees, counts or changes a row of another place. */
#include <ftw.h>

#include "tests/canary/canary.h"
#include "tests/harness/harness.h"
#include "tests/paths.h"

extern const struct query_set *const query_sets[];	/* generated; NULL at its end */

/* What the test must catch: queries as no build would let them through. */
static const struct query_param params[] = { { "scope_org", QUERY_SCOPE_ORG, "org" },
	{ "id", QUERY_ID, "team" } };
static const struct query bad_queries[] = {
	{ .name = "bad.by_id",
		.is_tenant = true,
		.params = params,
		.n_params = 2,
		.sql = "SELECT name FROM team WHERE :scope_org > 0 AND id = :id" },
	{ .name = "bad.count",
		.is_tenant = true,
		.params = params,
		.n_params = 1,
		.sql = "SELECT count(*) FROM team WHERE org_id = :scope_org OR length(name) > "
		       "0" },
	{ .name = "bad.join",
		.is_tenant = true,
		.params = params,
		.n_params = 1,
		.sql = "SELECT t.id FROM intervention i JOIN team t ON t.name LIKE '%' "
		       "WHERE i.org_id = :scope_org" },
	{ .name = "bad.update",
		.is_tenant = true,
		.is_write = true,
		.params = params,
		.n_params = 2,
		.sql = "UPDATE team SET name = 'x' || id WHERE :scope_org > 0 AND id = :id" },
	{ .name = "bad.delete",
		.is_tenant = true,
		.is_write = true,
		.params = params,
		.n_params = 1,
		.sql = "DELETE FROM team WHERE org_id <> :scope_org" },
};

TEST(the_canary_test_sees_a_query_without_its_filter)
{
	struct canary c CANARY_CLEANUP = canary_new();
	size_t i;

	for (i = 0; i < sizeof(bad_queries) / sizeof(*bad_queries); i++) {
		struct canary_finding found = canary_try(&c, &bad_queries[i], PARTY);

		ck_assert_msg(found.leaks || found.changes, "%s", bad_queries[i].name);
		ck_assert_msg(
			found.changes == bad_queries[i].is_write, "%s", bad_queries[i].name);
	}
}

/* A query that says `-- tenant: none` sees every place by its nature; all others see their own. */
static void
try_everywhere(struct canary *c, const struct query *q, struct buf *vain, int *n_vain)
{
	static const int64_t places[] = { PARTY, ASSOCIATION };
	int64_t rows = 0;
	size_t i;

	for (i = 0; i < 2; i++) {
		struct canary_finding found = canary_try(c, q, places[i]);

		rows += found.rows;
		ck_assert_msg(!found.changes || q->is_any_place,
			"%s changes rows of another place", q->name);
		ck_assert_msg(!found.leaks || q->is_any_place,
			"%s answers otherwise when another place has rows", q->name);
	}
	if (rows == 0) {
		buf_printf(vain, " %s", q->name);
		++*n_vain;
	}
}

TEST(no_query_sees_or_changes_a_row_of_another_place)
{
	struct canary c CANARY_CLEANUP = canary_new();
	struct buf vain = buf_new(1 << 16);
	int n = 0, n_vain = 0, i, s;

	for (s = 0; query_sets[s]; s++)
		for (i = 0; i < query_sets[s]->n; i++, n++)
			try_everywhere(&c, &query_sets[s]->queries[i], &vain, &n_vain);
	/* A query that never finds a row proves little: the fixture must fit most of them. */
	ck_assert_msg(n_vain * 10 <= n, "%d of %d queries found nothing:%.*s", n_vain, n,
		STR_ARG(buf_str(&vain)));
	buf_free(&vain);
}

static int n_files;

static int
see_file(const char *path, const struct stat *st, int type, struct FTW *at)
{
	struct str name = str_of(path);
	int s;

	(void)st, (void)at;
	if (type != FTW_F || !str_ends(name, STR(".sql")))
		return 0;
	n_files++;
	for (s = 0; query_sets[s]; s++)
		if (str_ends(name, str_of(query_sets[s]->file)))
			return 0;
	ck_abort_msg("%s is not in sql_stems: its queries are not tried", path);
}

TEST(the_queries_of_every_sql_file_are_tried)
{
	CHECK(nftw(SOURCE_ROOT "/src", see_file, 8, FTW_PHYS) == 0);
	CHECK(n_files > 0);
}
