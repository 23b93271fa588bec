/* Starting and stopping a server in this process. */
#include "tests/harness/served.h"

#include "app/hall.h"
#include "tests/harness/harness.h"

void
served_start(struct served *s, struct world *w, const struct room *const *rooms, size_t n_rooms)
{
	s->config = (struct config){ .data_dir = w->dir,
		.keys_dir = w->keys_dir,
		.listen = "127.0.0.1:0",
		.host = "127.0.0.1",
		.exit_url = "https://example.se/",
		.trusted_proxy = "",
		.security_contact = "",
		.threads = 2,
		.workers = 2,
		.login_workers = 1,
		.public_workers = 1 };
	hall_site(&s->site);
	s->site.config = &s->config;
	s->site.rooms = rooms;
	s->site.n_rooms = n_rooms;
	s->site.writer = w->writer;
	CHECK_ERR(OK, site_open(&s->site));
	CHECK_ERR(OK, server_start(&s->site, arena_printf(w->arena, "%s/lotsa.db", w->dir).p,
		&s->server));
	s->port = server_port(s->server);
}

void
served_stop(struct served *s)
{
	server_stop(s->server);
	site_close(&s->site);
}
