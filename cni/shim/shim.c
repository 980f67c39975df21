/*
 * The program that a container runtime or Multus executes, under each plugin name. It decides nothing: environment
 * and stdin go to the node agent in one frame, the agent's answer goes to stdout (cni/protocol/frame.ts, call.ts).
 * All memory is one static buffer, so no input makes the process larger than the frame limit, and nothing that came
 * from outside is ever put into the JSON that is printed here. (The agent executes it too: see `enter`.)
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

enum { HEADER = 4, LIMIT = 1024 * 1024, CONNECT_MS = 800, DEFAULT_MS = 55000, MAX_MS = 3600000 };
enum { BAD_ENVIRONMENT = 4, IO = 5, DECODE = 6, TRY_AGAIN = 11, UNAVAILABLE = 50 };

static unsigned char frame[HEADER + LIMIT];
static const char *verb = "";
static int64_t deadline;

extern char **environ;

static int64_t now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static bool is(const char *text, const char *other)
{
	return strcmp(text, other) == 0;
}

/* Prints a CNI error and ends. Messages are literals and strerror's texts: none needs escaping in JSON. */
static _Noreturn void fail(int code, const char *message, const char *details)
{
	if (is(verb, "STATUS"))
		code = UNAVAILABLE;
	printf("{\"cniVersion\":\"1.1.0\",\"code\":%d,\"msg\":\"%s\",\"details\":\"%s\"}\n", code, message, details);
	fflush(stdout);
	exit(1);
}

/* Waits until fd is ready; false when the deadline has passed. */
static bool ready(int fd, short events)
{
	struct pollfd wanted = { .fd = fd, .events = events };
	int64_t left;
	while ((left = deadline - now_ms()) > 0)
		if (poll(&wanted, 1, (int)left) > 0)
			return true;
	return false;
}

static size_t put(size_t used, const char *key, const char *text)
{
	size_t head = strlen(key), tail = strlen(text) + 1;
	if (head + tail > sizeof frame - used - 1)
		fail(BAD_ENVIRONMENT, "the CNI_* environment is larger than 1048576 bytes; shorten CNI_ARGS", "");
	memcpy(frame + used, key, head);
	memcpy(frame + used + head, text, tail);
	return used + head + tail;
}

/* plugin=<name>, the CNI_* environment, an empty string: each ends with NUL. Returns the end of it in the frame. */
static size_t put_strings(const char *name)
{
	const char *slash = strrchr(name, '/');
	size_t used = put(HEADER, "plugin=", slash ? slash + 1 : name);
	for (char **variable = environ; *variable; variable++)
		if (strncmp(*variable, "CNI_", 4) == 0)
			used = put(used, "", *variable);
	frame[used++] = 0;
	return used;
}

static size_t put_stdin(size_t used)
{
	for (;;) {
		unsigned char beyond;
		bool full = used == sizeof frame;
		if (!ready(STDIN_FILENO, POLLIN))
			fail(IO, "stdin was not closed before the deadline; the caller must close it after the configuration", "");
		ssize_t n = read(STDIN_FILENO, full ? &beyond : frame + used, full ? 1 : sizeof frame - used);
		if (n == 0)
			return used;
		if (n < 0 && errno != EINTR && errno != EAGAIN)
			fail(IO, "cannot read the configuration from stdin; see details", strerror(errno));
		if (n > 0 && full)
			fail(DECODE, "configuration and environment are larger than 1048576 bytes; shorten the configuration", "");
		if (n > 0)
			used += (size_t)n;
	}
}

/* No agent: the network comes back with it. DEL succeeds, for the agent frees what has lost its netns. */
static _Noreturn void absent(int error)
{
	if (error == EACCES || error == EPERM)
		fail(IO, "the socket of the node agent refuses this user; CNI plugins must run as root", strerror(error));
	if (is(verb, "DEL"))
		exit(0);
	fail(TRY_AGAIN, "the node agent does not answer on its socket; check the multi-nic node agent's pod on this node",
	     strerror(error));
}

static int dial(void)
{
	const char *path = getenv("MULTINIC_SOCKET");
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int64_t until = now_ms() + CONNECT_MS;
	const struct timespec pause = { .tv_nsec = 20000000 };
	if (!path || !*path)
		path = "/run/multi-nic/agent.sock";
	if (strlen(path) >= sizeof address.sun_path)
		fail(BAD_ENVIRONMENT, "MULTINIC_SOCKET is longer than 107 bytes; use a shorter path", "");
	strcpy(address.sun_path, path);
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (fd < 0)
		fail(IO, "cannot make a unix socket; see details", strerror(errno));
	while (connect(fd, (struct sockaddr *)&address, sizeof address) != 0) {
		int error = errno;
		if (error == EACCES || error == EPERM || now_ms() >= until || now_ms() >= deadline)
			absent(error);
		nanosleep(&pause, NULL);
	}
	return fd;
}

/* The agent may answer and close before it has read all: then what it said counts, not the failed send. */
static void send_frame(int fd, size_t used)
{
	for (size_t sent = 0; sent < used;) {
		if (!ready(fd, POLLOUT))
			fail(TRY_AGAIN, "the node agent took no request before the deadline; try again", "");
		ssize_t n = send(fd, frame + sent, used - sent, MSG_NOSIGNAL);
		if (n < 0 && (errno == EPIPE || errno == ECONNRESET))
			return;
		if (n < 0 && errno != EINTR && errno != EAGAIN)
			fail(IO, "cannot write to the node agent; see details", strerror(errno));
		if (n > 0)
			sent += (size_t)n;
	}
}

/* Reads exactly up to `want` bytes of the frame. */
static void receive(int fd, size_t have, size_t want)
{
	while (have < want) {
		if (!ready(fd, POLLIN))
			fail(TRY_AGAIN, "the node agent gave no answer before the deadline; try again", "");
		ssize_t n = recv(fd, frame + have, want - have, 0);
		if (n == 0 || (n < 0 && errno == ECONNRESET))
			fail(TRY_AGAIN, "the node agent ended before it answered; try again", "");
		if (n < 0 && errno != EINTR && errno != EAGAIN)
			fail(IO, "cannot read from the node agent; see details", strerror(errno));
		if (n > 0)
			have += (size_t)n;
	}
}

static int answer(int fd)
{
	receive(fd, 0, HEADER);
	size_t size = (size_t)frame[0] << 24 | (size_t)frame[1] << 16 | (size_t)frame[2] << 8 | frame[3];
	if (size < 1 || size > LIMIT)
		fail(IO, "the node agent sent an answer of an impossible size; shim and agent must be of one release", "");
	receive(fd, HEADER, HEADER + size);
	bool printed = fwrite(frame + HEADER + 1, 1, size - 1, stdout) == size - 1 && fflush(stdout) == 0;
	return printed ? frame[HEADER] : 1;
}

/* What the kernel does not have, or refuses, stays as it is. */
static void set_sysctl(const char *file, const char *value)
{
	int fd = open(file, O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return;
	ssize_t written = write(fd, value, strlen(value));
	(void)written;
	close(fd);
}

/*
 * enter NETNS [FILE VALUE]... -- PROGRAM [ARGUMENT]...: the agent's way into a pod, for `ip` and for the sysctls that `ip`
 * cannot set. nsenter and a shell need 1.3 ms more, most of it to load their libraries, for each pod. Ends as env(1) does.
 */
static int enter(char **word)
{
	int fd = open(*word, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || setns(fd, CLONE_NEWNET) != 0) {
		fprintf(stderr, "cannot enter the network namespace %s: %s\n", *word, strerror(errno));
		return 125;
	}
	for (word++; word[0] && word[1] && !is(word[0], "--"); word += 2)
		set_sysctl(word[0], word[1]);
	if (!word[0] || !word[1] || !is(word[0], "--")) {
		fputs("usage: enter NETNS [FILE VALUE]... -- PROGRAM [ARGUMENT]...\n", stderr);
		return 125;
	}
	execvp(word[1], word + 1);
	int error = errno;
	fprintf(stderr, "cannot execute %s: %s\n", word[1], strerror(error));
	return error == ENOENT ? 127 : 126;
}

int main(int argc, char **argv)
{
	const char *command = getenv("CNI_COMMAND"), *timeout = getenv("MULTINIC_TIMEOUT_MS");
	long ms = timeout ? strtol(timeout, NULL, 10) : 0;
	verb = command ? command : "";
	if (is(verb, "") && argc > 2 && is(argv[1], "enter"))
		return enter(argv + 2);
	deadline = now_ms() + (ms > 0 && ms <= MAX_MS ? ms : DEFAULT_MS);
	signal(SIGPIPE, SIG_IGN);
	if (is(verb, "")) {
		fputs("CNI plugin of multi-nic-operator, protocol versions 0.3.0, 0.3.1, 0.4.0, 1.0.0, 1.1.0\n", stderr);
		return 0;
	}
	if (is(verb, "VERSION"))
		return puts("{\"cniVersion\":\"1.1.0\",\"supportedVersions\":[\"0.3.0\",\"0.3.1\",\"0.4.0\",\"1.0.0\",\"1.1.0\"]}") < 0;
	size_t used = put_stdin(put_strings(argc > 0 ? argv[0] : ""));
	for (int i = 0; i < HEADER; i++)
		frame[i] = (unsigned char)((used - HEADER) >> (24 - 8 * i));
	int fd = dial();
	send_frame(fd, used);
	return answer(fd);
}
