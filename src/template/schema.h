/* The keys of templates: which there are in each kind of section, what they may say, what
 * holds without them, and where they go in the structs of template.h. One table says all of
 * it; a new key is one line there. */
#ifndef KUALIK_SCHEMA_H
#define KUALIK_SCHEMA_H

#include "template/template.h"

#include <stdbool.h>
#include <stddef.h>

enum schema_type {
    SCHEMA_TEXT,    /* const char *, not empty */
    SCHEMA_LIST,    /* words between commas; the template's user splits it */
    SCHEMA_DAYS,    /* the same of days */
    SCHEMA_WIDTH,   /* a length, or a number: a share of what the lengths leave */
    SCHEMA_PATTERN, /* struct pattern */
    SCHEMA_RICH,    /* struct pattern with styles */
    SCHEMA_LANG,    /* const char * */
    SCHEMA_LENGTH,  /* double, points */
    SCHEMA_LEADING, /* double, points; written as a length or a multiple of the size */
    SCHEMA_NUMBER,  /* double */
    SCHEMA_COUNT,   /* size_t */
    SCHEMA_BOX,     /* struct box */
    SCHEMA_COLOR,   /* struct color */
    SCHEMA_YES,     /* bool */
    SCHEMA_WORD,    /* an enum, by `choices` */
    SCHEMA_PAPER,   /* width and height of struct template_page */
    SCHEMA_PAGE,    /* size_t, index of a page; the template knows which there are, … */
    SCHEMA_FONT,    /* … fonts too … */
    SCHEMA_STYLE,   /* … and styles */
};

/* A word and the enumerator it stands for. */
struct schema_choice {
    const char *word;
    unsigned value;
};

struct schema_key {
    const char *name;
    enum schema_type type;
    size_t at;             /* offset of the member in the section's struct */
    const char *fallback;  /* value of an absent key; NULL: the member stays zero … */
    const char *as;        /* … or takes the value of this other key of the section */
    const char *from, *to; /* the least and the most, for lengths, numbers and counts */
    const struct schema_choice *choices; /* ends with a NULL word */
    size_t flag;                         /* offset of the bool that says "given"; 0: none */
    bool required;
    bool shared; /* one of those that [text] and [signature] can take from a [style] */
};

enum schema_naming {
    SCHEMA_UNNAMED,
    SCHEMA_NAMED,
    SCHEMA_NUMBERED,
    SCHEMA_OPTIONAL, /* only where there are several has each a name */
};

struct schema_section {
    const char *kind;
    enum schema_naming naming;
    bool is_element;
    enum element_kind element;     /* if it is one */
    enum role role;                /* of the element, unless a key says otherwise */
    const struct schema_key *keys; /* NULL: the author names the keys */
    size_t count;
};

/* The kinds of section that one kind of template has. */
struct schema {
    const struct schema_section *sections;
    size_t count;
};

/* Return the sections of a certificate's template, and of a form's. */
const struct schema *schema_certificate(void);
const struct schema *schema_form(void);

/* Return the kind of section of that name, the key of that name in it, or NULL. */
const struct schema_section *schema_section(const struct schema *schema, const char *kind);
const struct schema_key *schema_key(const struct schema_section *section, const char *name);

#endif
