/* A connection to a server over TCP. */
#ifndef KUALIK_CONNECTION_H
#define KUALIK_CONNECTION_H

/* Of several addresses the last one of this list tells most. */
enum connection_fault {
    CONNECTION_UNKNOWN_HOST, /* no address belongs to the name, or nobody tells which */
    CONNECTION_NO_WAY,       /* no network leads there */
    CONNECTION_LATE,
    CONNECTION_REFUSED, /* nobody listens on the port */
};

/* Returns a connected socket that does not block, which the caller closes; -1 with the reason
 * in `fault` if there is none. All addresses of `host` are tried in turn, for `timeout` seconds
 * together; a server that refuses, as one does while it starts anew, is tried twice more within
 * a second. */
int connection_open(const char *host, const char *port, unsigned timeout,
                    enum connection_fault *fault);

#endif
