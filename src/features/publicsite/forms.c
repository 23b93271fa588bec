/* The one form of the finder: each step adds a field to it. */
#include "features/publicsite/forms.h"

#include "features/publicsite/finder.h"

const struct choice door_choices[] = {
	{ DOOR_ME, "jag", "" },
	{ DOOR_OWN, "egen", "" },
	{ DOOR_OTHER, "annan", "" },
	{ DOOR_CHILD, "barn", "" },
	{ DOOR_WORK, "arbete", "" },
};

const struct choice what_choices[] = {
	{ WHAT_TALK, "prata", "" },
	{ WHAT_SAFE, "plats", "" },
	{ WHAT_CARE, "hur", "" },
	{ WHAT_JUSTICE, "fraga", "" },
	{ WHAT_FAMILY, "familj", "" },
	{ WHAT_CHANGE, "sluta", "" },
	{ WHAT_DESPAIR, "nu", "" },
	{ WHAT_SUPPORT, "hjalpa", "" },
	{ WHAT_CHILDREN, "unga", "" },
	{ WHAT_CONSULT, "rad", "" },
	{ WHAT_SHELTER, "beslut", "" },
};

static const struct choice who_choices[] = {
	{ WHO_ANY, "alla", N_("Det spelar ingen roll, eller jag vill inte säga") },
	{ WHO_WOMAN, "k", N_("Kvinna") },
	{ WHO_MAN, "m", N_("Man") },
	{ WHO_TRANS, "t", N_("Transperson") },
	{ WHO_OLDER, "o", N_("65 år eller äldre") },
};

#define CHOICES(table) .choices = (table), .n_choices = sizeof(table) / sizeof((table)[0])

static const struct field fields[] = {
	[ASKED_DOOR] = { .name = "for", .label = "", .kind = FIELD_CHOICE,
		.offset = offsetof(struct asked, door), CHOICES(door_choices) },
	[ASKED_WHAT] = { .name = "vad", .label = "", .kind = FIELD_CHOICE,
		.offset = offsetof(struct asked, what), CHOICES(what_choices) },
	[ASKED_WHO] = { .name = "vem", .label = N_("Vem gäller det?"),
		.hint = N_("Några nummer är bara för vissa. Du behöver inte svara."),
		.kind = FIELD_CHOICE, .is_conditional = true,
		.offset = offsetof(struct asked, who), CHOICES(who_choices) },
	[ASKED_MUNICIPALITY] = { .name = "var", .label = N_("Kommun"),
		.hint = N_("Där du bor eller vistas. Väljer du ingen ser du det som gäller i "
			   "hela landet."),
		.kind = FIELD_ID, .is_conditional = true,
		.offset = offsetof(struct asked, municipality) },
	[ASKED_DONE] = { .name = "klar", .label = "", .kind = FIELD_CHECK,
		.offset = offsetof(struct asked, is_done) },
};

const struct form asked_form = FORM("asked", struct asked, fields);
