#include "lang/note.h"

#include "base/message.h"

#include <string.h>

/* The sentences are gettext's msgids. */
static const struct note notes[] = {
    /* Kazakh */
    {"i", "form-final-i",
     N_("this became «%s»; usage differs for a final -и: ask how the person writes it.")},
    {"ae", "form-last-ae",
     N_("this became «%s»; authors and readers disagree on ға and ге for names with ә in the "
        "last syllable.")},
    {"ic", "form-closed-i",
     N_("this became «%s»; usage differs for a closed syllable with и.")},
    {"ov", "form-surname-ov",
     N_("this became «%s»; usage differs for this surname in -ов, -ев: its root is front, and "
        "both -ке and -қа are seen.")},
    {"k", "form-final-k",
     N_("this became «%s»; usage differs for a final -к or -г after a back vowel.")},
    {"sk", "form-final-sk",
     N_("this became «%s»; usage differs for a final -ск: дискке and дискіге are both seen.")},
    {"back-soft", "form-back-soft",
     N_("this became «%s»; usage differs for a final -ь after a back vowel.")},
    {"uly", "form-inherited-uly",
     N_("this became «%s»; as a patronymic it takes -на, as an inherited surname in -құлы "
        "-ға.")},
    {"abbr", "form-abbreviation",
     N_("this became «%s»; the harmony of an abbreviation depends on how it is read.")},
    {"own", "form-possessive",
     N_("this became «%s»; its ending may or may not be the possessive -ы, -і, and the forms "
        "differ.")},
    /* Russian */
    {"soft", "form-women-soft",
     N_("this became «%s»; usage differs for women's names in -ь: most stay as they are, some "
        "decline (Асель, Асели).")},
    {"iya", "form-iya",
     N_("this became «%s»; usage differs for names in -ия: Мария has Марии, but a stress on "
        "the last syllable gives Алие.")},
    {"last", "form-surname",
     N_("this became «%s»; usage differs for this surname: ask how its bearer writes it.")},
    {"city", "form-city",
     N_("this became «%s»; usage differs: some leave the name of the place as it is after "
        "«город».")},
    {"noun", "form-noun",
     N_("this became «%s»; the noun is not in our lists: check whether it loses a vowel or "
        "stays as it is.")},
    {"woman", "form-surname-woman",
     N_("this became «%s»; the surname is that of a woman, the rest that of a man.")},
    {"man", "form-surname-man",
     N_("this became «%s»; the surname is that of a man, the rest that of a woman.")},
    {"names", "form-several-names",
     N_("this became «%s»; there are several names and no patronymic, and some of them may "
        "stay as they are.")},
    {"parts", "form-parts",
     N_("this became «%s»; there are several names and no patronymic, so it is not certain "
        "which of them is the surname.")},
    {"bare", "form-bare-names",
     N_("this became «%s»; the first of the two names was taken for the surname: exchange them "
        "in the list if it is the given name.")},
    {"order", "form-surname-order",
     N_("this became «%s»; it is not certain which word is the surname, and the form depends "
        "on it.")},
};

const struct note *note_at(size_t index)
{
    return index < sizeof notes / sizeof *notes ? &notes[index] : NULL;
}

const struct note *note_find(const char *name)
{
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++)
        if (strcmp(notes[i].name, name) == 0)
            return &notes[i];
    return NULL;
}
