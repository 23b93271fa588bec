/* The rules of the catalogue: freshness, what a place may see, searching. */
#include "features/catalogue/catalogue.h"

#include "features/catalogue/catalogue.sql.h"
#include "features/catalogue/rows.h"

/* Acute facts go stale sooner: somebody may call on them tonight. */
struct date
catalogue_fresh_until(struct date verified_on, bool is_acute)
{
	if (!date_is_set(verified_on))
		return verified_on;
	return date_add_days(
		verified_on, is_acute ? CATALOGUE_FRESH_DAYS_ACUTE : CATALOGUE_FRESH_DAYS);
}

bool
catalogue_is_stale(struct date verified_on, bool is_acute, struct date today)
{
	if (!date_is_set(verified_on))
		return true;
	return catalogue_fresh_until(verified_on, is_acute).days <= today.days;
}

/* Post- och telestyrelsen: 08-465 004 00 to 08-465 004 99 are kept for fiction. */
bool
catalogue_is_practice_number(struct str phone)
{
	char digits[16];
	size_t i, n = 0;

	for (i = 0; i < phone.n; i++) {
		if (phone.p[i] >= '0' && phone.p[i] <= '9' && n < sizeof(digits))
			digits[n++] = phone.p[i];
	}
	return n == 10 && memcmp(digits, "08465004", 8) == 0;
}

static void
service_of_row(const struct sql_catalogue_services *row, struct catalogue_service *out)
{
	*out = (struct catalogue_service){
		.id = row->id,
		.organisation = row->organisation_id,
		.name = row->name,
		.organisation_name = row->organisation_name,
		.organisation_code = row->organisation_code,
		.organisation_note = row->organisation_note,
		.parent_name = row->parent_name,
		.municipality = row->municipality,
		.tracks = (unsigned)row->tracks,
		.entry_routes = (unsigned)row->entry_routes,
		.requirements = (unsigned)row->requires,
		.target_groups = row->target_groups,
		.age_from = (int)row->age_from,
		.age_to = (int)row->age_to,
		.response = (enum response)row->response,
		.response_text = row->response_text,
		.same_day = (enum same_day)row->same_day,
		.anonymous = (enum anonymous)row->anonymous,
		.phone = row->phone,
		.phone_note = row->phone_note,
		.languages = row->languages,
		.hours = row->hours,
		.note = row->note,
		.is_acute = row->is_acute,
		.verified_on = row->verified_on,
		.version = row->version,
		.is_change_waiting = row->is_change_waiting,
	};
}

/* Everything a word may be found in, folded, with spaces between. */
static struct str
haystack(struct arena *a, const struct sql_catalogue_services *row)
{
	return str_fold(a,
		arena_printf(a, "%.*s %.*s %.*s %.*s %.*s %.*s %.*s %.*s %.*s",
			STR_ARG(row->organisation_name), STR_ARG(row->organisation_code),
			STR_ARG(row->organisation_note), STR_ARG(row->parent_name),
			STR_ARG(row->aliases), STR_ARG(row->name), STR_ARG(row->target_groups),
			STR_ARG(row->municipality), STR_ARG(row->note)));
}

static bool
has_every_word(struct str hay, struct str folded_words)
{
	struct str word;

	while (str_split(&folded_words, ' ', &word)) {
		if (!str_contains(hay, word))
			return false;
	}
	return true;
}

enum err
catalogue_search(struct db *db, const struct scope *scope, struct arena *a, struct str words,
	struct catalogue_service **rows, size_t *n)
{
	struct str folded = str_fold(a, words);
	struct sql_catalogue_services *all;
	struct catalogue_service *found;
	size_t n_all, i, n_found = 0;

	TRY(sql_catalogue_services(db, scope, a, (service_id){ 0 }, &all, &n_all));
	found = ARENA_ARRAY(a, struct catalogue_service, n_all + 1);
	if (!found)
		return ERR_LIMIT;
	for (i = 0; i < n_all; i++) {
		if (has_every_word(haystack(a, &all[i]), folded))
			service_of_row(&all[i], &found[n_found++]);
	}
	if (arena_is_full(a))
		return ERR_LIMIT;
	*rows = found;
	*n = n_found;
	return OK;
}

enum err
catalogue_list(struct db *db, const struct scope *scope, struct arena *a,
	struct catalogue_service **rows, size_t *n)
{
	return catalogue_search(db, scope, a, STR_NULL, rows, n);
}

enum err
catalogue_service(struct db *db, const struct scope *scope, struct arena *a, service_id id,
	struct catalogue_service *out)
{
	struct sql_catalogue_services *rows;
	size_t n;

	if (id.v == 0)
		return ERR_NOT_FOUND;
	TRY(sql_catalogue_services(db, scope, a, id, &rows, &n));
	if (n == 0)
		return ERR_NOT_FOUND;
	service_of_row(&rows[0], out);
	return OK;
}

/* Whether the folded text has it as a word of its own. */
static bool
has_word(struct str folded, struct str word)
{
	size_t i;

	for (i = 0; i + word.n <= folded.n; i++) {
		bool is_start = i == 0 || folded.p[i - 1] < 'a' || folded.p[i - 1] > 'z';
		bool is_end = i + word.n == folded.n || folded.p[i + word.n] < 'a' ||
			folded.p[i + word.n] > 'z';

		if (is_start && is_end && memcmp(folded.p + i, word.p, word.n) == 0)
			return true;
	}
	return false;
}

/*
 * A page is named after its service unless that tells whoever looks over a shoulder, or into the
 * browser's history, what it is about (ux.md S6).  Stricter than the rule: parts of words count.
 */
bool
catalogue_is_neutral(struct arena *a, struct str name)
{
	static const char *const telling[] = { "vald", "kvinnofrid", "misshand", "utsatt",
		"hotad", "hotfull", "violence", "abuse" };
	struct str folded = str_fold(a, name);
	size_t i;

	for (i = 0; i < sizeof(telling) / sizeof(telling[0]); i++)
		if (str_contains(folded, str_of(telling[i])))
			return false;
	return !str_is_empty(folded) && !has_word(folded, STR("hot"));
}
