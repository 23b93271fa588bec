/* The Södertälje catalogue in a world of tests. */
#ifndef TESTS_HARNESS_SODERTALJE_H
#define TESTS_HARNESS_SODERTALJE_H

#include "features/catalogue/catalogue.h"
#include "tests/harness/world.h"

/* The text of a file under content/, in the world's arena. */
struct str content_text(struct world *w, const char *path);
/* Imports the catalogue into the world's association; every service was checked on w->today. */
void sodertalje_import(struct world *w);
/* The service of that name; the test fails when there is none. */
struct catalogue_service sodertalje_service(struct world *w, const char *name);
/* The service itself answers by a one-time link, today, that something is wrong with its entry. */
void sodertalje_say_wrong(struct world *w, const char *name);

#endif
