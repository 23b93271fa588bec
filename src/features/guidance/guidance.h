/* Guidance: what to say, what to do and whom to call, after the questions and at any time. */
#ifndef FEATURES_GUIDANCE_GUIDANCE_H
#define FEATURES_GUIDANCE_GUIDANCE_H

#include "core/http/handler.h"

/*
 * What was said, as bits that may stand together; no bit = nothing was said.  EARLIER and ONGOING
 * speak of the person's own exposure as an adult, WITNESSED of childhood.  Never a score.
 */
enum guidance_bit {
	GUIDANCE_EARLIER = 1,
	GUIDANCE_ONGOING = 2,
	GUIDANCE_WITNESSED = 4,
	GUIDANCE_OWN_USE_EARLIER = 8,
	GUIDANCE_OWN_USE_ONGOING = 16
};

struct guidance_state {
	unsigned bits;		/* enum guidance_bit */
	int sex;		/* as card.sex: 1 woman, 2 man, 3 other or unknown; 0 = not told */
	int age_band;		/* as card.age_band 1..5; 0 = not told */
};

/*
 * Puts the state into the session's locked memory for the staff page (30 minutes, one at a time) and
 * nowhere else; the page stays closed until the PIN is given.
 */
enum err guidance_remember(struct vault_key key, const struct guidance_state *state);
/*
 * The tracks (enum track of the catalogue) that the situation on the page of guidance speaks of, 0 when
 * there is none: a referral begins with them, and no address carries them.
 */
unsigned guidance_tracks(struct vault_key key, struct arena *a);
/* Forgets it: "Klar", the next participant, leaving. */
void guidance_forget(struct vault_key key);

/*
 * The hall says which page with navigation is shown: any but the staff page and what is looked up from
 * it (the numbers, a service, the form of a referral) means that the staff have left, and forgets.
 * What another room keeps in the drawer stays.
 */
void guidance_leave(struct vault_key key, struct arena *a, const char *pattern);

/* The place's own texts as CSV: heading, language, text, source. */
enum err guidance_export(struct db *db, const struct scope *scope, struct arena *a,
	struct buf *out);

/* "/samtal/personal": where the staff go after the participant's end page. */
struct url url_guidance_staff(void);

/* 112, 114 14 and 020-50 50 50 as a list, marked where they are not confirmed; on error pages too. */
void guidance_put_helplines(struct page *page);

/* /samtal/personal, /vagledning, /akut */
extern const struct room guidance_room;

#endif
