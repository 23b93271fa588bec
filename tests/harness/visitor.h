/* A browser without a browser: requests through the dispatcher of the whole house. */
#ifndef TESTS_HARNESS_VISITOR_H
#define TESTS_HARNESS_VISITOR_H

#include "core/http/dispatch.h"
#include "tests/harness/world.h"

/*
 * Keeps its cookies and the form token of the last page.  visitor_get and visitor_post make a request
 * as a browser on one of our pages would; set `request` fields in `next` to send something else once.
 */
struct visitor {
	struct site site;
	struct config config;
	struct worker worker;
	struct reply response;	/* of the last request */
	struct arena *arena;
	struct str session, form_token;	/* the two cookies */
	struct str csrf;		/* out of the last page that had a form, or the session's */
	struct request next;
};

/* Of somebody with the session cookie `token` (world_token), or of nobody with STR_NULL. */
struct visitor visitor_new(struct world *w, struct str token);
void visitor_free(struct visitor *v);
#define VISITOR_CLEANUP __attribute__((cleanup(visitor_free)))

/* Both give the status.  `target` is "/path?query"; `body` is "a=1&b=2", the form token is added. */
int visitor_get(struct visitor *v, const char *target);
int visitor_post(struct visitor *v, const char *target, const char *body);
/* Exactly what stands in v->next, with nothing added but its target. */
int visitor_send(struct visitor *v, const char *target);

/* The body of the last answer; whether it contains a text. */
struct str visitor_body(const struct visitor *v);
bool visitor_sees(const struct visitor *v, const char *text);
/* A header of the last answer, or the empty slice. */
struct str visitor_header(struct visitor *v, const char *name);
/* Where the last answer sends the browser, or the empty slice. */
struct str visitor_location(const struct visitor *v);
bool visitor_led_to(const struct visitor *v, const char *path);
/* The value of name="..." in the last page: hidden fields, chosen keys. */
struct str visitor_field(struct visitor *v, const char *name);

#endif
