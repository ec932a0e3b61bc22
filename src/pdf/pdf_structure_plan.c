#include "pdf/pdf_structure_tree.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

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

static const char *section_type(size_t name)
{
    return name == 1 ? "THead" : "TBody";
}

static void open_section(struct pdf_structure *tree, struct open_parts *open, size_t page,
                         const struct tag *tag)
{
    if (!tag->section || (open->section != NONE && open->section_name == tag->section))
        return;
    open->section = add_group(tree, section_type(tag->section), open->table, page);
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

bool pdf_structure_is_below(const struct pdf_structure *tree, size_t index, size_t parent)
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
        for (size_t i = row + 1; pdf_structure_is_below(tree, i, row); i++)
            headers &= !tree->nodes[i].is_cell || tree->nodes[i].is_header;
        for (size_t i = row + 1; pdf_structure_is_below(tree, i, row); i++)
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

static struct pdf_structure *new_tree(size_t page_count)
{
    struct pdf_structure *tree = mem_new(1, sizeof *tree);
    tree->by_part = mem_new(page_count, sizeof *tree->by_part);
    tree->mcids = mem_new(page_count, sizeof *tree->mcids);
    tree->page_count = page_count;
    for (size_t i = 0; i < PDF_OPEN_LEVELS; i++)
        tree->open[i] = NONE;
    return tree;
}

static void plan_page(struct pdf_structure *tree, struct open_parts *open, size_t number,
                      const struct page *page, bool has_field, const char *field)
{
    tree->by_part[number] = mem_new(page->count, sizeof **tree->by_part);
    for (size_t i = 0; i < page->count; i++) {
        const struct part *part = page->parts[i];
        tree->by_part[number][i] = NONE;
        if (part->tag.role == ROLE_ARTIFACT || (part->tag.role == ROLE_FORM && !has_field))
            continue;
        if (part->tag.role == ROLE_FORM && is_left_out(tree, part, field)) {
            tree->field_count++;
            continue;
        }
        plan_part(tree, open, number, i, part);
    }
}

struct pdf_structure *pdf_structure_new(const struct page *pages, size_t page_count,
                                        bool has_field, const char *field)
{
    struct pdf_structure *tree = new_tree(page_count);
    struct open_parts open = {.table = NONE};
    for (size_t p = 0; p < page_count; p++) {
        if (open.table != NONE && !open.table_name)
            open.table = NONE;
        plan_page(tree, &open, p, &pages[p], has_field, field);
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

/* Begins with what the page before left open. */
static struct open_parts carry(struct pdf_structure *tree, size_t carried, const size_t *names)
{
    struct open_parts open = {.table = NONE, .section = NONE, .row = NONE, .cell = NONE};
    if (carried > PDF_OPEN_TABLE) {
        open.table = add_group(tree, "Table", NONE, 0);
        open.table_name = names[PDF_OPEN_TABLE];
    }
    if (carried > PDF_OPEN_SECTION) {
        open.section_name = names[PDF_OPEN_SECTION];
        open.section = add_group(tree, section_type(open.section_name), open.table, 0);
    }
    return open;
}

struct pdf_structure *pdf_structure_new_page(const struct page *page, size_t carried,
                                             const size_t *names, const size_t *numbers)
{
    struct pdf_structure *tree = new_tree(1);
    struct open_parts open = carry(tree, carried, names);
    tree->carried = carried;
    memcpy(tree->carried_numbers, numbers, carried * sizeof *numbers);
    plan_page(tree, &open, 0, page, false, NULL);
    if (open.table != NONE && open.table_name) {
        tree->open[PDF_OPEN_TABLE] = open.table;
        tree->open[PDF_OPEN_SECTION] = open.section;
        tree->names[PDF_OPEN_TABLE] = open.table_name;
        tree->names[PDF_OPEN_SECTION] = open.section_name;
    }
    find_scopes(tree);
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
