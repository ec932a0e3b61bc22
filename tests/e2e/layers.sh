#!/bin/sh
# tests/layers and tests/rooms let good code pass and catch each kind of offence.
set -u
export LC_ALL=C

src=$SCRATCH/src
mkdir -p "$src/base" "$src/art" "$src/cli"
cat >"$src/rooms" <<'END'
room base
    doors low
room art
    doors art
    library png art png.h
room cli
    uses art
END

cat >"$src/README.md" <<'END'
| `base/` | what is `low.h` |
| `art/` | `art.h` and `brush.c` |
| `cli/` | `cli/main.c` |
END

# expect NAME PATTERN COMMAND…: PATTERN must be in the words of the failing command, or, if it
# is empty, the command must have no complaint.
expect()
{
    name=$1 pattern=$2
    shift 2
    words=$("$@" 2>&1)
    status=$?
    if [ -z "$pattern" ] && [ "$status" -eq 0 ] && ! echo "$words" | grep -q '^[^o]'; then
        echo "ok - $name"
    elif [ "$pattern" ] && [ "$status" -eq 1 ] && echo "$words" | grep -qF -e "$pattern"; then
        echo "ok - $name"
    else
        echo "not ok - $name"
        echo "# status $status: $words"
    fi
}

# offence NAME PATTERN FILE CODE: adds a line to a source for the time of one check.
offence()
{
    cp "$src/$3" "$SCRATCH/kept"
    echo "$4" >>"$src/$3"
    expect "$1" "$2" tests/layers "$src"
    mv "$SCRATCH/kept" "$src/$3"
}

printf '#include <stddef.h>\nstruct low {\n};\nint low(void);\n' >"$src/base/low.h"
printf '#include "base/low.h"\n/* printf(\n   time( */ const int x = sizeof "exit("; // puts(\n' \
    >"$src/base/low.c"
printf 'int low(void) { return 1; }\n' >>"$src/base/low.c"
printf 'struct art {\n};\nint art(void);\nint brush(void);\n' >"$src/art/art.h"
printf 'int ink(void);\n' >"$src/art/ink.h"
printf '#include "art/art.h"\n#include "art/ink.h"\n#include "base/low.h"\n#include <png.h>\n' \
    >"$src/art/art.c"
printf 'int art(void) { return low() + (int)png_access_version_number(); }\n' >>"$src/art/art.c"
printf 'int ink(void) { return 3; }\nint brush(void) { return 2; }\n' >"$src/art/brush.c"
printf '#include "art/art.h"\n#include <stdio.h>\nint run(void) { return printf("x") + art(); }\n' \
    >"$src/cli/main.c"

expect "good code passes" "" tests/layers "$src"
offence "a room includes another that it does not use" "room base may not use art/art.h" \
    base/low.c '#include "art/art.h"'
offence "a private header" "includes art/ink.h, which is private to art" \
    cli/main.c '#include "art/ink.h"'
offence "a header of no room" "includes other/other.h, which no room has" \
    base/low.c '#include "other/other.h"'
offence "a header includes a library" "art/art.h:5: art/art.h may not include <png.h>" \
    art/art.h '#include <png.h>'
offence "a library in the wrong module" "art/brush.c may not include <png.h>" \
    art/brush.c '#include <png.h>'
offence "an unknown library" "art/art.c may not include <zlib.h>" art/art.c '#include <zlib.h>'
offence "a banned function" "strcpy is banned" cli/main.c 'void f(void) { strcpy(a, b); }'
offence "a tag with two meanings" "the tag art stands in art/art.h too" base/low.c 'struct art {'
offence "one on a single line" "the tag art stands in art/art.h too" base/low.c 'enum art { ART };'
offence "one of a table" "the tag art stands in art/art.h too" \
    base/low.c 'static const struct art { int x; } arts[] = {{1}};'
offence "a file that is not there" "README.md: there is no brush.h" README.md '| `art/` | `brush.h` |'
offence "a folder that is not there" "README.md: there is no attic/" README.md 'and `attic/`'
offence "another file that is not there" "README.md: there is no lang/rules/x.rules" README.md \
    'and `lang/rules/x.rules`'
while IFS='|' read -r name pattern code; do
    offence "$name" "$pattern" base/low.c "$code"
done <<'END'
an include of a macro|includes what a macro says|#include LOW
one of a library's macro|base/low.c may not include <ft2build.h>|#include FT_FREETYPE_H
one behind a comment|room base may not use art/art.h|/* paint */ #include "art/art.h"
one with a comment in it|room base may not use art/art.h|# /* paint */ include /* */ "art/art.h"
a tag of a type|the tag art stands in art/art.h too|typedef struct art {
a tag of a constant|the tag art stands in art/art.h too|const struct art {
a tag behind two blanks|the tag art stands in art/art.h too|static  struct  art  {
a tag that is used|base/low.c:5: strcpy is banned|struct art *f(struct art a) { strcpy(a, b); }
a banned function as a pointer|strcpy is banned|char *(*const f)(char *, const char *) = strcpy;
a banned function in brackets|strcpy is banned|void f(void) { (strcpy)(a, b); }
a function that cuts|strncpy is banned|void f(void) { strncpy(a, b, 3); }
a trap|__builtin_trap is banned|void f(void) { __builtin_trap(); }
a member of that name||int f(struct low *a, struct low b) { return a->system + b.system; }
END
offence "a tag alone on its line" "the tag art stands in art/art.h too" base/low.c 'struct art
{'
echo 'int y;' >"$src/y.c"
expect "a source in no room" "y.c:1: a source stands in no room" tests/layers "$src"
rm "$src/y.c"
printf 'room attic\n' >>"$src/rooms"
expect "a room that the plan lacks" "README.md: no line for attic/" tests/layers "$src"
sed -i '$d' "$src/rooms"
sed -i 's/doors art/& ink/' "$src/rooms"
expect "a door that nobody uses" "rooms:4: in vain: door art/ink.h" tests/layers "$src"
sed -i 's/doors art ink/doors art/' "$src/rooms"
mkdir "$src/attic"
echo 'int z;' >"$src/attic/stranger.c"
expect "a room nobody knows" "room attic does not stand in" tests/layers "$src"

# build FILE…: compiles the sources as the Makefile does.
build()
{
    for source; do
        object=$SCRATCH/build${source#"$src"}
        mkdir -p "${object%/*}"
        ${CC:-cc} -g -fPIC -w -I"$src" -c -o "${object%.c}.o" "$source" || return 1
    done
}

build "$src"/base/*.c "$src"/art/*.c "$src"/cli/*.c || echo "not ok - the rooms of the test compile"
expect "good objects link" "" tests/rooms "$SCRATCH/build" "$src"

# taken NAME SYMBOL CODE: adds a function to a source of base for the time of one check.
taken()
{
    cp "$src/base/low.c" "$SCRATCH/kept"
    printf '#include <stdio.h>\n#include <stdlib.h>\n#include <unistd.h>\n%s\n' "$3" >>"$src/base/low.c"
    build "$src/base/low.c" || echo "not ok - $1 compiles"
    expect "$1" "${2:+base/low takes $2, which belongs to cli}" tests/rooms "$SCRATCH/build" "$src"
    mv "$SCRATCH/kept" "$src/base/low.c"
}

while read -r symbol code; do
    taken "$symbol belongs to cli" "$symbol" "$code"
done <<'END'
printf   void f(int x) { printf("%d", x); }
putchar  void f(int c) { putchar(c); }
puts     int (*const f)(const char *) = puts;
puts     void f(const char *text) { puts_unlocked(text); } int puts_unlocked(const char *);
stdout   void f(const char *text) { fwrite(text, 1, 9, stdout); }
stdout   void f(int c) { putc(c, stdout); }
fputc    void f(int c) { fputc(c, stderr); }
dprintf  void f(int x) { dprintf(1, "%d", x); }
write    void f(const char *text) { if (write(1, text, 9)) return; }
perror   void f(void) { perror("f"); }
syslog   void syslog(int, const char *, ...); void f(void) { syslog(1, "f"); }
exit     void f(void) { exit(1); }
_exit    void f(void) { _exit(1); }
_Exit    void f(void) { _Exit(1); }
abort    void f(void) { abort(); }
assert_fail void __assert_fail(const char *, const char *, unsigned, const char *); void f(void) { __assert_fail("", "", 1, ""); }
time     long time(long *); long f(void) { return time(0); }
clock    long clock(void); long f(void) { return clock(); }
timespec_get int timespec_get(void *, int); int f(void *t) { return timespec_get(t, 1); }
localtime_r void *localtime_r(void *, void *); void *f(void *t) { return localtime_r(t, t); }
getenv   char *f(void) { return getenv("HOME"); }
setenv   int f(void) { return setenv("HOME", "/", 1); }
environ  extern char **environ; char *f(void) { return environ[0]; }
localeconv void *localeconv(void); void *f(void) { return localeconv(); }
nl_langinfo char *nl_langinfo(int); char *f(void) { return nl_langinfo(1); }
strtod   double f(const char *text) { return strtod(text, 0); }
ctype_b_loc const void *__ctype_b_loc(void); const void *f(void) { return __ctype_b_loc(); }
dcgettext char *dcgettext(const char *, const char *, int); char *f(void) { return dcgettext(0, "f", 5); }
clock_nanosleep int clock_nanosleep(int, int, void *, void *); int f(void *t) { return clock_nanosleep(0, 0, t, t); }
rand     int f(void) { return rand(); }
strerror char *strerror(int); char *f(void) { return strerror(1); }
strftime size_t strftime(char *, size_t, const char *, void *); size_t f(char *s) { return strftime(s, 1, s, s); }
strcasecmp int strcasecmp(const char *, const char *); int f(char *a) { return strcasecmp(a, "b"); }
getpwuid void *getpwuid(unsigned); void *f(void) { return getpwuid(0); }
getcwd   char *f(char *s) { return getcwd(s, 1); }
isatty   int f(void) { return isatty(0); }
kill     int kill(int, int); int f(void) { return kill(1, 1); }
execl    int f(void) { return execl("a", "a", (char *)0); }
unlink   int f(void) { return unlink("a"); }
open     int open(const char *, int, ...); int f(void) { return open("a", 0100, 0600); }
END
taken "a function of the same result for the same arguments is anybody's" "" \
    'int f(char *out, int x) { return snprintf(out, 9, "%d", x); }'
taken "a table that stays as it is is anybody's" "" \
    'const char *const names[] = {"a", "b"}; static const int one = 1; const int *f(void) { return &one; }'

# varying NAME PATTERN CODE: a variable in a source of base.
varying()
{
    cp "$src/base/low.c" "$SCRATCH/kept"
    echo "$3" >>"$src/base/low.c"
    build "$src/base/low.c" || echo "not ok - $1 compiles"
    expect "$1" "$2" tests/rooms "$SCRATCH/build" "$src"
    mv "$SCRATCH/kept" "$src/base/low.c"
}

varying "a variable that changes" "base/low has last" 'int last;'
varying "a static one" "base/low has calls" 'int f(void) { static int calls = 1; return calls++; }'
varying "one of a thread" "base/low has own" '_Thread_local int own; int f(void) { return own++; }'
sed -i '/room base/a\    takes low puts' "$src/rooms"
taken "what a line of the rooms grants is granted" "" 'int (*const f)(const char *) = puts;'
build "$src/base/low.c"
expect "a grant that nobody uses" "in vain: base/low takes puts" tests/rooms "$SCRATCH/build" "$src"
sed -i '/takes low/d' "$src/rooms"

cp "$src/cli/main.c" "$SCRATCH/kept"
echo 'extern int ink(void); int f(void) { return ink(); }' >>"$src/cli/main.c"
build "$src/cli/main.c"
expect "a private function that is declared anew" "undefined reference to \`ink'" \
    tests/rooms "$SCRATCH/build" "$src"
mv "$SCRATCH/kept" "$src/cli/main.c"
build "$src/cli/main.c"

sed -i '/uses art/d' "$src/rooms"
expect "a function of a room that is not used" "main.c:3: undefined reference to \`art'" \
    tests/rooms "$SCRATCH/build" "$src"
sed -i '/library/d' "$src/rooms"
expect "a function of a library that is not allowed" "undefined reference to \`png_access_version" \
    tests/rooms "$SCRATCH/build" "$src"

# What the judges of words say of a source with one line, where gettext knows one sentence.
spoken=$SCRATCH/spoken
mkdir -p "$spoken/cli"
printf 'msgid "The file is empty."\n' >"$spoken/pot"

# sentence NAME PATTERN CODE
sentence()
{
    printf '%s\n' "$3" >"$spoken/cli/said.c"
    expect "$1" "$2" tests/sentences "$spoken" "$spoken/pot"
}

unknown='"The file is lost." is not among the sentences to translate.'
sentence "a sentence that gettext knows" "" 'error_set(err, "file-empty", "The file is empty.");'
sentence "one that it does not know" "$unknown" 'error_set(err, "file-lost", "The file is lost.");'
sentence "the second arm of a choice" "$unknown" \
    'error_advise(err, lost ? "The file is empty." : "The file is lost.");'
sentence "a single word as the second arm" '"lost" is not among' \
    'puts(gettext(empty ? "The file is empty." : "lost"));'
sentence "a wrapper that po/keywords does not name" "$unknown" 'moan("The file is lost.");'
sentence "one behind a code of one word" '"the file %s is lost" is not among' \
    'moan("lost", "the file %s is lost", name);'
sentence "one behind a number that is computed" '"the file %s is lost" is not among' \
    'moan("file-lost", count(a, b) + 1, "the file %s is lost", name);'
sentence "one that is printed" "$unknown" 'fputs("The file is lost.\n", stderr);'
sentence "one of a table" "$unknown" \
    'static const struct fault faults[] = {{LOST, "The file is " "lost."}};'
sentence "what is no sentence" "" \
    'puts("The file is empty."); run("SELECT name FROM files WHERE id = 1", "%s, %s."); // "The file is lost."'

# coded NAME PATTERN CODE: what the judge of codes says.
mkdir -p "$spoken/base"
cp src/base/error.h src/base/message.h "$spoken/base"
coded()
{
    printf '%s\n' "$3" >"$spoken/cli/said.c"
    expect "$1" "$2" tests/codes "$spoken"
}

lost='bool f(struct error *e) { error_set(e, "file-lost", "The file is lost."); }'
coded "a good code" "" "$lost"
while IFS='|' read -r name pattern code; do
    coded "$name" "$pattern" "$code"
done <<'END'
a code that is none|"File lost" is not a code|void f(void) { error_set(e, "File lost", "The file is lost."); }
the second arm of a choice of codes|"b c" is not a code|void f(void) { error_set(e, x ? "a" : "b c", "The file is lost."); }
a sentence without a code|NULL is no code|void f(void) { error_set(e, NULL, "The file is lost."); }
a sentence of a table without a code|"B" is not a code|void f(void) { error_set_sentence(e, "B", sentence); }
a wrapper|"B" is not a code|static void moan(int x, const char *code, const char *format, ...) {} void f(void) { moan(1, "B", "The file is lost."); }
many gaps|a sentence has 7 gaps|void f(void) { error_set(e, "a", "The %s %s %s %s %s %s %s."); }
END
while IFS='|' read -r name code; do
    coded "$name" "" "$code
$lost"
    coded "$name, which no message has" 'no message has the code "file-lost"' "$code
bool g(void) { error_set(e, \"other\", \"The file is lost.\"); run(\"--x\", \"file-lost\"); }"
done <<'END'
a code that is compared|bool f(void) { return strcmp(err->what.code, "file-lost") == 0; }
the other way round|bool f(void) { return !strcmp("file-lost", err->what.code); }
by a table|bool f(void) { static const char *const codes[] = {"file-lost"}; return strcmp(err->what.code, codes[i]) == 0; }
by a function|static bool find(const struct error *err, const char *code) { return !strcmp(err->what.code, code); } bool f(void) { return find(err, "file-lost"); }
END
while IFS='|' read -r name code; do
    coded "$name" "a sentence is read" "$lost $code"
done <<'END'
a sentence that is compared|bool f(void) { return strcmp(err->what.format, "The file is lost.") == 0; }
words that are looked for|bool f(void) { return strstr(finding->words->what.format, "lost"); }
words of one that is printed|bool f(void) { error_print_words(err, &text); return strstr(buf_text(&text), "lost"); }
END

# translation NAME PATTERN SCRIPT: what becomes of the Russian sentences by a script of perl.
translation()
{
    mkdir -p "$SCRATCH/po"
    perl -00 -pe "$3" po/ru.po >"$SCRATCH/po/ru.po"
    expect "$1" "$2" tests/translations "$SCRATCH/po"
}

translation "the translation as it is" "" ""
translation "a plural form is lost" "some messages have only 2 plural forms" \
    's/^msgstr\[2\].*//ms'
translation "a plural form is empty" "no form: " 's/^(msgstr\[2\]).*/$1 ""\n\n/ms if /msgid "%zu/'
translation "a sentence is lost" "this message is used but not defined" \
    '$_ = "" if /^msgid "Correct the date\."/m'
translation "an English word stays" "Open key open token in: " 's/(msgid "Correct the date\."\nmsgstr ").*"/$1Open key, open token."/'
translation "an ordinary one that is nothing typed" "list in: list изменился" \
    's/(msgid "The list changed while .*"\nmsgstr ").*"/$1list изменился"/'
translation "an option that the English has not" "--dates in: " \
    's/(msgid "Correct the date\."\nmsgstr ").*"/$1Исправьте --dates."/'

# What the judge of documents says of the tree with one more line in a document.
tree=$SCRATCH/tree
mkdir "$tree"
cp -r Makefile README.md CONTRIBUTING.md LICENSE docs templates examples src tests po packaging share fonts \
    .ci "$tree" || echo "not ok - the tree is copied"
judge=$PWD/tests/links
in_tree() { (cd "$tree" && "$@"); }
expect "the documents as they are" "" in_tree "$judge"
while IFS='|' read -r name pattern file line; do
    cp "$tree/$file" "$SCRATCH/kept"
    printf '\n%s\n' "$line" >>"$tree/$file"
    expect "$name" "$file: there is no $pattern" in_tree "$judge"
    mv "$SCRATCH/kept" "$tree/$file"
done <<'END'
a link to nothing|docs/nothing.md|README.md|[this](docs/nothing.md)
a folder that is gone|examples/attic/|README.md|in `examples/attic/`
a file that is gone|po/words|CONTRIBUTING.md|in `po/words`
a room that is gone|attic/|src/README.md|in `attic/`
a file of a document's folder|forms/gone.ini|templates/README.md|in `forms/gone.ini`
a template that is gone|gone.ini|docs/manual.md|in `gone.ini`
a target that is gone|make coffee|CONTRIBUTING.md|with `make coffee`
one in an example|make coffee|README.md|    make coffee
END

foreign=$PWD/tests/foreign
said() { echo "$1" | in_tree "$foreign"; }
expect "a serial number is no word" "" said 'серийный номер DDDB16347523AAB6FFD56B8C0523F8783FE743'
expect "a word beside it is one" "DDDB in: " said 'номер DDDB16347523AAB6FFD56B8C0523F8783FE743, DDDB'
echo 'ACTION' >>"$tree/po/latin"
expect "a word that is allowed twice" "po/latin: ACTION stands twice" in_tree "$foreign" --list

# fresh NAME PATTERN SCRIPT: what the judge of a new Debian says at once of a README that sed changed.
fresh()
{
    sed "$3" README.md >"$tree/README.md"
    expect "$1" "$2" in_tree tests/fresh
    cp README.md "$tree"
}
fresh "one command of two" "the two commands of README.md are not" '/^    make check/d'
fresh "the other alone" "the two commands of README.md are not" '/^    make demo/d'
fresh "another command" "the two commands of README.md are not" 's/^    make check/    make coffee/'
fresh "no word of what is fetched" "does not say what they fetch" 's/fetches at most/takes/'
rm "$tree/Makefile"
expect "the documents where they are installed" "" in_tree "$judge"
