/* Slips: their codes, short, random and telling when they were misread, and the one in the pocket. */
#include "core/crypto/crypto.h"
#include "features/catalogue/catalogue.h"
#include "features/referral/pages.h"
#include "features/referral/referral.html.h"

/*
 * 29 characters, a prime, so that a check character weighted by place finds every single wrong
 * character and every swap of two neighbours (as ISO 7064 does).  No vowels: no words.
 */
static const char letters[] = "23456789BCDFGHJKLMNPQRSTVWXYZ";
enum { N_LETTERS = 29, N_DRAWN = 5, N_CODE = 6, DASH_AT = 3 };

static int
check_of(const int *drawn)
{
	int sum = 0, i;

	for (i = 0; i < N_DRAWN; i++)
		sum += drawn[i] * (i + 2);
	return sum % N_LETTERS;
}

struct str
referral_slip_code(struct arena *a)
{
	int drawn[N_CODE], i;

	for (i = 0; i < N_DRAWN; i++)
		drawn[i] = (int)crypto_random_below(N_LETTERS);
	drawn[N_DRAWN] = check_of(drawn);
	return arena_printf(a, "%c%c%c-%c%c%c", letters[drawn[0]], letters[drawn[1]],
		letters[drawn[2]], letters[drawn[3]], letters[drawn[4]], letters[drawn[5]]);
}

static int
value_of(char c)
{
	const char *at;

	if (c >= 'a' && c <= 'z')
		c = (char)(c - 'a' + 'A');
	at = c ? strchr(letters, c) : NULL;
	return at ? (int)(at - letters) : -1;
}

bool
referral_slip_code_ok(struct str code)
{
	int values[N_CODE];
	size_t i, n = 0;

	for (i = 0; i < code.n; i++) {
		if (code.p[i] == '-' || code.p[i] == ' ')
			continue;
		if (n == N_CODE)
			return false;
		values[n] = value_of(code.p[i]);
		if (values[n++] < 0)
			return false;
	}
	return n == N_CODE && values[N_DRAWN] == check_of(values);
}

enum err
referral_slip_code_read(struct arena *a, struct str typed, struct str *code)
{
	char read[N_CODE];
	size_t i, n = 0;

	if (!referral_slip_code_ok(typed))
		return ERR_INVALID;
	for (i = 0; i < typed.n; i++)
		if (typed.p[i] != '-' && typed.p[i] != ' ')
			read[n++] = letters[value_of(typed.p[i])];
	*code = arena_printf(a, "%.*s-%.*s", DASH_AT, read, N_CODE - DASH_AT, read + DASH_AT);
	return str_is_empty(*code) ? ERR_LIMIT : OK;
}

bool
referral_is_neutral(struct arena *a, struct str name)
{
	/* Folded; parts of words, so that compounds count too. */
	static const char *const telling[] = { "vald", "kvinnofrid", "kvinnojour", "mansjour",
		"misshand", "utsatt", "offer", "hot ", "violence", "abuse", "skydd", "heder" };
	struct str folded = str_fold(a, arena_printf(a, "%.*s ", STR_ARG(name)));
	size_t i;

	for (i = 0; i < sizeof(telling) / sizeof(telling[0]); i++) {
		if (str_contains(folded, str_of(telling[i])))
			return false;
	}
	return true;
}

/* For somebody's pocket: no name, no date, no word of what it is about (ux.md S6, S13). */
enum err
slip_show(struct page *page)
{
	struct request_context *ctx = &page->ctx;
	referral_id id = { ctx->at.id };
	struct catalogue_details details;
	struct referral r;

	TRY(referral_by_id(page->db, ctx->scope, ctx->arena, id, &r));
	TRY(catalogue_details(page->db, ctx->scope, ctx->arena, r.service, &details));
	page->title = str_of(tr(ctx->lang, N_("Kontakt")));
	page->is_bare = true;
	html_referral_slip(&page->html, &r, &details.visible);
	return OK;
}
