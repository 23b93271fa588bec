/* Recurrence rules against another implementation, and opening hours as people write them. */
#include "base/hours.h"
#include "base/rrule.h"
#include "tests/harness/harness.h"

static struct date
day(const char *text)
{
	struct date d;

	CHECK_ERR(OK, date_parse(str_of(text), &d));
	return d;
}

/* Days 0 to 770 from 2026-11-22: how many, and a hash of which, as dateutil 2.9 has them. */
static const struct {
	const char *rule;
	int n, hash;
} known[] = {
	{ "FREQ=WEEKLY;BYDAY=MO,WE,FR", 330, 135219 },
	{ "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", 110, 721311 },
	{ "FREQ=MONTHLY;BYDAY=1MO", 25, 918583 },
	{ "FREQ=MONTHLY;BYDAY=-1FR,2WE", 51, 3541 },
	{ "FREQ=MONTHLY;BYMONTHDAY=1,15,31", 65, 282544 },
	{ "FREQ=DAILY;INTERVAL=3", 257, 425064 },
	{ "FREQ=MONTHLY;INTERVAL=3;BYDAY=-2TU", 8, 557778 },
	{ "FREQ=WEEKLY;INTERVAL=3;BYDAY=SU;UNTIL=20270401", 7, 959068 },
	{ "FREQ=DAILY;BYDAY=SA,SU", 221, 216253 },
	{ "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", 2, 8875 },
	{ "FREQ=WEEKLY;INTERVAL=2", 56, 11097 },
	{ "FREQ=MONTHLY;INTERVAL=2", 13, 226318 },
};

TEST(a_rule_has_the_days_that_another_implementation_finds)
{
	struct date start = day("2026-11-22");
	size_t i;

	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		int n = 0, hash = 0, d;
		struct rrule rule;

		CHECK_ERR(OK, rrule_parse(str_of(known[i].rule), &rule));
		for (d = 0; d <= 770; d++)
			if (rrule_has(&rule, start, date_add_days(start, d))) {
				n++;
				hash = (hash * 31 + d) % 1000003;
			}
		ck_assert_msg(n == known[i].n && hash == known[i].hash, "%s: %d days",
			known[i].rule, n);
		CHECK(!rrule_has(&rule, start, date_add_days(start, -7)));
	}
}

TEST(a_rule_comes_out_as_it_was_read)
{
	struct buf out BUF_CLEANUP = buf_new(256);
	struct rrule rule;
	size_t i;

	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		buf_clear(&out);
		CHECK_ERR(OK, rrule_parse(str_of(known[i].rule), &rule));
		rrule_put(&out, &rule);
		if (i != 3 && i != 9) /* those name their days in another order */
			ck_assert_msg(str_eq(buf_str(&out), str_of(known[i].rule)), "%.*s",
				STR_ARG(buf_str(&out)));
	}
}

TEST(a_rule_that_is_not_wholly_understood_is_refused)
{
	static const char *const bad[] = { "", "BYDAY=MO", "FREQ=YEARLY", "FREQ=WEEKLY;COUNT=3",
		"FREQ=WEEKLY;BYDAY=", "FREQ=WEEKLY;BYDAY=1MO", "FREQ=MONTHLY;BYDAY=6MO",
		"FREQ=MONTHLY;BYDAY=0MO", "FREQ=WEEKLY;FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=0",
		"FREQ=WEEKLY;INTERVAL=100", "FREQ=MONTHLY;BYMONTHDAY=32", "FREQ=WEEKLY;",
		"FREQ=WEEKLY;UNTIL=20260230", "FREQ=WEEKLY;UNTIL=19700101",
		"FREQ=WEEKLY;WKST=SU", "freq=weekly", "FREQ=MONTHLY;BYDAY=+",
		"FREQ=DAILY;BYSETPOS=1" };
	struct rrule rule;
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ck_assert_msg(rrule_parse(str_of(bad[i]), &rule) == ERR_INVALID, "%s", bad[i]);
}

/* ---- opening hours ---- */

static struct hours_now
at(struct arena *a, const char *text, const char *date, int hour, int minute)
{
	struct hours hours[HOURS_MAX];
	size_t n;
	enum err e = hours_parse(a, str_of(text), hours, &n);

	ck_assert_msg(e == OK, "%s", text);
	return hours_at(hours, n, day(date), hour * 60 + minute);
}

#define OPEN_UNTIL(text, date, hour, min_, on_, change_)                           \
	do {                                                                      \
		struct hours_now now_ = at(a, text, date, hour, min_);            \
		CHECK(now_.is_open && !now_.is_for_ever);                         \
		CHECK(now_.on.days == day(on_).days && now_.minute == (change_)); \
	} while (0)
#define SHUT_UNTIL(text, date, hour, min_, on_, change_)                           \
	do {                                                                      \
		struct hours_now now_ = at(a, text, date, hour, min_);            \
		CHECK(!now_.is_open && !now_.is_for_ever);                        \
		CHECK(now_.on.days == day(on_).days && now_.minute == (change_)); \
	} while (0)

TEST(it_is_open_from_the_minute_of_opening_to_that_of_closing)
{
	struct arena *a = arena_new(1 << 20);

	/* Monday 23 November 2026 */
	SHUT_UNTIL("mån–fre 8–16.30", "2026-11-23", 7, 59, "2026-11-23", 480);
	OPEN_UNTIL("mån–fre 8–16.30", "2026-11-23", 8, 0, "2026-11-23", 990);
	OPEN_UNTIL("mån–fre 8–16.30", "2026-11-23", 16, 29, "2026-11-23", 990);
	SHUT_UNTIL("mån–fre 8–16.30", "2026-11-23", 16, 30, "2026-11-24", 480);
	SHUT_UNTIL("mån - fre 08:00 - 16:30", "2026-11-27", 20, 0, "2026-11-30", 480);
	SHUT_UNTIL("vardagar 9–12, 13–16; lör 10–14", "2026-11-23", 12, 30, "2026-11-23", 780);
	SHUT_UNTIL("vardagar 9–12, 13–16; lör 10–14", "2026-11-27", 16, 0, "2026-11-28", 600);
	OPEN_UNTIL("mån ons fre 9-12", "2026-11-25", 9, 0, "2026-11-25", 720);
	OPEN_UNTIL("måndagar, onsdagar och lördagar kl 9-12", "2026-11-28", 9, 0, "2026-11-28",
		720);
	arena_free(a);
}

TEST(a_night_belongs_to_the_evening_it_began)
{
	struct arena *a = arena_new(1 << 20);

	OPEN_UNTIL("fre–lör 22–04", "2026-11-29", 3, 59, "2026-11-29", 240);
	SHUT_UNTIL("fre–lör 22–04", "2026-11-29", 4, 0, "2026-12-04", 1320);
	OPEN_UNTIL("mån 8–24; tis 0–8", "2026-11-23", 9, 0, "2026-11-24", 480);
	CHECK(at(a, "dygnet runt", "2026-12-24", 3, 0).is_for_ever);
	CHECK(at(a, "Dygnet runt", "2026-12-24", 3, 0).is_open);
	arena_free(a);
}

TEST(holidays_are_closed_unless_the_words_say_otherwise)
{
	struct arena *a = arena_new(1 << 20);

	/* Good Friday to Easter Monday 2026 */
	SHUT_UNTIL("mån–fre 8–16", "2026-04-02", 17, 0, "2026-04-07", 480);
	OPEN_UNTIL("alla dagar 7–21", "2026-04-03", 8, 0, "2026-04-03", 1260);
	OPEN_UNTIL("mån–fre 8–16 även helgdagar", "2026-04-03", 8, 0, "2026-04-03", 960);
	OPEN_UNTIL("mån–fre 8–16; helgdagar 10–14", "2026-04-05", 11, 0, "2026-04-05", 840);
	SHUT_UNTIL("mån–fre 8–16; helgdagar 10–14", "2026-04-05", 15, 0, "2026-04-06", 600);
	SHUT_UNTIL("FREQ=MONTHLY;BYDAY=1MO 10–12", "2026-04-01", 9, 0, "2026-05-04", 600);
	arena_free(a);
}

TEST(what_is_not_understood_to_the_last_word_is_no_hours)
{
	static const char *const bad[] = { "", "vardagar kontorstid", "mån–fre", "8–16",
		"mån 8", "mån 8–8", "mån 25–26", "mån 8.5–16", "mån–frukost 8–16",
		"efter överenskommelse", "mån 8–16 telefonsvarare övrig tid", "även helgdagar",
		"FREQ=YEARLY 8-9", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO 8–9", "mån FREQ=DAILY 8-9",
		"dygnet", "alla 8–9", "8–16 mån" };
	struct arena *a = arena_new(1 << 20);
	struct hours hours[HOURS_MAX];
	size_t i, n;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ck_assert_msg(
			hours_parse(a, str_of(bad[i]), hours, &n) == ERR_INVALID, "%s", bad[i]);
	arena_free(a);
}

TEST(hours_are_said_in_another_language_and_times_keep_their_direction)
{
	struct hours_words words = { .days = { STR("Mon"), STR("Tue"), STR("Wed"), STR("Thu"),
					     STR("Fri"), STR("Sat"), STR("Sun") },
		.every_day = STR("every day"),
		.day_and_night = STR("day and night"),
		.holidays = STR("holidays"),
		.also_holidays = STR("also on holidays"),
		.only_holidays = STR("only on holidays") };
	static const char *const pairs[][2] = { { "mån ons fre 9–12",
							"Mon, Wed, Fri 09.00–12.00" },
		{ "dygnet runt", "day and night" },
		{ "mån–fre 8–16 även helgdagar, helgdagar 10–14",
			"Mon–Fri 08.00–16.00 also on holidays; holidays 10.00–14.00" },
		{ "alla dagar 7–21", "every day 07.00–21.00" },
		{ "lör 9–12 bara helgdagar", "Sat 09.00–12.00 only on holidays" } };
	struct arena *a = arena_new(1 << 20);
	struct buf out BUF_CLEANUP = buf_new(512);
	struct hours hours[HOURS_MAX];
	size_t i, n;

	for (i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		buf_clear(&out);
		CHECK_ERR(OK, hours_parse(a, str_of(pairs[i][0]), hours, &n));
		hours_put_in(&out, &words, hours, n);
		ck_assert_msg(str_eq(buf_str(&out), str_of(pairs[i][1])), "%.*s",
			STR_ARG(buf_str(&out)));
	}
	words.is_rtl = true;
	buf_clear(&out);
	CHECK_ERR(OK, hours_parse(a, STR("tis 9–12"), hours, &n));
	hours_put_in(&out, &words, hours, n);
	CHECK(str_eq(buf_str(&out), STR("Tue \u206609.00–12.00\u2069")));
	arena_free(a);
}

TEST(hours_come_out_as_words_that_mean_the_same)
{
	static const char *const pairs[][2] = { { "mån-fre 8-16.30", "mån–fre 08.00–16.30" },
		{ "tis, tor 9–12 och 13–15", "tis, tors 09.00–12.00; tis, tors 13.00–15.00" },
		{ "alla dagar 00–24", "dygnet runt" },
		{ "mån–fre dygnet runt", "mån–fre 00.00–24.00" },
		{ "lör–mån 10–14 även helgdagar", "mån, lör–sön 10.00–14.00 även helgdagar" },
		{ "helgdagar 10–14", "helgdagar 10.00–14.00" },
		{ "FREQ=MONTHLY;BYDAY=1MO 10–12", "FREQ=MONTHLY;BYDAY=1MO 10.00–12.00" } };
	struct arena *a = arena_new(1 << 20);
	struct buf out BUF_CLEANUP = buf_new(512);
	struct hours hours[HOURS_MAX];
	size_t i, n;

	for (i = 0; i < 2 * sizeof(pairs) / sizeof(pairs[0]); i++) {
		buf_clear(&out);
		CHECK_ERR(OK, hours_parse(a, str_of(pairs[i / 2][i % 2]), hours, &n));
		hours_put(&out, hours, n);
		ck_assert_msg(str_eq(buf_str(&out), str_of(pairs[i / 2][1])), "%.*s",
			STR_ARG(buf_str(&out)));
	}
	arena_free(a);
}
