/* `lotsa doctor`: what an administrator at three in the morning wants to know. */
#ifndef APP_DOCTOR_H
#define APP_DOCTOR_H

#include "core/config/config.h"

/* How bad a finding is; the exit status is that of the worst. */
enum severity { SEVERITY_FINE = 0, SEVERITY_WARNING = 1, SEVERITY_FAULT = 2 };

enum { DOCTOR_FINDINGS_MAX = 32 };

struct finding {
	enum severity severity;
	struct str text;	/* Swedish: what was found */
	const char *advice;	/* what to do; NULL when all is well */
};

struct findings {
	struct finding items[DOCTOR_FINDINGS_MAX];
	size_t n;
};

/*
 * Looks at the folders, the keys, the disk, the clock, the database, its log, the audit chains, the
 * catalogue, the ballot boxes and the backups.  Changes nothing.
 */
void doctor_examine(const struct config *config, struct arena *a, struct findings *out);

/* `lotsa doctor --data DIR`: 0 fine, 1 warnings, 2 faults. */
int app_command_doctor(const struct config *config, int argc, char **argv);

#endif
