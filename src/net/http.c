#include "net/http.h"

#include "base/mem.h"

#include <limits.h>
#include <openssl/err.h>
#include <openssl/http.h>
#include <openssl/httperr.h>
#include <openssl/ssl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct http {
    const char *url;
    char *host, *port, *path;
    int secure;
    int timeout;
    SSL_CTX *tls;         /* NULL: the URL is of http */
    pthread_mutex_t lock; /* of: */
    OSSL_HTTP_REQ_CTX **idle;
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

void http_free(struct http *http)
{
    if (!http)
        return;
    for (size_t i = 0; i < http->count; i++)
        OSSL_HTTP_close(http->idle[i], 1);
    free(http->idle);
    OPENSSL_free(http->host);
    OPENSSL_free(http->port);
    OPENSSL_free(http->path);
    SSL_CTX_free(http->tls);
    pthread_mutex_destroy(&http->lock);
    ERR_clear_error();
    free(http);
}

/* ---- connections ------------------------------------------------------------------------ */

static OSSL_HTTP_REQ_CTX *take(struct http *http)
{
    pthread_mutex_lock(&http->lock);
    OSSL_HTTP_REQ_CTX *connection = http->count ? http->idle[--http->count] : NULL;
    pthread_mutex_unlock(&http->lock);
    return connection;
}

static void give_back(struct http *http, OSSL_HTTP_REQ_CTX *connection)
{
    pthread_mutex_lock(&http->lock);
    http->idle = mem_grow(http->idle, http->count, &http->room, sizeof *http->idle);
    http->idle[http->count++] = connection;
    pthread_mutex_unlock(&http->lock);
}

/* Puts TLS over a connection that is there, or takes it away from one that ends. */
static BIO *change_layer(BIO *bio, void *arg, int connect, int detail)
{
    const struct http *http = arg;
    (void)detail;
    if (!connect) {
        BIO_ssl_shutdown(bio);
        return bio;
    }
    SSL *tls = NULL;
    BIO *layer = BIO_new_ssl(http->tls, 1);
    if (layer && BIO_get_ssl(layer, &tls) == 1 && SSL_set1_host(tls, http->host) == 1 &&
        SSL_set_tlsext_host_name(tls, http->host) == 1)
        return BIO_push(layer, bio);
    BIO_free(layer);
    return NULL;
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
    {ERR_LIB_HTTP, HTTP_R_UNEXPECTED_CONTENT_TYPE, FAULT_FOREIGN},
    {ERR_LIB_HTTP, HTTP_R_MISSING_CONTENT_TYPE, FAULT_FOREIGN},
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

static bool fail(const struct http *http, struct error *err)
{
    switch (find_fault()) {
    case FAULT_DISTRUSTED:
        return error_set(err, "server-not-trusted",
                         "%s shows a certificate that none of the system's authorities vouches "
                         "for.",
                         http->url);
    case FAULT_LATE:
        return error_set_plural(err, "server-too-late", (size_t)http->timeout,
                                "%s did not answer within %d second.",
                                "%s did not answer within %d seconds.", http->url,
                                http->timeout);
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

/* ---- requests --------------------------------------------------------------------------- */

static bool read_all(BIO *bio, size_t limit, struct buf *answer)
{
    char part[4096];
    size_t before = answer->size;
    for (int size; (size = BIO_read(bio, part, sizeof part)) > 0;)
        buf_add(answer, part, (size_t)size);
    return answer->size - before <= limit;
}

/* A request, and what is wanted of the answer; both types are NULL for a GET. */
struct exchange {
    const char *type, *wanted;
    const struct span *body;
    size_t limit;
};

/* Asks once, over `*connection` or a new one; afterwards it is NULL unless it can be used
 * again. The answer is read as one DER value, so that it is known where it ends. */
static BIO *ask(struct http *http, const struct exchange *exchange,
                OSSL_HTTP_REQ_CTX **connection)
{
    const struct span *body = exchange->body;
    BIO *request = body ? BIO_new_mem_buf(body->bytes, (int)body->size) : NULL;
    BIO *answer = NULL;
    if (request || !body)
        answer = OSSL_HTTP_transfer(
            connection, http->host, http->port, http->path, http->secure, NULL, NULL, NULL,
            NULL, http->secure ? change_layer : NULL, http, 0, NULL, exchange->type, request,
            exchange->wanted, 1, exchange->limit, http->timeout, 1);
    BIO_free(request);
    return answer;
}

static bool transfer(struct http *http, const struct exchange *exchange, struct buf *answer,
                     struct error *err)
{
    OSSL_HTTP_REQ_CTX *connection = take(http);
    bool again = connection != NULL;
    ERR_clear_error();
    BIO *bio = ask(http, exchange, &connection);
    if (!bio && again && !connection) { /* the server may have closed what was kept */
        ERR_clear_error();
        bio = ask(http, exchange, &connection);
    }
    bool read = bio && read_all(bio, exchange->limit, answer);
    if (connection)
        give_back(http, connection);
    BIO_free(bio);
    if (!read)
        fail(http, err);
    ERR_clear_error();
    return read;
}

bool http_post(struct http *http, const char *type, const struct span *request,
               const char *wanted, size_t limit, struct buf *answer, struct error *err)
{
    const struct exchange exchange = {
        .type = type, .wanted = wanted, .body = request, .limit = limit};
    return transfer(http, &exchange, answer, err);
}

bool http_get(struct http *http, size_t limit, struct buf *answer, struct error *err)
{
    return transfer(http, &(struct exchange){.limit = limit}, answer, err);
}
