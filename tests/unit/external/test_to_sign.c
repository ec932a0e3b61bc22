/* What waits, written and read, and files that say something else. */
#include "external/to_sign.h"

#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void what_is_written_is_read(void **state)
{
    (void)state;
    struct to_sign_document documents[] = {
        {"Әлия \"А\".pdf", ".waiting-1", {1, 0xFE}, {{0xAB}}, SUB_FILTER_PKCS7, 1000, 100, 50},
        {"B.pdf", ".waiting-2", {2}, {{2}}, SUB_FILTER_CADES, 2000, 200, 60},
    };
    const struct to_sign written = {
        .signer = {{7}}, .name = "Б. Иванов", .list = documents, .count = 2};
    struct to_sign read;
    struct buf text = {0};
    struct error err = {0};
    to_sign_write(&written, &text);
    assert_non_null(strstr(buf_text(&text), "\"algorithm\":\"SHA-256\""));
    assert_non_null(strstr(buf_text(&text), "\"digest_base64\":\"qwAAAA"));
    assert_true(to_sign_read(&text, "to-sign.json", &read, &err));
    assert_int_equal(read.count, 2);
    assert_string_equal(read.name, "Б. Иванов");
    assert_int_equal(read.list[0].sub_filter, SUB_FILTER_PKCS7);
    assert_memory_equal(read.signer.bytes, written.signer.bytes, DIGEST_SIZE);
    assert_string_equal(read.list[0].file, "Әлия \"А\".pdf");
    assert_string_equal(read.list[1].prepared, ".waiting-2");
    assert_memory_equal(read.list[0].id, documents[0].id, 16);
    assert_memory_equal(read.list[0].digest.bytes, documents[0].digest.bytes, DIGEST_SIZE);
    assert_int_equal(read.list[1].size, 2000);
    assert_int_equal(read.list[1].contents_at, 200);
    assert_int_equal(read.list[0].contents_size, 50);
    to_sign_free(&read);
    buf_free(&text);
}

static void must_refuse(const char *json, const char *words)
{
    struct buf text = {0};
    struct to_sign read;
    struct error err = {0};
    buf_puts(&text, json);
    assert_false(to_sign_read(&text, "t", &read, &err));
    assert_string_equal(words_of(&err), words);
    to_sign_free(&read);
    buf_free(&text);
}

#define INVALID(member) "t: «" member "» is missing here, or is not what it should be."
#define HEX32           "00000000000000000000000000000000"
#define HEAD                                                                                   \
    "{\"version\":1,\"algorithm\":\"SHA-256\","                                                \
    "\"certificate\":\"" HEX32 HEX32 "\",\"signer\":\"N\",\"documents\":"
#define DOCUMENT(file, digest, size)                                                           \
    HEAD "[{\"file\":" file ",\"prepared\":\"p\",\"id\":\"" HEX32 "\",\"digest\":\"" digest    \
         "\",\"sub_filter\":\"adbe.pkcs7.detached\",\"size\":" size                            \
         ",\"contents_at\":1,\"contents_size\":2}]}"

static void what_is_something_else_is_refused(void **state)
{
    (void)state;
    must_refuse("{\n\"version\":", "t:2: The file is not JSON, or it is damaged there.");
    must_refuse("{\"version\":1,\"version\":1}",
                "t:1: The file is not JSON, or it is damaged there.");
    static const char *const others[] = {"[]", "null", "7", "\"text\""};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        must_refuse(others[i],
                    "t: The file is none of those that kualik knows: its «version» is not 1.");
    must_refuse("{\"version\":2}",
                "t: The file is none of those that kualik knows: its «version» is not 1.");
    must_refuse("{\"version\":1,\"algorithm\":\"MD5\"}", INVALID("algorithm"));
    must_refuse(HEAD "{}}", INVALID("documents"));
    must_refuse(HEAD "[7]}", INVALID("file"));
    must_refuse(DOCUMENT("\"../a\"", HEX32 HEX32, "9"), INVALID("file"));
    must_refuse(DOCUMENT("\"a\\u0000b\"", HEX32 HEX32, "9"),
                "t:1: The file is not JSON, or it is damaged there.");
    must_refuse(DOCUMENT("\"\"", HEX32 HEX32, "9"), INVALID("file"));
    must_refuse(DOCUMENT("\"a\"", HEX32, "9"), INVALID("digest"));
    must_refuse(DOCUMENT("\"a\"", HEX32 HEX32 "00", "9"), INVALID("digest"));
    must_refuse(DOCUMENT("\"a\"", "G0000000000000000000000000000000" HEX32, "9"),
                INVALID("digest"));
    must_refuse(DOCUMENT("\"a\"", HEX32 HEX32, "-1"), INVALID("size"));
    must_refuse(DOCUMENT("\"a\"", HEX32 HEX32, "1.5"), INVALID("size"));
    must_refuse(DOCUMENT("\"a\"", HEX32 HEX32, "99999999999999999999"),
                "t:1: The file is not JSON, or it is damaged there.");
}

static bool read_answers(const char *json, struct answers *answers, struct error *err)
{
    struct buf text = {0};
    buf_puts(&text, json);
    bool read = answers_read(&text, "a", answers, err);
    buf_free(&text);
    return read;
}

static void answers_are_found_by_their_file(void **state)
{
    (void)state;
    struct answers answers;
    struct error err = {0};
    assert_true(read_answers("{\"version\":1,\"answers\":[{\"file\":\"b\",\"cms\":\"Zm9v\"},"
                             "{\"file\":\"a\",\"cms\":\"Zg==\"}]}",
                             &answers, &err));
    assert_string_equal(buf_text(answers_find(&answers, "a")), "f");
    assert_string_equal(buf_text(answers_find(&answers, "b")), "foo");
    assert_null(answers_find(&answers, "c"));
    answers_free(&answers);
    assert_true(read_answers("\xEF\xBB\xBF{\"version\":1,\"answers\":[]}", &answers, &err));
    assert_null(answers_find(&answers, "a"));
    answers_free(&answers);
}

static void must_refuse_answers(const char *json, const char *words)
{
    struct answers answers;
    struct error err = {0};
    assert_false(read_answers(json, &answers, &err));
    assert_non_null(strstr(words_of(&err), words));
    answers_free(&answers);
}

static void answers_that_are_none_are_refused(void **state)
{
    (void)state;
    must_refuse_answers("{\"version\":1}", "«answers» is missing here");
    must_refuse_answers("{\"version\":1,\"answers\":[{\"file\":\"a\"}]}",
                        "The answer for «a» (number 1) has no «cms»");
    must_refuse_answers("{\"version\":1,\"answers\":[{\"cms\":\"\"}]}",
                        "Answer number 1 has no «file»");
    must_refuse_answers("{\"version\":1,\"answers\":[{\"file\":\"b\",\"cms\":\"Zg==\"},"
                        "{\"file\":\"a\",\"cms\":\"!\"}]}",
                        "The answer for «a» (number 2) has no «cms», or one that is not "
                        "Base64.");
    must_refuse_answers("{\"version\":1,\"answers\":[{\"file\":\"a\",\"cms\":\"\"},"
                        "{\"file\":\"a\",\"cms\":\"\"}]}",
                        "There are two answers for «a».");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read),
        cmocka_unit_test(what_is_something_else_is_refused),
        cmocka_unit_test(answers_are_found_by_their_file),
        cmocka_unit_test(answers_that_are_none_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
