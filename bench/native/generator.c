/*
 * The load generator of the bench: one thread, keep-alive connections over epoll, one request in
 * flight on each. It sends the same event again and again with a fresh stamp, number and type.
 *
 * Closed loop (RATE 0): a connection sends as soon as its reply is there, but at most WINDOW
 * deliveries may be owed by the contender, as the receiver counts them: what is measured is the
 * whole way from acceptance to delivery, not a growing pile.
 * Open loop (RATE > 0): requests are due at fixed times, whatever the contender does, and
 * latency counts from the time at which a request was due.
 *
 * usage: generator COUNTERS RECEIVER_COUNTERS PORT PATH AUTHORIZATION BODY_FILE
 *                  CONNECTIONS RATE WINDOW FAN_OUT TYPES SKIP SECONDS
 * The body holds bench_ns, bench_seq (20 digits each) and contact.e00 (the digits become the
 * type's number, SKIP is the number of a type whose deliveries nobody counts, or -1). It ends
 * on SIGTERM or after SECONDS, once the replies to what it has sent are in, or with its parent.
 */
#define _GNU_SOURCE
#include "counters.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>

#define REPLY_BYTES 8192
#define REQUEST_BYTES 16384
#define CONNECTIONS_MAX 1024

struct connection {
  int fd;
  int type;
  int busy;
  size_t used;
  uint64_t due_ns;
  char buffer[REPLY_BYTES];
};

static struct counters *counters, *receiver;
static struct connection connections[CONNECTIONS_MAX];
static struct connection *idle[CONNECTIONS_MAX];
static int idle_count, connection_count, epoll_fd, port;
static char request[REQUEST_BYTES];
static size_t request_bytes;
static char *stamp_place, *number_place, *type_place;
static uint64_t rate, window, fan_out, started_ns, deadline_ns, receiver_start;
static uint64_t scheduled, owed;
static int types, skip;
static volatile sig_atomic_t is_ending;

static void die(const char *what) {
  fprintf(stderr, "generator: %s: %s\n", what, strerror(errno));
  exit(2);
}

static void connect_one(struct connection *connection) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int on = 1;
  connection->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (connect(connection->fd, (struct sockaddr *)&address, sizeof address) != 0) {
    close(connection->fd);
    connection->fd = -1;
    return;
  }
  setsockopt(connection->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  fcntl(connection->fd, F_SETFL, O_NONBLOCK);
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = connection};
  epoll_ctl(epoll_fd, EPOLL_CTL_ADD, connection->fd, &event);
  connection->busy = 0;
  connection->used = 0;
  counters->connections++;
  idle[idle_count++] = connection;
}

static void write_digits(char *to, uint64_t value, int digits) {
  for (int i = digits - 1; i >= 0; i--) {
    to[i] = (char)('0' + value % 10);
    value /= 10;
  }
}

static void settle(struct connection *connection, int accepted) {
  connection->busy = 0;
  if (accepted) return;
  if (connection->type != skip) owed -= fan_out; /* nothing will come of it */
}

static void reconnect(struct connection *connection) {
  if (connection->busy) {
    counters->broken++;
    settle(connection, 0);
  } else {
    for (int i = 0; i < idle_count; i++) {
      if (idle[i] == connection) idle[i--] = idle[--idle_count];
    }
  }
  close(connection->fd);
  connect_one(connection);
}

static void send_one(uint64_t due_ns) {
  struct connection *connection = idle[--idle_count];
  connection->type = (int)(counters->sent % (uint64_t)types);
  connection->due_ns = due_ns;
  connection->busy = 1;
  write_digits(stamp_place, due_ns, 20);
  write_digits(number_place, counters->sent, 20);
  write_digits(type_place, (uint64_t)connection->type, 2);
  counters->sent++;
  if (connection->type != skip) owed += fan_out;
  /* The last reply is in, so the socket's buffer is empty and takes a request in one piece. */
  ssize_t put = send(connection->fd, request, request_bytes, MSG_NOSIGNAL);
  if (put != (ssize_t)request_bytes) reconnect(connection);
}

/* Signed, because a delivery that arrives twice may pay more than was owed. */
static int has_room(void) {
  int64_t open = (int64_t)owed - (int64_t)(receiver->total - receiver_start);
  return open + (int64_t)fan_out <= (int64_t)window;
}

static void end_softly(int signal_number) {
  (void)signal_number;
  is_ending = 1;
}

/* Sends what may be sent now; returns how long to sleep at most, in ns. */
static uint64_t pump(void) {
  uint64_t now = now_ns();
  if (is_ending) return 5000000;
  if (rate == 0) {
    while (idle_count > 0 && has_room()) send_one(now_ns());
    return idle_count > 0 ? 50000 : 5000000;
  }
  uint64_t due = (uint64_t)((double)(now - started_ns) * (double)rate / 1e9);
  while (scheduled < due && idle_count > 0) {
    send_one(started_ns + (uint64_t)((double)(scheduled + 1) * 1e9 / (double)rate));
    scheduled++;
  }
  counters->behind = due > scheduled ? due - scheduled : 0;
  if (scheduled < due) return 5000000;
  uint64_t next = started_ns + (uint64_t)((double)(scheduled + 1) * 1e9 / (double)rate);
  now = now_ns();
  return next > now ? next - now : 0;
}

static void take_reply(struct connection *connection) {
  int status = atoi(connection->buffer + 9);
  int accepted = status >= 200 && status < 300;
  if (accepted) {
    counters->total++;
    counters->lane[connection->type]++;
    counters->histogram[bucket_of((now_ns() - connection->due_ns) / 1000)]++;
  } else {
    counters->errors++;
    counters->last_status = (uint64_t)status;
  }
  settle(connection, accepted);
  connection->used = 0;
  idle[idle_count++] = connection;
}

static void read_reply(struct connection *connection) {
  ssize_t got = read(connection->fd, connection->buffer + connection->used, REPLY_BYTES - 1 - connection->used);
  if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (got <= 0) return reconnect(connection);
  connection->used += (size_t)got;
  connection->buffer[connection->used] = 0;
  char *blank = strstr(connection->buffer, "\r\n\r\n");
  if (!blank) return;
  char *length = strcasestr(connection->buffer, "\r\ncontent-length:");
  size_t whole = (size_t)(blank - connection->buffer) + 4;
  if (length && length < blank) whole += (size_t)atol(length + 17);
  if (whole >= REPLY_BYTES) return reconnect(connection);
  if (connection->used >= whole) take_reply(connection);
}

static void make_request(const char *path, const char *authorization, const char *file) {
  char body[REQUEST_BYTES / 2];
  FILE *stream = fopen(file, "r");
  if (!stream) die(file);
  size_t body_bytes = fread(body, 1, sizeof body, stream);
  fclose(stream);
  int head = snprintf(request, sizeof request / 2,
                      "POST %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAuthorization: %s\r\n"
                      "Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n",
                      path, port, authorization, body_bytes);
  memcpy(request + head, body, body_bytes);
  request_bytes = (size_t)head + body_bytes;
  stamp_place = memmem(request, request_bytes, "bench_ns\":\"", 11);
  number_place = memmem(request, request_bytes, "bench_seq\":\"", 12);
  type_place = memmem(request, request_bytes, "contact.e", 9);
  if (!stamp_place || !number_place || !type_place) die("the body lacks a marker");
  stamp_place += 11;
  number_place += 12;
  type_place += 9;
}

static void revive(void) {
  for (int i = 0; i < connection_count; i++) {
    if (connections[i].fd < 0) connect_one(&connections[i]);
  }
}

static int is_waiting(void) {
  for (int i = 0; i < connection_count; i++) {
    if (connections[i].fd >= 0 && connections[i].busy) return 1;
  }
  return 0;
}

int main(int count, char **words) {
  if (count != 14) {
    fprintf(stderr, "usage: see generator.c\n");
    return 2;
  }
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  prctl(PR_SET_TIMERSLACK, 1000ul);
  counters = open_counters(words[1]);
  receiver = open_counters(words[2]);
  port = atoi(words[3]);
  connection_count = atoi(words[7]);
  rate = strtoull(words[8], NULL, 10);
  window = strtoull(words[9], NULL, 10);
  fan_out = strtoull(words[10], NULL, 10);
  types = atoi(words[11]);
  skip = atoi(words[12]);
  if (connection_count < 1 || connection_count > CONNECTIONS_MAX || types < 1) die("bad argument");
  make_request(words[4], words[5], words[6]);
  epoll_fd = epoll_create1(EPOLL_CLOEXEC);
  for (int i = 0; i < connection_count; i++) connect_one(&connections[i]);
  receiver_start = receiver->total;
  signal(SIGTERM, end_softly);
  started_ns = now_ns();
  deadline_ns = started_ns + strtoull(words[13], NULL, 10) * 1000000000ull;
  counters->ready = 1;
  struct epoll_event events[256];
  uint64_t revived_ns = started_ns, grace_ns = 0;
  for (;;) {
    uint64_t sleep_ns = pump(), now = now_ns();
    if (now > deadline_ns) is_ending = 1;
    if (is_ending) {
      /* What was sent may have been accepted: its reply is awaited, for 5 s at most. */
      if (grace_ns == 0) grace_ns = now + 5000000000ull;
      if (!is_waiting() || now > grace_ns) return 0;
    }
    if (now - revived_ns > 20000000ull) {
      revive();
      revived_ns = now;
    }
    struct timespec pause = {.tv_sec = 0, .tv_nsec = (long)sleep_ns};
    int got = epoll_pwait2(epoll_fd, events, 256, &pause, NULL);
    for (int i = 0; i < got; i++) read_reply(events[i].data.ptr);
  }
}
