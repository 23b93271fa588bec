/* What the templates of the room people show. */
#ifndef FEATURES_PEOPLE_TEMPLATES_H
#define FEATURES_PEOPLE_TEMPLATES_H

#include "core/auth/notice.h"
#include "core/auth/second_step.h"
#include "features/people/people.h"

enum login_field { LOGIN_NAME, LOGIN_PASSWORD };
struct login_input {
	struct str login, password;
};
extern const struct form login_form;

struct place_input {
	struct str place;	/* "org-team" */
};
extern const struct form place_form;

enum own_password_field { OWN_PASSWORD_PRESENT, OWN_PASSWORD_NEW, OWN_PASSWORD_AGAIN };
struct own_password_input {
	struct str present, fresh, again;
};
extern const struct form own_password_form;

enum own_pin_field { OWN_PIN_PASSWORD, OWN_PIN_NEW };
struct own_pin_input {
	struct str password, pin;
};
extern const struct form own_pin_form;

enum own_lang_field { OWN_LANG };
struct own_lang_input {
	int64_t lang;
};
extern const struct form own_lang_form;

enum link_field { LINK_TOKEN, LINK_PASSWORD, LINK_AGAIN };
struct link_input {
	struct str link;	/* the whole address, or what stands after its '#' */
	struct str fresh, again;
};
extern const struct form link_form;

struct place_list {
	const struct place *rows;
	size_t n;
	const struct scope *now;	/* the place chosen, or NULL */
	struct notice *notices;
	size_t n_notices;
};

/* "org-team", as struct place_input takes it. */
struct str place_value(struct arena *a, const struct place *place);

enum code_field { CODE_TEXT };
struct code_input {
	struct str code;
};
extern const struct form code_form;

enum second_field { SECOND_PASSWORD };
struct second_input {
	struct str password;
};
extern const struct form second_form;

struct second_page {
	struct second_step step;
	const struct recovery_codes *codes;	/* shown this one time, or NULL */
};

/* N_() */
const char *people_notice_text(enum notice_kind kind);

struct own_account {
	struct account account;
	struct second_step second;
	int64_t n_sessions;
	const char *status;	/* N_() or NULL */
};

#endif
