/* What a room writes: pages that read, actions that write, and the table that names them. */
#ifndef CORE_HTTP_HANDLER_H
#define CORE_HTTP_HANDLER_H

#include "core/audit/audit.h"
#include "core/auth/scope.h"
#include "core/auth/vault.h"
#include "core/config/config.h"
#include "core/db/db.h"
#include "core/html/html.h"
#include "core/http/form.h"

/* The parts of the path that the pattern names: /lotsningar/:id gives at.id. */
struct at {
	int64_t id;		/* of ":id"; the dispatcher answers 404 when it is no number */
	struct str code;	/* of ":code": letters, digits, '-' and '_' */
};

/* What every handler knows. */
struct request_context {
	const struct scope *scope;	/* NULL when no place is chosen (PERM_PUBLIC, PERM_LOGGED_IN) */
	account_id account;		/* {0} when nobody is logged in */
	struct arena *arena;
	struct at at;
	const void *about;	/* of the route */
	struct str query;		/* raw, after the '?' */
	enum lang lang;
	struct date today;
	struct vault_key vault;		/* this session's drawer in locked memory */
	bool is_practice;		/* under PRACTICE_ROOT: nothing that is written stands */
	const struct config *config;
};

/* A GET: a read-only connection and a buffer.  Nothing here can write. */
struct page {
	struct request_context ctx;
	struct db *db;
	struct html html;		/* the body of the page; the layout comes around it */
	struct str title;		/* neutral (ux.md S6); the layout adds " – Lotsa" */
	struct str csrf;		/* for page_form_begin */
	const struct form_state *form;	/* set when a POST failed and its page is shown again */
	/* for anything but an HTML page: */
	const char *content_type;	/* NULL = text/html with the layout around it */
	struct str file_name;		/* Content-Disposition: attachment, when set */
	bool is_bare;			/* HTML without navigation: the participant's pages */
	bool is_open_data;		/* any origin may read it, and it has an ETag */
	bool is_refused;		/* what it says is why the question is wrong: 400 */
	bool is_leaving;		/* the exit: forgets cookies of a browser without a staff session */
	int64_t shown;			/* id of whom it is about, where the address has none */
	struct str form_token;		/* set by page_form_begin when nobody is logged in */
	struct url location;		/* set by page_see_other: no page after all, 303 */
	const void *asked;		/* of a question: the parsed struct; NULL when it was none */
};

/* A POST: SQL only, inside one transaction; the answer leaves after the commit. */
struct action {
	struct request_context ctx;
	struct tx *tx;			/* NULL in prepare */
	struct db *db;			/* in prepare: a read connection; in the action: tx_db(tx) */
	struct str token;		/* of the session cookie, "" when there is none */
	struct str peer;		/* where it came from, "" when unknown; never kept or logged */
	void *form;			/* the parsed struct */
	struct form_state *state;	/* to say which field a rule found wrong */
	void *prepared;			/* whatever prepare left in the arena */
	struct url location;		/* set by see_other */
	struct session_change *session;	/* log-in, log-out, place: see core/auth/session.h */
};

typedef enum err page_fn(struct page *page);
typedef enum err action_fn(struct action *act);
/*
 * A number that is another one as soon as what a kept page was made of has changed; asked for before every
 * answer.  On an error no kept page is answered.
 */
typedef enum err stamp_fn(struct db *db, struct arena *a, uint64_t *out);

enum method { METHOD_GET = 1, METHOD_POST = 2 };

struct audit_read {
	const char *kind;	/* NULL: no audit row, and `why_not` says why */
	const char *why_not;
};

/* The page shows case data: an audit row of this kind is written before the answer leaves. */
#define AUDIT_READ(kind_) { .kind = (kind_) }
/* The page shows none. */
#define AUDIT_NONE(why) { .why_not = (why) }

struct route {
	enum method method;
	const char *pattern;
	enum perm perm;
	struct audit_read audit;
	const struct form *form;
	page_fn *show;		/* GET; for a POST the page shown again after ERR_INVALID */
	action_fn *act;
	action_fn *prepare;	/* slow work before BEGIN: argon2, sealing */
	action_fn *refused;	/* after ERR_FORBIDDEN: in the transaction of the refusal's record */
	const void *about;	/* what the room tells a handler that another room has for several */
	unsigned gates;		/* enum gate: those that it is open behind */
	bool locks;		/* the session is locked before anything else, whatever happens then */
	bool is_slow;		/* GET only: runs on the worker pool */
	bool is_sign;		/* GET only: a sign of life, counted apart */
	bool is_constant;	/* public GET: made once a day for whoever is not logged in */
	bool is_tokenless;	/* public POST of who needs no cookie: its origin alone is looked at */
	bool is_question;	/* public POST that writes nothing: see ASK */
	stamp_fn *stamp;	/* is_constant, is_question: made anew when it changes, too */
	/*
	 * Practising with an invented participant: the same handlers under PRACTICE_ROOT, with a drawer
	 * of their own, and what a posting wrote is undone.  Only the end of a session stands.
	 */
	bool is_practice;
};

/* PERM_NONE is an array of negative size: a route without a permission does not compile. */
#define PERM_GIVEN(perm_)      \
	((enum perm)((perm_) + \
		0 * sizeof(char[(perm_) > PERM_NONE && (perm_) < PERM_COUNT ? 1 : -1])))

#define GET(pattern_, perm_, audit_, show_, ...)                                         \
	{ .method = METHOD_GET, .pattern = (pattern_), .perm = PERM_GIVEN(perm_),          \
	  .audit = audit_, .show = (show_), ##__VA_ARGS__ }
#define POST(pattern_, perm_, form_, act_, ...)                                         \
	{ .method = METHOD_POST, .pattern = (pattern_), .perm = PERM_GIVEN(perm_),         \
	  .form = (form_), .act = (act_), ##__VA_ARGS__ }

/*
 * A question of the public: a posting only so that the answers stand in no address.  It is answered by
 * a page at once, padded so that its length tells nothing; no token, no cookie, no transaction.  The
 * page is kept like a constant one.
 */
#define ASK(pattern_, form_, show_, ...)                                                \
	{ .method = METHOD_POST, .pattern = (pattern_), .perm = PERM_PUBLIC,               \
	  .audit = AUDIT_NONE("a question of the public"), .form = (form_),                \
	  .show = (show_), .is_question = true, ##__VA_ARGS__ }

/* The pages of asking, guidance and referral once more, for practice: "/ovning/samtal/nytt". */
#define PRACTICE_ROOT "/ovning"

/* The stamp of pages that say what is open now: another one every quarter of an hour. */
stamp_fn stamp_of_quarter;

/* One room of the hall. */
struct room {
	const char *name;
	const struct route *routes;
	size_t n_routes;
};

/* Answer 303 to `where` after the commit. */
enum err see_other(struct action *act, struct url where);
/* The same from a GET that finds it has nothing to show. */
enum err page_see_other(struct page *page, struct url where);

/* The address as it is where the request is: the same, or its twin under PRACTICE_ROOT. */
struct url url_here(const struct request_context *ctx, struct url url);

/* The value of ?name= in the query, percent-decoded valid UTF-8, or the empty slice. */
struct str query_value(const struct request_context *ctx, const char *name);
/* The same as a number; `otherwise` when it is missing or none. */
int64_t query_int(const struct request_context *ctx, const char *name, int64_t otherwise);

/* What a page says after a redirection to it, by a neutral code in its address: /samtal?m=sparat. */
struct status {
	const char *code;
	const char *text;	/* N_() */
};
/* The text of a code; NULL when it has none, so that an address can say nothing else. */
const char *status_of(const struct status *all, size_t n, struct str code);
/* The same for the code in the address of a page. */
#define STATUS_OF(all, ctx) \
	status_of((all), sizeof(all) / sizeof((all)[0]), query_value((ctx), "m"))

/* A constant path that keeps the language of a page whose reader has no account to remember it. */
struct url page_url(const struct page *page, const char *path);
/* The first page of the public in that language. */
struct url page_start(const struct page *page);
/* <form method=post action=...> with its CSRF token; a refusal is in the language of the page. */
void page_form_begin(struct page *page, struct url action);
/* The same, marked for the script: "data-quick-entry", "data-samtal" (assets/README.md). */
void page_form_begin_marked(struct page *page, struct url action, const char *mark);
void page_form_end(struct page *page);
/* The form of a question (ASK): nothing in it belongs to anybody, so everybody gets the same. */
void page_question_begin(struct page *page, struct url action);
/* Of a route that is_tokenless: no token and no cookie, and the script leaves it alone. */
void page_tokenless_form_begin(struct page *page, struct url action);
void page_question_begin_marked(struct page *page, struct url action, const char *mark);

#endif
