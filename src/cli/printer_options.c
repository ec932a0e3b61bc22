#include "cli/printer_options.h"

#include <stdlib.h>

const char *printer_options_file(const struct printer_options *options, struct arena *arena,
                                 struct error *err)
{
    static const char file[] = "kualik/printers.ini";
    const char *settings = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    if (options->profiles)
        return options->profiles;
    /* Relative folders there are to be passed over, the specification says. */
    if (settings && *settings == '/')
        return arena_printf(arena, "%s/%s", settings, file);
    if (home && *home)
        return arena_printf(arena, "%s/.config/%s", home, file);
    error_set(err, "printers-nowhere",
              "HOME is not set, so nobody knows where the profiles of printers are. Give "
              "--profiles.");
    return NULL;
}
