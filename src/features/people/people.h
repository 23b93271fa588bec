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
};

/* Under the system's own scope (org {0}).  ERR_INVALID, ERR_CONFLICT when the code is taken. */
enum err org_create(struct tx *tx, const struct scope *scope, const struct org_new *in,
	org_id *id);
enum err org_by_code(struct db *db, struct arena *a, struct str code, struct org_row *out);
enum err org_by_id(struct db *db, struct arena *a, org_id id, struct org_row *out);
/* The association with that code, or without one (NULL) the only there is; ERR_NOT_FOUND otherwise. */
enum err org_association(struct db *db, struct arena *a, const char *code, org_id *out);
/* By name; kind 0 = all. */
enum err org_list(struct db *db, struct arena *a, int64_t kind, struct org_row **rows,
	size_t *n);

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
/* The open ones of the scope's place, by name. */
enum err intervention_list(struct db *db, const struct scope *scope, struct arena *a,
	struct intervention_row **rows, size_t *n);
/* One of the open ones; ERR_NOT_FOUND for another place's too. */
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
};

/* ERR_INVALID, ERR_NOT_FOUND for an intervention of another place, ERR_CONFLICT. */
enum err team_create(struct tx *tx, const struct scope *scope, const struct team_new *in,
	team_id *id);
/* The teams of open interventions in the scope's place, by name. */
enum err team_list(struct db *db, const struct scope *scope, struct arena *a,
	struct team_row **rows, size_t *n);
/* One team; ERR_NOT_FOUND for another place's too.  The municipality is that of row->municipality. */
enum err team_by_id(struct db *db, const struct scope *scope, struct arena *a, team_id id,
	struct team_row *row);
enum err team_by_name(struct db *db, const struct scope *scope, struct arena *a,
	struct str name, team_id *id);

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
