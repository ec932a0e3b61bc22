#include "base/json.h"
#include "base/text.h"
#include "base/utf8.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/output.h"
#include "lang/lang.h"
#include "lang/name.h"
#include "lang/name_gender.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct command_help help = {
    .name = "decline",
    .usage = N_(
        "kualik decline --lang kk|ru --case CASE [--part PART] [--gender m|f] [--tsv] [NAME…]"),
    .about = N_(
        "Writes each name in that case, a line each; without names it reads them from standard "
        "input, one a line. Cases: kk: ilik barys tabys jatys shygys komektes; ru: gen dat acc "
        "ins prep. Parts: full (if none is given), last, first, patronymic; noun for a region "
        "or a post. A name whose form is not certain gives an empty line."),
    .statuses = {[0] = N_("all done"),
                 [1] = N_("a name could not be declined"),
                 [2] = N_("the command line cannot be understood")},
};

enum { LINE_ROOM = 4096 }; /* bytes of a line of names and its end */

/* What the command line asks for. */
struct decline_request {
    bool tsv, json;
    enum name_part part;
    enum gender gender;
    struct lang *grammar;
    bool kazakh; /* else Russian */
    enum kazakh_case kazakh_case;
    enum russian_case russian_case;
};

static void free_request(struct decline_request *request)
{
    lang_free(request->grammar);
}

/* Reads the language and its case. */
static bool read_language(struct decline_request *request, const char *lang, const char *form,
                          struct error *err)
{
    bool kazakh = lang && !strcmp(lang, "kk");
    if (!kazakh && (!lang || strcmp(lang, "ru") != 0))
        return error_set(err, "lang-invalid", "--lang must be kk or ru.");
    request->grammar = lang_new(err);
    if (!request->grammar)
        return false;
    const struct lang_words *words = request->grammar->words;
    if (kazakh && !(form && kazakh_case_read(words, form, &request->kazakh_case)))
        return error_set(err, "case-invalid",
                         "--case must be one of ilik, barys, tabys, jatys, "
                         "shygys and komektes.");
    if (!kazakh && !(form && russian_case_read(words, form, &request->russian_case)))
        return error_set(err, "case-invalid",
                         "--case must be one of gen, dat, acc, ins and prep.");
    request->kazakh = kazakh;
    return true;
}

static bool read_rest(struct decline_request *request, const char *part, const char *gender,
                      struct error *err)
{
    request->part = NAME_FULL;
    if (part && !name_part_read(part, &request->part))
        return error_set(err, "part-invalid",
                         "--part must be one of full, last, first, patronymic and noun.");
    if (gender && !gender_read(request->grammar->words, gender, &request->gender))
        return error_set(err, "gender-invalid", "--gender must be m or f.");
    return true;
}

/* Takes the gender column off the line; an empty one says nothing. */
static bool cut_gender(const struct decline_request *request, char *line, enum gender *gender,
                       struct error *err)
{
    char *tab = strchr(line, '\t');
    if (!tab)
        return true;
    *tab++ = '\0';
    tab[strcspn(tab, "\t")] = '\0';
    return !*tab || gender_read(request->grammar->words, tab, gender) ||
           error_set(err, "gender-invalid", "«%s» is not a gender: it must be m or f.", tab);
}

static bool decline(const struct decline_request *request, struct arena *arena,
                    const char *name, enum gender gender, struct declined *declined,
                    struct error *err)
{
    if (request->kazakh)
        return kazakh_decline(request->grammar->kazakh, arena, name, request->part,
                              request->kazakh_case, declined, err);
    if (!gender && request->part == NAME_FULL &&
        !russian_gender(request->grammar->russian, name, NAME_FULL))
        gender = name_gender_shown(request->grammar, &name, 1);
    return russian_decline(request->grammar->russian, arena, name, request->part, gender,
                           request->russian_case, declined, err);
}

/* Prints the line of a name. `err`, NULL where there is nothing to say, tells why it has no
 * form, or where to look. */
static void print_form(const struct decline_request *request, const char *name,
                       const char *form, bool done, const struct error *err)
{
    struct buf object = {0};
    if (!request->json) {
        puts(form);
        return;
    }
    json_text(&object, "name", name);
    json_text(&object, "form", form);
    json_text(&object, "status", done ? "declined" : "failed");
    json_error(&object, err);
    output_object(&object);
}

/* What `err` says keeps a line from being declined; returns false. */
static bool fail_line(const struct decline_request *request, const char *name,
                      const struct error *err)
{
    print_form(request, name, "", false, err);
    output_error(err);
    return false;
}

static void print_note(const char *name, const struct error *note)
{
    struct report report = {0};
    report_add_error(&report, LEVEL_NOTE, (struct place){.who = name}, note);
    output_findings(stderr, &report, LEVEL_NOTE);
    report_free(&report);
}

/* Declines one line of input; says on stderr why not, or where to look. */
static bool decline_line(const struct decline_request *request, struct arena *arena, char *line,
                         size_t size)
{
    struct error err;
    struct declined declined = {.text = ""};
    size_t bad;
    enum gender gender = request->gender;
    if (!utf8_valid(line, size, &bad)) {
        error_set(&err, "name-not-utf8", "A name is not text in UTF-8.");
        return fail_line(request, line, &err);
    }
    bool done = !request->tsv || cut_gender(request, line, &gender, &err);
    const char *name = utf8_nfc(arena, line);
    if (!done || !decline(request, arena, name, gender, &declined, &err)) {
        error_at(&err, (struct place){.who = name});
        return fail_line(request, name, &err);
    }
    const struct note *note = declined.note;
    if (note)
        error_set(&err, note->code, note->format, declined.text);
    print_form(request, name, declined.text, true, note ? &err : NULL);
    if (note)
        print_note(name, &err);
    return true;
}

enum line_result { LINE_READ, LINE_TOO_LONG, LINE_NONE };

/* Reads a line into `room` bytes, without its end; of a longer one so much. */
static enum line_result read_line(char *line, size_t room, size_t *size)
{
    int byte = getchar();
    *size = 0;
    if (byte == EOF)
        return LINE_NONE;
    for (; byte != EOF && byte != '\n'; byte = getchar()) {
        if (*size + 1 == room)
            return LINE_TOO_LONG;
        line[(*size)++] = (char)byte;
    }
    while (*size && line[*size - 1] == '\r')
        --*size;
    line[*size] = '\0';
    return LINE_READ;
}

/* Passes over the rest of a line that is too long; false where no end of it is near: these are
 * no lines of text. */
static bool pass_over(struct error *err)
{
    enum { MOST = 1 << 20 }; /* bytes */
    int byte = getchar();
    for (size_t passed = 0; byte != EOF && byte != '\n' && passed < MOST; passed++)
        byte = getchar();
    return byte == EOF || byte == '\n' ||
           error_set(err, "input-not-lines",
                     "There is still no end of that line, so nothing behind it is read.");
}

/* Returns how many bytes the byte order mark takes that Notepad puts before a text. */
static size_t mark_size(const char *text)
{
    static const char mark[] = "\xEF\xBB\xBF";
    return text_begins(text, mark) ? sizeof mark - 1 : 0;
}

static bool fail_of_length(const struct decline_request *request)
{
    struct error err;
    error_set(&err, "line-too-long", "A line is longer than %d bytes, so it is not a name.",
              LINE_ROOM - 1);
    return fail_line(request, "", &err);
}

/* Returns false when a line had no form; `err` says what else ended it. */
static bool decline_input(const struct decline_request *request, struct arena *arena,
                          struct error *err)
{
    char line[LINE_ROOM];
    size_t size, passed = 0; /* lines */
    bool all = true, more = true;
    while (more) {
        enum line_result result = read_line(line, sizeof line, &size);
        if (result == LINE_TOO_LONG) {
            all = fail_of_length(request);
            more = pass_over(err);
        } else if (result == LINE_READ) {
            size_t mark = passed++ ? 0 : mark_size(line);
            all &= decline_line(request, arena, line + mark, size - mark);
        } else {
            more = false;
        }
        arena_reset(arena);
    }
    return all;
}

static enum exit_status run(const struct decline_request *request, size_t count, char **names,
                            struct error *err)
{
    struct arena arena = {0};
    bool all = count || decline_input(request, &arena, err);
    for (size_t i = 0; i < count; i++)
        all &= decline_line(request, &arena, names[i], strlen(names[i]));
    arena_free(&arena);
    return all ? EXIT_DONE : EXIT_SOME;
}

int cmd_decline(int argc, char **argv, struct error *err)
{
    struct decline_request request = {.tsv = false};
    const char *lang = NULL, *form = NULL, *part = NULL, *gender = NULL;
    const struct option_spec specs[] = {
        {"lang", 0, "LANG", N_("kk or ru"), &lang, NULL},
        {"case", 0, "CASE", N_("the case wanted"), &form, NULL},
        {"part", 0, "PART", N_("which part of a name it is"), &part, NULL},
        {"gender", 0, "GENDER", N_("m or f; needed where the name does not show it"), &gender,
         NULL},
        {"tsv", 0, NULL, N_("each name may be followed by a tab and a gender"), NULL,
         &request.tsv},
        {0},
    };
    struct options_given given;
    if (!options_read(&help, specs, argc, argv, &given, err))
        return EXIT_UNUSABLE;
    if (given.helped)
        return EXIT_DONE;
    request.json = given.json;
    enum exit_status status = EXIT_UNUSABLE;
    if (read_language(&request, lang, form, err) && read_rest(&request, part, gender, err))
        status = run(&request, given.count, given.words, err);
    free_request(&request);
    return (int)status;
}
