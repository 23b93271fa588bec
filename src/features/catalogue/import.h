/* One of the two files on its way into the catalogue: shared by the files of the import. */
#ifndef FEATURES_CATALOGUE_IMPORT_H
#define FEATURES_CATALOGUE_IMPORT_H

#include "features/catalogue/catalogue.h"

struct sql_catalogue_organisation_codes;
struct sql_catalogue_service_codes;
struct sql_catalogue_add_service_in;

/* Where a column was found, -1 = nowhere. */
struct known_column {
	const char *name;
	int at;
};

enum { KNOWN_COLUMNS = 127 };

struct reading {
	struct tx *tx;
	const struct scope *scope;
	struct arena *arena;
	struct arena *scratch;	/* forgets with each row */
	const struct catalogue_import *in;
	struct str file; /* that is being read */
	struct csv_table table;
	struct known_column known[KNOWN_COLUMNS]; /* of the table, by the address of the name */
	size_t row; /* the data row being read */
	struct csv_fault *fault;
	/* what the place has by now, sorted by code */
	struct sql_catalogue_organisation_codes *organisations;
	size_t n_organisations;
	struct sql_catalogue_service_codes *services;
	size_t n_services;
	service_id *new_ids;	/* one for each row, should it be new */
	int64_t n_proposals, n_unread_hours, unread_row;
};

/* A column of a file: anything else is refused, so that no address or name slips in unseen. */
struct reading_column {
	const char *name;
	bool is_required;
};

#define N_OF(array) (sizeof(array) / sizeof((array)[0]))

enum err reading_check_columns(
	struct reading *r, const struct reading_column *columns, size_t n);

/* Notes row, column and reason; always ERR_INVALID. */
enum err reading_refuse(struct reading *r, const char *column, const char *reason);
/* `column` is a literal, here and below. */
bool reading_has(struct reading *r, const char *column);
struct str reading_cell(struct reading *r, const char *column);
/* Fills *out with the cell, or refuses one that is too long, or empty where it must not be. */
enum err reading_text(struct reading *r, const char *column, bool is_required, struct str *out);
enum err reading_choice(struct reading *r, const char *column, const struct choice *choices,
	size_t n, int64_t *out);

/* The same for an id: small letters, digits, '-' and '_'. */
enum err reading_code(struct reading *r, const char *column, struct str *out);

/* Refuses the first row whose id an earlier one has. */
enum err reading_check_ids(struct reading *r);
/*
 * Fills r->new_ids: random and rising, so that new rows and what belongs to them are put behind each other
 * in the file.  They tell in which order one file named its services, which the file tells anyhow.
 */
enum err reading_draw_ids(struct reading *r);
/* What the catalogue has under that code, out of r->organisations, or NULL. */
const struct sql_catalogue_organisation_codes *reading_find_organisation(
	const struct reading *r, struct str code);
/* The organisation that the cell names; refuses one that is not there. */
enum err reading_organisation(struct reading *r, const char *column, organisation_id *out);
/* What the catalogue had under that code when the reading began, or NULL. */
const struct sql_catalogue_service_codes *reading_service(
	const struct reading *r, struct str code);
/*
 * Writes what a row says otherwise of a service that is there: the plain facts and the details at once, the
 * acute facts as a proposal.
 */
enum err reading_change_service(struct reading *r,
	const struct sql_catalogue_service_codes *now,
	const struct sql_catalogue_add_service_in *in);
/*
 * Ties each service to the one to call when it is closed, where the file has a column for it; last of
 * all, since it may name services in any order.
 */
enum err reading_put_next(struct reading *r);

/*
 * The columns that a file may leave out, over what is known: that stays as it is.  Refuses an address
 * in a text of protected housing.
 */
enum err reading_details(struct reading *r, struct catalogue_details *out);
/*
 * A column of either file that says who may know a fact; "public" of earlier files says as_entry, since no
 * fact is seen by more than see the entry.
 */
enum err reading_fact_visibility(struct reading *r, const char *column, int64_t *value);
/* `website` of either file. */
enum err reading_website(struct reading *r, struct str *out);

/*
 * Refuses a service that becomes protected while what it keeps of its facts and details, whatever the file
 * says or leaves out, looks like an address.
 */
enum err reading_check_kept(struct reading *r, const struct catalogue_facts *facts,
	const struct catalogue_details *in, bool was_protected);
/*
 * When both files are read: refuses an address in what is shown of the organisation of protected housing,
 * where either file names that organisation or that service.
 */
enum err reading_check_beside_protected(
	struct reading *r, const struct csv_table *organisations);

/* The whole of organisations.csv; writes what is new in it, and fills r->organisations. */
enum err reading_put_organisations(struct reading *r);

#endif
