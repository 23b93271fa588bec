/* Control characters on their way to stdout and stderr. */
#include "core/log/terminal.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

enum { PIECE = 4096, C1_LEAD = 0xC2, C1_END = 0xA0 };

/* What waited, now that the next byte is known (0 when there is none). */
static void
settle(struct terminal_state *state, unsigned char next, struct buf *out)
{
	if (state->waiting == '\r')
		buf_put_byte(out, next == '\n' ? '\r' : '?');
	else if (state->waiting == C1_LEAD && (next < 0x80 || next >= C1_END))
		buf_put_byte(out, (char)C1_LEAD);
	state->waiting = 0;
}

void
terminal_put(struct terminal_state *state, struct str bytes, struct buf *out)
{
	size_t i;

	for (i = 0; i < bytes.n; i++) {
		unsigned char c = (unsigned char)bytes.p[i];
		bool is_c1 = state->waiting == C1_LEAD && c >= 0x80 && c < C1_END;

		settle(state, c, out);
		if (c == '\r' || c == C1_LEAD)
			state->waiting = c;
		else if (is_c1 || (c < ' ' && c != '\n' && c != '\t') || c == 0x7f)
			buf_put_byte(out, '?');
		else
			buf_put_byte(out, (char)c);
	}
}

/* ---- the streams ---- */

struct guarded {
	int fd;
	struct terminal_state state;
};

static int
write_all(int fd, struct str bytes)
{
	while (bytes.n > 0) {
		ssize_t n = write(fd, bytes.p, bytes.n);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return -1;
		bytes = str_sub(bytes, (size_t)n, bytes.n);
	}
	return 0;
}

static ssize_t
write_guarded(void *cookie, const char *bytes, size_t n)
{
	struct guarded *guarded = cookie;
	struct buf out = buf_new(2 * PIECE);
	size_t done;
	int rc = 0;

	for (done = 0; done < n && rc == 0; done += PIECE) {
		struct str piece = str_sub((struct str){ bytes, n }, done,
			n - done > PIECE ? done + PIECE : n);

		buf_clear(&out);
		terminal_put(&guarded->state, piece, &out);
		rc = buf_err(&out) == OK ? write_all(guarded->fd, buf_str(&out)) : -1;
	}
	buf_free(&out);
	return rc == 0 ? (ssize_t)n : 0;
}

static FILE *
guard(struct guarded *guarded, FILE *otherwise, int mode)
{
	FILE *stream = fopencookie(guarded, "w",
		(cookie_io_functions_t){ .write = write_guarded });

	if (!stream)
		return otherwise;
	setvbuf(stream, NULL, mode, BUFSIZ);
	return stream;
}

void
terminal_guard(void)
{
	static struct guarded out = { .fd = STDOUT_FILENO }, err = { .fd = STDERR_FILENO };

	fflush(stdout);
	stdout = guard(&out, stdout, isatty(STDOUT_FILENO) ? _IOLBF : _IOFBF);
	stderr = guard(&err, stderr, _IONBF);
}
