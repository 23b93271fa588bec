/* HSDS 3.0 out of the public's views: what it lacks stands in attributes with our codes. */
#include "features/catalogue/hsds.h"

#include "base/hours.h"
#include "core/json/json.h"
#include "features/catalogue/public.sql.h"
#include "features/catalogue/taxonomy.h"

/* ---- ids ---- */

void
hsds_put_id(struct buf *out, enum hsds_kind kind, int64_t row, unsigned index)
{
	uint64_t v = (uint64_t)row;

	buf_printf(out, "%02x%06x-%04x-8000-8%03x-%012llx", kind, index & 0xffffff,
		(unsigned)(v >> 60), (unsigned)(v >> 48 & 0xfff),
		(unsigned long long)(v & 0xffffffffffff));
}

/* The value of lower-case hexadecimal digits; the caller writes the id anew and compares. */
static uint64_t
hex_of(struct str digits)
{
	uint64_t v = 0;
	size_t i;

	for (i = 0; i < digits.n; i++) {
		char c = digits.p[i];

		v = v << 4 | (uint64_t)(c <= '9' ? c - '0' : c - 'a' + 10);
	}
	return v;
}

enum err
hsds_parse_id(struct str text, enum hsds_kind kind, int64_t *row)
{
	struct buf again BUF_CLEANUP = buf_new(64);
	uint64_t v;
	size_t i;

	for (i = 0; i < text.n; i++)
		if (!strchr("0123456789abcdef-", text.p[i]) || !text.p[i])
			return ERR_NOT_FOUND;
	if (text.n != HSDS_ID_LENGTH)
		return ERR_NOT_FOUND;
	v = hex_of(str_sub(text, 9, 13)) << 60 | hex_of(str_sub(text, 20, 23)) << 48 |
		hex_of(str_sub(text, 24, 36));
	hsds_put_id(&again, kind, (int64_t)v, 0);
	if (!str_eq(buf_str(&again), text) || (int64_t)v <= 0)
		return ERR_NOT_FOUND;
	*row = (int64_t)v;
	return OK;
}

/* ---- members; every one after the first begins with a comma ---- */

static void
put_id(struct buf *out, const char *name, enum hsds_kind kind, int64_t row, unsigned index)
{
	buf_printf(out, "\"%s\":\"", name);
	hsds_put_id(out, kind, row, index);
	buf_put_byte(out, '"');
}

static void
put_text(struct buf *out, const char *name, struct str text)
{
	if (str_is_empty(text))
		return;
	buf_printf(out, ",\"%s\":", name);
	json_put_text(out, text);
}

static void
put_day(struct buf *out, const char *name, struct date day, const char *behind)
{
	int y, m, d;

	if (!date_is_set(day))
		return;
	date_parts(day, &y, &m, &d);
	buf_printf(out, ",\"%s\":\"%04d-%02d-%02d%s\"", name, y, m, d, behind);
}

static void
put_age(struct buf *out, const char *name, int64_t age)
{
	if (age > 0)
		buf_printf(out, ",\"%s\":%lld", name, (long long)age);
}

/* ---- lists ---- */

static void
put_phones(struct buf *out, const struct sql_catalogue_public_services *s)
{
	if (str_is_empty(s->phone))
		return;
	buf_put(out, STR(",\"phones\":[{"));
	put_id(out, "id", HSDS_PHONE, s->service_id.v, 0);
	put_text(out, "number", s->phone);
	buf_put(out, STR(",\"type\":\"voice\""));
	put_text(out, "description", s->phone_note);
	buf_put(out, STR("}]"));
}

/* HSDS has weeks and months; every day is a week with all its days. */
static void
put_rule(struct buf *out, const struct rrule *rule)
{
	struct buf text BUF_CLEANUP = buf_new(512);
	struct rrule said = *rule;
	struct str rest, part, value;

	if (said.freq == RRULE_DAILY) {
		said.freq = RRULE_WEEKLY;
		said.weekdays = said.weekdays ? said.weekdays : 0x7f;
	}
	rrule_put(&text, &said);
	rest = buf_str(&text);
	while (str_split(&rest, ';', &part)) {
		value = part;
		str_split(&value, '=', &part);
		if (str_eq(part, STR("FREQ")))
			put_text(out, "freq", value);
		else if (str_eq(part, STR("BYDAY")))
			put_text(out, "byday", value);
		else if (str_eq(part, STR("BYMONTHDAY")))
			put_text(out, "bymonthday", value);
	}
	put_day(out, "until", said.until, "");
}

/* The first one has the words that they all were read from. */
static void
put_schedule(struct buf *out, int64_t row, unsigned index, const struct hours *hours,
	struct str words)
{
	static const char *const on_holidays[] = { "", "closed_on_holidays", "on_holidays_too",
		"only_on_holidays" };

	buf_put(out, index > 0 ? STR(",{") : STR("{"));
	put_id(out, "id", HSDS_SCHEDULE, row, index);
	put_rule(out, &hours->rule);
	buf_printf(out, ",\"opens_at\":\"%02d:%02d\",\"closes_at\":\"%02d:%02d\"",
		hours->opens / 60, hours->opens % 60, hours->closes / 60, hours->closes % 60);
	put_text(out, "notes", str_of(on_holidays[hours->on_holidays]));
	if (index == 0)
		put_text(out, "description", words);
	buf_put_byte(out, '}');
}

static void
put_schedules(struct buf *out, struct arena *a, const struct sql_catalogue_public_services *s)
{
	struct hours hours[HOURS_MAX];
	size_t n, i;

	if (str_is_empty(s->hours))
		return;
	buf_put(out, STR(",\"schedules\":["));
	if (hours_parse(a, s->hours, hours, &n) != OK) {
		buf_put_byte(out, '{');
		put_id(out, "id", HSDS_SCHEDULE, s->service_id.v, 0);
		put_text(out, "description", s->hours);
		buf_put_byte(out, '}');
		n = 0;
	}
	for (i = 0; i < n; i++)
		put_schedule(out, s->service_id.v, (unsigned)i, &hours[i], s->hours);
	buf_put_byte(out, ']');
}

/* "0181;01" and "sv, en": each part an object with its own id and its text under `name`. */
static void
put_parts(struct buf *out, const char *list, enum hsds_kind kind, int64_t row, struct str text,
	const char *name)
{
	struct str part;
	unsigned index = 0;

	if (str_is_empty(text))
		return;
	buf_printf(out, ",\"%s\":[", list);
	while (str_split(&text, ';', &part)) {
		buf_put(out, index > 0 ? STR(",{") : STR("{"));
		put_id(out, "id", kind, row, index++);
		put_text(out, name, str_trim(part));
		if (kind == HSDS_AREA)
			buf_put(out, STR(",\"extent_type\":\"other\""));
		buf_put_byte(out, '}');
	}
	buf_put_byte(out, ']');
}

static void
put_costs(struct buf *out, const struct sql_catalogue_public_services *s)
{
	const struct choice *cost = choice_of(cost_choices, COST_CHOICES, s->cost);

	if (s->cost == COST_UNKNOWN || !cost)
		return;
	buf_put(out, STR(",\"cost_options\":[{"));
	put_id(out, "id", HSDS_COST, s->service_id.v, 0);
	put_text(out, "option", str_of(cost->code));
	put_text(out, "amount_description", s->cost_text);
	if (s->cost == COST_FREE)
		buf_put(out, STR(",\"amount\":0,\"currency\":\"SEK\""));
	buf_put(out, STR("}]"));
}

/* ---- what HSDS has no field for ---- */

struct attributes {
	struct buf *out;
	enum hsds_kind kind;	/* HSDS_SERVICE or HSDS_ORGANISATION */
	int64_t row;
	unsigned index;
};

/* A code of a taxonomy names its term; 0 is no term. */
static void
put_attribute_of(struct attributes *x, const char *type, struct str value, int64_t term)
{
	if (str_is_empty(value))
		return;
	buf_put(x->out, x->index > 0 ? STR(",{") : STR(",\"attributes\":[{"));
	put_id(x->out, "id", HSDS_ATTRIBUTE, x->row, x->index++);
	buf_put_byte(x->out, ',');
	put_id(x->out, "link_id", x->kind, x->row, 0);
	put_text(x->out, "link_type", str_of(type));
	put_text(x->out, "link_entity",
		x->kind == HSDS_SERVICE ? STR("service") : STR("organization"));
	put_text(x->out, "value", value);
	if (term != 0) {
		buf_put_byte(x->out, ',');
		put_id(x->out, "taxonomy_term_id", HSDS_TERM, term, 0);
	}
	buf_put_byte(x->out, '}');
}

static void
put_attribute(struct attributes *x, const char *type, struct str value)
{
	put_attribute_of(x, type, value, 0);
}

/* A value of 0 is unknown, and what is unknown is not said. */
static void
put_terms(struct attributes *x, enum taxonomy_number number, int64_t value)
{
	const struct taxonomy *taxonomy = taxonomy_of(number);
	size_t i;

	for (i = 0; i < taxonomy->n; i++) {
		const struct choice *choice = &taxonomy->choices[i];

		if (taxonomy->is_set ? (value & choice->value) != 0
				     : value != 0 && value == choice->value)
			put_attribute_of(x, taxonomy->code, str_of(choice->code),
				taxonomy_term_row(number, choice));
	}
}

/*
 * `checked_by`: the day from which the facts are not confirmed any longer; none when they are confirmed on
 * no day.  A day and no "stale", so that the answer stays true, and its ETag the same, while nobody writes.
 */
static void
put_attributes(
	struct buf *out, struct arena *a, const struct sql_catalogue_public_services *s)
{
	struct attributes x = { out, HSDS_SERVICE, s->service_id.v, 0 };

	put_attribute(&x, "code", s->service_code);
	put_attribute(&x, "municipality", s->municipality);
	put_terms(&x, TAXONOMY_TRACK, s->tracks);
	put_terms(&x, TAXONOMY_ENTRY_ROUTE, s->entry_routes);
	put_terms(&x, TAXONOMY_REQUIRES, s->requires);
	put_terms(&x, TAXONOMY_SAME_DAY, s->same_day);
	put_terms(&x, TAXONOMY_ANONYMOUS, s->anonymous);
	put_terms(&x, TAXONOMY_RESPONSE, s->response);
	put_terms(&x, TAXONOMY_ON_PHONE_BILL, s->on_phone_bill);
	put_attribute(&x, "acute", s->is_acute ? STR("yes") : STR("no"));
	put_attribute(&x, "checked_by",
		date_text(a, catalogue_fresh_until(s->verified_on, s->is_acute)));
	buf_put_byte(out, ']');
}

/* ---- whole objects ---- */

static void
put_organisation_text(struct buf *out, struct str name, int64_t kind, struct str website)
{
	const struct choice *choice =
		choice_of(organisation_kind_choices, ORGANISATION_KIND_CHOICES, kind);

	put_text(out, "name", name);
	buf_put(out, STR(",\"description\":"));
	json_put_text(out, str_of(choice ? choice->label : ""));
	put_text(out, "website", website);
}

static void
put_organisation_attributes(struct buf *out, int64_t row, struct str code, int64_t kind)
{
	struct attributes x = { out, HSDS_ORGANISATION, row, 0 };

	put_attribute(&x, "code", code);
	put_terms(&x, TAXONOMY_KIND, kind);
	buf_put_byte(out, ']');
}

void
hsds_put_service(
	struct buf *out, struct arena *a, const struct sql_catalogue_public_services *s)
{
	const int64_t row = s->service_id.v;

	buf_put_byte(out, '{');
	put_id(out, "id", HSDS_SERVICE, row, 0);
	buf_put_byte(out, ',');
	put_id(out, "organization_id", HSDS_ORGANISATION, s->organisation_id.v, 0);
	put_text(out, "name", s->service_name);
	put_text(out, "description", s->description);
	put_text(out, "url", s->website);
	buf_put(out, STR(",\"status\":\"active\""));
	put_text(out, "wait_time", s->response_text);
	put_text(out, "fees_description", s->cost_text);
	put_text(out, "eligibility_description", s->target_groups);
	put_age(out, "minimum_age", s->age_from);
	put_age(out, "maximum_age", s->age_to);
	put_day(out, "assured_date", s->verified_on, "");
	put_day(out, "last_modified", s->modified_on, "T00:00:00Z");
	put_phones(out, s);
	put_schedules(out, a, s);
	put_parts(out, "service_areas", HSDS_AREA, row, s->area_codes, "extent");
	put_parts(out, "languages", HSDS_LANGUAGE, row, s->languages, "name");
	put_costs(out, s);
	put_parts(out, "required_documents", HSDS_DOCUMENT, row, s->bring, "document");
	put_attributes(out, a, s);
	buf_put(out, STR(",\"organization\":{"));
	put_id(out, "id", HSDS_ORGANISATION, s->organisation_id.v, 0);
	put_organisation_text(out, s->organisation_name, s->kind, s->organisation_website);
	put_text(out, "alternate_name", s->aliases);
	put_organisation_attributes(out, s->organisation_id.v, s->organisation_code, s->kind);
	buf_put(out, STR("}}"));
}

void
hsds_put_service_at_location(struct buf *out, const struct sql_catalogue_public_services *s)
{
	const int64_t row = s->service_id.v;

	buf_put_byte(out, '{');
	put_id(out, "id", HSDS_AT_LOCATION, row, 0);
	buf_put_byte(out, ',');
	put_id(out, "service_id", HSDS_SERVICE, row, 0);
	buf_put_byte(out, ',');
	put_id(out, "location_id", HSDS_LOCATION, row, 0);
	buf_put(out, STR(",\"location\":{"));
	put_id(out, "id", HSDS_LOCATION, row, 0);
	buf_put(out, STR(",\"location_type\":\"virtual\""));
	put_text(out, "url", s->website);
	put_text(out, "name", s->service_name);
	buf_put_byte(out, ',');
	put_id(out, "organization_id", HSDS_ORGANISATION, s->organisation_id.v, 0);
	buf_put(out, STR("}}"));
}

void
hsds_begin_organisation(struct buf *out, const struct sql_catalogue_public_organisations *o)
{
	buf_put_byte(out, '{');
	put_id(out, "id", HSDS_ORGANISATION, o->organisation_id.v, 0);
	put_organisation_text(out, o->organisation_name, o->kind, o->website);
	put_text(out, "alternate_name", o->aliases);
	put_organisation_attributes(out, o->organisation_id.v, o->organisation_code, o->kind);
}
