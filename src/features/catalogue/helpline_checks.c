/* What staff have found of the national help lines: the words of all places, on top of the file. */
#include "features/catalogue/catalogue.h"

#include "features/catalogue/checks.sql.h"
#include "features/catalogue/public.sql.h"
#include "features/catalogue/rows.h"

/* Facts that have changed since, or a source that is younger than the doubt, are another line. */
static void
apply(struct helpline *line, const struct sql_catalogue_helpline_words *word)
{
	struct month source;

	if (!str_eq(line->phone, word->phone) || !str_eq(line->hours, word->hours))
		return;
	line->how = word->how;
	line->checked_by = word->place_name;
	if (word->is_right) {
		line->checked_on = word->checked_on;
		line->is_phone_unconfirmed = line->is_hours_unconfirmed = false;
		return;
	}
	if (month_parse(line->source_month, &source) == OK &&
		month_first_day(source).days > word->checked_on.days)
		return;
	line->said_wrong_on = word->checked_on;
}

enum err
helplines_known(struct db *db, struct arena *a, struct helpline **out, size_t *n)
{
	struct sql_catalogue_helpline_words *words;
	size_t n_words, i, k;

	TRY(helplines(a, out, n));
	TRY(sql_catalogue_helpline_words(db, a, &words, &n_words));
	for (i = 0; i < *n; i++)
		for (k = 0; k < n_words; k++)
			if (str_eq((*out)[i].code, words[k].helpline_code))
				apply(&(*out)[i], &words[k]);
	return OK;
}

struct date
helpline_due(const struct helpline *line)
{
	struct date by_file = { 0 }, by_staff = { 0 };
	struct month source;

	if (month_parse(line->source_month, &source) == OK)
		by_file = month_first_day(month_add(source, HELPLINE_FRESH_MONTHS + 1));
	if (date_is_set(line->checked_on))
		by_staff = date_add_days(line->checked_on, CATALOGUE_FRESH_DAYS);
	return by_staff.days > by_file.days ? by_staff : by_file;
}

bool
helpline_is_stale(const struct helpline *line, struct date today)
{
	struct date due = helpline_due(line);

	return date_is_set(line->said_wrong_on) ||
		(date_is_set(due) && due.days <= today.days);
}

/* What somebody found wrong stands last: nothing but other words in the program mends it. */
enum err
helplines_to_check(struct db *db, struct arena *a, struct date today, struct helpline **out,
	size_t *n)
{
	struct helpline *all, *found;
	size_t n_all, i;
	int round;

	TRY(helplines_known(db, a, &all, &n_all));
	found = ARENA_ARRAY(a, struct helpline, n_all + 1);
	if (!found)
		return ERR_LIMIT;
	*n = 0;
	for (round = 0; round < 2; round++)
		for (i = 0; i < n_all; i++) {
			struct date due = helpline_due(&all[i]);
			bool is_wrong = date_is_set(all[i].said_wrong_on);
			bool is_due = !date_is_set(due) ||
				due.days <= today.days + HELPLINE_DUE_SOON_DAYS;

			if (round == 0 ? !is_wrong && is_due : is_wrong)
				found[(*n)++] = all[i];
		}
	*out = found;
	return OK;
}

static const struct helpline *
line_with(const struct helpline *lines, size_t n, struct str code)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (str_eq(lines[i].code, code))
			return &lines[i];
	return NULL;
}

enum err
helpline_check(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct helpline_checking *in, struct date today)
{
	const struct helpline *line;
	struct helpline *lines;
	size_t n;

	if (in->how < SOURCE_CALL || in->how > SOURCE_OWNER)
		return ERR_INVALID;
	TRY(helplines(a, &lines, &n));
	line = line_with(lines, n, in->code);
	if (!line)
		return ERR_NOT_FOUND;
	if (!str_eq(line->phone, in->phone))
		return ERR_CONFLICT;
	return sql_catalogue_add_helpline_check(tx, scope,
		&(struct sql_catalogue_add_helpline_check_in){ .helpline_code = line->code,
			.phone = line->phone,
			.hours = line->hours,
			.is_right = in->is_right,
			.checked_on = today,
			.how = in->how,
			.account_id = scope_account(scope),
			.evidence = in->evidence });
}
