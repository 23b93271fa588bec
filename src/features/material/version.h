/* The rules of versions: who sees which, what a release demands. */
#ifndef FEATURES_MATERIAL_VERSION_H
#define FEATURES_MATERIAL_VERSION_H

#include "core/auth/scope.h"
#include "core/places/places.h"
#include "features/material/matter.h"

/* What waits is bounded, and so is what is kept of it. */
enum { VERSIONS_IN_REVIEW_MAX = 40, VERSION_REMARKS_MAX = 200 };

/* Stored in material_version.state; never renumber. */
enum version_state { VERSION_IN_REVIEW = 1, VERSION_RELEASED, VERSION_ASIDE };

struct material_version {
	material_version_id id;
	enum material_product product;
	struct str code;		/* of the words: "sv-latt" */
	struct str municipality;	/* that it is for, "0181"; "" = the whole association */
	int64_t number;
	enum version_state state;
	struct month issue;
	struct date valid_until;	/* 0 = of an earlier version, which knew no such day */
	bool is_draft;			/* its words are not reviewed, so it says "utkast" */
	account_id made_by, released_by;
	struct date released_on;
	org_id owner;			/* the association whose it is */
	bool is_own;			/* of the scope's own place, which edits it */
	bool is_invited;		/* the asking account was asked to read it */
};

/*
 * What somebody of the scope's place may see, by product and language, newest first: released ones,
 * those that the account was invited to read, and for the association's editor all.
 */
enum err versions_seen(struct db *db, const struct scope *scope, struct arena *a,
	struct material_version **rows, size_t *n);
/* One of them; ERR_NOT_FOUND for others. */
enum err version_seen(struct db *db, const struct scope *scope, struct arena *a,
	material_version_id id, struct material_version *out);
/* The PDF of a version that may be seen. */
enum err version_file(struct db *db, const struct scope *scope, struct arena *a,
	material_version_id id, struct str *pdf);

/* The languages of the scope's place: the shipped ones, its own instead or after them. */
enum err material_languages(struct db *db, const struct scope *scope, struct arena *a,
	struct material_texts **out, size_t *n);
/* Brings words in; ERR_INVALID and *fault as material_texts_parse. */
enum err material_put_texts(struct tx *tx, const struct scope *scope, struct arena *a,
	struct str file, struct material_texts *texts, struct str *fault);

/* A product as it would be printed today, and what keeps it from being released. */
struct made_product {
	enum material_product product;
	struct str code, municipality;
	struct material_gathered gathered;
	struct month issue;
	bool is_draft;
	struct printed printed;
	account_id by;
};

struct making {
	enum material_product product;
	struct str code;
	struct str municipality;	/* "0181"; "" = the whole association */
	struct str address;	/* of the help finder */
	bool is_for_release;	/* else "utkast" stands on it whatever its words */
	account_id by;
	struct date today;
};

/* The municipalities with a service of their own in the place's catalogue: a product may be for one. */
enum err material_municipalities(struct db *db, const struct scope *scope, struct arena *a,
	struct area **out, size_t *n);

/*
 * Slow: not within a transaction.  ERR_NOT_FOUND for a language or a municipality that is not there; as
 * print_product.
 */
enum err material_make(struct db *db, const struct scope *scope, struct arena *a,
	const struct making *in, struct made_product *out);
/* Keeps it as a version in review; ERR_LIMIT while VERSIONS_IN_REVIEW_MAX are. */
enum err version_add(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct made_product *made, material_version_id *id);
/*
 * Replaces the version's file by the one made for release and releases it.  ERR_INVALID while an acute fact
 * of the catalogue is stale, ERR_BUSY while a remark is unanswered, ERR_CONFLICT when it is no longer in
 * review or the catalogue has changed since it was made, ERR_NOT_FOUND for another association's.
 */
enum err version_release(struct tx *tx, const struct scope *scope, struct arena *a,
	material_version_id id, const struct made_product *made, struct date today);
enum err version_put_aside(struct tx *tx, const struct scope *scope, struct arena *a,
	material_version_id id);

/* ---- the round of reading ---- */

enum remark_verdict { REMARK_WAITS = 0, REMARK_CHANGED, REMARK_LEFT };

struct material_remark {
	material_remark_id id;
	int64_t panel;		/* 0 = all of it, 1..8 */
	struct str body;
	account_id by;
	struct date on;
	enum remark_verdict verdict;
};

enum err version_remarks(struct db *db, const struct scope *scope, struct arena *a,
	material_version_id id, struct material_remark **rows, size_t *n);
enum err version_reviewers(struct db *db, const struct scope *scope, struct arena *a,
	material_version_id id, account_id **rows, size_t *n);
/*
 * By the editor, while in review; inviting somebody twice is once.  ERR_INVALID for whoever works neither
 * in the place nor with a party of the association: who has an account elsewhere is not hers to learn.
 */
enum err version_invite(struct tx *tx, const struct scope *scope, struct arena *a,
	material_version_id id, account_id who);
/* By whoever may see it, while in review; ERR_CONFLICT later, ERR_LIMIT after VERSION_REMARKS_MAX. */
enum err version_remark(struct tx *tx, const struct scope *scope, struct arena *a,
	material_version_id id, const struct material_remark *in);
/* By the editor, once; ERR_CONFLICT the second time.  *version is whose remark it is. */
enum err remark_answer(struct tx *tx, const struct scope *scope, struct arena *a,
	material_remark_id id, enum remark_verdict verdict, material_version_id *version);

#endif
