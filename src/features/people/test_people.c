/* The rules of places, interventions and teams. */
#include "features/people/people.h"
#include "tests/harness/harness.h"
#include "tests/harness/world.h"

TEST(a_place_needs_a_code_and_a_name_of_its_own)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct scope *system = world_job(&w, (org_id){ 0 });
	struct org_new fine = { ORG_PARTY, STR("nya-kommunen"), STR("Nya kommunen") };
	struct org_new taken = { ORG_PARTY, STR("kommunen"), STR("En annan") };
	struct org_new upper = { ORG_PARTY, STR("Kommun"), STR("En annan") };
	struct org_new nameless = { ORG_PARTY, STR("kommun-2"), STR("x") };
	struct org_new kindless = { 0, STR("kommun-2"), STR("Kommun 2") };
	org_id id = { 0 };

	world_begin(&w);
	CHECK_ERR(OK, org_create(w.tx, system, &fine, &id));
	CHECK(id.v > 0);
	CHECK_ERR(ERR_CONFLICT, org_create(w.tx, system, &taken, &id));
	CHECK_ERR(ERR_INVALID, org_create(w.tx, system, &upper, &id));
	CHECK_ERR(ERR_INVALID, org_create(w.tx, system, &nameless, &id));
	CHECK_ERR(ERR_INVALID, org_create(w.tx, system, &kindless, &id));
}

TEST(an_intervention_has_a_party_and_an_association)
{
	WORLD_CLEANUP struct world w = world_new();
	struct intervention_new in = { .association = w.association,
		.name = STR("Tredje vägen"), .uses_cards = true, .again_after = 12 };
	intervention_id id = { 0 };

	world_begin(&w);
	CHECK_ERR(ERR_INVALID, intervention_create(w.tx, world_job(&w, w.association), &in,
		&id));
	CHECK_ERR(OK, intervention_create(w.tx, world_job(&w, w.party), &in, &id));
	CHECK_ERR(ERR_CONFLICT, intervention_create(w.tx, world_job(&w, w.party), &in, &id));
	in.name = STR("Fjärde vägen");
	in.association = w.other_party;
	CHECK_ERR(ERR_INVALID, intervention_create(w.tx, world_job(&w, w.party), &in, &id));
	in.association = w.association;
	in.again_after = 61;
	CHECK_ERR(ERR_INVALID, intervention_create(w.tx, world_job(&w, w.party), &in, &id));
}

TEST(another_partys_intervention_takes_no_team_and_no_partner)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct scope *here = world_job(&w, w.party);
	struct team_new in = { w.other_intervention, STR("Team Öst"), STR_NULL };
	team_id id = { 0 };

	world_begin(&w);
	CHECK_ERR(ERR_NOT_FOUND, team_create(w.tx, here, &in, &id));
	in.intervention = w.intervention;
	CHECK_ERR(OK, team_create(w.tx, here, &in, &id));
	CHECK_ERR(ERR_CONFLICT, team_create(w.tx, here, &in, &id));
	CHECK_ERR(ERR_NOT_FOUND, intervention_add_partner(w.tx, here, w.other_intervention,
		w.other_party));
	CHECK_ERR(ERR_INVALID, intervention_add_partner(w.tx, here, w.intervention, w.party));
	CHECK_ERR(ERR_INVALID, intervention_add_partner(w.tx, here, w.intervention,
		w.association));
	CHECK_ERR(OK, intervention_add_partner(w.tx, here, w.intervention, w.other_party));
	CHECK_ERR(ERR_CONFLICT, intervention_add_partner(w.tx, here, w.intervention,
		w.other_party));
}

TEST(lists_show_the_own_place_only)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct scope *here = world_job(&w, w.party);
	struct intervention_row *interventions;
	struct team_row *teams, team;
	size_t n;

	CHECK_ERR(OK, intervention_list(w.db, here, w.arena, &interventions, &n));
	CHECK(n == 2 && str_eq(interventions[0].association_name, STR("Samordningsförbundet")));
	CHECK_ERR(OK, team_list(w.db, here, w.arena, &teams, &n));
	CHECK(n == 3 && str_eq(teams[0].name, STR("Team Norr")));
	CHECK_ERR(OK, team_by_id(w.db, here, w.arena, w.team, &team));
	CHECK(str_eq(team.municipality, STR("Södertälje")) && team.uses_cards);
	CHECK_ERR(ERR_NOT_FOUND, team_by_id(w.db, here, w.arena, w.other_team, &team));
	CHECK_ERR(ERR_NOT_FOUND, team_by_name(w.db, here, w.arena, STR("Team Väst"), &team.id));
}
