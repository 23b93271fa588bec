/* Versions of a page to choose from: periods, years, places. */
#ifndef CORE_HTTP_CHOICE_H
#define CORE_HTTP_CHOICE_H

#include "core/http/handler.h"

struct choice_link {
	struct str words;
	struct url url;
	bool is_here;	/* the one that is shown: no link */
};

/* A row of links named `label` (N_); nothing when there is nothing to choose. */
void choice_put(struct html *h, const char *label, const struct choice_link *choices, size_t n);
/* The same where the words are names that people gave (in_swedish of core/html). */
void choice_put_names(
	struct html *h, const char *label, const struct choice_link *choices, size_t n);

#endif
