/* Any file of settings is taken whole or refused; what is taken lies within its bounds. */
#include "core/config/config.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

#include "tests/fuzz/fuzz.h"

/* What is wrong is said on stderr, a million times. */
static int
hush(void)
{
	int kept = dup(STDERR_FILENO), null = open("/dev/null", O_WRONLY | O_CLOEXEC);

	FUZZ_CHECK(kept >= 0 && null >= 0 && dup2(null, STDERR_FILENO) >= 0);
	close(null);
	return kept;
}

FUZZ(config)
{
	char word[] = "doctor", flag[64], *args[] = { word, flag, NULL };
	struct arena *a = arena_new(1 << 20);
	struct config config;
	int fd = memfd_create("settings", MFD_CLOEXEC), count = 2, kept;

	FUZZ_CHECK(a && fd >= 0 && write(fd, bytes, n) == (ssize_t)n);
	snprintf(flag, sizeof(flag), "--config=/proc/self/fd/%d", fd);
	kept = hush();
	if (config_load(&count, args, a, &config) == OK) {
		FUZZ_CHECK(count == 1 && config.threads >= 1 && config.threads <= 64);
		FUZZ_CHECK(config.workers >= 1 && config.workers <= 64);
		FUZZ_CHECK(config.data_dir[0] && config.keys_dir[0] && config.host[0]);
		FUZZ_CHECK(strncmp(config.exit_url, "https://", 8) == 0);
	}
	fflush(stderr);
	dup2(kept, STDERR_FILENO);
	close(kept);
	close(fd);
	arena_free(a);
	return 0;
}
