/* The fields of locking and of looking in. */
#include "features/lock/lock.h"

const struct choice lock_ground_choices[LOCK_GROUNDS] = {
	{ LOCK_PARTY, "part", N_("En kollega är part") },
	{ LOCK_NEAR, "nara", N_("En kollega står en part nära") },
	{ LOCK_SELF, "sjalv", N_("Jag är själv part eller står en part nära") },
	{ LOCK_LEAD, "samordnare", N_("En teamsamordnare är part eller står en part nära") },
};

const struct choice opening_reason_choices[OPENING_REASONS] = {
	{ OPENING_NEEDED_NOW, "nu", N_("Deltagaren behöver stöd nu") },
	{ OPENING_ABSENT, "borta", N_("Den som har nyckel är borta") },
	{ OPENING_MEETING, "mote", N_("Mötet är nu, och ingen annan kan") },
	{ OPENING_WRONG, "fel", N_("Låset är fel") },
};

const struct choice lock_move_choices[LOCK_MOVE_REASONS] = {
	{ LOCK_MOVE_LEFT, "slutat", N_("De som hade nyckel har slutat") },
	{ LOCK_MOVE_TEAM, "bytt", N_("De som hade nyckel arbetar i ett annat team") },
	{ LOCK_MOVE_CLOSED, "stangt", N_("Kontona för dem som hade nyckel är stängda") },
};

const char *
told_lock_ground(int64_t ground)
{
	if (ground == LOCK_SELF)
		return N_("den som låste är part eller står en part nära");
	if (ground == LOCK_LEAD)
		return N_("en teamsamordnare är part eller står en part nära");
	if (ground == LOCK_NEAR)
		return N_("en kollega står en part nära");
	return N_("en kollega är part");
}

const char *
label_opening_reason(int64_t reason)
{
	return choice_label(opening_reason_choices, OPENING_REASONS, reason);
}

const char *
label_lock_move(int64_t reason)
{
	const struct choice *choice = choice_of(lock_move_choices, LOCK_MOVE_REASONS, reason);

	return choice ? choice->label : "";
}

static const struct field lock_fields[] = {
	[LOCK_GROUND] = { .name = "skal", .label = N_("Varför låses det?"),
		.kind = FIELD_CHOICE, .offset = offsetof(struct lock_input, ground),
		.is_required = true, .choices = lock_ground_choices,
		.n_choices = LOCK_GROUNDS },
	[LOCK_COLLEAGUE] = { .name = "kollega", .label = N_("Kollega som också får nyckel"),
		.hint = N_("Du och teamsamordnaren får nyckel utan att väljas, utom den som "
			"skälet gäller."),
		.kind = FIELD_ID, .offset = offsetof(struct lock_input, colleague) },
};
const struct form lock_form = FORM("lock", struct lock_input, lock_fields);

static const struct field key_fields[] = {
	[KEY_GIVE] = { .name = "ge", .label = N_("Kollega"), .kind = FIELD_ID,
		.offset = offsetof(struct key_input, give) },
	[KEY_TAKE] = { .name = "ta", .label = "", .kind = FIELD_ID,
		.offset = offsetof(struct key_input, take) },
};
const struct form key_form = FORM("key", struct key_input, key_fields);

static const struct field move_fields[] = {
	[MOVE_COLLEAGUE] = { .name = "till", .label = N_("Kollega som får nyckeln"),
		.kind = FIELD_ID, .offset = offsetof(struct move_input, colleague),
		.is_required = true },
	[MOVE_REASON] = { .name = "orsak", .label = N_("Varför flyttas låset?"),
		.kind = FIELD_CHOICE, .offset = offsetof(struct move_input, reason),
		.is_required = true, .choices = lock_move_choices,
		.n_choices = LOCK_MOVE_REASONS },
};
const struct form move_form = FORM("move", struct move_input, move_fields);

static const struct field opening_fields[] = {
	[OPENING_CODE] = { .name = "kod", .label = N_("Kod"),
		.hint = N_("Den står i er egen dokumentation."), .kind = FIELD_TEXT,
		.offset = offsetof(struct opening_input, code), .is_required = true,
		.max = 40 },
	[OPENING_REASON] = { .name = "skal", .label = N_("Varför behöver du se det?"),
		.kind = FIELD_CHOICE, .offset = offsetof(struct opening_input, reason),
		.is_required = true, .choices = opening_reason_choices,
		.n_choices = OPENING_REASONS },
};
const struct form opening_form = FORM("opening", struct opening_input, opening_fields);
