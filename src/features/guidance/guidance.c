/* The rules of guidance: what is remembered, for how long, and what follows from it. */
#include "features/guidance/guidance.h"

#include "features/guidance/state.h"

const struct guidance_tab guidance_tabs[GUIDANCE_BITS + 1] = {
	{ 0, 'a', N_("Inget kom fram") },
	{ GUIDANCE_ONGOING, 'b', N_("Pågår") },
	{ GUIDANCE_EARLIER, 'c', N_("Har hänt tidigare") },
	{ GUIDANCE_WITNESSED, 'd', N_("I barndomen") },
	{ GUIDANCE_OWN_USE_ONGOING, 'e', N_("Utsätter andra i dag") },
	{ GUIDANCE_OWN_USE_EARLIER, 'f', N_("Har utsatt andra") },
};

/* What lies in the drawer: five bytes behind a mark of our own. */
enum { MARK_BYTES = 4, DRAWER_BYTES = 9 };
static const char mark[MARK_BYTES] = { 'g', 'u', 'i', '1' };

static enum err
put_drawer(struct vault_key key, const struct guidance_drawer *drawer)
{
	char bytes[DRAWER_BYTES];

	memcpy(bytes, mark, MARK_BYTES);
	bytes[4] = (char)drawer->is_open;
	bytes[5] = (char)drawer->has_state;
	bytes[6] = (char)drawer->state.bits;
	bytes[7] = (char)drawer->state.sex;
	bytes[8] = (char)drawer->state.age_band;
	return vault_put(key, (struct str){ bytes, DRAWER_BYTES });
}

struct guidance_drawer
guidance_look(struct vault_key key, struct arena *a)
{
	struct guidance_drawer drawer = { 0 };
	struct str bytes;

	if (vault_get(key, a, &bytes) != OK)
		return drawer;
	drawer.is_ours = bytes.n == DRAWER_BYTES && memcmp(bytes.p, mark, MARK_BYTES) == 0;
	drawer.is_others = !drawer.is_ours;
	if (!drawer.is_ours)
		return drawer;
	drawer.is_open = bytes.p[4] != 0;
	drawer.has_state = bytes.p[5] != 0;
	drawer.state = (struct guidance_state){ .bits = (unsigned char)bytes.p[6],
		.sex = bytes.p[7],
		.age_band = bytes.p[8] };
	return drawer;
}

enum err
guidance_open(struct vault_key key, struct arena *a)
{
	struct guidance_drawer drawer = guidance_look(key, a);

	drawer.is_open = true;
	return put_drawer(key, &drawer);
}

enum err
guidance_choose(struct vault_key key, struct arena *a, unsigned bits)
{
	struct guidance_drawer drawer = guidance_look(key, a);

	if (!drawer.is_open)
		return ERR_FORBIDDEN;
	drawer.has_state = true;
	drawer.state.bits = bits;
	return put_drawer(key, &drawer);
}

enum err
guidance_look_up(struct vault_key key, unsigned bits)
{
	struct guidance_drawer drawer = { .has_state = true, .state = { .bits = bits } };

	return put_drawer(vault_looked_up(key), &drawer);
}

unsigned
guidance_looked_up(struct vault_key key, struct arena *a)
{
	return guidance_look(vault_looked_up(key), a).state.bits;
}

unsigned
guidance_tracks(struct vault_key key, struct arena *a)
{
	unsigned exposed = GUIDANCE_EARLIER | GUIDANCE_ONGOING | GUIDANCE_WITNESSED;
	unsigned own_use = GUIDANCE_OWN_USE_EARLIER | GUIDANCE_OWN_USE_ONGOING;
	struct guidance_drawer drawer = guidance_look(key, a);
	unsigned bits = drawer.is_open ? drawer.state.bits : guidance_looked_up(key, a);

	return (bits & exposed ? TRACK_EXPOSED : 0) | (bits & own_use ? TRACK_OWN_USE : 0);
}

enum err
guidance_remember(struct vault_key key, const struct guidance_state *state)
{
	struct guidance_drawer drawer = { .has_state = true, .state = *state };

	return put_drawer(key, &drawer);
}

void
guidance_forget(struct vault_key key)
{
	vault_wipe(key);
}

void
guidance_leave(struct vault_key key, struct arena *a, const char *pattern)
{
	static const char *const looked_up[] = { "/samtal/personal", "/akut", "/katalog/:id",
		"/lotsningar/ny" };
	size_t i;

	for (i = 0; i < sizeof(looked_up) / sizeof(looked_up[0]); i++) {
		if (strcmp(pattern, looked_up[i]) == 0)
			return;
	}
	if (guidance_look(key, a).is_ours)
		guidance_forget(key);
	if (strcmp(pattern, "/vagledning") != 0)
		vault_wipe(vault_looked_up(key));
}

unsigned
guidance_bits_of(struct str letters)
{
	unsigned bits = 0;
	size_t i, k;

	for (i = 0; i < letters.n; i++) {
		for (k = 0; k <= GUIDANCE_BITS; k++) {
			if (letters.p[i] == guidance_tabs[k].letter)
				bits |= guidance_tabs[k].bit;
		}
	}
	return bits;
}

struct str
guidance_letters(struct arena *a, unsigned bits)
{
	char letters[GUIDANCE_BITS + 1];
	size_t n = 0, k;

	for (k = 1; k <= GUIDANCE_BITS; k++) {
		if (bits & guidance_tabs[k].bit)
			letters[n++] = guidance_tabs[k].letter;
	}
	return n ? arena_str(a, (struct str){ letters, n }) : STR("a");
}

void
guidance_ages(int age_band, int *from, int *to)
{
	static const int bands[][2] = { { 0, 0 }, { 16, 24 }, { 25, 39 }, { 40, 54 },
		{ 55, 64 }, { 65, 130 } };

	if (age_band < 1 || age_band > 5)
		age_band = 0;
	*from = bands[age_band][0];
	*to = bands[age_band][1];
}
