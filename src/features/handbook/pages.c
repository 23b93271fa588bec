/* The pages of the handbook: its chapters and pictures. */
#include "base/embedded.h"
#include "features/handbook/handbook.html.h"
#include "features/handbook/templates.h"

extern const struct embedded_set embedded_pictures;

/* Whose chapter is whose; what everybody does has chapters of its own. */
static const struct {
	enum role role;
	const char *code;
} chapters_of_roles[] = {
	{ ROLE_CASEWORKER, "fraga" },
	{ ROLE_TEAM_LEAD, "teamsamordnare" },
	{ ROLE_CATALOGUE_EDITOR, "katalogredaktor" },
	{ ROLE_ASSOCIATION_MANAGER, "forbundschef" },
	{ ROLE_NATIONAL_ANALYST, "analytiker" },
	{ ROLE_AUDITOR, "granskare" },
	{ ROLE_ADMINISTRATOR, "administrator" },
};

static const struct handbook_chapter *
chapter_find(struct str code)
{
	size_t i;

	for (i = 0; i < handbook_n_chapters; i++)
		if (str_eq(code, str_of(handbook_chapters[i].code)))
			return &handbook_chapters[i];
	return NULL;
}

const struct handbook_chapter *
handbook_of_role(enum role role)
{
	size_t i;

	for (i = 0; i < sizeof(chapters_of_roles) / sizeof(chapters_of_roles[0]); i++)
		if (chapters_of_roles[i].role == role)
			return chapter_find(str_of(chapters_of_roles[i].code));
	return NULL;
}

struct url
url_handbook(struct arena *a, const struct handbook_chapter *chapter)
{
	return (struct url){ arena_printf(a, "/handbok/%s", chapter->code) };
}

static bool
is_own(const struct request_context *ctx, const struct handbook_chapter *chapter)
{
	enum role role;

	for (role = ROLE_CASEWORKER; ctx->scope && role < ROLE_COUNT; role++)
		if (scope_has_role(ctx->scope, role) && handbook_of_role(role) == chapter)
			return true;
	return false;
}

static enum err
show_contents(struct page *page)
{
	struct handbook_contents c = { .n_own = 0 };
	size_t i;

	for (i = 0; i < handbook_n_chapters; i++) {
		const struct handbook_chapter *chapter = &handbook_chapters[i];

		if (is_own(&page->ctx, chapter) && c.n_own < ROLE_COUNT)
			c.own[c.n_own++] = chapter;
		else if (c.n_others < sizeof(c.others) / sizeof(c.others[0]))
			c.others[c.n_others++] = chapter;
	}
	page->title = str_of(tr(page->ctx.lang, N_("Handbok")));
	html_handbook_contents(&page->html, &c);
	return OK;
}

static enum err
show_chapter(struct page *page)
{
	struct handbook_leaf leaf = { .chapter = chapter_find(page->ctx.at.code) };

	if (!leaf.chapter)
		return ERR_NOT_FOUND;
	if (leaf.chapter > handbook_chapters)
		leaf.before = leaf.chapter - 1;
	if (leaf.chapter + 1 < handbook_chapters + handbook_n_chapters)
		leaf.next = leaf.chapter + 1;
	page->title = str_of(leaf.chapter->title);
	html_handbook_chapter(&page->html, &leaf);
	return OK;
}

static enum err
show_picture(struct page *page)
{
	struct str code = page->ctx.at.code,
		   name = arena_printf(page->ctx.arena, "%.*s.webp", STR_ARG(code));
	const struct embedded_file *file = embedded_find(&embedded_pictures, name);

	if (!file)
		return ERR_NOT_FOUND;
	page->content_type = "image/webp";
	buf_put(page->html.out, embedded_str(file));
	return OK;
}

static const struct route handbook_routes[] = {
	GET("/handbok", PERM_LOGGED_IN, AUDIT_NONE("the same text for everybody"),
		show_contents),
	GET("/handbok/:code", PERM_LOGGED_IN, AUDIT_NONE("the same text for everybody"),
		show_chapter),
	GET("/handbok/bild/:code", PERM_LOGGED_IN, AUDIT_NONE("pictures of the practice"),
		show_picture),
};

const struct room handbook_room = {
	.name = "handbook",
	.routes = handbook_routes,
	.n_routes = sizeof(handbook_routes) / sizeof(handbook_routes[0]),
};
