/* The model of finished pages: closed values that know no font library and no PDF. Layout
 * makes them; the PDF writer, and whatever else shows a certificate, only read them.
 * Lengths are points; (0, 0) is the trimmed page's upper left corner, y grows downwards. */
#ifndef KUALIK_PAGE_H
#define KUALIK_PAGE_H

#include "base/error.h"
#include "page/geometry.h"
#include "page/role.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct glyph {
    uint32_t id;      /* in its face */
    uint32_t cluster; /* offset in the run's text of the first byte it stands for */
    double advance;   /* points, tracking included */
    double dx, dy;    /* points, offset of the ink from the pen, y upwards */
};

/* A stretch of one line in one face, size and colour; never breaks. */
struct run {
    size_t face; /* index into the batch's faces */
    double size; /* points */
    struct color color;
    double x, y;      /* of the first glyph's origin; y is the baseline */
    const char *text; /* what the glyphs say, in logical order */
    const char *lang; /* BCP 47, of two or three small letters; NULL: its part's */
    const struct glyph *glyphs;
    size_t count;
};

enum path_verb { PATH_MOVE, PATH_LINE, PATH_CURVE, PATH_CLOSE, PATH_RECTANGLE };

/* A step of a path. A curve has two control points and its end; a rectangle, which is a closed
 * part of the path by itself, its upper left corner and its lower right one, and goes along the
 * top first; the others use `p[0]`. */
struct path_step {
    enum path_verb verb;
    struct point p[3];
};

/* A path of many small squares says its points in whole units from an origin: shorter to
 * write and exact. */
struct grid {
    double x, y; /* of the origin */
    double unit; /* points in a unit; 0: no grid, the steps are in points */
};

struct path {
    const struct path_step *steps;
    size_t count;
    struct grid grid; /* only for paths that are not stroked */
    double stroke;    /* line width in points; 0: not stroked */
    struct color color;
    bool filled; /* by the nonzero rule */
    struct color fill;
};

/* An image in its box; where it covers more than `clip`, the rest is cut off. */
struct picture {
    size_t image; /* index into the batch's images */
    struct box box;
    struct box clip;
};

/* A piece of art that is drawn once and placed again and again. */
struct art {
    const char *name; /* for the dump */
    struct box box;   /* around all its ink */
    const struct item *items;
    size_t count;
};

struct placed {
    const struct art *art;
    struct transform at; /* where the art's own coordinates come to lie */
};

enum item_kind { ITEM_RUN, ITEM_PATH, ITEM_PICTURE, ITEM_PLACED };

struct item {
    enum item_kind kind;
    union {
        struct run run;
        struct path path;
        struct picture picture;
        struct placed placed;
    };
};

/* Everything that one element of the template put on the page, in painting order. */
struct part {
    const char *name; /* of the element: "text name-kk" */
    /* Columns of the list whose fields it shows, as the template calls them; NULL stands behind
     * the last, and instead of none. */
    const char *const *columns;
    struct tag tag;
    const char *alt; /* alternative text of a figure or a field, else "" */
    struct box box;  /* the element's place */
    bool ground;     /* the page's colour or image, under all else */
    bool fixed;      /* the same in every certificate of the batch: made once and shared */
    bool preprinted; /* on sheets that are printed beforehand it is there already */
    const struct item *items;
    size_t count; /* 0: nothing to show for this row */
};

/* One side of a sheet: a part for each of the template's elements on it, in their order.
 * Every certificate of a batch has the same parts, some of them empty. */
struct page {
    double width, height;
    double bleed;
    const struct part *const *parts;
    size_t count;
};

/* Finds the cluster that begins with glyph `first` of the run: returns how many glyphs it has
 * and puts the text that they stand for together, a stretch of the run's, in `*text` and
 * `*size`. */
size_t page_cluster(const struct run *run, size_t first, const char **text, size_t *size);

/* Say for whoever writes a page whether the face of a run, and the image of a picture, is one
 * of the `count` that there are; if not, that is a fault of the program. */
bool page_check_run(const struct run *run, size_t count, struct error *err);
bool page_check_picture(const struct picture *picture, size_t count, struct error *err);

/* Returns how many points the step has. */
size_t page_step_points(const struct path_step *step);

/* Returns the box of all points of the path, control points too, in points. */
struct box page_path_box(const struct path *path);

#endif
