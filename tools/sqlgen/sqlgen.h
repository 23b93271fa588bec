/* What the parts of sqlgen share: tokens, queries, the schema, and the way to refuse. */
#ifndef TOOLS_SQLGEN_H
#define TOOLS_SQLGEN_H

#include <sqlite3.h>

#include "base/arena.h"

enum { MAX_PARAMS = 64, MAX_COLUMNS = 96, MAX_REFS = 32, MAX_QUERIES = 256, MAX_INNER = 8 };

enum token_kind { TOK_WORD, TOK_NUMBER, TOK_STRING, TOK_PARAM, TOK_PUNCT };

struct token {
	enum token_kind kind;
	struct str text;	/* of TOK_PARAM without the colon */
	int line;
	int depth;		/* of parentheses and CASE ... END around it */
	bool has_space;		/* something stood between it and the one before */
	bool is_ref;		/* names a table in FROM, INTO, UPDATE: set by the check */
};

enum type_kind {
	TYPE_NONE,
	TYPE_INT,
	TYPE_TEXT,
	TYPE_BLOB,
	TYPE_BOOL,
	TYPE_DATE,
	TYPE_MONTH,
	TYPE_ID
};

struct type {
	enum type_kind kind;
	struct str table;	/* of TYPE_ID */
};

/* A parameter or a result column. */
struct field {
	struct str name;
	struct type type;
	bool is_zero_kept;	/* compared with 0 in the text: binds 0, not NULL */
	int at;			/* number of the parameter in the statement */
};

struct table;

/* One mention of a table or view. */
struct ref {
	const struct table *table;	/* NULL: a WITH name, a subquery or a table function */
	struct str name, alias;
	int line;
};

enum kind { KIND_ONE, KIND_MANY, KIND_EXEC, KIND_CHANGE };
enum verb { VERB_UNSAID, VERB_NONE, VERB_READ, VERB_WRITE, VERB_JOB };

struct query {
	struct str name;
	enum kind kind;
	int line;
	int cap;
	enum verb verb;
	struct str audit_kind;
	bool is_any_place;
	struct token *tokens;
	int n;
	struct field said_params[MAX_PARAMS], said_columns[MAX_COLUMNS];
	int n_said_params, n_said_columns;
	struct ref refs[MAX_REFS];
	int n_refs;
	struct str with[MAX_REFS];
	int n_with;
	bool is_write, is_tenant, is_owned_write;
	/* found by preparing it */
	struct str sql;
	struct field params[MAX_PARAMS], columns[MAX_COLUMNS];
	int n_params, n_columns;
	int org_at;		/* number of scope_org(), 0 = does not say it */
};

struct column {
	struct str name;
	struct type type;
};

struct table {
	struct str name, room;
	bool is_view, has_id;
	bool is_tenant;		/* has org_id */
	bool is_owned;		/* has owner_org_id */
	bool is_any_place;	/* a view that may show rows of every place */
	struct column *columns;
	int n;
	struct str inner[MAX_INNER];	/* the views that this view is made of */
	int n_inner;
};

enum { MAX_TRIGGERS = 64 };

struct schema {
	sqlite3 *db;
	struct table *tables;
	int n;
	struct str triggers[MAX_TRIGGERS];	/* their names */
	int n_triggers;
};

struct source {
	struct arena *a;
	const char *path;	/* as said in refusals and #line */
	struct str room;
	const struct schema *schema;
	struct str views[MAX_REFS];	/* of other rooms, from .may_include */
	int n_views;
	bool may_any_place;
	struct query *queries;
	int n;
	struct str refusal;	/* "file:line: what is wrong and what to do" */
};

/* Sets the refusal and returns ERR_INVALID. */
enum err refuse(struct source *src, int line, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* parse.c: text to queries; `text` lives as long as the queries. */
enum err source_parse(struct source *src, struct str text);
bool word_is(const struct token *t, const char *word);
bool punct_is(const struct token *t, const char *punct);
bool name_eq(struct str a, struct str b);
/* Index behind the parenthesis that opens at `at`. */
int paren_end(const struct query *q, int at);

/* tables.c, check.c: tables of a query, and the rules of the tenant. */
enum err query_check(struct source *src, struct query *q);

/* schema.c */
/* A whole file below 1 MiB, with a NUL behind it. */
enum err sql_file_read(struct arena *a, const char *path, struct str *out);
enum err schema_load(
	struct arena *a, char **paths, int n, struct schema *out, struct str *fault);
const struct table *schema_table(const struct schema *schema, struct str name);
const struct column *table_column(const struct table *table, struct str name);
/* The type that a name alone gives: foo_id, _on, _month, is_; TYPE_NONE otherwise. */
struct type type_of_name(const struct schema *schema, struct str name);

/* Parses, checks and prepares a whole file; ERR_INVALID and src->refusal. */
enum err source_read(struct source *src, struct str text);

/* emit.c */
void emit_header(const struct source *src, struct buf *out);
void emit_source(const struct source *src, struct buf *out);
void emit_ids(const struct schema *schema, struct buf *out);
void emit_migrations(const struct str *texts, char **paths, int n, struct buf *out);
void emit_sets(char **stems, int n, struct buf *out);

#endif
