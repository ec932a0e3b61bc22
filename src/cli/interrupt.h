/* How a run is ended from outside: by Ctrl-C, by SIGTERM or SIGHUP, and when there is no more
 * memory. */
#ifndef KUALIK_INTERRUPT_H
#define KUALIK_INTERRUPT_H

#include <stdatomic.h>

/* From now on the first of those signals sets the flag that is lent, and another one of its
 * kind ends the program at once; an output that nobody reads any more is an error of writing,
 * not the end. Signals that are ignored already, as nohup wants it, stay so. */
const atomic_bool *interrupt_watch(void);

/* Says with which exit status the program ends, after one sentence, when there is no more
 * memory. */
void interrupt_exhausted_with(int status);

#endif
