/* The national help lines: content/helplines.csv, embedded; no database. */
#ifndef FEATURES_CATALOGUE_HELPLINES_H
#define FEATURES_CATALOGUE_HELPLINES_H

#include "core/csv/csv_reader.h"
#include "core/html/html.h"
#include "features/catalogue/choices.h"

struct helpline {
	struct str code, name, phone;
	unsigned tracks;
	struct str audience, hours, languages;
	enum anonymous anonymous;
	enum on_phone_bill on_phone_bill;
	struct str source, source_month, note;	/* source_month "2024-04" or "" */
	struct str search_words;	/* what people say who look for it: "slår;slå" */
	bool is_first;		/* 112, 114 14 and 020-50 50 50: always on top */
	/* the file has "(?)" behind the value: shown as not confirmed */
	bool is_hours_unconfirmed, is_phone_unconfirmed, is_languages_unconfirmed;
};

/* In the order of showing; parsed into the arena. */
enum err helplines(struct arena *a, struct helpline **out, size_t *n);
/* The same from the text of a file of that form; ERR_INVALID and *fault. */
enum err helplines_parse(struct str text, struct arena *a, struct helpline **out, size_t *n,
	struct csv_fault *fault);
/*
 * Half a year after the month of its source a line is not confirmed any longer, which is said beside its
 * number wherever it stands; a line without a month is not known to be old.
 */
bool helpline_is_stale(const struct helpline *line, struct date today);

/* "ej bekräftat" where the line is stale. */
void helpline_put_stale(struct html *h, const struct helpline *line, struct date today);

#endif
