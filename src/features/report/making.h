/* Between the files that make a report. */
#ifndef FEATURES_REPORT_MAKING_H
#define FEATURES_REPORT_MAKING_H

#include "features/people/people.h"
#include "features/release/release.h"
#include "features/report/document.h"
#include "features/report/own_text.h"
#include "features/statistics/statistics.h"

/* What a report rests on; a table that may not be shown is NULL. */
struct report_facts {
	struct org_row place;
	struct coverage coverage;
	struct coverage_cell before;	/* all of the year before */
	bool has_before;
	bool is_annual;
	int32_t from_half;		/* of the answers; 0 = nothing is published */
	struct str answers_period;	/* "2025" */
	struct release_about about;
	const struct safe_table *all, *all_before, *nation, *sexes, *ages, *interventions;
	const struct safe_table *referrals;
	const struct earlier_figure *earlier;	/* of the years before Lotsa */
	size_t n_earlier;
	struct own_text text;
};

enum err facts_gather(const struct report_order *order, struct report_facts *out);

/* A report that is being written. */
struct writing {
	const struct report_facts *facts;
	struct arena *a;
	enum lang lang;
	struct report *report;
	struct report_section *at;
};

void section_begin(struct writing *w, const char *id, const char *heading);
void section_say(struct writing *w, struct str sentence);
/* A table with room for n lines, none of them there yet; NULL when the arena is full. */
struct report_table *section_table(struct writing *w, const char *id, const char *title,
	enum report_figure figure, size_t n);
void report_column(struct writing *w, struct report_table *table, struct str heading);

struct str words_of(const struct writing *w, const char *text);
/* tr_fill of up to nine texts. */
#define SAY(w, text, ...)                                                              \
	tr_fill((w)->a, (w)->lang, (text), (const struct str[]){ __VA_ARGS__ },         \
		sizeof((const struct str[]){ __VA_ARGS__ }) / sizeof(struct str))
struct str number_words(const struct writing *w, int64_t v);
/* "43" out of thousandths, and "35–48". */
struct str percent_words(const struct writing *w, int32_t thousandths);
struct str range_words(const struct writing *w, int32_t low, int32_t high);

struct report_cell cell_words(struct str words);
struct report_cell cell_number(const struct writing *w, int64_t v);
struct report_cell cell_share(const struct writing *w, int32_t thousandths);
/* The share, or that it is too uncertain; a file has the number either way. */
struct report_cell cell_telling(const struct writing *w, const struct share *share);
struct report_cell cell_range(const struct writing *w, int32_t low, int32_t high);
struct report_cell cell_none(void);
struct svg_value value_none(void);
struct svg_value value_of_share(const struct share *share);

/*
 * Share, interval, yes and of from cell `at` on; the value for the figure.  Of a share that tells nothing
 * neither share nor number of yes is read, and no dot is drawn.
 */
void line_put_figure(const struct writing *w, struct report_line *line, size_t at,
	const struct safe_figure *figure);

/* The sections, in the order in which they stand. */
void write_short(struct writing *w);
void write_coverage(struct writing *w);
void write_answers(struct writing *w);
void write_sexes(struct writing *w);
void write_ages(struct writing *w);
void write_interventions(struct writing *w);
void write_earlier(struct writing *w);
void write_experience(struct writing *w);
void write_referrals(struct writing *w);
void write_own_text(struct writing *w);
void write_how_to_read(struct writing *w);

#endif
