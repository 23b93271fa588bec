/* What the files of `lotsa user` share: one call, its options, and the ways to fail. */
#ifndef FEATURES_PEOPLE_CLI_H
#define FEATURES_PEOPLE_CLI_H

#include "core/auth/session.h"
#include "features/people/people.h"

enum { DONE = 0, FAILED = 1, MISUSED = 2 };

enum option {
	OPT_NAME,
	OPT_AT,
	OPT_PARTY,
	OPT_ASSOCIATION,
	OPT_INTERVENTION,
	OPT_TEAM,
	OPT_MUNICIPALITY,
	OPT_FIRST_AFTER,
	OPT_AGAIN_AFTER,
	OPT_COUNTS_ONLY,
	OPT_STDIN,
	OPT_UNTIL,
	OPT_WITH,
	OPT_OFF,
	OPT_PROGRAMME,
	OPT_COUNT
};

/* One call: its words, the open transaction, and what is printed when it has been kept. */
struct call {
	const struct config *config;
	struct arena *arena;
	struct tx *tx;
	struct str words[2];
	struct str option[OPT_COUNT];	/* p is NULL when it was not given */
	struct buf out;
};

/* Each writes one line in Swedish on stderr and gives FAILED. */
int user_fail(const char *text);
int user_fail_about(const char *text, struct str what);
/* The exit status of a change; `conflict` and `invalid` say what those two mean for this command. */
int user_ended(enum err e, const char *conflict, const char *invalid);

/* What the words name; each gives DONE, or FAILED having said why. */
int user_find_org(struct call *call, enum option option, org_id *id);
/* A job's scope in the place that the option names; OPT_COUNT = the system's own. */
int user_find_scope(struct call *call, enum option option, const struct scope **scope);

/* Whose log-in name is the first word. */
int user_find_account(struct call *call, account_id *id);
/* The programme that the option names; "-" = none. */
int user_find_programme(struct call *call, programme_id *id);

/* The subcommands. */
int user_add_association(struct call *call);
int user_add_party(struct call *call);
int user_add_nation(struct call *call);
int user_set_county(struct call *call);
int user_add_programme(struct call *call);
int user_rename_programme(struct call *call);
int user_programmes(struct call *call);
int user_set_programme(struct call *call);
int user_add_intervention(struct call *call);
int user_add_team(struct call *call);
int user_add_account(struct call *call);
int user_invite(struct call *call);
int user_reset(struct call *call);
int user_set_password(struct call *call);
int user_set_pin(struct call *call);
int user_disable(struct call *call);
int user_enable(struct call *call);
int user_grant_role(struct call *call);
int user_set_until(struct call *call);
int user_revoke_role(struct call *call);
int user_list(struct call *call);
int user_add_partner(struct call *call);
int user_rename(struct call *call);
int user_second_step(struct call *call);
int user_requests(struct call *call);
int user_confirm(struct call *call);
int user_refuse(struct call *call);
int user_withdraw(struct call *call);
int user_history(struct call *call);
int user_undo(struct call *call);
int user_rename_intervention(struct call *call);
int user_rename_team(struct call *call);
int user_close_intervention(struct call *call);
int user_close_team(struct call *call);
int user_open_intervention(struct call *call);
int user_open_team(struct call *call);
int user_units(struct call *call);
int user_unit_history(struct call *call);
int user_unit_undo(struct call *call);

#endif
