/* The words of the public pages, each in everyday and in easy Swedish. */
#ifndef FEATURES_PUBLICSITE_WORDS_H
#define FEATURES_PUBLICSITE_WORDS_H

#include "core/html/html.h"

enum words {
	WORDS_TITLE,
	WORDS_INTRO,
	WORDS_FOR_WHOM,
	WORDS_DOOR_ME,
	WORDS_DOOR_OWN,
	WORDS_DOOR_OTHER,
	WORDS_DOOR_CHILD,
	WORDS_DOOR_WORK,
	WORDS_NO_TRACE,
	WORDS_ALL_NUMBERS,
	WORDS_CARD,
	WORDS_WHAT,
	WORDS_WHERE,
	WORDS_SHOW,
	WORDS_BACK,
	WORDS_AGAIN,
	WORDS_CHANGE,
	WORDS_ANSWERS,
	WORDS_NOW,
	WORDS_NOTHING_LOCAL,
	WORDS_FROM_THE_COUNTY,
	WORDS_NOTHING_COUNTY,
	WORDS_CALL_LOG,
	WORDS_PRINT,
	WORDS_CARD_INTRO,
	WORDS
};

/* Which of the three a page is. */
enum edition { EDITION_SWEDISH, EDITION_ENGLISH, EDITION_EASY, EDITIONS };

/* In the language of `h`; easy Swedish is written out, never translated. */
const char *say(const struct html *h, enum edition edition, enum words words);
/* Of the two the easy one, where there is one and the edition is easy. */
const char *say_either(const struct html *h, enum edition edition, const char *everyday,
	const char *easy);

#endif
