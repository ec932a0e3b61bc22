#include "issue/certificate_data.h"

#include "base/calendar.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { VERSION = 1 };

struct certificate_data {
    const struct binding *binding;
    const char *program;
    struct date issued;
    struct arena arena; /* holds the texts of … */
    struct card fixed;  /* … what is the same for every row */
};

struct certificate_data *certificate_data_new(const struct binding *binding,
                                              const char *program, int64_t time, int offset)
{
    if (!binding->template->embed)
        return NULL;
    struct certificate_data *data = mem_new(1, sizeof *data);
    struct report told = {0}; /* when they were laid out */
    data->binding = binding;
    data->program = program;
    data->issued = calendar_time(time, offset).date;
    card_bind_fixed(binding, &data->arena, &data->fixed, &told);
    report_free(&told);
    return data;
}

void certificate_data_free(struct certificate_data *data)
{
    if (!data)
        return;
    arena_free(&data->arena);
    free(data);
}

static void put_template(const struct template *template, struct buf *line)
{
    char digest[DIGEST_HEX_SIZE];
    struct buf object = {0};
    digest_hex(&template->digest, digest);
    json_text(&object, "file", template_name(template));
    json_text(&object, "sha256", digest);
    json_object_member(line, "template", &object);
    buf_free(&object);
}

static void put_day(const struct date *date, struct buf *line)
{
    char text[32];
    snprintf(text, sizeof text, "%04d-%02d-%02d", date->year, date->month, date->day);
    json_text(line, "issued", text);
}

/* Adds the facts that come from the list, or those that the template defines. */
static void put_facts(const struct binding *binding, const struct card *card,
                      enum source source, const char *key, struct buf *line)
{
    struct buf object = {0};
    for (size_t i = 0; i < binding->fact_count; i++)
        if (binding->facts[i]->source == source)
            json_text(&object, binding->facts[i]->text, card->facts[i]);
    json_object_member(line, key, &object);
    buf_free(&object);
}

/* Adds the texts as they stand on the pages, so with the names in the cases that they take. */
static void put_texts(const struct certificate_data *data, const struct card *card,
                      struct buf *line)
{
    const struct template *template = data->binding->template;
    struct buf list = {0}, object = {0};
    for (size_t i = 0; i < template->element_count; i++) {
        const struct element *element = &template->elements[i];
        const struct card *bound = data->binding->fixed[i] ? &data->fixed : card;
        if (element->kind != ELEMENT_TEXT || !bound->elements[i].content.size)
            continue;
        buf_clear(&object);
        json_text(&object, "element", element->name);
        json_text(&object, "lang", template_lang(template, element));
        json_text(&object, "text", bound->elements[i].content.text);
        json_list_add(&list, &object);
    }
    json_list(line, "texts", &list);
    buf_free(&list);
    buf_free(&object);
}

static void put_card(const struct certificate_data *data, const struct card *card,
                     struct buf *line)
{
    const struct binding *binding = data->binding;
    json_text(line, "format", "kualik-certificate");
    json_count(line, "version", VERSION);
    json_text(line, "program", data->program);
    put_template(binding->template, line);
    put_day(&data->issued, line);
    if (*card->number)
        json_text(line, "number", card->number);
    if (binding->template->registry.given)
        json_text(line, "event", binding->template->registry.event);
    json_text(line, "title", card->title);
    put_facts(binding, card, SOURCE_COLUMN, "row", line);
    put_facts(binding, card, SOURCE_DEFINE, "defined", line);
    put_texts(data, card, line);
    json_end(line);
}

void certificate_data_attach(const struct certificate_data *data, const struct card *card,
                             struct arena *arena, struct document *document)
{
    if (!data)
        return;
    struct buf line = {0};
    if (card)
        put_card(data, card, &line);
    struct attachment *attachment = arena_new(arena, 1, sizeof *attachment);
    const char *bytes = utf8_nfc(arena, buf_text(&line));
    *attachment = (struct attachment){
        .name = "certificate.json",
        .type = "application/json",
        .about = "Сертификаттың деректері / Данные сертификата",
        .bytes = {bytes, strlen(bytes)},
    };
    document->attachment = attachment;
    buf_free(&line);
}
