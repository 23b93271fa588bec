/* Templates to C: HTML with holes becomes functions that cannot write broken or unsafe HTML. */
#ifndef TOOLS_HTMLGEN_H
#define TOOLS_HTMLGEN_H

#include "base/buf.h"

struct htmlgen_error {
	int line;
	char text[160];
};

/*
 * Appends the C of one template file to `source` and the prototypes to `header`.  `name` is the path
 * for #line.  ERR_INVALID and the first fault in `error`; ERR_LIMIT when a buffer is full.
 */
enum err htmlgen_file(struct str text, const char *name, struct buf *source, struct buf *header,
	struct htmlgen_error *error);

/* ---- the parts of the tool ---- */

enum { TAGS_MAX = 64, BLOCKS_MAX = 32, ATTRIBUTES_MAX = 24 };

struct open_tag {
	struct str name;
	int line;
};

/* A { of a statement that waits for its }. */
struct block {
	int n_tags;
	int line;
	bool is_after_space;	/* what is written when the block is left out, or was left early */
};

struct gen {
	struct str src;
	size_t at;
	int line;
	const char *name;
	struct buf *source, *header;
	struct buf markup;	/* constant HTML not yet written as C */
	struct htmlgen_error *error;
	struct open_tag tags[TAGS_MAX];
	int n_tags;
	struct block blocks[BLOCKS_MAX];
	int n_blocks;
	bool is_in_template;
	bool after_space;	/* the output ends with white space: more of it adds nothing */
	bool after_call;	/* C wrote something, and how that ends is not known */
};

/* Notes the fault (the first one counts) and gives ERR_INVALID. */
enum err gen_refuse(struct gen *g, int line, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* Whether the source goes on with these bytes. */
bool gen_sees(const struct gen *g, const char *text);
/* Steps over n bytes, counting lines. */
void gen_step(struct gen *g, size_t n);
/* Constant HTML. */
void gen_markup(struct gen *g, struct str s);
/* Writes waiting markup as a call. */
void gen_flush(struct gen *g);

/* Where a hole stands decides how it is written. */
enum place { PLACE_TEXT, PLACE_ATTRIBUTE, PLACE_ADDRESS };

/* At "{{": reads the hole and writes its call. */
enum err gen_hole(struct gen *g, enum place place);
/* At "{{": the bare expression, for attributes that come and go. */
enum err gen_expression(struct gen *g, struct str *expression, int *line);
/* At "{%": a statement or the head of a template. */
enum err gen_statement(struct gen *g);
/* Ends the template that is open, if any. */
enum err gen_end_template(struct gen *g);
/* A #line, so that the compiler's errors point at the template. */
void gen_line(struct gen *g, int line);

/* At "<letter": a start tag; at "</": an end tag (tag.c). */
enum err gen_start_tag(struct gen *g);
enum err gen_end_tag(struct gen *g);
/* Whether such a tag is open. */
bool gen_is_inside(const struct gen *g, const char *tag);

#endif
