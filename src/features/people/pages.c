/* The pages of staff about themselves: log in and out, choose a place, change one's account. */
#include "core/auth/session.h"
#include "core/crypto/crypto.h"
#include "core/http/query.h"
#include "features/people/people.h"
#include "features/people/people.html.h"
#include "features/people/second.h"

static const struct choice status_texts[] = {
	{ 1, "ute", N_("Du är utloggad.") },
	{ 2, "losenord", N_("Lösenordet är bytt.") },
	{ 3, "pin", N_("PIN-koden är sparad.") },
	{ 4, "sprak", N_("Språket är sparat.") },
	{ 5, "kod-av", N_("Inloggning i två steg är avslagen.") },
};

/* The status line of ?m=code; only the texts above can appear. */
static const char *
status_of(const struct page *page)
{
	const struct choice *c = choice_by_code(status_texts,
		sizeof(status_texts) / sizeof(status_texts[0]), query_value(&page->ctx, "m"));

	return c ? c->label : NULL;
}

struct url
people_with_status(struct arena *a, const char *path, struct str code)
{
	return url_with(a, url_path(path), "m", code);
}

/*
 * What stands after '#' is sent to no server: the link is in no log on its way, and a mail program that
 * looks at the address learns nothing.
 */
struct str
url_login_link(struct arena *a, const struct config *config, struct str token)
{
	struct str host = str_of(config->host);

	return arena_printf(a, "%s://%.*s/in/lank#%.*s",
		host_is_loopback(host) ? "http" : "https", STR_ARG(host), STR_ARG(token));
}

/* ---- in and out ---- */

static enum err
show_log_in(struct page *page)
{
	if (page->ctx.account.v && !page->form)
		return page_see_other(page, url_path(page->ctx.scope ? "/hem" : "/plats"));
	page->title = str_of(tr(page->ctx.lang, N_("Logga in")));
	html_log_in(&page->html, page, status_of(page));
	return OK;
}

/* Log-in names are lower case; people do not always type them so. */
static struct str
lower_case(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1);
	size_t i;

	if (!p)
		return STR_NULL;
	for (i = 0; i < s.n; i++)
		p[i] = (char)(s.p[i] >= 'A' && s.p[i] <= 'Z' ? s.p[i] + 32 : s.p[i]);
	return (struct str){ p, s.n };
}

/* A log-in on its way: what was typed and found, and what the try is counted under. */
struct log_in {
	struct login_attempt attempt;
	struct guess_set guess;
};

/* While a name or an address waits, nothing is looked up and nothing is checked. */
static enum err
prepare_log_in(struct action *act)
{
	const struct login_input *in = act->form;
	struct log_in *log_in = ARENA_NEW(act->ctx.arena, struct log_in);
	struct str login = lower_case(act->ctx.arena, in->login);
	enum err e;

	if (!log_in)
		return ERR_LIMIT;
	act->prepared = log_in;
	log_in->guess = (struct guess_set){
		.by = { { GUESS_PASSWORD, login }, { GUESS_ADDRESS, act->peer } }, .n = 2 };
	e = guess_take(act->db, act->ctx.arena, &log_in->guess);
	if (e == ERR_LIMIT) {
		form_error(act->state, -1, N_("Det har blivit många försök. Vänta några "
			"minuter och försök igen."));
		return ERR_INVALID;
	}
	TRY(e);
	return login_check(act->db, act->ctx.arena, login, in->password, &log_in->attempt);
}

static enum err
refused_log_in(struct action *act)
{
	const struct log_in *log_in = act->prepared;

	return guess_keep(act->tx, &log_in->guess);
}

/* One text for every reason: who asks learns nothing about which accounts exist. */
static enum err
log_in(struct action *act)
{
	const struct log_in *log_in = act->prepared;
	const struct login_attempt *attempt = &log_in->attempt;
	struct place *places;
	size_t n;
	enum err e = session_open(act->tx, act->ctx.arena, attempt, act->token, act->session);

	if (e == ERR_FORBIDDEN)
		form_error(act->state, -1, N_("Inloggningsnamnet eller lösenordet stämmer "
			"inte."));
	TRY(e);
	if (act->session->awaits_code) {
		TRY(guess_keep(act->tx, &log_in->guess));
		return see_other(act, url_path("/in/kod"));
	}
	TRY(guess_forgive(act->tx, &log_in->guess));
	TRY(session_places(act->db, act->ctx.arena, attempt->account, &places, &n));
	return see_other(act, url_path(n == 1 ? "/hem" : "/plats"));
}

static enum err
log_out(struct action *act)
{
	TRY(session_close(act->tx, act->token, act->session));
	return see_other(act, people_with_status(act->ctx.arena, "/in", STR("ute")));
}

/* ---- the place ---- */

struct str
place_value(struct arena *a, const struct place *place)
{
	return arena_printf(a, "%lld-%lld", (long long)place->org.v, (long long)place->team.v);
}

static enum err
show_places(struct page *page)
{
	struct place_list list = { .now = page->ctx.scope };
	struct place *rows;

	TRY(session_places(page->db, page->ctx.arena, page->ctx.account, &rows, &list.n));
	list.rows = rows;
	page->title = str_of(tr(page->ctx.lang, N_("Välj plats")));
	html_place_choice(&page->html, page, &list);
	return OK;
}

static enum err
choose_place(struct action *act)
{
	const struct place_input *in = act->form;
	struct str team = in->place, org;
	org_id org_value = { 0 };
	team_id team_value = { 0 };

	if (!str_split(&team, '-', &org) || !team.p || str_to_int(org, &org_value.v) != OK
		|| str_to_int(team, &team_value.v) != OK)
		return ERR_NOT_FOUND;
	TRY(session_choose_place(act->tx, act->ctx.arena, act->token, org_value, team_value,
		act->session));
	return see_other(act, url_path("/hem"));
}

/* ---- one's own account ---- */

enum err
people_show_account(struct page *page)
{
	struct own_account own = { .status = status_of(page) };

	TRY(account_by_id(page->db, page->ctx.arena, page->ctx.account, &own.account));
	TRY(second_step_of(page->db, page->ctx.arena, page->ctx.account, &own.second));
	page->title = str_of(tr(page->ctx.lang, N_("Mitt konto")));
	html_own_account(&page->html, page, &own);
	return OK;
}

/* The hash of a new secret, left for the action. */
static enum err
prepare_hash(struct action *act, struct str secret)
{
	char *hash = arena_alloc(act->ctx.arena, CRYPTO_PASSWORD_TEXT);

	if (!hash)
		return ERR_LIMIT;
	act->prepared = hash;
	return crypto_password_hash(secret, hash);
}

static enum err
prepare_password(struct action *act)
{
	const struct own_password_input *in = act->form;
	struct account account;
	const char *reason;

	TRY(account_by_id(act->db, act->ctx.arena, act->ctx.account, &account));
	if (password_acceptable(in->fresh, account.login, &reason) != OK) {
		form_error(act->state, OWN_PASSWORD_NEW, reason);
		return ERR_INVALID;
	}
	if (!str_eq(in->fresh, in->again)) {
		form_error(act->state, OWN_PASSWORD_AGAIN,
			N_("De två nya lösenorden är olika."));
		return ERR_INVALID;
	}
	TRY(people_check_present(act, OWN_PASSWORD_PRESENT, in->present));
	return prepare_hash(act, in->fresh);
}

/* Every session of the account ends; this browser goes on in a fresh one, in the same place. */
static enum err
change_password(struct action *act)
{
	const struct scope *scope = act->ctx.scope;
	struct login_attempt self = { .account = act->ctx.account, .has_second = true };
	struct session_change opened = { .kind = SESSION_KEEP };

	TRY(people_forgive_present(act));
	TRY(account_set_password(act->tx, scope, act->ctx.account, str_of(act->prepared)));
	TRY(session_open(act->tx, act->ctx.arena, &self, act->token, &opened));
	TRY(session_choose_place(act->tx, act->ctx.arena, str_of(opened.token),
		scope_org(scope), scope_team(scope), act->session));
	return see_other(act, people_with_status(act->ctx.arena, "/konto", STR("losenord")));
}

static enum err
prepare_pin(struct action *act)
{
	const struct own_pin_input *in = act->form;
	const char *reason;

	if (pin_acceptable(in->pin, &reason) != OK) {
		form_error(act->state, OWN_PIN_NEW, reason);
		return ERR_INVALID;
	}
	TRY(people_check_present(act, OWN_PIN_PASSWORD, in->password));
	return prepare_hash(act, in->pin);
}

static enum err
change_pin(struct action *act)
{
	TRY(people_forgive_present(act));
	TRY(account_set_pin(act->tx, act->ctx.scope, act->ctx.account, str_of(act->prepared)));
	return see_other(act, people_with_status(act->ctx.arena, "/konto", STR("pin")));
}

static enum err
change_lang(struct action *act)
{
	const struct own_lang_input *in = act->form;

	TRY(account_set_lang(act->tx, act->ctx.scope, act->ctx.account, (enum lang)in->lang));
	return see_other(act, people_with_status(act->ctx.arena, "/konto", STR("sprak")));
}

static const struct route people_routes[] = {
	GET("/in", PERM_PUBLIC, AUDIT_NONE("a form and nothing else"), show_log_in),
	POST("/in", PERM_PUBLIC, &login_form, log_in, .prepare = prepare_log_in,
		.refused = refused_log_in, .show = show_log_in),
	GET("/in/kod", PERM_PUBLIC, AUDIT_NONE("a form and nothing else"), second_show_log_in),
	POST("/in/kod", PERM_PUBLIC, &code_form, second_log_in,
		.prepare = second_prepare_log_in, .refused = second_refused,
		.show = second_show_log_in),
	POST("/logga-ut", PERM_LOGGED_IN, NULL, log_out),
	GET("/plats", PERM_LOGGED_IN, AUDIT_NONE("one's own places"), show_places),
	POST("/plats", PERM_LOGGED_IN, &place_form, choose_place, .show = show_places),
	GET("/konto", PERM_STAFF, AUDIT_NONE("one's own account"), people_show_account),
	POST("/konto/losenord", PERM_STAFF, &own_password_form, change_password,
		.prepare = prepare_password, .refused = people_refused_present,
		.show = people_show_account),
	POST("/konto/pin", PERM_STAFF, &own_pin_form, change_pin, .prepare = prepare_pin,
		.refused = people_refused_present, .show = people_show_account),
	POST("/konto/kod", PERM_STAFF, &second_form, second_begin,
		.prepare = second_check_password, .refused = people_refused_present,
		.show = people_show_account),
	GET("/konto/kod", PERM_STAFF, AUDIT_NONE("one's own account"), second_show),
	GET("/konto/kod/bild", PERM_STAFF, AUDIT_NONE("one's own account"), second_show_image),
	POST("/konto/kod/pa", PERM_STAFF, &code_form, second_turn_on, .show = second_show),
	POST("/konto/kod/av", PERM_STAFF, &second_form, second_turn_off,
		.prepare = second_check_password, .refused = people_refused_present,
		.show = people_show_account),
	POST("/konto/sprak", PERM_STAFF, &own_lang_form, change_lang,
		.show = people_show_account),
};

const struct room people_room = {
	.name = "people",
	.routes = people_routes,
	.n_routes = sizeof(people_routes) / sizeof(people_routes[0]),
};
