/* A browser that asks: a caseworker, two participants who are due, and the shipped questions. */
#include "features/screening/test_asker.h"

#include <stdio.h>

#include "tests/paths.h"

enum { FILE_CAP = 64 * 1024 };

static instrument_id
import_questions(struct world *w, const char *path)
{
	char *bytes = arena_alloc(w->arena, FILE_CAP);
	FILE *f = fopen(path, "rb");
	struct instrument_fault fault;
	instrument_id id;

	ck_assert_ptr_nonnull(f);
	CHECK_ERR(OK, screening_import_instrument(w->tx, world_job(w, (org_id){ 0 }), w->arena,
		(struct str){ bytes, fread(bytes, 1, FILE_CAP, f) }, &id, &fault));
	fclose(f);
	return id;
}

void
asker_asks_experience(struct asker *s)
{
	instrument_id id;

	world_begin(&s->w);
	id = import_questions(&s->w,
		SOURCE_ROOT "/content/instruments/sju-fragor-upplevelse.sv.json");
	import_questions(&s->w,
		SOURCE_ROOT "/content/instruments/sju-fragor-upplevelse.en.json");
	CHECK_ERR(OK, intervention_set_instrument(s->w.tx, world_job(&s->w, s->w.party),
		s->w.intervention, id));
	world_commit(&s->w);
}

void
asker_open(struct asker *s, enum role role)
{
	struct card_new new = { .sex = SEX_WOMAN, .age_band = AGE_65 };
	int i;

	s->w = world_new();
	new.team = s->w.team;
	world_begin(&s->w);
	import_questions(&s->w,
		SOURCE_ROOT "/content/instruments/sju-fragor-neutral.sv.json");
	import_questions(&s->w,
		SOURCE_ROOT "/content/instruments/sju-fragor-neutral.en.json");
	for (i = 0; i < 2; i++) {
		new.start_month = month_add(date_month(s->w.today), i - 2);
		CHECK_ERR(OK, screening_create_card(s->w.tx, world_job(&s->w, s->w.party),
			s->w.arena, &new, &s->cards[i]));
	}
	world_commit(&s->w);
	s->token = world_token(&s->w, s->w.accounts[role]);
	s->v = visitor_new(&s->w, s->token);
}

void
asker_close(struct asker *s)
{
	visitor_free(&s->v);
	world_free(&s->w);
}

const char *
asker_form(struct asker *s, const char *more)
{
	struct str key = visitor_field(&s->v, "nyckel"), due = visitor_field(&s->v,
		"tillfalle");

	return arena_printf(s->w.arena,
		"nyckel=%.*s&tillfalle=%.*s&kon=woman&alder=65%%2B&sprak=sv&%s",
		STR_ARG(key), STR_ARG(due), more).p;
}

int
asker_posts(struct asker *s, const char *target, const char *more)
{
	return visitor_post(&s->v, target, asker_form(s, more));
}

const char *
asker_url(struct asker *s, const char *format, int64_t id)
{
	return arena_cstr(s->w.arena, url_id(s->w.arena, format, id).text);
}

bool
asker_wrote_nothing(struct asker *s)
{
	return world_rows(&s->w, "screening") == 0 && world_rows(&s->w, "ballot") == 0 &&
		world_rows(&s->w, "posting") == 0;
}
