/* Where the request of a connection came from, proxies and all. */
#ifndef CORE_HTTP_FORWARDED_H
#define CORE_HTTP_FORWARDED_H

#include "core/http/peer.h"

struct MHD_Connection;

/*
 * peer_name of the connection.  Some proxies add an X-Forwarded-For of their own below that of the
 * client: all of them count, in order.  More than a kilobyte of them is nobody's address.
 */
void forwarded_peer(struct MHD_Connection *connection, struct str trusted, char out[PEER_NAME]);

#endif
