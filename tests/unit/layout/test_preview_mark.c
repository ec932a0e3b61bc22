#include "layout/preview_mark.h"

#include "unit/fixture.h"
#include "unit/words.h"

#include <math.h>

#define MM POINTS_PER_MM

/* The only document of a template without a list's row, marked. */
struct marked {
    struct fixture fixture;
    struct arena arena;
    struct shape_room *room;
    struct document document;
    const struct part *marks;
};

static void mark(struct marked *it, const char *template)
{
    struct error err;
    *it = (struct marked){.room = shape_room_new()};
    fixture_open(&it->fixture);
    fixture_sound(&it->fixture, template, "n\n1\n");
    it->document = layout_blank(it->fixture.job.layout, &it->arena);
    it->marks = preview_mark(&it->document, it->room, &it->arena, &err);
    if (!it->marks)
        fail_msg("%s", words_of(&err));
}

static void end(struct marked *it)
{
    shape_room_free(it->room);
    arena_free(&it->arena);
    fixture_close(&it->fixture);
}

/* The mark is in the middle, on the page, and rises from left to right. */
static void the_mark_is_on_the_diagonal(void **state)
{
    (void)state;
    struct marked it;
    mark(&it, BEGINNING TEXT("a", "{n}"));
    assert_int_equal(it.marks[0].count, 1);
    const struct path *path = &it.marks[0].items[0].path;
    struct box box = page_path_box(path);
    assert_false(path->filled);
    assert_true(box.x > 0 && box.y > 0);
    assert_true(box.x + box.width < 297 * MM && box.y + box.height < 210 * MM);
    assert_true(fabs(box.x + box.width / 2 - 297 * MM / 2) < 10 * MM);
    assert_true(fabs(box.y + box.height / 2 - 210 * MM / 2) < 10 * MM);
    assert_true(box.width > 150 * MM);
    assert_true(path->steps[0].p[0].y > 210 * MM / 2);
    assert_true(path->steps[path->count - 2].p[0].y < 210 * MM / 2);
    end(&it);
}

static void it_lies_over_all_else(void **state)
{
    (void)state;
    struct marked it;
    mark(&it, BEGINNING "[page 2]\nsize = A5\n" TEXT("a", "{n}"));
    size_t before = it.document.pages[0].count;
    preview_mark_lay(&it.document, it.marks, &it.arena);
    for (size_t p = 0; p < 2; p++) {
        const struct page *page = &it.document.pages[p];
        const struct part *last = page->parts[page->count - 1];
        assert_ptr_equal(last, &it.marks[p]);
        assert_int_equal(last->tag.role, ROLE_ARTIFACT);
        assert_true(last->fixed);
    }
    assert_int_equal(it.document.pages[0].count, before + 1);
    assert_true(page_path_box(&it.marks[1].items[0].path).width < 148 * MM);
    end(&it);
}

static void a_field_becomes_a_figure(void **state)
{
    (void)state;
    struct marked it;
    mark(&it, BEGINNING TEXT("a", "{n}") "[signature]\nbox = 20mm 80mm 90mm 20mm\n"
                                         "font = text\ntext = {time}\nalt = Қол\n");
    preview_mark_lay(&it.document, it.marks, &it.arena);
    const struct part *field = it.document.pages[0].parts[2];
    assert_int_equal(field->tag.role, ROLE_FIGURE);
    assert_string_equal(field->alt, "Қол");
    assert_true(field->count > 0);
    end(&it);
}

/* The heaviest of the faces has most room in its letters. */
static void the_heaviest_face_is_taken(void **state)
{
    (void)state;
    struct marked regular, bold;
    mark(&regular, BEGINNING TEXT("a", "{n}"));
    mark(&bold, BEGINNING TEXT("a", "{n} **{n}**"));
    assert_int_not_equal(regular.marks[0].items[0].path.count,
                         bold.marks[0].items[0].path.count);
    end(&regular);
    end(&bold);
}

static void without_a_face_there_is_no_mark(void **state)
{
    (void)state;
    const struct page page = {.width = 100, .height = 50};
    const struct document document = {.pages = &page, .page_count = 1};
    struct arena arena = {0};
    struct error err;
    assert_null(preview_mark(&document, NULL, &arena, &err));
    assert_non_null(strstr(words_of(&err), "no font of the template has the letters"));
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_mark_is_on_the_diagonal),
        cmocka_unit_test(it_lies_over_all_else),
        cmocka_unit_test(a_field_becomes_a_figure),
        cmocka_unit_test(the_heaviest_face_is_taken),
        cmocka_unit_test(without_a_face_there_is_no_mark),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
