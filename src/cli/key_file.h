/* Key files, as the commands that sign or seal with them open them. */
#ifndef KUALIK_KEY_FILE_H
#define KUALIK_KEY_FILE_H

#include "base/error.h"
#include "cli/moment.h"
#include "sign/signer.h"

/* Keeps the process's memory, where a key will be, out of core files and debuggers. */
void key_file_protect(void);

/* Keeps the process's memory out of core files and debuggers, and says on stderr when others
 * can read the file; NULL does nothing. To be called before the file is read. */
void key_file_guard(const char *path);

/* Returns whether a password seems to stand on the command line, and says on stderr that it
 * must not. */
bool key_file_refuse_password(int argc, char **argv);

/* Opens the PKCS#12 file; its password is in `password_file`, or where password_get looks for
 * it (NULL). Returns NULL on failure; release with the signer's own free. */
struct signer *key_file_signer(const char *path, const char *password_file,
                               const struct moment *now, struct error *err);

#endif
