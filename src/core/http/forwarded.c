/* Gathers the X-Forwarded-For headers of a connection. */
#include "core/http/forwarded.h"

#include <microhttpd.h>
#include <stdio.h>
#include <strings.h>

struct forwarded {
	char text[1024];
	size_t n;
	bool is_too_long;
};

static enum MHD_Result
add(void *context, enum MHD_ValueKind kind, const char *name, const char *value)
{
	struct forwarded *all = context;
	int n;

	(void)kind;
	if (strcasecmp(name, "X-Forwarded-For") != 0 || all->is_too_long)
		return MHD_YES;
	n = snprintf(all->text + all->n, sizeof(all->text) - all->n, "%s%s", all->n ? "," : "",
		value ? value : "");
	all->is_too_long = n < 0 || (size_t)n >= sizeof(all->text) - all->n;
	all->n += all->is_too_long ? 0 : (size_t)n;
	return MHD_YES;
}

void
forwarded_peer(struct MHD_Connection *connection, struct str trusted, char out[PEER_NAME])
{
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection,
		MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	struct forwarded all = { .n = 0 };

	MHD_get_connection_values(connection, MHD_HEADER_KIND, add, &all);
	peer_name(info ? info->client_addr : NULL,
		all.is_too_long ? STR("") : (struct str){ all.text, all.n }, trusted, out);
}
