/* What a password and a PIN must be, and the making of first ones. */
#include "core/auth/internal.h"

#include "base/embedded.h"
extern const struct embedded_set embedded_auth_words;

enum {
	PASSWORD_MIN = 12,
	PASSWORD_MAX = 200,
	PASSWORD_BYTES = PASSWORD_MAX * 4,
	DISTINCT_MIN = 5,
	UNEXPLAINED_MIN = 4,	/* letters that no listed word and no keyboard walk explains */
	WALK_MIN = 4,
	LOGIN_PART_MIN = 3,
	PIN_DIGITS = 6
};

/* Rows and columns of the Swedish keyboard, the alphabet and the digits; read both ways. */
static const char *const walks[] = {
	"1234567890", "qwertyuiopå", "asdfghjklöä", "zxcvbnm", "abcdefghijklmnopqrstuvwxyzåäö",
	"qazwsxedcrfvtgbyhnujmikolp", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "qweasdzxc",
};

static char
lower(char c, char before)
{
	unsigned char u = (unsigned char)c;

	if (c >= 'A' && c <= 'Z')
		return (char)(c + 32);
	/* U+00C0..U+00DE, after the lead byte C3 */
	if ((unsigned char)before == 0xc3 && u >= 0x80 && u <= 0x9e && u != 0x97)
		return (char)(u + 0x20);
	return c;
}

/* The letter that a digit or sign is often written for. */
static char
plain(char c)
{
	static const char written[] = "@4310!$5", meant[] = "aaeioiss";
	const char *at = c ? strchr(written, c) : NULL;

	return at ? meant[at - written] : c;
}

static bool
is_letter(char c)
{
	unsigned char u = (unsigned char)c;

	return (u >= 'a' && u <= 'z') || u >= 0xc0;
}

/* Bytes at the start of `s` that walk along the keyboard, or repeat one character; 0 if too few. */
static size_t
walk_length(struct str s)
{
	size_t longest = 1, i, j, n;

	while (longest < s.n && s.p[longest] == s.p[0])
		longest++;
	for (i = 0; i < sizeof(walks) / sizeof(walks[0]); i++) {
		struct str walk = str_of(walks[i]);

		for (j = 0; j < walk.n; j++) {
			for (n = 0; n < s.n && j + n < walk.n && s.p[n] == walk.p[j + n]; n++)
				;
			longest = n > longest ? n : longest;
			for (n = 0; n < s.n && n <= j && s.p[n] == walk.p[j - n]; n++)
				;
			longest = n > longest ? n : longest;
		}
	}
	return longest >= WALK_MIN ? longest : 0;
}

/* Whatever starts at `at` and is explained by `word` needs no letters of its own. */
static void
explain(struct str s, size_t at, struct str word, int *cost)
{
	if (word.n >= 2 && str_starts(str_sub(s, at, s.n), word)
		&& cost[at] < cost[at + word.n])
		cost[at + word.n] = cost[at];
}

/*
 * The smallest number of letters that remain when listed words, keyboard walks, digits and signs
 * are taken away: cost[i] is that of the first i bytes.
 */
static int
unexplained(struct str s, struct str login)
{
	int cost[PASSWORD_BYTES + 1];
	size_t i, n;

	for (i = 0; i <= s.n; i++)
		cost[i] = (int)s.n + 1;
	cost[0] = 0;
	for (i = 0; i < s.n; i++) {
		struct str rest = embedded_str(embedded_find(&embedded_auth_words,
			STR("common-passwords.txt")));
		struct str word;
		int next = cost[i] + is_letter(s.p[i]);

		cost[i + 1] = next < cost[i + 1] ? next : cost[i + 1];
		while (str_split(&rest, '\n', &word))
			if (!str_starts(word, STR("#")))
				explain(s, i, word, cost);
		for (rest = login; str_split(&rest, '.', &word);)
			if (word.n >= LOGIN_PART_MIN)
				explain(s, i, word, cost);
		explain(s, i, login, cost);
		n = walk_length(str_sub(s, i, s.n));
		for (; n >= WALK_MIN; n--)
			if (cost[i] < cost[i + n])
				cost[i + n] = cost[i];
	}
	return cost[s.n];
}

static int
distinct_bytes(struct str s)
{
	bool is_seen[256] = { false };
	int n = 0;
	size_t i;

	for (i = 0; i < s.n; i++) {
		n += !is_seen[(unsigned char)s.p[i]];
		is_seen[(unsigned char)s.p[i]] = true;
	}
	return n;
}

static bool
is_easy(struct str password, struct str login)
{
	char folded[PASSWORD_BYTES], letters[PASSWORD_BYTES];
	size_t i;
	int least, other;

	for (i = 0; i < password.n; i++) {
		folded[i] = lower(password.p[i], i ? password.p[i - 1] : 0);
		letters[i] = plain(folded[i]);
	}
	least = unexplained((struct str){ folded, password.n }, login);
	other = unexplained((struct str){ letters, password.n }, login);
	crypto_wipe(folded, sizeof(folded));
	crypto_wipe(letters, sizeof(letters));
	return (other < least ? other : least) < UNEXPLAINED_MIN;
}

enum err
password_acceptable(struct str password, struct str login, const char **reason)
{
	size_t n;

	if (!str_is_utf8(password)) {
		*reason = N_("Lösenordet innehåller tecken som inte går att läsa.");
		return ERR_INVALID;
	}
	n = str_code_points(password);
	if (n < PASSWORD_MIN)
		*reason = N_("Lösenordet behöver ha minst 12 tecken.");
	else if (n > PASSWORD_MAX)
		*reason = N_("Lösenordet får ha högst 200 tecken.");
	else if (distinct_bytes(password) < DISTINCT_MIN)
		*reason = N_("Lösenordet består av för få olika tecken.");
	else if (!is_easy(password, STR_NULL) && is_easy(password, login))
		*reason = N_("Lösenordet liknar inloggningsnamnet för mycket.");
	else if (is_easy(password, STR_NULL))
		*reason = N_("Lösenordet är lätt att gissa. Välj hellre fyra ord som inte hör ihop.");
	else
		return OK;
	return ERR_INVALID;
}

enum err
pin_acceptable(struct str pin, const char **reason)
{
	bool is_up = true, is_down = true, is_same = true;
	size_t i;

	for (i = 0; i < pin.n; i++)
		if (pin.p[i] < '0' || pin.p[i] > '9')
			break;
	if (pin.n != PIN_DIGITS || i != pin.n) {
		*reason = N_("PIN-koden ska vara sex siffror.");
		return ERR_INVALID;
	}
	for (i = 1; i < pin.n; i++) {
		int step = (pin.p[i] - pin.p[i - 1] + 10) % 10;

		is_same = is_same && step == 0;
		is_up = is_up && step == 1;
		is_down = is_down && step == 9;
	}
	if (is_same || is_up || is_down) {
		*reason = N_("PIN-koden är lätt att gissa. Välj siffror som inte följer på varandra.");
		return ERR_INVALID;
	}
	return OK;
}

/* 31 characters that cannot be mistaken for one another; 16 of them are 79 bits. */
struct str
password_generate(struct arena *a)
{
	static const char readable[] = "abcdefghjkmnpqrstuvwxyz23456789";
	const char *reason;
	char text[19];
	size_t i;

	do {
		for (i = 0; i < sizeof(text); i++)
			text[i] = i % 5 == 4 ? '-'
				: readable[crypto_random_below(sizeof(readable) - 1)];
	} while (password_acceptable((struct str){ text, sizeof(text) }, STR_NULL,
		&reason) != OK);
	return arena_str(a, (struct str){ text, sizeof(text) });
}

struct str
pin_generate(struct arena *a)
{
	const char *reason;
	char text[PIN_DIGITS];
	size_t i;

	do {
		for (i = 0; i < sizeof(text); i++)
			text[i] = (char)('0' + crypto_random_below(10));
	} while (pin_acceptable((struct str){ text, sizeof(text) }, &reason) != OK);
	return arena_str(a, (struct str){ text, sizeof(text) });
}
