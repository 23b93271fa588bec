/* Making a referral: what the form may say, and in whose words it is refused. */
#include "features/referral/pages.h"
#include "features/referral/referral.html.h"
#include "features/referral/referral.sql.h"
#include "features/referral/templates.h"

/* Says which field a rule found wrong; the rules themselves stand in referral.c. */
static void
explain_offer(struct action *act, const struct offer_input *input)
{
	struct date today = act->ctx.today;
	bool is_consent = input->ground == GROUND_CONSENT;

	if (input->followup_on.days <= today.days
		|| input->followup_on.days > today.days + 366)
		form_error(act->state, OFFER_FOLLOWUP,
			N_("Dagen ska ligga framåt, högst ett år."));
	if (is_consent && input->consent_scope == CONSENT_NONE)
		form_error(act->state, OFFER_SCOPE, N_("Ange vad samtycket gäller."));
	if (!is_consent && input->consent_scope != CONSENT_NONE)
		form_error(act->state, OFFER_GROUND,
			N_("Välj samtycke som grund, eller ta bort vad samtycket gäller."));
	if (is_consent && date_is_set(input->consent_until)
		&& input->consent_until.days < today.days)
		form_error(act->state, OFFER_UNTIL, N_("Samtycket har redan gått ut."));
	if (!is_consent && date_is_set(input->consent_until))
		form_error(act->state, OFFER_UNTIL, N_("Dagen hör till ett samtycke."));
}

/* Somebody of the whole place says for which of its open teams, unless there is but one. */
static enum err
check_team(struct action *act, const struct offer_input *input)
{
	struct sql_referral_teams *teams;
	size_t n, i, n_open = 0;

	if (input->team != 0 || scope_team(act->ctx.scope).v != 0)
		return OK;
	TRY(sql_referral_teams(act->db, act->ctx.scope, act->ctx.arena, (team_id){ 0 }, &teams,
		&n));
	for (i = 0; i < n; i++)
		n_open += !month_is_set(teams[i].closed_month);
	if (n_open == 1)
		return OK;
	form_error(act->state, OFFER_TEAM, N_("Välj team."));
	return ERR_INVALID;
}

/* One that has ended since the page was opened is offered no longer. */
static enum err
check_service(struct action *act, service_id id)
{
	struct catalogue_service service;

	TRY(catalogue_service(act->db, act->ctx.scope, act->ctx.arena, id, &service));
	if (!date_is_set(service.ended_on))
		return OK;
	form_error(act->state, -1, N_("Verksamheten har upphört. Välj en annan."));
	return ERR_INVALID;
}

enum err
offer_make(struct action *act)
{
	const struct offer_input *input = act->form;
	struct referral_new new = { .service = { input->service },
		.team = { input->team },
		.track = (enum referral_track)input->track,
		.mode = (enum referral_mode)input->mode,
		.ground = (enum referral_ground)input->ground,
		.consent_scope = (enum consent_scope)input->consent_scope,
		.consent_until = input->consent_until,
		.followup_on = input->followup_on,
		.sessions_planned = input->sessions_planned,
		.slip_code = input->slip_code };
	referral_id id;
	enum err e;

	TRY(check_team(act, input));
	TRY(check_service(act, new.service));
	e = referral_offer(act->tx, act->ctx.scope, act->ctx.arena, &new, act->ctx.today, &id);
	if (e == ERR_INVALID)
		explain_offer(act, input);
	TRY(e);
	if (act->ctx.is_practice)
		return see_other(act, url_path(PRACTICE_ROOT "/klart?m=lotsat"));
	return see_other(act,
		url_with(act->ctx.arena, url_referral(act->ctx.arena, id), "m", STR("sparat")));
}
