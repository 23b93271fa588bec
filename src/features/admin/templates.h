/* What the templates and the files of the room admin share. */
#ifndef FEATURES_ADMIN_TEMPLATES_H
#define FEATURES_ADMIN_TEMPLATES_H

#include "core/auth/session.h"
#include "features/people/people.h"

/* The team option that means the place as a whole; ids are random and far larger. */
enum { WHOLE_PLACE = 1 };

enum account_field { ACCOUNT_LOGIN, ACCOUNT_NAME, ACCOUNT_ROLE, ACCOUNT_TEAM };
struct account_input {
	struct str login, display_name;
	int64_t role, team;
};
extern const struct form account_form;

enum existing_field { EXISTING_LOGIN, EXISTING_ROLE, EXISTING_TEAM };
struct existing_input {
	struct str login;
	int64_t role, team;
};
extern const struct form existing_form;

enum grant_field { GRANT_ROLE, GRANT_TEAM };
struct grant_input {
	int64_t role, team;
};
extern const struct form grant_form;

struct revoke_input {
	struct str grant;	/* "role-team" */
};
extern const struct form revoke_form;

enum intervention_field {
	INTERVENTION_NAME,
	INTERVENTION_ASSOCIATION,
	INTERVENTION_COUNTS_ONLY,
	INTERVENTION_FIRST,
	INTERVENTION_AGAIN
};
struct intervention_input {
	struct str name;
	int64_t association;
	bool counts_only;
	int64_t first_after, again_after;
};
extern const struct form intervention_form;

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
	size_t n_roles, n_teams, n_interventions, n_associations;
	const char *status;		/* N_() or NULL */
};

struct overview {
	struct account_row *accounts;
	size_t n_accounts;
	struct intervention_row *interventions;
	size_t n_interventions;
	struct team_row *teams;
	size_t n_teams;
};

struct account_page {
	struct account account;
	struct account_row *grants;	/* in this place */
	size_t n_grants;
	bool is_self;
	bool is_elsewhere;		/* works in another place too: its secrets are not ours */
	struct str once;		/* a first password or PIN, shown this one time */
	bool once_is_pin;
};

/* The Swedish name of a role, marked for translation. */
const char *role_label(enum role role);
/* "role-team" of a grant, as struct revoke_input takes it. */
struct str grant_value(struct arena *a, const struct account_row *row);

#endif
