/* Proposing: what fits a need, best first, each with its reasons in words. */
#include <stdlib.h>

#include "features/catalogue/rows.h"

enum { SEX_ANY = 0, SEX_IS_WOMAN = 1, SEX_IS_MAN = 2 };
enum {
	AGE_ADULT_FROM = 16,
	AGE_CHILD_TO = 17,
	AGE_YOUNG_FROM = 13,
	AGE_YOUNG_TO = 25,
	AGE_MAX = 130
};

/* Groups whose meaning is known: what is not here excludes nobody, but ranks behind what fits. */
static const struct group {
	const char *folded;
	int sex;
	int age_from, age_to;
	const char *reason;
} groups[] = {
	{ "kvinnor", SEX_IS_WOMAN, 0, AGE_MAX, N_("Riktar sig till kvinnor.") },
	{ "man", SEX_IS_MAN, 0, AGE_MAX, N_("Riktar sig till män.") },
	{ "man 18+", SEX_IS_MAN, 18, AGE_MAX, N_("Riktar sig till män.") },
	{ "barn", SEX_ANY, 0, AGE_CHILD_TO, N_("Riktar sig till barn.") },
	{ "under 18", SEX_ANY, 0, AGE_CHILD_TO, N_("Riktar sig till barn.") },
	{ "elever", SEX_ANY, 0, AGE_CHILD_TO, N_("Riktar sig till elever.") },
	{ "ungdomar", SEX_ANY, AGE_YOUNG_FROM, AGE_YOUNG_TO, N_("Riktar sig till unga.") },
	{ "aldre", SEX_ANY, 65, AGE_MAX, N_("Riktar sig till äldre.") },
	{ "all", SEX_ANY, 0, AGE_MAX, NULL },
	{ "alla", SEX_ANY, 0, AGE_MAX, NULL },
	{ "alla aldrar", SEX_ANY, 0, AGE_MAX, NULL },
	{ "18+", SEX_ANY, 18, AGE_MAX, NULL },
};

/* How well the groups of a service fit the person. */
struct fit {
	bool fits;
	bool is_known;		/* false: some group that this program knows nothing about */
	bool is_made_for;	/* a group that the need is known to be in */
	const char *reason;
};

/* One proposal on its way to its place in the list. */
struct candidate {
	struct catalogue_proposal proposal;
	int rank[7];	/* compared one after the other, larger first */
	size_t at;
};

static bool
ages_meet(const struct catalogue_need *need, int from, int to)
{
	int need_from = need->age_from, need_to = need->age_to > 0 ? need->age_to : AGE_MAX;

	/* A participant is no child; whoever asks about children says so by the track. */
	if (need_from == 0 && !(need->tracks & TRACK_CHILD))
		need_from = AGE_ADULT_FROM;
	return from <= need_to && (to == 0 ? AGE_MAX : to) >= need_from;
}

/* Where the age is not known, only the track says that a child is meant. */
static bool
group_ages_meet(const struct catalogue_need *need, const struct group *group)
{
	if (group->age_to == AGE_CHILD_TO && !(need->tracks & TRACK_CHILD) && need->age_to == 0)
		return false;
	return ages_meet(need, group->age_from, group->age_to);
}

static const struct group *
group_of(struct str folded)
{
	size_t i;

	for (i = 0; i < sizeof(groups) / sizeof(groups[0]); i++) {
		if (str_eq(folded, str_of(groups[i].folded)))
			return &groups[i];
	}
	return NULL;
}

static bool
sex_meets(int need, int group)
{
	return group == SEX_ANY || (need != SEX_IS_WOMAN && need != SEX_IS_MAN) ||
		need == group;
}

static bool
is_for_children(const struct catalogue_need *need, const struct group *group)
{
	return group->age_to == AGE_CHILD_TO && (need->tracks & TRACK_CHILD);
}

static struct fit
fit_of(struct arena *a, const struct catalogue_need *need, struct str list)
{
	struct fit fit = { .fits = str_is_empty(list), .is_known = true };
	struct str rest = str_fold(a, list), part;

	if (fit.fits)
		return fit;
	while (str_split(&rest, ';', &part)) {
		const struct group *group = group_of(str_trim(part));

		if (!group) {
			if (!fit.fits)
				fit.is_known = false;
			fit.fits = true;
			continue;
		}
		if (!sex_meets(need->sex, group->sex) || !group_ages_meet(need, group))
			continue;
		if (!fit.fits || !fit.is_known || is_for_children(need, group))
			fit.reason = group->reason;
		fit.fits = fit.is_known = true;
		if (group->reason)
			fit.is_made_for |= group->sex ? need->sex != 0 : need->age_to != 0;
	}
	return fit;
}

static void
add_reason(struct catalogue_proposal *p, const char *reason)
{
	size_t i;

	for (i = 0; reason && i < CATALOGUE_REASONS_MAX; i++) {
		if (!p->reasons[i]) {
			p->reasons[i] = reason;
			return;
		}
	}
}

static void
add_track_reasons(struct catalogue_proposal *p)
{
	if (p->tracks & TRACK_EXPOSED)
		add_reason(p, N_("För den som blivit utsatt."));
	if (p->tracks & TRACK_OWN_USE)
		add_reason(p, N_("För den som utsätter andra."));
	if (p->tracks & TRACK_CHILD)
		add_reason(p, N_("För barn."));
	if (p->tracks & TRACK_RELATIVE)
		add_reason(p, N_("För anhöriga."));
	if (p->tracks & TRACK_PROFESSIONAL)
		add_reason(p, N_("För yrkesverksamma."));
}

static void
add_requirement_reasons(struct catalogue_proposal *p, unsigned requirements)
{
	if (requirements == 0)
		add_reason(p, N_("Det är inte känt om något krävs först: fråga verksamheten."));
	if (requirements & REQUIRES_NOTHING)
		add_reason(p, N_("Nås utan beslut och remiss."));
	if (requirements & REQUIRES_DECISION)
		add_reason(p, N_("Kräver biståndsbeslut."));
	if (requirements & REQUIRES_DOCTOR)
		add_reason(p, N_("Kräver remiss."));
	if (requirements & REQUIRES_DIAGNOSIS)
		add_reason(p, N_("Kräver diagnos."));
}

static void
add_anonymous_reason(struct catalogue_proposal *p, enum anonymous anonymous)
{
	if (anonymous == ANONYMOUS_YES)
		add_reason(p, N_("Man kan vara anonym."));
	if (anonymous == ANONYMOUS_AT_FIRST)
		add_reason(p, N_("Man kan vara anonym till en början."));
}

static bool
is_excluded(const struct catalogue_service *s, const struct catalogue_need *need)
{
	unsigned barriers = REQUIRES_DECISION | REQUIRES_DOCTOR | REQUIRES_DIAGNOSIS;

	if (!(s->tracks & need->tracks))
		return true;
	if (need->is_without_decision && (s->requirements & barriers))
		return true;
	if (need->is_same_day && s->same_day != SAME_DAY_YES)
		return true;
	return !ages_meet(need, s->age_from, s->age_to);
}

/* False when the service does not fit. */
static bool
consider_service(struct arena *a, const struct catalogue_need *need,
	const struct catalogue_service *s, struct date today, struct candidate *out)
{
	struct fit fit = fit_of(a, need, s->target_groups);
	bool is_here = !str_is_empty(need->municipality) &&
		str_eq(str_fold(a, need->municipality),
			str_fold(a, s->municipality));
	struct catalogue_proposal *p = &out->proposal;
	/* Who takes both those who are exposed and those who expose is there for much else, too. */
	unsigned everybody = TRACK_EXPOSED | TRACK_OWN_USE;

	if (is_excluded(s, need) || !fit.fits)
		return false;
	*p = (struct catalogue_proposal){ .service = s, .tracks = s->tracks & need->tracks,
		.is_stale = catalogue_is_stale(s, today) };
	add_track_reasons(p);
	add_reason(p, fit.reason);
	if (is_here)
		add_reason(p, N_("Finns i teamets kommun."));
	add_requirement_reasons(p, s->requirements);
	if (s->same_day == SAME_DAY_YES)
		add_reason(p, N_("Svarar samma dag."));
	add_anonymous_reason(p, s->anonymous);
	out->rank[0] = 1;
	out->rank[1] = is_here;
	out->rank[2] = fit.is_known + fit.is_made_for;
	out->rank[3] = (s->tracks & everybody) != everybody;
	/* A number that nobody has called for long may be wrong tonight: one as fitting goes first. */
	out->rank[4] = !p->is_stale;
	out->rank[5] = (s->requirements & REQUIRES_NOTHING) != 0;
	out->rank[6] = s->same_day == SAME_DAY_YES;
	return true;
}

/* 112 and 114 14 stand on every page already and are proposed to nobody in particular. */
static bool
consider_helpline(struct arena *a, const struct catalogue_need *need,
	const struct helpline *line, struct date today, struct candidate *out)
{
	struct fit fit = fit_of(a, need, line->audience);
	struct catalogue_proposal *p = &out->proposal;
	unsigned everyone = TRACK_EXPOSED | TRACK_CHILD | TRACK_RELATIVE;

	if (!(line->tracks & need->tracks) || !fit.fits)
		return false;
	if (line->is_first && (line->tracks & everyone) == everyone)
		return false;
	*p = (struct catalogue_proposal){ .helpline = line, .tracks = line->tracks & need->tracks,
		.is_stale = helpline_is_stale(line, today) };
	add_track_reasons(p);
	add_reason(p, fit.reason);
	add_reason(p, N_("Nationell stödlinje."));
	add_reason(p, N_("Nås utan beslut och remiss."));
	add_anonymous_reason(p, line->anonymous);
	out->rank[0] = 0;
	out->rank[2] = fit.is_known;
	out->rank[4] = fit.reason != NULL;
	out->rank[5] = line->is_first;
	out->rank[6] = (line->tracks & (TRACK_EXPOSED | TRACK_OWN_USE)) !=
		(TRACK_EXPOSED | TRACK_OWN_USE);
	return true;
}

static int
compare(const void *left, const void *right)
{
	const struct candidate *l = left, *r = right;
	size_t i;

	for (i = 0; i < sizeof(l->rank) / sizeof(l->rank[0]); i++) {
		if (l->rank[i] != r->rank[i])
			return l->rank[i] > r->rank[i] ? -1 : 1;
	}
	return l->at < r->at ? -1 : l->at > r->at;
}

enum err
catalogue_propose(struct db *db, const struct scope *scope, struct arena *a,
	const struct catalogue_need *need, struct date today, struct catalogue_proposal **out,
	size_t *n)
{
	struct catalogue_service *services;
	struct catalogue_proposal *proposals;
	struct helpline *lines;
	struct candidate *all;
	size_t n_services, n_lines, i, n_all = 0;

	if (str_is_empty(str_trim(need->words)))
		TRY(catalogue_with_tracks(db, scope, a, need->tracks, need->municipality,
			&services, &n_services));
	else
		TRY(catalogue_search(db, scope, a, need->words, &services, &n_services));
	TRY(helplines_known(db, a, &lines, &n_lines));
	if (!str_is_empty(need->words) || need->is_same_day)
		n_lines = 0;
	all = ARENA_ARRAY(a, struct candidate, n_services + n_lines + 1);
	proposals = ARENA_ARRAY(a, struct catalogue_proposal, n_services + n_lines + 1);
	if (!all || !proposals)
		return ERR_LIMIT;
	for (i = 0; i < n_services; i++)
		n_all += consider_service(a, need, &services[i], today, &all[n_all]);
	for (i = 0; i < n_lines; i++)
		n_all += consider_helpline(a, need, &lines[i], today, &all[n_all]);
	for (i = 0; i < n_all; i++)
		all[i].at = i;
	qsort(all, n_all, sizeof(*all), compare);
	for (i = 0; i < n_all; i++)
		proposals[i] = all[i].proposal;
	if (arena_is_full(a))
		return ERR_LIMIT;
	*out = proposals;
	*n = n_all;
	return OK;
}
