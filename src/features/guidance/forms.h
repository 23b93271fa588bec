/* What the forms of the room fill, and the numbers of their fields. */
#ifndef FEATURES_GUIDANCE_FORMS_H
#define FEATURES_GUIDANCE_FORMS_H

#include "core/http/form.h"

struct pin_input {
	struct str pin;
};
enum { PIN_PIN };
extern const struct form guidance_pin_form;

struct filter_input {
	struct str municipality;
	bool is_without_decision, is_same_day;
};
enum { FILTER_MUNICIPALITY, FILTER_WITHOUT_DECISION, FILTER_SAME_DAY };
extern const struct form guidance_filter_form;

/* Another situation; the filter comes along as it was. */
struct situation_input {
	struct str letters, municipality, is_without_decision, is_same_day;
};
enum {
	SITUATION_LETTERS,
	SITUATION_MUNICIPALITY,
	SITUATION_WITHOUT_DECISION,
	SITUATION_SAME_DAY
};
extern const struct form guidance_situation_form;

struct text_input {
	struct str body, source;
};
enum { TEXT_BODY, TEXT_SOURCE };
extern const struct form guidance_text_form;

#endif
