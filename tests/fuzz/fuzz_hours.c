/* Any text is no rule and no hours, or comes out as words that mean the same. */
#include "base/hours.h"
#include "tests/fuzz/fuzz.h"

static void
try_rule(struct str in)
{
	struct buf out BUF_CLEANUP = buf_new(4096);
	struct rrule rule, again;
	struct date start = { 20779 };
	int i;

	if (rrule_parse(in, &rule) != OK)
		return;
	rrule_put(&out, &rule);
	FUZZ_CHECK(buf_err(&out) == OK && rrule_parse(buf_str(&out), &again) == OK);
	for (i = -40; i < 400; i++) {
		struct date day = date_add_days(start, i);

		FUZZ_CHECK(rrule_has(&rule, start, day) == rrule_has(&again, start, day));
	}
}

FUZZ(hours)
{
	struct str in = { (const char *)bytes, n };
	struct buf out BUF_CLEANUP = buf_new(1 << 16);
	struct hours hours[HOURS_MAX], again[HOURS_MAX];
	struct arena *a = arena_new(1 << 20);
	size_t n_hours, n_again;
	int i;

	FUZZ_CHECK(a != NULL);
	try_rule(in);
	if (str_is_utf8(in) && hours_parse(a, in, hours, &n_hours) == OK) {
		hours_put(&out, hours, n_hours);
		FUZZ_CHECK(buf_err(&out) == OK);
		FUZZ_CHECK(hours_parse(a, buf_str(&out), again, &n_again) == OK);
		for (i = 0; i < 60; i++) {
			struct date day = { 20500 + 7 * i };
			struct hours_now now = hours_at(hours, n_hours, day, i * 24);
			struct hours_now then = hours_at(again, n_again, day, i * 24);

			FUZZ_CHECK(now.is_open == then.is_open);
			FUZZ_CHECK(now.is_for_ever == then.is_for_ever);
			FUZZ_CHECK(now.on.days == then.on.days && now.minute == then.minute);
		}
	}
	arena_free(a);
	return 0;
}
