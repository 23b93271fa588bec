/* The fields of logging in, choosing a place and changing one's own account. */
#include "features/people/people.h"
#include "features/people/templates.h"

const struct choice role_choices[ROLE_COUNT - 1] = {
	{ ROLE_CASEWORKER, "caseworker", N_("Handläggare") },
	{ ROLE_TEAM_LEAD, "team_lead", N_("Teamsamordnare") },
	{ ROLE_CATALOGUE_EDITOR, "catalogue_editor", N_("Katalogredaktör") },
	{ ROLE_ASSOCIATION_MANAGER, "association_manager", N_("Förbundschef") },
	{ ROLE_NATIONAL_ANALYST, "national_analyst", N_("Analytiker") },
	{ ROLE_AUDITOR, "auditor", N_("Granskare") },
	{ ROLE_ADMINISTRATOR, "administrator", N_("Administratör") },
};

const char *
role_label(enum role role)
{
	return choice_label(role_choices, ROLE_COUNT - 1, role);
}

static const struct choice lang_choices[LANG_COUNT] = {
	{ LANG_SV, "sv", N_("Svenska") },
	{ LANG_EN, "en", N_("Engelska") },
};

static const struct field login_fields[] = {
	[LOGIN_NAME] = { .name = "login", .label = N_("Inloggningsnamn"), .kind = FIELD_TEXT,
		.offset = offsetof(struct login_input, login), .is_required = true, .max = 40,
		.autocomplete = "username" },
	[LOGIN_PASSWORD] = { .name = "password", .label = N_("Lösenord"), .kind = FIELD_SECRET,
		.offset = offsetof(struct login_input, password), .is_required = true,
		.max = 200, .autocomplete = "current-password" },
};
const struct form login_form = FORM("login", struct login_input, login_fields);

static const struct field place_fields[] = {
	{ .name = "place", .label = N_("Plats"), .kind = FIELD_HIDDEN,
		.offset = offsetof(struct place_input, place), .is_required = true, .max = 40 },
};
const struct form place_form = FORM("place", struct place_input, place_fields);

static const struct field own_password_fields[] = {
	[OWN_PASSWORD_PRESENT] = { .name = "present", .label = N_("Nuvarande lösenord"),
		.kind = FIELD_SECRET, .offset = offsetof(struct own_password_input, present),
		.is_required = true, .max = 200, .autocomplete = "current-password" },
	[OWN_PASSWORD_NEW] = { .name = "new", .label = N_("Nytt lösenord"),
		.hint = N_("Minst 12 tecken. Fyra ord som inte hör ihop är lätta att minnas "
		"och svåra att gissa."), .kind = FIELD_SECRET,
		.offset = offsetof(struct own_password_input, fresh), .is_required = true,
		.max = 800, .autocomplete = "new-password" },
	[OWN_PASSWORD_AGAIN] = { .name = "again", .label = N_("Nytt lösenord en gång till"),
		.kind = FIELD_SECRET, .offset = offsetof(struct own_password_input, again),
		.is_required = true, .max = 800, .autocomplete = "new-password" },
};
const struct form own_password_form =
	FORM("own_password", struct own_password_input, own_password_fields);

static const struct field link_fields[] = {
	[LINK_TOKEN] = { .name = "lank", .label = N_("Länken du fick"),
		.hint = N_("Klistra in hela länken."), .kind = FIELD_TEXT,
		.offset = offsetof(struct link_input, link), .is_required = true, .max = 300 },
	[LINK_PASSWORD] = { .name = "new", .label = N_("Nytt lösenord"),
		.hint = N_("Minst 12 tecken. Fyra ord som inte hör ihop är lätta att minnas "
		"och svåra att gissa."), .kind = FIELD_SECRET,
		.offset = offsetof(struct link_input, fresh), .is_required = true, .max = 800,
		.autocomplete = "new-password" },
	[LINK_AGAIN] = { .name = "again", .label = N_("Nytt lösenord en gång till"),
		.kind = FIELD_SECRET, .offset = offsetof(struct link_input, again),
		.is_required = true, .max = 800, .autocomplete = "new-password" },
};
const struct form link_form = FORM("link", struct link_input, link_fields);

static const struct field own_pin_fields[] = {
	[OWN_PIN_PASSWORD] = { .name = "pin-password", .label = N_("Ditt lösenord"),
		.kind = FIELD_SECRET, .offset = offsetof(struct own_pin_input, password),
		.is_required = true, .max = 200, .autocomplete = "current-password" },
	[OWN_PIN_NEW] = { .name = "pin", .label = N_("Ny PIN-kod"),
		.hint = N_("Sex siffror som inte följer på varandra."), .kind = FIELD_SECRET,
		.offset = offsetof(struct own_pin_input, pin), .is_required = true, .max = 20 },
};
const struct form own_pin_form = FORM("own_pin", struct own_pin_input, own_pin_fields);

static const struct field own_lang_fields[] = {
	[OWN_LANG] = { .name = "sprak", .label = N_("Språk"), .kind = FIELD_CHOICE,
		.offset = offsetof(struct own_lang_input, lang), .is_required = true,
		.choices = lang_choices, .n_choices = LANG_COUNT },
};
const struct form own_lang_form = FORM("own_lang", struct own_lang_input, own_lang_fields);

static const struct field code_fields[] = {
	[CODE_TEXT] = { .name = "kod", .label = N_("Kod"),
		.hint = N_("Sex siffror ur appen, eller en av dina reservkoder."),
		.kind = FIELD_TEXT, .offset = offsetof(struct code_input, code),
		.is_required = true, .max = 20, .autocomplete = "one-time-code" },
};
const struct form code_form = FORM("code", struct code_input, code_fields);

static const struct field second_fields[] = {
	[SECOND_PASSWORD] = { .name = "kod-password", .label = N_("Ditt lösenord"),
		.kind = FIELD_SECRET, .offset = offsetof(struct second_input, password),
		.is_required = true, .max = 200, .autocomplete = "current-password" },
};
const struct form second_form = FORM("second", struct second_input, second_fields);
