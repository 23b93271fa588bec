/* Texts, numbers and dates in the language of the reader. */
#include "core/i18n/i18n.h"

#include "base/embedded.h"
#include "core/i18n/mo.h"
#include "tests/harness/harness.h"

TEST(a_text_without_translation_stays_swedish)
{
	CHECK(strcmp(tr(LANG_SV, "(frivilligt)"), "(frivilligt)") == 0);
	CHECK(strcmp(tr(LANG_EN, "(frivilligt)"), "(optional)") == 0);
	CHECK(strcmp(tr(LANG_EN, "finns ingenstans"), "finns ingenstans") == 0);
	CHECK(strcmp(tr(LANG_EN, ""), "") == 0);
}

TEST(values_go_where_the_text_wants_them)
{
	struct arena *a = arena_new(1 << 16);
	struct str values[] = { STR("ett"), STR("två") };

	CHECK(str_eq(tr_fill(a, LANG_SV, "{2}, {1} och {3}.", values, 2),
		STR("två, ett och .")));
	CHECK(str_eq(tr_fill(a, LANG_SV, "inget", NULL, 0), STR("inget")));
	arena_free(a);
}

TEST(numbers_are_grouped_and_never_broken)
{
	struct arena *a = arena_new(1 << 16);

	CHECK(str_eq(lang_number(a, LANG_SV, 1234567), STR("1\xC2\xA0" "234\xC2\xA0" "567")));
	CHECK(str_eq(lang_number(a, LANG_EN, 1234567), STR("1,234,567")));
	CHECK(str_eq(lang_number(a, LANG_SV, 0), STR("0")));
	CHECK(str_eq(lang_number(a, LANG_SV, 999), STR("999")));
	CHECK(str_eq(lang_number(a, LANG_EN, -1000), STR("\xE2\x88\x92" "1,000")));
	CHECK(str_eq(lang_number(a, LANG_EN, INT64_MIN),
		STR("\xE2\x88\x92" "9,223,372,036,854,775,808")));
	arena_free(a);
}

TEST(days_and_months_have_names)
{
	struct arena *a = arena_new(1 << 16);

	CHECK(str_eq(lang_date(a, LANG_SV, (struct date){ 20779 }), STR("22 november 2026")));
	CHECK(str_eq(lang_date(a, LANG_EN, (struct date){ 20779 }), STR("22 November 2026")));
	CHECK(str_eq(lang_month(a, LANG_SV, month_of(2026, 5)), STR("maj 2026")));
	CHECK(str_eq(lang_months(a, LANG_SV, month_of(2026, 1), month_of(2026, 3)),
		STR("januari–mars 2026")));
	CHECK(str_eq(lang_months(a, LANG_EN, month_of(2025, 11), month_of(2026, 1)),
		STR("November 2025–January 2026")));
	CHECK(str_eq(lang_months(a, LANG_SV, month_of(2026, 3), month_of(2026, 3)),
		STR("mars 2026")));
	CHECK(str_eq(lang_months(a, LANG_EN, month_of(2026, 1), month_of(2026, 12)),
		STR("2026")));
	CHECK(lang_date(a, LANG_SV, (struct date){ 0 }).n == 0);
	CHECK(lang_month(a, LANG_SV, (struct month){ 0 }).n == 0);
	arena_free(a);
}

/* Two texts: "a" -> "A", "b" -> "". */
static const char two[] =
	"\xde\x12\x04\x95\0\0\0\0\x02\0\0\0\x1c\0\0\0\x2c\0\0\0\0\0\0\0\0\0\0\0"
	"\x01\0\0\0\x3c\0\0\0\x01\0\0\0\x3e\0\0\0"
	"\x01\0\0\0\x40\0\0\0\0\0\0\0\x42\0\0\0"
	"a\0b\0A\0";

TEST(a_catalogue_is_read_only_when_every_text_lies_within_it)
{
	struct str whole = { two, sizeof(two) };
	char broken[sizeof(two)];
	struct mo mo;
	size_t i;

	CHECK_ERR(OK, mo_open(whole, &mo));
	CHECK(strcmp(mo_text(&mo, "a"), "A") == 0);
	CHECK(mo_text(&mo, "b") == NULL && mo_text(&mo, "c") == NULL);
	CHECK(mo_text(&mo, "") == NULL);
	for (i = 0; i < whole.n; i++)
		CHECK_ERR(ERR_INVALID, mo_open(str_sub(whole, 0, i), &mo));
	/* Whatever byte is changed, nothing outside is read: the sanitizers watch. */
	for (i = 0; i < whole.n; i++) {
		memcpy(broken, two, sizeof(two));
		broken[i] = (char)(broken[i] ^ 0xFF);
		if (mo_open((struct str){ broken, sizeof(broken) }, &mo) == OK)
			mo_text(&mo, "b");
	}
	memcpy(broken, two, sizeof(two));
	broken[0x3c] = 'c';
	CHECK_ERR(ERR_INVALID, mo_open((struct str){ broken, sizeof(broken) }, &mo));
}

/* Bit k for each hole {k}. */
static unsigned
holes_of(const char *s)
{
	unsigned holes = 0;

	for (; *s; s++)
		if (s[0] == '{' && s[1] >= '1' && s[1] <= '9' && s[2] == '}')
			holes |= 1u << (s[1] - '0');
	return holes;
}

extern const struct embedded_set embedded_catalogues;

TEST(every_translation_has_the_holes_of_its_text)
{
	const struct embedded_file *file = embedded_find(&embedded_catalogues, STR("en.mo"));
	const char *original, *translation;
	struct mo mo;
	uint32_t i;

	CHECK(file != NULL);
	CHECK_ERR(OK, mo_open(embedded_str(file), &mo));
	CHECK(mo.n > 1);
	for (i = 0; i < mo.n; i++) {
		mo_pair(&mo, i, &original, &translation);
		ck_assert_msg(holes_of(original) == holes_of(translation), "%s", original);
		CHECK(str_is_utf8(str_of(translation)));
	}
}
