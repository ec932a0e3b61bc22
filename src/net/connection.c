#include "net/connection.h"

#include <errno.h>
#include <limits.h>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
    TRIES = 3,
    FIRST_WAIT = 200 /* ms before the second try; twice that before the third */
};

static enum connection_fault fault_of(int number)
{
    switch (number) {
    case ECONNREFUSED:
    case ECONNRESET:
        return CONNECTION_REFUSED;
    case ETIMEDOUT:
        return CONNECTION_LATE;
    default:
        return CONNECTION_NO_WAY;
    }
}

/* Returns what became of a connection that is being made, as an error number. */
static int settle(int connection, int milliseconds)
{
    struct pollfd watched = {.fd = connection, .events = POLLOUT};
    int number = 0, ready;
    socklen_t size = sizeof number;
    while ((ready = poll(&watched, 1, milliseconds)) < 0 && errno == EINTR)
        continue;
    if (ready == 0)
        return ETIMEDOUT;
    return ready < 0 || getsockopt(connection, SOL_SOCKET, SO_ERROR, &number, &size) != 0
               ? errno
               : number;
}

static int connect_to(const struct addrinfo *address, int milliseconds,
                      enum connection_fault *fault)
{
    int number = 0;
    int connection = socket(address->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (connection < 0 || connect(connection, address->ai_addr, address->ai_addrlen) != 0)
        number = errno;
    if (number == EINPROGRESS)
        number = settle(connection, milliseconds);
    if (number == 0)
        return connection;
    if (fault_of(number) > *fault)
        *fault = fault_of(number);
    if (connection >= 0)
        close(connection);
    return -1;
}

/* Each address has its share of the time, so that one that never answers leaves some to the
 * next. */
static int connect_to_any(const struct addrinfo *addresses, unsigned timeout,
                          enum connection_fault *fault)
{
    int connection = -1, count = 1;
    *fault = CONNECTION_UNKNOWN_HOST;
    for (const struct addrinfo *more = addresses->ai_next; more; more = more->ai_next)
        count++;
    int share = (timeout > INT_MAX / 1000 ? INT_MAX : (int)timeout * 1000) / count;
    for (const struct addrinfo *one = addresses; one && connection < 0; one = one->ai_next)
        connection = connect_to(one, share, fault);
    return connection;
}

static void wait(unsigned milliseconds)
{
    nanosleep(&(struct timespec){.tv_nsec = milliseconds * 1000000L}, NULL);
}

int connection_open(const char *host, const char *port, unsigned timeout,
                    enum connection_fault *fault)
{
    const struct addrinfo wanted = {.ai_socktype = SOCK_STREAM};
    struct addrinfo *addresses = NULL;
    *fault = CONNECTION_UNKNOWN_HOST;
    if (getaddrinfo(host, port, &wanted, &addresses) != 0)
        return -1;
    int connection = connect_to_any(addresses, timeout, fault);
    for (unsigned i = 1; connection < 0 && *fault == CONNECTION_REFUSED && i < TRIES; i++) {
        wait(FIRST_WAIT * i);
        connection = connect_to_any(addresses, timeout, fault);
    }
    freeaddrinfo(addresses);
    return connection;
}
