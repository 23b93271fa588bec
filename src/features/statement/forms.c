/* The form for remarks: what it is about comes as choices, and only the rest as words. */
#include "features/statement/templates.h"

static const struct choice page_choices[] = {
	{ 1, "oppna", N_("Stöd och kontakt, och de akuta numren") },
	{ 2, "inloggning", N_("Inloggning och eget konto") },
	{ 3, "samtal", N_("Att fråga, i samtal eller på papper") },
	{ 4, "vagledning", N_("Vägledning och lotsningar") },
	{ 5, "katalog", N_("Katalogen") },
	{ 6, "statistik", N_("Statistik") },
	{ 7, "utskrift", N_("Något som skrivs ut eller sparas som fil") },
	{ 8, "annan", N_("En annan sida") },
};

static const struct choice kind_choices[] = {
	{ 1, "lyssna", N_("Det går inte att lyssna på med skärmläsare") },
	{ 2, "tangentbord",
		N_("Det går inte att nå med tangentbord, röst eller annat hjälpmedel") },
	{ 3, "syn", N_("Det är svårt att se: storlek, färg, kontrast") },
	{ 4, "ord", N_("Orden är svåra att förstå") },
	{ 5, "tid", N_("Det går för fort, eller stör") },
	{ 6, "annat", N_("Något annat") },
};

static const struct field remark_fields[] = {
	[REMARK_PAGE] = { .name = "sida", .label = N_("Vilken sida gäller det?"),
		.kind = FIELD_SELECT, .offset = offsetof(struct remark_input, page),
		.is_required = true, .choices = page_choices,
		.n_choices = sizeof(page_choices) / sizeof(page_choices[0]) },
	[REMARK_KIND] = { .name = "vad", .label = N_("Vad är det som inte fungerar?"),
		.kind = FIELD_CHOICE, .offset = offsetof(struct remark_input, kind),
		.is_required = true, .choices = kind_choices,
		.n_choices = sizeof(kind_choices) / sizeof(kind_choices[0]) },
	[REMARK_WORDS] = { .name = "ord", .label = N_("Berätta med egna ord"),
		.hint = N_("Skriv om sidan, aldrig om en person: inga namn, inga nummer, inga "
			   "koder, och inget om vad någon har varit med om eller svarat."),
		.kind = FIELD_LINES, .offset = offsetof(struct remark_input, words),
		.is_required = true, .max = REMARK_WORDS_MAX },
};
const struct form remark_form = FORM("remark", struct remark_input, remark_fields);

const char *
remark_page_label(int64_t page)
{
	const struct choice *choice = choice_of(page_choices,
		sizeof(page_choices) / sizeof(page_choices[0]), page);

	return choice ? choice->label : "";
}

const char *
remark_kind_label(int64_t kind)
{
	const struct choice *choice = choice_of(kind_choices,
		sizeof(kind_choices) / sizeof(kind_choices[0]), kind);

	return choice ? choice->label : "";
}
