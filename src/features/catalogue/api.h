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
 * Whether every parameter of the query is one that the list understands, with a value that it may have.
 * Else the answer is written, 400 with the reason and the parameter in JSON, and the handler returns OK.
 */
bool api_takes(struct page *page, enum api_list list);

/* How long `search` may be, the last page, and how much may be on it. */
enum { SEARCH_BYTES = 80, API_PAGE_MAX = 1000000, API_SIZE_MAX = 100 };

/* Which part of a list is asked for, and what there is of it. */
struct api_paging {
	int64_t page, size, total;
	int64_t here; /* how many are on this page */
};

/* page and per_page; ERR_INVALID beyond their limits. */
enum err api_read_paging(const struct request_context *ctx, struct api_paging *out);
/* "2026-11-22" and what may follow it, "T10:00:00Z"; no day for no text, ERR_INVALID for another. */
enum err api_read_day(struct str text, struct date *out);
/* The answer is open data from here on. */
void api_begin(struct page *page);
/* The list up to its first member; the caller writes the members and "]}". */
void api_put_paging(struct buf *out, const struct api_paging *paging);

#endif
