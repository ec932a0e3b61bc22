#include "pdf/pdf_structure.h"

#include "base/mem.h"
#include "pdf/pdf_token.h"

#include <stdlib.h>
#include <string.h>

#define NONE ((size_t)-1)

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
};

static const char *type_of(enum role role)
{
    switch (role) {
    case ROLE_H1:
        return "H1";
    case ROLE_H2:
        return "H2";
    case ROLE_H3:
        return "H3";
    case ROLE_TH:
        return "TH";
    case ROLE_TD:
        return "TD";
    case ROLE_FIGURE:
        return "Figure";
    case ROLE_FORM:
        return "Form";
    default:
        return "P";
    }
}

static bool is_cell(const struct part *part)
{
    return part->tag.role == ROLE_TH || part->tag.role == ROLE_TD;
}

static size_t add_node(struct pdf_structure *tree, struct node node)
{
    tree->nodes = mem_grow(tree->nodes, tree->count, &tree->room, sizeof *tree->nodes);
    tree->nodes[tree->count] = node;
    return tree->count++;
}

/* Where the plan stands: the table that is open, and what is open of it. Names are those of the
 * tags (page/role.h). */
struct open_parts {
    size_t table, table_name;
    size_t section, section_name;
    size_t row, row_name;
    size_t cell, cell_name;
};

static size_t add_group(struct pdf_structure *tree, const char *type, size_t parent,
                        size_t page)
{
    return add_node(
        tree, (struct node){
                  .type = type, .parent = parent, .page = page, .part = NONE, .mcid = NONE});
}

static void open_table(struct pdf_structure *tree, struct open_parts *open, size_t page,
                       const struct tag *tag)
{
    if (open->table != NONE && open->table_name == tag->table)
        return;
    *open = (struct open_parts){.table = add_group(tree, "Table", NONE, page),
                                .table_name = tag->table,
                                .section = NONE,
                                .row = NONE,
                                .cell = NONE};
}

static void open_section(struct pdf_structure *tree, struct open_parts *open, size_t page,
                         const struct tag *tag)
{
    if (!tag->section || (open->section != NONE && open->section_name == tag->section))
        return;
    open->section = add_group(tree, tag->section == 1 ? "THead" : "TBody", open->table, page);
    open->section_name = tag->section;
    open->row = NONE;
}

static void open_row(struct pdf_structure *tree, struct open_parts *open, size_t page,
                     const struct tag *tag)
{
    open_table(tree, open, page, tag);
    open_section(tree, open, page, tag);
    if (open->row != NONE && open->row_name == tag->row)
        return;
    size_t parent = open->section == NONE ? open->table : open->section;
    open->row = add_group(tree, "TR", parent, page);
    open->row_name = tag->row;
    open->cell = NONE;
}

static void make_cell(struct node *node, const struct tag *tag)
{
    node->type = type_of(tag->role);
    node->is_cell = true;
    node->is_header = tag->role == ROLE_TH;
    node->columns = tag->columns;
}

/* Puts the node, which is a cell or a paragraph of one, into its row. */
static void place_cell(struct pdf_structure *tree, struct open_parts *open, struct node *node,
                       const struct tag *tag)
{
    open_row(tree, open, node->page, tag);
    if (!tag->cell) {
        make_cell(node, tag);
        node->parent = open->row;
        return;
    }
    if (open->cell == NONE || open->cell_name != tag->cell) {
        open->cell = add_group(tree, "TD", open->row, node->page);
        open->cell_name = tag->cell;
        make_cell(&tree->nodes[open->cell], tag);
    }
    node->type = "P";
    node->parent = open->cell;
}

static void plan_part(struct pdf_structure *tree, struct open_parts *open, size_t page,
                      size_t index, const struct part *part)
{
    struct node node = {
        .type = type_of(part->tag.role),
        .parent = NONE,
        .page = page,
        .part = index,
        .mcid = NONE,
        .is_field = part->tag.role == ROLE_FORM,
        .field = tree->field_count,
        .own = !part->fixed || part->count == 0 || part->tag.role == ROLE_FORM,
    };
    if (is_cell(part))
        place_cell(tree, open, &node, &part->tag);
    else
        open->table = NONE;
    if (node.is_field)
        tree->field_count++;
    else
        node.mcid = tree->mcids[page]++;
    tree->by_part[page][index] = add_node(tree, node);
}

/* Whether node `index` stands below `parent` (NONE: the document), given that all between them
 * do. */
static bool is_below(const struct pdf_structure *tree, size_t index, size_t parent)
{
    return index < tree->count && (parent == NONE || (tree->nodes[index].parent != NONE &&
                                                      tree->nodes[index].parent >= parent));
}

/* A header cell heads its column when its whole row is headers. */
static void find_scopes(struct pdf_structure *tree)
{
    for (size_t row = 0; row < tree->count; row++) {
        bool headers = true;
        if (strcmp(tree->nodes[row].type, "TR") != 0)
            continue;
        for (size_t i = row + 1; is_below(tree, i, row); i++)
            headers &= !tree->nodes[i].is_cell || tree->nodes[i].is_header;
        for (size_t i = row + 1; is_below(tree, i, row); i++)
            tree->nodes[i].heads_column = headers;
    }
}

/* A row or a table with a part that may differ, or be missing, may do so itself. */
static void spread_own(struct pdf_structure *tree)
{
    for (size_t i = tree->count; i-- > 0;)
        if (tree->nodes[i].own && tree->nodes[i].parent != NONE)
            tree->nodes[tree->nodes[i].parent].own = true;
}

/* A field without a size that is signed later needs no place in the tree (ISO 14289-1, 7.18.1);
 * judges would take the signature, reached through the tree, for a change of it. */
static bool is_left_out(const struct pdf_structure *tree, const struct part *part,
                        const char *field)
{
    bool hidden = part->box.width <= 0 || part->box.height <= 0;
    return hidden && (field ? strcmp(part->name, field) != 0 : tree->field_count > 0);
}

struct pdf_structure *pdf_structure_new(const struct page *pages, size_t page_count,
                                        bool has_field, const char *field)
{
    struct pdf_structure *tree = mem_new(1, sizeof *tree);
    tree->by_part = mem_new(page_count, sizeof *tree->by_part);
    tree->mcids = mem_new(page_count, sizeof *tree->mcids);
    tree->page_count = page_count;
    struct open_parts open = {.table = NONE};
    for (size_t p = 0; p < page_count; p++) {
        if (open.table != NONE && !open.table_name)
            open.table = NONE;
        tree->by_part[p] = mem_new(pages[p].count, sizeof **tree->by_part);
        for (size_t i = 0; i < pages[p].count; i++) {
            const struct part *part = pages[p].parts[i];
            tree->by_part[p][i] = NONE;
            if (part->tag.role == ROLE_ARTIFACT || (part->tag.role == ROLE_FORM && !has_field))
                continue;
            if (part->tag.role == ROLE_FORM && is_left_out(tree, part, field)) {
                tree->field_count++;
                continue;
            }
            plan_part(tree, &open, p, i, part);
        }
    }
    if (has_field && !tree->field_count)
        add_node(tree, (struct node){.type = "Form",
                                     .parent = NONE,
                                     .part = NONE,
                                     .mcid = NONE,
                                     .is_field = true,
                                     .own = true});
    find_scopes(tree);
    spread_own(tree);
    return tree;
}

void pdf_structure_free(struct pdf_structure *tree)
{
    if (!tree)
        return;
    for (size_t p = 0; p < tree->page_count; p++)
        free(tree->by_part[p]);
    free(tree->by_part);
    free(tree->mcids);
    free(tree->nodes);
    free(tree);
}

size_t pdf_structure_count(const struct pdf_structure *tree)
{
    return tree->count;
}

void pdf_structure_begin(const struct pdf_structure *tree, size_t page, size_t part,
                         const char *actual_text, struct buf *out)
{
    size_t index = tree->by_part[page][part];
    if (index == NONE) {
        buf_puts(out, "/Artifact BMC\n");
        return;
    }
    /* Poppler heeds /ActualText under this name only; the element has the part's true type. A
     * span inside of the part's marked content would end it for Poppler's reader of tags. */
    buf_putc(out, '/');
    buf_puts(out, actual_text ? "Span" : tree->nodes[index].type);
    buf_puts(out, "<</MCID ");
    pdf_token_integer(out, (int64_t)tree->nodes[index].mcid);
    if (actual_text) {
        buf_puts(out, "/ActualText<FEFF");
        pdf_token_utf16_hex(out, actual_text, strlen(actual_text));
        buf_putc(out, '>');
    }
    buf_puts(out, ">>BDC\n");
}

/* The part that a node stands for, NULL for a grouping element. */
static const struct part *part_of(const struct node *node, const struct page *pages)
{
    return node->part == NONE ? NULL : pages[node->page].parts[node->part];
}

/* Whether the part shows something: in these pages, or in those of a whole document. */
static bool is_shown(const struct part *part, bool whole)
{
    return part->count > 0 || (whole && !part->fixed);
}

/* Finds which nodes a document has. A cell without content stays while its row has any, since
 * the columns of a table must not shift. */
static bool *find_present(const struct pdf_structure *tree, const struct page *pages,
                          bool whole)
{
    bool *present = mem_new(tree->count, sizeof *present);
    for (size_t i = tree->count; i-- > 0;) {
        const struct node *node = &tree->nodes[i];
        const struct part *part = part_of(node, pages);
        if (node->is_field || (part && is_shown(part, whole)))
            present[i] = true;
        if (present[i] && node->parent != NONE)
            present[node->parent] = true;
    }
    for (size_t i = 0; i < tree->count; i++) {
        if (tree->nodes[i].is_cell && present[tree->nodes[i].parent])
            present[i] = true;
    }
    return present;
}

static void add_cell_attributes(struct pdf_dict *dict, const struct node *node)
{
    if (!node->is_header && node->columns <= 1)
        return;
    struct pdf_dict *table = pdf_dict_dict(dict, "A");
    pdf_dict_name(table, "O", "Table");
    if (node->is_header)
        pdf_dict_name(table, "Scope", node->heads_column ? "Column" : "Row");
    if (node->columns > 1)
        pdf_dict_integer(table, "ColSpan", (int32_t)node->columns);
}

static void add_figure_attributes(struct pdf_dict *dict, const struct page *page,
                                  const struct part *part, double margin)
{
    double left = margin + page->bleed + part->box.x;
    double top = margin + page->bleed + page->height - part->box.y;
    double box[4] = {left, top - part->box.height, left + part->box.width, top};
    struct pdf_dict *layout = pdf_dict_dict(dict, "A");
    pdf_dict_name(layout, "O", "Layout");
    pdf_dict_box(layout, "BBox", box);
    pdf_dict_name(layout, "Placement", "Block");
}

static void add_field(struct pdf_dict *dict, const struct node *node,
                      const struct pdf_structure_numbers *numbers)
{
    struct pdf_dict *kid = pdf_dict_dict(dict, "K");
    pdf_dict_name(kid, "Type", "OBJR");
    pdf_dict_ref(kid, "Obj", numbers->field + node->field);
    pdf_dict_ref(kid, "Pg", numbers->pages[node->page]);
}

/* Adds the kids of node `parent` (NONE: of the document) that are there. */
static void add_kids(const struct pdf_structure *tree, const bool *present, size_t parent,
                     const struct pdf_structure_numbers *numbers, struct pdf_dict *dict)
{
    struct pdf_array *kids = pdf_dict_array(dict, "K");
    for (size_t i = parent == NONE ? 0 : parent + 1; is_below(tree, i, parent); i++)
        if (tree->nodes[i].parent == parent && present[i])
            pdf_array_ref(kids, numbers->first + i);
}

/* A document on its way into the file. */
struct element_writer {
    const struct pdf_structure *tree;
    const struct page *pages;
    const struct pdf_structure_numbers *numbers;
    struct pdf_object *set;
    bool *present; /* by node */
    bool whole;    /* it stands for all documents: what differs between them is left out */
};

static void add_content(const struct element_writer *w, size_t index, const struct part *part,
                        struct pdf_dict *dict)
{
    const struct node *node = &w->tree->nodes[index];
    if (node->is_field) {
        add_field(dict, node, w->numbers);
    } else if (!part) {
        add_kids(w->tree, w->present, index, w->numbers, dict);
    } else if (is_shown(part, w->whole)) {
        pdf_dict_ref(dict, "Pg", w->numbers->pages[node->page]);
        pdf_dict_integer(dict, "K", (int32_t)node->mcid);
    }
}

static void add_element(const struct element_writer *w, size_t index)
{
    const struct node *node = &w->tree->nodes[index];
    const struct part *part = part_of(node, w->pages);
    struct pdf_dict *dict = pdf_object_dict(w->set, w->numbers->first + index);
    pdf_dict_name(dict, "S", node->type);
    pdf_dict_ref(dict, "P",
                 node->parent == NONE ? w->numbers->top : w->numbers->first + node->parent);
    add_content(w, index, part, dict);
    if (part && part->tag.lang)
        pdf_dict_text(dict, "Lang", part->tag.lang);
    /* Of two languages, too, it is one text: the codes that ISO 32000-1, 7.9.2.2 has for them
     * change no voice, and most readers hand them on as letters. */
    if (part && *part->alt && !(w->whole && node->own))
        pdf_dict_text(dict, "Alt", part->alt);
    if (node->is_cell)
        add_cell_attributes(dict, node);
    if (part && part->tag.role == ROLE_FIGURE)
        add_figure_attributes(dict, &w->pages[node->page], part,
                              w->numbers->margins ? w->numbers->margins[node->page] : 0);
}

static void add_top(const struct element_writer *w)
{
    const struct pdf_structure_numbers *numbers = w->numbers;
    struct pdf_dict *top = pdf_object_dict(w->set, numbers->top);
    pdf_dict_name(top, "S", numbers->top_type);
    pdf_dict_ref(top, "P", numbers->parent);
    if (numbers->lang)
        pdf_dict_text(top, "Lang", numbers->lang);
    add_kids(w->tree, w->present, NONE, numbers, top);
}

void pdf_structure_add(const struct pdf_structure *tree, const struct page *pages, bool whole,
                       const struct pdf_structure_numbers *numbers, struct pdf_object *set)
{
    struct element_writer w = {tree, pages, numbers, set, find_present(tree, pages, whole),
                               whole};
    for (size_t i = 0; i < tree->count; i++)
        if (w.present[i])
            add_element(&w, i);
    add_top(&w);
    free(w.present);
}

bool pdf_structure_is_whole(const struct pdf_structure *tree, const struct page *pages)
{
    for (size_t i = 0; i < tree->count; i++) {
        const struct part *part = part_of(&tree->nodes[i], pages);
        if (part && !tree->nodes[i].is_field && is_shown(part, true) && part->count == 0)
            return false;
    }
    return true;
}

void pdf_structure_add_own(const struct pdf_structure *tree, const struct page *pages,
                           const struct pdf_structure_numbers *numbers, struct pdf_object *set)
{
    struct element_writer w = {tree, pages, numbers, set, find_present(tree, pages, false),
                               false};
    bool whole = pdf_structure_is_whole(tree, pages);
    for (size_t i = 0; i < tree->count; i++) {
        const struct part *part = part_of(&tree->nodes[i], pages);
        bool differs = tree->nodes[i].own && (!whole || (part && *part->alt));
        if (w.present[i] && differs)
            add_element(&w, i);
    }
    if (!whole)
        add_top(&w);
    free(w.present);
}

void pdf_structure_put_parents(const struct pdf_structure *tree, const struct page *pages,
                               size_t page, bool whole, size_t first,
                               struct pdf_array *elements)
{
    for (size_t i = 0; i < pages[page].count; i++) {
        size_t node = tree->by_part[page][i];
        if (node == NONE || tree->nodes[node].is_field)
            continue;
        if (is_shown(pages[page].parts[i], whole))
            pdf_array_ref(elements, first + node);
        else
            pdf_array_null(elements);
    }
}

size_t pdf_structure_field(const struct pdf_structure *tree, size_t field)
{
    for (size_t i = 0; i < tree->count; i++)
        if (tree->nodes[i].is_field && tree->nodes[i].field == field)
            return i;
    return NONE;
}

void pdf_structure_add_root(struct pdf_object *set, size_t number, size_t top, size_t parents,
                            size_t next_key)
{
    struct pdf_dict *root = pdf_object_dict(set, number);
    pdf_dict_name(root, "Type", "StructTreeRoot");
    pdf_dict_ref(root, "K", top);
    pdf_dict_ref(root, "ParentTree", parents);
    pdf_dict_integer(root, "ParentTreeNextKey", (int32_t)next_key);
}
