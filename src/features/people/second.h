/* What the files of the room people share about log-in in two steps. */
#ifndef FEATURES_PEOPLE_SECOND_H
#define FEATURES_PEOPLE_SECOND_H

#include "features/people/templates.h"

/* pages.c */
struct url people_with_status(struct arena *a, const char *path, struct str code);

/* present.c */
/*
 * Checks one's own password; says so at `field` and gives ERR_FORBIDDEN when it is wrong, ERR_INVALID
 * when there have been too many tries.  From prepare; the route's `refused` keeps the try, and the
 * action forgives those before it.
 */
enum err people_check_present(struct action *act, int field, struct str password);
enum err people_forgive_present(struct action *act);
action_fn people_refused_present;

/* The hash of a new secret, left for the action in act->prepared. */
enum err people_prepare_hash(struct action *act, struct str secret);

/* link.c */
page_fn people_show_link;
action_fn people_prepare_link, people_refused_link, people_use_link;

/* notices.c */
action_fn people_dismiss_notice;

/* second.c */
page_fn second_show_log_in, second_show, second_show_image;
action_fn second_prepare_log_in, second_log_in, second_refused, second_check_password,
	second_begin, second_prepare_turn_on, second_refused_turn_on, second_turn_on,
	second_turn_off;

#endif
