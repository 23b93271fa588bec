/* One request: quick pages in a thread of the network, the rest suspended and in a lane. */
#include "core/http/exchange.h"

#include <stdlib.h>

#include "core/crypto/crypto.h"
#include "core/http/forwarded.h"
#include "core/http/peer.h"
#include "core/http/shared.h"
#include "core/log/log.h"
#include "core/time/clock.h"

enum {
	BODY_SECONDS = 30,	/* a posting is here in that time, or never */
	BODY_IGNORED_MAX = 16 * REQUEST_BODY_MAX	/* thrown away unread before hanging up */
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
	struct shared *shared;	/* or a finished page, whose answer is made with it */
	bool is_started;
	bool is_public_page;	/* finished, the same for everybody */
	bool is_answered;	/* dispatched; without memory there may be no answer to send */
	struct MHD_Response *answer;
	unsigned status;
	const char *route;	/* for the log, when the fault is ours */
	enum meter_class class;
	enum lane_name lane;
	int64_t started;
};

static _Thread_local struct worker *own_worker;

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
void *
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
void
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
	if (x->answer && !x->shared) {
		MHD_get_response_headers(x->answer, wipe_header, NULL);
		MHD_destroy_response(x->answer);
	}
	shared_drop(x->shared);
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

static void
make_headed(struct exchange *x, struct worker *worker, const struct reply *response)
{
	struct str bytes = response_body(response);

	x->answer = MHD_create_response_from_buffer(
		bytes.n, (void *)(uintptr_t)bytes.p, MHD_RESPMEM_PERSISTENT);
	response_headers(response, worker->arena, add_header, x);
}

static void
destroy_answer(void *answer)
{
	MHD_destroy_response(answer);
}

/* A finished page has the same headers for everybody: its answer is made once, and not again. */
static void
make_shared(struct exchange *x, struct worker *worker, struct reply *response)
{
	x->shared = response->shared;
	x->answer = shared_made(x->shared);
	if (!x->answer) {
		make_headed(x, worker, response);
		if (x->answer)
			x->answer = shared_offer(x->shared, x->answer, destroy_answer);
	}
	response->shared = NULL;
}

/* The body changes hands: it is overwritten and freed when the last byte is sent. */
static void
make_answer(struct exchange *x, struct worker *worker, struct reply *response)
{
	if (response->shared) {
		make_shared(x, worker, response);
	} else {
		make_headed(x, worker, response);
		x->sent = response->body;
		response->body = (struct buf){ 0 };
		if (x->server->is_stopping)
			add_header(x, MHD_HTTP_HEADER_CONNECTION, "close");
	}
	x->status = (unsigned)response->status;
	if (response->route)
		x->route = response->route->pattern;
	x->class = meter_class_of(response);
	x->is_public_page = response->is_kept;
	x->is_answered = true;
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
 * when somebody was asked, so only a fault of ours names its route.  And that somebody looked for help
 * at that moment is nobody's business: finished pages are counted, and have no line.
 */
static void
log_exchange(const struct exchange *x, int64_t took)
{
	struct str method = x->request.method;
	bool is_known = str_eq(method, STR("GET")) || str_eq(method, STR("HEAD")) ||
		str_eq(method, STR("POST"));

	if (x->is_public_page)
		return;
	log_event("request", "method=%.*s class=%s route=%s status=%u ms=%lld",
		STR_ARG(is_known ? method : STR("-")), meter_class_name(x->class),
		x->status >= 500 ? x->route : "-", x->status, (long long)(took / 1000000));
}

static enum MHD_Result
send_answer(struct exchange *x)
{
	int64_t took;

	if (!x->answer)
		return MHD_NO;
	took = clock_monotonic_ns() - x->started;
	meter_count(x->server->meter, x->class, x->status, took);
	log_exchange(x, took);
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
enum MHD_Result
exchange_handle(void *context, struct MHD_Connection *connection, const char *url,
	const char *method, const char *version, const char *upload, size_t *n_upload,
	void **state)
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
