/* What the forms of the room fill. */
#ifndef FEATURES_CATALOGUE_FORMS_H
#define FEATURES_CATALOGUE_FORMS_H

#include "features/catalogue/templates.h"

struct catalogue_search_input {
	struct str words;
};

/* Which facts the form showed. */
struct catalogue_seen_input {
	int64_t version;
};

struct catalogue_change_input {
	struct str phone, phone_note, hours;
	int64_t same_day;
	bool is_acute;
	int64_t source;
	int64_t version;
};

/* details_pages.c */
page_fn catalogue_show_details_form;
action_fn catalogue_save_details;

/* change_pages.c */
page_fn catalogue_show_change_form, catalogue_show_change, catalogue_show_changes,
	catalogue_show_history;
action_fn catalogue_add_change, catalogue_accept, catalogue_decline, catalogue_withdraw;

#endif
