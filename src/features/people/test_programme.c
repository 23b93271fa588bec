/* Programmes: who keeps the list, and who puts an intervention into one. */
#include "tests/harness/harness.h"
#include "tests/harness/world.h"

static enum err
create(struct world *w, const struct scope *scope, const char *code, const char *name,
	programme_id *id)
{
	enum err e = programme_create(world_begin(w), scope, str_of(code), str_of(name), id);

	if (e == OK)
		world_commit(w);
	else
		world_rollback(w);
	return e;
}

static enum err
set(struct world *w, const struct scope *scope, intervention_id id, programme_id programme)
{
	enum err e = intervention_set_programme(world_begin(w), scope, id, programme);

	if (e == OK)
		world_commit(w);
	else
		world_rollback(w);
	return e;
}

TEST(the_list_of_programmes_is_the_nations_and_its_codes_and_names_are_unique)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct scope *system = world_job(&w, (org_id){ 0 }),
		*nation = world_job(&w, w.nation);
	struct programme_row *rows;
	programme_id green, id;
	int64_t before;
	size_t n;

	CHECK_ERR(ERR_FORBIDDEN, create(&w, world_scope(&w, ROLE_ADMINISTRATOR), "gron",
		"Grön rehab", &id));
	CHECK_ERR(ERR_FORBIDDEN, create(&w, world_scope(&w, ROLE_NATIONAL_ANALYST), "gron",
		"Grön rehab", &id));
	CHECK_ERR(ERR_FORBIDDEN, create(&w, world_job(&w, w.association), "gron", "Grön rehab",
		&id));
	before = world_audit_count(&w, w.nation);
	CHECK_ERR(OK, create(&w, nation, "gron", "Grön rehab", &green));
	CHECK(world_audit_count(&w, w.nation) == before + 1);
	CHECK(str_eq(world_audit_last(&w, w.nation).kind, STR("programme.create")));
	CHECK_ERR(ERR_CONFLICT, create(&w, system, "gron", "Annat", &id));
	CHECK_ERR(ERR_CONFLICT, create(&w, system, "annat", "Grön rehab", &id));
	CHECK_ERR(ERR_INVALID, create(&w, system, "Grön", "Annat", &id));
	CHECK_ERR(ERR_INVALID, create(&w, system, "annat", "x", &id));
	CHECK_ERR(OK, create(&w, system, "arbete", "Arbete", &id));
	world_begin(&w);
	CHECK_ERR(ERR_FORBIDDEN, programme_rename(w.tx, world_scope(&w, ROLE_ADMINISTRATOR),
		green, STR("Grön väg")));
	CHECK_ERR(ERR_CONFLICT, programme_rename(w.tx, nation, green, STR("Grön rehab")));
	CHECK_ERR(ERR_NOT_FOUND, programme_rename(w.tx, nation, (programme_id){ 17 },
		STR("Grön väg")));
	CHECK_ERR(OK, programme_rename(w.tx, nation, green, STR("Naturrehab")));
	world_commit(&w);
	CHECK_ERR(OK, programme_list(w.db, w.arena, &rows, &n));
	CHECK(n == 2 && str_eq(rows[0].name, STR("Arbete")) &&
		str_eq(rows[1].name, STR("Naturrehab")) && rows[1].n == 0);
}

TEST(an_administrator_puts_an_intervention_into_one_programme_and_the_history_tells)
{
	WORLD_CLEANUP struct world w = world_new();
	const struct scope *admin = world_scope(&w, ROLE_ADMINISTRATOR),
		*system = world_job(&w, (org_id){ 0 });
	struct intervention_row row;
	struct programme_row *list;
	struct unit_change *changes;
	programme_id green, work;
	size_t n;

	CHECK_ERR(OK, create(&w, system, "gron", "Grön rehab", &green));
	CHECK_ERR(OK, create(&w, system, "arbete", "Arbete", &work));
	CHECK_ERR(ERR_FORBIDDEN, set(&w, world_scope(&w, ROLE_TEAM_LEAD), w.intervention,
		green));
	CHECK_ERR(ERR_NOT_FOUND, set(&w, admin, w.other_intervention, green));
	CHECK_ERR(ERR_INVALID, set(&w, admin, w.intervention, (programme_id){ 17 }));
	CHECK_ERR(OK, set(&w, admin, w.intervention, green));
	CHECK(str_eq(world_audit_last(&w, w.party).kind, STR("intervention.programme")));
	CHECK_ERR(ERR_CONFLICT, set(&w, admin, w.intervention, green));
	CHECK_ERR(OK, set(&w, admin, w.intervention, work));
	CHECK_ERR(OK, intervention_by_id(w.db, admin, w.arena, w.intervention, &row));
	CHECK(row.programme.v == work.v && str_eq(row.programme_name, STR("Arbete")));
	CHECK_ERR(OK, programme_list(w.db, w.arena, &list, &n));
	CHECK(n == 2 && list[0].n == 1 && list[1].n == 0);
	CHECK_ERR(OK, set(&w, admin, w.intervention, (programme_id){ 0 }));
	CHECK_ERR(OK, intervention_by_id(w.db, admin, w.arena, w.intervention, &row));
	CHECK(row.programme.v == 0 && str_is_empty(row.programme_name));
	CHECK_ERR(OK, unit_changes(w.db, admin, w.arena,
		(struct unit){ w.intervention, { 0 } }, &changes, &n));
	CHECK(changes[0].kind == UNIT_PROGRAMME && str_eq(changes[0].was, STR("Arbete")));
	CHECK(changes[1].kind == UNIT_PROGRAMME && str_eq(changes[1].was, STR("Grön rehab")));
	CHECK(!changes[0].may_undo);
}
