/* The route table of the whole house, compiled once: from an address to its route. */
#ifndef CORE_HTTP_ROUTER_H
#define CORE_HTTP_ROUTER_H

#include "core/http/dispatch.h"

struct router;

struct match {
	const struct route *route;	/* NULL: no such address, or not with this method */
	const struct route *shown;	/* POST: the GET route of the page shown again, or NULL */
	size_t index;			/* of the route, as in router_route */
	struct at at;
	const char *allow;		/* NULL: no such address */
};

/* ERR_LIMIT without memory; asserts that every route is whole and no two are the same. */
enum err router_new(const struct room *const *rooms, size_t n_rooms, struct router **out);
void router_free(struct router *router);
/* HEAD is answered by the GET route. */
void router_match(const struct router *router, struct str method, struct str path,
	struct match *out);
size_t router_n(const struct router *router);
const struct route *router_route(const struct router *router, size_t i);

#endif
