/* Every route x every role, logged out, another place, the wrong method, no form token. */
#include "tests/harness/harness.h"

#include <stdio.h>
#include <strings.h>

#include "tests/harness/visitor.h"

enum { TARGET_MAX = 256 };

/* Why a line of the matrix failed, readable without a debugger. */
#define EXPECT(claim, route, who, status)                                                \
	ck_assert_msg((claim), "%s %s as %s gave %d: not %s",                            \
		(route)->method == METHOD_GET ? "GET" : "POST", (route)->pattern, (who), \
		(status), #claim)

/* The pattern with its holes filled: "/samtal/:id" gives "/samtal/7". */
static void
fill(const char *pattern, int64_t id, char target[TARGET_MAX])
{
	const char *hole = strchr(pattern, ':'), *rest;

	if (!hole) {
		snprintf(target, TARGET_MAX, "%s", pattern);
		return;
	}
	rest = strchr(hole, '/');
	if (strncmp(hole, ":id", 3) == 0)
		snprintf(target, TARGET_MAX, "%.*s%lld%s", (int)(hole - pattern), pattern,
			(long long)id, rest ? rest : "");
	else
		snprintf(target, TARGET_MAX, "%.*skod%s", (int)(hole - pattern), pattern,
			rest ? rest : "");
	ck_assert(!strchr(target, ':'));
}

/* Becomes somebody else, with a session of its own: the last request may have ended the one before. */
static void
become(struct visitor *v, struct world *w, account_id account)
{
	if (!account.v) {
		v->session = v->csrf = STR_NULL;
		return;
	}
	v->session = world_token(w, account);
	v->csrf = world_session(w, v->session).csrf;
}

static int
ask(struct visitor *v, const struct route *route, int64_t id)
{
	char target[TARGET_MAX];

	fill(route->pattern, id, target);
	return route->method == METHOD_GET ? visitor_get(v, target)
					   : visitor_post(v, target, "");
}

/* What somebody who may gets for a thing that is not there, with a form that is empty. */
static bool
is_let_in(int status)
{
	return status == 200 || status == 303 || status == 400 || status == 404 ||
		status == 409 || status == 422;
}

static struct visitor
visitor_of(struct world *w)
{
	struct visitor v = visitor_new(w, STR_NULL);

	/* Makes the route table. */
	CHECK(visitor_get(&v, "/healthz") == 200);
	return v;
}

TEST(every_route_asks_for_a_log_in_unless_it_is_public)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_of(&w);
	size_t i;

	for (i = 0; i < site_n_routes(&v.site); i++) {
		const struct route *route = site_route(&v.site, i);
		int status;

		become(&v, &w, (account_id){ 0 });
		status = ask(&v, route, 1);
		if (route->perm != PERM_PUBLIC)
			EXPECT(status == 303 && visitor_led_to(&v, "/in"), route, "nobody",
				status);
		else if (route->method == METHOD_GET)
			EXPECT(is_let_in(status), route, "nobody", status);
		else if (route->is_question)
			EXPECT(status == 200 &&
					str_is_empty(visitor_header(&v, "Set-Cookie")),
				route, "nobody", status);
		else
			EXPECT((status == 403) != route->is_tokenless, route,
				"nobody without a form token", status);
	}
}

TEST(every_route_lets_in_exactly_the_roles_of_its_permission)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_of(&w);
	enum role role;
	size_t i;

	for (role = ROLE_CASEWORKER; role < ROLE_COUNT; role++) {
		for (i = 0; i < site_n_routes(&v.site); i++) {
			const struct route *route = site_route(&v.site, i);
			bool may = route->perm == PERM_PUBLIC ||
				route->perm == PERM_LOGGED_IN || role_may(role, route->perm);
			int status;

			become(&v, &w, w.accounts[role]);
			status = ask(&v, route, 1);
			if (may)
				EXPECT(is_let_in(status) && !visitor_led_to(&v, "/in"), route,
					role_code(role), status);
			else
				EXPECT(status == 403, route, role_code(role), status);
		}
	}
}

TEST(every_route_of_a_place_sends_whoever_has_chosen_none_to_choose)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_of(&w);
	size_t i;

	for (i = 0; i < site_n_routes(&v.site); i++) {
		const struct route *route = site_route(&v.site, i);
		int status;

		if (route->perm == PERM_PUBLIC || route->perm == PERM_LOGGED_IN)
			continue;
		become(&v, &w, w.both);
		status = ask(&v, route, 1);
		EXPECT(status == 303 && visitor_led_to(&v, "/plats"), route, "both", status);
	}
}

TEST(every_route_about_one_thing_hides_the_things_of_another_place)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_of(&w);
	int64_t ids[] = { w.team.v, w.intervention.v, w.party.v,
		w.accounts[ROLE_CASEWORKER].v };
	size_t i, j;

	for (i = 0; i < site_n_routes(&v.site); i++) {
		const struct route *route = site_route(&v.site, i);

		if (!strstr(route->pattern, ":id") || route->perm == PERM_PUBLIC)
			continue;
		for (j = 0; j < sizeof(ids) / sizeof(ids[0]); j++) {
			int status;

			become(&v, &w, w.elsewhere);
			status = ask(&v, route, ids[j]);
			EXPECT(status == 403 || status == 404 || status == 400 || status == 422,
				route, "elsewhere", status);
		}
	}
}

TEST(every_posting_is_refused_without_its_token_and_from_another_site)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_of(&w);
	enum role role;
	size_t i;

	for (role = ROLE_CASEWORKER; role < ROLE_COUNT; role++) {
		for (i = 0; i < site_n_routes(&v.site); i++) {
			const struct route *route = site_route(&v.site, i);
			struct str token;
			int status;

			/* A question writes nothing, so it is nobody's to forge. */
			if (route->method != METHOD_POST || route->is_question)
				continue;
			become(&v, &w, w.accounts[role]);
			token = v.csrf;
			v.csrf = STR_NULL;
			status = ask(&v, route, 1);
			/* A remark of anybody's is looked at for its origin alone. */
			EXPECT((status == 403) != route->is_tokenless, route, "no token",
				status);
			v.csrf = token;
			v.next.origin = STR("https://elsewhere.example");
			v.next.sec_fetch_site = STR("cross-site");
			status = ask(&v, route, 1);
			EXPECT(status == 403, route, "another site", status);
		}
	}
}

TEST(every_address_refuses_methods_that_it_does_not_have)
{
	static const char *const methods[] = { "PUT", "DELETE", "PATCH", "OPTIONS", "get", "" };
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_of(&w);
	size_t i, j;

	become(&v, &w, w.accounts[ROLE_CASEWORKER]);
	for (i = 0; i < site_n_routes(&v.site); i++) {
		const struct route *route = site_route(&v.site, i);
		struct str allow;

		for (j = 0; j < sizeof(methods) / sizeof(methods[0]); j++) {
			int status;

			v.next.method = str_of(methods[j]);
			status = ask(&v, route, 1);
			allow = visitor_header(&v, "Allow");
			EXPECT(status == 405, route, methods[j], status);
			EXPECT(str_contains(allow,
				route->method == METHOD_GET ? STR("GET") : STR("POST")), route,
				"Allow", status);
		}
	}
}

/* ux.md: whoever looks over a shoulder, or into the history, sees none of these as a whole word. */
static bool
is_telling(struct str title)
{
	static const char *const words[] = { "våld", "kvinnofrid", "misshandel", "utsatt",
		"hot", "violence", "abuse" };
	struct str rest = title, word;
	size_t i;

	while (str_split(&rest, ' ', &word))
		for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
			if (word.n == strlen(words[i]) &&
				strncasecmp(word.p, words[i], word.n) == 0)
				return true;
	return false;
}

/* What stands between two marks, the first time. */
static struct str
between(struct str page, const char *from, const char *to)
{
	const char *start = memmem(page.p, page.n, from, strlen(from)), *end;

	if (!start)
		return STR_NULL;
	start += strlen(from);
	end = memmem(start, page.n - (size_t)(start - page.p), to, strlen(to));
	return end ? (struct str){ start, (size_t)(end - start) } : STR_NULL;
}

/* The title of the page at the route's address in a language; empty when there is no page. */
static struct str
title_of(struct visitor *v, const struct route *route, const char *lang)
{
	char target[TARGET_MAX], address[TARGET_MAX + 16];

	fill(route->pattern, 1, target);
	snprintf(address, sizeof(address), "%s?lang=%s", target, lang);
	if (visitor_get(v, address) != 200)
		return STR_NULL;
	return arena_str(v->arena, between(visitor_body(v), "<title>", " – Lotsa</title>"));
}

/* What is called the same in both languages, and the English edition of the finder. */
static bool
is_said_alike(struct str title)
{
	return str_eq(title, STR("Administration")) || str_eq(title, STR("Material")) ||
		str_eq(title, STR("Support and contact"));
}

TEST(every_page_has_a_title_in_english)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_of(&w);
	size_t i, n = 0;

	for (i = 0; i < site_n_routes(&v.site); i++) {
		const struct route *route = site_route(&v.site, i);
		enum role role = ROLE_NONE;
		struct str swedish, english;

		if (route->method != METHOD_GET)
			continue;
		while (route->perm > PERM_LOGGED_IN && role < ROLE_COUNT - 1 &&
			!role_may(role, route->perm))
			role++;
		become(&v, &w, w.accounts[role]);
		swedish = title_of(&v, route, "sv");
		english = title_of(&v, route, "en");
		n += swedish.n > 0;
		EXPECT(swedish.n == 0 || !str_eq(swedish, english) || is_said_alike(english),
			route, role_code(role), 200);
	}
	CHECK(n > 40);
}

TEST(every_page_has_a_neutral_title_one_heading_and_the_acute_numbers)
{
	struct world w WORLD_CLEANUP = world_new();
	struct visitor v VISITOR_CLEANUP = visitor_of(&w);
	enum role role;
	size_t i;

	for (role = ROLE_NONE; role < ROLE_COUNT; role++) {
		for (i = 0; i < site_n_routes(&v.site); i++) {
			const struct route *route = site_route(&v.site, i);
			struct str page, title;
			int status;

			if (route->method != METHOD_GET)
				continue;
			become(&v, &w, w.accounts[role]);
			status = ask(&v, route, 1);
			page = visitor_body(&v);
			if (!str_starts(page, STR("<!doctype html>")))
				continue;
			title = between(page, "<title>", " – Lotsa</title>");
			EXPECT(title.n > 0 && !is_telling(title), route, role_code(role),
				status);
			EXPECT(between(page, "<h1", "</h1>").n > 0, route, role_code(role),
				status);
			EXPECT(str_contains(page, STR("href=\"/akut\"")) ||
					str_contains(page, STR("data-exit")),
				route, role_code(role), status);
		}
	}
}
