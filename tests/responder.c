/* A server for tests, on the loopback address alone: answers each request by POST with what a
 * program makes of its body, such as `openssl ts` or `openssl ocsp`.
 *
 *     responder FOLDER TYPE DELAY COMMAND…
 *
 * Writes its port to FOLDER/port when it is ready, and a line for each connection to
 * FOLDER/connections. The body is in the file FOLDER/N.request when `COMMAND… FOLDER/N` is run,
 * which writes FOLDER/N.answer; that is sent after DELAY milliseconds with the content type
 * TYPE. Without that file the answer is status 500; where the command ends with 1, there is
 * none at all, as from a server that hangs. It ends when its standard input does. If the
 * environment has RESPONDER_TLS, a file with a certificate and its key, it is an https server.
 */
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LIMIT = 1 << 20, PATH = 4096 };

struct server {
    const char *folder, *type;
    long delay;
    char **command;
    int socket;
    int count;
};

static _Noreturn void fail(const char *what)
{
    perror(what);
    exit(1);
}

static FILE *open_in(const struct server *server, const char *name, const char *mode)
{
    char path[PATH];
    snprintf(path, sizeof path, "%s/%s", server->folder, name);
    FILE *file = fopen(path, mode);
    if (!file)
        fail(path);
    return file;
}

/* Returns the size of the body, -1 where the connection ends. */
static long read_head(FILE *in)
{
    char line[PATH];
    long size = -1;
    while (fgets(line, sizeof line, in)) {
        if (strncasecmp(line, "content-length:", 15) == 0)
            size = strtol(line + 15, NULL, 10);
        if (strcmp(line, "\r\n") == 0 || strcmp(line, "\n") == 0)
            return size < 0 ? 0 : size;
    }
    return -1;
}

static int run(const struct server *server, const char *stem)
{
    char *words[32];
    size_t count = 0;
    for (; server->command[count] && count < 30; count++)
        words[count] = server->command[count];
    words[count++] = (char *)(size_t)stem;
    words[count] = NULL;
    pid_t child = fork();
    int status = -1;
    if (child == 0) {
        execvp(words[0], words);
        _exit(127);
    }
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void send_answer(const struct server *server, const char *stem, FILE *out)
{
    static char bytes[LIMIT];
    char path[PATH + 16];
    snprintf(path, sizeof path, "%s.answer", stem);
    FILE *file = fopen(path, "rb");
    size_t size = file ? fread(bytes, 1, sizeof bytes, file) : 0;
    if (file)
        fclose(file);
    fprintf(out,
            "HTTP/1.0 %s\r\nContent-Type: %s\r\nContent-Length: %zu\r\n"
            "Connection: keep-alive\r\n\r\n",
            file ? "200 OK" : "500 Failed", server->type, size);
    fwrite(bytes, 1, size, out);
    fflush(out);
}

/* Answers one request; returns false where nothing more is to be said. */
static bool answer(const struct server *server, int connection, int number, FILE *in, FILE *out)
{
    static char body[LIMIT];
    char stem[PATH], name[64];
    long size = read_head(in);
    if (size < 0 || size > LIMIT || fread(body, 1, (size_t)size, in) != (size_t)size)
        return false;
    snprintf(stem, sizeof stem, "%s/%d-%d", server->folder, connection, number);
    snprintf(name, sizeof name, "%d-%d.request", connection, number);
    FILE *request = open_in(server, name, "wb");
    fwrite(body, 1, (size_t)size, request);
    fclose(request);
    if (run(server, stem) == 1)
        pause();
    nanosleep(&(struct timespec){.tv_sec = server->delay / 1000,
                                 .tv_nsec = server->delay % 1000 * 1000000},
              NULL);
    send_answer(server, stem, out);
    return true;
}

/* ---- https ------------------------------------------------------------------------------ */

/* Passes on what comes, in both directions, until one side ends. */
static void pass_on(SSL *tls, int plain)
{
    static char bytes[1 << 16];
    struct pollfd watched[] = {{.fd = SSL_get_fd(tls), .events = POLLIN},
                               {.fd = plain, .events = POLLIN}};
    while (poll(watched, 2, -1) >= 0) {
        ssize_t size = 1;
        if (watched[0].revents)
            do
                size = SSL_read(tls, bytes, sizeof bytes);
            while (size > 0 && write(plain, bytes, (size_t)size) == size && SSL_pending(tls));
        if (size > 0 && watched[1].revents && ((size = read(plain, bytes, sizeof bytes)) > 0))
            size = SSL_write(tls, bytes, (int)size);
        if (size <= 0)
            return;
    }
}

/* Returns a socket that speaks for the connection's TLS, which another process does. */
static int unwrap(int connection, const char *file)
{
    int pair[2];
    SSL_CTX *context = SSL_CTX_new(TLS_server_method());
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) != 0 || !context ||
        SSL_CTX_use_certificate_file(context, file, SSL_FILETYPE_PEM) != 1 ||
        SSL_CTX_use_PrivateKey_file(context, file, SSL_FILETYPE_PEM) != 1)
        fail(file);
    if (fork() == 0) {
        SSL *tls = SSL_new(context);
        close(pair[0]);
        if (tls && SSL_set_fd(tls, connection) == 1 && SSL_accept(tls) == 1)
            pass_on(tls, pair[1]);
        exit(0);
    }
    close(pair[1]);
    close(connection);
    return pair[0];
}

static _Noreturn void serve(const struct server *server, int connection, int socket)
{
    const char *file = getenv("RESPONDER_TLS");
    socket = file ? unwrap(socket, file) : socket;
    FILE *in = fdopen(socket, "rb"), *out = fdopen(dup(socket), "wb");
    if (!in || !out)
        fail("fdopen");
    for (int number = 1; answer(server, connection, number, in, out); number++)
        continue;
    exit(0);
}

static void listen_on_loopback(struct server *server)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    server->socket = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (server->socket < 0 ||
        bind(server->socket, (struct sockaddr *)&address, sizeof address) != 0 ||
        listen(server->socket, 16) != 0 ||
        getsockname(server->socket, (struct sockaddr *)&address, &size) != 0)
        fail("socket");
    FILE *port = open_in(server, "port", "w");
    fprintf(port, "%d\n", ntohs(address.sin_port));
    fclose(port);
}

/* Each connection has a process of its own; all end with this one, in one group. */
static void accept_one(struct server *server)
{
    int connection = accept(server->socket, NULL, NULL);
    if (connection < 0)
        return;
    FILE *log = open_in(server, "connections", "a");
    fprintf(log, "%d\n", ++server->count);
    fclose(log);
    if (fork() == 0)
        serve(server, server->count, connection);
    close(connection);
}

int main(int argc, char **argv)
{
    if (argc < 5)
        return 2;
    struct server server = {.folder = argv[1],
                            .type = argv[2],
                            .delay = strtol(argv[3], NULL, 10),
                            .command = argv + 4};
    setpgid(0, 0);
    listen_on_loopback(&server);
    struct pollfd watched[] = {{.fd = STDIN_FILENO, .events = POLLIN},
                               {.fd = server.socket, .events = POLLIN}};
    while (poll(watched, 2, -1) >= 0 && !watched[0].revents)
        if (watched[1].revents)
            accept_one(&server);
    kill(0, SIGTERM);
    return 0;
}
