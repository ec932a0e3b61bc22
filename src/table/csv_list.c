#include "table/csv_list.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "table/csv_reader.h"
#include "table/encoding_guess.h"

#include <stdlib.h>
#include <string.h>

enum {
    PART_SIZE = 64 * 1024,
    LINE_SIZE = 4 * RECORD_SIZE, /* a longer line is none: the file is no list */
};

/* How far the lines of a file have been counted. */
struct line_scan {
    size_t count;      /* that have ended */
    size_t size;       /* bytes of the one that has not */
    bool after_return; /* the last letter was a carriage return, which ends a line, too */
};

struct csv_list {
    struct reader reader; /* the first member: one is the other */
    struct file *file;
    struct csv_reader *csv;
    char separator; /* 0: it is found */
    bool asked;     /* the separator was asked for */
    struct decoder decoder;
    struct buf decoded; /* what csv_reader has not asked for yet */
    size_t taken;       /* of that */
    bool ended;         /* the file has nothing more */
    size_t number;      /* of the record read last */
};

/* Reads the next part of the file and decodes it. */
static bool decode_part(struct csv_list *list, struct error *err)
{
    char bytes[PART_SIZE];
    size_t size;
    if (!file_next(list->file, bytes, sizeof bytes, &size, err))
        return false;
    list->ended = size == 0;
    buf_clear(&list->decoded);
    list->taken = 0;
    if (size)
        decoder_add(&list->decoder, bytes, size, &list->decoded);
    else
        decoder_end(&list->decoder, &list->decoded);
    return true;
}

static bool read_bytes(void *self, void *bytes, size_t room, size_t *size, struct error *err)
{
    struct csv_list *list = self;
    if (list->decoder.encoding == ENCODING_UTF8)
        return file_next(list->file, bytes, room, size, err);
    while (list->taken == list->decoded.size && !list->ended)
        if (!decode_part(list, err))
            return false;
    size_t left = list->decoded.size - list->taken;
    *size = left < room ? left : room;
    if (*size)
        memcpy(bytes, list->decoded.data + list->taken, *size);
    list->taken += *size;
    return true;
}

static void begin(struct csv_list *list)
{
    const struct csv_source source = {.read = read_bytes, .self = list};
    csv_reader_free(list->csv);
    list->csv = csv_reader_new(source, list->separator);
    list->decoder = (struct decoder){.encoding = list->decoder.encoding};
    buf_clear(&list->decoded);
    list->taken = 0;
    list->ended = false;
    list->number = 0;
}

static enum record_result csv_list_next(struct reader *reader, struct record *record,
                                        struct report *faults, struct error *err)
{
    struct csv_list *list = (struct csv_list *)reader;
    struct error fault;
    enum record_result result = csv_reader_next(list->csv, record, &fault);
    if (result == RECORD_BAD)
        report_add_error(faults, LEVEL_ERROR, (struct place){0}, &fault);
    else if (result == RECORD_FAILED)
        *err = fault;
    record->number = ++list->number;
    reader->separator = csv_reader_separator(list->csv);
    return result;
}

static bool csv_list_rewind(struct reader *reader, struct error *err)
{
    struct csv_list *list = (struct csv_list *)reader;
    if (!file_rewind(list->file, err))
        return false;
    begin(list);
    return true;
}

static void csv_list_free(struct reader *reader)
{
    struct csv_list *list = (struct csv_list *)reader;
    csv_reader_free(list->csv);
    buf_free(&list->decoded);
    free(list);
}

bool csv_list_set_separator(struct reader *reader, char separator)
{
    struct csv_list *list = (struct csv_list *)reader;
    if (list->asked)
        return false;
    list->separator = separator;
    return true;
}

/* ---- the encoding ----------------------------------------------------------------------- */

/* Says that the encoding is not sure, and by which word the user can tell. */
static void warn_of_assumed(const struct encoding_guess *guess, struct report *notes)
{
    const char *name = encoding_name(guess->encoding);
    const char *word = guess->word.text, *other = guess->other.text;
    const struct place list = {0};
    if (*other)
        report_add(notes, LEVEL_WARNING, list, "encoding-assumed",
                   "the list is assumed to be in %s: so it reads «%s», not «%s».", name, word,
                   other);
    else if (*word)
        report_add(notes, LEVEL_WARNING, list, "encoding-assumed",
                   "the list is assumed to be in %s: so it reads «%s».", name, word);
    else
        report_add(notes, LEVEL_WARNING, list, "encoding-assumed",
                   "the list is assumed to be in %s.", name);
    report_advise(notes, "If that is wrong, use --encoding.");
}

/* Says in one line what the list is read as and what shows it. */
static void report_encoding(const struct encoding_guess *guess, struct report *notes)
{
    const char *name = encoding_name(guess->encoding);
    const char *word = guess->word.text, *other = guess->other.text;
    const struct place list = {0};
    if (guess->encoding == ENCODING_UTF8)
        return;
    if (guess->lost.text[0]) {
        report_add(notes, LEVEL_WARNING, list, "encoding-letters-lost",
                   "the list is in %s; letters that it does not have were lost: «%s».", name,
                   guess->lost.text);
        report_advise(notes, "Save the original list again as «CSV UTF-8».");
    } else if (guess->certainty == GUESS_THIN) {
        warn_of_assumed(guess, notes);
    } else if (*other) {
        report_add(notes, LEVEL_NOTE, list, "encoding-found",
                   "the list is in %s: so it reads «%s», not «%s».", name, word, other);
    } else if (*word) {
        report_add(notes, LEVEL_NOTE, list, "encoding-found",
                   "the list is in %s: so it reads «%s».", name, word);
    } else {
        report_add(notes, LEVEL_NOTE, list, "encoding-found", "the list is in %s.", name);
    }
}

static bool fail_unknown(const struct encoding_guess *guess, struct error *err)
{
    if (guess->mixed)
        return error_set(err, "encoding-mixed",
                         "some of this is UTF-8 and some is not; save the list as «CSV UTF-8 "
                         "(comma delimited)», or use --encoding.");
    if (guess->latin)
        return error_set(err, "encoding-latin",
                         "the list has Western or Turkish letters in an encoding that is not "
                         "known here: in %s it would read «%s»; open it in the program that it "
                         "comes from, and save it as «CSV UTF-8 (comma delimited)».",
                         encoding_name(guess->encoding), guess->word.text);
    if (!*guess->word.text)
        return error_set(err, "encoding-unknown",
                         "the list is in none of the encodings that are known here; open it in "
                         "the program that it comes from, and save it as «CSV UTF-8 (comma "
                         "delimited)».");
    return error_set(err, "encoding-unknown",
                     "the list is in none of the encodings that are known here: it is not "
                     "UTF-8, and in %s it would read «%s»; open it in the program that it "
                     "comes from, and save it as «CSV UTF-8 (comma delimited)».",
                     encoding_name(guess->encoding), guess->word.text);
}

static bool is_utf16(enum encoding encoding)
{
    return encoding == ENCODING_UTF16LE || encoding == ENCODING_UTF16BE;
}

/* Where the list shows by itself that it is not in the encoding that was asked for, each of its
 * rows would be gibberish. A letter or two may look like UTF-8 by chance. */
static bool check_asked(const struct encoding_scan *scan, const struct encoding_guess *guess,
                        enum encoding asked, struct error *err)
{
    enum { BY_CHANCE = 4 };
    enum encoding found = guess->encoding;
    size_t chance = is_utf16(asked) ? 0 : BY_CHANCE;
    bool plain = is_utf16(found) ||
                 (found == ENCODING_UTF8 && scan->letters > chance && !scan->bad) ||
                 (asked == ENCODING_UTF8 && guess->certainty == GUESS_SURE);
    if (found != asked && plain)
        return error_set(err, "encoding-other",
                         "the list is in %s, not in %s; leave --encoding out.",
                         encoding_name(found), encoding_name(asked));
    if (is_utf16(asked) && scan->size > 2 && !scan->nuls)
        return error_set(err, "encoding-other", "the list is not in %s; leave --encoding out.",
                         encoding_name(asked));
    return true;
}

static bool fail_many(struct error *err)
{
    return error_set(err, "list-too-many-lines",
                     "the list has more than %d lines, the most that is allowed; split it into "
                     "several lists.",
                     RECORD_COUNT);
}

/* Counts lines and the bytes of the last one; fails where there are too many, or that has
 * become too long, so that such a file is not read to its end. */
static bool check_lines(struct line_scan *lines, const char *bytes, size_t size,
                        struct error *err)
{
    struct line_scan now = *lines;
    for (size_t i = 0; i < size; i++) {
        bool feed = bytes[i] == '\n', end = feed || bytes[i] == '\r';
        now.count += end && !(feed && now.after_return);
        now.size = end ? 0 : now.size + 1;
        /* In UTF-16 a zero stands between both. */
        now.after_return = bytes[i] ? end && !feed : now.after_return;
    }
    *lines = now;
    if (lines->count > RECORD_COUNT)
        return fail_many(err);
    if (lines->size > LINE_SIZE)
        return error_set(
            err, "list-line-too-long",
            "line %zu has more than %d bytes, which no list has; check that this is the right "
            "file.",
            lines->count + 1, LINE_SIZE);
    return true;
}

/* Looks whether the whole file is UTF-8 without zeros, as nearly every list is: then there is
 * nothing to guess. */
static bool look_for_utf8(struct file *file, bool *is, struct error *err)
{
    enum { REST = 3 }; /* the most bytes of a letter that goes on in the next part */
    char bytes[PART_SIZE];
    size_t size, bad, left = 0;
    struct line_scan lines = {0};
    do {
        if (!file_next(file, bytes + left, sizeof bytes - left, &size, err) ||
            !check_lines(&lines, bytes + left, size, err))
            return false;
        size_t end = left + size;
        left = utf8_valid(bytes, end, &bad) ? 0 : end - bad;
        *is = left <= (size ? REST : 0);
        memmove(bytes, bytes + end - left, left);
    } while (*is && size);
    return true;
}

/* Judges by the whole file in which encoding it is. */
static bool guess_encoding(struct csv_list *list, const enum encoding *asked,
                           struct report *notes, struct error *err)
{
    char bytes[PART_SIZE];
    size_t size;
    struct encoding_scan scan = {0};
    struct line_scan lines = {0};
    do {
        if (!file_next(list->file, bytes, sizeof bytes, &size, err) ||
            !check_lines(&lines, bytes, size, err))
            return false;
        encoding_scan(&scan, bytes, size);
    } while (size);
    struct encoding_guess guess = encoding_guess(&scan);
    if (asked && !check_asked(&scan, &guess, *asked, err))
        return false;
    if (!asked && guess.certainty == GUESS_NONE)
        return fail_unknown(&guess, err);
    list->decoder.encoding = asked ? *asked : guess.encoding;
    if (!asked)
        report_encoding(&guess, notes);
    return true;
}

/* Looks at the whole file and goes back to its beginning. */
static bool find_encoding(struct csv_list *list, const enum encoding *asked,
                          struct report *notes, struct error *err)
{
    bool utf8 = false;
    list->decoder.encoding = ENCODING_UTF8;
    return (asked || look_for_utf8(list->file, &utf8, err)) &&
           (utf8 ||
            (file_rewind(list->file, err) && guess_encoding(list, asked, notes, err))) &&
           file_rewind(list->file, err);
}

struct reader *csv_list_open(struct file *file, char separator, const enum encoding *encoding,
                             struct report *notes, struct error *err)
{
    struct csv_list *list = mem_new(1, sizeof *list);
    list->reader = (struct reader){
        .next = csv_list_next, .rewind = csv_list_rewind, .free = csv_list_free};
    list->file = file;
    list->separator = separator;
    list->asked = separator;
    if (!find_encoding(list, encoding, notes, err)) {
        csv_list_free(&list->reader);
        return NULL;
    }
    begin(list);
    return &list->reader;
}
