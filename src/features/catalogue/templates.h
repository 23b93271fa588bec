/* What the templates of the room are given. */
#ifndef FEATURES_CATALOGUE_TEMPLATES_H
#define FEATURES_CATALOGUE_TEMPLATES_H

#include "features/catalogue/catalogue.h"

struct catalogue_page {
	const struct catalogue_service *rows;
	size_t n;
	struct str words;	/* of the search, "" = everything */
	struct date today;
	bool may_guide;
	int64_t n_to_verify;
	bool is_saved;
};

extern const struct form catalogue_search_form;
enum { SEARCH_WORDS };

/* The labels of the bits with commas between, "okänt" for none. */
void catalogue_put_bits(struct html *h, unsigned bits, const struct choice *choices, size_t n);
/* The text, or "okänt" when it is empty. */
void catalogue_put_known(struct html *h, struct str text);
/* "kvinnor;barn" with commas between, or "okänt". */
void catalogue_put_list(struct html *h, struct str list);
/* The number as text and link, marked where it is for practice; "okänt" when it is empty. */
void catalogue_put_number(struct html *h, struct str phone);
/* "kontrollerad 3 november 2026", with "inaktuell" where it is; "inte kontrollerad". */
void catalogue_put_freshness(struct html *h, struct date verified_on, bool is_acute,
	struct date today);
/* "13–23 år", "från 13 år", or "okänt". */
void catalogue_put_ages(struct html *h, int from, int to);

#endif
