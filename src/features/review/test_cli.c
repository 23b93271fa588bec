/* `lotsa audit show` called as from the command line. */
#include "features/review/review.h"
#include "tests/harness/command.h"
#include "tests/harness/harness.h"
#include "tests/harness/world.h"

/* What the last call wrote on standard output. */
static char said[1 << 16];

static int
show(struct world *w, const char *const *words)
{
	const struct config config = { .data_dir = w->dir, .keys_dir = w->keys_dir };

	return command_call(review_command_show, &config, words, said, sizeof(said));
}

static const char *
code_of_party(struct world *w)
{
	struct org_row row;

	CHECK_ERR(OK, org_by_id(w->db, w->arena, w->party, &row));
	return arena_cstr(w->arena, row.code);
}

TEST(the_command_line_shows_the_trail_of_a_place_and_leaves_a_row)
{
	struct world w WORLD_CLEANUP = world_new();
	const char *words[] = { "show", "--at", code_of_party(&w), NULL };
	int64_t before;

	(void)world_token(&w, w.accounts[ROLE_CASEWORKER]);
	before = world_audit_count(&w, w.party);
	ck_assert_int_eq(show(&w, words), 0);
	CHECK(strstr(said, "Inloggad") && strstr(said, "caseworker"));
	/* its own row stands on top: the look is recorded before anything is seen */
	CHECK(strstr(said, "Loggen läst") &&
		strstr(said, "Loggen läst") < strstr(said, "Inloggad"));
	CHECK(world_audit_count(&w, w.party) == before + 1);
}

TEST(the_command_line_keeps_to_the_period_and_refuses_what_it_does_not_know)
{
	struct world w WORLD_CLEANUP = world_new();
	const char *party = code_of_party(&w);
	const char *before[] = { "show", "--at", party, "--to", "2026-01-31", NULL };
	const char *wrong_day[] = { "show", "--at", party, "--from", "i går", NULL };
	const char *nowhere[] = { "show", "--at", "ingenstans", NULL };
	const char *nothing[] = { "show", NULL };

	ck_assert_int_eq(show(&w, before), 0);
	ck_assert_str_eq(said, "");
	ck_assert_int_eq(show(&w, wrong_day), 2);
	ck_assert_int_eq(show(&w, nothing), 2);
	ck_assert_int_eq(show(&w, nowhere), 1);
	ck_assert_str_eq(said, "");
}
