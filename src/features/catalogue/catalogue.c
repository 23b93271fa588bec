/* The rules of the catalogue: freshness, and what a place may see. */
#include "features/catalogue/catalogue.h"

#include "features/catalogue/catalogue.sql.h"
#include "features/catalogue/lookup.h"
#include "features/catalogue/public.sql.h"
#include "features/catalogue/rows.h"

enum { ID_LIST_BYTES = (CATALOGUE_LIST_MAX + 1) * 21 + 2 };

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
catalogue_is_stale(const struct catalogue_service *s, struct date today)
{
	if (!date_is_set(s->verified_on) || date_is_set(s->said_wrong_on))
		return true;
	return catalogue_fresh_until(s->verified_on, s->is_acute).days <= today.days;
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
		.said_wrong_on = row->said_wrong_on,
		.version = row->version,
		.ended_on = row->ended_on,
		.end_reason = (enum end_reason)row->end_reason,
		.is_change_waiting = row->is_change_waiting,
	};
}

/* ---- lists ---- */

enum err
catalogue_by_ids(struct db *db, const struct scope *scope, struct arena *a,
	const struct service_ids *ids, struct catalogue_service **rows, size_t *n)
{
	struct buf list BUF_CLEANUP = buf_new(ID_LIST_BYTES);
	struct sql_catalogue_services *found;
	struct catalogue_service *services;
	size_t n_found, i;

	for (i = 0; i < ids->n; i++)
		buf_printf(&list, "%s%lld", i ? "," : "[", (long long)ids->at[i].v);
	buf_put(&list, ids->n ? STR("]") : STR("[]"));
	TRY(buf_err(&list));
	TRY(sql_catalogue_services(db, scope, a, buf_str(&list), &found, &n_found));
	services = ARENA_ARRAY(a, struct catalogue_service, n_found + 1);
	if (!services)
		return ERR_LIMIT;
	for (i = 0; i < n_found; i++)
		service_of_row(&found[i], &services[i]);
	*rows = services;
	*n = n_found;
	return OK;
}

static enum err
read_listed(struct db *db, const struct scope *scope, struct arena *a,
	const struct sql_catalogue_listed_in *in, struct catalogue_service **rows, size_t *n)
{
	struct sql_catalogue_listed *found;
	struct service_ids ids;
	size_t i;

	TRY(sql_catalogue_listed(db, scope, a, in, &found, &ids.n));
	ids.at = ARENA_ARRAY(a, service_id, ids.n + 1);
	if (!ids.at)
		return ERR_LIMIT;
	for (i = 0; i < ids.n; i++)
		ids.at[i] = found[i].id;
	return catalogue_by_ids(db, scope, a, &ids, rows, n);
}

/* Whoever prints or counts needs them all, or to know that they are not all. */
enum err
catalogue_list(struct db *db, const struct scope *scope, struct arena *a,
	struct catalogue_service **rows, size_t *n)
{
	const struct sql_catalogue_listed_in in = { .size = CATALOGUE_LIST_MAX + 1 };
	struct catalogue_service *found;
	size_t n_found;

	TRY(read_listed(db, scope, a, &in, &found, &n_found));
	if (n_found > CATALOGUE_LIST_MAX)
		return ERR_LIMIT;
	*rows = found;
	*n = n_found;
	return OK;
}

enum err
catalogue_with_tracks(struct db *db, const struct scope *scope, struct arena *a,
	unsigned tracks, struct str municipality, struct catalogue_service **rows, size_t *n)
{
	const struct sql_catalogue_listed_in in = { .tracks = tracks,
		.municipality = municipality, .size = CATALOGUE_LIST_MAX };

	return read_listed(db, scope, a, &in, rows, n);
}

struct str
catalogue_area_digits(const struct area *area)
{
	return area ? area->digits : STR("");
}

enum err
catalogue_there(struct db *db, const struct scope *scope, struct arena *a,
	const struct catalogue_lookup *lookup, struct catalogue_service **rows, size_t *n)
{
	const struct sql_catalogue_listed_in in = { .tracks = lookup->tracks,
		.area = catalogue_area_digits(lookup->municipality),
		.county = catalogue_area_digits(lookup->county),
		.size = CATALOGUE_FOUND_MAX };

	return read_listed(db, scope, a, &in, rows, n);
}

enum err
catalogue_some(struct db *db, const struct scope *scope, struct arena *a,
	const struct catalogue_part *part, struct catalogue_service **rows, size_t *n)
{
	const struct sql_catalogue_listed_in in = {
		.is_ended = part->is_ended, .first = part->first, .size = part->size };

	return read_listed(db, scope, a, &in, rows, n);
}

enum err
catalogue_count(struct db *db, const struct scope *scope, struct arena *a, bool is_ended,
	int64_t *n)
{
	struct sql_catalogue_count count;

	TRY(sql_catalogue_count(db, scope, a, is_ended, &count));
	*n = count.n;
	return OK;
}

enum err
catalogue_service(struct db *db, const struct scope *scope, struct arena *a, service_id id,
	struct catalogue_service *out)
{
	const struct service_ids one = { .at = &id, .n = 1 };
	struct catalogue_service *rows;
	size_t n;

	TRY(catalogue_by_ids(db, scope, a, &one, &rows, &n));
	if (n == 0)
		return ERR_NOT_FOUND;
	*out = rows[0];
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
		"hotad", "hotfull", "violence", "abuse", "gewalt", "violencia", "przemoc", "siddet",
		"насил", "عنف", "خشونت", "rabshad", "ዓመጽ" };
	struct str folded = str_fold(a, name);
	size_t i;

	for (i = 0; i < sizeof(telling) / sizeof(telling[0]); i++)
		if (str_contains(folded, str_of(telling[i])))
			return false;
	return !str_is_empty(folded) && !has_word(folded, STR("hot"));
}

enum err
catalogue_public_changes(struct db *db, struct arena *a, int64_t *out)
{
	struct sql_catalogue_public_changes row;

	if (db_recall(db, out))
		return OK;
	TRY(sql_catalogue_public_changes(db, a, &row));
	db_keep(db, row.n);
	*out = row.n;
	return OK;
}

enum err
catalogue_stamp(struct db *db, struct arena *a, uint64_t *out)
{
	int64_t changes;

	TRY(catalogue_public_changes(db, a, &changes));
	*out = (uint64_t)changes;
	return OK;
}

/* What is open now changes by the quarter, everything else when somebody writes. */
enum err
catalogue_stamp_of_quarter(struct db *db, struct arena *a, uint64_t *out)
{
	uint64_t quarter, changes;

	TRY(stamp_of_quarter(db, a, &quarter));
	TRY(catalogue_stamp(db, a, &changes));
	*out = (changes << 32) + quarter;
	return OK;
}
