// The sandbox container of the test cluster, in place of the registry's pause image: it holds the pod's namespaces, reaps
// what is orphaned into its PID namespace, and ends at once when told to. It is no part of the product.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static void end(int signal) {
  (void)signal;
  _exit(0);
}

static void reap(int signal) {
  (void)signal;
  while (waitpid(-1, 0, WNOHANG) > 0) continue;
}

int main(void) {
  // The first process of a PID namespace gets no signal that it has no handler for.
  signal(SIGINT, end);
  signal(SIGTERM, end);
  signal(SIGCHLD, reap);
  for (;;) pause();
}
