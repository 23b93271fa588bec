/* The rules of reviews: first what is refused. */
#include "features/review/review.h"

#include "core/time/clock.h"
#include "tests/harness/harness.h"
#include "tests/harness/world.h"

enum { HOUR = 3600, DAY = 24 * HOUR };
/* Monday 2026-11-23 09:00 in Stockholm. */
static const int64_t monday_nine = INT64_C(1795420800);

/* Rows of one person, `n` of them from `at` on, a second apart. */
static void
work(struct world *w, account_id who, int64_t at, int n)
{
	struct tx *tx;
	int i;

	clock_fix(at);
	tx = world_begin(w);
	for (i = 0; i < n; i++) {
		clock_fix(at + i);
		CHECK_ERR(OK, audit_append_as(tx, w->party, who,
			&(struct audit_event){ AUDIT_VERB_READ, "card", 7 }));
	}
	world_commit(w);
}

static struct review_draw
draw(struct world *w, int64_t sample_size)
{
	struct review_draw d = { .from = date_add_days(w->today, 1),
		.until = date_add_days(w->today, 8), .sample_size = sample_size };

	CHECK_ERR(OK, review_pick(w->db, world_job(w, w->party), w->arena, &d));
	return d;
}

static const struct review_draw three = { .sample_size = 3, .n = 3,
	.picks = (struct review_pick[]){ { 1, true, false }, { 2, true, true },
		{ 3, false, true } } };

static review_id
begin(struct world *w, const struct scope *scope)
{
	struct review_draw d = three;
	review_id id;

	d.from = d.until = w->today;
	world_begin(w);
	CHECK_ERR(OK, review_add(w->tx, scope, w->arena, &d, w->today, &id));
	world_commit(w);
	return id;
}

static enum err
judge(struct world *w, const struct scope *scope, review_id id, int64_t seq,
	enum review_verdict verdict)
{
	const struct review_item judged = { .seq = seq, .verdict = verdict };
	enum err e;

	world_begin(w);
	e = review_judge(w->tx, scope, w->arena, id, &judged);
	if (e == OK)
		world_commit(w);
	else
		world_rollback(w);
	return e;
}

static enum err
close_it(struct world *w, const struct scope *scope, review_id id)
{
	enum err e;

	world_begin(w);
	e = review_close(w->tx, scope, w->arena, id, w->today);
	if (e == OK)
		world_commit(w);
	else
		world_rollback(w);
	return e;
}

TEST(a_review_is_judged_and_closed_by_its_maker_only)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct scope *auditor = world_scope(&w, ROLE_AUDITOR);
	review_id id = begin(&w, auditor);
	int64_t before = world_audit_count(&w, w.party);

	CHECK_ERR(ERR_FORBIDDEN, judge(&w, world_job(&w, w.party), id, 1, VERDICT_IN_ORDER));
	CHECK_ERR(ERR_FORBIDDEN, close_it(&w, world_job(&w, w.party), id));
	CHECK_ERR(ERR_NOT_FOUND, judge(&w, world_job(&w, w.other_party), id, 1,
		VERDICT_IN_ORDER));
	CHECK_ERR(ERR_NOT_FOUND, close_it(&w, world_job(&w, w.other_party), id));
	CHECK_ERR(ERR_NOT_FOUND, judge(&w, auditor, id, 17, VERDICT_IN_ORDER));
	CHECK_ERR(ERR_INVALID, judge(&w, auditor, id, 1, VERDICT_NONE));
	CHECK_ERR(ERR_INVALID, close_it(&w, auditor, id));
	CHECK(world_audit_count(&w, w.party) == before);
}

TEST(a_closed_review_stays_as_it_is)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct scope *auditor = world_scope(&w, ROLE_AUDITOR);
	review_id id = begin(&w, auditor);
	struct review review;
	int64_t before = world_audit_count(&w, w.party);

	CHECK_ERR(OK, judge(&w, auditor, id, 1, VERDICT_IN_ORDER));
	CHECK_ERR(OK, judge(&w, auditor, id, 2, VERDICT_ASK));
	CHECK_ERR(ERR_INVALID, close_it(&w, auditor, id));
	CHECK_ERR(OK, judge(&w, auditor, id, 3, VERDICT_ASK));
	CHECK_ERR(OK, judge(&w, auditor, id, 3, VERDICT_NOT_IN_ORDER));
	CHECK_ERR(OK, close_it(&w, auditor, id));
	CHECK(world_audit_count(&w, w.party) == before + 5);
	CHECK_ERR(ERR_CONFLICT, judge(&w, auditor, id, 3, VERDICT_IN_ORDER));
	CHECK_ERR(ERR_CONFLICT, close_it(&w, auditor, id));
	CHECK_ERR(OK, review_by_id(w.db, auditor, w.arena, id, &review));
	CHECK(review.n_items == 3 && review.n_in_order == 1 && review.n_ask == 1 &&
		review.n_not_in_order == 1 && review.closed_on.days == w.today.days);
}

TEST(the_next_review_is_due_ninety_days_after_the_last_closed_one)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct scope *auditor = world_scope(&w, ROLE_AUDITOR);
	struct review_standing standing;
	review_id id = begin(&w, auditor);
	int64_t seq;

	CHECK_ERR(OK, review_standing(w.db, auditor, w.arena, &standing));
	CHECK(standing.last_on.days == 0 && standing.next_on.days == 0);
	for (seq = 1; seq <= 3; seq++)
		CHECK_ERR(OK, judge(&w, auditor, id, seq, VERDICT_IN_ORDER));
	CHECK_ERR(OK, close_it(&w, auditor, id));
	CHECK_ERR(OK, review_standing(w.db, auditor, w.arena, &standing));
	CHECK(standing.last_on.days == w.today.days);
	CHECK(standing.next_on.days == w.today.days + REVIEW_EVERY_DAYS);
	CHECK_ERR(OK, review_standing(w.db, world_job(&w, w.other_party), w.arena, &standing));
	CHECK(standing.last_on.days == 0);
}

/* How many of the rows a review without a sample looks at, one of each kind. */
static size_t
n_looked_at(const char *const *kinds, size_t n)
{
	WORLD_CLEANUP struct world w = world_new();
	struct review_draw d;
	struct tx *tx;
	size_t i;

	clock_fix(monday_nine);
	tx = world_begin(&w);
	for (i = 0; i < n; i++)
		CHECK_ERR(OK, audit_append_as(tx, w.party, w.accounts[ROLE_TEAM_LEAD],
			&(struct audit_event){ AUDIT_VERB_WRITE, kinds[i], 7 }));
	world_commit(&w);
	d = draw(&w, 0);
	for (i = 0; i < d.n; i++)
		CHECK(d.picks[i].is_rule);
	return d.n;
}

TEST(what_was_opened_without_a_key_is_always_looked_at)
{
	static const char *const kinds[] = { "card.override", "referral.override", "card" };

	CHECK(n_looked_at(kinds, 3) == 2);
}

TEST(a_lock_that_was_put_on_taken_off_or_moved_is_always_looked_at)
{
	static const char *const kinds[] = { "card.lock", "card.unlock", "card.lock_moved",
		"referral.lock", "referral.unlock", "referral.lock_moved", "card.lock_shown",
		"card.override_seen" };

	CHECK(n_looked_at(kinds, 8) == 6);
}

TEST(reviews_are_purged_when_their_rows_are_and_leave_the_rest)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct scope *job = world_job(&w, w.party);
	review_id id = begin(&w, world_scope(&w, ROLE_AUDITOR));
	struct review review;
	int64_t n;

	world_begin(&w);
	CHECK_ERR(OK, review_purge(w.tx, job, w.arena, w.today, &n));
	CHECK(n == 0);
	CHECK_ERR(OK, review_purge(w.tx, world_job(&w, w.other_party), w.arena,
		date_add_days(w.today, 1), &n));
	CHECK(n == 0);
	CHECK_ERR(OK, review_by_id(w.db, job, w.arena, id, &review));
	CHECK_ERR(OK, review_purge(w.tx, job, w.arena, date_add_days(w.today, 1), &n));
	world_commit(&w);
	CHECK(n == 1);
	CHECK_ERR(ERR_NOT_FOUND, review_by_id(w.db, job, w.arena, id, &review));
	CHECK(world_rows(&w, "review") == 0 && world_rows(&w, "review_item") == 0);
}

TEST(the_rules_leave_ordinary_work_in_peace)
{
	WORLD_CLEANUP struct world w = world_new();

	work(&w, w.accounts[ROLE_CASEWORKER], monday_nine, REVIEW_ROWS_HOUR);
	work(&w, (account_id){ 0 }, monday_nine + 12 * HOUR, REVIEW_ROWS_DAY + 9);
	CHECK(draw(&w, 0).n == 0);
}

TEST(the_rules_find_odd_hours_weekends_and_many_rows)
{
	WORLD_CLEANUP struct world w = world_new();
	account_id one = w.accounts[ROLE_CASEWORKER], two = w.accounts[ROLE_TEAM_LEAD];
	int64_t before = world_audit_count(&w, w.party);
	struct review_draw d;

	/* an odd time shows once a day, with its first row */
	work(&w, one, monday_nine - 3 * HOUR - 1, 1);
	work(&w, one, monday_nine, REVIEW_ROWS_HOUR + 5);
	work(&w, one, monday_nine + 11 * HOUR, 2);
	work(&w, two, monday_nine + 5 * DAY, 1);
	d = draw(&w, 0);
	CHECK(d.n == 3);
	CHECK(d.picks[0].seq == before + 1 && d.picks[0].is_rule && !d.picks[0].is_random);
	CHECK(d.picks[1].seq > before + 1 && d.picks[1].seq <= before + 1 + 5);
	CHECK(d.picks[2].seq == before + REVIEW_ROWS_HOUR + 5 + 4);
}

TEST(many_rows_spread_over_a_day_are_found_too)
{
	WORLD_CLEANUP struct world w = world_new();
	int hour;

	for (hour = 0; hour < 6; hour++)
		work(&w, w.accounts[ROLE_CASEWORKER], monday_nine + hour * HOUR, 90);
	CHECK(draw(&w, 0).n == 1);
}

TEST(a_sample_is_drawn_from_the_period_without_repeats)
{
	WORLD_CLEANUP struct world w = world_new();
	int64_t before = world_audit_count(&w, w.party);
	struct review_draw d;
	size_t i;

	work(&w, w.accounts[ROLE_CASEWORKER], monday_nine, 60);
	d = draw(&w, 20);
	CHECK(d.n == 20);
	for (i = 0; i < d.n; i++) {
		CHECK(d.picks[i].is_random && d.picks[i].seq > before &&
			d.picks[i].seq <= before + 60);
		CHECK(i == 0 || d.picks[i].seq > d.picks[i - 1].seq);
	}
	CHECK(draw(&w, 100).n == 60);
}

TEST(working_hours_are_six_to_twenty_on_weekdays)
{
	CHECK(!review_is_odd_time(monday_nine));
	CHECK(!review_is_odd_time(monday_nine - 3 * HOUR));
	CHECK(review_is_odd_time(monday_nine - 3 * HOUR - 1));
	CHECK(!review_is_odd_time(monday_nine + 11 * HOUR - 1));
	CHECK(review_is_odd_time(monday_nine + 11 * HOUR));
	CHECK(review_is_odd_time(monday_nine - DAY));
	CHECK(review_is_odd_time(monday_nine + 5 * DAY));
}
