/* `lotsa user`: making places, interventions and teams. */
#include "features/people/cli.h"

static int
find_number(struct call *call, enum option option, int64_t *out)
{
	if (call->option[option].p && str_to_int(call->option[option], out) != OK)
		return user_fail_about("det här ska vara ett antal månader",
			call->option[option]);
	return DONE;
}

static int
add_org(struct call *call, enum org_kind kind)
{
	struct org_new in = { kind, call->words[0], call->option[OPT_NAME] };
	const struct scope *scope;
	org_id id;

	if (user_find_scope(call, OPT_COUNT, &scope) != DONE)
		return FAILED;
	return user_ended(org_create(call->tx, scope, &in, &id), "koden är upptagen.",
		"koden ska ha 2–40 tecken (a–z, 0–9, -) och namnet 2–200 tecken.");
}

int
user_add_association(struct call *call)
{
	return add_org(call, ORG_ASSOCIATION);
}

int
user_add_party(struct call *call)
{
	return add_org(call, ORG_PARTY);
}

int
user_add_nation(struct call *call)
{
	return add_org(call, ORG_NATION);
}

int
user_set_county(struct call *call)
{
	const struct scope *scope;
	struct org_row org;
	int64_t county;

	if (user_find_scope(call, OPT_COUNT, &scope) != DONE)
		return FAILED;
	if (org_by_code(tx_db(call->tx), call->arena, call->words[0], &org) != OK)
		return user_fail_about("det finns ingen plats med koden", call->words[0]);
	if (str_to_int(call->words[1], &county) != OK)
		return user_fail_about("länet ska vara ett tal, 1 till 25", call->words[1]);
	return user_ended(org_set_county(call->tx, scope, org.id, county),
		"bara samordningsförbund har län.", "länet ska vara ett tal, 1 till 25.");
}

int
user_add_intervention(struct call *call)
{
	struct intervention_new in = { .name = call->words[0], .again_after = 12,
		.uses_cards = !call->option[OPT_COUNTS_ONLY].p };
	const struct scope *scope;
	programme_id programme = { 0 };
	intervention_id id;
	enum err e;

	if (user_find_scope(call, OPT_PARTY, &scope) != DONE
		|| user_find_org(call, OPT_ASSOCIATION, &in.association) != DONE
		|| find_number(call, OPT_FIRST_AFTER, &in.first_after) != DONE
		|| find_number(call, OPT_AGAIN_AFTER, &in.again_after) != DONE
		|| (call->option[OPT_PROGRAMME].p
			&& user_find_programme(call, &programme) != DONE))
		return FAILED;
	e = intervention_create(call->tx, scope, &in, &id);
	if (e == OK && programme.v)
		e = intervention_set_programme(call->tx, scope, id, programme);
	return user_ended(e, "huvudmannen har redan en insats med det namnet.",
		"--party ska vara en huvudman och --association ett samordningsförbund; namnet "
		"har 2–200 tecken, --first-after är 0–24 och --again-after 0–60 månader.");
}

int
user_add_team(struct call *call)
{
	struct team_new in = { .name = call->words[0],
		.municipality = call->option[OPT_MUNICIPALITY].p
		? call->option[OPT_MUNICIPALITY]
			: STR_NULL };
	const struct scope *scope;
	team_id id;

	if (user_find_scope(call, OPT_PARTY, &scope) != DONE)
		return FAILED;
	if (intervention_by_name(tx_db(call->tx), scope, call->arena,
		    call->option[OPT_INTERVENTION], &in.intervention) != OK)
		return user_fail_about("huvudmannen har ingen insats som heter",
			call->option[OPT_INTERVENTION]);
	return user_ended(team_create(call->tx, scope, &in, &id),
		"huvudmannen har redan ett team med det namnet.",
		"namnet ska ha 2–200 tecken.");
}

int
user_add_partner(struct call *call)
{
	const struct scope *scope;
	intervention_id id;
	org_id partner;

	if (user_find_scope(call, OPT_PARTY, &scope) != DONE
		|| user_find_org(call, OPT_WITH, &partner) != DONE)
		return FAILED;
	if (intervention_by_name(tx_db(call->tx), scope, call->arena, call->words[0], &id)
		!= OK)
		return user_fail_about("huvudmannen har ingen insats som heter",
			call->words[0]);
	return user_ended(intervention_add_partner(call->tx, scope, id, partner),
		"parten är redan med i insatsen.", "--with ska vara en annan huvudman.");
}
