
#include "unit/fixture.h"

#include "base/file.h"
#include "issue/batch.h"
#include "sign/cms_sign.h"
#include "unit/words.h"

#include <dirent.h>
#include <errno.h>
#include <stdatomic.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#define TEMPLATE "[document]\ntitle = {n}\nfile = {n}\nwho = {n}\n" PAGE FONT TEXT("t", "{t}")
#define LIST     "n,t\nAset,one\nBota,two\nDana,three\n"

enum { NOW = 1507183200 }; /* 5 October 2017 */

/* What the disk still takes before it is full; this stands before the C library's own. A file
 * without a name lies in memory. */
static size_t disk_writes = SIZE_MAX;

ssize_t write(int fd, const void *bytes, size_t size)
{
    struct stat file;
    bool on_disk = fstat(fd, &file) == 0 && file.st_nlink > 0;
    if (on_disk && disk_writes == 0) {
        errno = ENOSPC;
        return -1;
    }
    disk_writes -= on_disk;
    return syscall(SYS_write, fd, bytes, size);
}

/* A folder for certificates that is kept over several runs, each an job of its own. */
struct press {
    struct listener listener;
    struct fixture fixture;
    const char *out;
    struct batch_options options;
    const char *template;
    const char *only; /* which rows, NULL: all */
    atomic_bool stop;
    size_t stop_at;        /* the row whose outcome stops the batch, 0: none */
    const char *append_to; /* a file that grows when the first outcome is told */
    const char *edit;      /* a file whose last row is edited then */
    bool told;             /* of `err`, by batch_write */
    struct error err;
    struct buf reported; /* of each row, a line */
};

static void on_outcome(void *context, const struct outcome *outcome)
{
    static const char *const words[] = {"written", "kept",    "refused",
                                        "failed",  "waiting", "stopped"};
    struct press *press = context;
    if (outcome->row == press->stop_at)
        atomic_store(&press->stop, true);
    if (press->append_to) {
        FILE *file = fopen(press->append_to, "ab");
        assert_non_null(file);
        fputs("Late,four\n", file);
        fclose(file);
        press->append_to = NULL;
    }
    if (press->edit) {
        FILE *file = fopen(press->edit, "r+b");
        assert_non_null(file);
        fseek(file, -2, SEEK_END);
        fputs("X", file);
        fclose(file);
        press->edit = NULL;
    }
    buf_printf(&press->reported, "%zu %s %s %s\n", outcome->row, outcome->file,
               words[outcome->status], outcome->error ? words_of(outcome->error) : "");
}

static void begin(struct press *press)
{
    *press = (struct press){.template = TEMPLATE};
    fixture_open(&press->fixture);
    press->out = arena_printf(&press->fixture.arena, "%s/out", press->fixture.folder);
    press->options = (struct batch_options){.threads = 2,
                                            .time = 1500000000,
                                            .offset = 300,
                                            .producer = "kualik test",
                                            .listeners = &press->listener,
                                            .listener_count = 1};
    press->listener = (struct listener){.outcome = on_outcome, .context = press};
}

static const char *path_of(struct press *press, const char *name)
{
    return arena_printf(&press->fixture.arena, "%s/%s", press->out, name);
}

static void end(struct press *press)
{
    DIR *folder = opendir(press->out);
    for (struct dirent *entry; folder && (entry = readdir(folder));)
        unlink(path_of(press, entry->d_name));
    if (folder)
        closedir(folder);
    rmdir(press->out);
    buf_free(&press->reported);
    fixture_close(&press->fixture);
}

/* Surveys the list and, where that is not refused, writes the certificates. The findings are
 * left in the fixture. */
static bool make(struct press *press, const char *list)
{
    struct fixture *fixture = &press->fixture;
    job_close(&fixture->job);
    fixture->job = (struct job){0};
    report_free(&fixture->findings);
    fixture->file_count = 0;
    buf_clear(&press->reported);
    fixture_sound(fixture, press->template, list);

    press->options.selection = press->only ? selection_new(press->only) : NULL;
    struct batch *batch = batch_new(&fixture->job, &press->options);
    bool done = batch_survey(batch, &fixture->findings, &press->err);
    if (done) {
        struct folder *folder = folder_open(press->out, &press->err);
        assert_non_null(folder);
        done = batch_write(batch, folder, &press->told, &press->err);
        assert_true(folder_close(folder, &press->err));
    }
    batch_free(batch);
    selection_free(press->options.selection);
    return done;
}

static void must_make(struct press *press, const char *list, const char *reported)
{
    if (!make(press, list))
        fail_msg("%s", words_of(&press->err));
    assert_string_equal(buf_text(&press->reported), reported);
}

/* Returns what the file says, to be released. */
static struct buf bytes_of(struct press *press, const char *name)
{
    struct buf bytes = {0};
    if (!file_read(path_of(press, name), 1 << 20, &bytes, &press->err))
        fail_msg("%s", words_of(&press->err));
    return bytes;
}

static bool is_there(struct press *press, const char *name)
{
    return access(path_of(press, name), F_OK) == 0;
}

static bool reported_error(struct press *press, const char *part)
{
    fixture_reported(&press->fixture);
    return press->fixture.findings.errors && strstr(press->fixture.reported.data, part);
}

static void each_row_becomes_a_file(void **state)
{
    (void)state;
    struct press press;
    begin(&press);
    must_make(&press, LIST, "2 Aset.pdf written \n3 Bota.pdf written \n4 Dana.pdf written \n");
    assert_int_equal(press.fixture.findings.errors, 0);
    struct buf pdf = bytes_of(&press, "Bota.pdf");
    assert_memory_equal(pdf.data, "%PDF-1.7", 8);
    assert_memory_equal(pdf.data + pdf.size - 6, "%%EOF\n", 6);
    buf_free(&pdf);
    end(&press);
}

static void what_is_there_already_is_kept(void **state)
{
    (void)state;
    struct press press;
    begin(&press);
    must_make(&press, "n,t\nAset,one\n", "2 Aset.pdf written \n");
    struct buf before = bytes_of(&press, "Aset.pdf");

    /* Later, among others, in another place, even when others are to be replaced. */
    press.options.time += 86400;
    press.options.replace = true;
    must_make(&press, "n,t\nBota,two\nAset,one\n", "2 Bota.pdf written \n3 Aset.pdf kept \n");
    struct buf after = bytes_of(&press, "Aset.pdf");
    assert_int_equal(after.size, before.size);
    assert_memory_equal(after.data, before.data, before.size);
    buf_free(&before);
    buf_free(&after);
    end(&press);
}

static void another_certificate_is_replaced_only_when_asked(void **state)
{
    (void)state;
    struct press press;
    begin(&press);
    must_make(&press, "n,t\nAset,one\n", "2 Aset.pdf written \n");
    struct buf before = bytes_of(&press, "Aset.pdf");

    must_make(&press, "n,t\nAset,other\nBota,two\n",
              "2 Aset.pdf failed «Aset.pdf»: There is already a certificate that says "
              "something else. Move it away, or use --replace.\n3 Bota.pdf written \n");
    struct buf after = bytes_of(&press, "Aset.pdf");
    assert_int_equal(after.size, before.size);
    assert_memory_equal(after.data, before.data, before.size);
    buf_free(&after);

    press.options.replace = true;
    must_make(&press, "n,t\nAset,other\n", "2 Aset.pdf written \n");
    after = bytes_of(&press, "Aset.pdf");
    assert_true(after.size != before.size || memcmp(after.data, before.data, after.size) != 0);
    buf_free(&before);
    buf_free(&after);
    end(&press);
}

/* Its content is the same, but the template sets it otherwise. */
static void another_template_makes_another_certificate(void **state)
{
    (void)state;
    struct press press;
    begin(&press);
    must_make(&press, "n,t\nAset,one\n", "2 Aset.pdf written \n");
    press.template = TEMPLATE "size = 20pt\n";
    assert_true(make(&press, "n,t\nAset,one\n"));
    assert_non_null(strstr(buf_text(&press.reported), "2 Aset.pdf failed "));
    end(&press);
}

static void a_foreign_file_is_not_touched(void **state)
{
    (void)state;
    struct press press;
    begin(&press);
    must_make(&press, "n,t\nAset,one\n", "2 Aset.pdf written \n");
    FILE *file = fopen(path_of(&press, "Bota.pdf"), "wb");
    assert_non_null(file);
    fputs("letters to Bota", file);
    fclose(file);
    assert_true(make(&press, LIST));
    assert_non_null(
        strstr(buf_text(&press.reported),
               "3 Bota.pdf failed «Bota.pdf»: There is already a file that is damaged or "
               "not a certificate. Move it away, or use --replace."));
    struct buf bytes = bytes_of(&press, "Bota.pdf");
    assert_string_equal(buf_text(&bytes), "letters to Bota");
    buf_free(&bytes);
    end(&press);
}

static void rows_of_one_file_name_are_refused(void **state)
{
    (void)state;
    struct press press;
    begin(&press);
    assert_true(make(&press, "n,t\nAset,one\nBota,two\nASET,three\n"));
    assert_true(reported_error(
        &press, "Rows 2 and 4 would both be «Aset.pdf» (capitals do not count)."));
    assert_false(is_there(&press, "Aset.pdf"));
    assert_false(is_there(&press, "ASET.pdf"));
    assert_true(is_there(&press, "Bota.pdf"));
    end(&press);
}

static void a_faulty_row_stops_no_other(void **state)
{
    (void)state;
    struct press press;
    begin(&press);
    press.template =
        "[document]\ntitle = {n}\nfile = {n}\nwho = {n}\nrequired = t\n" PAGE FONT TEXT("t",
                                                                                        "{t}");
    assert_true(make(&press, "n,t\nAset,\nBota,two\nDana,three,four\n"));
    assert_int_equal(press.fixture.findings.errors, 2);
    assert_true(reported_error(&press, "list.csv:2: Aset: "));
    assert_true(reported_error(&press, "list.csv:4: "));
    assert_false(is_there(&press, "Aset.pdf"));
    assert_true(is_there(&press, "Bota.pdf"));
    assert_non_null(strstr(buf_text(&press.reported), "3 Bota.pdf written"));
    end(&press);
}

static void only_the_selected_rows_are_made(void **state)
{
    (void)state;
    struct press press;
    begin(&press);
    press.only = "3";
    must_make(&press, "n,t\nAset,one,x\nBota,two\nDana,three\n", "3 Bota.pdf written \n");
    assert_int_equal(press.fixture.findings.errors, 0); /* of row 2 nothing is told */
    assert_false(is_there(&press, "Dana.pdf"));

    press.only = "DANA, aset, 3";
    must_make(&press, LIST, "2 Aset.pdf written \n3 Bota.pdf kept \n4 Dana.pdf written \n");
    press.only = "3,5";
    assert_false(make(&press, LIST));
    assert_non_null(strstr(words_of(&press.err), "list.csv: There is no row 5."));
    press.only = "1";
    assert_false(make(&press, LIST));
    end(&press);
}

/* A certificate made alone holds the letters of one row alone, and is taken for the one of the
 * whole list. */
static void a_certificate_made_alone_is_that_of_the_list(void **state)
{
    (void)state;
    struct press press;
    begin(&press);
    press.only = "Bota";
    assert_true(make(&press, LIST));
    struct buf alone = bytes_of(&press, "Bota.pdf");
    press.only = NULL;
    must_make(&press, LIST, "2 Aset.pdf written \n3 Bota.pdf kept \n4 Dana.pdf written \n");
    unlink(path_of(&press, "Bota.pdf"));
    assert_true(make(&press, LIST));
    struct buf whole = bytes_of(&press, "Bota.pdf");
    assert_true(alone.size < whole.size);
    buf_free(&alone);
    buf_free(&whole);
    end(&press);
}

static void threads_change_nothing(void **state)
{
    (void)state;
    struct press press;
    begin(&press);
    press.options.threads = 1;
    assert_true(make(&press, LIST));
    struct buf whole = bytes_of(&press, "Bota.pdf");
    unlink(path_of(&press, "Bota.pdf"));
    press.options.threads = 3;
    assert_true(make(&press, LIST));
    struct buf again = bytes_of(&press, "Bota.pdf");
    assert_int_equal(again.size, whole.size);
    assert_memory_equal(again.data, whole.data, whole.size);
    buf_free(&again);
    buf_free(&whole);
    end(&press);
}

static void a_list_without_rows_is_refused(void **state)
{
    (void)state;
    struct press press;
    begin(&press);
    assert_false(make(&press, "n,t\n"));
    assert_non_null(
        strstr(words_of(&press.err), "has headings, but not a single row under them."));
    end(&press);
}

static void collect(void *context, const char *text)
{
    buf_puts(context, text);
}

static void the_dump_follows_the_list(void **state)
{
    (void)state;
    struct press press;
    struct buf dump = {0};
    begin(&press);
    fixture_sound(&press.fixture, TEMPLATE, LIST);
    struct selection *selection = selection_new("4,2");
    press.options.selection = selection;
    struct batch *batch = batch_new(&press.fixture.job, &press.options);
    assert_true(batch_survey(batch, &press.fixture.findings, &press.err));
    assert_true(batch_dump(batch, collect, &dump, &press.err));
    batch_free(batch);
    selection_free(selection);
    assert_memory_equal(dump.data, "row 2 Aset.pdf\n", 15);
    const char *last = strstr(dump.data, "row 4 Dana.pdf\n");
    assert_non_null(last);
    assert_non_null(strstr(last, "three"));
    assert_null(strstr(dump.data, "Bota"));
    assert_false(is_there(&press, "Aset.pdf"));
    buf_free(&dump);
    end(&press);
}

/* Returns a list of that many people, P2 in row 2 …, to be released. */
static struct buf many(size_t rows)
{
    struct buf list = {0};
    buf_puts(&list, "n,t\n");
    for (size_t i = 0; i < rows; i++)
        buf_printf(&list, "P%zu,one\n", i + 2);
    return list;
}

/* What has been begun is finished, the rest is told as stopped, and the next run makes it. */
static void a_batch_can_be_stopped(void **state)
{
    (void)state;
    struct press press;
    struct buf list = many(40);
    begin(&press);
    press.options.threads = 1;
    press.options.stop = &press.stop;
    press.stop_at = 5; /* is told with others, when they have their names */
    assert_true(make(&press, list.data));
    size_t written = 0;
    for (size_t row = 2; row < 42; row++)
        written += is_there(&press, arena_printf(&press.fixture.arena, "P%zu.pdf", row));
    assert_in_range(written, 4, 39);
    for (size_t row = 2; row < 42; row++) {
        bool whole = row < 2 + written;
        const char *line =
            arena_printf(&press.fixture.arena, "%zu %s", row,
                         whole ? arena_printf(&press.fixture.arena, "P%zu.pdf written \n", row)
                               : " stopped The run was stopped.");
        assert_non_null(strstr(press.reported.data, line));
    }
    press.stop = false;
    press.stop_at = 0;
    assert_true(make(&press, list.data));
    assert_null(strstr(press.reported.data, "stopped"));
    assert_true(is_there(&press, "P41.pdf"));
    buf_free(&list);
    end(&press);
}

static void a_batch_stopped_early_writes_nothing(void **state)
{
    (void)state;
    struct press press;
    begin(&press);
    press.options.stop = &press.stop;
    press.stop = true;
    assert_false(make(&press, LIST));
    assert_string_equal(press.err.what.code, "stopped");
    assert_string_equal(buf_text(&press.reported), "");
    end(&press);
}

/* The first row that a full disk refuses is the last that is tried. */
static void a_full_disk_stops_the_batch(void **state)
{
    (void)state;
    struct press press;
    begin(&press);
    press.options.threads = 1;
    disk_writes = 1;
    assert_true(make(&press, LIST));
    disk_writes = SIZE_MAX;
    const char *told = buf_text(&press.reported);
    assert_non_null(strstr(told, "2 Aset.pdf written \n"));
    assert_non_null(strstr(told, "3 Bota.pdf failed "));
    assert_non_null(strstr(told, "4  stopped "));
    assert_non_null(strstr(strstr(told, "4  stopped "), "the disk is full"));
    assert_true(is_there(&press, "Aset.pdf"));
    assert_false(is_there(&press, "Bota.pdf"));
    end(&press);
}

static void a_list_that_grows_meanwhile_is_told(void **state)
{
    (void)state;
    struct press press;
    struct buf list = many(40);
    begin(&press);
    press.options.threads = 1; /* so that the first outcomes come before the last rows */
    press.append_to = arena_printf(&press.fixture.arena, "%s/list.csv", press.fixture.folder);
    assert_false(make(&press, list.data));
    assert_string_equal(press.err.what.code, "file-changed");
    assert_true(is_there(&press, "P41.pdf"));
    assert_null(strstr(press.reported.data, "failed"));
    buf_free(&list);
    end(&press);
}

/* What is issued is what was checked, whatever becomes of the list meanwhile. */
static void a_row_that_is_edited_meanwhile_is_not_written(void **state)
{
    (void)state;
    struct press press;
    struct buf list = many(20000); /* more than is read at a time */
    begin(&press);
    press.options.threads = 1;
    press.only = "2,20001";
    press.edit = arena_printf(&press.fixture.arena, "%s/list.csv", press.fixture.folder);
    assert_true(mkdir(press.out, 0777) == 0);
    FILE *other = fopen(path_of(&press, "P2.pdf"), "w"); /* its row is told at once */
    assert_non_null(other);
    fputs("hello", other);
    fclose(other);
    assert_true(make(&press, list.data));
    assert_non_null(strstr(press.reported.data, "2 P2.pdf failed "));
    assert_non_null(strstr(press.reported.data, "20001 P20001.pdf failed The list changed"));
    assert_false(is_there(&press, "P20001.pdf"));
    buf_free(&list);
    end(&press);
}

/* Whoever takes the list away after the survey hears of every person. */
static void a_list_that_is_gone_fails_every_row(void **state)
{
    (void)state;
    struct press press;
    struct report findings = {0};
    begin(&press);
    fixture_sound(&press.fixture, TEMPLATE, LIST);
    struct batch *batch = batch_new(&press.fixture.job, &press.options);
    assert_true(batch_survey(batch, &findings, &press.err));
    fixture_write(&press.fixture, "list.csv", "n,t\nAset,one\n", 13);
    struct folder *folder = folder_open(press.out, &press.err);
    assert_non_null(folder);
    assert_false(batch_write(batch, folder, &press.told, &press.err));
    assert_true(press.told);
    assert_true(folder_close(folder, &press.err));
    for (size_t row = 2; row < 5; row++)
        assert_non_null(strstr(press.reported.data,
                               arena_printf(&press.fixture.arena, "%zu  failed ", row)));
    press.fixture.file_count--;
    batch_free(batch);
    report_free(&findings);
    end(&press);
}

static void note_stray(void *context, const struct stray *stray)
{
    buf_printf(context, "%s ", stray->file);
}

/* Files that no row gives are named: those of rows that are not selected, or faulty, are not
 * among them. */
static void strays_are_named(void **state)
{
    (void)state;
    struct press press;
    struct buf strays = {0};
    begin(&press);
    must_make(&press, LIST, "2 Aset.pdf written \n3 Bota.pdf written \n4 Dana.pdf written \n");
    static const char *const others[] = {"b\xFF.pdf", "Old.pdf", "notes.txt", ".pdf"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        FILE *file = fopen(path_of(&press, others[i]), "wb");
        assert_non_null(file);
        fclose(file);
    }
    job_close(&press.fixture.job);
    press.fixture.file_count = 0;
    fixture_sound(&press.fixture, TEMPLATE, "n,t\nASET,one\nDana,\nEster,two\n");
    struct batch *batch = batch_new(&press.fixture.job, &press.options);
    struct folder *folder = folder_open(press.out, &press.err);
    assert_non_null(folder);
    assert_true(batch_survey(batch, &press.fixture.findings, &press.err));
    batch_find_strays(batch, folder, note_stray, &strays);
    assert_string_equal(strays.data, "Bota.pdf Old.pdf b\xFF.pdf ");
    assert_true(folder_close(folder, &press.err));
    batch_free(batch);
    buf_free(&strays);
    end(&press);
}

static bool sign_badly(const struct signer *signer, const struct signed_content *content,
                       struct buf *der, struct error *err)
{
    (void)signer, (void)content, (void)err;
    buf_puts(der, "no signature");
    return true;
}

/* Nobody gets a certificate whose signature does not hold. */
static void a_bad_signature_is_noticed(void **state)
{
    (void)state;
    struct press press;
    const struct signer signer = {.name = "Nobody", .room = 100, .sign = sign_badly};
    begin(&press);
    press.options.signer = &signer;
    must_make(&press, "n,t\nAset,one\n",
              "2 Aset.pdf failed The signature just made does not hold, so the certificate was "
              "not written. Start again.\n");
    assert_false(is_there(&press, "Aset.pdf"));
    end(&press);
}

/* A true signer that goes wrong: which of its signatures is spoilt, and how. */
struct failing_signer {
    struct signer base;
    const struct signer *sound;
    size_t *signed_so_far;
};

static bool sign_and_fail(const struct signer *signer, const struct signed_content *content,
                          struct buf *der, struct error *err)
{
    const struct failing_signer *failing = (const struct failing_signer *)(const void *)signer;
    struct signed_content spoilt = *content;
    size_t turn = (*failing->signed_so_far)++;
    if (turn == 1)
        spoilt.digest.bytes[0] ^= 1;
    if (!failing->sound->sign(failing->sound, &spoilt, der, err))
        return false;
    if (turn == 2)
        der->data[der->size - 1] ^= 1; /* of the signature's value, which comes last */
    return true;
}

static struct signer *new_signer(const char *folder)
{
    char command[600];
    struct buf key = {0};
    struct error err = {0};
    snprintf(command, sizeof command, "sh tests/pki.sh '%s' rsa2048 >/dev/null 2>&1", folder);
    assert_int_equal(system(command), 0);
    snprintf(command, sizeof command, "%s/rsa2048.p12", folder);
    assert_true(file_read(command, 1 << 20, &key, &err));
    struct signer *signer = cms_sign_open(
        &(struct key_source){.bytes = &key, .password = "demo-2017", .path = command}, NOW,
        &err);
    if (!signer)
        fail_msg("%s", words_of(&err));
    buf_free(&key);
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    assert_int_equal(system(command), 0);
    return signer;
}

#define NOT_SOUND                                                                              \
    " failed The signature just made does not hold, so the certificate was not written. "      \
    "Start again.\n"

/* One that is like all others but for its content or its value, behind one that holds. */
static void a_signature_that_fails_later_is_noticed(void **state)
{
    (void)state;
    struct press press;
    begin(&press);
    struct signer *sound =
        new_signer(arena_printf(&press.fixture.arena, "%s/keys", press.fixture.folder));
    size_t signed_so_far = 0;
    struct failing_signer failing = {*sound, sound, &signed_so_far};
    failing.base.sign = sign_and_fail;
    press.options.signer = &failing.base;
    press.options.threads = 1;
    press.options.time = NOW;
    must_make(&press, LIST "Ester,four\n",
              "2 Aset.pdf written \n"
              "3 Bota.pdf" NOT_SOUND "4 Dana.pdf" NOT_SOUND "5 Ester.pdf written \n");
    assert_false(is_there(&press, "Bota.pdf") || is_there(&press, "Dana.pdf"));
    assert_true(is_there(&press, "Aset.pdf") && is_there(&press, "Ester.pdf"));

    failing.base.identity.bytes[0] ^= 1; /* as if another one had signed */
    press.options.replace = true;
    must_make(&press, "n,t\nFarid,five\n", "2 Farid.pdf" NOT_SOUND);
    assert_false(is_there(&press, "Farid.pdf"));
    end(&press);
    sound->free(sound);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_row_becomes_a_file),
        cmocka_unit_test(what_is_there_already_is_kept),
        cmocka_unit_test(another_certificate_is_replaced_only_when_asked),
        cmocka_unit_test(another_template_makes_another_certificate),
        cmocka_unit_test(a_foreign_file_is_not_touched),
        cmocka_unit_test(rows_of_one_file_name_are_refused),
        cmocka_unit_test(a_faulty_row_stops_no_other),
        cmocka_unit_test(only_the_selected_rows_are_made),
        cmocka_unit_test(a_certificate_made_alone_is_that_of_the_list),
        cmocka_unit_test(threads_change_nothing),
        cmocka_unit_test(a_list_without_rows_is_refused),
        cmocka_unit_test(the_dump_follows_the_list),
        cmocka_unit_test(a_batch_can_be_stopped),
        cmocka_unit_test(a_batch_stopped_early_writes_nothing),
        cmocka_unit_test(a_full_disk_stops_the_batch),
        cmocka_unit_test(a_list_that_grows_meanwhile_is_told),
        cmocka_unit_test(a_row_that_is_edited_meanwhile_is_not_written),
        cmocka_unit_test(a_list_that_is_gone_fails_every_row),
        cmocka_unit_test(strays_are_named),
        cmocka_unit_test(a_bad_signature_is_noticed),
        cmocka_unit_test(a_signature_that_fails_later_is_noticed),
    };
    return cmocka_run_group_tests_name("batch", tests, NULL, NULL);
}
