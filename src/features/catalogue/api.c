/* Open data: the endpoints of Open Referral UK, read by anybody's program, with public fields only. */
#include "features/catalogue/api.h"

#include "core/json/json.h"
#include "features/catalogue/public.sql.h"
#include "features/catalogue/rows.h"
#include "features/catalogue/taxonomy.h"

/* Of every bit that a term has; a taxonomy that none is. */
enum { SIZE_DEFAULT = 50, ID_LIST_BYTES = 4096, ANY_TERM = -1, NO_TAXONOMY = -1 };

enum err
api_read_paging(const struct request_context *ctx, struct api_paging *out)
{
	out->page = query_int(ctx, "page", 1);
	out->size = query_int(ctx, "per_page", SIZE_DEFAULT);
	if (out->page < 1 || out->page > API_PAGE_MAX || out->size < 1 ||
		out->size > API_SIZE_MAX)
		return ERR_INVALID;
	return OK;
}

void
api_begin(struct page *page)
{
	page->content_type = "application/json; charset=utf-8";
	page->is_open_data = true;
}

void
api_put_paging(struct buf *out, const struct api_paging *p)
{
	int64_t pages = (p->total + p->size - 1) / p->size;

	buf_printf(out,
		"{\"total_items\":%lld,\"total_pages\":%lld,\"page_number\":%lld,"
		"\"size\":%lld,\"first_page\":%s,\"last_page\":%s,\"empty\":%s,\"contents\":[",
		(long long)p->total, (long long)pages, (long long)p->page, (long long)p->here,
		p->page == 1 ? "true" : "false", p->page >= pages ? "true" : "false",
		p->here == 0 ? "true" : "false");
}

enum err
api_read_day(struct str text, struct date *out)
{
	if (str_is_empty(text))
		return OK;
	if (text.n > 10 && text.p[10] != 'T' && text.p[10] != ' ')
		return ERR_INVALID;
	return date_parse(str_sub(text, 0, 10), out);
}

/* `search` as an index is asked for it and as a list of words; both empty when there is none. */
static enum err
read_words(const struct request_context *ctx, struct str *match_out, struct str *list_out)
{
	struct buf match BUF_CLEANUP = buf_new(CATALOGUE_QUERY_BYTES);
	struct buf list BUF_CLEANUP = buf_new(CATALOGUE_QUERY_BYTES);
	struct str words = query_value(ctx, "search");

	if (words.n > SEARCH_BYTES)
		return ERR_INVALID;
	if (!catalogue_read_words(ctx->arena, words, &match, &list))
		return OK;
	TRY(buf_err(&match));
	TRY(buf_err(&list));
	*match_out = arena_str(ctx->arena, buf_str(&match));
	*list_out = arena_str(ctx->arena, buf_str(&list));
	return str_is_empty(*match_out) || str_is_empty(*list_out) ? ERR_LIMIT : OK;
}

/*
 * taxonomy_id and taxonomy_term_id; both must hold.  What names none of ours is no mistake: no service
 * has it, and no row of public_service_term either.
 */
static enum err
read_terms(const struct request_context *ctx, struct sql_catalogue_public_found_in *in)
{
	struct str taxonomy = query_value(ctx, "taxonomy_id");
	struct str term = query_value(ctx, "taxonomy_term_id");
	enum taxonomy_number number;
	const struct choice *choice;
	int64_t row;

	in->terms = ANY_TERM;
	if (!str_is_empty(taxonomy))
		TRY(hsds_parse_id(taxonomy, HSDS_TAXONOMY, &in->taxonomy));
	if (str_is_empty(term))
		return OK;
	TRY(hsds_parse_id(term, HSDS_TERM, &row));
	if (taxonomy_parse_term(row, &number, &choice) != OK ||
		(in->taxonomy != 0 && in->taxonomy != (int64_t)number)) {
		in->taxonomy = NO_TAXONOMY;
		return OK;
	}
	in->taxonomy = number;
	in->terms = taxonomy_term_bit(number, choice);
	return OK;
}

static enum err
read_services(const struct request_context *ctx, struct sql_catalogue_public_found_in *in)
{
	struct str organisation = query_value(ctx, "organization_id");

	TRY(read_words(ctx, &in->match, &in->word_list));
	TRY(read_terms(ctx, in));
	if (!str_is_empty(organisation))
		TRY(hsds_parse_id(organisation, HSDS_ORGANISATION, &in->organisation_id.v));
	return api_read_day(query_value(ctx, "modified_after"), &in->modified_on);
}

static void
put_row(struct buf *ids, service_id id)
{
	buf_printf(ids, "%s%lld", ids->n > 1 ? "," : "", (long long)id.v);
}

/* The ids of a page of services, from '[' to ']'. */
static enum err
list_ids(struct page *page, const struct sql_catalogue_public_found_in *in, struct buf *ids)
{
	const struct sql_catalogue_public_service_ids_in plain = {
		.organisation_id = in->organisation_id,
		.modified_on = in->modified_on,
		.is_online = in->is_online,
		.taxonomy = in->taxonomy,
		.terms = in->terms,
		.first = in->first,
		.size = in->size,
	};
	struct sql_catalogue_public_service_ids *rows;
	struct sql_catalogue_public_found *found;
	size_t n, i;

	buf_put_byte(ids, '[');
	if (str_is_empty(in->match)) {
		TRY(sql_catalogue_public_service_ids(
			page->db, page->ctx.arena, &plain, &rows, &n));
		for (i = 0; i < n; i++)
			put_row(ids, rows[i].id);
	} else {
		TRY(sql_catalogue_public_found(page->db, page->ctx.arena, in, &found, &n));
		for (i = 0; i < n; i++)
			put_row(ids, found[i].id);
	}
	buf_put_byte(ids, ']');
	return buf_err(ids);
}

static enum err
read_page(struct page *page, const struct sql_catalogue_public_found_in *in,
	struct sql_catalogue_public_services **rows, size_t *n)
{
	struct buf ids BUF_CLEANUP = buf_new(ID_LIST_BYTES);

	TRY(list_ids(page, in, &ids));
	return sql_catalogue_public_services(page->db, page->ctx.arena, buf_str(&ids), rows, n);
}

static enum err
count_services(
	struct page *page, const struct sql_catalogue_public_found_in *in, int64_t *total)
{
	const struct sql_catalogue_public_found_count_in words = {
		.match = in->match,
		.word_list = in->word_list,
		.organisation_id = in->organisation_id,
		.modified_on = in->modified_on,
		.is_online = in->is_online,
		.taxonomy = in->taxonomy,
		.terms = in->terms,
	};
	const struct sql_catalogue_public_service_count_in plain = {
		.organisation_id = in->organisation_id,
		.modified_on = in->modified_on,
		.is_online = in->is_online,
		.taxonomy = in->taxonomy,
		.terms = in->terms,
	};
	struct sql_catalogue_public_found_count found;
	struct sql_catalogue_public_service_count all;

	if (!str_is_empty(in->match)) {
		TRY(sql_catalogue_public_found_count(
			page->db, page->ctx.arena, &words, &found));
		*total = found.n;
		return OK;
	}
	TRY(sql_catalogue_public_service_count(page->db, page->ctx.arena, &plain, &all));
	*total = all.n;
	return OK;
}

/* A service is a thing of its own in one list, and what it offers at its website in the other. */
static void
put_service(struct page *page, bool is_online, const struct sql_catalogue_public_services *s)
{
	if (is_online)
		hsds_put_service_at_location(page->html.out, s);
	else
		hsds_put_service(page->html.out, page->ctx.arena, s);
}

static enum err
list_services(struct page *page, bool is_online)
{
	struct request_context *ctx = &page->ctx;
	struct sql_catalogue_public_found_in in = { .is_online = is_online };
	struct sql_catalogue_public_services *rows;
	struct api_paging paging = { 0 };
	size_t n, i;

	if (!api_takes(page, is_online ? API_AT_LOCATIONS : API_SERVICES))
		return OK;
	TRY(api_read_paging(ctx, &paging));
	TRY(read_services(ctx, &in));
	in.size = paging.size;
	in.first = (paging.page - 1) * paging.size;
	TRY(count_services(page, &in, &paging.total));
	TRY(read_page(page, &in, &rows, &n));
	paging.here = (int64_t)n;
	api_begin(page);
	api_put_paging(page->html.out, &paging);
	for (i = 0; i < n; i++) {
		if (i > 0)
			buf_put_byte(page->html.out, ',');
		put_service(page, is_online, &rows[i]);
	}
	buf_put(page->html.out, STR("]}\n"));
	return OK;
}

static enum err
show_service(struct page *page, enum hsds_kind kind, bool is_online)
{
	struct buf ids BUF_CLEANUP = buf_new(ID_LIST_BYTES);
	struct sql_catalogue_public_services *rows;
	service_id id;
	size_t n;

	if (!api_takes(page, API_ONE))
		return OK;
	TRY(hsds_parse_id(page->ctx.at.code, kind, &id.v));
	buf_printf(&ids, "[%lld]", (long long)id.v);
	TRY(sql_catalogue_public_services(page->db, page->ctx.arena, buf_str(&ids), &rows, &n));
	if (n == 0 || (is_online && str_is_empty(rows[0].website)))
		return ERR_NOT_FOUND;
	api_begin(page);
	put_service(page, is_online, &rows[0]);
	buf_put_byte(page->html.out, '\n');
	return OK;
}

enum err
catalogue_api_services(struct page *page)
{
	return list_services(page, false);
}

enum err
catalogue_api_service(struct page *page)
{
	return show_service(page, HSDS_SERVICE, false);
}

enum err
catalogue_api_at_locations(struct page *page)
{
	return list_services(page, true);
}

enum err
catalogue_api_at_location(struct page *page)
{
	return show_service(page, HSDS_AT_LOCATION, true);
}

enum err
catalogue_api_organisations(struct page *page)
{
	struct request_context *ctx = &page->ctx;
	struct sql_catalogue_public_organisations_in in = { 0 };
	struct sql_catalogue_public_organisations *rows;
	struct sql_catalogue_public_organisation_count count;
	struct api_paging paging = { 0 };
	struct str match = STR_NULL;
	size_t n, i;

	if (!api_takes(page, API_ORGANISATIONS))
		return OK;
	TRY(api_read_paging(ctx, &paging));
	TRY(read_words(ctx, &match, &in.word_list));
	TRY(api_read_day(query_value(ctx, "modified_after"), &in.modified_on));
	in.size = paging.size;
	in.first = (paging.page - 1) * paging.size;
	TRY(sql_catalogue_public_organisation_count(
		page->db, ctx->arena, in.modified_on, in.word_list, &count));
	TRY(sql_catalogue_public_organisations(page->db, ctx->arena, &in, &rows, &n));
	paging.total = count.n;
	paging.here = (int64_t)n;
	api_begin(page);
	api_put_paging(page->html.out, &paging);
	for (i = 0; i < n; i++) {
		if (i > 0)
			buf_put_byte(page->html.out, ',');
		hsds_begin_organisation(page->html.out, &rows[i]);
		buf_put_byte(page->html.out, '}');
	}
	buf_put(page->html.out, STR("]}\n"));
	return OK;
}

enum err
catalogue_api_organisation(struct page *page)
{
	struct sql_catalogue_public_found_in in = { .size = API_SIZE_MAX };
	struct sql_catalogue_public_organisations_in which = { .size = 1 };
	struct sql_catalogue_public_organisations *found;
	struct sql_catalogue_public_services *rows;
	size_t n, i;

	if (!api_takes(page, API_ONE))
		return OK;
	TRY(hsds_parse_id(page->ctx.at.code, HSDS_ORGANISATION, &which.organisation_id.v));
	TRY(sql_catalogue_public_organisations(page->db, page->ctx.arena, &which, &found, &n));
	if (n == 0)
		return ERR_NOT_FOUND;
	in.organisation_id = which.organisation_id;
	TRY(read_page(page, &in, &rows, &n));
	api_begin(page);
	hsds_begin_organisation(page->html.out, &found[0]);
	buf_put(page->html.out, STR(",\"services\":["));
	for (i = 0; i < n; i++) {
		if (i > 0)
			buf_put_byte(page->html.out, ',');
		hsds_put_service(page->html.out, page->ctx.arena, &rows[i]);
	}
	buf_put(page->html.out, STR("]}\n"));
	return OK;
}
