/* The state of the staff page: in locked memory, behind the PIN, or chosen by tabs. */
#ifndef FEATURES_GUIDANCE_STATE_H
#define FEATURES_GUIDANCE_STATE_H

#include "features/catalogue/catalogue.h"
#include "features/guidance/guidance.h"

enum { GUIDANCE_BITS = 5 };

/* One tab: the letter says nothing to whoever reads an address. */
struct guidance_tab {
	unsigned bit;	/* 0 = nothing was said */
	char letter;
	const char *label;
};
extern const struct guidance_tab guidance_tabs[GUIDANCE_BITS + 1];

/* What the drawer of the session holds for the staff page. */
struct guidance_drawer {
	bool is_ours, is_others;	/* who keeps something in it; neither: it is empty */
	bool is_open;	/* the PIN was given */
	bool has_state;
	struct guidance_state state;
};

/* Closed and without a state when it is empty or another room's. */
struct guidance_drawer guidance_look(struct vault_key key, struct arena *a);
/* After the right PIN: the page is open as long as the drawer lives. */
enum err guidance_open(struct vault_key key, struct arena *a);

/* Another situation for the page that is open. */
enum err guidance_choose(struct vault_key key, struct arena *a, unsigned bits);
/* The same for the page without the questions, which has a drawer of its own. */
enum err guidance_look_up(struct vault_key key, unsigned bits);
unsigned guidance_looked_up(struct vault_key key, struct arena *a);

/* "bd" to bits; letters that are none are ignored. */
unsigned guidance_bits_of(struct str letters);
/* The letters of these bits, "a" for none. */
struct str guidance_letters(struct arena *a, unsigned bits);

/* Youngest and oldest of an age band; 0 and 0 for none. */
void guidance_ages(int age_band, int *from, int *to);

#endif
