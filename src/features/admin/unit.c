/* The page of a team, and what an intervention and a team have in common: a name, an end, history. */
#include "features/admin/admin.html.h"
#include "features/admin/place.h"

/* ---- the page ---- */

struct url
url_unit(struct arena *a, const struct unit_page *unit, const char *what)
{
	return url_id(a, arena_printf(a, "/admin/%s/%%lld/%s", unit->is_team ? "team"
		: "insatser", what).p, unit->id);
}

enum err
unit_page_read(struct page *page, struct unit unit, struct unit_page *out)
{
	TRY(unit_left(page->db, page->ctx.scope, page->ctx.arena, unit, &out->left));
	return unit_changes(page->db, page->ctx.scope, page->ctx.arena, unit, &out->changes,
		&out->n_changes);
}

enum err
unit_show_team(struct page *page)
{
	team_id id = { page->ctx.at.id };
	struct team_page shown = { .unit = { .id = id.v, .is_team = true } };
	struct intervention_row around;
	struct admin_place place;

	TRY(units_read_party(page, &place));
	TRY(team_by_id(page->db, page->ctx.scope, page->ctx.arena, id, &shown.team));
	TRY(intervention_by_id(page->db, page->ctx.scope, page->ctx.arena,
		shown.team.intervention, &around));
	shown.unit.name = shown.team.name;
	shown.unit.closed = shown.team.own_closed;
	shown.unit.closed_around = around.closed;
	TRY(unit_page_read(page, (struct unit){ shown.team.intervention, id }, &shown.unit));
	page->title = str_of(tr(page->ctx.lang, N_("Ett team")));
	html_admin_team(&page->html, page, &place, &shown);
	return OK;
}

/* ---- actions ---- */

static struct unit
intervention_of(const struct action *act)
{
	return (struct unit){ { act->ctx.at.id }, { 0 } };
}

static struct unit
team_of(const struct action *act)
{
	return (struct unit){ { 0 }, { act->ctx.at.id } };
}

static enum err
see_unit(struct action *act, struct unit unit, struct str code)
{
	struct arena *a = act->ctx.arena;
	struct url url = unit.team.v ? url_id(a, "/admin/team/%lld", unit.team.v)
		: url_id(a, "/admin/insatser/%lld", unit.intervention.v);

	return see_other(act, url_with(a, url, "m", code));
}

static enum err
rename_unit(struct action *act, struct unit unit)
{
	const struct name_input *in = act->form;
	enum err e = unit_rename(act->tx, act->ctx.scope, unit, in->name);

	if (e == ERR_CONFLICT) {
		form_error(act->state, NAME_NEW, N_("Namnet är upptaget."));
		return ERR_INVALID;
	}
	TRY(e);
	return see_unit(act, unit, STR("namn"));
}

enum err
unit_rename_intervention(struct action *act)
{
	return rename_unit(act, intervention_of(act));
}

enum err
unit_rename_team(struct action *act)
{
	return rename_unit(act, team_of(act));
}

/* Somebody else was first: the page shows how it is. */
static enum err
ended(struct action *act, enum err e, struct unit unit, struct str code)
{
	if (e == ERR_CONFLICT) {
		form_error(act->state, -1, N_("Det är redan gjort. Se historiken."));
		return ERR_INVALID;
	}
	TRY(e);
	return see_unit(act, unit, code);
}

static enum err
close_unit(struct action *act, struct unit unit)
{
	return ended(act, unit_close(act->tx, act->ctx.scope, unit), unit, STR("stangd"));
}

enum err
unit_close_intervention(struct action *act)
{
	return close_unit(act, intervention_of(act));
}

enum err
unit_close_team(struct action *act)
{
	return close_unit(act, team_of(act));
}

static enum err
open_unit(struct action *act, struct unit unit)
{
	return ended(act, unit_open(act->tx, act->ctx.scope, unit), unit, STR("oppnad"));
}

enum err
unit_open_intervention(struct action *act)
{
	return open_unit(act, intervention_of(act));
}

enum err
unit_open_team(struct action *act)
{
	return open_unit(act, team_of(act));
}

/* The button stands on the unit's own page: a number of another unit is not found there. */
static enum err
undo(struct action *act, struct unit unit)
{
	const struct undo_input *in = act->form;
	struct unit undone;
	int64_t nr;
	enum err e;

	if (str_to_int(in->nr, &nr) != OK)
		return ERR_NOT_FOUND;
	e = unit_undo(act->tx, act->ctx.scope, nr, &undone);
	if (e == ERR_CONFLICT || e == ERR_INVALID) {
		form_error(act->state, -1, N_("Den ändringen går inte längre att ångra. Se "
			"historiken."));
		return ERR_INVALID;
	}
	TRY(e);
	if (undone.team.v != unit.team.v
		|| (unit.team.v == 0 && undone.intervention.v != unit.intervention.v))
		return ERR_NOT_FOUND;
	return see_unit(act, unit, STR("angrad"));
}

enum err
unit_undo_intervention(struct action *act)
{
	return undo(act, intervention_of(act));
}

enum err
unit_undo_team(struct action *act)
{
	return undo(act, team_of(act));
}
