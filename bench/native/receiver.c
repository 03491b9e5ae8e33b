/*
 * The receiver of the bench: many endpoints in one thread over epoll. It reads each request to
 * its last byte, answers 200 (or never, on a hanging lane), counts per lane, and measures how
 * long ago the event was made, from the CLOCK_MONOTONIC stamp that the generator put into it.
 *
 * usage: receiver COUNTERS LANE[,LANE...] [CERTIFICATE KEY]
 *   LANE is ADDRESS:PORT, or !ADDRESS:PORT for a port that is taken but refuses connections.
 * With a certificate every lane speaks TLS. It ends with its parent or on SIGTERM.
 */
#define _GNU_SOURCE
#include "counters.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <signal.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>

#define REQUEST_BYTES 16384
#define MARKER "bench_ns\":\""

struct connection {
  int fd;
  int lane;
  int is_listener;
  size_t used;
  SSL *tls;
  char buffer[REQUEST_BYTES];
};

static const char reply[] =
    "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok";
static struct counters *counters;
static SSL_CTX *tls_context;
static int epoll_fd;
static uint64_t request_count;

static void die(const char *what) {
  perror(what);
  exit(2);
}

static void watch(struct connection *connection) {
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = connection};
  if (epoll_ctl(epoll_fd, EPOLL_CTL_ADD, connection->fd, &event) != 0) die("epoll_ctl");
}

static void open_lane(char *text, int lane) {
  int refuses = text[0] == '!';
  if (refuses) text++;
  char *colon = strrchr(text, ':');
  if (!colon) die("a lane is ADDRESS:PORT");
  *colon = 0;
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(colon + 1))};
  if (inet_pton(AF_INET, text, &address.sin_addr) != 1) die(text);
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), on = 1;
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind(fd, (struct sockaddr *)&address, sizeof address) != 0) die("bind");
  if (refuses) return; /* bound and not listening: the kernel answers with a reset */
  if (listen(fd, 1024) != 0) die("listen");
  struct connection *listener = calloc(1, sizeof *listener);
  listener->fd = fd;
  listener->lane = lane;
  listener->is_listener = 1;
  watch(listener);
}

static void accept_all(struct connection *listener) {
  for (;;) {
    int fd = accept4(listener->fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC), on = 1;
    if (fd < 0) return;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    struct connection *connection = malloc(sizeof *connection);
    if (!connection) die("malloc");
    connection->fd = fd;
    connection->lane = listener->lane;
    connection->is_listener = 0;
    connection->used = 0;
    connection->tls = NULL;
    if (tls_context) {
      connection->tls = SSL_new(tls_context);
      SSL_set_fd(connection->tls, fd);
      SSL_set_accept_state(connection->tls);
    }
    counters->connections++;
    watch(connection);
  }
}

static void end(struct connection *connection) {
  if (connection->tls) SSL_free(connection->tls);
  close(connection->fd);
  free(connection);
}

/* Bytes read, 0 when there are none for now, -1 when the connection is over. */
static ssize_t receive(struct connection *connection, char *to, size_t room) {
  if (connection->tls) {
    int got = SSL_read(connection->tls, to, (int)room);
    if (got > 0) return got;
    int why = SSL_get_error(connection->tls, got);
    return why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_WRITE ? 0 : -1;
  }
  ssize_t got = read(connection->fd, to, room);
  if (got > 0) return got;
  return got < 0 && (errno == EAGAIN || errno == EINTR) ? 0 : -1;
}

static void answer(struct connection *connection) {
  size_t length = sizeof reply - 1;
  /* A reply is far smaller than an empty socket buffer, so it always goes in one piece. */
  if (connection->tls) {
    (void)SSL_write(connection->tls, reply, (int)length);
  } else if (send(connection->fd, reply, length, MSG_NOSIGNAL) != (ssize_t)length) {
    counters->errors++;
  }
}

static void keep_sample(const char *request, size_t length, int lane) {
  if (length > SAMPLE_BYTES) return;
  counters->sample_turn++;
  __sync_synchronize();
  memcpy(counters->sample, request, length);
  counters->sample_bytes = length;
  counters->sample_lane = (uint64_t)lane;
  __sync_synchronize();
  counters->sample_turn++;
}

static void take_request(struct connection *connection, const char *request, size_t head, size_t body) {
  if (counters->mode[connection->lane] == MODE_HANG) {
    counters->held++;
    return;
  }
  answer(connection);
  const char *marker = memmem(request + head, body, MARKER, sizeof MARKER - 1);
  if (marker) {
    uint64_t made = strtoull(marker + sizeof MARKER - 1, NULL, 10), now = now_ns();
    if (made > 0 && made <= now) counters->histogram[bucket_of((now - made) / 1000)]++;
  }
  if (request_count++ % 1024 == 0) keep_sample(request, head + body, connection->lane);
  counters->lane[connection->lane]++;
  counters->total++;
}

/* The value of Content-Length in a head that ends with an empty line; -1 when it has none. */
static long content_length(const char *head, size_t length) {
  const char *line = head, *last = head + length;
  while (line < last) {
    const char *next = memchr(line, '\n', (size_t)(last - line));
    if (!next) break;
    if (next - line > 15 && strncasecmp(line, "content-length:", 15) == 0) return atol(line + 15);
    line = next + 1;
  }
  return -1;
}

/* Takes every whole request out of the buffer; 0 when the connection must go. */
static int take_all(struct connection *connection) {
  size_t at = 0;
  while (at < connection->used) {
    char *request = connection->buffer + at;
    size_t left = connection->used - at;
    char *blank = memmem(request, left, "\r\n\r\n", 4);
    if (!blank) break;
    size_t head = (size_t)(blank - request) + 4;
    long body = content_length(request, head);
    if (body < 0 || head + (size_t)body > REQUEST_BYTES) {
      counters->errors++;
      return 0;
    }
    if (left < head + (size_t)body) break;
    take_request(connection, request, head, (size_t)body);
    at += head + (size_t)body;
  }
  connection->used -= at;
  if (at > 0 && connection->used > 0) memmove(connection->buffer, connection->buffer + at, connection->used);
  if (connection->used == REQUEST_BYTES) {
    counters->errors++;
    return 0;
  }
  return 1;
}

static void read_all(struct connection *connection) {
  for (;;) {
    size_t room = REQUEST_BYTES - connection->used;
    ssize_t got = receive(connection, connection->buffer + connection->used, room);
    if (got == 0) return;
    if (got < 0) return end(connection);
    connection->used += (size_t)got;
    if (!take_all(connection)) return end(connection);
    /* A short plain read has emptied the socket; TLS may hold more inside. */
    if (!connection->tls && (size_t)got < room) return;
  }
}

static void speak_tls(const char *certificate, const char *key) {
  tls_context = SSL_CTX_new(TLS_server_method());
  SSL_CTX_set_mode(tls_context, SSL_MODE_RELEASE_BUFFERS);
  if (SSL_CTX_use_certificate_chain_file(tls_context, certificate) != 1 ||
      SSL_CTX_use_PrivateKey_file(tls_context, key, SSL_FILETYPE_PEM) != 1) {
    fprintf(stderr, "certificate or key unusable\n");
    exit(2);
  }
}

int main(int count, char **words) {
  if (count != 3 && count != 5) {
    fprintf(stderr, "usage: receiver COUNTERS LANE[,LANE...] [CERTIFICATE KEY]\n");
    return 2;
  }
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  signal(SIGPIPE, SIG_IGN);
  counters = open_counters(words[1]);
  epoll_fd = epoll_create1(EPOLL_CLOEXEC);
  if (count == 5) speak_tls(words[3], words[4]);
  int lane = 0;
  for (char *text = strtok(words[2], ","); text && lane < LANES; text = strtok(NULL, ",")) {
    open_lane(text, lane++);
  }
  counters->ready = 1;
  struct epoll_event events[256];
  for (;;) {
    int got = epoll_wait(epoll_fd, events, 256, -1);
    for (int i = 0; i < got; i++) {
      struct connection *connection = events[i].data.ptr;
      if (connection->is_listener) accept_all(connection);
      else read_all(connection);
    }
  }
}
