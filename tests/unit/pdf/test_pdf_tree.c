#include "pdf/pdf_tree.h"
#include "unit/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Writes what the set has and empties it. */
static void write(struct pdf_object *set, struct buf *out)
{
    static size_t offsets[1000];
    struct error err;
    buf_clear(out);
    if (!pdf_object_write(set, out, offsets, &err))
        fail_msg("%s", words_of(&err));
    pdf_object_clear(set);
}

static void pages_stand_under_nodes_under_a_root(void **state)
{
    (void)state;
    struct pdf_tree tree = {.root = 1, .of_pages = true};
    struct pdf_object *set = pdf_object_new();
    struct buf out = {0};
    size_t last = 500;
    for (size_t i = 0; i < PDF_TREE_NODE; i++)
        assert_int_equal(pdf_tree_add(&tree, 10 + i, 1, &last, set), 501);
    write(set, &out);
    assert_memory_equal(out.data,
                        "501 0 obj\n<<\n/Type /Pages\n/Count 64\n/Parent 1 0 R\n/Kids [ 10 0 R",
                        strlen("501 0 obj\n<<\n/Type /Pages\n/Count 64\n/Parent 1 0 R\n"
                               "/Kids [ 10 0 R"));
    assert_non_null(strstr(out.data, " 73 0 R ]"));

    assert_int_equal(pdf_tree_add(&tree, 99, 1, &last, set), 502);
    pdf_tree_end(&tree, set);
    write(set, &out);
    assert_string_equal(out.data, "502 0 obj\n<<\n/Type /Pages\n/Count 1\n/Parent 1 0 R\n"
                                  "/Kids [ 99 0 R ]\n>>\nendobj\n"
                                  "1 0 obj\n<<\n/Type /Pages\n/Count 65\n"
                                  "/Kids [ 501 0 R 502 0 R ]\n>>\nendobj\n");
    buf_free(&out);
    pdf_tree_free(&tree);
    pdf_object_free(set);
}

static void keys_of_leaves_bound_the_nodes(void **state)
{
    (void)state;
    struct pdf_tree tree = {.root = 2};
    struct pdf_object *set = pdf_object_new();
    struct buf out = {0};
    size_t last = 500;
    for (size_t i = 0; i < PDF_TREE_NODE + 1; i++)
        pdf_tree_add(&tree, 10 + i, 2, &last, set);
    assert_int_equal(tree.next, 2 * (PDF_TREE_NODE + 1));
    pdf_tree_end(&tree, set);
    write(set, &out);
    assert_non_null(strstr(out.data, "501 0 obj\n<<\n/Limits [ 0 127 ]\n/Kids [ 10 0 R"));
    assert_non_null(
        strstr(out.data, "502 0 obj\n<<\n/Limits [ 128 129 ]\n/Kids [ 74 0 R ]\n>>"));
    assert_non_null(strstr(out.data, "2 0 obj\n<<\n/Kids [ 501 0 R 502 0 R ]\n>>"));
    buf_free(&out);
    pdf_tree_free(&tree);
    pdf_object_free(set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_stand_under_nodes_under_a_root),
        cmocka_unit_test(keys_of_leaves_bound_the_nodes),
    };
    return cmocka_run_group_tests_name("pdf_tree", tests, NULL, NULL);
}
