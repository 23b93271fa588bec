/* The fields of the room's forms. */
#include "features/guidance/forms.h"

static const struct field pin_fields[] = {
	{ .name = "pin",
		.label = N_("Din PIN-kod"),
		.hint = N_("Sex siffror. Sidan är till för dig som handläggare."),
		.kind = FIELD_SECRET,
		.offset = offsetof(struct pin_input, pin),
		.is_required = true,
		.max = 6 },
};

const struct form guidance_pin_form = FORM("pin", struct pin_input, pin_fields);

static const struct field filter_fields[] = {
	{ .name = "kommun",
		.label = N_("Kommun"),
		.hint = N_("Det som finns där visas först."),
		.is_conditional = true,
		.kind = FIELD_TEXT,
		.offset = offsetof(struct filter_input, municipality),
		.max = 60 },
	{ .name = "utan",
		.label = N_("Bara det som nås utan beslut, remiss eller diagnos"),
		.kind = FIELD_CHECK,
		.offset = offsetof(struct filter_input, is_without_decision) },
	{ .name = "dag",
		.label = N_("Bara det som svarar samma dag"),
		.kind = FIELD_CHECK,
		.offset = offsetof(struct filter_input, is_same_day) },
};

const struct form guidance_filter_form = FORM("filter", struct filter_input, filter_fields);

#define CARRIED(name_, member_)                                            \
	{ .name = (name_), .label = "", .kind = FIELD_HIDDEN,              \
	  .offset = offsetof(struct situation_input, member_) }

static const struct field situation_fields[] = {
	[SITUATION_LETTERS] = CARRIED("lage", letters),
	[SITUATION_MUNICIPALITY] = CARRIED("kommun", municipality),
	[SITUATION_WITHOUT_DECISION] = CARRIED("utan", is_without_decision),
	[SITUATION_SAME_DAY] = CARRIED("dag", is_same_day),
};

const struct form guidance_situation_form =
	FORM("situation", struct situation_input, situation_fields);

static const struct field text_fields[] = {
	{ .name = "text",
		.label = N_("Text"),
		.hint = N_(
			"Stycken med tomrad emellan. En rad som börjar med bindestreck och blanksteg "
			"blir en punkt i en lista. Lämna tomt för att gå tillbaka till den "
			"medföljande texten."),
		.kind = FIELD_LINES,
		.offset = offsetof(struct text_input, body),
		.max = 6000 },
	{ .name = "kalla",
		.label = N_("Källa"),
		.hint = N_("Vem som står för texten, och när den granskades."),
		.kind = FIELD_TEXT,
		.offset = offsetof(struct text_input, source),
		.max = 200 },
};

const struct form guidance_text_form = FORM("text", struct text_input, text_fields);
