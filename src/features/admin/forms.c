/* The fields of users, roles, interventions and teams. */
#include "features/admin/templates.h"

static const char login_hint[] = N_("Små bokstäver a–z, siffror, punkt och bindestreck.");
static const char team_hint[] = N_("Handläggare och teamsamordnare kan gälla ett team. Övriga "
	"roller gäller hela platsen.");

static const struct field account_fields[] = {
	[ACCOUNT_LOGIN] = { .name = "login", .label = N_("Inloggningsnamn"), .hint = login_hint,
		.kind = FIELD_TEXT, .offset = offsetof(struct account_input, login),
		.is_required = true, .min = 2, .max = 40 },
	[ACCOUNT_NAME] = { .name = "name", .label = N_("Namn"), .kind = FIELD_TEXT,
		.offset = offsetof(struct account_input, display_name), .is_required = true,
		.min = 2, .max = 200 },
	[ACCOUNT_ROLE] = { .name = "role", .label = N_("Roll"), .kind = FIELD_ID,
		.offset = offsetof(struct account_input, role), .is_required = true },
	[ACCOUNT_TEAM] = { .name = "team", .label = N_("Gäller för"), .hint = team_hint,
		.kind = FIELD_ID, .offset = offsetof(struct account_input, team),
		.is_required = true },
};
const struct form account_form = FORM("account", struct account_input, account_fields);

static const struct field existing_fields[] = {
	[EXISTING_LOGIN] = { .name = "login", .label = N_("Inloggningsnamn"),
		.kind = FIELD_TEXT, .offset = offsetof(struct existing_input, login),
		.is_required = true, .min = 2, .max = 40 },
	[EXISTING_ROLE] = { .name = "role", .label = N_("Roll"), .kind = FIELD_ID,
		.offset = offsetof(struct existing_input, role), .is_required = true },
	[EXISTING_TEAM] = { .name = "team", .label = N_("Gäller för"), .hint = team_hint,
		.kind = FIELD_ID, .offset = offsetof(struct existing_input, team),
		.is_required = true },
};
const struct form existing_form = FORM("existing", struct existing_input, existing_fields);

static const struct field grant_fields[] = {
	[GRANT_ROLE] = { .name = "role", .label = N_("Roll"), .kind = FIELD_ID,
		.offset = offsetof(struct grant_input, role), .is_required = true },
	[GRANT_TEAM] = { .name = "team", .label = N_("Gäller för"), .hint = team_hint,
		.kind = FIELD_ID, .offset = offsetof(struct grant_input, team),
		.is_required = true },
};
const struct form grant_form = FORM("grant", struct grant_input, grant_fields);

static const struct field revoke_fields[] = {
	{ .name = "grant", .label = N_("Roll"), .kind = FIELD_HIDDEN,
		.offset = offsetof(struct revoke_input, grant), .is_required = true,
		.max = 40 },
};
const struct form revoke_form = FORM("revoke", struct revoke_input, revoke_fields);

static const struct field intervention_fields[] = {
	[INTERVENTION_NAME] = { .name = "name", .label = N_("Insatsens namn"),
		.kind = FIELD_TEXT, .offset = offsetof(struct intervention_input, name),
		.is_required = true, .min = 2, .max = 200 },
	[INTERVENTION_ASSOCIATION] = { .name = "association", .label = N_("Samordningsförbund"),
		.kind = FIELD_ID, .offset = offsetof(struct intervention_input, association),
		.is_required = true },
	[INTERVENTION_COUNTS_ONLY] = { .name = "counts",
		.label = N_("Räkna bara antal, utan kort"),
		.hint = N_("För insatser där deltagarna inte följs en och en. Hur många som "
		"skulle tillfrågas fylls i för hand."), .kind = FIELD_CHECK,
		.offset = offsetof(struct intervention_input, counts_only) },
	[INTERVENTION_FIRST] = { .name = "first",
		.label = N_("Månader från start till första frågetillfället"),
		.hint = N_("0 till 24. Med 0 frågas deltagaren under startmånaden."),
		.kind = FIELD_INT, .offset = offsetof(struct intervention_input, first_after),
		.is_required = true, .min = 0, .max = 24 },
	[INTERVENTION_AGAIN] = { .name = "again",
		.label = N_("Månader mellan frågetillfällena"),
		.hint = N_("0 till 60. Med 0 frågas deltagaren bara en gång."),
		.kind = FIELD_INT, .offset = offsetof(struct intervention_input, again_after),
		.is_required = true, .min = 0, .max = 60 },
};
const struct form intervention_form =
	FORM("intervention", struct intervention_input, intervention_fields);

static const struct field team_fields[] = {
	[TEAM_NAME] = { .name = "name", .label = N_("Teamets namn"), .kind = FIELD_TEXT,
		.offset = offsetof(struct team_input, name), .is_required = true, .min = 2,
		.max = 200 },
	[TEAM_INTERVENTION] = { .name = "intervention", .label = N_("Insats"), .kind = FIELD_ID,
		.offset = offsetof(struct team_input, intervention), .is_required = true },
	[TEAM_MUNICIPALITY] = { .name = "municipality", .label = N_("Kommun"),
		.hint = N_("Stöd i den kommunen föreslås först."), .kind = FIELD_TEXT,
		.offset = offsetof(struct team_input, municipality), .max = 200 },
};
const struct form team_form = FORM("team", struct team_input, team_fields);
