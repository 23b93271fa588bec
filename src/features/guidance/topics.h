/* The topics of the guidance and their texts: shipped files, or what an association wrote instead. */
#ifndef FEATURES_GUIDANCE_TOPICS_H
#define FEATURES_GUIDANCE_TOPICS_H

#include "features/guidance/guidance.h"

enum guidance_section { SECTION_SAY, SECTION_DO, SECTION_SPECIAL, SECTION_NEXT, SECTION_COUNT };

/* What a topic is shown with. */
enum { SHOWN_ALWAYS = 0, SHOWN_WITH_NONE = -1, SHOWN_WITH_ANY = -2 };

struct guidance_topic {
	const char *code;	/* of its file, its address and its row */
	enum guidance_section section;
	int bits;		/* enum guidance_bit, or one of SHOWN_ */
};

enum { GUIDANCE_TOPICS = 17 };
extern const struct guidance_topic guidance_topics[GUIDANCE_TOPICS];

const struct guidance_topic *guidance_topic_of(struct str code);
bool guidance_topic_is_shown(const struct guidance_topic *topic, unsigned bits);

struct guidance_text {
	const struct guidance_topic *topic;
	struct str title, body, source;
	bool is_own;	/* of the association */
};

/*
 * Takes "title: ...", "source: ...", an empty line and the body apart.  ERR_INVALID when one is
 * missing.
 */
enum err guidance_text_parse(struct str file, struct guidance_text *out);
/* The shipped text of a topic in the language, else in Swedish. */
struct guidance_text guidance_text_shipped(const struct guidance_topic *topic, enum lang lang);
/* What the place sees: its association's text where there is one. `out` has GUIDANCE_TOPICS. */
enum err guidance_texts(struct db *db, const struct scope *scope, struct arena *a,
	enum lang lang, struct guidance_text *out);

/* A paragraph or a list of the body. */
struct guidance_block {
	bool is_list;
	const struct str *items;	/* one for a paragraph */
	size_t n;
};
enum { GUIDANCE_BLOCKS_MAX = 200 };
/* Paragraphs and lists, nothing else: what looks like other markup is text.  ERR_LIMIT. */
enum err guidance_blocks(
	struct arena *a, struct str body, struct guidance_block **out, size_t *n);

#endif
