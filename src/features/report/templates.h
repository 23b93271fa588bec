/* Types that the templates of this room show. */
#ifndef FEATURES_REPORT_TEMPLATES_H
#define FEATURES_REPORT_TEMPLATES_H

#include "core/http/choice.h"
#include "features/report/document.h"

enum { REPORT_LINKS_MAX = 12 };

struct report_page {
	const struct report *report;
	const char *status;
	struct choice_link links[REPORT_LINKS_MAX];	/* versions to choose from */
	size_t n_links;
	struct url paper, book, text;
};

struct nation_page {
	const struct report *report;
	struct choice_link links[REPORT_LINKS_MAX];	/* years to choose from */
	size_t n_links;
	bool has_files;
	struct url csv, book, json, definitions;
};

struct own_text_version {
	struct str words, by;
	struct month written;
};

struct own_text_page {
	int64_t year;
	const struct form *form;
	struct own_text_version *versions;	/* newest first */
	size_t n;
};

/* The figure of a table, when it has something to draw. */
bool report_has_figure(const struct report_table *table);
/* A figure that a page would cut in two is not printed: its table has the same. */
bool report_is_longer_than_paper(const struct report_table *table);
void report_put_figure(struct html *h, const struct report_table *table);

#endif
