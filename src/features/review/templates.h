/* What the templates and the files of the room review share. */
#ifndef FEATURES_REVIEW_TEMPLATES_H
#define FEATURES_REVIEW_TEMPLATES_H

#include "core/http/pager.h"
#include "features/review/review.h"

enum trail_field { TRAIL_FROM, TRAIL_UNTIL, TRAIL_ACCOUNT, TRAIL_VERB, TRAIL_KIND };
struct trail_input {
	struct date from, until;
	struct str account;
	int64_t verb, kind;
};
extern const struct form trail_form;

enum review_field { REVIEW_FROM, REVIEW_UNTIL, REVIEW_SAMPLE };
struct review_input {
	struct date from, until;
	int64_t sample_size;
};
extern const struct form review_form;

struct judge_input {
	struct str verdict;	/* "seq-verdict" */
	struct str part;	/* which part of the list is on the page */
};
enum judge_field { JUDGE_VERDICT, JUDGE_PART };
extern const struct form judge_form;

/* A row of the trail in words. */
struct trail_row {
	int64_t seq;
	struct str when;	/* "2026-11-22 13:05" */
	const char *verb;	/* N_() */
	const char *kind;	/* N_(), NULL = `code` says it: the address of what was refused */
	struct str code;
	struct str who;		/* log-in name, or "" for a job and for nobody */
	struct str job;
	struct str subject;	/* "" = none */
	bool is_sealed, is_odd, is_override, is_of_lock;
	bool is_gone;		/* purged since: `seq` is all that is known */
};

struct trail_page {
	const struct form_state *state;	/* of the filter */
	struct trail_row *rows;
	size_t n;
	struct url next, file;	/* text "" = none */
	const char *status;	/* N_() or NULL */
};

struct review_row {
	struct review review;
	struct str who;
};

struct review_list_page {
	struct pager pager;
	struct review_row *rows;	/* of this part */
	size_t n;
	struct review_standing standing;
	struct date today;
	const char *status;
};

struct item_row {
	struct trail_row row;
	struct review_item item;
};

enum { REVIEW_PART_ITEMS = 25 };

struct review_page {
	struct review_row of;
	struct item_row *items;		/* one part of them */
	size_t n;
	int64_t part, n_parts;		/* from 1 */
	bool may_change;		/* own and open */
	int64_t n_left;
	const char *status;
};

const char *verdict_label(enum review_verdict verdict);
/* "17-2", as struct judge_input takes it. */
struct str verdict_value(struct arena *a, int64_t seq, enum review_verdict verdict);
struct url url_review_part(struct arena *a, review_id id, int64_t part);

/* Names of accounts, each asked for once. */
struct names;
struct names *names_new(struct db *db, struct arena *a);
/* The row in words. */
enum err trail_row_of(struct names *names, const struct audit_row *row, struct trail_row *out);
enum err name_of(struct names *names, account_id account, struct str *out);

/* One row of the file for the data protection officer, and its head; no numbers of things. */
void trail_put_head(struct buf *out);
enum err trail_put_csv(struct names *names, const struct audit_row *row, enum lang lang,
	struct buf *out);

enum err review_show_new(struct page *page);
enum err review_show_list(struct page *page);
enum err review_show_one(struct page *page);
enum err review_prepare(struct action *act);
enum err review_begin(struct action *act);
enum err review_set_verdict(struct action *act);
enum err review_end(struct action *act);

#endif
