/* What a session keeps in locked memory and nowhere else: 30 minutes, wiped on leaving. */
#ifndef CORE_AUTH_VAULT_H
#define CORE_AUTH_VAULT_H

#include "base/arena.h"

/* Names the session's drawer; is_set is false when nobody is logged in. */
struct vault_key {
	uint8_t bytes[16];
	bool is_set;
};

/* A session's second drawer, for what must not push out the first; vault_close empties all. */
struct vault_key vault_aside(struct vault_key key);
/* Its third, for what was looked up at any time. */
struct vault_key vault_looked_up(struct vault_key key);
/* Its fourth, for the step of a referral that can be taken back. */
struct vault_key vault_last_step(struct vault_key key);
/* A session's drawers for practising, each of the four apart from the real one. */
struct vault_key vault_practice(struct vault_key key);

enum { VAULT_BYTES = 1024 };

/* Replaces what the drawer holds; at most VAULT_BYTES (ERR_LIMIT).  Drawers: 512, oldest goes. */
enum err vault_put(struct vault_key key, struct str bytes);
/* A copy in the arena; ERR_NOT_FOUND when empty or older than 30 minutes. */
enum err vault_get(struct vault_key key, struct arena *a, struct str *out);
void vault_wipe(struct vault_key key);
/* The session is over. */
void vault_close(struct vault_key key);

#endif
