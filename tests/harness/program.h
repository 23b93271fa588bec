/* The program under test, run as a user runs it. */
#ifndef TESTS_HARNESS_PROGRAM_H
#define TESTS_HARNESS_PROGRAM_H

#include "tests/harness/world.h"

/*
 * Where it lies: above the folder of the test program (build/tests/lotsa-tests, build/lotsa);
 * or what LOTSA_PROGRAM says, which may be the program under a unit's rules (tools/check_units.sh).
 */
const char *program_path(struct world *w);

#endif
