/* Which tables a query names, whose they are, and whether every one is filtered by its place. */
#include "tools/sqlgen/sqlgen.h"

#include <strings.h>

/* One SELECT (or the tables of an UPDATE or DELETE): its refs, and where a filter may stand. */
struct part {
	struct source *src;
	struct query *q;
	int first, end, depth;		/* tokens [first, end) at this depth */
	int refs_from;			/* its refs are q->refs[refs_from ..] */
	struct clause {
		int first, end;
		int only;		/* ON of a LEFT JOIN filters this ref only; -1 = any */
	} clauses[MAX_REFS + 1];	/* WHERE and each ON */
	int n_clauses;
};

static const struct token *
at(const struct query *q, int i)
{
	static const struct token none = { .kind = TOK_PUNCT, .depth = -1, .text = { "", 0 } };

	return i >= 0 && i < q->n ? &q->tokens[i] : &none;
}

static bool
word_at(const struct query *q, int i, const char *word)
{
	return word_is(at(q, i), word);
}

static bool
punct_at(const struct query *q, int i, const char *punct)
{
	return punct_is(at(q, i), punct);
}

static bool
word_in(const struct query *q, int i, const char *const *words, size_t n)
{
	size_t w;

	for (w = 0; w < n; w++)
		if (word_at(q, i, words[w]))
			return true;
	return false;
}
#define WORD_IN(q, i, ...)                                                      \
	word_in((q), (i), (const char *const[]){ __VA_ARGS__ },                 \
		sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(char *))

/* First token of [from, end) at `depth` that is `word`, or `end`. */
static int
find_word(const struct query *q, int from, int end, int depth, const char *word)
{
	while (from < end && !(at(q, from)->depth == depth && word_at(q, from, word)))
		from++;
	return from;
}

static bool
is_scope_org(const struct query *q, int i)
{
	return word_at(q, i, "scope_org") && punct_at(q, i + 1, "(") && punct_at(q, i + 2, ")");
}

/* ---- tables ---- */

static bool
is_with_name(const struct query *q, struct str name)
{
	int i;

	for (i = 0; i < q->n_with; i++)
		if (name_eq(q->with[i], name))
			return true;
	return false;
}

static enum err
may_name(struct source *src, const struct query *q, const struct table *table, int line)
{
	int i;

	if (str_eq(table->room, src->room))
		return OK;
	for (i = 0; table->is_view && i < src->n_views; i++)
		if (str_eq(src->views[i], table->name))
			return OK;
	if (table->is_view)
		return refuse(src, line, "query %.*s: the view %.*s belongs to the room %.*s: put "
			"the line `view %.*s` into .may_include", STR_ARG(q->name),
			STR_ARG(table->name), STR_ARG(table->room), STR_ARG(table->name));
	return refuse(src, line, "query %.*s: the table %.*s belongs to the room %.*s: ask that "
		"room through its header, or read a view it exports", STR_ARG(q->name),
		STR_ARG(table->name), STR_ARG(table->room));
}

/* Notes the table named at token i; table functions and WITH names have none. */
static enum err
add_ref(struct source *src, struct query *q, int i, struct ref **out)
{
	struct token *t = &q->tokens[i];
	struct ref ref = { .name = t->text, .alias = t->text, .line = t->line };

	if (t->kind != TOK_WORD)
		return refuse(src, t->line, "query %.*s: a table's name is expected, not `%.*s`",
			STR_ARG(q->name), STR_ARG(t->text));
	if (punct_at(q, i + 1, "."))
		return refuse(src, t->line, "query %.*s: name the table without a schema",
			STR_ARG(q->name));
	if (!is_with_name(q, t->text)) {
		ref.table = schema_table(src->schema, t->text);
		if (!ref.table)
			return refuse(src, t->line, "query %.*s: there is no table %.*s in "
				"db/migrations", STR_ARG(q->name), STR_ARG(t->text));
		TRY(may_name(src, q, ref.table, t->line));
	}
	if (q->n_refs == MAX_REFS)
		return refuse(src, t->line, "query %.*s: too many tables", STR_ARG(q->name));
	t->is_ref = true;
	q->refs[q->n_refs] = ref;
	*out = &q->refs[q->n_refs++];
	return OK;
}

/* [AS] alias behind a table; moves *i. */
static void
take_alias(struct query *q, int *i, struct ref *ref)
{
	bool is_said = word_at(q, *i, "AS");

	if (is_said)
		++*i;
	if (at(q, *i)->kind != TOK_WORD ||
		(!is_said && WORD_IN(q, *i, "JOIN", "LEFT", "INNER", "CROSS", "RIGHT", "FULL",
				     "NATURAL", "OUTER", "ON", "USING", "WHERE", "GROUP", "ORDER",
				     "HAVING", "LIMIT", "WINDOW", "SET", "RETURNING", "UNION",
				     "EXCEPT", "INTERSECT", "VALUES", "SELECT", "INDEXED", "NOT",
				     "DEFAULT", "WITH")))
		return;
	if (ref)
		ref->alias = at(q, *i)->text;
	++*i;
}

/* One table, subquery or table function of a FROM; moves *i behind it and its alias. */
static enum err
take_source(struct part *p, int *i)
{
	struct query *q = p->q;
	struct ref *ref = NULL;
	int k;

	if (punct_at(q, *i, "(")) {
		if (!WORD_IN(q, *i + 1, "SELECT", "WITH", "VALUES"))
			return refuse(p->src, at(q, *i)->line, "query %.*s: joins without "
				"parentheses", STR_ARG(q->name));
		*i = paren_end(q, *i);
	} else if (punct_at(q, *i + 1, "(")) {
		if (!WORD_IN(q, *i, "json_each", "generate_series"))
			return refuse(p->src, at(q, *i)->line, "query %.*s: no table function "
				"but json_each", STR_ARG(q->name));
		*i = paren_end(q, *i + 1);
	} else {
		TRY(add_ref(p->src, q, *i, &ref));
		++*i;
	}
	take_alias(q, i, ref);
	if (ref)
		for (k = p->refs_from; k < q->n_refs - 1; k++)
			if (name_eq(q->refs[k].alias, ref->alias))
				return refuse(p->src, ref->line, "query %.*s: two tables are "
					"called %.*s: give each an alias", STR_ARG(q->name),
					STR_ARG(ref->alias));
	return OK;
}

/* The word or comma that begins the next table of a FROM, from i on; or `end`. */
static int
next_join(const struct part *p, int i, int end)
{
	const struct query *q = p->q;

	while (i < end && !(at(q, i)->depth == p->depth &&
		(punct_at(q, i, ",") || WORD_IN(q, i, "JOIN", "LEFT", "INNER", "CROSS",
						"RIGHT", "FULL", "NATURAL"))))
		i++;
	return i;
}

/* Tokens [i, end) stand behind FROM. */
static enum err
take_from(struct part *p, int i, int end)
{
	struct query *q = p->q;
	bool is_left = false;
	int before;

	for (;;) {
		before = q->n_refs;
		TRY(take_source(p, &i));
		if (p->n_clauses == MAX_REFS)
			return refuse(p->src, at(q, i)->line, "query %.*s: too many joins",
				STR_ARG(q->name));
		if (word_at(q, i, "ON")) {
			int stop = next_join(p, i, end);

			p->clauses[p->n_clauses++] = (struct clause){ i, stop,
				is_left ? (q->n_refs > before ? before : MAX_REFS) : -1 };
			i = stop;
		} else if (word_at(q, i, "USING")) {
			i = paren_end(q, i + 1);
		}
		if (i >= end)
			return OK;
		is_left = word_at(q, i, "LEFT");
		if (WORD_IN(q, i, "LEFT", "INNER", "CROSS"))
			i += word_at(q, i + 1, "OUTER") ? 2 : 1;
		else if (punct_at(q, i, ",")) {
			i++;
			continue;
		}
		if (!word_at(q, i, "JOIN"))
			return refuse(p->src, at(q, i)->line, "query %.*s: `%.*s` in a FROM: say "
				"JOIN or LEFT JOIN", STR_ARG(q->name), STR_ARG(at(q, i)->text));
		i++;
	}
}

/* ---- the filter ---- */

/* Whether the AND before token i belongs to a BETWEEN. */
static bool
is_between_and(const struct query *q, int i, int first, int depth)
{
	bool is_open = false;
	int k;

	for (k = first; k < i; k++) {
		if (at(q, k)->depth != depth)
			continue;
		if (word_at(q, k, "BETWEEN"))
			is_open = true;
		else if (word_at(q, k, "AND") && k < i - 1)
			is_open = false;
	}
	return is_open;
}

/*
 * `alias.column = scope_org()` filters only as a whole member of the clause's AND chain: behind
 * WHERE, ON or AND, before AND or the clause's end, with no OR beside it.
 */
static bool
clause_filters(const struct part *p, const struct clause *c, const struct ref *ref,
	const char *column, bool is_alone)
{
	const struct query *q = p->q;
	int i;

	if (find_word(q, c->first, c->end, p->depth, "OR") < c->end)
		return false;
	for (i = c->first + 1; i < c->end; i++) {
		int k = i;

		if (at(q, i)->depth != p->depth || !WORD_IN(q, i - 1, "WHERE", "ON", "AND"))
			continue;
		if (at(q, i)->kind == TOK_WORD && name_eq(at(q, i)->text, ref->alias) &&
			punct_at(q, i + 1, "."))
			k += 2;
		else if (!is_alone)
			continue;
		if (!word_at(q, k, column) || !punct_at(q, k + 1, "=") || !is_scope_org(q, k + 2))
			continue;
		if (k + 5 < c->end && !word_at(q, k + 5, "AND"))
			continue;
		if (word_at(q, i - 1, "AND") && is_between_and(q, i, c->first, p->depth))
			continue;
		return true;
	}
	return false;
}

static bool
is_filtered(const struct part *p, int r, const char *column)
{
	const struct ref *ref = &p->q->refs[r];
	bool is_alone = p->q->n_refs - p->refs_from == 1 && name_eq(ref->alias, ref->name);
	int i;

	for (i = 0; i < p->n_clauses; i++) {
		const struct clause *c = &p->clauses[i];

		if ((c->only < 0 || c->only == r) && clause_filters(p, c, ref, column, is_alone))
			return true;
	}
	return false;
}

static enum err
demand_filter(struct part *p, int r, const char *column)
{
	const struct ref *ref = &p->q->refs[r];
	bool is_aliased = p->q->n_refs - p->refs_from > 1 || !name_eq(ref->alias, ref->name);

	if (is_filtered(p, r, column))
		return OK;
	return refuse(p->src, ref->line, "query %.*s: %.*s is not filtered by its place: add `%.*s%s"
		"%s = scope_org()` to WHERE or ON, joined by AND with the rest and no OR beside it",
		STR_ARG(p->q->name), STR_ARG(ref->name), STR_ARG(is_aliased ? ref->alias : STR_NULL),
		is_aliased ? "." : "", column);
}

static enum err
demand_filters(struct part *p)
{
	int r;

	for (r = p->refs_from; r < p->q->n_refs; r++) {
		const struct table *table = p->q->refs[r].table;

		if (!table || !table->is_tenant || p->q->is_any_place)
			continue;
		p->q->is_tenant = true;
		TRY(demand_filter(p, r, "org_id"));
	}
	return OK;
}

static void
add_where(struct part *p, int from)
{
	const struct query *q = p->q;
	int i = find_word(q, from, p->end, p->depth, "WHERE");
	int end = i;

	if (i >= p->end)
		return;
	while (end < p->end && !(at(q, end)->depth == p->depth &&
		WORD_IN(q, end, "GROUP", "HAVING", "WINDOW", "ORDER", "LIMIT", "RETURNING")))
		end++;
	p->clauses[p->n_clauses++] = (struct clause){ i, end, -1 };
}

/* SELECT without UNION and the like: tokens [first, end). */
static enum err
check_select(struct source *src, struct query *q, int first, int end)
{
	struct part p = { .src = src, .q = q, .first = first, .end = end,
		.depth = at(q, first)->depth, .refs_from = q->n_refs };
	int from = find_word(q, first, end, p.depth, "FROM");
	int stop = from;

	if (from >= end)
		return OK;
	while (stop < end && !(at(q, stop)->depth == p.depth &&
		WORD_IN(q, stop, "WHERE", "GROUP", "HAVING", "WINDOW", "ORDER", "LIMIT")))
		stop++;
	TRY(take_from(&p, from + 1, stop));
	add_where(&p, stop);
	return demand_filters(&p);
}

/* SELECTs joined by UNION, EXCEPT, INTERSECT; a WITH may stand in front. */
static enum err
check_selects(struct source *src, struct query *q, int first, int end)
{
	int depth = at(q, first)->depth;
	int i = first, k;

	while (i < end) {
		for (k = i + 1; k < end && !(at(q, k)->depth == depth &&
			WORD_IN(q, k, "UNION", "EXCEPT", "INTERSECT")); k++)
			;
		i = find_word(q, i, k, depth, "SELECT");
		if (i < k)
			TRY(check_select(src, q, i, k));
		i = k;
	}
	return OK;
}

/* ---- writes ---- */

static const char *
owner_column(const struct query *q, const struct table *table)
{
	if (table->is_tenant)
		return q->is_any_place ? NULL : "org_id";
	return table->is_owned ? "owner_org_id" : NULL;
}

/* Members of a comma list in [i, end) at `depth`: the k-th must be exactly scope_org(). */
static bool
member_is_scope_org(const struct query *q, int i, int end, int depth, int k)
{
	for (; i < end && k > 0; i++)
		if (at(q, i)->depth == depth && punct_at(q, i, ","))
			k--;
	return is_scope_org(q, i) && (i + 3 >= end || punct_at(q, i + 3, ","));
}

/* The values or SELECT of an INSERT in [i, end): every row's k-th value must be scope_org(). */
static bool
rows_give_scope_org(const struct query *q, int i, int end, int k)
{
	int depth = 0, rows = 0;

	for (; i < end; i++) {
		if (at(q, i)->depth != depth)
			continue;
		if (word_at(q, i, "SELECT")) {
			int from = find_word(q, i, end, depth, "FROM");

			rows++;
			if (!member_is_scope_org(q, i + 1, from, depth, k))
				return false;
		} else if (punct_at(q, i, "(") &&
			(word_at(q, i - 1, "VALUES") || (punct_at(q, i - 1, ",") && rows &&
				punct_at(q, i - 2, ")")))) {
			rows++;
			if (!member_is_scope_org(q, i + 1, paren_end(q, i) - 1, depth + 1, k))
				return false;
		}
	}
	return rows > 0;
}

/* An UPDATE's SET in [i, end) may not move a row to another place. */
static enum err
check_set(struct source *src, struct query *q, int i, int end)
{
	for (; i < end; i++)
		if (at(q, i)->depth <= 1 && WORD_IN(q, i, "org_id", "owner_org_id") &&
			(punct_at(q, i - 1, ",") || punct_at(q, i - 1, "(") ||
				word_at(q, i - 1, "SET")) &&
			(punct_at(q, i + 1, "=") || punct_at(q, i + 1, ",") ||
				punct_at(q, i + 1, ")")))
			return refuse(src, at(q, i)->line, "query %.*s: a row does not move to "
				"another place: leave %.*s out of SET", STR_ARG(q->name),
				STR_ARG(at(q, i)->text));
	return OK;
}

/* ON CONFLICT ... DO UPDATE may only meet rows of the place. */
static enum err
check_upsert(struct part *p, int i, const char *column)
{
	struct query *q = p->q;
	int target_end, set, k;
	bool is_safe = false;

	for (; (i = find_word(q, i, q->n, 0, "CONFLICT")) < q->n; i++) {
		target_end = punct_at(q, i + 1, "(") ? paren_end(q, i + 1) : i + 1;
		for (k = i; k < target_end; k++)
			is_safe |= column && word_at(q, k, column);
		set = find_word(q, target_end, q->n, 0, "DO");
		if (!word_at(q, set + 1, "UPDATE"))
			continue;
		p->n_clauses = 0;
		p->end = find_word(q, set, q->n, 0, "CONFLICT");
		add_where(p, set);
		TRY(check_set(p->src, q, set, p->n_clauses ? p->clauses[0].first : p->end));
		if (column && !is_safe)
			TRY(demand_filter(p, p->refs_from, column));
	}
	return OK;
}

static enum err
check_insert(struct source *src, struct query *q, int into)
{
	struct part p = { .src = src, .q = q, .end = q->n, .refs_from = q->n_refs };
	int i = into + 2, k = 0, cols, end, values;
	const char *column;
	struct ref *ref;

	if (!word_at(q, into, "INTO"))
		return refuse(src, at(q, into)->line, "query %.*s: say INSERT INTO",
			STR_ARG(q->name));
	TRY(add_ref(src, q, into + 1, &ref));
	column = owner_column(q, ref->table);
	take_alias(q, &i, ref);
	if (!punct_at(q, i, "("))
		return refuse(src, ref->line, "query %.*s: name the columns of INSERT",
			STR_ARG(q->name));
	cols = i + 1;
	values = paren_end(q, i);
	for (i = cols; i < values && !(column && word_at(q, i, column)); i++)
		k += punct_at(q, i, ",");
	end = find_word(q, values, q->n, 0, "CONFLICT");
	end = end < q->n ? end - 1 : find_word(q, values, q->n, 0, "RETURNING");
	if (column) {
		q->is_tenant |= ref->table->is_tenant;
		q->is_owned_write |= ref->table->is_owned;
		if (i >= values || !rows_give_scope_org(q, values, end, k))
			return refuse(src, ref->line, "query %.*s: the new row of %.*s must "
				"belong to the place: name the column %s and give it scope_org()",
				STR_ARG(q->name), STR_ARG(ref->name), column);
	}
	TRY(check_upsert(&p, end, column));
	return check_selects(src, q, values, end);
}

/* UPDATE name or DELETE FROM name: the name is token i. */
static enum err
check_change(struct source *src, struct query *q, int i)
{
	struct part p = { .src = src, .q = q, .end = q->n, .refs_from = q->n_refs };
	const struct table *table;
	struct ref *ref;
	int from, where, target = q->n_refs;

	TRY(add_ref(src, q, i, &ref));
	i++;
	take_alias(q, &i, ref);
	table = ref->table;
	if (!table)
		return refuse(src, ref->line, "query %.*s: that is no table", STR_ARG(q->name));
	where = find_word(q, i, q->n, 0, "WHERE");
	where = where < q->n ? where : find_word(q, i, q->n, 0, "RETURNING");
	from = find_word(q, i, where, 0, "FROM");
	TRY(check_set(src, q, i, from));
	if (from < where)
		TRY(take_from(&p, from + 1, where));
	add_where(&p, where);
	TRY(demand_filters(&p));
	if (!table->is_tenant && table->is_owned) {
		q->is_owned_write = true;
		TRY(demand_filter(&p, target, "owner_org_id"));
	}
	return OK;
}

/* ---- the whole query ---- */

/* name [(columns)] AS [NOT MATERIALIZED] ( ... ), behind every WITH. */
static enum err
collect_with(struct source *src, struct query *q)
{
	int w, i;

	for (w = 0; w < q->n; w++) {
		if (!word_at(q, w, "WITH"))
			continue;
		i = w + 1 + word_at(q, w + 1, "RECURSIVE");
		do {
			if (q->n_with == MAX_REFS || at(q, i)->kind != TOK_WORD)
				return refuse(src, at(q, w)->line, "query %.*s: a name is expected "
					"behind WITH", STR_ARG(q->name));
			if (schema_table(src->schema, at(q, i)->text))
				return refuse(src, at(q, i)->line, "query %.*s: WITH %.*s has the "
					"name of a table: choose another", STR_ARG(q->name),
					STR_ARG(at(q, i)->text));
			q->tokens[i].is_ref = true;
			q->with[q->n_with++] = at(q, i++)->text;
			if (punct_at(q, i, "("))
				i = paren_end(q, i);
			while (WORD_IN(q, i, "AS", "NOT", "MATERIALIZED"))
				i++;
			i = paren_end(q, i);
		} while (punct_at(q, i++, ","));
	}
	return OK;
}

static enum err
check_words(struct source *src, struct query *q)
{
	int i;

	for (i = 0; i < q->n; i++) {
		int line = at(q, i)->line;

		if (word_at(q, i, "OR") && WORD_IN(q, i + 1, "ROLLBACK", "REPLACE", "FAIL"))
			return refuse(src, line, "query %.*s: OR %.*s ends or bends the "
				"transaction: let the constraint fail, or say ON CONFLICT",
				STR_ARG(q->name), STR_ARG(at(q, i + 1)->text));
		if (punct_at(q, i, "*") && (punct_at(q, i - 1, ".") || punct_at(q, i - 1, ",") ||
			WORD_IN(q, i - 1, "SELECT", "DISTINCT", "ALL", "RETURNING")))
			return refuse(src, line, "query %.*s: name the columns instead of *",
				STR_ARG(q->name));
		if (word_at(q, i, "IN") && !punct_at(q, i + 1, "("))
			return refuse(src, line, "query %.*s: put parentheses behind IN",
				STR_ARG(q->name));
		if (word_at(q, i, "DISTINCT") && word_at(q, i + 1, "FROM"))
			return refuse(src, line, "query %.*s: say IS or IS NOT", STR_ARG(q->name));
		if (WORD_IN(q, i, "INDEXED", "NATURAL", "RIGHT", "FULL") &&
			!punct_at(q, i + 1, "("))
			return refuse(src, line, "query %.*s: `%.*s` is not for this house: plain "
				"JOIN and LEFT JOIN", STR_ARG(q->name), STR_ARG(at(q, i)->text));
		if (word_at(q, i, "scope_org") && !is_scope_org(q, i))
			return refuse(src, line, "query %.*s: scope_org() has no arguments",
				STR_ARG(q->name));
	}
	return OK;
}

/* A table's name where no table was expected would slip past the filter: nothing may be left. */
static enum err
check_strays(struct source *src, const struct query *q)
{
	int i;

	for (i = 0; i < q->n; i++) {
		const struct token *t = at(q, i);
		const struct table *table = t->kind == TOK_WORD && !t->is_ref ?
			schema_table(src->schema, t->text) : NULL;

		if (table && table->is_tenant && !punct_at(q, i + 1, ".") &&
			!punct_at(q, i - 1, ".") && !word_at(q, i - 1, "AS") &&
			!punct_at(q, i + 1, "("))
			return refuse(src, t->line, "query %.*s: %.*s stands where no table is "
				"expected", STR_ARG(q->name), STR_ARG(t->text));
	}
	return OK;
}

/* The word that says what the statement does, behind a WITH. */
static int
main_verb(const struct query *q)
{
	int i = 0;

	while (i < q->n && !(at(q, i)->depth == 0 &&
		WORD_IN(q, i, "SELECT", "INSERT", "UPDATE", "DELETE", "REPLACE", "VALUES")))
		i++;
	return i;
}

static enum err
check_statement(struct source *src, struct query *q, int v)
{
	bool has_or = word_at(q, v + 1, "OR");

	if (word_at(q, 0, "WITH") || v == 0) {
		if (word_at(q, v, "SELECT"))
			return check_selects(src, q, v, q->n);
		q->is_write = true;
		if (word_at(q, v, "INSERT"))
			return check_insert(src, q, v + (has_or ? 3 : 1));
		if (word_at(q, v, "UPDATE"))
			return check_change(src, q, v + (has_or ? 3 : 1));
		if (word_at(q, v, "DELETE") && word_at(q, v + 1, "FROM"))
			return check_change(src, q, v + 2);
	}
	return refuse(src, q->line, "query %.*s: a query is SELECT, INSERT, UPDATE or DELETE",
		STR_ARG(q->name));
}

enum err
query_check(struct source *src, struct query *q)
{
	int i;

	TRY(check_words(src, q));
	TRY(collect_with(src, q));
	TRY(check_statement(src, q, main_verb(q)));
	for (i = 0; i + 1 < q->n; i++)
		if (punct_at(q, i, "(") && WORD_IN(q, i + 1, "SELECT", "WITH"))
			TRY(check_selects(src, q, i + 1, paren_end(q, i) - 1));
	TRY(check_strays(src, q));
	if (q->is_write && q->verb == VERB_UNSAID)
		return refuse(src, q->line, "query %.*s writes: say `-- audit: write kind.of.thing`, "
			"or `-- audit: none — reason`", STR_ARG(q->name));
	if (!q->is_write && q->verb > VERB_NONE)
		return refuse(src, q->line, "query %.*s only reads: the route says AUDIT_READ, not "
			"the query", STR_ARG(q->name));
	if (q->is_write && q->kind == KIND_EXEC)
		return OK;
	if (!q->is_write && (q->kind == KIND_EXEC || q->kind == KIND_CHANGE))
		return refuse(src, q->line, "query %.*s reads: it is :one or :many",
			STR_ARG(q->name));
	return OK;
}
