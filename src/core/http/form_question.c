/* Forms whose texts are data: the questions of an instrument. */
#include "core/http/form.h"

static void
put(struct html *h, const char *markup)
{
	html_put_markup(h, markup, strlen(markup));
}

/* Words, and beneath them the same in the second language. */
static void
put_words(struct html *h, const struct form_question *question, struct str first,
	struct str second)
{
	if (!question->second || str_is_empty(second)) {
		html_put_str(h, first);
		return;
	}
	put(h, "<span lang=\"");
	html_put_str(h, question->lang);
	put(h, "\" dir=\"auto\">");
	html_put_str(h, first);
	put(h, "</span><span class=\"second\" lang=\"");
	html_put_str(h, question->second->lang);
	put(h, "\" dir=\"auto\">");
	html_put_str(h, second);
	put(h, "</span>");
}

/* As in form_html.c: the first button of a group has the field's own id. */
static void
put_radio_id(struct html *h, const char *attribute, const struct field *field,
	const struct form_radio *radio, bool is_first)
{
	put(h, " ");
	put(h, attribute);
	put(h, "=\"f-");
	html_put_cstr(h, field->name);
	if (!is_first) {
		put(h, "-");
		html_put_cstr(h, radio->code);
	}
	put(h, "\"");
}

static void
put_radio(struct html *h, const struct field *field, const struct form_question *question,
	size_t i, struct str value)
{
	const struct form_radio *radio = &question->radios[i];

	put(h, "<div class=\"ds-field\"><input class=\"ds-input\" type=\"radio\"");
	put_radio_id(h, "id", field, radio, i == 0);
	put(h, " name=\"");
	html_put_cstr(h, field->name);
	put(h, "\" value=\"");
	html_put_cstr(h, radio->code);
	put(h, "\" data-key=\"");
	html_put_cstr(h, radio->key);
	put(h, "\"");
	if (!str_is_empty(value) && str_eq(value, str_of(radio->code)))
		put(h, " checked");
	put(h, "><label class=\"ds-label\" data-weight=\"regular\"");
	put_radio_id(h, "for", field, radio, i == 0);
	put(h, ">");
	if (question->shows_keys) {
		put(h, "<kbd>");
		html_put_cstr(h, radio->key);
		put(h, "</kbd> ");
	}
	put_words(h, question, radio->label,
		question->second ? question->second->labels[i] : STR_NULL);
	put(h, "</label></div>\n");
}

/* aria-describedby of help and error, and both of them as markup. */
static void
put_described_by(struct html *h, const struct field *field, bool has_help, bool has_error)
{
	if (!has_help && !has_error)
		return;
	put(h, " aria-describedby=\"");
	if (has_help) {
		put(h, "f-");
		html_put_cstr(h, field->name);
		put(h, has_error ? "-hint " : "-hint");
	}
	if (has_error) {
		put(h, "f-");
		html_put_cstr(h, field->name);
		put(h, "-error");
	}
	put(h, "\"");
	if (has_error)
		put(h, " aria-invalid=\"true\"");
}

static void
put_lang(struct html *h, struct str lang)
{
	put(h, " lang=\"");
	html_put_str(h, lang);
	put(h, "\"");
}

/* An error speaks the language of the page, inside a question that may speak another. */
static void
put_error(struct html *h, const struct field *field, const char *error, bool is_within_other)
{
	put(h, "<p class=\"ds-validation-message\" data-field=\"validation\" id=\"f-");
	html_put_cstr(h, field->name);
	put(h, "-error\"");
	if (is_within_other)
		put_lang(h, str_of(lang_code(h->lang)));
	put(h, ">");
	html_put_tr(h, error);
	put(h, "</p>\n");
}

void
form_put_beside(struct html *h, const struct form_beside *beside)
{
	put(h, "<div class=\"staff-half\" data-beside lang=\"");
	html_put_str(h, beside->lang);
	put(h, "\" dir=\"auto\">\n<p><strong>");
	html_put_str(h, beside->heading);
	put(h, "</strong></p>\n<p>");
	html_put_str(h, beside->words);
	put(h, "</p>\n</div>\n");
}

void
form_put_question(struct html *h, const struct form *form, const struct form_state *state,
	int number, const struct form_question *question, struct str value)
{
	const struct field *field = &form->fields[number];
	/* with a second language each text says its own */
	const bool is_other = !question->second && !str_is_empty(question->lang) &&
		!str_eq(question->lang, str_of(lang_code(h->lang)));
	const char *error = NULL;
	size_t i;

	assert_always(number >= 0 && number < (int)form->n_fields &&
		field->kind == FIELD_CHOICE);
	if (state && state->form == form) {
		value = state->raw[number];
		error = state->errors[number];
	}
	put(h, "<fieldset class=\"ds-fieldset\" role=\"radiogroup\" data-question=\"");
	html_put_str(h, question->code);
	put(h, question->is_step ? "\" data-step" : "\"");
	if (is_other)
		put_lang(h, question->lang);
	put_described_by(h, field, !str_is_empty(question->help), error != NULL);
	put(h, ">\n<legend class=\"ds-label\" data-weight=\"medium\">");
	put_words(h, question, question->legend,
		question->second ? question->second->legend : STR_NULL);
	put(h, "</legend>\n");
	if (!str_is_empty(question->help)) {
		put(h, "<p data-field=\"description\" id=\"f-");
		html_put_cstr(h, field->name);
		put(h, "-hint\">");
		put_words(h, question, question->help,
			question->second ? question->second->help : STR_NULL);
		put(h, "</p>\n");
	}
	put(h, "<div class=\"options\">\n");
	for (i = 0; i < question->n; i++)
		put_radio(h, field, question, i, value);
	put(h, "</div>\n");
	if (error)
		put_error(h, field, error, is_other);
	if (question->beside)
		form_put_beside(h, question->beside);
	put(h, "</fieldset>\n");
}
