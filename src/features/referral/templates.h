/* What the templates of the room are given. */
#ifndef FEATURES_REFERRAL_TEMPLATES_H
#define FEATURES_REFERRAL_TEMPLATES_H

#include "core/http/pager.h"
#include "features/catalogue/catalogue.h"
#include "features/referral/forms.h"

struct referral_list {
	const struct referral *rows;	/* of this page */
	size_t n;
	struct pager pager;
	struct date today;
	bool may_give_up;	/* a team lead: what is long overdue is told apart */
	bool may_guide;
	const char *status;	/* N_() or NULL */
	struct month closed;	/* the own team's end; {0} = none */
};

/* Proposals to choose among, one group per track. */
struct referral_group {
	enum referral_track track;
	const struct catalogue_proposal *rows;
	size_t n;
};
enum { REFERRAL_GROUPS_MAX = 4 };

struct referral_choosing {
	struct referral_group groups[REFERRAL_GROUPS_MAX];
	size_t n;
	bool is_empty;		/* no group has any */
};

struct referral_offering {
	struct catalogue_service service;
	struct str track;		/* code to preset, "" = none */
	struct date followup_on;	/* to preset */
	const struct form_option *teams;
	size_t n_teams;			/* 0: nothing to choose */
	struct date today;
	struct str slip_code;		/* what the referral will be called */
};

enum { REFERRAL_STEPS_MAX = 8, REFERRAL_OPTIONS_MAX = 14 };

struct referral_showing {
	struct referral referral;
	struct catalogue_service service;	/* all empty when the place sees it no more */
	struct date today;
	const char *status;	/* N_() or NULL */
	bool may_undo;		/* the last step */
	bool may_offer_another;	/* after an end that led nowhere */
	const struct referral_transition *steps[REFERRAL_STEPS_MAX];
	size_t n_steps;
};

/* The form of one step. */
struct referral_stepping {
	struct referral referral;
	const struct referral_transition *step;
	struct form_option reasons[REFERRAL_OPTIONS_MAX];
	size_t n_reasons;
	struct form_option words[REFERRAL_WORD_CHOICES];
	size_t n_words;
	struct date followup_on;
};

/* "tackade ja" */
void referral_put_label(struct html *h, const struct choice *choices, size_t n, int64_t value);
/* The code of a state, and of a track, for the forms. */
const char *referral_state_code(enum referral_state state);
struct str referral_track_code(enum referral_track track);
/* "Spara: tackade ja" is said by the button of a step; the imperative for the step's link. */
const char *referral_step_text(const struct referral_transition *step);
/* Whether a step needs nothing but the click. */
bool referral_step_is_plain(const struct referral_transition *step);
/* What the last step, or the offer, has made of it: a sentence, N_(). */
const char *referral_done_text(const struct referral *r);
/* Whether it ended without the support that was offered. */
bool referral_came_to_nothing(const struct referral *r);
bool referral_is_overdue(const struct referral *r, struct date today);
bool referral_is_long_overdue(const struct referral *r, struct date today);

#endif
