/* How long somebody waits for a preview: `bench_preview BUILD` runs BUILD/kualik preview over
 * the example. Times are those on the clock, in the middle of many runs. */
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { RUNS = 21 };

static char program[PATH_MAX], folder[PATH_MAX];

_Noreturn static void give_up(const char *what)
{
    fprintf(stderr, "bench_preview: %s\n", what);
    exit(1);
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

/* Starts the program in the folder, with what it says in a pipe; NULL ends the options. */
static pid_t start(const char *out, const char *option, const char *argument, int *said)
{
    int ends[2];
    if (pipe(ends) < 0)
        give_up("cannot make a pipe");
    pid_t child = fork();
    if (child == 0) {
        if (chdir(folder) == 0 && dup2(ends[1], STDOUT_FILENO) >= 0)
            execl(program, program, "preview", "-t", "seminar.ini", "-r", "trainers.csv", "-o",
                  out, option, argument, (char *)NULL);
        _exit(127);
    }
    if (child < 0)
        give_up("cannot start a process");
    close(ends[1]);
    *said = ends[0];
    return child;
}

static void end(pid_t child, int said)
{
    int status;
    close(said);
    if (waitpid(child, &status, 0) != child || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
        give_up("kualik preview failed");
}

static int by_size(const void *left, const void *right)
{
    const double *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

static void print(const char *what, double *times)
{
    qsort(times, RUNS, sizeof *times, by_size);
    printf("%s: %.1f ms\n", what, times[RUNS / 2]);
    fflush(stdout);
}

/* From the start of the process to its end. */
static void time_process(const char *what, const char *out, const char *option,
                         const char *argument)
{
    double times[RUNS];
    for (size_t i = 0; i < RUNS; i++) {
        int said;
        double begin = now();
        pid_t child = start(out, option, argument, &said);
        end(child, said);
        times[i] = now() - begin;
    }
    print(what, times);
}

static void wait_for_line(int said)
{
    char byte = '\0';
    while (byte != '\n')
        if (read(said, &byte, 1) != 1)
            give_up("kualik preview --watch ended");
}

/* Saves the template as it is. */
static void save(const char *bytes, size_t size)
{
    int file = openat(AT_FDCWD, "seminar.ini", O_WRONLY | O_TRUNC);
    if (file < 0 || write(file, bytes, size) != (ssize_t)size || close(file) < 0)
        give_up("cannot save the template");
}

/* Waits until the picture is in its place. */
static void wait_for_picture(int watched)
{
    union {
        struct inotify_event event;
        char bytes[sizeof(struct inotify_event) + NAME_MAX + 1];
    } buffer;
    do
        if (read(watched, &buffer, sizeof buffer) <= 0)
            give_up("cannot watch the picture");
    while (strcmp(buffer.event.name, "p.png") != 0);
}

/* From a saved template to the new picture. */
static void time_change(const char *what)
{
    static char template[1 << 17];
    double times[RUNS];
    int said, watched = inotify_init1(IN_CLOEXEC);
    pid_t child = start("p.png", "--watch", NULL, &said);
    wait_for_line(said);
    int file = chdir(folder) == 0 ? open("seminar.ini", O_RDONLY) : -1;
    ssize_t size = read(file, template, sizeof template);
    if (size <= 0 || inotify_add_watch(watched, ".", IN_MOVED_TO) < 0)
        give_up("cannot watch the folder");
    close(file);
    for (size_t i = 0; i < RUNS; i++) {
        save(template, (size_t)size);
        double begin = now();
        wait_for_picture(watched);
        times[i] = now() - begin;
        wait_for_line(said);
    }
    kill(child, SIGTERM);
    end(child, said);
    close(watched);
    print(what, times);
}

static void copy_example(void)
{
    pid_t child = fork();
    if (child == 0) {
        execlp("cp", "cp", "-rT", "examples/seminar-2017", folder, (char *)NULL);
        _exit(127);
    }
    int status;
    if (waitpid(child, &status, 0) != child || status != 0)
        give_up("cannot copy the example");
}

int main(int argc, char **argv)
{
    char path[PATH_MAX];
    if (argc != 2)
        give_up("usage: bench_preview BUILD");
    snprintf(path, sizeof path, "%s/kualik", argv[1]);
    if (!realpath(path, program) || !realpath(argv[1], path))
        give_up("there is no such program");
    snprintf(folder, sizeof folder, "%.*s/bench-preview", PATH_MAX - 16, path);
    copy_example();
    time_process("preview, process start to PDF", "p.pdf", NULL, NULL);
    time_process("preview, process start to SVG", "p.svg", NULL, NULL);
    time_process("preview, process start to PNG at 96 dpi, one page", "p.png", "--page", "1");
    time_process("preview, process start to PNG at 96 dpi, both pages", "p.png", NULL, NULL);
    time_change("preview, a saved template to the new PNG, both pages");
    return 0;
}
