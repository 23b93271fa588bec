/* The closed sets of a referral: codes for forms and files, labels for pages. */
#include "features/referral/referral.h"

const struct choice referral_state_choices[REFERRAL_STATE_CHOICES] = {
	{ REFERRAL_OFFERED, "offered", N_("erbjuden") },
	{ REFERRAL_DECLINED, "declined", N_("tackade nej") },
	{ REFERRAL_ACCEPTED, "accepted", N_("tackade ja") },
	{ REFERRAL_CONTACTED, "contacted", N_("kontakt tagen") },
	{ REFERRAL_ARRIVED, "arrived", N_("kommit fram") },
	{ REFERRAL_ONGOING, "ongoing", N_("stöd pågår") },
	{ REFERRAL_COMPLETED, "completed", N_("genomförd") },
	{ REFERRAL_ENDED_EARLY, "ended_early", N_("avslutad i förtid") },
	{ REFERRAL_NO_CAPACITY, "no_capacity", N_("verksamheten kunde inte ta emot") },
	{ REFERRAL_NOT_REACHED, "not_reached", N_("kontakt nåddes inte") },
	{ REFERRAL_NOT_FOLLOWED_UP, "not_followed_up", N_("inte uppföljd") },
};

const struct choice referral_track_choices[REFERRAL_TRACK_CHOICES] = {
	{ REFERRAL_EXPOSED, "exposed", N_("den som blivit utsatt") },
	{ REFERRAL_OWN_USE, "own_use", N_("den som utsätter andra") },
	{ REFERRAL_CHILD, "child", N_("barn, eller upplevt som barn") },
	{ REFERRAL_RELATIVE, "relative", N_("anhörig") },
};

const struct choice referral_mode_choices[REFERRAL_MODE_CHOICES] = {
	{ MODE_INFORMED, "informed", N_("gav information och lapp") },
	{ MODE_CALLED_TOGETHER, "called", N_("ringde tillsammans") },
	{ MODE_WENT_ALONG, "went_along", N_("följde med") },
	{ MODE_BOOKED, "booked", N_("bokade tid") },
	{ MODE_SECURE_CHANNEL, "secure_channel",
		N_("skickade genom huvudmannens säkra kanal") },
};

const struct choice referral_ground_choices[REFERRAL_GROUND_CHOICES] = {
	{ GROUND_CONSENT, "consent", N_("samtycke") },
	{ GROUND_NO_IDENTITY, "no_identity", N_("ingen identitet lämnad") },
	{ GROUND_DUTY_TO_REPORT, "duty", N_("anmälningsskyldighet") },
	{ GROUND_OTHER_LAW, "other_law", N_("annan lag") },
};

const struct choice referral_consent_choices[REFERRAL_CONSENT_CHOICES] = {
	{ CONSENT_NONE, "none", N_("inget samtycke") },
	{ CONSENT_CONTACT, "contact", N_("att verksamheten får ta kontakt") },
	{ CONSENT_ATTENDANCE, "attendance", N_("även om deltagaren har kommit") },
	{ CONSENT_FOLLOWUP, "followup", N_("även hur stödet har gått") },
};

const struct choice referral_reason_choices[REFERRAL_REASON_CHOICES] = {
	{ REFERRAL_REASON_NONE, "none", N_("inget angivet") },
	{ REFERRAL_REASON_QUEUE, "queue", N_("kö") },
	{ REFERRAL_REASON_NOT_THEIR_GROUP, "not_their_group", N_("tar inte emot målgruppen") },
	{ REFERRAL_REASON_CLOSED, "closed", N_("verksamheten har stängt") },
	{ REFERRAL_REASON_NO_ANSWER, "no_answer", N_("inget svar") },
	{ REFERRAL_REASON_WRONG_CONTACT, "wrong_contact", N_("uppgiften i katalogen var fel") },
	{ REFERRAL_REASON_CHANGED_MIND, "changed_mind", N_("deltagaren ändrade sig") },
	{ REFERRAL_REASON_MOVED, "moved", N_("flyttade") },
	{ REFERRAL_REASON_SERVICE_ENDED, "service_ended", N_("verksamheten avslutade") },
	{ REFERRAL_REASON_DID_NOT_FIT, "did_not_fit", N_("stödet passade inte") },
	{ REFERRAL_REASON_PRACTICAL, "practical", N_("praktiskt hinder") },
	{ REFERRAL_REASON_LEFT_INTERVENTION, "left", N_("deltagaren har lämnat insatsen") },
	{ REFERRAL_REASON_STAFF_CHANGED, "staff_changed", N_("handläggaren har bytts ut") },
	{ REFERRAL_REASON_NO_ROUTE_TO_ASK, "no_route", N_("det gick inte att få besked") },
};

const struct choice referral_delay_choices[REFERRAL_DELAY_CHOICES] = {
	{ DELAY_UNKNOWN, "unknown", N_("vet inte") },
	{ DELAY_SAME_DAY, "same_day", N_("samma dag") },
	{ DELAY_24_HOURS, "24_hours", N_("inom 24 timmar") },
	{ DELAY_WEEK, "week", N_("inom en vecka") },
	{ DELAY_LONGER, "longer", N_("senare") },
};

const struct choice referral_word_choices[REFERRAL_WORD_CHOICES] = {
	{ WORD_PARTICIPANT, "participant", N_("deltagaren berättade") },
	{ WORD_SERVICE, "service", N_("verksamheten berättade, med samtycke") },
};
