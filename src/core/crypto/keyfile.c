/* Key files: exact size, nobody else may read them, never overwritten. */
#include "core/crypto/crypto.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_LONGEST = 4096 };

static enum err
folder_of(const char *path, char folder[PATH_LONGEST])
{
	const char *slash = strrchr(path, '/');
	int n = slash ? (int)(slash - path + 1) : 1;

	if (snprintf(folder, PATH_LONGEST, "%.*s", n, slash ? path : ".") >= PATH_LONGEST)
		return ERR_LIMIT;
	return OK;
}

static enum err
read_exactly(int fd, uint8_t *out, size_t n)
{
	uint8_t one_more;
	size_t got = 0;

	while (got < n) {
		ssize_t r = read(fd, out + got, n - got);

		if (r < 0 && errno == EINTR)
			continue;
		if (r <= 0)
			return ERR_IO;
		got += (size_t)r;
	}
	return read(fd, &one_more, 1) == 0 ? OK : ERR_IO;
}

/*
 * Nobody else may read a key, unless the folder says by its setgid bit that its group is to: then the
 * group may read what bears its bit, and never write.
 */
static bool
is_closed_to_others(const char *path, mode_t mode)
{
	char folder[PATH_LONGEST];
	struct stat st;

	if (!(mode & (S_IRWXG | S_IRWXO)))
		return true;
	if (mode & (S_IWGRP | S_IXGRP | S_IRWXO))
		return false;
	return folder_of(path, folder) == OK && stat(folder, &st) == 0 &&
		(st.st_mode & S_ISGID) && !(st.st_mode & S_IRWXO);
}

enum err
crypto_key_read(const char *path, uint8_t *out, size_t n)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	struct stat st;
	enum err e;

	if (fd < 0)
		return errno == ENOENT ? ERR_NOT_FOUND :
			errno == EACCES ? ERR_FORBIDDEN : ERR_IO;
	if (fstat(fd, &st) || !S_ISREG(st.st_mode))
		e = ERR_IO;
	else if (!is_closed_to_others(path, st.st_mode))
		e = ERR_FORBIDDEN;
	else
		e = read_exactly(fd, out, n);
	close(fd);
	return e;
}

static enum err
write_all(int fd, const uint8_t *p, size_t n)
{
	while (n > 0) {
		ssize_t w = write(fd, p, n);

		if (w < 0 && errno == EINTR)
			continue;
		if (w <= 0)
			return ERR_IO;
		p += w;
		n -= (size_t)w;
	}
	return fsync(fd) ? ERR_IO : OK;
}

/* The name of a new file is safe only when its folder is synced too. */
static enum err
sync_folder_of(const char *path)
{
	char folder[PATH_LONGEST];
	int fd, failed;

	TRY(folder_of(path, folder));
	fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return ERR_IO;
	failed = fsync(fd);
	close(fd);
	return failed ? ERR_IO : OK;
}

/* The file beside holds the lock of whoever writes it, so that nobody links another's half. */
static enum err
write_beside(int fd, const char *beside, const char *path, const uint8_t *key, size_t n)
{
	enum err e;

	if (flock(fd, LOCK_EX) != 0)
		return ERR_IO;
	if (access(path, F_OK) == 0)
		return ERR_CONFLICT;
	/* what a crash left of an earlier one */
	if (ftruncate(fd, 0) != 0)
		return ERR_IO;
	e = write_all(fd, key, n);
	if (e == OK && link(beside, path) != 0)
		e = errno == EEXIST ? ERR_CONFLICT : ERR_IO;
	return e;
}

enum err
crypto_key_write(const char *path, const uint8_t *key, size_t n)
{
	char beside[PATH_LONGEST];
	enum err e;
	int fd;

	if (snprintf(beside, sizeof(beside), "%s.new", path) >= (int)sizeof(beside))
		return ERR_LIMIT;
	fd = open(beside, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0)
		return ERR_IO;
	e = write_beside(fd, beside, path, key, n);
	unlink(beside);
	close(fd);
	return e == OK ? sync_folder_of(path) : e;
}
