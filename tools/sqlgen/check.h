/* What the two halves of query_check share: looking at tokens, and one SELECT at a time. */
#ifndef TOOLS_SQLGEN_CHECK_H
#define TOOLS_SQLGEN_CHECK_H

#include "tools/sqlgen/sqlgen.h"

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

/* tables.c: notes the table named at token i; WITH names have none. */
enum err ref_add(struct source *src, struct query *q, int i, struct ref **out);
/* [AS] alias behind a table; moves *i. */
void ref_alias(struct query *q, int *i, struct ref *ref);
/* Tokens [i, end) stand behind FROM. */
enum err part_take_from(struct part *p, int i, int end);
/* The next WHERE from token `from` on may hold filters. */
void part_add_where(struct part *p, int from);
/* The r-th ref must be filtered by `column = scope_org()`. */
enum err part_demand_filter(struct part *p, int r, const char *column);
/* Every ref to a table of one place must be filtered by org_id. */
enum err part_demand_filters(struct part *p);
/* SELECTs joined by UNION, EXCEPT, INTERSECT; a WITH may stand in front. */
enum err selects_check(struct source *src, struct query *q, int first, int end);

/* ---- tokens; out of range there is a token that is nothing ---- */

static inline const struct token *
at(const struct query *q, int i)
{
	static const struct token none = { .kind = TOK_PUNCT, .depth = -1, .text = { "", 0 } };

	return i >= 0 && i < q->n ? &q->tokens[i] : &none;
}

static inline bool
word_at(const struct query *q, int i, const char *word)
{
	return word_is(at(q, i), word);
}

static inline bool
punct_at(const struct query *q, int i, const char *punct)
{
	return punct_is(at(q, i), punct);
}

static inline bool
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
static inline int
find_word(const struct query *q, int from, int end, int depth, const char *word)
{
	while (from < end && !(at(q, from)->depth == depth && word_at(q, from, word)))
		from++;
	return from;
}

static inline bool
is_scope_org(const struct query *q, int i)
{
	return word_at(q, i, "scope_org") && punct_at(q, i + 1, "(") && punct_at(q, i + 2, ")");
}

#endif
