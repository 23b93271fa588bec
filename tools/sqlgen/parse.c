/* Reads a .sql file: directives, statements, tokens. */
#include "tools/sqlgen/sqlgen.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

struct reader {
	struct source *src;
	struct str rest;
	int line;
	struct query *q;
	int size;		/* tokens that fit */
	int depth;
	bool has_space, is_done;
};

enum err
refuse(struct source *src, int line, const char *format, ...)
{
	char text[1000];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	if (src->refusal.n == 0)
		src->refusal = arena_printf(src->a, "%s:%d: %s", src->path, line, text);
	return ERR_INVALID;
}

bool
name_eq(struct str a, struct str b)
{
	return a.n == b.n && strncasecmp(a.p, b.p, a.n) == 0;
}

bool
word_is(const struct token *t, const char *word)
{
	return t->kind == TOK_WORD && name_eq(t->text, str_of(word));
}

bool
punct_is(const struct token *t, const char *punct)
{
	return t->kind == TOK_PUNCT && str_eq(t->text, str_of(punct));
}

int
paren_end(const struct query *q, int at)
{
	int i = at + 1;

	while (i < q->n && !(punct_is(&q->tokens[i], ")") &&
		q->tokens[i].depth == q->tokens[at].depth))
		i++;
	return i < q->n ? i + 1 : q->n;
}

/* ---- directives ---- */

static bool
is_name(struct str s)
{
	size_t i;

	if (s.n == 0 || s.n > 60 || !islower((unsigned char)s.p[0]))
		return false;
	for (i = 0; i < s.n; i++)
		if (!islower((unsigned char)s.p[i]) && !isdigit((unsigned char)s.p[i]) &&
			s.p[i] != '_')
			return false;
	return true;
}

static struct str
first_word(struct str *rest)
{
	struct str word;
	size_t n = 0;

	*rest = str_trim(*rest);
	while (n < rest->n && rest->p[n] != ' ' && rest->p[n] != '\t')
		n++;
	word = str_sub(*rest, 0, n);
	*rest = str_trim(str_sub(*rest, n, rest->n));
	return word;
}

static enum err
take_name(struct reader *r, struct str rest)
{
	static const char *const kinds[] = { ":one", ":many", ":exec", ":change" };
	struct str name = first_word(&rest);
	struct query *q;
	int i, k;

	if (!is_name(name))
		return refuse(r->src, r->line,
			"a query's name is lower-case letters, digits and "
			"'_': say `-- name: open_ones :many`");
	for (k = 0; k < 4 && !str_eq(rest, str_of(kinds[k])); k++)
		;
	if (k == 4)
		return refuse(r->src, r->line, "query %.*s: say :one, :many, :exec or :change "
			"behind the name", STR_ARG(name));
	for (i = 0; i < r->src->n; i++)
		if (str_eq(r->src->queries[i].name, name))
			return refuse(r->src, r->line,
				"query %.*s has the same name as the one "
				"on line %d: choose another",
				STR_ARG(name), r->src->queries[i].line);
	if (r->src->n == MAX_QUERIES)
		return refuse(r->src, r->line, "more than %d queries: split the file",
			MAX_QUERIES);
	q = &r->src->queries[r->src->n++];
	*q = (struct query){ .name = name, .kind = (enum kind)k, .line = r->line, .cap = 10000 };
	r->q = q;
	r->size = 0;
	r->depth = 0;
	r->is_done = false;
	return OK;
}

static enum err
take_audit(struct reader *r, struct str rest)
{
	static const char *const verbs[] = { "none", "read", "write", "job" };
	struct str verb = first_word(&rest);
	size_t i;
	int v;

	for (v = 0; v < 4 && !str_eq(verb, str_of(verbs[v])); v++)
		;
	if (v == 4)
		return refuse(r->src, r->line, "say `-- audit: write kind.of.thing` (or read, "
			"job), or `-- audit: none — reason`");
	r->q->verb = (enum verb)(VERB_NONE + v);
	if (r->q->verb == VERB_NONE && rest.n < 8)
		return refuse(r->src, r->line, "no audit row without a reason: say `-- audit: "
			"none — reason`");
	for (i = 0; r->q->verb != VERB_NONE && i < rest.n; i++)
		if (!islower((unsigned char)rest.p[i]) && rest.p[i] != '.' && rest.p[i] != '_')
			rest.n = 0;
	if (rest.n == 0)
		return refuse(r->src, r->line,
			"the kind of an audit row is lower-case letters, "
			"'.' and '_': `-- audit: write referral.close`");
	r->q->audit_kind = rest;
	return OK;
}

static enum err
take_tenant(struct reader *r, struct str rest)
{
	struct str word = first_word(&rest);

	if (!str_eq(word, STR("none")) || rest.n < 8)
		return refuse(r->src, r->line,
			"the only thing to say of the tenant is `-- tenant: "
			"none — reason`");
	if (!r->src->may_any_place)
		return refuse(r->src, r->line,
			"this room may not read across places: filter by "
			"scope_org() and remove `-- tenant: none`");
	r->q->is_any_place = true;
	return OK;
}

/* A type as it is said: int, text, blob, bool, date, month or TABLE_id. */
static struct type
type_said(const struct schema *schema, struct str word)
{
	static const struct {
		const char *word;
		enum type_kind kind;
	} types[] = { { "int", TYPE_INT }, { "text", TYPE_TEXT }, { "blob", TYPE_BLOB },
		{ "bool", TYPE_BOOL }, { "date", TYPE_DATE }, { "month", TYPE_MONTH } };
	struct type type = { TYPE_NONE, STR_NULL };
	size_t i;

	for (i = 0; i < sizeof(types) / sizeof(*types); i++)
		if (str_eq(word, str_of(types[i].word)))
			type.kind = types[i].kind;
	if (type.kind == TYPE_NONE && str_ends(word, STR("_id")))
		type = type_of_name(schema, word);
	return type;
}

static enum err
take_field(struct reader *r, struct str rest, struct field *fields, int *n)
{
	struct field field = { .name = first_word(&rest) };

	field.type = type_said(r->src->schema, rest);
	if (!is_name(field.name) || field.type.kind == TYPE_NONE)
		return refuse(r->src, r->line,
			"say a name and int, text, blob, bool, date, month "
			"or TABLE_id, not `%.*s %.*s`",
			STR_ARG(field.name), STR_ARG(rest));
	if (*n == MAX_COLUMNS)
		return refuse(r->src, r->line, "too many declarations");
	fields[(*n)++] = field;
	return OK;
}

static enum err
take_cap(struct reader *r, struct str rest)
{
	int64_t cap;

	if (str_to_int(rest, &cap) != OK || cap < 1 || cap > 10000000)
		return refuse(r->src, r->line, "say the most rows as a number: `-- cap: 100`");
	r->q->cap = (int)cap;
	return OK;
}

/* A comment line: a directive, or words for the reader. */
static enum err
take_comment(struct reader *r, struct str line)
{
	ptrdiff_t colon;
	struct str key, rest;

	line = str_trim(line);
	colon = str_find_byte(line, ':');
	if (colon <= 0)
		return OK;
	key = str_sub(line, 0, (size_t)colon);
	rest = str_trim(str_sub(line, (size_t)colon + 1, line.n));
	if (str_eq(key, STR("name"))) {
		if (r->q && !r->is_done)
			return refuse(r->src, r->line,
				"query %.*s does not end: put a ; behind "
				"its statement",
				STR_ARG(r->q->name));
		return take_name(r, rest);
	}
	if (!r->q || r->q->n > 0 || !is_name(key))
		return OK;
	if (str_eq(key, STR("audit")))
		return take_audit(r, rest);
	if (str_eq(key, STR("tenant")))
		return take_tenant(r, rest);
	if (str_eq(key, STR("param")))
		return take_field(r, rest, r->q->said_params, &r->q->n_said_params);
	if (str_eq(key, STR("column")))
		return take_field(r, rest, r->q->said_columns, &r->q->n_said_columns);
	if (str_eq(key, STR("cap")))
		return take_cap(r, rest);
	return refuse(r->src, r->line,
		"unknown line `-- %.*s:`; there are name, audit, tenant, "
		"param, column and cap",
		STR_ARG(key));
}

/* ---- tokens ---- */

static bool
is_word_byte(char c)
{
	return isalnum((unsigned char)c) || c == '_' || (unsigned char)c >= 0x80;
}

static enum err
put_token(struct reader *r, enum token_kind kind, struct str text)
{
	struct token t = { .kind = kind, .text = text, .line = r->line,
		.has_space = r->has_space };
	struct query *q = r->q;

	if (!q)
		return refuse(r->src, r->line, "a statement without a name: put `-- name: x "
			":many` above it");
	if (r->is_done)
		return refuse(r->src, r->line,
			"query %.*s: a second statement: every one needs "
			"its own `-- name:` line",
			STR_ARG(q->name));
	if (punct_is(&t, ")") || word_is(&t, "END"))
		r->depth--;
	if (r->depth < 0 || r->depth > 60)
		return refuse(r->src, r->line, "query %.*s: parentheses or CASE ... END do not "
			"pair", STR_ARG(q->name));
	t.depth = r->depth;
	if (punct_is(&t, "(") || word_is(&t, "CASE"))
		r->depth++;
	if (q->n == r->size) {
		struct token *more =
			ARENA_ARRAY(r->src->a, struct token, (size_t)r->size * 2 + 64);

		if (!more)
			return refuse(r->src, r->line, "too long for this tool");
		if (q->n)
			memcpy(more, q->tokens, (size_t)q->n * sizeof(*more));
		q->tokens = more;
		r->size = r->size * 2 + 64;
	}
	q->tokens[q->n++] = t;
	r->has_space = false;
	return OK;
}

static enum err
end_statement(struct reader *r)
{
	if (!r->q || r->q->n == 0 || r->is_done)
		return refuse(r->src, r->line, "a ; without a statement");
	if (r->depth != 0)
		return refuse(r->src, r->line, "query %.*s: parentheses or CASE ... END do not "
			"pair", STR_ARG(r->q->name));
	r->is_done = true;
	r->has_space = false;
	return OK;
}

/* 'text' with '' inside; ERR_INVALID when it does not end. */
static enum err
take_string(struct reader *r)
{
	struct str s = r->rest;
	size_t n = 1;
	int lines = 0;

	for (;; n++) {
		if (n >= s.n)
			return refuse(r->src, r->line, "a text that does not end: the ' is "
				"missing");
		lines += s.p[n] == '\n';
		if (s.p[n] == '\'' && n + 1 < s.n && s.p[n + 1] == '\'')
			n++;
		else if (s.p[n] == '\'')
			break;
	}
	TRY(put_token(r, TOK_STRING, str_sub(s, 0, n + 1)));
	r->line += lines;
	r->rest = str_sub(s, n + 1, s.n);
	return OK;
}

static enum err
take_param(struct reader *r)
{
	size_t n = 1;
	struct str name;

	while (n < r->rest.n && is_word_byte(r->rest.p[n]))
		n++;
	name = str_sub(r->rest, 1, n);
	if (!is_name(name) || str_eq(name, STR("scope_org")))
		return refuse(r->src, r->line,
			"a parameter is : and lower-case letters, digits "
			"and '_'; the place is scope_org()");
	TRY(put_token(r, TOK_PARAM, name));
	r->rest = str_sub(r->rest, n, r->rest.n);
	return OK;
}

static enum err
take_punct(struct reader *r)
{
	static const char *const pairs[] = { "<=", ">=", "<>", "!=", "==", "||", "<<", ">>" };
	size_t i, n = 1;

	if (strchr("\"`[]?@$#{}\\!", r->rest.p[0]) && !str_starts(r->rest, STR("!=")))
		return refuse(r->src, r->line,
			"`%c` has no place here: names are bare words and "
			"parameters are :name",
			r->rest.p[0]);
	for (i = 0; i < sizeof(pairs) / sizeof(*pairs); i++)
		if (str_starts(r->rest, str_of(pairs[i])))
			n = 2;
	TRY(put_token(r, TOK_PUNCT, str_sub(r->rest, 0, n)));
	r->rest = str_sub(r->rest, n, r->rest.n);
	return OK;
}

static enum err
take_line_comment(struct reader *r)
{
	ptrdiff_t end = str_find_byte(r->rest, '\n');
	size_t n = end < 0 ? r->rest.n : (size_t)end;

	TRY(take_comment(r, str_sub(r->rest, 2, n)));
	r->rest = str_sub(r->rest, n, r->rest.n);
	r->has_space = true;
	return OK;
}

static enum err
take_block_comment(struct reader *r)
{
	size_t n = 2;

	for (; n < r->rest.n && !str_starts(str_sub(r->rest, n, r->rest.n), STR("*/")); n++)
		r->line += r->rest.p[n] == '\n';
	if (n >= r->rest.n)
		return refuse(r->src, r->line, "a comment that does not end: */ is missing");
	r->rest = str_sub(r->rest, n + 2, r->rest.n);
	r->has_space = true;
	return OK;
}

static enum err
take_word(struct reader *r)
{
	bool is_number = isdigit((unsigned char)r->rest.p[0]);
	size_t n = 0;

	while (n < r->rest.n &&
		(is_word_byte(r->rest.p[n]) || (is_number && r->rest.p[n] == '.')))
		n++;
	TRY(put_token(r, is_number ? TOK_NUMBER : TOK_WORD, str_sub(r->rest, 0, n)));
	r->rest = str_sub(r->rest, n, r->rest.n);
	return OK;
}

static enum err
take_next(struct reader *r)
{
	char c = r->rest.p[0];

	if (c == '\n' || c == ' ' || c == '\t' || c == '\r') {
		r->line += c == '\n';
		r->has_space = true;
		r->rest = str_sub(r->rest, 1, r->rest.n);
		return OK;
	}
	if (str_starts(r->rest, STR("--")))
		return take_line_comment(r);
	if (str_starts(r->rest, STR("/*")))
		return take_block_comment(r);
	if (c == ';') {
		r->rest = str_sub(r->rest, 1, r->rest.n);
		return end_statement(r);
	}
	if (c == '\'')
		return take_string(r);
	if (c == ':')
		return take_param(r);
	if (is_word_byte(c))
		return take_word(r);
	if ((unsigned char)c < ' ')
		return refuse(r->src, r->line, "byte %d has no place here", (unsigned char)c);
	return take_punct(r);
}

/* No fewer than the queries that the text names. */
static size_t
count_names(struct str text)
{
	size_t n = 1, i;

	for (i = 0; i + 5 <= text.n && n < MAX_QUERIES; i++)
		n += memcmp(text.p + i, "name:", 5) == 0;
	return n;
}

enum err
source_parse(struct source *src, struct str text)
{
	struct reader r = { .src = src, .rest = text, .line = 1 };

	src->queries = ARENA_ARRAY(src->a, struct query, count_names(text));
	if (!src->queries)
		return refuse(src, 1, "too long for this tool");
	while (r.rest.n)
		TRY(take_next(&r));
	if (r.q && !r.is_done)
		return refuse(src, r.line,
			"query %.*s does not end: put a ; behind its statement",
			STR_ARG(r.q->name));
	return OK;
}
