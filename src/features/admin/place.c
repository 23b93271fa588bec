/* The administrator's own place: what it is, and what can be chosen in its forms. */
#include "features/admin/place.h"

static const struct status statuses[] = {
	{ "konto", N_("Användaren är tillagd.") },
	{ "roll", N_("Rollen är given.") },
	{ "bort", N_("Rollen är borttagen och ger inget från och med nu.") },
	{ "hemlighet", N_("Det nya är sparat.") },
	{ "avstangd", N_("Kontot är avstängt och utloggat överallt.") },
	{ "oppen", N_("Kontot är öppet igen.") },
	{ "insats", N_("Insatsen är tillagd.") },
	{ "team", N_("Teamet är tillagt.") },
	{ "begard", N_("Rollen är begärd. Den gäller när en teamsamordnare har "
		"bekräftat.") },
	{ "konto-begard", N_("Användaren är tillagd. Rollen gäller när en teamsamordnare "
		"har bekräftat.") },
	{ "sista-dag", N_("Rollen har fått en ny sista dag.") },
	{ "sista-dag-begard", N_("Den längre tiden är begärd. Den gäller när en "
		"teamsamordnare har bekräftat.") },
	{ "lank-bort", N_("Länken är tagen tillbaka och går inte att använda.") },
	{ "tvasteg", N_("Inloggning i två steg är avstängd för kontot.") },
	{ "aterstall-begard", N_("Återställningen är begärd. När en teamsamordnare har "
		"bekräftat är två steg avstängt och en ny länk kan skapas.") },
	{ "namn", N_("Namnet är ändrat.") },
	{ "angrad", N_("Den senaste ändringen är ångrad.") },
	{ "tillbaka", N_("Begäran är återtagen.") },
	{ "part", N_("Parten är tillagd i insatsen.") },
	{ "program", N_("Programmet är ändrat.") },
	{ "program-nytt", N_("Programmet är tillagt.") },
	{ "bekraftad", N_("Du har bekräftat. Det gäller från och med nu.") },
	{ "avslagen", N_("Du har avslagit begäran. Ingenting är ändrat.") },
	{ "stangd", N_("Stängt. Inget nytt börjar här från och med nu.") },
	{ "oppnad", N_("Öppet igen.") },
};

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
				str_of(tr(page->ctx.lang, role_label(role))), false };
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
		str_of(tr(page->ctx.lang, N_("Hela platsen"))), false };
	for (i = 0; i < n; i++)
		place->teams[place->n_teams++] = (struct form_option){ rows[i].id.v,
			rows[i].name, true };
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
			(struct form_option){ rows[i].id.v, rows[i].name, true };
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
			(struct form_option){ rows[i].id.v, rows[i].name, true };
	return OK;
}

static enum err
read_programmes(struct page *page, struct admin_place *place)
{
	struct programme_row *rows;
	size_t n, i;

	TRY(programme_list(page->db, page->ctx.arena, &rows, &n));
	TRY(new_options(page->ctx.arena, n + 1, &place->programmes));
	if (n > 0)
		place->programmes[place->n_programmes++] = (struct form_option){ NO_PROGRAMME,
			str_of(tr(page->ctx.lang, N_("Inget program"))), false };
	for (i = 0; i < n; i++)
		place->programmes[place->n_programmes++] =
			(struct form_option){ rows[i].id.v, rows[i].name, true };
	return OK;
}

const char *
admin_status(const struct page *page)
{
	return page->form ? NULL : STATUS_OF(statuses, &page->ctx);
}

enum err
place_read(struct page *page, const char *here, struct admin_place *out)
{
	struct admin_place place = { .status = admin_status(page), .here = here };

	TRY(org_by_id(page->db, page->ctx.arena, scope_org(page->ctx.scope), &place.org));
	TRY(read_roles(page, &place));
	TRY(read_teams(page, &place));
	TRY(read_interventions(page, &place));
	TRY(read_associations(page, &place));
	TRY(read_programmes(page, &place));
	*out = place;
	return OK;
}

programme_id
place_programme(int64_t chosen)
{
	return (programme_id){ chosen > NO_PROGRAMME ? chosen : 0 };
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

enum err
grant_failed(struct form_state *state, int field, enum err e)
{
	if (e == ERR_CONFLICT)
		form_error(state, field, N_("Personen har redan den rollen här, eller så är "
			"den redan begärd."));
	else if (e == ERR_INVALID)
		form_error(state, field, N_("Rollen kan inte ges så. Bara handläggare och "
			"teamsamordnare gäller ett team, teamet ska vara öppet och sista "
			"dagen får inte ha passerat."));
	else if (e == ERR_FORBIDDEN)
		form_error(state, field, N_("Du kan inte ge dig själv en roll. En annan "
			"administratör får göra det."));
	return e == ERR_CONFLICT ? ERR_INVALID : e;
}

bool
is_ending(const struct account_row *row, struct date today)
{
	return date_is_set(row->until) && row->until.days - today.days <= GRANT_WARN_DAYS;
}

const char *
change_label(enum change_kind kind)
{
	static const char *const labels[CHANGE_KINDS] = {
		[CHANGE_CREATED] = N_("Kontot skapades"),
		[CHANGE_GRANTED] = N_("Fick rollen"),
		[CHANGE_UNTIL] = N_("Ny sista dag för rollen"),
		[CHANGE_ENDED] = N_("Rollen togs bort"),
		[CHANGE_DISABLED] = N_("Kontot stängdes av"),
		[CHANGE_ENABLED] = N_("Kontot öppnades igen"),
		[CHANGE_RENAMED] = N_("Fick ett annat namn"),
		[CHANGE_PASSWORD] = N_("Fick ett nytt lösenord"),
		[CHANGE_PIN] = N_("Fick en ny PIN-kod"),
		[CHANGE_SECOND_OFF] = N_("Inloggning i två steg stängdes av"),
		[CHANGE_INVITED] = N_("Inbjudan skapades"),
		[CHANGE_LINK] = N_("Länk för nytt lösenord skapades"),
		[CHANGE_ASKED] = N_("Begärdes"),
		[CHANGE_ASKED_RESET] = N_("Begärdes: återställning av lösenord och två steg"),
		[CHANGE_REFUSED] = N_("Begäran avslogs"),
		[CHANGE_WITHDRAWN] = N_("Begäran togs tillbaka"),
	};

	return kind > 0 && kind < CHANGE_KINDS && labels[kind] ? labels[kind] : N_("Ändring");
}

const char *
unit_change_label(enum unit_change_kind kind)
{
	switch (kind) {
	case UNIT_CREATED:
		return N_("Lades till");
	case UNIT_RENAMED:
		return N_("Fick ett annat namn");
	case UNIT_CLOSED:
		return N_("Stängdes");
	case UNIT_OPENED:
		return N_("Öppnades igen");
	case UNIT_PARTNER:
		return N_("En part lades till");
	case UNIT_PROGRAMME:
		return N_("Programmet ändrades");
	case UNIT_CHANGE_KINDS:
		break;
	}
	return N_("Ändring");
}

const char *
approval_state_label(enum approval_state state)
{
	switch (state) {
	case APPROVAL_WAITING:
		return N_("Väntar");
	case APPROVAL_CONFIRMED:
		return N_("Bekräftad");
	case APPROVAL_REFUSED:
		return N_("Avslagen");
	case APPROVAL_WITHDRAWN:
		return N_("Återtagen");
	case APPROVAL_EXPIRED:
		break;
	}
	return N_("För gammal");
}

const char *
approval_bar_text(enum approval_bar bar)
{
	switch (bar) {
	case APPROVAL_BAR_OVER:
		return N_("Begäran är redan avgjord, återtagen eller för gammal.");
	case APPROVAL_BAR_OWN:
		return N_("Du har själv begärt det här. En annan teamsamordnare bekräftar.");
	case APPROVAL_BAR_ABOUT:
		return N_("Det här gäller dig själv. En annan teamsamordnare bekräftar.");
	case APPROVAL_BAR_FRESH:
		return N_("En administratör har nyss återställt din egen inloggning. Därför "
			"bekräftar en annan teamsamordnare, eller du själv efter två veckor.");
	case APPROVAL_BAR_ASKER:
		return N_("Den som begärde det är inte längre administratör här. En annan "
			"administratör får begära det på nytt.");
	case APPROVAL_BAR_ROLE:
	case APPROVAL_MAY:
		break;
	}
	return "";
}
