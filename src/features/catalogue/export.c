/* The place's own catalogue as two CSV files that can be imported again. */
#include "features/catalogue/catalogue.h"

#include "features/catalogue/export.h"
#include "features/catalogue/export.sql.h"
#include "out/csv/csv_out.h"

/* The codes of a bit set with ';' between. */
static struct str
codes_of(struct arena *a, const struct choice *choices, size_t n, int64_t bits)
{
	struct str text = STR_NULL;
	size_t i;

	for (i = 0; i < n; i++)
		if (choices[i].value > 0 && (bits & choices[i].value))
			text = arena_printf(a, "%.*s%s%s", STR_ARG(text), text.n ? ";" : "",
				choices[i].code);
	return text;
}

static void
put_choice(struct buf *out, const struct choice *choices, size_t n, int64_t value)
{
	const struct choice *choice = choice_of(choices, n, value);

	csv_put_text(out, false, str_of(choice ? choice->code : ""));
}

/* An age of 0 is none, and so is a number of places. */
static void
put_number(struct buf *out, int64_t age)
{
	if (age > 0)
		csv_put_int(out, false, age);
	else
		csv_put_text(out, false, STR_NULL);
}

static void
put_visibility(struct buf *out, int64_t visibility)
{
	put_choice(out, fact_visibility_choices, FACT_VISIBILITY_CHOICES, visibility);
}

static void
put_details(struct buf *out, struct arena *a, const struct sql_catalogue_export_services *s)
{
	put_choice(out, visibility_choices, VISIBILITY_CHOICES, s->visibility);
	put_visibility(out, s->phone_visibility);
	put_visibility(out, s->phone_note_visibility);
	put_visibility(out, s->on_phone_bill_visibility);
	put_visibility(out, s->response_visibility);
	put_visibility(out, s->hours_visibility);
	put_visibility(out, s->languages_visibility);
	put_visibility(out, s->website_visibility);
	put_visibility(out, s->cost_visibility);
	put_visibility(out, s->bring_visibility);
	put_visibility(out, s->note_visibility);
	csv_put_text(out, false, s->is_protected ? STR("yes") : STR("no"));
	put_choice(out, on_phone_bill_choices, ON_PHONE_BILL_CHOICES, s->on_phone_bill);
	csv_put_text(out, false, s->staff_phone);
	csv_put_text(out, false, s->website);
	put_choice(out, cost_choices, COST_CHOICES, s->cost);
	csv_put_text(out, false, s->cost_text);
	csv_put_text(out, false, s->bring);
	csv_put_text(out, false, s->area);
	csv_put_text(out, false, s->code_word_place);
	csv_put_text(out, false, s->code_word_owner);
	csv_put_text(out, false, date_text(a, s->code_word_trained_on));
	put_number(out, s->housing_places);
	csv_put_text(out, false, s->agreement);
	csv_put_text(out, false, s->next_code);
	csv_put_text(out, false, date_text(a, s->ended_on));
	put_choice(out, end_reason_choices, END_REASON_CHOICES, s->end_reason);
}

void
catalogue_put_service_row(
	struct buf *out, struct arena *a, const struct sql_catalogue_export_services *s)
{
	csv_put_text(out, true, s->code);
	csv_put_text(out, false, s->organisation_code);
	csv_put_text(out, false, s->name);
	csv_put_text(out, false, codes_of(a, track_choices, TRACK_CHOICES, s->tracks));
	csv_put_text(out, false, s->target_groups);
	put_number(out, s->age_from);
	put_number(out, s->age_to);
	csv_put_text(out, false,
		codes_of(a, entry_route_choices, ENTRY_ROUTE_CHOICES, s->entry_routes));
	csv_put_text(out, false,
		codes_of(a, requirement_choices, REQUIREMENT_CHOICES, s->requires));
	csv_put_text(out, false, s->response_text);
	put_choice(out, same_day_choices, SAME_DAY_CHOICES, s->same_day);
	put_choice(out, anonymous_choices, ANONYMOUS_CHOICES, s->anonymous);
	csv_put_text(out, false, s->phone);
	csv_put_text(out, false, s->phone_note);
	csv_put_text(out, false, s->note);
	csv_put_text(out, false, s->languages);
	csv_put_text(out, false, s->hours);
	csv_put_text(out, false, s->is_acute ? STR("yes") : STR("no"));
	csv_put_text(out, false, date_text(a, s->verified_on));
	put_details(out, a, s);
	csv_end_row(out);
}

void
catalogue_put_service_head(struct buf *out)
{
	buf_put(out, STR("id,organisation_id,name,tracks,target_groups,age_from,age_to,"
		"entry_routes,requires,response_time,same_day,anonymous,phone,phone_note,note,"
		"languages,hours,acute,verified_on,visibility,phone_visibility,phone_note_visibility,"
		"on_phone_bill_visibility,response_time_visibility,hours_visibility,"
		"languages_visibility,website_visibility,cost_visibility,bring_visibility,"
		"note_visibility,protected,on_phone_bill,staff_phone,website,"
		"cost,cost_text,bring,area,code_word_place,code_word_owner,"
		"code_word_trained_on,housing_places,agreement,next_id,ended_on,"
		"end_reason\r\n"));
}

enum err
catalogue_export_services(struct db *db, const struct scope *scope, struct arena *a,
	struct buf *out)
{
	struct sql_catalogue_export_services *rows;
	size_t n, i;

	TRY(sql_catalogue_export_services(db, scope, a, &rows, &n));
	catalogue_put_service_head(out);
	for (i = 0; i < n; i++)
		catalogue_put_service_row(out, a, &rows[i]);
	return buf_err(out);
}

void
catalogue_put_organisation_head(struct buf *out)
{
	buf_put(out,
		STR("id,name,kind,parent_id,municipality,note,aliases,visibility,website,"
		    "website_visibility\r\n"));
}

void
catalogue_put_organisation_row(
	struct buf *out, const struct sql_catalogue_export_organisations *o)
{
	csv_put_text(out, true, o->code);
	csv_put_text(out, false, o->name);
	put_choice(out, organisation_kind_choices, ORGANISATION_KIND_CHOICES,
		o->kind);
	csv_put_text(out, false, o->parent_code);
	csv_put_text(out, false, o->municipality);
	csv_put_text(out, false, o->note);
	csv_put_text(out, false, o->aliases);
	put_choice(out, visibility_choices, VISIBILITY_CHOICES, o->visibility);
	csv_put_text(out, false, o->website);
	put_visibility(out, o->website_visibility);
	csv_end_row(out);
}

enum err
catalogue_export_organisations(struct db *db, const struct scope *scope, struct arena *a,
	struct buf *out)
{
	struct sql_catalogue_export_organisations *rows;
	size_t n, i;

	TRY(sql_catalogue_export_organisations(db, scope, a, &rows, &n));
	catalogue_put_organisation_head(out);
	for (i = 0; i < n; i++)
		catalogue_put_organisation_row(out, &rows[i]);
	return buf_err(out);
}
