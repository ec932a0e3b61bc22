#include "cli/register_verify.h"

#include "base/buf.h"
#include "base/json.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/output.h"
#include "files/folder.h"
#include "numbering/audit.h"
#include "numbering/register_place.h"
#include "numbering/row_audit.h"

#include <libintl.h>
#include <stdio.h>

static void print_fault(void *context, const struct error *fault)
{
    const struct register_request *request = context;
    struct error err = *fault;
    struct buf line = {0};
    if (request->json) {
        struct place place = error_place(&err);
        if (place.row)
            json_count(&line, "row", place.row);
        json_text(&line, "file", place.column ? place.column : "");
        json_text(&line, "who", place.who ? place.who : "");
        json_error(&line, &err);
        output_object(&line);
    } else {
        error_at(&err, (struct place){.file = request->output});
        error_print(&err, &line);
        output_result(&line, false);
    }
}

/* `rows` is NULL where there is no list. */
static void summarise(const struct register_request *request, const struct audit *audit,
                      const struct row_audit *rows)
{
    struct buf line = {0};
    size_t certificates = audit->issued + audit->duplicates;
    size_t faults = audit->faults + (rows ? rows->faults : 0);
    output_add(&line,
               gettext("Certificates: %zu, of which duplicates: %zu; files: %zu; spares: %zu; "
                       "spoiled: %zu; revoked: %zu; superseded: %zu."),
               certificates, audit->duplicates, audit->files, audit->spares, audit->spoiled,
               audit->revoked, audit->superseded);
    if (rows)
        output_add(
            &line,
            gettext("Rows of the list: %zu; certificates of people, with revoked ones: %zu."),
            rows->rows, rows->certificates);
    if (faults)
        output_add(&line,
                   ngettext("%zu thing does not agree.", "%zu things do not agree.", faults),
                   faults);
    else
        output_add(&line, "%s",
                   rows ? gettext("Register, files and list agree.")
                        : gettext("Register and files agree."));
    output_result(&line, request->json);
}

/* Compares with the list, where there is one. */
static bool verify_rows(struct register_request *request, struct registry *registry,
                        struct row_audit *audit, struct error *err)
{
    return !request->list || row_audit_run(registry, request->list, &request->options, audit,
                                           print_fault, request, err);
}

/* Where none of the files is in the folder, that is said once. */
static int verify_in(struct register_request *request, struct registry *registry,
                     const struct folder *folder, struct error *err)
{
    const struct register_place place = {registry, folder, request->output};
    const struct registry_search all = {.key = REGISTRY_CURRENT};
    struct audit audit;
    struct row_audit rows = {0};
    bool here;
    if (!register_place_check(&place, &all, 1, &here, err))
        return EXIT_UNUSABLE;
    if (!here) {
        error_advise(err, "Give the folder of these files with -o.");
        print_fault(request, err);
        return EXIT_SOME;
    }
    if (!audit_run(registry, folder, &audit, print_fault, request, err) ||
        !verify_rows(request, registry, &rows, err))
        return EXIT_UNUSABLE;
    summarise(request, &audit, request->list ? &rows : NULL);
    return audit.faults || rows.faults ? EXIT_SOME : EXIT_DONE;
}

int register_verify(struct register_request *request, struct registry *registry,
                    struct error *err)
{
    if (!request->output) {
        error_set(err, "output-missing", "-o DIR is missing: the folder of the certificates.");
        options_advise("register", err);
        return EXIT_UNUSABLE;
    }
    struct folder *folder = folder_open_to_read(request->output, err);
    if (!folder)
        return EXIT_UNUSABLE;
    int status = verify_in(request, registry, folder, err);
    folder_close(folder, err);
    return status;
}
