#include "issue/sealing.h"

#include "base/mem.h"
#include "lang/date_words.h"
#include "seal/seal.h"

#include <stdlib.h>

enum { EPOCH_YEAR = 1970 };

struct sealing {
    const struct binding *binding;
    struct seal_key *key; /* NULL: the template has no seal */
};

static const struct element *find_seal(const struct template *template)
{
    for (size_t i = 0; i < template->element_count; i++)
        if (template->elements[i].kind == ELEMENT_SEAL)
            return &template->elements[i];
    return NULL;
}

static struct seal_key *get_key(const struct sealing_source *source,
                                const struct template *template, const struct element *seal,
                                struct error *err)
{
    struct place place = {.file = template->path, .line = seal->line, .section = seal->section};
    if (source->key_path)
        return seal_key_open_private(source->key_path, err);
    if (!source->needed)
        return seal_key_new(err);
    error_set(err, "seal-key-needed", "--seal-key FILE is missing: the key that seals.");
    error_advise(err, "`kualik seal-key` makes one.");
    error_at(err, place);
    return NULL;
}

struct sealing *sealing_open(const struct sealing_source *source, const struct binding *binding,
                             struct report *findings)
{
    const struct template *template = binding->template;
    const struct element *seal = find_seal(template);
    struct sealing *sealing = mem_new(1, sizeof *sealing);
    struct error err;
    sealing->binding = binding;
    if (!seal && !source->key_path)
        return sealing;
    if (!seal) {
        error_set(&err, "template-seal-missing",
                  "There is no [seal] section, so --seal-key has nothing to seal.");
        error_advise(&err, "Write one, or leave --seal-key out.");
        error_at(&err, (struct place){.file = template->path});
    } else {
        sealing->key = get_key(source, template, seal, &err);
    }
    if (sealing->key)
        return sealing;
    report_add_error(findings, LEVEL_ERROR, (struct place){0}, &err);
    free(sealing);
    return NULL;
}

void sealing_close(struct sealing *sealing)
{
    if (!sealing)
        return;
    seal_key_free(sealing->key);
    free(sealing);
}

static bool read_date(const struct sealing *sealing, const char *text, struct date *date,
                      struct error *err)
{
    struct dates dates;
    if (!date_words_read(sealing->binding->grammar->words, text, &dates, err))
        return false;
    *date = dates.to;
    if (date->year >= EPOCH_YEAR)
        return true;
    error_set(err, "seal-date-early", "the seal cannot say a day before 1970, but «%s» is.",
              text);
    return error_advise(err, "Correct the date.");
}

static bool read_claims(const struct sealing *sealing, const struct card_element *bound,
                        struct seal_claims *claims, struct error *err)
{
    const char **texts = bound->claims;
    *claims = (struct seal_claims){
        .number = texts[SEAL_NUMBER],
        .name_kk = texts[SEAL_NAME_KK],
        .name_ru = texts[SEAL_NAME_RU],
        .event = texts[SEAL_EVENT],
    };
    return read_date(sealing, texts[SEAL_DATE], &claims->date, err);
}

bool sealing_digest(const struct sealing *sealing, const struct card *card,
                    struct digest *digest)
{
    const struct template *template = sealing->binding->template;
    struct seal_claims claims;
    struct error unsaid;
    const struct element *seal = find_seal(template);
    bool read = seal && read_claims(sealing, &card->elements[seal - template->elements],
                                    &claims, &unsaid);
    if (read)
        *digest = seal_digest(&claims);
    return read;
}

static bool seal_element(const struct sealing *sealing, struct card_element *bound,
                         struct arena *arena, const char **key, struct error *err)
{
    struct seal_claims claims;
    struct buf text = {0};
    *key = "date";
    bool made = read_claims(sealing, bound, &claims, err);
    if (made) {
        *key = NULL;
        made = seal_make(sealing->key, bound->content.text, &claims, &text, err);
    }
    bound->seal = arena_text(arena, buf_text(&text));
    buf_free(&text);
    return made;
}

bool sealing_seal(const struct sealing *sealing, const struct card *card, struct arena *arena,
                  struct report *findings)
{
    const struct template *template = sealing->binding->template;
    bool sealed = true;
    for (size_t i = 0; sealing->key && i < template->element_count; i++) {
        struct error err;
        struct place place = card->place;
        if (template->elements[i].kind != ELEMENT_SEAL)
            continue;
        place.section = template->elements[i].section;
        if (seal_element(sealing, &card->elements[i], arena, &place.key, &err))
            continue;
        report_add_error(findings, LEVEL_ERROR, place, &err);
        sealed = false;
    }
    return sealed;
}
