#include "scan/code_reader.h"

#include "base/arena.h"

enum { TEXT_LIMIT = 1 << 20 };

bool code_reader_read(const char *format, const struct span *parts, size_t count,
                      const struct program_terms *terms, struct buf *said, bool *readable,
                      struct error *err)
{
    enum {
        NO_CODE = 4 /* the exit status where there is none in a picture that it can load */
    };
    char name[] = "zbarimg", quiet[] = "--quiet", raw[] = "--raw", bus[] = "--nodbus";
    char none[] = "-Sdisable", codes[] = "-Sqrcode.enable";
    struct arena arena = {0};
    int status = -1;
    /* A format before the colon is all that ImageMagick then takes the picture for. */
    char *argv[] = {name, quiet, raw, bus, none, codes, arena_printf(&arena, "%s:-", format),
                    NULL};
    const struct program zbarimg = {.argv = argv,
                                    .package = "zbar-tools",
                                    .input = parts,
                                    .input_count = count,
                                    .limit = TEXT_LIMIT};
    const size_t before = said->size;
    bool ran = program_run(&zbarimg, terms, said, &status, err);
    *readable = status == NO_CODE || (status == 0 && said->size > before);
    arena_free(&arena);
    return ran;
}
