#include "base/sign_name.h"

#include "base/message.h"

#include <libintl.h>
#include <uniname.h>

/* Those that lists and templates have by mistake; each language has its own word for them. */
static const struct {
    uint32_t letter;
    const char *name;
} known_names[] = {
    {'!', N_("EXCLAMATION MARK")},
    {'&', N_("AMPERSAND")},
    {'*', N_("ASTERISK")},
    {'/', N_("SOLIDUS")},
    {'_', N_("LOW LINE")},
    {'`', N_("GRAVE ACCENT")},
    {0xA0, N_("NO-BREAK SPACE")},
    {0xAD, N_("SOFT HYPHEN")},
    {0xB4, N_("ACUTE ACCENT")},
    {0x301, N_("COMBINING ACUTE ACCENT")},
    {0x2002, N_("EN SPACE")},
    {0x2003, N_("EM SPACE")},
    {0x2007, N_("FIGURE SPACE")},
    {0x2009, N_("THIN SPACE")},
    {0x200B, N_("ZERO WIDTH SPACE")},
    {0x200C, N_("ZERO WIDTH NON-JOINER")},
    {0x200D, N_("ZERO WIDTH JOINER")},
    {0x200E, N_("LEFT-TO-RIGHT MARK")},
    {0x200F, N_("RIGHT-TO-LEFT MARK")},
    {0x2011, N_("NON-BREAKING HYPHEN")},
    {0x2013, N_("EN DASH")},
    {0x2014, N_("EM DASH")},
    {0x2028, N_("LINE SEPARATOR")},
    {0x202A, N_("LEFT-TO-RIGHT EMBEDDING")},
    {0x202B, N_("RIGHT-TO-LEFT EMBEDDING")},
    {0x202D, N_("LEFT-TO-RIGHT OVERRIDE")},
    {0x202E, N_("RIGHT-TO-LEFT OVERRIDE")},
    {0x202F, N_("NARROW NO-BREAK SPACE")},
    {0x2060, N_("WORD JOINER")},
    {0x2212, N_("MINUS SIGN")},
    {0xFEFF, N_("ZERO WIDTH NO-BREAK SPACE")},
};

static const char *known_name(uint32_t letter)
{
    for (size_t i = 0; i < sizeof known_names / sizeof *known_names; i++)
        if (known_names[i].letter == letter)
            return gettext(known_names[i].name);
    return NULL;
}

void sign_name_print(uint32_t letter, bool english, struct buf *out)
{
    char room[UNINAME_MAX];
    const char *name = known_name(letter);
    if (!name && english)
        name = unicode_character_name(letter, room);
    if (name)
        buf_printf(out, gettext("U+%04X %s"), (unsigned)letter, name);
    else
        buf_printf(out, "U+%04X", (unsigned)letter);
}
