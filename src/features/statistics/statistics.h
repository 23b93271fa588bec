/* Coverage: how many of those who were due have been asked. */
#ifndef FEATURES_STATISTICS_STATISTICS_H
#define FEATURES_STATISTICS_STATISTICS_H

#include "base/share.h"
#include "core/http/handler.h"

/* A year, half-year or quarter of the calendar, both ends included. */
struct period {
	struct month from, to;
	bool is_year;		/* reasons for not asking are shown by year only */
	struct str code;	/* "2026", "2026-H1", "2026-K3" */
};

/* "2026", "2026-H1".."-H2", "2026-K1".."-K4" (also "Q"); ERR_INVALID otherwise. */
enum err period_parse(struct arena *a, struct str code, struct period *out);
/* The calendar year of a day. */
struct period period_year_of(struct arena *a, struct date day);

/*
 * Persons.  due: their due date falls in the period; asked: at least one asking was made or declined;
 * declined: of these, those who declined every time.  (domain.md, "Coverage")
 */
struct coverage_cell {
	int64_t due, asked, declined;
	bool is_few;		/* fewer than ten due, above the team: the numbers are all 0 */
};

struct coverage_row {
	struct str label;	/* a name, or empty where `text` speaks */
	const char *text;	/* N_ */
	struct str code;	/* "woman", "25-39", "2026-K1": for files */
	int64_t key;
	struct coverage_cell cell;
};

struct coverage_table {
	const char *code;	/* "quarter", "sex", "age", "intervention", "team", "association" */
	const char *heading;	/* N_ */
	bool names_units;	/* the labels are names that people gave, in Swedish */
	struct coverage_row *rows;
	size_t n;
};

enum { COVERAGE_TABLES_MAX = 6, COVERAGE_FEW = 10 };

struct coverage {
	struct period period;
	struct month through;		/* the last month that is counted: today's at the latest */
	struct str place;		/* whose coverage */
	bool is_exact;			/* one team's own figures: nothing is hidden */
	struct coverage_cell all;
	struct coverage_table tables[COVERAGE_TABLES_MAX];
	size_t n_tables;
	struct coverage_table occasions;	/* outcome -> n in cell.asked; never hidden in a team */
	struct coverage_table reasons;		/* only when period.is_year */
	bool has_counts_only;		/* typed denominators are among the figures */
};

/*
 * Whether one group is asked less than the other: the interval of the difference (share_difference) lies on
 * one side of nothing, and at least ten of each were due.
 */
enum coverage_gap { GAP_UNKNOWN, GAP_NONE, GAP_SECOND_LESS, GAP_FIRST_LESS };
enum coverage_gap coverage_gap(const struct coverage_cell *first,
	const struct coverage_cell *second);

/*
 * The coverage of the scope's place: one team exactly, everything above with cells under ten hidden.
 * `today` bounds the period, so that what is not yet due does not count as missed.
 */
enum err coverage_read(struct db *db, const struct scope *scope, struct arena *a,
	const struct period *period, struct date today, struct coverage *out);

/* The `all` of coverage_read, for who needs nothing else: it reads a fifth of that. */
enum err coverage_read_all(struct db *db, const struct scope *scope, struct arena *a,
	const struct period *period, struct date today, struct coverage_cell *out);

/* The table in the long format: table,group,due,asked,declined,percent; "few" for a hidden cell. */
void coverage_put_csv(const struct coverage *coverage, struct buf *out);
void coverage_put_json(const struct coverage *coverage, struct buf *out);
void coverage_put_text(const struct coverage *coverage, struct arena *a, struct buf *out);

/* `lotsa report coverage --data DIR --period 2026 --format text|csv|json [--at CODE]` */
int statistics_command_report(const struct config *config, int argc, char **argv);

extern const struct room statistics_room;

#endif
