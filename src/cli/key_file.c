#include "cli/key_file.h"

#include "base/file.h"
#include "base/mem.h"
#include "cli/output.h"
#include "cli/password.h"
#include "sign/cms_sign.h"
#include "sign/pem_key.h"

#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <time.h>

enum { KEY_LIMIT = 1 << 20 };

/* Neither a core file nor a debugger of the same user shall find the password or the key. */
void key_file_protect(void)
{
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    prctl(PR_SET_DUMPABLE, 0);
}

/* A key that others can read is a key that others can sign with. */
void key_file_guard(const char *path)
{
    struct error warning;
    if (!path)
        return;
    key_file_protect();
    if (!password_is_private(path, &warning))
        output_warning(&warning);
}

/* As an abbreviation of --password-file it would be taken for a path, and shown in a message.
 */
bool key_file_refuse_password(int argc, char **argv)
{
    static const char option[] = "--password-file", least[] = "--password-";
    for (int i = 1; i < argc; i++) {
        size_t size = strcspn(argv[i], "=");
        if (size > strlen("--p") && size <= strlen(least) &&
            strncmp(option, argv[i], size) == 0) {
            output_fail("password-on-command-line",
                        "A password must not stand on the command line, where others see it; "
                        "give the path of its file with --password-file.");
            return true;
        }
    }
    return false;
}

/* With SOURCE_DATE_EPOCH the key must be valid at that time; whoever reads the certificates
 * will look at it today. */
static void compare_with_today(const struct buf *key, const char *password, const char *path)
{
    struct error warning;
    struct signer *today = cms_sign_open(key, password, path, time(NULL), &warning);
    if (today)
        today->free(today);
    else
        output_warning(&warning);
}

/* Whether another time would make the key usable. */
static bool is_of_time(const struct error *err)
{
    return strcmp(err->what.code, "certificate-not-yet-valid") == 0 ||
           strcmp(err->what.code, "certificate-expired") == 0;
}

/* A PKCS#12 file always has one, be it empty. */
static bool needs_password(const struct buf *key)
{
    return !pem_key_is_one(key) || pem_key_is_encrypted(key);
}

struct signer *key_file_signer(const char *path, const char *password_file,
                               const struct moment *now, struct error *err)
{
    struct buf key = {0};
    struct password password = {0};
    struct signer *signer = NULL;
    key_file_guard(path);
    key_file_guard(password_file);
    if (file_read(path, KEY_LIMIT, &key, err) &&
        (!needs_password(&key) ||
         password_get(password_file, getenv("KUALIK_PASSWORD"), path, &password, err)))
        signer = cms_sign_open(&key, password_text(&password), path, now->time, err);
    if (signer && now->fixed)
        compare_with_today(&key, password_text(&password), path);
    if (!signer && strcmp(err->what.code, "password-wrong") == 0)
        password_explain(&password, err);
    password_free(&password);
    if (key.data)
        mem_wipe(key.data, key.size);
    buf_free(&key);
    if (!signer && now->fixed && is_of_time(err))
        error_advise(err, "SOURCE_DATE_EPOCH sets the time to %s.", now->text);
    return signer;
}
