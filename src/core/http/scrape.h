/* A door of its own for the operator's collector: one address, GET /metrics, and nothing else. */
#ifndef CORE_HTTP_SCRAPE_H
#define CORE_HTTP_SCRAPE_H

#include "base/buf.h"

struct scrape;

/* Writes the text of one look; called by one thread at a time. */
typedef void scrape_fn(void *context, struct buf *out);

/*
 * `at` is the path of a unix socket, made anew with mode 0660, or ADDRESS:PORT of this machine alone.
 * ERR_FORBIDDEN for any other address, ERR_INVALID for what is neither, ERR_CONFLICT when something
 * else than a socket has the name, ERR_IO when it cannot be listened at.
 */
enum err scrape_start(const char *at, scrape_fn *write, void *context, struct scrape **out);
/* The port, 0 for a unix socket. */
int scrape_port(const struct scrape *scrape);
/* Takes the socket away again.  NULL is allowed. */
void scrape_stop(struct scrape *scrape);

#endif
