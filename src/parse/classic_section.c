#include "parse/classic_section.h"

#include <string.h>

enum {
    ENTRY_SIZE = 20,  /* bytes */
    TURNS_LIMIT = 64, /* subsections of a section that do not ascend */
};

bool classic_section_broken(struct pdf_section *section, size_t at)
{
    return error_set(section->scan.err, "pdf-damaged",
                     "Byte %zu: the cross-reference table is not whole.", at);
}

static bool is_one_of(char c, const char *characters)
{
    return c && strchr(characters, c);
}

/* Reads `0000012345 00000 n` and a line break of two bytes: where the object stands. Each byte
 * counts: programs that find another one there search the file for objects instead. */
static bool read_entry(const struct pdf_section *section, size_t at,
                       struct pdf_table_entry *entry)
{
    struct pdf_lexer scan = pdf_lexer_of(section->scan.bytes, at, at + ENTRY_SIZE, NULL);
    const char *text = section->scan.bytes + at;
    uint64_t place, generation;
    if (!pdf_lexer_digits(&scan, &place) || scan.at++ != at + 10 || text[10] != ' ' ||
        !pdf_lexer_digits(&scan, &generation) || scan.at++ != at + 16 || text[16] != ' ' ||
        generation > PDF_GENERATION_LIMIT)
        return false;
    *entry =
        (struct pdf_table_entry){.kind = text[17] == 'n' ? PDF_TABLE_PLAIN : PDF_TABLE_FREE,
                                 .index = (uint32_t)generation,
                                 .place = (size_t)place};
    return is_one_of(text[17], "nf") && is_one_of(text[18], " \r\n") &&
           is_one_of(text[19], " \r\n");
}

static bool step_over(struct pdf_lexer *scan, char c)
{
    bool there = pdf_lexer_more(scan) && scan->bytes[scan->at] == c;
    scan->at += there;
    return there;
}

/* A subsection: `FIRST COUNT` and its entries. They are entered when the trailer is known. */
struct subsection {
    uint64_t first, count;
};

static bool read_subsection(struct pdf_section *section, struct subsection *part)
{
    struct pdf_lexer *scan = &section->scan;
    if (!pdf_lexer_digits(scan, &part->first) || !step_over(scan, ' ') ||
        !pdf_lexer_digits(scan, &part->count))
        return false;
    while (step_over(scan, ' '))
        continue;
    bool ends = step_over(scan, '\r');
    return (step_over(scan, '\n') || ends) &&
           part->count <= (scan->end - scan->at) / ENTRY_SIZE;
}

/* Steps over `trailer`, which only white space may stand before. */
static bool is_trailer(struct pdf_lexer *scan)
{
    struct pdf_lexer ahead = *scan;
    pdf_lexer_blanks(&ahead);
    bool found = pdf_lexer_word(&ahead, "trailer");
    if (found)
        *scan = ahead;
    return found;
}

/* Says whether the subsection from `here` on has no object of those from `at` to there. */
static bool is_apart(const struct pdf_section *section, size_t at, size_t here,
                     const struct subsection *part)
{
    struct pdf_section before = *section;
    struct pdf_lexer *scan = &before.scan;
    scan->at = at;
    while (scan->at < here) {
        struct subsection other;
        if (!read_subsection(&before, &other) || (part->first < other.first + other.count &&
                                                  other.first < part->first + part->count))
            return false;
        scan->at += (size_t)other.count * ENTRY_SIZE;
    }
    return true;
}

/* A free object at the beginning is taken for object 0 by some programs, and all that follows
 * for what stands before it. */
static bool is_shifted(const struct subsection *part, uint64_t at,
                       const struct pdf_table_entry *entry)
{
    return part->first == 1 && at == 0 && entry->kind == PDF_TABLE_FREE;
}

/* No object can stand in two places of one section. Subsections ascend but for a few, as some
 * programs write them, which are looked at one by one. */
bool classic_section_enter(struct pdf_section *section, size_t at)
{
    struct pdf_lexer *scan = &section->scan;
    size_t behind = scan->at, turns = 0;
    uint64_t next = 0;
    for (scan->at = at; !is_trailer(scan);) {
        struct subsection part;
        struct pdf_table_entry entry;
        size_t here = scan->at;
        if (!read_subsection(section, &part) ||
            (part.first < next &&
             (++turns > TURNS_LIMIT || !is_apart(section, at, here, &part))))
            return classic_section_broken(section, scan->at);
        if (part.first + part.count > next)
            next = part.first + part.count;
        for (uint64_t i = 0; i < part.count; i++, scan->at += ENTRY_SIZE)
            if (!read_entry(section, scan->at, &entry) || is_shifted(&part, i, &entry) ||
                !pdf_section_set_entry(section, part.first + i, entry))
                return classic_section_broken(section, scan->at);
    }
    scan->at = behind;
    return true;
}

bool classic_section_read_trailer(struct pdf_section *section)
{
    struct pdf_lexer *scan = &section->scan;
    struct subsection part;
    while (!is_trailer(scan)) {
        if (!read_subsection(section, &part))
            return classic_section_broken(section, scan->at);
        scan->at += (size_t)part.count * ENTRY_SIZE;
    }
    size_t end = scan->end;
    scan->end = end - scan->at > PDF_TRAILER_LIMIT ? scan->at + PDF_TRAILER_LIMIT : end;
    bool whole = pdf_lexer_value(scan, &section->trailer);
    scan->end = end;
    return whole;
}
