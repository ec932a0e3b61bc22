/* What is printed to a stream, kept for a test. */
#ifndef KUALIK_TEST_CAPTURE_H
#define KUALIK_TEST_CAPTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include <cmocka.h>

/* A stream that goes to a file for a while. */
struct capture {
    FILE *stream, *file;
    int kept;
};

static inline struct capture capture_begin(FILE *stream)
{
    struct capture capture = {stream, tmpfile(), dup(fileno(stream))};
    assert_non_null(capture.file);
    fflush(stream);
    assert_true(dup2(fileno(capture.file), fileno(stream)) >= 0);
    return capture;
}

static inline void capture_end(struct capture *capture, char *text, size_t room)
{
    fflush(capture->stream);
    dup2(capture->kept, fileno(capture->stream));
    close(capture->kept);
    rewind(capture->file);
    text[fread(text, 1, room - 1, capture->file)] = '\0';
    fclose(capture->file);
}

#endif
