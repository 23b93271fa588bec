/* Sentences, cells and numbers of a report. */
#include "features/report/making.h"

void
section_begin(struct writing *w, const char *id, const char *heading)
{
	assert_always(w->report->n < REPORT_SECTIONS_MAX);
	w->at = &w->report->sections[w->report->n++];
	*w->at = (struct report_section){ .id = id, .heading = words_of(w, heading) };
}

void
section_say(struct writing *w, struct str sentence)
{
	assert_always(w->at->n_says < REPORT_SAYS_MAX);
	w->at->says[w->at->n_says++] = sentence;
}

struct report_table *
section_table(struct writing *w, const char *id, const char *title, enum report_figure figure,
	size_t n)
{
	struct report_table *table = ARENA_NEW(w->a, struct report_table);
	struct report_line *lines = ARENA_ARRAY(w->a, struct report_line, n + 1);

	if (!table || !lines)
		return NULL;
	*table = (struct report_table){ .id = id, .title = words_of(w, title),
		.figure = figure, .lines = lines,
		.about = words_of(w, N_("Andelen i varje rad, med osäkerhet. "
					"Talen står i tabellen efter figuren.")) };
	w->at->table = table;
	return table;
}

void
report_column(struct writing *w, struct report_table *table, struct str heading)
{
	(void)w;
	assert_always(table->n_columns < REPORT_COLUMNS_MAX);
	table->columns[table->n_columns++] = heading;
}

struct str
words_of(const struct writing *w, const char *text)
{
	return str_of(tr(w->lang, text));
}

struct str
number_words(const struct writing *w, int64_t v)
{
	return lang_number(w->a, w->lang, v);
}

struct str
percent_words(const struct writing *w, int32_t thousandths)
{
	return number_words(w, answer_percent(thousandths));
}

struct str
range_words(const struct writing *w, int32_t low, int32_t high)
{
	return arena_printf(w->a, "%lld–%lld", (long long)answer_percent(low),
		(long long)answer_percent(high));
}

struct report_cell
cell_words(struct str words)
{
	return (struct report_cell){ .kind = CELL_WORDS, .words = words };
}

struct report_cell
cell_number(const struct writing *w, int64_t v)
{
	return (struct report_cell){ CELL_NUMBER, number_words(w, v), v, v };
}

struct report_cell
cell_share(const struct writing *w, int32_t thousandths)
{
	return (struct report_cell){ CELL_SHARE,
		SAY(w, N_("{1}\u00a0%"), percent_words(w, thousandths)), thousandths,
		thousandths };
}

struct report_cell
cell_telling(const struct writing *w, const struct share *share)
{
	struct report_cell cell = cell_share(w, share->share);

	if (!share_is_telling(share))
		cell.words = words_of(w, N_("för osäkert"));
	return cell;
}

struct report_cell
cell_range(const struct writing *w, int32_t low, int32_t high)
{
	return (struct report_cell){ CELL_RANGE,
		SAY(w, N_("{1}\u00a0%"), range_words(w, low, high)), low, high };
}

struct report_cell
cell_none(void)
{
	return cell_words(STR("–"));
}

struct svg_value
value_none(void)
{
	return (struct svg_value){ -1, -1, -1 };
}

struct svg_value
value_of_share(const struct share *share)
{
	return (struct svg_value){ share->share * 10, share->low * 10, share->high * 10 };
}
