/* What the templates of the room statement show. */
#ifndef FEATURES_STATEMENT_TEMPLATES_H
#define FEATURES_STATEMENT_TEMPLATES_H

#include "features/statement/document.h"
#include "features/statement/statement.h"

enum remark_field { REMARK_PAGE, REMARK_KIND, REMARK_WORDS };
extern const struct form remark_form;

/* The words of a choice of the form, marked N_; "" for a number that is none. */
const char *remark_page_label(int64_t page);
const char *remark_kind_label(int64_t kind);

struct statement_page {
	const struct statement *statement;
	const char *contact;	/* of whoever runs Lotsa; "" = not said */
	const char *status;	/* a message after a posting, or NULL */
};

#endif
