/* What may not be called, and where; no SQL text in a room's C. */
#include "tools/check_includes/check.h"

enum where { EVERYWHERE, IN_ROOMS, OUTSIDE_CLI, OUTSIDE_CLOCK };

static const struct ban {
	const char *name;
	enum where where;
	const char *instead;
} bans[] = {
	{ "strcpy", EVERYWHERE, "struct buf or the arena" },
	{ "strcat", EVERYWHERE, "struct buf or the arena" },
	{ "sprintf", EVERYWHERE, "buf_printf or arena_printf" },
	{ "vsprintf", EVERYWHERE, "buf_printf or arena_printf" },
	{ "gets", EVERYWHERE, "fgets" },
	{ "strtok", EVERYWHERE, "str_split" },
	{ "alloca", EVERYWHERE, "the arena" },
	{ "system", EVERYWHERE, "a library" },
	{ "popen", EVERYWHERE, "a library" },
	{ "rand", EVERYWHERE, "core/crypto" },
	{ "srand", EVERYWHERE, "core/crypto" },
	{ "random", EVERYWHERE, "core/crypto" },
	{ "tmpnam", EVERYWHERE, "mkostemp" },
	{ "mktemp", EVERYWHERE, "mkostemp" },
	{ "time", OUTSIDE_CLOCK, "core/time" },
	{ "clock", OUTSIDE_CLOCK, "core/time" },
	{ "clock_gettime", OUTSIDE_CLOCK, "core/time" },
	{ "gettimeofday", OUTSIDE_CLOCK, "core/time" },
	{ "localtime", OUTSIDE_CLOCK, "core/time" },
	{ "localtime_r", OUTSIDE_CLOCK, "core/time" },
	{ "gmtime", OUTSIDE_CLOCK, "core/time" },
	{ "gmtime_r", OUTSIDE_CLOCK, "core/time" },
	{ "mktime", OUTSIDE_CLOCK, "core/time" },
	{ "malloc", IN_ROOMS, "the arena" },
	{ "calloc", IN_ROOMS, "the arena" },
	{ "realloc", IN_ROOMS, "the arena" },
	{ "reallocarray", IN_ROOMS, "the arena" },
	{ "free", IN_ROOMS, "the arena" },
	{ "strdup", IN_ROOMS, "arena_str" },
	{ "strndup", IN_ROOMS, "arena_str" },
	{ "asprintf", IN_ROOMS, "arena_printf" },
	{ "vasprintf", IN_ROOMS, "arena_printf" },
	{ "html_put_markup", IN_ROOMS, "a template" },
	{ "html_put_optional", IN_ROOMS, "a template" },
	{ "printf", OUTSIDE_CLI, "core/log, or cli.c" },
	{ "puts", OUTSIDE_CLI, "core/log, or cli.c" },
	{ "putchar", OUTSIDE_CLI, "core/log, or cli.c" },
	{ "perror", OUTSIDE_CLI, "core/log, or cli.c" },
};

static bool
is_banned(const struct source *source, const struct ban *ban)
{
	bool is_room = source->layer == LAYER_FEATURES;

	switch (ban->where) {
	case EVERYWHERE:
		return true;
	case IN_ROOMS:
		return is_room;
	case OUTSIDE_CLI:
		return is_room && !str_eq(source->name, STR("cli.c")) &&
			!str_starts(source->name, STR("cli_"));
	case OUTSIDE_CLOCK:
		return !str_eq(source->folder, STR("core/time"));
	default:
		return false;
	}
}

static bool
is_word(char c)
{
	return ((c | 32) >= 'a' && (c | 32) <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

/* The index of the next byte that is no white space. */
static size_t
behind_space(struct str s, size_t i)
{
	while (i < s.n && (s.p[i] == ' ' || s.p[i] == '\t' || s.p[i] == '\n'))
		i++;
	return i;
}

/* A word of the code, with what stands around it: members (`x.free`, `x->time`) are no calls. */
static void
check_word(struct check *check, const struct source *source, int line, size_t from, size_t to)
{
	struct str text = source->text, word = str_sub(text, from, to);
	size_t next = behind_space(text, to), i;
	bool is_member = from > 0 && (text.p[from - 1] == '.' || text.p[from - 1] == '>');

	if (source->layer == LAYER_FEATURES && str_starts(word, STR("sqlite3_")))
		fault(check, source, line, "%.*s: a room asks through its .sql", STR_ARG(word));
	if (source->layer >= LAYER_FEATURES && str_eq(word, STR("html_safe")) &&
		next < text.n && text.p[next] == ')' && behind_space(text, next + 1) < text.n &&
		text.p[behind_space(text, next + 1)] == '{')
		fault(check, source, line, "struct html_safe is made by core/html only");
	if (next >= text.n || text.p[next] != '(' || is_member)
		return;
	for (i = 0; i < sizeof(bans) / sizeof(bans[0]); i++)
		if (str_eq(word, str_of(bans[i].name)) && is_banned(source, &bans[i]))
			fault(check, source, line, "%s() is not called here; use %s",
				bans[i].name, bans[i].instead);
}

/* SQL begins with its verb in capitals; nobody writes so to people. */
static void
check_text(struct check *check, const struct source *source, int line, struct str text)
{
	static const char *const verbs[] = { "SELECT ", "INSERT ", "UPDATE ", "DELETE ",
		"PRAGMA ", "CREATE TABLE", "WITH " };
	size_t i;

	if (source->layer < LAYER_FEATURES)
		return;
	for (i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++)
		if (str_starts(text, str_of(verbs[i])))
			fault(check, source, line, "SQL text stands in a .sql file");
}

static int
lines_in(struct str s)
{
	int n = 0;
	size_t i;

	for (i = 0; i < s.n; i++)
		n += s.p[i] == '\n';
	return n;
}

/* The index behind the comment, string or character that begins at i; i when there is none. */
static size_t
behind_quoted(struct str s, size_t i)
{
	char quote = s.p[i];
	struct str rest = str_sub(s, i, s.n);
	size_t k;

	if (str_starts(rest, STR("//"))) {
		ptrdiff_t end = str_find_byte(rest, '\n');

		return end < 0 ? s.n : i + (size_t)end;
	}
	if (str_starts(rest, STR("/*"))) {
		for (k = i + 2; k + 1 < s.n; k++)
			if (s.p[k] == '*' && s.p[k + 1] == '/')
				return k + 2;
		return s.n;
	}
	if (quote != '"' && quote != '\'')
		return i;
	for (k = i + 1; k < s.n && s.p[k] != quote; k++)
		k += s.p[k] == '\\';
	return k < s.n ? k + 1 : s.n;
}

void
check_calls_of(struct check *check, const struct source *source)
{
	struct str s = source->text;
	int line = 1;
	size_t i = 0, to;

	if (source->is_test)
		return;
	while (i < s.n) {
		to = behind_quoted(s, i);
		if (to > i) {
			if (s.p[i] == '"')
				check_text(check, source, line, str_sub(s, i + 1, to - 1));
			line += lines_in(str_sub(s, i, to));
			i = to;
			continue;
		}
		for (to = i; to < s.n && is_word(s.p[to]);)
			to++;
		if (to > i)
			check_word(check, source, line, i, to);
		line += s.p[i] == '\n';
		i = to > i ? to : i + 1;
	}
}
