/* The form of a service's details, and its fields as texts to compare. */
#include "features/catalogue/rows.h"

#define AT(member) offsetof(struct catalogue_details, member)
#define VISIBLE_FIELD(name_, label_, fact_)                                              \
	{                                                                                \
		.name = (name_), .label = (label_), .kind = FIELD_SELECT,                \
		.offset = AT(visible.fact_), .is_required = true,                        \
		.choices = fact_visibility_choices, .n_choices = FACT_VISIBILITY_CHOICES \
	}
#define TEXT_FIELD(name_, label_, hint_, member_, max_)                                  \
	{                                                                                \
		.name = (name_), .label = (label_), .hint = (hint_), .kind = FIELD_TEXT, \
		.is_conditional = true, .is_swedish = true, .offset = AT(member_),       \
		.max = (max_)                                                            \
	}

static const struct field fields[DETAILS + 1] = {
	[DETAIL_ENTRY] = { .name = "synlig",
		.label = N_("Vem får se verksamheten"),
		.hint = N_("Det som alla får se står i hjälpsökaren och som öppna data."),
		.kind = FIELD_SELECT,
		.offset = AT(visible.entry),
		.is_required = true,
		.choices = visibility_choices,
		.n_choices = VISIBILITY_CHOICES },
	[DETAIL_VISIBLE + 0] = VISIBLE_FIELD("synlig-telefon", N_("Telefonnumret"), phone),
	[DETAIL_VISIBLE + 1] = VISIBLE_FIELD("synlig-svarar", N_("Vem som svarar"), phone_note),
	[DETAIL_VISIBLE + 2] = VISIBLE_FIELD(
		"synlig-rakning", N_("Om numret syns på räkningen"), on_phone_bill),
	[DETAIL_VISIBLE + 3] = VISIBLE_FIELD("synlig-svarstid", N_("Svarstiden"), response),
	[DETAIL_VISIBLE + 4] = VISIBLE_FIELD("synlig-tider", N_("Öppettiderna"), hours),
	[DETAIL_VISIBLE + 5] = VISIBLE_FIELD("synlig-sprak", N_("Språken"), languages),
	[DETAIL_VISIBLE + 6] = VISIBLE_FIELD("synlig-webbplats", N_("Webbplatsen"), website),
	[DETAIL_VISIBLE + 7] = VISIBLE_FIELD("synlig-kostnad", N_("Kostnaden"), cost),
	[DETAIL_VISIBLE + 8] = VISIBLE_FIELD("synlig-ta-med", N_("Vad man tar med"), bring),
	[DETAIL_VISIBLE + 9] =
		VISIBLE_FIELD("synlig-om", N_("Texten om verksamheten"), note),
	[DETAIL_PROTECTED] = { .name = "skyddat",
		.label = N_("Skyddat boende"),
		.hint = N_("Texter som ser ut som en adress tas då inte emot."),
		.kind = FIELD_CHECK,
		.offset = AT(is_protected) },
	[DETAIL_ON_PHONE_BILL] = { .name = "rakning",
		.label = N_("Syns på telefonräkningen"),
		.kind = FIELD_SELECT,
		.offset = AT(on_phone_bill),
		.is_required = true,
		.choices = on_phone_bill_choices,
		.n_choices = ON_PHONE_BILL_CHOICES },
	[DETAIL_STAFF_PHONE] = TEXT_FIELD("internt-nummer", N_("Nummer för yrkesverksamma"),
		N_("Visas aldrig för allmänheten och trycks aldrig."), staff_phone, 40),
	[DETAIL_WEBSITE] = TEXT_FIELD(
		"webbplats", N_("Webbplats"), N_("Börjar med https://"), website, 200),
	[DETAIL_COST] = { .name = "kostnad",
		.label = N_("Kostnad"),
		.kind = FIELD_SELECT,
		.offset = AT(cost),
		.is_required = true,
		.choices = cost_choices,
		.n_choices = COST_CHOICES },
	[DETAIL_COST_TEXT] =
		TEXT_FIELD("kostnad-text", N_("Vad det kostar"), NULL, cost_text, 200),
	[DETAIL_BRING] = TEXT_FIELD("ta-med", N_("Att ta med"),
		N_("Flera saker skiljs med semikolon."), bring, 200),
	[DETAIL_AREA] = TEXT_FIELD("omrade", N_("För dem som bor i"),
		N_("Kommunkoder (0181), länskoder (01) eller 00 för hela landet, med semikolon "
		   "emellan."),
		area, 300),
	[DETAIL_NEXT] = { .name = "nasta",
		.label = N_("När det är stängt: ring sedan"),
		.kind = FIELD_ID,
		.offset = AT(next) },
	[DETAIL_CODE_WORD_PLACE] = TEXT_FIELD("kodord-plats", N_("Kodord: var det gäller"),
		N_("Visas för yrkesverksamma så länge personalen är utbildad det senaste året."),
		code_word_place, 200),
	[DETAIL_CODE_WORD_OWNER] =
		TEXT_FIELD("kodord-ansvarig", N_("Kodord: ansvarig funktion"),
			N_("Aldrig namn på en person."), code_word_owner, 200),
	[DETAIL_CODE_WORD_TRAINED] = { .name = "kodord-utbildad",
		.label = N_("Kodord: personalen utbildad"),
		.kind = FIELD_DATE,
		.is_conditional = true,
		.offset = AT(code_word_trained_on) },
	[DETAIL_HOUSING_PLACES] = { .name = "platser",
		.label = N_("Avtalade boendeplatser i månaden"),
		.kind = FIELD_INT,
		.is_conditional = true,
		.offset = AT(housing_places),
		.min = 0,
		.max = 10000 },
	[DETAIL_AGREEMENT] = TEXT_FIELD("avtal", N_("Avtal och samverkan"),
		N_("Med vem, om vad och till när."), agreement, 300),
	[DETAIL_VERSION] = { .name = "version",
		.label = N_("Version"),
		.kind = FIELD_ID,
		.offset = AT(version),
		.is_required = true },
};

const struct form catalogue_details_form =
	FORM("catalogue_details", struct catalogue_details, fields);
