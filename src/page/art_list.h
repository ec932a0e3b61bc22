/* The pieces of art that a document places, each once: two that look the same are one, whoever
 * made them. */
#ifndef KUALIK_ART_LIST_H
#define KUALIK_ART_LIST_H

#include "page/document.h"

#include <stdbool.h>
#include <stddef.h>

/* A piece that was met, and which of the list's pieces it is. */
struct known_art {
    const struct art *piece;
    size_t index;
};

/* No two of its pieces are alike. What a piece is made of stands before it. */
struct art_list {
    const struct art **pieces;
    size_t count, room;
    struct known_art *known;
    size_t known_count, known_room;
};

/* Adds all pieces that the document's parts place, those within others too. */
void art_list_gather(struct art_list *list, const struct document *document);

/* Finds the place of a piece, or of the one that is like it, in the list; returns false if it
 * was not met. */
bool art_list_find(const struct art_list *list, const struct art *piece, size_t *index);

/* Releases everything; usable again. */
void art_list_free(struct art_list *list);

#endif
