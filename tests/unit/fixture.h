/* A folder of its own for a test, with a template and a list in it, and what is made from
 * them. */
#ifndef KUALIK_TEST_FIXTURE_H
#define KUALIK_TEST_FIXTURE_H

#include "base/arena.h"
#include "base/buf.h"
#include "issue/job.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* What most templates here begin with; lists have a column n. */
#define DOCUMENT  "[document]\ntitle = {n}\nfile = {n}\nwho = {n}\n"
#define PAGE      "[page 1]\nsize = A4 landscape\n"
#define FONT      "[font text]\nfamily = PT Serif\n"
#define BEGINNING DOCUMENT PAGE FONT

/* A text in a box that is wide and high enough. */
#define TEXT(name, text)                                                                       \
    "[text " name "]\nbox = 20mm 20mm 200mm 40mm\nfont = text\ntext = " text "\n"

struct fixture {
    struct arena arena; /* holds the paths */
    char *folder;
    const char *files[16]; /* what is to be removed */
    size_t file_count;
    struct report findings;
    struct job job;
    struct buf reported;
    const char *field; /* that is signed, as batch_words have it */
};

static inline void fixture_open(struct fixture *fixture)
{
    *fixture = (struct fixture){0};
    const char *root = getenv("TMPDIR");
    fixture->folder =
        arena_printf(&fixture->arena, "%s/kualik-test-XXXXXX", root ? root : "/tmp");
    assert_non_null(mkdtemp(fixture->folder));
}

/* Writes the file and returns its path. */
static inline const char *fixture_write(struct fixture *fixture, const char *name,
                                        const void *bytes, size_t size)
{
    assert_in_range(fixture->file_count, 0, sizeof fixture->files / sizeof *fixture->files - 1);
    const char *path = arena_printf(&fixture->arena, "%s/%s", fixture->folder, name);
    fixture->files[fixture->file_count++] = path;
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
    return path;
}

/* Opens the job of the two texts; `signer` and `time` are who signs and when. */
static inline bool fixture_edition(struct fixture *fixture, const char *template,
                                   const char *list)
{
    struct job_source source = {
        .template_path = fixture_write(fixture, "t.ini", template, strlen(template)),
        .list_path = fixture_write(fixture, "list.csv", list, strlen(list)),
        .words = {.signer = "Б. Имашев",
                  .time = "2017-10-05 12:00 UTC+06:00",
                  .field = fixture->field},
    };
    return job_open(&source, &fixture->job, &fixture->findings);
}

/* Returns all findings, a line each, without the name of the folder. */
static inline const char *fixture_reported(struct fixture *fixture)
{
    struct buf *reported = &fixture->reported;
    const char *prefix = arena_printf(&fixture->arena, "%s/", fixture->folder);
    buf_clear(reported);
    report_sort(&fixture->findings);
    for (size_t i = 0; i < fixture->findings.count; i++) {
        finding_print(&fixture->findings.list[i], reported);
        buf_putc(reported, '\n');
    }
    for (char *at; reported->size && (at = strstr(reported->data, prefix));) {
        memmove(at, at + strlen(prefix), strlen(at + strlen(prefix)) + 1);
        reported->size -= strlen(prefix);
    }
    return buf_text(reported);
}

/* Opens an job that must be sound. */
static inline void fixture_sound(struct fixture *fixture, const char *template,
                                 const char *list)
{
    if (!fixture_edition(fixture, template, list))
        fail_msg("%s", fixture_reported(fixture));
}

static inline void fixture_close(struct fixture *fixture)
{
    job_close(&fixture->job);
    report_free(&fixture->findings);
    buf_free(&fixture->reported);
    for (size_t i = 0; i < fixture->file_count; i++)
        unlink(fixture->files[i]);
    assert_int_equal(rmdir(fixture->folder), 0);
    arena_free(&fixture->arena);
}

/* Says that opening the job fails, and with which findings. */
static inline void fixture_refused(const char *template, const char *list, const char *reported)
{
    struct fixture fixture;
    fixture_open(&fixture);
    assert_false(fixture_edition(&fixture, template, list));
    assert_string_equal(fixture_reported(&fixture), reported);
    fixture_close(&fixture);
}

#endif
