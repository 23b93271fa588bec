/* Who may know what the catalogue says of a service, fact by fact. */
#ifndef FEATURES_CATALOGUE_VISIBILITY_H
#define FEATURES_CATALOGUE_VISIBILITY_H

#include "core/http/form.h"

/* Stored in service.visibility and those of its facts; never renumber. */
enum visibility {
	VISIBLE_AS_ENTRY = 0,	/* of a fact: by whoever sees the entry */
	VISIBLE_TO_ALL,		/* of an entry alone */
	VISIBLE_TO_STAFF,
	VISIBLE_NEVER_PRINTED	/* staff, on screens only */
};

/*
 * Of the entry, and of each fact that can be hidden while the entry is shown.  What says who it is, whom it
 * is for and how to get there follows the entry: without it the entry would mislead.
 */
struct catalogue_visibility {
	int64_t entry;	/* never VISIBLE_AS_ENTRY */
	int64_t phone, phone_note, on_phone_bill, response, hours, languages, website, bring;
	int64_t cost;	/* and cost_text */
	int64_t note;
};

enum { VISIBILITY_CHOICES = 3, FACT_VISIBILITY_CHOICES = 3 };
extern const struct choice visibility_choices[VISIBILITY_CHOICES];
extern const struct choice fact_visibility_choices[FACT_VISIBILITY_CHOICES];

/* The columns of services.csv that say it. */
enum { VISIBLE_FACTS = 10 };
struct visible_fact {
	const char *column;
	const char *group;	/* that said it in files from before it had its own, or NULL */
	size_t offset;		/* into struct catalogue_visibility */
};
extern const struct visible_fact visible_facts[VISIBLE_FACTS];

/* Whether one of the facts may stand on paper that is for professionals. */
bool visibility_allows_print(const struct catalogue_visibility *visible, int64_t fact);

#endif
