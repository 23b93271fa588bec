/* How far the own referrals have come: whose, of which months, and none that is locked. */
#include <sqlite3.h>
#include <stdio.h>

#include "features/referral/lock.h"
#include "features/referral/referral.h"
#include "tests/harness/harness.h"
#include "tests/harness/sodertalje.h"
#include "tests/harness/visitor.h"

enum promise { NOTHING = 0, SAME_DAY = 1, WITHIN_24_HOURS = 2, IN_WORDS = 3 };

/* Referrals as the steps would have left them, `n` alike; the service promises `promise`. */
struct some {
	team_id team;			/* 0 = the world's first */
	enum referral_state state;
	struct month offered;		/* 0 = this month */
	enum promise promise;
	enum contact_delay delay;
	int n;
};

static void
add(struct world *w, struct some some)
{
	struct month offered = month_is_set(some.offered) ? some.offered : date_month(w->today);
	team_id team = some.team.v ? some.team : w->team;
	char path[300], *text;
	sqlite3 *sql;

	text = sqlite3_mprintf(
		"INSERT INTO referral (id, org_id, team_id, slip_code, track, service_id, mode, "
		"ground, state, offered_month, followup_on, contact_delay) "
		"WITH RECURSIVE i(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < %d) "
		"SELECT abs(random()), t.org_id, t.id, hex(randomblob(8)), 1, "
		"(SELECT min(s.id) FROM service s WHERE s.response = %d), 1, 2, %d, %d, %d, %d "
		"FROM i JOIN team t ON t.id = %lld",
		some.n, some.promise, some.state, offered.m, w->today.days + 7, some.delay,
		(long long)team.v);
	snprintf(path, sizeof(path), "%s/lotsa.db", w->dir);
	CHECK(sqlite3_open(path, &sql) == SQLITE_OK);
	ck_assert_msg(sqlite3_exec(sql, text, NULL, NULL, NULL) == SQLITE_OK, "%s",
		sqlite3_errmsg(sql));
	sqlite3_free(text);
	sqlite3_close(sql);
}

static struct referral_counts
count(struct world *w, const struct scope *scope, struct month from, struct month through)
{
	struct referral_counts counts;

	CHECK_ERR(OK, referral_count(w->db, scope, w->arena, from, through, &counts));
	return counts;
}

static struct referral_counts
this_month(struct world *w, const struct scope *scope)
{
	return count(w, scope, date_month(w->today), date_month(w->today));
}

TEST(a_referral_has_taken_the_steps_before_the_one_where_it_is)
{
	struct world w WORLD_CLEANUP = world_new();
	struct referral_counts counts;
	int state;

	sodertalje_import(&w);
	/* 1 offered, 2 declined, 4 accepted, 8 contacted, ...: every sum tells what it is of */
	for (state = REFERRAL_OFFERED; state < REFERRAL_STATE_COUNT; state++)
		add(&w, (struct some){ .state = (enum referral_state)state,
			.n = 1 << (state - REFERRAL_OFFERED) });
	counts = this_month(&w, world_scope(&w, ROLE_CASEWORKER));
	ck_assert_int_eq(counts.offered, 2047);
	ck_assert_int_eq(counts.accepted, 4 + 8 + 16 + 32 + 64 + 128 + 256 + 512);
	ck_assert_int_eq(counts.arrived, 16 + 32 + 64 + 128);
	ck_assert_int_eq(counts.completed, 64);
	ck_assert_int_eq(counts.not_followed_up, 1024);
	ck_assert_int_eq(counts.promised, 0);
}

TEST(contact_is_held_against_what_the_service_promises_in_hours)
{
	struct world w WORLD_CLEANUP = world_new();
	struct referral_counts counts;
	struct some some = { .state = REFERRAL_CONTACTED };
	int delay;

	sodertalje_import(&w);
	for (delay = DELAY_UNKNOWN; delay <= DELAY_LONGER; delay++) {
		some.delay = (enum contact_delay)delay;
		some.n = 1 << delay;
		some.promise = SAME_DAY;
		add(&w, some);
		some.n = 100 << delay;
		some.promise = WITHIN_24_HOURS;
		add(&w, some);
		some.n = 1;
		some.promise = NOTHING;
		add(&w, some);
	}
	counts = this_month(&w, world_scope(&w, ROLE_CASEWORKER));
	ck_assert_int_eq(counts.promised, 2 + 4 + 8 + 16 + 200 + 400 + 800 + 1600);
	ck_assert_int_eq(counts.in_time, 2 + 200 + 400);
}

TEST(a_team_counts_its_own_referrals_and_another_place_none)
{
	struct world w WORLD_CLEANUP = world_new();

	sodertalje_import(&w);
	add(&w, (struct some){ .state = REFERRAL_ACCEPTED, .n = 3 });
	add(&w, (struct some){ .team = w.second_team, .state = REFERRAL_ACCEPTED, .n = 5 });
	add(&w, (struct some){ .team = w.other_team, .state = REFERRAL_ACCEPTED, .n = 9 });
	ck_assert_int_eq(this_month(&w, world_scope(&w, ROLE_TEAM_LEAD)).offered, 3);
	ck_assert_int_eq(this_month(&w, world_job(&w, w.party)).offered, 8);
	ck_assert_int_eq(this_month(&w, world_elsewhere(&w)).offered, 9);
	ck_assert_int_eq(this_month(&w, world_job(&w, w.association)).offered, 0);
}

TEST(both_ends_of_a_period_of_referrals_are_in_it_and_nothing_beyond)
{
	struct world w WORLD_CLEANUP = world_new();
	const struct scope *scope;
	int m;

	sodertalje_import(&w);
	for (m = 3; m <= 7; m++)
		add(&w, (struct some){ .state = REFERRAL_OFFERED, .offered = month_of(2026, m),
			.n = 1 << m });
	scope = world_scope(&w, ROLE_CASEWORKER);
	ck_assert_int_eq(count(&w, scope, month_of(2026, 4), month_of(2026, 6)).offered,
		16 + 32 + 64);
	/* today is in November 2026: what was closed in October 2025 may be purged */
	CHECK(referral_are_kept_since(month_of(2025, 11), w.today));
	CHECK(!referral_are_kept_since(month_of(2025, 10), w.today));
}

TEST(a_locked_referral_moves_no_number_of_who_has_no_key)
{
	struct world w WORLD_CLEANUP = world_new();
	const struct scope *staff;
	struct referral *rows;
	size_t n;

	sodertalje_import(&w);
	add(&w, (struct some){ .state = REFERRAL_CONTACTED, .promise = SAME_DAY,
		.delay = DELAY_SAME_DAY, .n = 2 });
	staff = world_scope(&w, ROLE_CASEWORKER);
	CHECK_ERR(OK, referral_list_open(w.db, staff, w.arena, &rows, &n));
	world_begin(&w);
	CHECK_ERR(OK, lock_put_on(w.tx, staff, w.arena, &lockable_referrals, rows[0].id.v,
		&(struct lock_input){ .ground = LOCK_SELF }));
	world_commit(&w);
	ck_assert_int_eq(this_month(&w, staff).offered, 1);
	ck_assert_int_eq(this_month(&w, staff).accepted, 1);
	ck_assert_int_eq(this_month(&w, staff).in_time, 1);
	ck_assert_int_eq(this_month(&w, world_job(&w, w.party)).offered, 1);
	ck_assert_int_eq(this_month(&w, world_scope(&w, ROLE_TEAM_LEAD)).offered, 2);
}

/* ---- on the page ---- */

TEST(the_team_page_shows_few_referrals_as_they_are_and_no_share_of_them)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_TEAM_LEAD]));

	sodertalje_import(&w);
	CHECK(visitor_get(&v, "/statistik") == 200);
	CHECK(visitor_sees(&v, "Ingen är erbjuden i perioden."));
	add(&w, (struct some){ .state = REFERRAL_COMPLETED, .n = 3, .promise = SAME_DAY,
		.delay = DELAY_WEEK });
	add(&w, (struct some){ .state = REFERRAL_DECLINED, .n = 6 });
	CHECK(visitor_get(&v, "/statistik") == 200);
	CHECK(visitor_sees(&v, ">9</td>") && visitor_sees(&v, ">3 av 9</td>"));
	CHECK(visitor_sees(&v, ">0 av 3</td>") && !visitor_sees(&v, ">33\u00a0%</td>"));
	add(&w, (struct some){ .state = REFERRAL_ACCEPTED, .n = 3 });
	CHECK(visitor_get(&v, "/statistik?period=2026-K4") == 200);
	CHECK(visitor_sees(&v, ">6 av 12</td>") && visitor_sees(&v, ">50\u00a0%</td>"));
	CHECK(visitor_get(&v, "/statistik?period=2026-K3") == 200);
	CHECK(visitor_sees(&v, "Ingen är erbjuden i perioden."));
	CHECK(visitor_get(&v, "/statistik?period=2025") == 200);
	CHECK(visitor_sees(&v, "Lotsningar gallras ett år efter") &&
		!visitor_sees(&v, "Tackade ja"));
}

TEST(above_the_team_fewer_than_ten_referrals_are_few)
{
	struct world w WORLD_CLEANUP = world_new();
	account_id account = w.accounts[ROLE_CASEWORKER];
	const struct scope *party = world_job(&w, w.party);
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);

	sodertalje_import(&w);
	world_begin(&w);
	CHECK_ERR(OK, role_revoke(w.tx, party, account, ROLE_CASEWORKER, w.team));
	CHECK_ERR(OK, role_grant(w.tx, party, account, ROLE_CASEWORKER, (team_id){ 0 }));
	world_commit(&w);
	visitor_free(&v);
	v = visitor_new(&w, world_token(&w, account));
	add(&w, (struct some){ .state = REFERRAL_ACCEPTED, .n = 9, .promise = SAME_DAY,
		.delay = DELAY_SAME_DAY });
	CHECK(visitor_get(&v, "/statistik") == 200);
	CHECK(visitor_sees(&v, "Färre än tio är erbjudna i perioden.") &&
		!visitor_sees(&v, "av 9</td>") && !visitor_sees(&v, "Tackade ja"));
	add(&w, (struct some){ .team = w.second_team, .state = REFERRAL_ACCEPTED, .n = 1 });
	CHECK(visitor_get(&v, "/statistik") == 200);
	CHECK(visitor_sees(&v, ">10 av 10</td>") && visitor_sees(&v, ">färre än tio</td>") &&
		!visitor_sees(&v, "9 av 9"));
}

TEST(who_may_read_no_referral_has_no_table_of_them)
{
	static const enum role roles[] = { ROLE_CATALOGUE_EDITOR, ROLE_ASSOCIATION_MANAGER,
		ROLE_NATIONAL_ANALYST };
	struct world w WORLD_CLEANUP = world_new();
	size_t i;

	sodertalje_import(&w);
	add(&w, (struct some){ .state = REFERRAL_ACCEPTED, .n = 40 });
	for (i = 0; i < sizeof(roles) / sizeof(roles[0]); i++) {
		struct visitor v VISITOR_CLEANUP =
			visitor_new(&w, world_token(&w, w.accounts[roles[i]]));

		CHECK(visitor_get(&v, "/statistik") == 200);
		CHECK(!visitor_sees(&v, "id=\"lotsningar\"") && !visitor_sees(&v, "av 40"));
	}
}
