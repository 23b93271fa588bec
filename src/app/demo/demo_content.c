/* The demo's questions and its catalogue, out of the files that the program carries. */
#include "app/demo/demo.h"

#include "base/embedded.h"
#include "core/auth/session.h"
#include "features/catalogue/catalogue.h"
#include "features/material/material.h"

extern const struct embedded_set embedded_demo_files;

/* Checked within the last half year; the oldest of them have gone stale, as in life. */
enum { DEMO_SPREAD_DAYS = 240 };

static struct str
content(const char *path)
{
	const struct embedded_file *file = embedded_find(&embedded_demo_files, str_of(path));

	assert_always(file);
	return embedded_str(file);
}

/* The team that counts only also asks how it was to be asked; its year before is what is released. */
static enum err
load_questions(struct demo_world *w, struct tx *tx)
{
	static const char *const files[] = { "instruments/sju-fragor-neutral.en.json",
		"instruments/sju-fragor-upplevelse.en.json",
		"instruments/sju-fragor-neutral.sv.json",
		"instruments/sju-fragor-upplevelse.sv.json" };
	enum { FILES = sizeof(files) / sizeof(files[0]), SWEDISH = 2, AND_EXPERIENCE = 3 };
	struct instrument_fault fault;
	const struct scope *scope;
	instrument_id ids[FILES];
	int i;

	TRY(scope_for_job(w->arena, w->association, "demo", &scope));
	for (i = 0; i < FILES; i++)
		TRY(screening_import_instrument(
			tx, scope, w->arena, content(files[i]), &ids[i], &fault));
	for (i = 0; i < DEMO_TEAMS; i++) {
		TRY(scope_for_job(w->arena, w->team_orgs[i], "demo", &scope));
		TRY(intervention_set_instrument(tx, scope, w->interventions[i],
			ids[i == DEMO_COUNTING_TEAM ? AND_EXPERIENCE : SWEDISH]));
	}
	return OK;
}

/* Something for the editor to accept: a number from the series that is kept for fiction. */
static enum err
propose_a_change(struct demo_world *w, struct tx *tx, const struct scope *scope)
{
	struct catalogue_service *found;
	struct catalogue_proposing in;
	size_t n;

	TRY(catalogue_search(
		tx_db(tx), scope, w->arena, STR("brottsofferjouren"), &found, &n));
	assert_always(n > 0);
	in = (struct catalogue_proposing){ .service = found[0].id,
		.version = found[0].version,
		.source = SOURCE_LETTER,
		.checked_on = w->today,
		.facts = catalogue_facts_of(&found[0]) };
	in.facts.phone = STR("08-465 004 91");
	in.facts.hours = STR("vardagar 9–16");
	return catalogue_propose_change(tx, scope, w->arena, &in, w->today);
}

/* Cards and sheets to look at; where the catalogue is stale they wait for its editor. */
static enum err
print(struct demo_world *w, struct tx *tx, const struct scope *scope)
{
	account_id editor;

	TRY(account_by_login(tx_db(tx), w->arena, STR("samordnare"), &editor));
	return material_make_all(tx, scope, w->arena, editor, w->today);
}

static enum err
load_catalogue(struct demo_world *w, struct tx *tx)
{
	const struct catalogue_import in = {
		.organisations = content("demo/sodertalje/organisations.csv"),
		.services = content("demo/sodertalje/services.csv"),
		.verified_on = w->today,
		.today = w->today,
		.spread_days = DEMO_SPREAD_DAYS,
	};
	struct catalogue_import_count count;
	struct csv_fault fault;
	const struct scope *scope;

	TRY(scope_for_job(w->arena, w->association, "demo", &scope));
	TRY(catalogue_import_csv(tx, scope, w->arena, &in, &count, &fault));
	TRY(propose_a_change(w, tx, scope));
	return print(w, tx, scope);
}

enum err
demo_load_content(struct demo_world *w)
{
	struct tx *tx;
	enum err e;

	TRY(tx_begin(w->writer, &tx));
	e = load_questions(w, tx);
	if (e == OK)
		e = load_catalogue(w, tx);
	if (e == OK)
		return tx_commit(tx);
	tx_rollback(tx);
	return e;
}
