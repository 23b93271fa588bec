/* Versions of a page to choose from. */
#include "core/http/choice.h"

static void
put(struct html *h, const char *markup)
{
	html_put_markup(h, markup, strlen(markup));
}

static void
put_choice(struct html *h, const struct choice_link *choice)
{
	put(h, "<li>\n");
	if (choice->is_here) {
		put(h, "<strong aria-current=\"page\">");
		html_put_str(h, choice->words);
		put(h, "</strong>\n");
	} else {
		put(h, "<a class=\"ds-link\" href=\"");
		html_put_url(h, choice->url);
		put(h, "\">");
		html_put_str(h, choice->words);
		put(h, "</a>\n");
	}
	put(h, "</li>\n");
}

void
choice_put(struct html *h, const char *label, const struct choice_link *choices, size_t n)
{
	size_t i;

	if (n < 2)
		return;
	put(h, "<nav class=\"period-choice\" aria-label=\"");
	html_put_tr(h, label);
	put(h, "\">\n<ul>\n");
	for (i = 0; i < n; i++)
		put_choice(h, &choices[i]);
	put(h, "</ul>\n</nav>\n");
}
