/* Looking something up by words, by whom it is for and by place, national lines beside the services. */
#ifndef FEATURES_CATALOGUE_LOOKUP_H
#define FEATURES_CATALOGUE_LOOKUP_H

#include "core/places/places.h"
#include "features/catalogue/catalogue.h"

struct catalogue_lookup {
	struct str words;	/* as in catalogue_search; "" = no matter */
	unsigned tracks;	/* any of these; 0 = no matter */
	const struct area *municipality, *county;	/* NULL = no matter */
};

struct catalogue_finds {
	struct catalogue_service *services;	/* as catalogue_search */
	size_t n;
	const struct helpline **lines;
	size_t n_lines;
	/* not 0: no text has all the words, and the services are those for whom the words speak of */
	unsigned meant;
};

/* "0181", "" for none. */
struct str catalogue_area_digits(const struct area *area);
/* Without words: by organisation and name, at most CATALOGUE_FOUND_MAX. */
enum err catalogue_there(struct db *db, const struct scope *scope, struct arena *a,
	const struct catalogue_lookup *lookup, struct catalogue_service **rows, size_t *n);
/* As catalogue_search; no words = all of that place and track. */
enum err catalogue_search_within(struct db *db, const struct scope *scope, struct arena *a,
	const struct catalogue_lookup *lookup, struct catalogue_service **rows, size_t *n);
bool catalogue_lookup_is_empty(const struct catalogue_lookup *lookup);
/*
 * The services that answer for the place (one whose area nobody knows is not left out) and are for one of
 * the tracks, in whose text every word stands.  Where no text has them, a word of everyday speech says
 * whom it is about: "män som slår" finds what there is for who exposes others.  National lines by the same
 * words, and by the same understanding.
 */
enum err catalogue_look_up(struct db *db, const struct scope *scope, struct arena *a,
	const struct catalogue_lookup *lookup, struct catalogue_finds *out);
/*
 * The municipality ("Nykvarns kommun", "nykvarn"), else the county ("Stockholms län") of that name,
 * whatever the case and the accents.  ERR_NOT_FOUND.
 */
enum err catalogue_lookup_place(
	struct arena *a, struct str name, struct catalogue_lookup *lookup);

#endif
