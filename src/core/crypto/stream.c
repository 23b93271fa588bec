/* Encrypted files. */
#include "core/crypto/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <sodium.h>
#include <stdio.h>
#include <unistd.h>

enum {
	CHUNK = 64 * 1024,
	MAGIC_BYTES = 8,
	HEADER_BYTES = crypto_secretstream_xchacha20poly1305_HEADERBYTES,
	EXTRA = crypto_secretstream_xchacha20poly1305_ABYTES,
	PATH_LONGEST = 4096
};

static const char magic[MAGIC_BYTES + 1] = "LOTSAK1\n";

/* A file being written: what does not fill a chunk yet waits in `waiting`. */
struct writing {
	int fd;
	crypto_secretstream_xchacha20poly1305_state state;
	size_t n_waiting;
	uint8_t waiting[CHUNK];
};

static enum err
write_all(int fd, const void *bytes, size_t n)
{
	const char *p = bytes;

	while (n > 0) {
		ssize_t done = write(fd, p, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return ERR_IO;
		p += done;
		n -= (size_t)done;
	}
	return OK;
}

static enum err
write_begin(struct writing *w, const uint8_t key[CRYPTO_KEY_BYTES])
{
	uint8_t header[HEADER_BYTES];

	crypto_secretstream_xchacha20poly1305_init_push(&w->state, header, key);
	TRY(write_all(w->fd, magic, MAGIC_BYTES));
	return write_all(w->fd, header, sizeof(header));
}

static enum err
write_chunk(struct writing *w, uint8_t tag)
{
	static _Thread_local uint8_t sealed[CHUNK + EXTRA];
	unsigned long long n = 0;

	crypto_secretstream_xchacha20poly1305_push(
		&w->state, sealed, &n, w->waiting, w->n_waiting, NULL, 0, tag);
	w->n_waiting = 0;
	return write_all(w->fd, sealed, (size_t)n);
}

static enum err
write_part(struct writing *w, struct str part)
{
	while (part.n > 0) {
		size_t n = part.n < CHUNK - w->n_waiting ? part.n : CHUNK - w->n_waiting;

		memcpy(w->waiting + w->n_waiting, part.p, n);
		w->n_waiting += n;
		part = str_sub(part, n, part.n);
		if (w->n_waiting == CHUNK)
			TRY(write_chunk(w, 0));
	}
	return OK;
}

static enum err
write_parts(
	int fd, const uint8_t key[CRYPTO_KEY_BYTES], const struct str *parts, size_t n_parts)
{
	struct writing *w = crypto_locked_alloc(sizeof(*w));
	enum err e;
	size_t i;

	if (!w)
		return ERR_LIMIT;
	w->fd = fd;
	w->n_waiting = 0;
	e = write_begin(w, key);
	for (i = 0; i < n_parts && e == OK; i++)
		e = write_part(w, parts[i]);
	if (e == OK)
		e = write_chunk(w, crypto_secretstream_xchacha20poly1305_TAG_FINAL);
	crypto_locked_free(w);
	if (e == OK && fsync(fd) != 0)
		e = ERR_IO;
	return e;
}

/* The new name lasts only when the folder is synced, too. */
static enum err
sync_folder_of(const char *path)
{
	char copy[PATH_LONGEST];
	int fd, rc;

	if (snprintf(copy, sizeof(copy), "%s", path) >= (int)sizeof(copy))
		return ERR_LIMIT;
	fd = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return ERR_IO;
	rc = fsync(fd);
	close(fd);
	return rc == 0 ? OK : ERR_IO;
}

enum err
stream_write_file(const char *path, const uint8_t key[CRYPTO_KEY_BYTES],
	const struct str *parts, size_t n_parts)
{
	char beside[PATH_LONGEST];
	enum err e;
	int fd;

	if (snprintf(beside, sizeof(beside), "%s.part", path) >= (int)sizeof(beside))
		return ERR_LIMIT;
	if (access(path, F_OK) == 0)
		return ERR_CONFLICT;
	fd = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0)
		return ERR_IO;
	e = write_parts(fd, key, parts, n_parts);
	if (close(fd) != 0 && e == OK)
		e = ERR_IO;
	/* link() and not rename(): it does not replace what somebody has put there meanwhile */
	if (e == OK && link(beside, path) != 0)
		e = errno == EEXIST ? ERR_CONFLICT : ERR_IO;
	unlink(beside);
	return e == OK ? sync_folder_of(path) : e;
}

static enum err
read_up_to(int fd, void *bytes, size_t size, size_t *n)
{
	char *p = bytes;
	size_t got = 0;

	while (got < size) {
		ssize_t done = read(fd, p + got, size - got);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return ERR_IO;
		if (done == 0)
			break;
		got += (size_t)done;
	}
	*n = got;
	return OK;
}

/* One chunk after another until the marked one, behind which nothing may stand. */
static enum err
read_chunks(int fd, crypto_secretstream_xchacha20poly1305_state *state, struct buf *out)
{
	static _Thread_local uint8_t sealed[CHUNK + EXTRA], plain[CHUNK];
	unsigned char tag = 0;

	while (tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL) {
		unsigned long long n_plain = 0;
		size_t n;

		TRY(read_up_to(fd, sealed, sizeof(sealed), &n));
		if (n < EXTRA ||
			crypto_secretstream_xchacha20poly1305_pull(
				state, plain, &n_plain, &tag, sealed, n, NULL, 0) != 0)
			return ERR_INVALID;
		buf_put(out, (struct str){ (const char *)plain, (size_t)n_plain });
		TRY(buf_err(out));
	}
	return read(fd, sealed, 1) == 0 ? OK : ERR_INVALID;
}

static enum err
read_open_file(int fd, const uint8_t key[CRYPTO_KEY_BYTES], struct buf *out)
{
	crypto_secretstream_xchacha20poly1305_state state;
	uint8_t start[MAGIC_BYTES + HEADER_BYTES];
	size_t n;

	TRY(read_up_to(fd, start, sizeof(start), &n));
	if (n != sizeof(start) || memcmp(start, magic, MAGIC_BYTES) != 0 ||
		crypto_secretstream_xchacha20poly1305_init_pull(
			&state, start + MAGIC_BYTES, key) != 0)
		return ERR_INVALID;
	return read_chunks(fd, &state, out);
}

enum err
stream_read_file(const char *path, const uint8_t key[CRYPTO_KEY_BYTES], struct buf *out)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	enum err e;

	if (fd < 0)
		return errno == ENOENT ? ERR_NOT_FOUND : ERR_IO;
	e = read_open_file(fd, key, out);
	close(fd);
	return e;
}
