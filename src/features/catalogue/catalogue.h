/* The support catalogue: who helps, how one gets in, how fresh that knowledge is. */
#ifndef FEATURES_CATALOGUE_CATALOGUE_H
#define FEATURES_CATALOGUE_CATALOGUE_H

#include "core/auth/scope.h"
#include "core/csv/csv_reader.h"
#include "core/http/handler.h"
#include "features/catalogue/changes.h"
#include "features/catalogue/choices.h"
#include "features/catalogue/helplines.h"
#include "features/catalogue/pieces.h"
#include "features/catalogue/visibility.h"

struct catalogue_service {
	service_id id;
	organisation_id organisation;
	struct str name, organisation_name, municipality, organisation_code, organisation_note;
	struct str parent_name;		/* "" = no parent */
	unsigned tracks, entry_routes, requirements;
	struct str target_groups;	/* "kvinnor;barn" */
	int age_from, age_to;		/* 0 = no limit known */
	enum response response;
	struct str response_text;
	enum same_day same_day;
	enum anonymous anonymous;
	struct str phone, phone_note, languages, hours, note;
	bool is_acute;
	struct date verified_on;	/* 0 = never */
	struct date said_wrong_on;	/* by the service itself, since it was verified; 0 = not */
	struct date ended_on;		/* 0 = it is there */
	enum end_reason end_reason;
	int64_t version;		/* of the facts that are proposed and accepted */
	bool is_change_waiting;		/* somebody proposes other facts */
};

/* ---- freshness ---- */

enum { CATALOGUE_FRESH_DAYS_ACUTE = 90, CATALOGUE_FRESH_DAYS = 180 };

/* The day from which the facts must be checked again; no date when they never were. */
struct date catalogue_fresh_until(struct date verified_on, bool is_acute);
/*
 * Not confirmed: never verified, or longer ago than 90 days (acute facts) or 180, or the service itself has
 * said since that something is wrong.  Of the service only verified_on, said_wrong_on and is_acute matter.
 */
bool catalogue_is_stale(const struct catalogue_service *service, struct date today);
/* A number from the series that PTS sets aside for fiction (08-465 004 00-99). */
bool catalogue_is_practice_number(struct str phone);

/* ---- reading: what the scope's place may see is its association's (or its own) catalogue ---- */

enum { CATALOGUE_LIST_MAX = 5000, CATALOGUE_FOUND_MAX = 100 };

/* Every service, by organisation and name; ERR_LIMIT when there are more than CATALOGUE_LIST_MAX. */
enum err catalogue_list(struct db *db, const struct scope *scope, struct arena *a,
	struct catalogue_service **rows, size_t *n);
/*
 * Those in which every word of `words` stands (organisation, its aliases and code, parent, municipality,
 * service, groups, note), whatever the case and the accents: "sodertalje" finds Södertälje.  Of three
 * letters and more as any part of a word, of one or two as its beginning.  By name; at most
 * CATALOGUE_FOUND_MAX, of which it is then not said which.
 */
enum err catalogue_search(struct db *db, const struct scope *scope, struct arena *a,
	struct str words, struct catalogue_service **rows, size_t *n);
enum err catalogue_service(struct db *db, const struct scope *scope, struct arena *a,
	service_id id, struct catalogue_service *out);
/* ---- who may know, and what one needs before calling ---- */

/*
 * Another number after every committed change of what the public may read of services and national
 * lines, also by another process: answers that are kept in memory hold as long as it is the same.
 */
enum err catalogue_public_changes(struct db *db, struct arena *a, int64_t *out);
/* The stamps of public pages that show a number, and of those that also say what is open now. */
stamp_fn catalogue_stamp, catalogue_stamp_of_quarter;

struct catalogue_details {
	struct catalogue_visibility visible;
	bool is_protected;	/* protected housing: no text may look like an address */
	int64_t on_phone_bill;	/* enum on_phone_bill */
	struct str staff_phone;	/* for colleagues: never public, never printed */
	struct str website;	/* "https://..." or "" */
	int64_t cost;		/* enum cost */
	struct str cost_text, bring;
	struct str area;	/* "0181;0138": SCB codes, two digits for a county, "00" everywhere */
	service_id next;	/* whom to call when this one is closed */
	struct str code_word_place, code_word_owner;
	struct date code_word_trained_on;
	int64_t housing_places;	/* agreed places a month */
	struct str agreement;
	int64_t version;
	struct date modified_on;
};

/* Of a service that the place may see; ERR_NOT_FOUND. */
enum err catalogue_details(struct db *db, const struct scope *scope, struct arena *a,
	service_id id, struct catalogue_details *out);
/*
 * Puts them in place of those of in->version and keeps both.  ERR_INVALID when nothing is changed or a text
 * of protected housing looks like an address, ERR_CONFLICT when somebody else was first, ERR_NOT_FOUND
 * for another association's service.
 */
enum err catalogue_change_details(struct tx *tx, const struct scope *scope, struct arena *a,
	service_id id, const struct catalogue_details *in, struct date today);
/* A code word is shown for a year after its staff was trained. */
bool catalogue_is_code_word_known(const struct catalogue_details *details, struct date today);
/*
 * The services to call one after the other when one is closed, at most CATALOGUE_CHAIN_MAX, none twice;
 * the service itself is not among them.
 */
enum { CATALOGUE_CHAIN_MAX = 5 };
enum err catalogue_chain(struct db *db, const struct scope *scope, struct arena *a,
	service_id id, struct catalogue_service out[CATALOGUE_CHAIN_MAX], size_t *n);

/* ---- checking: the catalogue compared with the services themselves ---- */

/* How many own services are protected housing beside an address, from before that was refused. */
enum err catalogue_count_beside_protected(
	struct db *db, const struct scope *scope, struct arena *a, int64_t *n);
/* How many services of the scope's own catalogue must be checked today: stale, or said to be wrong. */
enum err catalogue_to_verify(struct db *db, const struct scope *scope, struct arena *a,
	struct date today, int64_t *n);
/*
 * Those, the acute ones first and then the account's own, and last what waits for a change to be decided;
 * from the `first`-th on, at most `size`.
 */
enum err catalogue_due(struct db *db, const struct scope *scope, struct arena *a,
	struct date today, int64_t first, int64_t size, struct catalogue_service **rows,
	size_t *n);

struct catalogue_checking {
	service_id service;
	int64_t version;		/* of the acute facts that were compared */
	enum catalogue_source how;	/* SOURCE_CALL to SOURCE_OWNER */
	struct str evidence;		/* where it stands, never who said it; may be empty */
};
/*
 * The facts of that version were compared today.  ERR_NOT_FOUND for another association's service,
 * ERR_CONFLICT when they have changed since, ERR_INVALID for hearsay and for evidence that looks like
 * the address of protected housing.
 */
enum err catalogue_verify(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct catalogue_checking *in, struct date today);
/* The account of the scope sees to the entry from now on; ERR_NOT_FOUND as above. */
enum err catalogue_keep(struct tx *tx, const struct scope *scope, struct arena *a,
	service_id id);

/* Stored in service_inquiry.answer; never renumber. */
enum catalogue_answer { ANSWER_NONE = 0, ANSWER_RIGHT, ANSWER_WRONG };

/* Who sees to an entry, how it was checked last, and what the service itself has said. */
struct catalogue_standing {
	account_id keeper;		/* {0} = no one in particular */
	struct str keeper_name, checked_by;	/* "" = no one, or by a link */
	struct date checked_on;		/* 0 = never, or before this was kept */
	enum catalogue_source how;
	struct str evidence;
	struct date asked_until;	/* of the link that is out, 0 = none */
	enum catalogue_answer answer;	/* to it */
};
enum err catalogue_standing(struct db *db, const struct scope *scope, struct arena *a,
	service_id id, struct catalogue_standing *out);

enum { CATALOGUE_TOKEN_TEXT = 33, CATALOGUE_INQUIRY_DAYS = 30 };
/*
 * A one-time link for the service, valid CATALOGUE_INQUIRY_DAYS; an older one of it is dead.  The
 * token is told once and kept nowhere.  ERR_NOT_FOUND for another association's service,
 * ERR_FORBIDDEN for a job.
 */
enum err catalogue_ask(struct tx *tx, const struct scope *scope, struct arena *a,
	service_id id, struct date today, char token[CATALOGUE_TOKEN_TEXT]);

/* What whoever has the link sees. */
struct catalogue_inquiry {
	service_inquiry_id id;
	org_id owner;
	service_id service;
	int64_t version;
	struct str service_name, organisation_name;
	struct catalogue_facts facts;	/* the acute ones */
};
/* ERR_NOT_FOUND for a link that is unknown, answered, too old, replaced, or whose facts have changed. */
enum err catalogue_inquiry(struct db *db, struct arena *a, struct str token,
	struct date today, struct catalogue_inquiry *out);
/*
 * The service itself says that the facts are right, which checks them, or that something is wrong, which
 * puts the entry into the queue.  As catalogue_inquiry; of two at the same time one is heard.
 */
enum err catalogue_answer(struct tx *tx, struct arena *a, struct str token,
	enum catalogue_answer answer, struct date today);

/* ---- proposing ---- */

/* Known about a need, never stored; 0 and "" = not known or no matter. */
struct catalogue_need {
	unsigned tracks;		/* any of these */
	int sex;			/* 1 woman, 2 man, 3 other or unknown (as card.sex) */
	int age_from, age_to;		/* the person's age lies between */
	struct str municipality;	/* of the team: comes first, excludes nothing */
	struct str words;		/* as in catalogue_search */
	bool is_without_decision;	/* only what needs no decision, doctor's referral or diagnosis */
	bool is_same_day;		/* only what answers the same day */
};

enum { CATALOGUE_REASONS_MAX = 8 };

/* A service of the catalogue or a national help line, and why it is proposed. */
struct catalogue_proposal {
	const struct catalogue_service *service;	/* NULL: a help line */
	const struct helpline *helpline;		/* NULL: a service */
	unsigned tracks;				/* the tracks of the need that it meets */
	bool is_stale;					/* the service, or the line */
	const char *reasons[CATALOGUE_REASONS_MAX];	/* Swedish, N_(); NULL-terminated unless full */
};

/*
 * What fits the need, best first: own municipality, made for whom it is about, there for nobody else, not
 * stale, known to need nothing first, known to answer the same day; unknown facts exclude nothing and are
 * said ("Det är inte känt om ...").  National lines come after the services and take no words, place or
 * same-day condition.
 */
enum err catalogue_propose(struct db *db, const struct scope *scope, struct arena *a,
	const struct catalogue_need *need, struct date today, struct catalogue_proposal **out,
	size_t *n);

/* ---- import ---- */

struct catalogue_import {
	struct str organisations;	/* text of organisations.csv */
	struct str services;		/* text of services.csv */
	struct str file;		/* of the service's rows, for the history; "" = services.csv */
	bool has_no_head;		/* that file counts its rows from 1, without a line of names */
	/*
	 * A row may say `verified_on` itself.  Else it was checked on this day, {0} = unknown; with
	 * spread_days > 0 (the demo) up to that many days earlier, the same for the same service.
	 */
	struct date verified_on;
	int spread_days;
	struct date today;		/* since when what is new or proposed is so */
};

struct catalogue_import_count {
	int64_t organisations, services;
	int64_t proposals;	/* of other acute facts than those that hold: they wait */
	int64_t unread_hours;	/* services of whose hours nobody can tell whether it is open now */
	int64_t unread_row;	/* the first of them in services.csv, from 2 */
};

/*
 * Brings both files into the scope's own catalogue: what has a known id is replaced, but for its acute
 * facts, which wait for a second person; the rest is added; what the files do not name stays.  All or
 * nothing: on ERR_INVALID the caller rolls back, and *fault says file, row, column and reason.
 */
enum err catalogue_import_csv(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct catalogue_import *in, struct catalogue_import_count *count,
	struct csv_fault *fault);

/*
 * What is public of every association as HSDS's tabular data package, in the order of ids: `write`
 * gets each file, the descriptor last.  Organisations are those that have a public service.  The
 * caller sees to it that nothing changes meanwhile.
 */
typedef enum err catalogue_file_fn(void *context, const char *name, struct str text);
enum err catalogue_export_package(
	struct db *db, struct arena *a, catalogue_file_fn *write, void *context);

/* `lotsa import catalogue DIR|FILE.json --data DIR [--association CODE]`: argv[0] is "catalogue". */
int catalogue_command_import(const struct config *config, int argc, char **argv);

/* "/katalog/17" */
struct url url_service(struct arena *a, service_id id);
/* Number as text and link, whether it shows on the bill, and "övningsnummer" where it is one. */
void catalogue_put_phone(struct html *h, struct str phone, enum on_phone_bill on_phone_bill);

/*
 * The place's own catalogue as the two files that catalogue_import_csv reads: out and in again
 * changes nothing.
 */
enum err catalogue_export_organisations(struct db *db, const struct scope *scope,
	struct arena *a, struct buf *out);
enum err catalogue_export_services(struct db *db, const struct scope *scope, struct arena *a,
	struct buf *out);

/*
 * Its history: the acute facts of each service through time, with who proposed and who accepted them, and
 * every proposal with how it ended.
 */
enum err catalogue_export_versions(struct db *db, const struct scope *scope, struct arena *a,
	struct buf *out);
enum err catalogue_export_proposals(struct db *db, const struct scope *scope, struct arena *a,
	struct buf *out);
/* Every check: which facts, when, how, by whom. */
enum err catalogue_export_checks(struct db *db, const struct scope *scope, struct arena *a,
	struct buf *out);
/* The same of national lines, by the place's own staff. */
enum err catalogue_export_helpline_checks(struct db *db, const struct scope *scope,
	struct arena *a, struct buf *out);

/* /katalog, /katalog/att-kontrollera, /katalog/andringar, /bekrafta */
extern const struct room catalogue_room;

#endif
