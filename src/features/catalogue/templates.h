/* What the templates of the room are given. */
#ifndef FEATURES_CATALOGUE_TEMPLATES_H
#define FEATURES_CATALOGUE_TEMPLATES_H

#include "base/hours.h"
#include "core/http/pager.h"
#include "features/catalogue/lookup.h"
#include "features/catalogue/rows.h"

struct catalogue_page {
	const struct catalogue_service *rows;
	size_t n;		/* on this page */
	size_t n_all;
	bool is_more; /* than are shown */
	struct pager pager;
	const struct form_state *search;	/* as it was asked */
	struct catalogue_lookup lookup;	/* empty = everything */
	struct catalogue_finds found;
	struct date today;
	bool may_guide, may_edit;
	int64_t n_to_verify, n_changes, n_ended;
	const char *status;	/* what was just done; NULL = nothing */
	/* of one service */
	struct catalogue_standing standing;
	struct str link;	/* for the service itself, shown once; "" = none */
	struct catalogue_details details;
	const struct catalogue_service *chain;
	size_t n_chain;
};

/* The queue: one entry open, the next ones beneath. */
struct catalogue_due_page {
	int64_t n_all;
	bool is_empty;		/* the whole catalogue */
	const struct catalogue_service *open;	/* NULL: nothing is due */
	struct catalogue_standing standing;
	int64_t position;	/* of the open one, from 1 */
	const struct catalogue_service *next;
	size_t n_next;
	const struct helpline *lines;	/* national ones, to be checked */
	size_t n_lines;
	const struct helpline *line;	/* the open one of them, or NULL */
	bool is_line_chosen;		/* the address or a posting says so: what waits for a key */
	struct date today;
	const char *status;
};

struct catalogue_details_page {
	struct catalogue_service service;
	struct catalogue_details now, preset, seen;	/* seen: what was typed over, in a conflict */
	bool has_conflict;
	const struct form_option *options;		/* what may come next */
	size_t n_options;
	struct catalogue_details_version *versions;
	size_t n_versions;
};
/* One field as words. */
void catalogue_put_detail(struct html *h, const struct catalogue_details_page *view,
	const struct catalogue_details *details, enum catalogue_detail field);
/* The facts that fewer may see than the entry, as the form stands; and whether one of them is wrong. */
void catalogue_put_hidden_facts(struct html *h, const struct form_state *state,
	const struct catalogue_details *preset);
bool catalogue_has_visibility_error(const struct form_state *state);

struct catalogue_open {
	struct hours_now now;
	int days;		/* till it closes or opens */
	struct str time;	/* "08.00" */
};

/* A proposal, and who had to do with it. */
struct catalogue_shown_change {
	struct catalogue_change change;
	struct str by, decided_by;	/* names, for those who decide; else "" */
};

struct catalogue_changes_page {
	struct catalogue_service service;	/* of the form and of the history */
	struct pager pager;
	const struct catalogue_shown_change *rows;	/* of this part */
	size_t n;
	const struct catalogue_version *versions;
	size_t n_versions;
	/* the form: what stands in it, and what was there when it was opened, if that has changed */
	struct catalogue_facts preset, seen, now;
	bool has_conflict;
	bool may_decide, is_own;	/* of the one that is shown */
	const char *status;
};

extern const struct form catalogue_search_form;
enum { SEARCH_WORDS, SEARCH_TRACK, SEARCH_PLACE };
extern const struct form catalogue_check_form;
enum { CHECK_HOW, CHECK_EVIDENCE, CHECK_VERSION, CHECK_POSITION };
extern const struct form catalogue_line_form;
enum { LINE_ANSWER, LINE_HOW, LINE_EVIDENCE, LINE_PHONE };
extern const struct form catalogue_inquiry_form;
enum { INQUIRY_LINK };
extern const struct form catalogue_answer_form;
enum { ANSWER_LINK, ANSWER_FIELD };
extern const struct form catalogue_seen_form;
enum { SEEN_VERSION };
/* Its first fields are the facts, in the order of enum catalogue_fact. */
extern const struct form catalogue_change_form;
enum { CHANGE_SOURCE = FACTS, CHANGE_VERSION, CHANGE_ORGANISATION };

/* Where what was found of the line is posted to. */
struct url url_line_check(struct arena *a, const struct helpline *line);
/* The labels of the bits with commas between, "okänt" for none. */
void catalogue_put_bits(struct html *h, unsigned bits, const struct choice *choices, size_t n);
/* The text, or "okänt" when it is empty. */
void catalogue_put_known(struct html *h, struct str text);
/* "kvinnor;barn" with commas between, or "okänt". */
void catalogue_put_list(struct html *h, struct str list);
/* The number as text and link, marked where it is for practice; "okänt" when it is empty. */
void catalogue_put_number(struct html *h, struct str phone);
/* "kontrollerad 3 november 2026", with why it is stale where it is; "inte kontrollerad". */
void catalogue_put_freshness(
	struct html *h, const struct catalogue_service *service, struct date today);
/* "13–23 år", "från 13 år", or "okänt". */
void catalogue_put_ages(struct html *h, int from, int to);


/* One fact as words; its label. */
void catalogue_put_fact(struct html *h, const struct catalogue_facts *facts,
	enum catalogue_fact fact);
void catalogue_put_plain_fact(struct html *h, const struct catalogue_facts *facts,
	enum catalogue_fact fact);
const char *catalogue_fact_label(enum catalogue_fact fact);
/* "17": the version as the hidden field has it. */
struct str catalogue_version_text(struct arena *a, int64_t version);

#endif
