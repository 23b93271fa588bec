/* What the finder asks, and how it chooses what to answer. */
#ifndef FEATURES_PUBLICSITE_FINDER_H
#define FEATURES_PUBLICSITE_FINDER_H

#include "core/places/places.h"
#include "features/catalogue/catalogue.h"

/* For whom. */
enum door { DOOR_NONE, DOOR_ME, DOOR_OWN, DOOR_OTHER, DOOR_CHILD, DOOR_WORK, DOORS };

/* What; which of them a door has says the table of situations. */
enum what {
	WHAT_NONE,
	WHAT_TALK,
	WHAT_SAFE,
	WHAT_CARE,
	WHAT_JUSTICE,
	WHAT_FAMILY,
	WHAT_CHANGE,
	WHAT_DESPAIR,
	WHAT_SUPPORT,
	WHAT_CHILDREN,
	WHAT_CONSULT,
	WHAT_SHELTER,
	WHATS
};

/* Who, when somebody wants to say. */
enum who { WHO_ANY, WHO_WOMAN, WHO_MAN, WHO_TRANS, WHO_OLDER, WHOS };

enum { SITUATION_LINES = 5 };

/* One situation: what it is called, and what answers it. */
struct situation {
	enum door door;
	enum what what;
	const char *label, *easy;	/* N_(); easy NULL = the same words are easy enough */
	const char *advice, *easy_advice;
	unsigned tracks;		/* of services: any of these */
	const char *lines[SITUATION_LINES];	/* codes of help lines, best first */
	const char *words;		/* "skydd;boende": folded; a service with one of them answers it */
	bool is_acute;			/* 112 stands above the answers; who acts at once is first */
	bool is_line_first;		/* the first help line before any service */
};

extern const struct situation situations[];
extern const size_t n_situations;

/* NULL when that door has no such situation. */
const struct situation *situation_of(enum door door, enum what what);

/* ---- answers ---- */

enum { ANSWERS_MAX = 5, SERVICES_FIRST_MAX = 3 };

enum reach { REACH_NATION, REACH_COUNTY, REACH_MUNICIPALITY };

/* What the public may know of one service. */
struct open_service {
	struct str name, organisation, phone, phone_note, hours, languages, website;
	struct str description, target_groups;
	unsigned tracks, requirements;
	int age_from, age_to;
	enum same_day same_day;
	enum anonymous anonymous;
	enum on_phone_bill on_phone_bill;
	bool is_acute;
	struct date verified_on;	/* 0 = never, or the service itself says that something is wrong */
	enum reach reach;
};

struct answer {
	const struct open_service *service;	/* or NULL */
	const struct helpline *line;		/* or NULL */
	bool is_stale;
};

struct question {
	const struct situation *situation;
	enum who who;
	const struct area *municipality, *county;	/* NULL = the whole country */
	const struct helpline *lines;			/* all of them */
	size_t n_lines;
};

/*
 * At most ANSWERS_MAX, best first and never none.  Services that answer the situation come first, near
 * before far, then the national lines.  In a situation that cannot wait who acts the same day comes first,
 * then who needs nobody's decision, then what is fresh; what does not answer it is left out.  What fits
 * somebody else (women, under 18) is left out, but for who arranges a safe place the same day: that one
 * stands behind the first line, with whom it is for.
 */
enum err finder_answers(struct arena *a, const struct question *question,
	const struct open_service *services, size_t n_services, struct date today,
	struct answer answers[ANSWERS_MAX], size_t *n);

#endif
