#include "check/check.h"

#include "base/mem.h"
#include "check/capitals.h"
#include "check/column_check.h"
#include "check/columns.h"
#include "check/implied.h"
#include "check/list_check.h"
#include "check/page_check.h"
#include "check/row_check.h"
#include "check/sample_check.h"
#include "check/stray_row.h"
#include "check/template_check.h"

#include <stdlib.h>

struct check {
    struct arena arena;
    const struct binding *binding;
    struct columns columns;
    struct check_words *words;
    struct kazakh_spelling *spelling;
    struct name_match *match;
    struct check_rules rules;
    struct column_check *column_check;
    struct list_check *list_check;
    struct page_check *page_check;
};

struct check *check_new(const struct binding *binding, const struct font_set *faces,
                        const struct layout *layout, const struct roster *roster,
                        struct error *err)
{
    struct check *check = mem_new(1, sizeof *check);
    check->binding = binding;
    check->words = check_words_new(err);
    check->spelling = check->words ? kazakh_spelling_new(err) : NULL;
    check->match = check->spelling ? name_match_new(err) : NULL;
    if (!check->match) {
        check_free(check);
        return NULL;
    }
    check->columns = columns_of(binding, roster, &check->arena);
    check->rules =
        (struct check_rules){binding->grammar, check->words, check->spelling, check->match};
    check->column_check = column_check_new(&check->columns);
    check->list_check = list_check_new(&check->columns);
    check->page_check = page_check_new(binding, faces, layout);
    return check;
}

void check_free(struct check *check)
{
    if (!check)
        return;
    page_check_free(check->page_check);
    list_check_free(check->list_check);
    column_check_free(check->column_check);
    name_match_free(check->match);
    kazakh_spelling_free(check->spelling);
    check_words_free(check->words);
    arena_free(&check->arena);
    free(check);
}

const bool *check_unused(const struct check *check)
{
    return check->columns.unused;
}

bool check_stray(const struct check *check, const struct row *row, struct place place,
                 struct arena *arena, struct report *findings)
{
    return stray_row_check(check->words, check->rules.lang->words, &check->columns, row, place,
                           arena, findings);
}

bool check_row(struct check *check, size_t index, const struct row *row,
               const struct card *card, const struct row_pages *row_pages, struct arena *arena,
               struct report *findings)
{
    size_t errors = findings->errors;
    const bool *stripped =
        row_check(&check->rules, &check->columns, row, card->place, arena, findings);
    column_check_count(check->column_check, row, card->file, stripped, arena);
    list_check_count(check->list_check, index, row, arena);
    page_check_row(check->page_check, index, card, row_pages);
    return findings->errors == errors;
}

void check_other(struct check *check, size_t index, const struct row *row, struct arena *arena)
{
    column_check_count(check->column_check, row, NULL, NULL, arena);
    list_check_count(check->list_check, index, row, arena);
}

static bool report_rows(const struct check *check, struct roster *roster, size_t end,
                        struct report *findings, struct error *err)
{
    struct arena arena = {0};
    struct row row;
    enum roster_result result = ROSTER_END;
    if (!roster_rewind(roster, err))
        return false;
    for (size_t i = 0; i < end; i++) {
        result = roster_next(roster, &row, err);
        if (result == ROSTER_FAILED || result == ROSTER_END)
            break;
        if (result == ROSTER_BAD || !list_check_flags(check->list_check, i, &row))
            continue;
        list_check_report(check->list_check, i, &row, card_place(check->binding, &row, &arena),
                          findings);
        arena_reset(&arena);
    }
    arena_free(&arena);
    return result != ROSTER_FAILED;
}

bool check_list(struct check *check, struct roster *roster, size_t end, struct report *findings,
                struct error *err)
{
    bool rows = list_check_close(check->list_check);
    column_check_report(check->column_check, check->binding->list, findings);
    page_check_report(check->page_check, findings);
    template_check(check->words, check->binding->template, findings);
    return !rows || report_rows(check, roster, end, findings, err);
}

bool check_form(const struct template *form, struct report *findings, struct error *err)
{
    struct check_words *words = check_words_new(err);
    if (!words)
        return false;
    sample_check_form(words, form, findings);
    check_words_free(words);
    return true;
}

void check_sort(struct report *findings)
{
    report_sort(findings);
    capitals_mark(findings);
    implied_drop(findings);
}
