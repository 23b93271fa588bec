/* Who gets a key, and that keys of two ledgers have nothing in common. */
#include "features/lock/lock.h"
#include "tests/harness/harness.h"
#include "tests/harness/world.h"

static bool
has_key(const account_id *keys, size_t n, account_id id)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (keys[i].v == id.v)
			return true;
	return false;
}

/* Whether the caseworker, her team lead and the colleague "both" get a key: "cl-" and the like. */
static const char *
keys_of(struct world *w, enum lock_ground ground, account_id colleague)
{
	struct lock_input in = { ground, colleague.v };
	account_id *keys;
	size_t n;

	CHECK_ERR(OK, lock_first_keys(w->db, world_scope(w, ROLE_CASEWORKER), w->arena, w->team,
		&in, &keys, &n));
	return arena_printf(w->arena, "%c%c%c",
		has_key(keys, n, w->accounts[ROLE_CASEWORKER]) ? 'c' : '-',
		has_key(keys, n, w->accounts[ROLE_TEAM_LEAD]) ? 'l' : '-',
		has_key(keys, n, w->both) ? 'b' : '-').p;
}

TEST(a_lock_gives_keys_to_whoever_locks_the_named_colleague_and_the_team_lead)
{
	struct world w WORLD_CLEANUP = world_new();
	account_id nobody = { 0 };

	ck_assert_str_eq(keys_of(&w, LOCK_PARTY, nobody), "cl-");
	ck_assert_str_eq(keys_of(&w, LOCK_NEAR, w.both), "clb");
}

TEST(the_ground_of_a_lock_says_who_gets_no_key)
{
	struct world w WORLD_CLEANUP = world_new();
	account_id nobody = { 0 };

	ck_assert_str_eq(keys_of(&w, LOCK_SELF, w.both), "-lb");
	ck_assert_str_eq(keys_of(&w, LOCK_LEAD, nobody), "c--");
	ck_assert_str_eq(keys_of(&w, LOCK_LEAD, w.accounts[ROLE_TEAM_LEAD]), "cl-");
}

TEST(a_lock_without_anybody_left_or_with_a_stranger_is_invalid)
{
	struct world w WORLD_CLEANUP = world_new();
	const struct scope *lead = world_scope(&w, ROLE_TEAM_LEAD);
	struct lock_input in = { LOCK_SELF, 0 };
	account_id *keys;
	size_t n;

	CHECK_ERR(ERR_INVALID, lock_first_keys(w.db, lead, w.arena, w.team, &in, &keys, &n));
	in.colleague = w.accounts[ROLE_TEAM_LEAD].v;
	CHECK_ERR(ERR_INVALID, lock_first_keys(w.db, lead, w.arena, w.team, &in, &keys, &n));
	in = (struct lock_input){ LOCK_PARTY, w.elsewhere.v };
	CHECK_ERR(ERR_INVALID, lock_first_keys(w.db, lead, w.arena, w.team, &in, &keys, &n));
	in.colleague = w.accounts[ROLE_ADMINISTRATOR].v;
	CHECK_ERR(ERR_INVALID, lock_first_keys(w.db, lead, w.arena, w.team, &in, &keys, &n));
	in = (struct lock_input){ 9, 0 };
	CHECK_ERR(ERR_INVALID, lock_first_keys(w.db, lead, w.arena, w.team, &in, &keys, &n));
}

TEST(the_same_person_has_other_names_in_the_keys_of_each_ledger)
{
	struct world w WORLD_CLEANUP = world_new();
	account_id one = w.accounts[ROLE_CASEWORKER], two = w.accounts[ROLE_TEAM_LEAD];
	struct str card = lock_who(w.arena, one, LOCK_OF_CARD);

	CHECK(card.n == 32);
	CHECK(str_eq(card, lock_who(w.arena, one, LOCK_OF_CARD)));
	CHECK(!str_eq(card, lock_who(w.arena, one, LOCK_OF_REFERRAL)));
	CHECK(!str_eq(card, lock_who(w.arena, two, LOCK_OF_CARD)));
}
