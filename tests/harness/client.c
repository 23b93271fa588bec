/* A small HTTP client. */
#include "tests/harness/client.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum { START_TRIES = 400, START_PAUSE_US = 25000 };

struct client
client_new(int port)
{
	return (struct client){ .port = port,
		.fd = -1,
		.in = buf_new(CLIENT_ANSWER_MAX),
		.raw = buf_new(CLIENT_ANSWER_MAX) };
}

static void
hang_up(struct client *c)
{
	if (c->fd >= 0)
		close(c->fd);
	c->fd = -1;
	buf_clear(&c->raw);
}

void
client_free(struct client *c)
{
	hang_up(c);
	buf_free(&c->in);
	buf_free(&c->raw);
}

static struct sockaddr_in
loopback(int port)
{
	return (struct sockaddr_in){ .sin_family = AF_INET,
		.sin_port = htons((uint16_t)port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
}

int
client_dial(int port)
{
	struct sockaddr_in address = loopback(port);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), on = 1;

	if (fd < 0)
		return -1;
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	if (connect(fd, (struct sockaddr *)&address, sizeof(address)) == 0)
		return fd;
	close(fd);
	return -1;
}

bool
client_say(int fd, const char *text)
{
	return send(fd, text, strlen(text), MSG_NOSIGNAL) == (ssize_t)strlen(text);
}

static enum err
call_up(struct client *c)
{
	if (c->fd < 0)
		c->fd = client_dial(c->port);
	return c->fd < 0 ? ERR_IO : OK;
}

static enum err
send_all(struct client *c, struct str bytes)
{
	while (bytes.n > 0) {
		ssize_t n = send(c->fd, bytes.p, bytes.n, MSG_NOSIGNAL);

		if (n <= 0)
			return ERR_IO;
		bytes = str_sub(bytes, (size_t)n, bytes.n);
	}
	return OK;
}

static enum err
receive_more(struct client *c)
{
	char chunk[16384];
	ssize_t n = recv(c->fd, chunk, sizeof(chunk), 0);

	if (n <= 0)
		return ERR_IO;
	buf_put(&c->raw, (struct str){ chunk, (size_t)n });
	return buf_err(&c->raw);
}

/* Keeps NAME=VALUE of a Set-Cookie; the same name again replaces. */
static void
keep_cookie(struct client *c, struct str value)
{
	struct str pair = value, name = value, kept = str_of(c->cookies), part;
	struct buf all = buf_new(CLIENT_COOKIES);
	bool is_gone = str_contains(value, STR("Max-Age=0"));

	if (str_find_byte(value, ';') >= 0)
		pair = str_sub(value, 0, (size_t)str_find_byte(value, ';'));
	name = str_sub(pair, 0, (size_t)str_find_byte(pair, '=') + 1);
	while (str_split(&kept, ';', &part)) {
		part = str_trim(part);
		if (part.n == 0 || str_starts(part, name))
			continue;
		buf_put(&all, part);
		buf_put(&all, STR("; "));
	}
	if (!is_gone)
		buf_put(&all, pair);
	snprintf(c->cookies, sizeof(c->cookies), "%.*s", STR_ARG(buf_str(&all)));
	buf_free(&all);
}

static void
read_header(struct client *c, struct str line, size_t *length)
{
	struct str name, value = line;
	int64_t n;

	if (!str_split(&value, ':', &name) || !value.p)
		return;
	value = str_trim(value);
	if (name.n == 14 && strncasecmp(name.p, "Content-Length", 14) == 0 &&
		str_to_int(value, &n) == OK)
		*length = (size_t)n;
	else if (name.n == 10 && strncasecmp(name.p, "Set-Cookie", 10) == 0)
		keep_cookie(c, value);
	else if (name.n == 8 && strncasecmp(name.p, "Location", 8) == 0)
		snprintf(c->location, sizeof(c->location), "%.*s", STR_ARG(value));
}

static void
keep_csrf(struct client *c)
{
	struct str token = client_input(c, "csrf");

	if (token.n > 0)
		snprintf(c->csrf, sizeof(c->csrf), "%.*s", STR_ARG(token));
}

/* Reads one answer with a Content-Length, as the server always gives. */
static enum err
receive_answer(struct client *c, int *status)
{
	struct str head, line;
	size_t length = 0, head_n;
	char *end;

	buf_clear(&c->raw);
	while (c->raw.n == 0 || !(end = memmem(c->raw.p, c->raw.n, "\r\n\r\n", 4)))
		TRY(receive_more(c));
	head_n = (size_t)(end - c->raw.p) + 4;
	head = (struct str){ c->raw.p, head_n };
	if (!str_starts(head, STR("HTTP/1.1 ")))
		return ERR_IO;
	*status = atoi(head.p + 9);
	c->location[0] = '\0';
	while (str_split(&head, '\n', &line))
		read_header(c, str_trim(line), &length);
	while (c->raw.n < head_n + length)
		TRY(receive_more(c));
	buf_clear(&c->in);
	buf_put(&c->in, (struct str){ c->raw.p + head_n, length });
	keep_csrf(c);
	return buf_err(&c->in);
}

static enum err
exchange(struct client *c, struct str request, int *status)
{
	enum err e = call_up(c);

	if (e == OK)
		e = send_all(c, request);
	if (e == OK)
		e = receive_answer(c, status);
	if (e != OK)
		hang_up(c);
	return e;
}

enum err
client_get(struct client *c, const char *path, int *status)
{
	BUF_CLEANUP struct buf out = buf_new(1 << 16);

	buf_printf(&out, "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nCookie: %s\r\n\r\n", path,
		c->port, c->cookies);
	return exchange(c, buf_str(&out), status);
}

enum err
client_post(struct client *c, const char *path, struct str form, int *status)
{
	BUF_CLEANUP struct buf body = buf_new(1 << 16), out = buf_new(1 << 17);

	buf_put(&body, form);
	buf_printf(&body, "&csrf=%s", c->csrf);
	buf_printf(&out,
		"POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nOrigin: http://127.0.0.1:%d\r\n"
		"Cookie: %s\r\nContent-Type: application/x-www-form-urlencoded\r\n"
		"Content-Length: %zu\r\n\r\n",
		path, c->port, c->port, c->cookies, body.n);
	buf_put(&out, buf_str(&body));
	return exchange(c, buf_str(&out), status);
}

enum err
client_login(struct client *c, const char *login, const char *password)
{
	BUF_CLEANUP struct buf form = buf_new(4096);
	int status;

	TRY(client_get(c, "/in", &status));
	buf_printf(&form, "login=%s&password=%s", login, password);
	TRY(client_post(c, "/in", buf_str(&form), &status));
	return status == 303 ? OK : ERR_FORBIDDEN;
}

enum err
client_settle_in(struct client *c, const char *login, const char *handed, const char *own)
{
	BUF_CLEANUP struct buf form = buf_new(4096);
	int status;

	TRY(client_login(c, login, handed));
	TRY(client_get(c, "/in/losenord", &status));
	buf_printf(&form, "present=%s&new=%s&again=%s", handed, own, own);
	TRY(client_post(c, "/in/losenord", buf_str(&form), &status));
	return status == 303 ? OK : ERR_FORBIDDEN;
}

struct str
client_input(const struct client *c, const char *name)
{
	char wanted[128];
	const char *at, *value, *end;
	int n = snprintf(wanted, sizeof(wanted), "name=\"%s\"", name);

	if (c->in.n == 0)
		return STR_NULL;
	at = memmem(c->in.p, c->in.n, wanted, (size_t)n);
	if (!at)
		return STR_NULL;
	value = memmem(at, (size_t)(c->in.p + c->in.n - at), "value=\"", 7);
	if (!value)
		return STR_NULL;
	value += 7;
	end = memchr(value, '"', (size_t)(c->in.p + c->in.n - value));
	return end ? (struct str){ value, (size_t)(end - value) } : STR_NULL;
}

static enum err
wait_until_healthy(int port)
{
	struct client c = client_new(port);
	int i, status = 0;

	for (i = 0; i < START_TRIES && status != 200; i++) {
		if (client_get(&c, "/healthz", &status) != OK)
			usleep(START_PAUSE_US);
	}
	client_free(&c);
	return status == 200 ? OK : ERR_IO;
}

enum err
process_start(const char *binary, const char *dir, int port, pid_t *pid)
{
	char listen[32];
	pid_t child;

	snprintf(listen, sizeof(listen), "127.0.0.1:%d", port);
	child = fork();
	if (child < 0)
		return ERR_IO;
	if (child == 0) {
		/* A test that fails leaves no server behind. */
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		if (!freopen("/dev/null", "w", stderr) || !freopen("/dev/null", "w", stdout))
			_exit(126);
		execl(binary, binary, "serve", "--data", dir, "--listen", listen, (char *)NULL);
		_exit(127);
	}
	*pid = child;
	return wait_until_healthy(port);
}

enum err
process_stop(pid_t pid, int *status)
{
	int raw;

	if (kill(pid, SIGTERM) != 0 || waitpid(pid, &raw, 0) != pid)
		return ERR_IO;
	*status = WIFEXITED(raw) ? WEXITSTATUS(raw) : -WTERMSIG(raw);
	return OK;
}

int
process_free_port(void)
{
	struct sockaddr_in address = loopback(0);
	socklen_t n = sizeof(address);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), port = 0;

	if (fd < 0)
		return 0;
	if (bind(fd, (struct sockaddr *)&address, sizeof(address)) == 0 &&
		getsockname(fd, (struct sockaddr *)&address, &n) == 0)
		port = ntohs(address.sin_port);
	close(fd);
	return port;
}
