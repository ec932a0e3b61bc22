/* The trees of a file that grows, of its pages (ISO 32000-1, 7.7.3) and of what their marked
 * contents belong to (the structure's parent tree, 14.7.4.4, a number tree): three levels, of
 * which the middle one is written node by node, so that little is remembered. */
#ifndef KUALIK_PDF_TREE_H
#define KUALIK_PDF_TREE_H

#include "pdf/pdf_object.h"

#include <stdbool.h>
#include <stddef.h>

enum { PDF_TREE_NODE = 64 }; /* kids of a node at most */

/* Set the first two members, and zero the rest. */
struct pdf_tree {
    size_t root;   /* number of its top object */
    bool of_pages; /* else of numbers */
    size_t node;   /* number of the node that is open, 0: none is */
    size_t kids[PDF_TREE_NODE];
    size_t kid_count;
    size_t first, next; /* key of the open node's first entry, and of the next one to come */
    size_t *nodes;      /* numbers of those that are written */
    size_t node_count, node_room;
};

/* Appends a page, or a leaf whose keys are the next `keys` from tree->next. Returns the number
 * of the node that is its parent; that takes a number behind `*last`, and is added to `set`
 * when it is full. */
size_t pdf_tree_add(struct pdf_tree *tree, size_t kid, size_t keys, size_t *last,
                    struct pdf_object *set);

/* Adds what is left of the tree, and its root. */
void pdf_tree_end(struct pdf_tree *tree, struct pdf_object *set);

/* Releases everything; usable again. */
void pdf_tree_free(struct pdf_tree *tree);

#endif
