/*
 * Faults one by one: the linker puts these functions before malloc, the arena and the engine in the
 * test program (-Wl,--wrap), so the program under test has nothing of it.
 */
#ifndef TESTS_FAULTS_FAULT_H
#define TESTS_FAULTS_FAULT_H

#include <stdbool.h>

enum fault_kind {
	FAULT_STATEMENT,	/* a statement fails while prepared or run: SQLITE_IOERR */
	FAULT_STATEMENTS,	/* that one and all that follow, but a ROLLBACK */
	FAULT_MEMORY,		/* malloc, calloc, realloc, strdup of ours */
	FAULT_ARENA,		/* a piece of an arena */
	FAULT_ENGINE_MEMORY,	/* memory of the engine: SQLITE_NOMEM */
	FAULT_KINDS
};

/* Before anything opens a database: lets FAULT_ENGINE_MEMORY reach the engine. */
void fault_prepare(void);
/*
 * The n-th of that kind fails (1 is the next).  Only what happens inside dispatch is counted, or
 * between fault_enter and fault_leave.
 */
void fault_set(enum fault_kind kind, int n);
/* No more faults; whether one has happened. */
bool fault_clear(void);
void fault_enter(void);
void fault_leave(void);

#endif
