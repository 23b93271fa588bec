/* Printed pages as PDF: text flows down frames, shaped by Pango, drawn by cairo. */
#ifndef OUT_PDF_PDF_H
#define OUT_PDF_PDF_H

#include "base/arena.h"
#include "base/date.h"
#include "core/qr/qr.h"

/*
 * Fonts are embedded, headings, paragraphs and codes tagged, title and language set.  Lengths are
 * millimetres from the upper left corner, sizes of letters points.  Nothing fails on the spot: what
 * goes wrong is kept, and pdf_end says it once.
 */
struct pdf;

struct pdf_about {
	struct str title;	/* neutral: it stands in the window and in lists of files */
	struct str lang;	/* BCP 47: "sv", "ar" */
	struct str code_text;	/* what its codes say, for those who hear the page */
	bool is_rtl;		/* the language is written from right to left */
	struct month made;	/* the month of issue; no finer time is written */
	double scale;		/* of all letters, and of what is left below them; 0 = 1 */
};

enum { PDF_BYTES_MAX = 8 * 1024 * 1024 };
#define PDF_A4_WIDTH 210.0
#define PDF_A4_HEIGHT 297.0

/* NULL when there is no memory. */
struct pdf *pdf_new(const struct pdf_about *about, double width_mm, double height_mm);
void pdf_free(struct pdf **pdf);
#define PDF_CLEANUP __attribute__((cleanup(pdf_free)))

void pdf_next_page(struct pdf *pdf);
/*
 * The document.  ERR_INVALID when no font here has a letter of its texts, ERR_LIMIT above
 * PDF_BYTES_MAX or when memory is short, ERR_IO when a library fails otherwise.
 */
enum err pdf_end(struct pdf *pdf, struct arena *a, struct str *out);

/* ---- frames: text flows down one, and only as much as fits ---- */

/* Degrees clockwise that whoever reads the frame turns the paper back. */
enum pdf_turn { PDF_UPRIGHT = 0, PDF_TURNED = 180, PDF_SIDEWAYS = 90 };

/* `width` and `height` are those that its reader sees; x and y of the corner on the paper. */
struct pdf_frame {
	double x, y, width, height;
	enum pdf_turn turn;
};

/* Until pdf_leave, texts go into this frame, from its top; frames do not nest. */
void pdf_enter(struct pdf *pdf, const struct pdf_frame *frame);
void pdf_leave(struct pdf *pdf);
/* Millimetres left below what has been put. */
double pdf_left(const struct pdf *pdf);
void pdf_skip(struct pdf *pdf, double mm);

enum pdf_tag { PDF_H1, PDF_H2, PDF_H3, PDF_P };
enum pdf_align { PDF_START, PDF_CENTRE };

struct pdf_style {
	enum pdf_tag tag;
	enum pdf_align align;
	double points;
	bool is_bold;
	double after;		/* mm below it */
};

/* The text in the whole width; false and nothing drawn when it does not fit. */
bool pdf_put(struct pdf *pdf, const struct pdf_style *style, struct str text);
/* The same, half-way down what is left of the frame. */
bool pdf_put_in_middle(struct pdf *pdf, const struct pdf_style *style, struct str text);
/* The millimetres that the text takes in a width, without what is left below it. */
double pdf_height_of(struct pdf *pdf, const struct pdf_style *style, struct str text,
	double width_mm);
/* A name at the start and a number at the end of a line, the name over several lines if it must. */
bool pdf_put_pair(
	struct pdf *pdf, const struct pdf_style *style, struct str name, struct str number);

/* ---- tables: rows of cells side by side, tagged as such ---- */

/* In hundredths of a percent of the cell's width; lo -1 = no interval. */
struct pdf_bar {
	int share, lo, hi;
	bool is_dot;		/* a dot where the number itself was drawn, else a bar */
};

struct pdf_cell {
	double width;		/* mm; the gap to the next cell is in it */
	struct str text;
	const struct pdf_bar *bar;	/* drawn instead of a text; not read aloud */
	bool is_end;		/* the text stands at the end of its cell */
};

/* Around rows of one page; the first cell of each row is read as its heading. */
void pdf_table_begin(struct pdf *pdf);
void pdf_table_end(struct pdf *pdf);
/* False and nothing drawn when it does not fit.  A heading row has a line under it. */
bool pdf_put_row(struct pdf *pdf, const struct pdf_style *style, const struct pdf_cell *cells,
	size_t n, bool is_heading);

/* A code in the middle of the frame, all black squares; false when it does not fit. */
bool pdf_put_qr(struct pdf *pdf, const struct qr *code, double side_mm);
/* Empty lines to write on by hand, `step` mm apart, to the end of the frame. */
void pdf_put_writing_lines(struct pdf *pdf, double step);

/* ---- lines on the paper, outside frames; not read aloud ---- */

enum pdf_line { PDF_FOLD, PDF_CUT, PDF_EDGE, PDF_ARROW };
void pdf_draw(struct pdf *pdf, enum pdf_line line, double x0, double y0, double x1, double y1);
void pdf_draw_box(struct pdf *pdf, double x, double y, double width, double height);

#endif
