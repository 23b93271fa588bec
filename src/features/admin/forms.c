/* The fields of users, roles, interventions and teams. */
#include "features/admin/templates.h"

static const char login_hint[] = N_("Små bokstäver a–z, siffror, punkt och bindestreck.");
static const char role_hint[] = N_("Handläggare och teamsamordnare begärs här, och gäller "
	"när en teamsamordnare har bekräftat.");
static const char team_hint[] = N_("Handläggare och teamsamordnare kan gälla ett team. Övriga "
	"roller gäller hela platsen.");
static const char until_label[] = N_("Gäller t.o.m.");
static const char until_hint[] = N_("Sista dagen. Lämna tomt om rollen gäller tills vidare.");

static const struct choice find_roles[] = {
	{ ROLE_CASEWORKER, "caseworker", N_("Handläggare") },
	{ ROLE_TEAM_LEAD, "team_lead", N_("Teamsamordnare") },
	{ ROLE_CATALOGUE_EDITOR, "catalogue_editor", N_("Katalogredaktör") },
	{ ROLE_ASSOCIATION_MANAGER, "association_manager", N_("Förbundschef") },
	{ ROLE_NATIONAL_ANALYST, "national_analyst", N_("Analytiker") },
	{ ROLE_AUDITOR, "auditor", N_("Granskare") },
	{ ROLE_ADMINISTRATOR, "administrator", N_("Administratör") },
	{ PERSON_WITHOUT_ROLE, "utan", N_("Utan roll just nu") },
	{ PERSON_DISABLED, "avstangd", N_("Avstängda konton") },
};

static const struct field find_fields[] = {
	[FIND_WORDS] = { .name = "sok", .label = N_("Namn, inloggningsnamn eller team"),
		.kind = FIELD_TEXT, .offset = offsetof(struct user_search_input, words),
		.is_conditional = true, .max = 100 },
	[FIND_ROLE] = { .name = "roll", .label = N_("Roll"), .kind = FIELD_SELECT,
		.offset = offsetof(struct user_search_input, role), .is_conditional = true,
		.choices = find_roles,
		.n_choices = sizeof(find_roles) / sizeof(find_roles[0]) },
	[FIND_PAGE] = { .name = "sida", .label = N_("Sida"), .kind = FIELD_INT,
		.offset = offsetof(struct user_search_input, page), .is_conditional = true,
		.min = 1, .max = 100000 },
};
const struct form user_search_form = FORM("find", struct user_search_input, find_fields);

static const struct field account_fields[] = {
	[ACCOUNT_LOGIN] = { .name = "login", .label = N_("Inloggningsnamn"), .hint = login_hint,
		.kind = FIELD_TEXT, .offset = offsetof(struct account_input, login),
		.is_required = true, .min = 2, .max = 40 },
	[ACCOUNT_NAME] = { .name = "name", .label = N_("Namn"), .kind = FIELD_TEXT,
		.offset = offsetof(struct account_input, display_name), .is_required = true,
		.min = 2, .max = 200 },
	[ACCOUNT_ROLE] = { .name = "role", .label = N_("Roll"), .hint = role_hint,
		.kind = FIELD_ID, .offset = offsetof(struct account_input, role),
		.is_required = true },
	[ACCOUNT_TEAM] = { .name = "team", .label = N_("Gäller för"), .hint = team_hint,
		.kind = FIELD_ID, .offset = offsetof(struct account_input, team),
		.is_required = true },
	[ACCOUNT_UNTIL] = { .name = "until", .label = until_label, .hint = until_hint,
		.kind = FIELD_DATE, .offset = offsetof(struct account_input, until) },
};
const struct form account_form = FORM("account", struct account_input, account_fields);

static const struct field existing_fields[] = {
	[EXISTING_LOGIN] = { .name = "login", .label = N_("Inloggningsnamn"),
		.kind = FIELD_TEXT, .offset = offsetof(struct existing_input, login),
		.is_required = true, .min = 2, .max = 40 },
	[EXISTING_ROLE] = { .name = "role", .label = N_("Roll"), .hint = role_hint,
		.kind = FIELD_ID, .offset = offsetof(struct existing_input, role),
		.is_required = true },
	[EXISTING_TEAM] = { .name = "team", .label = N_("Gäller för"), .hint = team_hint,
		.kind = FIELD_ID, .offset = offsetof(struct existing_input, team),
		.is_required = true },
	[EXISTING_UNTIL] = { .name = "until", .label = until_label, .hint = until_hint,
		.kind = FIELD_DATE, .offset = offsetof(struct existing_input, until) },
};
const struct form existing_form = FORM("existing", struct existing_input, existing_fields);

static const struct field grant_fields[] = {
	[GRANT_ROLE] = { .name = "role", .label = N_("Roll"), .hint = role_hint,
		.kind = FIELD_ID, .offset = offsetof(struct grant_input, role),
		.is_required = true },
	[GRANT_TEAM] = { .name = "team", .label = N_("Gäller för"), .hint = team_hint,
		.kind = FIELD_ID, .offset = offsetof(struct grant_input, team),
		.is_required = true },
	[GRANT_UNTIL] = { .name = "until", .label = until_label, .hint = until_hint,
		.kind = FIELD_DATE, .offset = offsetof(struct grant_input, until) },
};
const struct form grant_form = FORM("grant", struct grant_input, grant_fields);

static const struct field until_fields[] = {
	[UNTIL_GRANT] = { .name = "grant", .label = N_("Roll"), .kind = FIELD_HIDDEN,
		.offset = offsetof(struct until_input, grant), .is_required = true,
		.max = 40 },
	[UNTIL_DAY] = { .name = "until", .label = until_label, .hint = until_hint,
		.kind = FIELD_DATE, .offset = offsetof(struct until_input, day) },
};
const struct form until_form = FORM("until", struct until_input, until_fields);

static const struct field revoke_fields[] = {
	{ .name = "grant", .label = N_("Roll"), .kind = FIELD_HIDDEN,
		.offset = offsetof(struct revoke_input, grant), .is_required = true,
		.max = 40 },
};
const struct form revoke_form = FORM("revoke", struct revoke_input, revoke_fields);

static const struct field name_fields[] = {
	[NAME_NEW] = { .name = "name", .label = N_("Namn"), .kind = FIELD_TEXT,
		.offset = offsetof(struct name_input, name), .is_required = true, .min = 2,
		.max = 200 },
};
const struct form name_form = FORM("name", struct name_input, name_fields);

static const struct field undo_fields[] = {
	{ .name = "nr", .label = N_("Ändring"), .kind = FIELD_HIDDEN,
		.offset = offsetof(struct undo_input, nr), .is_required = true, .max = 20 },
};
const struct form undo_form = FORM("undo", struct undo_input, undo_fields);

static const struct field intervention_fields[] = {
	[INTERVENTION_NAME] = { .name = "name", .label = N_("Insatsens namn"),
		.kind = FIELD_TEXT, .offset = offsetof(struct intervention_input, name),
		.is_required = true, .min = 2, .max = 200 },
	[INTERVENTION_ASSOCIATION] = { .name = "association", .label = N_("Samordningsförbund"),
		.kind = FIELD_ID, .offset = offsetof(struct intervention_input, association),
		.is_required = true },
	[INTERVENTION_PROGRAMME] = { .name = "programme", .label = N_("Program"),
		.hint = N_("Insatser i samma program räknas ihop i landets tabell. Går att "
		"ändra."), .kind = FIELD_ID,
		.offset = offsetof(struct intervention_input, programme) },
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

static const struct field programme_fields[] = {
	[PROGRAMME_CODE] = { .name = "code", .label = N_("Programmets kod"),
		.hint = N_("Små bokstäver a–z, siffror och bindestreck. Koden ändras inte."),
		.kind = FIELD_TEXT, .offset = offsetof(struct programme_input, code),
		.is_required = true, .min = 2, .max = 40 },
	[PROGRAMME_NAME] = { .name = "name", .label = N_("Programmets namn"),
		.kind = FIELD_TEXT, .offset = offsetof(struct programme_input, name),
		.is_required = true, .min = 2, .max = 200 },
};
const struct form programme_form = FORM("programme", struct programme_input, programme_fields);

static const struct field programme_name_fields[] = {
	[PROGRAMME_NAME_OF] = { .name = "programme", .label = N_("Program"), .kind = FIELD_ID,
		.offset = offsetof(struct programme_name_input, programme),
		.is_required = true },
	[PROGRAMME_NAME_NEW] = { .name = "new-name", .label = N_("Nytt namn"),
		.kind = FIELD_TEXT, .offset = offsetof(struct programme_name_input, name),
		.is_required = true, .min = 2, .max = 200 },
};
const struct form programme_name_form = FORM("programme-name", struct programme_name_input,
	programme_name_fields);

static const struct field part_of_fields[] = {
	[PART_OF_PROGRAMME] = { .name = "programme", .label = N_("Program"), .kind = FIELD_ID,
		.offset = offsetof(struct part_of_input, programme), .is_required = true },
};
const struct form part_of_form = FORM("part-of", struct part_of_input, part_of_fields);

static const struct field partner_fields[] = {
	[PARTNER_PARTY] = { .name = "party", .label = N_("Part"), .kind = FIELD_ID,
		.offset = offsetof(struct partner_input, party), .is_required = true },
};
const struct form partner_form = FORM("partner", struct partner_input, partner_fields);

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
