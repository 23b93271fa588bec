/* Forms as field tables: around the fields stand a summary of what is wrong, and a form that asks. */
#include "core/http/form.h"

static void
put(struct html *h, const char *markup)
{
	html_put_markup(h, markup, strlen(markup));
}

static void
put_summary_line(struct html *h, const struct field *field, const char *error)
{
	put(h, "<li>");
	if (field->kind != FIELD_HIDDEN) {
		put(h, "<a class=\"ds-link\" href=\"#f-");
		html_put_cstr(h, field->name);
		put(h, "\">");
		html_put_tr(h, field->label);
		put(h, "</a>: ");
	}
	html_put_tr(h, error);
	put(h, "</li>\n");
}

void
form_put_summary(struct html *h, const struct form_state *state)
{
	bool has_list = false;
	size_t i;

	if (!form_has_errors(state))
		return;
	put(h,
		"<div class=\"ds-error-summary\" role=\"alert\" tabindex=\"-1\" "
		"id=\"f-summary\">\n"
		"<h2 class=\"ds-heading\" data-size=\"xs\">");
	html_put_tr(h, N_("Något behöver rättas"));
	put(h, "</h2>\n");
	if (state->summary) {
		put(h, "<p class=\"ds-paragraph\">");
		html_put_tr(h, state->summary);
		put(h, "</p>\n");
	}
	for (i = 0; state->form && i < state->form->n_fields; i++) {
		if (!state->errors[i])
			continue;
		if (!has_list)
			put(h, "<ul class=\"ds-list\">\n");
		has_list = true;
		put_summary_line(h, &state->form->fields[i], state->errors[i]);
	}
	put(h, has_list ? "</ul>\n</div>\n" : "</div>\n");
}

void
form_query_begin(struct html *h, struct url action)
{
	put(h, "<form method=\"get\" action=\"");
	html_put_url(h, action);
	put(h, "\">\n");
}

void
form_query_end(struct html *h)
{
	put(h, "</form>\n");
}
