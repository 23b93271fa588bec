/* Where a request came from: the connection's address, or what a trusted proxy says. */
#include "core/http/peer.h"

#include <arpa/inet.h>
#include <netinet/in.h>

struct peer {
	bool is_known, is_v6;
	uint8_t bytes[16];
};

/* An IPv4 address in IPv6 clothes is the IPv4 address. */
static void
take_v6(const struct in6_addr *in, struct peer *out)
{
	bool is_v4 = IN6_IS_ADDR_V4MAPPED(in);

	*out = (struct peer){ .is_known = true, .is_v6 = !is_v4 };
	memcpy(out->bytes, in->s6_addr + (is_v4 ? 12 : 0), is_v4 ? 4 : 16);
}

static struct peer
of_connection(const struct sockaddr *address)
{
	struct peer peer = { .is_known = false };
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;

	if (address && address->sa_family == AF_INET) {
		memcpy(&v4, address, sizeof(v4));
		peer.is_known = true;
		memcpy(peer.bytes, &v4.sin_addr, 4);
	} else if (address && address->sa_family == AF_INET6) {
		memcpy(&v6, address, sizeof(v6));
		take_v6(&v6.sin6_addr, &peer);
	}
	return peer;
}

static struct peer
of_text(struct str s)
{
	struct peer peer = { .is_known = false };
	char text[PEER_NAME];
	struct in6_addr v6;

	s = str_trim(s);
	if (s.n == 0 || s.n >= sizeof(text))
		return peer;
	memcpy(text, s.p, s.n);
	text[s.n] = '\0';
	if (inet_pton(AF_INET, text, peer.bytes) == 1)
		peer.is_known = true;
	else if (inet_pton(AF_INET6, text, &v6) == 1)
		take_v6(&v6, &peer);
	return peer;
}

static bool
is_in(struct peer peer, struct str list)
{
	struct str part;

	while (str_split(&list, ',', &part)) {
		struct peer other = of_text(part);

		if (other.is_known && other.is_v6 == peer.is_v6
			&& memcmp(other.bytes, peer.bytes, sizeof(peer.bytes)) == 0)
			return true;
	}
	return false;
}

static bool
is_here(struct peer peer)
{
	static const uint8_t loopback[16] = { [15] = 1 };

	return peer.is_v6 ? memcmp(peer.bytes, loopback, sizeof(loopback)) == 0
		: peer.bytes[0] == IN_LOOPBACKNET;
}

/* Each proxy appends whom it saw: the last one that is no proxy of ours is who asked. */
static struct peer
behind_proxies(struct str forwarded, struct str trusted)
{
	struct peer peer = { .is_known = false };
	struct str part;

	while (str_split(&forwarded, ',', &part)) {
		struct peer next = of_text(part);

		if (!next.is_known)
			peer.is_known = false;
		else if (!is_in(next, trusted))
			peer = next;
	}
	return peer;
}

void
peer_name(const struct sockaddr *connection, struct str forwarded, struct str trusted,
	char out[PEER_NAME])
{
	struct peer peer = of_connection(connection);

	out[0] = '\0';
	if (peer.is_known && is_in(peer, trusted))
		peer = behind_proxies(forwarded, trusted);
	else if (peer.is_known && is_here(peer))
		peer.is_known = false;
	if (!peer.is_known)
		return;
	if (peer.is_v6)
		memset(peer.bytes + 8, 0, 8);
	assert_always(inet_ntop(peer.is_v6 ? AF_INET6 : AF_INET, peer.bytes, out, PEER_NAME));
}
