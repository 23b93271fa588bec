/* The translations carried in the program: opened once, at the first text that is looked up. */
#include "core/i18n/catalogue.h"

#include <pthread.h>

#include "base/embedded.h"
#include "core/i18n/mo.h"

extern const struct embedded_set embedded_catalogues;

static struct mo catalogues[LANG_COUNT];
static pthread_once_t opened = PTHREAD_ONCE_INIT;

static void
open_all(void)
{
	const struct embedded_file *en = embedded_find(&embedded_catalogues, STR("en.mo"));

	/* A catalogue that the build made and cannot be read is a fault of the build. */
	assert_always(en && mo_open(embedded_str(en), &catalogues[LANG_EN]) == OK);
}

const char *
catalogue_text(enum lang lang, const char *swedish)
{
	pthread_once(&opened, open_all);
	return mo_text(&catalogues[lang], swedish);
}
