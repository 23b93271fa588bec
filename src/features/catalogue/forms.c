/* The fields of the room's forms. */
#include "features/catalogue/forms.h"

static const struct field search_fields[] = {
	[SEARCH_WORDS] = { .name = "sok",
		.label = N_("Sök i katalogen"),
		.hint = N_("Namn, kortnamn, målgrupp, eller vad det gäller: heder, "
			   "män som slår"),
		.kind = FIELD_TEXT, .is_conditional = true,
		.offset = offsetof(struct catalogue_search_input, words),
		.max = 80 },
	[SEARCH_TRACK] = { .name = "vem",
		.label = N_("För vem"),
		.kind = FIELD_SELECT, .is_conditional = true,
		.offset = offsetof(struct catalogue_search_input, track),
		.choices = track_choices,
		.n_choices = TRACK_CHOICES },
	[SEARCH_PLACE] = { .name = "ort",
		.label = N_("Kommun eller län"),
		.hint = N_("Där personen bor eller vistas"),
		.kind = FIELD_TEXT, .is_conditional = true,
		.offset = offsetof(struct catalogue_search_input, place),
		.max = 40 },
};

const struct form catalogue_search_form = FORM(
	"catalogue_search", struct catalogue_search_input, search_fields);

static const struct field verify_fields[] = {
	{ .name = "version",
		.label = N_("Version"),
		.kind = FIELD_ID,
		.offset = offsetof(struct catalogue_seen_input, version),
		.is_required = true },
};

const struct form catalogue_seen_form = FORM(
	"catalogue_seen", struct catalogue_seen_input, verify_fields);

static const struct field check_fields[] = {
	[CHECK_HOW] = { .name = "hur",
		.label = N_("Hur kontrollerade du?"),
		.kind = FIELD_CHOICE,
		.offset = offsetof(struct catalogue_check_input, how),
		.is_required = true,
		.choices = catalogue_source_choices + SOURCE_CALL,
		.n_choices = SOURCE_HEARD - SOURCE_CALL },
	[CHECK_EVIDENCE] = { .name = "belagg",
		.label = N_("Var det står"),
		.hint = N_("Till exempel webbsida och datum, eller vilken funktion som "
			   "svarade. Aldrig namn på en person. Får lämnas tomt."),
		.kind = FIELD_TEXT, .is_conditional = true,
		.offset = offsetof(struct catalogue_check_input, evidence),
		.max = 200 },
	[CHECK_VERSION] = { .name = "version",
		.label = N_("Version"),
		.kind = FIELD_ID,
		.offset = offsetof(struct catalogue_check_input, version),
		.is_required = true },
	[CHECK_POSITION] = { .name = "plats",
		.label = N_("Plats i listan"),
		.kind = FIELD_ID,
		.offset = offsetof(struct catalogue_check_input, position) },
};

const struct form catalogue_check_form = FORM(
	"catalogue_check", struct catalogue_check_input, check_fields);

static const struct choice answer_choices[] = {
	{ ANSWER_RIGHT, "ja", N_("Allt stämmer") },
	{ ANSWER_WRONG, "nej", N_("Något stämmer inte") },
};

static const struct field line_fields[] = {
	[LINE_ANSWER] = { .name = "svar",
		.label = N_("Stämmer uppgifterna?"),
		.kind = FIELD_CHOICE,
		.offset = offsetof(struct catalogue_line_input, answer),
		.is_required = true,
		.choices = answer_choices,
		.n_choices = sizeof(answer_choices) / sizeof(answer_choices[0]) },
	[LINE_HOW] = { .name = "hur-linje",
		.label = N_("Hur kontrollerade du?"),
		.kind = FIELD_CHOICE,
		.offset = offsetof(struct catalogue_line_input, how),
		.is_required = true,
		.choices = catalogue_source_choices + SOURCE_CALL,
		.n_choices = SOURCE_HEARD - SOURCE_CALL },
	[LINE_EVIDENCE] = { .name = "belagg-linje",
		.label = N_("Var det står"),
		.hint = N_("Till exempel webbsida och datum, eller vilken funktion som "
			   "svarade. Aldrig namn på en person. Får lämnas tomt."),
		.kind = FIELD_TEXT, .is_conditional = true,
		.offset = offsetof(struct catalogue_line_input, evidence),
		.max = 200 },
	[LINE_PHONE] = { .name = "nummer",
		.label = N_("Telefon"),
		.kind = FIELD_HIDDEN,
		.offset = offsetof(struct catalogue_line_input, phone),
		.is_required = true,
		.max = 40 },
};

const struct form catalogue_line_form = FORM(
	"catalogue_line", struct catalogue_line_input, line_fields);

static const struct field inquiry_fields[] = {
	[INQUIRY_LINK] = { .name = "lank",
		.label = N_("Länken du fick"),
		.hint = N_("Klistra in hela länken."),
		.kind = FIELD_TEXT,
		.offset = offsetof(struct catalogue_link_input, link),
		.is_required = true,
		.max = 300 },
};

const struct form catalogue_inquiry_form = FORM(
	"catalogue_inquiry", struct catalogue_link_input, inquiry_fields);

static const struct field answer_fields[] = {
	[ANSWER_LINK] = { .name = "lank",
		.label = N_("Länken du fick"),
		.kind = FIELD_HIDDEN,
		.offset = offsetof(struct catalogue_answer_input, link),
		.is_required = true,
		.max = 100 },
	[ANSWER_FIELD] = { .name = "svar",
		.label = N_("Stämmer uppgifterna?"),
		.kind = FIELD_CHOICE,
		.offset = offsetof(struct catalogue_answer_input, answer),
		.is_required = true,
		.choices = answer_choices,
		.n_choices = sizeof(answer_choices) / sizeof(answer_choices[0]) },
};

const struct form catalogue_answer_form = FORM(
	"catalogue_answer", struct catalogue_answer_input, answer_fields);
