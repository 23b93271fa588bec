/* An export gives each party its own persons, each association sums, and nobody answers. */
#include "app/export.h"

#include <stdio.h>
#include <sys/stat.h>

#include "features/screening/screening.h"
#include "tests/harness/harness.h"
#include "tests/harness/sodertalje.h"

/* A card of the world's party; its code. */
static struct str
put_card(struct world *w)
{
	const struct card_new card = { .team = w->team, .sex = SEX_WOMAN, .age_band = AGE_25,
		.start_month = date_month(w->today) };
	struct card_made made;

	world_begin(w);
	CHECK_ERR(OK, screening_create_card(w->tx, world_job(w, w->party), w->arena, &card,
		&made));
	world_commit(w);
	return made.code;
}

/* How many lines below the folder hold the text. */
static int
lines_with(struct world *w, const char *below, struct str text)
{
	FILE *said = popen(arena_printf(w->arena, "grep -rhF -- '%.*s' %s/%s | wc -l",
		STR_ARG(text), w->dir, below).p, "r");
	int n = -1;

	CHECK(said && fscanf(said, "%d", &n) == 1 && pclose(said) == 0);
	return n;
}

TEST(an_export_gives_persons_to_their_own_party_only)
{
	WORLD_CLEANUP struct world w = world_new();
	const char *to = arena_printf(w.arena, "%s/out", w.dir).p;
	int64_t rows;
	struct str code;
	struct stat st;

	sodertalje_import(&w);
	code = put_card(&w);
	rows = world_audit_count(&w, w.party);
	CHECK_ERR(OK, export_run(w.writer, w.arena, to));
	ck_assert_int_eq(lines_with(&w, "out", code), 1);
	ck_assert_int_eq(lines_with(&w, "out/*/asks.csv", code), 1);
	CHECK(lines_with(&w, "out/*/services.csv", STR("Behandling för våldsutövare")) == 1);
	ck_assert_int_eq(world_audit_count(&w, w.party), rows + 1);
	CHECK(stat(to, &st) == 0 && (st.st_mode & 0777) == 0700);
	CHECK(stat(arena_printf(w.arena, "%s/LÄS-MIG.txt", to).p, &st) == 0);
	CHECK((st.st_mode & 0777) == 0600);
	CHECK_ERR(ERR_CONFLICT, export_run(w.writer, w.arena, to));
	ck_assert_int_eq(world_audit_count(&w, w.party), rows + 1);
}

TEST(an_export_into_no_folder_leaves_no_trace_in_the_trail)
{
	WORLD_CLEANUP struct world w = world_new();
	const char *to = arena_printf(w.arena, "%s/none/out", w.dir).p;
	int64_t rows = world_audit_count(&w, w.party);

	CHECK_ERR(ERR_IO, export_run(w.writer, w.arena, to));
	ck_assert_int_eq(world_audit_count(&w, w.party), rows);
}

TEST(nothing_of_a_password_or_an_answer_is_exported)
{
	WORLD_CLEANUP struct world w = world_new();
	const char *to = arena_printf(w.arena, "%s/out", w.dir).p;

	CHECK_ERR(OK, export_run(w.writer, w.arena, to));
	CHECK(lines_with(&w, "out", STR("caseworker")) > 0);
	ck_assert_int_eq(lines_with(&w, "out", STR("argon2")), 0);
	ck_assert_int_eq(lines_with(&w, "out", STR("topic")), 0);
}
