#include "base/json.h"
#include "base/version.h"
#include "cli/commands.h"
#include "cli/moment.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/printer_options.h"
#include "cli/share.h"
#include "files/single_file.h"
#include "print/calibration.h"
#include "template/printer.h"

#include <libintl.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct command_help help = {
    .name = "calibrate",
    .usage = N_("kualik calibrate --printer NAME[/TRAY] [-o FILE.pdf]\nkualik calibrate "
                "--printer NAME[/TRAY] --measured A,B,C,D [--replace]"),
    .about = N_("Puts a printer right: writes a sheet with crosses and rulers of 100 mm, which "
                "says what to measure. Print it at actual size, from the tray and turned as "
                "certificates are; give what was measured with --measured, and the profile "
                "that follows from it is kept for `kualik print --printer NAME`. A profile "
                "that is there is only replaced with --replace."),
    .statuses = {[0] = N_("the sheet or the profile is written"),
                 [2] = N_("nothing is written"),
                 [4] = N_("written, but not confirmed by the disk, or not reported")},
};

/* What the user asked for. */
struct calibrate_request {
    struct arena arena;
    struct options_given given;
    struct printer_options printer;
    const char *sheet, *own_sheet, *out, *measured, *fonts; /* own_sheet: NULL, not given */
    bool replace;
};

/* ---- the command line -------------------------------------------------------------------- */

static bool check_printer(const struct calibrate_request *request, struct error *err)
{
    if (!request->printer.name) {
        error_set(err, "printer-not-named",
                  "The name of the printer is missing (--printer NAME).");
        return options_advise("calibrate", err);
    }
    return printer_name_check(request->printer.name, err);
}

static bool check_rest(struct calibrate_request *request, const char *stray, struct error *err)
{
    if (stray)
        return error_set(err, "word-stray",
                         "«%s» is not expected here. `kualik %s --help` shows all options.",
                         stray, "calibrate");
    if (request->measured && request->out)
        return error_set(err, "output-with-measured",
                         "With --measured no sheet is written; leave -o out.");
    request->sheet = request->own_sheet;
    if (!request->sheet)
        request->sheet = share_need(&request->arena, "templates/forms/calibration.ini", err);
    return request->sheet;
}

static bool read_request(struct calibrate_request *request, int argc, char **argv,
                         struct error *err)
{
    const struct option_spec specs[] = {
        PRINTER_OPTIONS(&request->printer),
        {"output", 'o', "FILE", N_("the sheet to write; default: calibration.pdf"),
         &request->out, NULL},
        {"measured", 0, "A,B,C,D", N_("what was measured on the printed sheet, in mm"),
         &request->measured, NULL},
        {"replace", 0, NULL, N_("put the profile in the place of the one that is there"), NULL,
         &request->replace},
        {"template", 't', "SHEET", N_("another sheet than the one that comes with kualik"),
         &request->own_sheet, NULL},
        {"fonts", 0, "DIR", N_("fonts that come before the system's; default: fonts"),
         &request->fonts, NULL},
        {0},
    };
    *request = (struct calibrate_request){0};
    if (!options_read(&help, specs, argc, argv, &request->given, err))
        return false;
    return request->given.helped ||
           (check_printer(request, err) && check_rest(request, *request->given.words, err));
}

/* ---- the run ----------------------------------------------------------------------------- */

static void tell_findings(const struct calibrate_request *request, struct report *findings)
{
    output_faults(findings, LEVEL_NOTE, EXIT_UNUSABLE, request->given.json);
    report_free(findings);
}

/* Returns the option as it is typed in a shell, "" if it was not given. */
static const char *typed(const char *option, const char *value, struct arena *arena)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                                "/._-+:@%";
    struct buf word = {0};
    if (!value)
        return "";
    bool is_plain = *value && !value[strspn(value, plain)];
    for (const char *at = value; *at; at++)
        if (*at == '\'')
            buf_puts(&word, "'\\''");
        else
            buf_putc(&word, *at);
    const char *text =
        arena_printf(arena, is_plain ? " %s %s" : " %s '%s'", option, buf_text(&word));
    buf_free(&word);
    return text;
}

static void tell_sheet(const struct calibrate_request *request, const char *out)
{
    struct buf line = {0}, object = output_written(out);
    json_text(&object, "printer", request->printer.name);
    output_add(&line, gettext("%s: print it at actual size; it says what to measure."), out);
    output_made(&object, &line, request->given.json);
}

static int write_sheet(struct calibrate_request *request, struct error *err)
{
    static const struct single_file_kind kind = {.is_ours = calibration_is_ours};
    const char *out = request->out ? request->out : "calibration.pdf";
    struct report findings = {0};
    struct buf file = {0};
    struct moment now;
    if (!moment_get(&now, err))
        return EXIT_UNUSABLE;
    const char *options =
        arena_printf(&request->arena, "%s%s",
                     typed("--profiles", request->printer.profiles, &request->arena),
                     typed("-t", request->own_sheet, &request->arena));
    const struct calibration_sheet sheet = {.path = request->sheet,
                                            .fonts = request->fonts,
                                            .printer = request->printer.name,
                                            .options = options,
                                            .time = now.time,
                                            .offset = now.offset,
                                            .producer = KUALIK_NAME};
    bool done = calibration_draw(&sheet, &file, &findings, err);
    tell_findings(request, &findings);
    done = done && single_file_write(out, &file, &kind, err);
    if (done)
        tell_sheet(request, out);
    buf_free(&file);
    return done ? EXIT_DONE : EXIT_UNUSABLE;
}

/* Adds which way all is moved, if so far that two decimals show it. */
static void add_move(struct buf *line, double points, const char *forth, const char *back)
{
    const double seen = 0.005;
    double mm = printer_mm(points);
    if (fabs(mm) >= seen)
        output_add(line, mm > 0 ? forth : back, fabs(mm));
}

static void tell_profile(const struct calibrate_request *request, const char *path,
                         const struct printer *printer)
{
    const char *name = request->printer.name;
    struct buf line = {0}, object = output_written(path);
    json_text(&object, "printer", name);
    json_decimal(&object, "dx", printer_mm(printer->dx));
    json_decimal(&object, "dy", printer_mm(printer->dy));
    json_decimal(&object, "scale_x", printer->scale_x);
    json_decimal(&object, "scale_y", printer->scale_y);
    output_add(&line, gettext("%s: [printer %s]: scaled to %.2f %% across and %.2f %% down."),
               path, name, printer->scale_x, printer->scale_y);
    add_move(&line, printer->dx, gettext("Moved %.2f mm to the right."),
             gettext("Moved %.2f mm to the left."));
    add_move(&line, printer->dy, gettext("Moved %.2f mm down."), gettext("Moved %.2f mm up."));
    output_made(&object, &line, request->given.json);
}

static int write_profile(struct calibrate_request *request, struct error *err)
{
    const char *path = printer_options_file(&request->printer, &request->arena, err);
    struct report findings = {0};
    struct calibration_measured measured;
    struct printer printer;
    if (!path)
        return EXIT_UNUSABLE;
    bool done = calibration_read(request->measured, &measured, err) &&
                calibration_find(request->sheet, &measured, &printer, &findings, err);
    tell_findings(request, &findings);
    done =
        done && calibration_save(path, request->printer.name, &printer, request->replace, err);
    if (done)
        tell_profile(request, path, &printer);
    return done ? EXIT_DONE : EXIT_UNUSABLE;
}

int cmd_calibrate(int argc, char **argv, struct error *err)
{
    struct calibrate_request request;
    int status = EXIT_UNUSABLE;
    if (read_request(&request, argc, argv, err))
        status = request.given.helped ? EXIT_DONE
                 : request.measured   ? write_profile(&request, err)
                                      : write_sheet(&request, err);
    arena_free(&request.arena);
    return status;
}
