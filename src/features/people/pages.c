/* The pages of staff about themselves: log in and out, choose a place, change one's account. */
#include "core/auth/locked_hash.h"
#include "core/auth/session.h"
#include "core/crypto/crypto.h"
#include "features/people/people.h"
#include "features/people/people.html.h"
#include "features/people/second.h"

static const struct status statuses[] = {
	{ "ute", N_("Du är utloggad.") },
	{ "losenord", N_("Lösenordet är bytt.") },
	{ "pin", N_("PIN-koden är sparad.") },
	{ "sprak", N_("Språket är sparat.") },
	{ "kod-av", N_("Inloggning i två steg är avslagen.") },
	{ "overallt", N_("Du är utloggad överallt.") },
	{ "slut", N_("Du är inte inloggad längre. Lotsa loggar ut efter 30 minuter utan att "
		"något händer, efter tolv timmar, och överallt när lösenordet byts. Det du "
		"höll på att skriva är inte sparat.") },
	{ "lank", N_("Lösenordet är sparat. Logga in med det.") },
};

struct url
people_with_status(struct arena *a, const char *path, struct str code)
{
	return url_with(a, url_path(path), "m", code);
}

/* ---- in and out ---- */

static enum err
show_log_in(struct page *page)
{
	if (page->ctx.account.v && !page->form)
		return page_see_other(page, url_path(page->ctx.scope ? "/hem" : "/plats"));
	page->title = str_of(tr(page->ctx.lang, N_("Logga in")));
	html_log_in(&page->html, page, STATUS_OF(statuses, &page->ctx));
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
	TRY(login_check(act->db, act->ctx.arena, login, in->password, &log_in->attempt));
	log_in->attempt.lang = act->ctx.lang;
	return OK;
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

/* ---- staying and leaving ---- */

static enum err
log_out(struct action *act)
{
	TRY(session_close(act->tx, act->token, act->session));
	return see_other(act, people_with_status(act->ctx.arena, "/in", STR("ute")));
}

static enum err
log_out_everywhere(struct action *act)
{
	org_id org = { 0 };

	if (act->ctx.scope)
		org = scope_org(act->ctx.scope);
	TRY(session_close_everywhere(act->tx, org, act->ctx.account, act->token, act->session));
	return see_other(act, people_with_status(act->ctx.arena, "/in", STR("overallt")));
}

/* Somebody is still there though nothing was asked for: the idle limit moves. */
static enum err
stay(struct action *act)
{
	TRY(session_touch(act->tx, act->token));
	return see_other(act, url_path("/konto/kvar"));
}

static enum err
show_stayed(struct page *page)
{
	page->title = str_of(tr(page->ctx.lang, N_("Du är kvar")));
	html_stayed(&page->html);
	return OK;
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
	TRY(notice_list(page->db, page->ctx.arena, page->ctx.account, &list.notices,
		&list.n_notices));
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

static enum err
show_account(struct page *page)
{
	struct own_account own = { .status = STATUS_OF(statuses, &page->ctx) };

	TRY(account_by_id(page->db, page->ctx.arena, page->ctx.account, &own.account));
	TRY(second_step_of(page->db, page->ctx.arena, page->ctx.account, &own.second));
	TRY(session_count(page->db, page->ctx.arena, page->ctx.account, &own.n_sessions));
	page->title = str_of(tr(page->ctx.lang, N_("Mitt konto")));
	html_own_account(&page->html, page, &own);
	return OK;
}

/* The hash of a new secret, left for the action. */
enum err
people_prepare_hash(struct action *act, struct str secret)
{
	char *hash = arena_alloc(act->ctx.arena, LOCKED_HASH_TEXT);

	if (!hash)
		return ERR_LIMIT;
	act->prepared = hash;
	return locked_hash_of(secret, hash);
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
	if (str_eq(in->fresh, in->present)) {
		form_error(act->state, OWN_PASSWORD_NEW,
			N_("Välj ett annat lösenord än det du har nu."));
		return ERR_INVALID;
	}
	TRY(people_check_present(act, OWN_PASSWORD_PRESENT, in->present));
	return people_prepare_hash(act, in->fresh);
}

/* Every session of the account ends; this browser goes on in a fresh one, in the same place. */
static enum err
renew(struct action *act)
{
	const struct scope *scope = act->ctx.scope;
	struct login_attempt self = { .account = act->ctx.account, .is_renewal = true };
	org_id org = { 0 };

	if (scope)
		org = scope_org(scope);
	TRY(people_forgive_present(act));
	TRY(account_set_own_password(act->tx, org, act->ctx.account, str_of(act->prepared)));
	TRY(session_open(act->tx, act->ctx.arena, &self, act->token, act->session));
	if (!scope)
		return OK;
	return session_choose_place(act->tx, act->ctx.arena, str_of(act->session->token), org,
		scope_team(scope), act->session);
}

static enum err
change_password(struct action *act)
{
	TRY(renew(act));
	return see_other(act, people_with_status(act->ctx.arena, "/konto", STR("losenord")));
}

/* ---- a password that was handed out is changed before anything else ---- */

static enum err
show_handed(struct page *page)
{
	struct account account;

	TRY(account_by_id(page->db, page->ctx.arena, page->ctx.account, &account));
	if (!account.is_password_handed)
		return page_see_other(page, url_path("/hem"));
	page->is_bare = true;
	page->title = str_of(tr(page->ctx.lang, N_("Välj lösenord")));
	html_handed_password(&page->html, page);
	return OK;
}

static enum err
change_handed(struct action *act)
{
	bool has_place = act->ctx.scope != NULL;

	TRY(renew(act));
	return see_other(act, url_path(has_place ? "/hem" : "/plats"));
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
	return people_prepare_hash(act, in->pin);
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
	GET("/in/lank", PERM_PUBLIC, AUDIT_NONE("a form and nothing else"), people_show_link),
	POST("/in/lank", PERM_PUBLIC, &link_form, people_use_link,
		.prepare = people_prepare_link, .refused = people_refused_link,
		.show = people_show_link),
	GET("/in/losenord", PERM_LOGGED_IN, AUDIT_NONE("a form and nothing else"), show_handed,
		.gates = GATE_PASSWORD),
	POST("/in/losenord", PERM_LOGGED_IN, &own_password_form, change_handed,
		.prepare = prepare_password, .refused = people_refused_present,
		.show = show_handed, .gates = GATE_PASSWORD),
	POST("/logga-ut", PERM_LOGGED_IN, NULL, log_out, .gates = GATE_PASSWORD | GATE_PIN),
	POST("/konto/ut", PERM_LOGGED_IN, NULL, log_out_everywhere),
	GET("/konto/kvar", PERM_LOGGED_IN, AUDIT_NONE("says that one is logged in"),
		show_stayed),
	POST("/konto/kvar", PERM_LOGGED_IN, NULL, stay),
	POST("/konto/handelser/:id/last", PERM_LOGGED_IN, NULL, people_dismiss_notice),
	GET("/plats", PERM_LOGGED_IN, AUDIT_NONE("one's own places"), show_places),
	POST("/plats", PERM_LOGGED_IN, &place_form, choose_place, .show = show_places),
	GET("/konto", PERM_STAFF, AUDIT_NONE("one's own account"), show_account),
	POST("/konto/losenord", PERM_STAFF, &own_password_form, change_password,
		.prepare = prepare_password, .refused = people_refused_present,
		.show = show_account),
	POST("/konto/pin", PERM_STAFF, &own_pin_form, change_pin, .prepare = prepare_pin,
		.refused = people_refused_present, .show = show_account),
	POST("/konto/kod", PERM_STAFF, &second_form, second_begin,
		.prepare = second_check_password, .refused = people_refused_present,
		.show = show_account),
	GET("/konto/kod", PERM_STAFF, AUDIT_NONE("one's own account"), second_show),
	GET("/konto/kod/bild", PERM_STAFF, AUDIT_NONE("one's own account"), second_show_image),
	POST("/konto/kod/pa", PERM_STAFF, &code_form, second_turn_on,
		.prepare = second_prepare_turn_on, .refused = second_refused_turn_on,
		.show = second_show),
	POST("/konto/kod/av", PERM_STAFF, &second_form, second_turn_off,
		.prepare = second_check_password, .refused = people_refused_present,
		.show = show_account),
	POST("/konto/sprak", PERM_STAFF, &own_lang_form, change_lang,
		.show = show_account),
};

const struct room people_room = {
	.name = "people",
	.routes = people_routes,
	.n_routes = sizeof(people_routes) / sizeof(people_routes[0]),
};
