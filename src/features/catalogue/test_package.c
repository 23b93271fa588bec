/* The tabular data package comes in as it went out, and tells file, row and column of what is wrong. */
#include "features/catalogue/package.h"
#include "tests/harness/harness.h"
#include "tests/harness/sodertalje.h"

struct files {
	struct world *w;
	struct str texts[PACKAGE_TABLES], descriptor;
};

static enum err
keep_file(void *context, const char *name, struct str text)
{
	struct files *files = context;
	size_t i;

	for (i = 0; i < PACKAGE_TABLES; i++)
		if (strcmp(package_tables[i].path, name) == 0)
			files->texts[i] = arena_str(files->w->arena, text);
	if (strcmp(name, PACKAGE_DESCRIPTOR) == 0)
		files->descriptor = arena_str(files->w->arena, text);
	return OK;
}

static struct files
exported(struct world *w)
{
	struct files files = { .w = w };

	CHECK_ERR(OK, catalogue_export_package(w->db, w->arena, keep_file, &files));
	return files;
}

static enum err
import(struct world *w, const struct files *files, struct csv_fault *fault)
{
	struct catalogue_package in = { .today = w->today };
	struct catalogue_import_count count;
	enum err e;
	size_t i;

	CHECK_ERR(OK, catalogue_package_files(files->descriptor, w->arena, &in, fault));
	for (i = 0; i < PACKAGE_TABLES; i++) {
		CHECK(str_is_empty(in.files[i]) == !package_tables[i].is_read);
		in.texts[i] = str_is_empty(in.files[i]) ? STR_NULL : files->texts[i];
	}
	e = catalogue_import_package(
		world_begin(w), world_job(w, w->association), w->arena, &in, &count, fault);
	if (e == OK)
		world_commit(w);
	else
		world_rollback(w);
	return e;
}

static bool
is_id(struct str text)
{
	size_t i;

	for (i = 0; i < text.n; i++)
		if (!strchr(i == 8 || i == 13 || i == 18 || i == 23 ? "-" : "0123456789abcdef",
			    text.p[i]) ||
			!text.p[i])
			return false;
	return text.n == 36;
}

/* Every file with its ids as numbers in the order they come: the ids are of the database. */
static struct str
with_numbers(const struct files *files)
{
	struct buf out BUF_CLEANUP = buf_new(4 << 20);
	struct str *ids = ARENA_ARRAY(files->w->arena, struct str, 10000);
	size_t n = 0, i, at, k;

	for (i = 0; i < PACKAGE_TABLES; i++) {
		struct str text = files->texts[i];

		for (at = 0; at < text.n;) {
			struct str id =
				at + 36 <= text.n ? str_sub(text, at, at + 36) : STR_NULL;

			if (!is_id(id)) {
				buf_put_byte(&out, text.p[at++]);
				continue;
			}
			for (k = 0; k < n && !str_eq(ids[k], id); k++)
				;
			if (k == n)
				ids[n++] = id;
			CHECK(n < 10000);
			buf_printf(&out, "<%zu>", k);
			at += 36;
		}
	}
	CHECK_ERR(OK, buf_err(&out));
	return arena_str(files->w->arena, buf_str(&out));
}

static int
lines(struct str text)
{
	int n = 0;
	size_t i;

	for (i = 0; i < text.n; i++)
		n += text.p[i] == '\n';
	return n;
}

/* A service with every kind of fact that has a table of its own, and texts that are awkward in one. */
static void
put_everything(struct world *w)
{
	const struct catalogue_import in = { .today = w->today,
		.organisations = STR(
			"id,name,kind,parent_id,municipality,note,aliases,"
			"visibility,website\n"
			"omega,=Omega,civil_society,,Södertälje,,Om;Ega,public,https://omega.example\n"),
		.services = STR(
			"id,organisation_id,name,tracks,target_groups,age_from,age_to,"
			"entry_routes,requires,response_time,same_day,anonymous,phone,phone_note,"
			"note,languages,hours,visibility,hours_visibility,practical_visibility,"
			"note_visibility,website,cost,cost_text,bring,area\n"
			"all,omega,Allt,exposed;own_use,kvinnor,18,64,self;phone,none,,yes,yes,"
			"+46 8 465 004 77,''=växel,\"Rad ett, \"\"rad\"\" två\",sv;en,"
			"\"mån–fre 8–16, lör 9–12\",public,public,public,public,"
			"https://omega.example/allt,some,100 kr,legitimation;kort,0181;01\n") };
	struct catalogue_import_count count;
	struct csv_fault fault = { 0 };
	enum err e = catalogue_import_csv(
		world_begin(w), world_job(w, w->association), w->arena, &in, &count, &fault);

	ck_assert_msg(e == OK, "%.*s %lld %.*s: %s", STR_ARG(fault.file), (long long)fault.row,
		STR_ARG(fault.column), fault.reason ? fault.reason : "");
	world_commit(w);
}

TEST(a_package_goes_out_and_into_an_empty_catalogue_and_out_again_the_same)
{
	WORLD_CLEANUP struct world first = world_new(), second = world_new();
	struct csv_fault fault = { 0 };
	struct files had, has;
	enum err e;
	size_t i;

	sodertalje_import(&first);
	put_everything(&first);
	had = exported(&first);
	CHECK(lines(had.texts[PACKAGE_SERVICE]) > 10);
	for (i = 0; i < PACKAGE_TABLES; i++)
		ck_assert_msg(lines(had.texts[i]) > 1, "%s is empty", package_tables[i].path);
	e = import(&second, &had, &fault);
	ck_assert_msg(e == OK, "%.*s %lld %.*s: %s", STR_ARG(fault.file), (long long)fault.row,
		STR_ARG(fault.column), fault.reason ? fault.reason : "");
	has = exported(&second);
	ck_assert_str_eq(with_numbers(&has).p, with_numbers(&had).p);
	CHECK(str_eq(has.descriptor, had.descriptor));
}

TEST(a_package_into_its_own_catalogue_changes_nothing_that_it_does_not_say)
{
	WORLD_CLEANUP struct world w = world_new();
	struct buf before BUF_CLEANUP = buf_new(1 << 20), after BUF_CLEANUP = buf_new(1 << 20);
	const struct scope *scope = world_job(&w, w.association);
	struct csv_fault fault = { 0 };
	struct files files;

	sodertalje_import(&w);
	CHECK_ERR(OK, catalogue_export_services(w.db, scope, w.arena, &before));
	files = exported(&w);
	CHECK_ERR(OK, import(&w, &files, &fault));
	CHECK_ERR(OK, catalogue_export_services(w.db, scope, w.arena, &after));
	CHECK(str_eq(buf_str(&after), buf_str(&before)));
}

#define ORGANISATIONS "id,name,description\no,Alfa,x\n"
#define SERVICES "id,organization_id,name,status\ns,o,S,active\nt,o,T,active\n"
#define ATTRIBUTES \
	"id,link_id,link_type,value\na,o,kind,region\nb,s,track,exposed\nc,t,track,exposed\n"

/* A package of those files; what is not named has its first line alone, or is not looked at. */
static struct files
package(struct world *w)
{
	struct files files = exported(w);

	files.texts[PACKAGE_ORGANISATION] = STR(ORGANISATIONS);
	files.texts[PACKAGE_SERVICE] = STR(SERVICES);
	files.texts[PACKAGE_ATTRIBUTE] = STR(ATTRIBUTES);
	return files;
}

TEST(what_is_wrong_in_a_package_is_told_by_file_row_and_column_and_nothing_is_kept)
{
	static const struct {
		enum package_table_number at;
		const char *text, *file, *column;
		int64_t row;
	} wrong[] = {
		{ PACKAGE_SERVICE, "id,organization_id,name\ns,o,S\nt,p,T\n", "services.csv",
			"organization_id", 3 },
		{ PACKAGE_SERVICE, "id,organization_id,name\ns,o,S\ns,o,T\n", "services.csv",
			"id", 3 },
		{ PACKAGE_SERVICE, "organization_id,name\no,S\n", "services.csv", "id", 1 },
		{ PACKAGE_SERVICE, "id,organization_id,name\ns,o,S\n,o,T\n", "services.csv",
			"id", 3 },
		{ PACKAGE_SERVICE, "id,organization_id,name,minimum_age\ns,o,S,\nt,o,T,x\n",
			"services.csv", "minimum_age", 3 },
		{ PACKAGE_SERVICE, "id,organization_id,name\ns,o,S\nt,o,\n", "services.csv",
			"name", 3 },
		{ PACKAGE_SERVICE, "id,organization_id,name,url\ns,o,S,\nt,o,T,http://x\n",
			"services.csv", "website", 3 },
		{ PACKAGE_PHONE, "id,service_id,number\np,u,1\n", "phones.csv", "service_id",
			2 },
		{ PACKAGE_SCHEDULE, "id,service_id,description\np,s,mån 8–9\nq,t,\n",
			"schedules.csv", "description", 3 },
		{ PACKAGE_ATTRIBUTE, "id,link_id,link_type,value\na,o,kind,region\n",
			"services.csv", "tracks", 2 },
		{ PACKAGE_ATTRIBUTE, "id,link_id,link_type,value\na,o,x,region\n",
			"attributes.csv", "", 2 },
		{ PACKAGE_PHONE, "", "phones.csv", "", 1 },
		{ PACKAGE_SERVICE, "id,organization_id,name\ns,o\n", "services.csv", "", 2 },
		{ PACKAGE_ORGANISATION, "id,name\no,\n", "organizations.csv", "name", 2 },
	};
	WORLD_CLEANUP struct world w = world_new();
	struct csv_fault fault;
	struct files files;
	size_t i;

	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		files = package(&w);
		files.texts[wrong[i].at] = str_of(wrong[i].text);
		fault = (struct csv_fault){ 0 };
		CHECK_ERR(ERR_INVALID, import(&w, &files, &fault));
		ck_assert_msg(str_eq(fault.file, str_of(wrong[i].file)) &&
				str_eq(fault.column, str_of(wrong[i].column)) &&
				fault.row == wrong[i].row && fault.reason,
			"%zu: %.*s %lld %.*s: %s", i, STR_ARG(fault.file), (long long)fault.row,
			STR_ARG(fault.column), fault.reason ? fault.reason : "");
		CHECK(world_rows(&w, "service") == 0 && world_rows(&w, "organisation") == 0);
	}
	files = package(&w);
	CHECK_ERR(OK, import(&w, &files, &fault));
	CHECK(world_rows(&w, "service") == 2 && world_rows(&w, "organisation") == 1);
}

TEST(what_a_package_says_was_checked_was_checked_today_at_the_latest)
{
	WORLD_CLEANUP struct world w = world_new();
	int days;

	for (days = -1; days <= 1; days++) {
		struct date day = date_add_days(w.today, days);
		struct csv_fault fault = { 0 };
		struct files files = package(&w);

		files.texts[PACKAGE_SERVICE] = arena_printf(w.arena,
			"id,organization_id,name,assured_date\ns,o,S,\nt,o,T,%.*s\n",
			STR_ARG(date_text(w.arena, day)));
		CHECK_ERR(days > 0 ? ERR_INVALID : OK, import(&w, &files, &fault));
		CHECK(days < 1 ||
			(str_eq(fault.file, STR("services.csv")) && fault.row == 3 &&
				str_eq(fault.column, STR("assured_date"))));
	}
}

TEST(a_package_names_files_of_its_own_folder_and_has_services_and_organisations)
{
	static const char *const wrong[] = { "{", "7", "{}",
		"{\"resources\":[{\"name\":\"service\",\"path\":\"services.csv\"}]}",
		("{\"resources\":[{\"name\":\"service\",\"path\":\"../services.csv\"},"
		 "{\"name\":\"organization\",\"path\":\"organizations.csv\"}]}") };
	WORLD_CLEANUP struct world w = world_new();
	struct catalogue_package in = { 0 };
	struct csv_fault fault;
	size_t i;

	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		in = (struct catalogue_package){ 0 };
		CHECK_ERR(ERR_INVALID,
			catalogue_package_files(str_of(wrong[i]), w.arena, &in, &fault));
		CHECK(str_eq(fault.file, STR(PACKAGE_DESCRIPTOR)) && fault.reason);
	}
}
