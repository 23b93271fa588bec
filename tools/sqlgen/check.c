/* The rules of a whole query: what it may write, and where its tables may stand. */
#include "tools/sqlgen/check.h"

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
		part_add_where(p, set);
		TRY(check_set(p->src, q, set, p->n_clauses ? p->clauses[0].first : p->end));
		if (column && !is_safe)
			TRY(part_demand_filter(p, p->refs_from, column));
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
	TRY(ref_add(src, q, into + 1, &ref));
	column = owner_column(q, ref->table);
	ref_alias(q, &i, ref);
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
			return refuse(src, ref->line,
				"query %.*s: the new row of %.*s must "
				"belong to the place: name the column %s and give it "
				"scope_org()",
				STR_ARG(q->name), STR_ARG(ref->name), column);
	}
	TRY(check_upsert(&p, end, column));
	return selects_check(src, q, values, end);
}

/* UPDATE name or DELETE FROM name: the name is token i. */
static enum err
check_change(struct source *src, struct query *q, int i)
{
	struct part p = { .src = src, .q = q, .end = q->n, .refs_from = q->n_refs };
	const struct table *table;
	struct ref *ref;
	int from, where, target = q->n_refs;

	TRY(ref_add(src, q, i, &ref));
	i++;
	ref_alias(q, &i, ref);
	table = ref->table;
	if (!table)
		return refuse(src, ref->line, "query %.*s: that is no table", STR_ARG(q->name));
	where = find_word(q, i, q->n, 0, "WHERE");
	where = where < q->n ? where : find_word(q, i, q->n, 0, "RETURNING");
	from = find_word(q, i, where, 0, "FROM");
	TRY(check_set(src, q, i, from));
	if (from < where)
		TRY(part_take_from(&p, from + 1, where));
	part_add_where(&p, where);
	TRY(part_demand_filters(&p));
	if (!table->is_tenant && table->is_owned) {
		q->is_owned_write = true;
		TRY(part_demand_filter(&p, target, "owner_org_id"));
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
				return refuse(src, at(q, w)->line,
					"query %.*s: a name is expected "
					"behind WITH",
					STR_ARG(q->name));
			if (schema_table(src->schema, at(q, i)->text))
				return refuse(src, at(q, i)->line,
					"query %.*s: WITH %.*s has the "
					"name of a table: choose another",
					STR_ARG(q->name), STR_ARG(at(q, i)->text));
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
		if (punct_at(q, i, "*") &&
			(punct_at(q, i - 1, ".") || punct_at(q, i - 1, ",") ||
				WORD_IN(q, i - 1, "SELECT", "DISTINCT", "ALL", "RETURNING")))
			return refuse(src, line, "query %.*s: name the columns instead of *",
				STR_ARG(q->name));
		if (word_at(q, i, "IN") && !punct_at(q, i + 1, "("))
			return refuse(src, line, "query %.*s: put parentheses behind IN",
				STR_ARG(q->name));
		if (word_at(q, i, "DISTINCT") && word_at(q, i + 1, "FROM"))
			return refuse(
				src, line, "query %.*s: say IS or IS NOT", STR_ARG(q->name));
		if (WORD_IN(q, i, "INDEXED", "NATURAL", "RIGHT", "FULL") &&
			!punct_at(q, i + 1, "("))
			return refuse(src, line,
				"query %.*s: `%.*s` is not for this house: plain "
				"JOIN and LEFT JOIN",
				STR_ARG(q->name), STR_ARG(at(q, i)->text));
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
			return selects_check(src, q, v, q->n);
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
			TRY(selects_check(src, q, i + 1, paren_end(q, i) - 1));
	TRY(check_strays(src, q));
	if (q->is_write && q->verb == VERB_UNSAID)
		return refuse(src, q->line,
			"query %.*s writes: say `-- audit: write kind.of.thing`, "
			"or `-- audit: none — reason`",
			STR_ARG(q->name));
	if (!q->is_write && q->verb > VERB_NONE)
		return refuse(src, q->line,
			"query %.*s only reads: the route says AUDIT_READ, not "
			"the query",
			STR_ARG(q->name));
	if (q->is_write && q->kind == KIND_EXEC)
		return OK;
	if (!q->is_write && (q->kind == KIND_EXEC || q->kind == KIND_CHANGE))
		return refuse(src, q->line, "query %.*s reads: it is :one or :many",
			STR_ARG(q->name));
	return OK;
}
