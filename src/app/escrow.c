/* Keys in safe keeping. */
#include "app/escrow.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/day_mark.h"
#include "core/crypto/stream.h"

enum { ESCROW_MAX = 64 * 1024 };

/*
 * What the file holds, in this order: one that is missing in the keys folder is left out.  The heads
 * of the audit chains are no keys; a restore makes them anew.
 */
static const char *const key_names[] = { "audit.key", "posting.key", "session.key",
	"backup.key", "totp.key", "ballot.key", "ballot.pub" };
enum { N_KEYS = sizeof(key_names) / sizeof(key_names[0]), KEYS_ALWAYS = 5 };

static struct str
key_path(struct arena *a, const char *dir, const char *name)
{
	return arena_printf(a, "%s/%s", dir, name);
}

/* The key of the slips may lie in a folder of its own, which only root and `lotsa count` read. */
static const char *
folder_of(const struct config *config, const char *name)
{
	bool is_apart = config->ballot_keys_dir && strcmp(name, "ballot.key") == 0;

	return is_apart ? config->ballot_keys_dir : config->keys_dir;
}

/* "audit.key" line by line in hexadecimal. */
static enum err
put_keys(const struct config *config, struct arena *a, struct buf *out)
{
	uint8_t key[CRYPTO_KEY_BYTES];
	size_t i, found = 0;

	for (i = 0; i < N_KEYS; i++) {
		const char *dir = folder_of(config, key_names[i]);
		enum err e = crypto_key_read(
			key_path(a, dir, key_names[i]).p, key, sizeof(key));

		if (e == ERR_NOT_FOUND)
			continue;
		TRY(e);
		found++;
		buf_printf(out, "%s ", key_names[i]);
		buf_put_hex(out, (struct str){ (const char *)key, sizeof(key) });
		buf_put_byte(out, '\n');
	}
	crypto_wipe(key, sizeof(key));
	return found < KEYS_ALWAYS ? ERR_NOT_FOUND : buf_err(out);
}

static void
wipe(struct buf *b)
{
	if (b->p)
		crypto_wipe(b->p, b->size);
	buf_free(b);
}

enum err
escrow_make(const struct config *config, struct arena *a, const char *to,
	char shares[SHARES][SHARE_TEXT])
{
	struct buf keys = buf_new(ESCROW_MAX);
	uint8_t secret[CRYPTO_KEY_BYTES], unused[CRYPTO_PUBLIC_BYTES];
	struct str part;
	enum err e = put_keys(config, a, &keys);

	/* the secret half of a key pair is 32 bytes of the operating system's, whatever the seed */
	crypto_keypair(unused, secret);
	part = buf_str(&keys);
	if (e == OK)
		e = stream_write_file(to, secret, &part, 1);
	if (e == OK)
		e = shares_split(secret, shares);
	crypto_wipe(secret, sizeof(secret));
	wipe(&keys);
	return e;
}

static enum err
open_escrow(const char *from, struct str first, struct str second, struct buf *out)
{
	uint8_t secret[CRYPTO_KEY_BYTES];
	enum err e;

	TRY(shares_join(first, second, secret));
	e = stream_read_file(from, secret, out);
	crypto_wipe(secret, sizeof(secret));
	return e;
}

enum err
escrow_confirm(const struct config *config, struct arena *a, const char *from, struct str first,
	struct str second)
{
	struct buf kept = buf_new(ESCROW_MAX), now = buf_new(ESCROW_MAX);
	enum err e = open_escrow(from, first, second, &kept);

	if (e == OK)
		e = put_keys(config, a, &now);
	if (e == OK && !str_eq_secret(buf_str(&kept), buf_str(&now)))
		e = ERR_CONFLICT;
	if (e == OK)
		e = day_mark_today(config, a, "escrow.confirmed");
	wipe(&kept);
	wipe(&now);
	return e;
}

static int
hex_value(char c)
{
	const char *at = c ? strchr("0123456789abcdef", c) : NULL;

	return at ? (int)(at - "0123456789abcdef") : -1;
}

static enum err
hex_parse(struct str text, uint8_t out[CRYPTO_KEY_BYTES])
{
	size_t i;

	if (text.n != 2 * CRYPTO_KEY_BYTES)
		return ERR_INVALID;
	for (i = 0; i < CRYPTO_KEY_BYTES; i++) {
		int high = hex_value(text.p[2 * i]), low = hex_value(text.p[2 * i + 1]);

		if (high < 0 || low < 0)
			return ERR_INVALID;
		out[i] = (uint8_t)(high << 4 | low);
	}
	return OK;
}

/* Only names of the list above are written, so that no file can name a path. */
static enum err
write_key(struct arena *a, const char *dir, struct str line)
{
	uint8_t key[CRYPTO_KEY_BYTES];
	struct str name, hex = line;
	size_t i;
	enum err e;

	if (!str_split(&hex, ' ', &name) || !hex.p)
		return ERR_INVALID;
	TRY(hex_parse(hex, key));
	for (i = 0; i < N_KEYS; i++)
		if (str_eq(name, str_of(key_names[i]))) {
			e = crypto_key_write(
				key_path(a, dir, key_names[i]).p, key, sizeof(key));
			crypto_wipe(key, sizeof(key));
			return e;
		}
	return ERR_INVALID;
}

/* Takes away what an interrupted restore left. */
static void
clear_folder(struct arena *a, const char *dir)
{
	size_t i;

	for (i = 0; i < N_KEYS; i++) {
		unlink(key_path(a, dir, key_names[i]).p);
		unlink(arena_printf(a, "%s/%s.new", dir, key_names[i]).p);
	}
	unlink(key_path(a, dir, "chain.head").p);
	rmdir(dir);
}

static enum err
write_folder(struct arena *a, const char *dir, struct str keys)
{
	struct str line;
	int fd;

	if (mkdir(dir, 0700) != 0)
		return ERR_IO;
	while (str_split(&keys, '\n', &line))
		if (line.n > 0)
			TRY(write_key(a, dir, line));
	fd = open(key_path(a, dir, "chain.head").p, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
		0600);
	if (fd < 0)
		return ERR_IO;
	return close(fd) == 0 ? OK : ERR_IO;
}

enum err
escrow_restore(const struct config *config, struct arena *a, const char *from, struct str first,
	struct str second)
{
	const char *part = arena_printf(a, "%s.part", config->keys_dir).p;
	struct buf keys = buf_new(ESCROW_MAX);
	enum err e;

	if (access(config->keys_dir, F_OK) == 0)
		return ERR_BUSY;
	e = open_escrow(from, first, second, &keys);
	if (e == OK) {
		clear_folder(a, part);
		e = write_folder(a, part, buf_str(&keys));
	}
	wipe(&keys);
	/* half a folder under its own name would be filled up with new keys by `lotsa migrate` */
	if (e == OK && rename(part, config->keys_dir) != 0)
		e = ERR_IO;
	return e;
}

enum err
escrow_last_confirmed(const struct config *config, struct arena *a, struct date *out)
{
	return day_mark_read(config, a, "escrow.confirmed", out);
}

enum err
escrow_copy_keys(const struct config *config, struct arena *a, const char *to_dir)
{
	struct buf keys = buf_new(ESCROW_MAX);
	struct config source = *config;
	enum err e;

	if (source.ballot_keys_dir &&
		access(key_path(a, source.ballot_keys_dir, "ballot.key").p, R_OK) != 0)
		source.ballot_keys_dir = NULL;
	e = put_keys(&source, a, &keys);
	if (e == OK)
		e = write_folder(a, to_dir, buf_str(&keys));
	wipe(&keys);
	return e;
}
