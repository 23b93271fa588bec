/* What the four drawings share. */
#ifndef FEATURES_MATERIAL_DRAW_H
#define FEATURES_MATERIAL_DRAW_H

#include "features/material/print.h"
#include "out/pdf/pdf.h"

/* Headings, paragraphs and small print of a size. */
struct draw_styles {
	struct pdf_style heading, part, body, line, small;
};

extern const struct draw_styles pocket_styles, paper_styles;

/* A drawing under way: whether everything that must be on the paper fitted. */
struct drawing {
	struct pdf *pdf;
	const struct print_matter *matter;
	struct arena *a;
	const struct draw_styles *styles;
	struct date valid_until;	/* what the imprint says */
	struct date first_due;		/* of the lines drawn so far; 0 = none is due */
	bool is_brief;			/* organisations without their services: for what others see */
	bool is_short;			/* of room */
};

/* Something that must be there; a part stands below a heading. */
void draw_heading(struct drawing *d, enum material_word word);
void draw_part(struct drawing *d, enum material_word word);
void draw_text(struct drawing *d, enum material_word word);
void draw_small(struct drawing *d, struct str text);
/* The code that opens the help finder. */
void draw_code(struct drawing *d, double side_mm);
/* "utkast" where it is one. */
void draw_draft_mark(struct drawing *d);
/* Municipality, publisher, month of issue, last day. */
void draw_imprint(struct drawing *d);
/* Which lines stand under a heading. */
typedef bool line_is_wanted(const struct print_line *line, unsigned tracks);
/* That a line stands on the paper now: the product holds no longer than it. */
void draw_note_line(struct drawing *d, const struct print_line *line);
/* As many of the wanted lines as fit, at most `most`; returns how many there were room for. */
size_t draw_lines(struct drawing *d, line_is_wanted *is_wanted, unsigned tracks, size_t most);

bool line_is_near(const struct print_line *line, unsigned tracks);
bool line_is_national(const struct print_line *line, unsigned tracks);
bool line_is_first(const struct print_line *line, unsigned tracks);

/* A name in its own direction, whatever stands around it. */
struct str draw_name(struct drawing *d, struct str name);
/* A phone number reads from left to right among letters that read from right to left. */
struct str draw_number(struct arena *a, struct str phone);

void draw_brochure(struct drawing *d);
void draw_cards(struct drawing *d);
void draw_sheet(struct drawing *d);
void draw_poster(struct drawing *d);

#endif
