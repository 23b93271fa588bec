/* Prepares a query on the real schema: parameters, result columns, and a second look at its tables. */
#include "tools/sqlgen/sqlgen.h"

#include <ctype.h>
#include <strings.h>

struct witness {
	struct source *src;
	struct query *q;
	struct str stray;	/* a table that the text did not seem to name */
	struct str banned;	/* a function or an action that no query may use */
};

static bool
is_named(const struct query *q, struct str table)
{
	int i;

	for (i = 0; i < q->n_refs; i++)
		if (name_eq(q->refs[i].name, table))
			return true;
	return false;
}

static bool
is_banned_function(struct str name)
{
	static const char *const banned[] = { "random", "randomblob", "date", "time",
		"datetime", "julianday", "unixepoch", "strftime", "current_date",
		"current_time", "current_timestamp", "load_extension", "last_insert_rowid",
		"scope_org" };
	size_t i;

	for (i = 0; i < sizeof(banned) / sizeof(*banned); i++)
		if (name_eq(name, str_of(banned[i])))
			return true;
	return false;
}

/* Whether that view is named by the query, or one that a named view is made of. */
static bool
is_within_named(const struct query *q, struct str view)
{
	int i, j;

	for (i = 0; i < q->n_refs; i++) {
		const struct table *t = q->refs[i].table;

		if (!t || !t->is_view)
			continue;
		if (name_eq(t->name, view))
			return true;
		for (j = 0; j < t->n_inner; j++)
			if (name_eq(t->inner[j], view))
				return true;
	}
	return false;
}

/*
 * What a trigger does belongs to the table that it stands on, whose writer need not know of it; but no row
 * of a place is reached that way, since nothing there says of which.
 */
static bool
is_by_trigger(const struct witness *w, const char *inside, struct str table)
{
	const struct schema *schema = w->src->schema;
	const struct table *t = schema_table(schema, table);
	int i;

	if (!inside || !t || t->is_tenant || is_named(w->q, str_of(inside)))
		return false;
	for (i = 0; i < schema->n_triggers; i++)
		if (str_eq(schema->triggers[i], str_of(inside)))
			return true;
	return false;
}

/*
 * The engine says which tables it really opens.  A read inside a view counts for the view, which
 * is named itself; everything else must have been seen by query_check.
 */
static int
witness_action(void *context, int action, const char *first, const char *second, const char *db,
	const char *inside)
{
	struct witness *w = context;
	const struct table *view = inside ? schema_table(w->src->schema, str_of(inside)) : NULL;

	(void)db;
	switch (action) {
	case SQLITE_READ:
	case SQLITE_INSERT:
	case SQLITE_UPDATE:
	case SQLITE_DELETE:
		if ((view && view->is_view && is_within_named(w->q, view->name)) ||
			is_by_trigger(w, inside, str_of(first)))
			return SQLITE_OK;
		if (schema_table(w->src->schema, str_of(first)) &&
			!is_named(w->q, str_of(first)))
			w->stray = arena_str(w->src->a, str_of(first));
		else if (str_starts(str_of(first), STR("sqlite_")) ||
			str_starts(str_of(first), STR("pragma_")))
			w->banned = arena_str(w->src->a, str_of(first));
		return SQLITE_OK;
	case SQLITE_FUNCTION:
		if (is_banned_function(str_of(second)))
			w->banned = arena_str(w->src->a, str_of(second));
		return SQLITE_OK;
	case SQLITE_SELECT:
	case SQLITE_RECURSIVE:
		return SQLITE_OK;
	default:
		w->banned = STR("this statement");
		return SQLITE_DENY;
	}
}

/* The text that reaches the engine: no comments, scope_org() as a parameter. */
static void
put_sql(const struct query *q, struct buf *out)
{
	int i;

	for (i = 0; i < q->n; i++) {
		const struct token *t = &q->tokens[i];

		if (t->has_space && i)
			buf_put_byte(out, ' ');
		if (t->kind == TOK_PARAM)
			buf_put_byte(out, ':');
		if (word_is(t, "scope_org")) {
			buf_put_cstr(out, ":scope_org");
			i += 2;
		} else {
			buf_put(out, t->text);
		}
	}
}

/* ---- types ---- */

static bool
type_said_for(const struct field *said, int n, struct str name, struct type *out)
{
	int i;

	for (i = 0; i < n; i++)
		if (str_eq(said[i].name, name)) {
			*out = said[i].type;
			return true;
		}
	return false;
}

/* The table whose row the query is about: the one it changes, or the first it names. */
static const struct table *
main_table(const struct query *q)
{
	int i;

	for (i = 0; i < q->n_refs; i++)
		if (q->refs[i].table)
			return q->refs[i].table;
	return NULL;
}

static enum err
param_type(struct source *src, const struct query *q, struct str name, struct type *out)
{
	struct type type;
	const struct column *column;
	int i;

	if (type_said_for(q->said_params, q->n_said_params, name, out))
		return OK;
	type = type_of_name(src->schema, name);
	if (str_eq(name, STR("id"))) {
		column = table_column(main_table(q), name);
		if (column)
			type = column->type;
	}
	for (i = 0; type.kind == TYPE_NONE && i < q->n_refs; i++) {
		column = table_column(q->refs[i].table, name);
		if (column)
			type = column->type;
	}
	if (type.kind == TYPE_NONE)
		return refuse(src, q->line, "query %.*s: the type of :%.*s is unknown: say `-- "
			"param: %.*s int|text|blob|bool|date|month|TABLE_id`", STR_ARG(q->name),
			STR_ARG(name), STR_ARG(name));
	*out = type;
	return OK;
}

/* Whether the text compares the parameter with 0: `:x = 0` or `ifnull(column, 0) = :x`. */
static bool
is_compared_with_zero(const struct query *q, struct str name)
{
	const struct token *t = q->tokens;
	int i;

	for (i = 0; i < q->n; i++) {
		if (t[i].kind != TOK_PARAM || !str_eq(t[i].text, name))
			continue;
		if (i + 2 < q->n && t[i + 1].kind == TOK_PUNCT &&
			strchr("=<>!", t[i + 1].text.p[0]) && str_eq(t[i + 2].text, STR("0")))
			return true;
		if (i > 2 && t[i - 1].kind == TOK_PUNCT && strchr("=<>!", t[i - 1].text.p[0]) &&
			punct_is(&t[i - 2], ")") && str_eq(t[i - 3].text, STR("0")))
			return true;
	}
	return false;
}

static enum err
read_params(struct source *src, struct query *q, sqlite3_stmt *stmt)
{
	int i, n = sqlite3_bind_parameter_count(stmt);

	if (n > MAX_PARAMS)
		return refuse(src, q->line, "query %.*s: more than %d parameters",
			STR_ARG(q->name), MAX_PARAMS);
	for (i = 1; i <= n; i++) {
		struct str name = str_of(sqlite3_bind_parameter_name(stmt, i));
		struct field *param = &q->params[q->n_params];

		name = arena_str(src->a, str_sub(name, 1, name.n));
		if (str_eq(name, STR("scope_org"))) {
			q->org_at = i;
			continue;
		}
		*param = (struct field){ .name = name, .at = i,
			.is_zero_kept = is_compared_with_zero(q, name) };
		TRY(param_type(src, q, name, &param->type));
		q->n_params++;
	}
	for (i = 0; i < q->n_said_params; i++)
		if (sqlite3_bind_parameter_index(stmt, arena_printf(src->a, ":%.*s",
			STR_ARG(q->said_params[i].name)).p) == 0)
			return refuse(src, q->line,
				"query %.*s: there is no :%.*s in it: remove "
				"the -- param line",
				STR_ARG(q->name), STR_ARG(q->said_params[i].name));
	return OK;
}

/* What the engine says of where a result column comes from; RETURNING is asked of the table. */
static const struct column *
column_origin(struct source *src, const struct query *q, sqlite3_stmt *stmt, int i)
{
	const char *table = sqlite3_column_table_name(stmt, i);
	const char *origin = sqlite3_column_origin_name(stmt, i);

	if (table && origin)
		return table_column(schema_table(src->schema, str_of(table)), str_of(origin));
	if (q->is_write)
		return table_column(main_table(q), str_of(sqlite3_column_name(stmt, i)));
	return NULL;
}

static enum err
check_column_name(struct source *src, const struct query *q, struct str name)
{
	static const char *const words[] = { "int", "long", "short", "char", "float", "double",
		"case", "default", "if", "else", "for", "while", "do", "return", "struct",
		"union", "enum", "static", "const", "register", "switch", "break", "auto",
		"signed", "unsigned", "void", "volatile", "inline", "extern", "goto" };
	bool is_bad = name.n == 0 || !islower((unsigned char)name.p[0]);
	size_t i;
	int c;

	for (i = 0; i < name.n; i++)
		is_bad |= !islower((unsigned char)name.p[i]) && name.p[i] != '_' &&
			!isdigit((unsigned char)name.p[i]);
	for (i = 0; i < sizeof(words) / sizeof(*words); i++)
		is_bad |= str_eq(name, str_of(words[i]));
	if (is_bad)
		return refuse(src, q->line,
			"query %.*s: the column `%.*s` needs a name: say AS "
			"total",
			STR_ARG(q->name), STR_ARG(name));
	for (c = 0; c < q->n_columns; c++)
		if (str_eq(q->columns[c].name, name))
			return refuse(src, q->line,
				"query %.*s: two columns are called %.*s: give "
				"one another name with AS",
				STR_ARG(q->name), STR_ARG(name));
	return OK;
}

static enum err
read_columns(struct source *src, struct query *q, sqlite3_stmt *stmt)
{
	int i, n = sqlite3_column_count(stmt);

	if (n > MAX_COLUMNS)
		return refuse(src, q->line, "query %.*s: more than %d columns",
			STR_ARG(q->name), MAX_COLUMNS);
	for (i = 0; i < n; i++) {
		struct str name = arena_str(src->a, str_of(sqlite3_column_name(stmt, i)));
		const struct column *origin = column_origin(src, q, stmt, i);
		struct type type = origin ? origin->type : (struct type){ TYPE_NONE, STR_NULL };

		TRY(check_column_name(src, q, name));
		if (!type_said_for(q->said_columns, q->n_said_columns, name, &type) &&
			(type.kind == TYPE_NONE || type.kind == TYPE_INT)) {
			type = type_of_name(src->schema, name);
			type.kind = type.kind == TYPE_NONE ? TYPE_INT : type.kind;
		}
		q->columns[q->n_columns++] =
			(struct field){ .name = name, .type = type, .at = i };
	}
	for (i = 0; i < q->n_said_columns; i++) {
		struct type type;

		if (!type_said_for(q->columns, q->n_columns, q->said_columns[i].name, &type))
			return refuse(src, q->line,
				"query %.*s: there is no column %.*s in it: "
				"remove the -- column line",
				STR_ARG(q->name), STR_ARG(q->said_columns[i].name));
	}
	if (n == 0 && (q->kind == KIND_ONE || q->kind == KIND_MANY))
		return refuse(src, q->line,
			"query %.*s gives no rows: add RETURNING, or say :exec "
			"or :change",
			STR_ARG(q->name));
	if (n > 0 && (q->kind == KIND_EXEC || q->kind == KIND_CHANGE))
		return refuse(src, q->line, "query %.*s gives rows: say :one or :many",
			STR_ARG(q->name));
	return OK;
}

static enum err
judge(struct source *src, const struct query *q, const struct witness *w, sqlite3_stmt *stmt)
{
	if (w->banned.n)
		return refuse(src, q->line,
			"query %.*s: no query uses %.*s: time and chance come "
			"as parameters (random_id() gives ids)",
			STR_ARG(q->name), STR_ARG(w->banned));
	if (!stmt)
		return refuse(src, q->line, "query %.*s: %s", STR_ARG(q->name),
			sqlite3_errmsg(src->schema->db));
	if (w->stray.n)
		return refuse(src, q->line,
			"query %.*s: the engine reads %.*s, which the text does "
			"not name in a FROM that this tool understands: write it plainly",
			STR_ARG(q->name), STR_ARG(w->stray));
	if (!sqlite3_stmt_readonly(stmt) != q->is_write)
		return refuse(src, q->line, "query %.*s: the engine and this tool do not agree "
			"whether it writes: write it plainly", STR_ARG(q->name));
	return OK;
}

static enum err
query_prepare(struct source *src, struct query *q)
{
	struct witness w = { .src = src, .q = q };
	struct buf sql BUF_CLEANUP = buf_new(1 << 20);
	sqlite3_stmt *stmt = NULL;
	enum err e;

	put_sql(q, &sql);
	if (buf_err(&sql) != OK)
		return refuse(src, q->line, "too long for this tool");
	q->sql = arena_str(src->a, buf_str(&sql));
	sqlite3_set_authorizer(src->schema->db, witness_action, &w);
	if (sqlite3_prepare_v2(src->schema->db, q->sql.p, (int)q->sql.n, &stmt, NULL) !=
		SQLITE_OK)
		stmt = NULL;
	sqlite3_set_authorizer(src->schema->db, NULL, NULL);
	e = judge(src, q, &w, stmt);
	if (e == OK)
		e = read_params(src, q, stmt);
	if (e == OK)
		e = read_columns(src, q, stmt);
	sqlite3_finalize(stmt);
	return e;
}

enum err
source_read(struct source *src, struct str text)
{
	int i;

	TRY(source_parse(src, text));
	for (i = 0; i < src->n; i++) {
		TRY(query_check(src, &src->queries[i]));
		TRY(query_prepare(src, &src->queries[i]));
	}
	return OK;
}
