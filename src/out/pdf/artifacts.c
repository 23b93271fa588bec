/* Lines for scissors and folding are for hands, not for those who hear the page. */
#include "out/pdf/artifacts.h"

/* Whether a line only moves or keeps the coordinates, which no mark need be put around. */
static bool
is_frame(struct str line)
{
	return str_is_empty(line) || str_eq(line, STR("q")) || str_eq(line, STR("Q")) ||
		str_ends(line, STR(" cm"));
}

/* cairo writes the beginning and the end of a mark as lines of their own. */
static bool
is_begin(struct str line)
{
	return str_starts(line, STR("/")) && str_ends(line, STR(" BDC"));
}

static void
set_open(struct buf *out, bool *is_open, bool is_wanted)
{
	if (*is_open != is_wanted)
		buf_put(out, is_wanted ? STR("/Artifact BMC\n") : STR("EMC\n"));
	*is_open = is_wanted;
}

enum err
pdf_mark_artifacts(struct str content, struct buf *out)
{
	struct str rest = content, line;
	bool is_open = false;
	int depth = 0;

	while (!str_is_empty(rest) && str_split(&rest, '\n', &line)) {
		bool is_beginning = is_begin(line), is_end = str_eq(line, STR("EMC"));

		if (depth == 0)
			set_open(out, &is_open, !is_beginning && !is_frame(line));
		depth += is_beginning ? 1 : is_end ? -1 : 0;
		buf_put(out, line);
		buf_put(out, STR("\n"));
	}
	set_open(out, &is_open, false);
	return depth == 0 ? buf_err(out) : ERR_IO;
}
