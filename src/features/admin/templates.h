/* What the templates and the files of the room admin share. */
#ifndef FEATURES_ADMIN_TEMPLATES_H
#define FEATURES_ADMIN_TEMPLATES_H

#include "core/http/pager.h"
#include "core/auth/approval.h"
#include "core/auth/link.h"
#include "core/auth/second_step.h"
#include "features/people/people.h"

/* Options that mean the place as a whole, or no programme; ids are random and far larger. */
enum { WHOLE_PLACE = 1, NO_PROGRAMME = 1 };

enum user_search_field { FIND_WORDS, FIND_ROLE, FIND_PAGE };
struct user_search_input {
	struct str words;
	int64_t role, page;
};
extern const struct form user_search_form;

enum account_field { ACCOUNT_LOGIN, ACCOUNT_NAME, ACCOUNT_ROLE, ACCOUNT_TEAM, ACCOUNT_UNTIL };
struct account_input {
	struct str login, display_name;
	int64_t role, team;
	struct date until;
};
extern const struct form account_form;

enum existing_field { EXISTING_LOGIN, EXISTING_ROLE, EXISTING_TEAM, EXISTING_UNTIL };
struct existing_input {
	struct str login;
	int64_t role, team;
	struct date until;
};
extern const struct form existing_form;

enum grant_field { GRANT_ROLE, GRANT_TEAM, GRANT_UNTIL };
struct grant_input {
	int64_t role, team;
	struct date until;
};
extern const struct form grant_form;

enum until_field { UNTIL_GRANT, UNTIL_DAY };
struct until_input {
	struct str grant;	/* "role-team" */
	struct date day;
};
extern const struct form until_form;

struct revoke_input {
	struct str grant;	/* "role-team" */
};
extern const struct form revoke_form;

enum name_field { NAME_NEW };
struct name_input {
	struct str name;
};
extern const struct form name_form;

struct undo_input {
	struct str nr;
};
extern const struct form undo_form;

enum intervention_field {
	INTERVENTION_NAME,
	INTERVENTION_ASSOCIATION,
	INTERVENTION_PROGRAMME,
	INTERVENTION_COUNTS_ONLY,
	INTERVENTION_FIRST,
	INTERVENTION_AGAIN
};
struct intervention_input {
	struct str name;
	int64_t association, programme;
	bool counts_only;
	int64_t first_after, again_after;
};
extern const struct form intervention_form;

enum partner_field { PARTNER_PARTY };
struct partner_input {
	int64_t party;
};
extern const struct form partner_form;

enum programme_field { PROGRAMME_CODE, PROGRAMME_NAME };
struct programme_input {
	struct str code, name;
};
extern const struct form programme_form;

enum programme_name_field { PROGRAMME_NAME_OF, PROGRAMME_NAME_NEW };
struct programme_name_input {
	int64_t programme;
	struct str name;
};
extern const struct form programme_name_form;

enum part_of_field { PART_OF_PROGRAMME };
struct part_of_input {
	int64_t programme;
};
extern const struct form part_of_form;

enum team_field { TEAM_NAME, TEAM_INTERVENTION, TEAM_MUNICIPALITY };
struct team_input {
	struct str name;
	int64_t intervention;
	struct str municipality;
};
extern const struct form team_form;

/* The administrator's own place and what it may hold. */
struct admin_place {
	struct org_row org;
	struct form_option *roles, *teams, *interventions, *associations;
	struct form_option *programmes;	/* none first, where there is any at all */
	size_t n_roles, n_teams, n_interventions, n_associations, n_programmes;
	const char *status;		/* N_() or NULL */
	const char *here;		/* the way of admin_ways that this page is on */
};

/* /admin: who is here. */
struct user_list {
	struct people people;
	struct form_state *state;	/* of the search */
	bool is_search;
	struct account_row *ending;	/* roles that end within GRANT_WARN_DAYS, soonest first */
	size_t n_ending;
	int64_t n_waiting;		/* requests that wait for a team lead */
	struct pager pager;
	struct date today;
};

struct unit_list {
	struct intervention_row *interventions;	/* the closed ones last, as the teams */
	size_t n_interventions;
	struct team_row *teams;
	size_t n_teams;
};

/* What the page of an intervention and of a team have in common. */
struct unit_page {
	int64_t id;
	struct str name;
	bool is_team;
	struct month closed;		/* by itself */
	struct month closed_around;	/* a team's intervention */
	struct unit_left left;
	struct unit_change *changes;
	size_t n_changes;
};

struct intervention_page {
	struct intervention_row intervention;
	struct org_row *partners;
	size_t n_partners;
	struct form_option *parties;	/* that could become one */
	size_t n_parties;
	struct team_row *teams;
	size_t n_teams;
	struct unit_page unit;
};

/* /admin/program: the nation's list. */
struct programme_page {
	struct programme_row *rows;
	size_t n;
	struct form_option *options;	/* the same, to choose one from */
};

struct team_page {
	struct team_row team;
	struct unit_page unit;
};

struct account_page {
	struct account account;
	struct date last_login_on;	/* {0} = never yet */
	struct account_row *grants;	/* in this place */
	size_t n_grants;
	struct approval *waiting;	/* requests about her */
	size_t n_waiting;
	bool has_decider;		/* a team lead could confirm what is asked for her */
	struct change *changes;
	size_t n_changes;
	struct link_state link;
	bool has_second_step;
	bool link_needs_two, second_needs_two;
	bool is_self;
	bool may_change;		/* her log-in is this place's to look after */
	struct str once;		/* a link or a PIN, shown this one time */
	bool once_is_pin;
	struct date today;
};

/* One role of one person, to give another last day or to take back. */
struct role_page {
	struct account account;
	struct account_row row;
};

struct approval_page {
	struct pager pager;
	const struct approval *rows;	/* of this part */
	size_t n;
	const char *status;		/* N_() or NULL */
};

struct confirm_page {
	struct approval approval;
	enum approval_bar bar;
};

/* "role-team" of a grant, as struct revoke_input takes it. */
struct str grant_value(struct arena *a, const struct account_row *row);
/* Whether a role ends within GRANT_WARN_DAYS. */
bool is_ending(const struct account_row *row, struct date today);
/* "/admin/team/17/namn", or "/admin/insatser/17/namn" */
struct url url_unit(struct arena *a, const struct unit_page *unit, const char *what);
/* N_() of what was done to an intervention or team. */
const char *unit_change_label(enum unit_change_kind kind);
/* N_() of what was done to an account. */
const char *change_label(enum change_kind kind);
/* N_() of an approval's state, and why somebody may not confirm ("" for APPROVAL_MAY). */
const char *approval_state_label(enum approval_state state);
const char *approval_bar_text(enum approval_bar bar);

#endif
