#include "bind/row_gender.h"

#include "base/arena.h"
#include "lang/name_gender.h"

/* What shows a person's gender. */
struct shown_gender {
    enum gender gender;
    const struct gender_text *by; /* NULL: the column of the gender */
};

/* Two texts of a row are of different genders. */
static bool fail_contradiction(const struct row_gender *row, const struct russian *russian,
                               const struct shown_gender *shown, const struct gender_text *clue,
                               struct error *err)
{
    struct arena arena = {0};
    const char *word = russian_gender_word(russian, &arena, clue->text, clue->part);
    bool man = shown->gender == GENDER_FEMALE;
    if (shown->by) {
        const char *other =
            russian_gender_word(russian, &arena, shown->by->text, shown->by->part);
        error_set(err, "gender-contradicts",
                  "«%s» is the name of a man, but «%s» is that of a woman.", man ? word : other,
                  man ? other : word);
    } else if (man) {
        error_set(err, "gender-contradicts",
                  "the gender is «%s», but «%s» is the name of a man.", row->stated, word);
    } else {
        error_set(err, "gender-contradicts",
                  "the gender is «%s», but «%s» is the name of a woman.", row->stated, word);
    }
    arena_free(&arena);
    return error_advise(err, "Correct whichever is wrong.");
}

/* Looks at the column and at all names, which must agree; GENDER_UNKNOWN if nothing shows it.
 */
static bool look(const struct row_gender *row, const struct lang *grammar, const char *text,
                 enum gender *gender, struct error *err)
{
    const struct gender_text own = {text, NAME_FULL};
    struct shown_gender shown = {GENDER_UNKNOWN, NULL};
    if (*row->stated && !gender_read(grammar->words, row->stated, &shown.gender)) {
        error_set(err, "gender-unknown", "the gender «%s» is not understood.", row->stated);
        return error_advise(err, "Write m or f.");
    }
    for (size_t i = 0; i <= row->clue_count; i++) {
        const struct gender_text *clue = i < row->clue_count ? &row->clues[i] : &own;
        enum gender seen = russian_gender(grammar->russian, clue->text, clue->part);
        if (shown.gender && seen && seen != shown.gender)
            return fail_contradiction(row, grammar->russian, &shown, clue, err);
        if (seen && !shown.gender)
            shown = (struct shown_gender){seen, clue};
    }
    *gender = shown.gender;
    return true;
}

/* Says what all names show together, the text itself with them. */
static enum gender look_together(const struct row_gender *row, const struct lang *grammar,
                                 const char *text)
{
    struct arena arena = {0};
    const char **texts = arena_new(&arena, row->clue_count + 1, sizeof *texts);
    for (size_t i = 0; i < row->clue_count; i++)
        texts[i] = row->clues[i].text;
    texts[row->clue_count] = text;
    enum gender gender = name_gender_shown(grammar, texts, row->clue_count + 1);
    arena_free(&arena);
    return gender;
}

bool row_gender_find(const struct row_gender *row, const struct lang *grammar, const char *text,
                     enum gender *gender, struct error *err)
{
    if (!look(row, grammar, text, gender, err))
        return false;
    if (!*gender)
        *gender = look_together(row, grammar, text);
    if (*gender)
        return true;
    error_set(err, "gender-missing",
              "the names alone do not say for certain whether this is a man or a woman.");
    return error_advise(err,
                        "Write m or f into a column «%s» of the list, or fill in a patronymic.",
                        row->heading);
}
