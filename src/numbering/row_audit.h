/* Compares the register with a list: each row has its certificate, with the very fields that it
 * has now, and each certificate its row. No template is needed: the register knows which fields
 * its certificates show. */
#ifndef KUALIK_ROW_AUDIT_H
#define KUALIK_ROW_AUDIT_H

#include "base/error.h"
#include "register/registry.h"
#include "table/list.h"

#include <stdbool.h>
#include <stddef.h>

struct row_audit {
    size_t rows;         /* of the list, those that cannot be read, too */
    size_t certificates; /* that people have: issued, duplicates, revoked */
    size_t spares;
    size_t faults;
};

/* Reads the list at `path` and tells each fault to `fault`: rows without a certificate in the
 * order of the list, then certificates without a row in that of the numbers. Fails when one of
 * both cannot be read to its end. */
bool row_audit_run(struct registry *registry, const char *path,
                   const struct list_options *options, struct row_audit *audit,
                   void (*fault)(void *context, const struct error *err), void *context,
                   struct error *err);

#endif
