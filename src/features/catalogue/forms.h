/* What the forms of the room fill. */
#ifndef FEATURES_CATALOGUE_FORMS_H
#define FEATURES_CATALOGUE_FORMS_H

#include "features/catalogue/templates.h"

struct catalogue_search_input {
	struct str words, place;
	int64_t track;	/* enum track; 0 = no matter */
};


/* Which facts the form showed. */
struct catalogue_seen_input {
	int64_t version;
};

struct catalogue_check_input {
	int64_t how;		/* enum catalogue_source */
	struct str evidence;
	int64_t version;
	int64_t position;	/* in the queue, from 1 */
};

struct catalogue_line_input {
	int64_t answer;		/* enum catalogue_answer */
	int64_t how;		/* enum catalogue_source */
	struct str evidence;
	struct str phone;	/* that was seen */
};

struct catalogue_link_input {
	struct str link;	/* its token, or the whole of it */
};

struct catalogue_answer_input {
	struct str link;	/* its token */
	int64_t answer;		/* enum catalogue_answer */
};

struct catalogue_change_input {
	struct catalogue_facts facts;	/* first: their form is the beginning of this one */
	int64_t source;
	int64_t version;
	int64_t organisation;	/* of a new service */
};

/* details_pages.c */
page_fn catalogue_show_details_form;
action_fn catalogue_save_details;

/* check_pages.c */
page_fn catalogue_show_due, catalogue_show_inquiry,
	catalogue_show_thanks, catalogue_show_over;
action_fn catalogue_add_check, catalogue_check_line, catalogue_take_over,
	catalogue_make_link, catalogue_take_answer;
/* The address for the service itself, made by catalogue_make_link; told once, else "". */
struct str catalogue_take_link(struct page *page, service_id id);

/* change_pages.c */
page_fn catalogue_show_change_form, catalogue_show_change, catalogue_show_changes,
	catalogue_show_history;
/* Says at each field what may not stand there; ERR_INVALID then. */
enum err catalogue_check_typed(struct action *act, const struct catalogue_facts *in);

#define CATALOGUE_TOO_MANY                                                        \
	N_("Femtio av dina förslag väntar redan. Ta tillbaka något, eller be en " \
	   "redaktör avgöra dem.")

/* new_pages.c */
page_fn catalogue_show_new_form;
action_fn catalogue_add_new_service;

action_fn catalogue_add_change, catalogue_accept, catalogue_decline, catalogue_withdraw;

#endif
