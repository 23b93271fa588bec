/* /rapport/text: the manager's text and its earlier versions. */
#include "features/report/own_text.h"

#include "core/auth/session.h"
#include "features/report/report.h"
#include "features/report/report.html.h"
#include "features/report/report.sql.h"
#include "features/report/templates.h"
#include "features/statement/statement.h"
#include "out/csv/csv_out.h"

enum { TEXT_YEAR, TEXT_WORDS };

static const struct field fields[] = {
	[TEXT_YEAR] = { .name = "ar",
		.label = N_("År"),
		.kind = FIELD_INT,
		.offset = offsetof(struct own_text_input, year),
		.is_required = true,
		.min = 2000,
		.max = 9998 },
	[TEXT_WORDS] = { .name = "ord",
		.label = N_("Om arbetet"),
		.hint = N_(
			"Vad ni har gjort, vad som har varit svårt och vad ni vill. Aldrig om "
			"en person: inga namn, inga nummer, inga koder. Högst 2 000 tecken."),
		.kind = FIELD_LINES,
		.offset = offsetof(struct own_text_input, words),
		.is_swedish = true,
		.max = OWN_TEXT_MAX },
};
const struct form own_text_form = FORM("report_text", struct own_text_input, fields);

enum err
own_text_newest(struct db *db, const struct scope *scope, struct arena *a, int64_t year,
	struct own_text *out)
{
	struct sql_report_newest_text row = { .words = STR_NULL };
	enum err e = sql_report_newest_text(db, scope, a, year, &row);

	if (e != OK && e != ERR_NOT_FOUND)
		return e;
	*out = (struct own_text){ row.words, row.written_month };
	return OK;
}

/* ---- the page ---- */

static enum err
read_versions(struct page *page, int64_t year, struct own_text_page *view)
{
	struct request_context *ctx = &page->ctx;
	struct sql_report_texts *rows;
	struct account account;
	size_t i;

	TRY(sql_report_texts(page->db, ctx->scope, ctx->arena, year, &rows, &view->n));
	view->versions = ARENA_ARRAY(ctx->arena, struct own_text_version, view->n + 1);
	if (!view->versions)
		return ERR_LIMIT;
	for (i = 0; i < view->n; i++) {
		TRY(account_by_id(page->db, ctx->arena, rows[i].account_id, &account));
		view->versions[i] = (struct own_text_version){ rows[i].words,
			account.display_name, rows[i].written_month };
	}
	return OK;
}

enum err
own_text_show(struct page *page)
{
	struct request_context *ctx = &page->ctx;
	struct own_text_page view = { .year = query_int(ctx, "ar", 0) };

	if (page->form)
		view.year = month_year(date_month(ctx->today));
	if (view.year < 2000 || view.year > 9998)
		view.year = month_year(date_month(ctx->today));
	TRY(read_versions(page, view.year, &view));
	view.form = &own_text_form;
	page->title = str_of(tr(ctx->lang, N_("Förbundets text")));
	html_own_text(&page->html, page, &view);
	return OK;
}

enum err
own_text_save(struct action *act)
{
	const struct own_text_input *in = act->form;
	struct str words = str_trim(in->words);
	struct sql_report_add_text row;

	if (remark_names_somebody(words))
		form_error(act->state, TEXT_WORDS,
			N_("Det ser ut som ett personnummer, ett telefonnummer, en adress eller "
			   "en kod. Skriv om arbetet, aldrig om en person."));
	if (form_has_errors(act->state))
		return ERR_INVALID;
	TRY(sql_report_add_text(act->tx, act->ctx.scope, act->ctx.arena,
		&(struct sql_report_add_text_in){ .year = in->year, .words = words,
			.account_id = scope_account(act->ctx.scope),
			.written_month = date_month(act->ctx.today) },
		&row));
	return see_other(
		act, url_with(act->ctx.arena, url_path("/rapport"), "m", STR("sparat")));
}

/* ---- export ---- */

enum err
report_export_texts(struct db *db, const struct scope *scope, struct arena *a, struct buf *out)
{
	struct sql_report_texts *rows;
	size_t n, i;

	TRY(sql_report_texts(db, scope, a, 0, &rows, &n));
	buf_put(out, STR("year,written_month,words\r\n"));
	for (i = 0; i < n; i++) {
		csv_put_int(out, true, rows[i].year);
		csv_put_text(out, false, month_text(a, rows[i].written_month));
		csv_put_text(out, false, rows[i].words);
		csv_end_row(out);
	}
	return buf_err(out);
}
