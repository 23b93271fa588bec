/* What the hall and the command line ask of the room. */
#include "features/material/material.h"

#include "core/json/json.h"
#include "features/material/material.sql.h"
#include "features/material/version.h"

static enum err
make_one(struct tx *tx, const struct scope *scope, struct arena *a,
	const struct making *making, struct date today)
{
	struct made_product made;
	material_version_id id;
	enum err e;

	TRY(material_make(tx_db(tx), scope, a, making, &made));
	TRY(version_add(tx, scope, a, &made, &id));
	e = version_release(tx, scope, a, id, &made, today);
	return e == ERR_INVALID ? OK : e;
}

enum err
material_make_all(struct tx *tx, const struct scope *scope, struct arena *a, account_id by,
	struct date today)
{
	int product;

	for (product = PRODUCT_BROCHURE; product < PRODUCT_COUNT; product++) {
		const struct making making = { .product = (enum material_product)product,
			.code = STR("sv"), .address = STR("HTTPS://LOTSA.EXAMPLE/K"),
			.is_for_release = true, .by = by, .today = today };

		TRY(make_one(tx, scope, a, &making, today));
	}
	return OK;
}

enum err
material_export(struct db *db, const struct scope *scope, struct arena *a, struct buf *out)
{
	struct sql_material_texts *rows;
	size_t n, i;

	TRY(sql_material_texts(db, scope, a, &rows, &n));
	buf_put(out, STR("["));
	for (i = 0; i < n; i++) {
		buf_put(out, i ? STR(",\n") : STR("\n"));
		buf_put(out, str_trim(rows[i].body));
	}
	buf_put(out, STR("\n]\n"));
	return buf_err(out);
}
