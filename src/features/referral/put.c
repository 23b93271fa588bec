/* Words of the room's pages. */
#include "features/referral/templates.h"

void
referral_put_label(struct html *h, const struct choice *choices, size_t n, int64_t value)
{
	const struct choice *choice = choice_of(choices, n, value);

	html_put_tr(h, choice ? choice->label : N_("okänt"));
}

const char *
referral_state_code(enum referral_state state)
{
	return choice_code(referral_state_choices, REFERRAL_STATE_CHOICES, state);
}

struct str
referral_track_code(enum referral_track track)
{
	return str_of(choice_code(referral_track_choices, REFERRAL_TRACK_CHOICES, track));
}

const char *
referral_step_text(const struct referral_transition *step)
{
	static const char *const texts[REFERRAL_STATE_COUNT] = {
		[REFERRAL_OFFERED] = N_("Erbjuden"),
		[REFERRAL_DECLINED] = N_("Deltagaren tackade nej"),
		[REFERRAL_ACCEPTED] = N_("Deltagaren tackade ja"),
		[REFERRAL_CONTACTED] = N_("Kontakt är tagen"),
		[REFERRAL_ARRIVED] = N_("Deltagaren har kommit fram"),
		[REFERRAL_ONGOING] = N_("En träff till"),
		[REFERRAL_COMPLETED] = N_("Stödet är genomfört"),
		[REFERRAL_ENDED_EARLY] = N_("Stödet avslutades i förtid"),
		[REFERRAL_NO_CAPACITY] = N_("Verksamheten kunde inte ta emot"),
		[REFERRAL_NOT_REACHED] = N_("Kontakt nåddes inte"),
		[REFERRAL_NOT_FOLLOWED_UP] = N_("Avsluta utan uppföljning"),
	};

	if (step->from == REFERRAL_ARRIVED && step->to == REFERRAL_ONGOING)
		return N_("Stödet har börjat");
	return texts[step->to];
}

const char *
referral_done_text(const struct referral *r)
{
	static const char *const texts[REFERRAL_STATE_COUNT] = {
		[REFERRAL_OFFERED] = N_("Lotsningen är erbjuden."),
		[REFERRAL_DECLINED] = N_("Tackade nej: lotsningen är avslutad."),
		[REFERRAL_ACCEPTED] = N_("Tackade ja."),
		[REFERRAL_CONTACTED] = N_("Kontakt tagen."),
		[REFERRAL_ARRIVED] = N_("Kommit fram."),
		[REFERRAL_ONGOING] = N_("En träff är noterad."),
		[REFERRAL_COMPLETED] = N_("Stödet är genomfört: lotsningen är avslutad."),
		[REFERRAL_ENDED_EARLY] =
			N_("Stödet slutade i förtid: lotsningen är avslutad."),
		[REFERRAL_NO_CAPACITY] =
			N_("Verksamheten kunde inte ta emot: lotsningen är avslutad."),
		[REFERRAL_NOT_REACHED] = N_("Kontakt nåddes inte: lotsningen är avslutad."),
		[REFERRAL_NOT_FOLLOWED_UP] = N_("Lotsningen är avslutad utan uppföljning."),
	};

	return texts[r->state];
}

bool
referral_came_to_nothing(const struct referral *r)
{
	return r->state == REFERRAL_DECLINED || r->state == REFERRAL_NO_CAPACITY
		|| r->state == REFERRAL_NOT_REACHED || r->state == REFERRAL_ENDED_EARLY;
}

bool
referral_step_is_plain(const struct referral_transition *step)
{
	return !step->needs_reason && !step->needs_word && step->to != REFERRAL_CONTACTED;
}

bool
referral_is_overdue(const struct referral *r, struct date today)
{
	return !month_is_set(r->closed_month) && r->followup_on.days < today.days;
}

bool
referral_is_long_overdue(const struct referral *r, struct date today)
{
	return !month_is_set(r->closed_month)
		&& r->followup_on.days + REFERRAL_OVERDUE_DAYS < today.days;
}
