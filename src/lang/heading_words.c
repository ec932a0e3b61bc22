#include "lang/heading_words.h"

#include "base/utf8.h"
#include "lang/lang_words.h"

#include <stdint.h>
#include <string.h>

enum {
    LONGEST = 400, /* bytes; whatever is longer is no heading */
    FEW_WORDS = 6, /* that the heading of a participant has at most */
};

/* The parts of a name, as bits. */
enum heading_part { PART_SURNAME = 1, PART_GIVEN = 2, PART_PATRONYMIC = 4, PART_NAME = 8 };

/* What a heading's words are. */
struct tally {
    unsigned parts; /* sum of PART_… that stand outside brackets … */
    unsigned all;   /* … or anywhere */
    bool whole;     /* a word for a whole name: ФИО */
    bool person;    /* a word for a person, in any form: участника */
    bool participant, number, place, event;
    bool rank;      /* a word for the place in a contest, or that of anything else */
    bool attribute; /* of a person, but no name: Телефон, Балл */
    bool unknown;   /* a word that may mean anything */
    size_t words;
};

/* A heading's text, where its next word begins. */
struct heading_reader {
    const struct lang_words *words;
    const char *at, *end;
    size_t depth; /* of brackets */
    bool first;   /* no word has been read yet */
};

static bool is_letter_at(const char *text, const char *end)
{
    if (text >= end)
        return false;
    uint32_t letter = utf8_next(&text, end);
    return utf8_is_letter(letter) || utf8_is_digit(letter) || letter == 0x2116; /* № */
}

/* Goes to the next word; false at the end. */
static bool find_word(struct heading_reader *reader)
{
    while (reader->at < reader->end && !is_letter_at(reader->at, reader->end)) {
        reader->depth += *reader->at == '(';
        reader->depth -= *reader->at == ')' && reader->depth;
        utf8_next(&reader->at, reader->end);
    }
    return reader->at < reader->end;
}

static size_t word_size(const struct heading_reader *reader)
{
    const char *at = reader->at;
    while (is_letter_at(at, reader->end))
        utf8_next(&at, reader->end);
    return (size_t)(at - reader->at);
}

/* Returns the entry whose word or words come next, with no letter behind them. */
static const struct word_entry *find_phrase(const struct heading_reader *reader,
                                            const struct word_list *list)
{
    const struct word_entry *entry = word_list_begins(list, reader->at);
    return entry && !is_letter_at(reader->at + strlen(entry->word), reader->end) ? entry : NULL;
}

static void take_part(struct tally *tally, const char *part, bool outside)
{
    static const struct {
        const char *name;
        enum heading_part part;
    } parts[] = {{"surname", PART_SURNAME},
                 {"given", PART_GIVEN},
                 {"patronymic", PART_PATRONYMIC},
                 {"name", PART_NAME}};
    tally->whole |= strcmp(part, "whole") == 0;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (strcmp(part, parts[i].name) == 0) {
            tally->all |= parts[i].part;
            tally->parts |= outside ? parts[i].part : 0U;
        }
}

/* Says whether the word is the entry's, whose values are its endings in the nominative. */
static bool is_nominative(const struct word_entry *entry, const char *word, size_t size)
{
    size_t stem = strlen(entry->word);
    bool is = size == stem;
    for (size_t i = 0; i < WORD_VALUES && entry->values[i]; i++)
        is |= size - stem == strlen(entry->values[i]) &&
              memcmp(word + stem, entry->values[i], size - stem) == 0;
    return is;
}

/* In Russian the person stands first, «Участник курса», in Kazakh and English last. */
static bool take_person(struct heading_reader *reader, size_t size, struct tally *tally)
{
    bool person = false;
    for (size_t i = 0; i < sizeof reader->words->participants / sizeof(struct word_list *);
         i++) {
        const struct word_entry *entry =
            word_list_begins(reader->words->participants[i], reader->at);
        struct heading_reader next = *reader;
        next.at += size;
        if (!entry || strlen(entry->word) > size)
            continue;
        bool last = !find_word(&next) || next.depth;
        person = true;
        tally->participant |= (i == LANG_RUSSIAN ? reader->first : last) &&
                              is_nominative(entry, reader->at, size);
    }
    tally->person |= person;
    return person;
}

/* Takes a word of `size` bytes that begins as the entry. */
static void take_other(const struct word_entry *entry, size_t size, struct tally *tally)
{
    const char *kind = entry->values[0] ? entry->values[0] : "";
    tally->rank |= strcmp(kind, "rank") == 0 && strlen(entry->word) == size;
    bool place = strcmp(kind, "place") == 0, event = strcmp(kind, "event") == 0;
    tally->place |= place;
    tally->event |= event;
    tally->attribute |= !place && !event;
    tally->number |= strcmp(kind, "number") == 0;
}

static void take_word(struct heading_reader *reader, struct tally *tally)
{
    const struct lang_words *words = reader->words;
    const struct word_entry *part = find_phrase(reader, words->heading_part);
    size_t size = word_size(reader);
    bool outside = !reader->depth;
    if (part) {
        take_part(tally, part->values[0] ? part->values[0] : "", outside);
        size = strlen(part->word);
    } else if (!outside || word_list_find(words->heading_qualifier, reader->at, size)) {
        /* It goes with what the column is called, whatever that is. */
    } else if (!take_person(reader, size, tally)) {
        const struct word_entry *other = word_list_begins(words->heading_other, reader->at);
        if (other)
            take_other(other, size, tally);
        tally->unknown |= !other && !word_list_find(words->heading_rank, reader->at, size);
    }
    reader->at += size;
    reader->first = false;
    tally->words++;
}

static bool has_several(unsigned parts)
{
    return parts & (parts - 1);
}

static struct heading_words judge(const struct tally *tally)
{
    bool part =
        tally->parts && !tally->place && !tally->event && (tally->person || !tally->unknown);
    bool whole = tally->whole || has_several(tally->all);
    bool attribute = tally->attribute;
    bool given = !tally->whole && (tally->all & (PART_GIVEN | PART_NAME)) &&
                 !(tally->all & PART_SURNAME);
    return (struct heading_words){
        .person = !attribute && (whole || (part && tally->parts != PART_PATRONYMIC)),
        .surname = !attribute && !whole && part && tally->parts == PART_SURNAME,
        .given = !attribute && part && given,
        .patronymic = !attribute && !whole && part && tally->parts == PART_PATRONYMIC,
        .participant = !attribute && tally->participant && tally->words <= FEW_WORDS,
        .other = attribute || ((tally->place || tally->event) && !tally->person && !whole),
        .number = tally->number || (tally->rank && !tally->unknown && !tally->place),
    };
}

char *heading_words_plain(struct arena *arena, const char *text)
{
    char *plain = utf8_lower(arena, text, "kk");
    for (char *at = plain; (at = strpbrk(at, "_-\n"));)
        *at = ' ';
    return plain;
}

bool heading_words_have_part(const struct lang_words *words, const char *plain)
{
    struct heading_reader reader = {.words = words, .at = plain, .end = plain + strlen(plain)};
    for (; find_word(&reader); reader.at += word_size(&reader))
        if (find_phrase(&reader, words->heading_part))
            return true;
    return false;
}

struct heading_words heading_words_read(const struct lang_words *words, const char *plain)
{
    struct tally tally = {0};
    size_t size = strlen(plain);
    struct heading_reader reader = {
        .words = words, .at = plain, .end = plain + size, .first = true};
    if (size <= LONGEST)
        while (find_word(&reader))
            take_word(&reader, &tally);
    return judge(&tally);
}
