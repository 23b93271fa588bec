/* What stands before the calls that change files. */
#include "tests/faults/killed.h"

#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/crypto/crypto.h"
#include "tests/harness/harness.h"

static int left;

void
killed_at(int n)
{
	left = n;
}

void
killed_point(void)
{
	if (left > 0 && --left == 0)
		raise(SIGKILL);
}

int
killed_run(int (*run)(void *context), void *context, int n)
{
	pid_t pid = fork();
	int status;

	CHECK(pid >= 0);
	if (pid == 0) {
		int fd = open("/dev/null", O_WRONLY);

		prctl(PR_SET_PDEATHSIG, SIGKILL);
		if (fd < 0 || dup2(fd, STDOUT_FILENO) < 0)
			_exit(126);
		if (n > 0 && dup2(fd, STDERR_FILENO) < 0)
			_exit(126);
		/* real lots again: the second try draws others than the first */
		crypto_seed_for_tests(0);
		killed_at(n);
		status = run(context);
		killed_at(0);
		_exit(status);
	}
	CHECK(waitpid(pid, &status, 0) == pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

ssize_t __real_write(int fd, const void *bytes, size_t n);
ssize_t __wrap_write(int fd, const void *bytes, size_t n);
ssize_t __real_pwrite(int fd, const void *bytes, size_t n, off_t at);
ssize_t __wrap_pwrite(int fd, const void *bytes, size_t n, off_t at);
int __real_ftruncate(int fd, off_t n);
int __wrap_ftruncate(int fd, off_t n);
int __real_fsync(int fd);
int __wrap_fsync(int fd);
int __real_link(const char *from, const char *to);
int __wrap_link(const char *from, const char *to);
int __real_rename(const char *from, const char *to);
int __wrap_rename(const char *from, const char *to);
int __real_unlink(const char *path);
int __wrap_unlink(const char *path);
int __real_mkdir(const char *path, mode_t mode);
int __wrap_mkdir(const char *path, mode_t mode);

ssize_t
__wrap_write(int fd, const void *bytes, size_t n)
{
	killed_point();
	return __real_write(fd, bytes, n);
}

ssize_t
__wrap_pwrite(int fd, const void *bytes, size_t n, off_t at)
{
	killed_point();
	return __real_pwrite(fd, bytes, n, at);
}

int
__wrap_ftruncate(int fd, off_t n)
{
	killed_point();
	return __real_ftruncate(fd, n);
}

int
__wrap_fsync(int fd)
{
	killed_point();
	return __real_fsync(fd);
}

int
__wrap_link(const char *from, const char *to)
{
	killed_point();
	return __real_link(from, to);
}

int
__wrap_rename(const char *from, const char *to)
{
	killed_point();
	return __real_rename(from, to);
}

int
__wrap_unlink(const char *path)
{
	killed_point();
	return __real_unlink(path);
}

int
__wrap_mkdir(const char *path, mode_t mode)
{
	killed_point();
	return __real_mkdir(path, mode);
}
