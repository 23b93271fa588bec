/* Every query that reads the ask list or the referrals knows of locks, or says why it need not. */
#include "core/db/query.h"
#include "tests/harness/harness.h"

extern const struct query_set *const query_sets[];	/* generated; NULL at its end */

static const struct {
	const char *query, *why;
} without[] = {
	{ "screening.add_card", "makes one" },
	{ "screening.add_due", "after the query due, or for a new card" },
	{ "screening.add_occasion", "after the query due" },
	{ "screening.card_code_taken", "draws a free code; tells nobody" },
	{ "screening.close_card", "after the query due" },
	{ "screening.occasions_of_card", "after the query card" },
	{ "screening.due_of_card", "after the query card" },
	{ "screening.set_met", "after the query due" },
	{ "screening.set_ask_month", "after the query due" },
	{ "screening.export_asks", "a job gives the owner everything" },
	{ "screening.undo_occasion", "after the query undo_occasion_there" },
	{ "screening.undo_next_due", "after the query undo_occasion_there" },
	{ "screening.undo_met", "after the query undo_occasion_there" },
	{ "screening.undo_close", "after the query undo_occasion_there" },
	{ "referral.add", "makes one" },
	{ "referral.set_step", "after the query rows" },
	{ "referral.undo_step", "after the query rows" },
	{ "referral.tally", "after set_step: one more in a sum" },
	{ "referral.purge_count", "a job" },
	{ "referral.purge_keep_sums", "a job" },
	{ "referral.purge", "a job" },
	{ "referral.export_all", "a job gives the owner everything" },
	{ "screening.purge_old", "a job; locked cards are purged as others" },
	{ "screening.purge_keep_sums", "a job" },
	{ "screening.purge_persons", "a job" },
	{ "screening.purge_loosen", "a job" },
	{ "screening.purge_dues", "a job" },
	{ "screening.purge_cards", "a job" },
};

static bool
is_excused(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(without) / sizeof(without[0]); i++)
		if (strcmp(without[i].query, name) == 0)
			return true;
	return false;
}

static bool
is_about_a_person(const struct query *q)
{
	struct str rest = str_of(q->tables), table;

	while (str_split(&rest, ' ', &table))
		if (str_eq(table, STR("card")) || str_eq(table, STR("due")) ||
			str_eq(table, STR("screening")) || str_eq(table, STR("referral")))
			return true;
	return false;
}

TEST(every_query_about_a_person_knows_of_locks)
{
	int s, i, n = 0;

	for (s = 0; query_sets[s]; s++)
		for (i = 0; i < query_sets[s]->n; i++) {
			const struct query *q = &query_sets[s]->queries[i];

			if (!is_about_a_person(q))
				continue;
			n++;
			ck_assert_msg(is_excused(q->name) || strstr(q->tables, "_lock") ||
				strstr(q->tables, "_key"),
				"%s reads what may be locked and does not ask for a key",
				q->name);
		}
	CHECK(n >= 9 + (int)(sizeof(without) / sizeof(without[0])));
}
