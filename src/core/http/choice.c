/* Versions of a page to choose from. */
#include "core/http/choice.h"

static void
put(struct html *h, const char *markup)
{
	html_put_markup(h, markup, strlen(markup));
}

static void
put_words(struct html *h, struct str words, bool are_names)
{
	if (are_names)
		html_put_swedish(h, in_swedish(words));
	else
		html_put_str(h, words);
}

static void
put_choice(struct html *h, const struct choice_link *choice, bool is_name)
{
	put(h, "<li>\n");
	if (choice->is_here) {
		put(h, "<strong aria-current=\"page\">");
		put_words(h, choice->words, is_name);
		put(h, "</strong>\n");
	} else {
		put(h, "<a class=\"ds-link\" href=\"");
		html_put_url(h, choice->url);
		put(h, "\">");
		put_words(h, choice->words, is_name);
		put(h, "</a>\n");
	}
	put(h, "</li>\n");
}

static void
put_choices(struct html *h, const char *label, const struct choice_link *choices, size_t n,
	bool are_names)
{
	size_t i;

	if (n < 2)
		return;
	put(h, "<nav class=\"period-choice\" aria-label=\"");
	html_put_tr(h, label);
	put(h, "\">\n<ul>\n");
	for (i = 0; i < n; i++)
		put_choice(h, &choices[i], are_names);
	put(h, "</ul>\n</nav>\n");
}

void
choice_put(struct html *h, const char *label, const struct choice_link *choices, size_t n)
{
	put_choices(h, label, choices, n, false);
}

void
choice_put_names(
	struct html *h, const char *label, const struct choice_link *choices, size_t n)
{
	put_choices(h, label, choices, n, true);
}
