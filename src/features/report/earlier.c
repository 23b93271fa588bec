/* Years before Lotsa beside the year of the report, each number with its protection or without. */
#include "features/report/making.h"

static void
put_share(struct writing *w, struct report_line *line, const struct share *share, int64_t yes,
	int64_t of)
{
	line->cells[1] = cell_share(w, share->share);
	line->cells[2] = cell_range(w, share->low, share->high);
	line->cells[3] = cell_number(w, yes);
	line->cells[4] = cell_number(w, of);
	line->value = value_of_share(share);
	line->words = SAY(w, N_("{1}\u00a0%, {2} av {3}"), percent_words(w, share->share),
		number_words(w, yes), number_words(w, of));
}

static struct report_line *
line_of(struct writing *w, struct report_table *table, const char *label, struct str period)
{
	struct report_line *line = &table->lines[table->n++];

	line->cells[0] =
		cell_words(SAY(w, N_("{1}, {2}"), words_of(w, label), period));
	return line;
}

/* All imported years of a topic, and then the year that the report is about. */
static void
write_topic(struct writing *w, struct report_table *table, const struct answer_line *about)
{
	const struct report_facts *f = w->facts;
	struct safe_figure now;
	size_t i, n = 0;

	for (i = 0; i < f->n_earlier; i++) {
		const struct earlier_figure *e = &f->earlier[i];
		struct report_line *line;

		if (!str_eq(e->topic, str_of(about->topic)))
			continue;
		n++;
		line = line_of(w, table, about->label,
			arena_printf(w->a, "%lld", (long long)e->year));
		put_share(w, line, &e->share, e->yes, e->of);
		line->cells[5] = cell_words(words_of(
			w, e->is_protected ? N_("lätt slumpat") : N_("utan skydd")));
	}
	if (n > 0 && f->all && safe_table_figure(f->all, 0, about->topic, "yes", &now) &&
			now.of > 0) {
		struct report_line *line =
			line_of(w, table, about->label, f->answers_period);

		put_share(w, line, &now.share, now.value, now.of);
		line->cells[5] = cell_words(words_of(w, N_("lätt slumpat")));
	}
}

void
write_earlier(struct writing *w)
{
	static const char *const columns[] = { N_("Fråga och år"), N_("Andel"), N_("Osäkerhet"),
		N_("Ja"), N_("Av svar"), N_("Skydd") };
	const struct report_facts *f = w->facts;
	struct report_table *table;
	size_t i;

	if (f->n_earlier == 0)
		return;
	section_begin(w, "tidigare", N_("Åren före Lotsa"));
	table = section_table(w, "tidigare-svar", N_("Andel som har sagt ja, år för år"),
		FIGURE_DOTS, f->n_earlier + ANSWER_STATES + ANSWER_TOPICS);
	if (!table)
		return;
	for (i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		report_column(w, table, words_of(w, columns[i]));
	for (i = 0; i < ANSWER_STATES; i++)
		write_topic(w, table, &answer_states[i]);
	for (i = 0; i < ANSWER_TOPICS; i++)
		write_topic(w, table, &answer_topics[i]);
	section_say(w, words_of(w, N_("De åren är inlästa ur tidigare redovisningar. Tal utan "
				      "skydd är exakta: de var kända innan Lotsa började "
				      "publicera, och löftet om skydd gäller inte dem. "
				      "Osäkerheten är då bara slumpen i vilka som råkade få "
				      "frågorna.")));
}
