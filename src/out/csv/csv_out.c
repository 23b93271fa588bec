/* Writes CSV. */
#include "out/csv/csv_out.h"

/* Behind apostrophes too, so that whoever reads it back can take exactly one away. */
static bool
looks_like_formula(struct str s)
{
	size_t i = 0;

	while (i < s.n && s.p[i] == '\'')
		i++;
	return i < s.n && s.p[i] && strchr("=+-@\t\r", s.p[i]);
}

static bool
needs_quotes(struct str s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if (s.p[i] && strchr(",;\"\r\n", s.p[i]))
			return true;
	return s.n > 0 && (s.p[0] == ' ' || s.p[s.n - 1] == ' ');
}

void
csv_put_text(struct buf *out, bool is_first, struct str text)
{
	bool is_quoted = needs_quotes(text);
	size_t i;

	if (!is_first)
		buf_put_byte(out, ',');
	if (is_quoted)
		buf_put_byte(out, '"');
	if (looks_like_formula(text))
		buf_put_byte(out, '\'');
	for (i = 0; i < text.n; i++) {
		if (text.p[i] == '"')
			buf_put_byte(out, '"');
		buf_put_byte(out, text.p[i]);
	}
	if (is_quoted)
		buf_put_byte(out, '"');
}

void
csv_put_int(struct buf *out, bool is_first, int64_t v)
{
	if (!is_first)
		buf_put_byte(out, ',');
	buf_put_int(out, v);
}

void
csv_end_row(struct buf *out)
{
	buf_put(out, STR("\r\n"));
}
