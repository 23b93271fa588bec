/* Applies the migrations to an in-memory database and reads what came of it. */
#include "tools/sqlgen/sqlgen.h"

#include <ctype.h>
#include <stdio.h>
#include <strings.h>

const struct table *
schema_table(const struct schema *schema, struct str name)
{
	int i;

	for (i = 0; i < schema->n; i++)
		if (name_eq(schema->tables[i].name, name))
			return &schema->tables[i];
	return NULL;
}

const struct column *
table_column(const struct table *table, struct str name)
{
	int i;

	for (i = 0; table && i < table->n; i++)
		if (name_eq(table->columns[i].name, name))
			return &table->columns[i];
	return NULL;
}

struct type
type_of_name(const struct schema *schema, struct str name)
{
	const struct table *table;

	if (str_ends(name, STR("_id")) && name.n > 3) {
		table = schema_table(schema, str_sub(name, 0, name.n - 3));
		if (table && table->has_id)
			return (struct type){ TYPE_ID, table->name };
	}
	if (str_ends(name, STR("_on")))
		return (struct type){ TYPE_DATE, STR_NULL };
	if (str_ends(name, STR("_month")) || str_eq(name, STR("month")))
		return (struct type){ TYPE_MONTH, STR_NULL };
	if (str_starts(name, STR("is_")) || str_starts(name, STR("has_")) ||
		str_starts(name, STR("uses_")))
		return (struct type){ TYPE_BOOL, STR_NULL };
	return (struct type){ TYPE_NONE, STR_NULL };
}

static struct str
column_text(struct arena *a, sqlite3_stmt *stmt, int i)
{
	return arena_str(a, str_of((const char *)sqlite3_column_text(stmt, i)));
}

enum err
sql_file_read(struct arena *a, const char *path, struct str *out)
{
	FILE *f = fopen(path, "rb");
	char *p = f ? arena_alloc(a, 1 << 20) : NULL;
	size_t n = p ? fread(p, 1, 1 << 20, f) : 0;

	if (f)
		fclose(f);
	if (!p || n == 1 << 20)
		return ERR_IO;
	*out = (struct str){ p, n };
	return OK;
}

/*
 * ---- which room owns what: `-- room: x` holds for what is made below it, `-- any place: reason`
 * for the one view below it ----
 */

static void
note_rooms(struct schema *schema, struct str text)
{
	struct str line, rest, word, room = STR_NULL;
	bool is_made, is_any_place = false;
	int i;

	while (str_split(&text, '\n', &line)) {
		line = str_trim(line);
		if (str_starts(line, STR("-- room:"))) {
			room = str_trim(str_sub(line, 8, line.n));
			continue;
		}
		is_any_place |= str_starts(line, STR("-- any place: "));
		is_made = str_starts(line, STR("CREATE "));
		rest = line;
		while (is_made && str_split(&rest, ' ', &word)) {
			ptrdiff_t paren = str_find_byte(word, '(');
			struct table *table;

			if (str_eq(word, STR("ON")) || str_eq(word, STR("AS")))
				break;
			word = paren > 0 ? str_sub(word, 0, (size_t)paren) : word;
			table = (struct table *)schema_table(schema, word);
			if (!table)
				continue;
			table->room = room;
			table->is_any_place = is_any_place;
		}
		is_any_place &= !str_starts(line, STR("CREATE "));
	}
	for (i = 0; i < schema->n; i++)
		if (!schema->tables[i].room.p)
			schema->tables[i].room = STR_NULL;
}

/* ---- columns ---- */

/* The table that a foreign key of one column names; its own id for `id`. */
static struct type
type_of_key(const struct schema *schema, struct arena *a, const struct table *table,
	struct str column)
{
	struct type type = { TYPE_NONE, STR_NULL };
	sqlite3_stmt *stmt;

	if (str_eq(column, STR("id")) && !table->is_view)
		return (struct type){ TYPE_ID, table->name };
	if (sqlite3_prepare_v2(schema->db, "SELECT \"table\" FROM pragma_foreign_key_list(?1) "
		"WHERE \"from\" = ?2 AND \"to\" = 'id'", -1, &stmt, NULL) != SQLITE_OK)
		return type;
	sqlite3_bind_text(stmt, 1, table->name.p, (int)table->name.n, SQLITE_STATIC);
	sqlite3_bind_text(stmt, 2, column.p, (int)column.n, SQLITE_STATIC);
	if (sqlite3_step(stmt) == SQLITE_ROW)
		type = (struct type){ TYPE_ID, column_text(a, stmt, 0) };
	sqlite3_finalize(stmt);
	return type;
}

static struct type
type_of_column(const struct schema *schema, struct arena *a, const struct table *table,
	struct str name, struct str declared)
{
	struct type type;

	if (name_eq(declared, STR("TEXT")))
		return (struct type){ TYPE_TEXT, STR_NULL };
	if (name_eq(declared, STR("BLOB")))
		return (struct type){ TYPE_BLOB, STR_NULL };
	type = type_of_key(schema, a, table, name);
	if (type.kind == TYPE_NONE)
		type = type_of_name(schema, name);
	if (type.kind == TYPE_NONE && (name_eq(declared, STR("INTEGER")) || table->is_view))
		type.kind = TYPE_INT;
	return type;
}

static void
read_columns(struct schema *schema, struct arena *a, struct table *table)
{
	sqlite3_stmt *stmt;

	if (sqlite3_prepare_v2(schema->db, "SELECT name, type FROM pragma_table_info(?1)", -1,
		&stmt, NULL) != SQLITE_OK)
		return;
	sqlite3_bind_text(stmt, 1, table->name.p, (int)table->name.n, SQLITE_STATIC);
	table->columns = ARENA_ARRAY(a, struct column, MAX_COLUMNS);
	while (sqlite3_step(stmt) == SQLITE_ROW && table->n < MAX_COLUMNS) {
		struct str name = column_text(a, stmt, 0);

		table->columns[table->n++] = (struct column){ name,
			type_of_column(schema, a, table, name, column_text(a, stmt, 1)) };
		table->is_tenant |= str_eq(name, STR("org_id"));
		table->is_owned |= str_eq(name, STR("owner_org_id"));
	}
	sqlite3_finalize(stmt);
}

static enum err
read_tables(struct schema *schema, struct arena *a)
{
	sqlite3_stmt *stmt;
	int i;

	if (sqlite3_prepare_v2(schema->db,
		    "SELECT m.name, m.type = 'view', EXISTS (SELECT 1 FROM "
		    "pragma_table_info(m.name) WHERE name = 'id') FROM sqlite_schema m "
		    "WHERE m.type IN ('table', 'view') AND m.name NOT LIKE 'sqlite_%' ORDER BY "
		    "m.name",
		    -1, &stmt, NULL) != SQLITE_OK)
		return ERR_DB;
	schema->tables = ARENA_ARRAY(a, struct table, 256);
	while (schema->tables && schema->n < 256 && sqlite3_step(stmt) == SQLITE_ROW) {
		bool is_view = sqlite3_column_int(stmt, 1);

		schema->tables[schema->n++] = (struct table){ .name = column_text(a, stmt, 0),
			.is_view = is_view, .has_id = sqlite3_column_int(stmt, 2) && !is_view };
	}
	sqlite3_finalize(stmt);
	for (i = 0; i < schema->n; i++)
		read_columns(schema, a, &schema->tables[i]);
	return OK;
}

/* ERR_LIMIT rather than not to know one. */
static enum err
read_triggers(struct schema *schema, struct arena *a)
{
	sqlite3_stmt *stmt;
	enum err e = OK;

	if (sqlite3_prepare_v2(schema->db,
		    "SELECT m.name FROM sqlite_schema m WHERE m.type = 'trigger'", -1, &stmt,
		    NULL) != SQLITE_OK)
		return ERR_DB;
	while (e == OK && sqlite3_step(stmt) == SQLITE_ROW) {
		if (schema->n_triggers == MAX_TRIGGERS)
			e = ERR_LIMIT;
		else
			schema->triggers[schema->n_triggers++] = column_text(a, stmt, 0);
	}
	sqlite3_finalize(stmt);
	return e;
}

/* ---- views ---- */

struct view_reader {
	const struct schema *schema;
	struct arena *a;
	struct table *view;
	bool sees_tenant;
};

/* Remembers a view inside the view that is read; one too many makes its queries be refused. */
static void
see_inner(struct view_reader *reader, struct str name)
{
	struct table *view = reader->view;
	int i;

	for (i = 0; i < view->n_inner; i++)
		if (str_eq(view->inner[i], name))
			return;
	if (view->n_inner < MAX_INNER)
		view->inner[view->n_inner++] = arena_str(reader->a, name);
}

static int
see_table(void *context, int action, const char *table, const char *column, const char *db,
	const char *view)
{
	struct view_reader *reader = context;
	const struct table *t = table && action == SQLITE_READ ?
		schema_table(reader->schema, str_of(table)) : NULL;

	(void)column, (void)db;
	reader->sees_tenant |= t && t->is_tenant;
	if (view && schema_table(reader->schema, str_of(view)))
		see_inner(reader, str_of(view));
	return SQLITE_OK;
}

/* The type of the table's column that a column of a view shows. */
static struct type
type_of_origin(const struct schema *schema, sqlite3_stmt *stmt, int i, struct type otherwise)
{
	const char *table = sqlite3_column_table_name(stmt, i);
	const char *name = sqlite3_column_origin_name(stmt, i);
	const struct column *column = table && name ?
		table_column(schema_table(schema, str_of(table)), str_of(name)) : NULL;

	return column ? column->type : otherwise;
}

/* A view over tables of one place must say whose the rows are, or no query could filter it. */
static enum err
check_view(const struct schema *schema, struct arena *a, struct table *view,
	struct str *fault)
{
	struct view_reader reader = { .schema = schema, .a = a, .view = view };
	struct str sql = arena_printf(a, "SELECT * FROM %.*s", STR_ARG(view->name));
	sqlite3_stmt *stmt;
	int rc, i;

	sqlite3_set_authorizer(schema->db, see_table, &reader);
	rc = sqlite3_prepare_v2(schema->db, sql.p, -1, &stmt, NULL);
	for (i = 0; rc == SQLITE_OK && i < view->n; i++)
		view->columns[i].type = type_of_origin(schema, stmt, i, view->columns[i].type);
	sqlite3_finalize(stmt);
	sqlite3_set_authorizer(schema->db, NULL, NULL);
	if (rc != SQLITE_OK)
		*fault = arena_printf(a, "the view %.*s: %s", STR_ARG(view->name),
			sqlite3_errmsg(schema->db));
	else if (reader.sees_tenant && !view->is_tenant && !view->is_any_place)
		*fault = arena_printf(a, "the view %.*s reads a table of one place: give it the "
			"column org_id, or say `-- any place: reason` above it",
			STR_ARG(view->name));
	return fault->n ? ERR_INVALID : OK;
}

/* Stands in for the functions that core/db registers on every connection. */
static void
any_id(sqlite3_context *context, int n, sqlite3_value **values)
{
	(void)n, (void)values;
	sqlite3_result_int(context, 1);
}

static void
any_text(sqlite3_context *context, int n, sqlite3_value **values)
{
	(void)n;
	sqlite3_result_value(context, values[0]);
}

/*
 * A virtual table declares its columns to the engine when it is first used, and the engine writes that
 * down: done here, so that it is not taken for something a query does.
 */
static void
connect_tables(const struct schema *schema, struct arena *a)
{
	sqlite3_stmt *stmt;
	int i;

	for (i = 0; i <= schema->n; i++) {
		struct str name = i < schema->n ? schema->tables[i].name : STR("json_each");
		struct str sql = arena_printf(a, "SELECT * FROM %.*s", STR_ARG(name));

		if (sqlite3_prepare_v2(schema->db, sql.p, -1, &stmt, NULL) == SQLITE_OK)
			sqlite3_finalize(stmt);
	}
}

enum err
schema_load(struct arena *a, char **paths, int n, struct schema *out, struct str *fault)
{
	struct schema schema = { 0 };
	struct str *texts = ARENA_ARRAY(a, struct str, (size_t)n + 1);
	int i;

	if (!texts || sqlite3_open(":memory:", &schema.db) != SQLITE_OK)
		return ERR_DB;
	sqlite3_db_config(schema.db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(schema.db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	sqlite3_create_function(schema.db, "random_id", 0, SQLITE_UTF8 | SQLITE_DIRECTONLY,
		NULL, any_id, NULL, NULL);
	sqlite3_create_function(schema.db, "search_text", 1, SQLITE_UTF8 | SQLITE_DIRECTONLY,
		NULL, any_text, NULL, NULL);
	for (i = 0; i < n; i++) {
		if (sql_file_read(a, paths[i], &texts[i]) != OK) {
			*fault = arena_printf(a, "%s: cannot be read", paths[i]);
			return ERR_IO;
		}
		if (sqlite3_exec(schema.db, texts[i].p, NULL, NULL, NULL) != SQLITE_OK) {
			*fault = arena_printf(a, "%s: %s", paths[i], sqlite3_errmsg(schema.db));
			return ERR_DB;
		}
	}
	TRY(read_tables(&schema, a));
	TRY(read_triggers(&schema, a));
	connect_tables(&schema, a);
	for (i = 0; i < n; i++)
		note_rooms(&schema, texts[i]);
	for (i = 0; i < schema.n; i++)
		if (schema.tables[i].is_view)
			TRY(check_view(&schema, a, &schema.tables[i], fault));
	*out = schema;
	return OK;
}
