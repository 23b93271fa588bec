/* Renaming and closing interventions and teams through the dispatcher, and what it means for staff. */
#include "core/auth/grant.h"
#include "tests/harness/harness.h"
#include "tests/harness/sodertalje.h"
#include "tests/harness/visitor.h"

static struct visitor
as(struct world *w, enum role role)
{
	return visitor_new(w, world_token(w, w->accounts[role]));
}

static const char *
team_path(struct world *w, const char *rest)
{
	return arena_printf(w->arena, "/admin/team/%lld%s", (long long)w->team.v, rest).p;
}

static const char *
intervention_path(struct world *w, const char *rest)
{
	return arena_printf(w->arena, "/admin/insatser/%lld%s", (long long)w->intervention.v,
		rest).p;
}

TEST(a_team_gets_another_name_and_the_old_one_stands_in_the_history)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = as(&w, ROLE_ADMINISTRATOR);

	CHECK(visitor_get(&v, team_path(&w, "")) == 200 && visitor_sees(&v, "Lades till"));
	CHECK(visitor_post(&v, team_path(&w, "/namn"), "name=Team+Torget") == 422);
	CHECK(visitor_sees(&v, "Namnet är upptaget."));
	CHECK(visitor_post(&v, team_path(&w, "/namn"), "name=Team+Nord") == 303);
	CHECK(visitor_get(&v, team_path(&w, "?m=namn")) == 200);
	CHECK(visitor_sees(&v, "Team Nord</h1>") && visitor_sees(&v, "Hette förut Team Norr"));
	CHECK(visitor_post(&v, intervention_path(&w, "/namn"), "name=Trappan") == 303);
	CHECK(visitor_get(&v, intervention_path(&w, "")) == 200);
	CHECK(visitor_sees(&v, "Trappan</h1>") && visitor_sees(&v, "Hette förut Stegen"));
	CHECK(visitor_sees(&v, "Team Nord: Fick ett annat namn"));
	CHECK(visitor_get(&v, arena_printf(w.arena, "/admin/team/%lld",
		(long long)w.other_team.v).p) == 404);
	CHECK(visitor_post(&v, arena_printf(w.arena, "/admin/team/%lld/stangning",
		(long long)w.other_team.v).p, "") == 404);
}

TEST(whoever_closes_a_team_is_told_what_is_open_and_can_take_it_back)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = as(&w, ROLE_ADMINISTRATOR);
	const char *undo;

	CHECK(visitor_get(&v, team_path(&w, "")) == 200 && visitor_sees(&v, "Öppna kort"));
	CHECK(visitor_sees(&v, "<dd>3</dd>"));
	CHECK(visitor_post(&v, team_path(&w, "/stangning"), "") == 303);
	CHECK(visitor_post(&v, team_path(&w, "/stangning"), "") == 422);
	CHECK(visitor_sees(&v, "Det är redan gjort."));
	CHECK(visitor_get(&v, team_path(&w, "")) == 200);
	CHECK(visitor_sees(&v, "Stängt sedan november 2026") && visitor_sees(&v, "Öppna igen"));
	CHECK(visitor_get(&v, "/admin/insatser") == 200);
	CHECK(visitor_sees(&v, "Stängd sedan november 2026"));
	CHECK(visitor_get(&v, "/admin/konton/nytt") == 200);
	CHECK(!visitor_sees(&v, "Team Norr") && visitor_sees(&v, "Team Torget"));
	CHECK(visitor_get(&v, team_path(&w, "")) == 200);
	undo = arena_printf(w.arena, "nr=%.*s", STR_ARG(visitor_field(&v, "nr"))).p;
	CHECK(visitor_post(&v, intervention_path(&w, "/angrande"), undo) == 404);
	CHECK(visitor_post(&v, team_path(&w, "/angrande"), "nr=1") == 422);
	CHECK(visitor_post(&v, team_path(&w, "/angrande"), undo) == 303);
	CHECK(visitor_get(&v, team_path(&w, "?m=angrad")) == 200);
	CHECK(visitor_sees(&v, "Stäng teamet") && visitor_sees(&v, "Öppnades igen"));
	CHECK(visitor_post(&v, team_path(&w, "/oppning"), "") == 422);
}

/* A card and a referral of the team, made by its caseworker; the body of the next card. */
static const char *
begin_work(struct world *w, struct visitor *v)
{
	const char *card;

	CHECK(visitor_get(v, "/samtal/kort/nytt") == 200);
	card = arena_printf(w->arena, "team=%lld&kon=woman&alder=25-39&start=2026-11&"
		"nyckel=%.*s", (long long)w->team.v, STR_ARG(visitor_field(v, "nyckel"))).p;
	CHECK(visitor_post(v, "/samtal/kort/nytt", card) == 303);
	CHECK(visitor_get(v, "/samtal/kort/nytt") == 200);
	return arena_printf(w->arena, "team=%lld&kon=woman&alder=25-39&start=2026-11&"
		"nyckel=%.*s", (long long)w->team.v, STR_ARG(visitor_field(v, "nyckel"))).p;
}

static const char *
referral_body(struct world *w)
{
	return arena_printf(w->arena, "tjanst=%lld&spar=exposed&satt=informed&"
		"grund=no_identity&uppfoljning=2026-12-06", (long long)sodertalje_service(w,
		"Stöd till våldsutsatta kvinnor").id.v).p;
}

TEST(in_a_closed_team_nothing_begins_and_what_is_open_goes_on)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = as(&w, ROLE_CASEWORKER);
	VISITOR_CLEANUP struct visitor admin = as(&w, ROLE_ADMINISTRATOR);
	const char *next_card, *referral, *where;

	sodertalje_import(&w);
	next_card = begin_work(&w, &v);
	referral = referral_body(&w);
	CHECK(visitor_post(&v, "/lotsningar", referral) == 303);
	where = arena_cstr(w.arena, visitor_location(&v));
	CHECK(visitor_post(&admin, intervention_path(&w, "/stangning"), "") == 303);
	CHECK(visitor_get(&admin, intervention_path(&w, "")) == 200);
	CHECK(visitor_sees(&admin, "Det här är fortfarande öppet."));
	CHECK(visitor_post(&v, "/samtal/kort/nytt", next_card) == 422);
	CHECK(world_rows(&w, "card") == 1);
	CHECK(visitor_get(&v, "/samtal/kort/nytt") == 200);
	CHECK(visitor_sees(&v, "Teamet är stängt sedan november 2026."));
	CHECK(visitor_get(&v, "/samtal") == 200 && visitor_sees(&v, "1 att fråga"));
	CHECK(visitor_sees(&v, "Teamet är stängt") && !visitor_sees(&v, "Nytt kort"));
	CHECK(visitor_post(&v, "/lotsningar", referral) == 422);
	CHECK(visitor_sees(&v, "Teamet är stängt"));
	CHECK(world_rows(&w, "referral") == 1);
	CHECK(visitor_get(&v, "/lotsningar") == 200 && !visitor_sees(&v, "Ny lotsning"));
	CHECK(visitor_sees(&v, "följs upp och avslutas som förut"));
	CHECK(visitor_get(&v, where) == 200);
	CHECK(visitor_get(&v, "/statistik") == 200 && visitor_sees(&v, "Team Norr"));
}

/* The auditor leads all teams of the place as well, for a while. */
static struct visitor
lead_of_all(struct world *w)
{
	const struct grant lead = { .account = w->accounts[ROLE_AUDITOR],
		.role = ROLE_TEAM_LEAD };

	CHECK_ERR(OK, grant_give(world_begin(w), world_job(w, w->party), &lead));
	world_commit(w);
	return as(w, ROLE_AUDITOR);
}

TEST(a_closed_team_that_only_counts_takes_no_occasion)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor admin = as(&w, ROLE_ADMINISTRATOR);
	VISITOR_CLEANUP struct visitor v = lead_of_all(&w);
	const char *asked = arena_printf(w.arena, "/samtal/papper?team=%lld",
		(long long)w.counting_team.v).p;

	CHECK(visitor_get(&v, asked) == 200);
	CHECK(visitor_get(&v, "/samtal") == 200 && visitor_sees(&v, "Nytt samtal"));
	CHECK(visitor_post(&admin, arena_printf(w.arena, "/admin/team/%lld/stangning",
		(long long)w.counting_team.v).p, "") == 303);
	CHECK(visitor_get(&v, asked) == 404);
	CHECK(visitor_get(&v, "/samtal") == 200 && !visitor_sees(&v, "Nytt samtal"));
	CHECK(visitor_sees(&v, "Nytt kort"));
}
