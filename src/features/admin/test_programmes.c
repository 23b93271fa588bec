/* The pages of programmes: the nation's list, and the choice for an intervention. */
#include "core/auth/grant.h"
#include "tests/harness/harness.h"
#include "tests/harness/visitor.h"

/* The analyst, who administers the nation as well. */
static struct visitor
administrator_of_nation(struct world *w)
{
	CHECK_ERR(OK, role_grant(world_begin(w), world_job(w, w->nation),
		w->accounts[ROLE_NATIONAL_ANALYST], ROLE_ADMINISTRATOR, (team_id){ 0 }));
	world_commit(w);
	return visitor_new(w, world_token(w, w->accounts[ROLE_NATIONAL_ANALYST]));
}

static struct visitor
administrator_of_party(struct world *w)
{
	return visitor_new(w, world_token(w, w->accounts[ROLE_ADMINISTRATOR]));
}

static programme_id
find(struct world *w, const char *code)
{
	struct programme_row row;

	CHECK_ERR(OK, programme_by_code(w->db, w->arena, str_of(code), &row));
	return row.id;
}

TEST(programmes_are_laid_up_in_the_nation_with_errors_at_their_fields)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = administrator_of_nation(&w);
	VISITOR_CLEANUP struct visitor party = administrator_of_party(&w);

	CHECK(visitor_get(&party, "/admin/program") == 404);
	CHECK(visitor_post(&party, "/admin/program", "code=gron&name=Gr%C3%B6n") == 403);
	CHECK(visitor_get(&party, "/admin") == 200 && !visitor_sees(&party, "/admin/program"));
	CHECK(visitor_get(&party, "/hem") == 200 && visitor_sees(&party, "/admin/insatser"));
	CHECK(visitor_get(&v, "/hem") == 200 && visitor_sees(&v, "/admin/program"));
	CHECK(!visitor_sees(&v, "/admin/insatser"));
	CHECK(visitor_get(&v, "/admin/program") == 200);
	CHECK(visitor_sees(&v, "Inga program än.") && !visitor_sees(&v, "Ändra namn"));
	CHECK(visitor_post(&v, "/admin/program", "code=Gr%C3%B6n&name=Gr%C3%B6n") == 422);
	CHECK(visitor_sees(&v, "bara små bokstäver"));
	CHECK(visitor_post(&v, "/admin/program", "code=gron&name=Gr%C3%B6n+rehab") == 303);
	CHECK(visitor_post(&v, "/admin/program", "code=gron&name=Annat") == 422);
	CHECK(visitor_sees(&v, "Koden eller namnet är upptaget."));
	CHECK(visitor_get(&v, "/admin/program?m=program-nytt") == 200);
	CHECK(visitor_sees(&v, "Grön rehab") && visitor_sees(&v, "Programmet är tillagt."));
	CHECK(visitor_post(&v, "/admin/program/namn", arena_printf(w.arena,
		"programme=%lld&new-name=Gr%%C3%%B6n+rehab", (long long)find(&w, "gron").v).p)
		== 422);
	CHECK(visitor_sees(&v, "Namnet är upptaget."));
	CHECK(visitor_post(&v, "/admin/program/namn", "programme=17&new-name=Ny+Ny") == 404);
	CHECK(visitor_post(&v, "/admin/program/namn", arena_printf(w.arena,
		"programme=%lld&new-name=Naturrehab", (long long)find(&w, "gron").v).p) == 303);
	CHECK(visitor_get(&v, "/admin/program") == 200 && visitor_sees(&v, "Naturrehab"));
}

static const char *
new_one(struct world *w, programme_id programme)
{
	return arena_printf(w->arena, "name=Nya+sp%%C3%%A5ret&association=%lld&first=1&again=6"
		"&programme=%lld", (long long)w->association.v, (long long)programme.v).p;
}

TEST(an_intervention_is_put_into_a_programme_when_it_is_made_or_later)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor nation = administrator_of_nation(&w);
	VISITOR_CLEANUP struct visitor v = administrator_of_party(&w);
	const char *page = arena_printf(w.arena, "/admin/insatser/%lld",
		(long long)w.intervention.v).p;
	const char *set = arena_printf(w.arena, "%s/program", page).p, *choice;

	CHECK(visitor_get(&v, page) == 200 && !visitor_sees(&v, "Ändra program"));
	CHECK(visitor_post(&nation, "/admin/program", "code=gron&name=Gr%C3%B6n+rehab") == 303);
	choice = arena_printf(w.arena, "programme=%lld", (long long)find(&w, "gron").v).p;
	CHECK(visitor_get(&v, page) == 200 && visitor_sees(&v, "Ändra program"));
	CHECK(visitor_sees(&v, "<dd>Inget program</dd>"));
	CHECK(visitor_post(&v, set, "programme=17") == 422);
	CHECK(visitor_sees(&v, "Välj ett annat program"));
	CHECK(visitor_post(&v, set, choice) == 303);
	CHECK(visitor_post(&v, set, choice) == 422);
	CHECK(visitor_get(&v, page) == 200 && visitor_sees(&v, "<dd>Grön rehab</dd>"));
	CHECK(visitor_sees(&v, "Programmet ändrades"));
	CHECK(visitor_post(&v, set, "programme=1") == 303);
	CHECK(visitor_get(&v, page) == 200 && visitor_sees(&v, "Var förut i Grön rehab"));
	CHECK(visitor_post(&v, "/admin/insatser", new_one(&w, (programme_id){ 17 })) == 422);
	CHECK(world_rows(&w, "intervention WHERE programme_id IS NOT NULL") == 0);
	CHECK(visitor_post(&v, "/admin/insatser", new_one(&w, find(&w, "gron"))) == 303);
	CHECK(world_rows(&w, "intervention WHERE programme_id IS NOT NULL") == 1);
	CHECK(visitor_post(&v, arena_printf(w.arena, "/admin/insatser/%lld/program",
		(long long)w.other_intervention.v).p, choice) == 404);
}
