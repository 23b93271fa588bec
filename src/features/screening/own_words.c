/* Own words: one's own page of them, and what the owner and the purge take. */
#include "features/screening/own_words.h"

#include "core/csv/csv_reader.h"
#include "features/screening/card_code.h"
#include "features/screening/own_words.sql.h"
#include "features/screening/screening.html.h"
#include "out/csv/csv_out.h"

enum err
own_words_load(struct db *db, const struct scope *scope, struct arena *a,
	struct own_words *out)
{
	struct own_words own = { { STR_NULL } };
	struct sql_screening_own_words_of *rows;
	size_t n, i;

	TRY(sql_screening_own_words_of(db, scope, a, scope_account(scope), &rows, &n));
	for (i = 0; i < n; i++)
		if (rows[i].topic > 0 && rows[i].topic < TOPIC_COUNT)
			own.of[rows[i].topic] = rows[i].words;
	*out = own;
	return OK;
}

/* A code is written with its two hyphens; without them every other word might be one. */
static bool
is_card_code(struct arena *a, struct str word)
{
	struct str codes[CARD_SPLITS_MAX];
	size_t n, i, hyphens = 0;

	for (i = 0; i < word.n; i++)
		hyphens += word.p[i] == '-';
	return hyphens == 2 && card_code_read(a, word, codes, &n) == OK;
}

static bool
holds_card_code(struct arena *a, struct str words)
{
	size_t from = 0, i;

	for (i = 0; i <= words.n; i++) {
		if (i < words.n && !strchr(" \n\t.,;:!?()\"", words.p[i]))
			continue;
		if (is_card_code(a, str_sub(words, from, i)))
			return true;
		from = i + 1;
	}
	return false;
}

bool
own_words_acceptable(struct arena *a, struct str words, const char **why)
{
	*why = NULL;
	if (csv_looks_like_personal_number(words))
		*why = N_("Det ser ut som ett personnummer. Skriv om hur du frågar, aldrig om "
			  "en person.");
	else if (holds_card_code(a, words))
		*why = N_("Det ser ut som en kortkod. Skriv om hur du frågar, aldrig om en "
			  "person.");
	return *why == NULL;
}

/* ---- the page ---- */

enum err
own_words_show(struct page *page)
{
	struct own_words_page view = {
		.is_saved = !page->form && str_eq(query_value(&page->ctx, "m"), STR("sparat"))
	};
	struct own_words own;
	int topic;

	TRY(asked_invented(page->db, page->ctx.scope, page->ctx.arena, &view.asked,
		&view.lacks_questions));
	TRY(own_words_load(page->db, page->ctx.scope, page->ctx.arena, &own));
	memcpy(view.words, own.of, sizeof(view.words));
	for (topic = 1; topic < TOPIC_COUNT; topic++)
		view.has_words |= !str_is_empty(own.of[topic]);
	page->title = str_of(tr(page->ctx.lang, N_("Egna ord")));
	html_own_words(&page->html, page, &view);
	return OK;
}

enum err
own_words_save(struct action *act)
{
	const struct words_input *in = act->form;
	account_id mine = scope_account(act->ctx.scope);
	const char *why;
	int topic;

	for (topic = 1; topic < TOPIC_COUNT; topic++)
		if (!own_words_acceptable(act->ctx.arena, in->words[topic - 1], &why))
			form_error(act->state, topic - 1, why);
	if (form_has_errors(act->state))
		return ERR_INVALID;
	for (topic = 1; topic < TOPIC_COUNT; topic++) {
		struct str words = str_trim(in->words[topic - 1]);

		if (str_is_empty(words))
			TRY(sql_screening_own_words_drop(act->tx, act->ctx.scope, mine, topic));
		else
			TRY(sql_screening_own_words_put(act->tx, act->ctx.scope, mine, topic,
				words));
	}
	return see_other(act, url_with(act->ctx.arena, url_path("/samtal/egna-ord"), "m",
		STR("sparat")));
}

/* ---- export and purge ---- */

enum err
screening_export_words(struct db *db, const struct scope *scope, struct arena *a,
	struct buf *out)
{
	struct sql_screening_own_words_all *rows;
	size_t n, i;

	TRY(sql_screening_own_words_all(db, scope, a, &rows, &n));
	buf_put(out, STR("name,question,words\r\n"));
	for (i = 0; i < n; i++) {
		const struct choice *topic =
			choice_of(topic_choices, QUESTIONS_MAX, rows[i].topic);

		csv_put_text(out, true, rows[i].name);
		csv_put_text(out, false, str_of(topic ? topic->code : ""));
		csv_put_text(out, false, rows[i].words);
		csv_end_row(out);
	}
	return buf_err(out);
}

enum err
screening_purge_words(struct tx *tx, const struct scope *scope, struct arena *a,
	struct date today, int64_t *n)
{
	struct sql_screening_own_words_left left;

	TRY(sql_screening_own_words_left(tx_db(tx), scope, a, today, &left));
	TRY(sql_screening_own_words_forget(tx, scope, today));
	*n = left.n;
	return OK;
}
