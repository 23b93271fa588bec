/* A long list in parts. */
#include "core/http/pager.h"

struct pager
pager_of(const struct request_context *ctx, size_t n_rows, struct url url)
{
	struct pager pager = { .page = query_int(ctx, "sida", 1), .url = url };

	pager.n_pages = (int64_t)((n_rows + PAGER_ROWS - 1) / PAGER_ROWS);
	if (pager.n_pages < 1)
		pager.n_pages = 1;
	if (pager.page < 1 || pager.page > pager.n_pages)
		pager.page = 1;
	pager.first = (size_t)(pager.page - 1) * PAGER_ROWS;
	pager.n = n_rows - pager.first < PAGER_ROWS ? n_rows - pager.first : PAGER_ROWS;
	return pager;
}

static void
put(struct html *h, const char *markup)
{
	html_put_markup(h, markup, strlen(markup));
}

static void
put_way(struct html *h, const struct pager *pager, int64_t page, const char *words)
{
	struct str number = arena_printf(h->arena, "%lld", (long long)page);

	if (page < 1 || page > pager->n_pages)
		return;
	put(h, "<a class=\"ds-link\" href=\"");
	html_put_url(h, url_with(h->arena, pager->url, "sida", number));
	put(h, "\">");
	html_put_tr(h, words);
	put(h, "</a>\n");
}

void
pager_put(struct html *h, const struct pager *pager)
{
	struct str numbers[] = { lang_number(h->arena, h->lang, pager->page),
		lang_number(h->arena, h->lang, pager->n_pages) };

	if (pager->n_pages < 2)
		return;
	put(h, "<nav class=\"cluster\" aria-label=\"");
	html_put_tr(h, N_("Sidor"));
	put(h, "\">\n");
	put_way(h, pager, pager->page - 1, N_("Föregående sida"));
	put(h, "<span>");
	html_put_str(h, tr_fill(h->arena, h->lang, N_("Sida {1} av {2}"), numbers, 2));
	put(h, "</span>\n");
	put_way(h, pager, pager->page + 1, N_("Nästa sida"));
	put(h, "</nav>\n");
}
