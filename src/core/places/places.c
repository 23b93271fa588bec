/* Municipalities and counties, from the file that the program carries. */
#include "core/places/places.h"

#include "base/embedded.h"
#include "core/csv/csv_reader.h"

extern const struct embedded_set embedded_places;

enum { COUNTY_DIGITS = 2, MUNICIPALITIES_OF_A_COUNTY = 100 };

static enum err
add_place(struct str digits, struct str name, struct places *out)
{
	struct area place = { .digits = digits, .name = name };

	TRY(str_to_int(digits, &place.code));
	if (digits.n == COUNTY_DIGITS)
		out->counties[out->n_counties++] = place;
	else
		out->municipalities[out->n_municipalities++] = place;
	return OK;
}

/* The file is part of the program: a fault in it is a fault of the build, and a test reads it. */
enum err
places_read(struct arena *a, struct places *out)
{
	const struct embedded_file *file = embedded_find(&embedded_places, STR("places.csv"));
	struct csv_table table;
	struct csv_fault fault;
	size_t i;

	assert_always(file);
	TRY(csv_read(embedded_str(file), a, &table, &fault));
	*out = (struct places){ .counties = ARENA_ARRAY(a, struct area, table.n_rows),
		.municipalities = ARENA_ARRAY(a, struct area, table.n_rows) };
	if (!out->counties || !out->municipalities)
		return ERR_LIMIT;
	for (i = 0; i < table.n_rows; i++)
		TRY(add_place(csv_cell(&table, i, csv_column(&table, "code")),
			csv_cell(&table, i, csv_column(&table, "name")), out));
	return OK;
}

const struct area *
places_municipality(const struct places *places, int64_t code)
{
	size_t i;

	for (i = 0; i < places->n_municipalities; i++)
		if (places->municipalities[i].code == code)
			return &places->municipalities[i];
	return NULL;
}

const struct area *
places_of_digits(const struct places *places, struct str digits)
{
	int64_t code;

	if (str_to_int(digits, &code) != OK)
		return NULL;
	return places_municipality(places, code);
}

const struct area *
places_county_of(const struct places *places, const struct area *place)
{
	size_t i;

	for (i = 0; place && i < places->n_counties; i++)
		if (places->counties[i].code == place->code / MUNICIPALITIES_OF_A_COUNTY)
			return &places->counties[i];
	return NULL;
}
