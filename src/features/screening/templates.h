/* What the templates of the room show. */
#ifndef FEATURES_SCREENING_TEMPLATES_H
#define FEATURES_SCREENING_TEMPLATES_H

#include "core/http/pager.h"
#include "features/screening/forms.h"

/* The Swedish label of a stored code, marked for translation; "" for none. */
const char *label_sex(int64_t sex);
const char *label_age_band(int64_t band);
const char *label_face(int64_t face);
const char *label_outcome(int64_t outcome);
const char *label_reason(int64_t reason);

/* "woman", "16-24": what a form posts. */
struct str code_sex(int64_t sex);
struct str code_age_band(int64_t band);
struct str id_text(struct arena *a, int64_t id);

/* What a redirection says happened (?m=sparat); NULL for nothing. */
const char *status_text(struct str code);

struct filter_link {
	struct url url;
	struct str name;
	bool is_here;
};

struct due_list_row {
	struct due_row due;
	struct url talk, paper;
};

/* The talk that can be taken back. */
struct last_talk {
	bool is_there;
	enum screening_outcome end;
	struct str who;			/* the card, or a word where only counts are kept */
};

struct due_list {
	const struct due_list_row *rows;
	size_t n;
	int64_t total;
	const struct filter_link *filters;	/* "alla" and one per intervention; none when just one */
	size_t n_filters;
	struct pager pager;
	struct asking_teams teams;
	bool may_overview, may_guide;
	struct month closed;			/* the own team's end; {0} = none */
	struct last_talk last;
	const char *status;
};

struct card_occasion {
	struct month month;
	int64_t face, outcome, reason;
};

struct card_page {
	struct str code, team_name, intervention_name;
	int64_t sex, age_band;
	struct month start_month, closed_month, due_month;
	bool is_locked, has_key;
	struct url talk, paper;			/* empty when there is nothing to ask */
	struct url lock;
	const struct card_occasion *occasions;
	size_t n;
	bool is_new;
	const char *status;
};

struct card_new_page {
	const struct form_option *teams;
	size_t n_teams;
	struct month closed;			/* of a team that gets no new cards */
	struct str month;
	struct str code;			/* sealed */
};

/* Whom a form is about, and what it asks. */
struct asked {
	bool has_card;
	bool is_met;				/* somebody was there before */
	due_id due;
	card_id card;
	team_id team;
	struct str code, team_name, intervention_name;
	int64_t sex, age_band;
	struct instrument instrument;
};

struct paper_page {
	bool has_one;				/* false: nobody to ask, or nothing to ask with */
	bool lacks_questions;
	bool has_cards;				/* whoever begins gets one */
	struct asked asked;
	struct str posting, month;
	const struct form_option *others;	/* due ones to choose from */
	size_t n_others;
	int64_t number;				/* of this form among those keyed in a row */
	bool may_undo;				/* the form before it */
	const char *status;
};

struct gate_page {
	struct asked asked;
	struct str posting;
	const struct filter_link *teams;	/* counts only, several teams: which one */
	size_t n_teams;
	const char *status;
	bool lacks_pin;		/* whoever hides the conversation cannot come back to it */
};

/* The staff half of the screen, beside the participant's: in the staff's language. */
struct staff_half {
	enum lang lang;
	const struct str *words;		/* one's own, by topic */
};

struct own_words_page {
	struct asked asked;			/* whose questions they stand beside */
	struct str words[TOPIC_COUNT];
	bool lacks_questions, is_saved;
	bool has_words;				/* at some question */
};

struct questions_page {
	struct asked asked;
	struct staff_half staff;
	const struct instrument *shown;		/* in the language of the conversation, if it is there */
	const struct instrument *second;	/* the same in Swedish beneath; NULL: shown is all */
};

struct not_asked_row {
	struct str code, team_name;
	int64_t sex, age_band, last_reason;
	struct month due_month;
	struct url url;
};

struct not_asked_page {
	const struct not_asked_row *rows;	/* of this page */
	size_t n;
	size_t n_all;
	struct pager pager;
	struct month until;
	bool has_cards;
};

struct denominator_row {
	struct str quarter;
	int64_t n[4];				/* by enum sex; -1 = not typed */
};

struct denominator_page {
	const struct form_option *interventions, *quarters;
	size_t n_interventions, n_quarters;
	int64_t intervention, quarter;
	const struct denominator_row *rows;
	size_t n_rows;
	const char *status;
};

/*
 * The questions as groups of radio buttons: steps in Samtal with the staff half beside, one screen with
 * keys in Papper (`staff` is NULL).
 */
void put_questions(struct html *h, const struct form_state *state,
	const struct instrument *instrument, const struct instrument *second,
	const struct staff_half *staff);
/* What stands beside the words before the questions. */
void put_staff_opening(struct html *h, const struct staff_half *staff);
/* A field of asking_form as a hidden input with what it held. */
void put_carried(struct html *h, const struct form_state *state, int field);

#endif
