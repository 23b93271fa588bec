/* The forms of the room. */
#ifndef FEATURES_MATERIAL_FORMS_H
#define FEATURES_MATERIAL_FORMS_H

#include "core/http/form.h"

enum { PANELS = 9 };
extern const struct choice product_choices[4];
extern const struct choice panel_choices[PANELS];

struct new_input {
	int64_t product;
	int64_t language;	/* 1 = the first of material_languages */
	int64_t place;		/* 1 = the whole association, 2 = the first of its municipalities */
};
enum { NEW_PRODUCT, NEW_LANGUAGE, NEW_PLACE };
extern const struct form material_new_form;

struct invite_input {
	struct str login;
};
enum { INVITE_LOGIN };
extern const struct form material_invite_form;

struct remark_input {
	int64_t panel;
	struct str body;
};
enum { REMARK_PANEL, REMARK_BODY };
extern const struct form material_remark_form;

struct answer_input {
	int64_t verdict;
};
enum { ANSWER_VERDICT };
extern const struct form material_answer_form;

#endif
