/* A tabular data package on its way in: its rows as the JSON of open data, which hsds_read.c reads. */
#include <stdlib.h>

#include "core/i18n/i18n.h"
#include "core/json/json.h"
#include "features/catalogue/hsds.h"
#include "features/catalogue/package.h"

/* A row by the text of a column, to find those that belong to another row. */
struct tie {
	struct str to;
	size_t row;
};

struct package_reading {
	struct arena *a;
	const struct catalogue_package *in;
	struct csv_table tables[PACKAGE_TABLES];
	struct tie *ties[PACKAGE_TABLES];	/* sorted: by `parent`, or by id without one */
	struct csv_fault *fault;
};

static enum err
refuse(struct package_reading *r, size_t at, size_t row, const char *column, const char *reason)
{
	*r->fault = (struct csv_fault){ .file = r->in->files[at],
		.row = (int64_t)row + 2,
		.column = str_of(column),
		.reason = reason };
	return ERR_INVALID;
}

/* ---- the files ---- */

static int
compare_ties(const void *a, const void *b)
{
	const struct tie *x = a, *y = b;
	int order = str_cmp(x->to, y->to);

	return order != 0 ? order : (x->row > y->row) - (x->row < y->row);
}

/* The first of the table's ties to that text, or the first behind them all. */
static size_t
first_tie(const struct package_reading *r, size_t at, struct str to)
{
	size_t low = 0, high = r->tables[at].n_rows;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (str_cmp(r->ties[at][middle].to, to) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The `k`th row of the table that belongs to `to`; false when there is none. */
static bool
find_row(const struct package_reading *r, size_t at, struct str to, size_t k, size_t *row)
{
	size_t i = first_tie(r, at, to) + k;

	if (str_is_empty(to) || i >= r->tables[at].n_rows || !str_eq(r->ties[at][i].to, to))
		return false;
	*row = r->ties[at][i].row;
	return true;
}

static enum err
read_table(struct package_reading *r, size_t at)
{
	const char *by = package_tables[at].parent ? package_tables[at].parent : "id";
	struct csv_table *table = &r->tables[at];
	int column;
	enum err e;
	size_t i;

	e = csv_read(r->in->texts[at], r->a, table, r->fault);
	r->fault->file = r->in->files[at];
	TRY(e);
	column = csv_column(table, by);
	if (column < 0) {
		r->fault->row = 1;
		r->fault->column = str_of(by);
		r->fault->reason = N_("Kolumnen saknas.");
		return ERR_INVALID;
	}
	r->ties[at] = ARENA_ARRAY(r->a, struct tie, table->n_rows + 1);
	if (!r->ties[at])
		return ERR_LIMIT;
	for (i = 0; i < table->n_rows; i++)
		r->ties[at][i] = (struct tie){ csv_cell(table, i, column), i };
	qsort(r->ties[at], table->n_rows, sizeof(struct tie), compare_ties);
	return OK;
}

/* An id stands once; what belongs to a service belongs to one that is there. */
static enum err
check_ties(struct package_reading *r, size_t at)
{
	const char *parent = package_tables[at].parent;
	const struct tie *ties = r->ties[at];
	size_t i, found;

	for (i = 0; i < r->tables[at].n_rows; i++) {
		if (!parent && str_is_empty(ties[i].to))
			return refuse(r, at, ties[i].row, "id", N_("Id saknas."));
		if (!parent && i > 0 && str_eq(ties[i].to, ties[i - 1].to))
			return refuse(r, at, ties[i].row, "id",
				N_("Samma id står på en tidigare rad."));
		if (parent && strcmp(parent, "service_id") == 0 && !str_is_empty(ties[i].to) &&
			!find_row(r, PACKAGE_SERVICE, ties[i].to, 0, &found))
			return refuse(r, at, ties[i].row, parent,
				N_("Verksamheten finns inte i paketet."));
	}
	return OK;
}

/* ---- rows into objects ---- */

static void
make_value(struct json *out, const struct package_field *field, struct str cell)
{
	*out = (struct json){ .kind = JSON_IS_TEXT, .text = cell, .name = str_of(field->name) };
	if (field->kind == PACKAGE_NUMBER && str_to_int(cell, &out->number) == OK)
		out->kind = JSON_IS_INT;
}

static bool make_object(
	const struct package_reading *r, size_t at, size_t row, struct json *out);

/* Everything of table `at` that belongs to `id`, as a list; false when there is nothing or no room. */
static bool
make_list(const struct package_reading *r, size_t at, struct str id, struct json *out)
{
	size_t first = first_tie(r, at, id), n = 0, i;
	struct json *items;

	while (first + n < r->tables[at].n_rows && str_eq(r->ties[at][first + n].to, id))
		n++;
	items = n > 0 && !str_is_empty(id) ? ARENA_ARRAY(r->a, struct json, n) : NULL;
	if (!items)
		return false;
	for (i = 0; i < n; i++)
		if (!make_object(r, at, r->ties[at][first + i].row, &items[i]))
			return false;
	*out = (struct json){ .kind = JSON_IS_ARRAY,
		.name = str_of(package_tables[at].member),
		.items = items,
		.n = n };
	return true;
}

/* The row with the lists that belong to it, and a service with its organisation. */
static bool
make_object(const struct package_reading *r, size_t at, size_t row, struct json *out)
{
	struct json *items =
		ARENA_ARRAY(r->a, struct json, PACKAGE_FIELDS_MAX + PACKAGE_TABLES);
	const struct csv_table *table = &r->tables[at];
	struct str id = csv_cell(table, row, csv_column(table, "id"));
	const struct package_field *field;
	size_t n = 0, below, found;

	if (!items)
		return false;
	for (field = package_tables[at].fields; field->name; field++) {
		struct str cell = csv_cell(table, row, csv_column(table, field->name));

		if (!str_is_empty(cell))
			make_value(&items[n++], field, cell);
	}
	for (below = 0; !package_tables[at].parent && below < PACKAGE_TABLES; below++)
		if (package_tables[below].is_read && package_tables[below].parent &&
			make_list(r, below, id, &items[n]))
			n++;
	if (at == PACKAGE_SERVICE &&
		find_row(r, PACKAGE_ORGANISATION,
			csv_cell(table, row, csv_column(table, "organization_id")), 0,
			&found) &&
		make_object(r, PACKAGE_ORGANISATION, found, &items[n]))
		items[n++].name = str_of(package_tables[PACKAGE_ORGANISATION].member);
	*out = (struct json){ .kind = JSON_IS_OBJECT, .items = items, .n = n };
	return true;
}

static enum err
make_services(struct package_reading *r, struct json *out)
{
	const struct csv_table *table = &r->tables[PACKAGE_SERVICE];
	int column = csv_column(table, "organization_id");
	struct json *items = ARENA_ARRAY(r->a, struct json, table->n_rows + 1);
	size_t i, found;

	if (!items)
		return ERR_LIMIT;
	for (i = 0; i < table->n_rows; i++) {
		if (!find_row(r, PACKAGE_ORGANISATION, csv_cell(table, i, column), 0, &found))
			return refuse(r, PACKAGE_SERVICE, i, "organization_id",
				N_("Organisationen finns inte i paketet."));
		if (!make_object(r, PACKAGE_SERVICE, i, &items[i]))
			return ERR_LIMIT;
	}
	*out = (struct json){ .kind = JSON_IS_ARRAY, .items = items, .n = table->n_rows };
	return arena_is_full(r->a) ? ERR_LIMIT : OK;
}

/* ---- a pointer into the JSON that nobody has seen, as file, row and column ---- */

struct place {
	size_t at, row;
	struct str column;
};

/* One step of the pointer: into a list or an object, or to a column. */
static void
step(const struct package_reading *r, struct str name, struct str *rest, struct place *here)
{
	const struct csv_table *table = &r->tables[here->at];
	struct str id = csv_cell(table, here->row, csv_column(table, "id")), part;
	int64_t k = 0;
	size_t at, row;

	here->column = name;
	for (at = 0; at < PACKAGE_TABLES; at++)
		if (package_tables[at].is_read && package_tables[at].member &&
			str_eq(name, str_of(package_tables[at].member)))
			break;
	if (at == PACKAGE_TABLES)
		return;
	here->column = STR_NULL;
	if (at == PACKAGE_ORGANISATION)
		id = csv_cell(table, here->row, csv_column(table, "organization_id"));
	else if (str_split(rest, '/', &part) && str_to_int(part, &k) != OK)
		k = 0;
	if (find_row(r, at, id, (size_t)k, &row))
		*here = (struct place){ .at = at, .row = row };
}

/* "/3/phones/0/number", or "/3/organization (kind)" where the column is that of an import of ours. */
static void
place_fault(struct package_reading *r, const struct csv_fault *found)
{
	struct place here = { .at = PACKAGE_SERVICE };
	struct str rest = found->column, part, column = STR_NULL;
	ptrdiff_t bracket = str_find_byte(rest, '(');
	int64_t row = 0;

	if (bracket > 0) {
		column = str_sub(rest, (size_t)bracket + 1, rest.n - 1);
		rest = str_sub(rest, 0, (size_t)bracket - 1);
	}
	str_split(&rest, '/', &part);
	if (str_split(&rest, '/', &part) && str_to_int(part, &row) == OK)
		here.row = (size_t)row;
	while (str_split(&rest, '/', &part))
		step(r, part, &rest, &here);
	if (!str_is_empty(column))
		here.column = column;
	*r->fault = (struct csv_fault){ .file = r->in->files[here.at],
		.row = (int64_t)here.row + 2,
		.column = here.column,
		.reason = found->reason };
}

/* ---- the package ---- */

/* A name of a file beside the descriptor, and nowhere else. */
static bool
is_beside(struct str path)
{
	return !str_is_empty(path) && path.p[0] != '.' && str_find_byte(path, '/') < 0 &&
		str_find_byte(path, '\0') < 0;
}

static enum err
find_files(const struct json *resources, struct catalogue_package *out, struct csv_fault *fault)
{
	size_t i, at;

	for (i = 0; resources && resources->kind == JSON_IS_ARRAY && i < resources->n; i++) {
		struct str name = json_member_text(&resources->items[i], "name");
		struct str path = json_member_text(&resources->items[i], "path");

		for (at = 0; at < PACKAGE_TABLES; at++) {
			if (!package_tables[at].is_read ||
				!str_eq(name, str_of(package_tables[at].name)))
				continue;
			fault->reason = N_("En resurs ska ha sin fil i paketets egen mapp.");
			if (!is_beside(path))
				return ERR_INVALID;
			out->files[at] = path;
		}
	}
	fault->reason = N_("Paketet ska ha resurserna organization och service.");
	return str_is_empty(out->files[PACKAGE_ORGANISATION]) ||
			str_is_empty(out->files[PACKAGE_SERVICE])
		? ERR_INVALID
		: OK;
}

enum err
catalogue_package_files(struct str descriptor, struct arena *a, struct catalogue_package *out,
	struct csv_fault *fault)
{
	struct json_fault wrong = { 0 };
	const struct json *root;
	enum err e = json_parse(descriptor, a, &root, &wrong);

	*fault = (struct csv_fault){ .file = STR(PACKAGE_DESCRIPTOR) };
	if (e == OK)
		return find_files(json_member(root, "resources"), out, fault);
	if (e == ERR_INVALID)
		fault->row = wrong.line;
	fault->reason = e == ERR_INVALID ? N_("Filen är inte JSON.") : N_("Filen är för stor.");
	return e;
}

static enum err
read_tables(struct package_reading *r, struct json *services)
{
	size_t at;

	for (at = 0; at < PACKAGE_TABLES; at++)
		if (!str_is_empty(r->in->files[at]))
			TRY(read_table(r, at));
	for (at = 0; at < PACKAGE_TABLES; at++)
		TRY(check_ties(r, at));
	return make_services(r, services);
}

enum err
catalogue_import_package(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct catalogue_package *in, struct catalogue_import_count *count,
	struct csv_fault *fault)
{
	struct package_reading r = { .a = a, .in = in, .fault = fault };
	struct csv_fault found = { 0 };
	struct json services;
	struct catalogue_hsds_import list = { .services = &services, .today = in->today };
	enum err e;

	TRY(read_tables(&r, &services));
	e = catalogue_import_hsds(tx, scope, a, &list, count, &found);
	if (e == ERR_INVALID)
		place_fault(&r, &found);
	else if (e != OK)
		*fault = found;
	return e;
}
