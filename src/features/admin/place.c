/* The administrator's own place: what it is, and what can be chosen in its forms. */
#include "features/admin/place.h"

static const struct choice status_texts[] = {
	{ 1, "konto", N_("Användaren är tillagd.") },
	{ 2, "roll", N_("Rollen är given.") },
	{ 3, "bort", N_("Rollen är borttagen.") },
	{ 4, "hemlighet", N_("Det nya är sparat.") },
	{ 5, "avstangd", N_("Kontot är avstängt och utloggat överallt.") },
	{ 6, "oppen", N_("Kontot är öppet igen.") },
	{ 7, "insats", N_("Insatsen är tillagd.") },
	{ 8, "team", N_("Teamet är tillagt.") },
	{ 9, "begard", N_("Rollen är begärd. Den gäller när en teamsamordnare har "
		"bekräftat.") },
	{ 10, "konto-begard", N_("Användaren är tillagd. Rollen gäller när en teamsamordnare "
		"har bekräftat.") },
};

/* The roles of a party, an association, the nation, and those of every place. */
static bool
role_belongs(enum role role, enum org_kind kind)
{
	switch (role) {
	case ROLE_CASEWORKER:
	case ROLE_TEAM_LEAD:
		return kind == ORG_PARTY;
	case ROLE_CATALOGUE_EDITOR:
	case ROLE_ASSOCIATION_MANAGER:
		return kind == ORG_ASSOCIATION;
	case ROLE_NATIONAL_ANALYST:
		return kind == ORG_NATION;
	case ROLE_AUDITOR:
	case ROLE_ADMINISTRATOR:
		return true;
	case ROLE_NONE:
	case ROLE_COUNT:
		break;
	}
	return false;
}

const char *
role_label(enum role role)
{
	const struct choice *c = choice_of(role_choices, ROLE_COUNT - 1, role);

	return c ? c->label : N_("Okänd roll");
}

static enum err
new_options(struct arena *a, size_t n, struct form_option **out)
{
	*out = ARENA_ARRAY(a, struct form_option, n + 1);
	return *out ? OK : ERR_LIMIT;
}

static enum err
read_roles(struct page *page, struct admin_place *place)
{
	size_t i;

	TRY(new_options(page->ctx.arena, ROLE_COUNT, &place->roles));
	for (i = 0; i < ROLE_COUNT - 1; i++) {
		enum role role = (enum role)role_choices[i].value;

		if (role_belongs(role, place->org.kind))
			place->roles[place->n_roles++] = (struct form_option){ role,
				str_of(tr(page->ctx.lang, role_label(role))) };
	}
	return OK;
}

static enum err
read_teams(struct page *page, struct admin_place *place)
{
	struct team_row *rows;
	size_t n, i;

	TRY(team_list(page->db, page->ctx.scope, page->ctx.arena, &rows, &n));
	TRY(new_options(page->ctx.arena, n + 1, &place->teams));
	place->teams[place->n_teams++] = (struct form_option){ WHOLE_PLACE,
		str_of(tr(page->ctx.lang, N_("Hela platsen"))) };
	for (i = 0; i < n; i++)
		place->teams[place->n_teams++] = (struct form_option){ rows[i].id.v,
			rows[i].name };
	return OK;
}

static enum err
read_interventions(struct page *page, struct admin_place *place)
{
	struct intervention_row *rows;
	size_t n, i;

	TRY(intervention_list(page->db, page->ctx.scope, page->ctx.arena, &rows, &n));
	TRY(new_options(page->ctx.arena, n, &place->interventions));
	for (i = 0; i < n; i++)
		place->interventions[place->n_interventions++] =
			(struct form_option){ rows[i].id.v, rows[i].name };
	return OK;
}

static enum err
read_associations(struct page *page, struct admin_place *place)
{
	struct org_row *rows;
	size_t n, i;

	TRY(org_list(page->db, page->ctx.arena, ORG_ASSOCIATION, &rows, &n));
	TRY(new_options(page->ctx.arena, n, &place->associations));
	for (i = 0; i < n; i++)
		place->associations[place->n_associations++] =
			(struct form_option){ rows[i].id.v, rows[i].name };
	return OK;
}

enum err
place_read(struct page *page, struct admin_place *out)
{
	struct admin_place place = { .status = NULL };
	const struct choice *c = choice_by_code(status_texts,
		sizeof(status_texts) / sizeof(status_texts[0]), query_value(&page->ctx, "m"));

	if (c && !page->form)
		place.status = c->label;
	TRY(org_by_id(page->db, page->ctx.arena, scope_org(page->ctx.scope), &place.org));
	TRY(read_roles(page, &place));
	TRY(read_teams(page, &place));
	TRY(read_interventions(page, &place));
	TRY(read_associations(page, &place));
	*out = place;
	return OK;
}

team_id
place_team(int64_t chosen)
{
	return (team_id){ chosen > WHOLE_PLACE ? chosen : 0 };
}

struct url
url_account(struct arena *a, account_id id, struct str code)
{
	return url_with(a, url_id(a, "/admin/konton/%lld", id.v), "m", code);
}

struct url
url_admin(struct arena *a, struct str code)
{
	return url_with(a, url_path("/admin"), "m", code);
}

enum err
grant_failed(struct form_state *state, int field, enum err e)
{
	if (e == ERR_CONFLICT)
		form_error(state, field, N_("Personen har redan den rollen här, eller så "
			"är den redan begärd."));
	else if (e == ERR_INVALID)
		form_error(state, field, N_("Rollen kan inte ges så. Bara handläggare och "
			"teamsamordnare gäller ett team."));
	else if (e == ERR_FORBIDDEN)
		form_error(state, field, N_("Du kan inte ge dig själv en roll. En annan "
			"administratör får göra det."));
	return e == ERR_CONFLICT ? ERR_INVALID : e;
}
