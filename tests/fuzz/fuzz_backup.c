/*
 * A backup file: any bytes as the encrypted file, and, behind a first byte 'P', as what comes out of it
 * when somebody has the key.  What is opened is a sound database; nothing else is opened.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/crypto/stream.h"
#include "core/db/snapshot.h"
#include "tests/fuzz/fuzz.h"

static const uint8_t key[CRYPTO_KEY_BYTES] = { 1, 2, 3 };

static void
check_container(struct str in)
{
	struct buf out = buf_new(1 << 20);
	static int fd = -1;
	char path[64];
	enum err e;

	if (fd < 0)
		fd = memfd_create("backup", MFD_CLOEXEC);
	FUZZ_CHECK(fd >= 0 && ftruncate(fd, 0) == 0);
	FUZZ_CHECK(pwrite(fd, in.p, in.n, 0) == (ssize_t)in.n);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	e = stream_read_file(path, key, &out);
	/* nobody makes one without the key */
	FUZZ_CHECK(e == ERR_INVALID);
	buf_free(&out);
}

static void
check_image(struct str image)
{
	struct buf counts = buf_new(1 << 16);
	struct db *db;

	if (snapshot_open(image, &db) == OK) {
		FUZZ_CHECK(snapshot_put_counts(db, &counts) == OK);
		db_close(db);
	}
	buf_free(&counts);
}

FUZZ(backup)
{
	struct str in = { (const char *)bytes, n };

	FUZZ_CHECK(crypto_init() == OK);
	if (n > 0 && bytes[0] == 'P')
		check_image(str_sub(in, 1, n));
	else
		check_container(in);
	return 0;
}
