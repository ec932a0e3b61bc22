#include "base/process.h"

#include "base/file.h"
#include "base/file_write.h"
#include "base/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    COMPLAINT_LIMIT = 400, /* bytes of what it says that are shown */
    SLICE = 100,           /* milliseconds between two looks at `stop` */
};

/* A program on its way. Descriptors that are closed are -1. */
struct process {
    pid_t child;
    int input, handle, timer; /* the handle tells that it has ended */
    int output, output_end;   /* a pipe: our end, and its own */
    int complaint, complaint_end;
    struct buf *said; /* on its standard output … */
    size_t room;      /* … and how much more it may say */
    struct buf complaints;
};

enum process_end { ENDED, LATE, STOPPED, TOO_MUCH, UNREADABLE };

/* ---- starting --------------------------------------------------------------------------- */

/* The input is in memory: a program that does not read it holds nobody up. */
static int open_input(const struct process_request *request)
{
    int file = memfd_create("input", MFD_CLOEXEC);
    bool done = file >= 0;
    for (size_t i = 0; done && i < request->input_count; i++)
        done = file_write(file, request->input[i].bytes, request->input[i].size);
    if (done && lseek(file, 0, SEEK_SET) == 0)
        return file;
    if (file >= 0)
        close(file);
    return -1;
}

/* Our end does not wait; that of the program is as programs expect it. */
static bool open_pipe(int *own, int *other)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) < 0)
        return false;
    *own = ends[0];
    *other = ends[1];
    return fcntl(*own, F_SETFL, O_NONBLOCK) == 0;
}

static int open_timer(unsigned seconds)
{
    const struct itimerspec time = {.it_value.tv_sec = seconds};
    int timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
    if (timer >= 0)
        timerfd_settime(timer, 0, &time, NULL);
    return timer;
}

static void shut(int *file)
{
    if (*file >= 0)
        close(*file);
    *file = -1;
}

/* The program gets the signals that this one may have blocked or ignores. Returns an errno. */
static int spawn(struct process *process, const struct process_request *request)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none, ignored;
    sigemptyset(&none);
    sigemptyset(&ignored);
    sigaddset(&ignored, SIGPIPE);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF |
                                              POSIX_SPAWN_SETPGROUP);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &ignored);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, process->input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, process->output_end, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, process->complaint_end, STDERR_FILENO);
    int fault = posix_spawnp(&process->child, request->argv[0], &actions, &attributes,
                             request->argv, request->environment);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return fault;
}

static void end_with(pid_t child, int *status)
{
    while (waitpid(child, status, 0) < 0 && errno == EINTR)
        ;
}

static int start(struct process *process, const struct process_request *request)
{
    int status;
    process->input = open_input(request);
    process->timer = open_timer(request->timeout);
    if (process->input < 0 || process->timer < 0 ||
        !open_pipe(&process->output, &process->output_end) ||
        !open_pipe(&process->complaint, &process->complaint_end))
        return errno;
    int fault = spawn(process, request);
    shut(&process->input);
    shut(&process->output_end);
    shut(&process->complaint_end);
    if (fault)
        return fault;
    process->handle = pidfd_open(process->child, 0);
    if (process->handle >= 0)
        return 0;
    fault = errno;
    kill(-process->child, SIGKILL);
    end_with(process->child, &status);
    return fault;
}

/* ---- what it says ----------------------------------------------------------------------- */

/* Reads what is there now; returns false where more comes than there is room for. */
static bool read_some(int *file, struct buf *out, size_t *room, bool cut)
{
    char part[4096];
    ssize_t size;
    while (*file >= 0 && (size = read(*file, part, sizeof part)) != 0) {
        if (size < 0 && errno == EINTR)
            continue;
        if (size < 0)
            return true;
        size_t kept = (size_t)size < *room ? (size_t)size : *room;
        buf_add(out, part, kept);
        *room -= kept;
        if (kept < (size_t)size && !cut)
            return false;
    }
    shut(file);
    return true;
}

static bool listen_to(struct process *process, size_t *complaint_room)
{
    return read_some(&process->output, process->said, &process->room, false) &&
           read_some(&process->complaint, &process->complaints, complaint_room, true);
}

static enum process_end watch(struct process *process, const struct process_request *request)
{
    size_t complaint_room = COMPLAINT_LIMIT;
    for (;;) {
        struct pollfd files[] = {
            {.fd = process->handle, .events = POLLIN},
            {.fd = process->timer, .events = POLLIN},
            {.fd = process->output, .events = POLLIN},
            {.fd = process->complaint, .events = POLLIN},
        };
        int count = poll(files, 4, request->stop ? SLICE : -1);
        if (count < 0 && errno != EINTR)
            return UNREADABLE;
        if (!listen_to(process, &complaint_room))
            return TOO_MUCH;
        if (count > 0 && files[0].revents)
            return listen_to(process, &complaint_room) ? ENDED : TOO_MUCH;
        if (request->stop && atomic_load(request->stop))
            return STOPPED;
        if (count > 0 && files[1].revents)
            return LATE;
    }
}

/* ---- how it ends ------------------------------------------------------------------------ */

/* Makes one line of what it said, which may be anything. */
static const char *tidy(struct arena *arena, const struct buf *complaints)
{
    size_t size = complaints->size, bad;
    char *line = arena_copy(arena, buf_text(complaints), size), *end = line;
    while (!utf8_valid(line, size, &bad)) {
        if (size == COMPLAINT_LIMIT && bad + 4 > size) /* a letter that was cut */
            size = bad;
        else
            line[bad] = '?';
    }
    line[size] = '\0';
    for (char *at = line; *at; at++)
        if ((unsigned char)*at > ' ' && *at != 0x7f)
            *end++ = *at;
        else if (end > line && end[-1] != ' ')
            *end++ = ' ';
    while (end > line && end[-1] == ' ')
        end--;
    *end = '\0';
    return line;
}

static bool fail_of_status(int status, const char *program, const char *said, struct error *err)
{
    if (WIFSIGNALED(status))
        return error_set(err, "program-killed", "The program %s was killed by the signal %d.",
                         program, WTERMSIG(status));
    if (*said)
        return error_set(err, "program-failed",
                         "The program %s failed (status %d) and said: %s", program,
                         WEXITSTATUS(status), said);
    return error_set(err, "program-failed",
                     "The program %s failed (status %d) and did not say why.", program,
                     WEXITSTATUS(status));
}

static bool fail_of_ending(enum process_end ending, const struct process_request *request,
                           const char *said, struct error *err)
{
    const char *program = request->argv[0];
    switch (ending) {
    case LATE:
        error_set_plural(err, "program-late", request->timeout,
                         "The program %s did not end within %u second, so it was killed.",
                         "The program %s did not end within %u seconds, so it was killed.",
                         program, request->timeout);
        return *said && error_advise(err, "It said: %s", said);
    case STOPPED:
        return error_set(err, "stopped", "The run was stopped.");
    case TOO_MUCH:
        return error_set(err, "program-output-too-large",
                         "The program %s wrote more than %zu bytes, so it was killed.", program,
                         request->limit);
    case ENDED:
    case UNREADABLE:
        break;
    }
    return error_set(err, "program-not-watched", "The program %s could not be waited for: %-s.",
                     program, file_reason(errno));
}

static bool judge(struct process *process, enum process_end ending,
                  const struct process_request *request, struct error *err)
{
    struct arena arena = {0};
    int status = 0;
    if (ending != ENDED)
        kill(-process->child, SIGKILL);
    end_with(process->child, &status);
    int exit_status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    bool good = ending == ENDED && (request->status || exit_status == 0);
    if (good && request->status)
        *request->status = exit_status;
    const char *said = good ? "" : tidy(&arena, &process->complaints);
    if (!good && ending == ENDED)
        fail_of_status(status, request->argv[0], said, err);
    else if (!good)
        fail_of_ending(ending, request, said, err);
    arena_free(&arena);
    return good;
}

bool process_run(const struct process_request *request, struct buf *output, struct error *err)
{
    struct process process = {
        .input = -1,
        .handle = -1,
        .timer = -1,
        .output = -1,
        .output_end = -1,
        .complaint = -1,
        .complaint_end = -1,
        .said = output,
        .room = request->limit,
    };
    int fault = start(&process, request);
    bool done = fault == 0 && judge(&process, watch(&process, request), request, err);
    if (fault)
        error_set(err, "program-not-started", "The program %s cannot be started: %-s.",
                  request->argv[0], file_reason(fault));
    int *files[] = {&process.input,        &process.handle,     &process.timer,
                    &process.output,       &process.output_end, &process.complaint,
                    &process.complaint_end};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        shut(files[i]);
    buf_free(&process.complaints);
    return done;
}
