#include "roster/normalize.h"

#include "base/utf8.h"

#include <stdbool.h>
#include <string.h>

/* A text on its way from `at` to `out`. */
struct pass {
    struct arena *arena;
    const char *at, *end;
    char *out, *start;
    size_t column;
    struct changes *changes;
};

void changes_add(struct changes *changes, struct change change, struct arena *arena)
{
    bool any = change.kind == CHANGE_TRIMMED || change.kind == CHANGE_RUN;
    for (size_t i = 0; i < changes->count; i++) {
        const struct change *old = &changes->list[i];
        if (old->column == change.column && old->kind == change.kind &&
            (any || old->letter == change.letter))
            return;
    }
    if (changes->count == changes->room) {
        changes->room = changes->room ? 2 * changes->room : 8;
        struct change *list = arena_new(arena, changes->room, sizeof *list);
        if (changes->count)
            memcpy(list, changes->list, changes->count * sizeof *list);
        changes->list = list;
    }
    changes->list[changes->count++] = change;
}

static void note_change(struct pass *pass, enum change_kind kind, uint32_t letter)
{
    changes_add(pass->changes, (struct change){pass->column, kind, letter}, pass->arena);
}

static bool is_invisible(uint32_t letter)
{
    return letter == 0xAD || letter == 0x200B || letter == 0x2060 || letter == 0xFEFF;
}

static bool is_space(uint32_t letter)
{
    return letter == ' ' || letter == '\t' || (letter >= 0xA0 && utf8_is_space(letter));
}

/* Letters that are in NFC whatever stands beside them, as far as they have no marks after
 * them: Latin, Cyrillic, and the signs of both. */
static bool is_composed(uint32_t letter)
{
    return letter < 0x300 || (letter >= 0x400 && letter < 0x483) ||
           (letter >= 0x48A && letter < 0x530) || (letter >= 0x2010 && letter < 0x2028) ||
           letter == 0x2116;
}

static bool check(const char *text, struct error *err)
{
    size_t size = strlen(text), bad;
    if (!utf8_valid(text, size, &bad))
        return error_set(err, "text-not-utf8",
                         "this is not UTF-8; save the list as «CSV UTF-8 (comma "
                         "delimited)».");
    for (const char *end = text + size; text < end;) {
        uint32_t letter = utf8_next(&text, end);
        bool control = letter < 0x20 || (letter >= 0x7F && letter < 0xA0);
        if (control && letter != '\n' && letter != '\t')
            return error_set(err, "control-character",
                             "there is a control character, U+%04X; remove it.",
                             (unsigned)letter);
        if (letter == 0xFFFD)
            return error_set(err, "letter-lost",
                             "a letter was lost here when the list was saved (U+FFFD stands "
                             "for it); type it again.");
    }
    return true;
}

/* Says whether the text is ASCII and Cyrillic in UTF-8 without marks, controls and needless
 * spaces, as nearly all are, at the cost of looking at its bytes once: such a text is normal.
 */
static bool is_plain(const char *text)
{
    enum { FIRST = 0xD0, LAST = 0xD3, MARKS = 0xD2 }; /* lead bytes of U+0400 to U+04FF */
    char before = ' ';
    for (const unsigned char *at = (const unsigned char *)text; *at; at++) {
        bool letter = *at >= FIRST && *at <= LAST && (at[1] & 0xC0) == 0x80 &&
                      !(*at == MARKS && at[1] >= 0x83 && at[1] <= 0x89);
        if (!letter && (*at < ' ' || *at >= 0x7F || (*at == ' ' && before == ' ')))
            return false;
        before = (char)*at;
        at += letter;
    }
    return before != ' ';
}

/* Says whether the text needs to be gone through. */
static bool is_normal(const char *text)
{
    const char *end = text + strlen(text);
    uint32_t before = ' ';
    while (text < end) {
        uint32_t letter = utf8_next(&text, end);
        bool space = letter == ' ' || letter == '\n';
        if ((space && (before == ' ' || before == '\n')) || !is_composed(letter) ||
            (letter != ' ' && is_space(letter)) || is_invisible(letter))
            return false;
        before = letter;
    }
    return before != ' ' && before != '\n';
}

/* Passes over white space, of which nothing, a space or a line break stays. */
static void take_spaces(struct pass *pass)
{
    size_t count = 0, lines = 0;
    uint32_t first = 0;
    for (const char *next = pass->at; next < pass->end; pass->at = next) {
        uint32_t letter = utf8_next(&next, pass->end);
        if (is_invisible(letter)) {
            note_change(pass, CHANGE_REMOVED, letter);
            continue;
        }
        if (letter != '\n' && !is_space(letter))
            break;
        first = first ? first : letter;
        lines += letter == '\n';
        count += letter != '\n';
        if (letter != ' ' && letter != '\n')
            note_change(pass, CHANGE_SPACE, letter);
    }
    bool edge = pass->out == pass->start || pass->at == pass->end;
    if (edge ? count + lines > 0 : lines && count)
        note_change(pass, CHANGE_TRIMMED, first);
    else if (!lines && count > 1)
        note_change(pass, CHANGE_RUN, first);
    if (edge)
        return;
    for (size_t i = 0; i < lines; i++)
        *pass->out++ = '\n';
    if (count && !lines)
        *pass->out++ = ' ';
}

/* Returns where the letter after `text` and its marks begins. */
static const char *skip_marks(const char *text, const char *end)
{
    for (const char *next = text; next < end; text = next)
        if (!utf8_is_mark(utf8_next(&next, end)))
            return text;
    return end;
}

/* A letter in which NFC differs is what became of one and its mark. No name has more kinds of
 * them than are kept. */
static const char *compose(struct pass *pass)
{
    enum { MOST_REPORTED = 100 };
    const char *text = pass->start;
    const char *nfc = utf8_nfc(pass->arena, text);
    const char *a = text, *b = nfc;
    const char *a_end = text + strlen(text), *b_end = nfc + strlen(nfc);
    for (size_t reported = 0; a < a_end && b < b_end && reported < MOST_REPORTED;) {
        uint32_t letter = utf8_next(&b, b_end);
        if (utf8_next(&a, a_end) == letter)
            continue;
        size_t before = pass->changes->count;
        note_change(pass, CHANGE_COMPOSED, letter);
        reported += pass->changes->count - before;
        a = skip_marks(a, a_end);
        b = skip_marks(b, b_end);
    }
    return nfc;
}

const char *normalize(struct arena *arena, const char *text, size_t column,
                      struct changes *changes, struct error *err)
{
    if (is_plain(text))
        return text;
    if (!check(text, err))
        return NULL;
    if (is_normal(text) || !*text)
        return text;
    size_t size = strlen(text);
    struct pass pass = {.arena = arena, .at = text, .end = text + size, .column = column};
    pass.changes = changes;
    pass.start = pass.out = arena_new(arena, size + 1, 1);
    while (pass.at < pass.end) {
        take_spaces(&pass);
        const char *next = pass.at;
        while (next < pass.end) {
            uint32_t letter = utf8_next(&next, pass.end);
            if (letter == '\n' || is_space(letter) || is_invisible(letter))
                break;
            memcpy(pass.out, pass.at, (size_t)(next - pass.at));
            pass.out += next - pass.at;
            pass.at = next;
        }
    }
    return compose(&pass);
}

enum { GAP = 0x2026 }; /* «…» */

/* Returns the letter at `*text`, an ordinary space for any, and «…» for a byte that belongs to
 * none or for a control character. */
static uint32_t next_readable(const char **text, const char *end)
{
    enum { LONGEST = 4 };
    for (size_t size = 1; size <= LONGEST && size <= (size_t)(end - *text); size++) {
        size_t bad;
        if (!utf8_valid(*text, size, &bad))
            continue;
        uint32_t letter = utf8_next(text, *text + size);
        if (utf8_is_space(letter))
            return ' ';
        return utf8_is_control(letter) || letter == 0xFFFD ? GAP : letter;
    }
    ++*text;
    return GAP;
}

const char *normalize_salvage(struct arena *arena, const char *text)
{
    const char *end = text + strlen(text);
    char *start = arena_new(arena, 3 * (size_t)(end - text) + 1, 1), *out = start;
    uint32_t before = ' ';
    bool any = false;
    while (text < end) {
        uint32_t letter = next_readable(&text, end);
        if (letter != before || (letter != GAP && letter != ' '))
            out += utf8_put(letter, out);
        any |= utf8_is_letter(letter) || utf8_is_digit(letter);
        before = letter;
    }
    out[out > start && before == ' ' ? -1 : 0] = '\0';
    return any ? start : "";
}

struct changes normalize_copy(const struct changes *changes, struct arena *arena)
{
    struct changes copy = {.count = changes->count, .room = changes->count};
    if (!changes->count)
        return copy;
    copy.list = arena_new(arena, changes->count, sizeof *copy.list);
    memcpy(copy.list, changes->list, changes->count * sizeof *copy.list);
    return copy;
}

/* One space or sign became another, or went: Unicode names it. */
static void report_sign(const struct change *change, const char *text, struct place place,
                        struct report *report)
{
    if (change->letter == '\t')
        report_add(report, LEVEL_NOTE, place, "space-replaced",
                   "a tab became an ordinary space in «%s».", text);
    else if (change->kind == CHANGE_SPACE)
        report_add(report, LEVEL_NOTE, place, "space-replaced",
                   "%lc became an ordinary space in «%s».", change->letter, text);
    else
        report_add(report, LEVEL_NOTE, place, "sign-removed",
                   "%lc, which cannot be seen, was removed from «%s».", change->letter, text);
}

void normalize_report(const struct change *change, const char *text, struct place place,
                      struct report *report)
{
    char letter[5] = {0};
    utf8_put(change->letter, letter);
    switch (change->kind) {
    case CHANGE_TRIMMED:
        report_add(report, LEVEL_NOTE, place, "text-trimmed",
                   "white space around «%s» was removed.", text);
        break;
    case CHANGE_RUN:
        report_add(report, LEVEL_NOTE, place, "spaces-joined",
                   "more than one space in a row became one in «%s».", text);
        break;
    case CHANGE_SPACE:
    case CHANGE_REMOVED:
        report_sign(change, text, place, report);
        break;
    case CHANGE_COMPOSED:
        report_add(report, LEVEL_NOTE, place, "letter-composed",
                   "a letter and its mark became one letter, «%s» (U+%04X), in «%s».", letter,
                   (unsigned)change->letter, text);
        break;
    case CHANGE_FORMAT:
        report_add(
            report, LEVEL_NOTE, place, "number-shown-otherwise",
            "the cell shows «%s» in another way; if that is what should be read, type it "
            "as text.",
            text);
        break;
    }
}
