/* The settings table, and reading it from a file, the environment and the command line. */
#include "core/config/config.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { CONFIG_FILE_MAX = 64 * 1024 };

enum setting_kind { SETTING_TEXT, SETTING_NUMBER };

struct setting {
	const char *name;	/* in the file; --NAME as a flag */
	const char *variable;	/* of the environment */
	enum setting_kind kind;
	size_t offset;
	int64_t min, max;	/* SETTING_NUMBER */
	const char *value_name;
	const char *help;
};

#define TEXT(name_, variable_, member_, value_, help_)                                  \
	{ .name = (name_), .variable = (variable_), .kind = SETTING_TEXT,              \
	  .offset = offsetof(struct config, member_), .value_name = (value_),          \
	  .help = (help_) }
#define NUMBER(name_, variable_, member_, max_, help_)                                  \
	{ .name = (name_), .variable = (variable_), .kind = SETTING_NUMBER,            \
	  .offset = offsetof(struct config, member_), .min = 1, .max = (max_),         \
	  .value_name = "ANTAL", .help = (help_) }

static const struct setting settings[] = {
	TEXT("data", "LOTSA_DATA", data_dir, "MAPP", "datamappen (lotsa-data)"),
	TEXT("keys", "LOTSA_KEYS", keys_dir, "MAPP", "nyckelmappen (datamappens namn + .keys)"),
	TEXT("ballot-keys", "LOTSA_BALLOT_KEYS", ballot_keys_dir, "MAPP",
		"var ballot.key ligger, för lotsa count (nyckelmappen)"),
	TEXT("listen", "LOTSA_LISTEN", listen, "ADRESS:PORT",
		"var servern lyssnar (127.0.0.1:8080)"),
	TEXT("host", "LOTSA_HOST", host, "NAMN[:PORT]",
		"serverns namn som webbläsaren ser det (det som --listen säger)"),
	TEXT("trusted-proxy", "LOTSA_TRUSTED_PROXY", trusted_proxy, "ADRESS[,...]",
		"proxy vars X-Forwarded-For gäller (ingen)"),
	TEXT("exit-url", "LOTSA_EXIT_URL", exit_url, "ADRESS",
		"neutral https-sida som Lämna sidan går till (https://www.smhi.se/)"),
	TEXT("accessibility-contact", "LOTSA_ACCESSIBILITY_CONTACT", accessibility_contact,
		"TEXT", "vem man frågar efter en sida i annan form (ingen)"),
	TEXT("security-contact", "LOTSA_SECURITY_CONTACT", security_contact, "ADRESS",
		"vart säkerhetsfel anmäls, mailto: eller https:, för security.txt (ingen)"),
	NUMBER("threads", "LOTSA_THREADS", threads, 64, "trådar för nätet (2)"),
	NUMBER("workers", "LOTSA_WORKERS", workers, 64, "trådar för långsamt arbete (4)"),
	NUMBER("login-workers", "LOTSA_LOGIN_WORKERS", login_workers, 64,
		"trådar för inloggning och annat som främlingar ber om (1)"),
	NUMBER("public-workers", "LOTSA_PUBLIC_WORKERS", public_workers, 64,
		"trådar för frågor från allmänheten och öppna data (1)"),
	TEXT("metrics", "LOTSA_METRICS", metrics, "SÖKVÄG|ADRESS:PORT",
		"var mätvärden lämnas: en unix-socket eller den egna datorn (ingenstans)"),
};

enum { N_SETTINGS = sizeof(settings) / sizeof(settings[0]) };

bool
config_setting(size_t i, struct setting_text *out)
{
	if (i >= N_SETTINGS)
		return false;
	*out = (struct setting_text){ settings[i].name, settings[i].variable,
		settings[i].value_name, settings[i].help };
	return true;
}

void
config_put_help(struct buf *out)
{
	size_t i;

	for (i = 0; i < N_SETTINGS; i++) {
		const struct setting *s = &settings[i];
		char flag[64];

		snprintf(flag, sizeof(flag), "--%s %s", s->name, s->value_name);
		buf_printf(out, "  %-24s %s\n", flag, s->help);
	}
	buf_put(out, STR("  --config FIL             "
		"läs inställningarna ur en fil med rader NAMN = VÄRDE\n"
		"Miljövariabler heter LOTSA_ följt av namnet: "
		"LOTSA_DATA, LOTSA_EXIT_URL.\n"));
}

static const struct setting *
setting_by_name(struct str name)
{
	size_t i;

	for (i = 0; i < N_SETTINGS; i++)
		if (str_eq(name, str_of(settings[i].name)))
			return &settings[i];
	return NULL;
}

/* `from` says in the message where the value stood. */
static enum err
set(const struct setting *s, struct str value, const char *from, struct arena *a,
	struct config *out)
{
	void *member = (char *)out + s->offset;
	int64_t number;

	if (s->kind == SETTING_NUMBER) {
		if (str_to_int(value, &number) != OK || number < s->min || number > s->max) {
			fprintf(stderr,
				"lotsa: %s: %s ska vara ett tal mellan %lld och %lld.\n", from,
				s->name, (long long)s->min, (long long)s->max);
			return ERR_INVALID;
		}
		memcpy(member, &number, sizeof(number));
		return OK;
	}
	if (str_is_empty(value) || !str_is_utf8(value) || str_find_byte(value, '\0') >= 0) {
		fprintf(stderr, "lotsa: %s: %s saknar värde.\n", from, s->name);
		return ERR_INVALID;
	}
	*(const char **)member = arena_cstr(a, value);
	return *(const char **)member ? OK : ERR_LIMIT;
}

static enum err
read_line(struct str line, const char *from, struct arena *a, struct config *out)
{
	struct str rest = str_trim(line), name;
	const struct setting *s;

	if (str_is_empty(rest) || rest.p[0] == '#')
		return OK;
	if (!str_split(&rest, '=', &name) || !rest.p) {
		fprintf(stderr, "lotsa: %s: raden ska se ut så här: NAMN = VÄRDE.\n", from);
		return ERR_INVALID;
	}
	s = setting_by_name(str_trim(name));
	if (!s) {
		fprintf(stderr, "lotsa: %s: inställningen %.*s finns inte.\n", from,
			STR_ARG(str_trim(name)));
		return ERR_INVALID;
	}
	return set(s, str_trim(rest), from, a, out);
}

static enum err
read_file(const char *path, struct arena *a, struct config *out)
{
	char *bytes = arena_alloc(a, CONFIG_FILE_MAX);
	struct str rest, line;
	FILE *file;
	size_t n;
	int number = 0;

	if (!bytes)
		return ERR_LIMIT;
	file = fopen(path, "re");
	if (!file) {
		fprintf(stderr, "lotsa: %s går inte att läsa.\n", path);
		return ERR_INVALID;
	}
	n = fread(bytes, 1, CONFIG_FILE_MAX, file);
	fclose(file);
	if (n == CONFIG_FILE_MAX) {
		fprintf(stderr, "lotsa: %s är för stor.\n", path);
		return ERR_INVALID;
	}
	rest = (struct str){ bytes, n };
	while (str_split(&rest, '\n', &line))
		TRY(read_line(line, arena_printf(a, "%s, rad %d", path, ++number).p, a, out));
	return OK;
}

static enum err
read_environment(struct arena *a, struct config *out)
{
	size_t i;

	for (i = 0; i < N_SETTINGS; i++) {
		const char *value = getenv(settings[i].variable);

		if (value)
			TRY(set(&settings[i], str_of(value), settings[i].variable, a, out));
	}
	return OK;
}

/*
 * The value of the flag at argv[i], as "--name value" or "--name=value"; *used says how many
 * arguments it took.  False when argv[i] is another flag or none.
 */
static bool
flag_value(int argc, char **argv, int i, const char *name, struct str *value, int *used)
{
	struct str rest = str_of(argv[i]), head;

	if (!str_starts(rest, STR("--")))
		return false;
	rest = str_sub(rest, 2, rest.n);
	if (!str_split(&rest, '=', &head) || !str_eq(head, str_of(name)))
		return false;
	*used = 1;
	if (rest.p) {
		*value = rest;
	} else if (i + 1 < argc) {
		*value = str_of(argv[i + 1]);
		*used = 2;
	} else {
		*value = STR_NULL;
	}
	return true;
}

static enum err
read_flags(int *argc, char **argv, struct arena *a, struct config *out)
{
	int i = 0, kept = 0;

	while (i < *argc) {
		struct str value;
		size_t s = 0;
		int used = 0;

		while (s < N_SETTINGS &&
			!flag_value(*argc, argv, i, settings[s].name, &value, &used))
			s++;
		if (s < N_SETTINGS)
			TRY(set(&settings[s], value, argv[i], a, out));
		else if (!flag_value(*argc, argv, i, "config", &value, &used))
			argv[kept++] = argv[i];
		i += used ? used : 1;
	}
	*argc = kept;
	argv[kept] = NULL;
	return OK;
}

static enum err
read_named_file(int argc, char **argv, struct arena *a, struct config *out)
{
	struct str path = str_of(getenv("LOTSA_CONFIG"));
	int i, used;

	for (i = 0; i < argc; i++)
		if (flag_value(argc, argv, i, "config", &path, &used) && str_is_empty(path)) {
			fprintf(stderr, "lotsa: --config saknar filnamn.\n");
			return ERR_INVALID;
		}
	return str_is_empty(path) ? OK : read_file(arena_cstr(a, path), a, out);
}

/* Names of things beside it are made by adding to it. */
static const char *
without_slashes(struct arena *a, const char *folder)
{
	struct str name = str_of(folder);

	while (name.n > 1 && name.p[name.n - 1] == '/')
		name.n--;
	return arena_cstr(a, name);
}

/* One address that a program may follow: nothing in it begins another line of the file. */
static bool
is_contact(struct str s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] <= ' ' || (unsigned char)s.p[i] >= 0x7f)
			return false;
	return str_starts(s, STR("mailto:")) || str_starts(s, STR("https://"));
}

/* What follows from other settings. */
static enum err
complete(struct arena *a, struct config *out)
{
	out->data_dir = without_slashes(a, out->data_dir);
	if (out->keys_dir)
		out->keys_dir = without_slashes(a, out->keys_dir);
	else
		out->keys_dir = arena_printf(a, "%s.keys", out->data_dir).p;
	if (!out->ballot_keys_dir)
		out->ballot_keys_dir = out->keys_dir;
	if (!out->host)
		out->host = out->listen;
	if (!str_starts(str_of(out->exit_url), STR("https://"))) {
		fprintf(stderr, "lotsa: exit-url ska börja med https://\n");
		return ERR_INVALID;
	}
	if (*out->security_contact && !is_contact(str_of(out->security_contact))) {
		fprintf(stderr, "lotsa: security-contact ska vara en adress som börjar med "
			"mailto: eller https://, utan mellanslag\n");
		return ERR_INVALID;
	}
	out->is_demo =
		access(arena_printf(a, "%s/" CONFIG_DEMO_MARK, out->data_dir).p, F_OK) == 0;
	return arena_is_full(a) ? ERR_LIMIT : OK;
}

enum err
config_load(int *argc, char **argv, struct arena *a, struct config *out)
{
	struct config config = {
		.data_dir = "lotsa-data",
		.listen = "127.0.0.1:8080",
		.trusted_proxy = "",
		.exit_url = "https://www.smhi.se/",
		.accessibility_contact = "",
		.security_contact = "",
		.threads = 2,
		.workers = 4,
		.login_workers = 1,
		.public_workers = 1,
		.metrics = "",
	};

	TRY(read_named_file(*argc, argv, a, &config));
	TRY(read_environment(a, &config));
	TRY(read_flags(argc, argv, a, &config));
	TRY(complete(a, &config));
	*out = config;
	return OK;
}

const char *
config_db_path(const struct config *config, struct arena *a)
{
	return arena_printf(a, "%s/lotsa.db", config->data_dir).p;
}
