/* A long list in parts: which rows a page shows, and the ways to the others. */
#ifndef CORE_HTTP_PAGER_H
#define CORE_HTTP_PAGER_H

#include "core/http/handler.h"

enum { PAGER_ROWS = 40 };	/* with long names, too, a part stays within the 30 kB of a page */

struct pager {
	int64_t page, n_pages;	/* from 1; n_pages >= 1 */
	size_t first, n;	/* the rows of this page within all of them */
	struct url url;		/* of the list, with what it is narrowed by */
};

/* The part that the query's "sida" asks for; the first one when there is no such part. */
struct pager pager_of(const struct request_context *ctx, size_t n_rows, struct url url);
/* The ways to the part before and after; nothing when all rows stand on one page. */
void pager_put(struct html *h, const struct pager *pager);

#endif
