/* Opening hours: reading the words, writing them, and asking whether it is open. */
#include "base/hours.h"

#include "base/holiday.h"

enum { DAY_MINUTES = 1440, LOOK_AHEAD_DAYS = 42, EVERY_DAY = 0x7f, WORKDAYS = 0x1f };

/* ---- reading ---- */

/* What has been read so far; a time takes the days that stand before it, or those before the last. */
struct reader {
	struct str rest;
	struct hours *out;
	size_t n;
	struct rrule rule;
	unsigned days;
	bool is_holiday, is_new, has_rule;
	enum hours_on_holidays on_holidays;
};

/* Lower case without dots, dashes as '-', and no space around them: "man-fre 8-16.30". */
static struct str
normal(struct arena *a, struct str text)
{
	struct str folded = str_fold(a, text);
	char *out = arena_alloc(a, folded.n + 1);
	size_t i, n = 0;

	if (!out)
		return STR_NULL;
	for (i = 0; i < folded.n; i++) {
		if (i + 2 < folded.n && memcmp(folded.p + i, "\xe2\x80", 2) == 0 &&
			(folded.p[i + 2] == '\x93' || folded.p[i + 2] == '\x94')) {
			i += 2;
			out[n++] = '-';
		} else {
			out[n++] = folded.p[i];
		}
		if (out[n - 1] == '-')
			while (n > 1 && out[n - 2] == ' ')
				out[--n - 1] = '-';
		else if (n > 1 && out[n - 1] == ' ' && out[n - 2] == '-')
			n--;
	}
	return (struct str){ out, n };
}

/* The next word, without the comma or semicolon behind it. */
static struct str
next_word(struct str *rest)
{
	struct str word = STR_NULL;

	*rest = str_trim(*rest);
	while (str_is_empty(word) && !str_is_empty(*rest)) {
		str_split(rest, ' ', &word);
		word = str_trim(word);
		while (str_ends(word, STR(",")) || str_ends(word, STR(";")))
			word = str_sub(word, 0, word.n - 1);
	}
	return word;
}

/* 1 Monday .. 7 Sunday, 0 for another word. */
static int
weekday_of(struct str word)
{
	static const char *const names[7] = { "mandag", "tisdag", "onsdag", "torsdag", "fredag",
		"lordag", "sondag" };
	int i;

	if (str_eq(word, STR("tor")))
		return 4;
	if (str_ends(word, STR("ar")))
		word = str_sub(word, 0, word.n - 2);
	else if (str_ends(word, STR(".")))
		word = str_sub(word, 0, word.n - 1);
	for (i = 0; i < 7; i++) {
		struct str name = str_of(names[i]);

		if (str_eq(word, name) || str_eq(word, str_sub(name, 0, name.n - 3)))
			return i + 1;
	}
	return 0;
}

/* "man" and "man-fre"; a range may go over the Sunday. */
static bool
read_days(struct str word, unsigned *days)
{
	struct str last = word, first;
	int from, until;

	if (!str_split(&last, '-', &first))
		return false;
	from = weekday_of(first);
	until = last.p ? weekday_of(last) : from;
	if (from == 0 || until == 0)
		return false;
	for (;; from = from % 7 + 1) {
		*days |= 1u << (from - 1);
		if (from == until)
			return true;
	}
}

/* "8", "08.00" or "8:30" as minutes; 24.00 is the end of the day. */
static enum err
read_time(struct str text, int *out)
{
	struct str minutes = text, hours;
	int64_t hour, minute = 0;
	char mark = str_find_byte(text, ':') >= 0 ? ':' : '.';

	if (!str_split(&minutes, mark, &hours) || hours.n > 2)
		return ERR_INVALID;
	TRY(str_to_int(hours, &hour));
	if (minutes.p) {
		if (minutes.n != 2)
			return ERR_INVALID;
		TRY(str_to_int(minutes, &minute));
	}
	if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || (hour == 24 && minute > 0))
		return ERR_INVALID;
	*out = (int)(hour * 60 + minute);
	return OK;
}

static enum err
add(struct reader *r, int opens, int closes)
{
	struct hours *hours;

	if (r->n == HOURS_MAX)
		return ERR_LIMIT;
	hours = &r->out[r->n++];
	*hours = (struct hours){
		.rule = r->rule, .opens = opens, .closes = closes, .on_holidays = r->on_holidays
	};
	if (!r->has_rule)
		hours->rule = (struct rrule){
			.freq = RRULE_WEEKLY, .interval = 1, .weekdays = r->days
		};
	r->is_new = false;
	return OK;
}

static enum err
read_times(struct reader *r, struct str word)
{
	struct str closes = word, opens;
	int from, until;

	if (!str_split(&closes, '-', &opens) || !closes.p)
		return ERR_INVALID;
	TRY(read_time(opens, &from));
	TRY(read_time(closes, &until));
	if (from == DAY_MINUTES || until == 0 || from == until || (!r->days && !r->has_rule))
		return ERR_INVALID;
	return add(r, from, until);
}

/* The first of new days forgets those that had their times. */
static void
begin_days(struct reader *r)
{
	if (!r->is_new) {
		r->days = 0;
		r->has_rule = false;
		r->on_holidays = HOURS_NOT_ON_HOLIDAYS;
	}
	r->is_new = true;
}

static enum err
read_rule(struct reader *r, struct arena *a, struct str word)
{
	char *upper = arena_alloc(a, word.n + 1);
	size_t i;

	if (!upper)
		return ERR_LIMIT;
	for (i = 0; i < word.n; i++)
		upper[i] = word.p[i] >= 'a' && word.p[i] <= 'z' ? (char)(word.p[i] - 32)
								: word.p[i];
	begin_days(r);
	if (r->days)
		return ERR_INVALID;
	TRY(rrule_parse((struct str){ upper, word.n }, &r->rule));
	/* without a first day, an interval has nothing to count from, and no day is its own */
	if (r->rule.interval > 1 ||
		(r->rule.freq == RRULE_MONTHLY && !r->rule.weekdays && r->rule.n_nths == 0 &&
			!r->rule.monthdays))
		return ERR_INVALID;
	r->has_rule = true;
	return OK;
}

/* "aven helgdagar", "bara helgdagar": of the times just read. */
static enum err
read_exception(struct reader *r, enum hours_on_holidays on_holidays)
{
	if (!str_eq(next_word(&r->rest), STR("helgdagar")) || r->is_new || r->n == 0)
		return ERR_INVALID;
	r->out[r->n - 1].on_holidays = on_holidays;
	return OK;
}

/* Days that one word names, with what they say of holidays; false for another word. */
static bool
read_kind_of_days(struct reader *r, struct str word)
{
	static const struct {
		const char *word;
		unsigned days;
		enum hours_on_holidays on_holidays;
	} kinds[] = { { "vardagar", WORKDAYS, HOURS_NOT_ON_HOLIDAYS },
		{ "helger", 0x60, HOURS_NOT_ON_HOLIDAYS },
		{ "helgdagar", EVERY_DAY, HOURS_ON_HOLIDAYS_ONLY } };
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (str_eq(word, str_of(kinds[i].word))) {
			begin_days(r);
			r->days |= kinds[i].days;
			r->on_holidays = kinds[i].on_holidays;
			return true;
		}
	return false;
}

static enum err
read_every(struct reader *r, struct str word)
{
	bool is_always = str_eq(word, STR("dygnet"));

	if (!str_eq(next_word(&r->rest), is_always ? STR("runt") : STR("dagar")))
		return ERR_INVALID;
	if (!is_always || !r->is_new)
		begin_days(r);
	if (!is_always || !r->days) {
		r->days = EVERY_DAY;
		r->on_holidays = HOURS_ON_HOLIDAYS_TOO;
	}
	return is_always ? add(r, 0, DAY_MINUTES) : OK;
}

static enum err
read_word(struct reader *r, struct arena *a, struct str word)
{
	unsigned days = 0;

	if (str_eq(word, STR("och")) || str_eq(word, STR("kl")) || str_eq(word, STR("kl.")))
		return OK;
	if (str_eq(word, STR("alla")) || str_eq(word, STR("dygnet")))
		return read_every(r, word);
	if (str_eq(word, STR("aven")))
		return read_exception(r, HOURS_ON_HOLIDAYS_TOO);
	if (str_eq(word, STR("bara")))
		return read_exception(r, HOURS_ON_HOLIDAYS_ONLY);
	if (str_starts(word, STR("freq=")))
		return read_rule(r, a, word);
	if (read_kind_of_days(r, word))
		return OK;
	if (!read_days(word, &days))
		return read_times(r, word);
	begin_days(r);
	if (r->has_rule)
		return ERR_INVALID;
	r->days |= days;
	return OK;
}

enum err
hours_parse(struct arena *a, struct str text, struct hours out[HOURS_MAX], size_t *n)
{
	struct reader r = {
		.rest = normal(a, text), .out = out, .on_holidays = HOURS_NOT_ON_HOLIDAYS
	};
	struct str word;

	while (word = next_word(&r.rest), !str_is_empty(word))
		TRY(read_word(&r, a, word));
	if (r.n == 0 || r.is_new)
		return ERR_INVALID;
	*n = r.n;
	return OK;
}

/* ---- writing ---- */

void
hours_put_time(struct buf *out, int minute)
{
	buf_printf(out, "%02d.%02d", minute / 60, minute % 60);
}

static bool
is_plain(const struct rrule *rule)
{
	return rule->freq == RRULE_WEEKLY && rule->interval == 1 && rule->weekdays &&
		!date_is_set(rule->until);
}

static const struct hours_words swedish = {
	.days = { STR("mån"), STR("tis"), STR("ons"), STR("tors"), STR("fre"), STR("lör"),
		STR("sön") },
	.every_day = STR("alla dagar"),
	.day_and_night = STR("dygnet runt"),
	.holidays = STR("helgdagar"),
	.also_holidays = STR("även helgdagar"),
	.only_holidays = STR("bara helgdagar"),
};

static void
put_weekdays(struct buf *out, const struct hours_words *words, unsigned days)
{
	bool is_first = true;
	int i, end;

	for (i = 0; i < 7; i = end) {
		end = i + 1;
		if (!(days & 1u << i))
			continue;
		while (end < 7 && (days & 1u << end))
			end++;
		buf_put(out, is_first ? STR_NULL : STR(", "));
		buf_put(out, words->days[i]);
		if (end > i + 1) {
			buf_put(out, STR("–"));
			buf_put(out, words->days[end - 1]);
		}
		is_first = false;
	}
}

/* What the words for the days say of holidays by themselves. */
static enum hours_on_holidays
put_days(struct buf *out, const struct hours_words *words, const struct hours *hours)
{
	if (!is_plain(&hours->rule)) {
		rrule_put(out, &hours->rule);
		return HOURS_NOT_ON_HOLIDAYS;
	}
	if (hours->rule.weekdays == EVERY_DAY && hours->on_holidays == HOURS_ON_HOLIDAYS_ONLY) {
		buf_put(out, words->holidays);
		return HOURS_ON_HOLIDAYS_ONLY;
	}
	if (hours->rule.weekdays == EVERY_DAY && hours->on_holidays == HOURS_ON_HOLIDAYS_TOO) {
		buf_put(out, words->every_day);
		return HOURS_ON_HOLIDAYS_TOO;
	}
	put_weekdays(out, words, hours->rule.weekdays);
	return HOURS_NOT_ON_HOLIDAYS;
}

static void
put_times(struct buf *out, const struct hours_words *words, const struct hours *hours)
{
	buf_put(out, words->is_rtl ? STR(" \u2066") : STR(" "));
	hours_put_time(out, hours->opens);
	buf_put(out, STR("–"));
	hours_put_time(out, hours->closes);
	buf_put(out, words->is_rtl ? STR("\u2069") : STR_NULL);
}

static bool
is_always(const struct hours *hours)
{
	return is_plain(&hours->rule) && hours->rule.weekdays == EVERY_DAY &&
		hours->on_holidays == HOURS_ON_HOLIDAYS_TOO && hours->opens == 0 &&
		hours->closes == DAY_MINUTES;
}

static void
put_one(struct buf *out, const struct hours_words *words, const struct hours *hours)
{
	enum hours_on_holidays said;

	if (is_always(hours)) {
		buf_put(out, words->day_and_night);
		return;
	}
	said = put_days(out, words, hours);
	put_times(out, words, hours);
	if (hours->on_holidays == said || hours->on_holidays == HOURS_NOT_ON_HOLIDAYS)
		return;
	buf_put_byte(out, ' ');
	buf_put(out,
		hours->on_holidays == HOURS_ON_HOLIDAYS_TOO ? words->also_holidays
							    : words->only_holidays);
}

void
hours_put_in(struct buf *out, const struct hours_words *words, const struct hours *hours,
	size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		buf_put(out, i > 0 ? STR("; ") : STR_NULL);
		put_one(out, words, &hours[i]);
	}
}

void
hours_put(struct buf *out, const struct hours *hours, size_t n)
{
	hours_put_in(out, &swedish, hours, n);
}

/* ---- asking ---- */

static bool
is_day(const struct hours *hours, struct date day)
{
	bool is_holiday = holiday_of(day) != HOLIDAY_NONE;

	if (hours->on_holidays == HOURS_NOT_ON_HOLIDAYS && is_holiday)
		return false;
	if (hours->on_holidays == HOURS_ON_HOLIDAYS_ONLY && !is_holiday)
		return false;
	return rrule_has(&hours->rule, (struct date){ 0 }, day);
}

/* Minutes since 1970 make a night one stretch. */
static int64_t
minute_of(struct date day, int minute)
{
	return (int64_t)day.days * DAY_MINUTES + minute;
}

/* When the hours that hold at that minute end, the latest of them; the minute itself when none do. */
static int64_t
end_at(const struct hours *hours, size_t n, int64_t minute)
{
	int64_t end = minute;
	size_t i;
	int back;

	for (i = 0; i < n; i++)
		for (back = 0; back < 2; back++) {
			struct date day = { (int32_t)(minute / DAY_MINUTES) - back };
			int length = hours[i].closes - hours[i].opens;
			int64_t from = minute_of(day, hours[i].opens);
			int64_t until = from + (length > 0 ? length : length + DAY_MINUTES);

			if (from <= minute && minute < until && until > end &&
				is_day(&hours[i], day))
				end = until;
		}
	return end;
}

/* The first opening from that minute on, or -1 within six weeks. */
static int64_t
next_opening(const struct hours *hours, size_t n, struct date day, int64_t minute)
{
	int ahead;

	for (ahead = 0; ahead <= LOOK_AHEAD_DAYS; ahead++) {
		struct date then = date_add_days(day, ahead);
		int64_t first = -1;
		size_t i;

		for (i = 0; i < n; i++) {
			int64_t from = minute_of(then, hours[i].opens);

			if (from > minute && (first < 0 || from < first) &&
				is_day(&hours[i], then))
				first = from;
		}
		if (first >= 0)
			return first;
	}
	return -1;
}

struct hours_now
hours_at(const struct hours *hours, size_t n, struct date day, int minute)
{
	const int64_t now = minute_of(day, minute), limit = now + LOOK_AHEAD_DAYS * DAY_MINUTES;
	struct hours_now out = { 0 };
	int64_t then = now, end;

	while ((end = end_at(hours, n, then)) > then && end < limit)
		then = end;
	out.is_open = end > now;
	if (!out.is_open)
		then = next_opening(hours, n, day, now);
	out.is_for_ever = out.is_open ? end >= limit : then < 0;
	if (out.is_for_ever)
		return out;
	out.on = (struct date){ (int32_t)(then / DAY_MINUTES) };
	out.minute = (int)(then % DAY_MINUTES);
	return out;
}
