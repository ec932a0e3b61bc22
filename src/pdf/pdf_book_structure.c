#include "pdf/pdf_book_structure.h"

#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { PART_LIMIT = 1024 }; /* documents in a part; more go on in the next */

static size_t take(const struct pdf_book_structure *book, size_t count)
{
    return pdf_object_take(book->last, count);
}

void pdf_book_structure_begin(struct pdf_book_structure *book, const char *lang,
                              struct pdf_object *set, size_t *last)
{
    *book = (struct pdf_book_structure){.last = last, .set = set, .lang = mem_copy(lang)};
    book->root = take(book, 1);
    book->whole = take(book, 1);
    book->parents.root = take(book, 1);
}

void pdf_book_structure_free(struct pdf_book_structure *book)
{
    pdf_outline_free(&book->outline);
    pdf_paged_section_free(&book->section);
    pdf_tree_free(&book->parents);
    free(book->parts.list);
    free(book->sections.list);
    free(book->title);
    free(book->lang);
}

void pdf_book_structure_title(struct pdf_book_structure *book, const char *title)
{
    free(book->title);
    book->title = mem_copy(title);
}

static size_t newest_part(const struct pdf_book_structure *book)
{
    return book->parts.list[book->parts.count - 1];
}

/* Adds the element of the newest part, whose documents are known now. */
static void close_part(struct pdf_book_structure *book)
{
    if (book->parts.count == 0)
        return;
    struct pdf_dict *part = pdf_object_dict(book->set, newest_part(book));
    pdf_dict_name(part, "S", "Part");
    pdf_dict_ref(part, "P", book->whole);
    struct pdf_array *kids = pdf_dict_array(part, "K");
    for (size_t i = 0; i < book->sections.count; i++)
        pdf_array_ref(kids, book->sections.list[i]);
    book->sections.count = 0;
}

/* The section whose pages came one by one has no more of them. */
static void close_section(struct pdf_book_structure *book)
{
    if (pdf_paged_section_is_open(&book->section))
        pdf_paged_section_end(&book->section, book->set);
}

static const char *own_lang(const struct pdf_book_structure *book,
                            const struct document *document)
{
    return strcmp(document->lang, book->lang) == 0 ? NULL : document->lang;
}

static size_t add_section(struct pdf_book_structure *book)
{
    size_t number = take(book, 1);
    pdf_numbers_add(&book->sections, number);
    return number;
}

void pdf_book_structure_open(struct pdf_book_structure *book, const struct document *document,
                             size_t page, bool come)
{
    close_section(book);
    if (book->title || !book->parts.count || book->sections.count >= PART_LIMIT) {
        close_part(book);
        pdf_numbers_add(&book->parts, take(book, 1));
    }
    if (book->title)
        pdf_outline_add(&book->outline, book->title, page, book->last, book->set);
    free(book->title);
    book->title = NULL;
    if (come)
        pdf_paged_section_begin(&book->section, add_section(book), newest_part(book),
                                own_lang(book, document));
}

/* Adds the way back from the document's pages to their elements. */
static void add_parents(struct pdf_book_structure *book, const struct pdf_structure *structure,
                        const struct document *document, size_t first)
{
    size_t leaf = take(book, 1), key = book->parents.next;
    struct pdf_dict *parents = pdf_object_dict(book->set, leaf);
    struct pdf_array *limits = pdf_dict_array(parents, "Limits");
    pdf_array_integer(limits, (int32_t)key);
    pdf_array_integer(limits, (int32_t)(key + document->page_count - 1));
    struct pdf_array *nums = pdf_dict_array(parents, "Nums");
    for (size_t p = 0; p < document->page_count; p++) {
        pdf_array_integer(nums, (int32_t)(key + p));
        pdf_structure_put_parents(structure, document->pages, p, false, first,
                                  pdf_array_array(nums));
    }
    pdf_tree_add(&book->parents, leaf, document->page_count, book->last, book->set);
}

void pdf_book_structure_add(struct pdf_book_structure *book,
                            const struct pdf_structure *structure,
                            const struct document *document, const size_t *pages,
                            const double *margins)
{
    bool is_open = pdf_paged_section_is_open(&book->section);
    const struct pdf_structure_numbers numbers = {
        .parent = newest_part(book),
        .top_type = "Sect",
        .lang = own_lang(book, document),
        .top = is_open ? book->section.top.number : add_section(book),
        .first = take(book, pdf_structure_count(structure)),
        .pages = pages,
        .margins = margins,
    };
    if (is_open)
        pdf_paged_section_add(&book->section, structure, document->pages, &numbers, book->set);
    else
        pdf_structure_add(structure, document->pages, false, &numbers, book->set);
    add_parents(book, structure, document, numbers.first);
}

void pdf_book_structure_end(struct pdf_book_structure *book)
{
    close_section(book);
    close_part(book);
    struct pdf_dict *whole = pdf_object_dict(book->set, book->whole);
    pdf_dict_name(whole, "S", "Document");
    pdf_dict_ref(whole, "P", book->root);
    struct pdf_array *kids = pdf_dict_array(whole, "K");
    for (size_t i = 0; i < book->parts.count; i++)
        pdf_array_ref(kids, book->parts.list[i]);
    pdf_structure_add_root(book->set, book->root, book->whole, book->parents.root,
                           book->parents.next);
    pdf_tree_end(&book->parents, book->set);
    pdf_outline_end(&book->outline, book->set);
}
