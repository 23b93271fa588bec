/* What every admin page needs: the place, its roles and teams to choose from, and the status line. */
#ifndef FEATURES_ADMIN_PLACE_H
#define FEATURES_ADMIN_PLACE_H

#include "features/admin/templates.h"

enum err place_read(struct page *page, struct admin_place *out);
/* The team chosen in a form; {0} = the place as a whole. */
team_id place_team(int64_t chosen);
/* "/admin/konton/ID?m=code" */
struct url url_account(struct arena *a, account_id id, struct str code);
struct url url_admin(struct arena *a, struct str code);
/* Says at the role's field why a grant was refused; gives `e` on for the caller to return. */
enum err grant_failed(struct form_state *state, int field, enum err e);

/* account.c */
page_fn admin_show_new_account, admin_show_existing, admin_show_account;
action_fn admin_prepare_password, admin_prepare_pin, admin_add_account, admin_add_existing,
	admin_grant, admin_revoke, admin_set_password, admin_set_pin, admin_disable,
	admin_enable;

#endif
