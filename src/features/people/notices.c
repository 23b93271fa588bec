/* Notices on the first page after log-in: their words, and putting them away. */
#include "features/people/people.html.h"
#include "features/people/second.h"

static const struct choice notice_texts[] = {
	{ NOTICE_PASSWORD, "password", N_("Ditt lösenord har återställts.") },
	{ NOTICE_PIN, "pin", N_("Din PIN-kod är bytt av någon annan.") },
	{ NOTICE_SECOND_STEP_OFF, "second_step_off",
		N_("Inloggning i två steg är avslagen. Slå på den igen under Mitt konto.") },
	{ NOTICE_ROLE_GRANTED, "role_granted", N_("Du har fått en roll.") },
	{ NOTICE_ROLE_ENDED, "role_ended", N_("Du har inte längre en roll.") },
	{ NOTICE_ENABLED, "enabled", N_("Ditt konto har varit stängt och är öppnat igen.") },
};

const char *
people_notice_text(enum notice_kind kind)
{
	const struct choice *c = choice_of(notice_texts,
		sizeof(notice_texts) / sizeof(notice_texts[0]), kind);

	return c ? c->label : N_("Något har ändrats med ditt konto.");
}

void
people_put_notices(struct page *page, const struct notice *rows, size_t n)
{
	html_own_notices(&page->html, page, rows, n);
}

enum err
people_dismiss_notice(struct action *act)
{
	TRY(notice_dismiss(act->tx, act->ctx.account, (notice_id){ act->ctx.at.id }));
	return see_other(act, url_path(act->ctx.scope ? "/hem" : "/plats"));
}
