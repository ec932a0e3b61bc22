#!/bin/sh
# tests/layers lets good code pass and catches each kind of offence.
set -u

mkdir "$SCRATCH/src"
printf '0 low\n1 png png.h\n6 main\n' >"$SCRATCH/table.txt"

# verdict NAME PATTERN: runs tests/layers over the scratch sources; PATTERN must be in its
# words, or, if it is empty, there must be none.
verdict()
{
    words=$(tests/layers "$SCRATCH/src" "$SCRATCH/table.txt")
    status=$?
    if [ -z "$2" ] && [ "$status" -eq 0 ] && [ -z "$words" ]; then
        echo "ok - $1"
    elif [ "$2" ] && [ "$status" -eq 1 ] && echo "$words" | grep -qF "$2"; then
        echo "ok - $1"
    else
        echo "not ok - $1"
        echo "# status $status: $words"
    fi
}

# offence NAME PATTERN FILE CODE: adds a line to a source for the time of one check.
offence()
{
    cp "$SCRATCH/src/$3" "$SCRATCH/kept"
    echo "$4" >>"$SCRATCH/src/$3"
    verdict "$1" "$2"
    mv "$SCRATCH/kept" "$SCRATCH/src/$3"
}

echo '#include <stddef.h>' >"$SCRATCH/src/low.h"
printf '#include "low.h"\n/* printf(\n   time( */ int x = sizeof "exit("; // puts(\n' \
    >"$SCRATCH/src/low.c"
printf '#include "low.h"\n#include <png.h>\nint y = snprintf(0, 0, "%%d", reader->time(3));\n' \
    >"$SCRATCH/src/png.c"
printf '#include "low.h"\nint main(void) { printf("x"); }\n' >"$SCRATCH/src/main.c"

verdict "good code passes" ""
offence "a module includes a higher one" "low includes main.h, which stands above it" \
    low.c '#include "main.h"'
offence "a header includes a library" "low.h:2: a header of ours includes <png.h>" \
    low.h '#include <png.h>'
offence "a library in the wrong module" "module low may not include <png.h>" \
    low.c '#include <png.h>'
offence "an unknown library" "module png may not include <zlib.h>" png.c '#include <zlib.h>'
offence "a header nobody knows" "not in the table" low.c '#include "other.h"'
offence "printing below the commands" "printf belongs to the commands" \
    low.c '    printf("%d", 1);'
offence "the clock below the commands" "time belongs to the commands" png.c 'int t = time(0);'
offence "a banned function" "strcpy is banned" main.c 'void f(void) { strcpy(a, b); }'
echo 'int z;' >"$SCRATCH/src/stranger.c"
verdict "a module nobody knows" "module stranger is not in the table"
