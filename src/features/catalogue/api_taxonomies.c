/* Open data: what the codes mean that stand in the attributes of services and organisations. */
#include "features/catalogue/api.h"
#include "features/catalogue/taxonomy.h"

enum { LIST_BYTES = 64 * 1024 };

/* A list that is written one member after the other, of which the asked page is kept. */
struct members {
	struct buf out;
	struct api_paging paging;
};

static bool
is_on_page(struct members *m)
{
	int64_t first = (m->paging.page - 1) * m->paging.size, at = m->paging.total++;

	if (at < first || at >= first + m->paging.size)
		return false;
	if (m->paging.here++ > 0)
		buf_put_byte(&m->out, ',');
	return true;
}

static enum err
put_members(struct page *page, const struct members *m)
{
	TRY(buf_err(&m->out));
	api_begin(page);
	api_put_paging(page->html.out, &m->paging);
	buf_put(page->html.out, buf_str(&m->out));
	buf_put(page->html.out, STR("]}\n"));
	return OK;
}

/* What both lists are asked by: `words` is `search` without case and accents. */
static enum err
read_list(const struct request_context *ctx, struct members *m, struct str *words)
{
	struct str search = query_value(ctx, "search");

	if (search.n > SEARCH_BYTES)
		return ERR_INVALID;
	*words = str_fold(ctx->arena, str_trim(search));
	return api_read_paging(ctx, &m->paging);
}

/* Nothing to look for is found everywhere. */
static bool
has_words(struct arena *a, struct str words, const char *text)
{
	return str_is_empty(words) || str_contains(str_fold(a, str_of(text)), words);
}

static enum err
list_taxonomies(struct page *page, struct members *m)
{
	struct arena *a = page->ctx.arena;
	struct str words;
	int64_t number;

	if (!api_takes(page, API_TAXONOMIES))
		return OK;
	TRY(read_list(&page->ctx, m, &words));
	for (number = 1; number <= TAXONOMIES; number++) {
		const struct taxonomy *taxonomy = taxonomy_of(number);

		if ((has_words(a, words, taxonomy->name) ||
			    has_words(a, words, taxonomy->description)) &&
			is_on_page(m))
			hsds_put_taxonomy(&m->out, (enum taxonomy_number)number);
	}
	return put_members(page, m);
}

enum err
catalogue_api_taxonomies(struct page *page)
{
	struct members m = { .out = buf_new(LIST_BYTES) };
	enum err e = list_taxonomies(page, &m);

	buf_free(&m.out);
	return e;
}

enum err
catalogue_api_taxonomy(struct page *page)
{
	int64_t number;

	if (!api_takes(page, API_ONE))
		return OK;
	TRY(hsds_parse_id(page->ctx.at.code, HSDS_TAXONOMY, &number));
	if (!taxonomy_of(number))
		return ERR_NOT_FOUND;
	api_begin(page);
	hsds_put_taxonomy(page->html.out, (enum taxonomy_number)number);
	buf_put_byte(page->html.out, '\n');
	return OK;
}

static void
list_terms_of(struct arena *a, struct members *m, int64_t number, struct str words)
{
	const struct taxonomy *taxonomy = taxonomy_of(number);
	size_t i;

	for (i = 0; i < taxonomy->n; i++) {
		const struct choice *choice = &taxonomy->choices[i];

		if (choice->value != 0 &&
			(has_words(a, words, choice->label) ||
				has_words(a, words, choice->code)) &&
			is_on_page(m))
			hsds_put_term(&m->out, (enum taxonomy_number)number, choice);
	}
}

/* No term has a parent: all are at the top, and none is below another. */
static enum err
list_terms(struct page *page, struct members *m)
{
	struct request_context *ctx = &page->ctx;
	struct str taxonomy = query_value(ctx, "taxonomy_id"), words;
	int64_t asked = 0, number;

	if (!api_takes(page, API_TERMS))
		return OK;
	TRY(read_list(ctx, m, &words));
	if (!str_is_empty(taxonomy))
		TRY(hsds_parse_id(taxonomy, HSDS_TAXONOMY, &asked));
	if (str_is_empty(query_value(ctx, "parent_id")))
		for (number = 1; number <= TAXONOMIES; number++)
			if (asked == 0 || asked == number)
				list_terms_of(ctx->arena, m, number, words);
	return put_members(page, m);
}

enum err
catalogue_api_terms(struct page *page)
{
	struct members m = { .out = buf_new(LIST_BYTES) };
	enum err e = list_terms(page, &m);

	buf_free(&m.out);
	return e;
}

enum err
catalogue_api_term(struct page *page)
{
	enum taxonomy_number number;
	const struct choice *choice;
	int64_t row;

	if (!api_takes(page, API_ONE))
		return OK;
	TRY(hsds_parse_id(page->ctx.at.code, HSDS_TERM, &row));
	TRY(taxonomy_parse_term(row, &number, &choice));
	api_begin(page);
	hsds_put_term(page->html.out, number, choice);
	buf_put_byte(page->html.out, '\n');
	return OK;
}
