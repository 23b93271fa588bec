/* What the files of the room people share about its rules. */
#ifndef FEATURES_PEOPLE_INTERNAL_H
#define FEATURES_PEOPLE_INTERNAL_H

#include "features/people/people.h"

/* 2..200 characters. */
bool people_is_name(struct str s);
/* 2..40 lower-case letters, digits and '-'. */
bool people_is_code(struct str s);
/* A line in the history of a unit, as part of the change that it tells of. */
enum err unit_note(struct tx *tx, const struct scope *scope, struct unit unit,
	enum unit_change_kind kind, struct str was);

#endif
