/* Any request line and headers name at most one route, one cookie, one origin and one address. */
#include <netinet/in.h>

#include "core/http/peer.h"
#include "core/http/query.h"
#include "core/http/router.h"
#include "tests/fuzz/fuzz.h"

enum { PARTS = 10 };

static enum err
show(struct page *page)
{
	(void)page;
	return OK;
}

static enum err
act(struct action *action)
{
	(void)action;
	return OK;
}

static const struct route routes[] = {
	GET("/", PERM_PUBLIC, AUDIT_NONE("a fuzzer"), show),
	GET("/lotsningar/:id", PERM_PUBLIC, AUDIT_NONE("a fuzzer"), show),
	GET("/kort/:code", PERM_PUBLIC, AUDIT_NONE("a fuzzer"), show),
	POST("/lotsningar/:id/avslut", PERM_PUBLIC, NULL, act),
};
static const struct room room = { .name = "fuzz", .routes = routes, .n_routes = 4 };

static void
check_route(const struct request *r)
{
	static const struct room *const rooms[] = { &room };
	static struct router *router;
	struct match match;

	FUZZ_CHECK(router || router_new(rooms, 1, &router) == OK);
	router_match(router, r->method, r->path, &match);
	FUZZ_CHECK(!match.route || (match.at.id >= 0 && match.index < 4));
	FUZZ_CHECK(!match.route || r->path.n > 0);
}

static void
check_peer(struct str forwarded, struct str trusted)
{
	struct sockaddr_in local = { .sin_family = AF_INET };
	char out[PEER_NAME];

	local.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	peer_name((struct sockaddr *)&local, forwarded, trusted, out);
	FUZZ_CHECK(strlen(out) < sizeof(out));
	/* whoever is not trusted is believed nothing */
	peer_name((struct sockaddr *)&local, forwarded, STR(""), out);
	FUZZ_CHECK(out[0] == '\0');
}

static void
check_values(struct arena *a, const struct request *r, struct str name)
{
	struct str value = pairs_value(a, r->query, name);
	struct str cookie = cookie_value(r->cookie, name);

	FUZZ_CHECK(str_is_utf8(value) && str_find_byte(value, '\0') < 0);
	FUZZ_CHECK(str_find_byte(cookie, ';') < 0);
	FUZZ_CHECK(cookie.n == 0 || (cookie.p >= r->cookie.p &&
		cookie.p + cookie.n <= r->cookie.p + r->cookie.n));
}

FUZZ(request)
{
	static const struct config config = { .host = "lotsa.example:8443" };
	struct str rest = { (const char *)bytes, n }, part[PARTS] = { { 0 } };
	struct arena *a = arena_new(1 << 20);
	struct request r = { 0 };
	int i;

	FUZZ_CHECK(a != NULL);
	for (i = 0; i < PARTS; i++) {
		part[i] = STR("");
		if (rest.p && !str_split(&rest, '\n', &part[i]))
			break;
	}
	r = (struct request){ .method = part[0], .path = part[1], .query = part[2],
		.cookie = part[3], .host = part[4], .origin = part[5], .referer = part[6],
		.sec_fetch_site = part[7] };
	check_route(&r);
	check_values(a, &r, part[8]);
	check_values(a, &r, STR("m"));
	check_peer(part[8], part[9]);
	if (host_is_ours(&config, r.host))
		FUZZ_CHECK(str_eq(r.host, STR("lotsa.example:8443")));
	if (request_is_same_origin(&r))
		FUZZ_CHECK(!str_eq(r.sec_fetch_site, STR("cross-site")));
	arena_free(a);
	return 0;
}
