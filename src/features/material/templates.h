/* What the room's pages show. */
#ifndef FEATURES_MATERIAL_TEMPLATES_H
#define FEATURES_MATERIAL_TEMPLATES_H

#include "core/http/handler.h"
#include "core/http/pager.h"
#include "features/material/forms.h"
#include "features/material/version.h"
#include "features/people/people.h"

struct material_list {
	const char *status;
	const struct material_version *rows;	/* all of them */
	size_t n;
	struct pager pager;
	/* what holds now, this part of it: pager.n */
	const struct material_version *const *current;
	const struct material_texts *texts;
	const struct form_option *languages;
	size_t n_languages;	/* of both */
	const struct form_option *places;
	size_t n_places;
	const struct places *all_places;
	struct org_row *owners;	/* none when all are of one association */
	size_t n_owners;
	bool may_make;
	struct date today;
};

bool list_has(const struct material_list *list, enum version_state state);
/* "lätt svenska"; the code where the place knows no name for it. */
struct str list_language(const struct material_list *list, const struct material_version *v);

/* "Södertälje"; "" for the whole association. */
struct str list_place(const struct material_list *list, const struct material_version *v);

/* The association; "" when all are of one. */
struct str list_owner(const struct material_list *list, const struct material_version *v);

struct shown_remark {
	struct material_remark remark;
	struct str by;
};

struct material_page {
	const char *status;
	struct material_version version;
	struct str language, place, released_by;
	const struct shown_remark *remarks;
	size_t n_remarks;
	const struct str *reviewers;
	size_t n_reviewers;
	const struct catalogue_service **stale;	/* acute ones, while it is in review */
	size_t n_stale;
	bool may_edit;
	struct date today;
};

const char *product_label(enum material_product product);
struct url url_version(struct arena *a, material_version_id id);
struct url url_version_part(struct arena *a, material_version_id id, const char *part);
struct url url_version_file(struct arena *a, material_version_id id);
bool version_is_past(const struct material_version *v, struct date today);

#endif
