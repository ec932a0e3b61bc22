/* What the program calls itself, in the files that it makes, too. */
#ifndef KUALIK_VERSION_H
#define KUALIK_VERSION_H

#define KUALIK_NAME "kualik 1.0"

#endif
