/* Samtal: the gate, the participant's questions, hiding them, and the end. */
#include "features/screening/asking.h"

#include "core/auth/session.h"
#include "features/guidance/guidance.h"
#include "features/screening/card_lock.h"
#include "features/screening/last_form.h"
#include "features/screening/own_words.h"
#include "features/screening/questions.h"
#include "features/screening/screening.html.h"

/*
 * The conversation lives in the session's locked memory as the body of its own form, so that hiding
 * and coming back is showing that form again: one letter for its kind, then name=value pairs.
 */
static const struct str is_open = { "samtal/oppet?", 13 };
static const struct str is_hidden = { "samtal/dolt?", 12 };

/* ---- what locked memory holds ---- */

static enum err
keep(struct action *act, struct str kind)
{
	struct arena *a = act->ctx.arena;
	struct url body = url_path("");
	size_t i;

	for (i = 0; i < ASKING_FIELDS; i++)
		if (i != ASKING_ACT && !str_is_empty(act->state->raw[i]))
			body = url_with(a, body, asking_form.fields[i].name,
				act->state->raw[i]);
	return vault_put(act->ctx.vault, arena_printf(a, "%.*s%.*s", STR_ARG(kind),
		STR_ARG(str_sub(body.text, 1, body.text.n))));
}

/* The kept form; ERR_NOT_FOUND when there is none of that kind. */
static enum err
kept(struct request_context *ctx, struct str kind, struct str *body)
{
	struct str bytes;

	TRY(vault_get(ctx->vault, ctx->arena, &bytes));
	if (!str_starts(bytes, kind))
		return ERR_NOT_FOUND;
	*body = str_sub(bytes, kind.n, bytes.n);
	return OK;
}

static enum err
start_again(struct page *page)
{
	if (page->ctx.is_practice)
		return page_see_other(page, url_path(PRACTICE_ROOT));
	return page_see_other(page, url_with(page->ctx.arena, url_path("/samtal"), "m",
		STR("borja-om")));
}

/* Practising leaves nothing to take back. */
static enum err
record(struct action *act, struct screening_done *done)
{
	TRY(asking_record(act, FACE_TOGETHER, done));
	if (act->ctx.is_practice || done->is_repeat)
		return OK;
	return last_form_keep(act->ctx.vault, act->ctx.arena, FACE_TOGETHER, &done->handle);
}

/* ---- the gate ---- */

static enum err
counting_teams(struct page *page, team_id *chosen, struct filter_link **links, size_t *n)
{
	struct arena *a = page->ctx.arena;
	struct asking_teams teams;
	struct filter_link *out;
	size_t i;

	TRY(asking_teams_read(page->db, page->ctx.scope, a, &teams));
	if (teams.n_counting == 0)
		return ERR_NOT_FOUND;
	out = ARENA_ARRAY(a, struct filter_link, teams.n_counting);
	if (!out)
		return ERR_LIMIT;
	if (chosen->v == 0)
		*chosen = teams.counting[0].team;
	for (i = 0; i < teams.n_counting; i++)
		out[i] = (struct filter_link){ teams.counting[i].talk, teams.counting[i].name,
			teams.counting[i].team.v == chosen->v };
	*links = out;
	*n = teams.n_counting;
	return OK;
}

/* {0} for a card that is closed or was asked for the last time. */
static enum err
due_of_card(struct page *page, card_id card, due_id *out)
{
	struct sql_screening_card row;
	struct sql_screening_due_of_card due;
	enum err e;

	TRY(card_load(page->db, page->ctx.scope, page->ctx.arena, card, &row));
	if (month_is_set(row.closed_month))
		return OK;
	e = sql_screening_due_of_card(page->db, page->ctx.scope, page->ctx.arena, card, &due);
	if (e == OK)
		*out = due.id;
	return e == ERR_NOT_FOUND ? OK : e;
}

enum err
gate_show(struct page *page)
{
	struct gate_page gate = { 0 };
	struct filter_link *teams;
	struct account account;
	due_id due = { 0 };
	team_id team = { query_int(&page->ctx, "team", 0) };
	bool lacks_questions;

	page->title = str_of(tr(page->ctx.lang, N_("Innan ni börjar")));
	if (page->ctx.at.id != 0) {
		TRY(due_of_card(page, (card_id){ page->ctx.at.id }, &due));
		if (due.v == 0)
			return page_see_other(page, url_id(page->ctx.arena, "/samtal/kort/%lld",
				page->ctx.at.id));
	} else if (!page->form && !page->ctx.is_practice) {
		TRY(counting_teams(page, &team, &teams, &gate.n_teams));
		gate.teams = teams;
	}
	TRY(asked_of_page(page, due, team, &gate.asked, &lacks_questions));
	page->shown = gate.asked.card.v;
	if (lacks_questions)
		gate.status = status_text(STR("inget-formular"));
	TRY(account_by_id(page->db, page->ctx.arena, page->ctx.account, &account));
	gate.lacks_pin = !account.has_pin;
	gate.posting = asking_posting_key(page->ctx.arena);
	html_gate(&page->html, page, &gate);
	return OK;
}

enum err
gate_pass(struct action *act)
{
	const struct asking *asking = act->form;
	struct screening_done done;

	if (str_eq(asking->act, ACT_START)) {
		TRY(keep(act, is_open));
		return see_other(act, url_here(&act->ctx, url_path("/samtal/fragor")));
	}
	TRY(record(act, &done));
	return see_other(act, url_with(act->ctx.arena,
		url_path(act->ctx.is_practice ? PRACTICE_ROOT "/klart" : "/samtal"), "m",
		asking_status(act, &done)));
}

/* Back to the list, where the participant stands again. */
enum err
talk_undo(struct action *act)
{
	struct last_form was;
	bool is_back;

	TRY(last_form_take_back(act, FACE_TOGETHER, &was, &is_back));
	return see_other(act, url_with(act->ctx.arena, url_path("/samtal"), "m",
		is_back ? STR("samtal-angrat") : STR("samtal-for-sent")));
}

/* ---- the questions ---- */

/* The participant's pages speak her language, whatever the staff chose for theirs. */
static enum lang
language_of(struct str code)
{
	enum lang lang = LANG_SV;

	return lang_parse(code, &lang) == OK ? lang : LANG_SV;
}

enum err
questions_show(struct page *page)
{
	struct questions_page q = { 0 };
	struct instrument translation;
	struct own_words own;
	struct form_state *state = ARENA_NEW(page->ctx.arena, struct form_state);
	struct asking *asking = ARENA_NEW(page->ctx.arena, struct asking);
	struct str body;
	bool lacks_questions;
	enum err e;

	if (!state || !asking)
		return ERR_LIMIT;
	page->is_bare = true;
	if (!page->form) {
		if (kept(&page->ctx, is_hidden, &body) == OK)
			return page_see_other(page,
				url_here(&page->ctx, url_path("/samtal/dold")));
		if (kept(&page->ctx, is_open, &body) != OK ||
			form_parse(&asking_form, body, page->ctx.arena, state, asking) != OK)
			return start_again(page);
		page->form = state;
	}
	TRY(asked_of_page(page, (due_id){ 0 }, (team_id){ 0 }, &q.asked, &lacks_questions));
	if (lacks_questions)
		return start_again(page);
	TRY(own_words_load(page->db, page->ctx.scope, page->ctx.arena, &own));
	q.staff = (struct staff_half){ page->ctx.lang, own.of };
	q.shown = &q.asked.instrument;
	e = questions_translated(page->db, page->ctx.arena, &q.asked.instrument,
		page->form->raw[ASKING_LANG], &translation);
	if (e == OK) {
		q.shown = &translation;
		q.second = &q.asked.instrument;
	} else if (e != ERR_NOT_FOUND) {
		return e;
	}
	page->ctx.lang = page->html.lang = language_of(q.shown->lang);
	page->title = q.shown->title;
	html_questions(&page->html, page, &q);
	return OK;
}

/*
 * The staff page learns the states, never the answers.  What the participant took back, or did not
 * want counted, is not handed on either.
 */
static enum err
remember(struct action *act)
{
	static const unsigned pairs[][2] = {
		{ STATE_EARLIER, GUIDANCE_EARLIER },
		{ STATE_ONGOING, GUIDANCE_ONGOING },
		{ STATE_WITNESSED, GUIDANCE_WITNESSED },
		{ STATE_OWN_EARLIER, GUIDANCE_OWN_USE_EARLIER },
		{ STATE_OWN_ONGOING, GUIDANCE_OWN_USE_ONGOING },
	};
	const struct asking_prepared *p = act->prepared;
	const struct asking *asking = act->form;
	unsigned states = ballot_states(&p->ballot);
	struct guidance_state state = { 0, (int)asking->sex, (int)asking->age_band };
	size_t i;

	for (i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		if (states & pairs[i][0])
			state.bits |= pairs[i][1];
	return guidance_remember(act->ctx.vault, &state);
}

enum err
questions_save(struct action *act)
{
	const struct asking *asking = act->form;
	enum lang lang = language_of(asking_lang_code(asking->lang));
	struct url end = url_here(&act->ctx, url_path("/samtal/slut"));
	struct screening_done done;

	TRY(record(act, &done));
	if (!done.is_repeat)
		TRY(remember(act));
	if (lang != act->ctx.lang)
		end = url_with(act->ctx.arena, end, "lang", str_of(lang_code(lang)));
	return see_other(act, end);
}

enum err
talk_end_show(struct page *page)
{
	page->is_bare = true;
	page->title = str_of(tr(page->ctx.lang, N_("Tack")));
	html_talk_end(&page->html, url_here(&page->ctx, url_guidance_staff()));
	return OK;
}

/*
 * ---- hiding: whoever walked in has the screen, so the whole session is locked, in every tab, until the
 * staff's PIN is given; without one, logging in anew is the way back ----
 */

/* Before the transaction: what was answered stays when the database is busy. */
enum err
talk_hide_keep(struct action *act)
{
	return keep(act, is_hidden);
}

/* Practising locks nothing: what is hidden is made up, and the page asks for the PIN all the same. */
enum err
talk_hide(struct action *act)
{
	if (!act->ctx.is_practice)
		TRY(session_lock(act->tx, act->token));
	return see_other(act, url_here(&act->ctx, url_path("/samtal/dold")));
}

enum err
talk_hidden_show(struct page *page)
{
	page->is_bare = true;
	page->title = str_of(tr(page->ctx.lang, N_("Paus")));
	html_talk_paused(&page->html, page);
	return OK;
}

/* A wrong PIN stands in the trail; the fifth in a row closes the session, with what was kept. */
enum err
talk_continue_check(struct action *act)
{
	const struct pin_input *in = act->form;
	bool *is_over = ARENA_NEW(act->ctx.arena, bool);
	enum err e;

	if (!is_over)
		return ERR_LIMIT;
	act->prepared = is_over;
	e = pin_check(act->db, act->ctx.arena, act->ctx.account, act->ctx.vault, in->pin);
	if (e == ERR_LIMIT) {
		*is_over = true;
		return OK;
	}
	if (e != ERR_FORBIDDEN)
		return e;
	form_error(act->state, PIN_PIN, N_("Koden stämmer inte."));
	return ERR_FORBIDDEN;
}

enum err
talk_continue(struct action *act)
{
	const bool *is_over = act->prepared;
	struct str body;

	if (*is_over) {
		TRY(session_close_after_pins(act->tx,
			act->ctx.scope ? scope_org(act->ctx.scope) : (org_id){ 0 },
			act->ctx.account, act->token, act->session));
		return see_other(act, url_path("/in"));
	}
	if (!act->ctx.is_practice)
		TRY(session_unlock(act->tx, act->token));
	if (kept(&act->ctx, is_hidden, &body) != OK)
		return see_other(act, url_path("/hem"));
	TRY(vault_put(act->ctx.vault, arena_printf(act->ctx.arena, "%.*s%.*s",
		STR_ARG(is_open), STR_ARG(body))));
	return see_other(act, url_here(&act->ctx, url_path("/samtal/fragor")));
}
