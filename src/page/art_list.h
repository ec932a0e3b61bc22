/* The pieces of art that a document places, each once. */
#ifndef KUALIK_ART_LIST_H
#define KUALIK_ART_LIST_H

#include "page/document.h"

#include <stdbool.h>
#include <stddef.h>

/* What a piece is made of stands before it. */
struct art_list {
    const struct art **pieces;
    size_t count, room;
};

/* Adds all pieces that the document's parts place, those within others too. */
void art_list_gather(struct art_list *list, const struct document *document);

/* Finds the place of a piece in the list; returns false if it is not there. */
bool art_list_find(const struct art_list *list, const struct art *piece, size_t *index);

/* Releases everything; usable again. */
void art_list_free(struct art_list *list);

#endif
