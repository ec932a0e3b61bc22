#include "issue/certificate_data.h"

#include "unit/fixture.h"

#define DAY 1507204800 /* 2017-10-05 12:00 UTC */

/* Letters of two characters are made one (NFC). */
#define TEMPLATE                                                                               \
    "[document]\ntitle = {n}\nfile = {n}\nembed = row\n[define]\nname = {last} {first}\n" PAGE \
        FONT TEXT("title", "Куәлік «A»\\nи\xCC\x86")                                           \
            TEXT("kk", "{name|barys}") "lang = kk\n" TEXT("empty", "{hidden}")

/* Returns the data of the first row, which are the arena's. */
static const char *data_of(struct fixture *fixture, struct arena *arena, int64_t time)
{
    struct row row;
    struct card card;
    struct error err;
    struct document document = {0};
    const struct binding *binding = fixture->job.binding;
    assert_int_equal(roster_next(fixture->job.roster, &row, &err), ROSTER_ROW);
    assert_true(card_bind(binding, &row, arena, &card, &fixture->findings));
    struct certificate_data *data = certificate_data_new(binding, "kualik 1.0", time, 300);
    certificate_data_attach(data, &card, arena, &document);
    certificate_data_free(data);
    assert_non_null(document.attachment);
    assert_string_equal(document.attachment->name, "certificate.json");
    assert_int_equal(strlen(document.attachment->bytes.bytes), document.attachment->bytes.size);
    return document.attachment->bytes.bytes;
}

static void data_say_what_the_certificate_says(void **state)
{
    (void)state;
    struct fixture fixture;
    struct arena arena = {0};
    fixture_open(&fixture);
    fixture_sound(&fixture, TEMPLATE, "n,last,first,hidden,phone\n7,Имашев,Берік,,1\n");
    const char *text = data_of(&fixture, &arena, DAY);
    const char *digest = strstr(text, "\"sha256\":\"");
    assert_non_null(digest);
    const char *behind = digest + strlen("\"sha256\":\"") + 64;
    static const char beginning[] = "{\"format\":\"kualik-certificate\",\"version\":1,"
                                    "\"program\":\"kualik 1.0\","
                                    "\"template\":{\"file\":\"t.ini\",";
    assert_memory_equal(text, beginning, sizeof beginning - 1);
    assert_string_equal(behind,
                        "\"},\"issued\":\"2017-10-05\",\"title\":\"7\","
                        "\"row\":{\"n\":\"7\",\"last\":\"Имашев\",\"first\":\"Берік\","
                        "\"hidden\":\"\"},\"defined\":{\"name\":\"Имашев Берік\"},"
                        "\"texts\":[{\"element\":\"title\",\"lang\":\"kk\","
                        "\"text\":\"Куәлік «A»\\u000aй\"},"
                        "{\"element\":\"kk\",\"lang\":\"kk\",\"text\":\"Имашев Берікке\"}]}\n");
    arena_free(&arena);
    fixture_close(&fixture);
}

static void the_day_is_that_of_the_time_zone(void **state)
{
    (void)state;
    struct fixture fixture;
    struct arena arena = {0};
    fixture_open(&fixture);
    fixture_sound(&fixture, TEMPLATE, "n,last,first,hidden\n7,Имашев,Бөрі,\n");
    const char *text = data_of(&fixture, &arena, DAY + 8 * 60 * 60);
    assert_non_null(strstr(text, "\"issued\":\"2017-10-06\""));
    arena_free(&arena);
    fixture_close(&fixture);
}

static void nothing_is_attached_unless_asked_for(void **state)
{
    (void)state;
    struct fixture fixture;
    struct document document = {0};
    fixture_open(&fixture);
    fixture_sound(&fixture, BEGINNING TEXT("t", "{n}"), "n\n1\n");
    assert_null(certificate_data_new(fixture.job.binding, "kualik 1.0", DAY, 0));
    certificate_data_attach(NULL, NULL, &fixture.arena, &document);
    assert_null(document.attachment);
    fixture_close(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(data_say_what_the_certificate_says),
        cmocka_unit_test(the_day_is_that_of_the_time_zone),
        cmocka_unit_test(nothing_is_attached_unless_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
