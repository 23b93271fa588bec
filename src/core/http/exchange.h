/* What the library calls for each request; only server.c includes this. */
#ifndef CORE_HTTP_EXCHANGE_H
#define CORE_HTTP_EXCHANGE_H

#include <microhttpd.h>
#include <stdatomic.h>

#include "core/http/lane.h"
#include "core/http/meter.h"
#include "core/http/server.h"

struct server {
	const struct site *site;
	struct MHD_Daemon *daemon;
	struct lane *lanes[LANES];
	struct meter *meter;
	int port;
	size_t n_net;
	struct worker *net;	/* one per thread of the network, taken by number */
	atomic_uint net_taken;
	atomic_int in_flight;
	atomic_bool is_stopping;
};

/* As libmicrohttpd declares them; the first context of each is the server. */
void *exchange_new(void *context, const char *uri, struct MHD_Connection *connection);
enum MHD_Result exchange_handle(void *context, struct MHD_Connection *connection,
	const char *url, const char *method, const char *version, const char *upload,
	size_t *n_upload, void **state);
void exchange_end(void *context, struct MHD_Connection *connection, void **state,
	enum MHD_RequestTerminationCode how);

#endif
