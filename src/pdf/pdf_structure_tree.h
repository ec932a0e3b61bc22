/* The planned tree, for those who write it: pdf_structure.c for a document that is whole,
 * pdf_paged_section.c for one that comes page by page. */
#ifndef KUALIK_PDF_STRUCTURE_TREE_H
#define KUALIK_PDF_STRUCTURE_TREE_H

#include "pdf/pdf_structure.h"

#define NONE ((size_t)-1)

/* What may be open where a page ends. */
enum { PDF_OPEN_TABLE, PDF_OPEN_SECTION, PDF_OPEN_LEVELS };

/* A structure element. Its parent, if it is not the document itself, stands before it. */
struct node {
    const char *type;
    size_t parent;     /* NONE: the document */
    size_t page, part; /* part NONE: a grouping element, or a field without a part */
    size_t mcid;       /* NONE: it has no marked content */
    bool is_field;
    size_t field;            /* which of them it is */
    bool is_cell, is_header; /* of a table; a header cell is a cell, too */
    size_t columns;          /* that a cell covers */
    bool own;                /* may differ from one certificate to the next */
    bool heads_column;       /* header cell: of its column, else of its row */
};

struct pdf_structure {
    struct node *nodes;
    size_t count, room;
    size_t **by_part; /* by page and part: its node or NONE */
    size_t *mcids;    /* by page: how many it has */
    size_t page_count;
    size_t field_count;

    /* Of a page by itself, which goes on with what the one before it left open, and leaves open
     * what the next may go on with: a table, then a section of it. */
    size_t carried; /* so many nodes, the first ones, are those of the page before … */
    size_t carried_numbers[PDF_OPEN_LEVELS]; /* … with these objects */
    size_t open[PDF_OPEN_LEVELS];            /* nodes, NONE: it is not open */
    size_t names[PDF_OPEN_LEVELS];           /* of these, in their tags */
};

/* What is written of a tree. */
struct element_writer {
    const struct pdf_structure *tree;
    const struct page *pages;
    const struct pdf_structure_numbers *numbers;
    struct pdf_object *set;
    bool *present; /* by node */
    bool whole;    /* it stands for all documents: what differs between them is left out */
};

/* Plans a page by itself, at whose beginning `carried` levels are open: their names, and the
 * numbers of their objects. */
struct pdf_structure *pdf_structure_new_page(const struct page *page, size_t carried,
                                             const size_t *names, const size_t *numbers);

/* Returns the number of the node's object; `first` is that of the first which is not carried.
 */
size_t pdf_structure_number(const struct pdf_structure *tree, size_t first, size_t node);

/* Finds which nodes a document has; free the result. */
bool *pdf_structure_find_present(const struct pdf_structure *tree, const struct page *pages,
                                 bool whole);

/* Says whether node `index` stands below `parent` (NONE: the document), given that all between
 * them do. */
bool pdf_structure_is_below(const struct pdf_structure *tree, size_t index, size_t parent);

/* Adds the element of a node with those of its kids that are there. */
void pdf_structure_add_element(const struct element_writer *w, size_t index);

#endif
