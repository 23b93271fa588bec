/* Protected housing has no address: not in the texts of its organisation either, whichever comes first. */
#include <sqlite3.h>
#include <string.h>

#include "core/db/engine.h"
#include "features/catalogue/hsds.h"
#include "features/catalogue/rows.h"
#include "tests/harness/harness.h"
#include "tests/harness/sodertalje.h"
#include "tests/harness/visitor.h"

#define ORGANISATIONS "id,name,kind,parent_id,municipality,note,aliases,visibility,website\n"
#define SIRI "a,Siri,civil_society,,Södertälje,,,public,\n"
#define SERVICES                                                                        \
	"id,organisation_id,name,tracks,target_groups,age_from,age_to,entry_routes,"    \
	"requires,response_time,same_day,anonymous,phone,phone_note,note,hours,website," \
	"protected\n"
#define HOUSING(hours, website, is_protected)                                  \
	"s,a,Boende,exposed,,,,self,none,,unknown,unknown,08-1,,," hours "," \
	website "," is_protected "\n"
#define OPEN_HOUSE HOUSING("", "", "")
#define PROTECTED HOUSING("", "", "yes")

/* What is wrong with the two files, which come in when nothing is. */
static struct csv_fault
import(struct world *w, const char *organisations, const char *services)
{
	const struct catalogue_import in = {
		.organisations = arena_printf(w->arena, ORGANISATIONS "%s", organisations),
		.services = arena_printf(w->arena, SERVICES "%s", services),
		.today = w->today };
	struct catalogue_import_count count;
	struct csv_fault fault = { 0 };
	enum err e = catalogue_import_csv(
		world_begin(w), world_job(w, w->association), w->arena, &in, &count, &fault);

	if (e == OK)
		world_commit(w);
	else
		world_rollback(w);
	CHECK(e == OK || (e == ERR_INVALID && fault.reason));
	return fault;
}

static void
expect(const struct csv_fault *fault, const char *file, int64_t row, const char *column)
{
	ck_assert_msg(str_eq(fault->file, str_of(file)) && fault->row == row &&
			str_eq(fault->column, str_of(column)),
		"%.*s row %lld column %.*s: %s", STR_ARG(fault->file), (long long)fault->row,
		STR_ARG(fault->column), fault->reason ? fault->reason : "no fault");
}

static void
expect_taken(const struct csv_fault *fault)
{
	ck_assert_msg(!fault->reason, "%.*s row %lld column %.*s: %s", STR_ARG(fault->file),
		(long long)fault->row, STR_ARG(fault->column), fault->reason);
}

/* Its organisation with an address in one column, in the third row of its file. */
static const struct {
	const char *row, *column;
} addresses[] = {
	{ "nygatan-4,Siri,civil_society,,Södertälje,,,public,\n", "id" },
	{ "a,\"Siri, Nygatan 4\",civil_society,,Södertälje,,,public,\n", "name" },
	{ "a,Siri,civil_society,,151 72 Södertälje,,,public,\n", "municipality" },
	{ "a,Siri,civil_society,,Södertälje,\"Ligger på Nygatan 4, 151 72 Södertälje\",,"
	  "public,\n", "note" },
	{ "a,Siri,civil_society,,Södertälje,,\"Siris hus;Nygatan 4, 151 72 Södertälje\","
	  "public,\n", "aliases" },
	{ "a,Siri,civil_society,,Södertälje,,,public,https://siri.example/nygatan-4\n",
		"website" },
};
enum { ADDRESSES = sizeof(addresses) / sizeof(addresses[0]) };
#define OTHER "b,Beta,civil_society,,Södertälje,Storgatan 3,,public,\n"

TEST(no_text_of_the_organisation_of_protected_housing_is_an_address)
{
	WORLD_CLEANUP struct world w = world_new();
	size_t i;

	for (i = 0; i < ADDRESSES; i++) {
		const char *organisations =
			arena_printf(w.arena, OTHER "%s", addresses[i].row).p;
		bool is_code = strcmp(addresses[i].column, "id") == 0;
		const char *services = is_code ?
			"s,nygatan-4,Boende,exposed,,,,self,none,,unknown,unknown,,,,,,yes\n" :
			PROTECTED;
		struct csv_fault fault = import(&w, organisations, services);

		/* the service names the code itself, in a column of its own */
		if (is_code)
			expect(&fault, "services.csv", 2, "organisation_id");
		else
			expect(&fault, "organisations.csv", 3, addresses[i].column);
		CHECK(world_rows(&w, "organisation") == 0);
	}
}

TEST(an_address_that_comes_after_the_mark_is_refused_too)
{
	WORLD_CLEANUP struct world w = world_new();
	struct csv_fault fault = import(&w, SIRI, PROTECTED);
	size_t i;

	expect_taken(&fault);
	for (i = 1; i < ADDRESSES; i++) {
		fault = import(&w, arena_printf(w.arena, OTHER "%s", addresses[i].row).p, "");
		expect(&fault, "organisations.csv", 3, addresses[i].column);
	}
	CHECK(!str_contains(world_tables(&w), STR("Nygatan")));
}

TEST(a_mark_that_comes_after_the_address_is_refused_at_the_service)
{
	WORLD_CLEANUP struct world w = world_new();
	struct csv_fault fault = import(&w, addresses[3].row, OPEN_HOUSE);

	expect_taken(&fault);
	fault = import(&w, "", PROTECTED);
	expect(&fault, "services.csv", 2, "organisation_id");
	/* moved to the organisation, a mark that stands already */
	fault = import(&w, OTHER SIRI, PROTECTED);
	expect_taken(&fault);
	fault = import(&w, "",
		"s,b,Boende,exposed,,,,self,none,,unknown,unknown,08-1,,,,,\n");
	expect(&fault, "services.csv", 2, "organisation_id");
}

TEST(the_name_of_the_organisation_above_is_no_address_either)
{
	WORLD_CLEANUP struct world w = world_new();
	struct csv_fault fault;

	fault = import(&w,
		"a,Siri,civil_society,p,Södertälje,,,public,\n"
		"p,Nygatan 4,civil_society,,Södertälje,,,public,\n", PROTECTED);
	expect(&fault, "organisations.csv", 3, "name");
	fault = import(&w, "p,Nygatan 4,civil_society,,Södertälje,,,public,\n", "");
	expect_taken(&fault);
	fault = import(&w, "a,Siri,civil_society,p,Södertälje,,,public,\n", PROTECTED);
	expect(&fault, "organisations.csv", 2, "parent_id");
	/* its note is not shown with the housing */
	fault = import(&w,
		"a,Siri,civil_society,p,Södertälje,,,public,\n"
		"p,Kommunen,municipality,,Södertälje,Nyköpingsvägen 26,,public,\n", PROTECTED);
	expect_taken(&fault);
}

TEST(an_address_that_the_catalogue_keeps_refuses_the_mark)
{
	WORLD_CLEANUP struct world w = world_new();
	struct csv_fault fault = import(&w, SIRI, HOUSING("hos Siri på Nygatan 4", "", ""));

	/* hours wait for a second person: those that hold until then are the old ones */
	expect_taken(&fault);
	fault = import(&w, "", PROTECTED);
	expect(&fault, "services.csv", 2, "protected");
}

/* ---- what was written before the mark ---- */

static service_id
housing(struct world *w)
{
	return sodertalje_service(w, "Boende").id;
}

/* Somebody proposes these hours; the editor accepts them if she shall. */
static void
propose_hours(struct world *w, const char *hours, bool is_accepted)
{
	struct catalogue_service s = sodertalje_service(w, "Boende");
	const struct scope *editor = world_scope(w, ROLE_CATALOGUE_EDITOR);
	struct catalogue_proposing in = { .service = s.id, .version = s.version,
		.source = SOURCE_CALL, .checked_on = w->today,
		.facts = catalogue_facts_of(&s) };
	struct catalogue_change *rows;
	size_t n;

	in.facts.hours = str_of(hours);
	CHECK_ERR(OK,
		catalogue_propose_change(world_begin(w), world_scope(w, ROLE_CASEWORKER),
			w->arena, &in, w->today));
	world_commit(w);
	if (!is_accepted)
		return;
	CHECK_ERR(OK, catalogue_changes(w->db, editor, w->arena, s.id, true, &rows, &n));
	CHECK(n == 1);
	CHECK_ERR(OK,
		catalogue_accept_change(
			world_begin(w), editor, w->arena, rows[0].id, s.version, w->today));
	world_commit(w);
}

static void
change_details(struct world *w, const char *website, bool is_protected)
{
	const struct scope *editor = world_scope(w, ROLE_CATALOGUE_EDITOR);
	struct catalogue_details details;

	CHECK_ERR(OK, catalogue_details(w->db, editor, w->arena, housing(w), &details));
	details.website = str_of(website);
	details.is_protected = is_protected;
	CHECK_ERR(OK,
		catalogue_change_details(
			world_begin(w), editor, w->arena, housing(w), &details, w->today));
	world_commit(w);
}

/* Everything that tells what was: three files and the versions of the details. */
static struct str
history(struct world *w)
{
	const struct scope *editor = world_scope(w, ROLE_CATALOGUE_EDITOR);
	struct buf out BUF_CLEANUP = buf_new(64 * 1024);
	struct catalogue_details_version *versions;
	struct catalogue_change *changes;
	size_t n, i;

	CHECK_ERR(OK, catalogue_export_versions(w->db, editor, w->arena, &out));
	CHECK_ERR(OK, catalogue_export_proposals(w->db, editor, w->arena, &out));
	CHECK_ERR(OK,
		catalogue_details_versions(
			w->db, editor, w->arena, housing(w), &versions, &n));
	for (i = 0; i < n; i++)
		buf_put(&out, versions[i].details.website);
	CHECK_ERR(OK,
		catalogue_changes(w->db, editor, w->arena, housing(w), false, &changes, &n));
	for (i = 0; i < n; i++) {
		buf_put(&out, changes[i].base.hours);
		buf_put(&out, changes[i].proposed.hours);
	}
	return arena_str(w->arena, buf_str(&out));
}

TEST(an_entry_that_becomes_protected_tells_no_address_of_what_was)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct scope *editor = world_scope(&w, ROLE_CATALOGUE_EDITOR);
	struct csv_fault fault = import(&w, SIRI,
		HOUSING("hos Siri på Nygatan 4", "https://siri.example/nygatan-4", ""));
	struct catalogue_change *rows;
	size_t n;

	expect_taken(&fault);
	propose_hours(&w, "mån 8–16", true);
	propose_hours(&w, "tis på Nygatan 4", false);
	change_details(&w, "https://siri.example", false);
	CHECK(str_contains(history(&w), STR("Nygatan 4")));
	CHECK(str_contains(history(&w), STR("nygatan-4")));
	change_details(&w, "https://siri.example", true);
	CHECK(!str_contains(str_fold(w.arena, history(&w)), STR("nygatan")));
	CHECK(str_contains(history(&w), STR("mån 8–16")));
	/* what waits proposes nothing any longer */
	CHECK_ERR(OK, catalogue_changes(w.db, editor, w.arena, housing(&w), true, &rows, &n));
	CHECK(n == 1 && str_eq(rows[0].proposed.hours, STR("mån 8–16")));
	CHECK_ERR(OK,
		catalogue_accept_change(world_begin(&w), editor, w.arena, rows[0].id,
			rows[0].version, w.today));
	world_commit(&w);
	CHECK(str_eq(sodertalje_service(&w, "Boende").hours, STR("mån 8–16")));
}

/* ---- other ways in ---- */

static struct csv_fault
import_hsds(struct world *w, const char *member)
{
	const struct catalogue_hsds_import in = { .today = w->today,
		.text = arena_printf(w->arena,
			"[{\"id\":\"x\",\"name\":\"Stöd\",\"attributes\":[{\"link_type\":\"track\","
			"\"value\":\"exposed\"}],\"organization\":{\"id\":\"o\",\"name\":\"Siri\","
			"%s\"attributes\":[{\"link_type\":\"kind\",\"value\":\"region\"},"
			"{\"link_type\":\"code\",\"value\":\"a\"}]}}]", member) };
	struct catalogue_import_count count;
	struct csv_fault fault = { 0 };
	enum err e = catalogue_import_hsds(
		world_begin(w), world_job(w, w->association), w->arena, &in, &count, &fault);

	world_rollback(w);
	CHECK(e == OK || fault.reason);
	return fault;
}

TEST(open_data_brings_no_address_to_the_organisation_of_protected_housing)
{
	WORLD_CLEANUP struct world w = world_new();
	struct csv_fault fault = import(&w, SIRI, PROTECTED);

	expect_taken(&fault);
	fault = import_hsds(&w, "");
	expect_taken(&fault);
	fault = import_hsds(&w, "\"alternate_name\":\"Nygatan 4\",");
	expect(&fault, "", 0, "/0/organization (aliases)");
	fault = import_hsds(&w, "\"website\":\"https://siri.example/nygatan-4\",");
	expect(&fault, "", 0, "/0/organization (website)");
}

TEST(the_form_takes_no_mark_where_the_organisation_has_an_address)
{
	WORLD_CLEANUP struct world w = world_new();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CATALOGUE_EDITOR]));
	const char *body =
		"synlig=professionals&synlig-telefon=as_entry&synlig-svarar=as_entry"
		"&synlig-rakning=as_entry&synlig-svarstid=as_entry&synlig-tider=as_entry"
		"&synlig-sprak=as_entry&synlig-webbplats=as_entry&synlig-kostnad=as_entry"
		"&synlig-ta-med=as_entry&synlig-om=professionals&rakning=no&kostnad=free"
		"&skyddat=1&version=1";
	struct csv_fault fault = import(&w, addresses[4].row, OPEN_HOUSE);
	struct catalogue_details details;
	const char *path;
	service_id id;

	expect_taken(&fault);
	id = sodertalje_service(&w, "Boende").id;
	path = arena_printf(w.arena, "/katalog/%lld/uppgifter", (long long)id.v).p;
	CHECK(visitor_get(&v, path) == 200);
	CHECK(visitor_post(&v, path, body) != 303);
	CHECK(visitor_sees(&v, "En text om organisationen"));
	CHECK_ERR(OK,
		catalogue_details(w.db, world_job(&w, w.association), w.arena, id, &details));
	CHECK(!details.is_protected);
	details.is_protected = true;
	CHECK_ERR(ERR_INVALID,
		catalogue_change_details(world_begin(&w), world_job(&w, w.association), w.arena,
			id, &details, w.today));
	world_rollback(&w);
	fault = import(&w, SIRI, OPEN_HOUSE);
	expect_taken(&fault);
	CHECK(visitor_get(&v, path) == 200);
	CHECK(visitor_post(&v, path, body) == 303);
}

/* As from before it was refused: the organisation's own text has an address, behind the program's back. */
TEST(an_address_of_the_organisation_keeps_nobody_from_saving_the_rest)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct scope *editor = world_scope(&w, ROLE_CATALOGUE_EDITOR);
	struct csv_fault fault = import(&w, SIRI, PROTECTED);
	struct catalogue_details details;

	expect_taken(&fault);
	CHECK(sqlite3_exec(tx_db(world_begin(&w))->engine,
		      "UPDATE organisation SET note = 'Ligger på Nygatan 4'", NULL, NULL, NULL) ==
		SQLITE_OK);
	world_commit(&w);
	CHECK_ERR(OK, catalogue_details(w.db, editor, w.arena, housing(&w), &details));
	details.bring = STR("Legitimation");
	CHECK_ERR(OK, catalogue_change_details(
		world_begin(&w), editor, w.arena, housing(&w), &details, w.today));
	world_commit(&w);

	/* What would store one, or show it to the public, is still refused. */
	details.version++;
	details.bring = STR("Nyckeln från Nygatan 4");
	CHECK_ERR(ERR_INVALID, catalogue_change_details(
		world_begin(&w), editor, w.arena, housing(&w), &details, w.today));
	world_rollback(&w);
	details.bring = STR("Legitimation");
	details.visible.entry = VISIBLE_TO_ALL;
	CHECK_ERR(ERR_INVALID, catalogue_change_details(
		world_begin(&w), editor, w.arena, housing(&w), &details, w.today));
	world_rollback(&w);
}
