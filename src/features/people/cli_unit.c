/* `lotsa user`: other names for interventions and teams, their end, history, undoing. */
#include "features/people/cli.h"

static const char *const unit_change_codes[UNIT_CHANGE_KINDS] = {
	[UNIT_CREATED] = "created",
	[UNIT_RENAMED] = "renamed",
	[UNIT_CLOSED] = "closed",
	[UNIT_OPENED] = "opened",
	[UNIT_PARTNER] = "partner",
	[UNIT_PROGRAMME] = "programme",
};

struct naming {
	const struct scope *scope;
	struct unit unit;
};

static int
find_intervention(struct call *call, struct naming *out)
{
	if (user_find_scope(call, OPT_PARTY, &out->scope) != DONE)
		return FAILED;
	if (intervention_by_name(tx_db(call->tx), out->scope, call->arena, call->words[0],
		&out->unit.intervention) != OK)
		return user_fail_about("huvudmannen har ingen insats som heter",
			call->words[0]);
	return DONE;
}

static int
find_team(struct call *call, struct naming *out)
{
	struct team_row row;

	if (user_find_scope(call, OPT_PARTY, &out->scope) != DONE)
		return FAILED;
	if (team_by_name(tx_db(call->tx), out->scope, call->arena, call->words[0],
		&out->unit.team) != OK || team_by_id(tx_db(call->tx), out->scope, call->arena,
		out->unit.team, &row) != OK)
		return user_fail_about("huvudmannen har inget team som heter", call->words[0]);
	out->unit.intervention = row.intervention;
	return DONE;
}

static int
rename_unit(struct call *call, const struct naming *named)
{
	return user_ended(unit_rename(call->tx, named->scope, named->unit,
		call->option[OPT_NAME]), "namnet är upptaget.", "namnet ska ha 2–200 tecken.");
}

int
user_rename_intervention(struct call *call)
{
	struct naming named = { .unit.team = { 0 } };

	return find_intervention(call, &named) == DONE ? rename_unit(call, &named) : FAILED;
}

int
user_rename_team(struct call *call)
{
	struct naming named = { .unit.team = { 0 } };

	return find_team(call, &named) == DONE ? rename_unit(call, &named) : FAILED;
}

/* Says what is left open, for whoever has to see to it. */
static int
close_unit(struct call *call, const struct naming *named)
{
	struct unit_left left;
	int status = user_ended(unit_close(call->tx, named->scope, named->unit),
		"den är redan stängd.", "den går inte att stänga.");

	if (status != DONE)
		return status;
	if (unit_left(tx_db(call->tx), named->scope, call->arena, named->unit, &left) != OK)
		return user_fail("det gick inte att läsa.");
	buf_printf(&call->out, "left\tcards %lld\treferrals %lld\troles %lld\n",
		(long long)left.n_cards, (long long)left.n_referrals, (long long)left.n_roles);
	return DONE;
}

int
user_close_intervention(struct call *call)
{
	struct naming named = { .unit.team = { 0 } };

	return find_intervention(call, &named) == DONE ? close_unit(call, &named) : FAILED;
}

int
user_close_team(struct call *call)
{
	struct naming named = { .unit.team = { 0 } };

	return find_team(call, &named) == DONE ? close_unit(call, &named) : FAILED;
}

static int
open_unit(struct call *call, const struct naming *named)
{
	return user_ended(unit_open(call->tx, named->scope, named->unit), "den är inte stängd.",
		"den går inte att öppna.");
}

int
user_open_intervention(struct call *call)
{
	struct naming named = { .unit.team = { 0 } };

	return find_intervention(call, &named) == DONE ? open_unit(call, &named) : FAILED;
}

int
user_open_team(struct call *call)
{
	struct naming named = { .unit.team = { 0 } };

	return find_team(call, &named) == DONE ? open_unit(call, &named) : FAILED;
}

static enum err
put_unit(struct call *call, const struct scope *scope, const char *kind, struct str name,
	struct unit unit, struct month closed)
{
	struct unit_left left;

	TRY(unit_left(tx_db(call->tx), scope, call->arena, unit, &left));
	buf_printf(&call->out, "%s\t%.*s\t%.*s\t%lld\t%lld\t%lld\n", kind, STR_ARG(name),
		STR_ARG(month_text(call->arena, closed)), (long long)left.n_cards,
		(long long)left.n_referrals, (long long)left.n_roles);
	return OK;
}

static enum err
put_units(struct call *call, const struct scope *scope)
{
	struct intervention_row *interventions;
	struct team_row *teams;
	size_t n, i;

	TRY(intervention_list_all(tx_db(call->tx), scope, call->arena, &interventions, &n));
	for (i = 0; i < n; i++)
		TRY(put_unit(call, scope, "intervention", interventions[i].name,
			(struct unit){ interventions[i].id, { 0 } }, interventions[i].closed));
	TRY(team_list_all(tx_db(call->tx), scope, call->arena, &teams, &n));
	for (i = 0; i < n; i++)
		TRY(put_unit(call, scope, "team", teams[i].name,
			(struct unit){ teams[i].intervention, teams[i].id }, teams[i].closed));
	return OK;
}

int
user_units(struct call *call)
{
	const struct scope *scope;

	if (user_find_scope(call, OPT_PARTY, &scope) != DONE)
		return FAILED;
	if (put_units(call, scope) != OK)
		return user_fail("det gick inte att läsa.");
	return DONE;
}

int
user_unit_history(struct call *call)
{
	const struct scope *scope;
	struct unit_change *rows;
	size_t n, i;

	if (user_find_scope(call, OPT_PARTY, &scope) != DONE)
		return FAILED;
	if (unit_changes(tx_db(call->tx), scope, call->arena, (struct unit){ { 0 }, { 0 } },
		&rows, &n) != OK)
		return user_fail("det gick inte att läsa.");
	for (i = 0; i < n; i++)
		buf_printf(&call->out, "%lld\t%.*s\t%s\t%s\t%.*s\t%.*s\t%.*s%s\n",
			(long long)rows[i].nr, STR_ARG(date_text(call->arena, rows[i].on)),
			unit_change_codes[rows[i].kind],
			rows[i].unit.team.v ? "team" : "intervention", STR_ARG(rows[i].name),
			STR_ARG(rows[i].was), STR_ARG(rows[i].by),
			rows[i].may_undo ? "\tundo" : "");
	return DONE;
}

int
user_unit_undo(struct call *call)
{
	const struct scope *scope;
	struct unit unit;
	int64_t nr;
	enum err e;

	if (user_find_scope(call, OPT_PARTY, &scope) != DONE)
		return FAILED;
	if (str_to_int(call->words[0], &nr) != OK)
		return user_fail_about("det här är inget nummer på en ändring", call->words[0]);
	e = unit_undo(call->tx, scope, nr, &unit);
	if (e == ERR_NOT_FOUND)
		return user_fail_about("huvudmannen har ingen ändring med numret",
			call->words[0]);
	return user_ended(e, "något har gjorts efter den ändringen, eller så är namnet "
		"upptaget.", "den ändringen går inte att ångra.");
}
