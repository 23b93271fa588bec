/* The locked sessions in memory: a lock holds at once, and a busy database does not open it. */
#include "core/auth/internal.h"

#include <pthread.h>

#include "core/auth/auth.sql.h"

enum { SHUT_MAX = 512 };

struct shut {
	uint8_t hash[CRYPTO_HASH_BYTES];
	int64_t turn;		/* counts the locks; 0 = empty */
	bool is_stored;		/* the database has this one */
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct shut shut[SHUT_MAX];
static int64_t turns;

static void
shut_lock(void)
{
	assert_always(pthread_mutex_lock(&lock) == 0);
}

static void
shut_unlock(void)
{
	assert_always(pthread_mutex_unlock(&lock) == 0);
}

static struct shut *
find(const struct token *token)
{
	size_t i;

	for (i = 0; i < SHUT_MAX; i++)
		if (shut[i].turn && memcmp(shut[i].hash, token->hash, sizeof(token->hash)) == 0)
			return &shut[i];
	return NULL;
}

/*
 * The place to give away: an empty one, else the oldest that is stored, whose session is then over,
 * and only when none is stored the oldest of all.
 */
static struct shut *
least(void)
{
	struct shut *least = &shut[0];
	size_t i;

	for (i = 1; i < SHUT_MAX && least->turn; i++) {
		struct shut *s = &shut[i];

		if (s->turn == 0 || (s->is_stored && !least->is_stored)
			|| (s->is_stored == least->is_stored && s->turn < least->turn))
			least = s;
	}
	return least;
}

void
shut_add(const struct token *token)
{
	struct shut *s;

	shut_lock();
	s = find(token);
	if (!s)
		s = least();
	*s = (struct shut){ .turn = ++turns };
	memcpy(s->hash, token->hash, sizeof(s->hash));
	shut_unlock();
}

bool
shut_has(const struct token *token)
{
	bool has;

	shut_lock();
	has = find(token) != NULL;
	shut_unlock();
	return has;
}

void
shut_remove(const struct token *token)
{
	struct shut *s;

	shut_lock();
	s = find(token);
	if (s)
		*s = (struct shut){ .turn = 0 };
	shut_unlock();
}

void
shut_forget_memory_for_tests(void)
{
	shut_lock();
	memset(shut, 0, sizeof(shut));
	shut_unlock();
}

/* Of those that are not stored yet a copy; gives their number. */
static size_t
waiting(struct shut *out)
{
	size_t i, n = 0;

	shut_lock();
	for (i = 0; i < SHUT_MAX; i++)
		if (shut[i].turn && !shut[i].is_stored)
			out[n++] = shut[i];
	shut_unlock();
	return n;
}

/* One that was locked again meanwhile is stored again. */
static void
mark_stored(const struct shut *stored, size_t n)
{
	size_t i, k;

	shut_lock();
	for (i = 0; i < n; i++)
		for (k = 0; k < SHUT_MAX; k++)
			if (shut[k].turn == stored[i].turn)
				shut[k].is_stored = true;
	shut_unlock();
}

/* Read within the transaction: whoever unlocks waits for it, and is not locked again afterwards. */
static enum err
store(struct tx *tx, struct shut *stored, size_t *n)
{
	size_t i;

	*n = waiting(stored);
	for (i = 0; i < *n; i++)
		TRY(sql_auth_session_set_locked(tx, true,
			(struct str){ (const char *)stored[i].hash, sizeof(stored[i].hash) }));
	return OK;
}

enum err
session_store_shut(struct db *writer)
{
	struct shut stored[SHUT_MAX];
	struct tx *tx;
	size_t n;
	enum err e;

	if (waiting(stored) == 0)
		return OK;
	TRY(tx_begin(writer, &tx));
	e = store(tx, stored, &n);
	if (e != OK) {
		tx_rollback(tx);
		return e;
	}
	TRY(tx_commit(tx));
	mark_stored(stored, n);
	return OK;
}
