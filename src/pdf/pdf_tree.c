#include "pdf/pdf_tree.h"

#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>

static void put_kids(struct pdf_dict *dict, const size_t *kids, size_t count)
{
    struct pdf_array *array = pdf_dict_array(dict, "Kids");
    for (size_t i = 0; i < count; i++)
        pdf_array_ref(array, kids[i]);
}

static void put_count(const struct pdf_tree *tree, struct pdf_dict *dict, size_t first)
{
    pdf_dict_name(dict, "Type", "Pages");
    pdf_dict_integer(dict, "Count", (int32_t)(tree->next - first));
}

/* Adds the open node, if there is one. */
static void close_node(struct pdf_tree *tree, struct pdf_object *set)
{
    if (!tree->node)
        return;
    struct pdf_dict *dict = pdf_object_dict(set, tree->node);
    if (tree->of_pages) {
        put_count(tree, dict, tree->first);
        pdf_dict_ref(dict, "Parent", tree->root);
    } else {
        struct pdf_array *limits = pdf_dict_array(dict, "Limits");
        pdf_array_integer(limits, (int32_t)tree->first);
        pdf_array_integer(limits, (int32_t)tree->next - 1);
    }
    put_kids(dict, tree->kids, tree->kid_count);
    tree->nodes =
        mem_grow(tree->nodes, tree->node_count, &tree->node_room, sizeof *tree->nodes);
    tree->nodes[tree->node_count++] = tree->node;
    tree->node = tree->kid_count = 0;
}

size_t pdf_tree_add(struct pdf_tree *tree, size_t kid, size_t keys, size_t *last,
                    struct pdf_object *set)
{
    if (!tree->node) {
        tree->node = pdf_object_take(last, 1);
        tree->first = tree->next;
    }
    size_t node = tree->node;
    tree->kids[tree->kid_count++] = kid;
    tree->next += keys;
    if (tree->kid_count == PDF_TREE_NODE)
        close_node(tree, set);
    return node;
}

void pdf_tree_end(struct pdf_tree *tree, struct pdf_object *set)
{
    close_node(tree, set);
    struct pdf_dict *root = pdf_object_dict(set, tree->root);
    if (tree->of_pages)
        put_count(tree, root, 0);
    put_kids(root, tree->nodes, tree->node_count);
}

void pdf_tree_free(struct pdf_tree *tree)
{
    free(tree->nodes);
    *tree = (struct pdf_tree){0};
}
