/* Any text is a questionnaire whose every question can be answered, or is refused with a place. */
#include "features/screening/instrument.h"
#include "tests/fuzz/fuzz.h"

FUZZ(instrument)
{
	struct str in = { (const char *)bytes, n };
	struct arena *a = arena_new(1 << 22);
	struct instrument made;
	struct instrument_fault fault = { 0 };
	enum err e;
	size_t i;

	FUZZ_CHECK(a != NULL);
	e = instrument_parse(a, in, &made, &fault);
	if (e == OK) {
		FUZZ_CHECK(made.n_questions > 0 && made.n_questions <= QUESTIONS_MAX);
		FUZZ_CHECK(made.code.n > 0 && made.title.n > 0 && made.lang.n > 1);
		for (i = 0; i < made.n_questions; i++)
			FUZZ_CHECK(made.questions[i].n_options >= 3 &&
				made.questions[i].n_options <= OPTIONS_MAX);
	} else {
		FUZZ_CHECK(e != ERR_INVALID || fault.reason.n > 0);
	}
	arena_free(a);
	return 0;
}
