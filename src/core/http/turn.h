/* One request on its way through the dispatcher: what its steps share. */
#ifndef CORE_HTTP_TURN_H
#define CORE_HTTP_TURN_H

#include "core/http/dispatch.h"
#include "core/http/router.h"

/* Where a locked session asks for the PIN. */
#define GATE_PIN_PATH "/samtal/dold"
/* The way in; what belongs to it lies under it. */
#define WAY_IN_PATH "/in"

struct turn {
	const struct site *site;
	struct worker *worker;
	const struct request *request;
	struct reply *response;
	struct match match;
	struct session session;
	bool has_session;
	struct str token;		/* of the session cookie, "" without */
	struct request_context ctx;
	int64_t subject;		/* of the audit rows: the id of the address, or page.shown */
};

/* Appends a record to the chain of the place that is acted in; to the system's without one. */
enum err turn_append(struct turn *t, struct tx *tx, enum audit_verb verb, const char *kind);
/* The page of a failure. */
void turn_fail(struct turn *t, int status);
/* 403 to somebody we know, or to a log-in: it stands in the trail before the answer leaves. */
void turn_refuse(struct turn *t);
void turn_redirect(struct turn *t, struct str location);
/* The page of `shown`, audited as it says; `state` is what was wrong with a posting, or NULL. */
void turn_show(
	struct turn *t, const struct route *shown, const struct form_state *state, int status);
/* The page of the turn's own route, or the answer to its question; perhaps a kept one. */
void turn_show_route(struct turn *t);
/* The same when it is in memory already; false, and nothing done, when it would have to be made. */
bool turn_answer_kept(struct turn *t);
/* Whether the posting carries the token of its session or browser. */
bool turn_has_form_token(struct turn *t);
/* Parses, prepares, runs the action in one transaction, and answers after the commit. */
void turn_post(struct turn *t);

#endif
