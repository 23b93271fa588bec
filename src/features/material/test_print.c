/* The products as they come out of the printer: read back from the PDF. */
#include "tests/harness/harness.h"

#include <stdio.h>

#include "features/material/matter.h"
#include "features/material/test_paper.h"

static struct print_matter
matter_of(const struct material_texts *texts, const struct material_gathered *g)
{
	return (struct print_matter){ .texts = texts, .lines = g->lines, .n = g->n,
		.publisher = STR("Samordningsförbundet"),
		.address = STR("HTTPS://LOTSA.SE/K"), .issue = month_of(2026, 11),
		.is_draft = !texts->is_reviewed };
}

static struct material_gathered
gathered(struct world *w, bool is_for_staff)
{
	struct material_gathered g;

	CHECK_ERR(OK,
		material_gather(w->db, world_scope(w, ROLE_CATALOGUE_EDITOR), w->arena,
			&(struct gathering_for){
				.is_for_staff = is_for_staff, .today = w->today },
			&g));
	return g;
}

/* The Swedish texts, said to be of another language, with some words of it. */
static struct material_texts
texts_in(struct world *w, const char *lang, bool is_rtl, const char *title, const char *text)
{
	struct material_texts *shipped, texts;
	size_t n;

	CHECK_ERR(OK, material_texts_shipped(w->arena, &shipped, &n));
	texts = shipped[0];
	texts.code = texts.lang = str_of(lang);
	texts.is_rtl = is_rtl;
	texts.words[WORD_TITLE] = str_of(title);
	texts.words[WORD_ACUTE_TEXT] = str_of(text);
	return texts;
}

TEST(every_product_in_every_language_has_the_numbers_that_everybody_needs)
{
	struct world w WORLD_CLEANUP = world_new();
	struct material_gathered g;
	struct material_texts *texts;
	size_t n, i;
	int product;

	paper_import(&w);
	g = gathered(&w, false);
	CHECK_ERR(OK, material_texts_shipped(w.arena, &texts, &n));
	for (i = 0; i < n; i++) {
		const struct print_matter m = matter_of(&texts[i], &g);

		for (product = PRODUCT_BROCHURE; product < PRODUCT_COUNT; product++) {
			struct str words =
				paper_words(&w, (enum material_product)product, &m);

			CHECK(str_contains(words, STR("020-50 50 50")));
			CHECK(str_contains(words, STR("114 14")));
			CHECK(str_contains(words, STR("112")));
			CHECK(str_contains(words, texts[i].words[WORD_DRAFT]));
			CHECK(str_contains(words, STR("2026-11")));
		}
	}
}

TEST(the_staff_sheet_has_every_number_of_the_catalogue)
{
	struct world w WORLD_CLEANUP = world_new();
	struct material_gathered g;
	struct material_texts *texts;
	struct str words;
	size_t n, i;

	paper_import(&w);
	g = gathered(&w, true);
	CHECK_ERR(OK, material_texts_shipped(w.arena, &texts, &n));
	words = paper_words(&w, PRODUCT_SHEET,
		&(struct print_matter){ .texts = &texts[0], .lines = g.lines, .n = g.n,
			.publisher = STR("Förbundet"), .address = STR("HTTPS://X.SE/K"),
			.issue = month_of(2026, 11) });
	CHECK(g.n == 22 + 11);
	for (i = 0; i < g.n; i++)
		ck_assert_msg(str_contains(words, g.lines[i].phone), "%.*s is missing",
			STR_ARG(g.lines[i].phone));
}

TEST(own_use_gets_the_one_who_is_there_for_it_before_those_for_everything)
{
	struct world w WORLD_CLEANUP = world_new();
	struct material_gathered g;
	size_t i;

	paper_import(&w);
	g = gathered(&w, false);
	for (i = 0; i < g.n; i++)
		if (!g.lines[i].is_national && (g.lines[i].tracks & TRACK_OWN_USE))
			break;
	CHECK(i < g.n && str_contains(g.lines[i].name, STR("Behandling för våldsutövare")));
}

TEST(what_the_public_may_not_know_stands_on_no_card)
{
	struct world w WORLD_CLEANUP = world_new();
	struct material_gathered g, staff;
	size_t i;

	paper_import(&w);
	paper_hide(&w, "Brottsofferstöd", "visibility", VISIBLE_TO_STAFF);
	paper_hide(&w, "Kvinnoboende", "visibility", VISIBLE_NEVER_PRINTED);
	g = gathered(&w, false);
	staff = gathered(&w, true);
	CHECK(g.n == 20 + 11);
	CHECK(staff.n == 21 + 11);
	for (i = 0; i < g.n; i++)
		CHECK(!str_contains(g.lines[i].name, STR("Brottsofferstöd")));
	for (i = 0; i < staff.n; i++)
		CHECK(!str_contains(staff.lines[i].name, STR("Kvinnoboende")));
}

/* The line of a service, or NULL. */
static const struct print_line *
line_of(const struct material_gathered *g, const char *name)
{
	size_t i;

	for (i = 0; i < g->n; i++)
		if (str_contains(g->lines[i].name, str_of(name)))
			return &g->lines[i];
	return NULL;
}

TEST(the_staff_sheet_says_whom_to_call_when_an_acute_service_is_closed)
{
	struct world w WORLD_CLEANUP = world_new();
	struct material_gathered g;
	struct material_texts *texts;
	struct print_matter m;
	size_t n;

	paper_import(&w);
	CHECK_ERR(OK, material_texts_shipped(w.arena, &texts, &n));
	paper_one_acute(&w, "Brottsofferstöd");
	paper_set(&w, "Brottsofferstöd", "next_service_id",
		"(SELECT id FROM service WHERE name = 'Kvinnoboende')");
	paper_set(&w, "Kvinnoboende", "next_service_id",
		"(SELECT id FROM service WHERE name = 'Kamratstöd')");
	paper_hide(&w, "Kvinnoboende", "phone_visibility", VISIBLE_NEVER_PRINTED);
	g = gathered(&w, true);
	m = matter_of(&texts[0], &g);
	CHECK(str_eq(line_of(&g, "Brottsofferstöd")->next,
		STR("KRIS Södertälje 08-465 004 19")));
	CHECK(str_contains(paper_words(&w, PRODUCT_SHEET, &m),
		STR("→ KRIS Södertälje 08-465 004 19")));
	/* a number that nobody has called for long does not stand behind one that somebody has */
	paper_never_checked(&w, "Kamratstöd");
	g = gathered(&w, true);
	CHECK(str_is_empty(line_of(&g, "Brottsofferstöd")->next));
	/* what everybody may read says nothing of it */
	g = gathered(&w, false);
	CHECK(str_is_empty(line_of(&g, "Brottsofferstöd")->next));
}

TEST(a_number_or_hours_that_are_never_printed_stand_on_no_sheet_and_those_for_staff_do)
{
	struct world w WORLD_CLEANUP = world_new();
	struct material_gathered g;

	paper_import(&w);
	paper_set(&w, "*", "hours", "'dygnet runt'");
	paper_hide(&w, "Brottsofferstöd", "phone_visibility", VISIBLE_NEVER_PRINTED);
	paper_hide(&w, "Kvinnoboende", "phone_visibility", VISIBLE_TO_STAFF);
	paper_hide(&w, "Ungdomsmottagning", "hours_visibility", VISIBLE_NEVER_PRINTED);
	paper_hide(&w, "Kamratstöd", "hours_visibility", VISIBLE_TO_STAFF);
	g = gathered(&w, true);
	CHECK(!line_of(&g, "Brottsofferstöd") && line_of(&g, "Kvinnoboende"));
	CHECK(str_is_empty(line_of(&g, "Ungdomsmottagning")->detail));
	CHECK(str_eq(line_of(&g, "Kamratstöd")->detail, STR("dygnet runt")));
	g = gathered(&w, false);
	CHECK(!line_of(&g, "Brottsofferstöd") && !line_of(&g, "Kvinnoboende"));
	CHECK(str_is_empty(line_of(&g, "Ungdomsmottagning")->detail));
	CHECK(str_is_empty(line_of(&g, "Kamratstöd")->detail));
}

TEST(other_scripts_are_shaped_and_their_numbers_still_read_from_left_to_right)
{
	static const struct {
		const char *lang;
		bool is_rtl;
		const char *title, *text;
	} samples[] = {
		{ "ar", true, "أرقام مفيدة", "اتصل بالرقم 112" },
		{ "fa", true, "شماره‌های مفید", "با ۱۱۲ تماس بگیرید" },
		{ "ti", false, "ጠቓሚ ቁጽርታት", "112 ደውል" },
		{ "so", false, "Lambarro muhiim ah", "Wac 112" },
	};
	struct world w WORLD_CLEANUP = world_new();
	struct material_gathered g;
	size_t i;

	paper_import(&w);
	g = gathered(&w, false);
	for (i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		struct material_texts texts = texts_in(&w, samples[i].lang, samples[i].is_rtl,
			samples[i].title, samples[i].text);
		const struct print_matter m = matter_of(&texts, &g);
		struct str words = paper_words(&w, PRODUCT_BROCHURE, &m);

		CHECK(str_contains(words, STR("020-50 50 50")));
		CHECK(str_contains(words, STR("08-465 004 02")));
	}
}

TEST(words_that_somebody_has_reviewed_are_printed_without_the_mark)
{
	struct world w WORLD_CLEANUP = world_new();
	struct material_gathered g;
	struct material_texts texts;
	struct print_matter m;

	paper_import(&w);
	g = gathered(&w, false);
	texts = texts_in(&w, "sv", false, "Bra nummer", "Ring 112.");
	texts.is_reviewed = true;
	m = matter_of(&texts, &g);
	CHECK(!str_contains(paper_words(&w, PRODUCT_BROCHURE, &m), STR("utkast")));
}

TEST(a_product_whose_words_do_not_fit_is_refused_whole)
{
	struct world w WORLD_CLEANUP = world_new();
	struct material_gathered g;
	struct material_texts texts;
	struct print_matter m;
	struct printed pdf;
	char longest[1200];

	paper_import(&w);
	g = gathered(&w, false);
	memset(longest, 'm', sizeof(longest) - 1);
	longest[sizeof(longest) - 1] = '\0';
	texts = texts_in(&w, "sv", false, "Bra nummer", longest);
	m = matter_of(&texts, &g);
	CHECK_ERR(ERR_LIMIT, print_product(PRODUCT_BROCHURE, &m, w.arena, &pdf));
}

/* Words of a length that a file may have push the numbers for an emergency off the panel: refused. */
TEST(a_brochure_without_room_for_112_and_its_like_is_refused)
{
	struct world w WORLD_CLEANUP = world_new();
	struct material_texts texts = paper_texts(&w, "so");
	struct material_gathered g;
	struct print_matter m;
	struct printed pdf;
	char words[MATERIAL_WORD_MAX + 1];
	size_t n;

	paper_import(&w);
	g = gathered(&w, false);
	m = matter_of(&texts, &g);
	for (n = 40; n <= MATERIAL_WORD_MAX; n += 40) {
		struct str text;

		memset(words, 'm', n);
		words[n] = '\0';
		for (size_t i = 7; i < n; i += 8)
			words[i] = ' ';
		texts.words[WORD_ACUTE_TEXT] = str_of(words);
		if (print_product(PRODUCT_BROCHURE, &m, w.arena, &pdf) != OK)
			continue;
		text = paper_text(&w, pdf.pdf);
		CHECK(str_contains(text, STR("114 14")) &&
			str_contains(text, STR("020-50 50 50")));
	}
	texts.words[WORD_ACUTE_TITLE] = str_of(words);
	CHECK_ERR(ERR_LIMIT, print_product(PRODUCT_BROCHURE, &m, w.arena, &pdf));
}

TEST(titles_of_documents_are_neutral_in_every_language)
{
	struct world w WORLD_CLEANUP = world_new();
	static const char *const banned[] = { "våld", "kvinnofrid", "misshandel", "utsatt",
		"hot", "violence", "abuse" };
	struct material_texts *texts;
	size_t n, i, k;

	CHECK_ERR(OK, material_texts_shipped(w.arena, &texts, &n));
	for (i = 0; i < n; i++)
		for (k = 0; k < sizeof(banned) / sizeof(banned[0]); k++) {
			CHECK(!str_contains(texts[i].words[WORD_TITLE], str_of(banned[k])));
			CHECK(!str_contains(texts[i].words[WORD_SHEET_TITLE],
				str_of(banned[k])));
		}
}

TEST(a_national_line_that_is_overdue_is_printed_as_not_confirmed)
{
	struct world w WORLD_CLEANUP = world_new();
	const struct gathering_for everybody = { .today = w.today };
	struct material_gathered found;
	size_t i, n = 0;

	CHECK_ERR(OK, material_gather(w.db, world_job(&w, w.association), w.arena, &everybody,
		&found));
	for (i = 0; i < found.n; i++) {
		const struct print_line *line = &found.lines[i];

		CHECK(!str_eq(line->phone, STR("112")) || !line->is_stale);
		CHECK(!str_eq(line->phone, STR("116 111")) || line->is_stale);
		n += line->is_stale;
	}
	CHECK(n == 5);
}

TEST(a_national_line_that_staff_made_sure_of_is_printed_with_the_day_and_holds_the_paper_to_it)
{
	struct world w WORLD_CLEANUP = world_new();
	const struct gathering_for everybody = { .today = w.today };
	struct material_gathered found;
	size_t i;

	CHECK_ERR(OK, helpline_check(world_begin(&w), world_scope(&w, ROLE_CATALOGUE_EDITOR),
		w.arena,
		&(struct helpline_checking){ .code = STR("bris"), .phone = STR("116 111"),
			.is_right = true, .how = SOURCE_CALL },
		w.today));
	world_commit(&w);
	CHECK_ERR(OK, material_gather(w.db, world_job(&w, w.association), w.arena, &everybody,
		&found));
	for (i = 0; i < found.n; i++)
		if (str_eq(found.lines[i].phone, STR("116 111"))) {
			CHECK(!found.lines[i].is_stale);
			CHECK(found.lines[i].verified_on.days == w.today.days);
			CHECK(found.lines[i].due.days == w.today.days + CATALOGUE_FRESH_DAYS);
		}
}
