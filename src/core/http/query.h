/* Reading percent-encoded pairs and cookies, and whether a request came from our own page. */
#ifndef CORE_HTTP_QUERY_H
#define CORE_HTTP_QUERY_H

#include "core/http/dispatch.h"

/* The first value of `name` in "a=1&b=2", decoded valid UTF-8 in the arena, or the empty slice. */
struct str pairs_value(struct arena *a, struct str pairs, struct str name);
/* The value of a cookie in "a=1; b=2", or the empty slice. */
struct str cookie_value(struct str header, struct str name);
/* Whether it names this machine alone: "127.0.0.1:8080", "localhost", "[::1]". */
bool host_is_loopback(struct str host);
/* Whether the Host header names this server (see config->host). */
bool host_is_ours(const struct config *config, struct str host);
/*
 * Whether a posting was sent by one of our own pages.  Origin says so, or else Referer.  Our pages
 * tell nobody where somebody comes from (Referrer-Policy: no-referrer), and therefore browsers send
 * "Origin: null" with our own forms; then Sec-Fetch-Site must say same-origin.
 */
bool request_is_same_origin(const struct request *request);

#endif
