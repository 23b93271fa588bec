/* A service that the catalogue does not have: proposed by anybody, accepted by an editor, not confirmed. */
#include "features/catalogue/rows.h"
#include "tests/harness/harness.h"
#include "tests/harness/sodertalje.h"
#include "tests/harness/visitor.h"

#define NAME "Jouren i Järna"

static struct world
catalogue_world(void)
{
	struct world w = world_new();

	sodertalje_import(&w);
	return w;
}

static struct catalogue_proposing
a_new_one(struct world *w, const char *name)
{
	return (struct catalogue_proposing){ .version = 1, .source = SOURCE_CALL,
		.organisation = sodertalje_service(w, "Brottsofferstöd").organisation,
		.checked_on = w->today,
		.facts = { .name = str_of(name), .tracks = TRACK_EXPOSED | TRACK_CHILD,
			.phone = STR("08-465 004 77"), .requirements = REQUIRES_NOTHING } };
}

static enum err
propose(struct world *w, const struct scope *by, const struct catalogue_proposing *in)
{
	enum err e = catalogue_propose_change(world_begin(w), by, w->arena, in, w->today);

	if (e == OK)
		world_commit(w);
	else
		world_rollback(w);
	return e;
}

static struct catalogue_change
waiting(struct world *w)
{
	struct catalogue_change *rows;
	size_t n;

	CHECK_ERR(OK, catalogue_changes(w->db, world_job(w, w->association), w->arena,
		(service_id){ 0 }, true, &rows, &n));
	CHECK(n == 1);
	return rows[0];
}

static enum err
accept(struct world *w, service_proposal_id id)
{
	enum err e = catalogue_accept_change(world_begin(w),
		world_scope(w, ROLE_CATALOGUE_EDITOR), w->arena, id, 1, w->today);

	if (e == OK)
		world_commit(w);
	else
		world_rollback(w);
	return e;
}

/* Of the first proposal that waits; another stays. */
static enum err
accept_first(struct world *w)
{
	struct catalogue_change *rows;
	size_t n;

	CHECK_ERR(OK, catalogue_changes(w->db, world_job(w, w->association), w->arena,
		(service_id){ 0 }, true, &rows, &n));
	CHECK(n > 0);
	return accept(w, rows[0].id);
}

TEST(what_two_propose_is_in_the_catalogue_once)
{
	struct world w WORLD_CLEANUP = catalogue_world();
	const struct catalogue_proposing in = a_new_one(&w, NAME);

	CHECK_ERR(OK, propose(&w, world_scope(&w, ROLE_CASEWORKER), &in));
	CHECK_ERR(OK, propose(&w, world_scope(&w, ROLE_TEAM_LEAD), &in));
	CHECK_ERR(OK, accept_first(&w));
	CHECK_ERR(ERR_CONFLICT, accept_first(&w));
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

TEST(a_new_service_is_there_when_an_editor_has_accepted_it_and_is_not_confirmed)
{
	WORLD_CLEANUP struct world w = catalogue_world();
	struct catalogue_proposing in = a_new_one(&w, NAME);
	struct catalogue_details details;
	struct catalogue_version *versions;
	struct catalogue_service made;
	struct catalogue_change *changes;
	service_proposal_id id;
	size_t n;

	CHECK_ERR(OK, propose(&w, world_scope(&w, ROLE_CASEWORKER), &in));
	id = waiting(&w).id;
	CHECK(waiting(&w).service.v == 0 && str_eq(waiting(&w).service_name, STR(NAME)));
	CHECK(found(&w, "jouren jarna") == 0);
	CHECK_ERR(OK, accept(&w, id));
	CHECK(str_eq(world_audit_last(&w, w.association).kind, STR("catalogue.accept")));
	CHECK(found(&w, "jouren jarna") == 1);
	made = sodertalje_service(&w, NAME);
	CHECK(made.tracks == in.facts.tracks && str_eq(made.phone, in.facts.phone));
	CHECK(!date_is_set(made.verified_on) && catalogue_is_stale(&made, w.today));
	CHECK_ERR(OK, catalogue_details(
		w.db, world_scope(&w, ROLE_CASEWORKER), w.arena, made.id, &details));
	CHECK(details.visible.entry == VISIBLE_TO_STAFF);
	/* Its history begins with the proposal. */
	CHECK_ERR(OK, catalogue_versions(w.db, world_scope(&w, ROLE_CASEWORKER), w.arena,
		made.id, &versions, &n));
	CHECK(n == 1 && versions[0].from_on.days == w.today.days);
	CHECK_ERR(OK, catalogue_changes(w.db, world_scope(&w, ROLE_CASEWORKER), w.arena,
		made.id, false, &changes, &n));
	CHECK(n == 1 && changes[0].verdict == PROPOSAL_ACCEPTED);
	CHECK(changes[0].id.v == id.v && changes[0].made_version == 1);
}

TEST(nobody_brings_in_a_service_alone_and_a_declined_one_is_nowhere)
{
	WORLD_CLEANUP struct world w = catalogue_world();
	struct catalogue_proposing in = a_new_one(&w, NAME);
	int64_t before = world_rows(&w, "service"), all, of_others;
	const struct scope *editor = world_scope(&w, ROLE_CATALOGUE_EDITOR);

	in.facts.requirements = 0;
	in.facts.phone = STR_NULL;
	CHECK_ERR(OK, propose(&w, editor, &in));
	CHECK_ERR(ERR_FORBIDDEN, accept(&w, waiting(&w).id));
	CHECK_ERR(OK, catalogue_changes_waiting(w.db, editor, w.arena, &all, &of_others));
	CHECK(all == 1 && of_others == 0);
	CHECK_ERR(OK, catalogue_decline_change(
		world_begin(&w), editor, w.arena, waiting(&w).id, 1, w.today));
	world_commit(&w);
	ck_assert_int_eq(world_rows(&w, "service"), before);
}

TEST(a_new_service_has_a_name_of_its_own_and_an_organisation_that_one_may_see)
{
	WORLD_CLEANUP struct world w = catalogue_world();
	const struct scope *asker = world_scope(&w, ROLE_CASEWORKER);
	struct catalogue_proposing in = a_new_one(&w, "Brottsofferstöd");

	CHECK_ERR(ERR_CONFLICT, propose(&w, asker, &in));
	in.facts.name = STR("");
	CHECK_ERR(ERR_INVALID, propose(&w, asker, &in));
	in = a_new_one(&w, NAME);
	in.facts.tracks = 0;
	CHECK_ERR(ERR_INVALID, propose(&w, asker, &in));
	in = a_new_one(&w, NAME);
	CHECK_ERR(ERR_NOT_FOUND, propose(&w, world_job(&w, w.nation), &in));
	in.organisation.v++;
	CHECK_ERR(ERR_NOT_FOUND, propose(&w, asker, &in));
}

/* The ids of files are drawn from the name, and what has gone out comes in again. */
TEST(new_services_of_one_name_have_ids_of_their_own_in_the_files)
{
	WORLD_CLEANUP struct world w = catalogue_world();
	struct catalogue_proposing in = a_new_one(&w, NAME);
	struct buf out BUF_CLEANUP = buf_new(1 << 20);
	struct str head, row, cell, text;
	int columns = 0, cells = 0;

	CHECK_ERR(OK, propose(&w, world_scope(&w, ROLE_CASEWORKER), &in));
	CHECK_ERR(OK, accept(&w, waiting(&w).id));
	in.organisation = sodertalje_service(&w, "Ungdomsmottagning").organisation;
	CHECK_ERR(OK, propose(&w, world_scope(&w, ROLE_CASEWORKER), &in));
	CHECK_ERR(OK, accept(&w, waiting(&w).id));
	CHECK_ERR(OK, catalogue_export_services(
		w.db, world_job(&w, w.association), w.arena, &out));
	CHECK(str_contains(buf_str(&out), STR("\njouren-i-jarna,")));
	CHECK(str_contains(buf_str(&out), STR("\njouren-i-jarna-2,")));

	buf_clear(&out);
	CHECK_ERR(OK, catalogue_export_proposals(
		w.db, world_job(&w, w.association), w.arena, &out));
	text = buf_str(&out);
	CHECK(str_split(&text, '\n', &head) && str_split(&text, '\n', &row));
	CHECK(str_contains(row, STR("jouren-i-jarna")));
	while (str_split(&head, ',', &cell))
		columns++;
	while (str_split(&row, ',', &cell))
		cells++;
	ck_assert_int_eq(columns, cells);
}

TEST(the_page_of_a_new_service_asks_for_what_every_entry_has)
{
	WORLD_CLEANUP struct world w = catalogue_world();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CASEWORKER]));
	struct visitor editor VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CATALOGUE_EDITOR]));
	const char *facts = "version=1&samma-dag=unknown&anonym=unknown&kalla=call";
	long long organisation = sodertalje_service(&w, "Brottsofferstöd").organisation.v;
	const char *change;

	CHECK(visitor_get(&v, "/katalog") == 200 && visitor_sees(&v, "/katalog/ny"));
	CHECK(visitor_get(&v, "/katalog/ny") == 200);
	CHECK(visitor_post(&v, "/katalog/ny", facts) == 422);
	CHECK(visitor_sees(&v, "#f-namn") && visitor_sees(&v, "#f-for-vem"));
	CHECK(visitor_post(&v, "/katalog/ny",
		arena_printf(w.arena, "%s&namn=x&for-vem=child", facts).p) == 422);
	CHECK(visitor_sees(&v, "#f-organisation"));
	CHECK(visitor_post(&v, "/katalog/ny", arena_printf(w.arena,
		"%s&organisation=%lld&namn=Brottsofferst%%C3%%B6d&for-vem=child", facts,
		organisation).p) == 409);
	CHECK(visitor_sees(&v, "har redan en verksamhet som heter så"));
	CHECK(visitor_post(&v, "/katalog/ny", arena_printf(w.arena,
		"%s&organisation=%lld&namn=Nya+jouren&for-vem=child", facts, organisation).p) ==
		303);
	CHECK(visitor_get(&v, arena_cstr(w.arena, visitor_location(&v))) == 200);
	CHECK(visitor_sees(&v, "Tack. Verksamheten väntar"));

	change = arena_printf(w.arena, "/katalog/andringar/%lld",
		(long long)waiting(&w).id.v).p;
	CHECK(visitor_get(&editor, "/katalog/andringar") == 200);
	CHECK(visitor_sees(&editor, "Nya jouren") && visitor_sees(&editor, "ny verksamhet"));
	CHECK(visitor_get(&editor, change) == 200);
	CHECK(visitor_sees(&editor, "Ska den här verksamheten in i katalogen?"));
	CHECK(!visitor_sees(&editor, "/katalog/0"));
	CHECK(visitor_post(&editor, arena_printf(w.arena, "%s/godtagande", change).p,
		"version=1") == 303);
	CHECK(visitor_get(&v, "/katalog") == 200 && visitor_sees(&v, "Nya jouren"));
	CHECK(visitor_get(&editor, change) == 200 && visitor_sees(&editor, "godtagen"));
}
