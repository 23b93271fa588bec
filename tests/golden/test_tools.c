/* The tools of the build make what the golden files hold, and refuse what the *.refused name. */
#include <stdio.h>
#include <stdlib.h>

#include "tests/golden/golden.h"
#include "tests/harness/harness.h"
#include "tests/paths.h"
#include "tools/check_includes/check.h"
#include "tools/handbook/handbook.h"
#include "tools/htmlgen/htmlgen.h"

/* NAME.html gives NAME.c.txt, or the line and message of NAME.refused. */
static void
check_template(const char *dir, const char *name)
{
	struct buf text = buf_new(1 << 20), source = buf_new(1 << 20), header = buf_new(1 << 20);
	struct htmlgen_error error;
	char file[256];

	CHECK(golden_read(dir, name, ".html", &text));
	snprintf(file, sizeof(file), "%s.html", name);
	if (htmlgen_file(buf_str(&text), file, &source, &header, &error) == OK) {
		buf_put(&header, buf_str(&source));
		golden_absent(dir, name, ".refused");
		golden_check(dir, name, ".c.txt", buf_str(&header));
	} else {
		buf_clear(&header);
		buf_printf(&header, "%d: %s\n", error.line, error.text);
		golden_absent(dir, name, ".c.txt");
		golden_check(dir, name, ".refused", buf_str(&header));
	}
	buf_free(&text);
	buf_free(&source);
	buf_free(&header);
}

TEST(htmlgen_makes_what_is_expected_and_refuses_the_rest)
{
	golden_each("htmlgen", ".html", check_template);
}

static bool
has_only_one_picture(const char *file)
{
	return strcmp(file, "en.webp") == 0;
}

/* NAME.text gives NAME.c.txt, or the line and message of NAME.refused. */
static void
check_handbook(const char *dir, const char *name)
{
	struct buf text = buf_new(1 << 16), out = buf_new(1 << 16);
	struct handbook_error error;

	CHECK(golden_read(dir, name, ".text", &text));
	if (handbook_translate(buf_str(&text), has_only_one_picture, &out, &error) == OK) {
		golden_absent(dir, name, ".refused");
		golden_check(dir, name, ".c.txt", buf_str(&out));
	} else {
		buf_clear(&out);
		buf_printf(&out, "%d: %s\n", error.line, error.text);
		golden_absent(dir, name, ".c.txt");
		golden_check(dir, name, ".refused", buf_str(&out));
	}
	buf_free(&text);
	buf_free(&out);
}

TEST(the_handbook_leads_only_where_there_is_something)
{
	golden_each("handbook", ".text", check_handbook);
}

/* NAME.tree is a whole source tree in one file; what check_includes says of it is NAME.report. */
static void
write_tree(const char *root, struct str text)
{
	FILE *f = NULL;
	struct str line;

	while (str_split(&text, '\n', &line)) {
		char path[512], command[600];

		if (str_starts(line, STR("=== "))) {
			if (f)
				fclose(f);
			snprintf(path, sizeof(path), "%s/%.*s", root,
				STR_ARG(str_sub(line, 4, line.n)));
			snprintf(command, sizeof(command), "mkdir -p \"$(dirname '%s')\"", path);
			CHECK(system(command) == 0);
			f = fopen(path, "wb");
			CHECK(f != NULL);
		} else if (f) {
			fprintf(f, "%.*s\n", STR_ARG(line));
		}
	}
	if (f)
		fclose(f);
}

static void
check_source_tree(const char *dir, const char *name)
{
	struct buf tree = buf_new(1 << 20), report = buf_new(1 << 20), seen = buf_new(1 << 20);
	char root[] = "/tmp/lotsa-tree-XXXXXX", command[128];
	enum err e;

	CHECK(golden_read(dir, name, ".tree", &tree));
	CHECK(mkdtemp(root) != NULL);
	write_tree(root, buf_str(&tree));
	e = check_tree(root, &report, &seen);
	snprintf(command, sizeof(command), "rm -r '%s'", root);
	CHECK(system(command) == 0);
	if (e == OK)
		buf_put(&report, STR("The layering holds.\n"));
	else
		CHECK_ERR(ERR_INVALID, e);
	golden_check(dir, name, ".report", buf_str(&report));
	buf_free(&tree);
	buf_free(&report);
	buf_free(&seen);
}

TEST(check_includes_finds_each_way_to_break_the_layering)
{
	golden_each("check_includes", ".tree", check_source_tree);
}
