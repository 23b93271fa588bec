/* Marks for what a page draws and nobody reads. */
#ifndef OUT_PDF_ARTIFACTS_H
#define OUT_PDF_ARTIFACTS_H

#include "base/buf.h"

/* A page's drawing with marks around whatever has none.  ERR_IO when its marks do not end. */
enum err pdf_mark_artifacts(struct str content, struct buf *out);

#endif
