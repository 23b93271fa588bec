/* A data folder that two users share: the group of the folder may write what lies in it. */
#include "core/db/engine.h"

#include <stdio.h>
#include <sys/stat.h>

enum { PATH_LONGEST = 4096, SHARED_MODE = 0660 };

/*
 * The engine gives its log the mode of the database, and the setgid folder gives it its group; so the
 * mode of the database is all that has to be said.
 */
void
engine_share(int fd, const char *path)
{
	const char *slash = strrchr(path, '/');
	char folder[PATH_LONGEST];
	struct stat st;
	int n = slash ? (int)(slash - path) : 1;

	if (n >= PATH_LONGEST)
		return;
	snprintf(folder, sizeof(folder), "%.*s", n, slash ? path : ".");
	if (stat(n > 0 ? folder : "/", &st) != 0 || !(st.st_mode & S_ISGID))
		return;
	/* Left private it is still whole: lotsa doctor tells. */
	if (fchmod(fd, SHARED_MODE) != 0)
		return;
}
