/* htmlgen takes any bytes for a template and answers with C or a line and a reason. */
#include "tests/fuzz/fuzz.h"
#include "tools/htmlgen/htmlgen.h"

FUZZ(htmlgen)
{
	struct buf source = buf_new(1 << 20), header = buf_new(1 << 20);
	struct htmlgen_error error;
	enum err e = htmlgen_file((struct str){ (const char *)bytes, n }, "fuzz.html", &source,
		&header, &error);

	FUZZ_CHECK(e == OK || e == ERR_LIMIT || (error.line > 0 && error.text[0]));
	buf_free(&source);
	buf_free(&header);
	return 0;
}
