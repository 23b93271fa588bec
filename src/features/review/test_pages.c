/* The trail and its reviews through the dispatcher: first who may not. */
#include "features/review/review.h"

#include <stdio.h>

#include "core/crypto/crypto.h"
#include "tests/harness/harness.h"
#include "tests/harness/visitor.h"

static const char *const pages[] = { "/granskning", "/granskning/utdrag", "/granskning/lista",
	"/granskning/ny", "/granskning/1" };
static const char *const actions[] = { "/granskning/lista", "/granskning/1/bedomning",
	"/granskning/1/avslut" };

#define NEW_REVIEW "fran=2026-11-01&till=2026-11-22&antal=5"

TEST(nobody_but_an_auditor_sees_the_trail)
{
	WORLD_CLEANUP struct world w = world_new();
	enum role role;
	size_t i;

	for (role = ROLE_CASEWORKER; role < ROLE_COUNT; role++) {
		VISITOR_CLEANUP struct visitor v = visitor_new(&w,
			world_token(&w, w.accounts[role]));

		if (role == ROLE_AUDITOR)
			continue;
		for (i = 0; i < sizeof(pages) / sizeof(pages[0]); i++)
			CHECK(visitor_get(&v, pages[i]) == 403);
		for (i = 0; i < sizeof(actions) / sizeof(actions[0]); i++)
			CHECK(visitor_post(&v, actions[i], "") == 403);
	}
}

static struct visitor
auditor(struct world *w)
{
	return visitor_new(w, world_token(w, w->accounts[ROLE_AUDITOR]));
}

/* One row of a kind in the chain of a place. */
static void
append(struct world *w, org_id org, const char *kind, int64_t subject)
{
	struct tx *tx = world_begin(w);

	CHECK_ERR(OK, audit_append_as(tx, org, w->accounts[ROLE_CASEWORKER],
		&(struct audit_event){ AUDIT_VERB_WRITE, kind, subject }));
	world_commit(w);
}

TEST(the_trail_shows_the_own_place_in_words)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = auditor(&w);

	append(&w, w.party, "card.create", 123456);
	append(&w, w.other_party, "card.create", 654321);
	CHECK(visitor_get(&v, "/granskning") == 200);
	CHECK(visitor_sees(&v, "Kort skapat") && visitor_sees(&v, "<td>caseworker"));
	CHECK(visitor_sees(&v, "123456") && visitor_sees(&v, "2026-11-22 13:00"));
	CHECK(!visitor_sees(&v, "654321"));
}

TEST(looking_at_the_trail_is_a_row_of_it)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = auditor(&w);
	int64_t before = world_audit_count(&w, w.party);

	CHECK(visitor_get(&v, "/granskning") == 200);
	CHECK(visitor_get(&v, "/granskning?vad=audit.show") == 200);
	CHECK(world_audit_count(&w, w.party) == before + 2);
	CHECK(visitor_sees(&v, "<td>auditor"));
	CHECK(visitor_get(&v, "/granskning/utdrag?fran=2026-11-01&till=2026-11-22") == 200);
	CHECK(visitor_get(&v, "/granskning/lista") == 200);
	CHECK(world_audit_count(&w, w.party) == before + 4);
}

TEST(the_trail_is_filtered_and_paged)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = auditor(&w);
	int i;

	append(&w, w.party, "referral.offer", 424242);
	for (i = 0; i < 60; i++)
		append(&w, w.party, "card.create", 5);
	CHECK(visitor_get(&v, "/granskning") == 200);
	CHECK(!visitor_sees(&v, "424242") && visitor_sees(&v, "fore="));
	CHECK(visitor_get(&v, "/granskning?vad=referral.offer&konto=caseworker") == 200);
	CHECK(visitor_sees(&v, "424242") && !visitor_sees(&v, "fore="));
	CHECK(visitor_get(&v, "/granskning?konto=team-lead&slag=andrat") == 200);
	CHECK(!visitor_sees(&v, "424242"));
	CHECK(visitor_get(&v, "/granskning?konto=finns-inte") == 200);
	CHECK(visitor_sees(&v, "Inga rader här."));
	CHECK(visitor_get(&v, "/granskning?till=2026-11-21") == 200);
	CHECK(visitor_sees(&v, "Inga rader här."));
	CHECK(visitor_get(&v, "/granskning?fran=igar") == 200);
	CHECK(visitor_sees(&v, "igar") && !visitor_sees(&v, "<table"));
}

TEST(a_file_of_the_trail_needs_a_period_and_has_no_numbers_of_things)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = auditor(&w);

	append(&w, w.party, "card.create", 123456);
	CHECK(visitor_get(&v, "/granskning/utdrag") == 303);
	CHECK(visitor_get(&v, "/granskning/utdrag?fran=2026-01-01&till=2026-11-22") == 303);
	CHECK(visitor_get(&v, arena_cstr(w.arena, visitor_location(&v))) == 200);
	CHECK(visitor_sees(&v, "högst 92 dagar"));
	CHECK(visitor_get(&v, "/granskning/utdrag?fran=2026-11-01&till=2026-11-22") == 200);
	CHECK(str_contains(visitor_header(&v, "Content-Disposition"),
		STR("logg-2026-11-01-2026-11-22.csv")));
	CHECK(visitor_sees(&v, "rad,dag,tid,slag,kod,vad,konto,jobb\r\n"));
	CHECK(visitor_sees(&v, ",2026-11-22,13:00,Ändrat,card.create,Kort skapat,caseworker,"));
	CHECK(!visitor_sees(&v, "123456"));
}

TEST(a_review_is_refused_with_the_reason_at_its_field)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = auditor(&w);

	CHECK(visitor_post(&v, "/granskning/lista",
		"fran=2026-11-01&till=2026-11-23&antal=5") >= 400);
	CHECK(visitor_sees(&v, "Perioden kan inte sluta längre fram än i dag."));
	CHECK(visitor_post(&v, "/granskning/lista",
		"fran=2026-11-02&till=2026-11-01&antal=5") >= 400);
	CHECK(visitor_sees(&v, "Perioden slutar före sin början."));
	CHECK(visitor_post(&v, "/granskning/lista",
		"fran=2026-01-02&till=2026-11-01&antal=5") >= 400);
	CHECK(visitor_sees(&v, "Perioden får vara högst 92 dagar."));
	CHECK(visitor_post(&v, "/granskning/lista",
		"fran=2026-10-01&till=2026-10-02&antal=5") >= 400);
	CHECK(visitor_sees(&v, "Loggen har inga rader i perioden."));
	CHECK(visitor_post(&v, "/granskning/lista",
		"fran=2026-11-01&till=2026-11-22&antal=101") >= 400);
	CHECK(visitor_post(&v, "/granskning/lista", "") >= 400);
	CHECK(world_rows(&w, "review") == 0);
}

/* Gives every row of the review the same verdict. */
static void
judge_all(struct world *w, struct visitor *v, const char *path, review_id id)
{
	struct review_item *items;
	size_t n, i;

	CHECK_ERR(OK, review_items(w->db, world_job(w, w->party), w->arena, id, &items, &n));
	CHECK(n >= 5);
	for (i = 0; i < n; i++)
		CHECK(visitor_post(v, arena_printf(w->arena, "%s/bedomning", path).p,
			arena_printf(w->arena, "bedomning=%lld-1&del=1",
				(long long)items[i].seq).p) == 303);
}

TEST(a_review_is_made_judged_and_closed_and_home_tells_when_the_next_is_due)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = auditor(&w);
	const char *path, *end;
	review_id id;

	CHECK(visitor_get(&v, "/hem") == 200);
	CHECK(visitor_sees(&v, "Det är dags nu."));
	CHECK(visitor_post(&v, "/granskning/lista", NEW_REVIEW) == 303);
	path = arena_str(w.arena, visitor_location(&v)).p;
	end = arena_printf(w.arena, "%s/avslut", path).p;
	CHECK_ERR(OK, str_to_int(str_of(path + strlen("/granskning/")), &id.v));
	CHECK(visitor_get(&v, path) == 200 && visitor_sees(&v, "Slumpen"));
	CHECK(!visitor_sees(&v, "Avsluta granskningen"));
	CHECK(visitor_post(&v, end, "") == 303);
	CHECK(str_ends(visitor_location(&v), STR("m=kvar")));
	judge_all(&w, &v, path, id);
	CHECK(visitor_get(&v, path) == 200 && visitor_sees(&v, "Avsluta granskningen"));
	CHECK(visitor_post(&v, end, "") == 303 && visitor_post(&v, end, "") == 409);
	CHECK(visitor_get(&v, path) == 200 && visitor_sees(&v, "Den ändras inte mer."));
	CHECK(!visitor_sees(&v, "<button type=\"submit\" class=\"ds-button\" data-size"));
	CHECK(visitor_get(&v, "/granskning/lista") == 200 && visitor_sees(&v, "auditor"));
	CHECK(visitor_get(&v, "/hem") == 200);
	CHECK(visitor_sees(&v, "20 februari 2027"));
}

TEST(a_verdict_that_is_none_is_refused)
{
	WORLD_CLEANUP struct world w = world_new();
	VISITOR_CLEANUP struct visitor v = auditor(&w);
	const char *path;

	CHECK(visitor_post(&v, "/granskning/lista", NEW_REVIEW) == 303);
	path = arena_printf(w.arena, "%.*s/bedomning", STR_ARG(visitor_location(&v))).p;
	CHECK(visitor_post(&v, path, "bedomning=1-0") == 404);
	CHECK(visitor_post(&v, path, "bedomning=1-4") == 404);
	CHECK(visitor_post(&v, path, "bedomning=999-1") == 404);
	CHECK(visitor_post(&v, path, "bedomning=1") == 404);
	CHECK(visitor_post(&v, path, "") >= 400);
}
