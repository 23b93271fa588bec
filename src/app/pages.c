/* The pages that belong to no room: the way out, home, and signs of life. */
#include <stdatomic.h>

#include "app/internal.h"
#include "app/app.html.h"
#include "core/time/clock.h"

#define SECURITY_PATH "/.well-known/security.txt"

enum { READY_KEPT_NS = 1000000000 };

/*
 * To a neutral site, so that nobody who looks at the screen sees where the person was; what a session
 * held open is gone at once.
 */
static enum err
show_exit(struct page *page)
{
	vault_wipe(page->ctx.vault);
	page->is_leaving = true;
	return page_see_other(page,
		url_outside(page->ctx.arena, str_of(page->ctx.config->exit_url)));
}

static enum err
show_home(struct page *page)
{
	struct home home;

	page->title = str_of(tr(page->ctx.lang, N_("Hem")));
	TRY(home_read(page, &home));
	html_home(&page->html, page, &home);
	return OK;
}

static enum err
show_day(struct page *page)
{
	struct day day;

	page->title = str_of(tr(page->ctx.lang, N_("Så är din dag")));
	day_of(page->ctx.scope, 0, &day);
	html_day_page(&page->html, &day);
	return OK;
}

/* The roles that she has now; one that she is given later is introduced anew. */
static enum err
know_day(struct action *act)
{
	unsigned roles = 0;
	struct day day;
	size_t i;

	day_of(act->ctx.scope, 0, &day);
	for (i = 0; i < day.n; i++)
		roles |= 1u << day.roles[i].role;
	TRY(account_knows_days(act->tx, act->ctx.account, roles));
	return see_other(act, url_path("/hem"));
}

static enum err
show_health(struct page *page)
{
	page->content_type = "text/plain; charset=utf-8";
	buf_put(page->html.out, STR("ok\n"));
	return OK;
}

/* Ready: the database is there and has the shape that this program knows. */
static bool
look_if_ready(const struct page *page)
{
	const char *path = config_db_path(page->ctx.config, page->ctx.arena);
	int number;

	return db_schema_number(path, &number) == OK && number == db_schema_known();
}

/*
 * Anybody may ask, so the database is opened once a second however many do: whoever comes first looks
 * anew, and the others hear what was seen last.
 */
static enum err
show_readiness(struct page *page)
{
	static _Atomic int64_t next_look;
	static atomic_bool is_ready;
	int64_t now = clock_monotonic_ns(), due = atomic_load(&next_look);

	if (now >= due &&
		atomic_compare_exchange_strong(&next_look, &due, now + READY_KEPT_NS))
		atomic_store(&is_ready, look_if_ready(page));
	return atomic_load(&is_ready) ? show_health(page) : ERR_BUSY;
}

/* RFC 9116.  It says that it holds for half a year: whoever runs Lotsa keeps the setting true. */
static enum err
show_security(struct page *page)
{
	const struct config *config = page->ctx.config;
	struct month until = month_add(date_month(page->ctx.today), 6);

	if (str_is_empty(str_of(config->security_contact)))
		return ERR_NOT_FOUND;
	page->content_type = "text/plain; charset=utf-8";
	buf_printf(page->html.out,
		"Contact: %s\nExpires: %d-%02d-01T00:00:00Z\nPreferred-Languages: sv, en\n"
		"Canonical: https://%s" SECURITY_PATH "\n",
		config->security_contact, month_year(until), month_number(until), config->host);
	return OK;
}

static const struct route app_routes[] = {
	GET("/ut", PERM_PUBLIC, AUDIT_NONE("shows nothing"), show_exit, .locks = true),
	GET("/hem", PERM_STAFF, AUDIT_READ("home"), show_home),
	GET("/hem/dagen", PERM_STAFF, AUDIT_NONE("the same for everybody of a role"), show_day),
	POST("/hem/dagen", PERM_STAFF, NULL, know_day),
	GET("/ovning", PERM_ASK, AUDIT_NONE("a constant page"), practice_show),
	GET("/ovning/klart", PERM_ASK, AUDIT_NONE("a constant page"), practice_done_show,
		.is_practice = true),
	GET(SECURITY_PATH, PERM_PUBLIC, AUDIT_NONE("a constant page"), show_security),
	GET("/healthz", PERM_PUBLIC, AUDIT_NONE("a constant page"), show_health,
		.is_sign = true),
	GET("/readyz", PERM_PUBLIC, AUDIT_NONE("a constant page"), show_readiness,
		.is_sign = true),
};

const struct room app_room = {
	.name = "app",
	.routes = app_routes,
	.n_routes = sizeof(app_routes) / sizeof(app_routes[0]),
};
