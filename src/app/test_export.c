/* An export gives each party its own persons, each association sums, and nobody answers. */
#include "app/export.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "features/review/review.h"
#include "features/screening/screening.h"
#include "tests/harness/harness.h"
#include "tests/harness/sodertalje.h"
#include "tests/paths.h"

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
	ck_assert_int_eq(lines_with(&w, "out/open-data/services.csv",
		STR("Behandling för våldsutövare")), 1);
	ck_assert_int_eq(
		lines_with(&w, "out/*/services.csv", STR("Behandling för våldsutövare")), 2);
	ck_assert_int_eq(world_audit_count(&w, w.party), rows + 1);
	CHECK(stat(to, &st) == 0 && (st.st_mode & 0777) == 0700);
	CHECK(stat(arena_printf(w.arena, "%s/LÄS-MIG.txt", to).p, &st) == 0);
	CHECK((st.st_mode & 0777) == 0600);
	CHECK_ERR(ERR_CONFLICT, export_run(w.writer, w.arena, to));
	ck_assert_int_eq(world_audit_count(&w, w.party), rows + 1);
}

TEST(an_export_of_many_places_takes_no_more_memory_than_one_of_few)
{
	WORLD_CLEANUP struct world w = world_new();
	const char *to = arena_printf(w.arena, "%s/out", w.dir).p;
	struct arena *a = arena_new(128 << 10);
	org_id id;
	int i;

	world_begin(&w);
	for (i = 0; i < 60; i++) {
		const struct org_new in = { ORG_PARTY,
			arena_printf(w.arena, "kommun-%d", i),
			arena_printf(w.arena, "Kommun %d", i) };

		CHECK_ERR(OK, org_create(w.tx, world_job(&w, (org_id){ 0 }), &in, &id));
	}
	world_commit(&w);
	CHECK_ERR(OK, export_run(w.writer, a, to));
	ck_assert_int_eq(lines_with(&w, "out/kommun-59/teams.csv", STR("team_id")), 1);
	arena_free(a);
}

TEST(open_data_leaves_by_itself_whole_and_over_nothing)
{
	WORLD_CLEANUP struct world w = world_new();
	const char *to = arena_printf(w.arena, "%s/open", w.dir).p;
	int64_t rows;
	struct stat st;

	sodertalje_import(&w);
	rows = world_audit_count(&w, w.association);
	CHECK_ERR(OK, export_open_data(w.writer, w.arena, to));
	ck_assert_int_eq(
		lines_with(&w, "open/services.csv", STR("Behandling för våldsutövare")), 1);
	ck_assert_int_eq(lines_with(&w, "open", STR("caseworker")), 0);
	CHECK(stat(arena_printf(w.arena, "%s/datapackage.json", to).p, &st) == 0);
	CHECK(stat(arena_printf(w.arena, "%s/LÄS-MIG.txt", to).p, &st) != 0);
	CHECK_ERR(ERR_CONFLICT, export_open_data(w.writer, w.arena, to));
	CHECK_ERR(ERR_IO,
		export_open_data(
			w.writer, w.arena, arena_printf(w.arena, "%s/none/open", w.dir).p));
	ck_assert_int_eq(world_audit_count(&w, w.association), rows);
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

/* Every table of a place: the file it leaves in, or why it does not.  A new one is decided here. */
static const struct {
	const char *table, *file, *why_not;
} tables[] = {
	{ "account_change", NULL, "accounts stay with their system" },
	{ "alias", "organisations.csv", NULL },
	{ "approval", NULL, "grants that wait for another person" },
	{ "audit", NULL, "sealed; stays in the database and its copies" },
	{ "audit_anchor", NULL, "belongs to the sealed trail" },
	{ "card", "asks.csv", NULL },
	{ "card_key", NULL, "accounts stay with their system" },
	{ "card_lock", NULL, "accounts stay with their system" },
	{ "card_opening", NULL, "an hour's opening; it is in no backup either" },
	{ "card_override", NULL, "who opened a locked card; told by the sealed trail" },
	{ "denominator", "coverage-*.csv", NULL },
	{ "due", "asks.csv", NULL },
	{ "guidance_text", "guidance.csv", NULL },
	{ "helpline_check", "helpline-checks.csv", NULL },
	{ "intervention", "interventions.csv", NULL },
	{ "intervention_partner", NULL, "other places, whose contracts these are" },
	{ "kept_coverage", "coverage-*.csv", NULL },
	{ "material_answer", NULL, "talk about a paper; the paper itself is printed" },
	{ "material_remark", NULL, "as material_answer" },
	{ "material_reviewer", NULL, "as material_answer" },
	{ "material_text", "material.json", NULL },
	{ "material_version", NULL, "on paper, and made of what services.csv has" },
	{ "occasion_sum", "coverage-*.csv", NULL },
	{ "organisation", "organisations.csv", NULL },
	{ "own_words", "own-words.csv", NULL },
	{ "person_sum", "coverage-*.csv", NULL },
	{ "referral", "referrals.csv", NULL },
	{ "referral_key", NULL, "as card_key" },
	{ "referral_lock", NULL, "as card_lock" },
	{ "referral_opening", NULL, "as card_opening" },
	{ "referral_override", NULL, "as card_override" },
	{ "referral_sum", NULL, "sums of what was purged on a decision" },
	{ "referral_tally", NULL, "sums of what referrals.csv has, and of what was purged" },
	{ "report_text", "report-texts.csv", NULL },
	{ "review", "reviews.csv", NULL },
	{ "review_item", "review-rows.csv", NULL },
	{ "role_grant", "roles.csv", NULL },
	{ "screening", "coverage-*.csv", NULL },
	{ "service", "services.csv", NULL },
	{ "service_area", "services.csv", NULL },
	{ "service_check", "service-checks.csv", NULL },
	{ "service_find", NULL, "made anew from what services.csv and organisations.csv say" },
	{ "service_decision", "service-proposals.csv", NULL },
	{ "service_details_version", NULL, "earlier facts, no longer true" },
	{ "service_inquiry", NULL, "links; what came of them is in service-checks.csv" },
	{ "service_proposal", "service-proposals.csv", NULL },
	{ "service_version", "service-versions.csv", NULL },
	{ "team", "teams.csv", NULL },
	{ "unit_change", NULL, "who changed a name; teams.csv and interventions.csv have it" },
};

/* What belongs to no place leaves beside the places, or as what may be shown of it. */
static const struct {
	const char *table, *file, *why_not;
} tables_of_all[] = {
	{ "instrument", "questionnaires/*.json", NULL },
	{ "programme", "*/programmes.csv", NULL },
	{ "release", "*/releases.csv", NULL },
	{ "release_group", "*/releases.csv", NULL },
	{ "release_figure", "*/releases.csv", NULL },
	{ "ballot", NULL, "sealed answers" },
	{ "counter", NULL, "counted answers leave as releases only" },
	{ "experience_asked", NULL, "that a form had a question: told by its figures" },
};

static int
check_decided(void *unused, int n, char **row, char **names)
{
	size_t i;

	(void)unused, (void)n, (void)names;
	for (i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
		if (strcmp(tables[i].table, row[0]) == 0)
			return 0;
	ck_abort_msg("table %s: neither exported nor said why not", row[0]);
}

static bool
is_file(struct world *w, const char *dir, const char *pattern)
{
	return system(arena_printf(w->arena, "ls %s/%s >/dev/null 2>&1", dir, pattern).p) == 0;
}

static void
put_questions(struct world *w)
{
	struct instrument_fault fault;
	instrument_id id;

	CHECK_ERR(OK, screening_import_instrument(world_begin(w), world_job(w, w->association),
		w->arena, content_text(w, "instruments/sju-fragor-neutral.sv.json"), &id,
		&fault));
	world_commit(w);
}

TEST(questionnaires_leave_as_the_files_they_came_as)
{
	WORLD_CLEANUP struct world w = world_new();
	const char *to = arena_printf(w.arena, "%s/out", w.dir).p;

	put_questions(&w);
	CHECK_ERR(OK, export_run(w.writer, w.arena, to));
	CHECK(system(arena_printf(w.arena, "cmp -s %s/questionnaires/*_sv.json "
		"%s/content/instruments/sju-fragor-neutral.sv.json", to, SOURCE_ROOT).p) == 0);
}

/* A change of a number, accepted by another: both stand in the history. */
TEST(the_history_of_the_catalogue_and_the_reviews_are_exported)
{
	WORLD_CLEANUP struct world w = world_new();
	const char *to = arena_printf(w.arena, "%s/out", w.dir).p;
	const struct review_draw draw = { .from = w.today, .until = w.today, .sample_size = 5 };
	struct catalogue_proposing in = { .version = 1, .source = SOURCE_CALL,
		.checked_on = w.today };
	struct catalogue_service service;
	review_id review;

	sodertalje_import(&w);
	service = sodertalje_service(&w, "Stöd till våldsutsatta kvinnor");
	in.service = service.id;
	in.facts = catalogue_facts_of(&service);
	in.facts.phone = STR("08-465 004 77");
	world_begin(&w);
	CHECK_ERR(OK, catalogue_propose_change(w.tx, world_scope(&w, ROLE_CASEWORKER), w.arena,
		&in, w.today));
	CHECK_ERR(OK, review_add(w.tx, world_scope(&w, ROLE_AUDITOR), w.arena, &draw, w.today,
		&review));
	world_commit(&w);
	CHECK_ERR(OK, export_run(w.writer, w.arena, to));
	ck_assert_int_eq(lines_with(&w, "out/*/service-proposals.csv", STR("004 77")), 1);
	ck_assert_int_eq(lines_with(&w, "out/*/service-proposals.csv", STR("caseworker")), 1);
	CHECK(lines_with(&w, "out/*/service-versions.csv", STR("08-465 004 16")) > 0);
	ck_assert_int_eq(lines_with(&w, "out/*/reviews.csv", STR("auditor")), 1);
}

TEST(every_table_of_a_place_is_exported_or_said_why_not)
{
	WORLD_CLEANUP struct world w = world_new();
	const char *to = arena_printf(w.arena, "%s/out", w.dir).p;
	sqlite3 *raw;
	size_t i;

	put_questions(&w);
	CHECK_ERR(OK, export_run(w.writer, w.arena, to));
	for (i = 0; i < sizeof(tables_of_all) / sizeof(tables_of_all[0]); i++)
		ck_assert_msg(!tables_of_all[i].file != !tables_of_all[i].why_not
			&& (tables_of_all[i].why_not || is_file(&w, to, tables_of_all[i].file)),
			"%s", tables_of_all[i].table);
	CHECK(sqlite3_open(arena_printf(w.arena, "%s/lotsa.db", w.dir).p, &raw) == SQLITE_OK);
	CHECK(sqlite3_exec(raw, "SELECT DISTINCT m.name FROM sqlite_schema m, "
		"pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name IN "
		"('org_id', 'owner_org_id')", check_decided, NULL, NULL) == SQLITE_OK);
	sqlite3_close(raw);
	for (i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
		CHECK((tables[i].file != NULL) != (tables[i].why_not != NULL));
		if (tables[i].file)
			ck_assert_msg(is_file(&w, arena_printf(w.arena, "%s/*", to).p,
				tables[i].file), "no %s", tables[i].file);
	}
}
