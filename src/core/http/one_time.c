/* Links that work once, as addresses and as what comes back in a form. */
#include "core/http/one_time.h"

#include "core/http/query.h"

struct str
one_time_link(struct arena *a, const struct config *config, const char *path, struct str token)
{
	struct str host = str_of(config->host);

	return arena_printf(a, "%s://%.*s%s#%.*s", host_is_loopback(host) ? "http" : "https",
		STR_ARG(host), path, STR_ARG(token));
}

struct str
one_time_token(struct str pasted)
{
	struct str token = str_trim(pasted), before;

	while (token.n && str_contains(token, STR("#")))
		str_split(&token, '#', &before);
	return token;
}
