/* What cairo cannot write itself: language, the title shown, what codes say, what is not read aloud. */
#include <qpdf/qpdf-c.h>
#include <stdlib.h>

#include "out/pdf/artifacts.h"
#include "out/pdf/internal.h"

enum { TREE_DEPTH_MAX = 8, PACKET_MAX = 4096 };

static void
set_marks(qpdf_data q, const struct pdf_marks *marks)
{
	qpdf_oh root = qpdf_get_root(q);
	qpdf_oh viewer = qpdf_oh_new_dictionary(q);
	qpdf_oh mark = qpdf_oh_new_dictionary(q);

	qpdf_oh_replace_key(q, root, "/Lang", qpdf_oh_new_unicode_string(q, marks->lang));
	qpdf_oh_replace_key(q, viewer, "/DisplayDocTitle", qpdf_oh_new_bool(q, QPDF_TRUE));
	qpdf_oh_replace_key(q, root, "/ViewerPreferences", viewer);
	qpdf_oh_replace_key(q, mark, "/Marked", qpdf_oh_new_bool(q, QPDF_TRUE));
	qpdf_oh_replace_key(q, root, "/MarkInfo", mark);
}

static void
put_xml(struct buf *out, const char *text)
{
	for (; *text; text++)
		if (*text == '&')
			buf_put(out, STR("&amp;"));
		else if (*text == '<')
			buf_put(out, STR("&lt;"));
		else
			buf_put_byte(out, *text);
}

static qpdf_oh
new_stream(qpdf_data q, struct str bytes)
{
	qpdf_oh stream = qpdf_oh_new_stream(q), none = qpdf_oh_new_null(q);

	qpdf_oh_replace_stream_data(
		q, stream, (const unsigned char *)bytes.p, bytes.n, none, none);
	return stream;
}

/* Title and language once more, where catalogues of files look (XMP, ISO 16684-1). */
static enum err
set_packet(qpdf_data q, const struct pdf_marks *marks)
{
	struct buf xml BUF_CLEANUP = buf_new(PACKET_MAX);
	qpdf_oh stream, dict;

	buf_put(&xml, STR("<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
		"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
		"<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
		"<rdf:Description rdf:about=\"\""
		" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n"
		"<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">"));
	put_xml(&xml, marks->title);
	buf_put(&xml, STR("</rdf:li></rdf:Alt></dc:title>\n<dc:language><rdf:Bag><rdf:li>"));
	put_xml(&xml, marks->lang);
	buf_put(&xml, STR("</rdf:li></rdf:Bag></dc:language>\n</rdf:Description>\n</rdf:RDF>\n"
		"</x:xmpmeta>\n<?xpacket end=\"r\"?>\n"));
	TRY(buf_err(&xml));
	stream = new_stream(q, buf_str(&xml));
	dict = qpdf_oh_get_dict(q, stream);
	qpdf_oh_replace_key(q, dict, "/Type", qpdf_oh_new_name(q, "/Metadata"));
	qpdf_oh_replace_key(q, dict, "/Subtype", qpdf_oh_new_name(q, "/XML"));
	qpdf_oh_replace_key(q, qpdf_get_root(q), "/Metadata", stream);
	return OK;
}

/* What a picture shows, for those who hear it. */
static void
set_alternatives(qpdf_data q, qpdf_oh node, const char *text, int depth)
{
	qpdf_oh kids = qpdf_oh_get_key(q, node, "/K");
	int i, n = qpdf_oh_is_array(q, kids) ? qpdf_oh_get_array_n_items(q, kids) : 0;

	if (qpdf_oh_is_name_and_equals(q, qpdf_oh_get_key(q, node, "/S"), "/Figure"))
		qpdf_oh_replace_key(q, node, "/Alt", qpdf_oh_new_unicode_string(q, text));
	if (depth >= TREE_DEPTH_MAX)
		return;
	for (i = 0; i < n; i++) {
		qpdf_oh kid = qpdf_oh_get_array_item(q, kids, i);

		if (qpdf_oh_is_dictionary(q, kid))
			set_alternatives(q, kid, text, depth + 1);
	}
	if (qpdf_oh_is_dictionary(q, kids))
		set_alternatives(q, kids, text, depth + 1);
}

static enum err
mark_page(qpdf_data q, qpdf_oh page)
{
	struct buf out BUF_CLEANUP = buf_new(PDF_BYTES_MAX);
	unsigned char *bytes;
	enum err e;
	size_t n;

	if (qpdf_oh_get_page_content_data(q, page, &bytes, &n) & QPDF_ERRORS)
		return ERR_IO;
	e = pdf_mark_artifacts((struct str){ (const char *)bytes, n }, &out);
	free(bytes);
	if (e == OK)
		qpdf_oh_replace_key(q, page, "/Contents", new_stream(q, buf_str(&out)));
	return e;
}

static enum err
set_all(qpdf_data q, const struct pdf_marks *marks)
{
	qpdf_oh tree = qpdf_oh_get_key(q, qpdf_get_root(q), "/StructTreeRoot");
	int i, n = qpdf_get_num_pages(q);

	set_marks(q, marks);
	set_alternatives(q, tree, marks->code_text, 0);
	TRY(set_packet(q, marks));
	for (i = 0; i < n; i++)
		TRY(mark_page(q, qpdf_get_page_n(q, (size_t)i)));
	return OK;
}

/* The same document gives the same bytes: its identity is made of them, not of the clock. */
static enum err
rewrite(qpdf_data q, struct str document, const struct pdf_marks *marks, struct arena *a,
	struct str *out)
{
	struct str bytes;

	if (qpdf_read_memory(q, "document", document.p, document.n, NULL) & QPDF_ERRORS)
		return ERR_IO;
	TRY(set_all(q, marks));
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
pdf_finish(struct str document, const struct pdf_marks *marks, struct arena *a, struct str *out)
{
	qpdf_data q = qpdf_init();
	enum err e;

	if (!q)
		return ERR_LIMIT;
	qpdf_set_suppress_warnings(q, QPDF_TRUE);
	e = rewrite(q, document, marks, a, out);
	qpdf_cleanup(&q);
	return e;
}
