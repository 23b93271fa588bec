/* A link or a PIN that is shown once: it lies in the session's locked drawer until then. */
#include "core/crypto/crypto.h"
#include "features/admin/place.h"

struct once {
	char mark[8];
	account_id account;
	bool is_pin;
	uint8_t n;
	char secret[LINK_TOKEN_TEXT];
};

static const char once_mark[8] = "adm-once";

enum err
once_keep(struct action *act, account_id account, bool is_pin, struct str secret)
{
	struct once once = { .account = account, .is_pin = is_pin, .n = (uint8_t)secret.n };
	enum err e;

	assert_always(secret.n <= sizeof(once.secret));
	memcpy(once.mark, once_mark, sizeof(once.mark));
	memcpy(once.secret, secret.p, secret.n);
	e = vault_put(act->ctx.vault, (struct str){ (const char *)&once, sizeof(once) });
	crypto_wipe(&once, sizeof(once));
	return e;
}

void
once_take(struct page *page, struct account_page *shown)
{
	struct arena *a = page->ctx.arena;
	struct str bytes, secret;
	struct once once;

	if (vault_get(page->ctx.vault, a, &bytes) != OK || bytes.n != sizeof(once))
		return;
	memcpy(&once, bytes.p, sizeof(once));
	if (memcmp(once.mark, once_mark, sizeof(once_mark)) != 0
		|| once.account.v != shown->account.id.v || once.n > sizeof(once.secret))
		return;
	vault_wipe(page->ctx.vault);
	secret = (struct str){ once.secret, once.n };
	shown->once = once.is_pin ? arena_str(a, secret)
				  : url_login_link(a, page->ctx.config, secret);
	shown->once_is_pin = once.is_pin;
	crypto_wipe(&once, sizeof(once));
}

enum err
once_make_link(struct action *act, account_id account, enum link_kind kind)
{
	char token[LINK_TOKEN_TEXT];
	enum err e;

	TRY(link_make(act->tx, act->ctx.scope, account, kind, token));
	e = once_keep(act, account, false, str_of(token));
	crypto_wipe(token, sizeof(token));
	return e;
}
