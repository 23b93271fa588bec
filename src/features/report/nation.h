/* The nation's associations side by side, its counties and programmes, for the analyst. */
#ifndef FEATURES_REPORT_NATION_H
#define FEATURES_REPORT_NATION_H

#include "features/people/people.h"
#include "features/release/release.h"
#include "features/report/document.h"
#include "features/statistics/statistics.h"

enum nation_level { NATION_WHOLE, NATION_COUNTY, NATION_PROGRAMME, NATION_ASSOCIATION };

/* A line in the year; table is NULL when nothing of it is published. */
struct nation_place {
	enum nation_level level;
	struct str code, name;		/* a county's is its two digits */
	org_id org;			/* of an association, or the nation */
	programme_id programme;
	const struct safe_table *table;
	size_t group;			/* of the table */
	struct release_about about;
	int32_t from_half;		/* where its year begins; 0 where not all of it begin alike */
	struct coverage_cell coverage;	/* of an association; is_few where it is not known */
	int64_t n_published, n_interventions;	/* of a programme, as struct programme_sum */
	const struct earlier_figure *earlier;	/* of an association, once nation_read_history was called */
	size_t n_earlier;
};

struct nation {
	int64_t year;			/* 0 = nothing is published anywhere */
	struct nation_place *places;	/* the nation, counties, programmes, then associations */
	size_t n, n_wide, n_programmes;	/* of all; of the nation and counties; of programmes */
	int64_t years[12];		/* to choose from, newest first */
	size_t n_years;
};

/* Where the associations begin among the places. */
size_t nation_associations(const struct nation *nation);
/* "nation", "county", "programme", "association". */
const char *nation_level_word(enum nation_level level);

/* `year` 0 = the newest with figures.  ERR_NOT_FOUND for a year that has none. */
enum err nation_read(const struct report_order *order, struct nation *out);
/* As a document, for the page and the workbook. */
enum err nation_report(const struct report_order *order, const struct nation *nation,
	struct report *out);
/* What the files have numbers of: who said yes to what, and how it was to be asked. */
enum { NATION_LINES = ANSWER_STATES + ANSWER_TOPICS + EXPERIENCE_LINES };
struct nation_line {
	const char *topic, *answer;	/* "PHYSICAL", "yes" */
	struct str id;			/* "PHYSICAL", or "EXPERIENCE.hard" */
	const char *label, *about;	/* N_ */
};
struct nation_line nation_line(struct arena *a, size_t i);
/* False where nothing of it is published. */
bool nation_figure(const struct nation_place *p, size_t line, struct safe_figure *out);
/* Whether the place's year is not January to December of the table's. */
bool nation_is_other_year(const struct nation *nation, const struct nation_place *p);

/*
 * What the columns and words of the CSV mean, as a file of its own: a block of comments is no CSV
 * (doc/decisions/0041).  In Swedish and English.
 */
void nation_put_definitions(struct arena *a, struct buf *out);
/* The same of what is counted, as a section more of the workbook. */
enum err nation_add_definitions(const struct report_order *order, struct report *report);
/* A row for each figure of each place, with what it comes from. */
void nation_put_csv(const struct nation *nation, struct arena *a, struct buf *out);
/* JSON-stat 2.0 (json-stat.org): place x topic x figure. */
void nation_put_json(const struct nation *nation, struct arena *a, struct buf *out);

/*
 * Years before Lotsa, for the files: rows of their own, each marked as with or without protection, and in
 * no sum.  Where they were read, nation_put_csv and nation_put_json have them as well.
 */
enum err nation_read_history(const struct report_order *order, struct nation *nation);
/* As a section more of the workbook, where there are any. */
enum err nation_add_history(const struct report_order *order, const struct nation *nation,
	struct report *report);
/* "unprotected_history", or "protected_history" of a number that had noise already. */
const char *history_word(const struct earlier_figure *figure);

/* /statistik/nation and /statistik/nation/:code, the code being csv, xlsx or json */
page_fn nation_show;
page_fn nation_file;

#endif
