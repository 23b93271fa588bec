/* What embed put into the program is found by its path, whole and with its hash. */
#include "base/embedded.h"

#include "tests/harness/harness.h"

extern const struct embedded_set embedded_example;

TEST(an_embedded_file_is_found_by_its_exact_path)
{
	const struct embedded_file *file;

	file = embedded_find(&embedded_example, STR("carried/b.txt"));
	CHECK(embedded_example.n == 3);
	CHECK(file && str_eq(embedded_str(file), STR("b\n")));
	CHECK(file && file->bytes[file->n] == 0);
	/* FNV-1a, 64 bits, of "b\n" */
	CHECK(file && strcmp(file->hash, "08a61e07b54dac5d") == 0);
	file = embedded_find(&embedded_example, STR("carried/a.txt"));
	CHECK(file && file->n == 0);
	CHECK(embedded_find(&embedded_example, STR("carried/å.txt")) != NULL);
	CHECK(embedded_find(&embedded_example, STR("carried/b.tx")) == NULL);
	CHECK(embedded_find(&embedded_example, STR("b.txt")) == NULL);
	CHECK(embedded_find(&embedded_example, STR("")) == NULL);
}
