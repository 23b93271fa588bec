/* What every admin page needs: the place, its roles and teams to choose from, and the status line. */
#ifndef FEATURES_ADMIN_PLACE_H
#define FEATURES_ADMIN_PLACE_H

#include "features/admin/templates.h"

/* `here`: the path in admin_ways that the page belongs to. */
enum err place_read(struct page *page, const char *here, struct admin_place *out);
/* The status line of ?m=code, N_() or NULL. */
const char *admin_status(const struct page *page);
/* The team chosen in a form; {0} = the place as a whole. */
team_id place_team(int64_t chosen);
/* The programme chosen in a form; {0} = none. */
programme_id place_programme(int64_t chosen);
/* "/admin/konton/ID?m=code" */
struct url url_account(struct arena *a, account_id id, struct str code);
/* Says at the role's field why a grant was refused; gives `e` on for the caller to return. */
enum err grant_failed(struct form_state *state, int field, enum err e);

/* once.c */
/* Keeps a link or PIN in the session's drawer until the account's page has shown it. */
enum err once_keep(struct action *act, account_id account, bool is_pin, struct str secret);
/* Takes it out of the drawer: a second look finds nothing. */
void once_take(struct page *page, struct account_page *shown);
/* A fresh link for the account, kept for its page. */
enum err once_make_link(struct action *act, account_id account, enum link_kind kind);

/* users.c */
page_fn admin_show_users, admin_show_new_account, admin_show_existing;
action_fn admin_add_account, admin_add_existing;
/*
 * Gives a role, or asks a team lead to confirm it when it opens what concerns participants.  *code is
 * what the next page says.
 */
enum err give_or_ask(struct action *act, const struct grant *grant, struct str *code);

/* account.c */
page_fn admin_show_account;
action_fn admin_rename, admin_undo, admin_disable, admin_enable;
/* The account of the address; ERR_NOT_FOUND for whoever was never to hold a role here. */
enum err known_here(struct action *act, account_id *id);

/* roles.c */
page_fn admin_show_role;
action_fn admin_grant, admin_set_until, admin_revoke;

/* way_in.c */
action_fn admin_make_link, admin_end_link, admin_prepare_pin, admin_set_pin,
	admin_end_second_step, admin_ask_reset;

/* confirm.c */
page_fn admin_show_requests, confirm_show_list, confirm_show;
action_fn admin_withdraw, confirm_yes, confirm_no;

/* units.c */
page_fn units_show, units_show_new_intervention, units_show_intervention, units_show_new_team;
action_fn units_add_intervention, units_add_partner, units_add_team;
/* Only a party has interventions and teams: elsewhere ERR_NOT_FOUND. */
enum err units_read_party(struct page *page, struct admin_place *place);

/* programmes.c */
page_fn programmes_show;
action_fn programmes_add, programmes_rename, programmes_set;

/* unit.c */
page_fn unit_show_team;
action_fn unit_rename_intervention, unit_rename_team, unit_close_intervention, unit_close_team,
	unit_open_intervention, unit_open_team, unit_undo_intervention, unit_undo_team;
/* What is left in a unit and its history; the rest of `out` is the caller's. */
enum err unit_page_read(struct page *page, struct unit unit, struct unit_page *out);

#endif
