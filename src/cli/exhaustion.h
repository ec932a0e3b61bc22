/* What happens when there is no more memory. Many libraries look at nothing but NULL, some not
 * even at that: a failed allocation in HarfBuzz sets text without its kerning, one in
 * fontconfig ends in a wrong access, one in OpenSSL looks like a wrong password. So the whole
 * program, libraries included, takes its memory from here, where a failure ends it. */
#ifndef KUALIK_EXHAUSTION_H
#define KUALIK_EXHAUSTION_H

/* Says with which exit status the program ends, after one sentence; before the first call it is
 * 2. */
void exhaustion_exit_with(int status);

/* Says that the sentence is to be a line of JSON on stdout, too (output_failure). */
void exhaustion_tell_json(void);

#endif
