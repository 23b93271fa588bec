/* The forms of asking. */
#ifndef FEATURES_SCREENING_FORMS_H
#define FEATURES_SCREENING_FORMS_H

#include "features/screening/instrument.h"

/* What the pressed button asks for. */
#define ACT_DECLINE STR("avstar")
#define ACT_STOP_COUNT STR("sluta-rakna")
#define ACT_STOP_DROP STR("sluta-inget")
#define ACT_START STR("borja")
#define ACT_NOT_NOW STR("inte-nu")

/* One occasion: Papper and Samtal carry the same fields. */
struct asking {
	struct str posting;
	int64_t due;
	int64_t team;
	int64_t sex;
	int64_t age_band;
	struct month month;
	int64_t lang;
	bool has_interpreter;
	bool is_partial;		/* questions without an answer count as not asked */
	int64_t reason;
	struct str act;
	int64_t answers[QUESTIONS_MAX];	/* enum answer, by topic - 1 */
	int64_t experience;		/* enum experience */
};

enum asking_field {
	ASKING_POSTING,
	ASKING_DUE,
	ASKING_TEAM,
	ASKING_SEX,
	ASKING_AGE,
	ASKING_MONTH,
	ASKING_LANG,
	ASKING_INTERPRETER,
	ASKING_PARTIAL,
	ASKING_REASON,
	ASKING_ACT,
	ASKING_ANSWER,			/* the first of seven */
	ASKING_EXPERIENCE = ASKING_ANSWER + QUESTIONS_MAX,
	ASKING_FIELDS
};
extern const struct form asking_form;

/* "sv" of a language's number, and its number; {0} for none. */
struct str asking_lang_code(int64_t lang);

struct card_input {
	struct str code;		/* drawn and sealed when the form was shown */
	int64_t team;
	int64_t sex;
	int64_t age_band;
	struct month start_month;
};
enum card_field { CARD_TEAM, CARD_SEX, CARD_AGE, CARD_START, CARD_CODE };
extern const struct form card_form;

struct find_input {
	struct str code;
};
enum find_field { FIND_CODE };
extern const struct form find_form;

struct pick_input {
	int64_t due;
};
enum pick_field { PICK_DUE };
extern const struct form pick_form;

struct words_input {
	struct str words[QUESTIONS_MAX];	/* by topic - 1, and so are the fields */
};
extern const struct form words_form;

struct denominator_input {
	int64_t intervention;
	int64_t quarter;
	int64_t women, men, others;
};
enum denominator_field {
	DENOMINATOR_INTERVENTION,
	DENOMINATOR_QUARTER,
	DENOMINATOR_WOMEN,
	DENOMINATOR_MEN,
	DENOMINATOR_OTHERS
};
extern const struct form denominator_form;

struct pin_input {
	struct str pin;
};
enum pin_field { PIN_PIN };
extern const struct form pin_form;

#endif
