/* The network around dispatch: threads, suspended requests, a clean end. */
#ifndef CORE_HTTP_SERVER_H
#define CORE_HTTP_SERVER_H

#include "core/http/dispatch.h"

struct server;

/*
 * Listens at config->listen and answers from then on in threads of its own.  Read connections are
 * opened from `db_path`.  ERR_IO when the address is taken or no address, ERR_FORBIDDEN when a demo
 * would listen beyond this machine, and what db_open says.
 */
enum err server_start(const struct site *site, const char *db_path, struct server **out);
/* The port it listens at, for port 0. */
int server_port(const struct server *server);
/* What has been answered, as Prometheus text: see core/http/meter.h. */
void server_put_metrics(const struct server *server, struct buf *out);
/* Takes no new connection, finishes the answers in flight (at most 10 s), frees everything. */
void server_stop(struct server *server);

#endif
