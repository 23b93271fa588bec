/* A small table of finished pages, shared by all threads: a new page takes the place of an older one. */
#include "core/http/kept.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/http/squeeze.h"
#include "core/time/clock.h"

enum {
	PLACES = 128,		/* of answers to questions */
	FIXED = 512,		/* of pages that ask nothing: one each */
	ASKED_MAX = 96,		/* no question of ours is longer */
	SQUEEZED_MAX = 1024 * 1024,
	QUARTER_SECONDS = 15 * 60
};

struct kept_page {
	size_t route;
	enum lang lang;
	struct date day;
	uint64_t stamp;
	size_t n_asked;
	char asked[ASKED_MAX];
	struct shared *plain, *squeezed;
	char etag[24];
};

/* Whoever holds the lock takes or changes pointers; pages are squeezed without it. */
struct kept {
	pthread_mutex_t lock;
	struct kept_page fixed[FIXED], answers[PLACES];
};

struct kept *
kept_new(void)
{
	struct kept *kept = calloc(1, sizeof(*kept));

	if (kept)
		assert_always(pthread_mutex_init(&kept->lock, NULL) == 0);
	return kept;
}

/* FNV-1a. */
static uint64_t
hash_of(struct str bytes, uint64_t hash)
{
	size_t i;

	for (i = 0; i < bytes.n; i++)
		hash = (hash ^ (unsigned char)bytes.p[i]) * 0x100000001b3u;
	return hash;
}

enum { FNV_START = 0x811c9dc5 };

static struct kept_page *
place_of(struct kept *kept, const struct kept_key *key)
{
	size_t fixed = key->route * LANG_COUNT + key->lang;

	if (str_is_empty(key->asked))
		return fixed < FIXED ? &kept->fixed[fixed] : NULL;
	return &kept->answers[(hash_of(key->asked, FNV_START) + fixed) % PLACES];
}

static bool
is_of(const struct kept_page *page, const struct kept_key *key)
{
	return page->plain && page->route == key->route && page->lang == key->lang &&
		page->day.days == key->day.days && page->stamp == key->stamp &&
		str_eq((struct str){ page->asked, page->n_asked }, key->asked);
}

static bool
takes_gzip(const struct request *request)
{
	return str_contains(request->accept_encoding, STR("gzip")) &&
		!str_contains(request->accept_encoding, STR("gzip;q=0"));
}

/* The caller holds the lock. */
static bool
answer_locked(struct kept *kept, const struct kept_key *key, const struct request *request,
	struct reply *reply)
{
	const struct kept_page *page = place_of(kept, key);
	bool is_squeezed = takes_gzip(request);

	if (!page || !is_of(page, key))
		return false;
	buf_free(&reply->body);
	reply->is_kept = true;
	if (str_is_empty(key->asked))
		snprintf(reply->etag, sizeof(reply->etag), "%s", page->etag);
	if (str_is_empty(key->asked) &&
		str_contains(request->if_none_match, str_of(page->etag))) {
		reply->status = 304;
		reply->content_type = NULL;
		return true;
	}
	reply->shared = shared_take(is_squeezed ? page->squeezed : page->plain);
	reply->is_squeezed = is_squeezed;
	reply->status = 200;
	reply->content_type = "text/html; charset=utf-8";
	return true;
}

bool
kept_answer(struct kept *kept, const struct kept_key *key, const struct request *request,
	struct reply *reply)
{
	bool is_there;

	if (!kept)
		return false;
	pthread_mutex_lock(&kept->lock);
	is_there = answer_locked(kept, key, request, reply);
	pthread_mutex_unlock(&kept->lock);
	return is_there;
}

static void
forget(struct kept_page *page)
{
	shared_drop(page->plain);
	shared_drop(page->squeezed);
}

void
kept_etag(struct str bytes, char etag[24])
{
	snprintf(etag, 24, "W/\"%016llx\"",
		(unsigned long long)hash_of(bytes, FNV_START));
}

/* Of the two forms one page has, either both are kept or none. */
static enum err
fill(struct kept_page *page, const struct route *route, const struct reply *reply)
{
	size_t block = route->is_question ? QUESTION_SQUEEZED_BYTES : 0;
	struct buf plain BUF_CLEANUP = buf_new(RESPONSE_BODY_MAX);
	struct buf squeezed BUF_CLEANUP = buf_new(SQUEEZED_MAX);

	buf_put(&plain, buf_str(&reply->body));
	TRY(buf_err(&plain));
	TRY(squeeze(buf_str(&reply->body), block, &squeezed));
	kept_etag(buf_str(&reply->body), page->etag);
	page->plain = shared_new(&plain);
	page->squeezed = shared_new(&squeezed);
	return page->plain && page->squeezed ? OK : ERR_LIMIT;
}

enum err
stamp_of_quarter(struct db *db, struct arena *a, uint64_t *out)
{
	(void)db;
	(void)a;
	*out = (uint64_t)clock_now() / QUARTER_SECONDS;
	return OK;
}

enum err
kept_put(struct kept *kept, const struct kept_key *key, const struct route *route,
	const struct reply *reply)
{
	struct kept_page made = { .route = key->route, .lang = key->lang, .day = key->day,
		.stamp = key->stamp, .n_asked = key->asked.n };
	struct kept_page *place, old;
	enum err e;

	if (!kept || key->asked.n > ASKED_MAX)
		return ERR_LIMIT;
	place = place_of(kept, key);
	if (!place)
		return ERR_LIMIT;
	if (key->asked.n > 0)
		memcpy(made.asked, key->asked.p, key->asked.n);
	e = fill(&made, route, reply);
	if (e != OK) {
		forget(&made);
		return e;
	}
	pthread_mutex_lock(&kept->lock);
	old = *place;
	*place = made;
	pthread_mutex_unlock(&kept->lock);
	forget(&old);
	return OK;
}

void
kept_free(struct kept *kept)
{
	size_t i;

	if (!kept)
		return;
	for (i = 0; i < FIXED; i++)
		forget(&kept->fixed[i]);
	for (i = 0; i < PLACES; i++)
		forget(&kept->answers[i]);
	pthread_mutex_destroy(&kept->lock);
	free(kept);
}
