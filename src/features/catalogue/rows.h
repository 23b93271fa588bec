/* What the files of the room share among themselves. */
#ifndef FEATURES_CATALOGUE_ROWS_H
#define FEATURES_CATALOGUE_ROWS_H

#include "features/catalogue/catalogue.h"


/*
 * Whether a text holds a street with a number, a postal code, a box or a place in degrees: it says
 * yes rather once too often.
 */
bool catalogue_looks_like_address(struct arena *a, struct str text);
/* An https address with a host and nobody's log-in. */
bool catalogue_is_website(struct str address);
/* Two or four digits. */
bool catalogue_is_area(struct str code);
/* "0181;01" as "01;0181"; false for what is no area, stands twice, or too many. */
bool catalogue_sort_areas(struct arena *a, struct str list, struct str *out);

/* The bits of "self;police"; ERR_INVALID for a code that the set does not have. */
enum err catalogue_bits(
	struct str codes, const struct choice *choices, size_t n, unsigned *out);

/* The acute facts of a row of a query whose columns begin with the prefix (or with nothing). */
#define ACUTE_FACTS_OF(row, prefix)                                                  \
	.phone = (row)->prefix##phone, .phone_note = (row)->prefix##phone_note,      \
	.hours = (row)->prefix##hours, .same_day = (row)->prefix##same_day,          \
	.is_acute = (row)->prefix##is_acute,                                         \
	.entry_routes = (row)->prefix##entry_routes,                                 \
	.requirements = (row)->prefix##requires,                                     \
	.response_text = (row)->prefix##response_text,                               \
	.anonymous = (row)->prefix##anonymous, .ended_on = (row)->prefix##ended_on,  \
	.end_reason = (row)->prefix##end_reason
/* All of them. */
#define FACTS_OF(row, prefix)                                                        \
	{                                                                            \
		ACUTE_FACTS_OF(row, prefix), .name = (row)->prefix##name,            \
		.tracks = (row)->prefix##tracks,                                     \
		.target_groups = (row)->prefix##target_groups,                       \
		.age_from = (row)->prefix##age_from, .age_to = (row)->prefix##age_to, \
		.languages = (row)->prefix##languages, .note = (row)->prefix##note   \
	}
/* What their form fills: one field for each fact. */
extern const struct form catalogue_facts_form;
/* The coded answer in the words of a service: "samma dag", "inom 24 timmar". */
enum response catalogue_response_of(struct arena *a, struct str text);

/* How many services are there, or have ended, and a part of them by organisation and name. */
enum err catalogue_count(struct db *db, const struct scope *scope, struct arena *a,
	bool is_ended, int64_t *n);
struct catalogue_part {
	bool is_ended;
	int64_t first, size;
};
enum err catalogue_some(struct db *db, const struct scope *scope, struct arena *a,
	const struct catalogue_part *part, struct catalogue_service **rows, size_t *n);
struct service_ids {
	service_id *at;
	size_t n;
};
/* Those of them that the place may see, in that order. */
enum err catalogue_by_ids(struct db *db, const struct scope *scope, struct arena *a,
	const struct service_ids *ids, struct catalogue_service **rows, size_t *n);
/*
 * What service_find is asked for so that it finds every service that may have all the words (`match`), and
 * the words themselves as a JSON array, to be looked for in what search_text makes of a text.  False when
 * there are none.
 */
bool catalogue_read_words(
	struct arena *a, struct str words, struct buf *match, struct buf *list);
enum { CATALOGUE_QUERY_BYTES = 64 * 1024 };
/* Those for one of the tracks, the municipality's first; at most CATALOGUE_LIST_MAX. */
enum err catalogue_with_tracks(struct db *db, const struct scope *scope, struct arena *a,
	unsigned tracks, struct str municipality, struct catalogue_service **rows, size_t *n);
/* Makes the place's services findable by what their texts say now; or one of them. */
enum err catalogue_index_words(struct tx *tx, const struct scope *scope);
enum err catalogue_index_service(struct tx *tx, const struct scope *scope, service_id id);

/* ---- details ---- */

struct catalogue_details_version {
	int64_t version;
	struct date changed_on;		/* 0 = from before this was kept */
	account_id by;			/* {0} = the import */
	struct catalogue_details details;
};
enum err catalogue_details_versions(struct db *db, const struct scope *scope, struct arena *a,
	service_id id, struct catalogue_details_version **rows, size_t *n);
/* Of a service that nobody has said anything about: nothing is public. */
struct catalogue_details catalogue_new_details(void);
/* Ties a service without areas to those of the list. */
enum err catalogue_add_areas(
	struct tx *tx, const struct scope *scope, service_id id, struct str area);
/* Writes them over *now where they differ; whoever calls records it. */
enum err catalogue_put_details(struct tx *tx, const struct scope *scope, struct arena *a,
	service_id id, const struct catalogue_details *now, const struct catalogue_details *in,
	struct date today);
/* What a person may choose as the next service. */
enum err catalogue_own_names(struct db *db, const struct scope *scope, struct arena *a,
	struct form_option **out, size_t *n);
/* Of a day of checking: what is checked in the future would count as fresh until long after it. */
#define REASON_NOT_YET                                                                      \
	N_("Dagen har inte varit än. Skriv dagen då uppgiften senast kontrollerades, eller " \
	   "lämna det tomt.")

/* Of the day when the staff of a code word was trained: a day to come would show it for too long. */
#define REASON_NOT_TRAINED_YET                                                             \
	N_("Dagen har inte varit än. Skriv dagen då personalen senast utbildades, eller "  \
	   "lämna det tomt.")

/* What is refused of protected housing, and of what is shown with it. */
#define REASON_ADDRESS                                                                   \
	N_("Det ser ut som en adress. Ett skyddat boende har ingen adress i katalogen.")
#define REASON_ADDRESS_BESIDE                                                            \
	N_("En text om organisationen, eller namnet på den som den hör till, ser ut som en " \
	   "adress. Rätta den först: ett skyddat boende har ingen adress i katalogen.")
/* Whether what is shown of the organisation with an own service looks like an address. */
enum err catalogue_organisation_has_address(struct db *db, const struct scope *scope,
	struct arena *a, service_id id, bool *out);
/*
 * Whether the change puts a service under protection, or lets more people see some of protected housing.
 * Only then does it matter what stands beside it: an address that came in before it was refused is stored
 * and shown already, and keeps nobody from saving the rest.
 */
bool catalogue_is_newly_protected(
	const struct catalogue_details *now, const struct catalogue_details *in);
/*
 * ERR_INVALID when a text of the details that protected housing would get looks like an address, and where
 * it is newly protected when one of the service or its organisation does.
 */
enum err catalogue_check_protected(struct db *db, const struct scope *scope, struct arena *a,
	service_id id, const struct catalogue_details *now, const struct catalogue_details *in);
/* Puts what `instead`, which has none, says in place of each text like an address; whether any did. */
bool catalogue_replace_addresses(
	struct arena *a, struct catalogue_facts *facts, const struct catalogue_facts *instead);
/*
 * An own service becomes protected: where its facts stood is forgotten, and so is every text that looks
 * like an address in what it said before.  What is proposed lies in the place of whoever proposes: such a
 * text of it is never read (catalogue_changes).
 */
enum err catalogue_forget_addresses(
	struct tx *tx, const struct scope *scope, struct arena *a, service_id id);
/* ERR_INVALID when the service is protected and one of the facts looks like an address. */
enum err catalogue_check_facts(struct db *db, const struct scope *scope, struct arena *a,
	service_id id, const struct catalogue_facts *facts);

/* A field of the details as it stands in their form; the fields are those of the form. */
enum catalogue_detail {
	DETAIL_ENTRY,
	/* who may see each fact */
	DETAIL_VISIBLE,
	DETAIL_PROTECTED = DETAIL_VISIBLE + VISIBLE_FACTS,
	DETAIL_ON_PHONE_BILL,
	DETAIL_STAFF_PHONE,
	DETAIL_WEBSITE,
	DETAIL_COST,
	DETAIL_COST_TEXT,
	DETAIL_BRING,
	DETAIL_AREA,
	DETAIL_NEXT,
	DETAIL_CODE_WORD_PLACE,
	DETAIL_CODE_WORD_OWNER,
	DETAIL_CODE_WORD_TRAINED,
	DETAIL_HOUSING_PLACES,
	DETAIL_AGREEMENT,
	DETAILS
};
extern const struct form catalogue_details_form;
enum { DETAIL_VERSION = DETAILS };
static inline bool
catalogue_detail_is_visibility(enum catalogue_detail field)
{
	return field >= DETAIL_VISIBLE && field < DETAIL_PROTECTED;
}

/* ---- a new service ---- */

/* Makes what an accepted proposal says a service, with a code of its own out of its name. */
enum err catalogue_add_new(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct catalogue_change *change, struct date today, service_id *out);

/* ---- what the import brings ---- */

/* Keeps the facts as they are now as a version, if they are a new one, and where they came from. */
enum err catalogue_keep_version(struct tx *tx, const struct scope *scope, service_id id,
	struct str import_file, int64_t import_row, struct date today);
/*
 * Lays other acute facts than those that hold before a second person, unless an earlier import has laid
 * there what would come to the same; *is_new tells.
 */
enum err catalogue_propose_imported(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct catalogue_proposing *in, struct date today, bool *is_new);
/* Notes the first version of every service that has just been added. */
enum err catalogue_begin_history(struct tx *tx, const struct scope *scope, struct date today);

#endif
