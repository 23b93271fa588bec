/* The statement of accessibility with its remarks, and what is kept about whom. */
#ifndef FEATURES_STATEMENT_STATEMENT_H
#define FEATURES_STATEMENT_STATEMENT_H

#include "core/config/config.h"
#include "core/http/handler.h"

/* /tillganglighet, /personuppgifter */
extern const struct room statement_room;

/* `lotsa remarks [--forget NUMBER|all]` */
int statement_command_remarks(const struct config *config, int argc, char **argv);

enum {
	REMARKS_MAX = 300,	/* wait to be read; one more is ERR_LIMIT */
	REMARK_WORDS_MAX = 1000
};

struct remark_input {
	int64_t page, kind;	/* remark_pages, remark_kinds */
	struct str words;
};

/*
 * Whether the words hold what looks like a personal number, a telephone number, an address of
 * somebody, or the code of a card or a slip.
 */
bool remark_names_somebody(struct str words);

/*
 * Keeps a remark with the month and nothing else of when, where from and by whom.  ERR_INVALID when
 * remark_names_somebody; ERR_LIMIT when REMARKS_MAX wait already.
 */
enum err remark_keep(struct tx *tx, struct arena *a, const struct remark_input *in,
	struct month month);

#endif
