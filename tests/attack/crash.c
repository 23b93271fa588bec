/*
 * Kills the server in the middle of its work, again and again, and counts afterwards: whatever was
 * answered is there once, the trail holds, and ballots and counters agree with the ask list.
 */
#include <pthread.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tests/harness/client.h"

enum { ROUNDS = 20, TYPISTS = 8, FORMS_MAX = 4000, PATH_LONGEST = 256 };
/* A round is cut short by lot between these; so many seconds a round are enough for any machine. */
enum { SHORTEST_US = 80 * 1000, LONGEST_US = 400 * 1000, ROUND_SECONDS = 3 };

#define LOGIN "skrivaren"
#define HANDED "ovning-krock-klocka-9"
#define PASSWORD "ovning-krock-minut-9"

/* One paper form that was sent.  Not answered: the server died over it, and it may be there or not. */
struct form {
	char key[33];
	bool is_asked;		/* else declined: no ballot */
	bool is_answered;
};

struct typist {
	struct client client;
	pthread_t thread;
	unsigned seed;
	const char *team;
	int n;			/* forms of this round */
	struct form forms[FORMS_MAX];
};

struct totals {
	int64_t screenings, postings, asked;
	int64_t ballots[4];	/* by cut, 1..3: slips that wait and ballots counted */
};

static struct {
	const char *binary;
	char dir[PATH_LONGEST], data[PATH_LONGEST];
	char team[32];
	int port;
	pid_t server;
	time_t started;
	struct typist typists[TYPISTS];
	struct totals expected;
	int answered, unanswered, were_there, counts_killed;
} t;

static _Noreturn void __attribute__((format(printf, 1, 2)))
give_up(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	fputs("crash: ", stderr);
	vfprintf(stderr, format, args);
	fprintf(stderr, " (the data lies in %s)\n", t.dir);
	va_end(args);
	if (t.server > 0)
		kill(t.server, SIGKILL);
	exit(1);
}

/* ---- other processes ---- */

static pid_t
spawn(const char *const *args, const char *input)
{
	int pipes[2];
	pid_t child;

	if (pipe(pipes) != 0)
		give_up("no pipe");
	child = fork();
	if (child < 0)
		give_up("no process");
	if (child == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		dup2(pipes[0], STDIN_FILENO);
		close(pipes[1]);
		if (!freopen("/dev/null", "w", stdout))
			_exit(126);
		execv(t.binary, (char *const *)args);
		_exit(127);
	}
	close(pipes[0]);
	if (input && write(pipes[1], input, strlen(input)) < 0)
		give_up("nobody reads");
	close(pipes[1]);
	return child;
}

static int
wait_for(pid_t pid)
{
	int raw;

	if (waitpid(pid, &raw, 0) != pid)
		give_up("no such process");
	return WIFEXITED(raw) ? WEXITSTATUS(raw) : -WTERMSIG(raw);
}

/* Runs `lotsa ARGS --data DATA` and expects it to succeed. */
static void
run(const char *input, const char *const *args)
{
	const char *all[16] = { t.binary };
	int n = 1, status;

	while (*args && n < 13)
		all[n++] = *args++;
	all[n++] = "--data";
	all[n++] = t.data;
	status = wait_for(spawn(all, input));
	if (status != 0)
		give_up("lotsa %s %s gave %d", all[1], all[2], status);
}
#define RUN(input, ...) run((input), (const char *const[]){ __VA_ARGS__, NULL })

/* ---- what the database says ---- */

static int64_t
number(sqlite3 *sql, const char *query)
{
	sqlite3_stmt *stmt;
	int64_t v;

	if (sqlite3_prepare_v2(sql, query, -1, &stmt, NULL) != SQLITE_OK ||
			sqlite3_step(stmt) != SQLITE_ROW)
		give_up("%s: %s", query, sqlite3_errmsg(sql));
	v = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return v;
}

static struct totals
totals_read(void)
{
	struct totals got;
	char path[PATH_LONGEST + 16], query[256];
	sqlite3 *sql;
	int cut;

	snprintf(path, sizeof(path), "%s/lotsa.db", t.data);
	if (sqlite3_open_v2(path, &sql, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
		give_up("%s: %s", path, sqlite3_errmsg(sql));
	sqlite3_busy_timeout(sql, 5000);
	sqlite3_exec(sql, "BEGIN", NULL, NULL, NULL);
	got.screenings = number(sql, "SELECT count(*) FROM screening");
	got.postings = number(sql, "SELECT count(*) FROM posting");
	got.asked = number(sql, "SELECT count(*) FROM screening WHERE outcome = 1");
	got.ballots[0] = 0;
	for (cut = 1; cut <= 3; cut++) {
		snprintf(query, sizeof(query), "SELECT "
			"(SELECT count(*) FROM ballot WHERE cut = %d) + (SELECT "
			"coalesce(sum(n), 0) FROM counter WHERE cut = %d AND topic = 0)",
			cut, cut);
		got.ballots[cut] = number(sql, query);
	}
	if (number(sql, "SELECT count(*) FROM (SELECT 1 FROM counter GROUP BY association_id, "
			"half_year, cut, label HAVING sum(n * (topic BETWEEN 1 AND 7)) <> "
			"7 * sum(n * (topic = 0)))") != 0)
		give_up("the counters of a box do not add up to its ballots");
	sqlite3_exec(sql, "COMMIT", NULL, NULL, NULL);
	sqlite3_close(sql);
	return got;
}

static void
expect(const char *what, int64_t got, int64_t expected)
{
	if (got != expected)
		give_up("%s: %lld, expected %lld", what, (long long)got, (long long)expected);
}

static void
check_totals(void)
{
	struct totals got = totals_read();
	int cut;

	expect("screenings", got.screenings, t.expected.screenings);
	expect("postings", got.postings, t.expected.postings);
	expect("asked", got.asked, t.expected.asked);
	for (cut = 1; cut <= 3; cut++)
		expect("ballots and counters of a cut", got.ballots[cut],
			t.expected.ballots[cut]);
}

/* ---- typing ---- */

/* Posts a form; `word` is what the address of the answer says: "sparat", "avstod", "redan". */
static enum err
post(struct client *client, const char *team, const struct form *form, char word[32])
{
	const char *m;
	char body[512];
	int status;

	snprintf(body, sizeof(body), "nyckel=%s&team=%s&kon=%s&alder=25-39&sprak=sv&gor=%s"
		"&svar1=no&svar2=no&svar3=earlier&svar4=no&svar5=no&svar6=no_answer&svar7=no",
		form->key, team, form->key[0] < '8' ? "woman" : "man",
		form->is_asked ? "spara" : "avstar");
	TRY(client_post(client, "/samtal/papper", str_of(body), &status));
	/* the server is going down and says so: nothing was answered */
	if (status == 503)
		return ERR_BUSY;
	m = strstr(client->location, "&m=");
	if (!m)
		m = strstr(client->location, "?m=");
	if (status != 303 || !m)
		give_up("a form was answered %d %s", status, client->location);
	snprintf(word, 32, "%.*s", (int)strcspn(m + 3, "&#"), m + 3);
	return OK;
}

static void *
type_forms(void *arg)
{
	struct typist *typist = arg;
	bool is_alive = true;

	for (typist->n = 0; is_alive && typist->n < FORMS_MAX; typist->n++) {
		struct form *form = &typist->forms[typist->n];
		char word[32];
		int i;

		*form = (struct form){ .is_asked = rand_r(&typist->seed) % 8 != 0 };
		for (i = 0; i < 32; i++)
			form->key[i] = "0123456789abcdef"[rand_r(&typist->seed) >> 4 & 15];
		is_alive = post(&typist->client, typist->team, form, word) == OK;
		form->is_answered = is_alive;
		if (is_alive && strcmp(word, form->is_asked ? "sparat" : "avstod") != 0)
			give_up("a new form was answered \"%s\"", word);
	}
	return NULL;
}

static void
sit_down(struct typist *typist, int i)
{
	int status;

	typist->seed = (unsigned)(i + 1) * 2654435761u ^ (unsigned)t.started;
	typist->client = client_new(t.port);
	typist->team = t.team;
	if (client_login(&typist->client, LOGIN, PASSWORD) != OK ||
			client_get(&typist->client, "/samtal/papper", &status) != OK ||
			status != 200)
		give_up("no paper form");
	if (i == 0)
		snprintf(t.team, sizeof(t.team), "%.*s",
			STR_ARG(client_input(&typist->client, "team")));
	if (t.team[0] == '\0')
		give_up("the paper form names no team");
}

/* ---- a round ---- */

static void
start_server(void)
{
	if (process_start(t.binary, t.data, t.port, &t.server) != OK)
		give_up("the server does not start");
}

static void
pause_by_lot(void)
{
	usleep((useconds_t)(SHORTEST_US + random() % (LONGEST_US - SHORTEST_US)));
}

/* In every third round the count runs at the same time, and is killed too, now or never. */
static void
work_and_die(int round)
{
	const char *const count[] = { t.binary, "count", "--data", t.data, NULL };
	pid_t counter = 0;
	int i;

	for (i = 0; i < TYPISTS; i++)
		if (pthread_create(&t.typists[i].thread, NULL, type_forms, &t.typists[i]) != 0)
			give_up("no thread");
	if (round % 3 == 0) {
		pause_by_lot();
		counter = spawn(count, NULL);
		usleep((useconds_t)(random() % 30000));
		kill(counter, SIGKILL);
		t.counts_killed += wait_for(counter) == -SIGKILL;
	} else {
		pause_by_lot();
	}
	kill(t.server, SIGKILL);
	wait_for(t.server);
	t.server = 0;
	for (i = 0; i < TYPISTS; i++)
		pthread_join(t.typists[i].thread, NULL);
}

/*
 * Every form of the round is posted again.  An answered one must be there already; one over which
 * the server died may be there, and is from now on.  The totals then tell that each is there once.
 */
static void
post_again(struct typist *typist)
{
	char word[32];
	int i;

	for (i = 0; i < typist->n; i++) {
		const struct form *form = &typist->forms[i];

		if (post(&typist->client, typist->team, form, word) != OK)
			give_up("a repeated form has no answer");
		if (strcmp(word, "redan") == 0)
			t.were_there += !form->is_answered;
		else if (form->is_answered)
			give_up("a form that was answered is lost: %s", word);
		t.answered += form->is_answered;
		t.unanswered += !form->is_answered;
		t.expected.screenings++;
		t.expected.postings++;
		t.expected.asked += form->is_asked;
		t.expected.ballots[1] += form->is_asked;
		t.expected.ballots[2] += form->is_asked;
		t.expected.ballots[3] += form->is_asked;
	}
}

static void
check_round(int round)
{
	int i;

	for (i = 0; i < TYPISTS; i++)
		post_again(&t.typists[i]);
	check_totals();
	RUN(NULL, "audit", "verify");
	if (round % 5 == 4) {
		RUN(NULL, "count");
		check_totals();
	}
}

/* A fresh demo with one more account, whose team needs no cards: it never runs out of people. */
static void
prepare(void)
{
	const char *memory = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";

	snprintf(t.dir, sizeof(t.dir), "%s/lotsa-crash-XXXXXX", memory);
	if (!mkdtemp(t.dir))
		give_up("no folder");
	snprintf(t.data, sizeof(t.data), "%.200s/data", t.dir);
	t.port = process_free_port();
	t.started = time(NULL);
	srandom((unsigned)t.started);
	RUN(NULL, "demo");
	RUN(HANDED "\n", "user", "add", LOGIN, "--name", "Skrivaren", "--stdin");
	RUN(NULL, "user", "grant", LOGIN, "caseworker", "--at", "sodertalje-kommun", "--team",
		"Öppna spåret");
	t.expected = totals_read();
}

/* What was handed out is changed first. */
static void
choose_password(void)
{
	struct client c = client_new(t.port);

	if (client_settle_in(&c, LOGIN, HANDED, PASSWORD) != OK)
		give_up("the first password is not changed");
	client_free(&c);
}

static void
clean_up(void)
{
	pid_t child = fork();

	if (child == 0) {
		execl("/bin/rm", "rm", "-rf", t.dir, (char *)NULL);
		_exit(127);
	}
	wait_for(child);
}

int
main(int argc, char **argv)
{
	int rounds = argc > 2 ? atoi(argv[2]) : ROUNDS, round, status, i;

	t.binary = argc > 1 ? argv[1] : "build/lotsa";
	prepare();
	start_server();
	choose_password();
	for (i = 0; i < TYPISTS; i++)
		sit_down(&t.typists[i], i);
	for (round = 0; round < rounds; round++) {
		if (time(NULL) - t.started > rounds * ROUND_SECONDS)
			give_up("only %d rounds in the time of %d", round, rounds);
		work_and_die(round);
		start_server();
		check_round(round);
	}
	if (process_stop(t.server, &status) != OK || status != 0)
		give_up("the server does not stop as it should");
	t.server = 0;
	check_totals();
	for (i = 0; i < TYPISTS; i++)
		client_free(&t.typists[i].client);
	clean_up();
	printf("killed %d times (the count %d times); %d forms answered, all there once; "
		"%d not answered, of which %d were there\n", round, t.counts_killed, t.answered,
		t.unanswered, t.were_there);
	return round == rounds && t.answered > 0 ? 0 : 1;
}
