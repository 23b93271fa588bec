/* The facts of an entry as fields: one table for the form, the comparison, the history and the files. */
#include "features/catalogue/forms.h"

#define AT(member) offsetof(struct catalogue_change_input, member)

_Static_assert(AT(facts) == 0, "the form of the facts is the beginning of that of a change");

enum { FACT_TEXT_MAX = 400, AGE_MAX = 130 };

/* A text of an entry, written in Swedish. */
#define FACT_TEXT(name_, label_, hint_, member_, max_)                                   \
	{                                                                                \
		.name = (name_), .label = (label_), .hint = (hint_), .kind = FIELD_TEXT, \
		.is_conditional = true, .is_swedish = true, .offset = AT(facts.member_), \
		.max = (max_)                                                            \
	}
/* Several of a closed set. */
#define FACT_BITS(name_, label_, member_, choices_)                                      \
	{                                                                                \
		.name = (name_), .label = (label_), .kind = FIELD_BITS,                  \
		.offset = AT(facts.member_), .choices = (choices_),                      \
		.n_choices = sizeof(choices_) / sizeof((choices_)[0])                    \
	}
#define FACT_AGE(name_, label_, member_)                                                 \
	{                                                                                \
		.name = (name_), .label = (label_), .kind = FIELD_INT,                   \
		.is_conditional = true, .offset = AT(facts.member_), .max = AGE_MAX      \
	}

static const struct field change_fields[FACTS + 3] = {
	[FACT_PHONE] = { .name = "telefon",
		.label = N_("Telefon"),
		.hint = N_("Siffror och mellanslag. Lämna tomt om numret inte är känt."),
		.kind = FIELD_TEXT, .is_conditional = true,
		.offset = AT(facts.phone),
		.max = 40 },
	[FACT_PHONE_NOTE] = FACT_TEXT("svarar", N_("Vem som svarar"),
		N_("Till exempel vilken funktion som har jour. Aldrig namn eller adress."),
		phone_note, 200),
	[FACT_HOURS] = FACT_TEXT("tider", N_("Öppettider"),
		N_("Till exempel mån–fre 8–16.30, lör 10–14. Röda dagar räknas "
		   "som stängda om det inte står alla dagar, dygnet runt eller "
		   "även helgdagar."),
		hours, 200),
	[FACT_SAME_DAY] = { .name = "samma-dag",
		.label = N_("Hjälp samma dag"),
		.kind = FIELD_SELECT,
		.offset = AT(facts.same_day),
		.is_required = true,
		.choices = same_day_choices,
		.n_choices = SAME_DAY_CHOICES },
	[FACT_IS_ACUTE] = { .name = "akut",
		.label = N_("Någon kan behöva verksamheten redan i kväll"),
		.hint = N_("Sådana uppgifter kontrolleras var tredje månad."),
		.kind = FIELD_CHECK,
		.offset = AT(facts.is_acute) },
	[FACT_ENTRY_ROUTES] = FACT_BITS(
		"ingangar", N_("Ingångar"), entry_routes, entry_route_choices),
	[FACT_REQUIREMENTS] = FACT_BITS(
		"kravs", N_("Vad som krävs"), requirements, requirement_choices),
	[FACT_RESPONSE] = FACT_TEXT("svarstid", N_("Svarstid"),
		N_("Verksamhetens löfte, till exempel samma dag eller inom 24 timmar."),
		response_text, FACT_TEXT_MAX),
	[FACT_ANONYMOUS] = { .name = "anonym",
		.label = N_("Kan man vara anonym?"),
		.kind = FIELD_SELECT,
		.offset = AT(facts.anonymous),
		.is_required = true,
		.choices = anonymous_choices,
		.n_choices = ANONYMOUS_CHOICES },
	[FACT_ENDED_ON] = { .name = "upphort",
		.label = N_("Upphört från och med"),
		.hint = N_("Lämna tomt så länge verksamheten finns."),
		.kind = FIELD_DATE, .is_conditional = true,
		.offset = AT(facts.ended_on) },
	[FACT_END_REASON] = { .name = "upphort-skal",
		.label = N_("Varför den har upphört"),
		.kind = FIELD_SELECT, .is_conditional = true,
		.offset = AT(facts.end_reason),
		.choices = end_reason_choices,
		.n_choices = END_REASON_CHOICES },
	[FACT_NAME] = { .name = "namn",
		.label = N_("Verksamhetens namn"),
		.kind = FIELD_TEXT, .is_required = true, .is_swedish = true,
		.offset = AT(facts.name),
		.max = FACT_TEXT_MAX },
	[FACT_TRACKS] = { .name = "for-vem",
		.label = N_("För vem"),
		.kind = FIELD_BITS, .is_required = true,
		.offset = AT(facts.tracks),
		.choices = track_choices,
		.n_choices = TRACK_CHOICES },
	[FACT_TARGET_GROUPS] = FACT_TEXT("malgrupper", N_("Målgrupper"),
		N_("Flera skiljs med semikolon: kvinnor;barn"), target_groups, FACT_TEXT_MAX),
	[FACT_AGE_FROM] = FACT_AGE("alder-fran", N_("Från ålder"), age_from),
	[FACT_AGE_TO] = FACT_AGE("alder-till", N_("Till ålder"), age_to),
	[FACT_LANGUAGES] = FACT_TEXT("sprak", N_("Språk"), NULL, languages, FACT_TEXT_MAX),
	[FACT_NOTE] = { .name = "om",
		.label = N_("Om verksamheten"),
		.kind = FIELD_LINES, .is_conditional = true, .is_swedish = true,
		.offset = AT(facts.note),
		.max = FACT_TEXT_MAX },
	[CHANGE_SOURCE] = { .name = "kalla",
		.label = N_("Hur vet du det?"),
		.kind = FIELD_CHOICE,
		.offset = AT(source),
		.is_required = true,
		.choices = catalogue_source_choices + 1,
		.n_choices = SOURCE_CHOICES - 1 },
	[CHANGE_ORGANISATION] = { .name = "organisation",
		.label = N_("Organisation"),
		.hint = N_("En organisation som saknas läses in av den som sköter Lotsa."),
		.kind = FIELD_ID, .is_conditional = true,
		.offset = AT(organisation) },
	[CHANGE_VERSION] = { .name = "version",
		.label = N_("Version"),
		.kind = FIELD_ID,
		.offset = AT(version),
		.is_required = true },
};

const struct form catalogue_change_form = FORM(
	"catalogue_change", struct catalogue_change_input, change_fields);

const struct form catalogue_facts_form = { .name = "catalogue_facts",
	.fields = change_fields,
	.n_fields = FACTS,
	.size = sizeof(struct catalogue_facts) };

bool
catalogue_fact_differs(const struct catalogue_facts *a, const struct catalogue_facts *b,
	enum catalogue_fact fact)
{
	return !form_is_same(&catalogue_facts_form, (int)fact, a, b);
}
