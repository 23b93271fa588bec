/* Taking old rows off the beginning of the chains, with an anchor where each of them now begins. */
#include "core/audit/audit.h"
#include "core/audit/audit.sql.h"
#include "core/audit/chain.h"
#include "core/time/clock.h"

static enum err
put_anchor(struct tx *tx, struct arena *a, org_id org, int64_t seq)
{
	struct chain_anchor anchor = { .org = org, .seq = seq };
	uint8_t seal[CRYPTO_HASH_BYTES];
	struct sql_audit_row row;

	TRY(sql_audit_row(tx_db(tx), a, org.v, seq, &row));
	if (row.mac.n != sizeof(anchor.mac))
		return ERR_CONFLICT;
	anchor.day = (struct date){ (int32_t)row.day };
	memcpy(anchor.mac, row.mac.p, sizeof(anchor.mac));
	chain_seal_anchor(&anchor, seal);
	return sql_audit_set_anchor(tx, &(struct sql_audit_set_anchor_in){ .org_id = org.v,
		.seq = seq, .day = row.day, .mac = row.mac,
		.seal = { (const char *)seal, sizeof(seal) } });
}

enum err
audit_purge(struct tx *tx, struct arena *a, struct date before, struct audit_purged *out)
{
	struct audit_purged done = { 0 };
	struct sql_audit_chains *chains;
	size_t n, i;

	if (!chain_has_keys())
		return ERR_IO;
	TRY(sql_audit_chains(tx_db(tx), a, before.days, &chains, &n));
	for (i = 0; i < n; i++) {
		const struct sql_audit_chains *chain = &chains[i];

		if (chain->through_seq < chain->oldest)
			continue;
		TRY(put_anchor(tx, a, chain->org_id, chain->through_seq));
		TRY(sql_audit_purge(tx, chain->org_id.v, chain->through_seq));
		done.chains++;
		done.rows += chain->through_seq - chain->oldest + 1;
	}
	*out = done;
	return OK;
}

enum err
audit_keep_receipt(struct tx *tx, struct arena *a, struct str decision, struct str body,
	int64_t id)
{
	struct sql_audit_add_receipt kept;

	return sql_audit_add_receipt(tx, a, &(struct sql_audit_add_receipt_in){ .id = { id },
		.day = clock_today().days, .decision = decision, .body = body }, &kept);
}
