/* Loaded into a process with LD_PRELOAD: counts its calls that change something below one folder, and at a given one
 * kills the process or makes the disk full. Linux and glibc; what the C library does by itself (fwrite) it does not see. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum mode { COUNT, KILL, SHORT, FULL_ONCE, FULL_FROM };
enum verdict { GO, HALF, HALF_AND_DIE, FAIL };

static char watched[PATH_MAX];
static size_t watched_length;
static long at;
static enum mode mode;
static int log_descriptor = -1;
static atomic_long steps;

/* From now on steps below the folder are counted from 1, written to the log, and the one numbered `number` goes wrong. */
void faults_arm(const char *folder, long number, int how, int log) {
  snprintf(watched, sizeof watched, "%s/", folder);
  watched_length = strlen(watched);
  at = number;
  mode = how;
  log_descriptor = log;
  atomic_store(&steps, 0);
}

static int below(const char *path) {
  return strncmp(path, watched, watched_length) == 0;
}

static int of_descriptor(int descriptor, char *path) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, path, PATH_MAX - 1);
  path[length < 0 ? 0 : length] = 0;
  return length > 0;
}

static void of_name(int folder, const char *name, char *path) {
  char base[PATH_MAX] = "";
  if (name[0] != '/') {
    if (folder == AT_FDCWD) {
      if (!getcwd(base, sizeof base)) base[0] = 0;
    } else {
      of_descriptor(folder, base);
    }
    strncat(base, "/", sizeof base - strlen(base) - 1);
  }
  size_t length = strlen(base);
  snprintf(path, PATH_MAX, "%s", base);
  snprintf(path + length, PATH_MAX - length, "%s", name);
}

static void die(void) {
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

/* Tells of a step, and what becomes of it. `takes_room`: a full disk refuses it. */
static enum verdict step(const char *call, const char *path, size_t bytes, int takes_room) {
  if (!watched_length || !below(path)) return GO;
  int before = errno;
  long number = atomic_fetch_add(&steps, 1) + 1;
  char line[PATH_MAX + 100];
  int length = snprintf(line, sizeof line, "%s\t%zu\t%d\t%s\n", call, bytes, takes_room, path + watched_length);
  if (syscall(SYS_write, log_descriptor, line, length) != length) die();
  errno = before;
  if (mode == COUNT || number < at) return GO;
  if (mode == KILL) die();
  if (mode == SHORT) return HALF_AND_DIE;
  if (!takes_room || (mode == FULL_ONCE && number > at)) return GO;
  return mode == FULL_FROM && number == at && bytes > 1 ? HALF : FAIL;
}

static enum verdict step_on(const char *call, int descriptor, size_t bytes) {
  char path[PATH_MAX];
  if (!watched_length || !of_descriptor(descriptor, path)) return GO;
  return step(call, path, bytes, 1);
}

static enum verdict step_at(const char *call, int folder, const char *name, int takes_room) {
  char path[PATH_MAX];
  if (!watched_length || !name) return GO;
  of_name(folder, name, path);
  return step(call, path, 0, takes_room);
}

#define REAL(name) \
  static __typeof__(&name) real; \
  if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)
#define FULL (errno = ENOSPC, -1)

/* A call that moves `bytes` bytes to a descriptor: whole, half of it, or not at all. */
#define MOVES(name, descriptor, bytes, whole, half) \
  do { \
    REAL(name); \
    enum verdict verdict = step_on(#name, descriptor, bytes); \
    if (verdict == GO) return whole; \
    if (verdict == FAIL) return FULL; \
    ssize_t moved = half; \
    if (verdict == HALF_AND_DIE) die(); \
    return moved; \
  } while (0)

ssize_t write(int fd, const void *buffer, size_t count) {
  MOVES(write, fd, count, real(fd, buffer, count), real(fd, buffer, count / 2));
}
ssize_t pwrite(int fd, const void *buffer, size_t count, off_t offset) {
  MOVES(pwrite, fd, count, real(fd, buffer, count, offset), real(fd, buffer, count / 2, offset));
}
ssize_t pwrite64(int fd, const void *buffer, size_t count, off64_t offset) {
  MOVES(pwrite64, fd, count, real(fd, buffer, count, offset), real(fd, buffer, count / 2, offset));
}
ssize_t writev(int fd, const struct iovec *parts, int count) {
  MOVES(writev, fd, count, real(fd, parts, count), real(fd, parts, count / 2));
}
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t offset) {
  MOVES(pwritev, fd, count, real(fd, parts, count, offset), real(fd, parts, count / 2, offset));
}
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t offset) {
  MOVES(pwritev64, fd, count, real(fd, parts, count, offset), real(fd, parts, count / 2, offset));
}
ssize_t sendfile(int to, int from, off_t *offset, size_t count) {
  MOVES(sendfile, to, count, real(to, from, offset, count), real(to, from, offset, 100));
}
ssize_t sendfile64(int to, int from, off64_t *offset, size_t count) {
  MOVES(sendfile64, to, count, real(to, from, offset, count), real(to, from, offset, 100));
}
ssize_t copy_file_range(int from, off64_t *from_at, int to, off64_t *to_at, size_t count, unsigned flags) {
  MOVES(copy_file_range, to, count, real(from, from_at, to, to_at, count, flags),
        real(from, from_at, to, to_at, 100, flags));
}

/* A call that happens or does not. */
#define HAPPENS(asked, whole) \
  do { \
    enum verdict found = asked; \
    if (found == FAIL) return FULL; \
    int done = whole; \
    if (found == HALF_AND_DIE) die(); \
    return done; \
  } while (0)

int fsync(int fd) {
  REAL(fsync);
  HAPPENS(step_on("fsync", fd, 0), real(fd));
}
int fdatasync(int fd) {
  REAL(fdatasync);
  HAPPENS(step_on("fdatasync", fd, 0), real(fd));
}
int ftruncate(int fd, off_t length) {
  REAL(ftruncate);
  HAPPENS(step_on("ftruncate", fd, 0), real(fd, length));
}
int ftruncate64(int fd, off64_t length) {
  REAL(ftruncate64);
  HAPPENS(step_on("ftruncate64", fd, 0), real(fd, length));
}
int fallocate64(int fd, int how, off64_t offset, off64_t length) {
  REAL(fallocate64);
  HAPPENS(step_on("fallocate64", fd, 0), real(fd, how, offset, length));
}
int posix_fallocate64(int fd, off64_t offset, off64_t length) {
  REAL(posix_fallocate64);
  return step_on("posix_fallocate64", fd, 0) == FAIL ? ENOSPC : real(fd, offset, length);
}

#define CHANGES(flags) ((flags) & (O_CREAT | O_TRUNC))
#define MISSING(folder, name) (faccessat(folder, name, F_OK, 0) != 0)
#define WITH_RIGHTS(last) \
  va_list list; \
  va_start(list, last); \
  mode_t rights = CHANGES(last) ? va_arg(list, mode_t) : 0; \
  va_end(list)

int open(const char *name, int flags, ...) {
  WITH_RIGHTS(flags);
  REAL(open);
  HAPPENS(CHANGES(flags) ? step_at("open", AT_FDCWD, name, MISSING(AT_FDCWD, name)) : GO, real(name, flags, rights));
}
int open64(const char *name, int flags, ...) {
  WITH_RIGHTS(flags);
  REAL(open64);
  HAPPENS(CHANGES(flags) ? step_at("open64", AT_FDCWD, name, MISSING(AT_FDCWD, name)) : GO, real(name, flags, rights));
}
int openat(int folder, const char *name, int flags, ...) {
  WITH_RIGHTS(flags);
  REAL(openat);
  HAPPENS(CHANGES(flags) ? step_at("openat", folder, name, MISSING(folder, name)) : GO, real(folder, name, flags, rights));
}
int openat64(int folder, const char *name, int flags, ...) {
  WITH_RIGHTS(flags);
  REAL(openat64);
  HAPPENS(CHANGES(flags) ? step_at("openat64", folder, name, MISSING(folder, name)) : GO, real(folder, name, flags, rights));
}
int creat(const char *name, mode_t rights) {
  REAL(creat);
  HAPPENS(step_at("creat", AT_FDCWD, name, 1), real(name, rights));
}
int creat64(const char *name, mode_t rights) {
  REAL(creat64);
  HAPPENS(step_at("creat64", AT_FDCWD, name, 1), real(name, rights));
}
int mkdir(const char *name, mode_t rights) {
  REAL(mkdir);
  HAPPENS(step_at("mkdir", AT_FDCWD, name, 1), real(name, rights));
}
int mkdirat(int folder, const char *name, mode_t rights) {
  REAL(mkdirat);
  HAPPENS(step_at("mkdirat", folder, name, 1), real(folder, name, rights));
}
int rename(const char *from, const char *to) {
  REAL(rename);
  HAPPENS(step_at("rename", AT_FDCWD, to, 1), real(from, to));
}
int renameat(int from_folder, const char *from, int to_folder, const char *to) {
  REAL(renameat);
  HAPPENS(step_at("renameat", to_folder, to, 1), real(from_folder, from, to_folder, to));
}
int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags) {
  REAL(renameat2);
  HAPPENS(step_at("renameat2", to_folder, to, 1), real(from_folder, from, to_folder, to, flags));
}
int link(const char *from, const char *to) {
  REAL(link);
  HAPPENS(step_at("link", AT_FDCWD, to, 1), real(from, to));
}
int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags) {
  REAL(linkat);
  HAPPENS(step_at("linkat", to_folder, to, 1), real(from_folder, from, to_folder, to, flags));
}
int symlink(const char *target, const char *name) {
  REAL(symlink);
  HAPPENS(step_at("symlink", AT_FDCWD, name, 1), real(target, name));
}
int unlink(const char *name) {
  REAL(unlink);
  HAPPENS(step_at("unlink", AT_FDCWD, name, 0), real(name));
}
int unlinkat(int folder, const char *name, int flags) {
  REAL(unlinkat);
  HAPPENS(step_at("unlinkat", folder, name, 0), real(folder, name, flags));
}
int rmdir(const char *name) {
  REAL(rmdir);
  HAPPENS(step_at("rmdir", AT_FDCWD, name, 0), real(name));
}
