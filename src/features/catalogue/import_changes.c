/* What a file says otherwise of a service that is there: changed at once, or before a second person. */
#include "features/catalogue/catalogue.sql.h"
#include "features/catalogue/import.h"
#include "features/catalogue/rows.h"

static enum err
set_service(struct reading *r, service_id id, const struct sql_catalogue_add_service_in *in)
{
	const struct sql_catalogue_set_service_in set = {
		.id = id,
		.organisation_id = in->organisation_id,
		.name = in->name,
		.tracks = in->tracks,
		.target_groups = in->target_groups,
		.age_from = in->age_from,
		.age_to = in->age_to,
		.languages = in->languages,
		.note = in->note,
		.modified_on = r->in->today,
	};
	struct str file = str_is_empty(r->in->file) ? r->file : r->in->file;

	TRY(sql_catalogue_set_service(r->tx, r->scope, &set));
	return catalogue_keep_version(r->tx, r->scope, id, file,
		(int64_t)r->row + (r->in->has_no_head ? 1 : 2), r->in->today);
}

/* The acute facts that hold, and nothing else. */
static struct catalogue_facts
old_facts(const struct sql_catalogue_service_codes *now)
{
	return (struct catalogue_facts){ ACUTE_FACTS_OF(now, ) };
}

static enum err
change_details(struct reading *r, const struct sql_catalogue_service_codes *service)
{
	const struct catalogue_facts facts = old_facts(service);
	struct catalogue_details now, in;

	TRY(catalogue_details(tx_db(r->tx), r->scope, r->scratch, service->id, &now));
	in = now;
	TRY(reading_details(r, &in));
	TRY(reading_check_kept(r, &facts, &in, now.is_protected));
	return catalogue_put_details(
		r->tx, r->scope, r->scratch, service->id, &now, &in, r->in->today);
}

/* The facts as they are with the acute ones of the file in their place. */
static enum err
propose_acute(struct reading *r, const struct catalogue_facts *acute, service_id id,
	struct date checked_on)
{
	struct catalogue_proposing proposing = { .service = id,
		.source = SOURCE_IMPORT,
		.checked_on = checked_on };
	struct catalogue_service service;
	bool is_new = false;
	int fact;

	TRY(catalogue_service(tx_db(r->tx), r->scope, r->scratch, id, &service));
	proposing.version = service.version;
	proposing.facts = catalogue_facts_of(&service);
	for (fact = 0; fact < FACT_FIRST_PLAIN; fact++)
		form_copy(&catalogue_facts_form, fact, acute, &proposing.facts);
	TRY(catalogue_propose_imported(
		r->tx, r->scope, r->scratch, &proposing, r->in->today, &is_new));
	r->n_proposals += is_new;
	return OK;
}

/* What somebody may act on tonight is not changed by a file alone. */
static enum err
lay_before(struct reading *r, const struct sql_catalogue_service_codes *now,
	const struct sql_catalogue_add_service_in *in)
{
	const struct catalogue_facts old = old_facts(now);
	const struct catalogue_facts acute = { ACUTE_FACTS_OF(in, ) };
	int fact;

	for (fact = 0; fact < FACT_FIRST_PLAIN; fact++)
		if (catalogue_fact_differs(&old, &acute, (enum catalogue_fact)fact))
			return propose_acute(r, &acute, now->id, in->verified_on);
	return date_is_set(in->verified_on) ?
		sql_catalogue_set_checked(r->tx, r->scope, in->verified_on, now->id) :
		OK;
}

enum err
reading_change_service(struct reading *r, const struct sql_catalogue_service_codes *now,
	const struct sql_catalogue_add_service_in *in)
{
	TRY(set_service(r, now->id, in));
	TRY(change_details(r, now));
	return lay_before(r, now, in);
}
