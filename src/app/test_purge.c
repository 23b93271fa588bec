/* A purge takes what is old and closed, keeps the figures, and leaves proof of itself. */
#include "app/purge.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/audit/audit.h"
#include "core/time/clock.h"
#include "features/referral/referral.h"
#include "features/screening/screening.h"
#include "features/statistics/statistics.h"
#include "tests/harness/harness.h"
#include "tests/harness/sodertalje.h"

enum { CLOSED = 13, OPEN = 3 };
static const int64_t day_seconds = 86400;

static void
set_day(struct world *w, int year, int month, int day)
{
	CHECK_ERR(OK, date_of(year, month, day, &w->today));
	clock_fix(w->today.days * day_seconds + day_seconds / 2);
}

static struct screening_done
record(struct world *w, due_id due, enum screening_outcome outcome,
	enum screening_reason reason)
{
	const struct screening_new in = { .due = due, .team = w->team,
		.month = date_month(w->today), .face = FACE_PAPER, .outcome = outcome,
		.reason = reason, .lang = STR("so") };
	struct screening_done done;

	CHECK_ERR(OK, screening_record(w->tx, world_job(w, w->party), w->arena, &in, &done));
	return done;
}

/* Asked once, in vain; some of them leave in the same month. */
static void
put_person(struct world *w, int i, bool is_closed)
{
	const struct card_new card = { .team = w->team, .sex = i % 2 ? SEX_MAN : SEX_WOMAN,
		.age_band = AGE_25, .start_month = date_month(w->today) };
	struct screening_done done;
	struct card_made made;

	CHECK_ERR(OK, screening_create_card(w->tx, world_job(w, w->party), w->arena, &card,
		&made));
	if (i % 3 == 0)
		done.next_due = made.due;
	else
		done = record(w, made.due, SCREENING_DECLINED, REASON_DECLINED_ALL);
	if (is_closed)
		record(w, done.next_due, SCREENING_NOT_ASKED, REASON_LEFT);
}

static void
put_referral(struct world *w, bool is_closed)
{
	const struct scope *scope = world_job(w, w->party);
	const struct referral_new in = { .team = w->team,
		.service = sodertalje_service(w, "Behandling för våldsutövare").id,
		.track = REFERRAL_OWN_USE, .mode = MODE_CALLED_TOGETHER,
		.ground = GROUND_NO_IDENTITY, .followup_on = date_add_days(w->today, 14) };
	const struct referral_step step = { .from = REFERRAL_OFFERED, .to = REFERRAL_DECLINED,
		.word = WORD_PARTICIPANT };
	struct referral_handle taken;
	referral_id id;

	CHECK_ERR(OK, referral_offer(w->tx, scope, w->arena, &in, w->today, &id));
	if (is_closed)
		CHECK_ERR(OK, referral_move(w->tx, scope, w->arena, id, &step, w->today,
			&taken));
}

/* Sixteen persons and two referrals of November 2026, with one log-in. */
static struct world
filled_world(void)
{
	struct world w = world_new();
	int i;

	sodertalje_import(&w);
	world_begin(&w);
	for (i = 0; i < CLOSED + OPEN; i++)
		put_person(&w, i, i < CLOSED);
	put_referral(&w, true);
	put_referral(&w, false);
	world_commit(&w);
	(void)world_token(&w, w.accounts[ROLE_CASEWORKER]);
	return w;
}

static enum err
purge(struct world *w, const char *decision, const char *receipt, struct str *out)
{
	struct purge_order order = { str_of(decision), receipt };
	struct buf text = buf_new(1 << 16);
	enum err e = purge_run(w->writer, w->arena, &order, &text);

	*out = arena_str(w->arena, buf_str(&text));
	buf_free(&text);
	return e;
}

/* The coverage of year, half-year and quarter, of the party and of its association, as files. */
static struct str
figures(struct world *w)
{
	static const char *const periods[] = { "2026", "2026-H2", "2026-K4", "2027" };
	const org_id places[] = { w->party, w->association, w->nation };
	struct buf text = buf_new(1 << 18);
	struct str out;
	size_t i;

	for (i = 0; i < 12; i++) {
		struct coverage coverage;
		struct coverage_cell all;
		struct period period;

		CHECK_ERR(OK, period_parse(w->arena, str_of(periods[i % 4]), &period));
		CHECK_ERR(OK, coverage_read(w->db, world_job(w, places[i / 4]), w->arena,
			&period, w->today, &coverage));
		CHECK_ERR(OK, coverage_read_all(w->db, world_job(w, places[i / 4]), w->arena,
			&period, w->today, &all));
		CHECK(memcmp(&all, &coverage.all, sizeof(all)) == 0);
		coverage_put_csv(&coverage, &text);
	}
	CHECK_ERR(OK, buf_err(&text));
	out = arena_str(w->arena, buf_str(&text));
	buf_free(&text);
	return out;
}

static void
check_whole(struct world *w)
{
	struct audit_fault fault = { 0 };
	int64_t rows;
	enum err e = audit_verify(w->writer, &rows, &fault);

	ck_assert_msg(e == OK, "%s", fault.reason);
}

TEST(a_purge_takes_closed_cards_and_leaves_every_figure_of_coverage_as_it_was)
{
	WORLD_CLEANUP struct world w = filled_world();
	struct str before, receipt;

	set_day(&w, 2027, 6, 15);
	before = figures(&w);
	CHECK(str_contains(before, STR(";16;")) || str_contains(before, STR(",16,")));
	CHECK_ERR(OK, purge(&w, "Dnr 2027/14", NULL, &receipt));
	ck_assert_int_eq(world_rows(&w, "card"), OPEN);
	ck_assert_int_eq(world_rows(&w, "referral"), 2);
	ck_assert_int_eq(world_rows(&w, "session"), 0);
	ck_assert_int_eq(world_rows(&w, "posting"), 0);
	CHECK(str_contains(receipt, STR("kort stängda, före 2026-12: 13 (card)")));
	CHECK(str_contains(receipt, STR("Beslut: Dnr 2027/14\n")));
	CHECK(str_eq(before, figures(&w)));
	check_whole(&w);
}

TEST(a_card_closed_six_months_ago_stays_until_the_month_is_over)
{
	WORLD_CLEANUP struct world w = filled_world();
	struct str receipt;

	set_day(&w, 2027, 5, 31);
	CHECK_ERR(OK, purge(&w, "Dnr 1", NULL, &receipt));
	ck_assert_int_eq(world_rows(&w, "card"), CLOSED + OPEN);
}

TEST(a_closed_referral_is_only_counted_after_twelve_months)
{
	WORLD_CLEANUP struct world w = filled_world();
	struct str receipt;

	set_day(&w, 2027, 12, 1);
	CHECK_ERR(OK, purge(&w, "Dnr 2", NULL, &receipt));
	ck_assert_int_eq(world_rows(&w, "referral"), 1);
	ck_assert_int_eq(world_rows(&w, "referral_sum"), 1);
	CHECK_ERR(OK, purge(&w, "Dnr 3", NULL, &receipt));
	ck_assert_int_eq(world_rows(&w, "referral_sum"), 1);
	ck_assert_int_eq(world_rows(&w, "purge_receipt"), 2);
}

TEST(nothing_is_purged_without_a_decision)
{
	WORLD_CLEANUP struct world w = filled_world();
	int64_t rows = world_audit_count(&w, w.party), sessions;
	struct str receipt;

	sessions = world_rows(&w, "session");
	set_day(&w, 2030, 1, 1);
	CHECK_ERR(OK, purge(&w, "", NULL, &receipt));
	CHECK(str_starts(receipt, STR("Provkörning: inget är gallrat.\n")));
	CHECK(str_contains(receipt, STR("kort stängda, före 2029-07: 13 (card)")));
	ck_assert_int_eq(world_rows(&w, "card"), CLOSED + OPEN);
	ck_assert_int_eq(world_rows(&w, "referral"), 2);
	ck_assert_int_eq(world_rows(&w, "session"), sessions);
	ck_assert_int_eq(world_rows(&w, "kept_coverage"), 0);
	ck_assert_int_eq(world_rows(&w, "purge_receipt"), 0);
	ck_assert_int_eq(world_audit_count(&w, w.party), rows);
	CHECK_ERR(ERR_INVALID, purge(&w, "Dnr\n7", NULL, &receipt));
	check_whole(&w);
}

TEST(a_receipt_replaces_no_file_and_without_it_nothing_is_purged)
{
	WORLD_CLEANUP struct world w = filled_world();
	const char *path = arena_printf(w.arena, "%s/receipt", w.dir).p;
	struct str receipt;
	char text[64] = "";
	FILE *f;

	set_day(&w, 2027, 6, 15);
	f = fopen(path, "w");
	CHECK(f && fclose(f) == 0);
	CHECK_ERR(ERR_CONFLICT, purge(&w, "Dnr 4", path, &receipt));
	ck_assert_int_eq(world_rows(&w, "card"), CLOSED + OPEN);
	CHECK(unlink(path) == 0);
	CHECK_ERR(OK, purge(&w, "Dnr 4", path, &receipt));
	f = fopen(path, "r");
	CHECK(f && fgets(text, sizeof(text), f) && fclose(f) == 0);
	CHECK(strcmp(text, "Kvitto på gallring\n") == 0);
}

TEST(what_is_left_of_a_purged_person_names_neither_card_nor_language)
{
	WORLD_CLEANUP struct world w = filled_world();
	int64_t occasions = world_rows(&w, "screening");
	struct str receipt;

	set_day(&w, 2028, 6, 15);
	CHECK_ERR(OK, purge(&w, "Dnr 5", NULL, &receipt));
	ck_assert_int_eq(world_rows(&w, "screening"), occasions);
	ck_assert_int_eq(world_rows(&w, "screening WHERE card_id IS NOT NULL AND lang = ''"),
		0);
	ck_assert_int_eq(world_rows(&w, "screening WHERE card_id IS NULL AND lang <> ''"), 0);
	ck_assert_int_eq(world_rows(&w, "due d LEFT JOIN card c ON c.id = d.card_id "
		"WHERE c.id IS NULL"), 0);
}

TEST(a_purged_trail_verifies_from_its_anchor_on)
{
	WORLD_CLEANUP struct world w = filled_world();
	struct audit_fault fault;
	struct str receipt;
	int64_t rows;

	set_day(&w, 2029, 1, 10);
	CHECK_ERR(OK, purge(&w, "Dnr 6", NULL, &receipt));
	/* the newest row of each chain stays: here the purge's own */
	ck_assert_int_eq(world_audit_count(&w, w.party), 1);
	CHECK_ERR(OK, audit_verify(w.writer, &rows, &fault));
	CHECK(rows == world_rows(&w, "audit"));
	set_day(&w, 2029, 1, 11);
	CHECK_ERR(OK, purge(&w, "Dnr 7", NULL, &receipt));
	check_whole(&w);
}
