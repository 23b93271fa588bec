/* The two texts of the room as data: content/statement/NAME.LANG.json. */
#ifndef FEATURES_STATEMENT_DOCUMENT_H
#define FEATURES_STATEMENT_DOCUMENT_H

#include "core/html/html.h"

enum conformance { CONFORMANCE_FULL = 1, CONFORMANCE_PARTIAL, CONFORMANCE_NONE };

/* Something that does not work for everybody yet. */
struct shortcoming {
	struct str what;	/* a sentence */
	struct str instead;	/* what to do until then */
	struct str until;	/* when it is to be mended, in words */
};

struct texts {
	struct str *rows;
	size_t n;
};

/* The law 2018:1937 on accessibility of digital public service asks for each of these. */
struct statement {
	enum conformance conformance;
	struct str standard;		/* "EN 301 549 ..." */
	struct date checked_on;
	struct texts ways;		/* how it was tested */
	struct shortcoming *shortcomings;
	size_t n_shortcomings;
	struct str authority;		/* who supervises */
	struct url complaints;		/* where to complain to it */
};

struct kept_section {
	struct str heading;
	struct texts paragraphs, items;	/* either may be empty; paragraphs come first */
};

/* What Lotsa keeps about whom. */
struct kept {
	struct str lead;
	struct kept_section *sections;
	size_t n;
};

/* ERR_INVALID for a file that is not as it should be: the tests read every one. */
enum err statement_read(struct str json, struct arena *a, struct statement *out);
enum err kept_read(struct str json, struct arena *a, struct kept *out);
/* The file of a name in a language: "accessibility", "kept". */
struct str statement_file(struct arena *a, const char *name, enum lang lang);

#endif
