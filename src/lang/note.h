/* Why somebody should look at a case form: where authorities or bearers of a name differ. Rules
 * name their note; its sentence stands here, to be shown as any other message. */
#ifndef KUALIK_NOTE_H
#define KUALIK_NOTE_H

#include <stddef.h>

struct note {
    const char *name;   /* in files of rules: "soft" */
    const char *code;   /* as in base/message.h */
    const char *format; /* as in base/message.h; its one argument, %s, is the form */
};

/* Returns the note of that name, or NULL. */
const struct note *note_find(const char *name);

/* Returns the note of that place, from 0, or NULL after the last: so a test sees that some rule
 * names each. */
const struct note *note_at(size_t index);

#endif
