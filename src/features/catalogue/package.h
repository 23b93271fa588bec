/* The tables of HSDS's tabular data package: which members of its JSON stand in which file. */
#ifndef FEATURES_CATALOGUE_PACKAGE_H
#define FEATURES_CATALOGUE_PACKAGE_H

#include "features/catalogue/catalogue.h"

/* The files of HSDS's tabular data package. */
enum package_table_number {
	PACKAGE_ORGANISATION,
	PACKAGE_SERVICE,
	PACKAGE_PHONE,
	PACKAGE_SCHEDULE,
	PACKAGE_AREA,
	PACKAGE_LANGUAGE,
	PACKAGE_COST,
	PACKAGE_DOCUMENT,
	PACKAGE_ATTRIBUTE,
	PACKAGE_LOCATION,
	PACKAGE_AT_LOCATION,
	PACKAGE_TAXONOMY,
	PACKAGE_TERM,
	PACKAGE_TABLES
};
#define PACKAGE_DESCRIPTOR "datapackage.json"

/* A package on its way in; what it does not have, or nobody needs, has no file and no text. */
struct catalogue_package {
	struct str files[PACKAGE_TABLES]; /* their names, all in the folder of the descriptor */
	struct str texts[PACKAGE_TABLES];
	struct date today;
};
/*
 * Fills out->files with what datapackage.json says of them; ERR_INVALID and *fault for what is no
 * descriptor, lacks services or organisations, or names a file in another folder.
 */
enum err catalogue_package_files(struct str descriptor, struct arena *a,
	struct catalogue_package *out, struct csv_fault *fault);
/* The same as catalogue_import_hsds; *fault says file, row and column. */
enum err catalogue_import_package(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct catalogue_package *in, struct catalogue_import_count *count,
	struct csv_fault *fault);

enum package_kind { PACKAGE_TEXT, PACKAGE_UUID, PACKAGE_URI, PACKAGE_NUMBER };

/* A column, named as the member of the JSON object. */
struct package_field {
	const char *name;
	enum package_kind kind;
	bool is_required;
	const char *refers_to; /* the table whose id it is, or NULL */
};

enum { PACKAGE_FIELDS_MAX = 16 };

/*
 * One file.  A row is an object without its lists; an object or a list of them that stands in another
 * under `member` becomes rows of its own, which `parent` ties to the row that they stood in.
 */
struct package_table {
	const char *name; /* "phone", the resource */
	const char *path; /* "phones.csv" */
	const char *member; /* "phones"; NULL for what stands in no other object */
	const char *parent; /* "service_id"; NULL when the other names this one */
	bool is_read; /* false for what an import has no use for */
	struct package_field fields[PACKAGE_FIELDS_MAX]; /* until a name that is NULL */
};

extern const struct package_table package_tables[PACKAGE_TABLES];

/* datapackage.json: every table with its columns. */
void package_put_descriptor(struct buf *out);

#endif
