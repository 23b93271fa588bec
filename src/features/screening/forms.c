/* The forms of asking: fields, labels and limits. */
#include "features/screening/forms.h"

/* Languages that a conversation may be held in; the code is what is stored. */
static const struct choice langs[] = {
	{ 1, "sv", N_("Svenska") },
	{ 2, "en", N_("Engelska") },
	{ 3, "ar", N_("Arabiska") },
	{ 4, "so", N_("Somaliska") },
	{ 5, "ti", N_("Tigrinja") },
	{ 6, "fa", N_("Persiska och dari") },
	{ 7, "ku", N_("Kurdiska") },
	{ 8, "uk", N_("Ukrainska") },
	{ 9, "ru", N_("Ryska") },
	{ 10, "pl", N_("Polska") },
	{ 11, "es", N_("Spanska") },
	{ 12, "tr", N_("Turkiska") },
	{ 13, "bs", N_("Bosniska, kroatiska eller serbiska") },
	{ 14, "fi", N_("Finska") },
	{ 15, "sgn", N_("Teckenspråk") },
	{ 16, "mul", N_("Annat språk") },
};
enum { LANGS = sizeof(langs) / sizeof(langs[0]) };

#define ANSWER_FIELD(topic_, name_, label_)                                        \
	{ .name = (name_), .label = (label_), .kind = FIELD_CHOICE,                \
	  .offset = offsetof(struct asking, answers[(topic_) - 1]),                \
	  .choices = answer_choices, .n_choices = OPTIONS_MAX }

static const struct field asking_fields[ASKING_FIELDS] = {
	[ASKING_POSTING] = { .name = "nyckel", .label = "", .kind = FIELD_HIDDEN,
		.offset = offsetof(struct asking, posting) },
	[ASKING_DUE] = { .name = "tillfalle", .label = "", .kind = FIELD_ID,
		.offset = offsetof(struct asking, due) },
	[ASKING_TEAM] = { .name = "team", .label = N_("Team"), .kind = FIELD_ID,
		.offset = offsetof(struct asking, team) },
	[ASKING_SEX] = { .name = "kon", .label = N_("Kön"), .kind = FIELD_CHOICE,
		.offset = offsetof(struct asking, sex), .is_required = true,
		.choices = sex_choices, .n_choices = 3 },
	[ASKING_AGE] = { .name = "alder", .label = N_("Ålder"), .kind = FIELD_CHOICE,
		.offset = offsetof(struct asking, age_band), .is_required = true,
		.choices = age_band_choices, .n_choices = 5 },
	[ASKING_MONTH] = { .name = "manad", .label = N_("Månad då frågorna besvarades"),
		.kind = FIELD_MONTH, .offset = offsetof(struct asking, month) },
	[ASKING_LANG] = { .name = "sprak", .label = N_("Språk i samtalet"),
		.kind = FIELD_SELECT, .offset = offsetof(struct asking, lang),
		.is_required = true, .choices = langs, .n_choices = LANGS },
	[ASKING_INTERPRETER] = { .name = "tolk",
		.label = N_("Auktoriserad tolk var med (aldrig familj eller vän)"),
		.kind = FIELD_CHECK, .offset = offsetof(struct asking, has_interpreter) },
	[ASKING_PARTIAL] = { .name = "delvis",
		.label = N_("Frågor utan svar är inte ställda. Spara ändå"),
		.kind = FIELD_CHECK, .offset = offsetof(struct asking, is_partial) },
	[ASKING_REASON] = { .name = "skal", .label = N_("Skäl att vänta"),
		.kind = FIELD_SELECT, .is_conditional = true,
		.offset = offsetof(struct asking, reason), .choices = screening_reason_choices,
		.n_choices = SCREENING_REASONS_BEFORE },
	[ASKING_ACT] = { .name = "gor", .label = "", .kind = FIELD_HIDDEN,
		.offset = offsetof(struct asking, act) },
	[ASKING_ANSWER] = ANSWER_FIELD(1, "svar1", N_("Fråga 1")),
	ANSWER_FIELD(2, "svar2", N_("Fråga 2")),
	ANSWER_FIELD(3, "svar3", N_("Fråga 3")),
	ANSWER_FIELD(4, "svar4", N_("Fråga 4")),
	ANSWER_FIELD(5, "svar5", N_("Fråga 5")),
	ANSWER_FIELD(6, "svar6", N_("Fråga 6")),
	ANSWER_FIELD(7, "svar7", N_("Fråga 7")),
	[ASKING_EXPERIENCE] = { .name = "upplevelse", .label = N_("Hur det var"),
		.kind = FIELD_CHOICE, .offset = offsetof(struct asking, experience),
		.choices = experience_choices, .n_choices = OPTIONS_MAX },
};
const struct form asking_form = FORM("asking", struct asking, asking_fields);

struct str
asking_lang_code(int64_t lang)
{
	const struct choice *choice = choice_of(langs, LANGS, lang);

	return choice ? str_of(choice->code) : STR("sv");
}

static const struct field card_fields[] = {
	[CARD_TEAM] = { .name = "team", .label = N_("Insats och team"), .kind = FIELD_ID,
		.offset = offsetof(struct card_input, team), .is_required = true },
	[CARD_SEX] = { .name = "kon", .label = N_("Kön"), .kind = FIELD_CHOICE,
		.offset = offsetof(struct card_input, sex), .is_required = true,
		.choices = sex_choices, .n_choices = 3 },
	[CARD_AGE] = { .name = "alder", .label = N_("Ålder"), .kind = FIELD_CHOICE,
		.offset = offsetof(struct card_input, age_band), .is_required = true,
		.choices = age_band_choices, .n_choices = 5 },
	[CARD_START] = { .name = "start", .label = N_("Månad då deltagaren började"),
		.kind = FIELD_MONTH, .offset = offsetof(struct card_input, start_month),
		.is_required = true },
	[CARD_CODE] = { .name = "nyckel", .label = "", .kind = FIELD_HIDDEN,
		.offset = offsetof(struct card_input, code) },
};
const struct form card_form = FORM("card", struct card_input, card_fields);

static const struct field find_fields[] = {
	[FIND_CODE] = { .name = "kod", .label = N_("Kortkod"),
		.hint = N_("Till exempel TALLRIK-SKED-7"), .kind = FIELD_TEXT,
		.offset = offsetof(struct find_input, code), .is_required = true, .max = 40 },
};
const struct form find_form = FORM("find", struct find_input, find_fields);

static const struct field pick_fields[] = {
	[PICK_DUE] = { .name = "tillfalle", .label = N_("Deltagare"), .kind = FIELD_ID,
		.offset = offsetof(struct pick_input, due), .is_required = true },
};
const struct form pick_form = FORM("pick", struct pick_input, pick_fields);

#define WORDS_FIELD(topic_, name_, label_)                                         \
	{ .name = (name_), .label = (label_), .kind = FIELD_LINES, .max = 300,     \
	  .offset = offsetof(struct words_input, words[(topic_) - 1]) }

static const struct field words_fields[QUESTIONS_MAX] = {
	WORDS_FIELD(1, "ord1", N_("Dina ord vid fråga 1")),
	WORDS_FIELD(2, "ord2", N_("Dina ord vid fråga 2")),
	WORDS_FIELD(3, "ord3", N_("Dina ord vid fråga 3")),
	WORDS_FIELD(4, "ord4", N_("Dina ord vid fråga 4")),
	WORDS_FIELD(5, "ord5", N_("Dina ord vid fråga 5")),
	WORDS_FIELD(6, "ord6", N_("Dina ord vid fråga 6")),
	WORDS_FIELD(7, "ord7", N_("Dina ord vid fråga 7")),
};
const struct form words_form = FORM("words", struct words_input, words_fields);

#define NUMBER_FIELD(name_, label_, member_)                                           \
	{ .name = (name_), .label = (label_), .kind = FIELD_INT, .is_required = true,  \
	  .offset = offsetof(struct denominator_input, member_), .min = 0, .max = 100000 }

static const struct field denominator_fields[] = {
	[DENOMINATOR_INTERVENTION] = { .name = "insats", .label = N_("Insats"),
		.kind = FIELD_ID, .offset = offsetof(struct denominator_input, intervention),
		.is_required = true },
	[DENOMINATOR_QUARTER] = { .name = "kvartal", .label = N_("Kvartal"), .kind = FIELD_ID,
		.offset = offsetof(struct denominator_input, quarter), .is_required = true },
	[DENOMINATOR_WOMEN] = NUMBER_FIELD("kvinnor", N_("Kvinnor"), women),
	[DENOMINATOR_MEN] = NUMBER_FIELD("man", N_("Män"), men),
	[DENOMINATOR_OTHERS] = NUMBER_FIELD("andra", N_("Annat eller okänt"), others),
};
const struct form denominator_form =
	FORM("denominator", struct denominator_input, denominator_fields);

static const struct field pin_fields[] = {
	[PIN_PIN] = { .name = "pin", .label = N_("Din kod, sex siffror"), .kind = FIELD_SECRET,
		.offset = offsetof(struct pin_input, pin), .is_required = true, .max = 12 },
};
const struct form pin_form = FORM("pin", struct pin_input, pin_fields);
