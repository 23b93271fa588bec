/* Days and months of the Gregorian calendar as plain integers: no clock, no time zone. */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include "base/arena.h"

/* Days since 1970-01-01; 0 means "no date" (nothing in Lotsa happened on that day). */
struct date {
	int32_t days;
};

/* year * 12 + (month - 1); 0 means "no month". */
struct month {
	int32_t m;
};

bool date_is_set(struct date d);
/* Proleptic Gregorian calendar; ERR_INVALID for a day that does not exist. */
enum err date_of(int year, int month, int day, struct date *out);
void date_parts(struct date d, int *year, int *month, int *day);
/* "2026-11-22" and nothing else (ISO 8601 calendar date). */
enum err date_parse(struct str s, struct date *out);
/*
 * A date as people write it, trimmed: "2026-1-5", "20260105", "260105", "5/1 2026", "5 januari 2026"
 * (names of months in Swedish or English).  ERR_INVALID also for what could be two days: "1/5/2026".
 */
enum err date_read(struct str s, struct date *out);
/* "2026-11-22", or the empty slice for no date. */
struct str date_text(struct arena *a, struct date d);
struct date date_add_days(struct date d, int days);
struct month date_month(struct date d);
/* 1 Monday ... 7 Sunday (ISO 8601). */
int date_weekday(struct date d);

bool month_is_set(struct month m);
struct month month_of(int year, int month);
int month_year(struct month m);
/* 1..12 */
int month_number(struct month m);
/* "2026-11" and nothing else. */
enum err month_parse(struct str s, struct month *out);
/* A month as people write it: "2026-1", "202601", "1/2026", "januari 2026". */
enum err month_read(struct str s, struct month *out);
struct str month_text(struct arena *a, struct month m);
struct month month_add(struct month m, int months);
struct date month_first_day(struct month m);
/* year * 2 + (0 January-June, 1 July-December) */
int32_t month_half_year(struct month m);
/* year * 4 + (0..3) */
int32_t month_quarter(struct month m);

#endif
