/*
 * The counters page: a small file in shared memory that a native program writes while it runs
 * and that the bench reads at any moment. One program writes a page; the bench writes only its
 * `mode` words. Every figure only grows, so a measurement is the difference of two readings.
 * harness/counters-page.ts reads the same layout and must change with it.
 */
#ifndef POSTHORN_BENCH_COUNTERS_H
#define POSTHORN_BENCH_COUNTERS_H

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#define LANES 1024
#define BUCKETS 1024
#define SAMPLE_BYTES 8192

/* What a lane (one listening socket of the receiver) does with a request. */
enum { MODE_ANSWER = 0, MODE_HANG = 1 };

struct counters {
  uint64_t ready;        /* 1 once the program serves or sends */
  uint64_t total;        /* receiver: requests answered 200; generator: 2xx replies */
  uint64_t errors;       /* receiver: unreadable requests; generator: other replies */
  uint64_t connections;  /* connections opened since the start */
  uint64_t sent;         /* generator: requests sent */
  uint64_t broken;       /* generator: connections that ended under a request */
  uint64_t behind;       /* generator, open loop: requests due and not yet sent */
  uint64_t last_status;  /* generator: status of the last reply that was not 2xx */
  uint64_t sample_turn;  /* odd while the sample is being written */
  uint64_t sample_bytes; /* length of the sampled request */
  uint64_t sample_lane;  /* the lane it came in on */
  uint64_t held;         /* receiver: requests taken by a hanging lane */
  uint64_t reserved[4];
  uint64_t lane[LANES];        /* requests answered, per lane */
  uint64_t histogram[BUCKETS]; /* latencies in microseconds, see bucket_of */
  uint64_t mode[LANES];        /* written by the bench */
  char sample[SAMPLE_BYTES];   /* one whole request out of 1,024, for checking its signature */
};

static inline uint64_t now_ns(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (uint64_t)now.tv_sec * 1000000000ull + (uint64_t)now.tv_nsec;
}

/* 32 buckets per doubling: a bucket is at most 3 % wide. Below 32 us one bucket per us. */
static inline unsigned bucket_of(uint64_t us) {
  if (us < 32) return (unsigned)us;
  unsigned shift = 63 - (unsigned)__builtin_clzll(us) - 5;
  unsigned bucket = (shift + 1) * 32 + (unsigned)((us >> shift) & 31);
  return bucket < BUCKETS ? bucket : BUCKETS - 1;
}

static inline struct counters *open_counters(const char *path) {
  int fd = open(path, O_RDWR | O_CREAT, 0600);
  if (fd < 0 || ftruncate(fd, sizeof(struct counters)) != 0) {
    perror(path);
    exit(2);
  }
  void *page = mmap(NULL, sizeof(struct counters), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  if (page == MAP_FAILED) {
    perror(path);
    exit(2);
  }
  return page;
}

#endif
