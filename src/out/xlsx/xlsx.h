/* Workbooks that a spreadsheet opens (Office Open XML). */
#ifndef OUT_XLSX_XLSX_H
#define OUT_XLSX_XLSX_H

#include "base/arena.h"
#include "base/date.h"

/*
 * Cells hold texts and numbers, never formulas or links.  Nothing fails on the spot: what goes wrong is
 * kept, and xlsx_end says it once.
 */
struct xlsx;

enum { XLSX_BYTES_MAX = 8 * 1024 * 1024, XLSX_SHEET_NAME_MAX = 31 };

/* NULL when there is no memory.  The first of the month is the only date that the file has. */
struct xlsx *xlsx_new(struct str title, struct month made);
void xlsx_free(struct xlsx **xlsx);
#define XLSX_CLEANUP __attribute__((cleanup(xlsx_free)))

/*
 * Another sheet, written from its first row; the name is cut at XLSX_SHEET_NAME_MAX letters, and what
 * may not stand in one becomes a space.  Columns after the first are `width` letters wide.
 */
void xlsx_sheet(struct xlsx *xlsx, struct str name, int first_width, int width);

enum xlsx_look { XLSX_PLAIN, XLSX_HEADING, XLSX_TITLE, XLSX_WRAPPED };
/* The next cell of the row. */
void xlsx_text(struct xlsx *xlsx, enum xlsx_look look, struct str text);
void xlsx_number(struct xlsx *xlsx, int64_t v);
/* Thousandths, shown as percent. */
void xlsx_share(struct xlsx *xlsx, int32_t thousandths);
void xlsx_end_row(struct xlsx *xlsx);
/* The rows above the next one stay when the sheet is scrolled. */
void xlsx_freeze(struct xlsx *xlsx);

/* The file.  ERR_LIMIT above XLSX_BYTES_MAX or when memory is short, ERR_IO otherwise. */
enum err xlsx_end(struct xlsx *xlsx, struct arena *a, struct str *out);

#endif
