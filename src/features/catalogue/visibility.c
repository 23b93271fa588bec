/* Who may know what the catalogue says of a service: the closed sets, and the columns of the files. */
#include "features/catalogue/visibility.h"

const struct choice visibility_choices[VISIBILITY_CHOICES] = {
	{ VISIBLE_TO_ALL, "public", N_("alla") },
	{ VISIBLE_TO_STAFF, "professionals", N_("yrkesverksamma") },
	{ VISIBLE_NEVER_PRINTED, "never_printed", N_("yrkesverksamma, trycks aldrig") },
};

const struct choice fact_visibility_choices[FACT_VISIBILITY_CHOICES] = {
	{ VISIBLE_AS_ENTRY, "as_entry", N_("som verksamheten i övrigt") },
	{ VISIBLE_TO_STAFF, "professionals", N_("yrkesverksamma") },
	{ VISIBLE_NEVER_PRINTED, "never_printed", N_("yrkesverksamma, trycks aldrig") },
};

#define AT(member) offsetof(struct catalogue_visibility, member)

const struct visible_fact visible_facts[VISIBLE_FACTS] = {
	{ "phone_visibility", NULL, AT(phone) },
	{ "phone_note_visibility", "phone_visibility", AT(phone_note) },
	{ "on_phone_bill_visibility", "phone_visibility", AT(on_phone_bill) },
	{ "response_time_visibility", NULL, AT(response) },
	{ "hours_visibility", NULL, AT(hours) },
	{ "languages_visibility", "practical_visibility", AT(languages) },
	{ "website_visibility", "practical_visibility", AT(website) },
	{ "cost_visibility", "practical_visibility", AT(cost) },
	{ "bring_visibility", "practical_visibility", AT(bring) },
	{ "note_visibility", NULL, AT(note) },
};

bool
visibility_allows_print(const struct catalogue_visibility *visible, int64_t fact)
{
	return visible->entry != VISIBLE_NEVER_PRINTED && fact != VISIBLE_NEVER_PRINTED;
}
