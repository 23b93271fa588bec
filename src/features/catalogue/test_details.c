/* What the public may know, and that protected housing has no address. */
#include <sqlite3.h>
#include <stdio.h>

#include "core/db/engine.h"
#include "features/catalogue/rows.h"
#include "tests/harness/harness.h"
#include "tests/harness/sodertalje.h"
#include "tests/harness/visitor.h"

static const char organisations[] = "id,name,kind,parent_id,municipality,note,visibility\n"
				    "a,Alfa,civil_society,,Södertälje,KANARIE-orgnot,public\n"
				    "b,Beta,civil_society,,Södertälje,,professionals\n";
static const char head[] =
	"id,organisation_id,name,tracks,target_groups,age_from,age_to,entry_routes,requires,"
	"response_time,same_day,anonymous,phone,phone_note,note,hours,visibility,"
	"phone_visibility,hours_visibility,practical_visibility,note_visibility,protected,"
	"staff_phone,website,cost,cost_text,bring,area\n";

/* Imports services of two organisations; the fault is empty when that went well. */
static struct csv_fault
import(struct world *w, const char *rows)
{
	const struct catalogue_import in = { .organisations = str_of(organisations),
		.services = arena_printf(w->arena, "%s%s", head, rows),
		.today = w->today };
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

static int
put_row(void *context, int n, char **values, char **names)
{
	struct buf *out = context;
	int i;

	(void)names;
	for (i = 0; i < n; i++)
		buf_printf(out, "%s|", values[i] ? values[i] : "-");
	return 0;
}

/* Everything that the public's views hold. */
static struct str
public_rows(struct world *w)
{
	static const char *const views[] = { "SELECT * FROM public_service",
		"SELECT * FROM public_organisation", "SELECT * FROM public_area" };
	struct buf out BUF_CLEANUP = buf_new(1 << 18);
	size_t i;

	for (i = 0; i < 3; i++)
		CHECK(sqlite3_exec(w->db->engine, views[i], put_row, &out, NULL) == SQLITE_OK);
	return arena_str(w->arena, buf_str(&out));
}

TEST(nothing_of_an_imported_catalogue_is_public_until_somebody_says_so)
{
	WORLD_CLEANUP struct world w = world_new();
	struct str rows;

	CHECK(import(&w,
		      "s,a,Stöd,exposed,,,,self,none,,unknown,unknown,08-1,,,,,,,,,,,,,,,0181\n")
			.reason == NULL);
	rows = public_rows(&w);
	CHECK(!str_contains(rows, STR("Stöd")) && !str_contains(rows, STR("0181")));
}

TEST(the_public_sees_no_hidden_fact_no_internal_number_and_no_note_of_the_staff)
{
	WORLD_CLEANUP struct world w = world_new();
	struct str rows;

	CHECK(import(&w,
		      "s,a,Synligt stöd,exposed,,,,self,none,,unknown,unknown,08-1 11,svarare,"
		      "KANARIE-not,måndagar,public,,,,,,KANARIE-internt,https://a.example,free,,"
		      "legitimation,0181;01\n"
		      "t,a,Dolt nummer,exposed,,,,self,none,,unknown,unknown,KANARIE-tel,KANARIE-vem,,"
		      "KANARIE-tid,public,professionals,never_printed,professionals,,,,"
		      "https://kanarie.example,some,KANARIE-avgift,KANARIE-med,0181\n"
		      "u,a,KANARIE-yrke,exposed,,,,self,none,,unknown,unknown,,,,,professionals,,,,,,"
		      ",,,,,0138\n"
		      "v,b,KANARIE-beta,exposed,,,,self,none,,unknown,unknown,,,,,public,,,,,,,,,,,0139\n")
			.reason == NULL);
	rows = public_rows(&w);
	CHECK(str_contains(rows, STR("Synligt stöd|Alfa|Södertälje")));
	CHECK(str_contains(rows,
		STR("08-1 11|svarare|0|måndagar||https://a.example|1||"
		    "legitimation||01;0181|")));
	CHECK(str_contains(rows, STR("Dolt nummer")));
	ck_assert_msg(
		!str_contains(str_fold(w.arena, rows), STR("kanarie")), "%.*s", STR_ARG(rows));
	CHECK(!str_contains(rows, STR("0138")) && !str_contains(rows, STR("0139")));
}

TEST(a_note_is_public_when_it_is_said_to_be)
{
	WORLD_CLEANUP struct world w = world_new();

	CHECK(import(&w,
		      "s,a,Stöd,exposed,,,,self,none,,unknown,unknown,,,En öppen not,,public,"
		      ",,,public,,,,,,,\n")
			.reason == NULL);
	CHECK(str_contains(public_rows(&w), STR("En öppen not")));
}

TEST(a_file_without_the_columns_leaves_what_is_known)
{
	WORLD_CLEANUP struct world w = world_new();
	struct catalogue_details details;
	struct catalogue_import_count count;
	struct csv_fault fault;

	CHECK(import(&w,
		      "s,a,Stöd,exposed,,,,self,none,,unknown,unknown,,,,,public,,,,,yes,"
		      "08-2,https://a.example,some,100 kr,kort,0181\n")
			.reason == NULL);
	CHECK_ERR(OK,
		catalogue_import_csv(world_begin(&w), world_job(&w, w.association), w.arena,
			&(struct catalogue_import){ .today = w.today,
				.organisations =
					STR("id,name,kind,parent_id,municipality,note\n"
					    "a,Alfa,civil_society,,Södertälje,\n"),
				.services = STR(
					"id,organisation_id,name,tracks,target_groups,age_from,"
					"age_to,entry_routes,requires,response_time,same_day,anonymous,"
					"phone,phone_note,note\n"
					"s,a,Nytt namn,exposed,,,,self,none,,unknown,unknown,,,\n") },
			&count, &fault));
	world_commit(&w);
	CHECK_ERR(OK,
		catalogue_details(w.db, world_job(&w, w.association), w.arena,
			sodertalje_service(&w, "Nytt namn").id, &details));
	CHECK(details.visible.entry == VISIBLE_TO_ALL && details.is_protected);
	CHECK(str_eq(details.staff_phone, STR("08-2")) && str_eq(details.area, STR("0181")));
	CHECK(details.cost == COST_SOME && str_eq(details.cost_text, STR("100 kr")));
	CHECK(str_eq(details.website, STR("https://a.example")));
	CHECK(details.modified_on.days == w.today.days);
}

/* ---- addresses ---- */

TEST(streets_postal_codes_boxes_and_degrees_look_like_addresses)
{
	static const char *const addresses[] = { "Storgatan 3", "i huset på Västra vägen 12 B",
		"STORGATAN 3", "Box 17", "152 42 Södertälje", "15242 Södertälje",
		"c/o Karlsson", "Lilla torget 1", "59.1955, 17.6253",
		"Björkalléen är nära Björkallé 4", "ring på Nya Grand 2", "lgh 1102",
		"Badhusg 8", "Kyrkov. 3", "Vid Torekällberget 3", "Södra stranden 12",
		"Yttre ringen 4", "kvarteret 7" };
	static const char *const others[] = { "", "08-465 004 05", "samma dag",
		"08-123 45 och fråga", "dygnet runt, alla dagar 7–21",
		"kvinnor 18 år och äldre", "020-50 50 50",
		"bara efter beslut av socialsekreterare", "5 platser",
		"https://kvinnojour.example", "vägen dit får du av polisen", "2026-11-22",
		"måndag 8–16, helg 10–14", "ring 112", "fredag 9", "uppdelning 3 veckor",
		"årskurs 3", "10 platser, varav 8 för barn" };
	struct arena *a = arena_new(1 << 16);
	size_t i;

	for (i = 0; i < sizeof(addresses) / sizeof(addresses[0]); i++)
		ck_assert_msg(catalogue_looks_like_address(a, str_of(addresses[i])), "%s",
			addresses[i]);
	for (i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		ck_assert_msg(
			!catalogue_looks_like_address(a, str_of(others[i])), "%s", others[i]);
	arena_free(a);
}

TEST(protected_housing_is_refused_with_an_address_in_any_column)
{
	WORLD_CLEANUP struct world w = world_new();
	struct csv_fault fault;

	fault = import(&w,
		"s,a,Boende,exposed,,,,self,none,,unknown,unknown,,,Storgatan 3,,"
		",,,,,yes,,,,,,\n");
	CHECK(fault.row == 2 && str_eq(fault.column, STR("note")));
	fault = import(&w,
		"s,a,Boende,exposed,,,,self,none,,unknown,unknown,,,,,,,,,,yes,,,,,"
		"Box 17,\n");
	CHECK(fault.row == 2 && str_eq(fault.column, STR("bring")));
	CHECK(import(&w,
		      "s,a,Boende,exposed,,,,self,none,,unknown,unknown,,,Storgatan 3,,,,,,,"
		      "no,,,,,,\n")
			.reason == NULL);
	fault = import(&w,
		"s,a,Boende,exposed,,,,self,none,,unknown,unknown,,,Storgatan 3,,,,,,"
		",yes,,,,,,\n");
	CHECK(str_eq(fault.column, STR("note")));
}

TEST(websites_areas_and_codes_are_checked)
{
	WORLD_CLEANUP struct world w = world_new();

	CHECK(str_eq(import(&w,
			     "s,a,B,exposed,,,,self,none,,unknown,unknown,,,,,,,,,,,,"
			     "http://a.example,,,,\n")
			     .column,
		STR("website")));
	CHECK(str_eq(import(&w,
			     "s,a,B,exposed,,,,self,none,,unknown,unknown,,,,,,,,,,,,"
			     ",,,,Södertälje\n")
			     .column,
		STR("area")));
	CHECK(str_eq(import(&w,
			     "s,a,B,exposed,,,,self,none,,unknown,unknown,,,,,,,,,,,,"
			     ",,,,0181;0181\n")
			     .column,
		STR("area")));
	CHECK(str_eq(import(&w,
			     "s,a,B,exposed,,,,self,none,,unknown,unknown,,,,,alla,,,,,,,"
			     ",,,,\n")
			     .column,
		STR("visibility")));
	CHECK(catalogue_is_website(STR("https://a.example/b?c=d")));
	CHECK(!catalogue_is_website(STR("https://x")));
	CHECK(!catalogue_is_website(STR("https://user@a.example")));
	CHECK(!catalogue_is_website(STR("https://a.example/\"x")));
	CHECK(!catalogue_is_website(STR("javascript:alert(1)")));
}

/* ---- now ---- */

TEST(a_service_says_whether_it_is_open_now_where_its_hours_are_understood)
{
	WORLD_CLEANUP struct world w = world_new();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CASEWORKER]));

	CHECK(import(&w,
		      "s,a,Alltid,exposed,,,,self,none,,unknown,unknown,,,,dygnet runt,,,,,,,,,,,,\n"
		      "t,a,Aldrig,exposed,,,,self,none,,unknown,unknown,,,,mån kontorstid,,,,,,,,,,,,\n")
			.reason == NULL);
	CHECK(visitor_get(&v,
		      arena_cstr(w.arena,
			      url_service(w.arena, sodertalje_service(&w, "Alltid").id)
				      .text)) == 200);
	CHECK(visitor_sees(&v, "öppet nu, dygnet runt"));
	CHECK(visitor_get(&v,
		      arena_cstr(w.arena,
			      url_service(w.arena, sodertalje_service(&w, "Aldrig").id)
				      .text)) == 200);
	CHECK(visitor_sees(&v, "mån kontorstid"));
	CHECK(!visitor_sees(&v, "öppet nu") && !visitor_sees(&v, "öppnar"));
}

/* ---- changing ---- */

static struct catalogue_details
details_of(struct world *w, const char *name)
{
	struct catalogue_details details;

	CHECK_ERR(OK,
		catalogue_details(w->db, world_job(w, w->association), w->arena,
			sodertalje_service(w, name).id, &details));
	return details;
}

static enum err
change(struct world *w, const char *name, const struct catalogue_details *in)
{
	struct tx *tx = world_begin(w);
	enum err e = catalogue_change_details(tx, world_job(w, w->association), w->arena,
		sodertalje_service(w, name).id, in, w->today);

	if (e == OK)
		world_commit(w);
	else
		world_rollback(w);
	return e;
}

TEST(of_two_editors_the_second_is_told_and_what_was_can_be_had_back)
{
	WORLD_CLEANUP struct world w = world_new();
	struct catalogue_details first, second, before;

	sodertalje_import(&w);
	before = first = second = details_of(&w, "Brottsofferstöd");
	first.website = STR("https://a.example");
	first.area = STR("0138;0181");
	second.bring = STR("legitimation");
	CHECK_ERR(OK, change(&w, "Brottsofferstöd", &first));
	CHECK_ERR(ERR_CONFLICT, change(&w, "Brottsofferstöd", &second));
	second = details_of(&w, "Brottsofferstöd");
	CHECK(str_eq(second.website, STR("https://a.example")));
	CHECK(str_eq(second.area, STR("0138;0181")) && str_is_empty(second.bring));
	CHECK_ERR(ERR_INVALID, change(&w, "Brottsofferstöd", &second));
	before.version = second.version;
	CHECK_ERR(OK, change(&w, "Brottsofferstöd", &before));
	CHECK(str_is_empty(details_of(&w, "Brottsofferstöd").website));
	CHECK(str_eq(details_of(&w, "Brottsofferstöd").area, STR("0181")));
}

TEST(protected_housing_takes_no_address_by_any_form)
{
	WORLD_CLEANUP struct world w = world_new();
	struct catalogue_details details;
	struct catalogue_service service;
	struct catalogue_proposing in;

	sodertalje_import(&w);
	details = details_of(&w, "Kvinnoboende");
	CHECK(details.is_protected);
	details.agreement = STR("huset på Storgatan 3");
	CHECK_ERR(ERR_INVALID, change(&w, "Kvinnoboende", &details));
	service = sodertalje_service(&w, "Kvinnoboende");
	in = (struct catalogue_proposing){ .service = service.id,
		.version = service.version,
		.source = SOURCE_CALL,
		.facts = catalogue_facts_of(&service) };
	in.facts.phone_note = STR("Storgatan 3");
	CHECK_ERR(ERR_INVALID,
		catalogue_propose_change(
			world_begin(&w), world_job(&w, w.association), w.arena, &in, w.today));
	world_rollback(&w);
	in.facts = catalogue_facts_of(&service);
	in.facts.note = STR("Ligger på Storgatan 3");
	CHECK_ERR(ERR_INVALID,
		catalogue_propose_change(
			world_begin(&w), world_job(&w, w.association), w.arena, &in, w.today));
	world_rollback(&w);
}

/* As it was written before such a text was known for an address. */
static void
write_note(struct world *w, const char *name, const char *note)
{
	char path[300], *sql;
	sqlite3 *raw;

	snprintf(path, sizeof(path), "%s/lotsa.db", w->dir);
	CHECK(sqlite3_open(path, &raw) == SQLITE_OK);
	sql = sqlite3_mprintf(
		"UPDATE service SET note = %Q, note_visibility = 2 WHERE name = %Q", note, name);
	CHECK(sqlite3_exec(raw, sql, NULL, NULL, NULL) == SQLITE_OK);
	sqlite3_free(sql);
	sqlite3_close(raw);
}

TEST(a_hidden_text_of_protected_housing_is_looked_at_before_more_people_see_it)
{
	WORLD_CLEANUP struct world w = world_new();
	struct catalogue_details details;

	sodertalje_import(&w);
	write_note(&w, "Kvinnoboende", "Ligger på Badhusg 8");
	details = details_of(&w, "Kvinnoboende");
	details.bring = STR("legitimation");
	CHECK_ERR(OK, change(&w, "Kvinnoboende", &details));
	details = details_of(&w, "Kvinnoboende");
	details.visible.note = VISIBLE_AS_ENTRY;
	CHECK_ERR(ERR_INVALID, change(&w, "Kvinnoboende", &details));
}

TEST(an_old_text_of_protected_housing_keeps_nobody_from_mending_its_number)
{
	WORLD_CLEANUP struct world w = world_new();
	struct catalogue_service service;
	struct catalogue_proposing in;

	sodertalje_import(&w);
	write_note(&w, "Kvinnoboende", "Ligger på Badhusg 8");
	service = sodertalje_service(&w, "Kvinnoboende");
	in = (struct catalogue_proposing){ .service = service.id,
		.version = service.version,
		.source = SOURCE_CALL,
		.facts = catalogue_facts_of(&service) };
	in.facts.phone = STR("08-465 004 88");
	CHECK_ERR(OK,
		catalogue_propose_change(
			world_begin(&w), world_job(&w, w.association), w.arena, &in, w.today));
	world_commit(&w);
}

TEST(a_closed_service_leads_to_the_next_and_never_in_a_circle)
{
	WORLD_CLEANUP struct world w = world_new();
	struct catalogue_service chain[CATALOGUE_CHAIN_MAX];
	struct catalogue_details details;
	size_t n;

	sodertalje_import(&w);
	details = details_of(&w, "Brottsofferstöd");
	details.next = sodertalje_service(&w, "Kamratstöd").id;
	CHECK_ERR(OK, change(&w, "Brottsofferstöd", &details));
	details = details_of(&w, "Kamratstöd");
	details.next = sodertalje_service(&w, "Brottsofferstöd").id;
	CHECK_ERR(OK, change(&w, "Kamratstöd", &details));
	CHECK_ERR(OK,
		catalogue_chain(w.db, world_job(&w, w.association), w.arena,
			sodertalje_service(&w, "Brottsofferstöd").id, chain, &n));
	CHECK(n == 1 && str_eq(chain[0].name, STR("Kamratstöd")));
}

TEST(a_code_word_is_hidden_a_year_after_its_staff_was_trained)
{
	const struct date today = { 20779 };
	struct catalogue_details details = { .code_word_place = STR("apoteket"),
		.code_word_trained_on = { 20779 - 365 } };

	CHECK(catalogue_is_code_word_known(&details, today));
	details.code_word_trained_on.days--;
	CHECK(!catalogue_is_code_word_known(&details, today));
	details.code_word_trained_on.days = 0;
	CHECK(!catalogue_is_code_word_known(&details, today));
}

TEST(an_editor_changes_details_on_a_page_and_a_caseworker_does_not)
{
	WORLD_CLEANUP struct world w = world_new();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CATALOGUE_EDITOR]));
	const char *path, *body;

	sodertalje_import(&w);
	path = arena_printf(w.arena, "/katalog/%lld/uppgifter",
		(long long)sodertalje_service(&w, "Brottsofferstöd").id.v)
		       .p;
	body = "synlig=professionals&synlig-telefon=as_entry&synlig-svarar=as_entry"
	       "&synlig-rakning=as_entry&synlig-svarstid=as_entry&synlig-tider=as_entry"
	       "&synlig-sprak=as_entry&synlig-webbplats=never_printed&synlig-kostnad=as_entry"
	       "&synlig-ta-med=as_entry&synlig-om=professionals&rakning=no"
	       "&webbplats=https%3A%2F%2Fb.example&kostnad=free&omrade=0181&version=1";
	CHECK(visitor_get(&v, path) == 200);
	CHECK(visitor_post(&v, path, body) == 303);
	CHECK(visitor_get(&v,
		      arena_cstr(w.arena,
			      url_service(w.arena, sodertalje_service(&w, "Brottsofferstöd").id)
				      .text)) == 200);
	CHECK(visitor_sees(&v, "https://b.example") && visitor_sees(&v, "kostar inget"));
	CHECK(!str_contains(public_rows(&w), STR("Brottsofferstöd|")));
	CHECK(visitor_post(&v, path, body) != 303);
	CHECK(visitor_sees(&v, "Någon annan har ändrat") &&
		visitor_sees(&v, "https://b.example"));
	v.session = world_token(&w, w.accounts[ROLE_CASEWORKER]);
	CHECK(visitor_get(&v, path) == 403);
}

/* Else the word would be shown until a year after a day that nobody knows anything about. */
TEST(a_code_words_staff_was_trained_today_at_the_latest)
{
	WORLD_CLEANUP struct world w = world_new();
	struct visitor v VISITOR_CLEANUP =
		visitor_new(&w, world_token(&w, w.accounts[ROLE_CATALOGUE_EDITOR]));
	static const char body[] = "synlig=public&synlig-telefon=as_entry"
		"&synlig-svarar=as_entry&synlig-rakning=as_entry&synlig-svarstid=as_entry"
		"&synlig-tider=as_entry&synlig-sprak=as_entry&synlig-webbplats=as_entry"
		"&synlig-kostnad=as_entry&synlig-ta-med=as_entry&synlig-om=as_entry&rakning=no"
		"&kostnad=free&omrade=0181&version=1&kodord=apoteket&kodord-utbildad=";
	const char *path;

	sodertalje_import(&w);
	path = arena_printf(w.arena, "/katalog/%lld/uppgifter",
		(long long)sodertalje_service(&w, "Brottsofferstöd").id.v).p;
	CHECK(visitor_post(&v, path, arena_printf(w.arena, "%s2026-11-23", body).p) == 422);
	CHECK(visitor_sees(&v, "Dagen har inte varit än"));
	CHECK(visitor_post(&v, path, arena_printf(w.arena, "%s2026-11-22", body).p) == 303);
}

TEST(a_file_does_not_say_that_a_code_words_staff_will_be_trained)
{
	WORLD_CLEANUP struct world w = world_new();
	struct catalogue_import_count count;
	struct csv_fault fault = { 0 };
	const struct catalogue_import in = { .today = w.today,
		.organisations = STR("id,name,kind,parent_id,municipality,note\n"
			"a,Alfa,region,,Ort,\n"),
		.services = STR("id,organisation_id,name,tracks,target_groups,age_from,age_to,"
			"entry_routes,requires,response_time,same_day,anonymous,phone,"
			"phone_note,note,code_word_trained_on\n"
			"s,a,Stöd,exposed,,,,self,none,,unknown,unknown,,,,2026-11-23\n") };

	CHECK_ERR(ERR_INVALID, catalogue_import_csv(world_begin(&w),
		world_job(&w, w.association), w.arena, &in, &count, &fault));
	world_rollback(&w);
	CHECK(fault.row == 2 && str_eq(fault.column, STR("code_word_trained_on")));
}
