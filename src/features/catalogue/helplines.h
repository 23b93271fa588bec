/* The national help lines: content/helplines.csv, embedded, and what staff have found of them since. */
#ifndef FEATURES_CATALOGUE_HELPLINES_H
#define FEATURES_CATALOGUE_HELPLINES_H

#include "core/auth/scope.h"
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
	/* what staff said last of just this number and these hours: right or wrong; 0 = nothing */
	struct date checked_on, said_wrong_on;
	int64_t how;			/* enum catalogue_source */
	struct str checked_by;		/* the place */
};

/* In the order of showing, as the file has them; parsed into the arena.  For where no database is. */
enum err helplines(struct arena *a, struct helpline **out, size_t *n);
/* The same with what staff of any place have found since. */
enum err helplines_known(struct db *db, struct arena *a, struct helpline **out, size_t *n);
/* The same from the text of a file of that form; ERR_INVALID and *fault. */
enum err helplines_parse(struct str text, struct arena *a, struct helpline **out, size_t *n,
	struct csv_fault *fault);

enum { HELPLINE_FRESH_MONTHS = 6, HELPLINE_DUE_SOON_DAYS = 30 };
/*
 * The day from which somebody must make sure of it again: half a year after the month of its source or
 * after the day when staff did, whichever is later; no date when neither is known.
 */
struct date helpline_due(const struct helpline *line);
/*
 * Due, or said to be wrong: which stands beside its number wherever that stands.  A line of which no day is
 * known is not known to be old.
 */
bool helpline_is_stale(const struct helpline *line, struct date today);
/* Those that are due within a month or of which no day is known; last what is said to be wrong. */
enum err helplines_to_check(struct db *db, struct arena *a, struct date today,
	struct helpline **out, size_t *n);

struct helpline_checking {
	struct str code;
	struct str phone;	/* that was seen */
	bool is_right;
	int64_t how;		/* SOURCE_CALL to SOURCE_OWNER */
	struct str evidence;	/* where it stands, never who said it; may be empty */
};
/*
 * Says for every place on this server that its number and hours are right, or that something is wrong.
 * ERR_NOT_FOUND for no such line, ERR_CONFLICT when its number is another, ERR_INVALID for hearsay.
 */
enum err helpline_check(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct helpline_checking *in, struct date today);

/* "ej bekräftat" where the line is stale. */
void helpline_put_stale(struct html *h, const struct helpline *line, struct date today);

#endif
