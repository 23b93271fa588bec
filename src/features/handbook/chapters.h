/* The chapters of the handbook, made by tools/handbook out of doc/handbok.sv.md. */
#ifndef FEATURES_HANDBOOK_CHAPTERS_H
#define FEATURES_HANDBOOK_CHAPTERS_H

#include "core/html/html.h"

struct handbook_chapter {
	const char *code;	/* "borja-har": its address and its anchor */
	const char *title;
	const char *whom;	/* a sentence */
	struct html_safe html;	/* below an h1 */
};

extern const struct html_safe handbook_preface;
extern const struct handbook_chapter handbook_chapters[];
extern const size_t handbook_n_chapters;

#endif
