/* Workbooks by libxlsxwriter, which wants a file: here one that lies in memory. */
#include "out/xlsx/xlsx.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <xlsxwriter.h>

struct xlsx {
	int fd;
	lxw_workbook *book;
	lxw_worksheet *sheet;
	lxw_format *looks[XLSX_WRAPPED + 1], *number, *share;
	lxw_row_t row;
	lxw_col_t column;
	enum err err;		/* the first thing that went wrong */
};

static void
note(struct xlsx *x, lxw_error e)
{
	if (e != LXW_NO_ERROR && x->err == OK)
		x->err = e == LXW_ERROR_MEMORY_MALLOC_FAILED ? ERR_LIMIT : ERR_IO;
}

static void
make_looks(struct xlsx *x)
{
	int i;

	for (i = XLSX_PLAIN; i <= XLSX_WRAPPED; i++) {
		x->looks[i] = workbook_add_format(x->book);
		format_set_align(x->looks[i], LXW_ALIGN_VERTICAL_TOP);
	}
	format_set_bold(x->looks[XLSX_HEADING]);
	format_set_bottom(x->looks[XLSX_HEADING], LXW_BORDER_THIN);
	format_set_text_wrap(x->looks[XLSX_HEADING]);
	format_set_bold(x->looks[XLSX_TITLE]);
	format_set_font_size(x->looks[XLSX_TITLE], 14);
	format_set_text_wrap(x->looks[XLSX_WRAPPED]);
	x->number = workbook_add_format(x->book);
	format_set_num_format(x->number, "#,##0");
	x->share = workbook_add_format(x->book);
	format_set_num_format(x->share, "0.0%");
}

static void
set_about(struct xlsx *x, struct str title, struct month made)
{
	char copy[128];
	struct tm first = { .tm_year = month_year(made) - 1900,
		.tm_mon = month_number(made) - 1, .tm_mday = 1, .tm_hour = 12 };
	lxw_doc_properties about = { .title = copy, .created = timegm(&first) };

	snprintf(copy, sizeof(copy), "%.*s", STR_ARG(title));
	note(x, workbook_set_properties(x->book, &about));
}

struct xlsx *
xlsx_new(struct str title, struct month made)
{
	struct xlsx *x = calloc(1, sizeof(*x));
	char path[32];

	if (!x)
		return NULL;
	x->fd = memfd_create("xlsx", MFD_CLOEXEC);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", x->fd);
	x->book = x->fd < 0 ? NULL : workbook_new(path);
	if (!x->book) {
		xlsx_free(&x);
		return NULL;
	}
	make_looks(x);
	set_about(x, title, made);
	return x;
}

void
xlsx_free(struct xlsx **xlsx)
{
	struct xlsx *x = *xlsx;

	if (!x)
		return;
	if (x->book)
		lxw_workbook_free(x->book);
	if (x->fd >= 0)
		close(x->fd);
	free(x);
	*xlsx = NULL;
}

/* ---- sheets and cells ---- */

/* As many letters as a name may have, without what it must not have. */
static void
clean_name(struct str name, char out[4 * XLSX_SHEET_NAME_MAX + 1])
{
	size_t i, n = 0, letters = 0;

	for (i = 0; i < name.n; i++) {
		bool begins = ((unsigned char)name.p[i] & 0xC0) != 0x80;

		if (begins && letters++ == XLSX_SHEET_NAME_MAX)
			break;
		out[n++] = name.p[i] && strchr("[]:*?/\\'", name.p[i]) ? ' ' : name.p[i];
	}
	out[n] = '\0';
}

void
xlsx_sheet(struct xlsx *x, struct str name, int first_width, int width)
{
	char clean[4 * XLSX_SHEET_NAME_MAX + 1];

	clean_name(name, clean);
	x->sheet = workbook_add_worksheet(x->book, clean);
	x->row = 0;
	x->column = 0;
	if (!x->sheet) {
		note(x, LXW_ERROR_SHEETNAME_ALREADY_USED);
		return;
	}
	note(x, worksheet_set_column(x->sheet, 0, 0, first_width, NULL));
	note(x, worksheet_set_column(x->sheet, 1, 30, width, NULL));
	worksheet_set_landscape(x->sheet);
	worksheet_set_paper(x->sheet, 9);	/* A4 */
	worksheet_fit_to_pages(x->sheet, 1, 0);
}

void
xlsx_text(struct xlsx *x, enum xlsx_look look, struct str text)
{
	char *copy = x->sheet ? strndup(text.p ? text.p : "", text.n) : NULL;

	if (copy)
		note(x, worksheet_write_string(
			x->sheet, x->row, x->column, copy, x->looks[look]));
	else
		note(x, LXW_ERROR_MEMORY_MALLOC_FAILED);
	free(copy);
	x->column++;
}

static void
put_number(struct xlsx *x, double v, lxw_format *format)
{
	if (x->sheet)
		note(x, worksheet_write_number(x->sheet, x->row, x->column, v, format));
	x->column++;
}

void
xlsx_number(struct xlsx *x, int64_t v)
{
	put_number(x, (double)v, x->number);
}

void
xlsx_share(struct xlsx *x, int32_t thousandths)
{
	put_number(x, thousandths / 1000.0, x->share);
}

void
xlsx_end_row(struct xlsx *x)
{
	x->row++;
	x->column = 0;
}

void
xlsx_freeze(struct xlsx *x)
{
	if (x->sheet)
		worksheet_freeze_panes(x->sheet, x->row, 1);
}

/* ---- the file ---- */

static enum err
read_back(const struct xlsx *x, struct arena *a, struct str *out)
{
	struct stat info;
	char *bytes;
	size_t n, at = 0;

	if (fstat(x->fd, &info) != 0 || info.st_size <= 0)
		return ERR_IO;
	if (info.st_size > XLSX_BYTES_MAX)
		return ERR_LIMIT;
	n = (size_t)info.st_size;
	bytes = arena_alloc(a, n);
	if (!bytes)
		return ERR_LIMIT;
	while (at < n) {
		ssize_t got = pread(x->fd, bytes + at, n - at, (off_t)at);

		if (got <= 0)
			return ERR_IO;
		at += (size_t)got;
	}
	*out = (struct str){ bytes, n };
	return OK;
}

enum err
xlsx_end(struct xlsx *x, struct arena *a, struct str *out)
{
	lxw_workbook *book = x->book;

	if (x->err != OK)
		return x->err;
	/* Closing frees it, whatever comes of it. */
	x->book = NULL;
	note(x, workbook_close(book));
	TRY(x->err);
	return read_back(x, a, out);
}
