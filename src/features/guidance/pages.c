/* The pages of guidance: after the questions, at any time, the numbers, the association's texts. */
#include "core/auth/session.h"
#include "features/guidance/guidance.html.h"
#include "features/guidance/guidance.sql.h"
#include "features/guidance/templates.h"

/* ---- what is proposed ---- */

/* What stands in the group before is not said twice; the reasons and places are the same. */
static size_t
drop_said(const struct guidance_view *view, struct catalogue_proposal *rows, size_t n)
{
	const struct guidance_group *before;
	size_t i, k, kept = 0;

	if (view->n_groups == 0)
		return n;
	before = &view->groups[view->n_groups - 1];
	for (i = 0; i < n; i++) {
		for (k = 0; k < before->n; k++) {
			if (rows[i].service && before->rows[k].service
				&& rows[i].service->id.v == before->rows[k].service->id.v)
				break;
		}
		if (k == before->n)
			rows[kept++] = rows[i];
	}
	return kept;
}

/*
 * Local services come first, but a national line answers whoever cannot wait for them: the best one
 * is always among the cards.
 */
static void
lift_line(struct catalogue_proposal *rows, size_t n)
{
	struct catalogue_proposal line;
	size_t i;

	for (i = 0; i < n && !rows[i].helpline; i++)
		continue;
	if (i == n || i < GUIDANCE_SHOWN_FIRST)
		return;
	line = rows[i];
	for (; i >= GUIDANCE_SHOWN_FIRST; i--)
		rows[i] = rows[i - 1];
	rows[i] = line;
}

static enum err
add_group(struct page *page, struct guidance_view *view, const char *heading, unsigned track,
	const struct catalogue_need *need)
{
	struct request_context *ctx = &page->ctx;
	struct guidance_group *group = &view->groups[view->n_groups];
	struct catalogue_proposal *rows;

	TRY(catalogue_propose(
		page->db, ctx->scope, ctx->arena, need, ctx->today, &rows, &group->n));
	if (view->n_groups > 0 && view->groups[view->n_groups - 1].track == track)
		group->n = drop_said(view, rows, group->n);
	lift_line(rows, group->n);
	group->heading = heading;
	group->track = track;
	group->rows = rows;
	view->n_groups++;
	return OK;
}

static enum err
fill_groups(struct page *page, struct guidance_view *view, const struct guidance_state *state)
{
	unsigned own_use = GUIDANCE_OWN_USE_EARLIER | GUIDANCE_OWN_USE_ONGOING;
	unsigned exposed = GUIDANCE_EARLIER | GUIDANCE_ONGOING | GUIDANCE_WITNESSED;
	struct catalogue_need need = { .sex = state->sex,
		.municipality = view->filter.municipality,
		.is_without_decision = view->filter.is_without_decision,
		.is_same_day = view->filter.is_same_day };
	struct catalogue_need today, child = need;

	child.sex = 0;
	child.age_to = 17;
	child.tracks = TRACK_CHILD;
	guidance_ages(state->age_band, &need.age_from, &need.age_to);
	need.tracks = TRACK_EXPOSED;
	today = need;
	today.is_same_day = true;
	if ((view->bits & GUIDANCE_ONGOING) && !need.is_same_day)
		TRY(add_group(page, view, N_("Svarar samma dag"), TRACK_EXPOSED, &today));
	if (view->bits & exposed)
		TRY(add_group(
			page, view, N_("För den som blivit utsatt"), TRACK_EXPOSED, &need));
	need.tracks = TRACK_OWN_USE;
	if (view->bits & own_use)
		TRY(add_group(
			page, view, N_("För den som utsätter andra"), TRACK_OWN_USE, &need));
	if (view->bits)
		TRY(add_group(page, view, N_("Om det finns barn"), TRACK_CHILD, &child));
	return OK;
}

/* ---- the page ---- */

static enum err
own_municipality(struct page *page, struct str *out)
{
	struct request_context *ctx = &page->ctx;
	struct sql_guidance_municipality *rows;
	size_t n;

	TRY(sql_guidance_municipality(
		page->db, ctx->scope, ctx->arena, scope_team(ctx->scope), &rows, &n));
	*out = n == 1 ? rows[0].municipality : STR_NULL;
	return OK;
}

/* A query that nobody could have made with the page's own links counts as none. */
static struct filter_input
filter_of(const struct request_context *ctx)
{
	struct filter_input filter = { 0 };
	struct form_state state = { 0 };

	if (form_parse(&guidance_filter_form, ctx->query, ctx->arena, &state, &filter) != OK)
		return (struct filter_input){ 0 };
	return filter;
}

static enum err
write_view(struct page *page, struct guidance_view *view, const struct guidance_state *state)
{
	struct request_context *ctx = &page->ctx;

	view->ctx = ctx;
	view->db = page->db;
	view->filter = filter_of(ctx);
	view->asked_municipality = view->filter.municipality;
	view->bits = state->bits;
	view->may_refer = scope_may(ctx->scope, PERM_REFERRAL_WRITE);
	view->may_edit = !view->is_staff_page && scope_may(ctx->scope, PERM_GUIDANCE_EDIT);
	if (str_is_empty(view->filter.municipality))
		TRY(own_municipality(page, &view->filter.municipality));
	TRY(guidance_texts(page->db, ctx->scope, ctx->arena, ctx->lang, view->texts));
	TRY(fill_groups(page, view, state));
	page->title = str_of(tr(ctx->lang, N_("Vägledning")));
	html_guidance_view(&page->html, page, view);
	return OK;
}

/*
 * The page after the questions: behind the PIN, because the participant may still have the screen.
 * What it shows is in locked memory only; when that is gone, the staff choose by tabs.  While a hidden
 * conversation lies there, the page would overwrite it: the one without a state does as well.
 */
static enum err
show_staff(struct page *page)
{
	struct guidance_drawer drawer = guidance_look(page->ctx.vault, page->ctx.arena);
	struct guidance_view *view = ARENA_NEW(page->ctx.arena, struct guidance_view);

	if (!view)
		return ERR_LIMIT;
	if (drawer.is_others && !page->form)
		return page_see_other(page, page->ctx.is_practice
			? url_path(PRACTICE_ROOT) : url_path("/vagledning"));
	if (!drawer.is_open) {
		page->title = str_of(tr(page->ctx.lang, N_("Vägledning")));
		html_guidance_pin(&page->html, page);
		return OK;
	}
	view->is_staff_page = true;
	view->is_lost = !drawer.has_state;
	return write_view(page, view, &drawer.state);
}

static enum err
show_anytime(struct page *page)
{
	struct guidance_view *view = ARENA_NEW(page->ctx.arena, struct guidance_view);
	struct guidance_state nobody = { .bits =
			guidance_looked_up(page->ctx.vault, page->ctx.arena) };

	if (!view)
		return ERR_LIMIT;
	return write_view(page, view, &nobody);
}

/* The fifth wrong PIN in a row ends the session; pin_check has wiped the drawer by then. */
static enum err
prepare_pin(struct action *act)
{
	const struct pin_input *input = act->form;
	bool *is_out = ARENA_NEW(act->ctx.arena, bool);
	enum err e;

	if (!is_out)
		return ERR_LIMIT;
	act->prepared = is_out;
	e = pin_check(act->db, act->ctx.arena, act->ctx.account, act->ctx.vault, input->pin);
	if (e == ERR_FORBIDDEN) {
		form_error(act->state, PIN_PIN, N_("PIN-koden stämmer inte."));
		return ERR_FORBIDDEN;
	}
	*is_out = e == ERR_LIMIT;
	return *is_out ? OK : e;
}

static enum err
open_staff(struct action *act)
{
	const bool *is_out = act->prepared;

	if (*is_out) {
		TRY(session_close_after_pins(act->tx, scope_org(act->ctx.scope),
			act->ctx.account, act->token, act->session));
		return see_other(act, url_path("/in"));
	}
	TRY(guidance_open(act->ctx.vault, act->ctx.arena));
	return see_other(act, url_here(&act->ctx, url_guidance_staff()));
}

/* The page with the filter as it was. */
static struct url
back_to(struct action *act, struct url page)
{
	const struct situation_input *in = act->form;
	struct arena *a = act->ctx.arena;

	if (!str_is_empty(in->municipality))
		page = url_with(a, page, "kommun", in->municipality);
	if (!str_is_empty(in->is_without_decision))
		page = url_with(a, page, "utan", STR("1"));
	return str_is_empty(in->is_same_day) ? page : url_with(a, page, "dag", STR("1"));
}

/* A page that has closed meanwhile asks for the PIN anew. */
static enum err
choose_staff(struct action *act)
{
	const struct situation_input *in = act->form;
	enum err e = guidance_choose(act->ctx.vault, act->ctx.arena,
		guidance_bits_of(in->letters));

	if (e != ERR_FORBIDDEN)
		TRY(e);
	return see_other(act, back_to(act, url_here(&act->ctx, url_guidance_staff())));
}

static enum err
choose_anytime(struct action *act)
{
	const struct situation_input *in = act->form;

	TRY(guidance_look_up(act->ctx.vault, guidance_bits_of(in->letters)));
	return see_other(act, back_to(act, url_path("/vagledning")));
}

static enum err
leave_staff(struct action *act)
{
	guidance_forget(act->ctx.vault);
	return see_other(act,
		url_path(act->ctx.is_practice ? PRACTICE_ROOT "/klart" : "/samtal"));
}

/* ---- the numbers ---- */

static enum err
show_lines(struct page *page)
{
	struct helpline *lines;
	size_t n;

	TRY(helplines_known(page->db, page->ctx.arena, &lines, &n));
	page->title = str_of(tr(page->ctx.lang, N_("Viktiga nummer")));
	html_guidance_all_lines(&page->html, lines, n, page->ctx.today);
	return OK;
}

/* ---- the association's texts ---- */

static enum err
show_texts(struct page *page)
{
	struct request_context *ctx = &page->ctx;
	struct guidance_view *view = ARENA_NEW(ctx->arena, struct guidance_view);

	if (!view)
		return ERR_LIMIT;
	TRY(guidance_texts(page->db, ctx->scope, ctx->arena, ctx->lang, view->texts));
	page->title = str_of(tr(ctx->lang, N_("Texter")));
	html_guidance_text_list(&page->html, view);
	return OK;
}

static enum err
show_text(struct page *page)
{
	struct request_context *ctx = &page->ctx;
	const struct guidance_topic *topic = guidance_topic_of(ctx->at.code);
	struct guidance_text *texts =
		ARENA_ARRAY(ctx->arena, struct guidance_text, GUIDANCE_TOPICS);
	struct str done = page->form ? STR_NULL : query_value(ctx, "m");
	struct guidance_editing edit = { .is_saved = str_eq(done, STR("sparat")),
		.is_dropped = str_eq(done, STR("medfoljande")) };

	if (!topic)
		return ERR_NOT_FOUND;
	if (!texts)
		return ERR_LIMIT;
	TRY(guidance_texts(page->db, ctx->scope, ctx->arena, ctx->lang, texts));
	edit.now = texts[topic - guidance_topics];
	page->title = str_of(tr(ctx->lang, N_("Texter")));
	html_guidance_text_edit(&page->html, page, &edit);
	return OK;
}

/* An own text names who stands for it; an empty one brings the shipped text back. */
static enum err
save_text(struct action *act)
{
	const struct text_input *input = act->form;
	const struct guidance_topic *topic = guidance_topic_of(act->ctx.at.code);
	struct sql_guidance_put_text_in row = { .body = input->body, .source = input->source };
	struct guidance_block *blocks;
	struct str done = STR("sparat");
	size_t n;

	if (!topic)
		return ERR_NOT_FOUND;
	row.topic = str_of(topic->code);
	row.lang = str_of(lang_code(act->ctx.lang));
	if (str_is_empty(str_trim(input->body))) {
		TRY(sql_guidance_drop_text(act->tx, act->ctx.scope, row.topic, row.lang));
		done = STR("medfoljande");
	} else if (str_is_empty(input->source)) {
		form_error(act->state, TEXT_SOURCE, N_("Skriv vem som står för texten."));
		return ERR_INVALID;
	} else if (guidance_blocks(act->ctx.arena, input->body, &blocks, &n) != OK) {
		form_error(act->state, TEXT_BODY, N_("Texten har för många rader."));
		return ERR_INVALID;
	} else {
		TRY(sql_guidance_put_text(act->tx, act->ctx.scope, &row));
	}
	return see_other(act,
		url_with(act->ctx.arena, url_text(act->ctx.arena, topic), "m", done));
}

static const struct route routes[] = {
	GET("/akut", PERM_PUBLIC, AUDIT_NONE("national numbers"), show_lines,
		.is_constant = true, .stamp = catalogue_stamp_of_quarter),
	GET("/samtal/personal", PERM_GUIDANCE, AUDIT_READ("guidance.staff"), show_staff),
	POST("/samtal/personal", PERM_GUIDANCE, &guidance_pin_form, open_staff,
		.show = show_staff, .prepare = prepare_pin),
	POST("/samtal/personal/lage", PERM_GUIDANCE, &guidance_situation_form, choose_staff),
	POST("/samtal/personal/klar", PERM_GUIDANCE, NULL, leave_staff),
	GET("/ovning/samtal/personal", PERM_GUIDANCE, AUDIT_NONE("nobody is there"), show_staff,
		.is_practice = true),
	POST("/ovning/samtal/personal", PERM_GUIDANCE, &guidance_pin_form, open_staff,
		.show = show_staff, .prepare = prepare_pin, .is_practice = true),
	POST("/ovning/samtal/personal/lage", PERM_GUIDANCE, &guidance_situation_form,
		choose_staff, .is_practice = true),
	POST("/ovning/samtal/personal/klar", PERM_GUIDANCE, NULL, leave_staff,
		.is_practice = true),
	GET("/vagledning", PERM_GUIDANCE, AUDIT_NONE("texts and services"), show_anytime),
	POST("/vagledning/lage", PERM_GUIDANCE, &guidance_situation_form, choose_anytime),
	GET("/vagledning/texter", PERM_GUIDANCE_EDIT, AUDIT_NONE("texts"), show_texts),
	GET("/vagledning/texter/:code", PERM_GUIDANCE_EDIT, AUDIT_NONE("texts"), show_text),
	POST("/vagledning/texter/:code", PERM_GUIDANCE_EDIT, &guidance_text_form, save_text,
		.show = show_text),
};

const struct room guidance_room = { .name = "guidance",
	.routes = routes,
	.n_routes = sizeof(routes) / sizeof(routes[0]) };
