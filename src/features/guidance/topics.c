/* The table of topics, and their texts. */
#include "features/guidance/topics.h"

#include <stdio.h>

#include "features/guidance/content.h"
#include "features/guidance/guidance.sql.h"

const struct guidance_topic guidance_topics[GUIDANCE_TOPICS] = {
	{ "none", SECTION_SAY, SHOWN_WITH_NONE },
	{ "ongoing", SECTION_SAY, GUIDANCE_ONGOING },
	{ "earlier", SECTION_SAY, GUIDANCE_EARLIER },
	{ "witnessed", SECTION_SAY, GUIDANCE_WITNESSED },
	{ "own-use-ongoing", SECTION_SAY, GUIDANCE_OWN_USE_ONGOING },
	{ "own-use-earlier", SECTION_SAY, GUIDANCE_OWN_USE_EARLIER },
	{ "home-today", SECTION_DO, GUIDANCE_ONGOING },
	{ "injuries", SECTION_DO, GUIDANCE_ONGOING },
	{ "suicide", SECTION_DO, SHOWN_WITH_ANY },
	{ "children", SECTION_DO, SHOWN_WITH_ANY },
	{ "honour", SECTION_SPECIAL, SHOWN_WITH_ANY },
	{ "lgbtqi-youth", SECTION_SPECIAL, SHOWN_WITH_ANY },
	{ "older", SECTION_SPECIAL, SHOWN_WITH_ANY },
	{ "cognitive", SECTION_SPECIAL, SHOWN_WITH_ANY },
	{ "card", SECTION_NEXT, SHOWN_ALWAYS },
	{ "handover", SECTION_NEXT, SHOWN_WITH_ANY },
	{ "sip", SECTION_NEXT, SHOWN_WITH_ANY },
};

const struct guidance_topic *
guidance_topic_of(struct str code)
{
	size_t i;

	for (i = 0; i < GUIDANCE_TOPICS; i++) {
		if (str_eq(code, str_of(guidance_topics[i].code)))
			return &guidance_topics[i];
	}
	return NULL;
}

bool
guidance_topic_is_shown(const struct guidance_topic *topic, unsigned bits)
{
	switch (topic->bits) {
	case SHOWN_ALWAYS:
		return true;
	case SHOWN_WITH_NONE:
		return bits == 0;
	case SHOWN_WITH_ANY:
		return bits != 0;
	default:
		return ((unsigned)topic->bits & bits) != 0;
	}
}

/* "title: " and the rest of its line. */
static bool
front_line(struct str *rest, struct str name, struct str *value)
{
	struct str line;

	if (!str_split(rest, '\n', &line) || !str_starts(line, name))
		return false;
	*value = str_trim(str_sub(line, name.n, line.n));
	return !str_is_empty(*value);
}

enum err
guidance_text_parse(struct str file, struct guidance_text *out)
{
	struct str rest = file, empty;
	struct guidance_text text = { 0 };

	if (!front_line(&rest, STR("title:"), &text.title)
		|| !front_line(&rest, STR("source:"), &text.source)
		|| !str_split(&rest, '\n', &empty) || !str_is_empty(str_trim(empty)) || !rest.p)
		return ERR_INVALID;
	text.body = str_trim(rest);
	if (str_is_empty(text.body))
		return ERR_INVALID;
	*out = text;
	return OK;
}

struct guidance_text
guidance_text_shipped(const struct guidance_topic *topic, enum lang lang)
{
	enum lang tries[] = { lang, LANG_SV };
	struct guidance_text text = { 0 };
	size_t i;

	for (i = 0; i < sizeof(tries) / sizeof(tries[0]); i++) {
		char path[64] = { 0 };
		const struct embedded_file *file;

		snprintf(path, sizeof(path), "%s/%s.md", lang_code(tries[i]), topic->code);
		file = embedded_find(&embedded_guidance_content, str_of(path));
		if (file && guidance_text_parse(embedded_str(file), &text) == OK)
			break;
	}
	/* Shipped files are part of the program; a test reads every one. */
	assert_always(text.body.n > 0);
	text.topic = topic;
	return text;
}

enum err
guidance_texts(struct db *db, const struct scope *scope, struct arena *a, enum lang lang,
	struct guidance_text *out)
{
	struct sql_guidance_own_texts *own;
	size_t n, i, k;

	TRY(sql_guidance_own_texts(db, scope, a, scope_team(scope), &own, &n));
	for (i = 0; i < GUIDANCE_TOPICS; i++) {
		out[i] = guidance_text_shipped(&guidance_topics[i], lang);
		for (k = 0; k < n; k++) {
			if (!str_eq(own[k].topic, str_of(guidance_topics[i].code))
				|| !str_eq(own[k].lang, str_of(lang_code(lang))))
				continue;
			out[i].body = own[k].body;
			out[i].source = own[k].source;
			out[i].is_own = true;
		}
	}
	return OK;
}

/* ---- the body ---- */

/* Blocks and their lines on their way out of the body. */
struct building {
	struct arena *arena;
	struct guidance_block *blocks;
	size_t n_blocks;
	struct str *items;
	size_t n_items;
};

static struct str
joined(struct arena *a, struct str before, struct str line)
{
	if (str_is_empty(before))
		return line;
	return arena_printf(a, "%.*s %.*s", STR_ARG(before), STR_ARG(line));
}

/* A line of the text: opens a block, goes on with one, or (empty) ends it. */
static enum err
take_line(struct building *b, struct str line, bool *is_in_block)
{
	bool is_item = str_starts(line, STR("- "));
	struct guidance_block *last = b->n_blocks ? &b->blocks[b->n_blocks - 1] : NULL;

	if (str_is_empty(line)) {
		*is_in_block = false;
		return OK;
	}
	if (*is_in_block && !is_item) {
		b->items[b->n_items - 1] = joined(b->arena, b->items[b->n_items - 1], line);
		return OK;
	}
	if (b->n_items == GUIDANCE_BLOCKS_MAX)
		return ERR_LIMIT;
	b->items[b->n_items] = is_item ? str_trim(str_sub(line, 2, line.n)) : line;
	if (*is_in_block && last && last->is_list) {
		last->n++;
	} else {
		b->blocks[b->n_blocks++] = (struct guidance_block){
			.is_list = is_item, .items = &b->items[b->n_items], .n = 1
		};
	}
	b->n_items++;
	*is_in_block = true;
	return OK;
}

enum err
guidance_blocks(struct arena *a, struct str body, struct guidance_block **out, size_t *n)
{
	struct building b = { .arena = a,
		.blocks = ARENA_ARRAY(a, struct guidance_block, GUIDANCE_BLOCKS_MAX),
		.items = ARENA_ARRAY(a, struct str, GUIDANCE_BLOCKS_MAX) };
	bool is_in_block = false;
	struct str line;

	if (!b.blocks || !b.items)
		return ERR_LIMIT;
	while (str_split(&body, '\n', &line))
		TRY(take_line(&b, str_trim(line), &is_in_block));
	*out = b.blocks;
	*n = b.n_blocks;
	return OK;
}
