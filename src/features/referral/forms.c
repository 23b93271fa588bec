/* The fields of the room's forms. */
#include "features/referral/forms.h"

#define AT(type, member) .offset = offsetof(struct type, member)
#define OF(table, count) .choices = (table), .n_choices = (count)

static const struct field offer_fields[] = {
	{ .name = "tjanst",
		.label = N_("Verksamhet"),
		.kind = FIELD_ID,
		.is_required = true,
		AT(offer_input, service) },
	{ .name = "spar",
		.label = N_("För vem"),
		.kind = FIELD_CHOICE,
		.is_required = true,
		AT(offer_input, track),
		OF(referral_track_choices, REFERRAL_TRACK_CHOICES) },
	{ .name = "satt",
		.label = N_("Hur det gjordes"),
		.kind = FIELD_CHOICE,
		.is_required = true,
		AT(offer_input, mode),
		OF(referral_mode_choices, REFERRAL_MODE_CHOICES) },
	{ .name = "grund",
		.label = N_("På vilken grund verksamheten fick veta något"),
		.kind = FIELD_CHOICE,
		.is_required = true,
		AT(offer_input, ground),
		OF(referral_ground_choices, REFERRAL_GROUND_CHOICES) },
	{ .name = "omfattning",
		.label = N_("Samtycket gäller"),
		.hint = N_(
			"Fyll i när grunden är samtycke. Det kan tas tillbaka när som helst."),
		.kind = FIELD_SELECT,
		AT(offer_input, consent_scope),
		OF(referral_consent_choices, REFERRAL_CONSENT_CHOICES) },
	{ .name = "samtycke_till",
		.label = N_("Samtycket gäller till och med"),
		.kind = FIELD_DATE,
		AT(offer_input, consent_until) },
	{ .name = "uppfoljning",
		.label = N_("Följ upp den"),
		.kind = FIELD_DATE,
		.is_required = true,
		AT(offer_input, followup_on) },
	{ .name = "traffar",
		.label = N_("Antal planerade träffar"),
		.kind = FIELD_INT,
		.min = 0,
		.max = 200,
		AT(offer_input, sessions_planned) },
	{ .name = "team", .label = N_("Team"), .kind = FIELD_ID, AT(offer_input, team) },
	{ .name = "lapp", .label = "", .kind = FIELD_HIDDEN, AT(offer_input, slip_code) },
};

const struct form referral_offer_form = FORM("offer", struct offer_input, offer_fields);

static const struct field choose_fields[] = {
	{ .name = "tjanst", .label = N_("Verksamhet"), .kind = FIELD_ID, .is_required = true,
		AT(choose_input, service) },
	{ .name = "spar", .label = N_("För vem"), .kind = FIELD_CHOICE, .is_required = true,
		AT(choose_input, track), OF(referral_track_choices, REFERRAL_TRACK_CHOICES) },
};

const struct form referral_choose_form = FORM("choose", struct choose_input, choose_fields);

static const struct field step_fields[] = {
	{ .name = "fran", .label = N_("Läge"), .kind = FIELD_HIDDEN, .is_required = true,
		AT(step_input, from) },
	{ .name = "sedda", .label = N_("Träffar"), .kind = FIELD_HIDDEN, .is_required = true,
		AT(step_input, seen) },
	{ .name = "till", .label = N_("Nästa steg"), .kind = FIELD_SELECT, .is_required = true,
		AT(step_input, to), OF(referral_state_choices, REFERRAL_STATE_CHOICES) },
	{ .name = "orsak", .label = N_("Orsak"), .kind = FIELD_ID, AT(step_input, reason) },
	{ .name = "ord", .label = N_("Vem berättade?"), .kind = FIELD_ID,
		AT(step_input, word) },
	{ .name = "tid", .label = N_("Tid till första kontakten"), .kind = FIELD_SELECT,
		AT(step_input, contact_delay),
		OF(referral_delay_choices, REFERRAL_DELAY_CHOICES) },
	{ .name = "uppfoljning", .label = N_("Följ upp nästa gång den"), .kind = FIELD_DATE,
		AT(step_input, followup_on) },
};

const struct form referral_step_form = FORM("step", struct step_input, step_fields);
