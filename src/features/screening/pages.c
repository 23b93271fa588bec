/* The due list, and the table of every address of the room. */
#include "features/screening/asking.h"

#include "features/screening/card_lock.h"
#include "features/screening/last_form.h"
#include "features/screening/screening.html.h"
#include "features/screening/screening.sql.h"

static struct url
list_url(struct arena *a, int64_t intervention)
{
	struct url u = url_path("/samtal");

	return intervention == 0 ? u : url_with(a, u, "insats", id_text(a, intervention));
}

static void
add_filter(struct arena *a, const struct sql_screening_teams *team, int64_t chosen,
	struct filter_link *links, size_t *n)
{
	size_t i;

	for (i = 1; i < *n; i++)
		if (str_eq(links[i].name, team->intervention_name))
			return;
	links[(*n)++] = (struct filter_link){
		.url = list_url(a, team->intervention_id.v),
		.name = team->intervention_name,
		.is_here = team->intervention_id.v == chosen,
	};
}

/* What the teams of the scope give to choose from: interventions with cards, teams without. */
static enum err
load_teams(struct page *page, int64_t chosen, struct due_list *list)
{
	struct arena *a = page->ctx.arena;
	struct sql_screening_teams *teams;
	struct filter_link *filters;
	size_t n, i, n_filters = 1;

	TRY(sql_screening_teams(page->db, page->ctx.scope, a, scope_team(page->ctx.scope),
		&teams, &n));
	filters = ARENA_ARRAY(a, struct filter_link, n + 1);
	if (!filters)
		return ERR_LIMIT;
	TRY(asking_teams_of(a, teams, n, &list->teams));
	filters[0] = (struct filter_link){ list_url(a, 0),
		str_of(tr(page->ctx.lang, N_("Alla insatser"))), chosen == 0 };
	for (i = 0; i < n; i++) {
		bool is_closed = month_is_set(teams[i].closed_month);

		if (is_closed && scope_team(page->ctx.scope).v)
			list->closed = teams[i].closed_month;
		if (!is_closed && teams[i].uses_cards)
			add_filter(a, &teams[i], chosen, filters, &n_filters);
	}
	list->filters = filters;
	list->n_filters = n_filters > 2 ? n_filters : 0;
	return OK;
}

static enum err
load_rows(struct page *page, int64_t intervention, struct due_list *list)
{
	struct arena *a = page->ctx.arena;
	struct due_filter filter = {
		.until = date_month(page->ctx.today),
		.intervention = { intervention },
		.n_max = PAGER_ROWS,
		.skip = (int64_t)list->pager.first,
	};
	struct due_list_row *out;
	struct due_row *rows;
	size_t i;

	TRY(screening_due_page(page->db, page->ctx.scope, a, &filter, &rows, &list->n));
	out = ARENA_ARRAY(a, struct due_list_row, list->n + 1);
	if (!out)
		return ERR_LIMIT;
	for (i = 0; i < list->n; i++)
		out[i] = (struct due_list_row){
			.due = rows[i],
			.talk = url_id(a, "/samtal/nytt/%lld", rows[i].card_id.v),
			.paper = url_with(a, url_path("/samtal/papper"), "tillfalle",
				id_text(a, rows[i].id.v)),
		};
	list->rows = out;
	return OK;
}

/* What can be taken back; a card that was locked since is not told of. */
static enum err
load_last(struct page *page, struct last_talk *out)
{
	struct arena *a = page->ctx.arena;
	struct last_form last = last_form_of(page->ctx.vault, a);
	struct sql_screening_card card;
	enum err e;

	if (!last.may_undo || last.face != FACE_TOGETHER)
		return OK;
	out->who = str_of(tr(page->ctx.lang, N_("deltagaren")));
	if (last.handle.card.v != 0) {
		e = card_load(page->db, page->ctx.scope, a, last.handle.card, &card);
		if (e != OK)
			return e == ERR_NOT_FOUND ? OK : e;
		out->who = card.code;
	}
	out->is_there = true;
	out->end = last.handle.outcome;
	return OK;
}

/* The same as the line about the last talk says, with fewer words. */
static bool
is_of_last(struct str code)
{
	return str_eq(code, STR("avstod")) || str_eq(code, STR("inte-nu"))
		|| str_eq(code, STR("avslutat"));
}

static enum err
show_due_list(struct page *page)
{
	struct due_list list = { .status = status_text(query_value(&page->ctx, "m")) };
	int64_t intervention = query_int(&page->ctx, "insats", 0);
	struct arena *a = page->ctx.arena;

	page->title = str_of(tr(page->ctx.lang, N_("Samtal")));
	TRY(load_last(page, &list.last));
	if (list.last.is_there && is_of_last(query_value(&page->ctx, "m")))
		list.status = NULL;
	TRY(load_teams(page, intervention, &list));
	TRY(screening_due_count(page->db, page->ctx.scope, a, date_month(page->ctx.today),
		(intervention_id){ intervention }, &list.total));
	list.pager = pager_of(&page->ctx, (size_t)list.total, list_url(a, intervention));
	TRY(load_rows(page, intervention, &list));
	list.may_overview = scope_may(page->ctx.scope, PERM_TEAM_OVERVIEW);
	list.may_guide = scope_may(page->ctx.scope, PERM_GUIDANCE);
	html_due_list(&page->html, page, &list);
	return OK;
}

static const struct route routes[] = {
	GET("/samtal", PERM_ASK, AUDIT_READ("due.list"), show_due_list),
	POST("/samtal/sok", PERM_ASK, &find_form, card_find, .show = show_due_list),

	POST("/samtal/angra", PERM_ASK, NULL, talk_undo),

	GET("/samtal/papper", PERM_ASK, AUDIT_READ("due"), paper_show),
	POST("/samtal/papper", PERM_ASK, &asking_form, paper_save, .show = paper_show,
		.prepare = asking_prepare),
	POST("/samtal/papper/angra", PERM_ASK, NULL, paper_undo),

	GET("/samtal/nytt/:id", PERM_ASK, AUDIT_READ("card"), gate_show),
	GET("/samtal/nytt", PERM_ASK, AUDIT_NONE("a counts-only form has no participant"),
		gate_show),
	POST("/samtal/nytt", PERM_ASK, &asking_form, gate_pass, .show = gate_show,
		.prepare = asking_prepare),
	GET("/samtal/fragor", PERM_ASK,
		AUDIT_NONE("the questions, and who answers is not said"), questions_show),
	POST("/samtal/fragor", PERM_ASK, &asking_form, questions_save, .show = questions_show,
		.prepare = asking_prepare),
	GET("/samtal/slut", PERM_ASK, AUDIT_NONE("a constant page"), talk_end_show),
	POST("/samtal/dold", PERM_ASK, &asking_form, talk_hide, .show = talk_hidden_show,
		.prepare = talk_hide_keep, .locks = true),
	/* Behind the lock stands whoever hid or left, also without a place or a role any more. */
	GET("/samtal/dold", PERM_LOGGED_IN, AUDIT_NONE("a constant page"), talk_hidden_show,
		.gates = GATE_PIN),
	POST("/samtal/dold/fortsatt", PERM_LOGGED_IN, &pin_form, talk_continue,
		.show = talk_hidden_show, .prepare = talk_continue_check, .gates = GATE_PIN),

	GET("/samtal/egna-ord", PERM_ASK, AUDIT_NONE("one's own notes about asking"),
		own_words_show),
	POST("/samtal/egna-ord", PERM_ASK, &words_form, own_words_save,
		.show = own_words_show),

	/* Practising: with a participant who is not there, and nothing that stands. */
	GET("/ovning/samtal/nytt", PERM_ASK, AUDIT_NONE("nobody is there"), gate_show,
		.is_practice = true),
	POST("/ovning/samtal/nytt", PERM_ASK, &asking_form, gate_pass, .show = gate_show,
		.prepare = asking_prepare, .is_practice = true),
	GET("/ovning/samtal/fragor", PERM_ASK, AUDIT_NONE("nobody is there"), questions_show,
		.is_practice = true),
	POST("/ovning/samtal/fragor", PERM_ASK, &asking_form, questions_save,
		.show = questions_show, .prepare = asking_prepare, .is_practice = true),
	GET("/ovning/samtal/slut", PERM_ASK, AUDIT_NONE("a constant page"), talk_end_show,
		.is_practice = true),
	POST("/ovning/samtal/dold", PERM_ASK, &asking_form, talk_hide, .show = talk_hidden_show,
		.prepare = talk_hide_keep, .is_practice = true),
	GET("/ovning/samtal/dold", PERM_ASK, AUDIT_NONE("a constant page"), talk_hidden_show,
		.is_practice = true),
	POST("/ovning/samtal/dold/fortsatt", PERM_ASK, &pin_form, talk_continue,
		.show = talk_hidden_show, .prepare = talk_continue_check, .is_practice = true),

	GET("/samtal/kort/nytt", PERM_CARD_CREATE, AUDIT_NONE("an empty form"), card_new_show),
	POST("/samtal/kort/nytt", PERM_CARD_CREATE, &card_form, card_new_save,
		.show = card_new_show),
	GET("/samtal/kort/:id", PERM_ASK, AUDIT_READ("card"), card_show),

	GET("/samtal/kort/:id/las", PERM_ASK, AUDIT_READ("card.lock_shown"), lock_show,
		.about = &lockable_cards),
	POST("/samtal/kort/:id/las", PERM_ASK, &lock_form, lock_save, .show = lock_show,
		.about = &lockable_cards),
	POST("/samtal/kort/:id/nyckel", PERM_ASK, &key_form, lock_key_save, .show = lock_show,
		.about = &lockable_cards),
	POST("/samtal/kort/:id/upplasning", PERM_ASK, NULL, lock_off_save,
		.about = &lockable_cards),
	POST("/samtal/kort/:id/flytt", PERM_TEAM_OVERVIEW, &move_form, lock_move_save,
		.show = lock_show, .about = &lockable_cards),
	GET("/samtal/oppning", PERM_ASK, AUDIT_NONE("an empty form"), lock_opening_show,
		.about = &lockable_cards),
	POST("/samtal/oppning", PERM_ASK, &opening_form, lock_opening_save,
		.show = lock_opening_show, .about = &lockable_cards),
	GET("/samtal/oppningar", PERM_TEAM_OVERVIEW, AUDIT_READ("card.openings"),
		lock_openings_show, .about = &lockable_cards),
	POST("/samtal/oppningar/:id", PERM_TEAM_OVERVIEW, NULL, lock_opening_seen,
		.about = &lockable_cards),

	GET("/samtal/ej-tillfragade", PERM_TEAM_OVERVIEW, AUDIT_READ("due.not_asked"),
		not_asked_show),
	GET("/samtal/underlag", PERM_TEAM_OVERVIEW, AUDIT_NONE("numbers of a team, no persons"),
		denominators_show),
	POST("/samtal/underlag", PERM_TEAM_OVERVIEW, &denominator_form, denominators_save,
		.show = denominators_show),
};

const struct room screening_room = { "screening", routes, sizeof(routes) / sizeof(routes[0]) };
