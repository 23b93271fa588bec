/* Percent-encoded pairs, cookies, hosts and origins. */
#include "core/http/query.h"

struct str
pairs_value(struct arena *a, struct str pairs, struct str name)
{
	struct str rest = pairs, pair;

	while (str_split(&rest, '&', &pair)) {
		struct str key, value = pair, decoded;

		if (!str_split(&value, '=', &key) || !str_eq(key, name))
			continue;
		return value.p && form_decode(a, value, &decoded) == OK ? decoded : STR_NULL;
	}
	return STR_NULL;
}

struct str
query_value(const struct request_context *ctx, const char *name)
{
	return pairs_value(ctx->arena, ctx->query, str_of(name));
}

int64_t
query_int(const struct request_context *ctx, const char *name, int64_t otherwise)
{
	int64_t v;

	return str_to_int(query_value(ctx, name), &v) == OK ? v : otherwise;
}

const char *
status_of(const struct status *all, size_t n, struct str code)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (str_eq(code, str_of(all[i].code)))
			return all[i].text;
	return NULL;
}

struct str
cookie_value(struct str header, struct str name)
{
	struct str rest = header, part;

	while (str_split(&rest, ';', &part)) {
		struct str value = str_trim(part), key;

		if (str_split(&value, '=', &key) && str_eq(key, name) && value.p)
			return value;
	}
	return STR_NULL;
}

/* "example.se:8080" gives "example.se", "[::1]:80" gives "[::1]". */
static struct str
without_port(struct str host)
{
	size_t n = host.n;

	while (n > 0 && host.p[n - 1] >= '0' && host.p[n - 1] <= '9')
		n--;
	return n > 0 && n < host.n && host.p[n - 1] == ':' ? str_sub(host, 0, n - 1) : host;
}

bool
host_is_loopback(struct str host)
{
	struct str name = without_port(host);

	return str_eq(name, STR("127.0.0.1")) || str_eq(name, STR("localhost")) ||
		str_eq(name, STR("[::1]"));
}

/*
 * Other names are refused: a page elsewhere whose name suddenly points at this machine would
 * otherwise be taken for one of ours.
 */
bool
host_is_ours(const struct config *config, struct str host)
{
	struct str expected = str_of(config->host);

	if (str_eq(host, expected))
		return true;
	return host_is_loopback(expected) && host_is_loopback(host);
}

/* "https://example.se:8080/x" names the host "example.se:8080". */
static bool
address_has_host(struct str address, struct str host)
{
	struct str rest = address;
	ptrdiff_t slash;

	if (str_starts(rest, STR("https://")))
		rest = str_sub(rest, 8, rest.n);
	else if (str_starts(rest, STR("http://")))
		rest = str_sub(rest, 7, rest.n);
	else
		return false;
	slash = str_find_byte(rest, '/');
	if (slash >= 0)
		rest = str_sub(rest, 0, (size_t)slash);
	return rest.n > 0 && str_eq(rest, host);
}

bool
request_is_same_origin(const struct request *request)
{
	struct str site = request->sec_fetch_site;

	if (str_eq(site, STR("cross-site")) || str_eq(site, STR("same-site")))
		return false;
	if (str_is_empty(request->origin) || str_eq(request->origin, STR("null"))) {
		if (str_is_empty(request->origin) && !str_is_empty(request->referer))
			return address_has_host(request->referer, request->host);
		return str_eq(site, STR("same-origin"));
	}
	return address_has_host(request->origin, request->host);
}
