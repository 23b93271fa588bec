/* An export gives each party its own persons, each association sums, and nobody answers. */
#include "app/export.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
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
	{ "referral", "referrals.csv", NULL },
	{ "referral_key", NULL, "as card_key" },
	{ "referral_lock", NULL, "as card_lock" },
	{ "referral_opening", NULL, "as card_opening" },
	{ "referral_override", NULL, "as card_override" },
	{ "referral_sum", NULL, "sums of what was purged on a decision" },
	{ "review", NULL, "numbers of rows of the sealed trail" },
	{ "review_item", NULL, "numbers of rows of the sealed trail" },
	{ "role_grant", "roles.csv", NULL },
	{ "screening", "coverage-*.csv", NULL },
	{ "service", "services.csv", NULL },
	{ "service_area", "services.csv", NULL },
	{ "service_decision", NULL, "who accepted a change; services.csv has it" },
	{ "service_details_version", NULL, "earlier facts, no longer true" },
	{ "service_proposal", NULL, "who proposed a change; services.csv has it" },
	{ "service_version", NULL, "earlier facts, no longer true" },
	{ "team", "teams.csv", NULL },
	{ "unit_change", NULL, "who changed a name; teams.csv and interventions.csv have it" },
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

TEST(every_table_of_a_place_is_exported_or_said_why_not)
{
	WORLD_CLEANUP struct world w = world_new();
	const char *to = arena_printf(w.arena, "%s/out", w.dir).p;
	sqlite3 *raw;
	size_t i;

	CHECK_ERR(OK, export_run(w.writer, w.arena, to));
	CHECK(sqlite3_open(arena_printf(w.arena, "%s/lotsa.db", w.dir).p, &raw) == SQLITE_OK);
	CHECK(sqlite3_exec(raw, "SELECT DISTINCT m.name FROM sqlite_schema m, "
		"pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name IN "
		"('org_id', 'owner_org_id')", check_decided, NULL, NULL) == SQLITE_OK);
	sqlite3_close(raw);
	for (i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
		CHECK((tables[i].file != NULL) != (tables[i].why_not != NULL));
		if (tables[i].file)
			ck_assert_msg(system(arena_printf(w.arena,
				"ls %s/*/%s >/dev/null 2>&1", to,
				tables[i].file).p) == 0, "no %s", tables[i].file);
	}
}
