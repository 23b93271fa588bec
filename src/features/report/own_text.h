/* What the manager writes about the work, for the board; never about a person. */
#ifndef FEATURES_REPORT_OWN_TEXT_H
#define FEATURES_REPORT_OWN_TEXT_H

#include "core/http/handler.h"

enum { OWN_TEXT_MAX = 2000 };

struct own_text {
	struct str words;	/* empty when nothing is written */
	struct month written;
};

/* The newest version of the year. */
enum err own_text_newest(struct db *db, const struct scope *scope, struct arena *a,
	int64_t year, struct own_text *out);

struct own_text_input {
	int64_t year;
	struct str words;
};
extern const struct form own_text_form;

/* GET and POST /rapport/text */
page_fn own_text_show;
action_fn own_text_save;

#endif
