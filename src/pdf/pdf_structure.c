#include "pdf/pdf_structure_tree.h"

#include "base/mem.h"
#include "pdf/pdf_token.h"

#include <stdlib.h>
#include <string.h>

size_t pdf_structure_count(const struct pdf_structure *tree)
{
    return tree->count - tree->carried;
}

size_t pdf_structure_number(const struct pdf_structure *tree, size_t first, size_t node)
{
    return node < tree->carried ? tree->carried_numbers[node] : first + node - tree->carried;
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
bool *pdf_structure_find_present(const struct pdf_structure *tree, const struct page *pages,
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
    for (size_t i = parent == NONE ? 0 : parent + 1; pdf_structure_is_below(tree, i, parent);
         i++)
        if (tree->nodes[i].parent == parent && present[i])
            pdf_array_ref(kids, pdf_structure_number(tree, numbers->first, i));
}

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

void pdf_structure_add_element(const struct element_writer *w, size_t index)
{
    const struct node *node = &w->tree->nodes[index];
    const struct part *part = part_of(node, w->pages);
    struct pdf_dict *dict =
        pdf_object_dict(w->set, pdf_structure_number(w->tree, w->numbers->first, index));
    pdf_dict_name(dict, "S", node->type);
    pdf_dict_ref(dict, "P",
                 node->parent == NONE
                     ? w->numbers->top
                     : pdf_structure_number(w->tree, w->numbers->first, node->parent));
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
    struct element_writer w = {
        tree, pages, numbers, set, pdf_structure_find_present(tree, pages, whole), whole};
    for (size_t i = 0; i < tree->count; i++)
        if (w.present[i])
            pdf_structure_add_element(&w, i);
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
    struct element_writer w = {
        tree, pages, numbers, set, pdf_structure_find_present(tree, pages, false), false};
    bool whole = pdf_structure_is_whole(tree, pages);
    for (size_t i = 0; i < tree->count; i++) {
        const struct part *part = part_of(&tree->nodes[i], pages);
        bool differs = tree->nodes[i].own && (!whole || (part && *part->alt));
        if (w.present[i] && differs)
            pdf_structure_add_element(&w, i);
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
            pdf_array_ref(elements, pdf_structure_number(tree, first, node));
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
