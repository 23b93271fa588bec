/* The fields of the room's forms. */
#include "features/material/forms.h"

#include "features/material/version.h"

const struct choice product_choices[4] = {
	{ PRODUCT_BROCHURE, "fickbroschyr", N_("Fickbroschyr") },
	{ PRODUCT_CARD, "planbokskort", N_("Plånbokskort") },
	{ PRODUCT_SHEET, "lathund", N_("Lathund för personalen") },
	{ PRODUCT_POSTER, "affisch", N_("Affisch med lappar") },
};

const struct choice panel_choices[PANELS] = {
	{ 0, "allt", N_("Hela produkten") },
	{ 1, "1", N_("Sida 1") },
	{ 2, "2", N_("Sida 2") },
	{ 3, "3", N_("Sida 3") },
	{ 4, "4", N_("Sida 4") },
	{ 5, "5", N_("Sida 5") },
	{ 6, "6", N_("Sida 6") },
	{ 7, "7", N_("Sida 7") },
	{ 8, "8", N_("Sida 8") },
};

static const struct field new_fields[] = {
	[NEW_PRODUCT] = { .name = "produkt",
		.label = N_("Vad ska tryckas?"),
		.kind = FIELD_CHOICE,
		.offset = offsetof(struct new_input, product),
		.is_required = true,
		.choices = product_choices,
		.n_choices = 4 },
	[NEW_LANGUAGE] = { .name = "sprak",
		.label = N_("Språk"),
		.kind = FIELD_ID,
		.offset = offsetof(struct new_input, language),
		.is_required = true },
	[NEW_PLACE] = { .name = "plats",
		.label = N_("Var ska det delas ut?"),
		.hint = N_("Med en kommun står bara det som den som bor där kan använda."),
		.kind = FIELD_ID,
		.offset = offsetof(struct new_input, place),
		.is_required = true },
};
const struct form material_new_form = FORM("material_new", struct new_input, new_fields);

static const struct field invite_fields[] = {
	[INVITE_LOGIN] = { .name = "namn",
		.label = N_("Användarnamn"),
		.hint = N_("Den som bjuds in ser versionen under Material och kan skriva "
			   "vad som bör ändras."),
		.kind = FIELD_TEXT,
		.offset = offsetof(struct invite_input, login),
		.is_required = true,
		.max = 60 },
};
const struct form material_invite_form =
	FORM("material_invite", struct invite_input, invite_fields);

static const struct field remark_fields[] = {
	[REMARK_PANEL] = { .name = "sida",
		.label = N_("Var?"),
		.kind = FIELD_SELECT,
		.offset = offsetof(struct remark_input, panel),
		.is_required = true,
		.choices = panel_choices,
		.n_choices = PANELS },
	[REMARK_BODY] = { .name = "anmarkning",
		.label = N_("Vad bör ändras?"),
		.hint = N_("Om texten eller numren. Aldrig om en person."),
		.kind = FIELD_LINES,
		.offset = offsetof(struct remark_input, body),
		.is_required = true,
		.max = 600 },
};
const struct form material_remark_form =
	FORM("material_remark", struct remark_input, remark_fields);

static const struct choice answer_choices[] = {
	{ REMARK_CHANGED, "andrat", N_("Ändrat") },
	{ REMARK_LEFT, "kvar", N_("Behålls som det är") },
};

static const struct field answer_fields[] = {
	[ANSWER_VERDICT] = { .name = "svar",
		.label = N_("Svar"),
		.kind = FIELD_CHOICE,
		.offset = offsetof(struct answer_input, verdict),
		.is_required = true,
		.choices = answer_choices,
		.n_choices = 2 },
};
const struct form material_answer_form =
	FORM("material_answer", struct answer_input, answer_fields);
