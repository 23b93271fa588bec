/* Papper: keying what stands on a paper form, one after the other. */
#include "features/screening/asking.h"

#include "features/screening/last_form.h"
#include "features/screening/screening.html.h"

enum { OTHERS_MAX = 50 };

static enum err
load_others(struct page *page, struct form_option **options, size_t *n)
{
	struct arena *a = page->ctx.arena;
	struct due_row *rows;
	struct form_option *out;
	size_t found, i;

	TRY(screening_next_due(page->db, page->ctx.scope, a, date_month(page->ctx.today),
		OTHERS_MAX, &rows, &found));
	out = ARENA_ARRAY(a, struct form_option, found + 1);
	if (!out)
		return ERR_LIMIT;
	for (i = 0; i < found; i++)
		out[i] = (struct form_option){ rows[i].id.v, arena_printf(a, "%.*s · %s · %s",
			STR_ARG(rows[i].code), tr(page->ctx.lang, label_sex(rows[i].sex)),
			tr(page->ctx.lang, label_age_band(rows[i].age_band))), false };
	*options = out;
	*n = found;
	return OK;
}

/*
 * Who the form opens for: the one asked for, else the one who has waited longest, else nobody in
 * particular of the first team without cards.
 */
static enum err
choose(struct page *page, struct paper_page *paper, due_id *due, team_id *team)
{
	struct asking_teams teams;

	due->v = query_int(&page->ctx, "tillfalle", 0);
	team->v = query_int(&page->ctx, "team", 0);
	if (due->v != 0 || team->v != 0 || page->form)
		return OK;
	if (paper->n_others > 0) {
		due->v = paper->others[0].id;
		return OK;
	}
	TRY(asking_teams_read(page->db, page->ctx.scope, page->ctx.arena, &teams));
	paper->has_cards = teams.has_cards;
	if (teams.n_counting > 0)
		*team = teams.counting[0].team;
	return OK;
}

enum err
paper_show(struct page *page)
{
	struct paper_page paper = { .status = status_text(query_value(&page->ctx, "m")) };
	struct last_form last = last_form_of(page->ctx.vault, page->ctx.arena);
	struct form_option *others;
	bool lacks_questions;
	due_id due;
	team_id team;

	paper.number = last.n_keyed + 1;
	paper.may_undo = last.may_undo && last.face == FACE_PAPER;
	page->title = str_of(tr(page->ctx.lang, N_("Papper")));
	TRY(load_others(page, &others, &paper.n_others));
	paper.others = others;
	TRY(choose(page, &paper, &due, &team));
	if (due.v != 0 || team.v != 0 || page->form) {
		TRY(asked_of_page(page, due, team, &paper.asked, &lacks_questions));
		page->shown = paper.asked.due.v;
		if (paper.asked.is_met && !page->form)
			return page_see_other(page, url_with(page->ctx.arena,
				url_path("/samtal/papper"), "m", STR("fragad")));
		paper.has_one = !lacks_questions;
		paper.lacks_questions = lacks_questions;
	}
	paper.posting = asking_posting_key(page->ctx.arena);
	paper.month = month_text(page->ctx.arena, date_month(page->ctx.today));
	html_paper(&page->html, page, &paper);
	return OK;
}

enum err
paper_save(struct action *act)
{
	const struct asking *asking = act->form;
	struct screening_done done;
	struct url next = url_path("/samtal/papper");

	TRY(asking_record(act, FACE_PAPER, &done));
	if (!done.is_repeat)
		TRY(last_form_keep(act->ctx.vault, act->ctx.arena, FACE_PAPER,
			&done.handle));
	if (asking->due == 0)
		next = url_with(act->ctx.arena, next, "team",
			id_text(act->ctx.arena, asking->team));
	return see_other(act, url_with(act->ctx.arena, next, "m", asking_status(act, &done)));
}

/* Opens an empty form for the participant whose form was taken back. */
enum err
paper_undo(struct action *act)
{
	struct arena *a = act->ctx.arena;
	struct last_form was;
	struct url next = url_path("/samtal/papper");
	bool is_back;

	TRY(last_form_take_back(act, FACE_PAPER, &was, &is_back));
	if (is_back && was.handle.due.v != 0)
		next = url_with(a, next, "tillfalle", id_text(a, was.handle.due.v));
	return see_other(act, url_with(a, next, "m",
		is_back ? STR("angrat") : STR("for-sent")));
}
