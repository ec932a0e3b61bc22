#include "lang/rules.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    PARTS_MOST = 32, /* of a pattern */
    STARS_MOST = 3,  /* of a pattern: bounds the search for a match */
    SIZE_MOST = 1 << 20,
};

/* Letters of the Cyrillic block, a bit each. */
struct letters {
    uint64_t bits[4];
};

/* One place of a pattern. There are many thousand: what they have in common they share. */
struct pattern_place {
    const struct letters *letters;
    bool star;
};

struct pattern_rule {
    struct rule rule;
    const struct pattern_place *parts;
    size_t count;
    bool whole; /* must match the word from its first letter */
    struct pattern_rule *next;
};

struct rule_section {
    const char *name;
    struct pattern_rule *first, **end;
    const struct rule_section *use; /* where to go on, or NULL */
    struct rule_section *next;
};

/* `let`: a name for letters. */
struct named {
    const char *name;
    struct letters letters;
    struct named *next;
};

struct rules {
    struct arena arena;
    const char *name;
    struct rule_section *sections; /* newest first */
    struct named *lets;
    struct letters single[UCHAR_MAX + 1]; /* each letter alone, once it has been read */
};

struct rules_reader {
    struct rules *rules;
    struct rule_section *section;
    size_t line;
    struct error *err;
};

/* Fails with a sentence about a word of the line. */
static bool wrong(struct rules_reader *reader, const char *code, const char *format,
                  const char *word)
{
    error_set(reader->err, code, format, word);
    return error_at(reader->err,
                    (struct place){.file = reader->rules->name, .line = reader->line});
}

static void letters_add(struct letters *set, unsigned char letter)
{
    set->bits[letter / 64] |= UINT64_C(1) << (letter % 64);
}

static bool letters_have(const struct letters *set, unsigned char letter)
{
    return set->bits[letter / 64] >> (letter % 64) & 1;
}

static struct named *named_find(struct named *list, const char *name, size_t size)
{
    for (; list; list = list->next)
        if (strlen(list->name) == size && !memcmp(list->name, name, size))
            return list;
    return NULL;
}

/* Returns the set of the one letter or <name> at `*text`, and moves behind it; NULL on failure.
 */
static const struct letters *read_letters(struct rules_reader *reader, const char **text)
{
    const char *start = *text;
    if (*start == '<') {
        const char *close = strchr(start, '>');
        size_t size = close ? (size_t)(close - start - 1) : 0;
        const struct named *let = named_find(reader->rules->lets, start + 1, size);
        if (!close || !let) {
            wrong(reader, "rules-let-unknown", "No `let` has named these letters: «%s».",
                  start);
            return NULL;
        }
        *text = close + 1;
        return &let->letters;
    }
    unsigned char letter = cyrillic_letter(utf8_next(text, start + strlen(start)));
    if (!letter) {
        wrong(reader, "rules-letter", "This is not a Cyrillic letter: «%s».", start);
        return NULL;
    }
    struct letters *single = &reader->rules->single[letter];
    letters_add(single, letter);
    if (letter == CYRILLIC_YE)
        letters_add(single, CYRILLIC_YO);
    return single;
}

/* Adds to `set` the one letter or <name> at `*text`, and moves behind it. */
static bool add_letters(struct rules_reader *reader, const char **text, struct letters *set)
{
    const struct letters *read = read_letters(reader, text);
    for (size_t i = 0; read && i < sizeof set->bits / sizeof *set->bits; i++)
        set->bits[i] |= read->bits[i];
    return read;
}

/* Reads letters in brackets. */
static const struct letters *read_brackets(struct rules_reader *reader, const char **text)
{
    struct letters *set = arena_new(&reader->rules->arena, 1, sizeof *set);
    const char *open = (*text)++;
    while (**text && **text != ']')
        if (!add_letters(reader, text, set))
            return NULL;
    if (!**text) {
        wrong(reader, "rules-bracket", "A bracket is not closed: «%s».", open);
        return NULL;
    }
    ++*text;
    return set;
}

/* Reads one place of a pattern: a letter, <name> or [letters], perhaps with a star. */
static bool read_part(struct rules_reader *reader, const char **text,
                      struct pattern_place *part)
{
    part->letters = **text == '[' ? read_brackets(reader, text) : read_letters(reader, text);
    if (!part->letters)
        return false;
    part->star = **text == '*';
    *text += part->star;
    return true;
}

/* Returns a copy in the rules' memory. */
static void *keep(struct rules_reader *reader, const void *bytes, size_t size)
{
    void *kept = arena_new(&reader->rules->arena, size, 1);
    return size ? memcpy(kept, bytes, size) : kept;
}

static bool read_pattern(struct rules_reader *reader, const char *text,
                         struct pattern_rule *rule)
{
    const char *source = text;
    struct pattern_place parts[PARTS_MOST];
    size_t count = 0, bar = 0, stars = 0;
    bool barred = false;
    rule->whole = *text != '-';
    text += !rule->whole;
    while (*text) {
        if (*text == '|' && !barred) {
            barred = true;
            bar = count;
            text++;
            continue;
        }
        if (count == PARTS_MOST)
            return wrong(reader, "rules-pattern-long", "This pattern is too long: «%s».",
                         source);
        if (!read_part(reader, &text, &parts[count]))
            return false;
        stars += parts[count].star;
        if (barred && parts[count].star)
            return wrong(reader, "rules-star-after-bar",
                         "There can be no star after a bar: «%s».", source);
        count++;
    }
    if (stars > STARS_MOST)
        return wrong(reader, "rules-stars", "This pattern has too many stars: «%s».", source);
    rule->parts = keep(reader, parts, count * sizeof *parts);
    rule->count = count;
    rule->rule.tail = barred ? count - bar : stars ? 0 : count;
    return true;
}

static bool is_blank(char sign)
{
    return sign == ' ' || sign == '\t' || sign == '\r';
}

/* Cuts the next word off `*line`; returns NULL at its end. */
static char *next_word(char **line)
{
    char *start = *line;
    while (is_blank(*start))
        start++;
    if (!*start)
        return NULL;
    char *end = start;
    while (*end && !is_blank(*end))
        end++;
    *line = *end ? end + 1 : end;
    *end = 0;
    return start;
}

static bool read_rule(struct rules_reader *reader, char *pattern, char *rest)
{
    if (!reader->section)
        return wrong(reader, "rules-no-section",
                     "A rule stands before the first [section]: «%s».", pattern);
    const char *values[RULE_VALUES];
    struct pattern_rule *rule = arena_new(&reader->rules->arena, 1, sizeof *rule);
    rule->rule.line = reader->line;
    for (const char *word = next_word(&rest); word; word = next_word(&rest)) {
        if (*word == '!') {
            rule->rule.note = note_find(word + 1);
            if (!rule->rule.note)
                return wrong(reader, "rules-note-unknown",
                             "There is no note with this name: «%s».", word + 1);
        } else if (rule->rule.count == RULE_VALUES) {
            return wrong(reader, "rules-values-many", "This rule has too many values: «%s».",
                         word);
        } else {
            values[rule->rule.count++] = word;
        }
    }
    rule->rule.values = keep(reader, values, rule->rule.count * sizeof *values);
    if (!read_pattern(reader, pattern, rule))
        return false;
    *reader->section->end = rule;
    reader->section->end = &rule->next;
    return true;
}

/* `let NAME = letters`. */
static bool read_let(struct rules_reader *reader, char *rest)
{
    struct named *named = arena_new(&reader->rules->arena, 1, sizeof *named);
    const char *name = next_word(&rest);
    const char *sign = next_word(&rest);
    if (!name || !sign || strcmp(sign, "=") != 0)
        return wrong(reader, "rules-let-form", "NAME = … is expected here: «%s».",
                     name ? name : "");
    named->name = name;
    for (const char *word = next_word(&rest); word; word = next_word(&rest))
        while (*word)
            if (!add_letters(reader, &word, &named->letters))
                return false;
    named->next = reader->rules->lets;
    reader->rules->lets = named;
    return true;
}

static struct rule_section *section_find(const struct rules *rules, const char *name)
{
    struct rule_section *section = rules->sections;
    while (section && strcmp(section->name, name) != 0)
        section = section->next;
    return section;
}

static bool read_section(struct rules_reader *reader, char *line)
{
    size_t size = strcspn(line, "]");
    if (!line[size])
        return wrong(reader, "rules-bracket", "A bracket is not closed: «%s».", line);
    line[size] = 0;
    if (section_find(reader->rules, line + 1))
        return wrong(reader, "rules-section-twice", "This section is there twice: «%s».",
                     line + 1);
    struct rule_section *section = arena_new(&reader->rules->arena, 1, sizeof *section);
    section->name = line + 1;
    section->end = &section->first;
    section->next = reader->rules->sections;
    reader->rules->sections = reader->section = section;
    return true;
}

/* Earlier sections only, so that no two can send each other round in circles. */
static bool read_use(struct rules_reader *reader, char *rest)
{
    const char *name = rest + strspn(rest, " \t");
    for (size_t size = strlen(rest); size && strchr(" \t\r", rest[size - 1]); size--)
        rest[size - 1] = 0;
    const struct rule_section *use = section_find(reader->rules, name);
    if (!reader->section || !use || use == reader->section)
        return wrong(reader, "rules-use", "No earlier section has this name: «%s».", name);
    reader->section->use = use;
    return true;
}

static bool read_line(struct rules_reader *reader, char *line)
{
    char *comment = strchr(line, '#');
    if (comment)
        *comment = 0;
    while (is_blank(*line))
        line++;
    if (*line == '[')
        return read_section(reader, line);
    char *word = next_word(&line);
    if (!word)
        return true;
    if (!strcmp(word, "let"))
        return read_let(reader, line);
    if (!strcmp(word, "use"))
        return read_use(reader, line);
    return read_rule(reader, word, line);
}

struct rules *rules_new(const char *name, const void *text, size_t size, struct error *err)
{
    size_t bad = 0;
    if (size > SIZE_MOST || !utf8_valid(text, size, &bad)) {
        error_set(err, "rules-not-text",
                  "The rules are not text in UTF-8, or are longer than a megabyte.");
        error_at(err, (struct place){.file = name});
        return NULL;
    }
    struct rules *rules = mem_new(1, sizeof *rules);
    rules->name = arena_text(&rules->arena, name);
    char *next = arena_copy(&rules->arena, text, size);
    struct rules_reader reader = {.rules = rules, .err = err};
    while (next) {
        char *line = next;
        char *end = strchr(line, '\n');
        next = end ? end + 1 : NULL;
        if (end)
            *end = 0;
        reader.line++;
        if (!read_line(&reader, line)) {
            rules_free(rules);
            return NULL;
        }
    }
    return rules;
}

void rules_free(struct rules *rules)
{
    if (!rules)
        return;
    arena_free(&rules->arena);
    free(rules);
}

static const struct rule_section *section_of(const struct rules *rules, const char *name,
                                             size_t values, struct error *err)
{
    const struct rule_section *section = section_find(rules, name);
    if (!section) {
        error_set(err, "rules-section-missing", "The section [%s] is missing.", name);
        error_at(err, (struct place){.file = rules->name});
        return NULL;
    }
    for (const struct rule_section *part = section; part; part = part->use)
        for (const struct pattern_rule *rule = part->first; rule; rule = rule->next)
            if (rule->rule.count != values) {
                error_set(err, "rules-values",
                          "A rule of [%s] has %zu values where %zu are wanted.", name,
                          rule->rule.count, values);
                error_at(err, (struct place){.file = rules->name, .line = rule->rule.line});
                return NULL;
            }
    return section;
}

bool rules_find(const struct rules *rules, const struct rule_wanted *wanted, size_t count,
                struct error *err)
{
    for (size_t i = 0; i < count; i++) {
        const struct rule_wanted *one = &wanted[i];
        if (!(*one->section = section_of(rules, one->name, one->values, err)))
            return false;
    }
    return true;
}

/* Matches from the end: the last `parts` places against the first `count` letters. */
static bool matches(const struct pattern_rule *rule, size_t parts, const unsigned char *letters,
                    size_t count)
{
    while (parts) {
        const struct pattern_place *part = &rule->parts[parts - 1];
        bool fits = count && letters_have(part->letters, letters[count - 1]);
        if (part->star && matches(rule, parts - 1, letters, count))
            return true;
        if (!fits)
            return false;
        count--;
        parts -= !part->star;
    }
    return !rule->whole || !count;
}

const struct rule *rule_find(const struct rule_section *section, const struct cyrillic *word,
                             size_t count)
{
    for (; section; section = section->use)
        for (const struct pattern_rule *rule = section->first; rule; rule = rule->next)
            if (matches(rule, rule->count, word->letters, count))
                return &rule->rule;
    return NULL;
}
