/* What is said to a person, as data: a stable code, a sentence with gaps, and what fills them.
 * The sentence is made where it is shown, in the language of whoever reads it (gettext); no
 * code reads one back.
 *
 * A gap is a conversion of printf. Two of them stand for what has a language itself, and are in
 * the data what they are in English: %-s is words of ours, a literal marked with N_(); %lc is a
 * code point, shown with its number and its name, U+00A0 NO-BREAK SPACE. */
#ifndef KUALIK_MESSAGE_H
#define KUALIK_MESSAGE_H

#include "base/buf.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MESSAGE_ARGS = 6 }; /* of one sentence; a long list may have a finding for each row */

/* A text is kept as its offset among the texts of whoever holds the message. */
union message_arg {
    intmax_t integer;
    uintmax_t size; /* or a code point */
    double real;
    size_t text;
};

struct message {
    const char *code;   /* static: "font-style-missing"; NULL: nothing is said */
    const char *format; /* static: whole sentences, with printf's conversions */
    const char *plural; /* static: the same for a number that is not one; NULL: one form */
    size_t number;      /* by which a language chooses its form */
    unsigned words;     /* a bit for each argument, from the lowest: words to translate */
    union message_arg args[MESSAGE_ARGS];
};

/* Where the texts of messages are kept: `size` of `room` bytes at `data` are in use. What does
 * not fit is cut between two letters and ends with «…». */
struct message_texts {
    char *data;
    size_t size, room;
};

/* Puts a copy of the text among the others and returns its offset. */
size_t message_keep(struct message_texts *texts, const char *text, size_t size);

/* Takes the arguments of `message->format` (its conversions: s -s .*s d u x X g f lc and their
 * flags, with z or no modifier) out of `args`. */
void message_take(struct message *message, struct message_texts *texts, va_list args);

/* Copies a message whose texts are at `from_texts`, with nothing else of these; `texts` has
 * room for them. */
void message_copy(const struct message *from, const char *from_texts, struct message *to,
                  struct message_texts *texts);

/* Whether both say the same; each has its texts. */
bool message_equal(const struct message *a, const char *a_texts, const struct message *b,
                   const char *b_texts);

/* Marks a literal that is translated where it is shown. */
#define N_(text) text

/* Appends the sentence; `texts` are those that the message was taken with. */
void message_print(const struct message *message, const char *texts, struct buf *out);

#endif
