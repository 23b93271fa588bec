/* The second step of a log-in: a code from an app, or one of ten recovery codes. */
#ifndef CORE_AUTH_SECOND_STEP_H
#define CORE_AUTH_SECOND_STEP_H

#include "core/auth/session.h"

enum { RECOVERY_CODES = 10, RECOVERY_CODE_TEXT = 12 };	/* "abcde-fghjk" and its NUL */

struct recovery_codes {
	char text[RECOVERY_CODES][RECOVERY_CODE_TEXT];
};

struct second_step {
	bool is_begun;		/* a secret was made and no right code has come yet */
	bool is_on;
	int64_t codes_left;
	struct str secret;	/* while is_begun: base32 in groups of four, to type */
	struct str address;	/* while is_begun: otpauth://..., for a QR code */
};

enum err second_step_of(struct db *db, struct arena *a, account_id account,
	struct second_step *out);
/* A fresh secret, trusted only after second_step_confirm.  ERR_CONFLICT when it is on. */
enum err second_step_begin(struct tx *tx, const struct scope *scope, account_id account);
/*
 * Turns it on when the code is right (else ERR_FORBIDDEN) and makes the recovery codes, which are
 * kept hashed: `codes` is shown once.  ERR_NOT_FOUND when nothing was begun.
 */
enum err second_step_confirm(struct tx *tx, const struct scope *scope, account_id account,
	struct str code, struct recovery_codes *codes);
/*
 * One's own goes off, with its secret and codes; somebody else's: reset_second_step.  ERR_NOT_FOUND
 * when there was none, ERR_FORBIDDEN.
 */
enum err second_step_end(struct tx *tx, const struct scope *scope, account_id account);

/* ---- at log-in ---- */

/* Who stands at the second step with this token; ERR_NOT_FOUND after five minutes. */
struct second_step_waiting {
	account_id account;
	struct str login;
};
enum err second_step_waiting(struct db *db, struct arena *a, struct str token,
	struct second_step_waiting *out);
/*
 * Opens the session when the code is right, under a fresh token.  ERR_FORBIDDEN when it is wrong or
 * was used before, ERR_NOT_FOUND when nobody waits with this token.
 */
enum err second_step_finish(struct tx *tx, struct arena *a, struct str token, struct str code,
	struct session_change *change);

/* An SVG of black squares on white, without style; ERR_LIMIT when the text is too long. */
enum err qr_put_svg(struct str text, struct arena *a, struct buf *out);

#endif
