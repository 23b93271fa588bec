/* The place's own texts as a file for their owner. */
#include "features/guidance/guidance.h"

#include "features/guidance/guidance.sql.h"
#include "out/csv/csv_out.h"

enum err
guidance_export(struct db *db, const struct scope *scope, struct arena *a, struct buf *out)
{
	struct sql_guidance_export_texts *rows;
	size_t n, i;

	TRY(sql_guidance_export_texts(db, scope, a, &rows, &n));
	buf_put(out, STR("heading,lang,text,source\r\n"));
	for (i = 0; i < n; i++) {
		csv_put_text(out, true, rows[i].topic);
		csv_put_text(out, false, rows[i].lang);
		csv_put_text(out, false, rows[i].body);
		csv_put_text(out, false, rows[i].source);
		csv_end_row(out);
	}
	return buf_err(out);
}
