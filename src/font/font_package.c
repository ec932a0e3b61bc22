#include "font/font_package.h"

const struct font_package *font_package_at(size_t index)
{
    static const struct font_package packages[] = {
        {"Cantarell", "fonts-cantarell", NULL},
        {"Carlito", "fonts-crosextra-carlito", NULL},
        {"Charis SIL", "fonts-sil-charis", NULL},
        {"DejaVu Sans", "fonts-dejavu-core", "fonts-dejavu-extra"},
        {"DejaVu Sans Mono", "fonts-dejavu-core", "fonts-dejavu-extra"},
        {"DejaVu Serif", "fonts-dejavu-core", "fonts-dejavu-extra"},
        {"Gentium Book Plus", "fonts-sil-gentiumplus", NULL},
        {"Gentium Plus", "fonts-sil-gentiumplus", NULL},
        {"Inter", "fonts-inter", NULL},
        {"Inter Display", "fonts-inter", NULL},
        {"Liberation Mono", "fonts-liberation2", NULL},
        {"Liberation Sans", "fonts-liberation2", NULL},
        {"Liberation Serif", "fonts-liberation2", NULL},
        {"Linux Libertine Display O", "fonts-linuxlibertine", NULL},
        {"Linux Libertine O", "fonts-linuxlibertine", NULL},
        {"Noto Sans", "fonts-noto-core", "fonts-noto-extra"},
        {"Noto Sans Display", "fonts-noto-core", "fonts-noto-extra"},
        {"Noto Serif", "fonts-noto-core", "fonts-noto-extra"},
        {"Noto Serif Display", "fonts-noto-core", "fonts-noto-extra"},
        {"PT Mono", "fonts-paratype", NULL},
        {"PT Sans", "fonts-paratype", NULL},
        {"PT Sans Caption", "fonts-paratype", NULL},
        {"PT Sans Narrow", "fonts-paratype", NULL},
        {"PT Serif", "fonts-paratype", NULL},
        {"PT Serif Caption", "fonts-paratype", NULL},
        {"Roboto Slab", "fonts-roboto-slab", NULL},
        {"Vollkorn", "fonts-vollkorn", NULL},
    };
    return index < sizeof packages / sizeof *packages ? &packages[index] : NULL;
}

const struct font_twin *font_twin_at(size_t index)
{
    static const struct font_twin twins[] = {
        {"Arial", "Liberation Sans", "fonts-liberation2", true},
        {"Calibri", "Carlito", "fonts-crosextra-carlito", true},
        {"Cambria", "Caladea", "fonts-crosextra-caladea", false},
        {"Courier New", "Liberation Mono", "fonts-liberation2", true},
        {"Times New Roman", "Liberation Serif", "fonts-liberation2", true},
    };
    return index < sizeof twins / sizeof *twins ? &twins[index] : NULL;
}
