/* Import of the catalogue's two files: all or nothing, with the place of whatever is wrong. */
#include "base/hours.h"
#include "core/audit/audit.h"
#include "features/catalogue/catalogue.h"

#include "features/catalogue/catalogue.sql.h"
#include "features/catalogue/import.h"
#include "features/catalogue/rows.h"

enum { TEXT_MAX = 400, AGE_LIMIT = 130, SCRATCH_BYTES = 1024 * 1024 };

static const struct reading_column service_columns[] = { { "id", true },
	{ "organisation_id", true }, { "name", true }, { "tracks", true },
	{ "target_groups", true }, { "age_from", true }, { "age_to", true },
	{ "entry_routes", true }, { "requires", true }, { "response_time", true },
	{ "same_day", true }, { "anonymous", true }, { "phone", true }, { "phone_note", true },
	{ "note", true }, { "languages", false }, { "hours", false }, { "acute", false },
	{ "verified_on", false }, { "visibility", false }, { "phone_visibility", false },
	{ "phone_note_visibility", false }, { "on_phone_bill_visibility", false },
	{ "response_time_visibility", false }, { "hours_visibility", false },
	{ "practical_visibility", false }, { "languages_visibility", false },
	{ "website_visibility", false }, { "cost_visibility", false },
	{ "bring_visibility", false }, { "note_visibility", false }, { "protected", false },
	{ "on_phone_bill", false }, { "staff_phone", false }, { "website", false },
	{ "cost", false },
	{ "cost_text", false }, { "bring", false }, { "area", false },
	{ "code_word_place", false }, { "code_word_owner", false },
	{ "code_word_trained_on", false }, { "housing_places", false }, { "agreement", false },
	{ "next_id", false }, { "ended_on", false }, { "end_reason", false } };

enum err
reading_refuse(struct reading *r, const char *column, const char *reason)
{
	r->fault->row = (int64_t)r->row + 2;
	r->fault->column = str_of(column);
	r->fault->reason = reason;
	return ERR_INVALID;
}

/* A name is a literal, so that where it lies tells which it is: rows are many. */
static int
column_of(struct reading *r, const char *name)
{
	struct known_column *known = &r->known[(uintptr_t)name % KNOWN_COLUMNS];

	if (known->name != name)
		*known = (struct known_column){ name, csv_column(&r->table, name) };
	return known->at;
}

bool
reading_has(struct reading *r, const char *column)
{
	return column_of(r, column) >= 0;
}

struct str
reading_cell(struct reading *r, const char *column)
{
	return csv_cell(&r->table, r->row, column_of(r, column));
}

enum err
reading_check_columns(struct reading *r, const struct reading_column *columns, size_t n)
{
	size_t i, j;

	memset(r->known, 0, sizeof(r->known));
	r->fault->row = 1;
	for (i = 0; i < n; i++) {
		r->fault->column = str_of(columns[i].name);
		r->fault->reason = N_("Kolumnen saknas.");
		if (columns[i].is_required && csv_column(&r->table, columns[i].name) < 0)
			return ERR_INVALID;
	}
	for (j = 0; j < r->table.n_columns; j++) {
		for (i = 0; i < n; i++) {
			if (str_eq(r->table.header[j], str_of(columns[i].name)))
				break;
		}
		r->fault->column = r->table.header[j];
		r->fault->reason = N_("Kolumnen är okänd.");
		if (i == n)
			return ERR_INVALID;
	}
	r->fault->row = 0;
	r->fault->column = STR_NULL;
	r->fault->reason = NULL;
	return OK;
}

enum err
reading_text(struct reading *r, const char *column, bool is_required, struct str *out)
{
	struct str text = reading_cell(r, column);

	if (is_required && str_is_empty(text))
		return reading_refuse(r, column, N_("Fältet är tomt."));
	if (str_code_points(text) > TEXT_MAX)
		return reading_refuse(r, column, N_("Texten är för lång."));
	*out = text;
	return OK;
}

enum err
reading_code(struct reading *r, const char *column, struct str *out)
{
	struct str code;
	size_t i;

	TRY(reading_text(r, column, true, &code));
	for (i = 0; i < code.n; i++) {
		char c = code.p[i];

		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'))
			return reading_refuse(r, column,
				N_("En id består av små bokstäver a–z, siffror och bindestreck."));
	}
	*out = code;
	return OK;
}

enum err
reading_choice(struct reading *r, const char *column, const struct choice *choices,
	size_t n, int64_t *out)
{
	const struct choice *choice = choice_by_code(choices, n, reading_cell(r, column));

	if (!choice)
		return reading_refuse(r, column, N_("Koden är okänd."));
	*out = choice->value;
	return OK;
}

enum err
catalogue_bits(struct str codes, const struct choice *choices, size_t n, unsigned *out)
{
	struct str part;
	unsigned bits = 0;

	if (str_is_empty(codes)) {
		*out = 0;
		return OK;
	}
	while (str_split(&codes, ';', &part)) {
		const struct choice *choice = choice_by_code(choices, n, str_trim(part));

		if (!choice)
			return ERR_INVALID;
		bits |= (unsigned)choice->value;
	}
	*out = bits;
	return OK;
}

static enum err
bits_of(struct reading *r, const char *column, const struct choice *choices, size_t n,
	int64_t *out)
{
	unsigned bits;

	if (catalogue_bits(reading_cell(r, column), choices, n, &bits) != OK)
		return reading_refuse(r, column, N_("Koden är okänd."));
	*out = bits;
	return OK;
}

static enum err
age_of(struct reading *r, const char *column, int64_t *out)
{
	struct str text = reading_cell(r, column);
	int64_t age = 0;

	if (!str_is_empty(text)
		&& (str_to_int(text, &age) != OK || age < 0 || age > AGE_LIMIT))
		return reading_refuse(
			r, column, N_("Åldern ska vara ett tal mellan 0 och 130."));
	*out = age;
	return OK;
}

/* ---- services ---- */

enum response
catalogue_response_of(struct arena *a, struct str text)
{
	struct str folded = str_fold(a, text);

	if (str_is_empty(folded))
		return RESPONSE_UNKNOWN;
	if (str_eq(folded, STR("samma dag")))
		return RESPONSE_SAME_DAY;
	if (str_contains(folded, STR("24 timmar")))
		return RESPONSE_24_HOURS;
	return RESPONSE_OTHER;
}

/* The same service always gets the same day: FNV-1a over its code, modulo the spread. */
static struct date
spread_day(const struct catalogue_import *in, struct str code)
{
	uint32_t hash = 2166136261u;
	size_t i;

	if (!date_is_set(in->verified_on) || in->spread_days <= 0)
		return in->verified_on;
	for (i = 0; i < code.n; i++)
		hash = (hash ^ (unsigned char)code.p[i]) * 16777619u;
	return date_add_days(in->verified_on, -(int)(hash % (uint32_t)in->spread_days));
}

static enum err
verified_of(struct reading *r, struct str code, struct date *out)
{
	struct str text = reading_cell(r, "verified_on");

	*out = spread_day(r->in, code);
	if (!str_is_empty(text) && date_parse(text, out) != OK)
		return reading_refuse(
			r, "verified_on", N_("Dagen ska skrivas som 2026-11-22."));
	if (!str_is_empty(text) && out->days > r->in->today.days)
		return reading_refuse(r, "verified_on", REASON_NOT_YET);
	return OK;
}

/* Without a word about it, what answers the same day is acute. */
static enum err
acute_of(struct reading *r, enum same_day same_day, bool *out)
{
	struct str text = reading_cell(r, "acute");

	if (!str_is_empty(text) && !str_eq(text, STR("yes")) && !str_eq(text, STR("no")))
		return reading_refuse(r, "acute", N_("Skriv yes eller no."));
	*out = str_is_empty(text) ? same_day == SAME_DAY_YES : str_eq(text, STR("yes"));
	return OK;
}

/* A file that does not say whether a service has ended leaves it as it is. */
static enum err
end_of(struct reading *r, const struct sql_catalogue_service_codes *now,
	struct sql_catalogue_add_service_in *in)
{
	struct str day = reading_cell(r, "ended_on"), why = reading_cell(r, "end_reason");

	if (!reading_has(r, "ended_on")) {
		in->ended_on = now ? now->ended_on : (struct date){ 0 };
		in->end_reason = now ? now->end_reason : END_NONE;
		return OK;
	}
	if (!str_is_empty(day) && date_parse(day, &in->ended_on) != OK)
		return reading_refuse(
			r, "ended_on", N_("Dagen ska skrivas som 2026-11-22."));
	if (in->ended_on.days > r->in->today.days)
		return reading_refuse(r, "ended_on", N_("Dagen har inte varit än."));
	if (str_is_empty(day) != str_is_empty(why))
		return reading_refuse(r, "end_reason",
			N_("En verksamhet som har upphört har både dag och skäl."));
	return str_is_empty(why) ? OK :
		reading_choice(r, "end_reason", end_reason_choices, END_REASON_CHOICES,
			&in->end_reason);
}

static enum err
service_codes(struct reading *r, struct sql_catalogue_add_service_in *in)
{
	TRY(bits_of(r, "tracks", track_choices, TRACK_CHOICES, &in->tracks));
	if (in->tracks == 0)
		return reading_refuse(r, "tracks", N_("Fältet är tomt."));
	TRY(bits_of(r, "entry_routes", entry_route_choices, ENTRY_ROUTE_CHOICES,
		&in->entry_routes));
	TRY(bits_of(r, "requires", requirement_choices, REQUIREMENT_CHOICES, &in->requires));
	if ((in->requires & REQUIRES_NOTHING) && in->requires != REQUIRES_NOTHING)
		return reading_refuse(r, "requires", N_("Antingen krävs inget eller något."));
	TRY(reading_choice(r, "same_day", same_day_choices, SAME_DAY_CHOICES, &in->same_day));
	TRY(reading_choice(
		r, "anonymous", anonymous_choices, ANONYMOUS_CHOICES, &in->anonymous));
	TRY(age_of(r, "age_from", &in->age_from));
	TRY(age_of(r, "age_to", &in->age_to));
	if (in->age_to != 0 && in->age_to < in->age_from)
		return reading_refuse(
			r, "age_to", N_("Den övre åldern är lägre än den undre."));
	return OK;
}

/* Taken as they are, since a text says more than nothing; but whoever brings the file is told. */
static void
note_unread_hours(struct reading *r, struct str text)
{
	struct hours hours[HOURS_MAX];
	size_t n;

	if (str_is_empty(text) || hours_parse(r->scratch, text, hours, &n) == OK)
		return;
	if (r->n_unread_hours++ == 0)
		r->unread_row = (int64_t)r->row + 2;
}

static enum err
service_texts(struct reading *r, struct sql_catalogue_add_service_in *in)
{
	TRY(reading_text(r, "name", true, &in->name));
	TRY(reading_text(r, "target_groups", false, &in->target_groups));
	TRY(reading_text(r, "response_time", false, &in->response_text));
	TRY(reading_text(r, "phone", false, &in->phone));
	TRY(reading_text(r, "phone_note", false, &in->phone_note));
	TRY(reading_text(r, "languages", false, &in->languages));
	TRY(reading_text(r, "hours", false, &in->hours));
	note_unread_hours(r, in->hours);
	return reading_text(r, "note", false, &in->note);
}

static void
put_visibility(
	const struct catalogue_visibility *visible, struct sql_catalogue_add_service_in *in)
{
	in->visibility = visible->entry;
	in->phone_visibility = visible->phone;
	in->phone_note_visibility = visible->phone_note;
	in->on_phone_bill_visibility = visible->on_phone_bill;
	in->response_visibility = visible->response;
	in->hours_visibility = visible->hours;
	in->languages_visibility = visible->languages;
	in->website_visibility = visible->website;
	in->cost_visibility = visible->cost;
	in->bring_visibility = visible->bring;
	in->note_visibility = visible->note;
}

/* One statement with everything: what is new has no older details to keep. */
static enum err
add_service(struct reading *r, struct sql_catalogue_add_service_in *in)
{
	struct catalogue_details details = catalogue_new_details();

	TRY(reading_details(r, &details));
	put_visibility(&details.visible, in);
	in->is_protected = details.is_protected;
	in->on_phone_bill = details.on_phone_bill;
	in->staff_phone = details.staff_phone;
	in->website = details.website;
	in->cost = details.cost;
	in->cost_text = details.cost_text;
	in->bring = details.bring;
	in->code_word_place = details.code_word_place;
	in->code_word_owner = details.code_word_owner;
	in->code_word_trained_on = details.code_word_trained_on;
	in->housing_places = details.housing_places;
	in->agreement = details.agreement;
	in->modified_on = r->in->today;
	TRY(sql_catalogue_add_service(r->tx, r->scope, in));
	return catalogue_add_areas(r->tx, r->scope, in->id, details.area);
}

static enum err
put_service(struct reading *r)
{
	struct sql_catalogue_add_service_in in = { 0 };
	const struct sql_catalogue_service_codes *now;

	TRY(reading_code(r, "id", &in.code));
	TRY(reading_organisation(r, "organisation_id", &in.organisation_id));
	TRY(service_codes(r, &in));
	TRY(service_texts(r, &in));
	in.response = catalogue_response_of(r->scratch, in.response_text);
	TRY(acute_of(r, (enum same_day)in.same_day, &in.is_acute));
	TRY(verified_of(r, in.code, &in.verified_on));
	now = reading_service(r, in.code);
	TRY(end_of(r, now, &in));
	if (!now) {
		in.id = r->new_ids[r->row];
		return add_service(r, &in);
	}
	return reading_change_service(r, now, &in);
}

static enum err
import_services(struct reading *r)
{
	TRY(csv_read(r->in->services, r->arena, &r->table, r->fault));
	TRY(reading_check_columns(r, service_columns, N_OF(service_columns)));
	TRY(reading_check_ids(r));
	TRY(sql_catalogue_service_codes(
		tx_db(r->tx), r->scope, r->arena, &r->services, &r->n_services));
	TRY(reading_draw_ids(r));
	for (r->row = 0; r->row < r->table.n_rows; r->row++) {
		arena_reset(r->scratch);
		TRY(put_service(r));
	}
	TRY(catalogue_begin_history(r->tx, r->scope, r->in->today));
	return reading_put_next(r);
}

static enum err
import_both(struct reading *r, struct catalogue_import_count *count)
{
	const struct audit_event event = { .verb = AUDIT_VERB_WRITE,
		.kind = "catalogue.import" };
	struct csv_table organisations;

	r->file = STR("organisations.csv");
	TRY(reading_put_organisations(r));
	organisations = r->table;
	count->organisations = (int64_t)organisations.n_rows;
	r->file = STR("services.csv");
	TRY(import_services(r));
	count->services = (int64_t)r->table.n_rows;
	count->proposals = r->n_proposals;
	count->unread_hours = r->n_unread_hours;
	count->unread_row = r->unread_row;
	TRY(reading_check_beside_protected(r, &organisations));
	TRY(catalogue_index_words(r->tx, r->scope));
	return audit_append(r->tx, r->scope, &event);
}

enum err
catalogue_import_csv(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct catalogue_import *in, struct catalogue_import_count *count,
	struct csv_fault *fault)
{
	struct csv_fault found = { 0 };
	struct reading r = { .tx = tx, .scope = scope, .arena = a,
		.scratch = arena_new(SCRATCH_BYTES), .in = in, .fault = &found };
	struct catalogue_import_count done = { 0 };
	enum err e = r.scratch ? import_both(&r, &done) : ERR_LIMIT;

	found.file = r.file;
	if (e == OK)
		*count = done;
	else
		*fault = found;
	arena_free(r.scratch);
	return e;
}
