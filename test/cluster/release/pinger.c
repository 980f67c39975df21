/*
 * Sends 1,000 ICMP echo requests a second over every flow until SIGTERM, waits a second for late answers, and prints per flow
 * how many it sent, how many were answered, and the first and the last that were not, as JSON lines. A slot that the
 * scheduler let pass is made up for at once, so the rate is exact on a busy machine too.
 *
 *   pinger NETNS DEVICE ADDRESS [NETNS DEVICE ADDRESS]...
 */
#include <arpa/inet.h>
#include <err.h>
#include <fcntl.h>
#include <linux/icmp.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define MAX_SLOTS (20 * 60 * 1000)
#define SLOT_NS 1000000LL

struct flow {
  const char *device, *address;
  uint16_t id;
  uint8_t *answered;
  uint32_t received;
};

struct probe {
  struct icmphdr header;
  uint32_t slot;
};

static volatile sig_atomic_t ending;

static void end(int signal) {
  (void)signal;
  ending = 1;
}

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

/* A socket keeps the network namespace in which it was made. */
static int open_flow(const char *netns, const struct flow *flow) {
  int namespace = open(netns, O_RDONLY | O_CLOEXEC);
  if (namespace < 0 || setns(namespace, CLONE_NEWNET) < 0) err(1, "%s", netns);
  close(namespace);
  int fd = socket(AF_INET, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_ICMP);
  uint32_t all_but_answers = ~(1U << ICMP_ECHOREPLY);
  int buffer = 4 << 20;
  struct sockaddr_in to = {.sin_family = AF_INET};
  if (inet_pton(AF_INET, flow->address, &to.sin_addr) != 1) errx(1, "no address: %s", flow->address);
  if (fd < 0 || setsockopt(fd, SOL_RAW, ICMP_FILTER, &all_but_answers, sizeof all_but_answers) < 0 ||
      setsockopt(fd, SOL_SOCKET, SO_BINDTODEVICE, flow->device, strlen(flow->device)) < 0 ||
      setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &buffer, sizeof buffer) < 0 ||
      connect(fd, (struct sockaddr *)&to, sizeof to) < 0)
    err(1, "%s in %s", flow->device, netns);
  return fd;
}

static uint16_t checksum(const struct probe *probe) {
  uint16_t words[sizeof *probe / 2];
  uint32_t sum = 0;
  memcpy(words, probe, sizeof words);
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) sum += words[i];
  sum = (sum & 0xffff) + (sum >> 16);
  return (uint16_t)~((sum & 0xffff) + (sum >> 16));
}

/* What cannot be sent is lost. */
static void ask(int fd, const struct flow *flow, uint32_t slot) {
  struct probe probe = {.header = {.type = ICMP_ECHO}, .slot = slot};
  probe.header.un.echo.id = flow->id;
  probe.header.un.echo.sequence = htons((uint16_t)slot);
  probe.header.checksum = checksum(&probe);
  if (send(fd, &probe, sizeof probe, 0) < 0) return;
}

static void hear(int fd, struct flow *flow) {
  uint8_t packet[256];
  ssize_t size;
  while ((size = recv(fd, packet, sizeof packet, 0)) >= 0) {
    size_t ip = (packet[0] & 15) * 4U;
    struct probe probe;
    if ((size_t)size < ip + sizeof probe) continue;
    memcpy(&probe, packet + ip, sizeof probe);
    if (probe.header.un.echo.id != flow->id || probe.slot >= MAX_SLOTS) continue;
    flow->received += !flow->answered[probe.slot];
    flow->answered[probe.slot] = 1;
  }
}

static void hear_until(long long deadline, struct pollfd *fds, struct flow *flows, nfds_t count) {
  long long left = deadline - now();
  struct timespec wait = {.tv_sec = left > 0 ? left / 1000000000LL : 0, .tv_nsec = left > 0 ? left % 1000000000LL : 0};
  if (ppoll(fds, count, &wait, NULL) <= 0) return;
  for (nfds_t i = 0; i < count; i++)
    if (fds[i].revents) hear(fds[i].fd, &flows[i]);
}

static void report(const struct flow *flow, uint32_t sent) {
  long first = -1, last = -1;
  for (uint32_t slot = 0; slot < sent; slot++) {
    if (flow->answered[slot]) continue;
    first = first < 0 ? slot : first;
    last = slot;
  }
  printf("{\"device\":\"%s\",\"address\":\"%s\",\"sent\":%u,\"received\":%u,\"firstLost\":%ld,\"lastLost\":%ld}\n",
         flow->device, flow->address, sent, flow->received, first, last);
}

int main(int argc, char **argv) {
  signal(SIGTERM, end);
  nfds_t count = (nfds_t)(argc - 1) / 3;
  if (count == 0 || argc % 3 != 1) errx(2, "pinger NETNS DEVICE ADDRESS [NETNS DEVICE ADDRESS]...");
  struct flow *flows = calloc(count, sizeof *flows);
  struct pollfd *fds = calloc(count, sizeof *fds);
  if (!flows || !fds) err(1, "memory");
  for (nfds_t i = 0; i < count; i++) {
    char **flow = argv + 1 + 3 * i;
    flows[i] = (struct flow){flow[1], flow[2], htons((uint16_t)(getpid() + i)), calloc(MAX_SLOTS, 1), 0};
    if (!flows[i].answered) err(1, "memory");
    fds[i] = (struct pollfd){open_flow(flow[0], &flows[i]), POLLIN, 0};
  }
  /* What is measured is the network, not who gets the processor. */
  if (setpriority(PRIO_PROCESS, 0, -20) < 0) err(1, "priority");
  long long start = now();
  uint32_t slot = 0;
  for (; !ending && slot < MAX_SLOTS; slot++) {
    /* Also when it is late: answers that nobody takes would run over. */
    do hear_until(start + slot * SLOT_NS, fds, flows, count);
    while (!ending && now() < start + slot * SLOT_NS);
    for (nfds_t i = 0; i < count; i++) ask(fds[i].fd, &flows[i], slot);
  }
  for (long long deadline = now() + 1000000000LL; now() < deadline;) hear_until(deadline, fds, flows, count);
  for (nfds_t i = 0; i < count; i++) report(&flows[i], slot);
  return 0;
}
