/* Several of a closed set, and the values of a form's struct one by one. */
#include "core/http/form.h"

#include "tests/harness/harness.h"

struct visit {
	int64_t ways;
	struct str name;
	bool is_open;
	struct date on;
	int64_t age;
};

enum { WAYS, NAME, OPEN, ON, AGE, FIELDS };

static const struct choice ways[] = {
	{ 1, "foot", N_("Till fots") },
	{ 2, "bus", N_("Med buss") },
	{ 4, "train", N_("Med tåg") },
};

#define AT(member) .offset = offsetof(struct visit, member)

static const struct field fields[FIELDS] = {
	[WAYS] = { "ways", N_("Hur man kommer dit"), NULL, FIELD_BITS, AT(ways),
		.is_required = true, .choices = ways, .n_choices = 3 },
	[NAME] = { "name", N_("Namn"), NULL, FIELD_TEXT, AT(name), .max = 10 },
	[OPEN] = { "open", N_("Öppet"), NULL, FIELD_CHECK, AT(is_open) },
	[ON] = { "on", N_("Dag"), NULL, FIELD_DATE, AT(on) },
	[AGE] = { "age", N_("Ålder"), NULL, FIELD_INT, AT(age), .min = 0, .max = 130 },
};

static const struct form form = FORM("visit", struct visit, fields);

TEST(several_boxes_of_a_group_are_read_as_the_sum_of_their_values)
{
	struct arena *a = arena_new(1 << 20);
	struct form_state state;
	struct visit v;

	CHECK_ERR(OK, form_parse(&form, STR("ways=foot&name=x&ways=train"), a, &state, &v));
	CHECK(v.ways == 5 && str_eq(state.raw[WAYS], STR("foot;train")));
	CHECK_ERR(ERR_INVALID, form_parse(&form, STR("name=x"), a, &state, &v));
	CHECK(state.errors[WAYS]);
	CHECK_ERR(ERR_INVALID, form_parse(&form, STR("ways=foot&ways=boat"), a, &state, &v));
	CHECK(state.errors[WAYS]);
	/* another field twice is still no honest browser's */
	CHECK_ERR(ERR_INVALID,
		form_parse(&form, STR("ways=foot&name=x&name=y"), a, &state, &v));
	arena_free(a);
}

TEST(boxes_of_a_group_stand_ticked_as_they_were_and_the_first_can_be_led_to)
{
	struct arena *a = arena_new(1 << 20);
	struct buf out = buf_new(1 << 16);
	struct html h = { .out = &out, .arena = a, .lang = LANG_SV };
	struct str page;

	form_put_field(&h, &form, NULL, WAYS, STR("bus"));
	page = buf_str(&out);
	CHECK(str_contains(page, STR("<fieldset class=\"ds-fieldset\">")));
	CHECK(str_contains(page, STR("type=\"checkbox\" id=\"f-ways\" name=\"ways\""
		" value=\"foot\">")));
	CHECK(str_contains(page, STR("id=\"f-ways-bus\" name=\"ways\""
		" value=\"bus\" checked>")));
	CHECK(!str_contains(page, STR("radio")) && !str_contains(page, STR("aria-required")));
	buf_free(&out);
	arena_free(a);
}

TEST(the_values_of_a_form_are_told_compared_and_copied_one_by_one)
{
	struct arena *a = arena_new(1 << 20);
	struct visit x = { 6, STR("Siri"), true, { 20000 }, 0 }, y = { 0 };
	int field;

	CHECK(str_eq(form_raw(a, &form, WAYS, &x), STR("bus;train")));
	CHECK(str_eq(form_raw(a, &form, NAME, &x), STR("Siri")));
	CHECK(str_eq(form_raw(a, &form, OPEN, &x), STR("1")));
	CHECK(str_eq(form_raw(a, &form, ON, &x), date_text(a, x.on)));
	CHECK(str_is_empty(form_raw(a, &form, AGE, &x)));
	for (field = 0; field < FIELDS; field++) {
		CHECK(form_is_same(&form, field, &x, &y) == (field == AGE));
		form_copy(&form, field, &x, &y);
		CHECK(form_is_same(&form, field, &x, &y));
	}
	CHECK(form_is_written(&form, NAME) && !form_is_written(&form, WAYS));
	arena_free(a);
}

TEST(what_was_typed_is_read_as_far_as_it_can_be)
{
	struct arena *a = arena_new(1 << 20);
	struct form_state state;
	struct visit v;

	CHECK_ERR(ERR_INVALID,
		form_parse(&form, STR("ways=bus&name=elva+tecken!&age=200&on=2026-11-22"), a,
			&state, &v));
	form_typed(&state, a, &v);
	CHECK(v.ways == 2 && str_is_empty(v.name) && v.age == 0 && date_is_set(v.on));
	arena_free(a);
}
