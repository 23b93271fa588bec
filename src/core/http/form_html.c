/* Forms as field tables: showing them. */
#include "core/http/form.h"

enum { RADIO_OPTIONS_MAX = 5 };

/* Constant markup with the field's name, the only part of an id that differs. */
static void
put(struct html *h, const char *markup)
{
	html_put_markup(h, markup, strlen(markup));
}

static void
put_attribute(struct html *h, const char *name, struct str value)
{
	put(h, " ");
	put(h, name);
	put(h, "=\"");
	html_put_str(h, value);
	put(h, "\"");
}

/* What is written in Swedish on a page in another language says so. */
static void
put_lang(struct html *h, bool is_swedish)
{
	html_put_optional(h, "lang", is_swedish ? html_lang_of_content(h) : NULL);
}

static void
put_int_attribute(struct html *h, const char *name, int64_t v)
{
	put(h, " ");
	put(h, name);
	put(h, "=\"");
	html_put_plain_int(h, v);
	put(h, "\"");
}

/* One field on its way to the page. */
struct shown {
	const struct field *field;
	const char *error;
	struct str value; /* as it stands, or would stand, in the body */
};

static struct shown
shown_of(const struct form *form, const struct form_state *state, int number, struct str preset)
{
	struct shown s = { .value = preset };

	assert_always(number >= 0 && number < (int)form->n_fields);
	s.field = &form->fields[number];
	/* A page may hold several forms; the state belongs to the one that was posted. */
	if (state && state->form == form) {
		s.value = state->raw[number];
		s.error = state->errors[number];
	}
	if (s.field->kind == FIELD_SECRET)
		s.value = STR_NULL;
	return s;
}

/* id="f-NAME" is the input, or the first one of a group: the error summary leads there. */
static void
put_id(struct html *h, const char *attribute, const struct field *field, const char *suffix)
{
	put(h, " ");
	put(h, attribute);
	put(h, "=\"f-");
	html_put_cstr(h, field->name);
	html_put_cstr(h, suffix);
	put(h, "\"");
}

/*
 * A browser's own date field speaks the language of the browser; ours says how a date is written
 * in the language of the page.
 */
static const char *
form_of_value(enum field_kind kind)
{
	if (kind == FIELD_DATE)
		return N_("Skriv ÅÅÅÅ-MM-DD.");
	return kind == FIELD_MONTH ? N_("Skriv ÅÅÅÅ-MM.") : NULL;
}

static bool
has_hint(const struct field *field)
{
	return field->hint || form_of_value(field->kind);
}

static void
put_described_by(struct html *h, const struct shown *s)
{
	if (!has_hint(s->field) && !s->error)
		return;
	put(h, " aria-describedby=\"");
	if (has_hint(s->field)) {
		put(h, "f-");
		html_put_cstr(h, s->field->name);
		put(h, s->error ? "-hint " : "-hint");
	}
	if (s->error) {
		put(h, "f-");
		html_put_cstr(h, s->field->name);
		put(h, "-error");
	}
	put(h, "\"");
}

static void
put_invalid(struct html *h, const struct shown *s)
{
	if (s->error)
		put(h, " aria-invalid=\"true\"");
}

static void
put_label_text(struct html *h, const struct field *field)
{
	html_put_tr(h, field->label);
	if (field->is_required || field->is_conditional || field->kind == FIELD_CHECK ||
		field->kind == FIELD_BITS)
		return;
	put(h, " <span class=\"optional\">");
	html_put_tr(h, N_("(frivilligt)"));
	put(h, "</span>");
}

static void
put_hint(struct html *h, const struct shown *s)
{
	const char *form = form_of_value(s->field->kind);

	if (!has_hint(s->field))
		return;
	put(h, "<div data-field=\"description\"");
	put_id(h, "id", s->field, "-hint");
	put(h, ">");
	if (s->field->hint)
		html_put_tr(h, s->field->hint);
	if (s->field->hint && form)
		put(h, " ");
	if (form)
		html_put_tr(h, form);
	put(h, "</div>\n");
}

static void
put_error(struct html *h, const struct shown *s)
{
	if (!s->error)
		return;
	put(h, "<p class=\"ds-validation-message\" data-field=\"validation\"");
	put_id(h, "id", s->field, "-error");
	put(h, ">");
	html_put_tr(h, s->error);
	put(h, "</p>\n");
}

static void
put_label(struct html *h, const struct shown *s)
{
	put(h, "<label class=\"ds-label\" data-weight=\"medium\"");
	put_id(h, "for", s->field, "");
	put(h, ">");
	put_label_text(h, s->field);
	put(h, "</label>\n");
}

/* What browsers remember and send to spelling services is nobody's business (ux.md S9). */
static void
put_autocomplete(struct html *h, const struct field *field)
{
	put_attribute(
		h, "autocomplete", str_of(field->autocomplete ? field->autocomplete : "off"));
	if (form_of_value(field->kind) || field->kind == FIELD_TEXT ||
		field->kind == FIELD_LINES || field->kind == FIELD_INT)
		put(h, " spellcheck=\"false\"");
}

static void
put_common(struct html *h, const struct shown *s)
{
	put_id(h, "id", s->field, "");
	put_attribute(h, "name", str_of(s->field->name));
	put_described_by(h, s);
	put_invalid(h, s);
	if (s->field->is_required)
		put(h, " aria-required=\"true\"");
	put_lang(h, s->field->is_swedish);
}

static const char *
input_type(enum field_kind kind)
{
	switch (kind) {
	case FIELD_SECRET:
		return "password";
	case FIELD_TEXT:
	case FIELD_LINES:
	case FIELD_INT:
	case FIELD_DATE:
	case FIELD_MONTH:
	case FIELD_CHOICE:
	case FIELD_SELECT:
	case FIELD_ID:
	case FIELD_CHECK:
	case FIELD_BITS:
	case FIELD_HIDDEN:
	default:
		return "text";
	}
}

static void
put_input(struct html *h, const struct shown *s)
{
	put(h, "<input class=\"ds-input\" type=\"");
	put(h, input_type(s->field->kind));
	put(h, "\"");
	put_common(h, s);
	put_autocomplete(h, s->field);
	if (s->field->kind == FIELD_INT || form_of_value(s->field->kind))
		put(h, " inputmode=\"numeric\"");
	if (s->field->kind == FIELD_TEXT && s->field->max > 0)
		put_int_attribute(h, "maxlength", s->field->max);
	if (!str_is_empty(s->value))
		put_attribute(h, "value", s->value);
	put(h, ">\n");
}

static void
put_lines(struct html *h, const struct shown *s)
{
	put(h, "<textarea class=\"ds-input\" rows=\"4\"");
	put_common(h, s);
	put_autocomplete(h, s->field);
	/* HTML drops one line end after the tag; this one is for that. */
	put(h, ">\n");
	html_put_str(h, s->value);
	put(h, "</textarea>\n");
}

static void
put_check(struct html *h, const struct shown *s)
{
	put(h, "<div class=\"ds-field\">\n<input class=\"ds-input\" type=\"checkbox\"");
	put_common(h, s);
	put(h, " value=\"1\"");
	if (!str_is_empty(s->value) && !str_eq(s->value, STR("0")))
		put(h, " checked");
	put(h, ">\n<label class=\"ds-label\" data-weight=\"regular\"");
	put_id(h, "for", s->field, "");
	put(h, ">");
	put_label_text(h, s->field);
	put(h, "</label>\n");
	put_hint(h, s);
	put_error(h, s);
	put(h, "</div>\n");
}

/* One option of a group or list: what is posted, and what is read. */
struct option {
	struct str value, text;
	bool is_swedish;
};

static struct option
option_at(struct html *h, const struct shown *s, const struct form_option *options, size_t i)
{
	struct str id;

	if (options) {
		id = arena_printf(h->arena, "%lld", (long long)options[i].id);
		return (struct option){ id, options[i].label, options[i].is_swedish };
	}
	return (struct option){ str_of(s->field->choices[i].code),
		str_of(tr(h->lang, s->field->choices[i].label)), false };
}

/* Whether the option is what the field holds, or one of them. */
static bool
is_chosen(const struct shown *s, struct str value)
{
	struct str list = s->value, code;

	if (str_is_empty(list) || s->field->kind != FIELD_BITS)
		return !str_is_empty(list) && str_eq(list, value);
	while (str_split(&list, ';', &code))
		if (str_eq(code, value))
			return true;
	return false;
}

static void
put_choice(struct html *h, const struct shown *s, const struct option *option, bool is_first)
{
	const char *suffix = "";

	if (!is_first) {
		suffix = arena_cstr(
			h->arena, arena_printf(h->arena, "-%.*s", STR_ARG(option->value)));
		if (!suffix)
			return;
	}
	put(h, "<div class=\"ds-field\">\n<input class=\"ds-input\" type=\"");
	put(h, s->field->kind == FIELD_BITS ? "checkbox\"" : "radio\"");
	put_id(h, "id", s->field, suffix);
	put_attribute(h, "name", str_of(s->field->name));
	put_attribute(h, "value", option->value);
	if (is_chosen(s, option->value))
		put(h, " checked");
	put(h, ">\n<label class=\"ds-label\" data-weight=\"regular\"");
	put_id(h, "for", s->field, suffix);
	put_lang(h, option->is_swedish);
	put(h, ">");
	html_put_str(h, option->text);
	put(h, "</label>\n</div>\n");
}

static void
put_group(struct html *h, const struct shown *s, const struct form_option *options, size_t n)
{
	bool is_boxes = s->field->kind == FIELD_BITS;
	size_t i;

	put(h, "<fieldset class=\"ds-fieldset\"");
	if (!is_boxes)
		put(h, " role=\"radiogroup\"");
	put_described_by(h, s);
	/* A group of boxes has neither: each box is a field of its own. */
	if (!is_boxes)
		put_invalid(h, s);
	if (s->field->is_required && !is_boxes)
		put(h, " aria-required=\"true\"");
	put(h, ">\n<legend class=\"ds-label\" data-weight=\"medium\">");
	put_label_text(h, s->field);
	put(h, "</legend>\n");
	put_hint(h, s);
	for (i = 0; i < n; i++) {
		struct option option = option_at(h, s, options, i);

		put_choice(h, s, &option, i == 0);
	}
	put_error(h, s);
	put(h, "</fieldset>\n");
}

static void
put_list(struct html *h, const struct shown *s, const struct form_option *options, size_t n)
{
	size_t i;

	put(h, "<select class=\"ds-input\"");
	put_common(h, s);
	put(h, " autocomplete=\"off\">\n<option value=\"\">");
	html_put_tr(h, s->field->is_required ? N_("Välj") : N_("Inget valt"));
	put(h, "</option>\n");
	for (i = 0; i < n; i++) {
		struct option option = option_at(h, s, options, i);

		put(h, "<option");
		put_attribute(h, "value", option.value);
		if (is_chosen(s, option.value))
			put(h, " selected");
		put_lang(h, option.is_swedish);
		put(h, ">");
		html_put_str(h, option.text);
		put(h, "</option>\n");
	}
	put(h, "</select>\n");
}

static void
put_hidden(struct html *h, const struct field *field, struct str value)
{
	put(h, "<input type=\"hidden\"");
	put_attribute(h, "name", str_of(field->name));
	put_attribute(h, "value", value);
	put(h, ">\n");
}

void
form_put_field(struct html *h, const struct form *form, const struct form_state *state,
	int number, struct str value)
{
	struct shown s = shown_of(form, state, number, value);

	switch (s.field->kind) {
	case FIELD_CHOICE:
	case FIELD_BITS:
		put_group(h, &s, NULL, s.field->n_choices);
		return;
	case FIELD_CHECK:
		put_check(h, &s);
		return;
	case FIELD_HIDDEN:
	case FIELD_ID:
		put_hidden(h, s.field, s.value);
		return;
	case FIELD_TEXT:
	case FIELD_LINES:
	case FIELD_SECRET:
	case FIELD_INT:
	case FIELD_DATE:
	case FIELD_MONTH:
	case FIELD_SELECT:
	default:
		break;
	}
	put(h, "<div class=\"ds-field\">\n");
	put_label(h, &s);
	put_hint(h, &s);
	if (s.field->kind == FIELD_SELECT)
		put_list(h, &s, NULL, s.field->n_choices);
	else if (s.field->kind == FIELD_LINES)
		put_lines(h, &s);
	else
		put_input(h, &s);
	put_error(h, &s);
	put(h, "</div>\n");
}

void
form_put_options(struct html *h, const struct form *form, const struct form_state *state,
	int number, const struct form_option *options, size_t n, int64_t chosen)
{
	struct str preset =
		chosen ? arena_printf(h->arena, "%lld", (long long)chosen) : STR_NULL;
	struct shown s = shown_of(form, state, number, preset);

	assert_always(s.field->kind == FIELD_ID);
	if (n > 0 && n <= RADIO_OPTIONS_MAX) {
		put_group(h, &s, options, n);
		return;
	}
	put(h, "<div class=\"ds-field\">\n");
	put_label(h, &s);
	put_hint(h, &s);
	put_list(h, &s, options, n);
	put_error(h, &s);
	put(h, "</div>\n");
}

void
form_put_hidden(struct html *h, const struct form *form, int number, struct str value)
{
	assert_always(number >= 0 && number < (int)form->n_fields);
	put_hidden(h, &form->fields[number], value);
}
