/* libmicrohttpd around dispatch: quick pages in its threads, the rest suspended and in a lane. */
#include "core/http/server.h"

#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/crypto/crypto.h"
#include "core/http/forwarded.h"
#include "core/http/lane.h"
#include "core/http/listen.h"
#include "core/http/meter.h"
#include "core/http/peer.h"
#include "core/log/log.h"
#include "core/time/clock.h"

enum {
	CONNECTIONS_MAX = 2048,
	IDLE_SECONDS = 30,
	STOP_SECONDS = 10,
	BODY_SECONDS = 30,	/* a posting is here in that time, or never */
	BODY_IGNORED_MAX = 16 * REQUEST_BODY_MAX,	/* thrown away unread before hanging up */
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

/* One request, from its first line to its last byte. */
struct exchange {
	struct server *server;
	struct MHD_Connection *connection;
	struct request request;
	char peer[PEER_NAME];
	char *uri;
	struct buf body;
	size_t n_ignored;	/* bytes of a body too large, thrown away */
	struct buf sent;	/* the answer's body, until its last byte is sent */
	bool is_started;
	bool is_answered;	/* dispatched; without memory there may be no answer to send */
	struct MHD_Response *answer;
	unsigned status;
	const char *route;	/* for the log, when the fault is ours */
	enum meter_class class;
	enum lane_name lane;
	int64_t started;
};

static _Thread_local struct worker *own_worker;

/* ---- one exchange ---- */

static struct str
header(struct MHD_Connection *connection, const char *name)
{
	return str_of(MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name));
}

static void
take_headers(struct exchange *x, const char *method)
{
	static const char *const forwarded[] = { "Forwarded", "X-Forwarded-For",
		"X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via" };
	struct request *r = &x->request;
	size_t i;

	r->method = str_of(method);
	r->host = header(x->connection, "Host");
	r->origin = header(x->connection, "Origin");
	r->referer = header(x->connection, "Referer");
	r->sec_fetch_site = header(x->connection, "Sec-Fetch-Site");
	r->cookie = header(x->connection, "Cookie");
	r->content_type = header(x->connection, "Content-Type");
	r->accept_encoding = header(x->connection, "Accept-Encoding");
	r->if_none_match = header(x->connection, "If-None-Match");
	for (i = 0; i < sizeof(forwarded) / sizeof(forwarded[0]); i++)
		if (header(x->connection, forwarded[i]).n > 0)
			r->is_forwarded = true;
	forwarded_peer(x->connection, str_of(x->server->site->config->trusted_proxy), x->peer);
	r->peer = str_of(x->peer);
}

/* The first news of a request: its address, before any header. */
static void *
exchange_new(void *context, const char *uri, struct MHD_Connection *connection)
{
	struct server *server = context;
	struct exchange *x = calloc(1, sizeof(*x));
	const char *question;

	if (!x)
		return NULL;
	x->uri = strdup(uri);
	if (!x->uri) {
		free(x);
		return NULL;
	}
	x->server = server;
	x->connection = connection;
	x->body = buf_new(REQUEST_BODY_MAX + 1);
	x->started = clock_monotonic_ns();
	x->route = "-";
	question = strchr(x->uri, '?');
	x->request.path = str_of(x->uri);
	x->request.query = STR_NULL;
	if (question) {
		x->request.path.n = (size_t)(question - x->uri);
		x->request.query = str_of(question + 1);
	}
	atomic_fetch_add(&server->in_flight, 1);
	return x;
}

/* The library's copy of a header that holds a token, or says where somebody goes next. */
static enum MHD_Result
wipe_header(void *context, enum MHD_ValueKind kind, const char *name, const char *value)
{
	(void)context;
	(void)kind;
	(void)name;
	if (value)
		crypto_wipe((char *)(uintptr_t)value, strlen(value));
	return MHD_YES;
}

/* The last byte is sent: nothing of the request or its answer stays in memory. */
static void
exchange_end(void *context, struct MHD_Connection *connection, void **state,
	enum MHD_RequestTerminationCode how)
{
	struct exchange *x = *state;

	(void)context;
	(void)connection;
	(void)how;
	*state = NULL;
	if (!x)
		return;
	if (x->answer) {
		MHD_get_response_headers(x->answer, wipe_header, NULL);
		MHD_destroy_response(x->answer);
	}
	buf_free(&x->sent);
	buf_free(&x->body);
	atomic_fetch_sub(&x->server->in_flight, 1);
	crypto_wipe(x->uri, strlen(x->uri));
	free(x->uri);
	free(x);
}

/* Without memory a header is missing, which is worse than no answer: then there is none. */
static void
add_header(void *context, const char *name, const char *value)
{
	struct exchange *x = context;

	if (x->answer &&
		(!value || MHD_add_response_header(x->answer, name, value) != MHD_YES)) {
		MHD_destroy_response(x->answer);
		x->answer = NULL;
	}
}

/* The body changes hands: it is overwritten and freed when the last byte is sent. */
static void
make_answer(struct exchange *x, struct worker *worker, struct reply *response)
{
	struct str bytes = response->constant;

	if (response->body.p) {
		x->sent = response->body;
		response->body = (struct buf){ 0 };
		bytes = buf_str(&x->sent);
	}
	x->answer = MHD_create_response_from_buffer(
		bytes.n, (void *)(uintptr_t)bytes.p, MHD_RESPMEM_PERSISTENT);
	x->status = (unsigned)response->status;
	if (response->route)
		x->route = response->route->pattern;
	x->class = meter_class_of(response);
	x->is_answered = true;
	response_headers(response, worker->arena, add_header, x);
	if (x->server->is_stopping)
		add_header(x, MHD_HTTP_HEADER_CONNECTION, "close");
}

/* False when it must wait for a thread of a lane. */
static bool
try_dispatch(struct exchange *x, struct worker *worker)
{
	struct reply response = { 0 };
	bool is_done;

	x->request.body = buf_str(&x->body);
	dispatch(x->server->site, worker, &x->request, &response);
	is_done = !response.is_deferred;
	if (is_done)
		make_answer(x, worker, &response);
	else
		x->lane = response.lane;
	response_free(&response);
	worker_wipe(worker);
	return is_done;
}

static void
run_slow(void *context, struct worker *worker)
{
	struct exchange *x = context;
	bool is_done = try_dispatch(x, worker);

	assert_always(is_done);
	MHD_resume_connection(x->connection);
}

static void
answer_busy(struct exchange *x)
{
	struct reply busy = {
		.status = 503,
		.content_type = "text/plain; charset=utf-8",
		.constant = STR("Det är många på en gång just nu. Försök igen om en stund.\n"),
		.retry_after = 2,
	};

	make_answer(x, own_worker, &busy);
}

/*
 * The log's reader sees when a line was written.  Which room staff were in at that moment would tell
 * when somebody was asked, so only a fault of ours names its route.
 */
static enum MHD_Result
send_answer(struct exchange *x)
{
	struct str method = x->request.method;
	bool is_known = str_eq(method, STR("GET")) || str_eq(method, STR("HEAD")) ||
		str_eq(method, STR("POST"));
	int64_t took;

	if (!x->answer)
		return MHD_NO;
	took = clock_monotonic_ns() - x->started;
	meter_count(x->server->meter, x->class, x->status, took);
	log_event("request", "method=%.*s class=%s route=%s status=%u ms=%lld",
		STR_ARG(is_known ? method : STR("-")), meter_class_name(x->class),
		x->status >= 500 ? x->route : "-", x->status, (long long)(took / 1000000));
	return MHD_queue_response(x->connection, x->status, x->answer);
}

static struct worker *
net_worker(struct server *server)
{
	if (!own_worker) {
		unsigned number = atomic_fetch_add(&server->net_taken, 1);

		assert_always(number < server->n_net);
		own_worker = &server->net[number];
	}
	return own_worker;
}

static enum MHD_Result
answer_now_or_later(struct exchange *x)
{
	struct server *server = x->server;
	struct lane_load load;
	enum err e;

	if (try_dispatch(x, net_worker(server)))
		return send_answer(x);
	MHD_suspend_connection(x->connection);
	/* Once submitted the exchange is the lane's: it may be answered before this returns. */
	e = lane_submit(server->lanes[x->lane], run_slow, x, x->request.peer, &load);
	meter_load(server->meter, x->lane, &load);
	if (e != OK) {
		meter_turned_away(server->meter, x->lane);
		answer_busy(x);
		MHD_resume_connection(x->connection);
	}
	return MHD_YES;
}

/* True when the client announces more than is taken: it is told so before it sends anything. */
static bool
announces_too_much(struct exchange *x)
{
	int64_t n;

	return str_to_int(header(x->connection, "Content-Length"), &n) == OK &&
		n > REQUEST_BODY_MAX;
}

/*
 * What comes after the cap is thrown away, so that the sender hears why; whoever goes on for ever, or
 * sends a byte at a time, is hung up on.
 */
static enum MHD_Result
take_piece(struct exchange *x, const char *upload, size_t *n_upload)
{
	if (clock_monotonic_ns() - x->started > BODY_SECONDS * (int64_t)1000000000)
		return MHD_NO;
	if (!x->request.is_body_too_large) {
		buf_put(&x->body, (struct str){ upload, *n_upload });
		x->request.is_body_too_large = buf_err(&x->body) != OK ||
			x->body.n > REQUEST_BODY_MAX;
	} else {
		x->n_ignored += *n_upload;
	}
	*n_upload = 0;
	return x->n_ignored > BODY_IGNORED_MAX ? MHD_NO : MHD_YES;
}

/* Called with the headers, then with each piece of the body, then once more; again after a resume. */
static enum MHD_Result
handle(void *context, struct MHD_Connection *connection, const char *url, const char *method,
	const char *version, const char *upload, size_t *n_upload, void **state)
{
	struct exchange *x = *state;

	(void)context;
	(void)connection;
	(void)url;
	(void)version;
	if (!x)
		return MHD_NO;
	if (x->is_answered)
		return send_answer(x);
	if (!x->is_started) {
		x->is_started = true;
		take_headers(x, method);
		x->request.is_body_too_large = announces_too_much(x);
		return x->request.is_body_too_large ? answer_now_or_later(x) : MHD_YES;
	}
	if (*n_upload > 0)
		return take_piece(x, upload, n_upload);
	return answer_now_or_later(x);
}

/* ---- start and stop ---- */

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
		MHD_USE_POLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, handle,
		server, MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_ARRAY, threads,
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
