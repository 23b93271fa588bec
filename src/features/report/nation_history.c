/* Years before Lotsa in the files of the national table, each number with its protection or without. */
#include "features/report/making.h"
#include "features/report/nation.h"

enum err
nation_read_history(const struct report_order *o, struct nation *nation)
{
	size_t i;

	for (i = nation_associations(nation); i < nation->n; i++)
		TRY(release_earlier(o->db, o->arena, nation->places[i].org,
			&nation->places[i].earlier, &nation->places[i].n_earlier));
	return OK;
}

const char *
history_word(const struct earlier_figure *figure)
{
	return figure->is_protected ? "protected_history" : "unprotected_history";
}

static const char *
label_of(struct str topic)
{
	size_t i;

	for (i = 0; i < ANSWER_STATES; i++)
		if (str_eq(topic, str_of(answer_states[i].topic)))
			return answer_states[i].label;
	for (i = 0; i < ANSWER_TOPICS; i++)
		if (str_eq(topic, str_of(answer_topics[i].topic)))
			return answer_topics[i].label;
	return "";
}

static void
write_lines(struct writing *w, struct report_table *table, const struct nation_place *p)
{
	size_t i;

	for (i = 0; i < p->n_earlier; i++) {
		const struct earlier_figure *e = &p->earlier[i];
		struct report_line *line = &table->lines[table->n++];

		line->cells[0] = cell_words(p->name);
		line->cells[1] = cell_words(
			arena_printf(w->a, "%lld", (long long)e->year));
		line->cells[2] = cell_words(words_of(w, label_of(e->topic)));
		line->cells[3] = cell_share(w, e->share.share);
		line->cells[4] = cell_range(w, e->share.low, e->share.high);
		line->cells[5] = cell_number(w, e->yes);
		line->cells[6] = cell_number(w, e->of);
		line->cells[7] = cell_words(words_of(w, e->is_protected
			? N_("lätt slumpad historik") : N_("oskyddad historik")));
	}
}

enum err
nation_add_history(const struct report_order *o, const struct nation *nation,
	struct report *report)
{
	static const char *const columns[] = { N_("Förbund"), N_("År"), N_("Fråga"),
		N_("Andel"), N_("Osäkerhet"), N_("Ja"), N_("Av svar"), N_("Skydd") };
	struct writing w = { .a = o->arena, .lang = o->lang, .report = report };
	struct report_table *table;
	size_t i, n = 0;

	for (i = 0; i < nation->n; i++)
		n += nation->places[i].n_earlier;
	if (n == 0)
		return OK;
	section_begin(&w, "tidigare", N_("Åren före Lotsa"));
	section_say(&w, words_of(&w, N_("Inläst ur tidigare redovisningar, och med i inga "
					"summor. Oskyddad historik är exakta tal: löftet om "
					"skydd gäller inte dem.")));
	table = section_table(&w, "tidigare-svar", N_("Andel som har sagt ja, år för år"),
		FIGURE_NONE, n);
	if (!table)
		return ERR_LIMIT;
	table->names_places = true;
	for (i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		report_column(&w, table, words_of(&w, columns[i]));
	for (i = 0; i < nation->n; i++)
		write_lines(&w, table, &nation->places[i]);
	return arena_is_full(o->arena) ? ERR_LIMIT : OK;
}
