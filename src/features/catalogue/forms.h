/* What the forms of the room fill. */
#ifndef FEATURES_CATALOGUE_FORMS_H
#define FEATURES_CATALOGUE_FORMS_H

#include "features/catalogue/templates.h"

struct catalogue_search_input {
	struct str words;
};

#endif
