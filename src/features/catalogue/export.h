/* The rows of organisations.csv and services.csv. */
#ifndef FEATURES_CATALOGUE_EXPORT_H
#define FEATURES_CATALOGUE_EXPORT_H

#include "features/catalogue/catalogue.h"

struct sql_catalogue_export_organisations;
struct sql_catalogue_export_services;

void catalogue_put_organisation_head(struct buf *out);
void catalogue_put_organisation_row(
	struct buf *out, const struct sql_catalogue_export_organisations *o);
void catalogue_put_service_head(struct buf *out);
void catalogue_put_service_row(
	struct buf *out, struct arena *a, const struct sql_catalogue_export_services *s);

#endif
