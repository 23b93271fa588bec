/* The file of another catalogue as our two, by a mapping: which column of ours is which of theirs. */
#ifndef FEATURES_CATALOGUE_MAPPING_H
#define FEATURES_CATALOGUE_MAPPING_H

#include "features/catalogue/catalogue.h"

enum { MAPPING_COLUMNS_MAX = 64, MAPPING_VALUES_MAX = 1000, MAPPING_BYTES_MAX = 256 * 1024 };

/* "service.name <- Insats + Ort", or "service.same_day = unknown". */
struct mapping_column {
	struct str name; /* "service.name" */
	struct str from; /* their columns, '+' between them, or the constant */
	bool is_constant;
	int64_t line;
};

/* "service.tracks: Våldsutsatta -> exposed"; theirs "*" = whatever no other line names. */
struct mapping_value {
	struct str name, theirs, ours;
	struct str folded; /* theirs without case and accents */
};

/* A mapping as it was written; everything lives in the text and the arena it was read with. */
struct mapping {
	struct str file; /* its name, for faults; set by the caller */
	char separator; /* between the cells of their file */
	struct mapping_column *columns;
	size_t n_columns;
	struct mapping_value *values;
	size_t n_values;
};

/* ERR_INVALID or ERR_LIMIT and *fault, whose row is the line of the mapping. */
enum err mapping_read(
	struct str text, struct arena *a, struct mapping *out, struct csv_fault *fault);

/* Their file as ours: a service from each row, and the organisations that the rows name. */
struct mapped {
	struct str file; /* the name of theirs */
	struct catalogue_import in;
	size_t *rows; /* data row of theirs that an organisation was first named in */
	size_t n_rows;
};

/*
 * Fills out->in.organisations and out->in.services in the arena.  ERR_INVALID or ERR_LIMIT and *fault: a
 * row and column of theirs (out->file), or a line of the mapping (m->file).
 */
enum err mapping_apply(const struct mapping *m, struct str text, struct arena *a,
	struct mapped *out, struct csv_fault *fault);
/* A fault in what was made, as one of their file or of the mapping, whichever wrote the cell. */
void mapping_place_fault(const struct mapping *m, const struct mapped *made, struct arena *a,
	struct csv_fault *fault);

/* What the two files of the mapping call each other. */
enum err mapping_refuse(struct csv_fault *fault, struct str file, int64_t row,
	struct str column, const char *reason);
const struct mapping_column *mapping_column(const struct mapping *m, struct str name);

#endif
