/* What the files of a printed page share. */
#ifndef OUT_PDF_INTERNAL_H
#define OUT_PDF_INTERNAL_H

#include <pango/pangocairo.h>

#include "out/pdf/pdf.h"

/* What is written into a document after cairo; C strings, since qpdf wants them. */
struct pdf_marks {
	char title[128], lang[16];
	char code_text[256];	/* what a code in it says */
};

struct pdf {
	cairo_surface_t *surface;
	cairo_t *cr;
	PangoContext *context;	/* its letters' directions */
	struct buf bytes;	/* as cairo writes them */
	struct pdf_marks marks;
	struct pdf_frame frame;
	double pen;		/* mm from the frame's top */
	double scale;		/* of all letters */
	bool is_rtl, is_in_frame;
	enum err err;		/* the first thing that went wrong */
};

/* The caller unrefs it; width 0 = one line as long as it gets. */
PangoLayout *pdf_layout(struct pdf *pdf, const struct pdf_style *style, struct str text,
	double width_mm);
void pdf_layout_size(PangoLayout *layout, double *width_mm, double *height_mm);
/* At the pen's place of the frame, in mm. */
void pdf_draw_layout(struct pdf *pdf, PangoLayout *layout, double x, double y);
double pdf_points(double mm);
void pdf_fail(struct pdf *pdf, enum err e);
/*
 * cairo's document with its language, a title that is shown instead of the file's name, texts for its
 * codes, and its lines marked as nothing to read.  ERR_IO when it is not as cairo writes it.
 */
enum err pdf_finish(struct str document, const struct pdf_marks *marks, struct arena *a,
	struct str *out);

#endif
