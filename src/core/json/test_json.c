/* JSON: what is read, what is refused and where. */
#include "core/json/json.h"

#include "tests/harness/harness.h"

TEST(json_values_stand_in_the_order_of_the_file)
{
	struct arena *a = arena_new(1 << 20);
	const struct json *root;
	struct json_fault fault;

	CHECK_ERR(OK, json_parse(STR("{\"b\": [1, true, null], \"a\": \"\\u00e5\"}"), a, &root,
		&fault));
	CHECK(root->kind == JSON_IS_OBJECT && root->n == 2);
	CHECK(str_eq(root->items[0].name, STR("b")));
	CHECK(root->items[0].n == 3 && root->items[0].items[0].number == 1);
	CHECK(str_eq(json_member_text(root, "a"), STR("å")));
	CHECK(json_member(root, "c") == NULL);
	arena_free(a);
}

TEST(json_that_is_none_is_refused_with_its_place)
{
	struct arena *a = arena_new(1 << 20);
	const struct json *root;
	struct json_fault fault;
	struct buf deep = buf_new(1000);
	int i;

	CHECK_ERR(ERR_INVALID, json_parse(STR("{\n \"a\": 1,\n}"), a, &root, &fault));
	CHECK(fault.line == 3);
	CHECK_ERR(ERR_INVALID, json_parse(STR("{\"a\": 1, \"a\": 2}"), a, &root, &fault));
	CHECK_ERR(ERR_INVALID, json_parse(STR("{\"a\": \"\xff\"}"), a, &root, &fault));
	CHECK_ERR(ERR_INVALID, json_parse(STR(""), a, &root, &fault));
	for (i = 0; i < 40; i++)
		buf_put(&deep, STR("["));
	for (i = 0; i < 40; i++)
		buf_put(&deep, STR("]"));
	CHECK_ERR(ERR_INVALID, json_parse(buf_str(&deep), a, &root, &fault));
	buf_free(&deep);
	arena_free(a);
}

TEST(json_text_is_escaped)
{
	struct buf b = buf_new(200);

	json_put_text(&b, STR("a\"\\\nå"));
	CHECK(str_eq(buf_str(&b), STR("\"a\\\"\\\\\\u000aå\"")));
	buf_free(&b);
}
