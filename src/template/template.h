/* The template: an INI file that says what stands where on the pages. This module reads it,
 * checks all that can be checked without a list or a font, and tells every fault with its
 * line. templates/README.md, "Template reference", is the manual of the keys; the order of the
 * sections is the order of painting and of reading aloud. */
#ifndef KUALIK_TEMPLATE_H
#define KUALIK_TEMPLATE_H

#include "base/arena.h"
#include "base/hash.h"
#include "base/report.h"
#include "draw/ornament.h"
#include "page/geometry.h"
#include "page/role.h"
#include "template/number_pattern.h"
#include "template/pattern.h"
#include "template/value.h"

#include <stdbool.h>
#include <stddef.h>

/* [font NAME] family, style: a face and its bold and italic companions. */
struct template_font {
    const char *name;
    const char *family;
    const char *style; /* fontconfig's word for it: "Regular", "Light", "SemiBold" … */
    size_t line;
};

/* [page N]: a sheet side. */
struct template_page {
    double width, height; /* points, trimmed size */
    double bleed;         /* points beyond the trimmed edge, 0 without */
    struct color background;
    bool has_background;
    struct pattern image; /* file of the first of its elements, made from it; may be empty */
    size_t line;
};

enum align { ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT };
enum valign { VALIGN_TOP, VALIGN_MIDDLE, VALIGN_BOTTOM, VALIGN_BASELINE };

/* [text NAME], and how a signature looks. */
struct text_style {
    size_t font;        /* index into template.fonts */
    double size;        /* points */
    double least;       /* smallest size it may shrink to; equal to `size` if it may not */
    double line_height; /* points between baselines at `size`; shrinks with it */
    double tracking;    /* thousandths of an em */
    struct color color;
    enum align align;
    enum valign valign;
};

enum fit { FIT_CONTAIN, FIT_COVER, FIT_STRETCH };
enum qr_level { QR_L, QR_M, QR_Q, QR_H };

enum element_kind {
    ELEMENT_TEXT,
    ELEMENT_IMAGE,
    ELEMENT_LINE,
    ELEMENT_RECT,
    ELEMENT_GUILLOCHE,
    ELEMENT_ORNAMENT,
    ELEMENT_ROSETTE,
    ELEMENT_QR,
    ELEMENT_SEAL,
    ELEMENT_SIGNATURE,
};

/* What a seal says. */
enum seal_claim {
    SEAL_NUMBER,
    SEAL_NAME_KK,
    SEAL_NAME_RU,
    SEAL_DATE,
    SEAL_EVENT,
    SEAL_CLAIMS,
};

struct element {
    enum element_kind kind;
    bool ground;         /* image: that of its page, under all else */
    const char *section; /* "text name-kk"; "page 1" for a page's image */
    const char *name;    /* the section's own part: "name-kk"; "" for [signature] alone */
    const char *key;     /* that says what it shows, NULL: the usual one of its kind */
    size_t line;         /* of the section */
    size_t page;         /* index into template.pages */
    struct box box;      /* on the page */
    bool preprinted;     /* it is on sheets that are printed beforehand … */
    bool has_preprinted; /* … if that is said; else what is the same for every row is */
    struct tag tag;
    struct pattern alt;     /* alternative text, for figures and fields */
    const char *pair;       /* name shared by the two boxes of a pair, or NULL */
    struct text_style text; /* text, signature */
    struct pattern content; /* text: what to set; qr: what to encode; image: the file;
                               seal: the page that reads it;
                               signature: what it shows ({signer}, {time}), may be empty */
    struct pattern claims[SEAL_CLAIMS]; /* seal */
    enum fit fit;                       /* image */
    double stroke;      /* line, rect, ornament: line width in points, 0: none */
    struct color color; /* line, rect: stroke; qr, seal, ornament, rosette: ink */
    struct color fill;  /* rect */
    bool has_fill;
    double radius; /* rect: of its corners, points */
    double inset;  /* rect: a second, thinner line this far inside, 0: none */
    struct guilloche guilloche;
    enum band band;      /* ornament: its kind */
    double band_width;   /* ornament: points */
    enum qr_level level; /* qr, seal */
};

/* [columns] last_kk = Тегі */
struct template_column {
    const char *name;
    const char *heading; /* in the list */
    size_t line;
};

/* [define] name_kk = {last_kk} {first_kk}: a name for a pattern, used like a column. */
struct template_define {
    const char *name;
    struct pattern pattern;
    size_t pieces; /* with those of the definitions that it uses */
    size_t line;
};

/* [values] region_kk = Ақмола облысы, Ақтөбе облысы: all that a column may say. */
struct template_values {
    const char *name;
    const char **list;
    size_t count;
    size_t line;
};

enum alphabet { ALPHABET_KAZAKH, ALPHABET_RUSSIAN };

/* [register]: numbers are given out, and every certificate is registered. */
struct template_register {
    bool given;                   /* the template has this section */
    struct number_pattern number; /* its `text` is NULL: the list has the numbers */
    const char *event;
    const char **order; /* names by which new people are sorted; none: as in the list */
    size_t order_count;
    enum alphabet alphabet;
    size_t first, spares;
    const char **person; /* names that tell people apart; none: what `who` shows */
    size_t person_count;
    const char *duplicate; /* what {duplicate} says of a duplicate */
    size_t line;
};

/* [sign]: how far the signatures reach. */
struct template_sign {
    bool given;         /* the template has this section */
    bool leveled;       /* … and names the level; else that is B-T where `tsa` is named */
    unsigned level;     /* B-B, B-T, B-LT, B-LTA: 0 to 3 */
    const char *tsa;    /* address of the time-stamp authority, NULL: none */
    const char *policy; /* of its time-stamps, NULL: any */
    const char *trust;  /* file of the authorities that vouch for it, NULL: the system's */
    const char *chain;  /* file of certificates that may be missing in a chain, NULL: none */
    const char *lists;  /* file of revocation lists, NULL: none */
    unsigned plain;     /* 1: where the authority fails, sign without a time-stamp */
    size_t timeout;     /* seconds; 0: not said */
    unsigned detached;  /* 1: a signature of the whole file lies beside it, 0: none */
    size_t line;
};

struct template
{
    struct arena arena;  /* holds everything below */
    const char *path;    /* as the user gave it, for messages */
    const char *folder;  /* where the template stands: its files are looked up from here */
    struct pattern file; /* file name without .pdf */
    struct pattern title, author, subject, keywords;
    struct pattern who;    /* how messages call a row's person */
    const char *lang;      /* the document's */
    unsigned embed;        /* 1: the certificate carries its row as data, 0: it does not */
    const char **required; /* columns that may not be empty */
    size_t required_count;
    const char **optional; /* of a form: columns that a list may lack */
    size_t optional_count;
    struct template_font *fonts;
    size_t font_count;
    struct template_page *pages;
    size_t page_count;
    struct element *elements;
    size_t element_count;
    struct template_column *columns;
    size_t column_count;
    struct template_define *defines;
    size_t define_count;
    struct template_values *values;
    size_t value_count;
    struct template_register registry;
    struct template_sign sign;
    struct ini *ini;      /* as read, for template_line */
    struct digest digest; /* of the file's bytes */
};

/* Returns the name of the template's file, without its folder; lent. */
const char *template_name(const struct template *template);

/* Reads the template at `path`. Faults go to `findings`, all of them in one run. Returns what
 * could be read in spite of them, to look for more faults; NULL if nothing could. Release with
 * template_free. */
struct template *template_read(const char *path, struct report *findings);

/* Returns the line on which the key stands ("text name-kk", "size"), the section's own line
 * if the key is absent, or 0. */
size_t template_line(const struct template *template, const char *section, const char *key);

/* Returns the definition of that name, or NULL. */
const struct template_define *template_find_define(const struct template *template,
                                                   const char *name);

/* Returns the line of [columns] that gives a heading this name; NULL: there is none. */
const struct template_column *template_find_column(const struct template *template,
                                                   const char *name);

/* Says whether [columns] gives the heading a name. */
bool template_has_heading(const struct template *template, const char *heading);

/* Returns the language of what the element says: its own, or else the document's. */
const char *template_lang(const struct template *template, const struct element *element);

/* Says whether a list may lack the column: the template is a form that calls it optional. */
bool template_is_optional(const struct template *template, const char *name);

/* Says whether the pattern reads the same in every certificate: it and the definitions that it
 * uses show nothing of the list. */
bool template_constant(const struct template *template, const struct pattern *pattern);

/* NULL is allowed. */
void template_free(struct template *template);

#endif
