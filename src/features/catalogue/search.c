/* Searching the catalogue: parts of words, whatever the case and the accents, by trigrams. */
#include "features/catalogue/catalogue.h"

#include <stdlib.h>

#include "core/json/json.h"
#include "features/catalogue/catalogue.sql.h"
#include "features/catalogue/lookup.h"
#include "features/catalogue/rows.h"

enum { TRIGRAM = 3 };

/* Where the next character begins, in UTF-8. */
static size_t
next_point(struct str s, size_t at)
{
	for (at++; at < s.n && ((unsigned char)s.p[at] & 0xc0) == 0x80; at++)
		;
	return at;
}

/* A quote within a string of FTS5 is doubled. */
static void
put_quoted(struct buf *match, struct str part)
{
	size_t i;

	buf_put(match, STR(" \""));
	for (i = 0; i < part.n; i++) {
		if (part.p[i] == '"')
			buf_put_byte(match, '"');
		buf_put_byte(match, part.p[i]);
	}
	buf_put_byte(match, '"');
}

/* Every three characters that follow each other; all of them must be there. */
static void
put_trigrams(struct buf *match, struct str word)
{
	size_t first = 0, second = next_point(word, 0), third = next_point(word, second);

	while (third < word.n) {
		size_t end = next_point(word, third);

		put_quoted(match, str_sub(word, first, end));
		first = second;
		second = third;
		third = end;
	}
}

/* A word of one or two letters begins another, or half the catalogue would have it. */
static struct str
searched(struct arena *a, struct str word)
{
	size_t points = str_code_points(word);

	return points >= TRIGRAM ?
		word :
		arena_printf(a, "%s%.*s", points == 1 ? "  " : " ", STR_ARG(word));
}

bool
catalogue_read_words(struct arena *a, struct str words, struct buf *match, struct buf *list)
{
	struct str rest = str_fold(a, words), word;
	size_t n = 0;

	buf_put_byte(list, '[');
	while (str_split(&rest, ' ', &word)) {
		if (str_is_empty(word))
			continue;
		word = searched(a, word);
		put_trigrams(match, word);
		buf_put(list, n++ > 0 ? STR(",") : STR_NULL);
		json_put_text(list, word);
	}
	buf_put_byte(list, ']');
	return n > 0;
}

static int
compare(const void *left, const void *right)
{
	const struct catalogue_service *l = left, *r = right;
	int order = str_cmp(l->organisation_name, r->organisation_name);

	if (order == 0)
		order = str_cmp(l->name, r->name);
	return order ? order : (l->id.v > r->id.v) - (l->id.v < r->id.v);
}

static enum err
find(struct db *db, const struct scope *scope, struct arena *a,
	const struct catalogue_lookup *lookup, struct str match, struct str words,
	struct catalogue_service **rows, size_t *n)
{
	const struct sql_catalogue_found_in in = { .match = match, .word_list = words,
		.tracks = lookup->tracks, .area = catalogue_area_digits(lookup->municipality),
		.county = catalogue_area_digits(lookup->county), .size = CATALOGUE_FOUND_MAX };
	struct sql_catalogue_found *found;
	struct service_ids ids;
	size_t i;

	TRY(sql_catalogue_found(db, scope, a, &in, &found, &ids.n));
	ids.at = ARENA_ARRAY(a, service_id, ids.n + 1);
	if (!ids.at)
		return ERR_LIMIT;
	for (i = 0; i < ids.n; i++)
		ids.at[i] = found[i].id;
	TRY(catalogue_by_ids(db, scope, a, &ids, rows, n));
	qsort(*rows, *n, sizeof(**rows), compare);
	return OK;
}

enum err
catalogue_search_within(struct db *db, const struct scope *scope, struct arena *a,
	const struct catalogue_lookup *lookup, struct catalogue_service **rows, size_t *n)
{
	struct buf match BUF_CLEANUP = buf_new(CATALOGUE_QUERY_BYTES);
	struct buf list BUF_CLEANUP = buf_new(CATALOGUE_QUERY_BYTES);

	if (!catalogue_read_words(a, lookup->words, &match, &list))
		return catalogue_there(db, scope, a, lookup, rows, n);
	TRY(buf_err(&match));
	TRY(buf_err(&list));
	return find(db, scope, a, lookup, buf_str(&match), buf_str(&list), rows, n);
}

enum err
catalogue_search(struct db *db, const struct scope *scope, struct arena *a, struct str words,
	struct catalogue_service **rows, size_t *n)
{
	const struct catalogue_lookup lookup = { .words = words };

	return catalogue_search_within(db, scope, a, &lookup, rows, n);
}

enum err
catalogue_index_words(struct tx *tx, const struct scope *scope)
{
	TRY(sql_catalogue_forget_words(tx, scope));
	return sql_catalogue_index_words(tx, scope);
}

enum err
catalogue_index_service(struct tx *tx, const struct scope *scope, service_id id)
{
	TRY(sql_catalogue_forget_service_words(tx, scope, id));
	return sql_catalogue_index_service_words(tx, scope, id);
}
