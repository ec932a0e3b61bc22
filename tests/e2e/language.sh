#!/bin/sh
# The program speaks Kazakh, Russian and English to people, and one language to programs.
. tests/e2e/lib

dir=$SCRATCH/out-ru
in_russian() { run "$KUALIK" issue -t kazakh -r "$list" -o "$dir" --no-sign --ui-lang ru "$@"; }

# ---- which language ---------------------------------------------------------------------

# spoken COMMAND…: how the help begins.
spoken() { "$@" --help | sed -n 1p; }
kazakh="қолданылуы: kualik COMMAND [OPTION…]"
russian="использование: kualik COMMAND [OPTION…]"
english="usage: kualik COMMAND [OPTION…]"
check "English without a locale" test "$(spoken "$KUALIK")" = "$english"
check "Kazakh in a Kazakh locale" \
    test "$(spoken env LC_ALL=kk_KZ.UTF-8 "$KUALIK")" = "$kazakh"
check "Russian in a Russian locale" \
    test "$(spoken env LC_ALL= LC_MESSAGES=ru_RU.UTF-8 "$KUALIK")" = "$russian"
check "LC_ALL goes before LC_MESSAGES" \
    test "$(spoken env LC_ALL=kk_KZ.UTF-8 LC_MESSAGES=ru_RU.UTF-8 "$KUALIK")" = "$kazakh"
check "and that before LANG" \
    test "$(spoken env -u LC_ALL LC_MESSAGES=ru_RU.UTF-8 LANG=kk_KZ "$KUALIK")" = "$russian"
check "LANG counts where nothing else is set" \
    test "$(spoken env -u LC_ALL LANG=kk_KZ "$KUALIK")" = "$kazakh"
check "English in any other" test "$(spoken env LC_ALL=de_DE.UTF-8 "$KUALIK")" = "$english"
check "the option overrules the locale" \
    test "$(spoken env LC_ALL=ru_RU.UTF-8 "$KUALIK" --ui-lang kk)" = "$kazakh"
check "with an equals sign, too" test "$(spoken "$KUALIK" --ui-lang=ru)" = "$russian"
run "$KUALIK" verify --ui-lang kk --help
check "behind a command, too" prints "қолданылуы: kualik verify"
run "$KUALIK" --ui-lang de --help
check "another language is refused" ended 2
check "and named" says "--ui-lang must be kk, ru or en, not «de»."
run "$KUALIK" check --ui-lang
check "so is none" says "not «»."

# ---- what is said -----------------------------------------------------------------------

# left_english LANGUAGE HELP…: lines of the help that the language has in English.
left_english()
{
    language=$1
    shift
    "$KUALIK" "$@" | grep '[a-z] [a-z]' >"$SCRATCH/english"
    "$KUALIK" --ui-lang "$language" "$@" | grep -Fx -f "$SCRATCH/english"
}
for language in kk ru; do
    for command in new verify decline; do
        check "$language: kualik $command --help" fails left_english "$language" help "$command"
    done
    check "$language: sentences keep what is put into them" \
        msgfmt --check-format -o /dev/null "po/$language.po"
done
in_russian --only 2
check "Russian: one" last_line "1 сертификат записан в $dir."
in_russian --only 3-5
check "Russian: a few" last_line "3 сертификата записаны в $dir."
in_russian --only 6-10
check "Russian: five" last_line "5 сертификатов записано в $dir."
run "$KUALIK" issue -t kazakh -r "$list" -n --no-sign --ui-lang kk
check "Kazakh: a number in another place" \
    last_line "Жазуға болатын сертификаттар: 150 ішінен 150."
run "$KUALIK" check -t "$SCRATCH/none.ini" -r "$list" --ui-lang kk
check "Kazakh: reasons within a sentence" \
    prints "none.ini: ашылмайды: ондай файл не бума жоқ."
check "with the same exit status" ended 2

# ---- what programs read -----------------------------------------------------------------

json() { "$KUALIK" check -t portrait -r tests/golden/check/spoilt.csv --json "$@" 2>&1; }
json --ui-lang en >"$SCRATCH/json"
check "there is JSON" test -s "$SCRATCH/json"
for language in kk ru; do
    json --ui-lang "$language" >"$SCRATCH/json-$language"
    check "$language: JSON is the same" cmp "$SCRATCH/json" "$SCRATCH/json-$language"
    "$KUALIK" issue -t kazakh -r "$list" --dump-page --only 2 --ui-lang "$language" \
        >"$SCRATCH/page-$language"
done
check "and so are pages" cmp "$SCRATCH/page-kk" "$SCRATCH/page-ru"
SOURCE_DATE_EPOCH=$seminar_end
export SOURCE_DATE_EPOCH
for language in kk en; do
    run "$KUALIK" issue -t kazakh -r "$list" -o "$SCRATCH/files-$language" --no-sign --only 2-4 \
        --ui-lang "$language"
done
check "and certificates" same_files "$SCRATCH/files-kk" "$SCRATCH/files-en"
