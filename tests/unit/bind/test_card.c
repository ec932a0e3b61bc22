
#include "bind/card.h"

#include "unit/fixture.h"

struct fixture_card {
    struct fixture fixture;
    struct arena arena;
    struct card card;
    bool bound;
};

/* Binds the first row of `list` to `template`. */
static void bind(struct fixture_card *it, const char *template, const char *list)
{
    struct row row;
    struct error err;
    *it = (struct fixture_card){0};
    fixture_open(&it->fixture);
    fixture_sound(&it->fixture, template, list);
    assert_int_equal(roster_next(it->fixture.job.roster, &row, &err), ROSTER_ROW);
    it->bound =
        card_bind(it->fixture.job.binding, &row, &it->arena, &it->card, &it->fixture.findings);
}

static void release(struct fixture_card *it)
{
    arena_free(&it->arena);
    fixture_close(&it->fixture);
}

/* Shows a text with its styles: [b bold] [i italic] [x both]. */
static const char *show(struct arena *arena, const struct rich *rich)
{
    const char *text = rich->text, *marks[] = {"", "[b ", "[i ", "[x "};
    struct buf out = {0};
    for (size_t i = 0; i < rich->count; i++) {
        const struct text_span *span = &rich->spans[i];
        if (span->size)
            buf_printf(&out, "%s%.*s%s", marks[span->style], (int)span->size, text,
                       span->style ? "]" : "");
        text += span->size;
    }
    assert_ptr_equal(text, rich->text + rich->size);
    assert_int_equal(strlen(rich->text), rich->size);
    const char *shown = arena_text(arena, buf_text(&out));
    buf_free(&out);
    return shown;
}

/* Says what the text `pattern` becomes for a row with the columns n, a, b and c. */
static void expect(const char *pattern, const char *fields, const char *wanted)
{
    struct fixture_card it;
    struct buf template = {0}, list = {0};
    buf_printf(&template, "%s%s%s\n", BEGINNING,
               "[text t]\nbox = 0 0 200mm 100mm\nfont = text\ntext = ", pattern);
    buf_printf(&list, "n,a,b,c\n1,%s\n", fields);
    bind(&it, template.data, list.data);
    assert_true(it.bound);
    const char *shown = show(&it.arena, &it.card.elements[0].content);
    assert_string_equal(shown, wanted);
    buf_free(&template);
    buf_free(&list);
    release(&it);
}

static void test_empty_fields_leave_no_gap(void **state)
{
    (void)state;
    expect("{a} {b} {c}", "Имашев,Бөрі,Асанұлы", "Имашев Бөрі Асанұлы");
    expect("{a} {b} {c}", "Имашев,,Асанұлы", "Имашев Асанұлы");
    expect("{a} {b} {c}", ",Бөрі,", "Бөрі");
    expect("{a} {b} {c}", ",,", "");
    expect("{a} {b}\\n{c}", "x,,y", "x\ny");
    expect("{a}\\n{b} {c}", "x,,y", "x\ny");
    expect("{a}\\n{b}\\n{c}", "x,,y", "x\n\ny");
    expect("а  б {a}", "x,,", "а б x");
}

static void test_styles_cover_the_text(void **state)
{
    (void)state;
    expect("Осы **{a} {b}** *{c}* және ***{c}***", "x,y,z",
           "Осы [b x][b  ][b y] [i z] және [x z]");
    expect("**{a}** {b}", "x,,", "[b x]");
    expect("a **{a} **\\n*{b}*", ",y,", "a\n[i y]");
    expect("**{a} **{b} **\\n{c}**", "x,,z", "[b x][b \n][b z]");
}

/* What a list says is text, whatever it looks like. */
static void test_fields_are_never_markup(void **state)
{
    (void)state;
    expect("{a}", "**x** *y* {b} {{ \\n |upper,,", "**x** *y* {b} {{ \\n |upper");
    expect("**{a}**", "*x*,,", "[b *x*]");
}

static void test_filters(void **state)
{
    (void)state;
    expect("{a|upper} {b|or:жоқ} {c|or:—|upper}", "әлия,,z", "ӘЛИЯ жоқ Z");
}

/* A heading says which part of a name a single word is; «Имя» may hold a whole name, too. */
static void test_headings_name_the_part(void **state)
{
    (void)state;
    static const struct {
        const char *row, *text;
    } cases[] = {
        {"1,Лев,Мартин,m", "Левом Мартином"},
        {"1,Антоний,Павел,m", "Антонием Павлом"},
        {"1,Седых,Иванов Иван,m", "Седых Ивановым Иваном"},
        {"1,Ким,Георгий,m", "Кимом Георгием"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fixture_card it;
        struct buf list = {0};
        buf_printf(&list, "n,Фамилия,Имя (рус.),Пол\n%s\n", cases[i].row);
        bind(&it,
             BEGINNING
             "[columns]\ni = Имя (рус.)\n" TEXT("t", "{Фамилия|ins} {i|ins}") "lang = ru\n",
             buf_text(&list));
        assert_true(it.bound);
        assert_string_equal(it.card.elements[0].content.text, cases[i].text);
        buf_free(&list);
        release(&it);
    }
}

static void test_defines_have_placeholders(void **state)
{
    (void)state;
    struct fixture_card it;
    bind(&it,
         BEGINNING
         "[define]\nname = {last} {first} {father}\nhello = Құрметті {name|upper}!\n" TEXT(
             "t", "{hello} {row}"),
         "n,last,first,father\n1,Имашев,,Асанұлы\n");
    assert_true(it.bound);
    assert_string_equal(it.card.elements[0].content.text, "Құрметті ИМАШЕВ АСАНҰЛЫ! 2");
    release(&it);
}

/* A definition that is called like a case of another must not ask for itself. */
static void test_defines_end(void **state)
{
    (void)state;
    struct fixture_card it;
    bind(&it,
         BEGINNING "[define]\nname = {last} {first} {patronymic}\nname_dat = {name|dat}\n" TEXT(
             "t", "{name_dat}"),
         "n,last,first,patronymic\n1,Иванов,Иван,Иванович\n");
    assert_true(it.bound);
    assert_string_equal(it.card.elements[0].content.text, "Иванову Ивану Ивановичу");
    release(&it);
}

/* Three placeholders that want a gender have one complaint. */
static void test_one_cause_is_told_once(void **state)
{
    (void)state;
    struct fixture_card it;
    bind(&it,
         BEGINNING TEXT("t", "{last|dat} {first|dat} {first|gender:ер/әйел}") "lang = ru\n",
         "n,last,first\n1,Ким,Жанар\n");
    assert_false(it.bound);
    assert_int_equal(it.fixture.findings.count, 1);
    release(&it);
}

static void test_document(void **state)
{
    (void)state;
    struct fixture_card it;
    bind(&it,
         "[document]\ntitle = Сертификат: {name}\nauthor = {org|or:ОСК}\nsubject = С\n"
         "keywords = {n}, {name}\nfile = {n}_{name}\nwho = {name}\n" PAGE
         "[image i]\nbox = 0 0 10mm 10mm\nfile = {n}.png\nalt = Фото: {name}\n",
         "n,name,org\n7,Бөрі,\n");
    assert_true(it.bound);
    assert_string_equal(it.card.title, "Сертификат: Бөрі");
    assert_string_equal(it.card.author, "ОСК");
    assert_string_equal(it.card.subject, "С");
    assert_string_equal(it.card.keywords, "7, Бөрі");
    assert_string_equal(it.card.file, "7_Бөрі.pdf");
    assert_string_equal(it.card.place.who, "Бөрі");
    assert_int_equal(it.card.place.line, 2);
    assert_int_equal(it.card.place.row, 2);
    assert_string_equal(it.card.elements[0].content.text, "7.png");
    assert_string_equal(it.card.elements[0].alt, "Фото: Бөрі");
    release(&it);
}

static void test_file_names_are_safe(void **state)
{
    (void)state;
    struct fixture_card it;
    bind(&it, BEGINNING TEXT("t", "{n}"), "n\n../../etc/pass wd\n");
    assert_true(it.bound);
    assert_string_equal(it.card.file, "etc_pass_wd.pdf");
    release(&it);
    bind(&it, BEGINNING TEXT("t", "{n}"), "n\n///\n");
    assert_false(it.bound);
    assert_string_equal(fixture_reported(&it.fixture),
                        "list.csv:2: ///: nothing is left to name the file after (file = {n} "
                        "gives «///»). Fill the fields that the template's `file` uses.\n");
    release(&it);
}

static void test_required_fields(void **state)
{
    (void)state;
    struct fixture_card it;
    bind(&it,
         "[document]\ntitle = {n}\nfile = {n}\nwho = {last}\nrequired = n, first , father\n"
         "[columns]\nfather = Әкесінің аты\n" PAGE FONT TEXT("t", "{n}"),
         "n,last,first,Әкесінің аты\n1,Имашев,,\n");
    assert_false(it.bound);
    assert_string_equal(
        fixture_reported(&it.fixture),
        "list.csv:2: Имашев: the field «first» is empty. Fill it in the list.\n"
        "list.csv:2: Имашев: the field «Әкесінің аты» is empty. Fill it in the list.\n");
    release(&it);
}

static void test_fixed_elements_are_bound_apart(void **state)
{
    (void)state;
    struct fixture_card it;
    bind(&it,
         BEGINNING TEXT("fixed", "Астана")
             TEXT("own", "{n}") "[signature]\nbox = 0 0 50mm 30mm\nfont = text\ntext = "
                                "{signer}\\n{time}\nalt = Қол\n",
         "n\n1\n");
    assert_true(it.bound);
    assert_int_equal(it.card.elements[0].content.size, 0);
    assert_string_equal(it.card.elements[1].content.text, "1");
    assert_int_equal(it.card.elements[2].content.size, 0);

    struct card fixed;
    assert_true(
        card_bind_fixed(it.fixture.job.binding, &it.arena, &fixed, &it.fixture.findings));
    assert_string_equal(fixed.elements[0].content.text, "Астана");
    assert_int_equal(fixed.elements[1].content.size, 0);
    assert_string_equal(fixed.elements[2].content.text,
                        "Б. Имашев\n2017-10-05 12:00 UTC+06:00");
    assert_string_equal(fixed.elements[2].alt, "Қол");
    release(&it);
}

/* Nobody is shown as the signer of what somebody else is to sign. */
static void test_signatures_to_come_name_nobody(void **state)
{
    (void)state;
    struct fixture fixture;
    struct arena arena = {0};
    struct card fixed;
    static const char box[] = "font = text\nbox = 0 0 50mm 30mm\nalt = Қол\n";
    fixture_open(&fixture);
    fixture.field = "b";
    fixture_sound(&fixture,
                  arena_printf(&arena,
                               "%s[signature a]\n%stext = {signer}\n[signature b]\n%s"
                               "text = {signer}\n[signature c]\n%stext = Хатшы\n",
                               BEGINNING, box, box, box),
                  "n\n1\n");
    assert_true(card_bind_fixed(fixture.job.binding, &arena, &fixed, &fixture.findings));
    assert_int_equal(fixed.elements[0].content.size, 0);
    assert_string_equal(fixed.elements[0].alt, "Қол");
    assert_string_equal(fixed.elements[1].content.text, "Б. Имашев");
    assert_string_equal(fixed.elements[2].content.text, "Хатшы");
    arena_free(&arena);
    fixture_close(&fixture);
}

static struct digest digest_of_row(const char *fields)
{
    struct fixture_card it;
    struct buf list = {0};
    buf_printf(&list, "n,a,b\n1,%s\n", fields);
    bind(&it, BEGINNING TEXT("t", "**{a}** {b}") TEXT("u", "{b} {a}"), list.data);
    struct digest digest = card_digest(it.fixture.job.binding, &it.card);
    buf_free(&list);
    release(&it);
    return digest;
}

static void test_digest_tells_cards_apart(void **state)
{
    (void)state;
    struct digest digest = digest_of_row("x,y"), same = digest_of_row("x,y");
    assert_memory_equal(&digest, &same, sizeof digest);
    same = digest_of_row("x,z");
    assert_memory_not_equal(&digest, &same, sizeof digest);
    same = digest_of_row("y,x");
    assert_memory_not_equal(&digest, &same, sizeof digest);
    /* The very same words, but others of them are bold. */
    digest = digest_of_row("x x,x");
    same = digest_of_row("x,x x");
    assert_memory_not_equal(&digest, &same, sizeof digest);
}

/* What a certificate carries as data tells it apart as well, though no text differs. */
static struct digest digest_with(const char *embed, const char *field)
{
    struct fixture_card it;
    struct buf template = {0}, list = {0};
    buf_printf(&template, "%s%s%s", DOCUMENT, embed, PAGE FONT TEXT("t", "{a|then:есть}"));
    buf_printf(&list, "n,a\n1,%s\n", field);
    bind(&it, template.data, list.data);
    struct digest digest = card_digest(it.fixture.job.binding, &it.card);
    buf_free(&template);
    buf_free(&list);
    release(&it);
    return digest;
}

static void test_digest_covers_data(void **state)
{
    (void)state;
    struct digest one = digest_with("", "x"), other = digest_with("", "y");
    assert_memory_equal(&one, &other, sizeof one);
    one = digest_with("embed = row\n", "x");
    other = digest_with("embed = row\n", "y");
    assert_memory_not_equal(&one, &other, sizeof one);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_empty_fields_leave_no_gap),
        cmocka_unit_test(test_styles_cover_the_text),
        cmocka_unit_test(test_fields_are_never_markup),
        cmocka_unit_test(test_filters),
        cmocka_unit_test(test_headings_name_the_part),
        cmocka_unit_test(test_defines_have_placeholders),
        cmocka_unit_test(test_defines_end),
        cmocka_unit_test(test_one_cause_is_told_once),
        cmocka_unit_test(test_document),
        cmocka_unit_test(test_file_names_are_safe),
        cmocka_unit_test(test_required_fields),
        cmocka_unit_test(test_fixed_elements_are_bound_apart),
        cmocka_unit_test(test_signatures_to_come_name_nobody),
        cmocka_unit_test(test_digest_tells_cards_apart),
        cmocka_unit_test(test_digest_covers_data),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
