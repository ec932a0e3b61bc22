/* Lines of JSON (RFC 8259) for programs that read what a command did. */
#ifndef KUALIK_JSON_H
#define KUALIK_JSON_H

#include "base/buf.h"
#include "base/error.h"
#include "base/message.h"

#include <stdbool.h>
#include <stddef.h>

/* Add a member to the object that begins with the first of them and ends with json_end.
 * Characters that a terminal would obey are escaped; what is not UTF-8 becomes U+FFFD. */
void json_text(struct buf *line, const char *key, const char *text);
void json_count(struct buf *line, const char *key, size_t count);

/* Adds a number with four decimals. */
void json_decimal(struct buf *line, const char *key, double number);

/* Adds a member that is the sentence of a message, "" where nothing is said; `texts` are those
 * that the message was taken with. */
void json_words(struct buf *line, const char *key, const struct message *message,
                const char *texts);

/* Adds the code and the sentence of what went wrong, "" where nothing did (NULL). */
void json_error(struct buf *line, const struct error *err);

/* Adds a member that is true or false. */
void json_flag(struct buf *line, const char *key, bool flag);

/* Add an object, which json_end has not closed, or a text to a list; add the list as a member.
 */
void json_list_add(struct buf *list, const struct buf *object);
void json_list_text(struct buf *list, const char *text);
void json_list(struct buf *line, const char *key, const struct buf *list);

/* Adds a member that is an object, which json_end has not closed; one without members is empty.
 */
void json_object_member(struct buf *line, const char *key, const struct buf *object);

/* Closes the object and the line. */
void json_end(struct buf *line);

#endif
