/* The VFS that fails: every file is one of the machine's own, behind methods that may say no. */
#include "tests/faults/bad_disk.h"

#include <sqlite3.h>
#include <string.h>

#include "tests/faults/killed.h"
#include "tests/harness/harness.h"

struct bad_file {
	sqlite3_file base;
	sqlite3_file *real;	/* behind this struct in the same piece of memory */
};

static struct {
	sqlite3_vfs vfs, *real;
	bool is_armed, is_lasting, has_failed;
	enum bad_disk_kind kind;
	int left;		/* operations until the first failure */
} disk;

static bool
fails(void)
{
	if (!disk.is_armed || --disk.left > 0)
		return false;
	disk.has_failed = true;
	if (!disk.is_lasting)
		disk.is_armed = false;
	return true;
}

/* OK, or how a write goes wrong now. */
static int
write_fault(void)
{
	if (disk.kind == BAD_DISK_NO_SYNC || !fails())
		return SQLITE_OK;
	return disk.kind == BAD_DISK_FULL ? SQLITE_FULL : SQLITE_IOERR_WRITE;
}

static bool
is_read_only(void)
{
	return disk.is_armed && disk.kind == BAD_DISK_READ_ONLY && fails();
}

/* ---- one file ---- */

static sqlite3_file *
real_of(sqlite3_file *file)
{
	return ((struct bad_file *)file)->real;
}

static int
bad_close(sqlite3_file *file)
{
	return real_of(file)->pMethods->xClose(real_of(file));
}

static int
bad_read(sqlite3_file *file, void *to, int n, sqlite3_int64 at)
{
	return real_of(file)->pMethods->xRead(real_of(file), to, n, at);
}

static int
bad_write(sqlite3_file *file, const void *from, int n, sqlite3_int64 at)
{
	int rc = write_fault();

	killed_point();
	/* what fits of the bytes is on the disk all the same */
	if (rc == SQLITE_FULL)
		(void)real_of(file)->pMethods->xWrite(real_of(file), from, n / 2, at);
	return rc != SQLITE_OK ? rc
			       : real_of(file)->pMethods->xWrite(real_of(file), from, n, at);
}

static int
bad_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	killed_point();
	if (is_read_only())
		return SQLITE_IOERR_TRUNCATE;
	return real_of(file)->pMethods->xTruncate(real_of(file), size);
}

static int
bad_sync(sqlite3_file *file, int flags)
{
	killed_point();
	if (disk.kind == BAD_DISK_NO_SYNC && fails())
		return SQLITE_IOERR_FSYNC;
	return real_of(file)->pMethods->xSync(real_of(file), flags);
}

static int
bad_size(sqlite3_file *file, sqlite3_int64 *size)
{
	return real_of(file)->pMethods->xFileSize(real_of(file), size);
}

static int
bad_lock(sqlite3_file *file, int level)
{
	return real_of(file)->pMethods->xLock(real_of(file), level);
}

static int
bad_unlock(sqlite3_file *file, int level)
{
	return real_of(file)->pMethods->xUnlock(real_of(file), level);
}

static int
bad_check_lock(sqlite3_file *file, int *is_locked)
{
	return real_of(file)->pMethods->xCheckReservedLock(real_of(file), is_locked);
}

static int
bad_control(sqlite3_file *file, int what, void *value)
{
	return real_of(file)->pMethods->xFileControl(real_of(file), what, value);
}

static int
bad_sector(sqlite3_file *file)
{
	return real_of(file)->pMethods->xSectorSize(real_of(file));
}

static int
bad_character(sqlite3_file *file)
{
	return real_of(file)->pMethods->xDeviceCharacteristics(real_of(file));
}

/* Growing the shared memory of the log takes room on the disk too. */
static int
bad_shm_map(sqlite3_file *file, int page, int size, int extend, void volatile **to)
{
	int rc = extend ? write_fault() : SQLITE_OK;

	if (rc != SQLITE_OK)
		return SQLITE_IOERR_SHMSIZE;
	return real_of(file)->pMethods->xShmMap(real_of(file), page, size, extend, to);
}

static int
bad_shm_lock(sqlite3_file *file, int at, int n, int flags)
{
	return real_of(file)->pMethods->xShmLock(real_of(file), at, n, flags);
}

static void
bad_shm_barrier(sqlite3_file *file)
{
	real_of(file)->pMethods->xShmBarrier(real_of(file));
}

static int
bad_shm_unmap(sqlite3_file *file, int is_last)
{
	return real_of(file)->pMethods->xShmUnmap(real_of(file), is_last);
}

static const sqlite3_io_methods methods = {
	.iVersion = 2,
	.xClose = bad_close,
	.xRead = bad_read,
	.xWrite = bad_write,
	.xTruncate = bad_truncate,
	.xSync = bad_sync,
	.xFileSize = bad_size,
	.xLock = bad_lock,
	.xUnlock = bad_unlock,
	.xCheckReservedLock = bad_check_lock,
	.xFileControl = bad_control,
	.xSectorSize = bad_sector,
	.xDeviceCharacteristics = bad_character,
	.xShmMap = bad_shm_map,
	.xShmLock = bad_shm_lock,
	.xShmBarrier = bad_shm_barrier,
	.xShmUnmap = bad_shm_unmap,
};

/* ---- the disk ---- */

static int
bad_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
	struct bad_file *bad = (struct bad_file *)file;
	int rc;

	(void)vfs;
	bad->base.pMethods = NULL;
	if ((flags & SQLITE_OPEN_CREATE) && is_read_only())
		return SQLITE_CANTOPEN;
	bad->real = (sqlite3_file *)(bad + 1);
	rc = disk.real->xOpen(disk.real, name, bad->real, flags, out_flags);
	if (bad->real->pMethods)
		bad->base.pMethods = &methods;
	return rc;
}

static int
bad_delete(sqlite3_vfs *vfs, const char *name, int is_synced)
{
	(void)vfs;
	killed_point();
	if (is_read_only())
		return SQLITE_IOERR_DELETE;
	return disk.real->xDelete(disk.real, name, is_synced);
}

void
bad_disk_insert(void)
{
	if (disk.real)
		return;
	disk.real = sqlite3_vfs_find(NULL);
	CHECK(disk.real);
	disk.vfs = *disk.real;
	disk.vfs.zName = "bad-disk";
	disk.vfs.szOsFile = (int)sizeof(struct bad_file) + disk.real->szOsFile;
	disk.vfs.xOpen = bad_open;
	disk.vfs.xDelete = bad_delete;
	CHECK(sqlite3_vfs_register(&disk.vfs, 1) == SQLITE_OK);
}

void
bad_disk_break(enum bad_disk_kind kind, int n, bool is_lasting)
{
	disk.kind = kind;
	disk.left = n;
	disk.is_lasting = is_lasting;
	disk.has_failed = false;
	disk.is_armed = true;
}

bool
bad_disk_mend(void)
{
	disk.is_armed = false;
	return disk.has_failed;
}
