/* How a run is ended from outside: by Ctrl-C, by SIGTERM or SIGHUP. */
#ifndef KUALIK_INTERRUPT_H
#define KUALIK_INTERRUPT_H

#include <stdatomic.h>

/* From now on the first of those signals sets the flag that is lent, and another one of its
 * kind ends the program at once; an output that nobody reads any more is an error of writing,
 * not the end. Signals that are ignored already, as nohup wants it, stay so. */
const atomic_bool *interrupt_watch(void);

#endif
