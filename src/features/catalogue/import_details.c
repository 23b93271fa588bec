/* The columns that a file may leave out: visibility, area, cost, and what protects an address. */
#include "features/catalogue/import.h"

#include "features/catalogue/details.sql.h"

static enum err
optional_choice(struct reading *r, const char *column, const struct choice *choices, size_t n,
	int64_t *value)
{
	if (!reading_has(r, column) || str_is_empty(reading_cell(r, column)))
		return OK;
	return reading_choice(r, column, choices, n, value);
}

static enum err
optional_text(struct reading *r, const char *column, struct str *value)
{
	return reading_has(r, column) ? reading_text(r, column, false, value) : OK;
}

static enum err
read_website(struct reading *r, struct str *value)
{
	TRY(optional_text(r, "website", value));
	if (!str_is_empty(*value) && !catalogue_is_website(*value))
		return reading_refuse(r, "website",
			N_("Webbadressen ska börja med https:// och sakna mellanslag."));
	return OK;
}

static enum err
read_visibility(struct reading *r, struct sql_catalogue_set_details_in *in)
{
	TRY(optional_choice(
		r, "visibility", visibility_choices, VISIBILITY_CHOICES, &in->visibility));
	TRY(optional_choice(r, "phone_visibility", group_visibility_choices,
		GROUP_VISIBILITY_CHOICES, &in->phone_visibility));
	TRY(optional_choice(r, "hours_visibility", group_visibility_choices,
		GROUP_VISIBILITY_CHOICES, &in->hours_visibility));
	TRY(optional_choice(r, "practical_visibility", group_visibility_choices,
		GROUP_VISIBILITY_CHOICES, &in->practical_visibility));
	return optional_choice(r, "note_visibility", group_visibility_choices,
		GROUP_VISIBILITY_CHOICES, &in->note_visibility);
}

/* Every column of protected housing is looked at, whatever it is called. */
static enum err
refuse_address(struct reading *r)
{
	size_t i;

	for (i = 0; i < r->table.n_columns; i++) {
		struct str text = csv_cell(&r->table, r->row, (int)i);

		if (catalogue_looks_like_address(r->arena, text))
			return reading_refuse(r, arena_cstr(r->arena, r->table.header[i]),
				N_("Det ser ut som en adress. Ett skyddat boende har ingen adress i "
				   "katalogen."));
	}
	return OK;
}

static enum err
read_protected(struct reading *r, bool *is_protected)
{
	struct str text = reading_cell(r, "protected");

	if (!str_is_empty(text) && !str_eq(text, STR("yes")) && !str_eq(text, STR("no")))
		return reading_refuse(r, "protected", N_("Skriv yes eller no."));
	if (!str_is_empty(text))
		*is_protected = str_eq(text, STR("yes"));
	return *is_protected ? refuse_address(r) : OK;
}

static enum err
put_areas(struct reading *r, service_id id)
{
	struct str rest = reading_cell(r, "area"), code;

	if (!reading_has(r, "area"))
		return OK;
	TRY(sql_catalogue_clear_areas(r->tx, r->scope, id));
	while (!str_is_empty(rest) && str_split(&rest, ';', &code)) {
		enum err e;

		code = str_trim(code);
		if (!catalogue_is_area(code))
			return reading_refuse(r, "area",
				N_("Ett område är en kommunkod med fyra siffror, en länskod med två, "
				   "eller 00 för hela landet."));
		e = sql_catalogue_add_area(r->tx, r->scope, id, code);
		if (e == ERR_CONFLICT)
			return reading_refuse(r, "area", N_("Samma område står två gånger."));
		TRY(e);
	}
	return OK;
}

enum err
reading_put_details(struct reading *r, service_id id)
{
	struct sql_catalogue_details now;
	struct sql_catalogue_set_details_in in;

	TRY(sql_catalogue_details(tx_db(r->tx), r->scope, r->arena, id, &now));
	in = (struct sql_catalogue_set_details_in){ .id = id,
		.visibility = now.visibility,
		.phone_visibility = now.phone_visibility,
		.hours_visibility = now.hours_visibility,
		.practical_visibility = now.practical_visibility,
		.note_visibility = now.note_visibility,
		.is_protected = now.is_protected,
		.on_phone_bill = now.on_phone_bill,
		.staff_phone = now.staff_phone,
		.website = now.website,
		.cost = now.cost,
		.cost_text = now.cost_text,
		.bring = now.bring,
		.modified_on = r->in->today };
	TRY(read_visibility(r, &in));
	TRY(optional_choice(r, "on_phone_bill", on_phone_bill_choices, ON_PHONE_BILL_CHOICES,
		&in.on_phone_bill));
	TRY(optional_choice(r, "cost", cost_choices, COST_CHOICES, &in.cost));
	TRY(optional_text(r, "staff_phone", &in.staff_phone));
	TRY(optional_text(r, "cost_text", &in.cost_text));
	TRY(optional_text(r, "bring", &in.bring));
	TRY(read_website(r, &in.website));
	TRY(read_protected(r, &in.is_protected));
	TRY(sql_catalogue_set_details(r->tx, r->scope, &in));
	return put_areas(r, id);
}

enum err
reading_put_organisation_details(struct reading *r, organisation_id id)
{
	struct sql_catalogue_organisation_details now;

	TRY(sql_catalogue_organisation_details(tx_db(r->tx), r->scope, r->arena, id, &now));
	TRY(optional_choice(
		r, "visibility", visibility_choices, VISIBILITY_CHOICES, &now.visibility));
	TRY(read_website(r, &now.website));
	return sql_catalogue_set_organisation_details(r->tx, r->scope,
		&(struct sql_catalogue_set_organisation_details_in){ .id = id,
			.visibility = now.visibility,
			.website = now.website,
			.modified_on = r->in->today });
}
