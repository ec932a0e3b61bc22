#include "numbering/person_fields.h"

#include "base/utf8.h"
#include "lang/column_kind.h"
#include "numbering/person_words.h"
#include "numbering/row_identity.h"

#include <string.h>

/* How many fields there are that both rows fill, and in how many of them they agree. */
struct agreement {
    size_t count, agreed;
};

static bool is_equal(const struct row_field *before, const struct row_field *now)
{
    return before->text_size == now->text_size &&
           memcmp(before->text, now->text, now->text_size) == 0;
}

/* Says whether the text was only written otherwise: with a slip, cut short, or with more words.
 */
static bool says_same(const struct row_field *before, const struct row_field *now,
                      struct arena *arena)
{
    enum { LONG = 6 }; /* letters: a slip in fewer may make another region of an abbreviation */
    const char *old = arena_copy(arena, before->text, before->text_size);
    const char *new = arena_copy(arena, now->text, now->text_size);
    old = utf8_lower(arena, utf8_nfc(arena, old), "kk");
    new = utf8_lower(arena, utf8_nfc(arena, new), "kk");
    bool slip = utf8_length(old) >= LONG && utf8_length(new) >= LONG &&
                !strpbrk(old, "0123456789") && !strpbrk(new, "0123456789") &&
                utf8_distance(old, new) <= 1;
    return slip || person_words_within(old, new) || person_words_within(new, old);
}

/* Says whether people of one name have that in common: it tells nobody apart. */
static bool is_common(const struct lang_words *words, const char *heading)
{
    return words &&
           (column_kind_is_name(words, heading) || column_kind_is_participant(words, heading) ||
            column_kind_is(words, HEADING_GENDER, heading) ||
            column_kind_is(words, HEADING_NUMBER, heading));
}

static void count(const struct lang_words *words, const struct row_field *before,
                  const struct row_field *now, struct agreement *regions,
                  struct agreement *others)
{
    struct arena arena = {0};
    const char *heading = arena_copy(&arena, now->heading, now->heading_size);
    if (before->text_size && now->text_size && !is_common(words, heading)) {
        bool region = words && column_kind_is(words, HEADING_REGION, heading);
        struct agreement *agreement = region ? regions : others;
        agreement->count++;
        agreement->agreed += is_equal(before, now) || says_same(before, now, &arena);
    }
    arena_free(&arena);
}

enum person_likeness person_fields_compare(const struct lang_words *words, const char *before,
                                           const char *now)
{
    struct agreement regions = {0}, others = {0};
    struct row_field field, old;
    bool same = true, shown = true;
    while (row_identity_next_field(&now, &field)) {
        if (!row_identity_find_field(before, &field, &old))
            continue;
        bool equal = is_equal(&old, &field);
        same = same && equal;
        shown = shown && (equal || field.kept);
        count(words, &old, &field, &regions, &others);
    }
    bool contradicts = (regions.count && !regions.agreed) ||
                       (others.count + regions.count && !(others.agreed + regions.agreed));
    return same          ? PERSON_SAME
           : contradicts ? PERSON_OTHER
           : shown       ? PERSON_SHOWN
                         : PERSON_CORRECTED;
}

bool person_fields_are_alike(const struct lang_words *words, const char *before,
                             const char *now)
{
    struct row_field field, old;
    struct arena arena = {0};
    bool alike = true;
    while (alike && row_identity_next_field(&now, &field))
        if (row_identity_find_field(before, &field, &old) && !is_equal(&old, &field)) {
            const char *heading = arena_copy(&arena, field.heading, field.heading_size);
            alike = strcmp(heading, "number") == 0 ||
                    (words && column_kind_is(words, HEADING_NUMBER, heading));
        }
    arena_free(&arena);
    return alike;
}

const char *person_fields_before(const char *before, const char *now, struct arena *arena)
{
    enum { NAMED = 4 }; /* fields; more nobody reads */
    struct row_field field, old;
    const char *list = "";
    size_t told = 0;
    while (row_identity_next_field(&now, &field) && told < NAMED)
        if (row_identity_find_field(before, &field, &old) && !is_equal(&old, &field))
            list =
                arena_printf(arena, "%s%s%.*s «%.*s»", list, told++ ? ", " : "",
                             (int)old.heading_size, old.heading, (int)old.text_size, old.text);
    return list;
}
