#include "pdf/pdf_paged_section.h"

#include "base/mem.h"
#include "pdf/pdf_structure_tree.h"

#include <stdlib.h>

void pdf_numbers_add(struct pdf_numbers *numbers, size_t number)
{
    numbers->list =
        mem_grow(numbers->list, numbers->count, &numbers->room, sizeof *numbers->list);
    numbers->list[numbers->count++] = number;
}

void pdf_paged_section_begin(struct pdf_paged_section *section, size_t number, size_t parent,
                             const char *lang)
{
    *section = (struct pdf_paged_section){
        .top = {.number = number, .type = "Sect", .parent = parent},
        .lang = lang ? mem_copy(lang) : NULL,
    };
}

bool pdf_paged_section_is_open(const struct pdf_paged_section *section)
{
    return section->top.number > 0;
}

struct pdf_structure *pdf_paged_section_plan(const struct pdf_paged_section *section,
                                             const struct page *page)
{
    size_t names[PDF_OPEN_LEVELS], numbers[PDF_OPEN_LEVELS], carried = 0;
    for (; carried < PDF_OPEN_LEVELS && section->levels[carried].number; carried++) {
        names[carried] = section->levels[carried].name;
        numbers[carried] = section->levels[carried].number;
    }
    return pdf_structure_new_page(page, carried, names, numbers);
}

/* ---- a page ----------------------------------------------------------------------------- */

/* A page on its way into the file. */
struct page_writer {
    struct element_writer elements;
    struct pdf_paged_section *section;
    struct pdf_open_element opened[PDF_OPEN_LEVELS]; /* on this page, and open at its end */
};

/* Returns the element that is open before the page or behind it, NULL: the node is of neither
 * kind. */
static struct pdf_open_element *open_element(struct page_writer *w, size_t node)
{
    const struct pdf_structure *tree = w->elements.tree;
    if (node == NONE)
        return &w->section->top;
    if (node < tree->carried)
        return &w->section->levels[node];
    for (size_t level = 0; level < PDF_OPEN_LEVELS; level++)
        if (tree->open[level] == node)
            return &w->opened[level];
    return NULL;
}

static bool stays_open(const struct pdf_structure *tree, size_t node)
{
    return tree->open[PDF_OPEN_TABLE] == node || tree->open[PDF_OPEN_SECTION] == node;
}

static void write_element(const struct pdf_open_element *element, const char *lang,
                          struct pdf_object *set)
{
    struct pdf_dict *dict = pdf_object_dict(set, element->number);
    pdf_dict_name(dict, "S", element->type);
    pdf_dict_ref(dict, "P", element->parent);
    if (lang)
        pdf_dict_text(dict, "Lang", lang);
    struct pdf_array *kids = pdf_dict_array(dict, "K");
    for (size_t i = 0; i < element->kids.count; i++)
        pdf_array_ref(kids, element->kids.list[i]);
}

/* Writes the element if it has kids, and releases it. */
static void close_element(struct pdf_open_element *element, struct pdf_object *set)
{
    if (element->kids.count)
        write_element(element, NULL, set);
    free(element->kids.list);
    *element = (struct pdf_open_element){0};
}

static void open_levels(struct page_writer *w)
{
    const struct pdf_structure *tree = w->elements.tree;
    const struct pdf_structure_numbers *numbers = w->elements.numbers;
    for (size_t level = 0; level < PDF_OPEN_LEVELS; level++) {
        size_t node = tree->open[level];
        if (node == NONE || node < tree->carried)
            continue;
        size_t parent = tree->nodes[node].parent;
        w->opened[level] = (struct pdf_open_element){
            .number = pdf_structure_number(tree, numbers->first, node),
            .type = tree->nodes[node].type,
            .parent = parent == NONE ? w->section->top.number
                                     : pdf_structure_number(tree, numbers->first, parent),
            .name = tree->names[level],
        };
    }
}

/* Adds the node to its parent's kids where these go beyond the page, and writes it if it is of
 * this page alone. What stays open becomes a kid when it is closed: it may have none itself. */
static void add_node(struct page_writer *w, size_t node)
{
    const struct pdf_structure *tree = w->elements.tree;
    struct pdf_open_element *own = open_element(w, node);
    struct pdf_open_element *parent = open_element(w, tree->nodes[node].parent);
    bool is_there = w->elements.present[node] || (own && own->kids.count);
    if (!is_there || stays_open(tree, node))
        return;
    if (parent)
        pdf_numbers_add(&parent->kids,
                        pdf_structure_number(tree, w->elements.numbers->first, node));
    if (!own)
        pdf_structure_add_element(&w->elements, node);
}

void pdf_paged_section_add(struct pdf_paged_section *section, const struct pdf_structure *tree,
                           const struct page *page, const struct pdf_structure_numbers *numbers,
                           struct pdf_object *set)
{
    struct page_writer w = {
        .elements = {.tree = tree,
                     .pages = page,
                     .numbers = numbers,
                     .set = set,
                     .present = pdf_structure_find_present(tree, page, false)},
        .section = section};
    open_levels(&w);
    for (size_t i = 0; i < tree->count; i++)
        add_node(&w, i);
    for (size_t level = 0; level < PDF_OPEN_LEVELS; level++) {
        if (section->levels[level].number && tree->open[level] == level)
            continue;
        close_element(&section->levels[level], set);
        section->levels[level] = w.opened[level];
    }
    free(w.elements.present);
}

void pdf_paged_section_end(struct pdf_paged_section *section, struct pdf_object *set)
{
    for (size_t level = PDF_OPEN_LEVELS; level-- > 0;) {
        const struct pdf_open_element *element = &section->levels[level];
        if (!element->kids.count)
            continue;
        pdf_numbers_add(level ? &section->levels[level - 1].kids : &section->top.kids,
                        element->number);
        write_element(element, NULL, set);
    }
    write_element(&section->top, section->lang, set);
    pdf_paged_section_free(section);
}

void pdf_paged_section_free(struct pdf_paged_section *section)
{
    for (size_t level = 0; level < PDF_OPEN_LEVELS; level++)
        free(section->levels[level].kids.list);
    free(section->top.kids.list);
    free(section->lang);
    *section = (struct pdf_paged_section){0};
}
