/* What a session remembers of the forms it keys, in its locked memory. */
#include "features/screening/last_form.h"

#include <string.h>

#include "core/auth/vault.h"

_Static_assert(sizeof(struct last_form) <= VAULT_BYTES, "the drawer holds it");

static enum err
put(struct vault_key vault, const struct last_form *last)
{
	return vault_put(vault_aside(vault), (struct str){ (const char *)last, sizeof(*last) });
}

struct last_form
last_form_of(struct vault_key vault, struct arena *a)
{
	struct last_form last = { 0 };
	struct str bytes;

	if (vault_get(vault_aside(vault), a, &bytes) == OK && bytes.n == sizeof(last))
		memcpy(&last, bytes.p, sizeof(last));
	return last;
}

enum err
last_form_keep(struct vault_key vault, struct arena *a, const struct screening_handle *handle)
{
	struct last_form last = last_form_of(vault, a);

	last.n_keyed++;
	last.may_undo = true;
	last.handle = *handle;
	return put(vault, &last);
}

enum err
last_form_forget(struct vault_key vault, struct arena *a, bool is_back)
{
	struct last_form last = last_form_of(vault, a);

	last.n_keyed -= is_back && last.n_keyed > 0;
	last.may_undo = false;
	memset(&last.handle, 0, sizeof(last.handle));
	return put(vault, &last);
}
