/* Forms as field tables: one table gives parsing, limits, errors, labels and inputs. */
#ifndef CORE_HTTP_FORM_H
#define CORE_HTTP_FORM_H

#include "core/html/html.h"

enum field_kind {
	FIELD_TEXT,	/* struct str: one line, trimmed, no control characters */
	FIELD_LINES,	/* struct str: several lines; line ends become \n */
	FIELD_SECRET,	/* struct str: never shown again, not trimmed */
	FIELD_INT,	/* int64_t within min..max */
	FIELD_DATE,	/* struct date, "2026-11-22" or as people write it (date_read) */
	FIELD_MONTH,	/* struct month, "2026-11" or as people write it */
	FIELD_CHOICE,	/* int64_t: the value of one of `choices`, shown as radio buttons */
	FIELD_SELECT,	/* int64_t: the same, shown as a list */
	FIELD_ID,	/* int64_t > 0: a row id out of a list that the page gives (form_options) */
	FIELD_CHECK,	/* bool */
	FIELD_BITS,	/* int64_t: the sum of those `choices`, each a bit, that are ticked; boxes */
	FIELD_HIDDEN	/* struct str: carried along, at most 200 bytes */
};

/* One allowed value of a closed set: the same table serves forms, pages and CSV. */
struct choice {
	int64_t value;
	const char *code;	/* "declined": in forms, files and logs */
	const char *label;	/* Swedish, marked with N_ */
};

/* The choice with that value / code, or NULL. */
const struct choice *choice_of(const struct choice *choices, size_t n, int64_t value);
const struct choice *choice_by_code(const struct choice *choices, size_t n, struct str code);
/* What it is called, and its code; "" for a value that is none. */
const char *choice_label(const struct choice *choices, size_t n, int64_t value);
const char *choice_code(const struct choice *choices, size_t n, int64_t value);

struct field {
	const char *name;	/* in the body */
	const char *label;	/* N_() */
	const char *hint;	/* N_() or NULL */
	enum field_kind kind;
	size_t offset;		/* into the form's struct */
	bool is_required;
	bool is_conditional;	/* needed by some buttons of the form: says nothing of being optional */
	int64_t min, max;	/* FIELD_INT: value (both 0 = 0..10^9); text: code points (max 0 = 200) */
	const struct choice *choices;
	size_t n_choices;
	const char *autocomplete;	/* NULL = "off", and spellcheck off */
	bool is_swedish;	/* text that is written and shown in Swedish whoever reads the page */
};

enum { FORM_FIELDS_MAX = 32 };

struct form {
	const char *name;
	const struct field *fields;
	size_t n_fields;
	size_t size;		/* sizeof the struct it fills */
};

#define FORM(form_name, type, table)                                                    \
	{ .name = (form_name), .fields = (table),                                       \
	  .n_fields = sizeof(table) / sizeof((table)[0]), .size = sizeof(type) }

/* What came in and what was wrong with it, for showing the page again with the input kept. */
struct form_state {
	const struct form *form;
	struct str raw[FORM_FIELDS_MAX];
	const char *errors[FORM_FIELDS_MAX];	/* N_() or NULL */
	const char *summary;			/* an error that belongs to no field */
};

/*
 * Fills `out` (form->size bytes, zeroed first) from an application/x-www-form-urlencoded body.
 * ERR_INVALID when a field breaks its rule: `state` then says which and why, with every raw value
 * kept except secrets.  A field twice (but for a FIELD_BITS, whose raw value is its codes with ';'
 * between), more than 64 fields, bad UTF-8 or a bad %-escape is ERR_INVALID with a summary; unknown names
 * are ignored.
 */
enum err form_parse(const struct form *form, struct str body, struct arena *a,
	struct form_state *state, void *out);
/*
 * One part of a body or query: '+' and %xx decoded.  ERR_INVALID for a bad escape, a NUL or bytes
 * that are not UTF-8; ERR_LIMIT when the arena is full.
 */
enum err form_decode(struct arena *a, struct str raw, struct str *out);
/*
 * What was typed, as far as it can be read: fills `out` as form_parse does, with nothing for a field whose
 * text breaks its rule.
 */
void form_typed(const struct form_state *state, struct arena *a, void *out);
/* A rule of the room found field number `field` wrong (or -1: no field). */
void form_error(struct form_state *state, int field, const char *message);
bool form_has_errors(const struct form_state *state);

/* ---- the values of a form's struct, field by field ---- */

/* As it would stand in the body, to preset the field; the number 0 is none, and no secret is told. */
struct str form_raw(
	struct arena *a, const struct form *form, int field, const void *values);
bool form_is_same(const struct form *form, int field, const void *x, const void *y);
void form_copy(const struct form *form, int field, const void *from, void *to);
/* Whether it is a text that somebody writes. */
bool form_is_written(const struct form *form, int field);

/* ---- showing; every one takes the state or NULL for an empty form ---- */

struct form_option {
	int64_t id;
	struct str label;
	bool is_swedish;	/* the label is content: see in_swedish of core/html */
};

/* The error summary on top (role=alert, links to the fields); nothing when all is well. */
void form_put_summary(struct html *h, const struct form_state *state);
/* Label, hint, error and input of one field; `value` is the raw text to preset (STR_NULL = none). */
void form_put_field(struct html *h, const struct form *form, const struct form_state *state,
	int field, struct str value);
/* The same for a FIELD_ID, with its options, shown as a list (or radio buttons up to 5). */
void form_put_options(struct html *h, const struct form *form, const struct form_state *state,
	int field, const struct form_option *options, size_t n, int64_t chosen);
/* <input type=hidden> of a FIELD_HIDDEN or FIELD_ID. */
void form_put_hidden(struct html *h, const struct form *form, int field, struct str value);

/* One radio button whose texts are data; `code` is one of the field's choices. */
struct form_radio {
	const char *code;
	const char *key;		/* "1": the key that chooses it (data-key) */
	struct str label;
};

/* The questions of an instrument: texts that are data, in the markup that the script knows. */
/* The same words in another language, beneath the first. */
struct form_second {
	struct str lang;		/* BCP 47 */
	struct str legend, help;
	const struct str *labels;	/* one for each radio button */
};
/* What stands beside a question for whoever asks it; the script does not read it aloud. */
struct form_beside {
	struct str lang, heading, words;
};
void form_put_beside(struct html *h, const struct form_beside *beside);

struct form_question {
	struct str legend, help;	/* help may be empty */
	struct str lang;		/* BCP 47; empty = the page's */
	const struct form_second *second;	/* NULL = one language */
	const struct form_beside *beside;	/* NULL = nothing */
	struct str code;		/* data-question */
	const struct form_radio *radios;
	size_t n;
	bool is_step;			/* data-step: shown alone where there is a script */
	bool shows_keys;		/* the key stands before each label */
};
/* A FIELD_CHOICE as a group of radio buttons; `value` as in form_put_field. */
void form_put_question(struct html *h, const struct form *form, const struct form_state *state,
	int field, const struct form_question *question, struct str value);

/*
 * A form that asks (GET): its fields go into the query, so never with anything about a person.  Read
 * it with form_parse(form, page->ctx.query, ...), write its fields with form_put_field.
 */
void form_query_begin(struct html *h, struct url action);
void form_query_end(struct html *h);

#endif
