/* What the files of a printed page share. */
#ifndef OUT_PDF_INTERNAL_H
#define OUT_PDF_INTERNAL_H

#include <pango/pangocairo.h>

#include "out/pdf/pdf.h"

struct pdf {
	cairo_surface_t *surface;
	cairo_t *cr;
	PangoContext *context;	/* its letters' directions */
	struct buf bytes;	/* as cairo writes them */
	char lang[16];
	struct pdf_frame frame;
	double pen;		/* mm from the frame's top */
	bool is_rtl, is_in_frame;
	enum err err;		/* the first thing that went wrong */
};

double pdf_points(double mm);
void pdf_fail(struct pdf *pdf, enum err e);
/* cairo's document with /Lang, and with the title shown instead of the file's name. */
enum err pdf_mark_language(struct str document, const char *lang, struct arena *a,
	struct str *out);

#endif
