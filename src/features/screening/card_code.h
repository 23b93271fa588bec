/* Codes of cards: two neutral nouns and a check character, drawn at random. */
#ifndef FEATURES_SCREENING_CARD_CODE_H
#define FEATURES_SCREENING_CARD_CODE_H

#include "base/arena.h"

enum { CARD_WORD_MIN = 3, CARD_WORD_MAX = 9, CARD_SPLITS_MAX = 7 };

/* "TALLRIK-SKED-7" out of the shipped list; says nothing about anybody.  Empty when the arena is full. */
struct str card_code_draw(struct arena *a);

/*
 * The codes that a typed one may stand for, most likely first: upper case, hyphens where they belong.
 * Case, spaces and hyphens of the input do not matter.  ERR_INVALID when the check character does not
 * fit or it can be no code.
 */
enum err card_code_read(struct arena *a, struct str typed, struct str codes[CARD_SPLITS_MAX],
	size_t *n);

/*
 * A code that was drawn for a form, with a seal that shows it: the form may be sent twice and makes one
 * card, and nobody makes a card with a code of her own.
 */
struct str card_code_sealed(struct arena *a, struct str code);
/* ERR_INVALID for anything that was not sealed here. */
enum err card_code_unseal(struct arena *a, struct str text, struct str *code);

/* The check character of letters a-z (in either case), hyphens left out. */
char card_code_check(struct str letters);

/* The shipped words, one a line. */
struct str card_code_words(void);

#endif
