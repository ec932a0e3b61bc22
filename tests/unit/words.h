/* The words of errors and findings, for tests. */
#ifndef KUALIK_TEST_WORDS_H
#define KUALIK_TEST_WORDS_H

#include "base/error.h"
#include "base/report.h"

#include <stdio.h>

/* Returns the error as it would be shown, "" for none; lent until the next call but three. */
static inline const char *words_of(const struct error *err)
{
    static char texts[4][8192];
    static unsigned next;
    char *text = texts[next++ % 4];
    struct buf words = {0};
    if (err->what.code)
        error_print(err, &words);
    snprintf(text, sizeof texts[0], "%s", buf_text(&words));
    buf_free(&words);
    return text;
}

/* Returns what the finding says, or its advice, "" for none; lent as words_of's. */
static inline const char *words_of_message(const struct message *message, const char *texts_of)
{
    static char texts[4][8192];
    static unsigned next;
    char *text = texts[next++ % 4];
    struct buf words = {0};
    if (message->code)
        message_print(message, texts_of, &words);
    snprintf(text, sizeof texts[0], "%s", buf_text(&words));
    buf_free(&words);
    return text;
}

/* Appends all findings of the report, each as it would be shown, with a space between them. */
static inline void put_findings(const struct report *report, struct buf *out)
{
    for (size_t i = 0; i < report->count; i++) {
        buf_puts(out, i ? " " : "");
        finding_print(&report->list[i], out);
    }
}

/* Follows what only a fault of the program itself can bring about. */
#define INTERNAL                                                                               \
    " This is a fault of kualik itself, not of your files: please report it, with the "        \
    "template and, if you may show it, the list."

#define ERROR_WHAT(error) words_of_message(&(error)->what, (error)->texts)
#define WHAT(finding)     words_of_message(&(finding)->words->what, (finding)->words->texts)
#define ADVICE(finding)   words_of_message(&(finding)->words->advice, (finding)->words->texts)

#endif
