/* The locks of referrals, inside the room. */
#ifndef FEATURES_REFERRAL_LOCK_H
#define FEATURES_REFERRAL_LOCK_H

#include "features/lock/lock.h"
#include "features/referral/referral.h"

/* What the page of a referral's lock shows. */
struct referral_lock {
	bool is_locked, has_key, may_change;
	int64_t ground;
	struct str *keys;
	size_t n_keys;
};
enum err referral_lock_load(struct db *db, const struct scope *scope, struct arena *a,
	referral_id id, struct referral_lock *out);

enum err referral_lock_show(struct page *page);
enum err referral_lock_save(struct action *act);
enum err referral_key_save(struct action *act);
enum err referral_unlock_save(struct action *act);
enum err referral_opening_show(struct page *page);
enum err referral_opening_save(struct action *act);
enum err referral_openings_show(struct page *page);
enum err referral_opening_seen(struct action *act);

#endif
