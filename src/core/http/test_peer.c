/* Where a request came from: nobody but a trusted proxy may say so. */
#include "tests/harness/harness.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>

#include "core/http/peer.h"

/* The name of a connection from `address` that sent `forwarded`. */
static const char *
name_of(const char *address, const char *forwarded, const char *trusted)
{
	static char out[PEER_NAME];
	struct sockaddr_storage storage = { .ss_family = AF_INET };
	struct sockaddr_in *v4 = (struct sockaddr_in *)&storage;
	struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)&storage;

	if (inet_pton(AF_INET, address, &v4->sin_addr) != 1) {
		storage.ss_family = AF_INET6;
		CHECK(inet_pton(AF_INET6, address, &v6->sin6_addr) == 1);
	}
	peer_name((struct sockaddr *)&storage, str_of(forwarded), str_of(trusted), out);
	return out;
}

static bool
is(const char *got, const char *expected)
{
	return strcmp(got, expected) == 0;
}

TEST(a_stranger_cannot_say_that_she_is_somebody_else)
{
	CHECK(is(name_of("192.0.2.7", "198.51.100.1", ""), "192.0.2.7"));
	CHECK(is(name_of("192.0.2.7", "198.51.100.1", "192.0.2.1"), "192.0.2.7"));
	CHECK(is(name_of("127.0.0.1", "6.6.6.6, 198.51.100.1", "127.0.0.1"), "198.51.100.1"));
	CHECK(is(name_of("127.0.0.1", "6.6.6.6, x", "127.0.0.1"), ""));
	CHECK(is(
		name_of("127.0.0.1", "6.6.6.6, <script>, 10.0.0.9", "127.0.0.1,10.0.0.9"), ""));
}

TEST(a_trusted_proxy_says_who_asked_behind_others_of_ours)
{
	CHECK(is(name_of("127.0.0.1", "198.51.100.1", "127.0.0.1"), "198.51.100.1"));
	CHECK(is(name_of("::1", "198.51.100.1, 10.0.0.9", "10.0.0.9, ::1"), "198.51.100.1"));
	CHECK(is(name_of("::ffff:127.0.0.1", "198.51.100.1", "127.0.0.1"), "198.51.100.1"));
	CHECK(is(name_of("127.0.0.1", "", "127.0.0.1"), ""));
}

TEST(this_machine_is_nobody_and_a_household_is_one)
{
	CHECK(is(name_of("127.0.0.1", "198.51.100.1", ""), ""));
	CHECK(is(name_of("::1", "", ""), ""));
	CHECK(is(name_of("2001:db8:1:2:3:4:5:6", "", ""), "2001:db8:1:2::"));
	CHECK(is(name_of("2001:db8:1:2:ffff::1", "", ""), "2001:db8:1:2::"));
}
