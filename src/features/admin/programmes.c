/* The nation's list of programmes, and which one an intervention is part of. */
#include "features/admin/admin.html.h"
#include "features/admin/place.h"

/* ---- the list ---- */

enum err
programmes_show(struct page *page)
{
	struct programme_page shown = { .n = 0 };
	struct admin_place place;
	size_t i;

	TRY(place_read(page, "/admin/program", &place));
	if (place.org.kind != ORG_NATION)
		return ERR_NOT_FOUND;
	TRY(programme_list(page->db, page->ctx.arena, &shown.rows, &shown.n));
	shown.options = ARENA_ARRAY(page->ctx.arena, struct form_option, shown.n + 1);
	if (!shown.options)
		return ERR_LIMIT;
	for (i = 0; i < shown.n; i++)
		shown.options[i] =
			(struct form_option){ shown.rows[i].id.v, shown.rows[i].name, true };
	page->title = str_of(tr(page->ctx.lang, N_("Programmen")));
	html_admin_programmes(&page->html, page, &place, &shown);
	return OK;
}

static enum err
see_list(struct action *act, struct str code)
{
	return see_other(act,
		url_with(act->ctx.arena, url_path("/admin/program"), "m", code));
}

enum err
programmes_add(struct action *act)
{
	const struct programme_input *in = act->form;
	programme_id id;
	enum err e = programme_create(act->tx, act->ctx.scope, in->code, in->name, &id);

	if (e == ERR_CONFLICT) {
		form_error(act->state, PROGRAMME_CODE,
			N_("Koden eller namnet är upptaget."));
		return ERR_INVALID;
	}
	if (e == ERR_INVALID)
		form_error(act->state, PROGRAMME_CODE,
			N_("Koden har bara små bokstäver a–z, siffror och bindestreck."));
	TRY(e);
	return see_list(act, STR("program-nytt"));
}

enum err
programmes_rename(struct action *act)
{
	const struct programme_name_input *in = act->form;
	enum err e = programme_rename(act->tx, act->ctx.scope, (programme_id){ in->programme },
		in->name);

	if (e == ERR_CONFLICT) {
		form_error(act->state, PROGRAMME_NAME_NEW, N_("Namnet är upptaget."));
		return ERR_INVALID;
	}
	TRY(e);
	return see_list(act, STR("namn"));
}

/* ---- of one intervention ---- */

enum err
programmes_set(struct action *act)
{
	const struct part_of_input *in = act->form;
	struct arena *a = act->ctx.arena;
	intervention_id id = { act->ctx.at.id };
	enum err e = intervention_set_programme(act->tx, act->ctx.scope, id,
		place_programme(in->programme));

	if (e == ERR_CONFLICT || e == ERR_INVALID) {
		form_error(act->state, PART_OF_PROGRAMME,
			N_("Välj ett annat program än det som insatsen är i."));
		return ERR_INVALID;
	}
	TRY(e);
	return see_other(act,
		url_with(a, url_id(a, "/admin/insatser/%lld", id.v), "m", STR("program")));
}
