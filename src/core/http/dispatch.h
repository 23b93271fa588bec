/* From a request to its response, without a network: permission, CSRF, audit, transaction, layout. */
#ifndef CORE_HTTP_DISPATCH_H
#define CORE_HTTP_DISPATCH_H

#include "core/auth/session.h"
#include "core/http/handler.h"
#include "core/http/shared.h"

/* The caps of a request and of an answer; the header block is capped by the server (16 KiB). */
enum {
	REQUEST_BODY_MAX = 64 * 1024,
	REQUEST_PATH_MAX = 512,
	REQUEST_ARENA_MAX = 8 * 1024 * 1024,
	RESPONSE_BODY_MAX = 16 * 1024 * 1024
};

/* The name of the session cookie; with SameSite=Strict, HttpOnly, Secure and Path=/. */
#define SESSION_COOKIE "__Host-lotsa"
/* Ties the log-in form to the browser that asked for it, before there is a session. */
#define FORM_COOKIE "__Host-lotsa-form"
/* The hidden field of every form. */
#define CSRF_FIELD "csrf"

/* What came in; slices live as long as the request.  A missing header is the empty slice. */
struct request {
	struct str method;	/* "GET", "HEAD", "POST", or what was sent */
	struct str path;	/* as sent, up to the '?'; no address of ours needs a %-escape */
	struct str query;	/* as sent, after the '?' */
	struct str host;
	struct str origin;
	struct str referer;
	struct str sec_fetch_site;
	struct str cookie;
	struct str content_type;
	struct str accept_encoding;
	struct str if_none_match;
	struct str body;
	struct str peer;	/* peer_name of who asked, "" when unknown; for guess_take alone */
	bool is_body_too_large;	/* the rest was thrown away unread */
	bool is_forwarded;	/* Forwarded or X-Forwarded-* is there */
};

/* Whoever waits in one lane is in nobody's way in another. */
enum lane_name {
	LANE_STAFF,
	LANE_STRANGERS,	/* postings that write or compute argon2 */
	LANE_PUBLIC,	/* questions of the public and open data: nothing but reading */
	LANES
};

/*
 * What goes out.  `body` is owned by the response (response_free); text slices live in the worker's
 * arena until its next dispatch; `constant` lives as long as the program.
 */
struct reply {
	int status;
	const char *content_type;	/* NULL: no body */
	struct buf body;
	struct str constant;		/* body instead of `body`: embedded files */
	struct shared *shared;		/* the same: a finished page; one holder is the reply */
	bool is_immutable;		/* its address holds a hash: may be kept for ever */
	bool is_kept;			/* a finished page: the same bytes for everybody */
	bool is_open_data;		/* any origin may read it; asked for anew with its ETag */
	bool is_squeezed;		/* the body is gzip */
	char etag[24];			/* "" = none */
	const char *allow;		/* of a 405 */
	struct str location;
	struct str set_cookie[2];
	struct str file_name;
	bool clears_cookies;
	int retry_after;		/* seconds, 0 = none */
	bool is_deferred;		/* nothing done yet: dispatch again where waiting is allowed */
	enum lane_name
		lane; /* where a deferred one waits: what anybody may ask for delays no staff */
	const struct route *route;	/* NULL when none matched; for the log */
};

void response_free(struct reply *response);
/* The body, wherever it lies. */
struct str response_body(const struct reply *response);

/* Every header of the response, the security headers of the house included, in a fixed order. */
typedef void header_fn(void *context, const char *name, const char *value);
void response_headers(const struct reply *response, struct arena *a, header_fn *put,
	void *context);

/* What the layout knows besides the page itself. */
struct frame {
	const struct session *session;	/* NULL when nobody is logged in */
	struct str body;		/* the finished contents of <main> */
	const struct route *route;	/* NULL on an error page */
	int status;
};

/* Writes the whole document around frame->body into page->html. */
typedef void layout_fn(struct page *page, const struct frame *frame);
/* Writes the contents of <main> for a failure; sets page->title. */
typedef void failure_fn(struct page *page, int status, struct str method);

/* A file of the binary: style sheet, script, icon. */
struct asset {
	struct str bytes;
	const char *content_type;
};
/* False when no file answers to that path. */
typedef bool asset_fn(struct str path, struct asset *out);

/* Everything that answers: made once, then only read. */
struct kept;	/* finished pages that are the same for everybody */
struct site {
	const struct room *const *rooms;
	size_t n_rooms;
	layout_fn *layout;
	failure_fn *failure;
	asset_fn *asset;		/* NULL: none */
	const struct config *config;
	struct db *writer;		/* shared; tx_begin lets one in at a time */
	struct router *router;		/* made by site_open, as is ... */
	struct kept *kept;		/* ... what is the same for everybody */
};

/*
 * Builds the route table out of the rooms.  A table that cannot be right (two routes for one address,
 * a GET that says nothing about audit) is a programming error and ends the program.  ERR_LIMIT.
 */
enum err site_open(struct site *site);
void site_close(struct site *site);
/* Every route of every room, most specific first; for the matrix test. */
const struct route *site_route(const struct site *site, size_t i);
size_t site_n_routes(const struct site *site);

/* What one thread brings along: its own read connection and the memory of a request. */
struct worker {
	struct db *db;
	struct arena *arena;
	struct buf main;	/* the contents of <main> before the layout comes around it */
	bool is_written;	/* something was put into `main` since it was wiped */
	bool may_wait;		/* false in the threads of the network: see response.is_deferred */
};

/* ERR_LIMIT without memory; the connection stays the caller's. */
enum err worker_open(struct db *db, bool may_wait, struct worker *out);
/* Overwrites what the last request left, on the stack too; the response's text slices are gone with it. */
void worker_wipe(struct worker *worker);
void worker_close(struct worker *worker);

/* Answers the request; always gives a response.  `response` must be zeroed or freed before. */
void dispatch(const struct site *site, struct worker *worker, const struct request *request,
	struct reply *response);

/* The status of an error, by the one table. */
int err_status(enum err e);

#endif
