/* Templates to C: the pieces of C within {{ }} and {% %}. */
#include "tools/htmlgen/htmlgen.h"

#include <stdio.h>

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool
is_word(char c)
{
	return ((c | 32) >= 'a' && (c | 32) <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

/* The index behind the string, character or comment that begins at i; i when there is none. */
static size_t
skip_quoted(struct str s, size_t i)
{
	char quote = s.p[i];
	size_t k;

	if (quote == '/' && i + 1 < s.n && s.p[i + 1] == '*') {
		for (k = i + 2; k + 1 < s.n; k++)
			if (s.p[k] == '*' && s.p[k + 1] == '/')
				return k + 2;
		return s.n;
	}
	if (quote != '"' && quote != '\'')
		return i;
	for (k = i + 1; k < s.n && s.p[k] != '\n'; k++) {
		if (s.p[k] == '\\')
			k++;
		else if (s.p[k] == quote)
			return k + 1;
	}
	return s.n;
}

/*
 * Reads from the opening mark to the closing one, which does not count within strings or within
 * brackets of the C between.
 */
static enum err
read_c(struct gen *g, const char *close, struct str *code)
{
	size_t from = g->at + 2, i = from;
	int line = g->line, depth = 0;

	while (i < g->src.n) {
		struct str rest = str_sub(g->src, i, g->src.n);
		size_t behind = skip_quoted(g->src, i);

		if (behind > i) {
			i = behind;
			continue;
		}
		/* Braces of statements are matched across statements, those of a hole within. */
		if (str_starts(rest, str_of(close)) && (depth == 0 || close[0] == '%')) {
			*code = str_trim(str_sub(g->src, from, i));
			gen_step(g, i + 2 - g->at);
			if (code->n == 0)
				return gen_refuse(g, line, "an empty hole or statement");
			return OK;
		}
		if (str_starts(rest, STR("{{")) || str_starts(rest, STR("{%")))
			break;
		if (str_starts(rest, STR("//")) || g->src.p[i] == '#')
			return gen_refuse(g, line, "// and # reach further than the hole");
		if (str_starts(rest, STR("%:")) || str_starts(rest, STR("<%")) ||
			str_starts(rest, STR("<:")) || str_starts(rest, STR(":>")))
			return gen_refuse(g, line, "C in its ordinary signs");
		depth += (g->src.p[i] == '{') - (g->src.p[i] == '}');
		i++;
	}
	return gen_refuse(
		g, line, "%s is not closed by %s", close[0] == '%' ? "{%" : "{{", close);
}

/* Raw output is not for templates: it has one door, a value of type struct html_safe. */
static enum err
check_c(struct gen *g, struct str code, int line, bool is_expression)
{
	static const char *const doors[] = { "html_put_markup", "html_put_optional",
		"html_put_safe", "html_safe", "buf_put", "->out" };
	int depth = 0;
	size_t i;

	for (i = 0; i < sizeof(doors) / sizeof(doors[0]); i++)
		if (str_contains(code, str_of(doors[i])))
			return gen_refuse(g, line,
				"raw output is a type made by core/html, not here");
	i = 0;
	while (i < code.n) {
		size_t behind = skip_quoted(code, i);
		char c = code.p[i];

		if (behind > i) {
			i = behind;
			continue;
		}
		depth += (c == '(' || c == '[') - (c == ')' || c == ']');
		if (depth < 0 || (is_expression && c == ';'))
			return gen_refuse(g, line, "brackets or a semicolon out of place");
		i++;
	}
	if (depth != 0)
		return gen_refuse(g, line, "a bracket is not closed");
	return OK;
}

enum err
gen_expression(struct gen *g, struct str *expression, int *line)
{
	*line = g->line;
	TRY(read_c(g, "}}", expression));
	return check_c(g, *expression, *line, true);
}

static const char *
writer(enum place place)
{
	switch (place) {
	case PLACE_TEXT:
		return "html_put";
	case PLACE_ATTRIBUTE:
		return "html_put_attr";
	case PLACE_ADDRESS:
		return "html_put_url";
	default:
		return "";
	}
}

/* Splits at commas outside brackets and strings; true while there are parts. */
static bool
next_argument(struct str *rest, struct str *argument)
{
	size_t i = 0;
	int depth = 0;

	if (!rest->p)
		return false;
	while (i < rest->n) {
		size_t behind = skip_quoted(*rest, i);
		char c = rest->p[i];

		if (behind > i) {
			i = behind;
			continue;
		}
		depth +=
			(c == '(' || c == '[' || c == '{') - (c == ')' || c == ']' || c == '}');
		if (c == ',' && depth == 0)
			break;
		i++;
	}
	*argument = str_trim(str_sub(*rest, 0, i));
	*rest = i < rest->n ? str_sub(*rest, i + 1, rest->n) : (struct str){ NULL, 0 };
	return true;
}

/* Bit k for each hole {k} of a text. */
static unsigned
holes_of(struct str text)
{
	unsigned holes = 0;
	size_t i;

	for (i = 0; i + 2 < text.n; i++)
		if (text.p[i] == '{' && text.p[i + 1] >= '1' && text.p[i + 1] <= '9' &&
			text.p[i + 2] == '}')
			holes |= 1u << (text.p[i + 1] - '0');
	return holes;
}

/* {{_ "Fråga {1} av {2}", i + 1, n }}: a loop over the holes of whichever translation it is. */
static enum err
put_filled(struct gen *g, struct str text, struct str rest, enum place place, int line)
{
	struct str argument;
	unsigned expected = 0;
	int k = 0;

	if (text.p[0] != '"')
		return gen_refuse(g, line, "values need a text in quotes before them");
	buf_put_cstr(g->source, "\tfor (struct html_tr tr_ = html_tr_begin(h, ");
	buf_put(g->source, text);
	buf_put_cstr(g->source, ");;) {\n\t\tint hole_ = html_tr_next(&tr_);\n\n"
				"\t\tif (hole_ == 0)\n\t\t\tbreak;\n");
	while (next_argument(&rest, &argument)) {
		if (argument.n == 0 || ++k > 9)
			return gen_refuse(
				g, line, "a value is missing, or there are more than nine");
		expected |= 1u << k;
		buf_printf(g->source, "\t\tif (hole_ == %d)\n", k);
		gen_line(g, line);
		buf_printf(
			g->source, "\t\t\t%s(h, (%.*s));\n", writer(place), STR_ARG(argument));
	}
	buf_put_cstr(g->source, "\t}\n");
	if (holes_of(text) != expected)
		return gen_refuse(
			g, line, "the text and its values do not match: {1}, {2} ...");
	return OK;
}

static enum err
put_translated(struct gen *g, struct str code, enum place place, int line)
{
	struct str rest = str_trim(str_sub(code, 1, code.n)), text;

	if (place == PLACE_ADDRESS)
		return gen_refuse(g, line, "an address is not translated");
	if (rest.n == 0 || !next_argument(&rest, &text) || text.n == 0)
		return gen_refuse(g, line, "nothing to translate");
	gen_line(g, line);
	if (rest.p)
		return put_filled(g, text, rest, place, line);
	if (text.p[0] == '"' && holes_of(text) != 0)
		return gen_refuse(
			g, line, "the text and its values do not match: {1}, {2} ...");
	buf_printf(g->source, "\thtml_put_tr(h, %.*s);\n", STR_ARG(text));
	return OK;
}

enum err
gen_hole(struct gen *g, enum place place)
{
	struct str code;
	int line;

	TRY(gen_expression(g, &code, &line));
	gen_flush(g);
	g->after_space = false;
	if (code.p[0] == '_' && (code.n == 1 || !is_word(code.p[1])))
		return put_translated(g, code, place, line);
	gen_line(g, line);
	buf_printf(g->source, "\t%s(h, (%.*s));\n", writer(place), STR_ARG(code));
	return OK;
}

enum err
gen_end_template(struct gen *g)
{
	if (!g->is_in_template)
		return OK;
	if (g->n_blocks > 0)
		return gen_refuse(g, g->blocks[g->n_blocks - 1].line, "the { is not closed");
	if (g->n_tags > 0)
		return gen_refuse(g, g->tags[g->n_tags - 1].line, "<%.*s> is not closed",
			STR_ARG(g->tags[g->n_tags - 1].name));
	gen_flush(g);
	buf_put_cstr(g->source, "}\n");
	g->is_in_template = false;
	return OK;
}

/* "template due_list(struct page *page)" */
static enum err
begin_template(struct gen *g, struct str code, int line)
{
	struct str rest = str_trim(str_sub(code, strlen("template"), code.n)), name, parameters;
	size_t i = 0;

	TRY(gen_end_template(g));
	while (i < rest.n && is_word(rest.p[i]))
		i++;
	name = str_sub(rest, 0, i);
	parameters = str_trim(str_sub(rest, i, rest.n));
	if (name.n == 0 || parameters.n < 2 || parameters.p[0] != '(' ||
		parameters.p[parameters.n - 1] != ')')
		return gen_refuse(g, line, "the head is {%% template name(parameters) %%}");
	parameters = str_trim(str_sub(parameters, 1, parameters.n - 1));
	if (str_eq(parameters, STR("void")))
		parameters = STR_NULL;
	buf_printf(g->header, "void html_%.*s(struct html *h%s%.*s);\n", STR_ARG(name),
		parameters.n ? ", " : "", STR_ARG(parameters));
	buf_put_cstr(g->source, "\nvoid\n");
	gen_line(g, line);
	buf_printf(g->source, "html_%.*s(struct html *h%s%.*s)\n{\n", STR_ARG(name),
		parameters.n ? ", " : "", STR_ARG(parameters));
	g->is_in_template = true;
	g->after_space = true;
	g->after_call = false;
	return OK;
}

/* The word that begins at i, with i moved behind it; empty when none does. */
static struct str
next_word(struct str code, size_t *i)
{
	size_t from = *i;

	while (*i < code.n && is_word(code.p[*i]))
		(*i)++;
	return str_sub(code, from, *i);
}

static bool
is_jump(struct str word)
{
	static const char *const jumps[] = { "case", "default", "break", "continue", "return",
		"goto" };
	size_t i;

	for (i = 0; i < sizeof(jumps) / sizeof(jumps[0]); i++)
		if (str_eq(word, str_of(jumps[i])))
			return true;
	return false;
}

/* Whoever jumps skips what would have been written, so how a block ends says nothing. */
static void
note_words(struct gen *g, struct str code)
{
	size_t i = 0;
	int k;

	while (i < code.n) {
		size_t behind = skip_quoted(code, i);
		struct str word = behind > i ? STR_NULL : next_word(code, &i);

		if (word.n == 0)
			i = behind > i ? behind : i + 1;
		if (str_eq(word, STR("h")))
			g->after_call = true;
		for (k = 0; is_jump(word) && k < g->n_blocks; k++)
			g->blocks[k].is_after_space = false;
		/* Here goes on what stood before the switch, not what stands above. */
		if (str_eq(word, STR("case")) || str_eq(word, STR("default")))
			g->after_space = false;
	}
}

/*
 * Behind a block white space adds nothing when the block ends with some and, for when it is left
 * out, some stood before it.
 */
static void
end_block(struct gen *g)
{
	bool is_after_space = g->blocks[--g->n_blocks].is_after_space;

	g->after_space = g->after_space && is_after_space && !g->after_call;
}

/* Each { and } of the statement; tags must be closed within the braces that they stand in. */
static enum err
match_braces(struct gen *g, struct str code, int line)
{
	size_t i = 0;

	while (i < code.n) {
		size_t behind = skip_quoted(code, i);

		if (behind > i) {
			i = behind;
			continue;
		}
		if (code.p[i] == '{') {
			if (g->n_blocks == BLOCKS_MAX)
				return gen_refuse(g, line, "too many { within one another");
			g->blocks[g->n_blocks++] =
				(struct block){ g->n_tags, line, g->after_space };
		} else if (code.p[i] == '}') {
			if (g->n_blocks == 0)
				return gen_refuse(g, line, "a } without its {");
			if (g->n_tags != g->blocks[g->n_blocks - 1].n_tags)
				return gen_refuse(g, line,
					"<%.*s> is not closed within its { }",
					STR_ARG(g->tags[g->n_tags - 1].name));
			end_block(g);
		}
		i++;
	}
	return OK;
}

enum err
gen_statement(struct gen *g)
{
	int line = g->line;
	struct str code;
	char last;

	TRY(read_c(g, "%}", &code));
	TRY(check_c(g, code, line, false));
	if (str_starts(code, STR("template")) && code.n > 8 && is_space(code.p[8]))
		return begin_template(g, code, line);
	if (!g->is_in_template)
		return gen_refuse(
			g, line, "a template begins with {%% template name(parameters) %%}");
	if (gen_is_inside(g, "script"))
		return gen_refuse(g, line, "a statement in a script element");
	last = code.p[code.n - 1];
	if (last != '{' && last != '}' && last != ';' && last != ':')
		return gen_refuse(g, line, "the statement does not end with ; { or }");
	gen_flush(g);
	gen_line(g, line);
	buf_printf(g->source, "\t%.*s\n", STR_ARG(code));
	note_words(g, code);
	return match_braces(g, code, line);
}
