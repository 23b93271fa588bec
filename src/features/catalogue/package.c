/* What is public of the catalogue as tables: the JSON of open data, each object laid out in its rows. */
#include "features/catalogue/package.h"

#include "core/json/json.h"
#include "features/catalogue/hsds.h"
#include "features/catalogue/public.sql.h"
#include "features/catalogue/taxonomy.h"
#include "out/csv/csv_out.h"

enum {
	TABLE_BYTES = 128 * 1024 * 1024,
	OBJECT_BYTES = JSON_BYTES_MAX,
	CHUNK = 500, /* services that are in memory at once */
	CHUNK_ARENA = 64 * 1024 * 1024,
	ID_LIST_BYTES = CHUNK * 24
};

struct writing {
	struct db *db;
	struct arena *chunk; /* forgets with each chunk */
	struct buf tables[PACKAGE_TABLES];
	struct buf object; /* the JSON being laid out */
	int64_t *organisations; /* that have their row */
	size_t n_organisations;
};

/* ---- objects into rows ---- */

static void
put_cell(struct buf *out, bool is_first, const struct json *value)
{
	if (value && value->kind == JSON_IS_INT)
		csv_put_int(out, is_first, value->number);
	else
		csv_put_text(out, is_first, value ? value->text : STR_NULL);
}

/* Many services name the same organisation; true for the first. */
static bool
is_new_organisation(struct writing *w, const struct json *object)
{
	int64_t row = 0;
	size_t i;

	if (hsds_parse_id(json_member_text(object, "id"), HSDS_ORGANISATION, &row) != OK)
		return false;
	for (i = 0; i < w->n_organisations; i++)
		if (w->organisations[i] == row)
			return false;
	w->organisations[w->n_organisations++] = row;
	return true;
}

static void put_object(
	struct writing *w, size_t at, const struct json *object, struct str parent);

/* What stands within the object as rows of other tables. */
static void
put_below(struct writing *w, const struct json *object)
{
	struct str id = json_member_text(object, "id");
	size_t at, i;

	for (at = 0; at < PACKAGE_TABLES; at++) {
		const char *member = package_tables[at].member;
		const struct json *below = member ? json_member(object, member) : NULL;

		if (below && below->kind == JSON_IS_OBJECT)
			put_object(w, at, below, id);
		for (i = 0; below && below->kind == JSON_IS_ARRAY && i < below->n; i++)
			put_object(w, at, &below->items[i], id);
	}
}

static void
put_object(struct writing *w, size_t at, const struct json *object, struct str parent)
{
	const struct package_table *table = &package_tables[at];
	const struct package_field *field;
	struct buf *out = &w->tables[at];

	if (at == PACKAGE_ORGANISATION && !is_new_organisation(w, object))
		return;
	for (field = table->fields; field->name; field++) {
		const struct json *value = json_member(object, field->name);

		if (!value && table->parent && strcmp(field->name, table->parent) == 0)
			csv_put_text(out, field == table->fields, parent);
		else
			put_cell(out, field == table->fields, value);
	}
	csv_end_row(out);
	put_below(w, object);
}

/* Lays out what stands in w->object, and empties it. */
static enum err
put_written(struct writing *w, size_t at)
{
	const struct json *object;
	struct json_fault fault;

	TRY(buf_err(&w->object));
	TRY(json_parse(buf_str(&w->object), w->chunk, &object, &fault));
	put_object(w, at, object, STR_NULL);
	buf_clear(&w->object);
	return OK;
}

/* ---- everything that is public ---- */

static enum err
put_services(struct writing *w, struct str ids)
{
	struct sql_catalogue_public_services *rows;
	size_t n, i;

	TRY(sql_catalogue_public_services(w->db, w->chunk, ids, &rows, &n));
	for (i = 0; i < n; i++) {
		hsds_put_service(&w->object, w->chunk, &rows[i]);
		TRY(put_written(w, PACKAGE_SERVICE));
		if (str_is_empty(rows[i].website))
			continue;
		hsds_put_service_at_location(&w->object, &rows[i]);
		TRY(put_written(w, PACKAGE_AT_LOCATION));
	}
	return OK;
}

static enum err
put_chunk(struct writing *w, int64_t first)
{
	const struct sql_catalogue_public_service_ids_in in = { .first = first, .size = CHUNK };
	struct buf ids BUF_CLEANUP = buf_new(ID_LIST_BYTES);
	struct sql_catalogue_public_service_ids *rows;
	size_t n, i;

	TRY(sql_catalogue_public_service_ids(w->db, w->chunk, &in, &rows, &n));
	buf_put_byte(&ids, '[');
	for (i = 0; i < n; i++)
		buf_printf(&ids, "%s%lld", i ? "," : "", (long long)rows[i].id.v);
	buf_put_byte(&ids, ']');
	TRY(buf_err(&ids));
	return put_services(w, buf_str(&ids));
}

static enum err
put_taxonomies(struct writing *w)
{
	int64_t number;
	size_t i;

	for (number = 1; number <= TAXONOMIES; number++) {
		const struct taxonomy *taxonomy = taxonomy_of(number);

		hsds_put_taxonomy(&w->object, (enum taxonomy_number)number);
		TRY(put_written(w, PACKAGE_TAXONOMY));
		for (i = 0; i < taxonomy->n; i++) {
			if (taxonomy->choices[i].value == 0)
				continue;
			hsds_put_term(&w->object, (enum taxonomy_number)number,
				&taxonomy->choices[i]);
			TRY(put_written(w, PACKAGE_TERM));
		}
	}
	return OK;
}

static enum err
put_all(struct writing *w, struct arena *a)
{
	const struct sql_catalogue_public_service_count_in all = { 0 };
	struct sql_catalogue_public_service_count count;
	int64_t first;

	TRY(sql_catalogue_public_service_count(w->db, a, &all, &count));
	w->organisations = ARENA_ARRAY(a, int64_t, (size_t)count.n + 1);
	if (!w->organisations)
		return ERR_LIMIT;
	for (first = 0; first < count.n; first += CHUNK) {
		TRY(put_chunk(w, first));
		arena_reset(w->chunk);
	}
	return put_taxonomies(w);
}

static void
put_heads(struct writing *w)
{
	const struct package_field *field;
	size_t i;

	for (i = 0; i < PACKAGE_TABLES; i++) {
		for (field = package_tables[i].fields; field->name; field++)
			csv_put_text(&w->tables[i], field == package_tables[i].fields,
				str_of(field->name));
		csv_end_row(&w->tables[i]);
	}
}

static enum err
hand_over(struct writing *w, catalogue_file_fn *write, void *context)
{
	size_t i;

	for (i = 0; i < PACKAGE_TABLES; i++) {
		TRY(buf_err(&w->tables[i]));
		TRY(write(context, package_tables[i].path, buf_str(&w->tables[i])));
	}
	package_put_descriptor(&w->object);
	TRY(buf_err(&w->object));
	return write(context, PACKAGE_DESCRIPTOR, buf_str(&w->object));
}

enum err
catalogue_export_package(
	struct db *db, struct arena *a, catalogue_file_fn *write, void *context)
{
	struct writing w = {
		.db = db, .chunk = arena_new(CHUNK_ARENA), .object = buf_new(OBJECT_BYTES)
	};
	enum err e = w.chunk ? OK : ERR_LIMIT;
	size_t i;

	for (i = 0; i < PACKAGE_TABLES; i++)
		w.tables[i] = buf_new(TABLE_BYTES);
	put_heads(&w);
	if (e == OK)
		e = put_all(&w, a);
	if (e == OK)
		e = hand_over(&w, write, context);
	for (i = 0; i < PACKAGE_TABLES; i++)
		buf_free(&w.tables[i]);
	buf_free(&w.object);
	arena_free(w.chunk);
	return e;
}
