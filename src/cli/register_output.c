#include "cli/register_output.h"

#include "base/json.h"
#include "cli/moment.h"
#include "cli/output.h"
#include "table/xlsx_writer.h"

#include <libintl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { TIME_SIZE = 32 };

/* A time in UTC; "" for none. */
static const char *time_text(int64_t time, char text[MOMENT_UTC_SIZE])
{
    text[0] = '\0';
    if (time)
        moment_utc(time, text);
    return text;
}

/* The same as ISO 8601 has it in the time zone of this computer, with its offset from UTC. */
static const char *local_text(int64_t time, char text[TIME_SIZE])
{
    time_t seconds = (time_t)time;
    struct tm parts;
    text[0] = '\0';
    if (!time || !localtime_r(&seconds, &parts))
        return text;
    size_t size = strftime(text, TIME_SIZE, "%Y-%m-%dT%H:%M:%S", &parts);
    int minutes = (int)(parts.tm_gmtoff / 60), away = abs(minutes);
    snprintf(text + size, TIME_SIZE - size, "%c%02d:%02d", minutes < 0 ? '-' : '+', away / 60,
             away % 60);
    return text;
}

static const char *hex(bool has, const struct digest *digest, char text[DIGEST_HEX_SIZE])
{
    text[0] = '\0';
    if (has)
        digest_hex(digest, text);
    return text;
}

/* A spare number is nobody's. */
static const char *who(const struct registry_record *record)
{
    return record->has_person ? record->who : "–";
}

/* The words for it in the language of messages. */
static const char *state(const struct registry_record *record)
{
    return gettext(registry_state_word(record->state));
}

/* What was said when it came to that; of a spare number, that it is one. */
static const char *reason(const struct registry_record *record)
{
    return record->has_person || strcmp(record->reason, "spare") != 0 ? record->reason
                                                                      : gettext("spare");
}

void register_output_line(const struct registry_record *record)
{
    struct buf line = {0};
    buf_printf(&line, "%s  %s  %s", record->number, state(record), who(record));
    if (*record->file)
        buf_printf(&line, "  %s", record->file);
    if (record->current && record->duplicate == DUPLICATE_ASKED)
        buf_printf(&line, "  (%s: %s)", gettext("a duplicate is asked for"), reason(record));
    else if (*record->reason)
        buf_printf(&line, "  (%s)", reason(record));
    output_line(stdout, line.data);
    buf_free(&line);
}

static void print_member(const char *name, const char *text)
{
    struct buf line = {0};
    buf_printf(&line, "  %s: %s", name, text);
    if (*text)
        output_line(stdout, line.data);
    buf_free(&line);
}

void register_output_whole(const struct registry_record *record)
{
    struct buf line = {0};
    char time[TIME_SIZE], digest[DIGEST_HEX_SIZE];
    buf_printf(&line, "%s, %zu: %s: %s", record->number, record->version, state(record),
               who(record));
    output_line(stdout, line.data);
    print_member(gettext("reason"), reason(record));
    print_member(gettext("time"), local_text(record->time, time));
    print_member(gettext("file"), record->file);
    for (const char *at = record->fields; *at;) {
        size_t size = strcspn(at, "\n"), kept = *at == '+'; /* not on the certificate */
        buf_clear(&line);
        buf_printf(&line, "  %.*s", (int)(size - kept), at + kept);
        output_line(stdout, line.data);
        at += size + (at[size] == '\n');
    }
    print_member(gettext("SHA-256 of the file"),
                 hex(record->has_sha256, &record->sha256, digest));
    print_member(gettext("SHA-256 of the signer's certificate"),
                 hex(record->has_signer, &record->signer, digest));
    buf_free(&line);
}

/* ---- the members, by name --------------------------------------------------------------- */

enum { MEMBERS = 11 };

static const char *const names[MEMBERS] = {"event",   "number", "version", "state",
                                           "current", "who",    "file",    "sha256",
                                           "signer",  "time",   "reason"};

struct member_texts {
    const char *list[MEMBERS];
    char version[24], time[MOMENT_UTC_SIZE], sha256[DIGEST_HEX_SIZE], signer[DIGEST_HEX_SIZE];
};

static void describe(const struct registry_record *record, const char *event,
                     struct member_texts *texts)
{
    snprintf(texts->version, sizeof texts->version, "%zu", record->version);
    const char *const list[MEMBERS] = {
        event,
        record->number,
        texts->version,
        registry_state_word(record->state),
        record->current ? "yes" : "no",
        record->who,
        record->file,
        hex(record->has_sha256, &record->sha256, texts->sha256),
        hex(record->has_signer, &record->signer, texts->signer),
        time_text(record->time, texts->time),
        record->reason,
    };
    memcpy(texts->list, list, sizeof list);
}

void register_output_json(const struct registry_record *record, const char *event,
                          struct buf *lines)
{
    struct member_texts texts = {0};
    struct buf line = {0};
    describe(record, event, &texts);
    for (size_t i = 0; i < MEMBERS; i++)
        json_text(&line, names[i], texts.list[i]);
    json_text(&line, "fields", record->fields);
    json_end(&line);
    buf_puts(lines, line.data);
    buf_free(&line);
}

/* A field that a spreadsheet takes for a formula is shown as the text that it is. */
static void put_field(struct buf *table, const char *text)
{
    buf_putc(table, '"');
    if (*text && strchr("=+-@\t\r", *text))
        buf_putc(table, '\'');
    for (; *text; text++) {
        if (*text == '"')
            buf_putc(table, '"');
        buf_putc(table, *text);
    }
    buf_putc(table, '"');
}

static void put_row(bool workbook, struct buf *table, const char *const *fields)
{
    if (workbook) {
        xlsx_add_row(table, fields, MEMBERS);
        return;
    }
    for (size_t i = 0; i < MEMBERS; i++) {
        if (i)
            buf_putc(table, ';');
        put_field(table, fields[i]);
    }
    buf_puts(table, "\r\n");
}

void register_output_headings(bool workbook, struct buf *table)
{
    if (!workbook)
        buf_puts(table, "\xEF\xBB\xBF");
    put_row(workbook, table, names);
}

void register_output_row(const struct registry_record *record, const char *event, bool workbook,
                         struct buf *table)
{
    struct member_texts texts = {0};
    describe(record, event, &texts);
    put_row(workbook, table, texts.list);
}

/* What a workbook is known by. */
static const char kind[] = "kualik register export";

bool register_output_workbook(struct buf *table, struct error *err)
{
    struct buf file = {0};
    bool made = xlsx_make(table, kind, &file, err);
    buf_free(table);
    *table = file;
    return made;
}

bool register_output_made(const struct buf *bytes)
{
    static const char json[] = "{\"event\":";
    struct buf table = {0};
    register_output_headings(false, &table);
    bool ours =
        xlsx_is(bytes, kind) ||
        (bytes->size >= table.size && memcmp(bytes->data, table.data, table.size) == 0) ||
        (bytes->size >= strlen(json) && memcmp(bytes->data, json, strlen(json)) == 0);
    buf_free(&table);
    return ours;
}
