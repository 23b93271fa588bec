/* A small HTTP client for tests and benches: loopback only, one connection, a cookie jar of one host. */
#ifndef TESTS_HARNESS_CLIENT_H
#define TESTS_HARNESS_CLIENT_H

#include <sys/types.h>

#include "base/buf.h"

enum { CLIENT_COOKIES = 2048, CLIENT_ANSWER_MAX = 1 << 20 };

struct client {
	int port, fd;		/* fd -1: no connection now */
	char cookies[CLIENT_COOKIES];
	char csrf[128];		/* of the last page that had a form */
	char location[512];	/* of the last answer, "" = none */
	struct buf in;		/* the last answer's body */
	struct buf raw;		/* bytes from the wire not yet consumed */
};

struct client client_new(int port);
void client_free(struct client *c);
/* ERR_IO when the server is gone or the answer makes no sense; the connection is opened anew then. */
enum err client_get(struct client *c, const char *path, int *status);
/* `form` is an encoded body; the CSRF token of the last page is added. */
enum err client_post(struct client *c, const char *path, struct str form, int *status);
/* Logs in by /in; ERR_FORBIDDEN when refused. */
enum err client_login(struct client *c, const char *login, const char *password);
/* Logs in with a password that was handed out, and chooses one of its own; all in form encoding. */
enum err client_settle_in(struct client *c, const char *login, const char *handed,
	const char *own);
/* The value="" of the first input with that name on the last page; the empty slice when there is none. */
struct str client_input(const struct client *c, const char *name);

/* A bare connection, to be slow or rude with; -1 when nobody listens. */
int client_dial(int port);
/* False when not all of it went out. */
bool client_say(int fd, const char *text);

/*
 * Starts `binary serve --data dir --listen 127.0.0.1:port` and waits until it answers /healthz, at
 * most ten seconds.  The caller ends it by its process id.
 */
enum err process_start(const char *binary, const char *dir, int port, pid_t *pid);
/* SIGTERM, and the exit status. */
enum err process_stop(pid_t pid, int *status);
/* A free loopback port. */
int process_free_port(void);

#endif
