# Makes tables of C out of letters.rules: each section [NAME] becomes letters_NAME (../letters.h).
BEGIN { print "#include \"lang/letters.h\"" }
{ sub(/#.*/, "") }
NF == 0 { next }
/^\[[a-z]+\] *$/ {
    close_table()
    gsub(/[][]/, "", $1)
    print "\nconst struct letter_pair letters_" $1 "[] = {"
    is_open = 1
    next
}
is_open && (NF == 1 || (NF == 3 && $2 == "=")) {
    print "    {U'" $1 "', " (NF == 3 ? "U'" $3 "'" : "0") "},"
    next
}
{
    print FILENAME ":" FNR ": this is neither a section nor a letter." >"/dev/stderr"
    failed = 1
    exit 1
}
END {
    close_table()
    exit failed
}
function close_table() { if (is_open) print "    {0, 0},\n};" }
