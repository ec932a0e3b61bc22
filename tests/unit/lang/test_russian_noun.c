#include "lang/russian_noun.h"

#include "lang/russian.h"
#include "unit/lang_fixture.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct russian *russian;

static int set_up(void **state)
{
    int failed = set_up_lang(state);
    russian = failed ? NULL : lang->russian;
    return failed;
}

/* What became of a phrase; `text` is NULL where it was refused. */
struct outcome {
    struct arena arena;
    const char *text;
    const struct note *note;
    struct error err;
};

static void decline(struct outcome *outcome, const char *phrase, enum russian_case form)
{
    *outcome = (struct outcome){0};
    struct declining work = {
        .russian = russian, .arena = &outcome->arena, .form = form, .err = &outcome->err};
    assert_true(words_split(phrase, &work.words, &outcome->err));
    bool done = russian_noun(&work);
    outcome->text = done ? words_join(&outcome->arena, &work.words) : NULL;
    outcome->note = work.note;
}

static void becomes(const char *phrase, enum russian_case form, const char *expected)
{
    struct outcome outcome;
    decline(&outcome, phrase, form);
    if (!outcome.text)
        fail_msg("%s", words_of(&outcome.err));
    assert_string_equal(outcome.text, expected);
    assert_null(outcome.err.what.code);
    arena_free(&outcome.arena);
}

/* Says the five forms, in the order of the cases. */
static void goes(const char *phrase, const char *const forms[RUSSIAN_CASES])
{
    for (int form = 0; form < RUSSIAN_CASES; form++)
        becomes(phrase, (enum russian_case)form, forms[form]);
}

#define GOES(phrase, ...) goes(phrase, (const char *const[RUSSIAN_CASES]){__VA_ARGS__})

static void refused(const char *phrase, enum russian_case form, const char *why)
{
    struct outcome outcome;
    decline(&outcome, phrase, form);
    assert_null(outcome.text);
    assert_string_equal(words_of(&outcome.err), why);
    arena_free(&outcome.arena);
}

static const struct note *note_of(const char *phrase, enum russian_case form)
{
    struct outcome outcome;
    decline(&outcome, phrase, form);
    assert_non_null(outcome.text);
    arena_free(&outcome.arena);
    return outcome.note;
}

static void all_cases_of_each_gender(void **state)
{
    (void)state;
    GOES("младший научный сотрудник", "младшего научного сотрудника",
         "младшему научному сотруднику", "младшего научного сотрудника",
         "младшим научным сотрудником", "младшем научном сотруднике");
    GOES("городской округ", "городского округа", "городскому округу", "городской округ",
         "городским округом", "городском округе");
    GOES("Западно-Казахстанская область", "Западно-Казахстанской области",
         "Западно-Казахстанской области", "Западно-Казахстанскую область",
         "Западно-Казахстанской областью", "Западно-Казахстанской области");
    GOES("новое высшее учебное заведение", "нового высшего учебного заведения",
         "новому высшему учебному заведению", "новое высшее учебное заведение",
         "новым высшим учебным заведением", "новом высшем учебном заведении");
}

static void capitals_stay_capitals(void **state)
{
    (void)state;
    becomes("АКМОЛИНСКАЯ ОБЛАСТЬ", RUSSIAN_INS, "АКМОЛИНСКОЙ ОБЛАСТЬЮ");
    becomes("Главный Специалист", RUSSIAN_DAT, "Главному Специалисту");
    becomes("Г. АСТАНА", RUSSIAN_ACC, "Г. АСТАНУ");
}

/* An adjective agrees; a participle without a noun of its gender is the head itself. */
static void an_adjective_without_its_noun_is_the_head(void **state)
{
    (void)state;
    GOES("управляющий", "управляющего", "управляющему", "управляющего", "управляющим",
         "управляющем");
    GOES("Заведующая", "Заведующей", "Заведующей", "Заведующую", "Заведующей", "Заведующей");
    becomes("Управляющий делами", RUSSIAN_DAT, "Управляющему делами");
}

/* «герой» ends like an adjective, but is a noun by its own rule. */
static void a_noun_that_ends_like_an_adjective_is_a_noun(void **state)
{
    (void)state;
    GOES("герой", "героя", "герою", "героя", "героем", "герое");
    becomes("Герой Труда", RUSSIAN_DAT, "Герою Труда");
}

static void what_follows_the_head_stays(void **state)
{
    (void)state;
    becomes("аким Алматинской области", RUSSIAN_DAT, "акиму Алматинской области");
    becomes("директор ТОО «Smart-2»", RUSSIAN_INS, "директором ТОО «Smart-2»");
    becomes("Врио акима", RUSSIAN_DAT, "Врио акима");
    becomes("область Шымкент", RUSSIAN_DAT, "области Шымкент");
}

static void hyphenated_nouns_decline_where_both_are_posts(void **state)
{
    (void)state;
    becomes("врач-терапевт", RUSSIAN_INS, "врачом-терапевтом");
    becomes("ВРАЧ‑ТЕРАПЕВТ", RUSSIAN_DAT, "ВРАЧУ‑ТЕРАПЕВТУ");
    becomes("член-корреспондент", RUSSIAN_GEN, "члена-корреспондента");
    becomes("бизнес-тренер", RUSSIAN_DAT, "бизнес-тренеру");
    becomes("IT-директор", RUSSIAN_DAT, "IT-директору");
}

static void names_of_towns_agree_behind_their_kind(void **state)
{
    (void)state;
    GOES("город Караганда", "города Караганды", "городу Караганде", "город Караганду",
         "городом Карагандой", "городе Караганде");
    GOES("г. Алматы", "г. Алматы", "г. Алматы", "г. Алматы", "г. Алматы", "г. Алматы");
    becomes("древний город Караганда", RUSSIAN_PREP, "древнем городе Караганде");
    becomes("г. Нур-Султан", RUSSIAN_DAT, "г. Нур-Султану");
    refused("город Smart", RUSSIAN_DAT,
            "«Smart» is a name for which there is no rule. Write its case form into the list.");
    becomes("г.", RUSSIAN_DAT, "г.");
    becomes("город", RUSSIAN_DAT, "городу");
}

static void the_rest_behind_acting_is_genitive_already(void **state)
{
    (void)state;
    becomes("и.о. ректора", RUSSIAN_DAT, "и.о. ректора");
    becomes("И. о. ректора", RUSSIAN_INS, "И. о. ректора");
}

static void other_abbreviations_are_refused(void **state)
{
    (void)state;
    refused("обл. Абай", RUSSIAN_DAT,
            "«обл.» is an abbreviation for which there is no rule. Write its case form into "
            "the list.");
    refused("п. Боровое", RUSSIAN_DAT,
            "«п.» is an abbreviation for which there is no rule. Write its case form into the "
            "list.");
    refused(".", RUSSIAN_GEN,
            "«.» is an abbreviation for which there is no rule. Write its case form into the "
            "list.");
}

static void nouns_without_a_rule_are_refused(void **state)
{
    (void)state;
    const char *const unknown[] = {"Smart", "№5", "-", "директор-"};
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++) {
        struct outcome outcome;
        decline(&outcome, unknown[i], RUSSIAN_DAT);
        assert_null(outcome.text);
        const char *why = arena_printf(&outcome.arena,
                                       "«%s» is a noun for which there is no rule. Write "
                                       "its case form into the list.",
                                       unknown[i]);
        assert_string_equal(words_of(&outcome.err), why);
        arena_free(&outcome.arena);
    }
}

/* Somebody has one accusative, something another: of a noun in no list it is not known. */
static void an_unknown_noun_has_no_accusative(void **state)
{
    (void)state;
    refused("новый термос", RUSSIAN_ACC,
            "«термос» may be somebody or something. Write its case form into the list.");
    becomes("новый термос", RUSSIAN_DAT, "новому термосу");
    becomes("новый завод", RUSSIAN_ACC, "новый завод");
}

static void doubt_is_told_whichever_word_it_is_about(void **state)
{
    (void)state;
    assert_null(note_of("Акмолинская область", RUSSIAN_DAT));
    assert_null(note_of("город Астана", RUSSIAN_DAT));
    assert_ptr_equal(note_of("термос", RUSSIAN_DAT), note_find("noun"));
    assert_null(note_of("г. Усть-Каменогорск", RUSSIAN_DAT));
    assert_ptr_equal(note_of("город Шымкент", RUSSIAN_GEN), note_find("city"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_cases_of_each_gender),
        cmocka_unit_test(capitals_stay_capitals),
        cmocka_unit_test(an_adjective_without_its_noun_is_the_head),
        cmocka_unit_test(a_noun_that_ends_like_an_adjective_is_a_noun),
        cmocka_unit_test(what_follows_the_head_stays),
        cmocka_unit_test(hyphenated_nouns_decline_where_both_are_posts),
        cmocka_unit_test(names_of_towns_agree_behind_their_kind),
        cmocka_unit_test(the_rest_behind_acting_is_genitive_already),
        cmocka_unit_test(other_abbreviations_are_refused),
        cmocka_unit_test(nouns_without_a_rule_are_refused),
        cmocka_unit_test(an_unknown_noun_has_no_accusative),
        cmocka_unit_test(doubt_is_told_whichever_word_it_is_about),
    };
    return cmocka_run_group_tests_name("russian_noun", tests, set_up, tear_down_lang);
}
