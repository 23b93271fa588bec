/* Notices: left in the transaction of what they tell of, read by their owner, and gone. */
#include "core/auth/notice.h"

#include "core/auth/auth.sql.h"
#include "core/time/clock.h"

enum err
notice_put(struct tx *tx, const struct notice_new *in)
{
	const struct sql_auth_notice_add_in row = {
		.account_id = in->account,
		.kind = in->kind,
		.role = in->role,
		.place_org_id = in->place,
		.by_id = in->by,
		.confirmed_by = in->confirmed_by,
		.made_on = clock_today(),
	};

	if (in->account.v == in->by.v)
		return OK;
	return sql_auth_notice_add(tx, &row);
}

enum err
notice_list(struct db *db, struct arena *a, account_id account, struct notice **rows, size_t *n)
{
	struct sql_auth_notice_list *found;
	struct notice *list;
	size_t n_found, i;

	TRY(sql_auth_notice_list(db, a, account, &found, &n_found));
	list = ARENA_ARRAY(a, struct notice, n_found + 1);
	if (!list)
		return ERR_LIMIT;
	for (i = 0; i < n_found; i++)
		list[i] = (struct notice){
			.id = found[i].id,
			.kind = (enum notice_kind)found[i].kind,
			.role = (enum role)found[i].role,
			.place_name = found[i].place_name,
			.by_name = found[i].by_name,
			.confirmed_name = found[i].confirmed_name,
			.made_on = found[i].made_on,
		};
	*rows = list;
	*n = n_found;
	return OK;
}

enum err
notice_dismiss(struct tx *tx, account_id account, notice_id id)
{
	enum err e = sql_auth_notice_dismiss(tx, id, account);

	return e == ERR_CONFLICT ? ERR_NOT_FOUND : e;
}
