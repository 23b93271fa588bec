/* /hem for every role: the day in five lines until it is put away, and what waits, with its numbers. */
#include "features/screening/test_asker.h"

TEST(the_day_in_five_lines_is_shown_until_its_reader_puts_it_away)
{
	enum role role;

	for (role = ROLE_CASEWORKER; role < ROLE_COUNT; role++) {
		struct world w WORLD_CLEANUP = world_new();
		struct visitor v VISITOR_CLEANUP =
			visitor_new(&w, world_token(&w, w.accounts[role]));

		ck_assert_int_eq(visitor_get(&v, "/hem"), 200);
		CHECK(visitor_sees(&v, "id=\"dagen\"") && visitor_sees(&v, "Jag har läst det"));
		ck_assert_int_eq(visitor_get(&v, "/hem"), 200);
		CHECK(visitor_sees(&v, "id=\"dagen\""));
		ck_assert_int_eq(visitor_post(&v, "/hem/dagen", ""), 303);
		ck_assert_int_eq(visitor_get(&v, "/hem"), 200);
		CHECK(!visitor_sees(&v, "id=\"dagen\"") && visitor_sees(&v, "\"/hem/dagen\""));
		ck_assert_int_eq(visitor_get(&v, "/hem/dagen"), 200);
		CHECK(visitor_sees(&v, "<ol class=\"ds-list\">"));
	}
}

TEST(what_one_has_put_away_another_still_sees_and_a_new_role_is_introduced)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor lead VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_TEAM_LEAD]));
	struct visitor caseworker VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CASEWORKER]));

	CHECK(visitor_get(&lead, "/hem") == 200);
	ck_assert_int_eq(visitor_post(&lead, "/hem/dagen", ""), 303);
	CHECK(visitor_get(&caseworker, "/hem") == 200);
	CHECK(visitor_sees(&caseworker, "id=\"dagen\""));
	ck_assert_int_eq(visitor_post(&caseworker, "/hem/dagen", ""), 303);
	CHECK_ERR(OK, grant_give(world_begin(&w), world_job(&w, w.party),
		&(struct grant){ .account = w.accounts[ROLE_CASEWORKER],
			.role = ROLE_TEAM_LEAD, .team = w.team }));
	world_commit(&w);
	CHECK(visitor_get(&caseworker, "/hem") == 200);
	CHECK(visitor_sees(&caseworker, "id=\"dagen\""));
	CHECK(visitor_sees(&caseworker, "Lotsningar: de försenade står överst"));
	CHECK(!visitor_sees(&caseworker, "Papper: skriv in ifyllda"));
}

TEST(home_tells_a_team_lead_how_many_have_not_been_asked)
{
	struct asker s ASKER_CLEANUP = { 0 };

	asker_open(&s, ROLE_TEAM_LEAD);
	ck_assert_int_eq(visitor_get(&s.v, "/hem"), 200);
	CHECK(visitor_sees(&s.v, "Inte tillfrågade det här kvartalet: 2"));
	CHECK(visitor_sees(&s.v, "\"/samtal/ej-tillfragade\""));
	ck_assert_int_eq(visitor_get(&s.v, "/samtal/papper"), 200);
	ck_assert_int_eq(asker_posts(&s, "/samtal/papper", "gor=avstar"), 303);
	ck_assert_int_eq(visitor_get(&s.v, "/hem"), 200);
	CHECK(visitor_sees(&s.v, "Inte tillfrågade det här kvartalet: 1"));
}

TEST(home_of_an_administrator_shows_numbers_and_no_card)
{
	struct asker s ASKER_CLEANUP = { 0 };

	asker_open(&s, ROLE_ADMINISTRATOR);
	ck_assert_int_eq(visitor_get(&s.v, "/hem"), 200);
	CHECK(visitor_sees(&s.v, "Ingen roll går snart ut."));
	CHECK(visitor_sees(&s.v, "\"/admin\""));
	CHECK(!str_contains(visitor_body(&s.v), s.cards[0].code));
}

/* Where the next three things of a role lead; each is a link on its /hem, and opens for it. */
static const char *const next_three[ROLE_COUNT][3] = {
	[ROLE_CASEWORKER] = { "/samtal/papper", "/samtal", "/lotsningar" },
	[ROLE_TEAM_LEAD] = { "/samtal/ej-tillfragade", "/lotsningar", "/statistik" },
	[ROLE_CATALOGUE_EDITOR] = { "/katalog/att-kontrollera", "/material", "/statistik" },
	[ROLE_ASSOCIATION_MANAGER] = { "/statistik", "/rapport", "/statistik/forbund" },
	[ROLE_NATIONAL_ANALYST] = { "/statistik", "/statistik/nation", "/statistik/forbund" },
	[ROLE_AUDITOR] = { "/granskning/ny", "/granskning/lista", "/granskning" },
	[ROLE_ADMINISTRATOR] = { "/admin", "/admin/begaran", "/admin/insatser" },
};

TEST(every_role_has_its_next_three_things_on_home_and_each_opens)
{
	struct asker s ASKER_CLEANUP = { 0 };
	enum role role;
	int i;

	asker_open(&s, ROLE_CASEWORKER);
	for (role = ROLE_CASEWORKER; role < ROLE_COUNT; role++) {
		struct visitor v VISITOR_CLEANUP =
			visitor_new(&s.w, world_token(&s.w, s.w.accounts[role]));

		ck_assert_int_eq(visitor_get(&v, "/hem"), 200);
		ck_assert_int_eq(visitor_post(&v, "/hem/dagen", ""), 303);
		for (i = 0; i < 3; i++) {
			const char *way = next_three[role][i];

			ck_assert_int_eq(visitor_get(&v, "/hem"), 200);
			ck_assert_msg(visitor_sees(&v, arena_printf(s.w.arena,
				"class=\"ds-link\" href=\"%s\"", way).p) ||
				visitor_sees(&v, arena_printf(s.w.arena,
					"data-variant=\"secondary\" href=\"%s\"", way).p),
				"role %d has no link to %s on /hem", role, way);
			ck_assert_msg(visitor_get(&v, way) == 200, "%s: %d", way,
				v.response.status);
		}
	}
}
