
#include "font/font_find.h"

#include "base/buf.h"
#include "base/mem.h"
#include "font/font_names.h"
#include "font/font_package.h"
#include "lang/script.h"

#include <dirent.h>
#include <fontconfig/fontconfig.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
    PROJECT, /* the first place to look */
    SYSTEM,
    PLACES,
    DEPTH = 8,         /* folders within folders; ends the rounds of symbolic links */
    NAME_SIZE = 256,   /* of a family or a style; a longer one is nobody's */
    FILES_MAX = 10000, /* in a folder and those within it */
};

struct font_find {
    FcFontSet *sets[PLACES];
    const char *folder;    /* the project's; lent; NULL: none */
    struct buf unreadable; /* the first file in it that is a font by its name alone */
    bool crowded;          /* it holds too many files */
    bool unconfigured;     /* fontconfig knows of no folder */
};

/* Says whether the texts are alike but for letter case, in any locale. */
static bool equal(const char *left, const char *right)
{
    return !FcStrCmpIgnoreCase((const FcChar8 *)left, (const FcChar8 *)right);
}

/* ---- gathering -------------------------------------------------------------------------- */

static bool is_font_name(const char *name)
{
    const char *end = strrchr(name, '.');
    return end && (equal(end, ".ttf") || equal(end, ".otf") || equal(end, ".ttc") ||
                   equal(end, ".otc"));
}

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int by_name(const struct dirent **left, const struct dirent **right)
{
    return strcmp((*left)->d_name, (*right)->d_name);
}

/* A walk through a folder and those within it. */
struct walk {
    FcFontSet *set;
    size_t left;            /* files that may still come */
    struct buf *unreadable; /* NULL: nobody asks */
};

static void gather_file(struct walk *walk, const char *path)
{
    unsigned count =
        FcFreeTypeQueryAll((const FcChar8 *)path, UINT32_MAX, NULL, NULL, walk->set);
    if (!count && walk->unreadable && !walk->unreadable->size)
        buf_puts(walk->unreadable, path);
}

/* Opens nothing that is a pipe or a device, whatever its name. */
static void gather_files(struct walk *walk, const char *folder, int depth)
{
    struct dirent **entries = NULL;
    int count = depth && walk->left ? scandir(folder, &entries, is_visible, by_name) : 0;
    for (int i = 0; i < count; i++) {
        struct buf path = {0};
        struct stat status;
        buf_printf(&path, "%s/%s", folder, entries[i]->d_name);
        bool known = walk->left && stat(path.data, &status) == 0;
        walk->left -= walk->left > 0;
        if (known && S_ISDIR(status.st_mode))
            gather_files(walk, path.data, depth - 1);
        else if (known && S_ISREG(status.st_mode) && is_font_name(entries[i]->d_name))
            gather_file(walk, path.data);
        buf_free(&path);
        free(entries[i]);
    }
    free(entries);
}

/* Reads fontconfig's caches itself: FcConfigBuildFonts would write stale ones anew, and
 * complain on stderr where it may not. */
static void gather_system(FcFontSet *set, FcConfig *config, const char *folder, int depth)
{
    FcCache *cache = depth ? FcDirCacheLoad((const FcChar8 *)folder, config, NULL) : NULL;
    if (!cache) {
        gather_files(&(struct walk){.set = set, .left = FILES_MAX}, folder, depth);
        return;
    }
    FcFontSet *cached = FcCacheCopySet(cache);
    for (int i = 0; cached && i < cached->nfont; i++) {
        FcPatternReference(cached->fonts[i]);
        FcFontSetAdd(set, cached->fonts[i]);
    }
    if (cached)
        FcFontSetDestroy(cached);
    for (int i = 0; i < FcCacheNumSubdir(cache); i++)
        gather_system(set, config, (const char *)FcCacheSubdir(cache, i), depth - 1);
    FcDirCacheUnload(cache);
}

/* Returns whether fontconfig knows of a folder: where its file is missing or cannot be read, it
 * reports success and knows none. */
static bool gather_configured(FcFontSet *set)
{
    FcConfig *config = FcConfigCreate();
    bool known = false;
    if (config && FcConfigParseAndLoad(config, NULL, FcFalse)) {
        FcStrList *folders = FcConfigGetFontDirs(config);
        for (const FcChar8 *folder; folders && (folder = FcStrListNext(folders));) {
            gather_system(set, config, (const char *)folder, DEPTH);
            known = true;
        }
        if (folders)
            FcStrListDone(folders);
    }
    if (config)
        FcConfigDestroy(config);
    return known;
}

struct font_find *font_find_new(const char *folder)
{
    struct font_find *find = mem_new(1, sizeof *find);
    for (size_t i = 0; i < PLACES; i++)
        if (!(find->sets[i] = FcFontSetCreate()))
            mem_exhausted();
    struct walk walk = {find->sets[PROJECT], FILES_MAX, &find->unreadable};
    find->folder = folder;
    if (folder)
        gather_files(&walk, folder, DEPTH);
    find->crowded = !walk.left;
    find->unconfigured = !gather_configured(find->sets[SYSTEM]);
    return find;
}

void font_find_free(struct font_find *find)
{
    if (!find)
        return;
    for (size_t i = 0; i < PLACES; i++)
        FcFontSetDestroy(find->sets[i]);
    buf_free(&find->unreadable);
    free(find);
}

/* ---- reading patterns ------------------------------------------------------------------- */

static const char *text_of(const FcPattern *pattern, const char *object, int i)
{
    FcChar8 *text;
    bool found = FcPatternGetString(pattern, object, i, &text) == FcResultMatch;
    return found ? (const char *)text : NULL;
}

static bool flag_of(const FcPattern *pattern, const char *object)
{
    FcBool flag;
    return FcPatternGetBool(pattern, object, 0, &flag) == FcResultMatch && flag == FcTrue;
}

static int index_of(const FcPattern *pattern)
{
    int index;
    return FcPatternGetInteger(pattern, FC_INDEX, 0, &index) == FcResultMatch ? index : 0;
}

/* Says whether PDF can embed the face. Named instances of variable fonts do not call
 * themselves variable, but have their number in the upper half of the index. */
static bool is_usable(const FcPattern *pattern)
{
    const char *format = text_of(pattern, FC_FONTFORMAT, 0);
    return format && (!strcmp(format, "TrueType") || !strcmp(format, "CFF")) &&
           flag_of(pattern, FC_SCALABLE) && !flag_of(pattern, FC_VARIABLE) &&
           index_of(pattern) >= 0 && index_of(pattern) <= UINT16_MAX &&
           text_of(pattern, FC_FILE, 0);
}

static bool has_kazakh(const FcPattern *pattern)
{
    enum { FIRST = 0x400, LAST = 0x52F }; /* of Cyrillic */
    FcCharSet *letters;
    if (FcPatternGetCharSet(pattern, FC_CHARSET, 0, &letters) != FcResultMatch)
        return false;
    for (FcChar32 letter = FIRST; letter <= LAST; letter++)
        if (script_in_kazakh(letter) && !FcCharSetHasChar(letters, letter))
            return false;
    return true;
}

/* ---- comparing names -------------------------------------------------------------------- */

#define BLANKS " \t\r\n"

static bool squeeze(const char *text, char out[NAME_SIZE])
{
    size_t size = 0;
    for (; *text; text++) {
        if (strchr(BLANKS, *text))
            continue;
        if (size + 1 == NAME_SIZE)
            return false;
        out[size++] = *text;
    }
    out[size] = '\0';
    return size > 0;
}

/* Says whether their first letters tell two names apart, as they mostly do: letters of ASCII
 * that are not one but for letter case. */
static bool begin_apart(const char *left, const char *right)
{
    enum { CASE = 'a' - 'A', LAST = 0x7F };
    unsigned char a = (unsigned char)left[strspn(left, BLANKS)];
    unsigned char b = (unsigned char)right[strspn(right, BLANKS)];
    return a <= LAST && b <= LAST && (a | CASE) != (b | CASE);
}

static bool same_name(const char *left, const char *right)
{
    char a[NAME_SIZE], b[NAME_SIZE];
    return !begin_apart(left, right) && squeeze(left, a) && squeeze(right, b) && equal(a, b);
}

/* Reduces a squeezed style to its common name: "BookOblique" to "Italic". */
static void plain_style(char style[NAME_SIZE])
{
    static const struct {
        const char *name, *plain;
    } styles[] = {
        {"Book", "Regular"},      {"Normal", "Regular"},      {"Roman", "Regular"},
        {"BookItalic", "Italic"}, {"NormalItalic", "Italic"}, {"RegularItalic", "Italic"},
    };
    size_t size = strlen(style), tail = strlen("Oblique");
    if (size >= tail && equal(style + size - tail, "Oblique"))
        memcpy(style + size - tail, "Italic", sizeof "Italic");
    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
        if (equal(style, styles[i].name)) {
            memcpy(style, styles[i].plain, strlen(styles[i].plain) + 1);
            return;
        }
}

static bool same_style(const char *left, const char *right)
{
    char a[NAME_SIZE], b[NAME_SIZE];
    if (!squeeze(left, a) || !squeeze(right, b))
        return false;
    plain_style(a);
    plain_style(b);
    return equal(a, b);
}

/* ---- looking up ------------------------------------------------------------------------- */

/* Returns how many of the names before the i-th are of the same language. */
static int rank(const FcPattern *pattern, const char *lang_object, int i)
{
    const char *lang = text_of(pattern, lang_object, i), *other;
    int before = 0;
    for (int j = 0; lang && j < i && (other = text_of(pattern, lang_object, j)); j++)
        before += !strcmp(lang, other);
    return before;
}

static bool is_last(const FcPattern *pattern, const char *lang_object, int i)
{
    const char *lang = text_of(pattern, lang_object, i), *other;
    for (int j = i + 1; lang && (other = text_of(pattern, lang_object, j)); j++)
        if (!strcmp(lang, other))
            return false;
    return true;
}

/* Says whether the face calls itself `style` in a family called `family`. A face may have
 * two pairs of names, as "Noto Serif" + "Black" and "Noto Serif Black" + "Regular"; it is
 * not to be found as "Noto Serif" + "Regular". The lists are in one order; a style that
 * both pairs share stands there once. */
static bool is_called(const FcPattern *pattern, const char *family, const char *style,
                      bool (*same)(const char *, const char *))
{
    const char *name;
    for (int i = 0; (name = text_of(pattern, FC_FAMILY, i)); i++) {
        if (!same_name(name, family))
            continue;
        int wanted = rank(pattern, FC_FAMILYLANG, i);
        for (int j = 0; (name = text_of(pattern, FC_STYLE, j)); j++) {
            int found = rank(pattern, FC_STYLELANG, j);
            bool paired =
                found == wanted || (found < wanted && is_last(pattern, FC_STYLELANG, j));
            if (paired && same(name, style))
                return true;
        }
    }
    return false;
}

static bool is_of_family(const FcPattern *pattern, const char *family)
{
    const char *name;
    for (int i = 0; (name = text_of(pattern, FC_FAMILY, i)); i++)
        if (same_name(name, family))
            return true;
    return false;
}

/* Says whether `a` is the better of two faces of one name: of two versions of a family the
 * one that can write Kazakh, else the first by path, so that every run takes the same. */
static bool is_better(const FcPattern *a, const FcPattern *b)
{
    bool kazakh = has_kazakh(a);
    if (kazakh != has_kazakh(b))
        return kazakh;
    int order = strcmp(text_of(a, FC_FILE, 0), text_of(b, FC_FILE, 0));
    return order ? order < 0 : index_of(a) < index_of(b);
}

static const FcPattern *look_up(const FcFontSet *set, const char *family, const char *style,
                                bool (*same)(const char *, const char *))
{
    const FcPattern *best = NULL;
    for (int i = 0; i < set->nfont; i++) {
        const FcPattern *pattern = set->fonts[i];
        if (is_called(pattern, family, style, same) && is_usable(pattern) &&
            (!best || is_better(pattern, best)))
            best = pattern;
    }
    return best;
}

/* ---- explaining ------------------------------------------------------------------------- */

/* What is here that might have been meant. */
struct available {
    struct font_names families, kazakh, styles;
    bool unusable; /* the family is here, in a form that cannot be embedded */
};

static void take_stock(const struct font_find *find, const char *family,
                       struct available *available)
{
    for (size_t place = 0; place < PLACES; place++)
        for (int i = 0; i < find->sets[place]->nfont; i++) {
            const FcPattern *pattern = find->sets[place]->fonts[i];
            const char *name = text_of(pattern, FC_FAMILY, 0);
            const char *style = text_of(pattern, FC_STYLE, 0);
            bool wanted = is_of_family(pattern, family);
            if (!is_usable(pattern)) {
                available->unusable |= wanted;
                continue;
            }
            if (name)
                font_names_add(&available->families, name);
            if (name && has_kazakh(pattern))
                font_names_add(&available->kazakh, name);
            if (style && wanted)
                font_names_add(&available->styles, style);
        }
    font_names_sort(&available->families);
    font_names_sort(&available->kazakh);
    font_names_sort(&available->styles);
}

static const struct font_package *package_of(const char *family)
{
    const struct font_package *package;
    for (size_t i = 0; (package = font_package_at(i)); i++)
        if (same_name(package->family, family))
            break;
    return package;
}

/* Names the free family of the same widths; says whether there is one. */
static bool advise_twin(const char *family, struct error *err)
{
    const struct font_twin *twin;
    for (size_t i = 0; (twin = font_twin_at(i)); i++)
        if (same_name(twin->family, family))
            break;
    if (twin && twin->kazakh)
        error_advise(err, "«%s» has the same widths; it is in the package %s.", twin->twin,
                     twin->package);
    else if (twin)
        error_advise(err,
                     "«%s» of the package %s has the same widths, but not the Kazakh letters; "
                     "«PT Serif» of the package fonts-paratype has them.",
                     twin->twin, twin->package);
    return twin != NULL;
}

/* Says what could stand in for a family that is missing. */
static void advise_other(const char *family, const struct available *available,
                         struct error *err)
{
    const struct font_package *package = package_of(family);
    if (advise_twin(family, err))
        return;
    if (package)
        error_advise(err, "Install the package %s.", package->package);
    else
        font_names_advise(available->unusable ? NULL : family, &available->families,
                          &available->kazakh, err);
}

static void advise_style(const char *family, struct error *err)
{
    const struct font_package *package = package_of(family);
    if (package && package->styles)
        error_advise(err, "More of them are in the package %s.", package->styles);
}

/* Says what hides a family that may be there; false: nothing. */
static bool advise_repair(const struct font_find *find, struct error *err)
{
    if (find->unreadable.size)
        error_advise(err, "«%s» is damaged or not a font; if it is a font, get it again.",
                     find->unreadable.data);
    else if (find->unconfigured)
        error_advise(err, "The system's fonts are not known: fontconfig's configuration is "
                          "missing, damaged or names no folder; `fc-list` shows what it says.");
    return find->unreadable.size || find->unconfigured;
}

static bool explain(const struct font_find *find, const char *family, const char *style,
                    struct error *err)
{
    struct available available = {0};
    struct buf styles = {0};
    take_stock(find, family, &available);
    font_names_print(&available.styles, &styles);
    if (available.styles.count)
        error_set(err, "font-style-missing",
                  "the font family «%s» has no style «%s»; its styles are %s.", family, style,
                  buf_text(&styles));
    else if (available.unusable)
        error_set(err, "font-unusable",
                  "the font family «%s» is here only as a variable, bitmap or Type 1 font, "
                  "which cannot be used.",
                  family);
    else
        error_set(err, "font-family-missing", "the font family «%s» is not on this computer.",
                  family);
    if (!advise_repair(find, err)) {
        if (available.styles.count)
            advise_style(family, err);
        else
            advise_other(family, &available, err);
    }
    buf_free(&styles);
    free(available.families.list);
    free(available.kazakh.list);
    free(available.styles.list);
    return false;
}

static bool fail_of_crowd(const struct font_find *find, struct error *err)
{
    return error_set(err, "fonts-too-many",
                     "the folder of fonts, «%s», holds more than %d files; name one that holds "
                     "nothing but the fonts of your templates.",
                     find->folder, (int)FILES_MAX);
}

bool font_find_get(const struct font_find *find, const char *family, const char *style,
                   struct arena *arena, struct font_file *file, struct error *err)
{
    const FcPattern *found = NULL;
    if (find->crowded)
        return fail_of_crowd(find, err);
    for (size_t place = 0; !found && place < PLACES; place++) {
        found = look_up(find->sets[place], family, style, same_name);
        if (!found)
            found = look_up(find->sets[place], family, style, same_style);
    }
    if (!found)
        return explain(find, family, style, err);
    file->path = arena_text(arena, text_of(found, FC_FILE, 0));
    file->index = (unsigned)index_of(found);
    return true;
}
