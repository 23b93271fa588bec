/* How participants found it to be asked, where the form asks that. */
#include "features/report/making.h"
#include "features/screening/screening.h"

static bool
experience_of(const struct safe_table *table, struct safe_experience *out)
{
	return table && safe_table_groups(table) > 0 && safe_table_experience(table, 0, out);
}

static void
answer_line(struct writing *w, struct report_table *table, const char *label,
	const struct safe_figure *now, const struct safe_figure *before)
{
	struct report_line *line = &table->lines[table->n++];

	line->cells[0] = cell_words(words_of(w, label));
	line_put_figure(w, line, 1, now);
	line->cells[5] = before ? cell_telling(w, &before->share) : cell_none();
	line->cells[6] = before ? cell_range(w, before->share.low, before->share.high)
				: cell_none();
}

static struct str
hard_words(const struct writing *w, const struct safe_figure *hard)
{
	if (!share_is_telling(&hard->share))
		return words_of(w, N_("Hur många som tyckte att det var jobbigt att få "
				      "frågorna är för osäkert att säga."));
	return SAY(w,
		N_("{1} av dem som svarade på frågan tyckte att det var jobbigt att få frågorna: "
		   "{2} procent (osäkerhet {3})."),
		words_of(w, rate_words(hard->share.share)),
		percent_words(w, hard->share.share),
		range_words(w, hard->share.low, hard->share.high));
}

/* Nothing at all where it was not collected, or too few answered: most associations do not ask it. */
void
write_experience(struct writing *w)
{
	struct safe_experience now, before;
	bool has_before = experience_of(w->facts->all_before, &before);
	struct report_table *table;
	size_t i;

	if (!experience_of(w->facts->all, &now))
		return;
	section_begin(w, "upplevelse", N_("Hur det var att bli tillfrågad"));
	w->at->lead = hard_words(w, &now.hard);
	/* Three numbers need no drawing, and the page keeps to its size. */
	table = section_table(
		w, "upplevelse-svar", N_("Hur det var att få frågorna"), FIGURE_NONE,
		EXPERIENCE_LINES);
	if (!table)
		return;
	report_column(w, table, words_of(w, N_("Svar")));
	report_column(w, table, words_of(w, N_("Andel")));
	report_column(w, table, words_of(w, N_("Osäkerhet")));
	report_column(w, table, words_of(w, N_("Antal")));
	report_column(w, table, words_of(w, N_("Av svar")));
	report_column(w, table, words_of(w, N_("Året före")));
	report_column(w, table, words_of(w, N_("Osäkerhet året före")));
	for (i = 0; i < EXPERIENCE_LINES; i++)
		answer_line(w, table, experience_lines[i].label, experience_figure(&now, i),
			has_before ? experience_figure(&before, i) : NULL);
	section_say(w, SAY(w,
		N_("Frågan ställs sist i de insatser som har den i sitt formulär. {1} av {2} som "
		   "svarade på frågorna har svarat på den. Också de talen är lätt slumpade."),
		number_words(w, now.answered), number_words(w, now.n)));
}
