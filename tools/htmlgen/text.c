/* Templates to C: the text between tags. */
#include "tools/htmlgen/htmlgen.h"

#include <stdarg.h>
#include <stdio.h>
#include <strings.h>

enum err
gen_refuse(struct gen *g, int line, const char *format, ...)
{
	va_list args;

	if (g->error->line == 0) {
		g->error->line = line;
		va_start(args, format);
		vsnprintf(g->error->text, sizeof(g->error->text), format, args);
		va_end(args);
	}
	return ERR_INVALID;
}

bool
gen_sees(const struct gen *g, const char *text)
{
	return str_starts(str_sub(g->src, g->at, g->src.n), str_of(text));
}

void
gen_step(struct gen *g, size_t n)
{
	for (; n > 0 && g->at < g->src.n; n--, g->at++)
		if (g->src.p[g->at] == '\n')
			g->line++;
}

bool
gen_is_inside(const struct gen *g, const char *tag)
{
	int i;

	for (i = 0; i < g->n_tags; i++)
		if (g->tags[i].name.n == strlen(tag) &&
			strncasecmp(g->tags[i].name.p, tag, g->tags[i].name.n) == 0)
			return true;
	return false;
}

void
gen_markup(struct gen *g, struct str s)
{
	buf_put(&g->markup, s);
	g->after_space = s.n > 0 && (s.p[s.n - 1] == ' ' || s.p[s.n - 1] == '\n');
	g->after_call = false;
}

/* One C string literal per line of markup, every byte that C could misread as an octal escape. */
void
gen_flush(struct gen *g)
{
	struct str s = buf_str(&g->markup);
	size_t i;

	if (s.n == 0)
		return;
	buf_put_cstr(g->source, "\thtml_put_markup(h, \"");
	for (i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c == '\n')
			buf_put_cstr(g->source, i + 1 < s.n ? "\\n\"\n\t\t\"" : "\\n");
		else if (c == '"' || c == '\\')
			buf_printf(g->source, "\\%c", c);
		else if (c < ' ' || c == 127 || c == '?')
			buf_printf(g->source, "\\%03o", c);
		else
			buf_put_byte(g->source, (char)c);
	}
	buf_printf(g->source, "\", %zu);\n", s.n);
	buf_clear(&g->markup);
}

void
gen_line(struct gen *g, int line)
{
	buf_printf(g->source, "#line %d \"%s\"\n", line, g->name);
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Runs of white space shrink to one character, except where HTML keeps them. */
static void
put_space(struct gen *g)
{
	size_t from = g->at;
	struct str run;

	while (g->at < g->src.n && is_space(g->src.p[g->at]))
		gen_step(g, 1);
	if (!g->is_in_template)
		return;
	run = str_sub(g->src, from, g->at);
	if (gen_is_inside(g, "pre"))
		gen_markup(g, run);
	else if (!g->after_space)
		gen_markup(g, str_find_byte(run, '\n') >= 0 ? STR("\n") : STR(" "));
}

/* The code point at the cursor; the source is known to be valid UTF-8. */
static unsigned
code_point(const struct gen *g, size_t *n)
{
	const unsigned char *p = (const unsigned char *)g->src.p + g->at;

	*n = p[0] < 0x80 ? 1 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;
	switch (*n) {
	case 1:
		return p[0];
	case 2:
		return (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu);
	case 3:
		return (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
	default:
		return 0x10000u;
	}
}

/* Latin-1 signs, general punctuation, arrows, boxes and emoji say nothing in any language. */
static bool
is_letter(unsigned c)
{
	if (c < 0x80)
		return (c | 32) >= 'a' && (c | 32) <= 'z';
	if (c < 0xC0)
		return c == 0xAA || c == 0xB5 || c == 0xBA;
	return c != 0xD7 && c != 0xF7 && !(c >= 0x2000 && c < 0x2C00) && c < 0x10000;
}

/* Entities that are signs; letters are written as themselves, within {{_ "..." }}. */
static enum err
put_entity(struct gen *g)
{
	static const char *const signs[] = { "&nbsp;", "&shy;", "&amp;", "&lt;", "&gt;",
		"&quot;", "&ndash;", "&mdash;", "&middot;", "&times;", "&larr;", "&rarr;",
		"&hellip;" };
	size_t i;

	for (i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		if (!gen_sees(g, signs[i]))
			continue;
		gen_markup(g, str_of(signs[i]));
		gen_step(g, strlen(signs[i]));
		return OK;
	}
	return gen_refuse(g, g->line, "a bare & or an entity that is not a known sign");
}

static enum err
put_text(struct gen *g)
{
	size_t n;
	unsigned c = code_point(g, &n);

	if (is_letter(c))
		return gen_refuse(g, g->line,
			"bare letters: text stands in {{_ \"...\"}} so that it can be "
			"translated");
	if (gen_sees(g, "}}") || gen_sees(g, "%}"))
		return gen_refuse(g, g->line, "a hole or statement ends that never began");
	if (gen_is_inside(g, "script"))
		return gen_refuse(
			g, g->line, "a script element holds nothing: code stands in assets");
	gen_markup(g, str_sub(g->src, g->at, g->at + n));
	gen_step(g, n);
	return OK;
}

/* Comments are for those who read the template; they are not sent. */
static enum err
skip_comment(struct gen *g)
{
	int line = g->line;

	while (g->at < g->src.n && !gen_sees(g, "-->")) {
		if (gen_sees(g, "{{") || gen_sees(g, "{%"))
			return gen_refuse(g, g->line, "a hole or statement in a comment");
		gen_step(g, 1);
	}
	if (g->at == g->src.n)
		return gen_refuse(g, line, "the comment is not closed");
	gen_step(g, 3);
	return OK;
}

static enum err
put_markup_declaration(struct gen *g)
{
	if (!gen_sees(g, "<!doctype html>"))
		return gen_refuse(g, g->line, "the only declaration is <!doctype html>");
	gen_markup(g, STR("<!doctype html>"));
	gen_step(g, strlen("<!doctype html>"));
	return OK;
}

static enum err
step_in_template(struct gen *g)
{
	if (gen_sees(g, "{{")) {
		if (gen_is_inside(g, "script"))
			return gen_refuse(g, g->line, "a hole in a script element");
		return gen_hole(g, PLACE_TEXT);
	}
	if (gen_sees(g, "<!"))
		return put_markup_declaration(g);
	if (gen_sees(g, "</"))
		return gen_end_tag(g);
	if (gen_sees(g, "<"))
		return gen_start_tag(g);
	if (gen_sees(g, "&"))
		return put_entity(g);
	return put_text(g);
}

static enum err
step(struct gen *g)
{
	if (is_space(g->src.p[g->at])) {
		put_space(g);
		return OK;
	}
	if (gen_sees(g, "<!--"))
		return skip_comment(g);
	if (gen_sees(g, "{%"))
		return gen_statement(g);
	if (!g->is_in_template)
		return gen_refuse(
			g, g->line, "a template begins with {%% template name(parameters) %%}");
	return step_in_template(g);
}

enum { MARKUP_CAP = 1 << 20 };

enum err
htmlgen_file(struct str text, const char *name, struct buf *source, struct buf *header,
	struct htmlgen_error *error)
{
	struct gen g = { .src = text,
		.line = 1,
		.name = name,
		.source = source,
		.header = header,
		.error = error,
		.markup = buf_new(MARKUP_CAP) };
	bool has_template = false;
	enum err e = OK;

	*error = (struct htmlgen_error){ 0 };
	if (!str_is_utf8(text) || str_find_byte(text, '\0') >= 0)
		e = gen_refuse(&g, 1, "the file is not UTF-8 text");
	while (e == OK && g.at < g.src.n) {
		e = step(&g);
		has_template |= g.is_in_template;
	}
	if (e == OK)
		e = gen_end_template(&g);
	if (e == OK && !has_template)
		e = gen_refuse(&g, 1, "the file has no {%% template name(parameters) %%}");
	if (e == OK && (buf_err(source) != OK || buf_err(header) != OK || g.markup.err != OK))
		e = ERR_LIMIT;
	buf_free(&g.markup);
	return e;
}
