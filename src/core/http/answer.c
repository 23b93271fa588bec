/* The pieces of an answer: statuses, headers, redirections, the CSRF token of a form. */
#include <stdio.h>

#include "core/http/dispatch.h"

#include "core/crypto/crypto.h"
#include "core/http/csrf.h"

int
err_status(enum err e)
{
	static const int status[ERR_COUNT] = {
		[OK] = 200,
		[ERR_NOT_FOUND] = 404,
		[ERR_FORBIDDEN] = 403,
		[ERR_INVALID] = 400,
		[ERR_CONFLICT] = 409,
		[ERR_BUSY] = 503,
		[ERR_LIMIT] = 413,
		[ERR_IO] = 503,
		[ERR_DB] = 500,
	};

	return status[e];
}

enum err
see_other(struct action *act, struct url where)
{
	act->location = where;
	return OK;
}

struct url
url_here(const struct request_context *ctx, struct url url)
{
	if (!ctx->is_practice)
		return url;
	return (struct url){ arena_printf(ctx->arena, PRACTICE_ROOT "%.*s",
		STR_ARG(url.text)) };
}

enum err
page_see_other(struct page *page, struct url where)
{
	page->location = where;
	return OK;
}

void
response_free(struct reply *response)
{
	buf_free(&response->body);
	shared_drop(response->shared);
	*response = (struct reply){ 0 };
}

struct str
response_body(const struct reply *response)
{
	if (response->shared)
		return shared_bytes(response->shared);
	return response->body.p ? buf_str(&response->body) : response->constant;
}

static void
put_fixed_headers(header_fn *put, void *context)
{
	static const char *const headers[][2] = {
		{ "Content-Security-Policy",
			"default-src 'none'; script-src 'self'; style-src 'self'; "
			"img-src 'self' data:; font-src 'self'; connect-src 'self'; "
			"form-action 'self'; base-uri 'none'; frame-ancestors 'none'" },
		{ "Referrer-Policy", "no-referrer" },
		{ "Cross-Origin-Opener-Policy", "same-origin" },
		{ "Cross-Origin-Resource-Policy", "same-origin" },
		{ "Permissions-Policy",
			"accelerometer=(), autoplay=(), browsing-topics=(), camera=(), "
			"display-capture=(), fullscreen=(), geolocation=(), gyroscope=(), "
			"identity-credentials-get=(), idle-detection=(), local-fonts=(), "
			"magnetometer=(), microphone=(), midi=(), otp-credentials=(), "
			"payment=(), picture-in-picture=(), publickey-credentials-get=(), "
			"screen-wake-lock=(), serial=(), storage-access=(), usb=(), "
			"window-management=(), xr-spatial-tracking=()" },
		{ "X-Content-Type-Options", "nosniff" },
	};
	size_t i;

	for (i = 0; i < sizeof(headers) / sizeof(headers[0]); i++)
		put(context, headers[i][0], headers[i][1]);
}

static const char *
cache_control(const struct reply *response)
{
	if (response->is_immutable)
		return "public, max-age=31536000, immutable";
	return response->is_open_data ? "no-cache" : "no-store";
}

void
response_headers(const struct reply *response, struct arena *a, header_fn *put, void *context)
{
	char seconds[16];
	size_t i;

	put_fixed_headers(put, context);
	put(context, "Cache-Control", cache_control(response));
	if (response->is_open_data)
		put(context, "Access-Control-Allow-Origin", "*");
	if (response->content_type)
		put(context, "Content-Type", response->content_type);
	if (response->etag[0])
		put(context, "ETag", response->etag);
	if (response->is_kept)
		put(context, "Vary", "Accept-Encoding");
	if (response->is_squeezed)
		put(context, "Content-Encoding", "gzip");
	if (response->allow)
		put(context, "Allow", response->allow);
	if (!str_is_empty(response->location))
		put(context, "Location", arena_cstr(a, response->location));
	for (i = 0; i < 2; i++)
		if (!str_is_empty(response->set_cookie[i]))
			put(context, "Set-Cookie", arena_cstr(a, response->set_cookie[i]));
	if (!str_is_empty(response->file_name))
		put(context, "Content-Disposition",
			arena_printf(a, "attachment; filename=\"%.*s\"",
				STR_ARG(response->file_name)).p);
	if (response->clears_cookies)
		put(context, "Clear-Site-Data", "\"cookies\"");
	snprintf(seconds, sizeof(seconds), "%d", response->retry_after);
	if (response->retry_after)
		put(context, "Retry-After", seconds);
}

/* ---- the token of a form ---- */

enum { FORM_TOKEN_BYTES = 16 };

/* New at every start: a log-in form that was open over a restart must be loaded again. */
static uint8_t form_key[CRYPTO_KEY_BYTES];

void
csrf_start(void)
{
	crypto_random(form_key, sizeof(form_key));
}

struct str
csrf_of_form_token(struct arena *a, struct str token)
{
	static const char digits[] = "0123456789abcdef";
	struct str parts[] = { STR("form"), token };
	uint8_t hash[CRYPTO_HASH_BYTES];
	char text[2 * CRYPTO_HASH_BYTES];
	size_t i;

	crypto_keyed_hash(form_key, parts, 2, hash);
	for (i = 0; i < sizeof(hash); i++) {
		text[2 * i] = digits[hash[i] >> 4];
		text[2 * i + 1] = digits[hash[i] & 15];
	}
	return arena_str(a, (struct str){ text, sizeof(text) });
}

/* Nobody is logged in: the token is bound to a cookie of the browser, which gets one now. */
static void
make_form_token(struct page *page)
{
	unsigned char bytes[FORM_TOKEN_BYTES];
	struct buf text BUF_CLEANUP = buf_new(2 * sizeof(bytes));

	crypto_random(bytes, sizeof(bytes));
	buf_put_hex(&text, (struct str){ (const char *)bytes, sizeof(bytes) });
	page->form_token = arena_str(page->ctx.arena, buf_str(&text));
	page->csrf = csrf_of_form_token(page->ctx.arena, page->form_token);
}

static struct url
in_language_of(const struct page *page, struct url u)
{
	return page->ctx.account.v ? u : url_in_lang(page->ctx.arena, u, page->ctx.lang);
}

struct url
page_url(const struct page *page, const char *path)
{
	return in_language_of(page, url_path(path));
}

struct url
page_start(const struct page *page)
{
	return url_path(page->ctx.lang == LANG_EN ? "/en" : "/");
}

void
page_form_begin(struct page *page, struct url action)
{
	page_form_begin_marked(page, action, NULL);
}

void
page_form_begin_marked(struct page *page, struct url action, const char *mark)
{
	struct html *h = &page->html;

	if (str_is_empty(page->csrf))
		make_form_token(page);
	buf_put(h->out, STR("<form method=\"post\" action=\""));
	html_put_url(h, in_language_of(page, action));
	buf_put(h->out, mark ? STR("\" ") : STR("\""));
	buf_put_cstr(h->out, mark ? mark : "");
	buf_put(h->out, STR("><input type=\"hidden\" name=\"" CSRF_FIELD "\" value=\""));
	html_put_str(h, page->csrf);
	buf_put(h->out, STR("\">"));
}

void
page_question_begin(struct page *page, struct url action)
{
	page_question_begin_marked(page, action, NULL);
}

void
page_question_begin_marked(struct page *page, struct url action, const char *mark)
{
	struct buf *out = page->html.out;

	buf_put(out, STR("<form method=\"post\" data-ask autocomplete=\"off\" action=\""));
	html_put_url(&page->html, action);
	buf_put(out, mark ? STR("\" ") : STR("\""));
	buf_put_cstr(out, mark ? mark : "");
	buf_put(out, STR(">"));
}

void
page_tokenless_form_begin(struct page *page, struct url action)
{
	struct buf *out = page->html.out;

	buf_put(out, STR("<form method=\"post\" action=\""));
	html_put_url(&page->html, action);
	buf_put(out, STR("\">"));
}

void
page_form_end(struct page *page)
{
	buf_put(page->html.out, STR("</form>"));
}
