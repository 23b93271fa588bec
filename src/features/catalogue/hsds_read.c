/* HSDS 3.0 JSON on its way into the catalogue: over what is there, as the two files of an import. */
#include "core/i18n/i18n.h"
#include "core/json/json.h"
#include "features/catalogue/export.h"
#include "features/catalogue/export.sql.h"
#include "features/catalogue/hsds.h"
#include "features/catalogue/rows.h"

enum { CSV_OUT_BYTES = CSV_BYTES_MAX };

/* One reading; `at` is the pointer of the service being read, `/contents/3`. */
struct hsds_reading {
	struct arena *a;
	struct date today;
	struct sql_catalogue_export_organisations *organisations;
	size_t n_organisations;
	struct sql_catalogue_export_services *services;
	size_t n_services;
	const struct json *list;	/* of services */
	const char *list_name;		/* "/contents" */
	struct str at;
	struct buf organisations_csv, services_csv;
	size_t n_put;			/* organisations that the file has had so far ... */
	struct str *put_codes;		/* ... their codes ... */
	size_t *put_at;			/* ... and the service that brought each */
	struct csv_fault *fault;
};

static enum err
refuse(struct hsds_reading *r, const char *member, const char *reason)
{
	r->fault->column = arena_printf(r->a, "%.*s%s", STR_ARG(r->at), member);
	r->fault->reason = reason;
	return ERR_INVALID;
}

/* ---- members ---- */

/* What is not said leaves *out alone; what is no text is refused. */
static enum err
take_text(struct hsds_reading *r, const struct json *from, const char *pointer, struct str *out)
{
	const struct json *member = json_member(from, strrchr(pointer, '/') + 1);

	if (!member || member->kind == JSON_IS_NULL)
		return OK;
	if (member->kind != JSON_IS_TEXT)
		return refuse(r, pointer, N_("Här ska stå en text."));
	*out = member->text;
	return OK;
}

static enum err
take_number(struct hsds_reading *r, const struct json *from, const char *pointer, int64_t *out)
{
	const struct json *member = json_member(from, strrchr(pointer, '/') + 1);

	if (!member || member->kind == JSON_IS_NULL)
		return OK;
	if (member->kind != JSON_IS_INT)
		return refuse(r, pointer, N_("Här ska stå ett heltal."));
	*out = member->number;
	return OK;
}

/* The items of a list, or none; anything but a list of objects is refused. */
static enum err
take_list(struct hsds_reading *r, const struct json *from, const char *pointer,
	const struct json **out)
{
	static const struct json none = { .kind = JSON_IS_ARRAY };
	const struct json *list = json_member(from, strrchr(pointer, '/') + 1);
	size_t i;

	*out = &none;
	if (!list || list->kind == JSON_IS_NULL)
		return OK;
	if (list->kind != JSON_IS_ARRAY)
		return refuse(r, pointer, N_("Här ska stå en lista."));
	for (i = 0; i < list->n; i++)
		if (list->items[i].kind != JSON_IS_OBJECT)
			return refuse(r, pointer, N_("Listan ska bestå av objekt."));
	*out = list;
	return OK;
}

/* `name` of every item with ';' between. */
static enum err
take_parts(struct hsds_reading *r, const struct json *from, const char *pointer,
	const char *name, struct str *out)
{
	const struct json *list;
	struct str text = STR_NULL;
	size_t i;

	TRY(take_list(r, from, pointer, &list));
	for (i = 0; i < list->n; i++) {
		struct str part = json_member_text(&list->items[i], name);

		if (str_is_empty(part) || str_find_byte(part, ';') >= 0)
			return refuse(r, pointer, N_("En del av listan saknar sitt namn."));
		text = arena_printf(
			r->a, "%.*s%s%.*s", STR_ARG(text), i ? ";" : "", STR_ARG(part));
	}
	if (list->n > 0)
		*out = text;
	return OK;
}

/* ---- attributes: what HSDS has no field for ---- */

static struct str
attribute(const struct json *attributes, const char *type)
{
	size_t i;

	for (i = 0; i < attributes->n; i++)
		if (str_eq(json_member_text(&attributes->items[i], "link_type"), str_of(type)))
			return json_member_text(&attributes->items[i], "value");
	return STR_NULL;
}

static enum err
take_choice(struct hsds_reading *r, struct str code, const struct choice *choices, size_t n,
	int64_t *out)
{
	const struct choice *choice = choice_by_code(choices, n, code);

	if (str_is_empty(code))
		return OK;
	if (!choice)
		return refuse(r, "/attributes", N_("Koden är okänd."));
	*out = choice->value;
	return OK;
}

static enum err
take_bits(struct hsds_reading *r, const struct json *attributes, const char *type,
	const struct choice *choices, size_t n, int64_t *out)
{
	int64_t bits = 0, bit = 0;
	bool is_said = false;
	size_t i;

	for (i = 0; i < attributes->n; i++) {
		const struct json *item = &attributes->items[i];

		if (!str_eq(json_member_text(item, "link_type"), str_of(type)))
			continue;
		is_said = true;
		TRY(take_choice(r, json_member_text(item, "value"), choices, n, &bit));
		bits |= bit;
	}
	if (is_said)
		*out = bits;
	return OK;
}

/* The code that we gave it, or one made of its id. */
static enum err
take_code(struct hsds_reading *r, const struct json *from, const struct json *attributes,
	const char *pointer, struct str *out)
{
	struct str code = attribute(attributes, "code"), id = json_member_text(from, "id");

	if (!str_is_empty(code)) {
		*out = code;
		return OK;
	}
	if (str_is_empty(id))
		return refuse(r, pointer, N_("Det finns varken id eller kod."));
	*out = arena_printf(r->a, "hsds-%.*s", STR_ARG(id));
	return OK;
}

/* ---- organisations ---- */

static bool
is_put(const struct hsds_reading *r, struct str code)
{
	size_t i;

	for (i = 0; i < r->n_put; i++)
		if (str_eq(r->put_codes[i], code))
			return true;
	return false;
}

/* The first service of an organisation brings it; what another says of it is not looked at. */
static enum err
read_organisation(struct hsds_reading *r, size_t index, const struct json *service,
	struct str municipality, struct str *code)
{
	struct sql_catalogue_export_organisations o = { .visibility = VISIBLE_TO_ALL };
	const struct json *from = json_member(service, "organization"), *attributes;
	size_t i;

	if (!from || from->kind != JSON_IS_OBJECT)
		return refuse(r, "/organization", N_("Organisationen saknas."));
	TRY(take_list(r, from, "/organization/attributes", &attributes));
	TRY(take_code(r, from, attributes, "/organization/id", &o.code));
	*code = o.code;
	if (is_put(r, o.code))
		return OK;
	for (i = 0; i < r->n_organisations; i++)
		if (str_eq(r->organisations[i].code, *code))
			o = r->organisations[i];
	TRY(take_text(r, from, "/organization/name", &o.name));
	TRY(take_text(r, from, "/organization/website", &o.website));
	TRY(take_text(r, from, "/organization/alternate_name", &o.aliases));
	TRY(take_choice(r, attribute(attributes, "kind"), organisation_kind_choices,
		ORGANISATION_KIND_CHOICES, &o.kind));
	if (o.kind == 0)
		return refuse(r, "/organization/attributes",
			N_("Attributet kind saknas: vilket slags organisation det är."));
	if (!str_is_empty(municipality))
		o.municipality = municipality;
	/* A parent comes back with its own row; one that the file does not bring stays tied. */
	catalogue_put_organisation_row(&r->organisations_csv, &o);
	r->put_codes[r->n_put] = o.code;
	r->put_at[r->n_put++] = index;
	return OK;
}

/* ---- services ---- */

static enum err
read_lists(struct hsds_reading *r, const struct json *from,
	struct sql_catalogue_export_services *s)
{
	const struct json *phones, *schedules, *costs;

	TRY(take_list(r, from, "/phones", &phones));
	if (phones->n > 0) {
		s->phone_note = STR_NULL;
		TRY(take_text(r, &phones->items[0], "/phones/0/number", &s->phone));
		TRY(take_text(r, &phones->items[0], "/phones/0/description", &s->phone_note));
	}
	TRY(take_list(r, from, "/schedules", &schedules));
	if (schedules->n > 0) {
		s->hours = json_member_text(&schedules->items[0], "description");
		if (str_is_empty(s->hours))
			return refuse(r, "/schedules/0/description",
				N_("Tiderna ska stå i ord, ”mån–fre 8–16”."));
	}
	TRY(take_list(r, from, "/cost_options", &costs));
	if (costs->n > 0) {
		TRY(take_choice(r, json_member_text(&costs->items[0], "option"), cost_choices,
			COST_CHOICES, &s->cost));
		TRY(take_text(r, &costs->items[0], "/cost_options/0/amount_description",
			&s->cost_text));
	}
	TRY(take_parts(r, from, "/service_areas", "extent", &s->area));
	TRY(take_parts(r, from, "/languages", "name", &s->languages));
	return take_parts(r, from, "/required_documents", "document", &s->bring);
}

static enum err
read_attributes(struct hsds_reading *r, const struct json *attributes,
	struct sql_catalogue_export_services *s)
{
	struct str acute = attribute(attributes, "acute");

	TRY(take_bits(r, attributes, "track", track_choices, TRACK_CHOICES, &s->tracks));
	TRY(take_bits(r, attributes, "entry_route", entry_route_choices, ENTRY_ROUTE_CHOICES,
		&s->entry_routes));
	TRY(take_bits(r, attributes, "requires", requirement_choices, REQUIREMENT_CHOICES,
		&s->requires));
	TRY(take_choice(r, attribute(attributes, "same_day"), same_day_choices,
		SAME_DAY_CHOICES, &s->same_day));
	TRY(take_choice(r, attribute(attributes, "anonymous"), anonymous_choices,
		ANONYMOUS_CHOICES, &s->anonymous));
	TRY(take_choice(r, attribute(attributes, "on_phone_bill"), on_phone_bill_choices,
		ON_PHONE_BILL_CHOICES, &s->on_phone_bill));
	if (!str_is_empty(acute) && !str_eq(acute, STR("yes")) && !str_eq(acute, STR("no")))
		return refuse(r, "/attributes", N_("Koden är okänd."));
	if (!str_is_empty(acute))
		s->is_acute = str_eq(acute, STR("yes"));
	return OK;
}

static enum err
read_members(struct hsds_reading *r, const struct json *from,
	struct sql_catalogue_export_services *s)
{
	struct str day = STR_NULL;

	TRY(take_text(r, from, "/name", &s->name));
	TRY(take_text(r, from, "/description", &s->note));
	TRY(take_text(r, from, "/url", &s->website));
	TRY(take_text(r, from, "/wait_time", &s->response_text));
	TRY(take_text(r, from, "/eligibility_description", &s->target_groups));
	TRY(take_number(r, from, "/minimum_age", &s->age_from));
	TRY(take_number(r, from, "/maximum_age", &s->age_to));
	TRY(take_text(r, from, "/assured_date", &day));
	if (!str_is_empty(day) && date_parse(day, &s->verified_on) != OK)
		return refuse(r, "/assured_date", N_("Dagen ska skrivas som 2026-11-22."));
	if (s->verified_on.days > r->today.days)
		return refuse(r, "/assured_date", REASON_NOT_YET);
	return OK;
}

static enum err
read_service(struct hsds_reading *r, size_t index)
{
	struct sql_catalogue_export_services s = { .visibility = VISIBLE_TO_ALL };
	const struct json *from = &r->list->items[index], *attributes;
	struct str code, organisation;
	size_t i;

	r->at = arena_printf(r->a, "%s/%zu", r->list_name, index);
	if (from->kind != JSON_IS_OBJECT)
		return refuse(r, "", N_("En verksamhet ska vara ett objekt."));
	TRY(take_list(r, from, "/attributes", &attributes));
	TRY(take_code(r, from, attributes, "/id", &code));
	TRY(read_organisation(
		r, index, from, attribute(attributes, "municipality"), &organisation));
	for (i = 0; i < r->n_services; i++)
		if (str_eq(r->services[i].code, code))
			s = r->services[i];
	s.code = code;
	s.organisation_code = organisation;
	TRY(read_members(r, from, &s));
	TRY(read_lists(r, from, &s));
	TRY(read_attributes(r, attributes, &s));
	catalogue_put_service_row(&r->services_csv, r->a, &s);
	return OK;
}

/* ---- the file ---- */

static enum err
find_list(struct hsds_reading *r, struct str text)
{
	static const char *const names[] = { "/contents", "/services" };
	const struct json *root;
	struct json_fault fault = { 0 };
	enum err e = json_parse(text, r->a, &root, &fault);
	size_t i;

	if (e == ERR_INVALID)
		r->fault->row = fault.line;
	if (e != OK) {
		r->fault->reason = e == ERR_INVALID ? N_("Filen är inte JSON.") :
						      N_("Filen är för stor.");
		return e;
	}
	r->list = root;
	r->list_name = "";
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (json_member(root, names[i] + 1)) {
			r->list = json_member(root, names[i] + 1);
			r->list_name = names[i];
		}
	return r->list->kind == JSON_IS_ARRAY ?
		OK :
		refuse(r, r->list_name, N_("Här ska stå en lista med verksamheter."));
}

static enum err
read_file(struct hsds_reading *r, const struct catalogue_hsds_import *in)
{
	size_t i;

	r->list = in->services;
	r->list_name = "";
	if (!r->list)
		TRY(find_list(r, in->text));
	r->put_codes = ARENA_ARRAY(r->a, struct str, r->list->n + 1);
	r->put_at = ARENA_ARRAY(r->a, size_t, r->list->n + 1);
	if (!r->put_codes || !r->put_at)
		return ERR_LIMIT;
	catalogue_put_organisation_head(&r->organisations_csv);
	catalogue_put_service_head(&r->services_csv);
	for (i = 0; i < r->list->n; i++)
		TRY(read_service(r, i));
	TRY(buf_err(&r->organisations_csv));
	TRY(buf_err(&r->services_csv));
	return arena_is_full(r->a) ? ERR_LIMIT : OK;
}

/* A row of the files that nobody has seen, as a pointer into the one that somebody wrote. */
static void
point_at(struct hsds_reading *r, const struct csv_fault *found)
{
	bool is_service = str_eq(found->file, STR("services.csv"));
	size_t row = found->row >= 2 ? (size_t)found->row - 2 : 0;
	size_t index = is_service || row >= r->n_put ? row : r->put_at[row];

	r->fault->column = arena_printf(r->a, "%s/%zu%s (%.*s)", r->list_name, index,
		is_service ? "" : "/organization", STR_ARG(found->column));
	r->fault->reason = found->reason;
}

enum err
catalogue_import_hsds(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct catalogue_hsds_import *in, struct catalogue_import_count *count,
	struct csv_fault *fault)
{
	struct csv_fault found = { 0 }, row = { 0 };
	struct hsds_reading r = { .a = a, .today = in->today, .fault = &found, .at = STR_NULL,
		.organisations_csv = buf_new(CSV_OUT_BYTES),
		.services_csv = buf_new(CSV_OUT_BYTES) };
	struct catalogue_import files = {
		.today = in->today, .file = STR("HSDS"), .has_no_head = true };
	enum err e;

	e = sql_catalogue_export_organisations(
		tx_db(tx), scope, a, &r.organisations, &r.n_organisations);
	if (e == OK)
		e = sql_catalogue_export_services(
			tx_db(tx), scope, a, &r.services, &r.n_services);
	if (e == OK)
		e = read_file(&r, in);
	if (e == OK) {
		files.organisations = buf_str(&r.organisations_csv);
		files.services = buf_str(&r.services_csv);
		e = catalogue_import_csv(tx, scope, a, &files, count, &row);
		if (e != OK)
			point_at(&r, &row);
	}
	if (e != OK)
		*fault = found;
	buf_free(&r.organisations_csv);
	buf_free(&r.services_csv);
	return e;
}
