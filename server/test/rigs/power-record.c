/*
 * Records what a process writes and syncs below one directory, in order, so that the files can be
 * rebuilt as a power cut would have left them. Loaded by LD_PRELOAD; serves the power-cut rig.
 *
 * POWER_DIR: the directory. POWER_TRACE: where the record goes. POWER_DROP_SYNC=1: syncs are not
 * recorded, as if the disk had promised and not kept it; that is the control that must fail.
 *
 * A record: kind (1 byte), path length (2), path, offset (8), length (8), data. Little endian.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { WRITE = 'w', SYNC = 's', TRUNCATE = 't', REMOVE = 'u' };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int trace = -1;
static const char *directory;
static size_t directory_length;
static int drops_sync;

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("POWER_TRACE");
  directory = getenv("POWER_DIR");
  drops_sync = getenv("POWER_DROP_SYNC") != NULL;
  if (path == NULL || directory == NULL) return;
  directory_length = strlen(directory);
  trace = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND, 0600);
}

static int is_ours(const char *path) {
  return trace >= 0 && strncmp(path, directory, directory_length) == 0;
}

static int path_of(int fd, char *path) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, PATH_MAX - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  return is_ours(path);
}

static void record(char kind, const char *path, int64_t offset, int64_t length, const void *data) {
  uint16_t path_length = (uint16_t)strlen(path);
  struct iovec parts[6] = {
      {&kind, 1}, {&path_length, 2}, {(void *)path, path_length},
      {&offset, 8}, {&length, 8}, {(void *)data, data == NULL ? 0 : (size_t)length}};
  if (syscall(SYS_writev, trace, parts, 6) < 0) abort();
}

static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static ssize_t (*real_write)(int, const void *, size_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_ftruncate)(int, off_t);
static int (*real_unlink)(const char *);

#define REAL(name, symbol) \
  if (real_##name == NULL) *(void **)&real_##name = dlsym(RTLD_NEXT, symbol)

ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) {
  REAL(pwrite, "pwrite");
  char path[PATH_MAX];
  pthread_mutex_lock(&lock);
  ssize_t written = real_pwrite(fd, data, length, offset);
  if (written > 0 && path_of(fd, path)) record(WRITE, path, offset, written, data);
  pthread_mutex_unlock(&lock);
  return written;
}
ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset) {
  return pwrite(fd, data, length, offset);
}

ssize_t write(int fd, const void *data, size_t length) {
  REAL(write, "write");
  char path[PATH_MAX];
  if (trace < 0 || !path_of(fd, path)) return real_write(fd, data, length);
  pthread_mutex_lock(&lock);
  off_t offset = lseek(fd, 0, SEEK_CUR);
  if (fcntl(fd, F_GETFL) & O_APPEND) offset = lseek(fd, 0, SEEK_END);
  ssize_t written = real_write(fd, data, length);
  if (written > 0) record(WRITE, path, offset, written, data);
  pthread_mutex_unlock(&lock);
  return written;
}

static int synced(int fd, int result) {
  char path[PATH_MAX];
  if (result == 0 && !drops_sync && path_of(fd, path)) record(SYNC, path, 0, 0, NULL);
  return result;
}
int fsync(int fd) {
  REAL(fsync, "fsync");
  pthread_mutex_lock(&lock);
  int result = synced(fd, real_fsync(fd));
  pthread_mutex_unlock(&lock);
  return result;
}
int fdatasync(int fd) {
  REAL(fdatasync, "fdatasync");
  pthread_mutex_lock(&lock);
  int result = synced(fd, real_fdatasync(fd));
  pthread_mutex_unlock(&lock);
  return result;
}

int ftruncate(int fd, off_t length) {
  REAL(ftruncate, "ftruncate");
  char path[PATH_MAX];
  pthread_mutex_lock(&lock);
  int result = real_ftruncate(fd, length);
  if (result == 0 && path_of(fd, path)) record(TRUNCATE, path, length, 0, NULL);
  pthread_mutex_unlock(&lock);
  return result;
}
int ftruncate64(int fd, off64_t length) { return ftruncate(fd, length); }

int unlink(const char *path) {
  REAL(unlink, "unlink");
  int result = real_unlink(path);
  if (result == 0 && is_ours(path)) record(REMOVE, path, 0, 0, NULL);
  return result;
}
