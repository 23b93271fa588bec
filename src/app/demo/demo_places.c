/* The demo's places, interventions, teams and staff. */
#include "app/demo/demo.h"

#include "core/auth/locked_hash.h"
#include "core/auth/session.h"
#include "core/crypto/crypto.h"

enum { STOCKHOLM = 1 /* its number among the counties */ };

const char demo_pin[] = "480517";

/*
 * One account per role, a second caseworker, and an administrator of the nation after the party's; every
 * name is invented.
 */
const struct demo_account demo_accounts[DEMO_ACCOUNTS] = {
	{ "handlaggare.mia", "Handläggare, MIA Vidare", "ovning-tall-mia-1", ROLE_CASEWORKER, 0,
		2 },
	{ "handlaggare.alis", "Handläggare, Alis", "ovning-sked-alis-2", ROLE_CASEWORKER, 1,
		2 },
	{ "teamsamordnare", "Teamsamordnare, MIA Vidare", "ovning-bro-team-3", ROLE_TEAM_LEAD,
		0, 2 },
	{ "samordnare", "Samordnare, katalogen", "ovning-karta-kat-4", ROLE_CATALOGUE_EDITOR,
		-1, 1 },
	{ "forbundschef", "Förbundschef", "ovning-lykta-chef-5", ROLE_ASSOCIATION_MANAGER, -1,
		1 },
	{ "analytiker", "Analytiker", "ovning-kurva-ana-6", ROLE_NATIONAL_ANALYST, -1, 0 },
	{ "granskare", "Granskare", "ovning-lupp-logg-7", ROLE_AUDITOR, -1, 2 },
	{ "administrator", "Administratör", "ovning-nyckel-adm-8", ROLE_ADMINISTRATOR, -1, 2 },
	{ "administrator.landet", "Administratör, nationell nivå", "ovning-ram-landet-9",
		ROLE_ADMINISTRATOR, -1, 0 },
};

struct demo_place {
	enum org_kind kind;
	const char *code, *name;
	size_t offset;
};

/* In the order of demo_account.place. */
static const struct demo_place places[] = {
	{ ORG_NATION, "nation", "Nationell nivå", offsetof(struct demo_world, nation) },
	{ ORG_ASSOCIATION, "sodertalje", "Samordningsförbundet i Södertälje",
		offsetof(struct demo_world, association) },
	{ ORG_PARTY, "sodertalje-kommun", "Södertälje kommun",
		offsetof(struct demo_world, municipality) },
	{ ORG_PARTY, "region-stockholm", "Region Stockholm",
		offsetof(struct demo_world, region) },
};

/* Invented, as which interventions are part of them. */
static const struct {
	const char *code, *name;
} programmes[DEMO_PROGRAMMES] = {
	{ "arbetslivsinriktad", "Arbetslivsinriktad rehabilitering" },
	{ "gron-rehab", "Grön rehab" },
	{ "tidiga-insatser", "Tidiga insatser" },
};

struct demo_team {
	int place;
	const char *intervention, *team;
	bool uses_cards;
	int programme;		/* index */
};

static const struct demo_team teams[DEMO_TEAMS] = {
	{ 2, "MIA Vidare", "MIA Vidare Södertälje", true, 0 },
	{ 2, "Alis", "Alis arbetsrehabilitering", true, 2 },
	{ 3, "Rehabsteget", "Rehabsteget Södertälje", true, 1 },
	{ 2, "Öppna spåret", "Öppna spåret", false, 0 },
};

static org_id
place_at(const struct demo_world *w, int place)
{
	return *(const org_id *)((const char *)w + places[place].offset);
}

static enum err
make_places(struct demo_world *w, struct tx *tx)
{
	const struct scope *system;
	size_t i;

	TRY(scope_for_job(w->arena, (org_id){ 0 }, "demo", &system));
	for (i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		const struct org_new in = { .kind = places[i].kind,
			.code = str_of(places[i].code),
			.name = str_of(places[i].name) };

		TRY(org_create(tx, system, &in, (org_id *)((char *)w + places[i].offset)));
	}
	for (i = 0; i < DEMO_PROGRAMMES; i++)
		TRY(programme_create(tx, system, str_of(programmes[i].code),
			str_of(programmes[i].name), &w->programmes[i]));
	return org_set_county(tx, system, w->association, STOCKHOLM);
}

static enum err
make_team(struct demo_world *w, struct tx *tx, int i)
{
	const struct demo_team *team = &teams[i];
	const struct intervention_new intervention = { .association = w->association,
		.name = str_of(team->intervention),
		.uses_cards = team->uses_cards,
		.first_after = 0,
		.again_after = 12 };
	struct team_new made = { .name = str_of(team->team),
		.municipality = STR("Södertälje") };
	const struct scope *scope;

	w->team_orgs[i] = place_at(w, team->place);
	TRY(scope_for_job(w->arena, w->team_orgs[i], "demo", &scope));
	TRY(intervention_create(tx, scope, &intervention, &w->interventions[i]));
	TRY(intervention_set_programme(tx, scope, w->interventions[i],
		w->programmes[team->programme]));
	made.intervention = w->interventions[i];
	return team_create(tx, scope, &made, &w->teams[i]);
}

static enum err
make_account(struct demo_world *w, struct tx *tx, const struct demo_account *account,
	struct str pin_hash)
{
	char password_hash[LOCKED_HASH_TEXT];
	struct account_new in = { .login = str_of(account->login),
		.display_name = str_of(account->name),
		.pin_hash = pin_hash,
		.is_practice = true,
		.lang = LANG_SV };
	team_id team = account->team < 0 ? (team_id){ 0 } : w->teams[account->team];
	const struct scope *scope;
	account_id id;

	TRY(locked_hash_of(str_of(account->password), password_hash));
	in.password_hash = str_of(password_hash);
	TRY(scope_for_job(w->arena, place_at(w, account->place), "demo", &scope));
	TRY(account_create(tx, scope, &in, &id));
	return role_grant(tx, scope, id, account->role, team);
}

static enum err
make_all(struct demo_world *w, struct tx *tx)
{
	char pin_hash[LOCKED_HASH_TEXT];
	int i;

	TRY(make_places(w, tx));
	for (i = 0; i < DEMO_TEAMS; i++)
		TRY(make_team(w, tx, i));
	TRY(locked_hash_of(str_of(demo_pin), pin_hash));
	for (i = 0; i < DEMO_ACCOUNTS; i++)
		TRY(make_account(w, tx, &demo_accounts[i], str_of(pin_hash)));
	return OK;
}

enum err
demo_load_places(struct demo_world *w)
{
	struct tx *tx;
	enum err e;

	TRY(tx_begin(w->writer, &tx));
	e = make_all(w, tx);
	if (e == OK)
		return tx_commit(tx);
	tx_rollback(tx);
	return e;
}
