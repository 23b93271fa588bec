/* Name, for whom, ways in and the rest: proposed, accepted, kept and had back as the acute facts are. */
#include "features/catalogue/hsds.h"
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

/* The service as it is now, to be changed in some fact. */
static struct catalogue_proposing
as_it_is(struct world *w, const char *name)
{
	struct catalogue_service s = sodertalje_service(w, name);

	return (struct catalogue_proposing){ .service = s.id, .version = s.version,
		.source = SOURCE_HEARD, .facts = catalogue_facts_of(&s) };
}

static service_proposal_id
propose(struct world *w, enum role by, const struct catalogue_proposing *in)
{
	struct catalogue_change *rows;
	size_t n;

	CHECK_ERR(OK, catalogue_propose_change(
		world_begin(w), world_scope(w, by), w->arena, in, w->today));
	world_commit(w);
	CHECK_ERR(OK, catalogue_changes(w->db, world_job(w, w->association), w->arena,
		in->service, true, &rows, &n));
	CHECK(n == 1);
	return rows[0].id;
}

static enum err
accept(struct world *w, service_proposal_id id, int64_t version)
{
	enum err e = catalogue_accept_change(world_begin(w),
		world_scope(w, ROLE_CATALOGUE_EDITOR), w->arena, id, version, w->today);

	if (e == OK)
		world_commit(w);
	else
		world_rollback(w);
	return e;
}

static size_t
found(struct world *w, const char *words)
{
	struct catalogue_service *rows;
	size_t n;

	CHECK_ERR(OK, catalogue_search(w->db, world_job(w, w->association), w->arena,
		str_of(words), &rows, &n));
	return n;
}

TEST(every_fact_of_an_entry_is_proposed_accepted_and_kept)
{
	WORLD_CLEANUP struct world w = catalogue_world();
	struct catalogue_proposing in = as_it_is(&w, SERVICE);
	const struct catalogue_facts before = in.facts;
	struct catalogue_version *versions;
	struct catalogue_service now;
	size_t n;

	in.facts = (struct catalogue_facts){ STR("08-465 004 77"), STR("vakthavande"),
		STR("alla dagar 8-20"), SAME_DAY_NO, false, ENTRY_SELF | ENTRY_CHAT,
		REQUIRES_DECISION, STR("samma dag"), ANONYMOUS_YES, { 0 }, END_NONE,
		STR("Hjälp efter brott"),
		TRACK_CHILD, STR("barn;unga"), 7, 17, STR("svenska, finska"), STR("Ny text") };
	CHECK_ERR(OK, accept(&w, propose(&w, ROLE_CASEWORKER, &in), 1));
	now = sodertalje_service(&w, "Hjälp efter brott");
	for (int fact = 0; fact < FACTS; fact++) {
		const struct catalogue_facts facts = catalogue_facts_of(&now);

		CHECK(!catalogue_fact_differs(&facts, &in.facts, (enum catalogue_fact)fact));
		CHECK(catalogue_fact_differs(&facts, &before, (enum catalogue_fact)fact) ||
			fact == FACT_ENDED_ON || fact == FACT_END_REASON);
	}
	CHECK(now.version == 2 && now.response == RESPONSE_SAME_DAY);
	CHECK(found(&w, "brottsofferstod") == 0 && found(&w, "hjalp efter") == 1);
	CHECK_ERR(OK, catalogue_versions(w.db, world_scope(&w, ROLE_CASEWORKER), w.arena,
		in.service, &versions, &n));
	CHECK(n == 2 && str_eq(versions[1].facts.name, before.name));
	CHECK(versions[1].facts.tracks == before.tracks && versions[0].facts.age_to == 17);

	/* Undone, everything is as it was. */
	in.version = 2;
	in.facts = versions[1].facts;
	CHECK_ERR(OK, accept(&w, propose(&w, ROLE_CASEWORKER, &in), 2));
	now = sodertalje_service(&w, SERVICE);
	CHECK(now.tracks == before.tracks && str_eq(now.note, before.note));
	CHECK(found(&w, "brottsofferstod") == 1 && found(&w, "hjalp efter") == 0);
}

TEST(what_nobody_acts_on_tonight_an_editor_corrects_alone_and_the_day_of_checking_stays)
{
	WORLD_CLEANUP struct world w = catalogue_world();
	struct catalogue_proposing in = as_it_is(&w, SERVICE);
	const struct date checked = sodertalje_service(&w, SERVICE).verified_on;
	service_proposal_id id;

	in.facts.name = STR("Stöd till brottsoffer");
	in.facts.age_from = 18;
	CHECK_ERR(OK, accept(&w, propose(&w, ROLE_CATALOGUE_EDITOR, &in), 1));
	CHECK(sodertalje_service(&w, "Stöd till brottsoffer").verified_on.days == checked.days);
	/* What is required at the door is acute: a second person, and heard of only is not checked. */
	in = as_it_is(&w, "Stöd till brottsoffer");
	in.facts.requirements = REQUIRES_DECISION;
	id = propose(&w, ROLE_CATALOGUE_EDITOR, &in);
	CHECK_ERR(ERR_FORBIDDEN, accept(&w, id, 2));
	CHECK_ERR(OK, catalogue_withdraw_change(world_begin(&w),
		world_scope(&w, ROLE_CATALOGUE_EDITOR), w.arena, id, w.today));
	world_commit(&w);
	CHECK_ERR(OK, accept(&w, propose(&w, ROLE_CASEWORKER, &in), 2));
	CHECK(!date_is_set(sodertalje_service(&w, "Stöd till brottsoffer").verified_on));
}

TEST(an_entry_has_a_name_and_is_for_somebody)
{
	WORLD_CLEANUP struct world w = catalogue_world();
	struct catalogue_proposing in = as_it_is(&w, SERVICE);

	in.facts.name = STR("");
	CHECK_ERR(ERR_INVALID, catalogue_propose_change(world_begin(&w),
		world_scope(&w, ROLE_CASEWORKER), w.arena, &in, w.today));
	in = as_it_is(&w, SERVICE);
	in.facts.tracks = 0;
	CHECK_ERR(ERR_INVALID, catalogue_propose_change(
		w.tx, world_scope(&w, ROLE_CASEWORKER), w.arena, &in, w.today));
	world_rollback(&w);
}

/* ---- the import ---- */

static void
import_with(struct world *w, const char *old, const char *new)
{
	struct str services = content_text(w, "demo/sodertalje/services.csv"), before;
	const char *at = memmem(services.p, services.n, old, strlen(old));
	struct catalogue_import in = { .today = w->today,
		.organisations = content_text(w, "demo/sodertalje/organisations.csv") };
	struct catalogue_import_count count;
	struct csv_fault fault;

	CHECK(at);
	before = str_sub(services, 0, (size_t)(at - services.p));
	services = str_sub(services, before.n + strlen(old), services.n);
	in.services = arena_printf(w->arena, "%.*s%s%.*s", STR_ARG(before), new,
		STR_ARG(services));
	CHECK_ERR(OK, catalogue_import_csv(world_begin(w), world_job(w, w->association),
		w->arena, &in, &count, &fault));
	world_commit(w);
}

TEST(an_import_leaves_the_versions_that_a_change_leaves_with_its_file_and_row)
{
	WORLD_CLEANUP struct world w = catalogue_world();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CASEWORKER]));
	struct catalogue_version *versions;
	struct catalogue_proposing in;
	service_id id = sodertalje_service(&w, SERVICE).id;
	size_t n;

	import_with(&w, SERVICE, "Stöd efter brott");
	import_with(&w, SERVICE, "Stöd efter brott");
	CHECK_ERR(OK, catalogue_versions(
		w.db, world_scope(&w, ROLE_CASEWORKER), w.arena, id, &versions, &n));
	/* the same file again is no new version */
	CHECK(n == 2 && versions[0].from_on.days == w.today.days);
	CHECK(str_eq(versions[0].import_file, STR("services.csv")) &&
		versions[0].import_row == 18);
	CHECK(versions[1].import_row == 0 && str_eq(versions[1].facts.name, STR(SERVICE)));
	CHECK(visitor_get(&v, arena_printf(w.arena, "/katalog/%lld/historik",
		(long long)id.v).p) == 200);
	CHECK(visitor_sees(&v, "inläst ur services.csv, rad 18"));
	CHECK(visitor_sees(&v, "<del>") && visitor_sees(&v, "Föreslå att gå tillbaka"));

	in = as_it_is(&w, "Stöd efter brott");
	in.facts = versions[1].facts;
	CHECK_ERR(OK, accept(&w, propose(&w, ROLE_CASEWORKER, &in), 2));
	CHECK(sodertalje_service(&w, SERVICE).id.v == id.v);
}

TEST(ways_in_changed_by_an_import_wait_for_a_second_person)
{
	WORLD_CLEANUP struct world w = catalogue_world();
	struct catalogue_change *rows;
	size_t n;

	import_with(&w, "police;self;phone;email", "self;phone");
	/* with another name the proposal of before is still the same */
	import_with(&w, SERVICE ",exposed;relative,brottsutsatta,,,police;self;phone;email",
		"Stöd efter brott,exposed;relative,brottsutsatta,,,self;phone");
	CHECK_ERR(OK, catalogue_changes(w.db, world_job(&w, w.association), w.arena,
		(service_id){ 0 }, true, &rows, &n));
	CHECK(n == 1 && rows[0].proposed.entry_routes == (ENTRY_SELF | ENTRY_PHONE));
	CHECK(rows[0].now.entry_routes != rows[0].proposed.entry_routes);
	CHECK_ERR(OK, accept(&w, rows[0].id, 2));
	CHECK(sodertalje_service(&w, "Stöd efter brott").entry_routes ==
		(ENTRY_SELF | ENTRY_PHONE));
}

TEST(a_new_name_leaves_the_link_that_the_service_has_and_what_it_said)
{
	WORLD_CLEANUP struct world w = catalogue_world();
	const struct scope *editor = world_scope(&w, ROLE_CATALOGUE_EDITOR);
	char token[CATALOGUE_TOKEN_TEXT];
	struct catalogue_inquiry inquiry;
	struct catalogue_proposing in;
	service_id id = sodertalje_service(&w, SERVICE).id;

	CHECK_ERR(OK, catalogue_ask(world_begin(&w), editor, w.arena, id, w.today, token));
	world_commit(&w);
	import_with(&w, SERVICE, "Stöd efter brott");
	CHECK_ERR(OK, catalogue_inquiry(w.db, w.arena, str_of(token), w.today, &inquiry));
	CHECK(inquiry.version == 2);
	in = as_it_is(&w, "Stöd efter brott");
	in.facts.hours = STR("mån-fre 8-16");
	CHECK_ERR(OK, accept(&w, propose(&w, ROLE_CASEWORKER, &in), 2));
	CHECK_ERR(ERR_NOT_FOUND,
		catalogue_inquiry(w.db, w.arena, str_of(token), w.today, &inquiry));
}

/* ---- the pages ---- */

TEST(boxes_and_texts_of_the_form_become_a_comparison_that_an_editor_accepts)
{
	WORLD_CLEANUP struct world w = catalogue_world();
	struct visitor asker VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CASEWORKER]));
	struct visitor editor VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CATALOGUE_EDITOR]));
	long long id = sodertalje_service(&w, SERVICE).id.v;
	const char *form = arena_printf(w.arena, "/katalog/%lld/andring", id).p;
	const char *body = "version=1&telefon=08-465+004+16&svarar=&tider=&samma-dag=yes"
		"&ingangar=self&ingangar=chat&kravs=none&svarstid=&anonym=yes&namn=Nytt+namn"
		"&for-vem=exposed&for-vem=child&malgrupper=&alder-fran=12&alder-till=&sprak=&om="
		"&kalla=call";
	struct catalogue_change *rows;
	size_t n;

	CHECK(visitor_get(&asker, form) == 200);
	CHECK(visitor_sees(&asker, "name=\"ingangar\" value=\"police\" checked"));
	CHECK(visitor_post(&asker, form, "version=1&telefon=1&samma-dag=yes&anonym=no&namn=x"
		"&for-vem=child&kravs=none&kravs=diagnosis&alder-fran=20&alder-till=10&kalla=call")
		== 422);
	CHECK(visitor_sees(&asker, "Antingen krävs inget eller något"));
	CHECK(visitor_sees(&asker, "Den övre åldern är lägre"));
	CHECK(visitor_sees(&asker, "value=\"diagnosis\" checked"));
	CHECK(visitor_post(&asker, form, "version=1&telefon=1&samma-dag=yes&anonym=no&namn="
		"&kalla=call") == 422);
	CHECK(visitor_sees(&asker, "Kryssa i minst ett av alternativen"));
	CHECK(visitor_post(&asker, form, body) == 303);
	CHECK_ERR(OK, catalogue_changes(w.db, world_job(&w, w.association), w.arena,
		(service_id){ 0 }, true, &rows, &n));
	CHECK(n == 1);
	CHECK(visitor_get(&editor, arena_printf(w.arena, "/katalog/andringar/%lld",
		(long long)rows[0].id.v).p) == 200);
	CHECK(visitor_sees(&editor, "Ingångar: <del>"));
	CHECK(visitor_sees(&editor, "<ins>egen kontakt, chatt</ins>"));
	CHECK(visitor_post(&editor, arena_printf(w.arena, "/katalog/andringar/%lld/godtagande",
		(long long)rows[0].id.v).p, "version=1") == 303);
	CHECK(sodertalje_service(&w, "Nytt namn").tracks == (TRACK_EXPOSED | TRACK_CHILD));
	/* Who wrote over it sees both. */
	CHECK(visitor_post(&asker, form, body) == 409);
	CHECK(visitor_sees(&asker, "Uppgifterna har ändrats medan du skrev"));
	CHECK(visitor_sees(&asker, SERVICE) && visitor_sees(&asker, "Nytt namn"));
}

TEST(an_entry_that_becomes_protected_forgets_the_addresses_of_every_text)
{
	WORLD_CLEANUP struct world w = catalogue_world();
	const struct scope *editor = world_scope(&w, ROLE_CATALOGUE_EDITOR);
	struct catalogue_proposing in = as_it_is(&w, SERVICE);
	struct catalogue_details details;
	struct catalogue_version *versions;
	size_t n, i;

	in.facts.note = STR("Ligger på Nygatan 4");
	CHECK_ERR(OK, accept(&w, propose(&w, ROLE_CASEWORKER, &in), 1));
	in = as_it_is(&w, SERVICE);
	in.facts.note = STR("");
	CHECK_ERR(OK, accept(&w, propose(&w, ROLE_CASEWORKER, &in), 2));
	CHECK_ERR(OK, catalogue_details(w.db, editor, w.arena, in.service, &details));
	details.is_protected = true;
	CHECK_ERR(OK, catalogue_change_details(
		world_begin(&w), editor, w.arena, in.service, &details, w.today));
	world_commit(&w);
	CHECK_ERR(OK, catalogue_versions(w.db, editor, w.arena, in.service, &versions, &n));
	CHECK(n == 3);
	for (i = 0; i < n; i++)
		CHECK(!str_contains(versions[i].facts.note, STR("Nygatan")));
}
