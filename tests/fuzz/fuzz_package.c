/* Any descriptor with any files is a catalogue, or changes nothing and says in which file it is wrong. */
#include "features/catalogue/package.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/house.h"

/* A separator that no CSV of ours holds. */
enum { BETWEEN_FILES = 0x1e };

static int
count_lines(struct str text)
{
	int n = 1;
	size_t i;

	for (i = 0; i < text.n; i++)
		n += text.p[i] == '\n' || text.p[i] == '\r';
	return n;
}

/* A file that the package has, and a row that this file has. */
static void
check_place(const struct catalogue_package *in, const struct csv_fault *fault)
{
	size_t i;

	FUZZ_CHECK(fault->reason != NULL);
	for (i = 0; i < PACKAGE_TABLES; i++)
		if (!str_is_empty(in->files[i]) && str_eq(in->files[i], fault->file) &&
			fault->row <= count_lines(in->texts[i]))
			return;
	FUZZ_CHECK(false);
}

static void
import(struct arena *a, const struct catalogue_package *in)
{
	struct catalogue_import_count count = { .organisations = -1 };
	struct csv_fault fault = { 0 };
	struct tx *tx = fuzz_house_begin();
	enum err e = catalogue_import_package(tx, fuzz_house_scope(), a, in, &count, &fault);

	if (e == OK)
		FUZZ_CHECK(count.organisations >= 0 && count.services >= 0);
	else if (e == ERR_INVALID)
		check_place(in, &fault);
	else
		FUZZ_CHECK(e == ERR_LIMIT);
	tx_rollback(tx);
}

/* The descriptor, and then the text of each file that it names, in the order of package_tables. */
FUZZ(package)
{
	struct str rest = { (const char *)bytes, n }, descriptor = STR_NULL;
	struct catalogue_package in = { .today = { 20780 } };
	struct csv_fault fault = { 0 };
	struct arena *a = arena_new(16 << 20);
	enum err e;
	size_t i;

	FUZZ_CHECK(a != NULL);
	if (n > 0)
		str_split(&rest, BETWEEN_FILES, &descriptor);
	e = catalogue_package_files(descriptor, a, &in, &fault);
	for (i = 0; e == OK && i < PACKAGE_TABLES; i++)
		if (!str_is_empty(in.files[i]) && rest.p)
			str_split(&rest, BETWEEN_FILES, &in.texts[i]);
	if (e == OK)
		import(a, &in);
	else
		FUZZ_CHECK(fault.reason && fault.file.n > 0);
	arena_free(a);
	return 0;
}
