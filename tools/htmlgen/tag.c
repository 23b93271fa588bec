/* Templates to C: tags and their attributes. */
#include "tools/htmlgen/htmlgen.h"

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool
is_name(char c)
{
	return ((c | 32) >= 'a' && (c | 32) <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
	       c == '_' || c == ':';
}

/* Compares without case, as browsers do: a rule against <input> is one against <INPUT>. */
static bool
is_same_name(struct str a, struct str b)
{
	return a.n == b.n && strncasecmp(a.p, b.p, a.n) == 0;
}

static bool
is_any_of(struct str name, const char *const *list)
{
	for (; *list; list++)
		if (is_same_name(name, str_of(*list)))
			return true;
	return false;
}
#define IS_ANY_OF(name, ...) is_any_of(name, (const char *const[]){ __VA_ARGS__, NULL })

static bool
is_void(struct str tag)
{
	return IS_ANY_OF(tag, "area", "br", "col", "hr", "img", "link", "meta", "source",
		"track", "wbr");
}

/* Attributes that a browser loads, follows or posts to. */
static bool
is_address(struct str name)
{
	return IS_ANY_OF(name, "href", "src", "action", "formaction", "poster", "cite", "data",
		"xlink:href", "background", "ping", "manifest", "longdesc");
}

/* Attributes that people read or hear. */
static bool
is_spoken(struct str name)
{
	return IS_ANY_OF(name, "title", "alt", "placeholder", "aria-label", "aria-description",
		"aria-roledescription", "aria-valuetext", "abbr", "label");
}

/* Attributes that are there or not, without a value. */
static bool
is_flag(struct str name)
{
	return IS_ANY_OF(name, "hidden", "open", "disabled", "autofocus", "reversed", "defer",
		"async", "novalidate", "inert");
}

/* What is known of a start tag while its attributes are read. */
struct tag {
	struct str name;
	int line;
	struct str seen[ATTRIBUTES_MAX];
	int n_seen;
	bool is_blank, has_noopener;
};

static bool
has(const struct tag *tag, const char *name)
{
	int i;

	for (i = 0; i < tag->n_seen; i++)
		if (is_same_name(tag->seen[i], str_of(name)))
			return true;
	return false;
}

static enum err
read_name(struct gen *g, struct str *name)
{
	size_t from = g->at;

	while (g->at < g->src.n && is_name(g->src.p[g->at]))
		g->at++;
	*name = str_sub(g->src, from, g->at);
	if (gen_sees(g, "{{"))
		return gen_refuse(g, g->line, "a hole in a name or outside a quoted value");
	if (gen_sees(g, "{%"))
		return gen_refuse(g, g->line, "a statement within a tag");
	if (name->n == 0)
		return gen_refuse(g, g->line, "a name is missing or holds a strange character");
	return OK;
}

static enum err
check_attribute_name(struct gen *g, struct tag *tag, struct str name)
{
	if (name.n > 2 && strncasecmp(name.p, "on", 2) == 0)
		return gen_refuse(g, g->line, "%.*s: scripts stand in assets", STR_ARG(name));
	if (IS_ANY_OF(name, "style", "srcdoc", "srcset", "imagesrcset"))
		return gen_refuse(g, g->line, "%.*s is not allowed", STR_ARG(name));
	if (tag->n_seen == ATTRIBUTES_MAX)
		return gen_refuse(g, g->line, "too many attributes");
	tag->seen[tag->n_seen] = STR_NULL;
	tag->seen[tag->n_seen++] = name;
	return OK;
}

/* A constant address stays in the house, or is a telephone number or an https link to follow. */
static enum err
check_address(struct gen *g, const struct tag *tag, struct str name, struct str value)
{
	bool loads = !IS_ANY_OF(tag->name, "a", "area");

	if (str_starts(value, STR("/")) && !str_starts(value, STR("//")))
		return OK;
	if (str_starts(value, STR("#")) ||
		(!loads &&
			(str_starts(value, STR("https://")) || str_starts(value, STR("tel:")) ||
				str_starts(value, STR("mailto:")) ||
				str_starts(value, STR("?")))))
		return OK;
	return gen_refuse(g, g->line, "%.*s: a constant address begins with /%s", STR_ARG(name),
		loads ? "" : ", #, ?, tel:, mailto: or https://");
}

static bool
is_letter(char c)
{
	return ((c | 32) >= 'a' && (c | 32) <= 'z') || (c & 0x80);
}

static enum err
check_constant(struct gen *g, struct tag *tag, struct str name, struct str value)
{
	if (is_address(name))
		TRY(check_address(g, tag, name, value));
	if (IS_ANY_OF(name, "target") && str_eq(value, STR("_blank")))
		tag->is_blank = true;
	if (IS_ANY_OF(name, "rel") && str_contains(value, STR("noopener")))
		tag->has_noopener = true;
	return OK;
}

/* The value of an attribute from behind its opening quote; steps over the closing one. */
static enum err
read_value(struct gen *g, struct tag *tag, struct str name)
{
	size_t from = g->at;
	int n_holes = 0, line = g->line;
	enum place place = is_address(name) ? PLACE_ADDRESS : PLACE_ATTRIBUTE;
	bool is_glued = false;

	while (g->at < g->src.n && g->src.p[g->at] != '"') {
		if (gen_sees(g, "{%"))
			return gen_refuse(g, g->line, "a statement within a tag");
		if (gen_sees(g, "{{")) {
			n_holes++;
			TRY(gen_hole(g, place));
			continue;
		}
		if (g->src.p[g->at] == '<' || (gen_sees(g, "&") && !gen_sees(g, "&amp;")))
			return gen_refuse(g, g->line, "< or a bare & in a value");
		if (is_spoken(name) && is_letter(g->src.p[g->at]))
			return gen_refuse(g, g->line,
				"bare letters in %.*s: write {{_ \"...\"}}", STR_ARG(name));
		is_glued = true;
		gen_markup(g, str_sub(g->src, g->at, g->at + 1));
		gen_step(g, 1);
	}
	if (g->at == g->src.n)
		return gen_refuse(g, line, "the value of %.*s is not closed", STR_ARG(name));
	if (place == PLACE_ADDRESS && n_holes > 0 && (is_glued || n_holes > 1))
		return gen_refuse(
			g, line, "%.*s is one hole or a constant, never both", STR_ARG(name));
	if (n_holes == 0)
		TRY(check_constant(g, tag, name, str_sub(g->src, from, g->at)));
	else if (IS_ANY_OF(name, "target", "rel"))
		return gen_refuse(g, line, "%.*s is a constant", STR_ARG(name));
	gen_step(g, 1);
	return OK;
}

/* name?="{{ expr }}": the attribute is there when the expression is true or not NULL. */
static enum err
read_optional(struct gen *g, struct str name)
{
	struct str expression;
	int line;

	gen_step(g, strlen("?=\""));
	if (is_address(name) || IS_ANY_OF(name, "target", "rel", "alt", "type", "lang"))
		return gen_refuse(g, g->line, "%.*s may not come and go", STR_ARG(name));
	if (!gen_sees(g, "{{"))
		return gen_refuse(g, g->line, "after ?= stands one hole");
	TRY(gen_expression(g, &expression, &line));
	if (!gen_sees(g, "\""))
		return gen_refuse(g, g->line, "after ?= stands one hole");
	gen_step(g, 1);
	gen_flush(g);
	gen_line(g, line);
	if (is_flag(name))
		buf_printf(g->source, "\tif (%.*s)\n\t\thtml_put_markup(h, \" %.*s\", %zu);\n",
			STR_ARG(expression), STR_ARG(name), name.n + 1);
	else
		buf_printf(g->source, "\thtml_put_optional(h, \"%.*s\", (%.*s));\n",
			STR_ARG(name), STR_ARG(expression));
	return OK;
}

static enum err
read_attribute(struct gen *g, struct tag *tag)
{
	struct str name;
	int i;

	TRY(read_name(g, &name));
	for (i = 0; i < tag->n_seen; i++)
		if (is_same_name(tag->seen[i], name))
			return gen_refuse(g, g->line, "%.*s stands twice", STR_ARG(name));
	TRY(check_attribute_name(g, tag, name));
	if (gen_sees(g, "?=\""))
		return read_optional(g, name);
	gen_markup(g, STR(" "));
	gen_markup(g, name);
	if (!gen_sees(g, "=")) {
		if (is_address(name) || is_spoken(name))
			return gen_refuse(g, g->line, "%.*s has no value", STR_ARG(name));
		return OK;
	}
	gen_step(g, 1);
	if (!gen_sees(g, "\""))
		return gen_refuse(
			g, g->line, "%.*s: values stand in double quotes", STR_ARG(name));
	gen_step(g, 1);
	gen_markup(g, STR("=\""));
	TRY(read_value(g, tag, name));
	gen_markup(g, STR("\""));
	return OK;
}

static enum err
check_tag_name(struct gen *g, struct str name)
{
	if (IS_ANY_OF(name, "input", "select", "textarea", "form", "option", "optgroup",
		    "datalist"))
		return gen_refuse(g, g->line,
			"<%.*s>: forms come from page_form_begin and form_put_field",
			STR_ARG(name));
	if (IS_ANY_OF(name, "style", "iframe", "object", "embed", "base", "frame", "frameset",
		    "applet", "noscript", "plaintext", "xmp", "marquee", "blink", "portal",
		    "template", "foreignobject", "set", "animate", "animatemotion",
		    "animatetransform"))
		return gen_refuse(g, g->line, "<%.*s> is not allowed", STR_ARG(name));
	return OK;
}

/* What a tag must have once all its attributes are known. */
static enum err
check_tag(struct gen *g, const struct tag *tag)
{
	if (tag->is_blank && !tag->has_noopener)
		return gen_refuse(g, tag->line, "target=\"_blank\" needs rel=\"noopener\"");
	if (IS_ANY_OF(tag->name, "img") && !has(tag, "alt"))
		return gen_refuse(g, tag->line, "<img> needs alt (alt=\"\" for decoration)");
	if (IS_ANY_OF(tag->name, "button") && !has(tag, "type"))
		return gen_refuse(g, tag->line, "<button> needs type");
	if (IS_ANY_OF(tag->name, "html") && !has(tag, "lang"))
		return gen_refuse(g, tag->line, "<html> needs lang");
	if (IS_ANY_OF(tag->name, "script") && !has(tag, "src"))
		return gen_refuse(g, tag->line, "<script> needs src");
	if (IS_ANY_OF(tag->name, "meta") && has(tag, "http-equiv"))
		return gen_refuse(g, tag->line, "headers are set by core/http");
	return OK;
}

enum err
gen_start_tag(struct gen *g)
{
	struct tag tag = { .line = g->line };
	bool is_closed;

	gen_step(g, 1);
	TRY(read_name(g, &tag.name));
	TRY(check_tag_name(g, tag.name));
	gen_markup(g, STR("<"));
	gen_markup(g, tag.name);
	for (;;) {
		while (g->at < g->src.n && is_space(g->src.p[g->at]))
			gen_step(g, 1);
		if (g->at == g->src.n)
			return gen_refuse(
				g, tag.line, "the tag <%.*s is not closed", STR_ARG(tag.name));
		if (gen_sees(g, ">") || gen_sees(g, "/>"))
			break;
		TRY(read_attribute(g, &tag));
	}
	TRY(check_tag(g, &tag));
	is_closed = gen_sees(g, "/>");
	if (is_closed && !is_void(tag.name) && !gen_is_inside(g, "svg"))
		return gen_refuse(
			g, tag.line, "/> closes only empty elements and those of svg");
	gen_step(g, is_closed ? 2 : 1);
	gen_markup(g, is_closed && !is_void(tag.name) ? STR("/>") : STR(">"));
	if (is_closed || is_void(tag.name))
		return OK;
	if (g->n_tags == TAGS_MAX)
		return gen_refuse(g, tag.line, "too many tags within one another");
	g->tags[g->n_tags++] = (struct open_tag){ tag.name, tag.line };
	return OK;
}

enum err
gen_end_tag(struct gen *g)
{
	int line = g->line, bottom = g->n_blocks > 0 ? g->blocks[g->n_blocks - 1].n_tags : 0;
	struct str name;

	gen_step(g, 2);
	TRY(read_name(g, &name));
	while (g->at < g->src.n && is_space(g->src.p[g->at]))
		gen_step(g, 1);
	if (!gen_sees(g, ">"))
		return gen_refuse(g, line, "the tag </%.*s is not closed", STR_ARG(name));
	if (g->n_tags == 0)
		return gen_refuse(g, line, "</%.*s> closes nothing", STR_ARG(name));
	if (g->n_tags == bottom)
		return gen_refuse(
			g, line, "</%.*s> closes a tag from outside its { }", STR_ARG(name));
	if (!str_eq(g->tags[g->n_tags - 1].name, name))
		return gen_refuse(g, line, "</%.*s> closes <%.*s> of line %d", STR_ARG(name),
			STR_ARG(g->tags[g->n_tags - 1].name), g->tags[g->n_tags - 1].line);
	g->n_tags--;
	gen_step(g, 1);
	gen_markup(g, STR("</"));
	gen_markup(g, name);
	gen_markup(g, STR(">"));
	return OK;
}
