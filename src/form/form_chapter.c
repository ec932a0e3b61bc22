#include "form/form_chapter.h"

bool form_chapter_next(const struct form_source *source, struct form_chapter *chapter)
{
    size_t count = source->rows->count;
    chapter->first = chapter->end;
    if (chapter->first == count) {
        chapter->first = 0;
        chapter->day++;
    }
    if (chapter->day > 0 && chapter->day >= source->day_count)
        return false;
    chapter->end =
        source->form->group.page ? form_rows_group_end(source->rows, chapter->first) : count;
    return true;
}

/* ---- what texts show -------------------------------------------------------------------- */

static const struct form_source *source_of(const struct form_sequence *sequence)
{
    return sequence->blocks.source;
}

static struct form_counts count_rows(const struct form_source *source, size_t first, size_t end)
{
    struct form_counts counts = {.all = end - first};
    for (size_t i = 0; i < FORM_ROW_KINDS; i++)
        counts.by_kind[i] = form_rows_count(source->rows, first, end, i);
    return counts;
}

static void show_counts(const struct form_sequence *sequence, const struct form_counts *counts)
{
    static const enum form_value values[FORM_ROW_KINDS] = {[FORM_ROW_PERSON] = VALUE_PEOPLE,
                                                           [FORM_ROW_SPOILED] = VALUE_SPOILED,
                                                           [FORM_ROW_SPARE] = VALUE_SPARE};
    struct form_values *list = source_of(sequence)->values;
    form_values_set(list, VALUE_COUNT, counts->all);
    for (size_t i = 0; i < FORM_ROW_KINDS; i++)
        form_values_set(list, values[i], counts->by_kind[i]);
}

/* ---- which block is next ---------------------------------------------------------------- */

/* Whether there is a block where the sequence stands. */
static bool has_block(const struct form_sequence *sequence)
{
    const struct form_source *source = source_of(sequence);
    const struct form *form = source->form;
    switch (sequence->stage) {
    case STAGE_HEADINGS:
        return sequence->index < form->heading_count;
    case STAGE_HEAD:
        return sequence->index == 0;
    case STAGE_BAND:
        return sequence->index == 0 && form->group.band.words.count;
    case STAGE_ROWS:
        return sequence->index < sequence->group_end;
    case STAGE_SUBTOTAL:
        return sequence->index == 0 && sequence->is_named && form->subtotal.words.count;
    case STAGE_TOTAL:
        return sequence->index == 0 && form->total.words.count;
    case STAGE_EMPTY:
        return sequence->index < source->empty;
    case STAGE_CLOSINGS:
        return sequence->index < form->closing_count;
    case STAGE_END:
        break;
    }
    return true;
}

static void begin_group(struct form_sequence *sequence, size_t row)
{
    sequence->stage = STAGE_BAND;
    sequence->group = row;
    sequence->group_end = form_rows_group_end(source_of(sequence)->rows, row);
    sequence->group_counts = count_rows(source_of(sequence), row, sequence->group_end);
    sequence->is_named = true;
    sequence->tag.section++;
    show_counts(sequence, &sequence->group_counts);
}

static void enter_next_stage(struct form_sequence *sequence)
{
    sequence->index = 0;
    if (sequence->stage == STAGE_HEAD) {
        begin_group(sequence, sequence->chapter.first);
    } else if (sequence->stage == STAGE_SUBTOTAL &&
               sequence->group_end < sequence->chapter.end) {
        begin_group(sequence, sequence->group_end);
    } else if (++sequence->stage == STAGE_ROWS) {
        sequence->index = sequence->group;
    } else if (sequence->stage == STAGE_TOTAL) {
        sequence->tag.section++;
        show_counts(sequence, &sequence->counts);
    }
}

/* Goes on to where there is a block. */
static void settle(struct form_sequence *sequence)
{
    while (!has_block(sequence))
        enter_next_stage(sequence);
}

void form_sequence_begin(struct form_sequence *sequence, const struct form_blocks *blocks,
                         const struct form_chapter *chapter, size_t pages)
{
    const struct form_source *source = blocks->source;
    *sequence = (struct form_sequence){
        .blocks = *blocks,
        .chapter = *chapter,
        .counts = count_rows(source, chapter->first, chapter->end),
        .tag = {.table = 1, .section = 1},
    };
    form_values_set(source->values, VALUE_PAGES, pages);
    form_values_set_text(source->values, VALUE_DAY,
                         source->day_count ? source->days[chapter->day] : "");
    show_counts(sequence, &sequence->counts);
    settle(sequence);
}

bool form_sequence_ended(const struct form_sequence *sequence)
{
    return sequence->stage == STAGE_END;
}

/* ---- making it -------------------------------------------------------------------------- */

/* A text above or below the table, or a sum, may be about any row of the chapter or group. */
static const struct form_row *row_at(const struct form_sequence *sequence, size_t index)
{
    return &source_of(sequence)->rows->list[index];
}

static void add_tag(struct form_sequence *sequence, struct form_body *body, enum role role)
{
    sequence->tag.row++;
    body->tag = sequence->tag;
    body->tag.role = role;
    if (body->kind == BLOCK_BAND)
        body->tag.columns = source_of(sequence)->form->column_count;
}

/* A row's spare number is its own; that of the texts around the rows stays what it is. */
static struct form_body make_row(struct form_sequence *sequence, const struct form_row *row)
{
    struct form_values *values = source_of(sequence)->values;
    const char *spares = values->list[VALUE_SPARE_NUMBER].text;
    bool is_spare = row && row->kind == FORM_ROW_SPARE;
    form_values_set(values, VALUE_N, ++sequence->n);
    form_values_set_text(values, VALUE_KEPT_BACK, row && row->kept_back ? "yes" : "");
    form_values_set_text(values, VALUE_SPARE_NUMBER,
                         is_spare ? row->row.registered.number : "");
    struct form_body body = form_blocks_row(&sequence->blocks, BLOCK_ROW, row);
    form_values_set_text(values, VALUE_SPARE_NUMBER, spares);
    add_tag(sequence, &body, ROLE_TD);
    return body;
}

static struct form_body make_head(const struct form_sequence *sequence)
{
    return form_blocks_row(&sequence->blocks, BLOCK_HEAD, NULL);
}

/* Makes the band of the group where a page goes on with it; it may have none. */
static struct form_body make_again(const struct form_sequence *sequence)
{
    const struct form_group *group = &source_of(sequence)->form->group;
    if (!sequence->is_named || !group->again.count)
        return (struct form_body){.kind = BLOCK_BAND};
    return form_blocks_band(&sequence->blocks, &group->band, &group->again,
                            row_at(sequence, sequence->group));
}

static struct form_body make_band(struct form_sequence *sequence, const struct form_band *band,
                                  const struct form_row *row)
{
    struct form_body body = form_blocks_band(&sequence->blocks, band, &band->words, row);
    add_tag(sequence, &body, band->look.tag.role);
    return body;
}

void form_sequence_again(struct form_sequence *sequence, struct form_body *head,
                         struct form_body *band)
{
    bool in_group = sequence->stage == STAGE_ROWS || sequence->stage == STAGE_SUBTOTAL;
    show_counts(sequence, &sequence->counts);
    *head = make_head(sequence);
    *band = (struct form_body){.kind = BLOCK_BAND};
    if (sequence->stage < STAGE_BAND || sequence->stage > STAGE_SUBTOTAL)
        return;
    show_counts(sequence, &sequence->group_counts);
    if (in_group)
        *band = make_again(sequence);
}

/* Makes the block of a group's band; rows above all groups that have a name, such as those of a
 * list without groups, have none: returns false then. */
static bool make_group_band(struct form_sequence *sequence, struct form_body *body)
{
    const struct form_band *band = &source_of(sequence)->form->group.band;
    *body = form_blocks_band(&sequence->blocks, band, &band->words,
                             row_at(sequence, sequence->group));
    sequence->is_named = body->cells->count || sequence->n;
    if (sequence->is_named)
        add_tag(sequence, body, band->look.tag.role);
    return sequence->is_named;
}

/* Makes the block where the sequence stands, if it is not left out, and says whose look it has
 * and, in `*row`, whom it is about. */
static const struct element *make_block(struct form_sequence *sequence, struct form_body *body,
                                        const struct form_row **row)
{
    const struct form *form = source_of(sequence)->form;
    const struct form_block *text;
    *row = NULL;
    switch (sequence->stage) {
    case STAGE_HEADINGS:
    case STAGE_CLOSINGS:
        text = sequence->stage == STAGE_HEADINGS ? &form->headings[sequence->index]
                                                 : &form->closings[sequence->index];
        *body = form_blocks_text(&sequence->blocks, text,
                                 row_at(sequence, sequence->chapter.first));
        return &text->look;
    case STAGE_HEAD:
        *body = make_head(sequence);
        add_tag(sequence, body, ROLE_TH);
        return &form->columns[0].look;
    case STAGE_BAND:
        *row = row_at(sequence, sequence->group);
        return make_group_band(sequence, body) ? &form->group.band.look : NULL;
    case STAGE_SUBTOTAL:
        *row = row_at(sequence, sequence->group);
        *body = make_band(sequence, &form->subtotal, *row);
        return &form->subtotal.look;
    case STAGE_TOTAL:
        *row = row_at(sequence, sequence->chapter.first);
        *body = make_band(sequence, &form->total, *row);
        return &form->total.look;
    case STAGE_ROWS:
        *row = row_at(sequence, sequence->index);
        break;
    case STAGE_EMPTY:
    case STAGE_END:
        break;
    }
    *body = make_row(sequence, *row);
    return &form->columns[0].look;
}

/* Measures what stands again above the block that is made, where a page begins with it. */
static double measure_head(struct form_sequence *sequence, const struct form_body *body)
{
    if (sequence->stage == STAGE_HEAD)
        sequence->head = body->height;
    if (sequence->stage == STAGE_ROWS && sequence->index == sequence->group)
        sequence->again = make_again(sequence).height;
    if (body->kind == BLOCK_HEAD || body->kind == BLOCK_TEXT)
        return 0;
    bool in_group = sequence->stage == STAGE_ROWS || sequence->stage == STAGE_SUBTOTAL;
    return sequence->head + (in_group ? sequence->again : 0);
}

static void check_height(const struct form_sequence *sequence, const struct flow_block *flow,
                         const struct element *look, const struct form_row *row)
{
    const struct form_sheet *sheet = &source_of(sequence)->form->sheet;
    if (flow->height + flow->head <= sheet->page.height - sheet->top - sheet->bottom)
        return;
    report_add(sequence->blocks.findings, LEVEL_ERROR,
               form_blocks_place(&sequence->blocks, look, row), "form-row-high",
               "it is higher than a page.");
    report_advise(sequence->blocks.findings,
                  "Make columns wider or letters smaller, or shorten the text.");
}

/* Steps behind the block that is made. Returns whether it stays on the page of the next one:
 * what heads something does, and what a sum or a closing text follows. */
static bool step(struct form_sequence *sequence)
{
    bool heads = sequence->stage < STAGE_ROWS;
    sequence->index++;
    settle(sequence);
    return heads || sequence->stage == STAGE_SUBTOTAL || sequence->stage == STAGE_TOTAL ||
           sequence->stage == STAGE_CLOSINGS;
}

void form_sequence_next(struct form_sequence *sequence, struct form_body *body,
                        struct flow_block *flow)
{
    const struct form_row *row;
    const struct element *look = make_block(sequence, body, &row);
    if (!look) {
        step(sequence);
        look = make_block(sequence, body, &row);
    }
    *flow = (struct flow_block){.height = body->height,
                                .space = body->kind == BLOCK_HEAD
                                             ? source_of(sequence)->form->table.space
                                         : body->text ? body->text->space
                                                      : 0,
                                .head = measure_head(sequence, body)};
    check_height(sequence, flow, look, row);
    flow->keep = step(sequence);
}
