#include "cli/verify_options.h"

#include "base/calendar.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/number.h"
#include "cli/moment.h"
#include "cli/trust_option.h"
#include "trust/certificate.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { CERTIFICATE_LIMIT = 1 << 20 };

/* ---- --signer --------------------------------------------------------------------------- */

/* Whether the word can be nothing but the name of a file, even if there is no such file. */
static bool is_path(const char *word)
{
    return *word == '/' || strncmp(word, "./", 2) == 0 || strncmp(word, "../", 3) == 0 ||
           trust_option_is_certificate(word);
}

/* A word that is the name of a file means the certificate in it. */
static bool read_signer(struct expected_signer *expected, const char *word, struct error *err)
{
    struct stat status;
    struct buf bytes = {0};
    struct certificate certificate;
    if (!is_path(word) && (stat(word, &status) != 0 || !S_ISREG(status.st_mode)))
        return expected_signer_read(word, expected, err);
    bool loaded = file_read(word, CERTIFICATE_LIMIT, &bytes, err) &&
                  certificate_load(&bytes, word, &certificate, err);
    buf_free(&bytes);
    if (!loaded)
        return false;
    *expected = (struct expected_signer){.by_fingerprint = true,
                                         .fingerprint = certificate.fingerprint};
    return true;
}

static bool read_signers(struct verify_options *options, const char *given, struct error *err)
{
    size_t count = 0;
    if (!given)
        return true;
    options->signers = mem_copy(given);
    for (char *word = options->signers, *next; word; word = next) {
        next = strchr(word, ';');
        if (next)
            *next++ = '\0';
        while (*word == ' ')
            word++;
        for (size_t size = strlen(word); size && word[size - 1] == ' ';)
            word[--size] = '\0';
        if (!*word || count == VERIFY_SIGNERS)
            return error_set(err, "signer-invalid",
                             "--signer takes up to %d certificates, fingerprints or "
                             "subjects, with semicolons between them.",
                             (int)VERIFY_SIGNERS);
        if (!read_signer(&options->expected[count++], word, err))
            return false;
    }
    options->request.expected = options->expected;
    options->request.expected_count = count;
    return true;
}

/* ---- --at ------------------------------------------------------------------------------- */

/* A day means all of it, as far as it is over. */
static int64_t end_of_day(int64_t begin, int64_t now)
{
    int64_t end = begin + CALENDAR_DAY - 1;
    return begin <= now && now < end ? now : end;
}

bool verify_options_time(const char *at, int64_t now, int64_t *seconds, struct error *err)
{
    if (!moment_read(at, 0, seconds))
        return error_set(err, "time-invalid",
                         "--at takes a day or a time such as 2026-11-28 or "
                         "2026-11-28T12:00:00+05:00, not «%s».",
                         at);
    if (strlen(at) == strlen("2026-11-28"))
        *seconds = end_of_day(*seconds, now);
    return true;
}

bool verify_options_read(struct verify_options *options, const char *trust, const char *signers,
                         const char *at, int64_t now, struct error *err)
{
    *options = (struct verify_options){.request = {.now = now}};
    if (at && !verify_options_time(at, now, &options->request.now, err))
        return false;
    if (!trust_option_read(trust, &options->anchors, err) ||
        !read_signers(options, signers, err))
        return false;
    options->request.anchors = options->anchors;
    return true;
}

void verify_options_free(struct verify_options *options)
{
    anchors_free(options->anchors);
    free(options->signers);
}
