/* Gathers the X-Forwarded-For headers of a connection. */
#include "core/http/forwarded.h"

#include <microhttpd.h>
#include <strings.h>

struct forwarded {
	char text[1024];
	size_t n;
};

/*
 * The end is kept, since the proxy has written it: whoever sends a long header of her own would else
 * be counted nowhere.  An address that is cut through has the proxy's behind it.
 */
static void
keep_end(struct forwarded *all, struct str part)
{
	size_t room = sizeof(all->text);

	if (part.n >= room) {
		memcpy(all->text, part.p + (part.n - room), room);
		all->n = room;
		return;
	}
	if (all->n > room - part.n) {
		memmove(all->text, all->text + all->n - (room - part.n), room - part.n);
		all->n = room - part.n;
	}
	memcpy(all->text + all->n, part.p, part.n);
	all->n += part.n;
}

static enum MHD_Result
add(void *context, enum MHD_ValueKind kind, const char *name, const char *value)
{
	struct forwarded *all = context;

	(void)kind;
	if (strcasecmp(name, "X-Forwarded-For") != 0 || !value)
		return MHD_YES;
	if (all->n > 0)
		keep_end(all, STR(","));
	keep_end(all, str_of(value));
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
		(struct str){ all.text, all.n }, trusted, out);
}
