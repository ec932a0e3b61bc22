#!/bin/sh
# Shows certificates to judges that know nothing of kualik: veraPDF (PDF/A-2a, PDF/UA-1),
# pyHanko (the signature, PAdES), and EU DSS (its level; tests/conformance-levels.sh).
# `tests/conformance.sh BUILD` issues some from each template;
# `tests/conformance.sh BUILD CA.pem FILE…` takes what is there. The judges come from their
# registries into BUILD/tools; what is printed of a list is shown to veraPDF alone. For each
# fault the file and the rule are named.
set -eu

build=$1
shift
tools=$build/tools
verapdf=greenfield-apps-1.28.2.jar
verapdf_sha256=687d4d8bcfec48c9f7e931cf78ed061f1eeccfba55d4cdc000ba9b4d8aa46ce6

fetch_verapdf()
{
    [ -f "$tools/$verapdf" ] || mvn -q -B -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:2.8:copy \
        -Dartifact=org.verapdf.apps:greenfield-apps:1.28.2 -DoutputDirectory="$tools"
    echo "$verapdf_sha256  $tools/$verapdf" | sha256sum --check --quiet
}

fetch_pyhanko()
{
    wanted=tests/conformance-requirements.txt
    cmp -s "$wanted" "$tools/pyhanko/installed" && return
    rm -rf "$tools/pyhanko"
    python3 -m venv "$tools/pyhanko"
    "$tools/pyhanko/bin/pip" install --quiet --disable-pip-version-check --no-deps -r "$wanted"
    cp "$wanted" "$tools/pyhanko/installed"
}

# EU DSS, at the versions of tests/dss/pom.xml.
fetch_dss()
{
    cmp -s tests/dss/pom.xml "$tools/dss/pom.xml" && return
    rm -rf "$tools/dss"
    mvn -q -B -Dstyle.color=never -f tests/dss/pom.xml \
        org.apache.maven.plugins:maven-dependency-plugin:2.8:copy-dependencies \
        -DoutputDirectory="$(realpath -m "$tools/dss")"
    cp tests/dss/pom.xml "$tools/dss/pom.xml"
}

# The shortest and the longest names, and those in between, from every template.
issue()
{
    examples/demo-key.sh "$build/demo"
    rm -rf "$build/conformance"
    for template in examples/seminar-2017/seminar.ini templates/*.ini; do
        "$build/kualik" issue -t "$template" -r examples/seminar-2017/trainers.csv \
            -o "$build/conformance/$(basename "$template" .ini)" --only 23,46,50,76,139 \
            --key "$build/demo/signer.p12" --password-file "$build/demo/password"
    done
}

# The seminar's certificates with their data in them.
issue_with_data()
{
    rm -rf "$build/with-data"
    mkdir -p "$build/with-data/design"
    cp examples/seminar-2017/*.png "$build/with-data/design"
    sed '0,/^lang .*/s//&\nembed = row/' examples/seminar-2017/seminar.ini \
        >"$build/with-data/design/seminar.ini"
    "$build/kualik" issue -t "$build/with-data/design/seminar.ini" \
        -r examples/seminar-2017/trainers.csv -o "$build/with-data/out" --only 23,46,50,76,139 \
        --key "$build/demo/signer.p12" --password-file "$build/demo/password"
}

# What is printed of a list.
make_forms()
{
    seminar=examples/seminar-2017
    "$build/kualik" attendance -r $seminar/trainers.csv -o "$build/attendance.pdf"
    "$build/kualik" proof -t $seminar/seminar.ini -r $seminar/trainers.csv -o "$build/proof.pdf"
    rm -rf "$build/numbered"
    mkdir "$build/numbered"
    cp $seminar/*.png "$build/numbered"
    sed 's/^\[define\]/[register]\nevent = Семинар\nspares = 5\nnumber = {seq}\n&/' \
        $seminar/seminar.ini >"$build/numbered/seminar.ini"
    "$build/kualik" issue -t "$build/numbered/seminar.ini" -r $seminar/trainers.csv --no-sign \
        --register "$build/numbered/register.db" -o "$build/numbered/out"
    "$build/kualik" journal --register "$build/numbered/register.db" -o "$build/journal.pdf"
    forms="$build/attendance.pdf $build/proof.pdf $build/journal.pdf"
}

# pdf_verdicts PROFILE FILE…
pdf_verdicts()
{
    profile=$1
    shift
    java -cp "$tools/$verapdf" org.verapdf.apps.GreenfieldCliWrapper \
        -f "$profile" --format text -v "$@" >"$build/verapdf.txt" 2>"$build/verapdf.log" || true
    sed -E 's/^PASS/ok -/; s/^FAIL/not ok -/; s/^  FAIL/#   breaks rule/' "$build/verapdf.txt"
    said=$(grep -c "^PASS" "$build/verapdf.txt") || true
    if [ "$said" -ne "$#" ]; then
        failed=1
        grep -q "^FAIL" "$build/verapdf.txt" || cat "$build/verapdf.log"
    fi
}

# signature_verdicts COMMAND FILE…
signature_verdicts()
{
    action=$1
    shift
    printf '%s\n' "$@" | "$tools/pyhanko/bin/python" tests/pyhanko_judge.py UNTOUCHED "$action" \
        --no-revocation-check --trust "$ca" --trust-replace 2>"$build/pyhanko.log" || {
        failed=1
        cat "$build/pyhanko.log"
    }
}

forms=
mkdir -p "$tools"
fetch_verapdf
fetch_pyhanko
levels=
if [ $# -eq 0 ]; then
    fetch_dss
    levels=yes
    issue
    issue_with_data
    make_forms
    set -- "$build/demo/ca.pem" "$build"/conformance/*/*.pdf
fi
ca=$1
shift

failed=0
signature_verdicts validate "$@"
signature_verdicts adesverify "$@"
if [ "$levels" ]; then
    tests/conformance-levels.sh "$build" | tee "$build/levels.txt"
    ! grep -q '^not ok' "$build/levels.txt" || failed=1
    set -- "$@" "$build"/levels/B-*/*/*.pdf "$build"/levels/B-LTA/from-*/*/*.pdf
fi
certificates=$#
pdf_verdicts 2a "$@" $forms
if [ "$levels" ]; then
    pdf_verdicts 3a "$build"/with-data/out/*.pdf
    set -- "$@" "$build"/with-data/out/*.pdf
fi
pdf_verdicts ua1 "$@" $forms
if [ "$failed" -ne 0 ]; then
    echo "Some certificates do not conform: see the lines with \"not ok\"." >&2
    exit 1
fi
echo "All $certificates certificates are PDF/A-2a, PDF/UA-1 and well signed."
