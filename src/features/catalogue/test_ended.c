/* A service ends and comes back: it is nowhere one looks for help, and what was made of it stays. */
#include "features/catalogue/rows.h"
#include "tests/harness/harness.h"
#include "tests/harness/sodertalje.h"
#include "tests/harness/visitor.h"

#define SERVICE "Brottsofferstöd"

static struct world
catalogue_world(void)
{
	struct world w = world_new();

	sodertalje_import(&w);
	return w;
}

/* A caseworker says so, or that it is there again, and an editor accepts. */
static void
set_end(struct world *w, service_id id, struct date on, enum end_reason why)
{
	const struct scope *editor = world_scope(w, ROLE_CATALOGUE_EDITOR);
	struct catalogue_proposing in = { .service = id, .source = SOURCE_CALL,
		.checked_on = w->today };
	struct catalogue_service service;
	struct catalogue_change *rows;
	size_t n;

	CHECK_ERR(OK, catalogue_service(w->db, editor, w->arena, id, &service));
	in.version = service.version;
	in.facts = catalogue_facts_of(&service);
	in.facts.ended_on = on;
	in.facts.end_reason = why;
	CHECK_ERR(OK, catalogue_propose_change(world_begin(w), world_scope(w, ROLE_CASEWORKER),
		w->arena, &in, w->today));
	world_commit(w);
	CHECK_ERR(OK, catalogue_changes(w->db, editor, w->arena, id, true, &rows, &n));
	CHECK(n == 1 && rows[0].is_acute);
	CHECK_ERR(OK, catalogue_accept_change(
		world_begin(w), editor, w->arena, rows[0].id, service.version, w->today));
	world_commit(w);
}

static bool
is_among(const struct catalogue_service *rows, size_t n, service_id id)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (rows[i].id.v == id.v)
			return true;
	return false;
}

/* Where it is seen: 1 the list, 2 the search, 4 what must be checked, 8 guidance, 16 by the public. */
static int
places(struct world *w, service_id id)
{
	const struct scope *scope = world_scope(w, ROLE_CATALOGUE_EDITOR);
	const struct catalogue_need need = { .tracks = TRACK_EXPOSED };
	struct visitor v VISITOR_CLEANUP = visitor_new(w, STR_NULL);
	struct catalogue_proposal *proposed;
	struct catalogue_service *rows;
	int found = 0;
	size_t n, i;

	CHECK_ERR(OK, catalogue_list(w->db, scope, w->arena, &rows, &n));
	found |= is_among(rows, n, id) ? 1 : 0;
	CHECK_ERR(OK, catalogue_search(w->db, scope, w->arena, STR("brottsoffer"), &rows, &n));
	found |= is_among(rows, n, id) ? 2 : 0;
	CHECK_ERR(OK, catalogue_due(w->db, scope, w->arena, date_add_days(w->today, 999), 0,
		100, &rows, &n));
	found |= is_among(rows, n, id) ? 4 : 0;
	CHECK_ERR(OK, catalogue_propose(
		w->db, scope, w->arena, &need, w->today, &proposed, &n));
	for (i = 0; i < n; i++)
		found |= proposed[i].service && proposed[i].service->id.v == id.v ? 8 : 0;
	CHECK(visitor_get(&v, "/services?per_page=100") == 200);
	return found | (visitor_sees(&v, SERVICE) ? 16 : 0);
}

TEST(a_service_that_has_ended_is_nowhere_one_looks_for_help_until_it_is_back)
{
	WORLD_CLEANUP struct world w = catalogue_world();
	service_id id = sodertalje_service(&w, SERVICE).id;
	struct catalogue_version *versions;
	struct catalogue_service service;
	size_t n;

	ck_assert_int_eq(places(&w, id), 31);
	set_end(&w, id, date_add_days(w.today, -3), END_CLOSED);
	ck_assert_int_eq(places(&w, id), 0);
	/* It is kept, with who and when. */
	CHECK_ERR(OK, catalogue_service(
		w.db, world_scope(&w, ROLE_CASEWORKER), w.arena, id, &service));
	CHECK(service.end_reason == END_CLOSED && service.version == 2);
	CHECK_ERR(OK, catalogue_versions(
		w.db, world_scope(&w, ROLE_CASEWORKER), w.arena, id, &versions, &n));
	CHECK(n == 2 && date_is_set(versions[0].facts.ended_on));
	set_end(&w, id, versions[1].facts.ended_on, END_NONE);
	ck_assert_int_eq(places(&w, id), 31);
}

TEST(an_end_has_been_and_says_why)
{
	WORLD_CLEANUP struct world w = catalogue_world();
	const struct scope *asker = world_scope(&w, ROLE_CASEWORKER);
	struct catalogue_service s = sodertalje_service(&w, SERVICE);
	struct catalogue_proposing in = { .service = s.id, .version = s.version,
		.source = SOURCE_CALL, .facts = catalogue_facts_of(&s) };

	world_begin(&w);
	in.facts.ended_on = w.today;
	CHECK_ERR(ERR_INVALID, catalogue_propose_change(w.tx, asker, w.arena, &in, w.today));
	in.facts.end_reason = END_CLOSED;
	in.facts.ended_on = date_add_days(w.today, 1);
	CHECK_ERR(ERR_INVALID, catalogue_propose_change(w.tx, asker, w.arena, &in, w.today));
	in.facts.ended_on = (struct date){ 0 };
	CHECK_ERR(ERR_INVALID, catalogue_propose_change(w.tx, asker, w.arena, &in, w.today));
	in.facts.ended_on = w.today;
	CHECK_ERR(OK, catalogue_propose_change(w.tx, asker, w.arena, &in, w.today));
	world_rollback(&w);
}

/* ---- files ---- */

static struct csv_fault
import_again(struct world *w, struct str services, int64_t *n_proposals)
{
	const struct catalogue_import in = { .today = w->today, .services = services,
		.organisations = content_text(w, "demo/sodertalje/organisations.csv") };
	struct catalogue_import_count count = { 0 };
	struct csv_fault fault = { 0 };
	enum err e = catalogue_import_csv(world_begin(w), world_job(w, w->association),
		w->arena, &in, &count, &fault);

	if (e == OK)
		world_commit(w);
	else
		world_rollback(w);
	*n_proposals = count.proposals;
	return fault;
}

TEST(a_file_that_does_not_say_so_ends_nothing_and_brings_nothing_back)
{
	WORLD_CLEANUP struct world w = catalogue_world();
	struct buf out BUF_CLEANUP = buf_new(1 << 20);
	service_id id = sodertalje_service(&w, SERVICE).id;
	struct csv_fault fault;
	int64_t n;

	set_end(&w, id, w.today, END_CLOSED);
	fault = import_again(&w, content_text(&w, "demo/sodertalje/services.csv"), &n);
	CHECK(!fault.reason && n == 0);
	CHECK(places(&w, id) == 0);
	/* An export says it, and comes in again without changing anything. */
	CHECK_ERR(OK, catalogue_export_services(
		w.db, world_job(&w, w.association), w.arena, &out));
	CHECK(str_contains(buf_str(&out), STR(",closed\r\n")));
	fault = import_again(&w, arena_str(w.arena, buf_str(&out)), &n);
	CHECK(!fault.reason && n == 0);
}

TEST(an_end_in_a_file_waits_for_a_second_person)
{
	WORLD_CLEANUP struct world w = catalogue_world();
	const char *head = "id,organisation_id,name,tracks,target_groups,age_from,age_to,"
		"entry_routes,requires,response_time,same_day,anonymous,phone,phone_note,note,"
		"ended_on,end_reason\n";
	const char *row = "ny,boj,Nytt,exposed,,,,self,none,,unknown,unknown,,,,";
	struct csv_fault fault;
	int64_t n;

	fault = import_again(&w, arena_printf(w.arena, "%s%s2026-11-01,\n", head, row), &n);
	CHECK(str_eq(fault.column, STR("end_reason")));
	fault = import_again(
		&w, arena_printf(w.arena, "%s%s2999-01-01,closed\n", head, row), &n);
	CHECK(str_eq(fault.column, STR("ended_on")));
	fault = import_again(&w, arena_printf(w.arena, "%s%s,\n", head, row), &n);
	CHECK(!fault.reason && n == 0);
	fault = import_again(
		&w, arena_printf(w.arena, "%s%s2026-11-01,closed\n", head, row), &n);
	CHECK(!fault.reason && n == 1);
	CHECK(!date_is_set(sodertalje_service(&w, "Nytt").ended_on));
}

/* ---- the pages ---- */

TEST(the_pages_say_that_a_service_has_ended_and_lead_back)
{
	WORLD_CLEANUP struct world w = catalogue_world();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CATALOGUE_EDITOR]));
	service_id id = sodertalje_service(&w, SERVICE).id;
	const char *service = arena_printf(w.arena, "/katalog/%lld", (long long)id.v).p;

	CHECK(visitor_get(&v, "/katalog") == 200 && !visitor_sees(&v, "har upphört"));
	CHECK(visitor_get(&v, "/katalog/upphorda") == 200);
	CHECK(visitor_sees(&v, "Ingen verksamhet har upphört"));
	CHECK(visitor_get(&v, service) == 200 && visitor_sees(&v, "andring?slut=1"));
	CHECK(visitor_get(&v, arena_printf(w.arena, "%s/andring?slut=1", service).p) == 200);
	CHECK(visitor_sees(&v, arena_printf(w.arena, "value=\"%.*s\"",
		STR_ARG(date_text(w.arena, w.today))).p));
	CHECK(visitor_post(&v, arena_printf(w.arena, "%s/andring", service).p,
		"version=1&samma-dag=yes&anonym=yes&namn=x&for-vem=child&kalla=call"
		"&upphort=2999-01-01") == 422);
	CHECK(visitor_sees(&v, "Välj varför den har upphört"));
	CHECK(visitor_sees(&v, "Dagen har inte varit än"));

	set_end(&w, id, w.today, END_TWICE);
	CHECK(visitor_get(&v, "/katalog") == 200);
	CHECK(visitor_sees(&v, "Verksamheter som har upphört: 1"));
	CHECK(!visitor_sees(&v, SERVICE));
	CHECK(visitor_get(&v, "/katalog/upphorda") == 200 && visitor_sees(&v, SERVICE));
	CHECK(visitor_get(&v, service) == 200);
	CHECK(visitor_sees(&v, "stod i katalogen två gånger"));
	CHECK(visitor_sees(&v, "Föreslå att den tas in igen"));
	CHECK(!visitor_sees(&v, "Lotsa hit"));
	CHECK(visitor_get(&v, arena_printf(w.arena, "%s/andring?slut=0", service).p) == 200);
	CHECK(!visitor_sees(&v, arena_printf(w.arena, "value=\"%.*s\"",
		STR_ARG(date_text(w.arena, w.today))).p));
}

TEST(the_chain_of_numbers_passes_over_what_has_ended)
{
	WORLD_CLEANUP struct world w = catalogue_world();
	const struct scope *editor = world_scope(&w, ROLE_CATALOGUE_EDITOR);
	const char *const names[] = { SERVICE, "Ungdomsmottagning",
		"Krisstöd till barn och föräldrar" };
	struct catalogue_service chain[CATALOGUE_CHAIN_MAX];
	struct catalogue_details details;
	service_id ids[3];
	size_t n, i;

	for (i = 0; i < 3; i++)
		ids[i] = sodertalje_service(&w, names[i]).id;
	for (i = 0; i < 2; i++) {
		CHECK_ERR(OK, catalogue_details(w.db, editor, w.arena, ids[i], &details));
		details.next = ids[i + 1];
		CHECK_ERR(OK, catalogue_change_details(
			world_begin(&w), editor, w.arena, ids[i], &details, w.today));
		world_commit(&w);
	}
	set_end(&w, ids[1], w.today, END_CLOSED);
	CHECK_ERR(OK, catalogue_chain(w.db, editor, w.arena, ids[0], chain, &n));
	CHECK(n == 1 && chain[0].id.v == ids[2].v);
}
