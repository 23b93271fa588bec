/* /material through the dispatcher. */
#include "tests/harness/harness.h"

#include "features/material/test_paper.h"
#include "features/material/version.h"
#include "tests/harness/visitor.h"

static struct visitor
visitor_as(struct world *w, enum role role)
{
	return visitor_new(w, world_token(w, w->accounts[role]));
}

/* Makes a version as the editor; returns the address of its page. */
static const char *
make(struct world *w, struct visitor *editor, const char *product)
{
	struct str body = arena_printf(w->arena, "produkt=%s&sprak=1&plats=1", product), where;
	ptrdiff_t end;

	CHECK(visitor_get(editor, "/material") == 200);
	CHECK(visitor_post(editor, "/material", body.p) == 303);
	where = visitor_location(editor);
	end = str_find_byte(where, '?');
	return arena_cstr(w->arena, str_sub(where, 0, end < 0 ? where.n : (size_t)end));
}

static const char *
part(struct world *w, const char *page, const char *name)
{
	return arena_printf(w->arena, "%s/%s", page, name).p;
}

TEST(an_editor_makes_a_brochure_releases_it_and_a_caseworker_gets_it)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor editor VISITOR_CLEANUP = visitor_as(&w, ROLE_CATALOGUE_EDITOR),
		       staff VISITOR_CLEANUP = visitor_as(&w, ROLE_CASEWORKER);
	const char *page;

	paper_import(&w);
	CHECK(visitor_get(&staff, "/material") == 200);
	CHECK(visitor_sees(&staff, "Inget är utgivet än"));
	CHECK(!visitor_sees(&staff, "Gör en ny version"));
	page = make(&w, &editor, "fickbroschyr");
	CHECK(visitor_get(&staff, page) == 404);
	CHECK(visitor_get(&editor, page) == 200);
	CHECK(visitor_sees(&editor, "Fickbroschyr, svenska"));
	CHECK(visitor_post(&editor, part(&w, page, "utgivning"), "") == 303);
	CHECK(visitor_get(&staff, page) == 200);
	CHECK(visitor_sees(&staff, "Utgiven"));
	CHECK(visitor_get(&staff, part(&w, page, "fil")) == 200);
	CHECK(str_starts(visitor_body(&staff), STR("%PDF-")));
	CHECK(str_contains(visitor_header(&staff, "Content-Disposition"),
		STR("fickbroschyr-sv-2026-11.pdf")));
}

TEST(a_release_that_must_wait_says_for_what)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor editor VISITOR_CLEANUP = visitor_as(&w, ROLE_CATALOGUE_EDITOR);
	const char *page;

	paper_import(&w);
	paper_one_acute(&w, "Brottsofferstöd");
	paper_never_checked(&w, "Brottsofferstöd");
	page = make(&w, &editor, "affisch");
	CHECK(visitor_get(&editor, page) == 200);
	CHECK(visitor_sees(&editor, "Brottsofferjouren, Brottsofferstöd"));
	CHECK(!visitor_sees(&editor, ">Ge ut<"));
	CHECK(visitor_post(&editor, part(&w, page, "utgivning"), "") == 422);
	CHECK(visitor_sees(&editor, "Kontrollera först"));
}

TEST(a_reader_remarks_on_a_panel_and_the_editor_answers)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor editor VISITOR_CLEANUP = visitor_as(&w, ROLE_CATALOGUE_EDITOR),
		       staff VISITOR_CLEANUP = visitor_as(&w, ROLE_CASEWORKER);
	const char *page;

	paper_import(&w);
	page = make(&w, &editor, "planbokskort");
	CHECK(visitor_post(&editor, part(&w, page, "inbjudan"), "namn=nobody") == 422);
	CHECK(visitor_sees(&editor, "Ingen som arbetar i förbundet"));
	CHECK(visitor_post(&editor, part(&w, page, "inbjudan"), "namn=caseworker") == 303);
	CHECK(visitor_get(&staff, page) == 200);
	CHECK(visitor_post(&staff, part(&w, page, "anmarkning"),
		"sida=2&anmarkning=Ring+19121212-1212") == 422);
	CHECK(visitor_sees(&staff, "personnummer"));
	CHECK(visitor_post(&staff, part(&w, page, "anmarkning"),
		"sida=2&anmarkning=Numret+%C3%A4r+gammalt") == 303);
	CHECK(visitor_post(&editor, part(&w, page, "utgivning"), "") == 422);
	CHECK(visitor_sees(&editor, "Svara först på alla anmärkningar"));
	CHECK(visitor_get(&editor, page) == 200);
	CHECK(visitor_sees(&editor, "Numret är gammalt"));
}

TEST(an_invitation_tells_nothing_of_accounts_elsewhere)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor editor VISITOR_CLEANUP = visitor_as(&w, ROLE_CATALOGUE_EDITOR);
	const char *page;

	paper_import(&w);
	page = make(&w, &editor, "planbokskort");
	CHECK(visitor_post(&editor, part(&w, page, "inbjudan"), "namn=national-analyst") ==
		422);
	CHECK(visitor_sees(&editor, "Ingen som arbetar i förbundet"));
	CHECK(visitor_get(&editor, page) == 200);
	CHECK(visitor_sees(&editor, "Ingen är inbjuden än"));
}

/* Where the first remark on the page is answered. */
static const char *
first_answer(struct world *w, struct visitor *editor)
{
	const char *body = arena_cstr(w->arena, visitor_body(editor));
	const char *at = strstr(body, "/material/anmarkning/");

	CHECK(at);
	return arena_cstr(w->arena, (struct str){ at, strcspn(at, "\"") });
}

TEST(remarks_on_a_draft_are_for_those_who_work_on_it)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor editor VISITOR_CLEANUP = visitor_as(&w, ROLE_CATALOGUE_EDITOR),
		       reader VISITOR_CLEANUP = visitor_as(&w, ROLE_CASEWORKER),
		       staff VISITOR_CLEANUP = visitor_as(&w, ROLE_TEAM_LEAD);
	const char *page;

	paper_import(&w);
	page = make(&w, &editor, "planbokskort");
	CHECK(visitor_post(&editor, part(&w, page, "inbjudan"), "namn=caseworker") == 303);
	CHECK(visitor_get(&reader, page) == 200);
	CHECK(visitor_post(&reader, part(&w, page, "anmarkning"),
		"sida=2&anmarkning=Numret+%C3%A4r+gammalt") == 303);
	CHECK(visitor_get(&reader, page) == 200 && visitor_sees(&reader, "Numret är gammalt"));
	CHECK(visitor_get(&editor, page) == 200);
	CHECK(visitor_post(&editor, first_answer(&w, &editor), "svar=kvar") == 303);
	CHECK(visitor_post(&editor, part(&w, page, "utgivning"), "") == 303);
	CHECK(visitor_get(&staff, page) == 200);
	CHECK(!visitor_sees(&staff, "Numret är gammalt"));
}

TEST(a_release_is_refused_while_a_service_itself_says_that_an_acute_fact_is_wrong)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor editor VISITOR_CLEANUP = visitor_as(&w, ROLE_CATALOGUE_EDITOR);
	const char *page;

	paper_import(&w);
	paper_one_acute(&w, "Brottsofferstöd");
	page = make(&w, &editor, "affisch");
	CHECK(visitor_get(&editor, page) == 200 && visitor_sees(&editor, ">Ge ut<"));
	sodertalje_say_wrong(&w, "Brottsofferstöd");
	CHECK(visitor_get(&editor, page) == 200 && !visitor_sees(&editor, ">Ge ut<"));
	CHECK(visitor_sees(&editor, "verksamheten själv säger att något är fel"));
	CHECK(visitor_sees(&editor,
		url_service(w.arena, sodertalje_service(&w, "Brottsofferstöd").id).text.p));
	CHECK(visitor_post(&editor, part(&w, page, "utgivning"), "") == 422);
}

/* A team of the world's party under another association, which has released a card of its own. */
static void
release_elsewhere(struct world *w)
{
	const struct org_new other = { .kind = ORG_ASSOCIATION,
		.code = STR("annat"),
		.name = STR("Det andra förbundet") };
	struct intervention_new intervention = { .name = STR("Insats där") };
	struct team_new team = { .name = STR("Team där") };
	struct making making = { .product = PRODUCT_CARD, .code = STR("sv"),
		.address = STR("HTTPS://X.SE/K"), .by = w->accounts[ROLE_CATALOGUE_EDITOR],
		.today = w->today, .is_for_release = true };
	const struct scope *there;
	struct made_product made;
	material_version_id id;
	team_id made_team;
	struct tx *tx = world_begin(w);

	CHECK_ERR(OK, org_create(tx, world_job(w, (org_id){ 0 }), &other,
		&intervention.association));
	CHECK_ERR(OK, intervention_create(tx, world_job(w, w->party), &intervention,
		&team.intervention));
	CHECK_ERR(OK, team_create(tx, world_job(w, w->party), &team, &made_team));
	world_commit(w);
	there = world_job(w, intervention.association);
	CHECK_ERR(OK, material_make(w->db, there, w->arena, &making, &made));
	tx = world_begin(w);
	CHECK_ERR(OK, version_add(tx, there, w->arena, &made, &id));
	CHECK_ERR(OK, version_release(tx, there, w->arena, id, &made, w->today));
	world_commit(w);
}

TEST(who_works_in_two_associations_has_the_papers_of_both_and_is_told_whose)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor editor VISITOR_CLEANUP = visitor_as(&w, ROLE_CATALOGUE_EDITOR),
		       staff VISITOR_CLEANUP = visitor_as(&w, ROLE_CASEWORKER);
	const char *page;

	paper_import(&w);
	page = make(&w, &editor, "planbokskort");
	CHECK(visitor_post(&editor, part(&w, page, "utgivning"), "") == 303);
	CHECK(visitor_get(&staff, "/material") == 200);
	CHECK(!visitor_sees(&staff, "Det andra förbundet"));
	release_elsewhere(&w);
	CHECK(visitor_get(&staff, "/material") == 200);
	CHECK(visitor_sees(&staff, "Det andra förbundet"));
	CHECK(visitor_sees(&staff, part(&w, page, "fil")));
}
