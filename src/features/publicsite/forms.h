/* What a step of the finder carries. */
#ifndef FEATURES_PUBLICSITE_FORMS_H
#define FEATURES_PUBLICSITE_FORMS_H

#include "core/http/form.h"

struct asked {
	int64_t door, what, who, municipality;
	bool is_done;		/* the last step was answered, perhaps with nothing */
};

enum { ASKED_DOOR, ASKED_WHAT, ASKED_WHO, ASKED_MUNICIPALITY, ASKED_DONE };

extern const struct form asked_form;
/* "jag", "prata": as the buttons and hidden fields have them. */
extern const struct choice door_choices[];
extern const struct choice what_choices[];

#endif
