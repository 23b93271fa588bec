/* What a session remembers of the forms it keys and the talks it holds, in its locked memory. */
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
last_form_keep(struct vault_key vault, struct arena *a, enum screening_face face,
	const struct screening_handle *handle)
{
	struct last_form last = last_form_of(vault, a);

	last.n_keyed += face == FACE_PAPER;
	last.may_undo = true;
	last.face = face;
	last.handle = *handle;
	return put(vault, &last);
}

enum err
last_form_take_back(struct action *act, enum screening_face face, struct last_form *was,
	bool *is_back)
{
	struct last_form last = last_form_of(act->ctx.vault, act->ctx.arena);
	enum err e = ERR_NOT_FOUND;

	*was = last;
	*is_back = false;
	if (last.face != face)
		return OK;
	if (last.may_undo)
		e = screening_undo(act->tx, act->ctx.scope, act->ctx.arena, &last.handle);
	if (e != OK && e != ERR_NOT_FOUND)
		return e;
	*is_back = e == OK;
	last.n_keyed -= *is_back && face == FACE_PAPER && last.n_keyed > 0;
	last.may_undo = false;
	memset(&last.handle, 0, sizeof(last.handle));
	return put(act->ctx.vault, &last);
}
