/* Where a request came from, for the delay against guessing and for nothing else. */
#ifndef CORE_HTTP_PEER_H
#define CORE_HTTP_PEER_H

#include <sys/socket.h>

#include "base/str.h"

enum { PEER_NAME = 48 };

/*
 * The address of the connection, or, when that is one of `trusted` (addresses with commas between),
 * the last address in X-Forwarded-For that is not.  An IPv6 address counts as its /64, which one
 * household or attacker has as a whole.  "" for what is no address, and for this machine itself: a
 * proxy that nobody named would make one guesser of everybody behind it.
 */
void peer_name(const struct sockaddr *connection, struct str forwarded, struct str trusted,
	char out[PEER_NAME]);

#endif
