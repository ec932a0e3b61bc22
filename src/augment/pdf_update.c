#include "augment/pdf_update.h"

#include "base/hash.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum {
    OFFSET_SIZE = 5,
    ID_SIZE = 16,
    RANGE_SIZE = 44, /* bytes of /ByteRange: four numbers of ten digits */
};

static bool fail_of_form(struct error *err)
{
    return error_set(err, "pdf-not-extendable",
                     "The file is built in a way that nothing can be added to it.");
}

/* ---- finding ---------------------------------------------------------------------------- */

/* Reads `12 0 R`. */
static bool read_reference(const char *bytes, const struct pdf_lexer_value *value,
                           struct pdf_holder *holder)
{
    struct pdf_lexer scan = pdf_lexer_of(bytes, value->at, value->end, NULL);
    if (!pdf_lexer_digits(&scan, &holder->number))
        return false;
    pdf_lexer_space(&scan);
    return pdf_lexer_digits(&scan, &holder->generation);
}

/* Follows a reference, if `part->value` is one. */
static bool follow(const struct pdf_reader *pdf, struct pdf_part *part, struct error *err)
{
    if (part->value.kind == PDF_LEXER_REFERENCE) {
        struct pdf_holder holder;
        if (!read_reference(pdf->bytes, &part->value, &holder))
            return fail_of_form(err);
        if (!pdf_reader_resolve(pdf, &part->value, err))
            return false;
        holder.object = part->value;
        part->holder = holder;
    }
    if (part->value.kind == PDF_LEXER_NULL)
        part->value.kind = PDF_LEXER_MISSING;
    return true;
}

bool pdf_update_find(const struct pdf_update *update, const struct pdf_part *from,
                     const char *key, struct pdf_part *part, struct error *err)
{
    const struct pdf_reader *pdf = update->pdf;
    const struct pdf_lexer_value *dictionary = from ? &from->value : &pdf->table.trailer;
    struct pdf_part found = {0};
    if (from)
        found.holder = from->holder;
    if (dictionary->kind != PDF_LEXER_DICTIONARY)
        return fail_of_form(err);
    if (!pdf_reader_find(pdf, dictionary, key, &found.value, err) || !follow(pdf, &found, err))
        return false;
    *part = found;
    return true;
}

bool pdf_update_next(const struct pdf_update *update, const struct pdf_part *from,
                     struct pdf_lexer_value *at, struct pdf_part *part, struct error *err)
{
    if (!pdf_reader_next(update->pdf, &from->value, at, err))
        return false;
    *part = (struct pdf_part){.value = *at, .holder = from->holder};
    return follow(update->pdf, part, err);
}

/* ---- changing --------------------------------------------------------------------------- */

/* Replaces the text from `at` to `end` of the holder's object. Parts that are replaced do not
 * overlap. */
static void change_part(struct pdf_update *update, const struct pdf_holder *holder, size_t at,
                        size_t end, const char *text)
{
    update->changes = mem_grow(update->changes, update->change_count, &update->change_room,
                               sizeof *update->changes);
    struct pdf_change *change = &update->changes[update->change_count++];
    *change = (struct pdf_change){.holder = *holder, .at = at, .end = end};
    buf_puts(&change->text, text);
}

bool pdf_update_set(struct pdf_update *update, const struct pdf_part *from, const char *key,
                    const char *text, struct error *err)
{
    struct pdf_lexer_value value;
    struct buf entry = {0};
    if (!pdf_reader_find(update->pdf, &from->value, key, &value, err))
        return false;
    size_t behind = from->value.end - strlen(">>");
    bool missing = value.kind == PDF_LEXER_MISSING;
    if (missing)
        buf_printf(&entry, "/%s ", key);
    buf_puts(&entry, text);
    change_part(update, &from->holder, missing ? behind : value.at,
                missing ? behind : value.end, buf_text(&entry));
    buf_free(&entry);
    return true;
}

bool pdf_update_append(struct pdf_update *update, const struct pdf_part *from, const char *key,
                       const char *text, struct error *err)
{
    struct pdf_part array = {0};
    struct buf element = {0};
    if (!pdf_update_find(update, from, key, &array, err))
        return false;
    bool there = array.value.kind == PDF_LEXER_ARRAY, done = true;
    buf_printf(&element, there ? " %s" : "[%s]", text);
    if (there)
        change_part(update, &array.holder, array.value.end - 1, array.value.end - 1,
                    buf_text(&element));
    else if (array.value.kind == PDF_LEXER_MISSING)
        done = pdf_update_set(update, from, key, buf_text(&element), err);
    else
        done = fail_of_form(err);
    buf_free(&element);
    return done;
}

/* ---- writing ---------------------------------------------------------------------------- */

bool pdf_update_begin(struct pdf_update *update, const struct pdf_reader *pdf,
                      struct error *err)
{
    struct pdf_lexer_value size;
    *update = (struct pdf_update){.pdf = pdf};
    if (!pdf_reader_find(pdf, &pdf->table.trailer, "Size", &size, err))
        return false;
    if (!pdf_lexer_number(pdf->bytes, &size, &update->next) || update->next < 2 ||
        update->next > INT32_MAX)
        return fail_of_form(err);
    if (pdf->bytes[pdf->size - 1] != '\n')
        buf_putc(&update->out, '\n');
    return true;
}

void pdf_update_free(struct pdf_update *update)
{
    for (size_t i = 0; i < update->change_count; i++)
        buf_free(&update->changes[i].text);
    free(update->changes);
    free(update->entries);
    buf_free(&update->out);
    *update = (struct pdf_update){0};
}

uint64_t pdf_update_take(struct pdf_update *update)
{
    return update->next++;
}

static void note_at(struct pdf_update *update, uint64_t number, uint64_t generation,
                    size_t offset)
{
    update->entries = mem_grow(update->entries, update->entry_count, &update->entry_room,
                               sizeof *update->entries);
    update->entries[update->entry_count++] =
        (struct pdf_update_entry){number, generation, update->pdf->size + offset};
}

static void note(struct pdf_update *update, uint64_t number, uint64_t generation)
{
    note_at(update, number, generation, update->out.size);
}

void pdf_update_open(struct pdf_update *update, uint64_t number)
{
    note(update, number, 0);
    buf_printf(&update->out, "%" PRIu64 " 0 obj\n", number);
}

void pdf_update_close(struct pdf_update *update)
{
    buf_puts(&update->out, "\nendobj\n");
}

void pdf_update_objects(struct pdf_update *update, const void *bytes, size_t size,
                        const size_t *offsets, size_t count)
{
    for (size_t i = 0; i < count; i++)
        note_at(update, pdf_update_take(update), 0, update->out.size + offsets[i]);
    buf_add(&update->out, bytes, size);
}

uint64_t pdf_update_stream(struct pdf_update *update, const void *bytes, size_t size)
{
    uint64_t number = pdf_update_take(update);
    pdf_update_open(update, number);
    buf_printf(&update->out, "<</Length %zu>>\nstream\n", size);
    buf_add(&update->out, bytes, size);
    buf_puts(&update->out, "\nendstream");
    pdf_update_close(update);
    return number;
}

void pdf_update_text(struct pdf_update *update, const char *text)
{
    enum { PLANE = 0x10000, HIGH = 0xD800, LOW = 0xDC00 };
    const char *end = text + strlen(text);
    buf_puts(&update->out, "<feff");
    while (text < end) {
        uint32_t letter = utf8_next(&text, end);
        if (letter >= PLANE)
            buf_printf(&update->out, "%04x%04x", (unsigned)(HIGH + ((letter - PLANE) >> 10)),
                       (unsigned)(LOW + ((letter - PLANE) & 0x3FF)));
        else
            buf_printf(&update->out, "%04x", (unsigned)letter);
    }
    buf_putc(&update->out, '>');
}

void pdf_update_placeholder(struct pdf_update *update, size_t contents_size,
                            struct placeholder *placeholder)
{
    struct buf *out = &update->out;
    buf_puts(out, "/ByteRange");
    placeholder->range_at = update->pdf->size + out->size;
    placeholder->range_size = RANGE_SIZE;
    buf_printf(out, "[%*s]", RANGE_SIZE - 2, "");
    buf_puts(out, "/Contents");
    placeholder->contents_at = update->pdf->size + out->size;
    placeholder->contents_size = contents_size;
    buf_putc(out, '<');
    memset(buf_reserve(out, contents_size - 2), '0', contents_size - 2);
    out->size += contents_size - 2;
    buf_putc(out, '>');
}

static int by_place(const void *left, const void *right)
{
    const struct pdf_change *a = left, *b = right;
    if (a->holder.number != b->holder.number)
        return a->holder.number < b->holder.number ? -1 : 1;
    return (a->at > b->at) - (a->at < b->at);
}

/* Writes the object that the first of `count` changes is about, and all that are about it.
 * Returns how many that are. */
static size_t put_changed(struct pdf_update *update, const struct pdf_change *changes,
                          size_t count)
{
    const struct pdf_holder *holder = &changes->holder;
    const char *bytes = update->pdf->bytes;
    size_t at = holder->object.at, done = 0;
    note(update, holder->number, holder->generation);
    buf_printf(&update->out, "%" PRIu64 " %" PRIu64 " obj\n", holder->number,
               holder->generation);
    for (; done < count && changes[done].holder.number == holder->number; done++) {
        buf_add(&update->out, bytes + at, changes[done].at - at);
        buf_add(&update->out, changes[done].text.data, changes[done].text.size);
        at = changes[done].end;
    }
    buf_add(&update->out, bytes + at, holder->object.end - at);
    pdf_update_close(update);
    return done;
}

/* ---- table and trailer ------------------------------------------------------------------ */

static int by_number(const void *left, const void *right)
{
    const struct pdf_update_entry *a = left, *b = right;
    return (a->number > b->number) - (a->number < b->number);
}

static void copy_entry(const struct pdf_update *update, const char *key, struct buf *out)
{
    struct error ignored;
    struct pdf_lexer_value value;
    const struct pdf_reader *pdf = update->pdf;
    if (!pdf_reader_find(pdf, &pdf->table.trailer, key, &value, &ignored) ||
        value.kind == PDF_LEXER_MISSING)
        return;
    buf_printf(out, "/%s ", key);
    buf_add(out, pdf->bytes + value.at, value.end - value.at);
}

/* Where the last table of the file stands. */
static bool find_previous(const struct pdf_reader *pdf, uint64_t *previous)
{
    static const char word[] = "startxref";
    size_t at = pdf->size;
    while (at-- > 0)
        if (pdf->size - at >= strlen(word) && memcmp(pdf->bytes + at, word, strlen(word)) == 0)
            break;
    if (at >= pdf->size)
        return false;
    struct pdf_lexer scan = pdf_lexer_of(pdf->bytes, at + strlen(word), pdf->size, NULL);
    pdf_lexer_space(&scan);
    return pdf_lexer_digits(&scan, previous);
}

/* The first part of /ID stays for the file's life; the second tells this state of it. */
static bool put_id(const struct pdf_update *update, struct buf *out, struct error *err)
{
    struct pdf_lexer_value pair, part = {0};
    const struct pdf_reader *pdf = update->pdf;
    if (!pdf_reader_find(pdf, &pdf->table.trailer, "ID", &pair, err))
        return false;
    if (pair.kind == PDF_LEXER_MISSING)
        return true;
    if (!pdf_reader_resolve(pdf, &pair, err) || !pdf_reader_next(pdf, &pair, &part, err) ||
        (part.kind != PDF_LEXER_HEX && part.kind != PDF_LEXER_TEXT))
        return fail_of_form(err);
    const struct digest digest = hash_of(&(struct span){update->out.data, update->out.size}, 1);
    buf_puts(out, "/ID[");
    buf_add(out, pdf->bytes + part.at, part.end - part.at);
    buf_putc(out, '<');
    for (size_t i = 0; i < ID_SIZE; i++)
        buf_printf(out, "%02X", digest.bytes[i]);
    buf_puts(out, ">]");
    return true;
}

static bool put_trailer(const struct pdf_update *update, struct buf *out, struct error *err)
{
    uint64_t previous;
    if (!find_previous(update->pdf, &previous))
        return fail_of_form(err);
    buf_printf(out, "/Size %" PRIu64 "/Prev %" PRIu64, update->next, previous);
    copy_entry(update, "Root", out);
    copy_entry(update, "Info", out);
    return put_id(update, out, err);
}

static void put_number(struct buf *out, uint64_t number, unsigned size)
{
    while (size-- > 0)
        buf_putc(out, (char)(unsigned char)(number >> 8 * size));
}

/* As a stream (7.5.8), which is an object like any other and has an entry of its own. */
static void put_stream(struct pdf_update *update, const struct buf *trailer, uint64_t number)
{
    struct buf *out = &update->out;
    buf_printf(out, "%" PRIu64 " 0 obj\n<</Type/XRef/W[1 %d 2]/Length %zu", number,
               (int)OFFSET_SIZE, update->entry_count * (1 + OFFSET_SIZE + 2));
    buf_puts(out, "/Index[");
    for (size_t i = 0; i < update->entry_count; i++)
        buf_printf(out, "%s%" PRIu64 " 1", i ? " " : "", update->entries[i].number);
    buf_puts(out, "]");
    buf_add(out, trailer->data, trailer->size);
    buf_puts(out, ">>\nstream\n");
    for (size_t i = 0; i < update->entry_count; i++) {
        put_number(out, 1, 1);
        put_number(out, update->entries[i].offset, OFFSET_SIZE);
        put_number(out, update->entries[i].generation, 2);
    }
    buf_puts(out, "\nendstream\nendobj\n");
}

static void put_classic(struct pdf_update *update, const struct buf *trailer)
{
    struct buf *out = &update->out;
    buf_puts(out, "xref\n");
    for (size_t i = 0; i < update->entry_count; i++)
        buf_printf(out, "%" PRIu64 " 1\n%010zu %05" PRIu64 " n \n", update->entries[i].number,
                   update->entries[i].offset, update->entries[i].generation);
    buf_puts(out, "trailer\n<<");
    buf_add(out, trailer->data, trailer->size);
    buf_puts(out, ">>\n");
}

/* A table appended to a file of the other kind makes some readers find the file broken. */
static bool has_streams(const struct pdf_reader *pdf)
{
    struct error ignored;
    struct pdf_lexer_value type;
    return pdf_reader_find(pdf, &pdf->table.trailer, "Type", &type, &ignored) &&
           pdf_lexer_is_name(pdf->bytes, &type, "XRef");
}

bool pdf_update_end(struct pdf_update *update, struct error *err)
{
    struct buf trailer = {0};
    if (update->change_count)
        qsort(update->changes, update->change_count, sizeof *update->changes, by_place);
    for (size_t i = 0; i < update->change_count;)
        i += put_changed(update, update->changes + i, update->change_count - i);
    bool streams = has_streams(update->pdf);
    uint64_t number = streams ? pdf_update_take(update) : 0;
    size_t table = update->pdf->size + update->out.size;
    if (streams)
        note(update, number, 0);
    qsort(update->entries, update->entry_count, sizeof *update->entries, by_number);
    bool made = put_trailer(update, &trailer, err);
    if (made && streams)
        put_stream(update, &trailer, number);
    else if (made)
        put_classic(update, &trailer);
    buf_printf(&update->out, "startxref\n%zu\n%%%%EOF\n", table);
    buf_free(&trailer);
    return made;
}
