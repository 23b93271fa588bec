/* What the forms of the room fill, and the numbers of their fields. */
#ifndef FEATURES_REFERRAL_FORMS_H
#define FEATURES_REFERRAL_FORMS_H

#include "features/referral/referral.h"

struct offer_input {
	int64_t service;
	int64_t track, mode, ground, consent_scope;
	struct date consent_until, followup_on;
	int64_t sessions_planned;
	int64_t team;
	struct str slip_code;
};
enum {
	OFFER_SERVICE,
	OFFER_TRACK,
	OFFER_MODE,
	OFFER_GROUND,
	OFFER_SCOPE,
	OFFER_UNTIL,
	OFFER_FOLLOWUP,
	OFFER_SESSIONS,
	OFFER_TEAM,
	OFFER_SLIP
};
extern const struct form referral_offer_form;

/* A service of one group of the list. */
struct choose_input {
	int64_t service, track;
};
enum { CHOOSE_SERVICE, CHOOSE_TRACK };
extern const struct form referral_choose_form;

struct step_input {
	struct str from, seen;
	int64_t to;
	int64_t reason, word, contact_delay;
	struct date followup_on;
};
enum { STEP_FROM, STEP_SEEN, STEP_TO, STEP_REASON, STEP_WORD, STEP_DELAY, STEP_FOLLOWUP };
extern const struct form referral_step_form;

#endif
