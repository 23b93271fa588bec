/* What the templates of the room are given. */
#ifndef FEATURES_GUIDANCE_TEMPLATES_H
#define FEATURES_GUIDANCE_TEMPLATES_H

#include "features/guidance/forms.h"
#include "features/guidance/state.h"
#include "features/guidance/topics.h"

/* Proposals under one heading. */
struct guidance_group {
	const char *heading;	/* N_() */
	unsigned track;		/* one bit of enum track */
	const struct catalogue_proposal *rows;
	size_t n;
};
/* Cards for the first, lines for some more; the page stays within its budget (ux.md). */
enum { GUIDANCE_GROUPS_MAX = 4, GUIDANCE_SHOWN_FIRST = 3, GUIDANCE_SHOWN_IN_ALL = 12 };

struct guidance_view {
	const struct request_context *ctx;
	struct db *db;
	unsigned bits;
	bool is_staff_page;	/* behind the PIN, with "Klar" */
	bool is_lost;		/* the state is no longer there: the tabs choose */
	struct guidance_text texts[GUIDANCE_TOPICS];
	struct guidance_group groups[GUIDANCE_GROUPS_MAX];
	size_t n_groups;
	struct filter_input filter;
	struct str asked_municipality;	/* as typed; the filter has the team's own in its place */
	bool may_refer, may_edit;
};

struct guidance_editing {
	struct guidance_text now;
	bool is_saved;
	bool is_dropped;	/* the shipped one is back */
};

extern const char *const guidance_section_headings[SECTION_COUNT];

struct url guidance_page_url(const struct guidance_view *view);
/* Where another situation is posted to. */
struct url guidance_situation_url(const struct guidance_view *view);
/* The letters of the page with this tab turned on or off. */
struct str guidance_tab_letters(struct html *h, const struct guidance_view *view,
	const struct guidance_tab *tab);
bool guidance_tab_is_on(const struct guidance_view *view, const struct guidance_tab *tab);
bool guidance_section_is_shown(const struct guidance_view *view, enum guidance_section section);
/* "/vagledning/texter/sip" */
struct url url_text(struct arena *a, const struct guidance_topic *topic);
struct url guidance_referral_url(const struct guidance_view *view, service_id service);
/* Whom to call when an acute service is closed, as the catalogue has it; nothing for the others. */
void guidance_put_chain(struct html *h, const struct guidance_view *view,
	const struct catalogue_service *service);
/* Paragraphs and lists. */
void guidance_put_body(struct html *h, struct str body);
/* The value, "okänt", or the value with "obekräftat". */
void guidance_put_value(struct html *h, struct str value, bool is_unconfirmed);
/* "november 2024" out of "2024-11", "okänt" when there is none. */
void guidance_put_month(struct html *h, struct str month);

#endif
