/* The translations carried in the program. */
#ifndef CORE_I18N_CATALOGUE_H
#define CORE_I18N_CATALOGUE_H

#include "core/i18n/i18n.h"

/* The translation of a Swedish text, or NULL. */
const char *catalogue_text(enum lang lang, const char *swedish);

#endif
