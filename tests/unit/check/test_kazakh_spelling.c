#include "check/kazakh_spelling.h"

#include "base/file.h"
#include "base/utf8.h"
#include "lang/script.h"
#include "roster/roster.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define LIST "examples/seminar-2017/trainers.csv"

static struct kazakh_spelling *spelling;

static int set_up(void **state)
{
    (void)state;
    struct error err;
    spelling = kazakh_spelling_new(&err);
    return spelling ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    kazakh_spelling_free(spelling);
    return 0;
}

static void assert_suspect(const char *kazakh, const char *russian, const char *part)
{
    struct arena arena = {0};
    const struct word_entry *stem =
        kazakh_spelling_suspect(spelling, &arena, kazakh, russian, false).stem;
    if (!stem != !part || (part && strcmp(stem->values[0], part) != 0))
        fail_msg("«%s», «%s»: %s", kazakh, russian, stem ? stem->values[0] : "not told");
    arena_free(&arena);
}

static void test_stripped_names_are_told(void **state)
{
    (void)state;
    assert_suspect("Жанаргуль", "Жанаргуль", "гүл");
    assert_suspect("НУРЛАН", "Нурлан", "нұрл");
    assert_suspect("Айнур", "Айнур", "нұр");
    assert_suspect("Сакенкызы", "Сакеновна", "қызы");
    assert_suspect("Сәкенкызы", "Сакеновна", "қызы");
    assert_suspect("Кайрат", "Кайрат", "қайрат");
    static const char *const names[] = {
        "Кунанбаев", "Жансугуров", "Байтурсынов", "Досмухамедов", "Кыпшакбаев", "Толеген",
        "Акжолов",   "Омиртай",    "Кожамкулов",  "Асем",         "Кокебаев",   "Жалгасбаев",
        "Кобланды",  "Сагынбаев",  "Букейханов",  "Тлендиев",     "Мусрепов",   "Нургиса",
        "Кульпаш",   "Едыге",      "Туменбай",    "Калкабаев",    "Ногайбаев",  "Агабеков",
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!kazakh_spelling_suspect(spelling, &arena, names[i], names[i], false).stem)
            fail_msg("«%s» is not told", names[i]);
    arena_free(&arena);
}

static void test_good_names_are_not(void **state)
{
    (void)state;
    static const char *const names[] = {
        "Болат",     "Татьяна",   "Сергеевна", "Кузнецова", "Улы",        "",
        "Орынбасар", "Абай",      "Тасыбеков", "Жандос",    "Алмас",      "Марат",
        "Гулько",    "Гульченко", "Нуриев",    "Галиев",    "Жигульский", "Кабардин",
        "Сагателян", "Куляшов",   "Усенко",    "Кульпин",   "Кожанов",    "Туменцев",
        "Джигитов",  "Быков",     "Коваленко", "Кокорин",   "Аксёнов",    "Акимов",
        "Карасёв",   "Токарев",   "Ӊанат",     "Пак",       "Югай",       "Кенесары",
        "Еркебай",   "Еркеболат",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_suspect(names[i], names[i], NULL);
    assert_suspect("Жанаргүл", "Жанаргуль", NULL);
    assert_suspect("Nurlan", "Нурлан", NULL);
}

/* A patronymic of two words lacks its letter like one of one word; the surname stays. */
static void test_a_patronymic_apart(void **state)
{
    (void)state;
    struct arena arena = {0};
    assert_string_equal(
        kazakh_spelling_suspect(spelling, &arena, "кызы", "кызы", true).stem->values[0],
        "қызы");
    assert_string_equal(
        kazakh_spelling_suspect(spelling, &arena, "улы", "улы", true).stem->values[0], "ұлы");
    assert_null(kazakh_spelling_suspect(spelling, &arena, "ұлы", "улы", true).stem);
    arena_free(&arena);
}

static enum doubt doubt(const char *word, enum origin origin)
{
    struct arena arena = {0};
    enum doubt result = kazakh_spelling_doubt(
        kazakh_spelling_suspect(spelling, &arena, word, word, true), origin);
    arena_free(&arena);
    return result;
}

/* What Tatars and Caucasians are called, too, is misspelt if the bearer is Kazakh. */
static void test_the_origin_counts(void **state)
{
    (void)state;
    assert_int_equal(doubt("Султанов", ORIGIN_KAZAKH), DOUBT_GRAVE);
    assert_int_equal(doubt("Султанов", ORIGIN_UNKNOWN), DOUBT_SLIGHT);
    assert_int_equal(doubt("Султанов", ORIGIN_FOREIGN), DOUBT_NONE);
    assert_int_equal(doubt("Муратова", ORIGIN_OTHER), DOUBT_NONE);
    assert_int_equal(doubt("Айгуль", ORIGIN_UNKNOWN), DOUBT_GRAVE);
    assert_int_equal(doubt("Айгуль", ORIGIN_OTHER), DOUBT_SLIGHT);
    assert_int_equal(doubt("Калкабаев", ORIGIN_UNKNOWN), DOUBT_SLIGHT);
    assert_int_equal(doubt("Калкабаев", ORIGIN_OTHER), DOUBT_NONE);
    assert_int_equal(doubt("Гымсонов", ORIGIN_UNKNOWN), DOUBT_SLIGHT);
    assert_int_equal(doubt("Кыдыралин", ORIGIN_KAZAKH), DOUBT_GRAVE);
    assert_int_equal(doubt("кызы", ORIGIN_UNKNOWN), DOUBT_SLIGHT);
    assert_int_equal(doubt("кызы", ORIGIN_KAZAKH), DOUBT_GRAVE);
    assert_int_equal(doubt("Болатулы", ORIGIN_UNKNOWN), DOUBT_GRAVE);
}

static void test_origins(void **state)
{
    (void)state;
    static const struct {
        const char *word;
        enum origin origin;
    } cases[] = {
        {"Георгиевна", ORIGIN_OTHER}, {"Львович", ORIGIN_OTHER},
        {"Ильинична", ORIGIN_OTHER},  {"Вольдемаровна", ORIGIN_OTHER},
        {"Ашотович", ORIGIN_FOREIGN}, {"Ильдаровна", ORIGIN_FOREIGN},
        {"Серикович", ORIGIN_KAZAKH}, {"Болатұлы", ORIGIN_KAZAKH},
        {"Болаткызы", ORIGIN_KAZAKH}, {"Қанатович", ORIGIN_KAZAKH},
        {"Иванов", ORIGIN_UNKNOWN},   {"кызы", ORIGIN_UNKNOWN},
        {"Smith", ORIGIN_UNKNOWN},    {"Гымсонов", ORIGIN_UNKNOWN},
        {"ўғли", ORIGIN_OTHER},       {"қизи", ORIGIN_OTHER},
        {"Уулу", ORIGIN_OTHER},       {"Гасаноглы", ORIGIN_OTHER},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (kazakh_spelling_origin(spelling, &arena, cases[i].word) != cases[i].origin)
            fail_msg("%s", cases[i].word);
    arena_free(&arena);
}

static void test_towns_and_regions(void **state)
{
    (void)state;
    static const char *const stripped[] = {"Караганды облысы", "Актау", "Акмолинская область",
                                           "Алматы каласы", "Кызылорда"};
    static const char *const sound[] = {
        "Алматы", "Астана", "Павлодар облысы", "маман", "бухгалтер", "Ақтау каласы", ""};
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof stripped / sizeof *stripped; i++)
        assert_true(kazakh_spelling_is_stripped(spelling, &arena, stripped[i]));
    for (size_t i = 0; i < sizeof sound / sizeof *sound; i++)
        assert_false(kazakh_spelling_is_stripped(spelling, &arena, sound[i]));
    arena_free(&arena);
}

/* The pairs of names in the example: none is suspect as it is. */
static void test_the_example(void **state)
{
    (void)state;
    struct roster *roster;
    struct row row;
    struct error err;
    size_t rows = 0, stripped = 0, reported = 0;
    struct arena arena = {0};
    assert_true(roster_open(LIST, NULL, &roster, &err));
    while (roster_next(roster, &row, &err) == ROSTER_ROW) {
        for (size_t i = 1; i <= 3; i++) {
            const char *kazakh = row.fields[i], *russian = row.fields[i + 3];
            assert_suspect(kazakh, russian, NULL);
            /* As if the Russian spelling had been copied over the Kazakh one. */
            stripped += strcmp(kazakh, russian) != 0;
            reported +=
                strcmp(kazakh, russian) != 0 &&
                kazakh_spelling_suspect(spelling, &arena, russian, russian, false).stem != NULL;
        }
        rows++;
    }
    assert_int_equal(rows, 150);
    if (reported * 100 < stripped * 60)
        fail_msg("of %zu stripped names, %zu are told", stripped, reported);
    print_message("of %zu stripped names, %zu are told\n", stripped, reported);
    arena_free(&arena);
    roster_close(roster);
}

/* ---- the rules -------------------------------------------------------------------------- */

/* Says whether the text, which is not empty, is in small letters of the alphabet; a hyphen may
 * join two parts. */
static bool is_small(struct arena *arena, const char *text, bool (*in)(uint32_t),
                     const char *lang)
{
    bool small = *text && strcmp(utf8_lower(arena, text, lang), text) == 0;
    for (const char *end = text + strlen(text), *at = text; small && at < end;) {
        bool first = at == text;
        uint32_t letter = utf8_next(&at, end);
        small = in(letter) || (letter == '-' && !first && at < end);
    }
    return small;
}

/* Writes a Kazakh text with the letters that Russian has in their stead. */
static const char *fold(struct arena *arena, const char *kazakh)
{
    struct buf out = {0};
    for (const char *end = kazakh + strlen(kazakh); kazakh < end;) {
        uint32_t letter = utf8_next(&kazakh, end), meant = script_russian_meant(letter);
        char bytes[4];
        buf_add(&out, bytes, utf8_put(meant ? meant : letter, bytes));
    }
    const char *text = arena_text(arena, buf_text(&out));
    buf_free(&out);
    return text;
}

/* A capital would keep a name from ever being reported, and so would a Latin letter; without a
 * Kazakh letter in the right spelling there would be nothing to correct; a line that took its
 * neighbour's spelling would tell people to write another name. */
static void check_line(struct arena *arena, const char *section, char *line)
{
    static const char *const kinds[] = {"sure", "shared", "syllable", "sound", "place"};
    char *equals = strstr(line, " = "), *rest = equals ? equals + 3 : NULL;
    bool renamed = strncmp(line, "усть-каменогор", strlen("усть-каменогор")) == 0, stem = false;
    if (equals)
        *equals = '\0';
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        stem |= strncmp(section, kinds[i], strlen(kinds[i])) == 0;
    if (stem != (equals != NULL) && strcmp(section, "patronymic misspelt") != 0)
        fail_msg("«%s» of [%s]", line, section);
    bool (*in)(uint32_t) = strcmp(section, "other patronymic") == 0 ? utf8_is_letter
                           : equals                                 ? script_in_russian
                                                                    : script_in_kazakh;
    if (!is_small(arena, line, in, "ru"))
        fail_msg("«%s»", line);
    for (char *one = rest; one; one = rest) {
        rest = strstr(one, ", ");
        if (rest) {
            *rest = '\0';
            rest += 2;
        }
        if (!is_small(arena, one, script_in_kazakh, "kk") || !script_has_kazakh(one) ||
            (!renamed && utf8_distance(fold(arena, one), line) > (utf8_length(one) + 1) / 2))
            fail_msg("«%s» of «%s»", one, line);
    }
}

/* What the sections are for: each part is found in a name or a place that is spelt like that.
 */
static void check_use(struct arena *arena, const char *section, const char *line)
{
    const char *word = arena_copy(arena, line, strcspn(line, " "));
    if (strcmp(section, "sure ends") == 0)
        word = arena_printf(arena, "ай%s", word);
    bool sure = strncmp(section, "sure", 4) == 0;
    if (sure && kazakh_spelling_origin(spelling, arena, word) != ORIGIN_KAZAKH)
        fail_msg("«%s» is not Kazakh", word);
    if ((sure || strncmp(section, "shared ", 7) == 0) && strcmp(section, "shared ends") != 0 &&
        !kazakh_spelling_suspect(spelling, arena, word, word, false).stem)
        fail_msg("«%s» is not suspect", word);
    if (strcmp(section, "place within") == 0 &&
        !kazakh_spelling_is_stripped(spelling, arena, word))
        fail_msg("«%s» is no place", word);
    if (strcmp(section, "russian father") == 0 &&
        kazakh_spelling_origin(spelling, arena, arena_printf(arena, "%sович", word)) !=
            ORIGIN_OTHER)
        fail_msg("«%sович» is not Russian", word);
    if (strcmp(section, "other patronymic") == 0 &&
        kazakh_spelling_origin(spelling, arena, word) != ORIGIN_OTHER)
        fail_msg("«%s» shows nothing", word);
}

static void the_rules_are_spelt_as_they_must_be(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct buf text = {0};
    struct error err;
    char section[64] = "";
    size_t lines = 0;
    assert_true(file_read("src/lang/rules/kazakh_spelling.rules", 1 << 20, &text, &err));
    for (char *line = strtok(text.data, "\n"); line; line = strtok(NULL, "\n")) {
        if (*line == '[') {
            snprintf(section, sizeof section, "%.*s", (int)strcspn(line + 1, "]"), line + 1);
        } else if (*line != '#') {
            check_use(&arena, section, line);
            check_line(&arena, section, line);
            lines++;
        }
    }
    assert_in_range(lines, 500, SIZE_MAX);
    buf_free(&text);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stripped_names_are_told),
        cmocka_unit_test(test_good_names_are_not),
        cmocka_unit_test(test_a_patronymic_apart),
        cmocka_unit_test(test_the_origin_counts),
        cmocka_unit_test(test_origins),
        cmocka_unit_test(test_towns_and_regions),
        cmocka_unit_test(test_the_example),
        cmocka_unit_test(the_rules_are_spelt_as_they_must_be),
    };
    return cmocka_run_group_tests_name("kazakh_spelling", tests, set_up, tear_down);
}
