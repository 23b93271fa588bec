/* A small world to test in: two parties, one association, teams, and an account for every role. */
#ifndef TESTS_HARNESS_WORLD_H
#define TESTS_HARNESS_WORLD_H

#include "core/audit/audit.h"
#include "core/auth/session.h"
#include "features/people/people.h"

/* Every account of the world has this password and this PIN. */
#define WORLD_PASSWORD STR("en hel hög tranor")
#define WORLD_PIN STR("481625")

/*
 * The clock stands at Sunday 2026-11-22 12:00 UTC and random numbers come from a fixed seed.  The
 * database is a file in a folder of its own, with keys, which world_free removes.
 *
 * The party has a team of an intervention with cards, a second team of the same, and a team of a
 * counts-only intervention; the other party has one team of one intervention with cards.
 */
struct world {
	struct arena *arena;
	const char *dir;		/* holds lotsa.db */
	const char *keys_dir;
	struct db *db;			/* a read connection */
	struct db *writer;
	struct tx *tx;			/* between world_begin and world_commit/rollback, else NULL */
	struct date today;

	org_id association, party, other_party, nation;
	intervention_id intervention, counting, other_intervention;
	team_id team, second_team, counting_team, other_team;

	/*
	 * One account per role, its login the role_code with - for _: caseworker and team lead in
	 * `team`, administrator and auditor in `party` as a whole, editor and manager in the
	 * association, analyst in the nation.
	 */
	account_id accounts[ROLE_COUNT];
	account_id elsewhere;		/* login "elsewhere": caseworker in other_team */
	account_id both;		/* login "both": caseworker in team and in other_team */
};

struct world world_new(void);
void world_free(struct world *w);
#define WORLD_CLEANUP __attribute__((cleanup(world_free)))

/* Opens w->tx; world_commit and world_rollback end it and set it to NULL. */
struct tx *world_begin(struct world *w);
void world_commit(struct world *w);
void world_rollback(struct world *w);

/* The scope of a real session of that role's account. */
const struct scope *world_scope(struct world *w, enum role role);
/* The scope of the account "elsewhere". */
const struct scope *world_elsewhere(struct world *w);
/* A job's scope ("test") in a place. */
const struct scope *world_job(struct world *w, org_id org);
/* A fresh session's cookie token for an account (with its place chosen when it has only one). */
struct str world_token(struct world *w, account_id account);
/* The session behind a token; the test fails when there is none. */
struct session world_session(struct world *w, struct str token);

/* Rows of the audit trail in the chain of a place. */
int64_t world_audit_count(struct world *w, org_id org);
/* What the last row of that chain has sealed. */
struct audit_detail world_audit_last(struct world *w, org_id org);
/* Another process keeps the database: nobody else writes until it lets go. */
struct busy;
struct busy *world_keep_busy(struct world *w);
void world_let_go(struct busy *busy);
/* Rows of a table, of every place: for what must not be there. */
int64_t world_rows(struct world *w, const char *table);
/* Every row of every table as text, but when a session was last seen: for what must change nothing. */
struct str world_tables(struct world *w);

#endif
