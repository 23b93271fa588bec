/* Cards, the team lead's overview, and the typed numbers of counts-only interventions. */
#include "features/screening/asking.h"

#include "features/screening/card_code.h"
#include "features/screening/card_lock.h"
#include "features/screening/screening.html.h"

enum { QUARTERS_OFFERED = 6 };

/* ---- cards ---- */

enum err
card_new_show(struct page *page)
{
	struct card_new_page card = { 0 };
	struct sql_screening_teams *teams;
	struct form_option *options;
	struct str code;
	size_t n, i;

	page->title = str_of(tr(page->ctx.lang, N_("Nytt kort")));
	TRY(sql_screening_teams(page->db, page->ctx.scope, page->ctx.arena,
		scope_team(page->ctx.scope), &teams, &n));
	options = ARENA_ARRAY(page->ctx.arena, struct form_option, n + 1);
	if (!options)
		return ERR_LIMIT;
	for (i = 0; i < n; i++)
		if (teams[i].uses_cards && month_is_set(teams[i].closed_month))
			card.closed = teams[i].closed_month;
		else if (teams[i].uses_cards)
			options[card.n_teams++] = (struct form_option){ teams[i].team_id.v,
				arena_printf(page->ctx.arena, "%.*s, %.*s",
					STR_ARG(teams[i].intervention_name),
					STR_ARG(teams[i].team_name)), true };
	card.teams = options;
	card.month = month_text(page->ctx.arena, date_month(page->ctx.today));
	TRY(screening_draw_code(page->db, page->ctx.scope, page->ctx.arena, &code));
	card.code = card_code_sealed(page->ctx.arena, code);
	html_card_new(&page->html, page, &card);
	return OK;
}

/* The form was sent twice: the card that it made.  Or its code is taken: once more, with another. */
static enum err
card_is_there(struct action *act, struct str code)
{
	card_id id;
	enum err e = screening_find_card(act->db, act->ctx.scope, act->ctx.arena, code, &id);

	if (e == ERR_NOT_FOUND) {
		form_error(act->state, -1, N_("Koden hann bli upptagen. Skapa kortet igen."));
		act->state->raw[CARD_CODE] = STR_NULL;
		return ERR_INVALID;
	}
	TRY(e);
	return see_other(act, url_with(act->ctx.arena,
		url_id(act->ctx.arena, "/samtal/kort/%lld", id.v), "m", STR("fanns")));
}

enum err
card_new_save(struct action *act)
{
	const struct card_input *in = act->form;
	struct card_new new = {
		.team = { in->team },
		.sex = (enum sex)in->sex,
		.age_band = (enum age_band)in->age_band,
		.start_month = in->start_month,
	};
	struct card_made made;
	enum err e;

	if (in->start_month.m > date_month(act->ctx.today).m + 12) {
		form_error(act->state, CARD_START, N_("Månaden ligger för långt fram."));
		return ERR_INVALID;
	}
	if (card_code_unseal(act->ctx.arena, in->code, &new.code) != OK) {
		form_error(act->state, -1,
			N_("Formuläret saknar sin nyckel. Öppna sidan på nytt."));
		return ERR_INVALID;
	}
	e = screening_create_card(act->tx, act->ctx.scope, act->ctx.arena, &new, &made);
	if (e == ERR_CONFLICT)
		return card_is_there(act, new.code);
	if (e == ERR_INVALID)
		form_error(act->state, CARD_TEAM, N_("Teamet använder inte kort, eller är "
			"stängt."));
	TRY(e);
	return see_other(act, url_with(act->ctx.arena,
		url_id(act->ctx.arena, "/samtal/kort/%lld", made.card.v), "m", STR("nytt")));
}

static enum err
load_occasions(struct page *page, card_id id, struct card_page *card)
{
	struct sql_screening_occasions_of_card *rows;
	struct card_occasion *out;
	size_t i;

	TRY(sql_screening_occasions_of_card(page->db, page->ctx.scope, page->ctx.arena, id,
		&rows, &card->n));
	out = ARENA_ARRAY(page->ctx.arena, struct card_occasion, card->n + 1);
	if (!out)
		return ERR_LIMIT;
	for (i = 0; i < card->n; i++)
		out[i] = (struct card_occasion){ rows[i].asked_month, rows[i].face,
			rows[i].outcome, rows[i].reason };
	card->occasions = out;
	return OK;
}

static enum err
load_open_due(struct page *page, card_id id, struct card_page *card)
{
	struct sql_screening_due_of_card open;
	struct sql_screening_due due;
	struct arena *a = page->ctx.arena;
	enum err e;

	e = sql_screening_due_of_card(page->db, page->ctx.scope, a, id, &open);
	if (e == ERR_NOT_FOUND || month_is_set(card->closed_month))
		return OK;
	TRY(e);
	TRY(due_load(page->db, page->ctx.scope, a, open.id, &due));
	card->due_month = due.ask_month;
	card->talk = url_id(a, "/samtal/nytt/%lld", id.v);
	card->paper = url_with(a, url_path("/samtal/papper"), "tillfalle",
		id_text(a, open.id.v));
	return OK;
}

enum err
card_show(struct page *page)
{
	struct card_page card = { .is_new = str_eq(query_value(&page->ctx, "m"), STR("nytt")),
		.status = status_text(query_value(&page->ctx, "m")) };
	card_id id = { page->ctx.at.id };
	struct sql_screening_card row;
	struct lock lock;

	page->title = str_of(tr(page->ctx.lang, N_("Kort")));
	TRY(card_load(page->db, page->ctx.scope, page->ctx.arena, id, &row));
	TRY(lock_load(page->db, page->ctx.scope, page->ctx.arena, &lockable_cards, id.v,
		&lock));
	card.code = row.code;
	card.team_name = row.team_name;
	card.intervention_name = row.intervention_name;
	card.sex = row.sex;
	card.age_band = row.age_band;
	card.start_month = row.start_month;
	card.closed_month = row.closed_month;
	card.is_locked = lock.is_locked;
	card.has_key = lock.has_key;
	card.lock = url_id(page->ctx.arena, "/samtal/kort/%lld/las", id.v);
	TRY(load_open_due(page, id, &card));
	TRY(load_occasions(page, id, &card));
	html_card(&page->html, &card);
	return OK;
}

enum err
card_find(struct action *act)
{
	const struct find_input *in = act->form;
	card_id id;
	enum err e;

	e = screening_find_card(act->db, act->ctx.scope, act->ctx.arena, in->code, &id);
	if (e != OK)
		return lock_code_not_found(act, &lockable_cards, FIND_CODE, e);
	TRY(audit_append(act->tx, act->ctx.scope, &(struct audit_event){
		.verb = AUDIT_VERB_READ, .kind = "card.search", .subject = id.v }));
	return see_other(act, url_id(act->ctx.arena, "/samtal/kort/%lld", id.v));
}

/* ---- the team lead ---- */

/* The last month of the quarter that a month lies in. */
static struct month
quarter_end(struct month m)
{
	return month_of(month_year(m), (month_number(m) - 1) / 3 * 3 + 3);
}

enum err
screening_not_asked_count(struct db *db, const struct scope *scope, struct arena *a,
	struct month now, int64_t *n)
{
	struct lock_viewer viewer = card_viewer(scope, a);
	struct sql_screening_not_asked_count_in in = { .until_month = quarter_end(now),
		.team_id = scope_team(scope), .who = viewer.who, .now = viewer.now };
	struct sql_screening_not_asked_count row;

	TRY(sql_screening_not_asked_count(db, scope, a, &in, &row));
	*n = row.n;
	return OK;
}

enum err
not_asked_show(struct page *page)
{
	struct not_asked_page list = { .until = quarter_end(date_month(page->ctx.today)) };
	struct lock_viewer viewer = card_viewer(page->ctx.scope, page->ctx.arena);
	struct sql_screening_not_asked_in in;
	struct sql_screening_not_asked *rows;
	struct not_asked_row *out;
	struct asking_teams teams;
	size_t i;

	page->title = str_of(tr(page->ctx.lang, N_("Inte tillfrågade")));
	TRY(asking_teams_read(page->db, page->ctx.scope, page->ctx.arena, &teams));
	list.has_cards = teams.has_cards;
	in = (struct sql_screening_not_asked_in){ .until_month = list.until,
		.team_id = scope_team(page->ctx.scope), .who = viewer.who, .now = viewer.now };
	TRY(sql_screening_not_asked(page->db, page->ctx.scope, page->ctx.arena, &in, &rows,
		&list.n_all));
	list.pager = pager_of(&page->ctx, list.n_all, url_path("/samtal/ej-tillfragade"));
	list.n = list.pager.n;
	if (list.n > 0)
		rows += list.pager.first;
	out = ARENA_ARRAY(page->ctx.arena, struct not_asked_row, list.n + 1);
	if (!out)
		return ERR_LIMIT;
	for (i = 0; i < list.n; i++)
		out[i] = (struct not_asked_row){
			.code = rows[i].code,
			.team_name = rows[i].team_name,
			.sex = rows[i].sex,
			.age_band = rows[i].age_band,
			.last_reason = rows[i].last_reason,
			.due_month = rows[i].due_month,
			.url = url_id(page->ctx.arena, "/samtal/kort/%lld", rows[i].card_id.v),
		};
	list.rows = out;
	html_not_asked(&page->html, &list);
	return OK;
}

static struct str
quarter_text(struct request_context *ctx, int64_t quarter)
{
	struct month first = month_of((int)(quarter / 4), (int)(quarter % 4) * 3 + 1);

	return lang_months(ctx->arena, ctx->lang, first, month_add(first, 2));
}

/* The interventions without cards among the teams, each once. */
static enum err
counting_interventions(struct page *page, struct denominator_page *d)
{
	struct sql_screening_teams *teams;
	struct form_option *options;
	size_t n, i, k;

	TRY(sql_screening_teams(page->db, page->ctx.scope, page->ctx.arena,
		scope_team(page->ctx.scope), &teams, &n));
	options = ARENA_ARRAY(page->ctx.arena, struct form_option, n + 1);
	if (!options)
		return ERR_LIMIT;
	for (i = 0; i < n; i++) {
		for (k = 0; k < d->n_interventions; k++)
			if (options[k].id == teams[i].intervention_id.v)
				break;
		if (!teams[i].uses_cards && k == d->n_interventions)
			options[d->n_interventions++] = (struct form_option){
				teams[i].intervention_id.v, teams[i].intervention_name, true };
	}
	d->interventions = options;
	return OK;
}

/* Whoever leads one team types for its intervention, not for that of the next team. */
static enum err
check_counting(struct db *db, const struct scope *scope, struct arena *a, int64_t intervention)
{
	struct sql_screening_teams *teams;
	size_t n, i;

	TRY(sql_screening_teams(db, scope, a, scope_team(scope), &teams, &n));
	for (i = 0; i < n; i++)
		if (!teams[i].uses_cards && teams[i].intervention_id.v == intervention)
			return OK;
	return ERR_NOT_FOUND;
}

static enum err
load_typed(struct page *page, struct denominator_page *d)
{
	struct sql_screening_denominators *rows;
	struct denominator_row *out;
	int64_t quarter = -1;
	size_t n, i;

	TRY(sql_screening_denominators(page->db, page->ctx.scope, page->ctx.arena,
		(intervention_id){ d->intervention }, &rows, &n));
	out = ARENA_ARRAY(page->ctx.arena, struct denominator_row, n + 1);
	if (!out)
		return ERR_LIMIT;
	for (i = 0; i < n; i++) {
		if (rows[i].quarter != quarter) {
			quarter = rows[i].quarter;
			out[d->n_rows++] = (struct denominator_row){
				quarter_text(&page->ctx, quarter), { -1, -1, -1, -1 } };
		}
		out[d->n_rows - 1].n[rows[i].sex] = rows[i].n;
	}
	d->rows = out;
	return OK;
}

enum err
denominators_show(struct page *page)
{
	struct denominator_page d = { .status = status_text(query_value(&page->ctx, "m")) };
	struct form_option *quarters;
	size_t i;

	page->title = str_of(tr(page->ctx.lang, N_("Antal att fråga")));
	TRY(counting_interventions(page, &d));
	quarters = ARENA_ARRAY(page->ctx.arena, struct form_option, QUARTERS_OFFERED);
	if (!quarters)
		return ERR_LIMIT;
	d.quarter = month_quarter(date_month(page->ctx.today));
	for (i = 0; i < QUARTERS_OFFERED; i++)
		quarters[i] = (struct form_option){ d.quarter - (int64_t)i,
			quarter_text(&page->ctx, d.quarter - (int64_t)i), false };
	d.quarters = quarters;
	d.n_quarters = QUARTERS_OFFERED;
	d.intervention = query_int(&page->ctx, "insats",
		d.n_interventions > 0 ? d.interventions[0].id : 0);
	if (d.intervention != 0)
		TRY(check_counting(page->db, page->ctx.scope, page->ctx.arena, d.intervention));
	TRY(load_typed(page, &d));
	html_denominators(&page->html, page, &d);
	return OK;
}

enum err
denominators_save(struct action *act)
{
	const struct denominator_input *in = act->form;
	const int64_t n[] = { [SEX_WOMAN] = in->women, [SEX_MAN] = in->men,
		[SEX_OTHER] = in->others };
	struct url back = url_path("/samtal/underlag");
	int sex;

	TRY(check_counting(act->db, act->ctx.scope, act->ctx.arena, in->intervention));
	for (sex = SEX_WOMAN; sex <= SEX_OTHER; sex++)
		TRY(screening_set_denominator(act->tx, act->ctx.scope,
			(intervention_id){ in->intervention }, in->quarter, (enum sex)sex,
			n[sex]));
	back = url_with(act->ctx.arena, back, "insats",
		id_text(act->ctx.arena, in->intervention));
	return see_other(act, url_with(act->ctx.arena, back, "m", STR("sparat")));
}
