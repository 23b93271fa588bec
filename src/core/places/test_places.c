/* The list of municipalities is whole. */
#include "tests/harness/harness.h"

#include "core/places/places.h"

enum { MUNICIPALITIES = 290, COUNTIES = 21, ARENA_BYTES = 1024 * 1024 };

TEST(every_municipality_has_a_name_of_its_own_and_a_county)
{
	struct arena *a = arena_new(ARENA_BYTES);
	struct places places;
	size_t i, j;

	CHECK_ERR(OK, places_read(a, &places));
	ck_assert_uint_eq(places.n_municipalities, MUNICIPALITIES);
	ck_assert_uint_eq(places.n_counties, COUNTIES);
	for (i = 0; i < places.n_municipalities; i++) {
		const struct area *place = &places.municipalities[i];

		ck_assert_uint_eq(place->digits.n, 4);
		CHECK(places_county_of(&places, place) != NULL);
		CHECK(places_municipality(&places, place->code) == place);
		for (j = 0; j < i; j++)
			CHECK(!str_eq(place->name, places.municipalities[j].name));
	}
	CHECK(str_eq(places_municipality(&places, 181)->name, STR("Södertälje")));
	CHECK(str_eq(places_county_of(&places, places_municipality(&places, 181))->name,
		STR("Stockholms län")));
	CHECK(!places_municipality(&places, 0) && !places_municipality(&places, 18));
	arena_free(a);
}
