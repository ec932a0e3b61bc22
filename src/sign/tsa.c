#include "sign/tsa.h"

#include "base/mem.h"
#include "net/http.h"
#include "sign/tsp.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

enum {
    ANSWER_LIMIT = 100 << 10,
    ROOM = 12 << 10, /* for a token whose size is not known */
    TRIES = 3,
    FAILURES = 3,     /* one after another, after which nobody is asked */
    FIRST_WAIT = 250, /* ms before the second try; four times that before the third */
};

struct tsa {
    struct tsa_options options;
    struct http *http;
    X509_STORE *anchors;
    size_t room;
    struct buf sample;
    atomic_uint failures; /* one after another */
};

/* ---- opening ---------------------------------------------------------------------------- */

static bool add_anchors(X509_STORE *store, const struct buf *pem)
{
    BIO *bio = pem->size <= INT32_MAX ? BIO_new_mem_buf(buf_text(pem), (int)pem->size) : NULL;
    size_t count = 0;
    bool added = bio != NULL;
    for (X509 *authority; added && (authority = PEM_read_bio_X509(bio, NULL, NULL, NULL));) {
        added = X509_STORE_add_cert(store, authority) == 1;
        X509_free(authority);
        count++;
    }
    BIO_free(bio);
    ERR_clear_error();
    return added && count > 0;
}

/* The system's authorities are copied into the store, so that they can be used at other times.
 */
static bool load_anchors(struct tsa *tsa, struct error *err)
{
    const struct tsa_options *options = &tsa->options;
    tsa->anchors = X509_STORE_new();
    if (options->trust && tsa->anchors && add_anchors(tsa->anchors, options->trust))
        return true;
    if (options->trust) {
        error_set(err, "tsa-trust-unusable", "The file holds no certificate in PEM form.");
        return error_at(err, (struct place){.file = options->trust_path});
    }
    if (tsa->anchors && X509_STORE_load_file(tsa->anchors, TSA_SYSTEM_TRUST))
        return true;
    ERR_clear_error();
    error_set(err, "tsa-trust-missing",
              "This system has no list of authorities, so the time-stamp authority cannot be "
              "checked.");
    return error_advise(err, "Give its authority with --tsa-trust FILE, or install "
                             "ca-certificates.");
}

static bool check_policy(const struct tsa *tsa, struct error *err)
{
    struct TS_req_st *request = tsp_request(&(struct digest){{0}}, tsa->options.policy, err);
    tsp_request_free(request);
    return request != NULL;
}

struct tsa *tsa_new(const struct tsa_options *options, struct error *err)
{
    struct tsa *tsa = mem_new(1, sizeof *tsa);
    tsa->options = *options;
    tsa->room = ROOM;
    atomic_init(&tsa->failures, 0);
    if ((tsa->http = http_new(options->url, options->timeout, err)) && check_policy(tsa, err) &&
        load_anchors(tsa, err))
        return tsa;
    tsa_free(tsa);
    return NULL;
}

void tsa_free(struct tsa *tsa)
{
    if (!tsa)
        return;
    http_free(tsa->http);
    X509_STORE_free(tsa->anchors);
    buf_free(&tsa->sample);
    free(tsa);
}

/* ---- asking ----------------------------------------------------------------------------- */

/* A new nonce each time: an answer that comes too late is none to the next request. */
static bool try_once(struct tsa *tsa, const struct digest *imprint, struct buf *token,
                     struct error *err)
{
    struct buf question = {0}, answer = {0};
    int64_t now = 0;
    struct TS_req_st *request = tsp_request(imprint, tsa->options.policy, err);
    bool stamped = request && tsp_encode(request, &question, err);
    const struct span body = {question.data, question.size};
    stamped = stamped && http_post(tsa->http, "application/timestamp-query", &body,
                                   "application/timestamp-reply", ANSWER_LIMIT, &answer, err);
    if (stamped && tsa->options.clock)
        now = tsa->options.clock();
    stamped = stamped && tsp_accept(request, &answer, tsa->anchors,
                                    tsa->options.clock ? &now : NULL, token, err);
    tsp_request_free(request);
    buf_free(&question);
    buf_free(&answer);
    return stamped;
}

static void wait(unsigned milliseconds)
{
    struct timespec left = {.tv_sec = milliseconds / 1000,
                            .tv_nsec = milliseconds % 1000 * 1000000L};
    nanosleep(&left, NULL);
}

/* Says whether nobody waits for an answer any more; why, the first failure has said. */
static bool is_stopped(const struct tsa *tsa)
{
    return tsa->options.stop && atomic_load(tsa->options.stop);
}

bool tsa_stamp(struct tsa *tsa, const struct digest *imprint, struct buf *token,
               struct error *err)
{
    if (atomic_load(&tsa->failures) >= FAILURES) {
        error_set(err, "tsa-given-up", "%s has failed already, so it was not asked any more.",
                  tsa->options.url);
        return error_advise(err, "Start again when it works.");
    }
    unsigned pause = FIRST_WAIT;
    for (int i = 0; i < TRIES && !(i > 0 && is_stopped(tsa)); i++, pause *= 4) {
        if (i > 0)
            wait(pause / 4);
        if (try_once(tsa, imprint, token, err)) {
            atomic_store(&tsa->failures, 0);
            return true;
        }
        if (http_is_out_of_reach(err))
            break;
    }
    atomic_fetch_add(&tsa->failures, 1);
    return false;
}

bool tsa_stamp_signature(struct tsa *tsa, struct buf *der, struct error *err)
{
    struct digest imprint;
    struct buf token = {0};
    bool stamped = tsp_imprint(der, &imprint, err) && tsa_stamp(tsa, &imprint, &token, err) &&
                   tsp_attach(der, &token, err);
    buf_free(&token);
    return stamped;
}

bool tsa_try(struct tsa *tsa, struct error *err)
{
    buf_clear(&tsa->sample);
    bool stamped = tsa_stamp(tsa, &(struct digest){{0}}, &tsa->sample, err);
    if (stamped) /* numbers and names in later ones may be longer */
        tsa->room = tsa->sample.size + tsa->sample.size / 4 + 512;
    else /* the rows need not find it out once more */
        atomic_store(&tsa->failures, FAILURES);
    return stamped;
}

size_t tsa_room(const struct tsa *tsa)
{
    return tsa->room;
}

const struct buf *tsa_sample(const struct tsa *tsa)
{
    return &tsa->sample;
}
