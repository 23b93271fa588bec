/* The columns that a file may leave out: visibility, area, cost, and what protects an address. */
#include "features/catalogue/import.h"
#include "features/catalogue/rows.h"


enum { HOUSING_PLACES_MAX = 10000 };

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

enum err
reading_website(struct reading *r, struct str *value)
{
	TRY(optional_text(r, "website", value));
	if (!str_is_empty(*value) && !catalogue_is_website(*value))
		return reading_refuse(r, "website",
			N_("Webbadressen ska börja med https:// och sakna mellanslag."));
	return OK;
}

enum err
reading_fact_visibility(struct reading *r, const char *column, int64_t *value)
{
	if (str_eq(reading_cell(r, column), STR("public"))) {
		*value = VISIBLE_AS_ENTRY;
		return OK;
	}
	return optional_choice(
		r, column, fact_visibility_choices, FACT_VISIBILITY_CHOICES, value);
}

/* Where a file lacks the column of a fact, what it says of the group that the fact was in holds for it. */
static enum err
read_visibility(struct reading *r, struct catalogue_visibility *visible)
{
	size_t i;

	TRY(optional_choice(
		r, "visibility", visibility_choices, VISIBILITY_CHOICES, &visible->entry));
	for (i = 0; i < VISIBLE_FACTS; i++) {
		const struct visible_fact *fact = &visible_facts[i];
		bool is_own = reading_has(r, fact->column) || !fact->group;

		TRY(reading_fact_visibility(r, is_own ? fact->column : fact->group,
			(int64_t *)((char *)visible + fact->offset)));
	}
	return OK;
}

/* Every column of protected housing is looked at, whatever it is called. */
static enum err
refuse_address(struct reading *r)
{
	size_t i;

	for (i = 0; i < r->table.n_columns; i++) {
		struct str text = csv_cell(&r->table, r->row, (int)i);

		if (catalogue_looks_like_address(r->scratch, text))
			return reading_refuse(
				r, arena_cstr(r->arena, r->table.header[i]), REASON_ADDRESS);
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

/* Sorted codes with ';' between, as the database gives them back. */
static enum err
read_area(struct reading *r, struct str *value)
{
	struct str sorted;

	if (!reading_has(r, "area"))
		return OK;
	if (!catalogue_sort_areas(r->scratch, reading_cell(r, "area"), &sorted))
		return reading_refuse(r, "area",
			N_("Ett område är en kommunkod med fyra siffror, en länskod med två, "
			   "eller 00 för hela landet, en gång var."));
	*value = sorted;
	return OK;
}

static enum err
read_agreements(struct reading *r, struct catalogue_details *in)
{
	struct str places = reading_cell(r, "housing_places");
	struct str trained = reading_cell(r, "code_word_trained_on");

	TRY(optional_text(r, "code_word_place", &in->code_word_place));
	TRY(optional_text(r, "code_word_owner", &in->code_word_owner));
	TRY(optional_text(r, "agreement", &in->agreement));
	if (reading_has(r, "housing_places"))
		in->housing_places = 0;
	if (!str_is_empty(places) &&
		(str_to_int(places, &in->housing_places) != OK || in->housing_places < 0 ||
			in->housing_places > HOUSING_PLACES_MAX))
		return reading_refuse(r, "housing_places", N_("Skriv ett tal."));
	if (reading_has(r, "code_word_trained_on"))
		in->code_word_trained_on = (struct date){ 0 };
	if (!str_is_empty(trained) && date_parse(trained, &in->code_word_trained_on) != OK)
		return reading_refuse(
			r, "code_word_trained_on", N_("Dagen ska skrivas som 2026-11-22."));
	if (in->code_word_trained_on.days > r->in->today.days)
		return reading_refuse(r, "code_word_trained_on", REASON_NOT_TRAINED_YET);
	return OK;
}

enum err
reading_details(struct reading *r, struct catalogue_details *out)
{
	struct catalogue_details in = *out;

	TRY(read_visibility(r, &in.visible));
	TRY(optional_choice(r, "on_phone_bill", on_phone_bill_choices, ON_PHONE_BILL_CHOICES,
		&in.on_phone_bill));
	TRY(optional_choice(r, "cost", cost_choices, COST_CHOICES, &in.cost));
	TRY(optional_text(r, "staff_phone", &in.staff_phone));
	TRY(optional_text(r, "cost_text", &in.cost_text));
	TRY(optional_text(r, "bring", &in.bring));
	TRY(reading_website(r, &in.website));
	TRY(read_area(r, &in.area));
	TRY(read_agreements(r, &in));
	TRY(read_protected(r, &in.is_protected));
	*out = in;
	return OK;
}
