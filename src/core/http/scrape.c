/* Metrics on a socket of their own. */
#include "core/http/scrape.h"

#include <microhttpd.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "core/http/listen.h"

enum { TEXT_MAX = 256 * 1024, CONNECTIONS = 8, SECONDS = 5, SOCKET_MODE = 0660, BACKLOG = 8 };

struct scrape {
	struct MHD_Daemon *daemon;
	scrape_fn *write;
	void *context;
	const char *path;	/* of a unix socket, or NULL */
	int port;
};

/* The socket of a server that ended badly is in the way; anything else there is not ours to remove. */
static enum err
remove_old(const char *path)
{
	struct stat st;

	if (lstat(path, &st) != 0)
		return OK;
	if (!S_ISSOCK(st.st_mode))
		return ERR_CONFLICT;
	return unlink(path) == 0 ? OK : ERR_IO;
}

static enum err
listen_at_path(const char *path, int *fd)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	size_t n = strlen(path);
	int s;

	if (n >= sizeof(address.sun_path))
		return ERR_INVALID;
	memcpy(address.sun_path, path, n + 1);
	TRY(remove_old(path));
	s = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (s < 0)
		return ERR_IO;
	/* The mode is right before anybody can be let in. */
	if (bind(s, (struct sockaddr *)&address, sizeof(address)) != 0 ||
		chmod(path, SOCKET_MODE) != 0 || listen(s, BACKLOG) != 0) {
		close(s);
		return ERR_IO;
	}
	*fd = s;
	return OK;
}

static enum err
listen_at_port(const char *at, int *fd, int *port)
{
	bool is_loopback;

	TRY(listen_is_loopback(at, &is_loopback));
	return is_loopback ? listen_open(at, fd, port) : ERR_FORBIDDEN;
}

static enum MHD_Result
answer(struct MHD_Connection *connection, unsigned status, struct str text)
{
	struct MHD_Response *response = MHD_create_response_from_buffer(
		text.n, (void *)(uintptr_t)text.p, MHD_RESPMEM_MUST_COPY);
	enum MHD_Result sent = MHD_NO;

	if (!response)
		return MHD_NO;
	if (MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE,
		    "text/plain; version=0.0.4; charset=utf-8") == MHD_YES &&
		MHD_add_response_header(response, MHD_HTTP_HEADER_CACHE_CONTROL, "no-store") ==
			MHD_YES)
		sent = MHD_queue_response(connection, status, response);
	MHD_destroy_response(response);
	return sent;
}

static enum MHD_Result
handle(void *context, struct MHD_Connection *connection, const char *url, const char *method,
	const char *version, const char *upload, size_t *n_upload, void **state)
{
	struct scrape *scrape = context;
	BUF_CLEANUP struct buf text = buf_new(TEXT_MAX);

	(void)version;
	(void)upload;
	(void)n_upload;
	(void)state;
	if (strcmp(method, "GET") != 0)
		return answer(connection, MHD_HTTP_METHOD_NOT_ALLOWED, STR("GET\n"));
	if (strcmp(url, "/metrics") != 0)
		return answer(connection, MHD_HTTP_NOT_FOUND, STR("/metrics\n"));
	scrape->write(scrape->context, &text);
	if (buf_err(&text) != OK)
		return answer(connection, MHD_HTTP_INTERNAL_SERVER_ERROR, STR("\n"));
	return answer(connection, MHD_HTTP_OK, buf_str(&text));
}

enum err
scrape_start(const char *at, scrape_fn *write, void *context, struct scrape **out)
{
	bool is_path = strchr(at, '/') != NULL;
	struct scrape *scrape;
	int fd = -1, port = 0;

	TRY(is_path ? listen_at_path(at, &fd) : listen_at_port(at, &fd, &port));
	scrape = calloc(1, sizeof(*scrape));
	if (scrape) {
		*scrape = (struct scrape){ .write = write, .context = context, .port = port,
			.path = is_path ? at : NULL };
		scrape->daemon = MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD, 0, NULL, NULL,
			handle, scrape, MHD_OPTION_LISTEN_SOCKET, fd,
			MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS,
			MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)SECONDS,
			MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_END);
	}
	if (!scrape || !scrape->daemon) {
		close(fd);
		free(scrape);
		return ERR_IO;
	}
	*out = scrape;
	return OK;
}

int
scrape_port(const struct scrape *scrape)
{
	return scrape->port;
}

void
scrape_stop(struct scrape *scrape)
{
	if (!scrape)
		return;
	MHD_stop_daemon(scrape->daemon);
	if (scrape->path)
		unlink(scrape->path);
	free(scrape);
}
