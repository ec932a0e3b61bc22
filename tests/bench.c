/* What a certificate costs: `bench BUILD` runs BUILD/kualik over long lists made from the
 * example's, and signs the same bytes with OpenSSL alone, the least that anybody must do.
 * The last lines compare the two: how many times a signature alone a certificate costs, in
 * processor time on one thread, signed and unsigned, and how much faster all cores are, for
 * certificates and for signatures alone. */

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/file.h"
#include "sign/pkcs12.h"
#include "unit/words.h"

#include <dirent.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <openssl/cms.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LIST_LIMIT = 1 << 20, PDF_LIMIT = 1 << 24 };

static const char people_path[] = "examples/seminar-2017/trainers.csv";

/* Where everything is; the arena holds the paths, to the end. */
struct bench {
    struct arena arena;
    const char *build;
    char *folder; /* BUILD/bench, removed at the end */
    char *out;    /* the latest certificates, in it */
    long cores;
};

/* What a run took: seconds, and kilobytes at the most. */
struct cost {
    double cpu, wall;
    double user; /* of `cpu`, the program's own; the rest is the system's, which writes files */
    long peak;
};

_Noreturn static void give_up(const char *what)
{
    fprintf(stderr, "bench: %s\n", what);
    exit(1);
}

static double clock_seconds(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double seconds(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static void read_whole(const char *path, size_t limit, struct buf *out)
{
    struct error err;
    buf_clear(out);
    if (!file_read(path, limit, out, &err))
        give_up(words_of(&err));
}

enum { FIELDS = 12, GENDER = 7, MOST_PEOPLE = 1000 };

/* The example's people, as fields of their lines. */
struct people {
    char *fields[MOST_PEOPLE][FIELDS];
    size_t place[MOST_PEOPLE];             /* of each among those of the same gender … */
    size_t same[2][MOST_PEOPLE], sizes[2]; /* … and these, women first */
    size_t count;
};

static size_t gender_of(const struct people *people, size_t person)
{
    return people->fields[person][GENDER][0] == 'm';
}

static void read_people(struct people *people, char *lines)
{
    for (char *line = strtok_r(lines, "\r\n", &lines); line;
         line = strtok_r(NULL, "\r\n", &lines)) {
        char **fields = people->fields[people->count];
        for (size_t i = 0; i < FIELDS; i++) {
            fields[i] = strsep(&line, ";");
            if (!fields[i])
                give_up("the example's list has a line that is none");
        }
        size_t gender = gender_of(people, people->count);
        people->place[people->count] = people->sizes[gender];
        people->same[gender][people->sizes[gender]++] = people->count;
        if (++people->count == MOST_PEOPLE)
            give_up("the example's list is too long");
    }
}

/* Writes a person of the surname, the given name and the patronymic of three. */
static void write_person(FILE *list, const struct people *people, size_t row)
{
    size_t last = row % people->count, turn = row / people->count;
    size_t gender = gender_of(people, last), size = people->sizes[gender];
    const size_t *same = people->same[gender];
    char *const *const surname = people->fields[last];
    char *const *const given = people->fields[same[(people->place[last] + turn) % size]];
    char *const *const father =
        people->fields[same[(people->place[last] + turn / size) % size]];
    fprintf(list, "%06zu;%s;%s;%s;%s;%s;%s;%s;%s;%s;%s;%s\r\n", row + 1, surname[1], given[2],
            father[3], surname[4], given[5], father[6], surname[7], surname[8], surname[9],
            surname[10], surname[11]);
}

/* Writes a list of `rows` people of different names, made from the example's. */
static void write_list(const char *path, size_t rows)
{
    static struct people people;
    struct buf source = {0};
    read_whole(people_path, LIST_LIMIT, &source);
    FILE *list = fopen(path, "w");
    char *first = strchr(source.data, '\n');
    if (!first || !list)
        give_up("cannot make a list");
    fwrite(source.data, 1, (size_t)(++first - source.data), list);
    people = (struct people){0};
    read_people(&people, first);
    for (size_t i = 0; i < rows; i++)
        write_person(list, &people, i);
    if (fclose(list) != 0)
        give_up("cannot write a list");
    buf_free(&source);
}

/* Runs the command with its output in the file `log`. */
static struct cost run(char *const argv[], const char *log)
{
    double start = clock_seconds(CLOCK_MONOTONIC);
    pid_t child = fork();
    if (child == 0) {
        int output = open(log, O_WRONLY | O_CREAT | O_TRUNC, 0666);
        if (output >= 0 && dup2(output, 1) == 1 && dup2(output, 2) == 2)
            execv(argv[0], argv);
        _exit(127);
    }
    int status;
    struct rusage usage;
    if (child < 0 || wait4(child, &status, 0, &usage) != child)
        give_up("cannot run a program");
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        fprintf(stderr, "bench: %s failed; it said (%s):\n", argv[0], log);
        execlp("tail", "tail", log, (char *)NULL);
        exit(1);
    }
    return (struct cost){
        .cpu = seconds(usage.ru_utime) + seconds(usage.ru_stime),
        .wall = clock_seconds(CLOCK_MONOTONIC) - start,
        .user = seconds(usage.ru_utime),
        .peak = usage.ru_maxrss,
    };
}

static void remove_folder(const char *path)
{
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        execlp("rm", "rm", "-rf", path, (char *)NULL);
        _exit(127);
    }
    waitpid(child, NULL, 0);
}

/* For minutes, ext4 looks again and again at each inode that was freed before it takes another;
 * after thousands of files were deleted, by the tests or by this program, that costs more than
 * a signature. Folders in one that counts as a top folder are put apart from each other. */
static void spread_folders(const char *path)
{
    int flags, folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return;
    if (ioctl(folder, FS_IOC_GETFLAGS, &flags) == 0) {
        flags |= FS_TOPDIR_FL;
        ioctl(folder, FS_IOC_SETFLAGS, &flags);
    }
    close(folder);
}

/* Issues the certificates of the list into the folder `out`, signed or not; `option` may be
 * NULL. */
static struct cost run_issue(struct bench *bench, const char *list, const char *out,
                             long threads, bool sign, const char *option)
{
    struct arena *arena = &bench->arena;
    char *argv[11] = {
        arena_printf(arena, "%s/kualik", bench->build),
        arena_text(arena, "issue"),
        arena_text(arena, "--template=examples/seminar-2017/seminar.ini"),
        arena_printf(arena, "--roster=%s", list),
        arena_printf(arena, "--output=%s", out),
        arena_printf(arena, "-j%ld", threads),
    };
    size_t count = 6;
    if (sign) {
        argv[count++] = arena_printf(arena, "--key=%s/demo/signer.p12", bench->build);
        argv[count++] = arena_printf(arena, "--password-file=%s/demo/password", bench->build);
    } else {
        argv[count++] = arena_text(arena, "--no-sign");
    }
    if (option)
        argv[count++] = arena_text(arena, option);
    return run(argv, arena_printf(arena, "%s/log", bench->folder));
}

static void print_cost(size_t rows, const char *what, long threads, struct cost cost)
{
    printf(
        "%6zu certificates%s, threads: %ld, each %.3f ms CPU, %.3f ms wall; memory %.1f MB\n",
        rows, what, threads, cost.cpu * 1e3 / (double)rows, cost.wall * 1e3 / (double)rows,
        (double)cost.peak / 1024);
    fflush(stdout);
}

/* Issues `rows` certificates into a new folder, and prints what they cost. */
static struct cost issue(struct bench *bench, size_t rows, long threads, bool sign)
{
    struct arena *arena = &bench->arena;
    char *list = arena_printf(arena, "%s/list.csv", bench->folder);
    if (bench->out)
        remove_folder(bench->out);
    bench->out = arena_printf(arena, "%s/%ld-%zu-%ld-%d", bench->folder, (long)getpid(), rows,
                              threads, sign);
    write_list(list, rows);
    struct cost cost = run_issue(bench, list, bench->out, threads, sign, NULL);
    print_cost(rows, sign ? "" : " unsigned", threads, cost);
    return cost;
}

/* Issues the latest list again, into the folder where all its certificates are already. */
static struct cost keep(struct bench *bench, size_t rows, long threads)
{
    const char *list = arena_printf(&bench->arena, "%s/list.csv", bench->folder);
    struct cost cost = run_issue(bench, list, bench->out, threads, true, NULL);
    print_cost(rows, " kept", threads, cost);
    return cost;
}

static bool is_pdf(const char *name)
{
    const char *suffix = strrchr(name, '.');
    return suffix && strcmp(suffix, ".pdf") == 0;
}

/* Verifies the latest certificates; returns how many that are in a second of processor time. */
static double verify(struct bench *bench, size_t rows)
{
    enum { FIRST = 4 };
    struct arena *arena = &bench->arena;
    char **argv = arena_new(arena, FIRST + rows + 1, sizeof *argv);
    size_t count = FIRST;
    DIR *folder = opendir(bench->out);
    argv[0] = arena_printf(arena, "%s/kualik", bench->build);
    argv[1] = arena_text(arena, "verify");
    argv[2] = arena_text(arena, "--trust");
    argv[3] = arena_printf(arena, "%s/demo/ca.pem", bench->build);
    for (struct dirent *entry; folder && (entry = readdir(folder));)
        if (is_pdf(entry->d_name) && count < FIRST + rows)
            argv[count++] = arena_printf(arena, "%s/%s", bench->out, entry->d_name);
    if (count != FIRST + rows)
        give_up("there are no certificates to verify");
    closedir(folder);
    return (double)rows / run(argv, arena_printf(arena, "%s/log", bench->folder)).cpu;
}

static int by_size(const void *left, const void *right)
{
    const double *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

/* Returns the CPU seconds, in the middle of many runs, of a single certificate of the example,
 * each in a new folder. */
static double issue_single(struct bench *bench)
{
    enum { RUNS = 21 };
    double spent[RUNS];
    for (size_t i = 0; i < RUNS; i++) {
        const char *out = arena_printf(&bench->arena, "%s/single-%zu", bench->folder, i);
        spent[i] = run_issue(bench, people_path, out, 1, true, "--only=5").cpu;
    }
    qsort(spent, RUNS, sizeof *spent, by_size);
    return spent[RUNS / 2];
}

static void open_identity(struct bench *bench, struct identity *identity)
{
    struct error err;
    struct buf key = {0}, password = {0};
    read_whole(arena_printf(&bench->arena, "%s/demo/signer.p12", bench->build), LIST_LIMIT,
               &key);
    read_whole(arena_printf(&bench->arena, "%s/demo/password", bench->build), LIST_LIMIT,
               &password);
    if (password.size)
        password.data[strcspn(password.data, "\r\n")] = '\0';
    if (!pkcs12_open(&key, buf_text(&password), time(NULL), identity, &err))
        give_up(words_of(&err));
    buf_free(&key);
    buf_free(&password);
}

/* Makes a plain detached signature over the bytes by OpenSSL's usual calls. */
static void sign_bytes(const struct identity *identity, const struct buf *bytes)
{
    unsigned char *der = NULL;
    BIO *content = BIO_new_mem_buf(bytes->data, (int)bytes->size);
    CMS_ContentInfo *message = CMS_sign(identity->certificate, identity->key, identity->chain,
                                        content, CMS_DETACHED | CMS_BINARY);
    if (!message || i2d_CMS_ContentInfo(message, &der) <= 0)
        give_up("OpenSSL cannot sign");
    OPENSSL_free(der);
    CMS_ContentInfo_free(message);
    BIO_free(content);
}

/* Signs every certificate and does nothing else; returns the CPU seconds of one signature, and
 * the size of the largest certificate. */
static double sign_plain(struct bench *bench, size_t *largest)
{
    struct identity identity = {0};
    open_identity(bench, &identity);
    DIR *folder = opendir(bench->out);
    if (!folder)
        give_up("there are no certificates to sign");
    struct buf pdf = {0};
    double spent = 0;
    size_t count = 0;
    *largest = 0;
    for (struct dirent *entry; (entry = readdir(folder));) {
        if (!is_pdf(entry->d_name))
            continue;
        read_whole(arena_printf(&bench->arena, "%s/%s", bench->out, entry->d_name), PDF_LIMIT,
                   &pdf);
        double start = clock_seconds(CLOCK_PROCESS_CPUTIME_ID);
        sign_bytes(&identity, &pdf);
        spent += clock_seconds(CLOCK_PROCESS_CPUTIME_ID) - start;
        count++;
        if (pdf.size > *largest)
            *largest = pdf.size;
    }
    closedir(folder);
    buf_free(&pdf);
    identity_free(&identity);
    if (!count)
        give_up("there are no certificates to sign");
    return spent / (double)count;
}

/* Signs `bytes` `times` times in each of so many processes that share nothing, and returns the
 * seconds that pass: cores that are threads of one, or another's for a part of the time, are
 * not so many times as fast as one. */
static double sign_side_by_side(struct bench *bench, const struct buf *bytes, long processes,
                                size_t times)
{
    double start = clock_seconds(CLOCK_MONOTONIC);
    fflush(stdout);
    for (long i = 0; i < processes; i++) {
        if (fork() != 0)
            continue;
        struct identity identity = {0};
        open_identity(bench, &identity);
        for (size_t k = 0; k < times; k++)
            sign_bytes(&identity, bytes);
        _exit(0);
    }
    while (wait(NULL) > 0)
        continue;
    return clock_seconds(CLOCK_MONOTONIC) - start;
}

/* Returns how many times as fast as one all cores are where each signs for itself. */
static double measure_cores(struct bench *bench)
{
    enum { TIMES = 2000, SIZE = 60000 };
    struct buf bytes = {0};
    memset(buf_reserve(&bytes, SIZE), 'x', SIZE);
    bytes.size = SIZE;
    double one = sign_side_by_side(bench, &bytes, 1, TIMES);
    double all = sign_side_by_side(bench, &bytes, bench->cores, TIMES);
    buf_free(&bytes);
    return one * (double)bench->cores / all;
}

/* Returns the seconds that pass while the latest list is issued into the folder, at least. */
static double least_wall(struct bench *bench, const char *folder, long threads)
{
    enum { RUNS = 3 };
    const char *list = arena_printf(&bench->arena, "%s/list.csv", bench->folder);
    double least = 0;
    for (size_t i = 0; i < RUNS; i++) {
        const char *out = arena_printf(&bench->arena, "%s/%ld-%zu", folder, threads, i);
        double wall = run_issue(bench, list, out, threads, true, NULL).wall;
        least = i == 0 || wall < least ? wall : least;
        remove_folder(out);
    }
    return least;
}

/* Returns how many times as fast as one thread all are where no disk is waited for, 0 where no
 * file system is in memory. */
static double measure_threads(struct bench *bench)
{
    char folder[] = "/dev/shm/kualik-bench-XXXXXX";
    if (!mkdtemp(folder))
        return 0;
    double one = least_wall(bench, folder, 1), all = least_wall(bench, folder, bench->cores);
    remove_folder(folder);
    return one / all;
}

int main(int argc, char **argv)
{
    if (argc != 2)
        give_up("usage: bench BUILD");
    struct bench bench = {.build = argv[1], .cores = sysconf(_SC_NPROCESSORS_ONLN)};
    bench.folder = arena_printf(&bench.arena, "%s/bench", bench.build);
    mkdir(bench.folder, 0777);
    spread_folders(bench.folder);

    size_t largest;
    struct cost one = issue(&bench, 2000, 1, true);
    double plain = sign_plain(&bench, &largest);
    struct cost kept = keep(&bench, 2000, 1);
    double verified = verify(&bench, 2000);
    double single = issue_single(&bench);
    struct cost all = issue(&bench, 2000, bench.cores, true);
    double threads = measure_threads(&bench);
    struct cost bare = issue(&bench, 2000, 1, false);
    issue(&bench, 150, bench.cores, true);
    double cores = measure_cores(&bench);
    struct cost many = issue(&bench, 20000, bench.cores, true);
    remove_folder(bench.folder);
    arena_free(&bench.arena);

    printf("a signature alone: %.3f ms CPU\n", plain * 1e3);
    printf("the largest certificate: %.1f kB\n", (double)largest / 1000);
    printf("a run for one certificate of 150: %.1f ms CPU\n", single * 1e3);
    printf("a second run, to the first: %.2f\n", kept.cpu / one.cpu);
    printf("certificates verified in a second on one core: %.0f\n", verified);
    printf("memory, 20000 to 2000 rows: %.2f\n", (double)many.peak / (double)all.peak);
    printf("threads: %ld are %.2f times as fast as one, without waiting for a disk %.2f\n",
           bench.cores, one.wall / all.wall, threads);
    printf("signatures alone: %ld processes are %.2f times as fast as one\n", bench.cores,
           cores);
    printf("unsigned ratio %.2f\n", bare.cpu / 2000 / plain);
    printf("ratio %.2f, without the system's time for files %.2f\n", one.cpu / 2000 / plain,
           one.user / 2000 / plain);
    return 0;
}
