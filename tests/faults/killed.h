/*
 * Dying in the middle: a process that ends by SIGKILL just before its n-th change to a file, whether
 * the engine makes it (bad_disk.h) or the program itself (the linker puts these functions before
 * write, link and their like).
 */
#ifndef TESTS_FAULTS_KILLED_H
#define TESTS_FAULTS_KILLED_H

/* This process dies before its n-th change from now on (1 is the next); 0 = it lives. */
void killed_at(int n);
/* A change to a file is about to be made. */
void killed_point(void);
/*
 * Runs it in a process of its own that dies before its n-th change (0 = never) and prints nothing but, when
 * it is to live, its errors: its exit status, or minus the signal that ended it.
 */
int killed_run(int (*run)(void *context), void *context, int n);

#endif
