/* The pages of referrals: the open ones, a new one, one and its next step. */
#include "core/auth/vault.h"
#include "features/guidance/guidance.h"
#include "features/referral/lock.h"
#include "features/referral/pages.h"
#include "features/referral/referral.html.h"
#include "features/referral/referral.sql.h"
#include "features/referral/templates.h"

enum { FOLLOWUP_DAYS = 14, PROPOSALS_SHOWN = 6 };
#define CHOSEN "vald"

static const struct status statuses[] = {
	{ "angrat", N_("Steget är taget tillbaka, som om det inte hade tagits.") },
	{ "for-sent",
		N_("Det går inte att ångra längre: något har hänt efteråt, eller någon annan "
		   "tog steget.") },
	{ "last", N_("Lotsningen är låst, och du ser den inte längre.") },
	{ "upplast", N_("Lotsningen är upplåst för hela teamet.") },
};

struct url
url_referral(struct arena *a, referral_id id)
{
	return url_id(a, "/lotsningar/%lld", id.v);
}

/* Never with the track: what somebody is in stands in no address (ux.md S7); `choose` below. */
struct url
url_referral_new(struct arena *a, service_id service)
{
	return url_with(a, url_path("/lotsningar/ny"), "tjanst",
		arena_printf(a, "%lld", (long long)service.v));
}

/* When the scope's own team was closed; {0} for an open one, and for somebody of the whole place. */
static enum err
own_end(struct db *db, const struct request_context *ctx, struct month *out)
{
	struct sql_referral_teams *teams;
	size_t n;

	*out = (struct month){ 0 };
	if (scope_team(ctx->scope).v == 0)
		return OK;
	TRY(sql_referral_teams(db, ctx->scope, ctx->arena, scope_team(ctx->scope), &teams, &n));
	if (n == 1)
		*out = teams[0].closed_month;
	return OK;
}

static enum err
show_list(struct page *page)
{
	struct request_context *ctx = &page->ctx;
	struct referral *rows;
	size_t n_rows;
	struct referral_list list = { .today = ctx->today,
		.may_give_up = scope_may(ctx->scope, PERM_REFERRAL_GIVE_UP),
		.may_guide = scope_may(ctx->scope, PERM_GUIDANCE),
		.status = STATUS_OF(statuses, ctx) };
	size_t i, n_long_overdue = 0;

	TRY(own_end(page->db, ctx, &list.closed));
	TRY(referral_list_open(page->db, ctx->scope, ctx->arena, &rows, &n_rows));
	list.pager = pager_of(ctx, n_rows, url_path("/lotsningar"));
	list.rows = list.pager.n > 0 ? rows + list.pager.first : rows;
	list.n = list.pager.n;
	for (i = 0; i < list.n; i++)
		n_long_overdue += referral_is_long_overdue(&list.rows[i], ctx->today);
	page->title = str_of(tr(ctx->lang, N_("Lotsningar")));
	html_referral_list(&page->html, &list, n_long_overdue);
	return OK;
}

/* ---- a new one ---- */

static const struct {
	enum referral_track referral;
	enum track catalogue;
} tracks[] = {
	{ REFERRAL_EXPOSED, TRACK_EXPOSED },
	{ REFERRAL_OWN_USE, TRACK_OWN_USE },
	{ REFERRAL_CHILD, TRACK_CHILD },
	{ REFERRAL_RELATIVE, TRACK_RELATIVE },
};
enum { N_TRACKS = 4 };

/* The municipality of the team, or "" for somebody of the whole place. */
static enum err
own_municipality(struct page *page, struct str *out)
{
	struct request_context *ctx = &page->ctx;
	struct sql_referral_teams *teams;
	size_t n;

	TRY(sql_referral_teams(
		page->db, ctx->scope, ctx->arena, scope_team(ctx->scope), &teams, &n));
	*out = n == 1 ? teams[0].municipality : STR_NULL;
	return OK;
}

/* The first services among the proposals: help lines are called, not referred to. */
static size_t
services_only(struct catalogue_proposal *rows, size_t n)
{
	size_t i, kept = 0;

	for (i = 0; i < n && kept < PROPOSALS_SHOWN; i++) {
		if (rows[i].service)
			rows[kept++] = rows[i];
	}
	return kept;
}

static enum err
show_choosing(struct page *page)
{
	struct request_context *ctx = &page->ctx;
	struct referral_choosing all = { .n = N_TRACKS, .is_empty = true };
	struct str municipality;
	size_t i;

	TRY(own_municipality(page, &municipality));
	for (i = 0; i < N_TRACKS; i++) {
		struct catalogue_need need = { .tracks = tracks[i].catalogue,
			.municipality = municipality };
		struct catalogue_proposal *rows;
		size_t n;

		TRY(catalogue_propose(
			page->db, ctx->scope, ctx->arena, &need, ctx->today, &rows, &n));
		all.groups[i] = (struct referral_group){ tracks[i].referral, rows,
			services_only(rows, n) };
		all.is_empty &= all.groups[i].n == 0;
	}
	html_referral_choose(&page->html, page, &all);
	return OK;
}

/*
 * A service chosen from one group of the list: its track waits in the drawer of what was looked up, in
 * no address (ux.md S7), and the address says only that one was chosen.
 */
static enum err
choose(struct action *act)
{
	const struct choose_input *in = act->form;
	struct arena *a = act->ctx.arena;
	struct url next = url_here(&act->ctx, url_referral_new(a, (service_id){ in->service }));
	char code = (char)in->track;

	TRY(vault_put(vault_looked_up(act->ctx.vault), (struct str){ &code, 1 }));
	return see_other(act, url_with(a, next, CHOSEN, STR("1")));
}

/* enum track of the catalogue; 0 when none was chosen, or it has been forgotten. */
static unsigned
chosen_track(const struct request_context *ctx)
{
	struct str code;
	size_t i;

	if (query_int(ctx, CHOSEN, 0) != 1)
		return 0;
	if (vault_get(vault_looked_up(ctx->vault), ctx->arena, &code) != OK || code.n != 1)
		return 0;
	for (i = 0; i < N_TRACKS; i++)
		if ((char)tracks[i].referral == code.p[0])
			return tracks[i].catalogue;
	return 0;
}

/* The only track that the service has, or has of those on the page that led here. */
static struct str
preset_track(const struct request_context *ctx, const struct catalogue_service *service)
{
	unsigned chosen = chosen_track(ctx);
	unsigned common =
		service->tracks & (chosen ? chosen : guidance_tracks(ctx->vault, ctx->arena));
	size_t i;

	for (i = 0; i < N_TRACKS; i++)
		if ((common ? common : service->tracks) == (unsigned)tracks[i].catalogue)
			return referral_track_code(tracks[i].referral);
	return STR_NULL;
}

/* Somebody of the whole place says for which team it is. */
static enum err
team_options(struct page *page, const struct form_option **out, size_t *n)
{
	struct request_context *ctx = &page->ctx;
	struct sql_referral_teams *teams;
	struct form_option *options;
	size_t i, n_teams;

	TRY(sql_referral_teams(
		page->db, ctx->scope, ctx->arena, scope_team(ctx->scope), &teams, &n_teams));
	options = ARENA_ARRAY(ctx->arena, struct form_option, n_teams + 1);
	if (!options)
		return ERR_LIMIT;
	*n = 0;
	for (i = 0; i < n_teams; i++)
		if (!month_is_set(teams[i].closed_month))
			options[(*n)++] = (struct form_option){ teams[i].team_id.v,
				teams[i].team_name, true };
	*out = options;
	*n = *n > 1 ? *n : 0;
	return OK;
}

static enum err
show_new(struct page *page)
{
	struct request_context *ctx = &page->ctx;
	struct referral_offering offer = { .today = ctx->today,
		.followup_on = date_add_days(ctx->today, FOLLOWUP_DAYS),
		.slip_code = referral_slip_code(ctx->arena) };
	service_id service = { query_int(ctx, "tjanst", 0) };
	struct month closed;

	page->title = str_of(tr(ctx->lang, N_("Ny lotsning")));
	TRY(own_end(page->db, ctx, &closed));
	if (month_is_set(closed)) {
		html_referral_not_here(&page->html, closed);
		return OK;
	}
	if (page->form && page->form->form == &referral_offer_form
		&& str_to_int(page->form->raw[OFFER_SERVICE], &service.v) != OK)
		service.v = 0;
	if (service.v == 0)
		return show_choosing(page);
	TRY(catalogue_service(page->db, ctx->scope, ctx->arena, service, &offer.service));
	TRY(team_options(page, &offer.teams, &offer.n_teams));
	offer.track = preset_track(ctx, &offer.service);
	html_referral_offer(&page->html, page, &offer);
	return OK;
}

/* ---- one and its next step ---- */

static bool
is_step_open(const struct request_context *ctx, const struct referral *r,
	const struct referral_transition *t)
{
	if (t->from != r->state || t->from == REFERRAL_NEW || month_is_set(r->closed_month))
		return false;
	if (t->needs_overdue && !referral_is_long_overdue(r, ctx->today))
		return false;
	return scope_may(ctx->scope, t->perm);
}

static enum err
show_one(struct page *page)
{
	struct request_context *ctx = &page->ctx;
	referral_id id = { ctx->at.id };
	struct referral_showing v = { .today = ctx->today,
		.status = page->form ? NULL : STATUS_OF(statuses, ctx) };
	struct referral_handle taken;
	struct month closed;
	size_t i;
	enum err e;

	TRY(referral_by_id(page->db, ctx->scope, ctx->arena, id, &v.referral));
	TRY(own_end(page->db, ctx, &closed));
	if (!page->form && str_eq(query_value(ctx, "m"), STR("sparat")))
		v.status = referral_done_text(&v.referral);
	v.may_undo = last_step_of(ctx, &v.referral, &taken);
	v.may_offer_another = referral_came_to_nothing(&v.referral) && !month_is_set(closed)
		&& scope_may(ctx->scope, PERM_REFERRAL_WRITE);
	e = catalogue_service(page->db, ctx->scope, ctx->arena, v.referral.service, &v.service);
	if (e != OK && e != ERR_NOT_FOUND)
		return e;
	for (i = 0; i < referral_n_transitions && v.n_steps < REFERRAL_STEPS_MAX; i++) {
		if (is_step_open(ctx, &v.referral, &referral_transitions[i]))
			v.steps[v.n_steps++] = &referral_transitions[i];
	}
	page->title = str_of(tr(ctx->lang, N_("Lotsning")));
	html_referral_show(&page->html, page, &v);
	return OK;
}

static void
fill_options(const struct request_context *ctx, struct referral_stepping *v)
{
	const struct choice *c;
	size_t i;

	for (i = 0; v->step->needs_reason && i < REFERRAL_REASON_CHOICES; i++) {
		c = &referral_reason_choices[i];
		if (referral_reason_fits(v->step->to, (enum referral_reason)c->value))
			v->reasons[v->n_reasons++] = (struct form_option){ c->value,
				str_of(tr(ctx->lang, c->label)), false };
	}
	for (i = 0; v->step->needs_word && i < REFERRAL_WORD_CHOICES; i++) {
		c = &referral_word_choices[i];
		if (referral_word_is_good(
			    &v->referral, (enum referral_word)c->value, ctx->today))
			v->words[v->n_words++] = (struct form_option){ c->value,
				str_of(tr(ctx->lang, c->label)), false };
	}
}

/* A step that is no longer there (somebody was first) leads to the referral as it stands. */
static enum err
show_step(struct page *page)
{
	struct request_context *ctx = &page->ctx;
	referral_id id = { ctx->at.id };
	struct referral_stepping v = { .followup_on =
					       date_add_days(ctx->today, FOLLOWUP_DAYS) };
	struct str to = page->form ? page->form->raw[STEP_TO] : query_value(ctx, "till");
	const struct choice *choice =
		choice_by_code(referral_state_choices, REFERRAL_STATE_CHOICES, to);

	TRY(referral_by_id(page->db, ctx->scope, ctx->arena, id, &v.referral));
	if (choice)
		v.step = referral_transition_of(
			v.referral.state, (enum referral_state)choice->value);
	if (!v.step || !is_step_open(ctx, &v.referral, v.step))
		return show_one(page);
	fill_options(ctx, &v);
	page->title = str_of(tr(ctx->lang, N_("Lotsning")));
	html_referral_step(&page->html, page, &v);
	return OK;
}

static void
explain_step(struct action *act, const struct step_input *input,
	const struct referral_transition *t)
{
	if (!t) {
		form_error(act->state, -1, N_("Det steget finns inte härifrån."));
		return;
	}
	if (t->needs_reason
		&& !referral_reason_fits(t->to, (enum referral_reason)input->reason))
		form_error(act->state, STEP_REASON, N_("Välj en orsak."));
	if (t->needs_word && input->word != WORD_PARTICIPANT)
		form_error(act->state, STEP_WORD,
			N_("Välj vem som berättade. Verksamheten får bara berätta med samtycke."));
	if (!t->is_end && date_is_set(input->followup_on))
		form_error(
			act->state, STEP_FOLLOWUP, N_("Dagen ska ligga framåt, högst ett år."));
	if (!form_has_errors(act->state))
		form_error(act->state, -1, N_("Steget går inte att ta nu."));
}

static enum err
step(struct action *act)
{
	const struct step_input *input = act->form;
	const struct choice *from =
		choice_by_code(referral_state_choices, REFERRAL_STATE_CHOICES, input->from);
	referral_id id = { act->ctx.at.id };
	struct referral_step one = { .to = (enum referral_state)input->to,
		.reason = (enum referral_reason)input->reason,
		.word = (enum referral_word)input->word,
		.contact_delay = (enum contact_delay)input->contact_delay,
		.followup_on = input->followup_on };
	struct referral_handle taken;
	enum err e;

	if (!from || str_to_int(input->seen, &one.sessions_seen) != OK) {
		form_error(act->state, -1, N_("Ladda om sidan och försök igen."));
		return ERR_INVALID;
	}
	one.from = (enum referral_state)from->value;
	e = referral_move(act->tx, act->ctx.scope, act->ctx.arena, id, &one, act->ctx.today,
		&taken);
	if (e == ERR_INVALID)
		explain_step(act, input, referral_transition_of(one.from, one.to));
	TRY(e);
	TRY(last_step_keep(act->ctx.vault, &taken));
	return see_other(act,
		url_with(act->ctx.arena, url_referral(act->ctx.arena, id), "m", STR("sparat")));
}

static const struct route routes[] = {
	GET("/lotsningar", PERM_REFERRAL_READ, AUDIT_READ("referral.list"), show_list),
	POST("/lotsningar", PERM_REFERRAL_WRITE, &referral_offer_form, offer_make,
		.show = show_new),
	GET("/lotsningar/ny", PERM_REFERRAL_WRITE, AUDIT_NONE("shows services, no referral"),
		show_new),
	POST("/lotsningar/ny", PERM_REFERRAL_WRITE, &referral_choose_form, choose,
		.show = show_new),
	POST("/ovning/lotsningar/ny", PERM_REFERRAL_WRITE, &referral_choose_form, choose,
		.show = show_new, .is_practice = true),
	GET("/ovning/lotsningar/ny", PERM_REFERRAL_WRITE, AUDIT_NONE("shows services"),
		show_new, .is_practice = true),
	POST("/ovning/lotsningar", PERM_REFERRAL_WRITE, &referral_offer_form, offer_make,
		.show = show_new, .is_practice = true),
	GET("/lotsningar/oppning", PERM_REFERRAL_READ, AUDIT_NONE("an empty form"),
		lock_opening_show, .about = &lockable_referrals),
	POST("/lotsningar/oppning", PERM_REFERRAL_READ, &opening_form, lock_opening_save,
		.show = lock_opening_show, .about = &lockable_referrals),
	GET("/lotsningar/oppningar", PERM_TEAM_OVERVIEW, AUDIT_READ("referral.openings"),
		lock_openings_show, .about = &lockable_referrals),
	POST("/lotsningar/oppningar/:id", PERM_TEAM_OVERVIEW, NULL, lock_opening_seen,
		.about = &lockable_referrals),
	GET("/lotsningar/:id/las", PERM_REFERRAL_READ, AUDIT_READ("referral.lock_shown"),
		lock_show, .about = &lockable_referrals),
	POST("/lotsningar/:id/las", PERM_REFERRAL_WRITE, &lock_form, lock_save,
		.show = lock_show, .about = &lockable_referrals),
	POST("/lotsningar/:id/nyckel", PERM_REFERRAL_WRITE, &key_form, lock_key_save,
		.show = lock_show, .about = &lockable_referrals),
	POST("/lotsningar/:id/flytt", PERM_TEAM_OVERVIEW, &move_form, lock_move_save,
		.show = lock_show, .about = &lockable_referrals),
	POST("/lotsningar/:id/upplasning", PERM_REFERRAL_WRITE, NULL, lock_off_save,
		.about = &lockable_referrals),
	GET("/lotsningar/:id", PERM_REFERRAL_READ, AUDIT_READ("referral.show"), show_one),
	GET("/lotsningar/:id/steg", PERM_REFERRAL_WRITE, AUDIT_READ("referral.show"),
		show_step),
	POST("/lotsningar/:id/steg", PERM_REFERRAL_WRITE, &referral_step_form, step,
		.show = show_step),
	POST("/lotsningar/:id/angra", PERM_REFERRAL_WRITE, NULL, step_undo),
	GET("/lotsningar/:id/lapp", PERM_REFERRAL_READ, AUDIT_READ("referral.slip"), slip_show),
};

const struct room referral_room = { .name = "referral",
	.routes = routes,
	.n_routes = sizeof(routes) / sizeof(routes[0]) };
