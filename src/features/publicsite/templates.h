/* The types that the room's templates name. */
#ifndef FEATURES_PUBLICSITE_TEMPLATES_H
#define FEATURES_PUBLICSITE_TEMPLATES_H

#include "core/http/handler.h"
#include "features/guidance/guidance.h"
#include "features/publicsite/finder.h"
#include "features/publicsite/forms.h"
#include "features/publicsite/words.h"

/* One step of the finder. */
struct finder {
	enum edition edition;
	struct url here;		/* where its steps are posted to */
	struct url start, card;
	const struct asked *asked;
	const struct situation *situation;
	struct places places;
	const struct area *municipality, *county;
	struct answer answers[ANSWERS_MAX];
	size_t n;
	bool has_local, has_county;	/* some answer is of the municipality, of the county */
};

/* The card to print: every number that is for everybody. */
struct card {
	enum edition edition;
	const struct helpline *lines;
	size_t n;
	struct date today;
};

const char *finder_door_label(const struct html *h, const struct finder *f, enum door door);
const char *finder_door_code(enum door door);
const char *finder_what_code(enum what what);

/* The choices so far, as hidden fields. */
void finder_put_asked(struct html *h, const struct finder *f);
void finder_put_municipality(struct html *h, const struct finder *f);
void finder_put_line_facts(struct html *h, const struct finder *f, const struct answer *answer);
void finder_put_requirements(struct html *h, unsigned requirements);
/* The reach of a service in words: the municipality, the county or the country. */
void finder_put_reach(struct html *h, const struct finder *f, const struct answer *answer);
/* When the facts were last confirmed, said plainly when that was too long ago. */
void finder_put_confirmed(struct html *h, const struct answer *answer);
/* The text with {1} filled in. */
struct str finder_filled(struct html *h, const struct finder *f, enum words words);

#endif
