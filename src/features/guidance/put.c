/* Pieces of the room's pages. */
#include "features/guidance/guidance.html.h"
#include "features/guidance/templates.h"

const char *const guidance_section_headings[SECTION_COUNT] = {
	[SECTION_SAY] = N_("Säg"),
	[SECTION_DO] = N_("Gör"),
	[SECTION_SPECIAL] = N_("Tänk särskilt på"),
	[SECTION_NEXT] = N_("Sedan"),
};

struct url
url_guidance_staff(void)
{
	return url_path("/samtal/personal");
}

struct url
url_text(struct arena *a, const struct guidance_topic *topic)
{
	static const char base[] = "/vagledning/texter/";

	return (struct url){ arena_printf(a, "%s%s", base, topic->code) };
}

struct url
guidance_referral_url(const struct guidance_view *view, service_id service)
{
	struct arena *a = view->ctx->arena;

	return url_with(a, url_here(view->ctx, url_path("/lotsningar/ny")), "tjanst",
		arena_printf(a, "%lld", (long long)service.v));
}

struct url
guidance_page_url(const struct guidance_view *view)
{
	return url_here(view->ctx,
		view->is_staff_page ? url_guidance_staff() : url_path("/vagledning"));
}

bool
guidance_tab_is_on(const struct guidance_view *view, const struct guidance_tab *tab)
{
	return tab->bit ? (view->bits & tab->bit) != 0 : view->bits == 0;
}

struct url
guidance_situation_url(const struct guidance_view *view)
{
	return url_here(view->ctx,
		url_path(view->is_staff_page ? "/samtal/personal/lage" : "/vagledning/lage"));
}

/*
 * What somebody is in stands in no address, and so in no history and no log (ux.md S7): the tabs are
 * buttons, and the choice lies in locked memory.
 */
struct str
guidance_tab_letters(
	struct html *h, const struct guidance_view *view, const struct guidance_tab *tab)
{
	return guidance_letters(h->arena, tab->bit ? view->bits ^ tab->bit : 0);
}

bool
guidance_section_is_shown(const struct guidance_view *view, enum guidance_section section)
{
	size_t i;

	for (i = 0; i < GUIDANCE_TOPICS; i++) {
		if (guidance_topics[i].section == section
			&& guidance_topic_is_shown(&guidance_topics[i], view->bits))
			return true;
	}
	return false;
}

void
guidance_put_body(struct html *h, struct str body)
{
	struct guidance_block *blocks;
	size_t n, i;

	if (guidance_blocks(h->arena, body, &blocks, &n) != OK) {
		html_guidance_paragraph(h, body);
		return;
	}
	for (i = 0; i < n; i++) {
		if (blocks[i].is_list)
			html_guidance_list(h, blocks[i].items, blocks[i].n);
		else
			html_guidance_paragraph(h, blocks[i].items[0]);
	}
}

void
guidance_put_value(struct html *h, struct str value, bool is_unconfirmed)
{
	if (str_is_empty(value))
		html_guidance_unknown(h);
	else if (is_unconfirmed)
		html_guidance_unconfirmed(h, value);
	else
		html_put_swedish(h, in_swedish(value));
}

void
guidance_put_month(struct html *h, struct str text)
{
	struct month month;

	if (month_parse(text, &month) == OK)
		html_put_month(h, month);
	else
		html_guidance_unknown_date(h);
}

/* On the page of somebody who needs it tonight: what cannot be read now is on the service's own page. */
void
guidance_put_chain(struct html *h, const struct guidance_view *view,
	const struct catalogue_service *service)
{
	struct catalogue_service chain[CATALOGUE_CHAIN_MAX];
	size_t n;

	if (service->is_acute && catalogue_chain(view->db, view->ctx->scope, h->arena,
			service->id, chain, &n) == OK && n > 0)
		html_guidance_chain(h, chain, n, view->ctx->today);
}

/*
 * The file is part of the program, so only a full arena can keep the numbers away: without a database that
 * can be read they stand as the file has them.
 */
void
guidance_put_helplines(struct page *page)
{
	struct html *h = &page->html;
	struct helpline *lines;
	size_t n;

	if (helplines_known(page->db, h->arena, &lines, &n) == OK ||
		helplines(h->arena, &lines, &n) == OK)
		html_guidance_first_lines(h, lines, n, page->ctx.today);
}
