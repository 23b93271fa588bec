/* Settings: one table gives file, environment, flags and documentation. */
#ifndef CORE_CONFIG_CONFIG_H
#define CORE_CONFIG_CONFIG_H

#include "base/arena.h"

struct config {
	const char *data_dir;	/* --data DIR, LOTSA_DATA */
	const char *keys_dir;	/* --keys DIR, LOTSA_KEYS; default: DATA.keys beside the data folder */
	const char *ballot_keys_dir;	/* --ballot-keys DIR: where ballot.key lies; default: keys_dir */
	const char *listen;	/* --listen 127.0.0.1:8080 */
	const char *host;	/* expected Host/Origin; default: what --listen says */
	const char *trusted_proxy;	/* addresses with commas between; "" = none: core/http/peer.h */
	const char *exit_url;	/* where /ut goes: a neutral site */
	const char *accessibility_contact;	/* whom to ask for a page in another form; "" = not said */
	int64_t threads;	/* of the network, default 2 */
	int64_t workers;	/* threads for what staff wait for, default 4 */
	const char *
		security_contact; /* "mailto:" or "https:" of whoever hears of faults; "" = not said */
	int64_t login_workers;	/* threads for what strangers wait for, default 1 */
	int64_t public_workers;	/* threads for questions of the public and open data, default 1 */
	const char *metrics;	/* path of a unix socket or loopback ADDRESS:PORT; "" = no metrics */
	bool is_demo;		/* DATA holds CONFIG_DEMO_MARK: ÖVNING on every page */
};

/* An empty file of this name in the data folder says that `lotsa demo` made it. */
#define CONFIG_DEMO_MARK "demo"

/*
 * Reads the file named by --config, then LOTSA_* of the environment, then the flags in argv; what
 * comes later wins.  Messages in Swedish on stderr; ERR_INVALID for an unknown key or a bad value.
 * Arguments that are no settings stay in argv in order, *argc adjusted.
 */
enum err config_load(int *argc, char **argv, struct arena *a, struct config *out);
/* "DATA/lotsa.db", in the arena. */
const char *config_db_path(const struct config *config, struct arena *a);
/* What the table says of a setting. */
struct setting_text {
	const char *name, *variable, *value_name, *help;
};
/* The i-th setting; false past the last. */
bool config_setting(size_t i, struct setting_text *out);
/* One line per setting, for --help. */
void config_put_help(struct buf *out);

#endif
