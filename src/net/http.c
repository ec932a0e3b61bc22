#include "net/http.h"

#include "base/mem.h"
#include "net/connection.h"

#include <limits.h>
#include <openssl/err.h>
#include <openssl/http.h>
#include <openssl/httperr.h>
#include <openssl/ssl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* What one request after another goes over. */
struct channel {
    BIO *bio;
    OSSL_HTTP_REQ_CTX *request;
    bool whole_url; /* a proxy is asked for it */
};

struct http {
    const char *url;
    char *host, *port, *path;
    int secure;
    int timeout;
    SSL_CTX *tls;         /* NULL: the URL is of http */
    pthread_mutex_t lock; /* of: */
    struct channel *idle;
    size_t count, room;
};

/* ---- the server ------------------------------------------------------------------------- */

static bool fail_of_url(const char *url, struct error *err)
{
    error_set(err, "url-invalid", "«%s» is not the address of a time-stamp authority.", url);
    return error_advise(err, "Give one that begins with http:// or https://.");
}

/* A password would be shown wherever the address is, and is not sent. */
static bool fail_of_user(struct error *err)
{
    error_set(err, "url-user",
              "The address of the time-stamp authority has a user's name or password in it, "
              "which is not sent.");
    return error_advise(err, "Leave it out, with the @ behind it.");
}

/* OpenSSL takes an address without its scheme, too, and everything before an @ for a user. */
static bool parse(struct http *http, struct error *err)
{
    int number;
    if (strchr(http->url, '@'))
        return fail_of_user(err);
    return ((strncmp(http->url, "http://", 7) == 0 || strncmp(http->url, "https://", 8) == 0) &&
            OSSL_HTTP_parse_url(http->url, &http->secure, NULL, &http->host, &http->port,
                                &number, &http->path, NULL, NULL) == 1 &&
            *http->host) ||
           fail_of_url(http->url, err);
}

static bool prepare_tls(struct http *http, struct error *err)
{
    http->tls = SSL_CTX_new(TLS_client_method());
    if (http->tls && SSL_CTX_set_min_proto_version(http->tls, TLS1_2_VERSION) == 1 &&
        SSL_CTX_set_default_verify_paths(http->tls) == 1) {
        SSL_CTX_set_verify(http->tls, SSL_VERIFY_PEER, NULL);
        return true;
    }
    error_set(err, "tls-unusable", "OpenSSL is not able to make protected connections here.");
    return error_advise(
        err, "Install its configuration again, or use an address that begins with http://.");
}

struct http *http_new(const char *url, unsigned timeout, struct error *err)
{
    struct http *http = mem_new(1, sizeof *http);
    http->url = url;
    http->timeout = timeout > INT_MAX ? INT_MAX : (int)timeout;
    pthread_mutex_init(&http->lock, NULL);
    bool made = parse(http, err) && (!http->secure || prepare_tls(http, err));
    ERR_clear_error();
    if (made)
        return http;
    http_free(http);
    return NULL;
}

static void channel_close(const struct http *http, struct channel *channel)
{
    if (http->secure && channel->request)
        BIO_ssl_shutdown(channel->bio);
    OSSL_HTTP_REQ_CTX_free(channel->request);
    BIO_free_all(channel->bio);
    *channel = (struct channel){0};
}

void http_free(struct http *http)
{
    if (!http)
        return;
    for (size_t i = 0; i < http->count; i++)
        channel_close(http, &http->idle[i]);
    free(http->idle);
    OPENSSL_free(http->host);
    OPENSSL_free(http->port);
    OPENSSL_free(http->path);
    SSL_CTX_free(http->tls);
    pthread_mutex_destroy(&http->lock);
    ERR_clear_error();
    free(http);
}

/* ---- what went wrong -------------------------------------------------------------------- */

/* What the reasons of OpenSSL come to; of several the last one of this list tells most. */
enum fault { FAULT_UNREACHED, FAULT_FOREIGN, FAULT_REFUSED, FAULT_LATE, FAULT_DISTRUSTED };

static const struct {
    int library, reason;
    enum fault fault;
} reasons[] = {
    {ERR_LIB_BIO, BIO_R_CONNECT_TIMEOUT, FAULT_LATE},
    {ERR_LIB_BIO, BIO_R_TRANSFER_TIMEOUT, FAULT_LATE},
    {ERR_LIB_HTTP, HTTP_R_RETRY_TIMEOUT, FAULT_LATE},
    {ERR_LIB_SSL, SSL_R_CERTIFICATE_VERIFY_FAILED, FAULT_DISTRUSTED},
    {ERR_LIB_HTTP, HTTP_R_RECEIVED_ERROR, FAULT_REFUSED},
    {ERR_LIB_HTTP, HTTP_R_STATUS_CODE_UNSUPPORTED, FAULT_REFUSED},
    {ERR_LIB_HTTP, HTTP_R_REDIRECTION_NOT_ENABLED, FAULT_REFUSED},
    {ERR_LIB_HTTP, HTTP_R_MISSING_ASN1_ENCODING, FAULT_FOREIGN},
    {ERR_LIB_HTTP, HTTP_R_ERROR_PARSING_ASN1_LENGTH, FAULT_FOREIGN},
    {ERR_LIB_HTTP, HTTP_R_ASN1_LEN_EXCEEDS_MAX_RESP_LEN, FAULT_FOREIGN},
    {ERR_LIB_HTTP, HTTP_R_MAX_RESP_LEN_EXCEEDED, FAULT_FOREIGN},
};

static enum fault find_fault(void)
{
    enum fault fault = FAULT_UNREACHED;
    for (unsigned long code; (code = ERR_get_error());)
        for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
            if (ERR_GET_LIB(code) == reasons[i].library &&
                ERR_GET_REASON(code) == reasons[i].reason && reasons[i].fault > fault)
                fault = reasons[i].fault;
    return fault;
}

static bool fail_of_time(const struct http *http, struct error *err)
{
    return error_set_plural(err, "server-too-late", (size_t)http->timeout,
                            "%s did not answer within %d second.",
                            "%s did not answer within %d seconds.", http->url, http->timeout);
}

static bool fail(const struct http *http, struct error *err)
{
    switch (find_fault()) {
    case FAULT_DISTRUSTED:
        return error_set(err, "server-not-trusted",
                         "%s shows a certificate that none of the system's authorities vouches "
                         "for.",
                         http->url);
    case FAULT_LATE:
        return fail_of_time(http, err);
    case FAULT_REFUSED:
        return error_set(err, "server-refused", "%s refused the request.", http->url);
    case FAULT_FOREIGN:
        return error_set(err, "server-answer-foreign",
                         "%s answered with something that does not belong to this request.",
                         http->url);
    case FAULT_UNREACHED:
        break;
    }
    return error_set(err, "server-not-reached", "%s cannot be reached, or broke off.",
                     http->url);
}

/* No server could be connected to. */
static bool fail_to_connect(const struct http *http, enum connection_fault fault,
                            struct error *err)
{
    switch (fault) {
    case CONNECTION_UNKNOWN_HOST:
        error_set(err, "server-unknown",
                  "%s cannot be reached: no host of the name «%s» is known.", http->url,
                  http->host);
        return error_advise(err, "Correct the address; if it is right, see whether this "
                                 "computer is connected to the network.");
    case CONNECTION_REFUSED:
        error_set(err, "server-closed",
                  "%s cannot be reached: nothing listens on the port %s of «%s».", http->url,
                  http->port, http->host);
        return error_advise(err, "Correct the address and its port; if they are right, the "
                                 "server is not running: ask whoever keeps it.");
    case CONNECTION_NO_WAY:
        error_set(err, "server-no-way",
                  "%s cannot be reached: no way leads there from this computer.", http->url);
        return error_advise(err, "See whether this computer is connected to the network; if a "
                                 "proxy leads there, name it in http_proxy and https_proxy.");
    case CONNECTION_LATE:
        break;
    }
    return fail_of_time(http, err);
}

/* The proxy's own address may have a password in it, and is not shown. */
static bool fail_of_proxy(const struct http *http, struct error *err)
{
    error_set(err, "proxy-not-reached",
              "%s cannot be reached: the proxy that the environment names for it does not "
              "answer.",
              http->url);
    return error_advise(err, "Correct http_proxy or https_proxy, or name the server in "
                             "no_proxy if it can be reached without a proxy.");
}

/* ---- connections ------------------------------------------------------------------------ */

static struct channel take(struct http *http)
{
    struct channel channel = {0};
    pthread_mutex_lock(&http->lock);
    if (http->count)
        channel = http->idle[--http->count];
    pthread_mutex_unlock(&http->lock);
    return channel;
}

static void give_back(struct http *http, const struct channel *channel)
{
    pthread_mutex_lock(&http->lock);
    http->idle = mem_grow(http->idle, http->count, &http->room, sizeof *http->idle);
    http->idle[http->count++] = *channel;
    pthread_mutex_unlock(&http->lock);
}

/* Connects to the server, or to the proxy that the environment names for it. */
static BIO *connect_to(const struct http *http, const char *proxy, struct error *err)
{
    char *host = NULL, *port = NULL;
    enum connection_fault fault = CONNECTION_UNKNOWN_HOST;
    int socket = -1;
    if (!proxy)
        socket = connection_open(http->host, http->port, (unsigned)http->timeout, &fault);
    else if (OSSL_HTTP_parse_url(proxy, NULL, NULL, &host, &port, NULL, NULL, NULL, NULL) == 1)
        socket = connection_open(host, port, (unsigned)http->timeout, &fault);
    OPENSSL_free(host);
    OPENSSL_free(port);
    BIO *bio = socket >= 0 ? BIO_new_socket(socket, BIO_CLOSE) : NULL;
    if (bio)
        return bio;
    if (socket >= 0)
        close(socket);
    proxy ? fail_of_proxy(http, err) : fail_to_connect(http, fault, err);
    return NULL;
}

/* Puts TLS over the connection, behind a proxy if there is one. */
static bool add_tls(const struct http *http, bool proxy, BIO **bio)
{
    SSL *tls = NULL;
    if (proxy && OSSL_HTTP_proxy_connect(*bio, http->host, http->port, NULL, NULL,
                                         http->timeout, NULL, NULL) != 1)
        return false;
    BIO *layer = BIO_new_ssl(http->tls, 1);
    if (!layer || BIO_get_ssl(layer, &tls) != 1 || SSL_set1_host(tls, http->host) != 1 ||
        SSL_set_tlsext_host_name(tls, http->host) != 1) {
        BIO_free(layer);
        return false;
    }
    *bio = BIO_push(layer, *bio);
    return true;
}

static bool channel_open(const struct http *http, struct channel *channel, struct error *err)
{
    const char *proxy = OSSL_HTTP_adapt_proxy(NULL, NULL, http->host, http->secure);
    channel->bio = connect_to(http, proxy, err);
    if (!channel->bio)
        return false;
    channel->whole_url = proxy && !http->secure;
    if ((!http->secure || add_tls(http, proxy, &channel->bio)) &&
        (channel->request = OSSL_HTTP_REQ_CTX_new(channel->bio, channel->bio, 0)))
        return true;
    channel_close(http, channel);
    return proxy ? fail_of_proxy(http, err) : fail(http, err);
}

/* ---- requests --------------------------------------------------------------------------- */

static bool read_all(BIO *bio, size_t limit, struct buf *answer)
{
    char part[4096];
    size_t before = answer->size;
    for (int size; (size = BIO_read(bio, part, sizeof part)) > 0;)
        buf_add(answer, part, (size_t)size);
    return answer->size - before <= limit;
}

/* A request, and what is wanted of the answer; type, wanted and body are NULL for a GET. */
struct exchange {
    const char *type, *wanted;
    ASN1_TYPE *body;
    size_t limit;
    time_t end; /* when there is to be an answer, by the clock that is never set */
};

static time_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec;
}

/* The answer's own content type is not looked at: some have a parameter behind it or another
 * type in its place, and whether the answer belongs to the request its bytes say. */
static bool prepare(const struct http *http, const struct channel *channel,
                    const struct exchange *exchange)
{
    OSSL_HTTP_REQ_CTX *request = channel->request;
    const char *host = channel->whole_url ? http->host : NULL;
    const char *wanted = exchange->wanted;
    time_t left = exchange->end - now();
    OSSL_HTTP_REQ_CTX_set_max_response_length(request, exchange->limit);
    return OSSL_HTTP_REQ_CTX_set_request_line(request, exchange->body != NULL, host, http->port,
                                              http->path) == 1 &&
           OSSL_HTTP_REQ_CTX_add1_header(request, "Host", http->host) == 1 &&
           (!wanted || OSSL_HTTP_REQ_CTX_add1_header(request, "Accept", wanted) == 1) &&
           OSSL_HTTP_REQ_CTX_set_expected(request, NULL, 1, left > 1 ? (int)left : 1, 1) == 1 &&
           OSSL_HTTP_REQ_CTX_set1_req(request, exchange->type, ASN1_ITEM_rptr(ASN1_ANY),
                                      (ASN1_VALUE *)exchange->body) == 1;
}

/* Asks once; afterwards the channel is closed unless it can be used again. The answer is read
 * as one DER value, so that it is known where it ends. */
static BIO *ask(const struct http *http, const struct exchange *exchange,
                struct channel *channel)
{
    BIO *answer =
        prepare(http, channel, exchange) ? OSSL_HTTP_exchange(channel->request, NULL) : NULL;
    if (!answer || OSSL_HTTP_is_alive(channel->request) != 1)
        channel_close(http, channel);
    return answer;
}

static bool transfer(struct http *http, struct exchange *exchange, struct buf *answer,
                     struct error *err)
{
    struct channel channel = take(http);
    ERR_clear_error();
    exchange->end = now() + http->timeout;
    BIO *bio = channel.request ? ask(http, exchange, &channel) : NULL;
    if (!bio) { /* nothing was kept, or the server has closed it */
        ERR_clear_error();
        if (!channel_open(http, &channel, err))
            return false;
        bio = ask(http, exchange, &channel);
    }
    bool read = bio && read_all(bio, exchange->limit, answer);
    if (channel.request)
        give_back(http, &channel);
    BIO_free(bio);
    if (!read)
        fail(http, err);
    ERR_clear_error();
    return read;
}

bool http_post(struct http *http, const char *type, const struct span *request,
               const char *wanted, size_t limit, struct buf *answer, struct error *err)
{
    const unsigned char *at = request->bytes;
    struct exchange exchange = {.type = type, .wanted = wanted, .limit = limit};
    exchange.body = d2i_ASN1_TYPE(NULL, &at, (long)request->size);
    bool answered = exchange.body ? transfer(http, &exchange, answer, err) : fail(http, err);
    ASN1_TYPE_free(exchange.body);
    return answered;
}

bool http_get(struct http *http, size_t limit, struct buf *answer, struct error *err)
{
    return transfer(http, &(struct exchange){.limit = limit}, answer, err);
}

bool http_is_out_of_reach(const struct error *err)
{
    static const char *const codes[] = {"server-unknown", "server-closed", "server-no-way",
                                        "proxy-not-reached"};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (strcmp(err->what.code, codes[i]) == 0)
            return true;
    return false;
}
