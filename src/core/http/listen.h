/* Addresses to listen at: "127.0.0.1:8080", "[::1]:8080", "localhost:0". */
#ifndef CORE_HTTP_LISTEN_H
#define CORE_HTTP_LISTEN_H

#include "base/str.h"

/* Whether it names this machine only; ERR_INVALID for what is no address. */
enum err listen_is_loopback(const char *listen_at, bool *out);
/* A listening socket and its port; ERR_INVALID, ERR_IO when the address is taken or not ours. */
enum err listen_open(const char *listen_at, int *fd, int *port);

#endif
