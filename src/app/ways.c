/* Where somebody may go: the navigation by role. */
#include "app/internal.h"

static const struct {
	const char *path;
	enum perm perm;
	const char *label;
} all_ways[] = {
	{ "/hem", PERM_STAFF, N_("Hem") },
	{ "/samtal", PERM_ASK, N_("Samtal") },
	{ "/lotsningar", PERM_REFERRAL_READ, N_("Lotsningar") },
	{ "/katalog", PERM_CATALOGUE_READ, N_("Katalog") },
	{ "/material", PERM_CATALOGUE_READ, N_("Material") },
	{ "/statistik", PERM_COVERAGE, N_("Statistik") },
	{ "/admin", PERM_ADMIN, N_("Admin") },
	{ "/granskning", PERM_AUDIT_READ, N_("Logg") },
	{ "/handbok", PERM_STAFF, N_("Handbok") },
};

/* "/samtal" is where "/samtal/nytt" is, too. */
static bool
is_within(const char *path, const char *pattern)
{
	size_t n = strlen(path);

	return pattern && strncmp(path, pattern, n) == 0 &&
		(pattern[n] == '\0' || pattern[n] == '/');
}

void
ways_for(const struct scope *scope, const char *pattern, struct ways *out)
{
	size_t i;

	out->n = 0;
	for (i = 0; scope && i < sizeof(all_ways) / sizeof(all_ways[0]); i++) {
		if (!scope_may(scope, all_ways[i].perm))
			continue;
		out->items[out->n++] = (struct way){
			.url = url_path(all_ways[i].path),
			.label = all_ways[i].label,
			.is_here = is_within(all_ways[i].path, pattern),
		};
	}
}
