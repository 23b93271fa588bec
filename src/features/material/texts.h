/* The words of the printed products in one language, from a file. */
#ifndef FEATURES_MATERIAL_TEXTS_H
#define FEATURES_MATERIAL_TEXTS_H

#include "base/arena.h"
#include "base/date.h"
#include "base/hours.h"

enum material_word {
	WORD_TITLE,
	WORD_LEAD,
	WORD_DRAFT,
	WORD_ISSUE,
	WORD_VALID_UNTIL,
	WORD_PUBLISHED_BY,
	WORD_MORE,
	WORD_ACUTE_TITLE,
	WORD_ACUTE_TEXT,
	WORD_EXPOSED_TITLE,
	WORD_EXPOSED_TEXT,
	WORD_OWN_USE_TITLE,
	WORD_OWN_USE_TEXT,
	WORD_CHILD_TITLE,
	WORD_CHILD_TEXT,
	WORD_RELATIVE_TITLE,
	WORD_RELATIVE_TEXT,
	WORD_NEAR_TITLE,
	WORD_TRACES_TITLE,
	WORD_TRACES_TEXT,
	WORD_FINDER_TEXT,
	WORD_POSTER_TITLE,
	WORD_POSTER_TEXT,
	WORD_POSTER_TEAR,
	WORD_SHEET_TITLE,
	WORD_SHEET_BEFORE,
	WORD_SHEET_ASK,
	WORD_SHEET_LISTEN,
	WORD_SHEET_ONGOING,
	WORD_SHEET_EARLIER,
	WORD_SHEET_OWN_USE,
	WORD_SHEET_EVERYONE,
	WORD_SHEET_FOLLOW,
	WORD_SHEET_NUMBERS,
	WORD_SHEET_CHECKED,
	WORD_SHEET_NOT_CHECKED,
	WORD_SHEET_OWN_WORDS,
	WORDS
};

struct material_texts {
	struct str code;	/* "sv-latt": names the file and the product */
	struct str lang;	/* BCP 47: "sv" */
	struct str name;	/* "lätt svenska" */
	bool is_rtl;
	bool is_reviewed;
	struct str reviewed_by;		/* a role or an organisation; "" when it is a draft */
	struct date reviewed_on;
	struct str words[WORDS];
	bool knows_hours;	/* else opening hours stand as the catalogue has them, in Swedish */
	struct hours_words hours;
};

enum { MATERIAL_WORD_MAX = 400 };

/*
 * The texts of a file of content/material's form.  ERR_INVALID, and *fault tells in Swedish which line or
 * which member is wrong and what to do; ERR_LIMIT when the arena is full.
 */
enum err material_texts_parse(struct str file, struct arena *a, struct material_texts *out,
	struct str *fault);
/* The languages that the program carries, in the order of showing. */
enum err material_texts_shipped(struct arena *a, struct material_texts **out, size_t *n);

#endif
