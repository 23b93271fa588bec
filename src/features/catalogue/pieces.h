/* Pieces of pages about services and help lines, for every room that shows them. */
#ifndef FEATURES_CATALOGUE_PIECES_H
#define FEATURES_CATALOGUE_PIECES_H

#include "core/html/html.h"
#include "core/http/form.h"

struct catalogue_service;

/* "öppet nu, till 16.30", "öppnar i morgon 08.00"; nothing for hours that are not understood. */
void catalogue_put_open(struct html *h, struct str hours);
/* In the language of the page where they are understood, else as written; unknown when empty. */
void catalogue_put_hours(struct html *h, struct str hours);
/* "kvinnor;barn": each in the language of the page where it has a word for it, "all" = everybody. */
void catalogue_put_groups(struct html *h, struct str groups);

/* "har upphört", "inaktuell", or that the service says it is wrong; nothing for what is confirmed. */
void catalogue_put_stale(
	struct html *h, const struct catalogue_service *service, struct date today);

/* "ändring väntar", where one does. */
void catalogue_put_waiting(struct html *h, const struct catalogue_service *service);

/*
 * Whether a name may stand in the title of a window or a paper, which others see: it says nothing of
 * violence in any of the languages that the field prints (ux.md S6).  An empty one may not.
 */
bool catalogue_is_neutral(struct arena *a, struct str name);

/* The label of a value, "okänt" when there is none. */
void catalogue_put_choice(
	struct html *h, int64_t value, const struct choice *choices, size_t n);

#endif
