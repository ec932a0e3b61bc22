#include "verify/additions.h"

#include "base/mem.h"
#include "base/number.h"

#include <stdlib.h>
#include <string.h>

/* Bytes that are stepped through, an object or a section of the table at a time. */
struct accounting {
    const struct pdf_reader *before, *after;
    struct pdf_lexer scan;
    size_t sections;     /* of the table, that are still to come */
    unsigned char *seen; /* by number: a reference to it was found sound */
    struct error *err;
};

static bool refuse_bytes(struct accounting *walk)
{
    return error_set(
        walk->err, "addition-unlisted",
        "Byte %zu: something was added after signing that the file's tables do not "
        "have; other programs may show it.",
        walk->scan.at);
}

static bool refuse_table(struct accounting *walk)
{
    return error_set(walk->err, "table-broken",
                     "Byte %zu: a cross-reference table was added after signing that does not "
                     "continue the one before it.",
                     walk->scan.at);
}

/* ---- what a search would find ------------------------------------------------------------ */

/* Says whether the word `obj` at that place would be taken for the beginning of an object. */
static bool begins_object(const char *bytes, size_t at, size_t end)
{
    size_t behind = at + strlen("obj"), before = at;
    bool apart = !pdf_lexer_is_regular(bytes[at - 1]) || number_is_digit(bytes[at - 1]);
    bool ends = behind >= end || !pdf_lexer_is_regular(bytes[behind]);
    while (before > 1 && !pdf_lexer_is_regular(bytes[before - 1]) && bytes[before - 1] <= ' ')
        before--;
    return (apart && ends) || number_is_digit(bytes[before - 1]);
}

static bool begins_trailer(const char *bytes, size_t at, size_t end)
{
    (void)end;
    return !pdf_lexer_is_regular(bytes[at - 1]);
}

/* Says whether something between the two places, which are not the file's beginning, looks like
 * an object or a trailer. */
static bool hides_something(const char *bytes, size_t from, size_t end)
{
    static const struct {
        const char *word;
        bool (*begins)(const char *bytes, size_t at, size_t end);
    } words[] = {{"obj", begins_object}, {"trailer", begins_trailer}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t size = strlen(words[i].word);
        const char *at = bytes + from;
        while ((at = memmem(at, (size_t)(bytes + end - at), words[i].word, size))) {
            if (words[i].begins(bytes, (size_t)(at - bytes), end))
                return true;
            at += size;
        }
    }
    return false;
}

/* Steps over white space and comments. */
static bool step_over_gap(struct accounting *walk)
{
    size_t from = walk->scan.at;
    pdf_lexer_space(&walk->scan);
    return !hides_something(walk->scan.bytes, from, walk->scan.at) || refuse_bytes(walk);
}

/* ---- references -------------------------------------------------------------------------- */

/* Says whether all references point at objects: where one does not, some programs search. */
static bool refers_to_objects(struct accounting *walk, const struct pdf_lexer_value *value)
{
    const struct pdf_reader *pdf = walk->after;
    struct pdf_lexer scan = pdf_lexer_of(pdf->bytes, value->at, value->end, NULL);
    struct pdf_lexer_value reference;
    uint64_t number;
    while (pdf_lexer_reference(&scan, &reference)) {
        if (!pdf_reader_number(pdf, &reference, &number))
            return false;
        if (number < pdf->table.count && walk->seen[number])
            continue;
        if (!pdf_reader_is_there(pdf, number))
            return false;
        if (number < pdf->table.count)
            walk->seen[number] = 1;
    }
    return true;
}

static bool check_references(struct accounting *walk, const struct pdf_lexer_value *value)
{
    return refers_to_objects(walk, value) ||
           error_set(walk->err, "reference-broken",
                     "Byte %zu: an object was added after signing that refers to one that the "
                     "file does not have.",
                     walk->scan.at);
}

/* ---- objects ----------------------------------------------------------------------------- */

/* Says whether an object's later version stands farther on in the file: a search finds that. */
static bool comes_later(const struct accounting *walk, uint64_t number, uint64_t generation,
                        size_t place)
{
    if (number >= walk->after->table.count)
        return false;
    const struct pdf_table_entry *entry = &walk->after->table.list[number];
    if (entry->kind == PDF_TABLE_PLAIN)
        return entry->place > place && entry->index == generation;
    const struct pdf_reader_stream *stream =
        entry->kind == PDF_TABLE_PACKED ? pdf_reader_find_stream(walk->after, entry->place)
                                        : NULL;
    return stream && stream->place > place && generation == 0;
}

/* Says whether the table has the object at that place: from the white space before it on. */
static bool is_listed(const struct accounting *walk, const struct pdf_reader_found *found)
{
    if (found->number >= walk->after->table.count)
        return false;
    const struct pdf_table_entry *entry = &walk->after->table.list[found->number];
    if (entry->kind != PDF_TABLE_PLAIN || entry->place > walk->scan.at ||
        entry->index != found->generation)
        return false;
    struct pdf_lexer space = pdf_lexer_of(walk->scan.bytes, entry->place, walk->scan.at, NULL);
    pdf_lexer_blanks(&space);
    return !pdf_lexer_more(&space);
}

/* Says whether a part of the table stands here, which need not have itself. */
static bool is_table(const struct accounting *walk, const struct pdf_reader_found *found)
{
    const struct pdf_table *table = &walk->after->table;
    bool taken =
        found->number < table->count && (table->list[found->number].kind == PDF_TABLE_PLAIN ||
                                         table->list[found->number].kind == PDF_TABLE_PACKED);
    for (size_t i = 0; i < walk->sections; i++)
        if (table->sections[i].at == walk->scan.at ||
            table->sections[i].hidden == walk->scan.at)
            return !taken || is_listed(walk, found) ||
                   comes_later(walk, found->number, found->generation, walk->scan.at);
    return false;
}

/* Says whether the table has all objects of an object stream, and whether they refer to
 * objects. */
static bool check_packed(struct accounting *walk, const struct pdf_reader_found *found)
{
    const struct pdf_reader *pdf = walk->after;
    const struct pdf_reader_stream *stream = pdf_reader_find_stream(pdf, (size_t)found->number);
    if (!stream || !is_listed(walk, found))
        return refuse_bytes(walk);
    for (size_t i = 0; i < stream->count; i++) {
        uint64_t number = stream->packed[i].number;
        struct pdf_lexer_value value;
        if (comes_later(walk, number, 0, walk->scan.at))
            continue;
        if (number >= pdf->table.count || pdf->table.list[number].kind != PDF_TABLE_PACKED ||
            pdf->table.list[number].place != found->number ||
            pdf->table.list[number].index != i)
            return refuse_bytes(walk);
        if (!pdf_reader_object(pdf, number, &value, walk->err) ||
            !check_references(walk, &value))
            return false;
    }
    return true;
}

static bool is_of_type(const struct accounting *walk, const struct pdf_lexer_value *value,
                       const char *name)
{
    struct error ignored;
    struct pdf_lexer_value type;
    return value->kind == PDF_LEXER_DICTIONARY &&
           pdf_reader_get(walk->after, value, "Type", &type, &ignored) &&
           pdf_lexer_is_name(walk->after->bytes, &type, name);
}

/* Says whether the trailer of a section names the catalog that was signed. */
static bool has_same_root(const struct accounting *walk, const struct pdf_lexer_value *trailer)
{
    struct error ignored;
    struct pdf_lexer_value before, after;
    uint64_t was, is;
    return pdf_reader_find(walk->before, &walk->before->table.trailer, "Root", &before,
                           &ignored) &&
           pdf_reader_find(walk->after, trailer, "Root", &after, &ignored) &&
           pdf_reader_number(walk->before, &before, &was) &&
           pdf_reader_number(walk->after, &after, &is) && was == is;
}

/* Says whether an object that looks like a part of the table is one, or is an object of the
 * table as any other (PDFBox writes both kinds of table) that leads to the same catalog. */
static bool is_table_or_listed(const struct accounting *walk,
                               const struct pdf_reader_found *found)
{
    return is_table(walk, found) ||
           (is_listed(walk, found) && has_same_root(walk, &found->value));
}

static bool step_over_object(struct accounting *walk)
{
    const struct pdf_reader *pdf = walk->after;
    struct pdf_reader_found found;
    struct error ignored;
    if (!pdf_reader_read_at(pdf, walk->scan.at, &found, &ignored) ||
        hides_something(pdf->bytes, found.head, found.end))
        return refuse_bytes(walk);
    bool table = is_of_type(walk, &found.value, "XRef");
    if (table ? !is_table_or_listed(walk, &found)
              : !is_listed(walk, &found) &&
                    !comes_later(walk, found.number, found.generation, walk->scan.at))
        return refuse_bytes(walk);
    if (is_of_type(walk, &found.value, "ObjStm") && !check_packed(walk, &found))
        return false;
    if (!check_references(walk, &found.value))
        return false;
    walk->scan.at = found.end;
    return true;
}

/* ---- the table --------------------------------------------------------------------------- */

/* Steps over `startxref`, the number behind it, which points at the section, and `%%EOF`. */
static bool step_over_end(struct accounting *walk, const struct pdf_table_section *section)
{
    static const char mark[] = "%%EOF";
    struct pdf_lexer *scan = &walk->scan;
    uint64_t place;
    scan->at = section->end;
    pdf_lexer_blanks(scan);
    if (!pdf_lexer_digits(scan, &place) || place > section->at)
        return refuse_table(walk);
    struct pdf_lexer space = pdf_lexer_of(scan->bytes, (size_t)place, section->at, NULL);
    pdf_lexer_blanks(&space);
    pdf_lexer_blanks(scan);
    if (pdf_lexer_more(&space) || scan->end - scan->at < strlen(mark) ||
        memcmp(scan->bytes + scan->at, mark, strlen(mark)) != 0)
        return refuse_table(walk);
    walk->sections--;
    return true;
}

/* Says whether the trailer of what was signed has that reference. */
static bool was_in_trailer(const struct accounting *walk, uint64_t wanted)
{
    const struct pdf_lexer_value *trailer = &walk->before->table.trailer;
    struct pdf_lexer scan = pdf_lexer_of(walk->before->bytes, trailer->at, trailer->end, NULL);
    struct pdf_lexer_value reference;
    uint64_t number;
    while (pdf_lexer_reference(&scan, &reference))
        if (pdf_reader_number(walk->before, &reference, &number) && number == wanted)
            return true;
    return false;
}

/* Says whether the newest trailer leads nowhere but to where that of what was signed does, and
 * to /Info: LibreOffice shows what /AdditionalStreams has. Other objects that there are not, as
 * EU DSS names them there, are looked for by nobody. */
static bool leads_nowhere_else(const struct accounting *walk,
                               const struct pdf_lexer_value *trailer)
{
    const struct pdf_reader *pdf = walk->after;
    struct pdf_lexer scan = pdf_lexer_of(pdf->bytes, trailer->at, trailer->end, NULL);
    struct pdf_lexer_value reference, info;
    struct error ignored;
    uint64_t number, described;
    bool has_info = pdf_reader_find(pdf, trailer, "Info", &info, &ignored) &&
                    pdf_reader_number(pdf, &info, &described);
    if (has_info && !pdf_reader_is_there(pdf, described))
        return false;
    while (pdf_lexer_reference(&scan, &reference))
        if (!pdf_reader_number(pdf, &reference, &number) ||
            (pdf_reader_is_there(pdf, number) && !was_in_trailer(walk, number) &&
             !(has_info && number == described)))
            return false;
    return true;
}

/* Steps over the section that stands here. */
static bool step_over_section(struct accounting *walk)
{
    const struct pdf_table_section *section = &walk->after->table.sections[walk->sections - 1];
    const struct pdf_lexer_value *trailer = &section->trailer;
    bool newest = walk->sections == 1;
    if (!has_same_root(walk, trailer) || (newest && !leads_nowhere_else(walk, trailer)))
        return refuse_table(walk);
    if (!pdf_lexer_word(&walk->scan, "xref") && !step_over_object(walk))
        return false;
    if (hides_something(walk->scan.bytes, trailer->at, section->end))
        return refuse_bytes(walk);
    return step_over_end(walk, section);
}

/* Says whether the table of what was signed is the end of the whole one. */
static bool continues(const struct accounting *walk)
{
    const struct pdf_table *old = &walk->before->table, *new = &walk->after->table;
    if (old->section_count >= new->section_count)
        return false;
    const struct pdf_table_section *first =
        &new->sections[new->section_count - old->section_count];
    return old->sections[0].at == first->at && (first - 1)->at >= walk->before->size;
}

/* Says whether what the table has of new is there, also what nothing refers to. */
static bool is_sound(const struct accounting *walk)
{
    const struct pdf_table *table = &walk->after->table;
    for (size_t i = 0; i < table->count; i++) {
        bool used =
            table->list[i].kind == PDF_TABLE_PLAIN || table->list[i].kind == PDF_TABLE_PACKED;
        if (used && !pdf_reader_same_place(walk->before, walk->after, i) &&
            !pdf_reader_is_there(walk->after, i))
            return false;
    }
    return true;
}

bool additions_are_listed(const struct pdf_reader *before, const struct pdf_reader *after,
                          struct error *err)
{
    struct accounting walk = {
        .before = before,
        .after = after,
        .scan = pdf_lexer_of(after->bytes, before->size, after->size, err),
        .err = err,
    };
    if (!continues(&walk) || !is_sound(&walk))
        return refuse_table(&walk);
    walk.sections = after->table.section_count - before->table.section_count;
    walk.seen = mem_new(after->table.count + 1, sizeof *walk.seen);
    bool whole = step_over_gap(&walk);
    while (whole && pdf_lexer_more(&walk.scan)) {
        if (walk.sections == 0)
            whole = refuse_table(&walk);
        else if (walk.scan.at == after->table.sections[walk.sections - 1].at)
            whole = step_over_section(&walk);
        else
            whole = step_over_object(&walk);
        whole = whole && step_over_gap(&walk);
    }
    free(walk.seen);
    return whole && (walk.sections == 0 || refuse_table(&walk));
}
