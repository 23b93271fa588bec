/* The handbook in Markdown, as chapters of safe HTML. */
#ifndef TOOLS_HANDBOOK_HANDBOOK_H
#define TOOLS_HANDBOOK_HANDBOOK_H

#include "base/buf.h"

enum { HANDBOOK_CHAPTERS_MAX = 32, HANDBOOK_ERROR_MAX = 256 };

struct handbook_error {
	int line;
	char text[HANDBOOK_ERROR_MAX];
};

/* Whether doc/bilder holds a picture of that file name. */
typedef bool handbook_has_picture(const char *file);

/*
 * Writes the C of src/features/handbook/chapters.h.  Each heading of level 2 begins a chapter, whose
 * first paragraph, wholly in *emphasis*, says whom it is for.  ERR_INVALID with the place and reason of
 * the first fault: raw HTML, a link to no chapter or not to https, a picture without words or that is not
 * there, a heading that skips a level, two chapters of one name.
 */
enum err handbook_translate(struct str text, handbook_has_picture *has_picture,
	struct buf *out, struct handbook_error *error);

#endif
