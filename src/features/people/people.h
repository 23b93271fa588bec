/* Places, interventions and teams: who works where, and the way in for staff. */
#ifndef FEATURES_PEOPLE_PEOPLE_H
#define FEATURES_PEOPLE_PEOPLE_H

#include "core/auth/notice.h"
#include "core/http/handler.h"

struct org_new {
	enum org_kind kind;
	struct str code;	/* lower-case letters, digits and '-'; 2..40; unique */
	struct str name;	/* 2..200 characters */
};

struct org_row {
	org_id id;
	enum org_kind kind;
	struct str code, name;
	int64_t county;		/* of an association: 1 Stockholm ... 25 Norrbotten; 0 = none */
};
enum { COUNTY_LAST = 25 };

/* Under the system's own scope (org {0}).  ERR_INVALID, ERR_CONFLICT when the code is taken. */
enum err org_create(struct tx *tx, const struct scope *scope, const struct org_new *in,
	org_id *id);
/* Which county an association lies in, 0 = none; ERR_INVALID, ERR_CONFLICT when it is no association. */
enum err org_set_county(struct tx *tx, const struct scope *scope, org_id association,
	int64_t county);
enum err org_by_code(struct db *db, struct arena *a, struct str code, struct org_row *out);
enum err org_by_id(struct db *db, struct arena *a, org_id id, struct org_row *out);
/* The association with that code, or without one (NULL) the only there is; ERR_NOT_FOUND otherwise. */
enum err org_association(struct db *db, struct arena *a, const char *code, org_id *out);

/* A command that brings a file into an association: its one transaction. */
struct association_job {
	struct db *db;
	struct tx *tx;
	const struct scope *scope;	/* of the job "import" */
	const char *why;		/* what could not be done, in Swedish; NULL after OK */
};
/* Opens keys and database and begins; `code` as org_association.  After a failure nothing is open. */
enum err association_job_begin(const struct config *config, struct arena *a, const char *code,
	struct association_job *job);
/* Keeps what was written, or nothing of it, and closes. */
enum err association_job_end(struct association_job *job, bool is_kept);

/* By name; kind 0 = all. */
enum err org_list(struct db *db, struct arena *a, int64_t kind, struct org_row **rows,
	size_t *n);

/* Interventions of any association that do the same work, on a list that the nation keeps. */
struct programme_row {
	programme_id id;
	struct str code, name;	/* as of a place; both unique */
	int64_t n;		/* interventions that are part of it */
};

/*
 * Under the system's own scope or that of the nation, with PERM_ADMIN: ERR_FORBIDDEN for anybody else.
 * ERR_INVALID for a code or name that is none, ERR_CONFLICT when either is taken.
 */
enum err programme_create(struct tx *tx, const struct scope *scope, struct str code,
	struct str name, programme_id *id);
/* The same; ERR_CONFLICT also for the name that it has, ERR_NOT_FOUND. */
enum err programme_rename(struct tx *tx, const struct scope *scope, programme_id id,
	struct str name);
enum err programme_by_code(struct db *db, struct arena *a, struct str code,
	struct programme_row *out);
/* All, by name. */
enum err programme_list(struct db *db, struct arena *a, struct programme_row **rows, size_t *n);

struct intervention_new {
	org_id association;
	struct str name;	/* 2..200 characters, unique in the party */
	bool uses_cards;	/* false: counts only, typed denominators */
	int64_t first_after;	/* months from start to the first asking, 0..24 */
	int64_t again_after;	/* months from one asking to the next, 0..60; 0 = asked once */
};

struct intervention_row {
	intervention_id id;
	struct str name;
	org_id association;
	struct str association_name;
	bool uses_cards;
	int64_t first_after, again_after;
	instrument_id instrument;
	struct month closed;	/* {0} = open */
	programme_id programme;	/* {0} = of none */
	struct str programme_name;
};

/*
 * In the scope's own party.  ERR_INVALID when the place is no party, the other no association, or a
 * number is out of range; ERR_CONFLICT when the name is taken.
 */
enum err intervention_create(struct tx *tx, const struct scope *scope,
	const struct intervention_new *in, intervention_id *id);
/* Another party that works in it too; ERR_NOT_FOUND, ERR_INVALID, ERR_CONFLICT when it does already. */
enum err intervention_add_partner(struct tx *tx, const struct scope *scope, intervention_id id,
	org_id partner);
/* The other parties that work in it, by name. */
enum err intervention_partners(struct db *db, const struct scope *scope, struct arena *a,
	intervention_id id, struct org_row **rows, size_t *n);
/* Which questions it asks; {0} = the newest. */
enum err intervention_set_instrument(struct tx *tx, const struct scope *scope,
	intervention_id id, instrument_id instrument);
/*
 * Which programme it is part of, {0} = none: PERM_ADMIN, else ERR_FORBIDDEN.  Closed ones as well, for
 * their years.  Nothing is drawn or shown by it that was not published of the intervention itself
 * (doc/decisions/0034).  ERR_CONFLICT when it is so already, ERR_INVALID for a programme that there is not.
 */
enum err intervention_set_programme(struct tx *tx, const struct scope *scope,
	intervention_id id, programme_id programme);
/* The open ones of the scope's place, by name. */
enum err intervention_list(struct db *db, const struct scope *scope, struct arena *a,
	struct intervention_row **rows, size_t *n);
/* The closed ones as well, last. */
enum err intervention_list_all(struct db *db, const struct scope *scope, struct arena *a,
	struct intervention_row **rows, size_t *n);
/* One of them, open or closed; ERR_NOT_FOUND for another place's too. */
enum err intervention_by_id(struct db *db, const struct scope *scope, struct arena *a,
	intervention_id id, struct intervention_row *out);
enum err intervention_by_name(struct db *db, const struct scope *scope, struct arena *a,
	struct str name, intervention_id *id);

struct team_new {
	intervention_id intervention;
	struct str name;		/* 2..200 characters, unique in the party */
	struct str municipality;	/* as in the catalogue, "Södertälje"; may be empty */
};

struct team_row {
	team_id id;
	struct str name, municipality;
	intervention_id intervention;
	struct str intervention_name;
	bool uses_cards;
	struct month own_closed, closed;	/* closed: by itself or with its intervention */
};

/*
 * ERR_INVALID, also for a closed intervention; ERR_NOT_FOUND for one of another place, ERR_CONFLICT when
 * the name is taken.
 */
enum err team_create(struct tx *tx, const struct scope *scope, const struct team_new *in,
	team_id *id);
/* The open teams of open interventions in the scope's place, by name. */
enum err team_list(struct db *db, const struct scope *scope, struct arena *a,
	struct team_row **rows, size_t *n);
/* The closed ones as well, last. */
enum err team_list_all(struct db *db, const struct scope *scope, struct arena *a,
	struct team_row **rows, size_t *n);
/* One team; ERR_NOT_FOUND for another place's too.  The municipality is that of row->municipality. */
enum err team_by_id(struct db *db, const struct scope *scope, struct arena *a, team_id id,
	struct team_row *row);
enum err team_by_name(struct db *db, const struct scope *scope, struct arena *a,
	struct str name, team_id *id);

/* ---- another name, the end, and what was done ---- */

/* An intervention, or one of its teams where `team` is not {0}; a team is found without the other. */
struct unit {
	intervention_id intervention;
	team_id team;
};

/* What is still open there: numbers, for whoever closes it. */
struct unit_left {
	int64_t n_cards, n_referrals;
	int64_t n_roles;	/* case roles that are held for the team or teams */
};
enum err unit_left(struct db *db, const struct scope *scope, struct arena *a, struct unit unit,
	struct unit_left *out);

/*
 * PERM_ADMIN, else ERR_FORBIDDEN; ERR_NOT_FOUND for what another place has.  ERR_CONFLICT when the name
 * is taken or is its name already; ERR_INVALID unless it has 2..200 characters.
 */
enum err unit_rename(struct tx *tx, const struct scope *scope, struct unit unit,
	struct str name);
/*
 * From now on no new card, occasion without a card, referral, team or role begins there.  What is open
 * is asked, followed and closed as before by whoever works there; coverage and history stay.  Closing an
 * intervention closes its teams with it.  ERR_CONFLICT when it is closed already; the rest as above.
 */
enum err unit_close(struct tx *tx, const struct scope *scope, struct unit unit);
/* ERR_CONFLICT when it is not closed. */
enum err unit_open(struct tx *tx, const struct scope *scope, struct unit unit);

/* Stored in unit_change.kind; never renumber. */
enum unit_change_kind {
	UNIT_CREATED = 1,
	UNIT_RENAMED = 2,
	UNIT_CLOSED = 3,
	UNIT_OPENED = 4,
	UNIT_PARTNER = 5,	/* another party works in the intervention too */
	UNIT_PROGRAMME = 6,	/* the intervention is part of another programme, or of none */
	UNIT_CHANGE_KINDS
};

struct unit_change {
	int64_t nr;		/* in the place */
	struct unit unit;
	struct str name;	/* what it is called today */
	enum unit_change_kind kind;
	struct date on;
	struct str by;		/* a name; "" = whoever runs Lotsa */
	struct str was;		/* the name or programme before a new one, or the partner */
	bool may_undo;		/* the last change of its unit, fresh, and of a kind that can be */
};
/*
 * Newest first, at most a hundred: of a team, of an intervention with its teams, or with {0} of the
 * whole place.
 */
enum err unit_changes(struct db *db, const struct scope *scope, struct arena *a, struct unit of,
	struct unit_change **rows, size_t *n);
/*
 * Takes change `nr` back: a name, an end, an opening.  *out: what it was about.  ERR_CONFLICT when the
 * unit was changed since, ERR_INVALID when it cannot be undone or is older than CHANGE_UNDO_DAYS
 * (core/auth/grant.h); ERR_NOT_FOUND, ERR_FORBIDDEN as above.
 */
enum err unit_undo(struct tx *tx, const struct scope *scope, int64_t nr, struct unit *out);
/* Forgets the place's changes of before a day. */
enum err unit_purge(struct tx *tx, const struct scope *scope, struct arena *a,
	struct date before, int64_t *n);

/* "https://HOST/in/lank#TOKEN": the whole address of a one-time link (core/auth/link.h), to hand over. */
struct str url_login_link(struct arena *a, const struct config *config, struct str token);

/* The unread notices of the one who is logged in (core/auth/notice.h), each to be put away. */
void people_put_notices(struct page *page, const struct notice *rows, size_t n);

/* Every role with its code and Swedish name. */
extern const struct choice role_choices[ROLE_COUNT - 1];
/* The name; "" for none. */
const char *role_label(enum role role);

/* `lotsa user …`: makes places, interventions, teams, accounts and roles. */
int people_command_user(const struct config *config, int argc, char **argv);

/* /in, /logga-ut, /plats, /konto */
extern const struct room people_room;

#endif
