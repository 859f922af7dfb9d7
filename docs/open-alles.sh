#!/bin/sh
# Opens every delivery and verifies every piece of evidence of the demo with openssl (3.0 or newer) alone.
# usage: docs/open-alles.sh [FOLDER]   where FOLDER holds demo/partijen and certs-example/out; default: the installation
set -eu
MAP=${1:-$(cd "$(dirname "$0")/.." && pwd)}
PARTIJEN=$MAP/demo/partijen
CERTS=$MAP/certs-example/out
TIJDELIJK=$(mktemp -d)
trap 'rm -rf "$TIJDELIJK"' EXIT
GOED=0
FOUT=0

uitslag() { # CODE TEXT
    if [ "$1" -eq 0 ]; then GOED=$((GOED + 1)); echo "ok    $2"; else FOUT=$((FOUT + 1)); echo "FOUT  $2"; fi
}

# Signed by the gateway: a path to the root, and the very key of the gateway's certificate.
verifieer() { # IN OUT
    openssl cms -verify -binary -inform SMIME -in "$1" -CAfile "$CERTS/anchors.pem" -purpose any -signer "$TIJDELIJK/wie.pem" \
        -out "$2" 2> /dev/null && cmp -s "$TIJDELIJK/wie.pem" "$TIJDELIJK/ondertekenen.pem"
}

ontsleutel() { # FORM IN OUT LOKET
    openssl cms -decrypt -binary -inform "$1" -in "$2" -recip "$CERTS/$4/ontsleutelen.pem" -inkey "$CERTS/$4/ontsleutelen.key" -out "$3" 2> /dev/null
}

# Profile 4.0: sealed outside, signed inside. Profile 3.2: signed once more on the outside.
open_levering() { # FORM FILE LOKET
    vorm=$1 bron=$2
    if [ "$vorm" = SMIME ] && grep -qi 'smime-type=signed-data' "$bron"; then
        verifieer "$bron" "$TIJDELIJK/binnen" || return 1
        bron=$TIJDELIJK/binnen
    fi
    ontsleutel "$vorm" "$bron" "$TIJDELIJK/getekend" "$3" || return 1
    verifieer "$TIJDELIJK/getekend" "$TIJDELIJK/entiteit" || return 1
    grep -q 'document.xml' "$TIJDELIJK/entiteit" && grep -q 'document.pdf' "$TIJDELIJK/entiteit"
}

openssl x509 -in "$CERTS/gateway/ondertekenen.pem" -out "$TIJDELIJK/ondertekenen.pem"
openssl x509 -in "$CERTS/gateway/bewijs.pem" -out "$TIJDELIJK/bewijs.pem"

for map in "$PARTIJEN"/*; do
    loket=$(basename "$map")
    for f in "$map"/sftp/out/*.p7m "$map"/soap/*.p7m; do
        [ -f "$f" ] || continue
        r=0; open_levering DER "$f" "$loket" || r=1
        uitslag $r "levering voor $loket: $(basename "$f")"
    done
    for f in "$map"/mail/*.eml; do
        [ -f "$f" ] || continue
        grep -qi '^Content-Type: application/pkcs7-mime' "$f" || continue # evidence mails: their files are in receipts/
        r=0; open_levering SMIME "$f" "$loket" || r=1
        uitslag $r "levering voor $loket: $(basename "$f")"
    done
    for f in "$map"/receipts/*.json; do
        [ -f "$f" ] || continue
        r=0
        openssl cms -verify -binary -inform DER -in "$f.p7s" -content "$f" -CAfile "$CERTS/anchors.pem" -purpose any \
            -signer "$TIJDELIJK/wie.pem" -out /dev/null 2> /dev/null && cmp -s "$TIJDELIJK/wie.pem" "$TIJDELIJK/bewijs.pem" || r=1
        uitslag $r "bewijs voor $loket: $(basename "$f")"
    done
done
echo "$GOED goed, $FOUT fout"
[ "$FOUT" -eq 0 ] && [ "$GOED" -gt 0 ]
