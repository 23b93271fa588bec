/* What waits for a second person: the administrator's list, and the team lead's decision. */
#include "features/admin/admin.html.h"
#include "features/admin/place.h"

static void
list_part(const struct page *page, struct approval *rows, size_t n_rows, struct url here,
	struct approval_page *list)
{
	list->pager = pager_of(&page->ctx, n_rows, here);
	list->n = list->pager.n;
	list->rows = list->n > 0 ? rows + list->pager.first : rows;
}

/* ---- the administrator ---- */

enum err
admin_show_requests(struct page *page)
{
	struct approval_page list = { .status = NULL };
	struct admin_place place;
	struct approval *rows;
	size_t n_rows;

	TRY(place_read(page, "/admin/begaran", &place));
	TRY(approval_list(page->db, page->ctx.scope, page->ctx.arena, &rows, &n_rows));
	list_part(page, rows, n_rows, url_path("/admin/begaran"), &list);
	page->title = str_of(tr(page->ctx.lang, N_("Begärda ändringar")));
	html_admin_requests(&page->html, page, &place, &list);
	return OK;
}

enum err
admin_withdraw(struct action *act)
{
	approval_id id = { act->ctx.at.id };

	TRY(approval_withdraw(act->tx, act->ctx.scope, id));
	return see_other(act, url_with(act->ctx.arena, url_path("/admin/begaran"), "m",
		STR("tillbaka")));
}

/* ---- the team lead ---- */

/* What waits first; within that as it was. */
static enum err
waiting_first(struct arena *a, struct approval **rows, size_t n)
{
	struct approval *sorted = ARENA_ARRAY(a, struct approval, n + 1);
	size_t i, k = 0;
	int pass;

	if (!sorted)
		return ERR_LIMIT;
	for (pass = 0; pass < 2; pass++)
		for (i = 0; i < n; i++)
			if (((*rows)[i].state == APPROVAL_WAITING) == (pass == 0))
				sorted[k++] = (*rows)[i];
	*rows = sorted;
	return OK;
}

enum err
confirm_show_list(struct page *page)
{
	struct approval_page list = { .status = admin_status(page) };
	struct approval *rows;
	size_t n_rows;

	TRY(approval_list(page->db, page->ctx.scope, page->ctx.arena, &rows, &n_rows));
	TRY(waiting_first(page->ctx.arena, &rows, n_rows));
	list_part(page, rows, n_rows, url_path("/bekraftelser"), &list);
	page->title = str_of(tr(page->ctx.lang, N_("Att bekräfta")));
	html_confirm_list(&page->html, &list);
	return OK;
}

enum err
confirm_show(struct page *page)
{
	approval_id id = { page->ctx.at.id };
	struct confirm_page shown;

	TRY(approval_by_id(page->db, page->ctx.scope, page->ctx.arena, id, &shown.approval));
	TRY(approval_bar(page->db, page->ctx.scope, page->ctx.arena, &shown.approval,
		&shown.bar));
	page->title = str_of(tr(page->ctx.lang, N_("Att bekräfta")));
	html_confirm_one(&page->html, page, &shown);
	return OK;
}

/* Somebody else may have been first, and the page itself says why one may not. */
static enum err
decided(struct action *act, enum err e, struct str code)
{
	if (e == ERR_CONFLICT || e == ERR_INVALID) {
		form_error(act->state, -1, N_("Det gick inte: begäran är redan avgjord, "
			"dess sista dag har passerat eller teamet är stängt."));
		return ERR_INVALID;
	}
	TRY(e);
	return see_other(act, url_with(act->ctx.arena, url_path("/bekraftelser"), "m", code));
}

enum err
confirm_yes(struct action *act)
{
	approval_id id = { act->ctx.at.id };

	return decided(act, approval_confirm(act->tx, act->ctx.scope, id), STR("bekraftad"));
}

enum err
confirm_no(struct action *act)
{
	approval_id id = { act->ctx.at.id };

	return decided(act, approval_refuse(act->tx, act->ctx.scope, id), STR("avslagen"));
}
