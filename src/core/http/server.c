/* libmicrohttpd around dispatch: its threads and the lanes started, and stopped in order. */
#include "core/http/server.h"

#include <stdlib.h>
#include <unistd.h>

#include "core/http/exchange.h"
#include "core/http/listen.h"
#include "core/time/clock.h"

enum {
	CONNECTIONS_MAX = 2048,
	IDLE_SECONDS = 30,
	STOP_SECONDS = 10,
	/* Request line, headers in and out: so much that the library gets it in pages of its own. */
	CONNECTION_BYTES_MAX = 36 * 1024,
	/* Strangers wait in a short queue of their own, and none of them has all of it. */
	STRANGERS_WAITING_MAX = 64,
	STRANGERS_PEER_MAX = 16,
	/* So do those who look for help, and programs that read the open data. */
	PUBLIC_WAITING_MAX = 256,
	PUBLIC_PEER_MAX = 32,
	STAFF_WAITING_MAX = 960
};

static void
server_free(struct server *server)
{
	size_t i;

	for (i = 0; i < LANES; i++)
		lane_close(server->lanes[i]);
	if (server->net)
		workers_close(server->net, server->n_net);
	meter_free(server->meter);
	free(server);
}

static enum err
start_daemon(struct server *server, int fd)
{
	struct MHD_OptionItem threads[] = {
		{ MHD_OPTION_THREAD_POOL_SIZE, (intptr_t)server->n_net, NULL },
		{ MHD_OPTION_END, 0, NULL },
	};

	/* A pool of one thread is no pool to the library. */
	if (server->n_net == 1)
		threads[0].option = MHD_OPTION_END;
	/*
	 * Level-triggered: with the library's edge-triggered epoll (0.9.75) a connection among two
	 * hundred slow ones now and then missed its event and hung until the idle limit.
	 */
	server->daemon = MHD_start_daemon(
		MHD_USE_POLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL,
		exchange_handle, server,
		MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_ARRAY, threads,
		MHD_OPTION_URI_LOG_CALLBACK, exchange_new, server,
		MHD_OPTION_NOTIFY_COMPLETED, exchange_end, server,
		MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS_MAX,
		MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_BYTES_MAX,
		MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS,
		MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_END);
	return server->daemon ? OK : ERR_IO;
}

static enum err
check_demo(const struct config *config)
{
	bool is_loopback;

	TRY(listen_is_loopback(config->listen, &is_loopback));
	return config->is_demo && !is_loopback ? ERR_FORBIDDEN : OK;
}

static enum err
open_all(struct server *server, const char *db_path)
{
	const struct config *config = server->site->config;
	const struct lane_size staff = { .threads = (size_t)config->workers,
		.waiting_max = STAFF_WAITING_MAX };
	const struct lane_size strangers = { .threads = (size_t)config->login_workers,
		.waiting_max = STRANGERS_WAITING_MAX, .peer_max = STRANGERS_PEER_MAX };
	const struct lane_size public = { .threads = (size_t)config->public_workers,
		.waiting_max = PUBLIC_WAITING_MAX, .peer_max = PUBLIC_PEER_MAX };

	server->meter = meter_new();
	if (!server->meter)
		return ERR_LIMIT;
	TRY(workers_open(db_path, server->n_net, false, &server->net));
	TRY(lane_open(db_path, &staff, &server->lanes[LANE_STAFF]));
	TRY(lane_open(db_path, &strangers, &server->lanes[LANE_STRANGERS]));
	return lane_open(db_path, &public, &server->lanes[LANE_PUBLIC]);
}

enum err
server_start(const struct site *site, const char *db_path, struct server **out)
{
	const struct config *config = site->config;
	struct server *server;
	int fd = -1;
	enum err e;

	TRY(check_demo(config));
	server = calloc(1, sizeof(*server));
	if (!server)
		return ERR_LIMIT;
	server->site = site;
	server->n_net = (size_t)config->threads;
	e = open_all(server, db_path);
	if (e == OK)
		e = listen_open(config->listen, &fd, &server->port);
	if (e == OK)
		e = start_daemon(server, fd);
	if (e != OK) {
		if (fd >= 0)
			close(fd);
		server_free(server);
		return e;
	}
	*out = server;
	return OK;
}

int
server_port(const struct server *server)
{
	return server->port;
}

void
server_put_metrics(const struct server *server, struct buf *out)
{
	meter_put(server->meter, clock_monotonic_ns(), out);
}

void
server_stop(struct server *server)
{
	int64_t until = clock_monotonic_ns() + STOP_SECONDS * (int64_t)1000000000;
	size_t i;
	int fd;

	server->is_stopping = true;
	fd = MHD_quiesce_daemon(server->daemon);
	while (server->in_flight > 0 && clock_monotonic_ns() < until)
		usleep(2000);
	/* What is still suspended is resumed here, with its answer. */
	for (i = 0; i < LANES; i++) {
		lane_close(server->lanes[i]);
		server->lanes[i] = NULL;
	}
	MHD_stop_daemon(server->daemon);
	if (fd >= 0)
		close(fd);
	server_free(server);
}
