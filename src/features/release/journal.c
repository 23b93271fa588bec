/* The journal of releases: a text file that only grows, synced line by line. */
#include "features/release/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <unistd.h>

enum { FILE_MAX = 1 << 20, LINE_MAX_BYTES = 200, HALVES_MAX = 20000,
	NUMBER_MAX = 1000000000 };

static struct journal_entry *
find(struct journal *journal, int64_t number)
{
	size_t i;

	for (i = 0; i < journal->n; i++)
		if (journal->entries[i].number == number)
			return &journal->entries[i];
	return NULL;
}

const struct journal_entry *
journal_find(const struct journal *journal, int64_t number)
{
	size_t i;

	for (i = 0; i < journal->n; i++)
		if (journal->entries[i].number == number)
			return &journal->entries[i];
	return NULL;
}

int64_t
journal_last(const struct journal *journal)
{
	int64_t last = 0;
	size_t i;

	for (i = 0; i < journal->n; i++)
		if (journal->entries[i].number > last)
			last = journal->entries[i].number;
	return last;
}

/* "2:4051" */
static enum err
read_level(struct str part, struct journal_entry *entry)
{
	struct str level;
	int64_t number;

	if (!str_split(&part, ':', &level) || !part.p)
		return ERR_INVALID;
	TRY(str_to_int(level, &number));
	if (number < 1 || number >= JOURNAL_LEVELS)
		return ERR_INVALID;
	TRY(str_to_int(part, &entry->through[number]));
	return entry->through[number] >= 0 && entry->through[number] < HALVES_MAX ? OK
		: ERR_INVALID;
}

static enum err
read_line(struct journal *journal, struct str line)
{
	struct journal_entry entry = { 0 }, *known;
	struct str verb, number, part;

	if (!str_split(&line, ' ', &verb) || !line.p || !str_split(&line, ' ', &number))
		return ERR_INVALID;
	TRY(str_to_int(number, &entry.number));
	if (entry.number > NUMBER_MAX)
		return ERR_INVALID;
	known = find(journal, entry.number);
	if (str_eq(verb, STR("end"))) {
		if (!known || line.p)
			return ERR_INVALID;
		known->has_ended = true;
		return OK;
	}
	if (!str_eq(verb, STR("begin")) || known || entry.number < 1)
		return ERR_INVALID;
	while (line.p && str_split(&line, ' ', &part))
		TRY(read_level(part, &entry));
	if (journal->n == JOURNAL_MAX)
		return ERR_LIMIT;
	journal->entries[journal->n++] = entry;
	return OK;
}

static enum err
read_all(struct journal *journal, struct arena *a)
{
	char *bytes = arena_alloc(a, FILE_MAX + 1);
	struct str rest, line;
	ssize_t got;
	size_t whole;

	if (!bytes)
		return ERR_LIMIT;
	got = pread(journal->fd, bytes, FILE_MAX + 1, 0);
	if (got < 0)
		return ERR_IO;
	if (got > FILE_MAX)
		return ERR_LIMIT;
	for (whole = (size_t)got; whole > 0 && bytes[whole - 1] != '\n'; whole--)
		;
	if (whole < (size_t)got && ftruncate(journal->fd, (off_t)whole) != 0)
		return ERR_IO;
	rest = (struct str){ bytes, whole };
	while (str_split(&rest, '\n', &line))
		if (line.n > 0)
			TRY(read_line(journal, line));
	return OK;
}

static enum err
open_file(const char *keys_dir, bool may_make, int *fd)
{
	char path[4096];
	int folder;

	if (snprintf(path, sizeof(path), "%s/release.journal", keys_dir) >= (int)sizeof(path))
		return ERR_LIMIT;
	*fd = open(path, O_RDWR | O_APPEND | O_CLOEXEC | (may_make ? O_CREAT : 0), 0600);
	if (*fd < 0)
		return errno == ENOENT ? ERR_NOT_FOUND : ERR_IO;
	/* the name of a new file is on the disk, too */
	folder = open(keys_dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (folder < 0 || fsync(folder) != 0) {
		if (folder >= 0)
			close(folder);
		close(*fd);
		return ERR_IO;
	}
	close(folder);
	return OK;
}

enum err
journal_open(const char *keys_dir, bool may_make, struct arena *a, struct journal **out)
{
	struct journal *journal = ARENA_NEW(a, struct journal);
	enum err e;

	if (!journal)
		return ERR_LIMIT;
	TRY(open_file(keys_dir, may_make, &journal->fd));
	e = flock(journal->fd, LOCK_EX | LOCK_NB) == 0 ? OK : ERR_BUSY;
	if (e == OK)
		e = read_all(journal, a);
	if (e != OK) {
		close(journal->fd);
		return e;
	}
	*out = journal;
	return OK;
}

void
journal_close(struct journal *journal)
{
	if (journal)
		close(journal->fd);
}

static enum err
add_line(struct journal *journal, struct str line)
{
	if (write(journal->fd, line.p, line.n) != (ssize_t)line.n)
		return ERR_IO;
	return fsync(journal->fd) == 0 ? OK : ERR_IO;
}

enum err
journal_begin(struct journal *journal, const struct journal_entry *entry)
{
	struct buf line BUF_CLEANUP = buf_new(LINE_MAX_BYTES);
	int level;

	if (journal->n == JOURNAL_MAX || find(journal, entry->number))
		return ERR_LIMIT;
	buf_printf(&line, "begin %lld", (long long)entry->number);
	for (level = JOURNAL_LEVELS - 1; level > 0; level--)
		if (entry->through[level] > 0)
			buf_printf(&line, " %d:%lld", level, (long long)entry->through[level]);
	buf_put_byte(&line, '\n');
	TRY(buf_err(&line));
	TRY(add_line(journal, buf_str(&line)));
	journal->entries[journal->n++] = *entry;
	return OK;
}

enum err
journal_end(struct journal *journal, int64_t number)
{
	struct buf line BUF_CLEANUP = buf_new(LINE_MAX_BYTES);
	struct journal_entry *entry = find(journal, number);

	if (!entry)
		return ERR_INVALID;
	buf_printf(&line, "end %lld\n", (long long)number);
	TRY(buf_err(&line));
	TRY(add_line(journal, buf_str(&line)));
	entry->has_ended = true;
	return OK;
}
