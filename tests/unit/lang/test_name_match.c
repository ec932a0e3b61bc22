#include "lang/name_match.h"

#include "roster/roster.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define LIST "examples/seminar-2017/trainers.csv"

static struct name_match *match;

static int set_up(void **state)
{
    (void)state;
    struct error err;
    match = name_match_new(&err);
    return match ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    name_match_free(match);
    return 0;
}

static void assert_matches(const char *const pairs[][2], size_t count, bool wanted)
{
    for (size_t i = 0; i < count; i++)
        if (name_match_part(match, pairs[i][0], pairs[i][1]) != wanted)
            fail_msg("«%s», «%s»", pairs[i][0], pairs[i][1]);
}

#define MATCH(pairs, wanted) assert_matches((pairs), sizeof(pairs) / sizeof *(pairs), (wanted))

static void spellings_of_one_name_match(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"Асқар", "Аскар"},
        {"Ғалым", "Галым"},
        {"Айгүл", "Айгуль"},
        {"Ләйлә", "Ляйля"},
        {"Төлеген", "Тулеген"},
        {"Өмір", "Умир"},
        {"Гауһар", "Гаухар"},
        {"Маңғыт", "Мангыт"},
        {"Жақып", "Джакуп"},
        {"Рақым", "Рахим"},
        {"Тұрсын", "Турсун"},
        {"Уәлихан", "Валихан"},
        {"Әбдірахман", "Абдрахман"},
        {"Бауыржан", "Бауржан"},
        {"Шоқан", "Чокан"},
        {"Гүлнар", "Гульнара"},
        {"Қасым-Жомарт", "Касым-Жомарт"},
        {"Тэн", "Тен"},
        {"Королёва", "Королева"},
        {"Щербак", "Щербак"},
        {"АСҚАР", "аскар"},
        {"Бақыт Жан", "Бакытжан"},
        {"Ғайна", "Гайна"},
        {"Бекқали", "Беккали"},
        {"Бекқали", "Бекали"},
        {"Шыңғыс", "Чингиз"},
        {"Шыңғысхан", "Чингисхан"},
        {"Нұрғали", "Нургалый"},
        {"Киікбай", "Кикбай"},
        {"Тлеулес", "Тилеулес"},
        {"Шаймағамбет", "Шаймахамбет"},
        {"Сайфулин", "Сайфуллин"},
        {"Саягүл", "Саякуль"},
    };
    MATCH(pairs, true);
}

/* Narrow vowels are dropped or written as others, as offices do. */
static void narrow_vowels_are_dropped_or_change(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"Дінішев", "Днишев"},         {"Әжіғалиев", "Ажгалиев"},
        {"Қажыгелдин", "Кажегельдин"}, {"Тілеубердиев", "Тлеубердиев"},
        {"Мәжікенов", "Мажкенов"},     {"Ырысты", "Рысты"},
        {"Төлегенов", "Тулегенов"},    {"Төлегенов", "Тлегенов"},
        {"Құлыбаев", "Кулибаев"},      {"Мыңбаев", "Минбаев"},
        {"Бекмырза", "Бекмурза"},      {"Тұрысбеков", "Турисбеков"},
        {"Бозымбаев", "Бозумбаев"},    {"Бұғыбай", "Бугабай"},
        {"Елубай", "Илюбай"},          {"Бейсен", "Бисен"},
        {"Хасеін", "Хасейн"},          {"Сыйлым", "Силим"},
        {"Сейітқали", "Ситкали"},      {"Айсұлу", "Айслу"},
        {"Садуақасов", "Садвокасов"},  {"Төреқұлов", "Тюрякулов"},
        {"Үсенов", "Усенов"},          {"Мырзаахмет", "Мырзахмет"},
        {"Байахметов", "Баяхметов"},   {"Сағидолла", "Сагдулла"}};
    MATCH(pairs, true);
    static const char *const others[][2] = {
        {"Серік", "Сарк"}, {"Ахмет", "Ахмт"}, {"Бірке", "Барке"}, {"Тілек", "Тлк"}};
    MATCH(others, false);
}

/* Consonants that Russian has for those of Kazakh, and Arabic ones that one of them doubles. */
static void consonants_change_as_in_documents(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {{"Жүнісов", "Джунусов"},
                                           {"Жұмағұлов", "Джумагулов"},
                                           {"Қажым", "Хажим"},
                                           {"Қожанов", "Ходжанов"},
                                           {"Бегежан", "Бекежан"},
                                           {"Байғожа", "Байкожа"},
                                           {"Ізбасар", "Исбасар"},
                                           {"Қошжан", "Косжан"},
                                           {"Патима", "Фатима"},
                                           {"Кәсен", "Хасен"},
                                           {"Темірхан", "Темиркан"},
                                           {"Берікқали", "Беркали"},
                                           {"Бекмағамбет", "Бекмаганбет"},
                                           {"Гауһар", "Гауар"},
                                           {"Махмұт", "Махмуд"},
                                           {"Ғабдуллин", "Габдулин"},
                                           {"Жаппар", "Джафар"},
                                           {"Саттар", "Сатар"},
                                           {"Раззақ", "Разак"},
                                           {"Ләззат", "Лязат"},
                                           {"Сайпиден", "Сайфидден"},
                                           {"Әубәкіров", "Абубакиров"},
                                           {"Абдумәлік", "Абдулмалик"},
                                           {"Мұраттолла", "Муратулла"},
                                           {"Әбдінасыр", "Абдулнасыр"},
                                           {"Сейітмұхамед", "Сейтмухамбет"},
                                           {"Нұратдинов", "Нуридинов"}};
    MATCH(pairs, true);
    static const char *const others[][2] = {{"Серік", "Сетик"},
                                            {"Жанболат", "Жанполаш"},
                                            {"Сұлтан", "Султтан"},
                                            {"Қайрат", "Кайрраш"}};
    MATCH(others, false);
}

/* Names that Russian has its own form of. */
static void names_that_have_a_tradition_match(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"Ыбырай", "Ибрагим"},       {"Ыбырай", "Ибрай"},      {"Смайылов", "Исмаилов"},
        {"Смағұлова", "Исмагулова"}, {"Ескендір", "Искандер"}, {"Құсайын", "Гусейн"},
        {"Ғабдолла", "Абдулла"},     {"Ғұмаров", "Умаров"},    {"Әбдіқадыр", "Абдулкадыр"},
        {"Зейнеп", "Зайнаб"},        {"Жүніс", "Юнус"},        {"Наталия", "Наталья"},
        {"Даниил", "Данил"},         {"Сләмбек", "Исламбек"}};
    MATCH(pairs, true);
    static const char *const others[][2] = {{"Ыбырай", "Исмаил"}, {"Смағұл", "Исмаил"}};
    MATCH(others, false);
}

/* A Russian list keeps Kazakh letters, or has those that the Kazakh one lost. */
static void kazakh_letters_in_the_russian_spelling_are_compared(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"Құсайын", "Құсайын"},          {"Құсайын", "Кұсайын"}, {"Куаныш", "Қуаныш"},
        {"Тлеубекқызы", "Тілеубеккызы"}, {"Шыңғыс", "Шыңғыс"},   {"Ө.", "Өмір"},
        {"Көбейсінқызы", "Көбейсиновна"}};
    MATCH(pairs, true);
    static const char *const others[][2] = {{"Құсайын", "Қасым"},
                                            {"Бақытжан", "Бақытжнн"},
                                            {"Серікжанқызы", "Серижанқызы"},
                                            {"Ө.", "Қанат"}};
    MATCH(others, false);
}

static void patronymics_match_by_the_fathers_name(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"Серікұлы", "Серикович"},
        {"Серікқызы", "Сериковна"},
        {"Серік қызы", "Серик кызы"},
        {"Қанайұлы", "Канаевич"},
        {"Әлиұлы", "Алиевич"},
        {"Қанатович", "Канатович"},
        {"Амангелдіұлы", "Амангельдинович"},
        {"Зәкияқызы", "Закияновна"},
        {"Абдоллаұлы", "Абдуллаевич"},
        {"Ысқаққызы", "Искаковна"},
        {"Петрович", "Петрович"},
        {"Ильинична", "Ильинична"},
        {"Мұстафаұлы", "Мустафович"},
        {"Мұстафаұлы", "Мустафаевич"},
        {"Ғарифоллақызы", "Гарифолловна"},
        {"Яхияқызы", "Яхиевна"},
        {"Яхияұлы", "Яхьевич"},
        {"Алёнаұлы", "Аленович"},
        {"Ильяұлы", "Ильич"},
        {"Юрийқызы", "Юрьевна"},
        {"Анатолийұлы", "Анатольевич"},
        {"Павелұлы", "Павлович"},
        {"Игнатийұлы", "Игнатьевич"},
        {"Қайратұлы", "Кайратулы"},
    };
    MATCH(pairs, true);
    static const char *const others[][2] = {
        {"Серікұлы", "Берикович"}, {"Маратұлы", "Муратулы"},  {"Қанатқызы", "Канышевна"},
        {"Мұсаұлы", "Исаевич"},    {"Шыңғысұлы", "Юсупович"}, {"Данаұлы", "Данилович"}};
    MATCH(others, false);
}

static void a_surname_may_lack_its_ending(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"Оспан", "Оспанов"},        {"Сұлтанбай", "Султанбаев"}, {"Қожахмет", "Кожахметова"},
        {"Сүйіндіков", "Суюндиков"}, {"Зиядин", "Зиядинова"},     {"Құнанбайұлы", "Кунанбаев"},
        {"Дулатұлы", "Дулатов"},     {"Момышұлы", "Момыш-улы"}};
    MATCH(pairs, true);
    static const char *const others[][2] = {{"Ахметов", "Ахметова"},
                                            {"Ахметова", "Ахметов"},
                                            {"Оспан", "Омаров"},
                                            {"Құнанбайұлы", "Омаров"},
                                            {"Серікқызы", "Серикова"}};
    MATCH(others, false);
}

/* Names whose two spellings differ most by rule: ия and иа, үй and ю, a dropped й, … */
static const char *const roots[][2] = {
    // clang-format off
    {"Даниял", "Даниал"},
    {"Данияр", "Даниар"},
    {"Дияс", "Диас"},
    {"Диас", "Дияс"},
    {"Зиятхан", "Зиатхан"},
    {"Зиядабек", "Зиадабек"},
    {"Мияссар", "Миассар"},
    {"Тиянақ", "Тианак"},
    {"Нұрияш", "Нурияш"},
    {"Қияш", "Кияш"},
    {"Миял", "Миал"},
    {"Зияш", "Зиаш"},
    {"Ілияс", "Ильяс"},
    {"Ахмедияр", "Ахмедьяр"},
    {"Мұхаммедияр", "Мухамедьяр"},
    {"Сүйіндік", "Суюндик"},
    {"Сүйіндік", "Суиндык"},
    {"Сүйінбек", "Суюнбек"},
    {"Сүйініш", "Суюнуш"},
    {"Сүйкім", "Суйким"},
    {"Дүйсен", "Дюсен"},
    {"Дүйсенбек", "Дуйсенбек"},
    {"Дүйсенхан", "Дюсенхан"},
    {"Түйешін", "Туешин"},
    {"Сүйімбек", "Суюмбек"},
    {"Үйсін", "Уйсун"},
    {"Күйік", "Куик"},
    {"Қайыр", "Каир"},
    {"Қайырбек", "Каирбек"},
    {"Қайырхан", "Каирхан"},
    {"Қайыпбек", "Каипбек"},
    {"Ғайып", "Гаип"},
    {"Майыл", "Маил"},
    {"Тайыр", "Таир"},
    {"Зайыр", "Заир"},
    {"Бейіс", "Беис"},
    {"Бейсен", "Бейсен"},
    {"Сейіт", "Сеит"},
    {"Сейілхан", "Сеилхан"},
    {"Сейітжан", "Сеитжан"},
    {"Сайын", "Саин"},
    {"Хұсайын", "Хусаин"},
    {"Уәйіс", "Уаис"},
    {"Мейірім", "Меирим"},
    {"Мейірман", "Мейрман"},
    {"Үсейін", "Усеин"},
    {"Гүлайым", "Гулайм"},
    {"Әбілқайыр", "Абулхаир"},
    {"Қызыр", "Хизир"},
    {"Садуақас", "Садвакас"},
    {"Сәруар", "Сарвар"},
    {"Уәлихан", "Валихан"},
    {"Аманбек", "Аманбек"},
    {"Есенқұл", "Есенкул"},
    {"Тәңірқұл", "Тангиркул"},
    {"Сұңқар", "Сункар"},
    {"Таңсық", "Тансык"},
    {"Тынышбек", "Тынышбек"},
    {"Ықылас", "Ихлас"},
    {"Ысқақ", "Исхак"},
    {"Ыдырыс", "Идрис"},
    {"Ысмайыл", "Исмаил"},
    {"Ыбырайым", "Ибрагим"},
    {"Жәкен", "Джакен"},
    {"Жәңгір", "Жангир"},
    {"Жүсіп", "Юсуп"},
    {"Шоқан", "Чокан"},
    {"Шынболат", "Чинбулат"},
    {"Бақыт", "Бахыт"},
    {"Мұхтар", "Мухтар"},
    {"Мақсұт", "Максут"},
    {"Мұратбек", "Муратбек"},
    {"Нұрлан", "Нурлан"},
    {"Өмірзақ", "Омирзак"},
    {"Өмірбек", "Умирбек"},
    {"Үмбет", "Умбет"},
    {"Зиядин", "Зиядин"},
    {"Нұриддин", "Нуриддин"},
    {"Яқуп", "Якуп"},
    {"Қарақат", "Каракат"},
    {"Ұлықбек", "Улукбек"},
    {"Әскербек", "Аскербек"},
    // clang-format on
};

/* What the two languages put behind a name. */
static const char *const endings[][2] = {{"", ""},         {"ұлы", "ович"}, {"қызы", "овна"},
                                         {"қызы", "кызы"}, {"ов", "ов"},    {"ова", "ова"},
                                         {"", "ов"},       {"", "ова"}};

enum { ROOTS = sizeof roots / sizeof *roots, ENDINGS = sizeof endings / sizeof *endings };

static bool match_with_endings(const char *kazakh, const char *russian, size_t ending)
{
    char k[128], r[128];
    snprintf(k, sizeof k, "%s%s", kazakh, endings[ending][0]);
    snprintf(r, sizeof r, "%s%s", russian, endings[ending][1]);
    return name_match_part(match, k, r);
}

/* At most one name of six hundred is told to be another in Russian; and none passes for the
 * last but one, which is another (the last may be the same in another spelling). */
static void spellings_that_differ_by_rule_give_no_false_alarm(void **state)
{
    (void)state;
    size_t alarms = 0;
    for (size_t i = 0; i < ROOTS; i++)
        for (size_t k = 0; k < ENDINGS; k++)
            alarms += !match_with_endings(roots[i][0], roots[i][1], k);
    assert_in_range(ROOTS * ENDINGS, 600, 700);
    assert_in_range(alarms, 0, 1);
    for (size_t i = 2; i < ROOTS; i++)
        for (size_t k = 0; k < ENDINGS; k++)
            if (strcmp(roots[i][0], roots[i - 2][0]) != 0 &&
                match_with_endings(roots[i][0], roots[i - 2][1], k))
                fail_msg("«%s», «%s»", roots[i][0], roots[i - 2][1]);
}

/* The more letters a name has, the more of them may be unlike: a vowel in place of another or
 * left out, a dropped й, ғ or һ, a doubled consonant. A consonant in place of another that does
 * not sound like it is told in the longest. */
static void a_long_name_may_differ_more(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"Абдыхалық", "Абдухалик"},      {"Мұнайтпасов", "Мунайтбасов"},
        {"Қараағашев", "Карагашев"},     {"Жәнібеков", "Жанабеков"},
        {"Нұрғалиев", "Нуралиев"},       {"Сейдахметов", "Сидахметов"},
        {"Әбдіғаппаров", "Абдыгапаров"}, {"Достмұхамбетов", "Досмухамедов"},
        {"Шәмсутдинов", "Шамсудинов"},   {"Қылышбаев", "Клычпаев"},
        {"Тлеуғабыл", "Тилеугабул"}};
    MATCH(pairs, true);
    static const char *const others[][2] = {{"Жәнібеков", "Жарабеков"},
                                            {"Нұрғалиев", "Нурканиев"},
                                            {"Достмұхамбетов", "Досмурамбетов"},
                                            {"Әбдіғаппаров", "Абдыгантаров"},
                                            {"Сейдахметов", "Сейдахмедин"},
                                            {"Құдайбергенов", "Кудайбенов"},
                                            {"Ерғазы", "Ерлазы"}};
    MATCH(others, false);
}

static void other_names_do_not_match(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"Айгүл", "Айнур"}, {"Ерлан", "Ержан"},   {"Серік", "Берик"},   {"Марат", "Мурат"},
        {"Асан", "Хасан"},  {"Болат", "Талат"},   {"Дана", "Дина"},     {"Самат", "Самет"},
        {"Әсел", "Асем"},   {"Нұрлан", "Нурлын"}, {"Қанат", "Канаш"},   {"Анна", "Инна"},
        {"Ермек", "Ерлан"}, {"Жанар", "Жанат"},   {"Динара", "Дилара"},
    };
    MATCH(pairs, false);
}

/* A letter twice or lost in one language alone; Мұхаммед and Нұриддин are spelt in both ways.
 */
static void a_letter_more_or_less_is_another_name(void **state)
{
    (void)state;
    static const char *const others[][2] = {
        {"Ахметтов", "Ахметов"},     {"Ахметов", "Ахметтов"}, {"Ахмет", "Ахмт"},
        {"Ахмеетов", "Ахметов"},     {"Айгүл", "Агуль"},      {"Байғожа", "Бажа"},
        {"Оспано", "Оспанов"},       {"Есба", "Есбай"},       {"Айдан", "Айдана"},
        {"Асқар", "Асккар"},         {"Абдоллла", "Абдулла"}, {"Серікқызы", "Серриковна"},
        {"Кирилл", "Кирил"},         {"Нұрлн", "Нурлан"},     {"Анна", "Ана"},
        {"Сұлтанбай", "Султаннбаев"}};
    MATCH(others, false);
    static const char *const pairs[][2] = {
        {"Мұхамед", "Мухаммед"},   {"Нұриддин", "Нуридин"},       {"Абдолла", "Абдула"},
        {"Сейітжан", "Сейтжан"},   {"Ысқақов", "Скаков"},         {"Тілек", "Тлек"},
        {"Әбдраш", "Абдираш"},     {"Нәжімеденов", "Нажмеденов"}, {"Мақтымқұлы", "Мактымкулов"},
        {"Абдоллаев", "Абдулаев"}, {"Жәннат", "Жаннат"}};
    MATCH(pairs, true);
}

/* What cannot be compared is not called different. */
static void nothing_is_said_of_other_texts(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"", "Аскар"},      {"Асқар", ""},       {"Qanat", "Канат"},
        {"Асқар", "Askar"}, {"Б.", "Бауржан"},   {"Ж.", "Джамиля"},
        {"-", "Иванов"},    {"Аск0р", "Иванов"}, {"Ҡанат", "Иванов"}};
    MATCH(pairs, true);
    static const char *const initials[][2] = {{"Б.", "Канат"}};
    MATCH(initials, false);
    char text[512] = "";
    for (size_t i = 0; i < 100; i++)
        strcat(text, "а");
    assert_true(name_match_part(match, text, "Иванов"));
}

static void full_names_match_word_by_word(void **state)
{
    (void)state;
    static const struct {
        const char *kazakh, *russian;
        bool same;
    } cases[] = {
        {"Оспанов Асқар Болатұлы", "Оспанов Аскар Болатович", true},
        {"Асқар Болатұлы Оспанов", "Оспанов Аскар Болатович", true},
        {"Оспанов Асқар Болатұлы", "Оспанов Аскар", true},
        {"Оспанова Айгүл Серік қызы", "Оспанова Айгуль Сериковна", true},
        {"Оспанов А.", "Оспанов Аскар", true},
        {"Ким Ли", "Ким Ли", true},
        {"Оспанов Асқар Болатұлы", "Ким Роман Ухенович", false},
        {"Оспанов Асқар", "Оспанов Серик", false},
        {"Оспанов Асқар Болатұлы", "Оспанов Аскар Маратович", false},
        {"Оспанов Асқар Болатұлы", "Қойшыбай Камшат Қойшыбайқызы", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (name_match_full(match, cases[i].kazakh, cases[i].russian) != cases[i].same)
            fail_msg("«%s», «%s»", cases[i].kazakh, cases[i].russian);
}

static void another_order_of_the_words_is_seen(void **state)
{
    (void)state;
    static const struct {
        const char *kazakh, *russian;
        bool reordered;
    } cases[] = {
        {"Оспанов Асқар Болатұлы", "Оспанов Аскар Болатович", false},
        {"Оспанов Асқар Болатұлы", "Оспанов Аскар", false},
        {"Асқар Оспанов", "Оспанов Аскар", true},
        {"Оспанова Айгүл Серік қызы", "Айгуль Сериковна Оспанова", true},
        {"Асқар Оспанов", "Ким Роман", false},
        {"Асқар Оспанов", "Оспанов Серик", false},
        {"Асқар", "Аскар", false},
        {"Оспанов Асқар Болатұлы", "Асқар Оспанов Болатұлы", true},
        {"", "", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (name_match_reordered(match, cases[i].kazakh, cases[i].russian) !=
            cases[i].reordered)
            fail_msg("«%s», «%s»", cases[i].kazakh, cases[i].russian);
}

enum { ROWS = 150, PARTS = 3 };

/* The names of the example: Kazakh in the first half of the fields. */
static void read_example(struct arena *arena, const char *fields[ROWS][2 * PARTS])
{
    struct roster *roster;
    struct row row;
    struct error err;
    size_t rows = 0;
    assert_true(roster_open(LIST, NULL, &roster, &err));
    while (roster_next(roster, &row, &err) == ROSTER_ROW && rows < ROWS) {
        for (size_t i = 0; i < 2 * PARTS; i++)
            fields[rows][i] = arena_text(arena, row.fields[1 + i]);
        rows++;
    }
    assert_int_equal(rows, ROWS);
    roster_close(roster);
}

/* Every row of the example matches as it is, and no longer when the Russian names are those of
 * the row below, or surname and given name change places. */
static void shifted_and_swapped_rows_are_noticed(void **state)
{
    (void)state;
    struct arena arena = {0};
    const char *fields[ROWS][2 * PARTS];
    read_example(&arena, fields);
    for (size_t row = 0; row < ROWS; row++) {
        const char *const *kazakh = fields[row], *const *russian = fields[row] + PARTS;
        const char *const *below = fields[(row + 1) % ROWS] + PARTS;
        bool shifted = true;
        for (size_t i = 0; i < PARTS; i++) {
            if (!name_match_part(match, kazakh[i], russian[i]))
                fail_msg("«%s», «%s»", kazakh[i], russian[i]);
            shifted &= name_match_part(match, kazakh[i], below[i]);
        }
        bool swapped = name_match_part(match, kazakh[0], russian[1]) &&
                       name_match_part(match, kazakh[1], russian[0]);
        if (shifted || swapped)
            fail_msg("row %zu: %s %s", row + 2, kazakh[0], kazakh[1]);
    }
    arena_free(&arena);
}

/* Returns the Russian name with one of its consonants, the `nth`, typed one key beside; NULL if
 * it has no such. Endings, which go by other rules, stay. */
static const char *mistype(struct arena *arena, const char *name, size_t nth)
{
    static const char keys[][2][3] = {{"н", "г"}, {"г", "н"}, {"з", "х"}, {"х", "з"},
                                      {"в", "а"}, {"п", "р"}, {"р", "п"}, {"л", "д"},
                                      {"д", "л"}, {"ж", "д"}, {"ч", "с"}, {"с", "м"},
                                      {"м", "с"}, {"т", "и"}, {"б", "ю"}, {"к", "у"}};
    size_t size = strlen(name), kept = size > 16 ? 8 : 2;
    for (size_t i = 2; i + kept < size; i += 2)
        for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
            if (memcmp(name + i, keys[k][0], 2) == 0 && nth-- == 0) {
                char *copy = arena_copy(arena, name, size);
                memcpy(copy + i, keys[k][1], 2);
                return copy;
            }
    return NULL;
}

/* Of a thousand names of the example with a consonant typed one key beside, nearly all no
 * longer match. */
static void a_wrong_letter_is_noticed(void **state)
{
    (void)state;
    struct arena arena = {0};
    const char *fields[ROWS][2 * PARTS];
    size_t all = 0, noticed = 0;
    read_example(&arena, fields);
    for (size_t row = 0; row < ROWS; row++)
        for (size_t i = 0; i < PARTS; i++)
            for (size_t nth = 0; nth < 4; nth++) {
                const char *russian = fields[row][PARTS + i];
                const char *wrong = mistype(&arena, russian, nth);
                if (!wrong)
                    break;
                all++;
                noticed += !name_match_part(match, fields[row][i], wrong);
            }
    if (all < 900 || 100 * noticed < 98 * all)
        fail_msg("%zu of %zu", noticed, all);
    arena_free(&arena);
}

/* Returns the name with its letter number `nth` twice, or left out; NULL if it has no such but
 * the first. */
static const char *slip(struct arena *arena, const char *name, size_t nth, bool twice)
{
    size_t at = 2 * (nth + 1), size = strlen(name);
    if (at + 2 > size)
        return NULL;
    return arena_printf(arena, "%.*s%s", (int)(twice ? at + 2 : at), name,
                        name + (twice ? at : at + 2));
}

/* Of some six thousand names of the example with a letter twice or left out in one language
 * most no longer match; what still does mostly lacks a vowel, as a long name may. */
static void a_doubled_or_lost_letter_is_noticed(void **state)
{
    struct arena arena = {0};
    const char *fields[ROWS][2 * PARTS];
    size_t all[2] = {0, 0}, noticed[2] = {0, 0};
    (void)state;
    read_example(&arena, fields);
    for (size_t row = 0; row < ROWS; row++)
        for (size_t i = 0; i < 2 * PARTS; i++)
            for (int twice = 0; twice <= 1; twice++) {
                const char *name = fields[row][i],
                           *other = fields[row][(i + PARTS) % (2 * PARTS)];
                const char *wrong;
                for (size_t nth = 0; (wrong = slip(&arena, name, nth, twice)); nth++) {
                    all[twice]++;
                    noticed[twice] += !name_match_part(match, i < PARTS ? wrong : other,
                                                       i < PARTS ? other : wrong);
                }
            }
    for (int twice = 0; twice <= 1; twice++)
        if (all[twice] < 3000 || 100 * noticed[twice] < (twice ? 78 : 68) * all[twice])
            fail_msg("%zu of %zu", noticed[twice], all[twice]);
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spellings_of_one_name_match),
        cmocka_unit_test(narrow_vowels_are_dropped_or_change),
        cmocka_unit_test(consonants_change_as_in_documents),
        cmocka_unit_test(names_that_have_a_tradition_match),
        cmocka_unit_test(kazakh_letters_in_the_russian_spelling_are_compared),
        cmocka_unit_test(patronymics_match_by_the_fathers_name),
        cmocka_unit_test(a_surname_may_lack_its_ending),
        cmocka_unit_test(spellings_that_differ_by_rule_give_no_false_alarm),
        cmocka_unit_test(a_long_name_may_differ_more),
        cmocka_unit_test(other_names_do_not_match),
        cmocka_unit_test(a_letter_more_or_less_is_another_name),
        cmocka_unit_test(nothing_is_said_of_other_texts),
        cmocka_unit_test(full_names_match_word_by_word),
        cmocka_unit_test(another_order_of_the_words_is_seen),
        cmocka_unit_test(shifted_and_swapped_rows_are_noticed),
        cmocka_unit_test(a_wrong_letter_is_noticed),
        cmocka_unit_test(a_doubled_or_lost_letter_is_noticed),
    };
    return cmocka_run_group_tests_name("name_match", tests, set_up, tear_down);
}
