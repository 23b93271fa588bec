/* Rows of the trail in words: for the pages, the file and the command line. */
#include <stdio.h>

#include "core/time/clock.h"
#include "core/auth/session.h"
#include "features/review/templates.h"
#include "out/csv/csv_out.h"

enum { NAMES_MAX = 4000 };

struct names {
	struct db *db;
	struct arena *arena;
	struct {
		account_id id;
		struct str login;
	} known[NAMES_MAX];
	size_t n;
};

struct names *
names_new(struct db *db, struct arena *a)
{
	struct names *names = ARENA_NEW(a, struct names);

	if (names) {
		names->db = db;
		names->arena = a;
	}
	return names;
}

enum err
name_of(struct names *names, account_id id, struct str *out)
{
	struct account account;
	size_t i;
	enum err e;

	for (i = 0; i < names->n; i++)
		if (names->known[i].id.v == id.v) {
			*out = names->known[i].login;
			return OK;
		}
	e = account_by_id(names->db, names->arena, id, &account);
	if (e == ERR_NOT_FOUND)
		account.login = STR("?");
	else
		TRY(e);
	if (names->n == NAMES_MAX)
		return ERR_LIMIT;
	names->known[names->n].id = id;
	names->known[names->n++].login = account.login;
	*out = account.login;
	return OK;
}

static struct str
moment(struct arena *a, int64_t at)
{
	struct date day;
	int hour, minute;

	clock_local(at, &day, &hour, &minute);
	return arena_printf(a, "%.*s %02d:%02d", STR_ARG(date_text(a, day)), hour, minute);
}

enum err
trail_row_of(struct names *names, const struct audit_row *row, struct trail_row *out)
{
	const struct audit_detail *detail = &row->detail;
	const struct choice *verb = choice_of(audit_verbs, AUDIT_VERBS, row->verb);
	const struct choice *kind = choice_by_code(audit_kinds, AUDIT_KINDS, detail->kind);
	struct arena *a = names->arena;
	struct trail_row r = { .seq = row->seq, .verb = verb ? verb->label : N_("Okänt"),
		.kind = kind ? kind->label : NULL, .is_sealed = row->is_sealed };

	r.when = row->is_sealed ? date_text(a, row->day) : moment(a, detail->at);
	r.is_odd = detail->account.v && review_is_odd_time(detail->at);
	r.code = arena_str(a, detail->kind);
	r.is_override = review_is_override(detail->kind);
	r.is_of_lock = review_is_of_lock(detail->kind);
	r.job = arena_str(a, detail->job);
	if (detail->subject)
		r.subject = arena_printf(a, "%lld", (long long)detail->subject);
	if (detail->account.v)
		TRY(name_of(names, detail->account, &r.who));
	if (arena_is_full(a))
		return ERR_LIMIT;
	*out = r;
	return OK;
}

void
trail_put_head(struct buf *out)
{
	csv_put_text(out, true, STR("rad"));
	csv_put_text(out, false, STR("dag"));
	csv_put_text(out, false, STR("tid"));
	csv_put_text(out, false, STR("slag"));
	csv_put_text(out, false, STR("kod"));
	csv_put_text(out, false, STR("vad"));
	csv_put_text(out, false, STR("konto"));
	csv_put_text(out, false, STR("jobb"));
	csv_end_row(out);
}

/*
 * A file leaves the house.  So it says who did what and when, but not to which row: the number of a
 * card beside the number of a slip, minutes apart, would be what no table here says.
 */
enum err
trail_put_csv(struct names *names, const struct audit_row *row, enum lang lang, struct buf *out)
{
	const struct choice *verb = choice_of(audit_verbs, AUDIT_VERBS, row->verb);
	const struct choice *kind = choice_by_code(audit_kinds, AUDIT_KINDS, row->detail.kind);
	struct date day = row->day;
	struct str who = STR_NULL;
	char clock[16] = "", day_text[16];
	int year, month, number, hour, minute;

	if (row->detail.account.v)
		TRY(name_of(names, row->detail.account, &who));
	date_parts(day, &year, &month, &number);
	snprintf(day_text, sizeof(day_text), "%04d-%02d-%02d", year, month, number);
	if (!row->is_sealed) {
		clock_local(row->detail.at, &day, &hour, &minute);
		snprintf(clock, sizeof(clock), "%02d:%02d", hour, minute);
	}
	csv_put_int(out, true, row->seq);
	csv_put_text(out, false, str_of(day_text));
	csv_put_text(out, false, str_of(clock));
	csv_put_text(out, false, str_of(verb ? tr(lang, verb->label) : ""));
	csv_put_text(out, false, row->detail.kind);
	csv_put_text(out, false, str_of(kind ? tr(lang, kind->label) : ""));
	csv_put_text(out, false, who);
	csv_put_text(out, false, row->detail.job);
	csv_end_row(out);
	return buf_err(out);
}
