/* A program for --signer-command that gets a digest: `digest_signer KEY.p12 PASSWORD NOW` reads
 * 32 bytes of SHA-256 from its standard input, and writes the signature of what they are of. */
#include "base/buf.h"
#include "base/error.h"
#include "base/file.h"
#include "sign/cms_sign.h"

#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
    struct buf key = {0}, der = {0}, words = {0};
    struct error err;
    struct signed_content content = {0};
    if (argc != 4 || fread(content.digest.bytes, 1, DIGEST_SIZE, stdin) != DIGEST_SIZE ||
        getchar() != EOF) {
        fputs("This is no digest.\n", stderr);
        return 2;
    }
    struct signer *signer =
        file_read(argv[1], 1 << 20, &key, &err)
            ? cms_sign_open(
                  &(struct key_source){.bytes = &key, .password = argv[2], .path = argv[1]},
                  strtoll(argv[3], NULL, 10), &err)
            : NULL;
    if (!signer || !signer->sign(signer, &content, &der, &err)) {
        error_print(&err, &words);
        fprintf(stderr, "%s\n", buf_text(&words));
        return 1;
    }
    fwrite(der.data, 1, der.size, stdout);
    signer->free(signer);
    buf_free(&key);
    buf_free(&der);
    return 0;
}
