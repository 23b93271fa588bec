/* Open data: what programs get, and that nothing hidden is in it. */
#include "core/json/json.h"
#include "features/catalogue/hsds.h"
#include "tests/harness/harness.h"
#include "tests/harness/sodertalje.h"
#include "tests/harness/visitor.h"

/* Of a number on the telephone bill: yes, no. */
#define A_TAXONOMY "0a000000-0000-8000-8000-000000000007"
#define A_TERM "0b000000-0000-8000-8000-000700000001"
#define ANOTHER_TERM "0b000000-0000-8000-8000-000700000002"

/* A catalogue with a hidden fact in every place that can hide one. */
static void
put_canaries(struct world *w)
{
	const struct catalogue_import in = {
		.today = w->today,
		.organisations =
			STR("id,name,kind,parent_id,municipality,note,visibility\n"
			    "a,Alfa,civil_society,,Södertälje,kanarie ett,public\n"
			    "b,kanarie två,civil_society,,Södertälje,,professionals\n"),
		.services = STR(
			"id,organisation_id,name,tracks,target_groups,age_from,age_to,"
			"entry_routes,requires,response_time,same_day,anonymous,phone,phone_note,"
			"note,hours,visibility,phone_visibility,hours_visibility,"
			"practical_visibility,protected,staff_phone,website,cost,cost_text,bring,"
			"area,on_phone_bill\n"
			"s,a,Öppet stöd,exposed,kvinnor,18,,self;chat,none,samma dag,yes,at_first,"
			"08-465 004 30,svarare,kanarie tre,\"mån–fre 8–16.30, lör 10–14\",public,"
			",,,,kanarie fyra,https://a.example/b,free,,legitimation;kallelse,01;0181,yes\n"
			"t,a,Dolt nummer,own_use,,,,,,,unknown,unknown,kanarie fem,kanarie sex,,"
			"kanarie sju,public,professionals,never_printed,professionals,,,"
			"https://kanarie.example,some,kanarie åtta,kanarie nio,,no\n"
			"u,a,Boende,exposed,,,,,,,unknown,unknown,,,Beslut av kanarie,,public,,,,yes,"
			"kanarie tio,,,,,0181,\n"
			"v,a,kanarie elva,exposed,,,,,,,unknown,unknown,,,,,never_printed,,,,,,,,,,,\n"
			"x,b,kanarie tolv,exposed,,,,,,,unknown,unknown,,,,,public,,,,,,,,,,,\n")
	};
	struct catalogue_import_count count;
	struct csv_fault fault = { 0 };
	enum err e = catalogue_import_csv(
		world_begin(w), world_job(w, w->association), w->arena, &in, &count, &fault);

	ck_assert_msg(e == OK, "row %lld %.*s: %s", (long long)fault.row, STR_ARG(fault.column),
		fault.reason);
	world_commit(w);
}

static const struct json *
get(struct visitor *v, const char *target)
{
	const struct json *answer;
	struct json_fault fault;

	ck_assert_int_eq(visitor_get(v, target), 200);
	CHECK(str_starts(visitor_header(v, "Content-Type"), STR("application/json")));
	ck_assert_msg(json_parse(visitor_body(v), v->arena, &answer, &fault) == OK,
		"%s: line %d column %d: %.*s", target, fault.line, fault.column,
		STR_ARG(fault.reason));
	return answer;
}

static const struct json *
contents(struct visitor *v, const char *target, int64_t total)
{
	const struct json *answer = get(v, target);

	ck_assert_int_eq(json_member(answer, "total_items")->number, total);
	return json_member(answer, "contents");
}

TEST(anybody_reads_services_and_their_organisations_without_a_log_in)
{
	WORLD_CLEANUP struct world w = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);
	const struct json *list, *one, *organisation;
	struct str id;

	put_canaries(&w);
	list = contents(&v, "/services", 3);
	CHECK(list->n == 3);
	CHECK(str_eq(visitor_header(&v, "Access-Control-Allow-Origin"), STR("*")));
	CHECK(str_is_empty(visitor_header(&v, "Set-Cookie")));
	list = contents(&v, "/services?search=stöd", 1);
	id = json_member_text(&list->items[0], "id");
	one = get(&v, arena_printf(w.arena, "/services/%.*s", STR_ARG(id)).p);
	CHECK(str_eq(json_member_text(one, "name"), STR("Öppet stöd")));
	CHECK(str_eq(json_member_text(one, "status"), STR("active")));
	CHECK(json_member(one, "minimum_age")->number == 18);
	CHECK(json_member(one, "schedules")->n == 2);
	CHECK(json_member(one, "service_areas")->n == 2);
	CHECK(json_member(one, "required_documents")->n == 2);
	organisation = json_member(one, "organization");
	CHECK(str_eq(json_member_text(organisation, "name"), STR("Alfa")));
	organisation = get(&v,
		arena_printf(w.arena, "/organizations/%.*s",
			STR_ARG(json_member_text(organisation, "id")))
			.p);
	CHECK(json_member(organisation, "services")->n == 3);
	CHECK(contents(&v, "/organizations", 1)->n == 1);
}

TEST(a_service_is_at_its_public_website_and_nowhere_else)
{
	WORLD_CLEANUP struct world w = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);
	const struct json *list, *one, *location, *service;

	put_canaries(&w);
	list = contents(&v, "/service_at_locations", 1);
	CHECK(list->n == 1);
	contents(&v, "/service_at_locations?search=boende", 0);
	one = get(&v,
		arena_printf(w.arena, "/service_at_locations/%.*s",
			STR_ARG(json_member_text(&list->items[0], "id")))
			.p);
	location = json_member(one, "location");
	CHECK(str_eq(json_member_text(location, "location_type"), STR("virtual")));
	CHECK(str_eq(json_member_text(location, "url"), STR("https://a.example/b")));
	CHECK(str_eq(json_member_text(location, "id"), json_member_text(one, "location_id")));
	service = get(&v,
		arena_printf(
			w.arena, "/services/%.*s", STR_ARG(json_member_text(one, "service_id")))
			.p);
	CHECK(str_eq(json_member_text(service, "name"), STR("Öppet stöd")));
	CHECK(str_eq(json_member_text(service, "organization_id"),
		json_member_text(location, "organization_id")));
	/* what has no public website is at no location, by its id neither */
	one = contents(&v, "/services?search=boende", 1);
	ck_assert_int_eq(visitor_get(&v,
				 arena_printf(w.arena, "/service_at_locations/0c%.*s",
					 STR_ARG(str_sub(json_member_text(&one->items[0], "id"),
						 2, HSDS_ID_LENGTH)))
					 .p),
		404);
	CHECK(visitor_get(&v, "/service_at_locations?modified_after=x") == 400);
}

TEST(no_hidden_fact_is_in_open_data)
{
	static const char *const targets[] = { "/services", "/organizations",
		"/service_at_locations" };
	WORLD_CLEANUP struct world w = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);
	size_t i, k;

	put_canaries(&w);
	for (i = 0; i < sizeof(targets) / sizeof(targets[0]); i++) {
		const struct json *list = json_member(get(&v, targets[i]), "contents");

		ck_assert_msg(!str_contains(visitor_body(&v), STR("kanarie")), "%.*s",
			STR_ARG(visitor_body(&v)));
		for (k = 0; k < list->n; k++) {
			get(&v,
				arena_printf(w.arena, "%s/%.*s", targets[i],
					STR_ARG(json_member_text(&list->items[k], "id")))
					.p);
			CHECK(!str_contains(visitor_body(&v), STR("kanarie")));
		}
	}
}

TEST(services_of_open_data_are_found_without_case_or_accents_and_by_public_words_alone)
{
	static const struct {
		const char *words;
		int64_t n;
	} searches[] = { { "STOD", 1 }, { "st%C3%B6d%20alfa", 1 }, { "alfa", 3 },
		{ "%C3%B6", 1 }, { "st%C3%B6d%20boende", 0 }, { "sodertalje", 3 },
		{ "kvinnor", 1 }, { "%20", 3 }, { "kanarie", 0 }, { "tre", 0 },
		{ "%22OR%22", 0 }, { "beslut", 0 } };
	WORLD_CLEANUP struct world w = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);
	size_t i;

	put_canaries(&w);
	for (i = 0; i < sizeof(searches) / sizeof(searches[0]); i++) {
		const struct json *answer = get(
			&v, arena_printf(w.arena, "/services?search=%s", searches[i].words).p);

		ck_assert_msg(json_member(answer, "total_items")->number == searches[i].n &&
				(int64_t)json_member(answer, "contents")->n == searches[i].n,
			"%s", searches[i].words);
	}
	contents(&v, "/services?search=alfa&per_page=2&page=2", 3);
	CHECK(contents(&v, "/services?search=alfa&per_page=2&page=2", 3)->n == 1);
	contents(&v, "/services?search=alfa&modified_after=2999-01-01", 0);
}

TEST(a_hidden_term_filters_nothing)
{
	WORLD_CLEANUP struct world w = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);

	put_canaries(&w);
	contents(&v, "/services?taxonomy_term_id=" A_TERM, 1);
	/* the number that is not on the bill is hidden, and so that it is not */
	contents(&v, "/services?taxonomy_term_id=" ANOTHER_TERM, 0);
	contents(&v, "/services?taxonomy_id=" A_TAXONOMY, 1);
	contents(&v, "/service_at_locations?search=alfa&taxonomy_id=" A_TAXONOMY, 1);
}

TEST(open_data_is_paged_and_says_where_one_is)
{
	WORLD_CLEANUP struct world w = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);
	const struct json *answer;

	sodertalje_import(&w);
	answer = get(&v, "/services?per_page=10&page=3");
	CHECK(json_member(answer, "total_items")->number == 22);
	CHECK(json_member(answer, "total_pages")->number == 3);
	CHECK(json_member(answer, "contents")->n == 2);
	CHECK(json_member(answer, "last_page")->number == 1);
	CHECK(json_member(answer, "first_page")->number == 0);
	CHECK(contents(&v, "/services?page=9", 22)->n == 0);
	CHECK(visitor_get(&v, "/services?per_page=1000") == 400);
	CHECK(visitor_get(&v, "/services?page=0") == 400);
	CHECK(visitor_get(&v, "/services?modified_after=igår") == 400);
	CHECK(visitor_get(&v, "/services/17") == 404);
	CHECK(visitor_get(&v, "/services/01000000-0000-8000-8000-000000000001") == 404);
	CHECK(visitor_get(&v, "/organizations/01000000-0000-8000-8000-000000000001") == 404);
}

TEST(open_data_can_be_fetched_since_a_day)
{
	static const char *const lists[] = { "/services", "/organizations" };
	WORLD_CLEANUP struct world w = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);
	struct str today = date_text(w.arena, w.today);
	struct str tomorrow = date_text(w.arena, date_add_days(w.today, 1));
	const struct json *all;
	struct str since;
	size_t i;

	sodertalje_import(&w);
	for (i = 0; i < 2; i++) {
		all = json_member(get(&v, lists[i]), "total_items");
		CHECK(all->number > 1);
		since = arena_printf(w.arena, "%s?modified_after=", lists[i]);
		contents(&v, arena_printf(w.arena, "%s%.*s", since.p, STR_ARG(today)).p,
			all->number);
		contents(&v,
			arena_printf(w.arena, "%s%.*sT00:00:00Z", since.p, STR_ARG(tomorrow)).p,
			0);
		ck_assert_int_eq(
			visitor_get(&v, arena_printf(w.arena, "%sigår", since.p).p), 400);
	}
}

TEST(whoever_has_the_same_open_data_already_is_told_so)
{
	WORLD_CLEANUP struct world w = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);
	struct str etag;

	sodertalje_import(&w);
	get(&v, "/services");
	etag = arena_str(w.arena, visitor_header(&v, "ETag"));
	CHECK(etag.n > 4);
	v.next.if_none_match = etag;
	CHECK(visitor_get(&v, "/services") == 304);
	CHECK(str_is_empty(visitor_body(&v)));
	v.next.if_none_match = etag;
	CHECK(visitor_get(&v, "/organizations") == 200);
}

TEST(an_id_of_open_data_is_the_same_for_ever_and_leads_back)
{
	static const int64_t rows[] = { 1, 17, 9007199254740991, 0x7fffffffffffffff };
	struct buf out BUF_CLEANUP = buf_new(64);
	int64_t row;
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		buf_clear(&out);
		hsds_put_id(&out, HSDS_SERVICE, rows[i], 0);
		CHECK(out.n == HSDS_ID_LENGTH);
		CHECK_ERR(OK, hsds_parse_id(buf_str(&out), HSDS_SERVICE, &row));
		CHECK(row == rows[i]);
		CHECK_ERR(ERR_NOT_FOUND, hsds_parse_id(buf_str(&out), HSDS_ORGANISATION, &row));
	}
	CHECK_ERR(ERR_NOT_FOUND, hsds_parse_id(STR(""), HSDS_SERVICE, &row));
	CHECK_ERR(ERR_NOT_FOUND,
		hsds_parse_id(STR("01000000-0000-8000-8000-00000000000G"), HSDS_SERVICE, &row));
}

TEST(the_root_of_the_api_says_what_its_answers_are)
{
	WORLD_CLEANUP struct world w = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);
	const struct json *root = get(&v, "/api");

	CHECK(str_eq(json_member_text(root, "version"), STR("3.0")));
	CHECK(str_starts(json_member_text(root, "profile"), STR("https://")));
	CHECK(str_starts(json_member_text(root, "openapi_url"), STR("https://")));
	CHECK(str_eq(visitor_header(&v, "Access-Control-Allow-Origin"), STR("*")));
}

static int64_t
n_organisations(struct visitor *v, const char *search)
{
	const struct json *answer = get(v,
		arena_printf(v->arena, "/organizations?per_page=100&search=%s", search).p);
	const struct json *contents = json_member(answer, "contents");

	ck_assert_int_eq(json_member(answer, "total_items")->number, (int64_t)contents->n);
	return json_member(answer, "total_items")->number;
}

TEST(organisations_are_found_by_every_word_of_their_names)
{
	WORLD_CLEANUP struct world w = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);

	sodertalje_import(&w);
	CHECK(n_organisations(&v, "") > 5);
	ck_assert_int_eq(n_organisations(&v, "BARNAHUS"), 1);
	ck_assert_int_eq(n_organisations(&v, "rvc+RELATIONSV%C3%85RD"), 2);
	ck_assert_int_eq(n_organisations(&v, "rvc+barnahus"), 1);
	ck_assert_int_eq(n_organisations(&v, "rvc+finnsinte"), 0);
}

#define TEN_BYTES "abcdefghij"
#define EIGHTY_BYTES                                                                         \
	TEN_BYTES TEN_BYTES TEN_BYTES TEN_BYTES TEN_BYTES TEN_BYTES TEN_BYTES TEN_BYTES

TEST(a_parameter_or_value_that_is_not_understood_is_refused_with_its_name)
{
	static const struct {
		const char *target, *parameter;
	} refused[] = { { "/services?taxonomy_id=1", "taxonomy_id" },
		{ "/services?search=a&taxonomy_term_id=1", "taxonomy_term_id" },
		{ "/services?minimal=true", "minimal" },
		{ "/services?format=ndjson", "format" },
		{ "/services?full=false", "full" }, { "/services?serach=a", "serach" },
		{ "/services?sida", "sida" }, { "/services?%00=1", "%00" },
		{ "/service_at_locations?postcode=15100&proximity=9", "postcode" },
		{ "/organizations?full_service=true", "full_service" },
		{ "/taxonomies?taxonomy_id=1", "taxonomy_id" },
		{ "/taxonomy_terms?modified_after=2026-01-01", "modified_after" },
		{ "/services?page=x", "page" }, { "/services?page=1000001", "page" },
		{ "/organizations?per_page=101", "per_page" },
		{ "/services?search=" EIGHTY_BYTES "a", "search" },
		{ "/service_at_locations?modified_after=ig%C3%A5r", "modified_after" },
		{ "/services?organization_id=17", "organization_id" },
		{ "/services?search=a&search=b", "search" },
		{ "/organizations?taxonomy_id=" A_TAXONOMY, "taxonomy_id" },
		{ "/services?taxonomy_id=" A_TERM, "taxonomy_id" },
		{ "/service_at_locations?taxonomy_term_id=" A_TAXONOMY, "taxonomy_term_id" },
		{ "/taxonomy_terms?taxonomy_id=1", "taxonomy_id" },
		{ "/taxonomies?page=0", "page" }, { "/api?page=1", "page" } };
	static const char *const taken[] = { "/services?format=json&full=true&minimal=false",
		"/services?page=1&per_page=9&search=&modified_after=2026-01-01", "/services?",
		"/services?per_page=100&search=" EIGHTY_BYTES,
		"/organizations?modified_after=2026-01-01&full=false", "/services?&",
		"/taxonomy_terms?top_only=true&parent_id=" };
	WORLD_CLEANUP struct world w = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);
	const struct json *answer;
	struct json_fault fault;
	size_t i;

	for (i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
		ck_assert_msg(
			visitor_get(&v, refused[i].target) == 400, "%s", refused[i].target);
		CHECK(json_parse(visitor_body(&v), v.arena, &answer, &fault) == OK);
		ck_assert_msg(str_eq(json_member_text(answer, "parameter"),
				      str_of(refused[i].parameter)),
			"%s", refused[i].target);
		CHECK(json_member_text(answer, "error").n > 20);
		CHECK(str_eq(visitor_header(&v, "Access-Control-Allow-Origin"), STR("*")));
	}
	for (i = 0; i < sizeof(taken) / sizeof(taken[0]); i++)
		get(&v, taken[i]);
}

/* The value of a service's attribute of that type, "" without. */
static struct str
attribute_of(const struct json *service, const char *type)
{
	const struct json *all = json_member(service, "attributes");
	size_t i;

	for (i = 0; i < all->n; i++)
		if (str_eq(json_member_text(&all->items[i], "link_type"), str_of(type)))
			return json_member_text(&all->items[i], "value");
	return STR_NULL;
}

TEST(open_data_says_until_when_the_facts_are_confirmed)
{
	WORLD_CLEANUP struct world w = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);
	const struct json *list;
	size_t i, n_acute = 0;

	sodertalje_import(&w);
	list = json_member(get(&v, "/services"), "contents");
	for (i = 0; i < list->n; i++) {
		const struct json *one = &list->items[i];
		bool is_acute = str_eq(attribute_of(one, "acute"), STR("yes"));
		int days = is_acute ? CATALOGUE_FRESH_DAYS_ACUTE : CATALOGUE_FRESH_DAYS;

		n_acute += is_acute;
		CHECK(str_eq(attribute_of(one, "checked_by"),
			date_text(w.arena, date_add_days(w.today, days))));
	}
	CHECK(n_acute > 0 && n_acute < list->n);
	sodertalje_say_wrong(&w, "Brottsofferstöd");
	list = contents(&v, "/services?search=brottsofferst%C3%B6d", 1);
	CHECK(attribute_of(&list->items[0], "checked_by").n == 0);
}

TEST(open_data_has_no_day_of_confirming_what_the_service_itself_says_is_wrong)
{
	WORLD_CLEANUP struct world w = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);
	const struct json *list;

	sodertalje_import(&w);
	list = contents(&v, "/services?search=brottsofferst%C3%B6d", 1);
	CHECK(json_member_text(&list->items[0], "assured_date").n > 0);
	sodertalje_say_wrong(&w, "Brottsofferstöd");
	list = contents(&v, "/services?search=brottsofferst%C3%B6d", 1);
	CHECK(json_member_text(&list->items[0], "assured_date").n == 0);
}
