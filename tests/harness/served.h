/* A server in this process, with rooms of the test's own choosing. */
#ifndef TESTS_HARNESS_SERVED_H
#define TESTS_HARNESS_SERVED_H

#include "core/http/server.h"
#include "tests/harness/world.h"

/* Stays where it was started. */
struct served {
	struct config config;
	struct site site;
	struct server *server;
	int port;
};

/* On the world's folder and a free port of this machine, with one thread for log-ins. */
void served_start(struct served *s, struct world *w, const struct room *const *rooms,
	size_t n_rooms);
void served_stop(struct served *s);

#endif
