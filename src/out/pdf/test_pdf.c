/* A page of paper: what fits, what is refused, and the same bytes for the same page. */
#include "tests/harness/harness.h"

#include "out/pdf/artifacts.h"
#include "out/pdf/pdf.h"

enum { ROOM = 4 * 1024 * 1024 };

static const struct pdf_style plain = { .tag = PDF_P, .points = 10, .after = 2 };
static const struct pdf_frame narrow = { .x = 10, .y = 10, .width = 40, .height = 12 };

static struct pdf *
paper(void)
{
	const struct pdf_about about = { .title = STR("Bra nummer"), .lang = STR("sv"),
		.made = month_of(2026, 11) };

	return pdf_new(&about, PDF_A4_WIDTH, PDF_A4_HEIGHT);
}

/* One paragraph on one page. */
static enum err
page_of(struct arena *a, struct str text, struct str *out)
{
	struct pdf *pdf PDF_CLEANUP = paper();

	pdf_enter(pdf, &narrow);
	pdf_put(pdf, &plain, text);
	pdf_leave(pdf);
	return pdf_end(pdf, a, out);
}

TEST(a_document_says_its_language_its_title_and_that_it_is_tagged)
{
	struct arena *a = arena_new(ROOM);
	struct str pdf;

	CHECK_ERR(OK, page_of(a, STR("Hej"), &pdf));
	CHECK(str_starts(pdf, STR("%PDF-1.")));
	CHECK(str_contains(pdf, STR("/Lang (sv)")));
	CHECK(str_contains(pdf, STR("/DisplayDocTitle true")));
	CHECK(str_contains(pdf, STR("/Marked true")));
	CHECK(str_contains(pdf, STR("/S /Document")));
	CHECK(str_contains(pdf, STR("/Title (Bra nummer)")));
	CHECK(str_contains(pdf, STR("/FontFile2")));
	arena_free(a);
}

TEST(the_same_page_gives_the_same_bytes)
{
	struct arena *a = arena_new(ROOM);
	struct str first, second, other;

	CHECK_ERR(OK, page_of(a, STR("Hej"), &first));
	CHECK_ERR(OK, page_of(a, STR("Hej"), &second));
	CHECK_ERR(OK, page_of(a, STR("Hopp"), &other));
	CHECK(str_eq(first, second));
	CHECK(!str_eq(first, other));
	arena_free(a);
}

TEST(what_does_not_fit_in_a_frame_is_not_drawn_and_says_so)
{
	struct pdf *pdf PDF_CLEANUP = paper();
	double left;

	pdf_enter(pdf, &narrow);
	CHECK(pdf_put(pdf, &plain, STR("En rad")));
	left = pdf_left(pdf);
	CHECK(left < narrow.height);
	CHECK(!pdf_put(pdf, &plain, STR("Flera rader som inte längre får plats i rutan")));
	CHECK(!pdf_put_pair(
		pdf, &plain, STR("Ett namn som är för långt för sin rad"), STR("112")));
	CHECK(pdf_left(pdf) == left);
	pdf_leave(pdf);
}

TEST(a_letter_that_no_font_has_is_refused)
{
	struct arena *a = arena_new(ROOM);
	struct str pdf;

	/* Nobody's letter: private use. */
	CHECK_ERR(ERR_INVALID, page_of(a, STR("\xee\x80\x80"), &pdf));
	arena_free(a);
}

TEST(a_document_that_has_no_room_is_an_error_and_not_half_a_document)
{
	struct arena *a = arena_new(1024);
	struct str pdf = STR("untouched");

	CHECK_ERR(ERR_LIMIT, page_of(a, STR("Hej"), &pdf));
	CHECK(str_eq(pdf, STR("untouched")));
	arena_free(a);
}

TEST(a_code_has_a_text_and_a_title_is_found_by_catalogues_of_files)
{
	const struct pdf_about about = { .title = STR("A & B < C"), .lang = STR("sv"),
		.code_text = STR("HTTPS://X.SE/K"), .made = month_of(2026, 11) };
	struct pdf *pdf PDF_CLEANUP = pdf_new(&about, PDF_A4_WIDTH, PDF_A4_HEIGHT);
	const struct pdf_frame frame = { .width = 40, .height = 40 };
	struct arena *a = arena_new(ROOM);
	struct qr code;
	struct str out;

	CHECK_ERR(OK, qr_of(a, STR("HTTPS://X.SE/K"), &code));
	pdf_enter(pdf, &frame);
	CHECK(pdf_put_qr(pdf, &code, 20));
	pdf_leave(pdf);
	CHECK_ERR(OK, pdf_end(pdf, a, &out));
	CHECK(str_contains(out, STR("/S /Figure")));
	CHECK(str_contains(out, STR("/Alt (HTTPS://X.SE/K)")));
	CHECK(str_contains(out, STR("/Metadata")) && str_contains(out, STR("/Subtype /XML")));
	arena_free(a);
}

static void
check_marks(const char *content, const char *expected)
{
	struct buf out BUF_CLEANUP = buf_new(ROOM);

	CHECK_ERR(OK, pdf_mark_artifacts(str_of(content), &out));
	ck_assert_msg(str_eq(buf_str(&out), str_of(expected)), "%.*s", STR_ARG(buf_str(&out)));
}

TEST(lines_that_nobody_reads_are_marked_and_what_is_read_stays_as_it_was)
{
	check_marks("1 0 0 -1 0 595 cm\nq\n0.4 w\n0 0 m 9 9 l S\nQ\n",
		"1 0 0 -1 0 595 cm\nq\n/Artifact BMC\n0.4 w\n0 0 m 9 9 l S\nEMC\nQ\n");
	check_marks("/P << /MCID 0 >> BDC\nBT\n/Span << >> BDC\nEMC\nET\nEMC\n",
		"/P << /MCID 0 >> BDC\nBT\n/Span << >> BDC\nEMC\nET\nEMC\n");
	check_marks("0 w\n/P << /MCID 0 >> BDC\nEMC\n0 0 m S",
		"/Artifact BMC\n0 w\nEMC\n/P << /MCID 0 >> BDC\nEMC\n"
		"/Artifact BMC\n0 0 m S\nEMC\n");
}

TEST(a_drawing_whose_marks_do_not_end_is_refused)
{
	struct buf out BUF_CLEANUP = buf_new(ROOM);

	CHECK_ERR(ERR_IO, pdf_mark_artifacts(STR("/P << /MCID 0 >> BDC\nBT\n"), &out));
}
