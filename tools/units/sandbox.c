/* Runs a program under the system call rules of a systemd unit, where no systemd runs. */
#include <errno.h>
#include <seccomp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

enum { WORD_MAX = 64 };

static void
must(int status, const char *what)
{
	if (status == 0)
		return;
	fprintf(stderr, "sandbox: %s: %s\n", what, strerror(-status));
	exit(1);
}

static void
allow_if(scmp_filter_ctx ctx, int call, unsigned arg, uint64_t mask, uint64_t value)
{
	must(seccomp_rule_add(ctx, SCMP_ACT_ALLOW, call, 1,
		SCMP_CMP(arg, SCMP_CMP_MASKED_EQ, mask, value)), "a rule");
}

/* MemoryDenyWriteExecute= and RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX, as systemd has them. */
static int
allow_part(scmp_filter_ctx ctx, const char *name, int call)
{
	static const int families[] = { AF_INET, AF_INET6, AF_UNIX };
	const uint64_t both = PROT_WRITE | PROT_EXEC;
	size_t i;

	if (strcmp(name, "mmap") == 0) {
		allow_if(ctx, call, 2, both, 0);
		allow_if(ctx, call, 2, both, PROT_WRITE);
		allow_if(ctx, call, 2, both, PROT_EXEC);
	} else if (strcmp(name, "mprotect") == 0 || strcmp(name, "pkey_mprotect") == 0) {
		allow_if(ctx, call, 2, PROT_EXEC, 0);
	} else if (strcmp(name, "socket") == 0) {
		for (i = 0; i < sizeof(families) / sizeof(families[0]); i++)
			must(seccomp_rule_add(ctx, SCMP_ACT_ALLOW, call, 1,
				SCMP_A0(SCMP_CMP_EQ, (uint64_t)families[i])), name);
	} else {
		return 0;
	}
	return 1;
}

/* One name a line; those of other machines are unknown here, and denied like all the rest. */
static void
load(const char *path)
{
	scmp_filter_ctx ctx = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	FILE *file = fopen(path, "r");
	char name[WORD_MAX];
	int n = 0;

	if (!ctx || !file) {
		fprintf(stderr, "sandbox: no rules in %s\n", path);
		exit(1);
	}
	while (fscanf(file, "%63s", name) == 1) {
		int call = seccomp_syscall_resolve_name(name);

		if (call < 0 || allow_part(ctx, name, call))
			continue;
		must(seccomp_rule_add(ctx, SCMP_ACT_ALLOW, call, 0), name);
		n++;
	}
	fclose(file);
	if (n < 100) {
		fprintf(stderr, "sandbox: %d system calls are too few to be a unit's\n", n);
		exit(1);
	}
	must(seccomp_load(ctx), "load");
	seccomp_release(ctx);
}

/* Whether the rules bite: what anybody may else do is refused. */
static int
probe(void)
{
	void *both = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
		MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	int is_denied = both == MAP_FAILED && errno == EPERM;

	is_denied &= socket(AF_NETLINK, SOCK_RAW, 0) < 0 && errno == EPERM;
	is_denied &= setpriority(PRIO_PROCESS, 0, 1) < 0 && errno == EPERM;
	return is_denied ? 0 : 1;
}

int
main(int argc, char **argv)
{
	if (argc < 3) {
		fprintf(stderr, "sandbox NAMES --probe, or sandbox NAMES PROGRAM WORD ...\n");
		return 2;
	}
	load(argv[1]);
	if (strcmp(argv[2], "--probe") == 0)
		return probe();
	execv(argv[2], argv + 2);
	perror(argv[2]);
	return 1;
}
