/* The document around a page, its files, and the pages for what failed. */
#include "app/internal.h"
#include "app/app.html.h"
#include "base/embedded.h"
#include "core/time/clock.h"

extern const struct embedded_set embedded_assets;

static const struct {
	const char *suffix, *content_type;
} file_types[] = {
	{ ".css", "text/css; charset=utf-8" },
	{ ".js", "text/javascript; charset=utf-8" },
	{ ".svg", "image/svg+xml" },
};

static struct url
asset_url(struct arena *a, const char *name)
{
	const struct embedded_file *file = embedded_find(&embedded_assets, str_of(name));

	assert_always(file);
	return (struct url){ arena_printf(a, "/fil/%s/%s", file->hash, name) };
}

bool
asset_find(struct str path, struct asset *out)
{
	const struct embedded_file *file;
	struct str rest = path, part, hash;
	size_t i;

	if (!str_split(&rest, '/', &part) || part.n > 0 ||
		!str_split(&rest, '/', &part) || !str_eq(part, STR("fil")) ||
		!str_split(&rest, '/', &hash) || !rest.p)
		return false;
	file = embedded_find(&embedded_assets, rest);
	if (!file || !str_eq(hash, str_of(file->hash)))
		return false;
	for (i = 0; i < sizeof(file_types) / sizeof(file_types[0]); i++)
		if (str_ends(rest, str_of(file_types[i].suffix))) {
			*out = (struct asset){ embedded_str(file), file_types[i].content_type };
			return true;
		}
	return false;
}

/* What is told is how long it will be when the line is shown: at once, or later by the script. */
static struct ending
ending_of(struct arena *a, const struct session *session)
{
	struct ending ending = { .seconds = session->seconds_left };
	int hour, minute;
	struct date day;

	clock_local(clock_now() + ending.seconds, &day, &hour, &minute);
	ending.at = arena_printf(a, "%02d:%02d", hour, minute);
	ending.minutes = (ending.seconds + 59) / 60;
	ending.is_near = ending.minutes <= ENDING_WARN_MINUTES;
	if (!ending.is_near)
		ending.minutes = ENDING_WARN_MINUTES;
	return ending;
}

/*
 * Where a reader without an account finds another language: at the way in of staff the same page, else
 * the first page of the public.
 */
static void
choose_editions(const struct page *page, const struct frame *frame, struct layout *l)
{
	const char *pattern = frame->route ? frame->route->pattern : "";
	struct arena *a = page->ctx.arena;

	l->start = page_start(page);
	l->swedish = url_path("/");
	l->english = url_path("/en");
	l->is_way_in = str_starts(str_of(pattern), STR("/in"));
	if (l->is_way_in) {
		l->swedish = url_with(a, url_path(pattern), "lang", STR("sv"));
		l->english = url_with(a, url_path(pattern), "lang", STR("en"));
	}
}

void
layout_write(struct page *page, const struct frame *frame)
{
	struct arena *a = page->ctx.arena;
	/* Behind a gate there is no navigation, and what is public looks as to anybody. */
	const struct session *session = frame->session && frame->session->gate == GATE_NONE
		? frame->session : NULL;
	struct layout l = {
		.css = asset_url(a, "lotsa.css"),
		.js = asset_url(a, "lotsa.js"),
		.icon = asset_url(a, "icon.svg"),
		.session = session,
		.main = { frame->body },
		.is_public = !session && !page->is_bare,
		.is_practice = page->ctx.config->is_demo,
		.note = practice_note_of(frame->route),
		.has_exit = !session || page->is_bare,
	};

	if (session && !page->is_bare && !page->ctx.is_practice && frame->status < 400)
		guidance_leave(page->ctx.vault, a, frame->route ? frame->route->pattern : "");
	if (session) {
		l.ending = ending_of(a, session);
		ways_for(session->scope, frame->route ? frame->route->pattern : NULL,
			&l.ways);
	} else {
		choose_editions(page, frame, &l);
	}
	html_layout(&page->html, page, &l);
}

/* The words for every status that an answer can have; the first row is for all others. */
static const struct {
	int status;
	const char *title, *text;
} words[] = {
	{ 500, N_("Något gick fel hos oss"),
		N_("Inget har sparats av det du skickade sist. Försök igen om en stund. "
		   "Blir det fel igen, säg till den som sköter Lotsa hos er.") },
	{ 400, N_("Det gick inte att förstå"),
		N_("Något saknas eller ser inte ut som väntat. Gå tillbaka och försök igen.") },
	{ 403, N_("Det får du inte göra här"),
		N_("Din roll tillåter det inte, eller så har sidan legat öppen för länge. "
		   "Ladda om sidan du kom ifrån och försök igen. "
		   "Du kan också behöva byta plats.") },
	{ 404, N_("Sidan finns inte"),
		N_("Adressen är fel, eller så har det du söker tagits bort eller hör till en "
		   "annan plats.") },
	{ 405, N_("Så går det inte att göra"),
		N_("Sidan finns men används på ett annat sätt. Gå tillbaka och försök igen.") },
	{ 409, N_("Någon annan hann före"),
		N_("Uppgiften har ändrats sedan du öppnade sidan. "
		   "Ladda om och se hur det är nu.") },
	{ 413, N_("Det blev för mycket på en gång"),
		N_("Skicka mindre åt gången, eller sök på något smalare.") },
	{ 414, N_("Adressen är för lång"), N_("Gå tillbaka och följ en länk i stället.") },
	{ 415, N_("Så går det inte att skicka"), N_("Använd formuläret på sidan.") },
	{ 421, N_("Fel adress"),
		N_("Den här servern svarar inte under det namnet. "
		   "Använd adressen som du har fått.") },
	{ 503, N_("Det går inte just nu"),
		N_("Inget har sparats av det du skickade sist. Försök igen om en stund. "
		   "Blir det fel igen, säg till den som sköter Lotsa hos er.") },
};

void
failure_write(struct page *page, int status, struct str method)
{
	bool is_known = page->ctx.account.v != 0;
	struct failure f = {
		.title = words[0].title,
		.text = words[0].text,
		.way_back = is_known ? url_path("/hem") : page_start(page),
		.way_back_label = is_known ? N_("Till Hem") : N_("Till första sidan"),
		.is_known = is_known,
	};
	size_t i;

	(void)method;
	for (i = 1; i < sizeof(words) / sizeof(words[0]); i++)
		if (words[i].status == status) {
			f.title = words[i].title;
			f.text = words[i].text;
		}
	page->title = str_of(tr(page->ctx.lang, f.title));
	html_failure(&page->html, page, &f);
}
