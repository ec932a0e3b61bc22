#!/bin/sh
# Fonts that are damaged, and folders that hold other things than fonts: no certificate shows
# less than the list says.
. tests/e2e/lib

plain_template '{name}' '{name}' >"$SCRATCH/list.ini"
printf 'name\nӘлия Жанәбілқызы\n' >"$SCRATCH/one.csv"
sound=$(find /usr/share/fonts -name PTF55F.ttf | head -n 1)
write() { run "$KUALIK" issue -t "$SCRATCH/list.ini" -r "$SCRATCH/one.csv" -o "$1" --no-sign --fonts "$2"; }
shows_nothing() { ended 2 && holds "$SCRATCH/nothing" 0 && says "it shows nothing for the letter «Ә»"; }
picture() { pdftoppm -r 60 -png "$1"/*.pdf | sha256sum; }

mkdir "$SCRATCH/sound"
cp "$sound" "$SCRATCH/sound/font.ttf"
write "$SCRATCH/right" "$SCRATCH/sound"
check "with the font as it is the certificate is written" holds "$SCRATCH/right" 1
right=$(picture "$SCRATCH/right")

# spoil CODE: a folder with a copy of the font that Perl's CODE has changed in $_; `seal` puts
# the checksums right.
spoil()
{
    rm -rf "$SCRATCH/spoilt" "$SCRATCH/nothing"
    mkdir "$SCRATCH/spoilt"
    perl -e '
        sub sum { my $x = $_[0] . "\0" x (-length($_[0]) % 4); my $s = 0;
            $s = ($s + $_) & 0xFFFFFFFF for unpack "N*", $x; return $s }
        sub tables { my %t; for my $i (0 .. unpack("n", substr($_, 4, 2)) - 1) {
            my ($tag, $sum, $at, $size) = unpack "a4NNN", substr($_, 12 + 16 * $i, 16);
            $t{$tag} = [12 + 16 * $i, $at, $size] } return \%t }
        sub seal { my $t = tables(); my $head = $t->{head}[1] + 8;
            substr($_, $head, 4) = "\0\0\0\0";
            for my $x (values %$t) {
                substr($_, $x->[0] + 4, 4) = pack "N", sum(substr($_, $x->[1], $x->[2])) }
            substr($_, $head, 4) = pack "N", (0xB1B0AFBA - sum($_)) & 0xFFFFFFFF }
        undef $/; binmode STDIN; binmode STDOUT; $_ = <STDIN>; my $code = shift;
        eval $code; die $@ if $@; print' "$1" <"$sound" >"$SCRATCH/spoilt/font.ttf" &&
        write "$SCRATCH/nothing" "$SCRATCH/spoilt"
}

spoil 'my $g = tables()->{glyf}; substr($_, $g->[1], $g->[2]) = "\0" x $g->[2]'
check "zeros in place of outlines are a damaged font" refused "its table «glyf» does not have its checksum"
spoil 'my $g = tables()->{glyf}; substr($_, $g->[1], $g->[2]) = "\0" x $g->[2]; seal()'
check "with right checksums, too" shows_nothing
check "and what to do is said" says "Install the font again, or use another one."
spoil 'my $g = tables()->{loca}; substr($_, $g->[1], $g->[2]) = "\0" x $g->[2]; seal()'
check "so are letters that all end where they begin" shows_nothing

# right_or_refused CODE: the certificate is the right one, with a font of that family from
# elsewhere at most, or there is none.
right_or_refused()
{
    spoil "$1" && if [ "$(count "$SCRATCH/nothing")" -eq 0 ]; then
        ended 2 && says "damaged"
    else
        ended 0 && [ "$(picture "$SCRATCH/nothing")" = "$right" ]
    fi
}
for seed in 1 2 3 4 5 6 7 8; do
    check "damage $seed of the list of tables" right_or_refused \
        "srand $seed; substr(\$_, rand 300, 4) = pack 'N', rand 4294967295"
    check "damage $seed of a table" right_or_refused \
        "srand $seed; substr(\$_, rand length, 4) = pack 'N', rand 4294967295"
done

# An apostrophe that the font lacks is shown by a quotation mark like it, and read as itself.
printf 'name\nOʻtkir Gʻaniyev\n' >"$SCRATCH/uzbek.csv"
run "$KUALIK" issue -t "$SCRATCH/list.ini" -r "$SCRATCH/uzbek.csv" -o "$SCRATCH/uzbek" --no-sign
check "a name with the Uzbek ʻ is printed in a font without it" holds "$SCRATCH/uzbek" 1
reads_uzbek() { pdftotext "$SCRATCH"/uzbek/*.pdf - | grep -qx "Oʻtkir Gʻaniyev"; }
check "and read as it is written" reads_uzbek
run "$KUALIK" check -t "$SCRATCH/list.ini" -r "$SCRATCH/uzbek.csv"
check "and what is printed instead is told" \
    prints "has no letter «ʻ» (U+02BB); «‘» (U+2018), which looks like it, is printed"

# What is no folder of fonts.
mkfifo "$SCRATCH/sound/pipe.ttf"
write "$SCRATCH/piped" "$SCRATCH/sound"
check "a pipe in the folder is not waited for" ended 0
mkdir "$SCRATCH/many"
(cd "$SCRATCH/many" && seq 10001 | xargs touch)
for other in /proc "$SCRATCH/many"; do
    rm -rf "$SCRATCH/nothing"
    write "$SCRATCH/nothing" "$other"
    check "${other##*/} is refused at once" refused "the folder of fonts, «$other», holds more than 10000 files"
done
FONTCONFIG_FILE=$SCRATCH/missing.conf write "$SCRATCH/nothing" "$SCRATCH/right"
check "fontconfig without its configuration is told as such" refused "fontconfig's configuration is missing"
