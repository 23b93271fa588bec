/* A set of questions as data: read strictly, shown by the pages (content/instruments/README.md). */
#ifndef FEATURES_SCREENING_INSTRUMENT_H
#define FEATURES_SCREENING_INSTRUMENT_H

#include "features/screening/screening.h"

enum { QUESTIONS_MAX = TOPIC_COUNT - 1, OPTIONS_MAX = 4 };

struct question_option {
	uint8_t answer;			/* enum answer; of the experience enum experience */
	const char *code;		/* "no": what the form posts */
	const char *key;		/* "1": the key that chooses it */
	struct str label;
};

struct question {
	enum topic topic;
	struct str text, help;
	struct question_option options[OPTIONS_MAX];
	size_t n_options;
};

struct instrument {
	struct str code, version, lang, title;
	struct str purpose;		/* what the participant is told first */
	struct str close;		/* who "close" is */
	struct question questions[QUESTIONS_MAX];
	size_t n_questions;
	bool asks_experience;
	struct question experience;	/* after all others; topic is TOPIC_NONE */
};

/* ERR_INVALID with `fault` for anything that the format does not know. */
enum err instrument_parse(struct arena *a, struct str json, struct instrument *out,
	struct instrument_fault *fault);

/* Whether two say the same in two languages: the same topics and answers in the same order. */
bool instrument_matches(const struct instrument *a, const struct instrument *b);

/* The answers that a form posts, as a field's choices: code and value. */
extern const struct choice answer_choices[OPTIONS_MAX];
extern const struct choice experience_choices[OPTIONS_MAX];
/* "PSYCHOLOGICAL" */
extern const struct choice topic_choices[QUESTIONS_MAX];

/* Whether every answer is one that its question offers, and no other question is answered. */
bool instrument_allows(const struct instrument *instrument, const struct ballot *ballot);
/* How many of its questions have no answer; the experience may always go without. */
size_t instrument_unanswered(const struct instrument *instrument, const struct ballot *ballot);

#endif
