/* Reading back what was printed. */
#ifndef FEATURES_MATERIAL_TEST_PAPER_H
#define FEATURES_MATERIAL_TEST_PAPER_H

#include "features/catalogue/catalogue.h"
#include "features/material/print.h"
#include "tests/harness/sodertalje.h"

/* The Södertälje catalogue, checked today. */
void paper_import(struct world *w);
/* The words of tests/texts in a language that the program does not carry: "ar", "fa", "so", "ti". */
struct material_texts paper_texts(struct world *w, const char *code);
/* What an editor's form would write; the room's pages have tests of their own.  "*" is every service. */
void paper_set(
	struct world *w, const char *service, const char *column, const char *value);
/* The service's entry ("visibility") or one of its facts ("hours_visibility") is visible to fewer. */
void paper_hide(struct world *w, const char *service, const char *column,
	enum visibility visibility);
/* Of all services somebody may need this one tonight, and no other. */
void paper_one_acute(struct world *w, const char *service);
void paper_none_acute(struct world *w);
/* The service is there for another area: "0138". */
void paper_move(struct world *w, const char *service, const char *area);
/* Nobody has ever made sure of it. */
void paper_never_checked(struct world *w, const char *service);
/* A text with its first `was` replaced; the test fails when it has none. */
struct str paper_replace(struct world *w, struct str text, const char *was, const char *is);
/* A file of words that somebody has reviewed. */
struct str paper_reviewed(struct world *w, struct str file);
/* The text of a PDF, in reading order, with single spaces between words. */
struct str paper_text(struct world *w, struct str pdf);
/* The text of the lower left quarter of a lying A4: the panel of a brochure that lies there. */
struct str paper_corner(struct world *w, struct str pdf);
/* The text of a product; the test fails when it cannot be made. */
struct str paper_words(
	struct world *w, enum material_product product, const struct print_matter *matter);

#endif
