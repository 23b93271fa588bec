/* A browser that asks: a caseworker, two participants who are due, and the shipped questions. */
#ifndef FEATURES_SCREENING_TEST_ASKER_H
#define FEATURES_SCREENING_TEST_ASKER_H

#include "features/screening/screening.h"
#include "tests/harness/harness.h"
#include "tests/harness/visitor.h"

struct asker {
	struct world w;
	struct visitor v;
	struct str token;
	struct card_made cards[2];	/* the first has waited longest */
};

void asker_open(struct asker *s, enum role role);
/* From now on the first team's form also asks how it was to be asked. */
void asker_asks_experience(struct asker *s);
void asker_close(struct asker *s);
#define ASKER_CLEANUP __attribute__((cleanup(asker_close)))

#define ALL_NO "svar1=no&svar2=no&svar3=no&svar4=no&svar5=no&svar6=no&svar7=no"
#define SOME_YES \
	"svar1=no&svar2=ongoing&svar3=no&svar4=no_answer&svar5=earlier&svar6=no&svar7=no"

/* What the last page's form carries along, and more. */
const char *asker_form(struct asker *s, const char *more);
/* Posts that, and gives the status. */
int asker_posts(struct asker *s, const char *target, const char *more);
/* "/samtal/nytt/17" */
const char *asker_url(struct asker *s, const char *format, int64_t id);
/* No occasion, no slip, no posting of any place. */
bool asker_wrote_nothing(struct asker *s);

#endif
