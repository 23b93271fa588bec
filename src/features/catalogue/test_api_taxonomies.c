/* Open data: the taxonomies, their terms, and the attributes that name them. */
#include "core/json/json.h"
#include "features/catalogue/taxonomy.h"
#include "tests/harness/harness.h"
#include "tests/harness/sodertalje.h"
#include "tests/harness/visitor.h"

/* What follows `path` is an id or a query. */
static const struct json *
get(struct visitor *v, const char *path, struct str rest)
{
	struct str target = arena_printf(v->arena, "%s%.*s", path, STR_ARG(rest));
	const struct json *answer;
	struct json_fault fault;

	ck_assert_msg(visitor_get(v, target.p) == 200, "%s", target.p);
	CHECK(str_starts(visitor_header(v, "Content-Type"), STR("application/json")));
	CHECK_ERR(OK, json_parse(visitor_body(v), v->arena, &answer, &fault));
	return answer;
}

static const struct json *
contents(struct visitor *v, const char *path, struct str query, size_t total)
{
	const struct json *answer = get(v, path, query);

	ck_assert_int_eq(json_member(answer, "total_items")->number, (int64_t)total);
	return json_member(answer, "contents");
}

static bool
has_text(const struct json *thing, const char *name)
{
	return !str_is_empty(json_member_text(thing, name));
}

TEST(every_taxonomy_and_term_is_listed_with_what_is_required_and_leads_to_itself)
{
	WORLD_CLEANUP struct world w = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);
	const struct json *list = contents(&v, "/taxonomies", STR(""), TAXONOMIES), *terms;
	struct str id, query, body;
	size_t i, k;

	CHECK(str_eq(visitor_header(&v, "Access-Control-Allow-Origin"), STR("*")));
	CHECK(str_is_empty(visitor_header(&v, "Set-Cookie")));
	CHECK(has_text(&list->items[0], "description"));
	for (i = 0; i < list->n; i++) {
		id = json_member_text(&list->items[i], "id");
		body = json_member_text(get(&v, "/taxonomies/", id), "name");
		CHECK(str_eq(body, json_member_text(&list->items[i], "name")));
		query = arena_printf(w.arena, "?taxonomy_id=%.*s", STR_ARG(id));
		terms = json_member(get(&v, "/taxonomy_terms", query), "contents");
		CHECK(terms->n > 1);
		for (k = 0; k < terms->n; k++) {
			const struct json *one = get(&v, "/taxonomy_terms/",
				json_member_text(&terms->items[k], "id"));

			CHECK(str_eq(json_member_text(one, "taxonomy_id"), id));
			CHECK(str_eq(json_member_text(one, "code"),
				json_member_text(&terms->items[k], "code")));
			CHECK(has_text(one, "name") && has_text(one, "description"));
			CHECK(!str_eq(json_member_text(one, "code"), STR("unknown")));
		}
	}
}

TEST(terms_are_paged_and_found_without_case_or_accents)
{
	WORLD_CLEANUP struct world w = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);
	const struct json *answer = get(&v, "/taxonomy_terms", STR("?per_page=10&page=2"));
	int64_t total = json_member(answer, "total_items")->number;

	CHECK(total > 20);
	CHECK(json_member(answer, "contents")->n == 10);
	CHECK(json_member(answer, "last_page")->number == 0);
	CHECK(contents(&v, "/taxonomy_terms", STR("?page=9"), (size_t)total)->n == 0);
	CHECK(contents(&v, "/taxonomy_terms", STR("?search=UPPSOKANDE"), 1)->n == 1);
	CHECK(contents(&v, "/taxonomies", STR("?search=vag%20in"), 1)->n == 1);
	CHECK(contents(&v, "/taxonomy_terms", STR("?top_only=true"), (size_t)total)->n > 20);
	contents(&v, "/taxonomy_terms", STR("?parent_id=0b000000-0000-8000-8000-000100000001"),
		0);
	CHECK(visitor_get(&v, "/taxonomy_terms?per_page=1000") == 400);
	CHECK(visitor_get(&v, "/taxonomies?page=0") == 400);
}

TEST(what_is_no_taxonomy_and_no_term_is_not_found)
{
	static const char *const targets[] = { "/taxonomies/1",
		"/taxonomies/0a000000-0000-8000-8000-000000000009",
		"/taxonomies/0b000000-0000-8000-8000-000100000001",
		"/taxonomy_terms/0b000000-0000-8000-8000-000100000003",
		"/taxonomy_terms/0b000000-0000-8000-8000-000100000000",
		"/taxonomy_terms/0b000000-0000-8000-8000-000400000000",
		"/taxonomy_terms/0b000000-0000-8000-8000-000900000001",
		"/taxonomy_terms/0b000000-0000-8fff-8fff-ffffffffffff" };
	WORLD_CLEANUP struct world w = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);
	size_t i;

	for (i = 0; i < sizeof(targets) / sizeof(targets[0]); i++)
		ck_assert_msg(visitor_get(&v, targets[i]) == 404, "%s", targets[i]);
	CHECK(visitor_get(&v, "/taxonomy_terms/0b000000-0000-8000-8000-000100000001") == 200);
}

TEST(an_attribute_with_a_code_names_the_term_of_that_code)
{
	WORLD_CLEANUP struct world w = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);
	const struct json *services, *attributes, *term;
	size_t i, k, named = 0;

	sodertalje_import(&w);
	services = contents(&v, "/services", STR("?per_page=3"), 22);
	for (i = 0; i < services->n; i++) {
		attributes = json_member(&services->items[i], "attributes");
		for (k = 0; k < attributes->n; k++) {
			const struct json *one = &attributes->items[k];

			if (!has_text(one, "taxonomy_term_id"))
				continue;
			named++;
			term = get(&v, "/taxonomy_terms/",
				json_member_text(one, "taxonomy_term_id"));
			CHECK(str_eq(json_member_text(term, "code"),
				json_member_text(one, "value")));
			CHECK(str_eq(json_member_text(term, "taxonomy"),
				json_member_text(one, "link_type")));
		}
	}
	CHECK(named > 6);
}

TEST(whoever_has_the_same_taxonomies_already_is_told_so)
{
	WORLD_CLEANUP struct world w = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);

	get(&v, "/taxonomies", STR(""));
	v.next.if_none_match = arena_str(w.arena, visitor_header(&v, "ETag"));
	CHECK(v.next.if_none_match.n > 4);
	CHECK(visitor_get(&v, "/taxonomies") == 304);
}

/* Whether the object, or the organisation in it, has an attribute of that term. */
static bool
has_term(const struct json *thing, struct str term)
{
	const struct json *attributes = json_member(thing, "attributes");
	const struct json *organisation = json_member(thing, "organization");
	size_t i;

	for (i = 0; attributes && i < attributes->n; i++)
		if (str_eq(json_member_text(&attributes->items[i], "taxonomy_term_id"), term))
			return true;
	return organisation && has_term(organisation, term);
}

/* Whether the object, or the organisation in it, has any attribute with that link_type. */
static bool
has_taxonomy(const struct json *thing, struct str code)
{
	const struct json *attributes = json_member(thing, "attributes");
	const struct json *organisation = json_member(thing, "organization");
	size_t i;

	for (i = 0; attributes && i < attributes->n; i++)
		if (str_eq(json_member_text(&attributes->items[i], "link_type"), code))
			return true;
	return organisation && has_taxonomy(organisation, code);
}

static size_t
count_with(const struct json *list, bool has(const struct json *, struct str), struct str what)
{
	size_t n = 0, i;

	for (i = 0; i < list->n; i++)
		n += has(&list->items[i], what);
	return n;
}

TEST(services_are_filtered_by_the_terms_that_they_say)
{
	WORLD_CLEANUP struct world w = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);
	const struct json *all, *terms, *found;
	size_t i, n, some = 0;
	struct str id, last = STR_NULL;

	sodertalje_import(&w);
	all = contents(&v, "/services", STR("?per_page=100"), 22);
	terms = json_member(get(&v, "/taxonomy_terms", STR("?per_page=100")), "contents");
	for (i = 0; i < terms->n; i++) {
		id = json_member_text(&terms->items[i], "id");
		n = count_with(all, has_term, id);
		some += n > 0 && n < all->n;
		found = contents(&v, "/services?per_page=100&taxonomy_term_id=", id, n);
		CHECK(found->n == n && count_with(found, has_term, id) == n);
		id = json_member_text(&terms->items[i], "taxonomy_id");
		if (str_eq(id, last))
			continue;
		last = id;
		n = count_with(all, has_taxonomy,
			json_member_text(&terms->items[i], "taxonomy"));
		contents(&v, "/services?taxonomy_id=", id, n);
	}
	CHECK(some > 8);
}

#define TAXONOMY "taxonomy_id=0a000000-0000-8000-8000-00000000000"
#define TERM "taxonomy_term_id=0b000000-0000-8000-8000-000"

TEST(a_filter_by_terms_goes_with_every_other_and_what_nobody_has_is_an_empty_page)
{
	static const struct {
		const char *query;
		size_t n;
	} asked[] = { { TERM "100000008", 4 }, { TERM "100000008&search=diakoni", 2 },
		{ TERM "100000008&search=elevh%C3%A4lsa", 0 },
		{ TERM "100000008&" TAXONOMY "1", 4 }, { TERM "100000008&" TAXONOMY "2", 0 },
		{ TAXONOMY "9", 0 }, { TERM "100000003", 0 }, { TERM "000000001", 0 },
		{ TERM "900000001", 0 }, { TERM "400000000", 0 },
		{ TERM "100000008&modified_after=2999-01-01", 0 },
		{ TERM "100000008&per_page=1&page=2", 4 } };
	WORLD_CLEANUP struct world w = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_new(&w, STR_NULL);
	size_t i;

	sodertalje_import(&w);
	for (i = 0; i < sizeof(asked) / sizeof(asked[0]); i++)
		contents(&v, "/services?", str_of(asked[i].query), asked[i].n);
	CHECK(contents(&v, "/services?", STR(TERM "100000008&per_page=1&page=2"), 4)->n == 1);
	v.next.if_none_match = arena_str(w.arena, visitor_header(&v, "ETag"));
	CHECK(visitor_get(&v, "/services?" TERM "100000008&per_page=1&page=2") == 304);
}
