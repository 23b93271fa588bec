/* Each fact of a service has a visibility of its own: in files, on pages, and through time. */
#include "features/catalogue/rows.h"
#include "tests/harness/harness.h"
#include "tests/harness/sodertalje.h"
#include "tests/harness/visitor.h"

/* A file with one service that has every fact, and the columns and cells that are told. */
static struct csv_fault
import(struct world *w, const char *columns, const char *cells)
{
	const struct catalogue_import in = { .today = w->today,
		.organisations = STR("id,name,kind,parent_id,municipality,note,visibility\n"
				     "a,Alfa,civil_society,,Södertälje,,public\n"),
		.services = arena_printf(w->arena,
			"id,organisation_id,name,tracks,target_groups,age_from,age_to,"
			"entry_routes,requires,response_time,same_day,anonymous,phone,phone_note,"
			"note,languages,hours,on_phone_bill,website,cost,cost_text,bring,area,"
			"visibility%s\n"
			"s,a,Stöd,exposed,,,,self,none,F-svarstid,yes,yes,F-telefon,F-svarare,"
			"F-not,F-språk,F-tider,yes,https://f-webb.example,some,F-kostnad,F-med,"
			"0181,public%s\n",
			columns, cells) };
	struct catalogue_import_count count;
	struct csv_fault fault = { 0 };
	enum err e = catalogue_import_csv(
		world_begin(w), world_job(w, w->association), w->arena, &in, &count, &fault);

	if (e == OK)
		world_commit(w);
	else
		world_rollback(w);
	CHECK(e == OK || fault.reason);
	return fault;
}

static struct catalogue_details
details_of(struct world *w, const char *service)
{
	struct catalogue_details details;

	CHECK_ERR(OK,
		catalogue_details(w->db, world_job(w, w->association), w->arena,
			sodertalje_service(w, service).id, &details));
	return details;
}

static bool
is_same(struct catalogue_visibility a, struct catalogue_visibility b)
{
	return a.entry == b.entry && a.phone == b.phone && a.phone_note == b.phone_note &&
		a.on_phone_bill == b.on_phone_bill && a.response == b.response &&
		a.hours == b.hours && a.languages == b.languages && a.website == b.website &&
		a.cost == b.cost && a.bring == b.bring && a.note == b.note;
}

TEST(a_file_from_before_says_of_a_group_what_holds_for_each_fact_in_it)
{
	WORLD_CLEANUP struct world w = world_new();

	CHECK(import(&w,
		      ",phone_visibility,hours_visibility,practical_visibility,note_visibility",
		      ",professionals,,never_printed,public")
			.reason == NULL);
	CHECK(is_same(details_of(&w, "Stöd").visible,
		(struct catalogue_visibility){ .entry = VISIBLE_TO_ALL,
			.phone = VISIBLE_TO_STAFF,
			.phone_note = VISIBLE_TO_STAFF,
			.on_phone_bill = VISIBLE_TO_STAFF,
			.languages = VISIBLE_NEVER_PRINTED,
			.website = VISIBLE_NEVER_PRINTED,
			.cost = VISIBLE_NEVER_PRINTED,
			.bring = VISIBLE_NEVER_PRINTED }));
}

TEST(the_column_of_a_fact_is_asked_before_that_of_its_group_and_an_empty_cell_leaves_what_was)
{
	WORLD_CLEANUP struct world w = world_new();

	CHECK(import(&w, ",phone_visibility,phone_note_visibility,bring_visibility",
		      ",never_printed,professionals,professionals")
			.reason == NULL);
	CHECK(import(&w,
		      ",phone_visibility,phone_note_visibility,on_phone_bill_visibility,"
		      "practical_visibility,bring_visibility,website_visibility",
		      ",as_entry,,,never_printed,,as_entry")
			.reason == NULL);
	CHECK(is_same(details_of(&w, "Stöd").visible,
		(struct catalogue_visibility){ .entry = VISIBLE_TO_ALL,
			.phone_note = VISIBLE_TO_STAFF,
			.on_phone_bill = VISIBLE_NEVER_PRINTED,
			.languages = VISIBLE_NEVER_PRINTED,
			.cost = VISIBLE_NEVER_PRINTED,
			.bring = VISIBLE_TO_STAFF,
			.note = VISIBLE_TO_STAFF }));
}

TEST(a_visibility_that_is_none_is_refused_in_the_column_that_says_it)
{
	WORLD_CLEANUP struct world w = world_new();
	struct csv_fault fault;

	fault = import(&w, ",practical_visibility", ",hidden");
	CHECK(fault.row == 2 && str_eq(fault.column, STR("practical_visibility")));
	fault = import(&w, ",practical_visibility,cost_visibility,bring_visibility", ",,alla,");
	CHECK(fault.row == 2 && str_eq(fault.column, STR("cost_visibility")));
}

/* ---- pages ---- */

static struct visitor
visit(struct world *w, enum role role)
{
	return visitor_new(w, world_token(w, w->accounts[role]));
}

TEST(what_is_never_printed_is_read_by_staff_on_the_page_of_the_service)
{
	static const char *const facts[] = { "F-telefon", "F-svarare", "F-svarstid", "F-tider",
		"F-språk", "https://f-webb.example", "F-kostnad", "F-med", "F-not" };
	WORLD_CLEANUP struct world w = world_new();
	struct visitor v VISITOR_CLEANUP = visit(&w, ROLE_CASEWORKER);
	size_t i;

	CHECK(import(&w,
		      ",phone_visibility,response_time_visibility,hours_visibility,"
		      "practical_visibility,note_visibility",
		      ",never_printed,never_printed,never_printed,never_printed,never_printed")
			.reason == NULL);
	CHECK(visitor_get(&v,
		      arena_cstr(w.arena,
			      url_service(w.arena, sodertalje_service(&w, "Stöd").id).text)) ==
		200);
	for (i = 0; i < sizeof(facts) / sizeof(facts[0]); i++)
		ck_assert_msg(visitor_sees(&v, facts[i]), "no %s", facts[i]);
}

#define OTHER_FIELDS                                                                        \
	"synlig=public&synlig-svarar=as_entry&synlig-rakning=as_entry"                      \
	"&synlig-svarstid=as_entry&synlig-tider=as_entry&synlig-sprak=as_entry"             \
	"&synlig-kostnad=as_entry&synlig-ta-med=as_entry&synlig-om=as_entry&rakning=yes"    \
	"&kostnad=some&kostnad-text=F-kostnad&ta-med=F-med&omrade=0181&webbplats=https%3A%" \
	"2F%2Ff-webb.example&version=1"

TEST(the_form_names_what_fewer_may_see_and_the_history_what_of_it_was_changed)
{
	WORLD_CLEANUP struct world w = world_new();
	struct visitor v VISITOR_CLEANUP = visit(&w, ROLE_CATALOGUE_EDITOR);
	const char *path;

	CHECK(import(&w, ",note_visibility", ",as_entry").reason == NULL);
	path = arena_printf(w.arena, "/katalog/%lld/uppgifter",
		(long long)sodertalje_service(&w, "Stöd").id.v)
		       .p;
	CHECK(visitor_get(&v, path) == 200);
	CHECK(visitor_sees(&v, "muted\">Som verksamheten i övrigt</span>"));
	CHECK(visitor_post(&v, path,
		      OTHER_FIELDS "&synlig-telefon=never_printed&synlig-webbplats=alla") !=
		303);
	CHECK(visitor_sees(&v,
		      "muted\">Undantag: Telefonnumret (yrkesverksamma, trycks aldrig)</span>") &&
		visitor_sees(&v, "<details class=\"ds-details narrow\" open>"));
	CHECK(visitor_post(&v, path,
		      OTHER_FIELDS
		      "&synlig-telefon=never_printed&synlig-webbplats=professionals") == 303);
	CHECK(is_same(details_of(&w, "Stöd").visible,
		(struct catalogue_visibility){ .entry = VISIBLE_TO_ALL,
			.phone = VISIBLE_NEVER_PRINTED, .website = VISIBLE_TO_STAFF }));
	CHECK(visitor_get(&v, path) == 200);
	CHECK(visitor_sees(&v,
		"muted\">Undantag: Telefonnumret (yrkesverksamma, trycks aldrig), Webbplatsen "
		"(yrkesverksamma)</span>"));
	CHECK(visitor_sees(&v,
		"Webbplatsen, vem får se: <del>som verksamheten i övrigt</del> "
		"<span aria-hidden=\"true\">→</span> <ins>yrkesverksamma</ins>"));
	CHECK(!visitor_sees(&v, "Kostnaden, vem får se"));
}
