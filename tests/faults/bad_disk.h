/* A disk that fails when told to: an SQLite VFS in front of the machine's own. */
#ifndef TESTS_FAULTS_BAD_DISK_H
#define TESTS_FAULTS_BAD_DISK_H

#include <stdbool.h>

enum bad_disk_kind {
	BAD_DISK_FULL,		/* no write or growth of a file finds room: SQLITE_FULL */
	BAD_DISK_BROKEN,	/* writes fail: SQLITE_IOERR_WRITE */
	BAD_DISK_NO_SYNC,	/* what was written does not reach the disk: SQLITE_IOERR_FSYNC */
	BAD_DISK_READ_ONLY	/* mounted read-only meanwhile: nothing is written, made or removed */
};

/* From now on every connection of this process is opened on the bad disk, which is good at first. */
void bad_disk_insert(void);
/*
 * The n-th operation of that kind from now on fails (1 is the next); with `is_lasting` all after it
 * too, until bad_disk_mend.
 */
void bad_disk_break(enum bad_disk_kind kind, int n, bool is_lasting);
/* Good again; whether anything has failed since bad_disk_break. */
bool bad_disk_mend(void);

#endif
