/* The handlers of open data. */
#ifndef FEATURES_CATALOGUE_API_H
#define FEATURES_CATALOGUE_API_H

#include "features/catalogue/catalogue.h"

page_fn catalogue_api_services, catalogue_api_service, catalogue_api_organisations,
	catalogue_api_organisation, catalogue_api_taxonomies, catalogue_api_taxonomy,
	catalogue_api_terms, catalogue_api_term, catalogue_api_at_locations,
	catalogue_api_at_location, catalogue_api_root;

/* Who takes which parameters. */
enum api_list {
	API_SERVICES = 1,
	API_AT_LOCATIONS = 2,
	API_ORGANISATIONS = 4,
	API_TAXONOMIES = 8,
	API_TERMS = 16,
	API_LISTS = 31,
	API_ONE = 32,	/* one member of any list */
	API_ROOT = 64
};
/*
 * Whether every parameter of the query is one that the list understands.  Else the answer is written, 400
 * with the reason and the parameter in JSON, and the handler returns OK.
 */
bool api_takes(struct page *page, enum api_list list);

/* How long `search` may be. */
enum { SEARCH_BYTES = 80 };

/* Which part of a list is asked for, and what there is of it. */
struct api_paging {
	int64_t page, size, total;
	int64_t here; /* how many are on this page */
};

/* page and per_page; ERR_INVALID beyond their limits. */
enum err api_read_paging(const struct request_context *ctx, struct api_paging *out);
/* The answer is open data from here on. */
void api_begin(struct page *page);
/* The list up to its first member; the caller writes the members and "]}". */
void api_put_paging(struct buf *out, const struct api_paging *paging);

#endif
