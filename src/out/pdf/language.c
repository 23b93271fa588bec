/* What cairo cannot write itself: the language of a document. */
#include <qpdf/qpdf-c.h>

#include "out/pdf/internal.h"

static void
set_marks(qpdf_data q, const char *lang)
{
	qpdf_oh root = qpdf_get_root(q);
	qpdf_oh viewer = qpdf_oh_new_dictionary(q);
	qpdf_oh mark = qpdf_oh_new_dictionary(q);

	qpdf_oh_replace_key(q, root, "/Lang", qpdf_oh_new_unicode_string(q, lang));
	qpdf_oh_replace_key(q, viewer, "/DisplayDocTitle", qpdf_oh_new_bool(q, QPDF_TRUE));
	qpdf_oh_replace_key(q, root, "/ViewerPreferences", viewer);
	qpdf_oh_replace_key(q, mark, "/Marked", qpdf_oh_new_bool(q, QPDF_TRUE));
	qpdf_oh_replace_key(q, root, "/MarkInfo", mark);
}

/* The same document gives the same bytes: its identity is made of them, not of the clock. */
static enum err
rewrite(qpdf_data q, struct str document, const char *lang, struct arena *a, struct str *out)
{
	struct str bytes;

	if (qpdf_read_memory(q, "document", document.p, document.n, NULL) & QPDF_ERRORS)
		return ERR_IO;
	set_marks(q, lang);
	if (qpdf_init_write_memory(q) & QPDF_ERRORS)
		return ERR_IO;
	qpdf_set_deterministic_ID(q, QPDF_TRUE);
	if (qpdf_write(q) & QPDF_ERRORS)
		return ERR_IO;
	bytes = (struct str){ (const char *)qpdf_get_buffer(q), qpdf_get_buffer_length(q) };
	bytes = arena_str(a, bytes);
	if (str_is_empty(bytes))
		return ERR_LIMIT;
	*out = bytes;
	return OK;
}

enum err
pdf_mark_language(struct str document, const char *lang, struct arena *a, struct str *out)
{
	qpdf_data q = qpdf_init();
	enum err e;

	if (!q)
		return ERR_LIMIT;
	qpdf_set_suppress_warnings(q, QPDF_TRUE);
	e = rewrite(q, document, lang, a, out);
	qpdf_cleanup(&q);
	return e;
}
