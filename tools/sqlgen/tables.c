/* Which tables a SELECT names, whose they are, and whether each is filtered by its place. */
#include "tools/sqlgen/check.h"

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
		return refuse(src, line,
			"query %.*s: the view %.*s belongs to the room %.*s: put "
			"the line `view %.*s` into .may_include",
			STR_ARG(q->name), STR_ARG(table->name), STR_ARG(table->room),
			STR_ARG(table->name));
	return refuse(src, line,
		"query %.*s: the table %.*s belongs to the room %.*s: ask that "
		"room through its header, or read a view it exports",
		STR_ARG(q->name), STR_ARG(table->name), STR_ARG(table->room));
}

/* Notes the table named at token i; table functions and WITH names have none. */
enum err
ref_add(struct source *src, struct query *q, int i, struct ref **out)
{
	struct token *t = &q->tokens[i];
	struct ref ref = { .name = t->text, .alias = t->text, .line = t->line };

	if (t->kind != TOK_WORD)
		return refuse(src, t->line,
			"query %.*s: a table's name is expected, not `%.*s`", STR_ARG(q->name),
			STR_ARG(t->text));
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
void
ref_alias(struct query *q, int *i, struct ref *ref)
{
	bool is_said = word_at(q, *i, "AS");

	if (is_said)
		++*i;
	if (at(q, *i)->kind != TOK_WORD ||
		(!is_said && WORD_IN(q, *i, "JOIN", "LEFT", "INNER", "CROSS", "RIGHT", "FULL",
				     "NATURAL", "OUTER", "ON", "USING", "WHERE", "GROUP",
				     "ORDER", "HAVING", "LIMIT", "WINDOW", "SET", "RETURNING",
				     "UNION", "EXCEPT", "INTERSECT", "VALUES", "SELECT",
				     "INDEXED", "NOT", "DEFAULT", "WITH")))
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
		TRY(ref_add(p->src, q, *i, &ref));
		++*i;
	}
	ref_alias(q, i, ref);
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
enum err
part_take_from(struct part *p, int i, int end)
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
			return refuse(p->src, at(q, i)->line,
				"query %.*s: `%.*s` in a FROM: say "
				"JOIN or LEFT JOIN",
				STR_ARG(q->name), STR_ARG(at(q, i)->text));
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
		if (!word_at(q, k, column) || !punct_at(q, k + 1, "=") ||
			!is_scope_org(q, k + 2))
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

		if ((c->only < 0 || c->only == r) &&
			clause_filters(p, c, ref, column, is_alone))
			return true;
	}
	return false;
}

enum err
part_demand_filter(struct part *p, int r, const char *column)
{
	const struct ref *ref = &p->q->refs[r];
	bool is_aliased = p->q->n_refs - p->refs_from > 1 || !name_eq(ref->alias, ref->name);

	if (is_filtered(p, r, column))
		return OK;
	return refuse(p->src, ref->line,
		"query %.*s: %.*s is not filtered by its place: add `%.*s%s"
		"%s = scope_org()` to WHERE or ON, joined by AND with the rest and no OR "
		"beside it",
		STR_ARG(p->q->name), STR_ARG(ref->name),
		STR_ARG(is_aliased ? ref->alias : STR_NULL), is_aliased ? "." : "", column);
}

enum err
part_demand_filters(struct part *p)
{
	int r;

	for (r = p->refs_from; r < p->q->n_refs; r++) {
		const struct table *table = p->q->refs[r].table;

		if (!table || !table->is_tenant || p->q->is_any_place)
			continue;
		p->q->is_tenant = true;
		TRY(part_demand_filter(p, r, "org_id"));
	}
	return OK;
}

void
part_add_where(struct part *p, int from)
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
	TRY(part_take_from(&p, from + 1, stop));
	part_add_where(&p, stop);
	return part_demand_filters(&p);
}

/* SELECTs joined by UNION, EXCEPT, INTERSECT; a WITH may stand in front. */
enum err
selects_check(struct source *src, struct query *q, int first, int end)
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
