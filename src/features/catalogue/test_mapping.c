/* The file of another catalogue by a mapping: what comes in, and where a fault of it stands. */
#include "features/catalogue/mapping.h"

#include <stdio.h>
#include <string.h>

#include "core/audit/audit.h"
#include "tests/harness/command.h"
#include "tests/harness/harness.h"
#include "tests/harness/sodertalje.h"
#include "tests/paths.h"

#define EXAMPLE SOURCE_ROOT "/content/mappings/insatskatalog.map"
#define HEAD                                                                                         \
	"Nr;Utförare;Huvudman;Kommun;Insats;Målgrupp;Ålder från;Ålder till;Väg in;Krav;Samma " \
	"dag;Telefon;Språk;Kommunkod;Besöksadress\n"
#define ROW(number, who, what, whom, way, today)                                    \
	number ";" who ";Förening;Åsele;" what ";" whom ";18;;" way ";Inget;" today \
	       ";08-465 004 30;svenska;2463;Storgatan 7\n"
static const char theirs[] = HEAD ROW("1", "Jouren Östra", "Samtal", "Våldsutsatta, barn",
	"Telefon, egen ansökan", "Ja") ROW("2", "Jouren Östra", "Kurs", "våldsutövare", "", "")
	ROW("3", "Åsele mansjour", "Samtal", "Anhöriga", "Remiss", "nej");

/* Imports by the program's command; what it says of a fault goes into `said`. */
static int
import(struct world *w, const char *file, const char *mapping, const char *option,
	char said[512])
{
	struct config config = { .data_dir = w->dir, .keys_dir = w->keys_dir };
	const char *path = arena_printf(w->arena, "%s/theirs.csv", w->dir).p;
	const char *const words[] = { "catalogue", path, "--mapping", mapping, option, NULL };
	FILE *f = fopen(path, "w");
	int status;

	CHECK(f && fputs(file, f) >= 0 && fclose(f) == 0);
	status = command_call(catalogue_command_import, &config, words, said, 512);
	CHECK_ERR(OK, audit_open_keys(w->keys_dir));
	return status;
}

TEST(a_catalogue_of_others_comes_in_by_the_example_mapping)
{
	struct world w WORLD_CLEANUP = world_new();
	struct catalogue_service s;
	char said[512];

	CHECK(import(&w, theirs, EXAMPLE, "--dry-run", said) == 0);
	CHECK(strstr(said, "2 organisationer och 3 verksamheter") != NULL);
	CHECK(world_rows(&w, "service") == 0 && world_rows(&w, "organisation") == 0);
	CHECK(import(&w, theirs, EXAMPLE, NULL, said) == 0);
	CHECK(world_rows(&w, "service") == 3 && world_rows(&w, "organisation") == 2);
	s = sodertalje_service(&w, "Kurs");
	CHECK(str_eq(s.organisation_name, STR("Jouren Östra")));
	CHECK(str_eq(s.organisation_code, STR("jouren-ostra")));
	CHECK(s.tracks == TRACK_OWN_USE && s.entry_routes == 0);
	CHECK(s.same_day == SAME_DAY_UNKNOWN && s.age_from == 18);
	CHECK(strstr(world_tables(&w).p, "Storgatan") == NULL);
	/* once more changes nothing */
	CHECK(import(&w, theirs, EXAMPLE, NULL, said) == 0);
	CHECK(world_rows(&w, "service") == 3 && world_rows(&w, "service_proposal") == 0);
}

/* What is wrong with their file, read by the mapping and brought into an empty catalogue. */
static struct csv_fault
fault_of(struct world *w, const char *mapping_text, const char *file)
{
	struct mapping mapping = { .file = STR("m.map") };
	struct mapped made = { .file = STR("t.csv") };
	struct catalogue_import_count count;
	struct csv_fault fault = { 0 };
	enum err e;

	e = mapping_read(str_of(mapping_text), w->arena, &mapping, &fault);
	if (e == OK)
		e = mapping_apply(&mapping, str_of(file), w->arena, &made, &fault);
	if (e == OK) {
		made.in.today = w->today;
		e = catalogue_import_csv(world_begin(w), world_job(w, w->association), w->arena,
			&made.in, &count, &fault);
		world_rollback(w);
		if (e != OK)
			mapping_place_fault(&mapping, &made, w->arena, &fault);
	}
	CHECK(e == OK || (e == ERR_INVALID && fault.reason));
	return fault;
}

static void
expect(struct world *w, const char *mapping, const char *file, const char *in, int64_t row,
	const char *column)
{
	struct csv_fault fault = fault_of(w, mapping, file);

	ck_assert_msg(str_eq(fault.file, str_of(in)) && fault.row == row &&
			str_eq(fault.column, str_of(column)),
		"%.*s row %lld column %.*s: %s", STR_ARG(fault.file), (long long)fault.row,
		STR_ARG(fault.column), fault.reason ? fault.reason : "no fault");
}

#define SMALL                                                                            \
	"organisation.id <- Vem\norganisation.name <- Vem\norganisation.kind = region\n" \
	"service.id <- Vem + Vad\nservice.name <- Vad\nservice.tracks <- För\n"         \
	"service.tracks: utsatta -> exposed\n"

TEST(a_fault_is_told_by_row_and_column_of_their_file)
{
	struct world w WORLD_CLEANUP = world_new();

	expect(&w, SMALL, "Vem,Vad,För\nA,B,utsatta\n", "", 0, "");
	expect(&w, SMALL, "Vem,Vad,För\nA,B,utsatta\nA,C,andra\n", "t.csv", 3, "För");
	expect(&w, SMALL, "Vem,Vad,För\nA,B,utsatta\nA,,utsatta\n", "t.csv", 3, "Vad");
	expect(&w, SMALL, "Vem,Vad,För\nA,B,utsatta\nA,B,utsatta\n", "t.csv", 3, "Vem + Vad");
	expect(&w, SMALL, "Vem,Vad,För\n,B,utsatta\n", "t.csv", 2, "Vem");
	expect(&w, SMALL, "Vem,Vad\nA,B\n", "t.csv", 1, "För");
	expect(&w, SMALL, "Vem,Vad,För\nA,B\n", "t.csv", 2, "");
	expect(&w, SMALL "organisation.note <- Vad\n",
		"Vem,Vad,För\nA,B,utsatta\nC,B,utsatta\nA,D,utsatta\n", "t.csv", 4, "Vem");
	/* an organisation that is first named in the third row */
	expect(&w, SMALL "organisation.website <- Webb\n",
		"Vem,Vad,För,Webb\nA,B,utsatta,\nA,C,utsatta,\nD,B,utsatta,x y\n", "t.csv", 4,
		"Webb");
}

TEST(a_fault_of_the_mapping_is_told_by_its_line)
{
	static const char file[] = "Vem,Vad,För\nA,B,utsatta\n";
	struct world w WORLD_CLEANUP = world_new();

	expect(&w, "# kommentar\n\nplats.id <- Vem\n", file, "m.map", 3, "");
	expect(&w, SMALL "service.name <- Vem\n", file, "m.map", 8, "");
	expect(&w, SMALL "service.tracks: UTSATTA -> child\n", file, "m.map", 8, "");
	expect(&w, SMALL "service.phone: a -> b\n", file, "m.map", 0, "");
	expect(&w, SMALL "service.bring Vad\n", file, "m.map", 8, "");
	expect(&w, SMALL "service.cost = dyrt\n", file, "m.map", 8, "service.cost");
	expect(&w, SMALL "service.adress <- Vad\n", file, "m.map", 8, "service.adress");
	expect(&w, SMALL "separator |\n", file, "m.map", 8, "");
	expect(&w, "service.id <- Vad\n", file, "m.map", 0, "organisation.id");
}

TEST(protected_housing_gets_no_address_by_a_mapping_either)
{
	struct world w WORLD_CLEANUP = world_new();

	expect(&w, SMALL "service.protected = yes\nservice.note <- Not\n",
		"Vem,Vad,För,Not\nA,B,utsatta,Storgatan 7\n", "t.csv", 2, "Not");
	expect(&w, SMALL "service.protected = yes\norganisation.note <- Om\n",
		"Vem,Vad,För,Om\nA,B,utsatta,Storgatan 7\n", "t.csv", 2, "Om");
}
