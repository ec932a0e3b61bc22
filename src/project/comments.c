#include "project/comments.h"

#include "base/text.h"

#include <stdbool.h>
#include <string.h>

enum { WIDTH = 100, HEADING_WIDTH = 92 };

#define PROSE   "# "
#define ITEM    "# - "
#define HEADING "# ----"

/* A comment that is being read. */
struct comment {
    const char *first; /* of its lines; NULL: none is */
    struct buf words;  /* with a space between each two */
};

/* ---- reading ---------------------------------------------------------------------------- */

/* Says whether the word is a mark of an item or a heading. */
static bool is_mark(const char *word, size_t size)
{
    return (size == 1 && *word == '-') || (size >= 4 && text_begins(word, "----"));
}

static void add_words(struct comment *comment, const char *line, const char *end)
{
    for (size_t size; line < end; line += size) {
        line += strspn(line, " ");
        size = strcspn(line, " \r\n");
        if (!size)
            return;
        if (is_mark(line, size))
            continue;
        if (comment->words.size)
            buf_putc(&comment->words, ' ');
        buf_add(&comment->words, line, size);
    }
}

/* ---- writing ---------------------------------------------------------------------------- */

/* Counts the letters in `size` bytes of UTF-8. */
static size_t letters(const char *text, size_t size)
{
    size_t count = 0;
    for (size_t i = 0; i < size; i++)
        count += (text[i] & 0xC0) != 0x80;
    return count;
}

/* Appends the text in lines, `first` before the first and `next` before the others, but the
 * last line's end; returns how many letters that line has. */
static size_t add_lines(const char *text, const char *first, const char *next, struct buf *out)
{
    size_t used = strlen(first);
    buf_puts(out, first);
    for (size_t size; *text; text += size) {
        bool more = *text == ' ';
        text += more;
        size = strcspn(text, " ");
        size_t wanted = letters(text, size);
        bool fits = used + more + wanted <= WIDTH;
        if (more)
            buf_puts(out, fits ? " " : "\n");
        if (!fits)
            buf_puts(out, next);
        buf_add(out, text, size);
        used = (fits ? used + more : strlen(next)) + wanted;
    }
    return used;
}

static void add_translation(const char *kind, const char *text, struct buf *out)
{
    if (text_begins(kind, HEADING)) {
        size_t used = add_lines(text, HEADING " ", PROSE, out);
        buf_putc(out, ' ');
        for (size_t i = used + 1; i < HEADING_WIDTH; i++)
            buf_putc(out, '-');
    } else if (text_begins(kind, ITEM)) {
        add_lines(text, ITEM, "#   ", out);
    } else {
        add_lines(text, PROSE, PROSE, out);
    }
    buf_putc(out, '\n');
}

/* Appends the comment that ends before `end`, if one is being read. */
static void end_comment(struct comment *comment, const char *end,
                        comments_translator *translate, struct buf *out)
{
    const char *english = buf_text(&comment->words);
    const char *text = *english ? translate(english) : english;
    if (comment->first && strcmp(text, english) == 0)
        buf_add(out, comment->first, (size_t)(end - comment->first));
    else if (comment->first)
        add_translation(comment->first, text, out);
    comment->first = NULL;
    buf_clear(&comment->words);
}

void comments_translate(const char *ini, comments_translator *translate, struct buf *out)
{
    struct comment comment = {0};
    const char *line = ini;
    for (const char *next; *line; line = next) {
        next = line + strcspn(line, "\n");
        next += *next == '\n';
        if (!text_begins(line, PROSE) || text_begins(line, ITEM) || text_begins(line, HEADING))
            end_comment(&comment, line, translate, out);
        if (!text_begins(line, PROSE)) {
            buf_add(out, line, (size_t)(next - line));
            continue;
        }
        if (!comment.first)
            comment.first = line;
        add_words(&comment, line + strlen(PROSE), next);
    }
    end_comment(&comment, line, translate, out);
    buf_free(&comment.words);
}
