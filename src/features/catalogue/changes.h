/* Changing what an entry says of itself: one proposes, an editor accepts, and till then nothing changes. */
#ifndef FEATURES_CATALOGUE_CHANGES_H
#define FEATURES_CATALOGUE_CHANGES_H

#include "core/auth/scope.h"

struct catalogue_service;
struct form_option;

/* What it says, beside its details; the order is that of enum catalogue_fact. */
struct catalogue_facts {
	struct str phone, phone_note, hours;
	int64_t same_day;		/* enum same_day */
	bool is_acute;
	int64_t entry_routes, requirements;	/* bits */
	struct str response_text;
	int64_t anonymous;		/* enum anonymous */
	struct date ended_on;		/* 0 = it is there */
	int64_t end_reason;		/* enum end_reason, 0 = it is there */
	struct str name;
	int64_t tracks;			/* bits, at least one */
	struct str target_groups;
	int64_t age_from, age_to;	/* 0 = no limit known */
	struct str languages, note;
};

/*
 * The same one by one, for showing and comparing.  What somebody may act on tonight comes first: the
 * acute facts, up to FACT_NAME, need a second person.
 */
enum catalogue_fact {
	FACT_PHONE,
	FACT_PHONE_NOTE,
	FACT_HOURS,
	FACT_SAME_DAY,
	FACT_IS_ACUTE,
	FACT_ENTRY_ROUTES,
	FACT_REQUIREMENTS,
	FACT_RESPONSE,
	FACT_ANONYMOUS,
	FACT_ENDED_ON,
	FACT_END_REASON,
	FACT_NAME,
	FACT_TRACKS,
	FACT_TARGET_GROUPS,
	FACT_AGE_FROM,
	FACT_AGE_TO,
	FACT_LANGUAGES,
	FACT_NOTE,
	FACTS,
	FACT_FIRST_PLAIN = FACT_NAME
};
/*
 * Stored in service.end_reason; never renumber.  A service that has ended is in no list, search, guidance,
 * finder, open data and paper to come; what has been made of it (a referral, a brochure) keeps it.
 */
enum end_reason { END_NONE = 0, END_CLOSED, END_REPLACED, END_TWICE, END_OTHER };

struct catalogue_facts catalogue_facts_of(const struct catalogue_service *service);
bool catalogue_fact_differs(const struct catalogue_facts *a, const struct catalogue_facts *b,
	enum catalogue_fact fact);

/* Stored in service_proposal.source: how somebody knows; never renumber. */
enum catalogue_source {
	SOURCE_IMPORT = 0,
	SOURCE_CALL,
	SOURCE_VISIT,
	SOURCE_LETTER,
	SOURCE_OWNER,	/* the service itself said so */
	SOURCE_HEARD	/* from others: not checked */
};

/* Stored in service_decision.verdict; never renumber. */
enum catalogue_verdict {
	PROPOSAL_WAITS = 0,
	PROPOSAL_ACCEPTED,
	PROPOSAL_DECLINED,
	PROPOSAL_WITHDRAWN
};

struct catalogue_change {
	service_proposal_id id;
	service_id service;	/* {0} = one that is not there yet */
	organisation_id organisation;	/* of a new one; else {0} */
	struct str service_name, organisation_name;
	org_id owner;		/* whose service it is */
	account_id by;		/* {0} = the import */
	struct date proposed_on;
	struct date checked_on;	/* 0 = not compared with the service itself */
	enum catalogue_source source;
	int64_t base_version, version;	/* that it was made from; that holds now */
	struct catalogue_facts base, now, proposed;
	bool is_acute;		/* what it would change of what holds now needs a second person */
	enum catalogue_verdict verdict;
	int64_t made_version;	/* what it became when it was accepted */
	account_id decided_by;
	struct date decided_on;
};

struct catalogue_proposing {
	service_id service;	/* {0}: a new one, of that organisation */
	organisation_id organisation;
	int64_t version;	/* that the proposer saw; 1 of a new one */
	enum catalogue_source source;
	struct date checked_on;
	struct catalogue_facts facts;
};

/*
 * Anybody who may see the service.  ERR_INVALID when nothing is changed, when it would have no name or be
 * for nobody, and when it would have ended tomorrow or without a reason; ERR_CONFLICT when the facts are no
 * longer those of the version or the organisation has a service of the new one's name, ERR_LIMIT when as
 * many of one's own wait as may, ERR_NOT_FOUND.
 */
enum { CATALOGUE_PROPOSALS_MAX = 50 };
enum err catalogue_propose_change(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct catalogue_proposing *in, struct date today);
/*
 * By an editor of the service's association who saw that version.  ERR_FORBIDDEN for one's own proposal
 * of acute facts and for a job, ERR_CONFLICT when the facts have changed since or the proposal has been
 * decided, ERR_NOT_FOUND for another association's.  A new service is seen by staff alone and is not
 * confirmed until somebody has checked it.
 */
enum err catalogue_accept_change(struct tx *tx, const struct scope *scope, struct arena *a,
	service_proposal_id id, int64_t version, struct date today);
/* As accept, without changing anything; one's own too. */
enum err catalogue_decline_change(struct tx *tx, const struct scope *scope, struct arena *a,
	service_proposal_id id, int64_t version, struct date today);
/* One's own proposal; ERR_NOT_FOUND for another's, ERR_CONFLICT when it has been decided. */
enum err catalogue_withdraw_change(struct tx *tx, const struct scope *scope, struct arena *a,
	service_proposal_id id, struct date today);

/* What a person may choose as the organisation of a new service. */
enum err catalogue_organisation_names(struct db *db, const struct scope *scope,
	struct arena *a, struct form_option **out, size_t *n);

/* Newest first; service {0} = of every service that the place may see. */
enum err catalogue_changes(struct db *db, const struct scope *scope, struct arena *a,
	service_id service, bool is_waiting_only, struct catalogue_change **rows, size_t *n);
enum err catalogue_change_by_id(struct db *db, const struct scope *scope, struct arena *a,
	service_proposal_id id, struct catalogue_change *out);
/* How many wait for the scope's place as owner; *of_others: those that somebody else proposed. */
enum err catalogue_changes_waiting(struct db *db, const struct scope *scope, struct arena *a,
	int64_t *all, int64_t *of_others);

struct catalogue_version {
	int64_t version;
	struct date from_on;	/* 0 = from before this was kept */
	struct str import_file;	/* whose row made it, "" = no import, or the first one */
	int64_t import_row;
	struct catalogue_facts facts;
};
/* The facts of one service through time, newest first. */
enum err catalogue_versions(struct db *db, const struct scope *scope, struct arena *a,
	service_id service, struct catalogue_version **rows, size_t *n);

#endif
