/* Choosing at most five answers: what answers the situation, near, fresh, and for that person. */
#include "features/publicsite/finder.h"

#include <stdlib.h>

enum { MANY = 400, ADULT = 18, OLD = 65 };

/* One service on its way to its place: compared rank by rank, larger first. */
struct candidate {
	const struct open_service *service;
	int rank[9];
	size_t at;
	bool is_hit, is_stale, is_aside;
};

/* ---- for whom ---- */

/* Groups whose meaning is known; any other shuts nobody out. */
static const struct {
	const char *folded;
	bool is_for[WHOS];
	bool is_children;
} groups[] = {
	{ "kvinnor", { [WHO_ANY] = true, [WHO_WOMAN] = true, [WHO_OLDER] = true }, false },
	{ "man", { [WHO_ANY] = true, [WHO_MAN] = true, [WHO_OLDER] = true }, false },
	{ "transpersoner", { [WHO_ANY] = true, [WHO_TRANS] = true }, false },
	{ "ungdomar", { true, true, true, true, false }, false },
	{ "barn", { true, true, true, true, true }, true },
	{ "elever", { true, true, true, true, true }, true },
	{ "under", { true, true, true, true, true }, true },
};

static bool
is_group_for(struct str group, enum who who, bool is_child)
{
	size_t i;

	if (is_child && str_contains(group, STR("18+")))
		return false;
	for (i = 0; i < sizeof(groups) / sizeof(groups[0]); i++) {
		struct str word = str_of(groups[i].folded);

		if (str_starts(group, word) && (group.n == word.n || group.p[word.n] == ' '))
			return groups[i].is_for[who] && (is_child || !groups[i].is_children);
	}
	return true;
}

/* Whether a list of groups ("kvinnor;barn", "män 18+") has room for that person. */
static bool
is_for(struct arena *a, struct str list, enum who who, bool is_child)
{
	struct str rest = str_fold(a, list), part;
	bool is_open = str_is_empty(rest);

	while (!is_open && str_split(&rest, ';', &part))
		is_open = is_group_for(str_trim(part), who, is_child);
	return is_open;
}

/* Which of the groups is just that person's. */
static bool
is_made_for(struct arena *a, struct str list, enum who who)
{
	static const char *const words[WHOS] = { [WHO_WOMAN] = "kvinnor", [WHO_MAN] = "man 18",
		[WHO_TRANS] = "trans", [WHO_OLDER] = "aldre" };
	struct str folded = str_fold(a, list);

	return words[who] && (str_contains(folded, str_of(words[who])) ||
		(who == WHO_MAN && str_eq(folded, STR("man"))));
}

static bool
ages_fit(const struct open_service *s, enum who who, bool is_child)
{
	if (is_child)
		return s->age_from < ADULT;
	if (s->age_to != 0 && s->age_to < ADULT)
		return false;
	return who != WHO_OLDER || s->age_to == 0 || s->age_to >= OLD;
}

/* ---- services ---- */

static bool
has_a_word(struct arena *a, const struct situation *situation, const struct open_service *s)
{
	struct str all = arena_printf(a, "%.*s %.*s %.*s", STR_ARG(s->name),
		STR_ARG(s->organisation), STR_ARG(s->target_groups));
	struct str text = str_fold(a, all);
	struct str rest = str_of(situation->words), word;

	while (str_split(&rest, ';', &word))
		if (str_contains(text, word))
			return true;
	return false;
}

/* The public is shown no day of confirming what the service itself says is wrong. */
static bool
is_unconfirmed(const struct open_service *s, struct date today)
{
	return catalogue_is_stale(
		&(struct catalogue_service){
			.verified_on = s->verified_on, .is_acute = s->is_acute },
		today);
}

/*
 * Whoever arranges a safe place for some the same day is also who can say where others turn: in such a
 * situation nobody is left without it.
 */
static bool
is_for_all_tonight(const struct situation *situation, const struct open_service *s)
{
	return s->is_acute &&
		(situation->what == WHAT_SAFE || situation->what == WHAT_SHELTER);
}

/*
 * False when it is nothing for that person, or cannot be called; and when it cannot wait, what only fits by
 * whom it is for.  Who acts the same day and decides comes before who needs a decision of somebody else's,
 * also when nobody has confirmed it lately: it is said.
 */
static bool
consider(struct arena *a, const struct question *q, const struct open_service *s,
	struct date today, struct candidate *out)
{
	const struct situation *situation = q->situation;
	bool is_child = situation->door == DOOR_CHILD || situation->what == WHAT_CHILDREN;
	bool is_aside = !is_for(a, s->target_groups, q->who, is_child) ||
		!ages_fit(s, q->who, is_child);

	if (!(s->tracks & situation->tracks) || str_is_empty(s->phone) ||
		(is_aside && !is_for_all_tonight(situation, s)))
		return false;
	*out = (struct candidate){ .service = s,
		.is_hit = has_a_word(a, situation, s),
		.is_aside = is_aside,
		.is_stale = is_unconfirmed(s, today) };
	if (situation->is_acute && !out->is_hit && !s->is_acute)
		return false;
	out->rank[0] = out->is_hit;
	out->rank[1] = !is_aside;
	out->rank[2] = situation->is_acute && s->is_acute;
	out->rank[3] = situation->is_acute && !(s->requirements & REQUIRES_DECISION);
	out->rank[4] = situation->is_acute && !out->is_stale;
	out->rank[5] = (int)s->reach;
	out->rank[6] = is_made_for(a, s->target_groups, q->who) -
		(!is_child && str_eq(s->target_groups, STR("ungdomar")));
	out->rank[7] = (s->requirements & REQUIRES_NOTHING) != 0;
	out->rank[8] = s->same_day == SAME_DAY_YES;
	return true;
}

static int
compare(const void *left, const void *right)
{
	const struct candidate *l = left, *r = right;
	size_t i;

	for (i = 0; i < sizeof(l->rank) / sizeof(l->rank[0]); i++)
		if (l->rank[i] != r->rank[i])
			return l->rank[i] > r->rank[i] ? -1 : 1;
	return l->at < r->at ? -1 : l->at > r->at;
}

static enum err
rank_services(struct arena *a, const struct question *q, const struct open_service *services,
	size_t n_services, struct date today, struct candidate **out, size_t *n)
{
	struct candidate *all = ARENA_ARRAY(a, struct candidate, n_services + 1);
	size_t i;

	if (!all)
		return ERR_LIMIT;
	*n = 0;
	for (i = 0; i < n_services; i++) {
		if (!consider(a, q, &services[i], today, &all[*n]))
			continue;
		all[*n].at = *n;
		(*n)++;
	}
	qsort(all, *n, sizeof(*all), compare);
	*out = all;
	return arena_is_full(a) ? ERR_LIMIT : OK;
}

/* ---- help lines ---- */

static const struct helpline *
line_of(const struct helpline *lines, size_t n, const char *code)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (str_eq(lines[i].code, str_of(code)))
			return &lines[i];
	return NULL;
}

/* The situation's lines that are for that person, what is made for that person first. */
static enum err
choose_lines(struct arena *a, const struct question *q,
	const struct helpline *chosen[SITUATION_LINES], size_t *n)
{
	size_t i;
	int round;

	*n = 0;
	for (round = 1; round >= 0; round--)
		for (i = 0; i < SITUATION_LINES && q->situation->lines[i]; i++) {
			const struct helpline *line =
				line_of(q->lines, q->n_lines, q->situation->lines[i]);

			assert_always(line);
			if (is_made_for(a, line->audience, q->who) != (round == 1) ||
				!is_for(a, line->audience, q->who,
					q->situation->door == DOOR_CHILD))
				continue;
			chosen[(*n)++] = line;
		}
	return arena_is_full(a) ? ERR_LIMIT : OK;
}

/* ---- both ---- */

static void
add_service(struct answer *answers, size_t *n, const struct candidate *c)
{
	answers[(*n)++] = (struct answer){ .service = c->service, .is_stale = c->is_stale };
}

static void
add_line(struct answer *answers, size_t *n, const struct helpline *line, struct date today)
{
	answers[(*n)++] = (struct answer){ .line = line,
		.is_stale = helpline_is_stale(line, today) };
}

/*
 * A line that answers at any hour stands among the five, so services leave room for two of them.  In a
 * situation that cannot wait a service that nobody has confirmed lately, or that is there for others first,
 * stands behind the first line.
 */
enum err
finder_answers(struct arena *a, const struct question *q, const struct open_service *services,
	size_t n_services, struct date today, struct answer answers[ANSWERS_MAX], size_t *n)
{
	const struct helpline *lines[SITUATION_LINES];
	struct candidate *ranked;
	size_t n_ranked, n_lines, s = 0, l = 0;

	*n = 0;
	TRY(rank_services(a, q, services, n_services, today, &ranked, &n_ranked));
	TRY(choose_lines(a, q, lines, &n_lines));
	if (n_lines > 0 && (q->situation->is_line_first ||
		(q->situation->is_acute && n_ranked > 0 &&
			(ranked[0].is_stale || ranked[0].is_aside))))
		add_line(answers, n, lines[l++], today);
	while (s < n_ranked && s < SERVICES_FIRST_MAX && ranked[s].is_hit &&
		(!ranked[s].is_aside || l > 0 || n_lines == 0))
		add_service(answers, n, &ranked[s++]);
	while (*n < ANSWERS_MAX && l < n_lines)
		add_line(answers, n, lines[l++], today);
	while (*n < ANSWERS_MAX && s < n_ranked)
		add_service(answers, n, &ranked[s++]);
	return OK;
}
