/* The form token of a browser in which nobody is logged in. */
#ifndef CORE_HTTP_CSRF_H
#define CORE_HTTP_CSRF_H

#include "base/arena.h"

/* Once per process, before the first form. */
void csrf_start(void);
/* What the form must carry when the browser's FORM_COOKIE is `token`. */
struct str csrf_of_form_token(struct arena *a, struct str token);

#endif
