/* Looking something up as somebody says it: "män som slår", "bris", "heder", "vem i Nykvarn". */
#include "features/catalogue/lookup.h"

#include "features/catalogue/rows.h"

/* Words of everyday speech, folded, that say whom something is about and stand in no entry. */
static const struct {
	const char *words;
	unsigned tracks;
} meanings[] = {
	{ "slagen;slog;misshandlad;misshandel;utsatt;hotad;radd;forfoljd;stalkad;valdtagen;"
	  "valdtakt;overgrepp;vald;heder;hedersvald;tvangsgift;tvangsaktenskap;kontrollerad;"
	  "fly;offer",
		TRACK_EXPOSED },
	{ "slar;slass;sluta;forovare;valdsutovare;utovare;misshandlar;hotar;aggressiv;"
	  "kontrollerar;svartsjuk;hamnas",
		TRACK_OWN_USE },
	{ "barn;barnet;unga;ung;ungdom;ungdomar;tonaring;tjej;kille;elev;skolan;orosanmalan",
		TRACK_CHILD },
	{ "anhorig;anhoriga;narstaende;van;granne;slakting;foralder;mamma;pappa",
		TRACK_RELATIVE },
	{ "kollega;personal;handledning;konsultation;radgora;yrkesverksam",
		TRACK_PROFESSIONAL },
};

/* Folded words that bind others together: no entry is found by them. */
static const char *const small_words =
	"att;av;den;det;dem;de;en;ett;for;fran;far;ga;hos;i;jag;kan;med;mot;nagon;och;om;pa;"
	"sig;sin;som;till;vad;var;vart;vem;vid;ar";

static bool
is_among(struct str word, const char *list)
{
	struct str rest = str_of(list), one;

	while (str_split(&rest, ';', &one))
		if (str_eq(one, word))
			return true;
	return false;
}

static unsigned
meaning_of(struct str word)
{
	unsigned tracks = 0;
	size_t i;

	for (i = 0; i < sizeof(meanings) / sizeof(meanings[0]); i++)
		if (is_among(word, meanings[i].words))
			tracks |= meanings[i].tracks;
	return tracks;
}

/* Whose side the words take: of "män som slår" the one who hits; 0 when no word says so. */
static unsigned
meant_by(struct arena *a, struct str words)
{
	struct str rest = str_fold(a, words), word;
	unsigned tracks = 0;

	while (str_split(&rest, ' ', &word))
		tracks |= meaning_of(word);
	return tracks;
}

/* "man" is in no "samman", "barn" begins "barnens". */
static bool
begins_a_word(struct str text, struct str start)
{
	size_t i;

	for (i = 0; i + start.n <= text.n; i++)
		if ((i == 0 || text.p[i - 1] == ' ' || text.p[i - 1] == ';') &&
			str_starts(str_sub(text, i, text.n), start))
			return true;
	return false;
}

/* Every word but the small ones begins one of the text; false when there is no such word. */
static bool
has_all(struct str text, struct str folded_words)
{
	struct str word;
	bool is_asked = false;

	while (str_split(&folded_words, ' ', &word)) {
		if (str_is_empty(word) || is_among(word, small_words))
			continue;
		is_asked = true;
		if (!begins_a_word(text, word))
			return false;
	}
	return is_asked;
}

/* 112 and 1177 are for everybody: they stand on every page, and are found by their names. */
static bool
is_line_for(const struct helpline *line, unsigned tracks)
{
	unsigned everybody = TRACK_EXPOSED | TRACK_OWN_USE;

	return (line->tracks & tracks) && (line->tracks & everybody) != everybody;
}

/* What people call it stands in the line's own texts. */
static bool
is_line_said(struct arena *a, const struct helpline *line, struct str folded_words)
{
	struct str text = arena_printf(a, "%.*s %.*s %.*s %.*s %.*s", STR_ARG(line->name),
		STR_ARG(line->phone), STR_ARG(line->audience), STR_ARG(line->note),
		STR_ARG(line->search_words));

	return has_all(str_fold(a, text), folded_words);
}

/* Those that the words name come before those that are for whom the words speak of. */
static enum err
find_lines(struct db *db, struct arena *a, const struct catalogue_lookup *lookup,
	unsigned meant, struct catalogue_finds *out)
{
	struct str words = str_trim(str_fold(a, lookup->words));
	unsigned tracks = str_is_empty(words) ? lookup->tracks : meant;
	struct helpline *lines;
	size_t n, i;
	int round;

	TRY(helplines_known(db, a, &lines, &n));
	out->lines = ARENA_ARRAY(a, const struct helpline *, n + 1);
	if (!out->lines)
		return ERR_LIMIT;
	out->n_lines = 0;
	for (round = 0; round < 2; round++)
		for (i = 0; i < n; i++) {
			bool is_said = is_line_said(a, &lines[i], words);

			if (lookup->tracks && !(lines[i].tracks & lookup->tracks))
				continue;
			if (round == 0 ? is_said : !is_said && is_line_for(&lines[i], tracks))
				out->lines[out->n_lines++] = &lines[i];
		}
	return arena_is_full(a) ? ERR_LIMIT : OK;
}

/* ---- services ---- */

/* Without the small words, in which nobody's entry differs. */
static struct str
telling(struct arena *a, struct str words)
{
	struct str rest = str_fold(a, words), word, all = STR_NULL;

	while (str_split(&rest, ' ', &word))
		if (!str_is_empty(word) && !is_among(word, small_words))
			all = arena_printf(a, "%.*s %.*s", STR_ARG(all), STR_ARG(word));
	return all;
}

/* Who is there for nobody else comes first; else the order stays. */
static enum err
put_own_first(struct arena *a, unsigned meant, struct catalogue_service **services, size_t n)
{
	struct catalogue_service *ordered = ARENA_ARRAY(a, struct catalogue_service, n + 1);
	size_t i, at = 0;
	int round;

	if (!ordered)
		return ERR_LIMIT;
	for (round = 0; round < 2; round++)
		for (i = 0; i < n; i++)
			if (((*services)[i].tracks & ~meant) == 0 ? round == 0 : round == 1)
				ordered[at++] = (*services)[i];
	*services = ordered;
	return OK;
}

static enum err
find_services(struct db *db, const struct scope *scope, struct arena *a,
	const struct catalogue_lookup *lookup, struct catalogue_finds *out)
{
	struct catalogue_lookup other = *lookup;
	unsigned meant = meant_by(a, lookup->words);

	out->meant = 0;
	TRY(catalogue_search_within(db, scope, a, lookup, &out->services, &out->n));
	if (out->n > 0 || str_is_empty(str_trim(lookup->words)))
		return OK;
	other.words = telling(a, lookup->words);
	if (!str_is_empty(other.words))
		TRY(catalogue_search_within(db, scope, a, &other, &out->services, &out->n));
	if (out->n > 0 || meant == 0)
		return OK;
	other.words = STR_NULL;
	other.tracks = lookup->tracks ? lookup->tracks : meant;
	TRY(catalogue_search_within(db, scope, a, &other, &out->services, &out->n));
	out->meant = out->n > 0 ? other.tracks : 0;
	return put_own_first(a, other.tracks, &out->services, out->n);
}

bool
catalogue_lookup_is_empty(const struct catalogue_lookup *lookup)
{
	return str_is_empty(str_trim(lookup->words)) && lookup->tracks == 0 && !lookup->county;
}

enum err
catalogue_look_up(struct db *db, const struct scope *scope, struct arena *a,
	const struct catalogue_lookup *lookup, struct catalogue_finds *out)
{
	TRY(find_services(db, scope, a, lookup, out));
	return find_lines(db, a, lookup, meant_by(a, lookup->words), out);
}

/* ---- places ---- */

static const struct area *
area_named(struct arena *a, const struct area *areas, size_t n, struct str folded)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (str_eq(str_fold(a, areas[i].name), folded))
			return &areas[i];
	return NULL;
}

enum err
catalogue_lookup_place(struct arena *a, struct str name, struct catalogue_lookup *lookup)
{
	struct str folded = str_trim(str_fold(a, name)), tail = STR(" kommun");
	struct places places;

	TRY(places_read(a, &places));
	if (str_ends(folded, tail))
		folded = str_sub(folded, 0, folded.n - tail.n);
	lookup->municipality = area_named(
		a, places.municipalities, places.n_municipalities, folded);
	if (!lookup->municipality && str_ends(folded, STR("s")))
		lookup->municipality = area_named(a, places.municipalities,
			places.n_municipalities, str_sub(folded, 0, folded.n - 1));
	lookup->county = lookup->municipality
		? places_county_of(&places, lookup->municipality)
		: area_named(a, places.counties, places.n_counties, folded);
	if (arena_is_full(a))
		return ERR_LIMIT;
	return lookup->county ? OK : ERR_NOT_FOUND;
}
