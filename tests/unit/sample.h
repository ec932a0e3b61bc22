/* How many of many like inputs a test tries: all, or under the sanitizers, with which
 * everything takes longer, a sample of them that reaches every place just as well. */
#ifndef KUALIK_TEST_SAMPLE_H
#define KUALIK_TEST_SAMPLE_H

#ifdef __SANITIZE_ADDRESS__
enum { SAMPLE = 11 }; /* each so many-th; odd, so that bits of all places have their turn */
#else
enum { SAMPLE = 1 };
#endif

#endif
