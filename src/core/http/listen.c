/* The address to listen at. */
#include "core/http/listen.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BACKLOG = 511 };

struct address {
	struct sockaddr_storage storage;
	socklen_t size;
	bool is_loopback;
};

static bool
parse_v6(const char *host, uint16_t port, struct address *out)
{
	struct sockaddr_in6 *in = (struct sockaddr_in6 *)&out->storage;

	if (inet_pton(AF_INET6, host, &in->sin6_addr) != 1)
		return false;
	in->sin6_family = AF_INET6;
	in->sin6_port = htons(port);
	out->size = sizeof(*in);
	out->is_loopback = IN6_IS_ADDR_LOOPBACK(&in->sin6_addr);
	return true;
}

static bool
parse_v4(const char *host, uint16_t port, struct address *out)
{
	struct sockaddr_in *in = (struct sockaddr_in *)&out->storage;

	if (inet_pton(AF_INET, strcmp(host, "localhost") == 0 ? "127.0.0.1" : host,
		&in->sin_addr) != 1)
		return false;
	in->sin_family = AF_INET;
	in->sin_port = htons(port);
	out->size = sizeof(*in);
	out->is_loopback = ntohl(in->sin_addr.s_addr) >> 24 == IN_LOOPBACKNET;
	return true;
}

static enum err
address_parse(const char *listen_at, struct address *out)
{
	struct str host = str_of(listen_at);
	char text[INET6_ADDRSTRLEN + 1];
	const char *colon = strrchr(listen_at, ':');
	int64_t port;
	bool is_v6;

	if (!colon || str_to_int(str_of(colon + 1), &port) != OK || port < 0 ||
		port > UINT16_MAX)
		return ERR_INVALID;
	host.n = (size_t)(colon - listen_at);
	is_v6 = str_starts(host, STR("[")) && str_ends(host, STR("]"));
	if (is_v6)
		host = str_sub(host, 1, host.n - 1);
	if (host.n == 0 || host.n >= sizeof(text))
		return ERR_INVALID;
	memcpy(text, host.p, host.n);
	text[host.n] = '\0';
	*out = (struct address){ 0 };
	if (is_v6 ? parse_v6(text, (uint16_t)port, out) : parse_v4(text, (uint16_t)port, out))
		return OK;
	return ERR_INVALID;
}

enum err
listen_is_loopback(const char *listen_at, bool *out)
{
	struct address address;

	TRY(address_parse(listen_at, &address));
	*out = address.is_loopback;
	return OK;
}

static int
port_of(int fd)
{
	struct sockaddr_storage bound;
	socklen_t size = sizeof(bound);

	if (getsockname(fd, (struct sockaddr *)&bound, &size) != 0)
		return 0;
	if (bound.ss_family == AF_INET6)
		return ntohs(((struct sockaddr_in6 *)&bound)->sin6_port);
	return ntohs(((struct sockaddr_in *)&bound)->sin_port);
}

enum err
listen_open(const char *listen_at, int *fd, int *port)
{
	struct address address;
	int one = 1, s;

	TRY(address_parse(listen_at, &address));
	s = socket(address.storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (s < 0)
		return ERR_IO;
	if (setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one)) != 0 ||
		bind(s, (struct sockaddr *)&address.storage, address.size) != 0 ||
		listen(s, BACKLOG) != 0) {
		close(s);
		return ERR_IO;
	}
	*fd = s;
	*port = port_of(s);
	return OK;
}
