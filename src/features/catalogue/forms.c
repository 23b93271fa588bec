/* The fields of the room's forms. */
#include "features/catalogue/forms.h"

static const struct field search_fields[] = {
	{ .name = "sok",
		.label = N_("Sök i katalogen"),
		.hint = N_("Namn, kortnamn, målgrupp eller något ur beskrivningen"),
		.kind = FIELD_TEXT, .is_conditional = true,
		.offset = offsetof(struct catalogue_search_input, words),
		.max = 80 },
};

const struct form catalogue_search_form = FORM(
	"catalogue_search", struct catalogue_search_input, search_fields);
