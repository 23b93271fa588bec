/* What Papper and Samtal share: whom a posting is about, its answers, and recording it. */
#ifndef FEATURES_SCREENING_ASKING_H
#define FEATURES_SCREENING_ASKING_H

#include "features/screening/screening.sql.h"
#include "features/screening/templates.h"

/*
 * Fills `out` for a due date, or for a counts-only team when `due` is {0}, with the questions that are
 * asked there; for those that a failed posting named rather than for the given.  Practising, it is a
 * participant who is not there.  ERR_NOT_FOUND when it is not the scope's; *lacks_questions when
 * nothing was imported.
 */
enum err asked_of_page(struct page *page, due_id due, team_id team, struct asked *out,
	bool *lacks_questions);
/* The participant who is nobody, with the questions of the first team that has some. */
enum err asked_invented(struct db *db, const struct scope *scope, struct arena *a,
	struct asked *out, bool *lacks_questions);

/* What prepare leaves for the action. */
struct asking_prepared {
	struct ballot ballot;
	const struct ballot_sealed *sealed;	/* NULL: no ballot is cast */
	bool asks_experience;			/* the form that was asked */
	enum screening_outcome outcome;
	enum screening_reason reason;
};

/*
 * Before the transaction: which outcome the pressed button means, whether the answers are ones that
 * the questions offer, and the sealing.  ERR_INVALID with the form's errors set.
 */
enum err asking_prepare(struct action *act);

/*
 * In the transaction; ERR_INVALID with an error for a due date that somebody else has met.  Practising
 * records nobody.
 */
enum err asking_record(struct action *act, enum screening_face face,
	struct screening_done *done);

/* The same as asking_teams_read, of rows that were read. */
enum err asking_teams_of(struct arena *a, const struct sql_screening_teams *rows, size_t n,
	struct asking_teams *out);

/* A fresh random key for a form. */
struct str asking_posting_key(struct arena *a);

/* "?m=sparat" and the like, after what was recorded. */
struct str asking_status(const struct action *act, const struct screening_done *done);

/* ---- pages of the faces and of management; the table of routes is in pages.c ---- */

enum err paper_show(struct page *page);
enum err paper_save(struct action *act);
enum err paper_undo(struct action *act);

enum err gate_show(struct page *page);
enum err gate_pass(struct action *act);
enum err talk_undo(struct action *act);
enum err questions_show(struct page *page);
enum err questions_save(struct action *act);
enum err talk_end_show(struct page *page);
enum err talk_hide_keep(struct action *act);
enum err talk_hide(struct action *act);
enum err talk_hidden_show(struct page *page);
enum err talk_continue_check(struct action *act);
enum err talk_continue(struct action *act);

enum err card_new_show(struct page *page);
enum err card_new_save(struct action *act);
enum err card_show(struct page *page);
enum err card_find(struct action *act);
enum err not_asked_show(struct page *page);
enum err denominators_show(struct page *page);
enum err denominators_save(struct action *act);
enum err own_words_show(struct page *page);
enum err own_words_save(struct action *act);

#endif
