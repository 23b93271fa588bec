/* The keys folder: made once, opened at start-up. */
#include "core/crypto/keys.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

enum { PATH_LONGEST = 4096 };

struct open_keys {
	uint8_t posting[CRYPTO_KEY_BYTES];
	uint8_t session[CRYPTO_KEY_BYTES];
	uint8_t totp[CRYPTO_KEY_BYTES];
	uint8_t ballot_public[CRYPTO_PUBLIC_BYTES];
};

/* Set once at start-up, before the first request, and read only from then on. */
static struct open_keys *keys;

static enum err
path_in(const char *dir, const char *name, char path[PATH_LONGEST])
{
	int n = snprintf(path, PATH_LONGEST, "%s/%s", dir, name);

	return n > 0 && n < PATH_LONGEST ? OK : ERR_LIMIT;
}

static enum err
read_in(const char *dir, const char *name, uint8_t out[CRYPTO_KEY_BYTES])
{
	char path[PATH_LONGEST];

	TRY(path_in(dir, name, path));
	return crypto_key_read(path, out, CRYPTO_KEY_BYTES);
}

static enum err
write_in(const char *dir, const char *name, const uint8_t *key, size_t n)
{
	char path[PATH_LONGEST];
	enum err e;

	TRY(path_in(dir, name, path));
	e = crypto_key_write(path, key, n);
	return e == ERR_CONFLICT ? OK : e;
}

static enum err
make_random_in(const char *dir, const char *name)
{
	uint8_t public_key[CRYPTO_PUBLIC_BYTES], key[CRYPTO_KEY_BYTES];
	enum err e;

	/* the secret half of a key pair is 32 bytes of the operating system's, whatever the seed */
	crypto_keypair(public_key, key);
	e = write_in(dir, name, key, sizeof(key));
	crypto_wipe(key, sizeof(key));
	return e;
}

/*
 * The secret key is written first and the public one follows from it, so a crash in between leaves
 * a folder that the next call completes.
 */
static enum err
make_ballot_pair(const char *keys_dir, const char *data_dir)
{
	uint8_t public_key[CRYPTO_PUBLIC_BYTES], secret_key[CRYPTO_SECRET_BYTES];
	uint8_t copy[CRYPTO_PUBLIC_BYTES];
	enum err e = read_in(keys_dir, "ballot.pub", public_key);

	if (e == ERR_NOT_FOUND) {
		TRY(make_random_in(keys_dir, "ballot.key"));
		TRY(read_in(keys_dir, "ballot.key", secret_key));
		crypto_public_of(secret_key, public_key);
		crypto_wipe(secret_key, sizeof(secret_key));
		e = write_in(keys_dir, "ballot.pub", public_key, sizeof(public_key));
	}
	TRY(e);
	TRY(write_in(data_dir, "ballot.pub", public_key, sizeof(public_key)));
	e = read_in(data_dir, "ballot.pub", copy);
	if (e == OK && memcmp(copy, public_key, sizeof(copy)) != 0)
		e = ERR_CONFLICT;
	return e;
}

enum err
keys_create(const char *keys_dir, const char *data_dir)
{
	if (mkdir(keys_dir, 0700) && errno != EEXIST)
		return ERR_IO;
	TRY(make_random_in(keys_dir, "audit.key"));
	TRY(make_random_in(keys_dir, "posting.key"));
	TRY(make_random_in(keys_dir, "session.key"));
	TRY(make_random_in(keys_dir, "totp.key"));
	TRY(make_random_in(keys_dir, "backup.key"));
	TRY(write_in(keys_dir, "chain.head", NULL, 0));
	return make_ballot_pair(keys_dir, data_dir);
}

bool
keys_are_taken(const char *keys_dir)
{
	char path[PATH_LONGEST];
	struct stat st;

	return path_in(keys_dir, "chain.head", path) == OK && stat(path, &st) == 0
		&& st.st_size > 0;
}

enum err
keys_open(const char *keys_dir, const char *data_dir)
{
	struct open_keys *fresh = crypto_locked_alloc(sizeof(*fresh));
	enum err e;

	if (!fresh)
		return ERR_LIMIT;
	e = read_in(keys_dir, "posting.key", fresh->posting);
	if (e == OK)
		e = read_in(keys_dir, "session.key", fresh->session);
	if (e == OK)
		e = read_in(keys_dir, "totp.key", fresh->totp);
	if (e == OK)
		e = read_in(data_dir, "ballot.pub", fresh->ballot_public);
	if (e != OK) {
		crypto_locked_free(fresh);
		return e;
	}
	keys_close();
	keys = fresh;
	return OK;
}

void
keys_close(void)
{
	crypto_locked_free(keys);
	keys = NULL;
}

const uint8_t *
keys_posting(void)
{
	assert_always(keys);
	return keys->posting;
}

const uint8_t *
keys_session(void)
{
	assert_always(keys);
	return keys->session;
}

const uint8_t *
keys_totp(void)
{
	assert_always(keys);
	return keys->totp;
}

const uint8_t *
keys_ballot_public(void)
{
	assert_always(keys);
	return keys->ballot_public;
}

enum err
keys_backup(const char *keys_dir, uint8_t out[CRYPTO_KEY_BYTES])
{
	return read_in(keys_dir, "backup.key", out);
}

enum err
keys_ballot_pair(const char *keys_dir, uint8_t public_key[CRYPTO_PUBLIC_BYTES],
	uint8_t secret_key[CRYPTO_SECRET_BYTES])
{
	TRY(read_in(keys_dir, "ballot.key", secret_key));
	crypto_public_of(secret_key, public_key);
	return OK;
}
