/* The files that a preview is made from, to be watched for changes. */
#ifndef KUALIK_PREVIEW_SOURCES_H
#define KUALIK_PREVIEW_SOURCES_H

#include "base/arena.h"
#include "issue/job.h"

#include <stddef.h>

/* Paths, some more than once. `{0}` is empty; release with preview_sources_free. */
struct preview_sources {
    struct arena arena;
    const char **paths;
    size_t count, room;
};

/* Adds what is known before any row: template, list, the pictures that all rows have, the files
 * of the fonts. What cannot be read is passed over, and what it names is not known. */
void preview_sources_gather(struct preview_sources *sources, const struct job_source *source);

/* Adds the pictures that `card` shows; without elements it shows none. */
void preview_sources_add_pictures(struct preview_sources *sources,
                                  const struct template *template, const struct card *card);

/* Releases everything; usable again. */
void preview_sources_free(struct preview_sources *sources);

#endif
