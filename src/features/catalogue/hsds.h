/* Services and organisations as Open Referral's HSDS 3.0 has them. */
#ifndef FEATURES_CATALOGUE_HSDS_H
#define FEATURES_CATALOGUE_HSDS_H

#include "features/catalogue/catalogue.h"

struct json;
struct sql_catalogue_public_services;
struct sql_catalogue_public_organisations;

/* What an id of HSDS stands for; the first byte of its UUID.  Never renumber. */
enum hsds_kind {
	HSDS_SERVICE = 1,
	HSDS_ORGANISATION,
	HSDS_PHONE,
	HSDS_SCHEDULE,
	HSDS_AREA,
	HSDS_LANGUAGE,
	HSDS_COST,
	HSDS_DOCUMENT,
	HSDS_ATTRIBUTE,
	HSDS_TAXONOMY,
	HSDS_TERM,
	HSDS_AT_LOCATION,
	HSDS_LOCATION
};

enum { HSDS_ID_LENGTH = 36 };

/*
 * The UUID (version 8, RFC 9562) of the `index`th thing of a kind that belongs to a row: the same row has
 * always the same, and it says nothing that the row's id does not.
 */
void hsds_put_id(struct buf *out, enum hsds_kind kind, int64_t row, unsigned index);
/* The row of such a UUID with index 0; ERR_NOT_FOUND for any other text. */
enum err hsds_parse_id(struct str text, enum hsds_kind kind, int64_t *row);

/* One JSON object: a service with its organisation and all that belongs to it. */
void hsds_put_service(
	struct buf *out, struct arena *a, const struct sql_catalogue_public_services *service);
/*
 * One JSON object: a service at its website, a virtual location.  No address is kept of any service, so
 * that there is no other location; a service without a website has none.
 */
void hsds_put_service_at_location(
	struct buf *out, const struct sql_catalogue_public_services *service);
/* One JSON object without its closing brace, so that its services may follow. */
void hsds_begin_organisation(
	struct buf *out, const struct sql_catalogue_public_organisations *organisation);

/*
 * What catalogue_import_csv does, from HSDS 3.0 JSON: services, each with its organisation, as a list,
 * as a page of ours ("contents") or as "services".  It is all public; what it does not say of a
 * service that is here already stays as it is.  fault->column is the JSON pointer of what is wrong.
 */
struct catalogue_hsds_import {
	struct str text;
	const struct json *services; /* the list itself, instead of a text; or NULL */
	struct date today;
};
enum err catalogue_import_hsds(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct catalogue_hsds_import *in, struct catalogue_import_count *count,
	struct csv_fault *fault);

#endif
