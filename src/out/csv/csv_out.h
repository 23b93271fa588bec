/* Writes CSV that a spreadsheet opens without harm (RFC 4180). */
#ifndef OUT_CSV_CSV_OUT_H
#define OUT_CSV_CSV_OUT_H

#include "base/buf.h"

/*
 * One cell, with the comma before it unless it is the first of its row.  A text that a spreadsheet
 * would take for a formula (=, +, -, @ in front) gets an apostrophe before it (OWASP, "CSV Injection").
 */
void csv_put_text(struct buf *out, bool is_first, struct str text);
void csv_put_int(struct buf *out, bool is_first, int64_t v);
/* CRLF */
void csv_end_row(struct buf *out);

#endif
