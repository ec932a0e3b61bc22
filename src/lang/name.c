#include "lang/name.h"

#include "base/utf8.h"
#include "lang/lang_words.h"

#include <string.h>

bool name_part_read(const char *word, enum name_part *part)
{
    static const char *const words[] = {"full", "last", "first", "patronymic", "noun"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcmp(word, words[i])) {
            *part = (enum name_part)i;
            return true;
        }
    return false;
}

static enum gender entry_gender(const struct word_entry *entry)
{
    if (!entry)
        return GENDER_UNKNOWN;
    return *entry->values[0] == 'm' ? GENDER_MALE : GENDER_FEMALE;
}

bool gender_read(const struct lang_words *words, const char *word, enum gender *gender)
{
    struct arena arena = {0};
    const char *lower = utf8_lower(&arena, word, "kk");
    size_t size = strlen(lower);
    size -= size && lower[size - 1] == '.';
    enum gender read = entry_gender(word_list_find(words->gender, lower, size));
    arena_free(&arena);
    if (read)
        *gender = read;
    return read;
}

static const struct word_entry *find_given(const struct lang_words *words, const char *word)
{
    struct arena arena = {0};
    const char *lower = utf8_lower(&arena, word, "kk");
    const struct word_entry *entry = word_list_find(words->given_name, lower, strlen(lower));
    arena_free(&arena);
    return entry;
}

enum gender name_given_gender(const struct lang_words *words, const char *word)
{
    return entry_gender(find_given(words, word));
}

bool name_given_only(const struct lang_words *words, const char *word)
{
    const struct word_entry *entry = find_given(words, word);
    return entry_gender(entry) == GENDER_FEMALE || (entry && entry->values[1]);
}

bool words_split(const char *text, struct words *words, struct error *err)
{
    words->count = 0;
    for (text += strspn(text, " "); *text; text += strspn(text, " ")) {
        if (words->count == WORDS_MOST)
            return error_set(err, "form-words-many", "this has more than %d words.",
                             WORDS_MOST);
        size_t size = strcspn(text, " ");
        words_add(words, text, size);
        text += size;
    }
    return words->count || error_set(err, "form-empty", "this is empty.");
}

void words_add(struct words *words, const char *text, size_t size)
{
    words->text[words->count] = text;
    words->size[words->count++] = size;
}

char *words_join(struct arena *arena, const struct words *words)
{
    size_t size = 0;
    for (size_t i = 0; i < words->count; i++)
        size += words->size[i] + 1;
    char *text = arena_new(arena, size + 1, 1), *end = text;
    for (size_t i = 0; i < words->count; i++) {
        if (i)
            *end++ = ' ';
        memcpy(end, words->text[i], words->size[i]);
        end += words->size[i];
    }
    return text;
}
