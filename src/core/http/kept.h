/* Finished pages that are the same for everybody: made once, answered from memory. */
#ifndef CORE_HTTP_KEPT_H
#define CORE_HTTP_KEPT_H

#include "core/http/dispatch.h"

/*
 * The answer to a question has a multiple of this many bytes, and so has what it is squeezed to:
 * every answer of today's questions has exactly one of each.
 */
enum { QUESTION_BYTES = 24 * 1024, QUESTION_SQUEEZED_BYTES = 8 * 1024 };

/* What a page depends on. */
struct kept_key {
	size_t route;		/* its number in the table */
	enum lang lang;
	struct date day;
	uint64_t stamp;		/* of route->stamp */
	struct str asked;	/* the body of a question */
};

/* NULL without memory.  All threads of a site share one. */
struct kept *kept_new(void);
/* True when the page was there: *reply is made, with a 304 for whoever has it already. */
bool kept_answer(struct kept *kept, const struct kept_key *key,
	const struct request *request, struct reply *reply);
/*
 * Keeps the reply's body, plain and squeezed.  ERR_LIMIT without memory, or for a question longer than
 * ours are: then nothing is kept.
 */
enum err kept_put(struct kept *kept, const struct kept_key *key, const struct route *route,
	const struct reply *reply);
/* A weak ETag of the bytes. */
void kept_etag(struct str bytes, char etag[24]);
void kept_free(struct kept *kept);

#endif
