/* What the base takes for a date, a month or a number is written back the same. */
#include "base/date.h"
#include "tests/fuzz/fuzz.h"

FUZZ(text)
{
	struct str in = { (const char *)bytes, n };
	struct arena *a = arena_new(1 << 16);
	struct date date;
	struct month month;
	int64_t number;

	FUZZ_CHECK(a != NULL);
	if (date_parse(in, &date) == OK && date_is_set(date))
		FUZZ_CHECK(str_eq(in, date_text(a, date)));
	if (month_parse(in, &month) == OK)
		FUZZ_CHECK(str_eq(in, month_text(a, month)));
	if (str_to_int(in, &number) == OK)
		FUZZ_CHECK(in.n > 0);
	if (str_is_utf8(in))
		FUZZ_CHECK(str_code_points(in) <= in.n);
	arena_free(a);
	return 0;
}
