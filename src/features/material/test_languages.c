/* What the printer gives in every language: the words of its file and the lines of the catalogue. */
#include "tests/harness/harness.h"

#include <stdlib.h>

#include "features/material/matter.h"
#include "features/material/test_paper.h"

enum { LANGUAGES = 7, SHIPPED = 3 };

struct shelf {
	struct world w;
	struct material_texts texts[LANGUAGES];
	struct material_gathered open, staff;
};

static void
close_shelf(struct shelf *s)
{
	world_free(&s->w);
}
#define SHELF_CLEANUP __attribute__((cleanup(close_shelf)))

/* The Södertälje catalogue and the words of seven languages. */
static struct shelf
shelf(void)
{
	static const char *const brought_in[] = { "ar", "fa", "so", "ti" };
	struct shelf s = { .w = world_new() };
	struct gathering_for in = { .is_for_staff = false };
	struct material_texts *shipped;
	const struct scope *editor;
	size_t n, i;

	paper_import(&s.w);
	CHECK_ERR(OK, material_texts_shipped(s.w.arena, &shipped, &n));
	CHECK(n == SHIPPED);
	for (i = 0; i < LANGUAGES; i++)
		s.texts[i] = i < n ? shipped[i] : paper_texts(&s.w, brought_in[i - n]);
	editor = world_scope(&s.w, ROLE_CATALOGUE_EDITOR);
	in.today = s.w.today;
	CHECK_ERR(OK, material_gather(s.w.db, editor, s.w.arena, &in, &s.open));
	in.is_for_staff = true;
	CHECK_ERR(OK, material_gather(s.w.db, editor, s.w.arena, &in, &s.staff));
	return s;
}

static struct print_matter
matter_in(const struct shelf *s, size_t language, enum material_product product)
{
	const struct material_gathered *g = product == PRODUCT_SHEET ? &s->staff : &s->open;

	return (struct print_matter){ .texts = &s->texts[language], .lines = g->lines,
		.n = g->n, .publisher = STR("Samordningsförbundet"),
		.address = STR("HTTPS://LOTSA.SE/K"), .issue = month_of(2026, 11),
		.is_draft = true };
}

/* All that may stand on the paper, longest first: a short name may be part of a long one. */
struct parts {
	struct str rows[WORDS + (5 + HOURS_MAX) * PRINT_LINES_MAX + 4];
	size_t n;
};

static int
compare_length(const void *left, const void *right)
{
	const struct str *a = left, *b = right;

	return a->n < b->n ? 1 : a->n > b->n ? -1 : 0;
}

/* Without spaces: a line may break within a name. */
static struct str
close_up(struct arena *a, struct str text)
{
	char *out = arena_alloc(a, text.n + 1);
	size_t i, n = 0;

	for (i = 0; i < text.n; i++)
		if (text.p[i] != ' ' && text.p[i] != '\n')
			out[n++] = text.p[i];
	return (struct str){ out, n };
}

static void
add_part(struct arena *a, struct parts *parts, struct str part)
{
	if (!str_is_empty(part))
		parts->rows[parts->n++] = close_up(a, part);
}

/* As the catalogue has them, and as the paper's language says them. */
static void
add_hours(struct arena *a, const struct material_texts *texts, struct str written,
	struct parts *parts)
{
	struct buf out BUF_CLEANUP = buf_new(1000);
	struct hours hours[HOURS_MAX];
	size_t n, i;

	if (!texts->knows_hours || hours_parse(a, written, hours, &n) != OK) {
		add_part(a, parts, written);
		return;
	}
	hours_put_in(&out, &texts->hours, hours, n);
	add_part(a, parts, buf_str(&out));
	/* A reader of the PDF turns the words from right to left around: the times stand alone. */
	for (i = 0; i < n; i++) {
		buf_clear(&out);
		hours_put_time(&out, hours[i].opens);
		buf_put(&out, STR("–"));
		hours_put_time(&out, hours[i].closes);
		add_part(a, parts, buf_str(&out));
	}
}

static void
collect(struct arena *a, const struct print_matter *m, struct parts *parts)
{
	size_t i;

	parts->n = 0;
	for (i = 0; i < WORDS; i++)
		add_part(a, parts, m->texts->words[i]);
	CHECK(m->n <= PRINT_LINES_MAX);
	for (i = 0; i < m->n; i++) {
		add_part(a, parts, m->lines[i].name);
		add_part(a, parts, m->lines[i].brief);
		add_hours(a, m->texts, m->lines[i].detail, parts);
		add_part(a, parts, m->lines[i].phone);
		add_part(a, parts, date_text(a, m->lines[i].verified_on));
	}
	add_part(a, parts, m->address);
	add_part(a, parts, month_text(a, m->issue));
	add_part(a, parts, m->publisher);
}

/* Overwrites every part of the text with blanks. */
static void
strike(char *text, size_t n, struct parts *parts)
{
	size_t i;

	qsort(parts->rows, parts->n, sizeof(parts->rows[0]), compare_length);
	for (i = 0; i < parts->n; i++) {
		struct str part = parts->rows[i];
		char *at = text;

		while ((at = memmem(at, n - (size_t)(at - text), part.p, part.n)))
			memset(at, ' ', part.n);
	}
}

/* Nothing is left but the marks between things, and letters that a reader of the PDF reorders. */
static void
check_is_nothing_else(
	const char *text, size_t n, const struct material_texts *texts, int product)
{
	size_t i;

	for (i = 0; i < n; i++)
		ck_assert_msg(strchr(" ,:()·", text[i]) ||
				(texts->is_rtl && (text[i] & 0x80)) ||
				(texts->is_rtl && text[i] == '.'),
			"%.*s, product %d: %.*s", STR_ARG(texts->code), product,
			(int)(n - i > 80 ? 80 : n - i), text + i);
}

static void
check_product(struct shelf *s, size_t language, enum material_product product)
{
	const struct print_matter m = matter_in(s, language, product);
	struct arena *a = s->w.arena;
	struct parts parts;
	struct printed printed;
	struct str text;

	CHECK_ERR(OK, print_product(product, &m, a, &printed));
	CHECK(date_is_set(printed.valid_until));
	collect(a, &m, &parts);
	add_part(a, &parts, date_text(a, printed.valid_until));
	text = close_up(a, paper_text(&s->w, printed.pdf));
	CHECK(str_contains(text, STR("020-505050")) && str_contains(text, STR("11414")));
	CHECK(str_contains(text, date_text(a, printed.valid_until)));
	CHECK(str_contains(text, STR("2026-11")));
	strike((char *)text.p, text.n, &parts);
	check_is_nothing_else(text.p, text.n, m.texts, (int)product);
}

TEST(what_is_printed_is_the_catalogue_and_the_words_and_nothing_else)
{
	struct shelf s SHELF_CLEANUP = shelf();
	size_t i;
	int product;

	for (i = 0; i < LANGUAGES; i++)
		for (product = PRODUCT_BROCHURE; product < PRODUCT_COUNT; product++)
			check_product(&s, i, (enum material_product)product);
}

TEST(opening_hours_are_said_in_the_language_of_the_paper)
{
	static const char *const said[LANGUAGES] = { "alla dagar 7–21", "alla dagar 7–21",
		"every day 07.00–21.00", "07.00–21.00", "07.00–21.00",
		"maalin kasta 07.00–21.00", "ኩሉ መዓልቲ 07.00–21.00" };
	struct shelf s SHELF_CLEANUP = shelf();
	struct arena *a = s.w.arena;
	size_t i;

	for (i = 0; i < LANGUAGES; i++) {
		const struct print_matter m = matter_in(&s, i, PRODUCT_BROCHURE);
		struct printed printed;
		struct str text;

		CHECK_ERR(OK, print_product(PRODUCT_BROCHURE, &m, a, &printed));
		text = close_up(a, paper_text(&s.w, printed.pdf));
		ck_assert_msg(str_contains(text, close_up(a, str_of(said[i]))), "%.*s",
			STR_ARG(m.texts->code));
		CHECK(str_contains(text, STR("alladagar")) == (i < SHIPPED - 1));
	}
}

/* As somebody holds it who reads from the right: the cover lies at the left end of the lower row. */
TEST(a_brochure_from_right_to_left_opens_the_other_way)
{
	struct shelf s SHELF_CLEANUP = shelf();
	size_t i;

	for (i = 0; i < LANGUAGES; i++) {
		const struct print_matter m = matter_in(&s, i, PRODUCT_BROCHURE);
		struct printed printed;
		struct str corner;

		CHECK_ERR(OK, print_product(PRODUCT_BROCHURE, &m, s.w.arena, &printed));
		corner = paper_corner(&s.w, printed.pdf);
		CHECK(str_contains(corner, STR("Bris")) != m.texts->is_rtl);
	}
}
