/* The handbook in Markdown, as chapters of safe HTML. */
#include "tools/handbook/handbook.h"

#include <cmark.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { CODE_MAX = 64, URL_MAX = 128 };

#define PICTURES "bilder/"
#define PICTURE_SUFFIX ".webp"

struct chapter {
	char code[CODE_MAX];
	cmark_node *heading;
};

struct book {
	struct chapter chapters[HANDBOOK_CHAPTERS_MAX];
	int n;
	handbook_has_picture *has_picture;
	struct buf *out;
	struct handbook_error *error;
};

static enum err
refuse(struct book *b, cmark_node *node, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static enum err
refuse(struct book *b, cmark_node *node, const char *format, ...)
{
	va_list args;

	/* What stands within a line has no place of its own. */
	while (cmark_node_get_start_line(node) == 0 && cmark_node_parent(node))
		node = cmark_node_parent(node);
	b->error->line = cmark_node_get_start_line(node);
	va_start(args, format);
	vsnprintf(b->error->text, sizeof(b->error->text), format, args);
	va_end(args);
	return ERR_INVALID;
}

/* ---- names and addresses ---- */

/*
 * "Börja här" and its anchor "börja-här" are both "borja-har": the anchor is what hosts of Markdown
 * make of the heading, the code is what an address of ours may hold.
 */
static void
code_of(struct str name, char code[CODE_MAX])
{
	static const struct {
		const char *letter, *plain;
	} swedish[] = {
		{ "å", "a" }, { "ä", "a" }, { "ö", "o" }, { "é", "e" },
		{ "Å", "a" }, { "Ä", "a" }, { "Ö", "o" },
	};
	size_t i = 0, n = 0, k;

	while (i < name.n && n + 1 < CODE_MAX) {
		struct str rest = str_sub(name, i, name.n);
		char c = name.p[i++];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			code[n++] = c;
		if (c == ' ' || c == '-')
			code[n++] = '-';
		for (k = 0; k < sizeof(swedish) / sizeof(swedish[0]); k++)
			if (str_starts(rest, str_of(swedish[k].letter)))
				code[n++] = swedish[k].plain[0];
	}
	code[n] = '\0';
}

/* The words of a node, without marks. */
static void
words_of(cmark_node *node, struct buf *out)
{
	cmark_iter *iter = cmark_iter_new(node);
	cmark_event_type event;

	while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
		cmark_node *at = cmark_iter_get_node(iter);
		cmark_node_type type = cmark_node_get_type(at);

		if (event != CMARK_EVENT_ENTER)
			continue;
		if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
			buf_put_cstr(out, cmark_node_get_literal(at));
		if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
			buf_put_byte(out, ' ');
	}
	cmark_iter_free(iter);
}

static const struct chapter *
chapter_of(const struct book *b, const char *code)
{
	int i;

	for (i = 0; i < b->n; i++)
		if (strcmp(b->chapters[i].code, code) == 0)
			return &b->chapters[i];
	return NULL;
}

/* #fråga leads to the chapter's own page; what leads out of the house is https. */
static enum err
turn_link(struct book *b, cmark_node *link)
{
	const char *to = cmark_node_get_url(link);
	char code[CODE_MAX], url[URL_MAX];

	if (strncmp(to, "https://", 8) == 0)
		return OK;
	if (to[0] != '#')
		return refuse(b, link, "%s: a link leads to a #chapter or to https", to);
	code_of(str_of(to + 1), code);
	if (!chapter_of(b, code))
		return refuse(b, link, "%s is no chapter", to);
	snprintf(url, sizeof(url), "/handbok/%s", code);
	cmark_node_set_url(link, url);
	return OK;
}

static enum err
turn_picture(struct book *b, cmark_node *picture)
{
	struct str from = str_of(cmark_node_get_url(picture));
	struct buf words = buf_new(1 << 12);
	char name[URL_MAX], url[URL_MAX];
	bool has_words;

	words_of(picture, &words);
	has_words = words.n > 0;
	buf_free(&words);
	if (!has_words)
		return refuse(b, picture, "a picture needs words");
	if (!str_starts(from, STR(PICTURES)) || !str_ends(from, STR(PICTURE_SUFFIX)) ||
		from.n >= URL_MAX)
		return refuse(b, picture, "%.*s: pictures are " PICTURES "NAME" PICTURE_SUFFIX,
			STR_ARG(from));
	snprintf(name, sizeof(name), "%.*s", (int)(from.n - strlen(PICTURES)),
		from.p + strlen(PICTURES));
	if (!b->has_picture(name))
		return refuse(b, picture, "%s is not there: make pictures", name);
	snprintf(url, sizeof(url), "/handbok/bild/%.*s",
		(int)(strlen(name) - strlen(PICTURE_SUFFIX)), name);
	cmark_node_set_url(picture, url);
	return OK;
}

/* ---- what is refused, and what is changed for the page ---- */

/* The chapter's title is the page's h1, so what is below it moves up. */
static enum err
turn_heading(struct book *b, cmark_node *heading, int *before)
{
	int level = cmark_node_get_heading_level(heading);

	if (level > *before + 1 || (*before > 0 && level == 1))
		return refuse(b, heading, "a heading of level %d after one of level %d", level,
			*before);
	*before = level;
	if (level > 2)
		cmark_node_set_heading_level(heading, level - 1);
	return OK;
}

static enum err
turn_node(struct book *b, cmark_node *node, int *level)
{
	switch ((int)cmark_node_get_type(node)) {
	case CMARK_NODE_HTML_BLOCK:
	case CMARK_NODE_HTML_INLINE:
		return refuse(b, node, "raw HTML");
	case CMARK_NODE_LINK:
		return turn_link(b, node);
	case CMARK_NODE_IMAGE:
		return turn_picture(b, node);
	case CMARK_NODE_HEADING:
		return turn_heading(b, node, level);
	default:
		return OK;
	}
}

static enum err
turn_all(struct book *b, cmark_node *document)
{
	cmark_iter *iter = cmark_iter_new(document);
	cmark_event_type event;
	enum err e = OK;
	int level = 0;

	while (e == OK && (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE)
		if (event == CMARK_EVENT_ENTER)
			e = turn_node(b, cmark_iter_get_node(iter), &level);
	cmark_iter_free(iter);
	return e;
}

static enum err
find_chapters(struct book *b, cmark_node *document)
{
	cmark_node *node;

	for (node = cmark_node_first_child(document); node; node = cmark_node_next(node)) {
		struct chapter *chapter = &b->chapters[b->n];
		struct buf words = buf_new(1 << 12);

		if (cmark_node_get_type(node) != CMARK_NODE_HEADING ||
			cmark_node_get_heading_level(node) != 2)
			continue;
		if (b->n == HANDBOOK_CHAPTERS_MAX)
			return refuse(b, node, "too many chapters");
		words_of(node, &words);
		code_of(buf_str(&words), chapter->code);
		buf_free(&words);
		if (chapter->code[0] == '\0' || chapter_of(b, chapter->code))
			return refuse(b, node, "a chapter of that name is there already");
		chapter->heading = node;
		b->n++;
	}
	return b->n > 0 ? OK : refuse(b, document, "no chapters");
}

/* ---- out ---- */

static void
put_literal(struct buf *out, struct str s)
{
	size_t i;

	buf_put_byte(out, '"');
	for (i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c == '\n' && i + 1 < s.n)
			buf_put_cstr(out, "\\n\"\n\t\t\"");
		else if (c < ' ' || c >= 0x7f || c == '"' || c == '\\' || c == '?')
			buf_printf(out, "\\%03o", c);
		else
			buf_put_byte(out, (char)c);
	}
	buf_put_byte(out, '"');
}

static void
put_words(struct buf *out, cmark_node *node)
{
	struct buf words = buf_new(1 << 12);

	words_of(node, &words);
	put_literal(out, buf_str(&words));
	buf_free(&words);
}

/* Whom the chapter is for: a paragraph that is one emphasis. */
static bool
is_for_whom(cmark_node *node)
{
	cmark_node *child = node ? cmark_node_first_child(node) : NULL;

	return child && cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH &&
	       cmark_node_get_type(child) == CMARK_NODE_EMPH && !cmark_node_next(child);
}

static bool
is_chapter(const struct book *b, const cmark_node *node)
{
	int i;

	for (i = 0; i < b->n; i++)
		if (b->chapters[i].heading == node)
			return true;
	return false;
}

/* The nodes from `first` to the next chapter, as HTML; cmark leaves out what is not safe. */
static void
put_html(const struct book *b, cmark_node *first)
{
	cmark_node *part = cmark_node_new(CMARK_NODE_DOCUMENT), *next;
	char *html;

	for (; first && !is_chapter(b, first); first = next) {
		next = cmark_node_next(first);
		cmark_node_append_child(part, first);
	}
	html = cmark_render_html(part, CMARK_OPT_DEFAULT);
	buf_put_cstr(b->out, "{ { ");
	put_literal(b->out, str_of(html));
	buf_printf(b->out, ", %zu } }", strlen(html));
	free(html);
	cmark_node_free(part);
}

static enum err
put_chapter(struct book *b, const struct chapter *chapter)
{
	cmark_node *whom = cmark_node_next(chapter->heading);

	if (!is_for_whom(whom))
		return refuse(b, chapter->heading,
			"a chapter begins with whom it is for, in *emphasis*");
	buf_printf(b->out, "\t{ \"%s\",\n\t\t", chapter->code);
	put_words(b->out, chapter->heading);
	buf_put_cstr(b->out, ",\n\t\t");
	put_words(b->out, whom);
	buf_put_cstr(b->out, ",\n\t\t");
	put_html(b, cmark_node_next(whom));
	buf_put_cstr(b->out, " },\n");
	return OK;
}

static enum err
put_book(struct book *b, cmark_node *document)
{
	cmark_node *first = cmark_node_first_child(document);
	int i;

	if (!first || cmark_node_get_type(first) != CMARK_NODE_HEADING)
		return refuse(b, document, "the handbook begins with its title");
	buf_put_cstr(b->out, "/* Made of doc/handbok.sv.md. */\n"
			     "#include \"features/handbook/chapters.h\"\n\n"
			     "const struct html_safe handbook_preface = ");
	put_html(b, cmark_node_next(first));
	buf_put_cstr(b->out, ";\n\nconst struct handbook_chapter handbook_chapters[] = {\n");
	for (i = 0; i < b->n; i++)
		TRY(put_chapter(b, &b->chapters[i]));
	buf_printf(b->out, "};\n\nconst size_t handbook_n_chapters = %d;\n", b->n);
	return buf_err(b->out);
}

enum err
handbook_translate(struct str text, handbook_has_picture *has_picture, struct buf *out,
	struct handbook_error *error)
{
	struct book b = { .has_picture = has_picture, .out = out, .error = error };
	cmark_node *document = cmark_parse_document(text.p, text.n, CMARK_OPT_DEFAULT);
	enum err e = find_chapters(&b, document);

	if (e == OK)
		e = turn_all(&b, document);
	if (e == OK)
		e = put_book(&b, document);
	cmark_node_free(document);
	return e;
}
