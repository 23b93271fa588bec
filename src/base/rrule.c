/* Recurrence rules: which days a rule has. */
#include "base/rrule.h"

static const char *const weekday_codes[7] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };

enum {
	HAS_FREQ = 1,
	HAS_INTERVAL = 2,
	HAS_BYDAY = 4,
	HAS_BYMONTHDAY = 8,
	HAS_UNTIL = 16,
	HAS_WKST = 32
};

/* ---- reading ---- */

static enum err
parse_freq(struct str text, struct rrule *rule)
{
	if (str_eq(text, STR("DAILY")))
		rule->freq = RRULE_DAILY;
	else if (str_eq(text, STR("WEEKLY")))
		rule->freq = RRULE_WEEKLY;
	else if (str_eq(text, STR("MONTHLY")))
		rule->freq = RRULE_MONTHLY;
	else
		return ERR_INVALID;
	return OK;
}

static int
weekday_of(struct str code)
{
	int i;

	for (i = 0; i < 7; i++)
		if (str_eq(code, str_of(weekday_codes[i])))
			return i + 1;
	return 0;
}

/* "MO", "1MO" or "-1FR". */
static enum err
parse_day(struct str text, struct rrule *rule)
{
	int weekday = text.n < 2 ? 0 : weekday_of(str_sub(text, text.n - 2, text.n));
	struct str number = str_sub(text, 0, text.n < 2 ? 0 : text.n - 2);
	int64_t nth;

	if (weekday == 0)
		return ERR_INVALID;
	if (str_is_empty(number)) {
		rule->weekdays |= 1u << (weekday - 1);
		return OK;
	}
	if (number.p[0] == '+')
		number = str_sub(number, 1, number.n);
	TRY(str_to_int(number, &nth));
	if (nth < -5 || nth > 5 || nth == 0 || rule->n_nths == RRULE_NTHS_MAX)
		return ERR_INVALID;
	rule->nths[rule->n_nths++] =
		(struct rrule_nth){ (signed char)nth, (signed char)weekday };
	return OK;
}

static enum err
parse_days(struct str list, struct rrule *rule)
{
	struct str day;

	while (str_split(&list, ',', &day))
		TRY(parse_day(day, rule));
	return OK;
}

static enum err
parse_monthdays(struct str list, struct rrule *rule)
{
	struct str text;
	int64_t day;

	while (str_split(&list, ',', &text)) {
		TRY(str_to_int(text, &day));
		if (day < 1 || day > 31)
			return ERR_INVALID;
		rule->monthdays |= 1u << day;
	}
	return OK;
}

/* "20261231" or "20261231T235959Z": the day counts. */
static enum err
parse_until(struct str text, struct rrule *rule)
{
	int64_t number;
	enum err e;

	if (text.n != 8 && !(text.n >= 15 && text.n <= 16 && text.p[8] == 'T'))
		return ERR_INVALID;
	TRY(str_to_int(str_sub(text, 0, 8), &number));
	if (number < 10000101)
		return ERR_INVALID;
	e = date_of((int)(number / 10000), (int)(number / 100 % 100), (int)(number % 100),
		&rule->until);
	return e == OK && !date_is_set(rule->until) ? ERR_INVALID : e;
}

static enum err
parse_interval(struct str text, struct rrule *rule)
{
	int64_t number;

	TRY(str_to_int(text, &number));
	if (number < 1 || number > RRULE_INTERVAL_MAX)
		return ERR_INVALID;
	rule->interval = (int)number;
	return OK;
}

/* One "NAME=value"; `seen` remembers which were there. */
static enum err
parse_part(struct str part, struct rrule *rule, unsigned *seen)
{
	struct str value = part, name;
	unsigned bit;
	enum err e;

	if (!str_split(&value, '=', &name) || !value.p)
		return ERR_INVALID;
	if (str_eq(name, STR("FREQ"))) {
		bit = HAS_FREQ;
		e = parse_freq(value, rule);
	} else if (str_eq(name, STR("INTERVAL"))) {
		bit = HAS_INTERVAL;
		e = parse_interval(value, rule);
	} else if (str_eq(name, STR("BYDAY"))) {
		bit = HAS_BYDAY;
		e = parse_days(value, rule);
	} else if (str_eq(name, STR("BYMONTHDAY"))) {
		bit = HAS_BYMONTHDAY;
		e = parse_monthdays(value, rule);
	} else if (str_eq(name, STR("UNTIL"))) {
		bit = HAS_UNTIL;
		e = parse_until(value, rule);
	} else {
		bit = HAS_WKST;
		e = str_eq(name, STR("WKST")) && str_eq(value, STR("MO")) ? OK : ERR_INVALID;
	}
	if (*seen & bit)
		return ERR_INVALID;
	*seen |= bit;
	return e;
}

enum err
rrule_parse(struct str text, struct rrule *out)
{
	struct rrule rule = { .interval = 1 };
	struct str part;
	unsigned seen = 0;

	while (str_split(&text, ';', &part))
		TRY(parse_part(part, &rule, &seen));
	if (!(seen & HAS_FREQ))
		return ERR_INVALID;
	if (rule.freq != RRULE_MONTHLY && (rule.n_nths > 0 || rule.monthdays))
		return ERR_INVALID;
	*out = rule;
	return OK;
}

/* ---- writing ---- */

static void
put_days(struct buf *out, const struct rrule *rule)
{
	const char *before = ";BYDAY=";
	size_t i;

	for (i = 0; i < 7; i++)
		if (rule->weekdays & 1u << i) {
			buf_printf(out, "%s%s", before, weekday_codes[i]);
			before = ",";
		}
	for (i = 0; i < rule->n_nths; i++) {
		buf_printf(out, "%s%d%s", before, rule->nths[i].nth,
			weekday_codes[rule->nths[i].weekday - 1]);
		before = ",";
	}
}

void
rrule_put(struct buf *out, const struct rrule *rule)
{
	static const char *const freqs[] = { "", "DAILY", "WEEKLY", "MONTHLY" };
	const char *before = ";BYMONTHDAY=";
	int year, month, day;

	buf_printf(out, "FREQ=%s", freqs[rule->freq]);
	if (rule->interval > 1)
		buf_printf(out, ";INTERVAL=%d", rule->interval);
	put_days(out, rule);
	for (day = 1; day <= 31; day++)
		if (rule->monthdays & 1u << day) {
			buf_printf(out, "%s%d", before, day);
			before = ",";
		}
	if (date_is_set(rule->until)) {
		date_parts(rule->until, &year, &month, &day);
		buf_printf(out, ";UNTIL=%04d%02d%02d", year, month, day);
	}
}

/* ---- which days ---- */

static bool
is_nth(const struct rrule_nth *nth, struct date date)
{
	struct month month = date_month(date);
	int first = month_first_day(month).days,
	    end = month_first_day(month_add(month, 1)).days;
	int day = date.days - first;

	if (date_weekday(date) != nth->weekday)
		return false;
	if (nth->nth > 0)
		return day / 7 + 1 == nth->nth;
	return (end - 1 - date.days) / 7 + 1 == -nth->nth;
}

static bool
has_weekday(const struct rrule *rule, struct date day)
{
	return rule->weekdays & 1u << (date_weekday(day) - 1);
}

/* What BYDAY and BYMONTHDAY leave of a month; with neither, the day of the start. */
static bool
is_in_month(const struct rrule *rule, struct date start, struct date date)
{
	bool has_days = rule->weekdays || rule->n_nths > 0, is_day = false;
	int year, month, day, start_day;
	size_t i;

	date_parts(start, &year, &month, &start_day);
	date_parts(date, &year, &month, &day);
	if (!has_days && !rule->monthdays)
		return date_is_set(start) && day == start_day;
	if (rule->monthdays && !(rule->monthdays & 1u << day))
		return false;
	is_day = has_weekday(rule, date);
	for (i = 0; i < rule->n_nths; i++)
		is_day |= is_nth(&rule->nths[i], date);
	return !has_days || is_day;
}

bool
rrule_has(const struct rrule *rule, struct date start, struct date day)
{
	int monday;

	if (date_is_set(start) && day.days < start.days)
		return false;
	if (date_is_set(rule->until) && day.days > rule->until.days)
		return false;
	switch (rule->freq) {
	case RRULE_DAILY:
		return (!rule->weekdays || has_weekday(rule, day)) &&
			(day.days - start.days) % rule->interval == 0;
	case RRULE_WEEKLY:
		if (!rule->weekdays)
			return (!date_is_set(start) && rule->interval == 1) ||
				(date_is_set(start) &&
					(day.days - start.days) % (7 * rule->interval) == 0);
		monday = start.days - (date_weekday(start) - 1);
		return has_weekday(rule, day) && (day.days - monday) / 7 % rule->interval == 0;
	case RRULE_MONTHLY:
		return (date_month(day).m - date_month(start).m) % rule->interval == 0 &&
			is_in_month(rule, start, day);
	}
	return false;
}
