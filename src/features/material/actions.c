/* Making, reading and releasing versions. */
#include "features/material/actions.h"

#include "core/auth/session.h"
#include "core/csv/csv_reader.h"
#include "features/material/forms.h"
#include "features/material/templates.h"

/*
 * The help finder's address in capitals, which makes the smallest code: of the printed host, since
 * paper outlives any setting of today.
 */
static struct str
finder_address(const struct request_context *ctx)
{
	struct str host = str_of(ctx->config->host);
	struct str address = arena_printf(ctx->arena, "HTTPS://%.*s/K", STR_ARG(host));
	char *p = arena_alloc(ctx->arena, address.n);
	size_t i;

	for (i = 0; p && i < address.n; i++)
		p[i] = address.p[i] >= 'a' && address.p[i] <= 'z' ?
			(char)(address.p[i] - 'a' + 'A') : address.p[i];
	return (struct str){ p, p ? address.n : 0 };
}

static struct url
told(struct action *act, material_version_id id, struct str code)
{
	return url_with(act->ctx.arena, url_version(act->ctx.arena, id), "m", code);
}

/* What a drawing says when it refuses, in words for the one who asked for it. */
static enum err
explained(struct action *act, enum err e)
{
	if (e == ERR_INVALID)
		form_error(act->state, -1,
			N_("Servern saknar ett typsnitt för språkets tecken. "
			   "Säg till den som sköter driften."));
	if (e == ERR_LIMIT)
		form_error(act->state, -1,
			N_("Texterna får inte plats på pappret. Korta dem och försök igen."));
	return e == ERR_LIMIT ? ERR_INVALID : e;
}

static enum err
prepare(struct action *act, const struct making *making)
{
	struct made_product *made = ARENA_NEW(act->ctx.arena, struct made_product);

	if (!made)
		return ERR_LIMIT;
	TRY(explained(act,
		material_make(act->db, act->ctx.scope, act->ctx.arena, making, made)));
	act->prepared = made;
	return OK;
}

/* The first of the list is the whole association. */
static enum err
find_place(struct action *act, int64_t number, struct str *out)
{
	struct area *places;
	size_t n;

	TRY(material_municipalities(
		act->db, act->ctx.scope, act->ctx.arena, &places, &n));
	if (number > (int64_t)n + 1) {
		form_error(act->state, NEW_PLACE, N_("Välj en av platserna i listan."));
		return ERR_INVALID;
	}
	*out = number > 1 ? places[number - 2].digits : STR_NULL;
	return OK;
}

enum err
material_prepare_new(struct action *act)
{
	const struct new_input *in = act->form;
	struct making making = { .product = (enum material_product)in->product,
		.address = finder_address(&act->ctx), .by = act->ctx.account,
		.today = act->ctx.today };
	struct material_texts *texts;
	size_t n;

	TRY(material_languages(act->db, act->ctx.scope, act->ctx.arena, &texts, &n));
	if (in->language > (int64_t)n) {
		form_error(act->state, NEW_LANGUAGE, N_("Välj ett av språken i listan."));
		return ERR_INVALID;
	}
	making.code = texts[in->language - 1].code;
	TRY(find_place(act, in->place, &making.municipality));
	return prepare(act, &making);
}

enum err
material_add(struct action *act)
{
	material_version_id id;

	enum err e = version_add(act->tx, act->ctx.scope, act->ctx.arena, act->prepared, &id);

	if (e == ERR_LIMIT) {
		form_error(act->state, -1,
			N_("Så många versioner läses redan att fler inte ryms. Ge ut dem eller "
			   "lägg dem åt sidan först."));
		return ERR_INVALID;
	}
	TRY(e);
	return see_other(act, told(act, id, STR("gjord")));
}

enum err
material_prepare_release(struct action *act)
{
	struct material_version v;
	struct making making = { .is_for_release = true, .by = act->ctx.account,
		.address = finder_address(&act->ctx), .today = act->ctx.today };

	TRY(version_seen(act->db, act->ctx.scope, act->ctx.arena,
		(material_version_id){ act->ctx.at.id }, &v));
	making.product = v.product;
	making.code = v.code;
	making.municipality = v.municipality;
	return prepare(act, &making);
}

enum err
material_release(struct action *act)
{
	material_version_id id = { act->ctx.at.id };
	enum err e = version_release(act->tx, act->ctx.scope, act->ctx.arena, id, act->prepared,
		act->ctx.today);

	if (e == ERR_INVALID)
		form_error(act->state, -1,
			N_("Kontrollera först de uppgifter som någon kan behöva i kväll."));
	if (e == ERR_BUSY)
		form_error(act->state, -1, N_("Svara först på alla anmärkningar."));
	if (e == ERR_CONFLICT)
		form_error(act->state, -1,
			N_("Katalogen ändrades just, eller så har någon redan gett ut versionen. "
			   "Läs den igen och ge ut den på nytt."));
	if (e == ERR_BUSY || e == ERR_CONFLICT)
		return ERR_INVALID;
	TRY(e);
	return see_other(act, told(act, id, STR("utgiven")));
}

enum err
material_put_aside(struct action *act)
{
	material_version_id id = { act->ctx.at.id };

	TRY(version_put_aside(act->tx, act->ctx.scope, act->ctx.arena, id));
	return see_other(act, told(act, id, STR("undan")));
}

enum err
material_invite(struct action *act)
{
	const struct invite_input *in = act->form;
	material_version_id id = { act->ctx.at.id };
	account_id who;
	enum err e = account_by_login(act->db, act->ctx.arena, in->login, &who);

	/* The same for nobody and for somebody elsewhere: log-in names are not to be tried out here. */
	if (e == ERR_NOT_FOUND)
		e = ERR_INVALID;
	if (e == OK)
		e = version_invite(act->tx, act->ctx.scope, act->ctx.arena, id, who);
	if (e == ERR_INVALID)
		form_error(act->state, INVITE_LOGIN,
			N_("Ingen som arbetar i förbundet eller hos dess parter har det "
			   "användarnamnet."));
	TRY(e);
	return see_other(act, told(act, id, STR("inbjuden")));
}

enum err
material_remark(struct action *act)
{
	const struct remark_input *in = act->form;
	material_version_id id = { act->ctx.at.id };
	const struct material_remark remark = { .panel = in->panel, .body = in->body,
		.by = act->ctx.account, .on = act->ctx.today };
	enum err e;

	if (csv_looks_like_personal_number(in->body)) {
		form_error(act->state, REMARK_BODY,
			N_("Det ser ut som ett personnummer. Sådana får aldrig stå här."));
		return ERR_INVALID;
	}
	e = version_remark(act->tx, act->ctx.scope, act->ctx.arena, id, &remark);
	if (e == ERR_LIMIT) {
		form_error(act->state, -1,
			N_("Versionen har redan så många anmärkningar att fler inte ryms. Säg "
			   "det till redaktören i stället."));
		return ERR_INVALID;
	}
	TRY(e);
	return see_other(act, told(act, id, STR("sagt")));
}

enum err
material_answer(struct action *act)
{
	const struct answer_input *in = act->form;
	material_version_id version;

	TRY(remark_answer(act->tx, act->ctx.scope, act->ctx.arena,
		(material_remark_id){ act->ctx.at.id }, (enum remark_verdict)in->verdict,
		&version));
	return see_other(act, told(act, version, STR("svarat")));
}
